// SPDX-License-Identifier: GPL-3.0-or-later
// The inspector's pages, made and wired.
#include "ui/inspector/inspector.h"

#include "ui/inspector/census_page.h"
#include "ui/inspector/comparison_page.h"
#include "ui/inspector/inspector_style.h"
#include "ui/inspector/neuron_page.h"
#include "ui/inspector/surgery_actions.h"
#include "ui/inspector/surgery_banner.h"
#include "ui/inspector/token_page.h"
#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/focus_before.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QLabel>
#include <QPointer>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace glowworm {
namespace {

constexpr int kPageWidth = 200; // pixels at the usual zoom: each page fits

FocusBefore* beforeOf(const QWidget& page)
{
    return page.findChild<FocusBefore*>(QString(), Qt::FindDirectChildrenOnly);
}

} // namespace

void Inspector::build()
{
    m_banner = new SurgeryBanner(m_inspection, m_task, m_ground);
    m_pages = new QStackedWidget(m_ground);
    // Whatever page is shown, the inspector is as wide and moves nothing beside it.
    atEachTextSize(m_pages, [this] { m_pages->setMinimumWidth(textScaled(kPageWidth)); });
    // No higher than the page that is shown: a hidden one would make a low window scroll.
    connect(m_pages, &QStackedWidget::currentChanged, this, [this](int shown) {
        for (int page = 0; page < m_pages->count(); ++page)
            m_pages->widget(page)->setSizePolicy(QSizePolicy::Preferred,
                page == shown ? QSizePolicy::Preferred : QSizePolicy::Ignored);
    });
    m_census = new CensusPage(m_task, m_pages);
    m_pages->addWidget(m_census);
    m_notice = newQuiet({}, m_ground);
    m_notice->setObjectName(QStringLiteral("inspectorNotice"));
    m_notice->setWordWrap(true);
    m_notice->hide();
    auto* column = new QVBoxLayout(m_ground);
    if (m_task == Task::Text)
        column->setContentsMargins(14, 12, 14, 10);
    else
        column->setContentsMargins(12, 8, 12, 8);
    column->setSpacing(2);
    column->addWidget(m_banner);
    column->addWidget(m_pages, 1);
    column->addWidget(m_notice);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_ground);

    connect(m_compare, &QAction::triggered, this, [this] {
        if (const std::optional<Twin> twin = lookedAt())
            compareFrom(*twin);
    });
    connect(m_census, &CensusPage::highlighted, this,
        [this](const std::vector<NeuronAddress>& neurons) {
            m_isLit = !neurons.empty();
            Q_EMIT highlighted(censusTwin(), neurons);
        });
}

void Inspector::leavePage()
{
    if (FocusBefore* before = beforeOf(*m_pages->currentWidget()))
        before->giveBack();
}

/// The focus of a page that goes is first with what Tab would come to next: what a page remembers
/// is set right afterwards.
void Inspector::showPage(QWidget& page)
{
    const QWidget* left = m_pages->currentWidget();
    const QPointer<QWidget> focused = window()->focusWidget();
    if (&page == left || !left->isAncestorOf(focused)) {
        m_pages->setCurrentWidget(&page);
        return;
    }
    FocusBefore *from = beforeOf(*left), *to = beforeOf(page);
    const QPointer<QWidget> origin = from ? from->before() : nullptr,
                            entered = to ? to->before() : nullptr;
    const bool isBack = page.isAncestorOf(origin);
    m_pages->setCurrentWidget(&page);
    if (to)
        to->setBefore(isBack ? entered : focused);
    if (isBack)
        origin->setFocus(Qt::OtherFocusReason);
}

/// A layout of pages asks the hidden ones too.
int Inspector::heightForWidth(int width) const
{
    const QMargins around = m_ground->layout()->contentsMargins();
    const int inside = width - around.left() - around.right();
    return QWidget::heightForWidth(width) - m_pages->heightForWidth(inside)
        + m_pages->currentWidget()->heightForWidth(inside);
}

NeuronPage& Inspector::neuronPage()
{
    if (m_neuron)
        return *m_neuron;
    m_neuron = new NeuronPage(m_task,
        {m_surgery->switchOff(), m_surgery->alwaysChoose(), m_surgery->pinGroup(), m_compare},
        m_pages);
    m_pages->addWidget(m_neuron);
    new FocusBefore(m_neuron); // the page owns it
    connect(m_neuron, &NeuronPage::letGoAsked, this, &Inspector::letGo);
    connect(m_neuron, &NeuronPage::tokenAsked, this, &Inspector::tokenAsked);
    connect(m_neuron, &NeuronPage::contextAsked, this, &Inspector::contextAsked);
    connect(m_neuron, &NeuronPage::neuronAsked, this, [this](NeuronAddress neuron) {
        if (m_shown)
            keep(m_shown->twin, neuron);
    });
    return *m_neuron;
}

ComparisonPage& Inspector::comparisonPage()
{
    if (m_comparison)
        return *m_comparison;
    m_comparison = new ComparisonPage(m_pages);
    m_pages->addWidget(m_comparison);
    new FocusBefore(m_comparison);
    connect(m_comparison, &ComparisonPage::pinAsked, this, &Inspector::pinSecond);
    connect(m_comparison, &ComparisonPage::endAsked, this, &Inspector::letGo);
    connect(m_comparison, &ComparisonPage::neuronAsked, this, [this](NeuronAddress neuron) {
        if (m_first)
            keep(m_first->twin, neuron);
    });
    connect(m_comparison, &ComparisonPage::highlighted, this,
        [this](const std::vector<NeuronAddress>& neurons) {
            m_isLit = !neurons.empty();
            if (m_first)
                Q_EMIT highlighted(m_first->twin, neurons);
        });
    return *m_comparison;
}

TokenPage& Inspector::tokenPage()
{
    if (m_character)
        return *m_character;
    m_character = new TokenPage(m_compare, m_pages);
    m_pages->addWidget(m_character);
    new FocusBefore(m_character);
    connect(m_character, &TokenPage::letGoAsked, this, &Inspector::letGo);
    connect(m_character, &TokenPage::editAsked, this, [this] {
        if (m_tokenOf)
            Q_EMIT editAsked(*m_tokenOf);
    });
    connect(m_character, &TokenPage::neuronAsked, this, [this](NeuronAddress neuron) {
        if (m_tokenOf)
            keep(*m_tokenOf, neuron);
    });
    return *m_character;
}

} // namespace glowworm
