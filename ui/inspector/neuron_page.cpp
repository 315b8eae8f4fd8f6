// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/neuron_page.h"

#include "ui/inspector/context_view.h"
#include "ui/inspector/inspector_style.h"
#include "ui/inspector/inspector_words.h"
#include "ui/inspector/life_curve.h"
#include "ui/inspector/neuron_curve.h"
#include "ui/inspector/scrolled.h"
#include "ui/inspector/share_bar.h"
#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/folding_row.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"
#include "ui/widgets/words.h"

#include <QAction>
#include <QBoxLayout>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <utility>

namespace glowworm {
namespace {

constexpr std::size_t kMostRivals = 4; // named in a line; the tip has them all
constexpr int kBetweenBlocks = 10;     // pixels

} // namespace

NeuronPage::NeuronPage(Task task, const std::vector<QAction*>& actions, QWidget* parent)
    : QWidget(parent)
    , m_task(task)
    , m_whose(newQuiet({}, this))
    , m_address(new QLabel(this))
    , m_place(newQuiet({}, this))
    , m_letGo(newLetGo(tr("Let go of this neuron (Esc)"), this))
    , m_state(new ValueLabel(Provenance::Measured, {}, this))
    , m_shares(new ValueLabel(Provenance::Measured, {}, this))
    , m_bar(new ShareBar(this))
    , m_curveName(
          newQuiet(task == Task::Text ? tr("over this text") : tr("over the drawings shown"), this))
    , m_curve(new NeuronCurve(task, this))
    , m_corpusName(
          newQuiet(task == Task::Text ? tr("in the whole corpus") : tr("on the test set"), this))
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
    , m_lifeName(newQuiet(tr("over its training"), this))
    , m_life(new LifeCurve(this))
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

    auto* column = new QVBoxLayout;
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addLayout(buildHead());
    const int between = task == Task::Text ? kBetweenBlocks : kGap; // there is little room
    const auto part = [=](const std::initializer_list<QWidget*>& widgets) {
        (*widgets.begin())->setContentsMargins(0, between, 0, 0); // gone with a name that is hidden
        for (QWidget* widget : widgets)
            column->addWidget(widget);
    };
    part({m_curveName, m_curve});
    part({m_corpusName, m_rate, m_corpus, m_lifeName, m_life});
    part({m_contextsName, m_contexts});
    column->addSpacing(between);
    column->addLayout(effects);
    column->addWidget(m_rivals);
    column->addWidget(m_group);
    column->addStretch(1);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(kGap);
    if (task == Task::Text)
        all->addLayout(column);
    else // over the stage: what may be done stays in sight
        all->addWidget(new Scrolled(column, this), 1);
    all->addLayout(buildButtons(actions));
    all->addWidget(m_keys);
    if (task == Task::Text)
        all->addStretch(1);

    connect(m_letGo, &QToolButton::clicked, this, &NeuronPage::letGoAsked);
    connect(m_curve, &NeuronCurve::tokenAsked, this, &NeuronPage::tokenAsked);
    connect(m_contexts, &ContextView::contextAsked, this, &NeuronPage::contextAsked);
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
    head->addWidget(m_whose);
    head->addLayout(title);
    head->addWidget(m_place);
    head->addSpacing(4);
    head->addWidget(m_state);
    head->addWidget(m_bar);
    head->addWidget(m_shares);
    return head;
}

QVBoxLayout* NeuronPage::buildButtons(const std::vector<QAction*>& actions)
{
    auto* rows = new QVBoxLayout;
    rows->setSpacing(6);
    auto* beside = new FoldingRow(this); // one below the other in a narrow window
    beside->row()->setSpacing(6);
    for (std::size_t i = 0; i < actions.size(); ++i) {
        auto* button = new QToolButton(this);
        button->setObjectName(actions[i]->objectName());
        button->setDefaultAction(actions[i]);
        button->setAccessibleDescription(actions[i]->whatsThis());
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        if (i == 0)
            m_switchOff = button;
        if (i == 1)
            m_choose = button;
        if (i > 0 && m_task == Task::Digits)
            setTextRole(button, TextRole::Note); // so that they stand side by side
        if (m_task == Task::Digits && (i == 1 || i == 2))
            m_choosing.push_back(button);
        if (i == 0 || (i == 3 && m_task == Task::Text))
            rows->addWidget(button);
        else
            beside->row()->addWidget(button);
        if (i == 1)
            rows->addWidget(beside);
    }
    return rows;
}

/// The one that changes the answer: of a drawing, a neuron that is not chosen can only be chosen. A
/// text has other characters where it is, and its card does not change with each of them.
void NeuronPage::makeMain(QToolButton* button)
{
    if (m_main && m_main != button) {
        clearLight(m_main);
        m_main->setProperty("landing", false);
    }
    m_main = button;
    m_main->setProperty("landing", true);
    setLight(m_main, m_twin);
}

