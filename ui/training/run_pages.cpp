// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/run_pages.h"

#include "model/session/session_values.h"
#include "ui/training/group_load.h"
#include "ui/training/moment_view.h"
#include "ui/training/sample_log.h"
#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QStackedWidget>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace glowworm {
namespace {

constexpr int kBodyHeight = 104;                       // of a usual page,
constexpr int kMomentHeight = 196, kLeastMoment = 148; // and of the one with a board
constexpr int kButtonFrame = 20;                       // wide, around its words

} // namespace

RunPages::RunPages(MomentView& moment, QWidget* parent)
    : QFrame(parent)
    , m_load(new GroupLoad(this))
    , m_samples(new SampleLog(this))
    , m_moment(moment)
    , m_body(new QStackedWidget(this))
{
    makeCard(this);
    m_parts = {{Page::Moment, newPageButton("momentPage"), &m_moment, &m_moment.words()},
        {Page::Load, newPageButton("loadPage"), new QWidget(m_body), buildLoadWords()},
        {Page::Samples, newPageButton("samplesPage"), m_samples, nullptr}};
    build();
    connect(&m_moment, &MomentView::titleChanged, this, &RunPages::showPage);
    setTask(Task::Text);
}

QToolButton* RunPages::newPageButton(const char* name)
{
    auto* button = new QToolButton(this);
    button->setObjectName(QLatin1String(name));
    button->setCheckable(true);
    setMark(button, "segment");
    setMark(button, "compact");
    return button;
}

QWidget* RunPages::buildLoadWords()
{
    auto* both = new QWidget(this);
    auto* words = new ElidedLabel(both);
    words->setObjectName(QStringLiteral("loadWords"));
    auto* legend = new ElidedLabel(both);
    setTextRole(legend, TextRole::Note);
    auto* row = new QHBoxLayout(both);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kGap);
    row->addWidget(words, 1);
    row->addWidget(legend);
    connect(m_load, &GroupLoad::readOutChanged, both, [=, this](const GroupLoad::ReadOut& readOut) {
        words->setText(readOut.words, readOut.brief);
        legend->setText(
            m_load->empty() ? QString() : tr("lit height: neurons chosen at all; glow: how evenly"),
            tr("height: chosen at all; glow: evenly"));
    });
    return both;
}

void RunPages::build()
{
    auto* top = new QHBoxLayout;
    top->setSpacing(kGap / 2);
    for (const Part& part : m_parts) {
        top->addWidget(part.button);
        connect(part.button, &QToolButton::clicked, this,
            [this, page = part.page] { choose(shown() == page ? Page::None : page); });
    }
    for (const Part& part : m_parts)
        if (part.words)
            top->addWidget(part.words, 1);
    top->addStretch(0);
    auto* load = new QVBoxLayout(partOf(Page::Load).content);
    load->setContentsMargins(0, 0, 0, 0);
    load->addWidget(m_load);
    load->addStretch(1);
    for (const Part& part : m_parts)
        m_body->addWidget(part.content);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(kGap + 1, kGap / 2 + 1, kGap + 1, kGap / 2 + 1);
    column->setSpacing(kGap / 2);
    column->addLayout(top);
    column->addWidget(m_body, 1);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    atEachTextSize(this, [this] { showPage(); });
}

RunPages::Part& RunPages::partOf(Page page)
{
    return *std::ranges::find(m_parts, page, &Part::page);
}

void RunPages::setTask(Task task)
{
    partOf(Page::Load).title = tr("Load per group");
    partOf(Page::Samples).title = task == Task::Text ? tr("Text after each evaluation")
                                                     : tr("Accuracy after each evaluation");
    showPage();
}

void RunPages::setLooksBack(bool looksBack)
{
    if (looksBack && !m_looksBack)
        m_chosenPast = Page::Moment;
    m_looksBack = looksBack;
    showPage();
}

void RunPages::setRoomy(bool isRoomy)
{
    if (std::exchange(m_isRoomy, isRoomy) != isRoomy)
        showPage();
}

void RunPages::choose(Page page)
{
    if (m_looksBack)
        m_chosenPast = page;
    else
        m_chosen = page;
    showPage();
}

RunPages::Page RunPages::shown() const
{
    if (m_looksBack)
        return m_chosenPast;
    return m_chosen.value_or(m_isRoomy ? Page::Load : Page::None);
}

int RunPages::openHeight() const
{
    const QMargins edges = layout()->contentsMargins();
    return edges.top() + edges.bottom() + m_parts.front().button->sizeHint().height()
        + layout()->spacing() + std::max(textScaled(kBodyHeight), m_load->sizeHint().height());
}

void RunPages::showPage()
{
    const Page now = shown();
    const Page lacking = m_looksBack ? Page::Samples : Page::Moment; // texts are of evaluations
    partOf(Page::Moment).title = m_moment.title();
    for (const Part& part : m_parts) {
        const bool isOpen = part.page == now;
        part.button->setVisible(part.page != lacking);
        part.button->setChecked(isOpen);
        part.button->setText(
            QStringLiteral("%1 %2").arg(isOpen ? QChar(0x25be) : QChar(0x25b8)).arg(part.title));
        QFont open = part.button->font(); // it is bold, and no other width moves the others
        open.setWeight(QFont::DemiBold);
        part.button->setMinimumWidth(
            QFontMetrics(open).horizontalAdvance(part.button->text()) + kButtonFrame);
        part.button->setAccessibleName(part.title);
        part.button->setToolTip(isOpen ? tr("Fold this away") : tr("Show this below the curves"));
        if (part.words)
            part.words->setVisible(isOpen);
        if (isOpen)
            m_body->setCurrentWidget(part.content);
    }
    m_body->setVisible(now != Page::None);
    m_body->setFixedHeight(now == Page::Moment
            ? textScaled(m_isRoomy ? kMomentHeight : kLeastMoment)
            : std::max(textScaled(kBodyHeight), m_load->sizeHint().height()));
}

void RunPages::save(const SessionValues& to) const
{
    to.integer("page", m_chosen ? static_cast<int>(*m_chosen) : -1);
}

std::function<void()> RunPages::restored(const JsonObject& from)
{
    std::optional<Page> page;
    if (from.has("page"))
        if (const int kept = from.integer("page", -1, static_cast<int>(Page::Samples)); kept >= 0)
            page = static_cast<Page>(kept);
    return [this, page] {
        m_chosen = page;
        showPage();
    };
}

} // namespace glowworm
