// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/neuron_page.h"

#include "ui/inspector/context_view.h"
#include "ui/inspector/effect_rows.h"
#include "ui/inspector/inspector_style.h"
#include "ui/inspector/inspector_words.h"
#include "ui/inspector/life_curve.h"
#include "ui/inspector/neuron_curve.h"
#include "ui/inspector/share_bars.h"
#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/sentence_words.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"
#include "ui/widgets/words.h"

#include <QEvent>
#include <QLabel>
#include <QToolButton>

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <utility>

namespace glowworm {
namespace {

constexpr std::size_t kMostRivals = 4; // named in a line; the tip has them all

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
    , m_bars(new ShareBars(this))
    , m_curveName(
          newQuiet(task == Task::Text ? tr("over this text") : tr("over the drawings shown"), this))
    , m_curve(new NeuronCurve(task, this))
    , m_corpusName(
          newQuiet(task == Task::Text ? tr("in the whole corpus") : tr("on the test set"), this))
    , m_rate(new ValueLabel(Provenance::Measured, {}, this))
    , m_corpus(newQuiet({}, this))
    , m_contextsName(newQuiet(tr("where it glows most"), this))
    , m_contexts(new ContextView(task, this))
    , m_effects(new EffectRows(task, this))
    , m_rivals(newQuiet({}, this))
    , m_group(new ValueLabel(Provenance::Measured, {}, this))
    , m_lifeName(newQuiet(tr("over its training"), this))
    , m_life(new LifeCurve(this))
    , m_keys(newQuiet({}, this))
{
    nameParts();
    if (task == Task::Text)
        layOutDown(actions);
    else
        layOutBeside(actions);
    connect(m_letGo, &QToolButton::clicked, this, &NeuronPage::letGoAsked);
    connect(m_curve, &NeuronCurve::tokenAsked, this, &NeuronPage::tokenAsked);
    m_contextsName->setToolTip(
        tr("By the value, the largest first; what lies far below zero acts as much, and is not "
           "listed."));
    connect(m_contexts, &ContextView::contextAsked, this, &NeuronPage::contextAsked);
    connect(m_rivals, &QLabel::linkActivated, this, [this](const QString& link) {
        Q_EMIT neuronAsked({m_neuron.layer, link.toInt()});
    });
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
        {m_rivals, "neuronRivals"}, {m_group, "groupUsage"}, {m_life, "neuronLife"}};
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
    m_group->setWordWrap(true);
    m_keys->setWordWrap(true);
    m_keys->setToolTip(tr("Shift+F10, the Menu key or a right click on the neuron"));
    m_rivals->setTextFormat(Qt::RichText);
    m_rivals->setAccessibleName(tr("rivals"));
    m_rivals->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
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
    m_whose->setText(twin == Twin::Sparse ? tr("a neuron of the sparse model")
                                          : tr("a neuron of the dense model"));
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
    m_bars->setVisible(twin == Twin::Sparse);
    m_rivals->setVisible(twin == Twin::Sparse);
    for (QWidget* button : m_choosing)
        button->setVisible(twin == Twin::Sparse);
    m_rate->setMissing(tr("The corpus is being read."));
    m_corpus->setText(tr("being read"));
    m_corpus->show();
    m_contexts->begin(twin);
    showCorpusParts(true);
    m_contexts->setReason(tr("The corpus is being read."));
    m_effects->clear();
    m_constancy.clear();
    showRivals({});
    m_lifeName->hide();
    m_life->hide();
    m_group->setMissing(tr("The corpus is being read."));
}

void NeuronPage::setKept(bool kept)
{
    m_letGo->setEnabled(kept);
    m_keys->setText(kept ? tr("Esc lets go   Shift+F10: more") : tr("Enter or click keeps it"));
}

void NeuronPage::showMoment(const std::optional<NeuronMoment>& moment, const QString& reason,
    Provenance provenance, const QString& place)
{
    for (QWidget* view : {static_cast<QWidget*>(m_bars), static_cast<QWidget*>(m_curve)})
        setNumbersFrom(view, provenance);
    m_state->setProvenance(provenance);
    m_shares->setProvenance(provenance);
    if (!moment) {
        m_shares->setVisible(m_twin == Twin::Sparse);
        m_state->setMissing(reason);
        m_shares->setMissing(reason);
        m_bars->clear(reason);
        m_effects->setReversed(false);
        return;
    }
    const bool isDark = moment->state == NeuronMoment::State::Dark;
    if (m_task == Task::Digits && m_twin == Twin::Sparse)
        makeMain(isDark ? m_choose : m_switchOff);
    const QString words = stateWords(m_grid, m_twin, *moment),
                  state = place.isEmpty() ? words : tr("%1 (%2)").arg(words, place);
    m_state->setValue(state, tr("on what is shown, after the activation, before the gate"));
    const bool isConstant = !isDark && !m_constancy.isEmpty(); // its share says nothing
    const QString shares = isConstant ? m_constancy : shareWords(*moment);
    m_bars->setVisible(m_twin == Twin::Sparse && !isConstant);
    m_shares->setVisible(!shares.isEmpty());
    m_shares->setValue(shares,
        tr("softmax over the router logits of its column; how far its own logit lies below that of "
           "the neuron that was chosen"));
    m_bars->showMoment(m_grid, m_neuron.neuron, *moment, state);
    m_effects->setReversed(moment->state == NeuronMoment::State::Negative);
}

void NeuronPage::showCurve(std::vector<float> values, int at, bool isOff)
{
    const bool drawn = m_task == Task::Text || values.size() > 1; // one point is no curve
    m_curveName->setVisible(drawn);
    m_curve->setVisible(drawn);
    m_curve->setValues(m_twin, std::move(values), at, isOff);
}

void NeuronPage::showReport(const NeuronReport& report, std::int64_t step)
{
    m_effects->showEffects(report);
    m_life->setLife(report.life, step);
    m_lifeName->setVisible(!report.life.empty());
    m_life->setVisible(!report.life.empty());
    if (report.biography)
        showBiography(report);
    else if (!report.hasCorpus)
        showNoReport(withoutCorpusWords(m_task));
    else if (!report.withoutBiography.empty()) // else it follows
        showNoReport(sentenceWords(report.withoutBiography));
}

void NeuronPage::showNoReport(const QString& reason)
{
    m_rate->setMissing(reason);
    m_corpus->setText(reason);
    m_contexts->setReason(reason);
    m_contexts->setContexts({}, true);
    m_group->setMissing(reason);
    showCorpusParts(false); // it is said once
}

/// What stands there of the corpus besides the rate.
void NeuronPage::showCorpusParts(bool isKnown)
{
    for (QWidget* part : std::initializer_list<QWidget*>{m_contextsName, m_contexts, m_group})
        part->setVisible(isKnown);
}

void NeuronPage::showBiography(const NeuronReport& report)
{
    const NeuronBiography& life = *report.biography;
    showCorpusParts(true);
    const QString read = corpusWords(life.corpus, life.seen, life.total);
    const QString constancy = report.isSparse && life.complete()
        ? constancyWords(m_grid, m_neuron.neuron, life.fired, life.seen)
        : QString();
    const bool isConstant = !constancy.isEmpty() && life.fired == life.seen;
    m_constancy = isConstant ? constancy : QString();
    const QString rate = rateWords(report.isSparse, life);
    m_rate->setValue(
        constancy.isEmpty() || isConstant ? rate : rate + QLatin1Char('\n') + constancy,
        tr("%1 of %2; %3").arg(countText(life.fired), countText(life.seen), read));
    m_corpus->setText(life.complete()
            ? corpusName(life.corpus)
            : tr("%1 of it read so far")
                  .arg(percentText(
                      static_cast<double>(life.seen) / static_cast<double>(life.total), 0)));
    m_corpus->setToolTip(read);
    m_corpus->setVisible(m_task == Task::Text || !life.complete()); // the rate's tip names it
    m_contexts->setReason(life.complete()
            ? unlitWords(m_task, report.isSparse && life.fired == 0, life.seen)
            : report.isSparse ? tr("Not chosen so far.")
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
        const auto times = static_cast<int>(rival.times);
        detail << (times == 1 ? tr("%1 came second once")
                              : tr("%1 came second %Ln times", nullptr, times))
                      .arg(words(addressText(m_grid, rival.neuron)));
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

QString NeuronPage::spokenMoment() const
{
    return tr("%1: %2").arg(m_address->accessibleName(), m_state->accessibleName());
}

QString NeuronPage::spokenBiography() const
{
    QStringList parts{m_address->accessibleName(), m_rate->accessibleName(), m_effects->spoken()};
    if (m_twin == Twin::Sparse)
        parts << tr("rivals: %1").arg(m_rivals->accessibleDescription());
    if (!m_contexts->contexts().empty())
        parts << tr("it glows most: %1").arg(m_contexts->cursorWords());
    return parts.join(QStringLiteral(". "));
}

void NeuronPage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        linkRivals();
    QWidget::changeEvent(event);
}

} // namespace glowworm