/// Names for tests and screen readers, and What's This.
void NeuronPage::nameParts()
{
    const std::pair<QWidget*, const char*> names[] = {{m_address, "neuronAddress"},
        {m_state, "neuronState"}, {m_shares, "neuronShares"}, {m_curve, "neuronCurve"},
        {m_rate, "neuronRate"}, {m_corpus, "neuronCorpus"}, {m_contexts, "neuronContexts"},
        {m_likelier, "makesLikelier"}, {m_less, "makesLessLikely"}, {m_rivals, "neuronRivals"},
        {m_group, "groupUsage"}, {m_life, "neuronLife"}};
    for (const auto& [widget, name] : names)
        widget->setObjectName(QLatin1String(name));
    makeTitle(m_address);
    m_address->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_address->setWhatsThis(tr("Layer, group and neuron, counted from 0, as on the command line: a "
                               "column of the board is a group, a row a neuron."));
    makeQuiet(m_shares);
    makeQuiet(m_group);
    m_place->setWordWrap(true);
    for (QLabel* label : {static_cast<QLabel*>(m_state), static_cast<QLabel*>(m_shares)}) {
        label->setWordWrap(true);
        label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
        keepLines(label, 1); // another neuron, or character, moves nothing below
    }
    m_rate->setWordWrap(true);
    m_corpus->setWordWrap(true);
    m_rivals->setWordWrap(true);
    m_keys->setWordWrap(true);
    m_rivals->setTextFormat(Qt::RichText);
    m_rivals->setAccessibleName(tr("rivals"));
    m_rivals->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    for (QLabel* label : {m_likelier, m_less})
        setMonospaced(label);
    for (QLabel* label : {m_likelierName, m_likelier, m_lessName, m_less}) {
        label->setWhatsThis(effectFormula(m_task));
        setNumbersFrom(label, Provenance::Computed); // in the tip
    }
    m_shares->setWhatsThis(tr("Shares of a softmax over the column's router logits. Under 5 % "
                              "between the first two, the choice is a toss-up."));
    m_rate->setWhatsThis(tr("The share of all characters (pictures) of the corpus on which the "
                            "neuron was chosen; of the dense twin, on which it was above zero."));
    m_group->setWhatsThis(
        tr("How many neurons of its column were chosen at all while the corpus was read."));
    m_lifeName->hide(); // of a model without a run there is none
    m_life->hide();
    setNumbersFrom(m_life, Provenance::Recorded);
}

void NeuronPage::begin(Twin twin, const NeuronGrid& grid, NeuronAddress neuron)
{
    m_twin = twin;
    m_grid = grid;
    m_neuron = neuron;
    m_whose->setVisible(m_task == Task::Digits); // there it lies beside both models' answers
    m_whose->setText(
        twin == Twin::Sparse ? tr("a neuron of the sparse net") : tr("a neuron of the dense net"));
    for (QLabel* label : {m_whose, m_address})
        setLight(label, twin);
    makeMain(m_switchOff);
    const QString address = words(addressText(grid, neuron));
    QString spaced = address;
    m_address->setText(spaced.replace(QLatin1Char('.'), QStringLiteral(" \u00b7 ")));
    m_address->setAccessibleName(address);
    m_place->setText(placeWords(grid, neuron));
    QSizePolicy kept = m_shares->sizePolicy(); // what is known of a choice moves nothing below
    kept.setRetainSizeWhenHidden(twin == Twin::Sparse);
    m_shares->setSizePolicy(kept);
    m_shares->setVisible(twin == Twin::Sparse);
    m_bar->setVisible(twin == Twin::Sparse);
    m_rivals->setVisible(twin == Twin::Sparse);
    for (QWidget* button : m_choosing)
        button->setVisible(twin == Twin::Sparse);
    m_rate->setMissing(tr("The corpus is being read."));
    m_corpus->setText(tr("being read"));
    m_corpus->show();
    m_contexts->begin(twin);
    m_contexts->setReason(tr("The corpus is being read."));
    m_likelier->setText({});
    m_less->setText({});
    showRivals({});
    m_lifeName->hide();
    m_life->hide();
    m_group->setMissing(tr("The corpus is being read."));
}

void NeuronPage::setKept(bool kept)
{
    m_letGo->setEnabled(kept);
    m_keys->setText(kept ? tr("Esc lets go   right click: more") : tr("Enter or click keeps it"));
}

