// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/neuron_page.h"

#include "ui/inspector/context_view.h"
#include "ui/inspector/inspector_style.h"
#include "ui/inspector/inspector_words.h"
#include "ui/inspector/neuron_curve.h"
#include "ui/inspector/share_bar.h"
#include "ui/widgets/folding_row.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"
#include "ui/widgets/words.h"

#include <QAction>
#include <QBoxLayout>
#include <QGridLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <utility>

namespace glowworm {

NeuronPage::NeuronPage(Task task, const std::vector<QAction*>& actions, QWidget* parent)
    : QWidget(parent)
    , m_task(task)
    , m_address(new QLabel(this))
    , m_place(newQuiet({}, this))
    , m_letGo(new QToolButton(this))
    , m_state(new ValueLabel(Provenance::Measured, {}, this))
    , m_shares(new ValueLabel(Provenance::Measured, {}, this))
    , m_bar(new ShareBar(this))
    , m_curveName(newQuiet(tr("over this text"), this))
    , m_curve(new NeuronCurve(this))
    , m_corpusName(newQuiet(tr("in the whole corpus"), this))
    , m_rate(new ValueLabel(Provenance::Measured, {}, this))
    , m_corpus(newQuiet({}, this))
    , m_contextsName(newQuiet(tr("where it glows most"), this))
    , m_contexts(new ContextView(task, this))
    , m_likelierName(newQuiet(tr("makes likelier"), this))
    , m_likelier(new QLabel(this))
    , m_lessName(newQuiet(tr("less likely"), this))
    , m_less(new QLabel(this))
    , m_rivals(newQuiet({}, this))
    , m_group(new ValueLabel(Provenance::Measured, {}, this))
    , m_keys(newQuiet({}, this))
{
    nameParts();
    auto* effects = new QGridLayout;
    effects->setContentsMargins(0, 0, 0, 0);
    effects->setHorizontalSpacing(10);
    effects->setVerticalSpacing(1);
    effects->addWidget(m_likelierName, 0, 0);
    effects->addWidget(m_likelier, 0, 1);
    effects->addWidget(m_lessName, 1, 0);
    effects->addWidget(m_less, 1, 1);
    effects->setColumnStretch(1, 1);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addLayout(buildHead());
    const auto part = [column](const std::initializer_list<QWidget*>& widgets) {
        column->addSpacing(6);
        for (QWidget* widget : widgets)
            column->addWidget(widget);
    };
    part({m_curveName, m_curve});
    part({m_corpusName, m_rate, m_corpus});
    part({m_contextsName, m_contexts});
    column->addSpacing(4);
    column->addLayout(effects);
    column->addWidget(m_rivals);
    column->addWidget(m_group);
    column->addSpacing(6);
    column->addLayout(buildButtons(actions));
    column->addWidget(m_keys);
    column->addStretch(1);

    connect(m_letGo, &QToolButton::clicked, this, &NeuronPage::letGoAsked);
    connect(m_curve, &NeuronCurve::tokenAsked, this, &NeuronPage::tokenAsked);
    connect(m_rivals, &QLabel::linkActivated, this, [this](const QString& link) {
        Q_EMIT neuronAsked({m_neuron.layer, link.toInt()});
    });
}

QVBoxLayout* NeuronPage::buildHead()
{
    auto* title = new QHBoxLayout;
    title->addWidget(m_address, 1);
    title->addWidget(m_letGo);
    auto* head = new QVBoxLayout;
    head->setSpacing(2);
    head->addLayout(title);
    head->addWidget(m_place);
    head->addSpacing(4);
    head->addWidget(m_state);
    head->addWidget(m_shares);
    head->addWidget(m_bar);
    return head;
}

QVBoxLayout* NeuronPage::buildButtons(const std::vector<QAction*>& actions)
{
    auto* rows = new QVBoxLayout;
    rows->setSpacing(6);
    auto* pair = new FoldingRow(this); // one below the other in a narrow window
    pair->row()->setSpacing(6);
    for (std::size_t i = 0; i < actions.size(); ++i) {
        auto* button = new QToolButton(this);
        button->setObjectName(actions[i]->objectName());
        button->setDefaultAction(actions[i]);
        button->setAccessibleDescription(actions[i]->whatsThis());
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        if (i == 0)
            m_main = button;
        if (i == 1 || i == 2)
            pair->row()->addWidget(button);
        else
            rows->addWidget(button);
        if (i == 2)
            rows->addWidget(pair);
    }
    return rows;
}

/// Names for tests and screen readers, and What's This.
void NeuronPage::nameParts()
{
    const std::pair<QWidget*, const char*> names[] = {{m_address, "neuronAddress"},
        {m_state, "neuronState"}, {m_shares, "neuronShares"}, {m_curve, "neuronCurve"},
        {m_rate, "neuronRate"}, {m_corpus, "neuronCorpus"}, {m_contexts, "neuronContexts"},
        {m_likelier, "makesLikelier"}, {m_less, "makesLessLikely"}, {m_rivals, "neuronRivals"},
        {m_group, "groupUsage"}, {m_letGo, "letGo"}};
    for (const auto& [widget, name] : names)
        widget->setObjectName(QLatin1String(name));
    makeTitle(m_address);
    m_address->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_address->setWhatsThis(tr("Layer, group and neuron, counted from 0, as on the command line: a "
                               "column of the board is a group, a row a neuron."));
    makeQuiet(m_shares);
    makeQuiet(m_group);
    m_place->setWordWrap(true);
    m_shares->setWordWrap(true);
    m_rate->setWordWrap(true);
    m_corpus->setWordWrap(true);
    m_rivals->setWordWrap(true);
    m_keys->setWordWrap(true);
    m_rivals->setTextFormat(Qt::RichText);
    m_rivals->setAccessibleName(tr("rivals"));
    m_rivals->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    for (QLabel* label : {m_likelier, m_less})
        setMonospaced(label);
    for (QLabel* label : {m_likelierName, m_likelier, m_lessName, m_less})
        label->setWhatsThis(effectFormula(m_task));
    m_shares->setWhatsThis(tr("Shares of a softmax over the group's router logits. Under 5 % "
                              "between the first two, the choice is a toss-up."));
    m_rate->setWhatsThis(tr("The share of all characters (pictures) of the corpus on which the "
                            "neuron was chosen; of the dense twin, on which it was above zero."));
    m_group->setWhatsThis(
        tr("How many neurons of its group fired at all while the corpus was read."));
    m_letGo->setText(QStringLiteral("\u00d7"));
    m_letGo->setToolTip(tr("Let go of this neuron (Esc)"));
    m_letGo->setAccessibleName(tr("Let go"));
    m_letGo->setAccessibleDescription(m_letGo->toolTip());
    makeFlat(m_letGo);
    m_curveName->setVisible(m_task == Task::Text);
    m_curve->setVisible(m_task == Task::Text);
}

void NeuronPage::begin(Twin twin, const NeuronGrid& grid, NeuronAddress neuron)
{
    m_twin = twin;
    m_grid = grid;
    m_neuron = neuron;
    setLight(m_address, twin);
    setLight(m_main, twin);
    const QString address = words(addressText(grid, neuron));
    QString spaced = address;
    m_address->setText(spaced.replace(QLatin1Char('.'), QStringLiteral(" \u00b7 ")));
    m_address->setAccessibleName(address);
    m_place->setText(placeWords(grid, neuron));
    m_shares->setVisible(twin == Twin::Sparse);
    m_bar->setVisible(twin == Twin::Sparse);
    m_rivals->setVisible(twin == Twin::Sparse);
    m_rate->setMissing(tr("The corpus is being read."));
    m_corpus->setText(tr("being read"));
    m_contexts->setContexts(twin, {});
    m_contexts->setReason(tr("The corpus is being read."));
    m_likelier->setText({});
    m_less->setText({});
    m_rivals->setText({});
    m_group->setMissing(tr("The corpus is being read."));
}

void NeuronPage::setKept(bool kept)
{
    m_letGo->setEnabled(kept);
    m_keys->setText(kept ? tr("Esc lets go   Menu: surgery") : tr("Enter or click keeps it"));
}

void NeuronPage::showMoment(const std::optional<NeuronMoment>& moment, const QString& reason)
{
    if (!moment) {
        m_state->setMissing(reason);
        m_shares->setMissing(reason);
        m_bar->setShares(0, 0, reason);
        return;
    }
    m_state->setValue(
        stateWords(*moment), tr("on what is shown, after the activation, before the gate"));
    const QString shares = shareWords(m_grid, *moment);
    m_shares->setValue(shares, tr("softmax over the router logits of its group"));
    m_bar->setShares(static_cast<double>(moment->probability.value_or(0)),
        static_cast<double>(moment->rivalProbability), shares);
}

void NeuronPage::showCurve(std::vector<float> values, int at)
{
    m_curve->setValues(m_twin, std::move(values), at);
}

void NeuronPage::showReport(const NeuronReport& report)
{
    showEffects(report);
    if (report.biography)
        showBiography(report);
    else if (!report.withoutBiography.empty()) // else it follows
        showNoReport(words(report.withoutBiography));
}

void NeuronPage::showNoReport(const QString& reason)
{
    m_rate->setMissing(reason);
    m_corpus->setText(reason);
    m_contexts->setContexts(m_twin, {});
    m_contexts->setReason(reason);
    m_group->setMissing(reason);
}

void NeuronPage::showEffects(const NeuronReport& report)
{
    m_likelier->setText(outputsWords(m_task, report.promoted));
    m_likelier->setToolTip(effectDetail(m_task, report.promoted));
    m_likelier->setAccessibleName(tr("makes likelier: %1").arg(m_likelier->text()));
    m_less->setText(outputsWords(m_task, report.suppressed));
    m_less->setToolTip(effectDetail(m_task, report.suppressed));
    m_less->setAccessibleName(tr("makes less likely: %1").arg(m_less->text()));
}

void NeuronPage::showBiography(const NeuronReport& report)
{
    const NeuronBiography& life = *report.biography;
    const QString read = corpusWords(life.corpus, life.seen, life.total);
    m_rate->setValue(rateWords(m_task, report.isSparse, life.rate()),
        tr("%1 of %2; %3").arg(countText(life.fired), countText(life.seen), read));
    m_corpus->setText(life.complete()
            ? words(life.corpus)
            : tr("%1 of it read so far")
                  .arg(percentText(
                      static_cast<double>(life.seen) / static_cast<double>(life.total), 0)));
    m_corpus->setToolTip(read);
    m_contexts->setReason(
        life.complete() ? tr("It never fired there.") : tr("It has not fired so far."));
    m_contexts->setContexts(m_twin, life.strongest);
    showRivals(life.rivals);
    const int used = m_grid.groupSize - life.group.dead;
    m_group->setValue(tr("of its group %1 of %2 are used").arg(used).arg(m_grid.groupSize), read);
}

void NeuronPage::showRivals(const std::vector<NeuronRival>& rivals)
{
    const QString colour = Stage::of(palette()).lightOf(m_twin).bright.name();
    QStringList links, detail;
    for (const NeuronRival& rival : rivals) {
        if (links.size() < 4)
            links << QStringLiteral("<a href=\"%1\" style=\"color:%2\">%3</a>")
                         .arg(rival.neuron.neuron)
                         .arg(colour, shortName(m_grid, rival.neuron.neuron));
        detail << tr("%1 came second %2 times")
                      .arg(words(addressText(m_grid, rival.neuron)), countText(rival.times));
    }
    m_rivals->setText(
        links.isEmpty() ? QString() : tr("rivals  %1").arg(links.join(QStringLiteral("  "))));
    m_rivals->setToolTip(detail.join(QLatin1Char('\n')));
    m_rivals->setAccessibleName(
        detail.isEmpty() ? tr("no rivals") : detail.join(QStringLiteral(", ")));
}

} // namespace glowworm
