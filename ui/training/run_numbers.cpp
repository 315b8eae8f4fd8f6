// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/run_numbers.h"

#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/theme.h"

#include <QGridLayout>

#include <algorithm>

namespace glowworm {
namespace {

constexpr int kNumberWidth = 64; // of a column, so that it does not change with its numbers
constexpr std::ptrdiff_t kSpeedSteps = 50; // that a speed is of

/// What there was at that step, as far as a number here needs it.
TrainingHistory pastOf(const TrainingHistory& curves, std::int64_t upTo)
{
    TrainingHistory past;
    for (const Twin twin : kTwins) {
        const TwinHistory& all = curves.of(twin);
        const auto isPast = [upTo](const auto& point) { return point.report.step <= upTo; };
        const auto end = std::ranges::partition_point(all.losses, isPast);
        for (auto at = end - std::min(kSpeedSteps, end - all.losses.begin()); at != end; ++at) {
            TrainingEvent event;
            event.kind = TrainingEvent::Kind::Step;
            event.twin = twin;
            event.step = at->report;
            past.add(event);
        }
        for (const EvalPoint& point : all.evaluations) {
            if (!isPast(point))
                break;
            TrainingEvent event;
            event.kind = TrainingEvent::Kind::Evaluation;
            event.twin = twin;
            event.eval.step = point.report.step;
            event.eval.loss = point.report.loss;
            event.eval.accuracy = point.report.accuracy;
            event.eval.deadFraction = point.report.deadFraction;
            event.eval.routingEntropy = point.report.routingEntropy;
            past.add(event);
        }
    }
    return past;
}

} // namespace

RunNumbers::RunNumbers(QWidget* parent)
    : QWidget(parent)
    , m_unit(new CutLabel(this))
    , m_best(new ValueLabel(Provenance::Measured, {}, this))
    , m_bestTwin(new ValueLabel(Provenance::Measured, {}, this))
    , m_gap(new ValueLabel(Provenance::Measured, {}, this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGap / 2);
    column->addLayout(buildBest());
    auto* grid = new QGridLayout;
    column->addLayout(grid);
    grid->setHorizontalSpacing(kGap);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(0, 1);
    const std::array<QString, 2> names = {QStringLiteral("\u25cf ") + tr("sparse"),
        QStringLiteral("\u25a0 ") + tr("dense")}; // as the plot marks them
    for (std::size_t slot = 0; slot < names.size(); ++slot) {
        auto* head = new CutLabel(names[slot], this);
        setMark(head, "twin", slot == 0 ? QStringLiteral("sparse") : QStringLiteral("dense"));
        grid->addWidget(head, 0, static_cast<int>(slot) + 1, Qt::AlignRight);
    }
    atEachTextSize(this, [grid] {
        for (const int column : {1, 2})
            grid->setColumnMinimumWidth(column, textScaled(kNumberWidth));
    });
    setTextRole(m_unit, TextRole::Note);
    makeMuted(m_unit);
    grid->addWidget(m_unit, 0, 0);
    addRow(*grid, TrainLoss, tr("Training"),
        tr("Mean loss of the newest step's batch, in nats (natural logarithm) per character or "
           "picture."));
    addRow(*grid, ValidationLoss, tr("Validation"),
        tr("Mean loss of the newest evaluation, over all validation windows or test pictures; no "
           "dropout."));
    addRow(*grid, Accuracy, tr("Accuracy"),
        tr("Fraction of the test pictures named correctly in the newest evaluation."));
    addRow(*grid, Speed, tr("Speed"),
        tr("Characters or pictures trained on per second of this model's own steps, over the "
           "newest "
           "50; evaluations not counted."));
    addRow(*grid, GradientNorm, tr("Gradient norm"),
        tr("Length of the newest step's whole gradient, before clipping."));
    addRow(*grid, Dead, tr("Never chosen"),
        tr("Sparse only: fraction of the FF neurons that were chosen for nothing that the newest "
           "evaluation read."));
    addRow(*grid, Entropy, tr("Routing entropy"),
        tr("Sparse only: how evenly the choices of each group spread over its neurons in the "
           "newest evaluation; 1 = all alike, 0 = always "
           "the same one. "
           "Mean over groups and layers of the winners' entropy divided by the logarithm of the "
           "group's size."));
    auto* label = new CutLabel(tr("Gap at equal steps"), this);
    makeMuted(label);
    label->setToolTip(
        tr("Sparse minus dense validation loss, at the newest step where both were evaluated."));
    grid->addWidget(label, RowCount + 1, 0);
    m_gap->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    grid->addWidget(m_gap, RowCount + 1, 1, 1, 2);
    showCurves({}, Task::Text);
}

/// The number that a training is about, the one thing to see first.
QLayout* RunNumbers::buildBest()
{
    m_best->setObjectName(QStringLiteral("bestLoss"));
    setTextRole(m_best, TextRole::Hero);
    m_bestTwin->setObjectName(QStringLiteral("bestTwinLoss"));
    setMark(m_bestTwin, "strong");
    setMark(m_bestTwin, "twin", QStringLiteral("dense"));
    auto* name = new CutLabel(tr("best validation loss"), this);
    setTextRole(name, TextRole::Note);
    makeMuted(name);
    name->setToolTip(tr("The lowest validation loss so far; its step stands in the tooltip."));
    atEachTextSize(m_bestTwin, [this] { // the rows below do not move when the twin is there
        m_bestTwin->setMinimumHeight(linesHeight(m_bestTwin, 1));
    });
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    words->addStretch(1);
    words->addWidget(name);
    words->addWidget(m_bestTwin);
    words->addStretch(1);
    auto* row = new QHBoxLayout;
    row->setSpacing(kGap + 4);
    row->addWidget(m_best);
    row->addLayout(words, 1);
    return row;
}

void RunNumbers::showBest(const TrainingHistory& history)
{
    const bool isDense = history.of(Twin::Sparse).empty() && !history.of(Twin::Dense).empty();
    const auto put = [](ValueLabel& label, const EvalPoint* best, const QString& words) {
        best ? label.setValue(words.arg(lossText(best->report.loss)),
            tr("at step %1").arg(countText(best->report.step)))
             : label.setMissing(tr("no evaluation yet"));
    };
    const EvalPoint* best = history.of(isDense ? Twin::Dense : Twin::Sparse).best();
    if (const QString twin = !best ? QString()
            : isDense              ? QStringLiteral("dense")
                                   : QStringLiteral("sparse");
        m_best->property("twin") != twin)
        setMark(m_best, "twin", twin);
    put(*m_best, best, QStringLiteral("%1"));
    const EvalPoint* twin = isDense ? nullptr : history.of(Twin::Dense).best();
    if (twin)
        put(*m_bestTwin, twin, tr("dense %1"));
    else
        m_bestTwin->clear();
}

/// Beside a step that is looked back at, the one that the evaluation is of.
void RunNumbers::nameValidation(const TrainingHistory& history, std::optional<std::int64_t> upTo)
{
    std::optional<std::int64_t> of;
    for (const Twin twin : kTwins)
        if (const auto& all = history.of(twin).evaluations; !all.empty())
            of = all.back().report.step;
    m_labels[ValidationLoss]->setText(upTo && of && *of != *upTo
            ? tr("Validation at step %1").arg(countText(*of))
            : tr("Validation"));
}

void RunNumbers::addRow(QGridLayout& grid, Row row, const QString& label, const QString& help)
{
    m_labels[row] = new CutLabel(label, this);
    makeMuted(m_labels[row]);
    m_labels[row]->setToolTip(help);
    grid.addWidget(m_labels[row], row + 1, 0);
    int column = 1;
    for (ValueLabel*& value : m_values[row]) {
        value = new ValueLabel(Provenance::Measured, {}, this);
        value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        grid.addWidget(value, row + 1, column++);
    }
}

void RunNumbers::setOrMiss(Row row, Twin twin, const QString& number, const QString& detail)
{
    ValueLabel& label = *m_values[row][slotOf(twin)];
    number.isEmpty() ? label.setMissing(detail) : label.setValue(number, detail);
}

void RunNumbers::showCurves(
    const TrainingHistory& curves, Task task, std::optional<std::int64_t> upTo)
{
    const TrainingHistory past = upTo ? pastOf(curves, *upTo) : TrainingHistory();
    const TrainingHistory& shown = upTo ? past : curves;
    const bool text = task == Task::Text;
    m_unit->setText(upTo ? tr("at step %1, in nats").arg(countText(*upTo))
            : text       ? tr("loss in nats per character")
                         : tr("loss in nats per picture"));
    m_labels[Speed]->setText(text ? tr("Speed, characters/s") : tr("Speed, pictures/s"));
    m_labels[Accuracy]->setVisible(!text);
    for (ValueLabel* value : m_values[Accuracy])
        value->setVisible(!text);
    for (const Twin twin : kTwins)
        showTwin(shown.of(twin), twin, task);
    showBest(shown);
    nameValidation(shown, upTo);
    if (const auto gap = shown.gap())
        m_gap->setValue(tr("%1 at step %2").arg(gapText(gap->loss), countText(gap->step)),
            tr("sparse minus dense"));
    else
        m_gap->setMissing(tr("no step yet where both twins were evaluated"));
}

void RunNumbers::showTwin(const TwinHistory& history, Twin twin, Task task)
{
    const QString none = tr("not trained in this run");
    if (history.losses.empty()) {
        for (const Row row : {TrainLoss, Speed, GradientNorm})
            setOrMiss(row, twin, {}, none);
    } else {
        const StepReport& step = history.losses.back().report;
        const QString at = tr("step %1").arg(countText(step.step));
        setOrMiss(TrainLoss, twin, lossText(step.loss), at);
        setOrMiss(GradientNorm, twin, numberText(step.gradientNorm), at);
        const auto speed = history.unitsPerSecond();
        setOrMiss(Speed, twin, speed ? numberText(*speed) : QString(),
            speed ? tr("newest 50 steps") : tr("no step timed yet"));
    }
    if (history.evaluations.empty()) {
        for (const Row row : {ValidationLoss, Accuracy, Dead, Entropy})
            setOrMiss(row, twin, {}, history.losses.empty() ? none : tr("no evaluation yet"));
        return;
    }
    const EvalReport& newest = history.evaluations.back().report;
    const QString at = tr("evaluation at step %1").arg(countText(newest.step));
    setOrMiss(ValidationLoss, twin, lossText(newest.loss), at);
    setOrMiss(Accuracy, twin, newest.accuracy ? percentText(*newest.accuracy, 2) : QString(),
        task == Task::Digits ? at : tr("text has none"));
    const bool sparse = twin == Twin::Sparse;
    const QString routed = sparse ? at : tr("a dense layer has no router");
    setOrMiss(Dead, twin, sparse ? percentText(newest.deadFraction) : QString(), routed);
    setOrMiss(Entropy, twin, sparse ? numberText(newest.routingEntropy) : QString(), routed);
}

} // namespace glowworm