void NeuronPage::showMoment(
    const std::optional<NeuronMoment>& moment, const QString& reason, Provenance provenance)
{
    for (QWidget* view : {static_cast<QWidget*>(m_bar), static_cast<QWidget*>(m_curve)})
        setNumbersFrom(view, provenance);
    m_state->setProvenance(provenance);
    m_shares->setProvenance(provenance);
    if (!moment) {
        m_shares->setVisible(m_twin == Twin::Sparse);
        m_state->setMissing(reason);
        m_shares->setMissing(reason);
        m_bar->setShares(0, 0, reason);
        return;
    }
    const bool isDark = moment->state == NeuronMoment::State::Dark;
    if (m_task == Task::Digits && m_twin == Twin::Sparse)
        makeMain(isDark ? m_choose : m_switchOff);
    const QString state = stateWords(m_grid, m_twin, *moment);
    m_state->setValue(state, tr("on what is shown, after the activation, before the gate"));
    const QString shares = shareWords(m_grid, *moment);
    m_shares->setVisible(!shares.isEmpty());
    m_shares->setValue(shares,
        tr("softmax over the router logits of its column; how far its own logit lies below that of "
           "the neuron that was chosen"));
    m_bar->setShares(static_cast<double>(moment->probability.value_or(0)),
        static_cast<double>(moment->rivalProbability), isDark ? state : shares);
}

void NeuronPage::showCurve(std::vector<float> values, int at)
{
    const bool drawn = m_task == Task::Text || values.size() > 1; // one point is no curve
    m_curveName->setVisible(drawn);
    m_curve->setVisible(drawn);
    m_curve->setValues(m_twin, std::move(values), at);
}

void NeuronPage::showReport(const NeuronReport& report, std::int64_t step)
{
    showEffects(report);
    m_life->setLife(report.life, step);
    m_lifeName->setVisible(!report.life.empty());
    m_life->setVisible(!report.life.empty());
    if (report.biography)
        showBiography(report);
    else if (!report.withoutBiography.empty()) // else it follows
        showNoReport(words(report.withoutBiography));
}

void NeuronPage::showNoReport(const QString& reason)
{
    m_rate->setMissing(reason);
    m_corpus->setText(reason);
    m_contexts->setReason(reason);
    m_contexts->setContexts({}, true);
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
    const QString constancy = report.isSparse && life.complete()
        ? constancyWords(m_grid, m_neuron.neuron, life.fired, life.seen)
        : QString();
    const QString rate = rateWords(report.isSparse, life);
    m_rate->setValue(constancy.isEmpty() ? rate : rate + QLatin1Char('\n') + constancy,
        tr("%1 of %2; %3").arg(countText(life.fired), countText(life.seen), read));
    m_corpus->setText(life.complete()
            ? words(life.corpus)
            : tr("%1 of it read so far")
                  .arg(percentText(
                      static_cast<double>(life.seen) / static_cast<double>(life.total), 0)));
    m_corpus->setToolTip(read);
    m_corpus->setVisible(m_task == Task::Text || !life.complete()); // the rate's tip names it
    m_contexts->setReason(life.complete() ? tr("Nowhere.")
            : report.isSparse             ? tr("Not chosen so far.")
                                          : tr("Not above zero so far."));
    m_contexts->setContexts(life.strongest, life.complete());
    showRivals(life.rivals);
    m_group->setValue(usageWords(m_grid.groupSize - life.group.dead, m_grid.groupSize), read);
}

void NeuronPage::showRivals(const std::vector<NeuronRival>& rivals)
{
    m_rivalNames.clear();
    QStringList detail;
    for (const NeuronRival& rival : rivals) {
        if (m_rivalNames.size() < kMostRivals)
            m_rivalNames.push_back(rival.neuron.neuron);
        detail << tr("%1 came second %2 times")
                      .arg(words(addressText(m_grid, rival.neuron)), countText(rival.times));
    }
    m_rivals->setToolTip(detail.join(QLatin1Char('\n')));
    m_rivals->setAccessibleDescription(
        detail.isEmpty() ? tr("no rivals") : detail.join(QStringLiteral(", ")));
    linkRivals();
}

/// The colour of a link stands in its text.
void NeuronPage::linkRivals()
{
    const QString colour = Stage::of(palette()).lightOf(m_twin).bright.name();
    QStringList links;
    for (const int neuron : m_rivalNames)
        links << QStringLiteral("<a href=\"%1\" style=\"color:%2\">%3</a>")
                     .arg(neuron)
                     .arg(colour, shortName(m_grid, neuron));
    const QString text
        = links.isEmpty() ? QString() : tr("rivals  %1").arg(links.join(QStringLiteral("  ")));
    if (text != m_rivals->text()) // else it would let go of the link that has the focus
        m_rivals->setText(text);
}

void NeuronPage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        linkRivals();
    QWidget::changeEvent(event);
}

} // namespace glowworm
