// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/experiment_table.h"

#include "model/bench/statistics.h"
#include "ui/training/experiment_plot.h"
#include "ui/widgets/path_text.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"

#include <QHeaderView>
#include <QSignalBlocker>

#include <algorithm>
#include <array>

namespace glowworm {

namespace {

constexpr std::size_t kFewExperimentRows = 6;
constexpr int kMostRowsSeen = 12; // without scrolling

void put(
    QTreeWidgetItem& item, ExperimentTable::Column column, const QString& text, const QString& how)
{
    item.setText(column, text);
    item.setToolTip(column, how);
    item.setTextAlignment(column,
        (column == ExperimentTable::Label ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
}

/// What the seeds of a row are judged by, and how far they lie apart.
void showJudged(QTreeWidgetItem& item, const ExperimentRowResult& row, bool digits)
{
    const std::vector<ExperimentPoint> judged = row.judged();
    put(item, ExperimentTable::Seeds,
        ExperimentTable::tr("%1 of %2").arg(judged.size()).arg(row.row.seeds.size()),
        ExperimentTable::tr("finished, of those declared"));
    if (judged.empty())
        return put(item, ExperimentTable::Judged, missingText(),
            ExperimentTable::tr("no seed is finished yet"));
    const auto value = [&](const ExperimentPoint& point) {
        return digits ? point.accuracy.value_or(0) : point.loss;
    };
    const auto words
        = [&](double number) { return digits ? percentText(number, 2) : lossText(number); };
    QStringList seeds;
    for (const ExperimentPoint& point : judged)
        seeds
            += ExperimentTable::tr("%1 at step %2").arg(words(value(point)), countText(point.step));
    put(item, ExperimentTable::Judged, words(digits ? *row.accuracy() : *row.loss()),
        (digits ? ExperimentTable::tr(
             "recorded: mean over seeds of the accuracy on the test pictures in "
             "the last evaluation: %1")
                : ExperimentTable::tr(
                    "recorded: mean over seeds of the lowest validation loss: %1"))
            .arg(seeds.join(QStringLiteral("; "))));
}

void showStepTime(
    QTreeWidgetItem& item, const ExperimentRowResult& row, const ExperimentRowResult* reference)
{
    if (row.stepSeconds.empty())
        return put(item, ExperimentTable::StepTime, missingText(),
            ExperimentTable::tr("the steps of this row were not timed"));
    const QString own = durationText(row.medianStepSeconds());
    if (!reference || reference->stepSeconds.size() != row.stepSeconds.size())
        return put(item, ExperimentTable::StepTime, own,
            ExperimentTable::tr(
                "recorded: median time of a step; the reference was not timed beside it"));
    const RatioInterval ratio = ratioOfMedians(row.stepSeconds, reference->stepSeconds);
    put(item, ExperimentTable::StepTime, decimalText(ratio.value, 2) + QChar(0x00d7),
        ExperimentTable::tr("recorded: median time of a step, %1, over the reference's, %2; 95 % "
                            "interval %3 to %4 over %5 rounds in turns")
            .arg(own, durationText(reference->medianStepSeconds()), decimalText(ratio.low, 2),
                decimalText(ratio.high, 2))
            .arg(row.stepSeconds.size()));
}

} // namespace

ExperimentTable::ExperimentTable(QWidget* parent)
    : QTreeWidget(parent)
{
    setObjectName(QStringLiteral("experimentRows"));
    setAccessibleName(tr("Rows of the experiment"));
    setWhatsThis(tr("A row a configuration: the mean over seeds of the judged evaluation, and "
                    "the gap to the reference row with its interval."));
    setColumnCount(ColumnCount);
    // Two lines, so that a narrow window has room for the names of the rows.
    setHeaderLabels(
        {tr("Row"), tr("Seeds"), QString(), tr("Gap at\nequal steps"), tr("Gap at\nequal time"),
            tr("Time of\na step"), tr("Never\nchosen"), tr("Routing\nentropy")});
    const std::array<QString, ColumnCount> help = {tr("Tick a row to show its curve"),
        tr("Seeds that are finished, of those declared"), QString(),
        tr("Nats: this row's lowest validation loss minus the reference's, at the last step that "
           "both were trained to; mean over seeds"),
        tr("Nats: the same at the last second of training that both had; a row's time is its steps "
           "times its median time of a step"),
        tr("Median time of a training step over the reference's, timed in turns on one machine"),
        tr("Sparse only: fraction of the FF neurons never chosen in the evaluation the row is "
           "judged by; mean over seeds"),
        tr("Sparse only: how evenly the choices of each group spread over its neurons, 1 = all "
           "alike; mean over seeds")};
    for (int column = 0; column < ColumnCount; ++column) {
        headerItem()->setToolTip(column, help[static_cast<std::size_t>(column)]);
        headerItem()->setTextAlignment(
            column, (column == Label ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    }
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    header()->setSectionResizeMode(Label, QHeaderView::Stretch);
    header()->setHighlightSections(false);
    header()->setSectionsMovable(false);
    setRootIsDecorated(false);
    setUniformRowHeights(true);
    setFrameShape(QFrame::NoFrame);
    setSelectionMode(QAbstractItemView::NoSelection); // its ground would hide the lines
    setAllColumnsShowFocus(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);
    setIconSize({40, 14});
    setStyleSheet(QStringLiteral("QTreeView::item { padding: 3px 8px 3px 0; }"));
    connect(this, &QTreeWidget::itemChanged, this, [this](QTreeWidgetItem*, int column) {
        if (column == Label)
            Q_EMIT shownChanged();
    });
}

void ExperimentTable::showResult(const ExperimentResult& result)
{
    const QSignalBlocker quiet(this);
    clear();
    const bool digits = result.task == Task::Digits;
    headerItem()->setText(
        Judged, digits ? tr("Test accuracy\nat the end") : tr("Lowest\nvalidation loss"));
    headerItem()->setToolTip(Judged,
        digits ? tr("What a row is judged by: its last evaluation, for the test pictures must not "
                    "choose the step; mean over finished seeds")
               : tr("What a row is judged by, in nats per character; mean over finished seeds"));
    const ExperimentRowResult* reference = result.bestOf(result.reference);
    for (const ExperimentRowResult& row : result.rows) {
        auto* item = new QTreeWidgetItem(this);
        const ExperimentRowResult* best = result.bestOf(row.row.family);
        const bool ticked = result.rows.size() <= kFewExperimentRows || !best || best == &row;
        item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
        item->setCheckState(Label, ticked ? Qt::Checked : Qt::Unchecked);
        showRow(*item, result, row, reference);
    }
    if (topLevelItemCount() > 0)
        setCurrentItem(topLevelItem(0));
    updateGeometry();
}

void ExperimentTable::showRow(QTreeWidgetItem& item, const ExperimentResult& result,
    const ExperimentRowResult& row, const ExperimentRowResult* reference)
{
    const QString label = shownName(row.row.label);
    put(item, Label, &row == reference ? tr("%1 (reference)").arg(label) : label,
        tr("row %1, family %2, %3 parameters")
            .arg(shownName(row.row.name), shownName(row.row.family), countText(row.parameters)));
    if (&row == reference) {
        QFont bold; // else as the table's own
        bold.setBold(true);
        item.setFont(Label, bold);
    }
    showJudged(item, row, result.task == Task::Digits);
    showGaps(item, row, reference);
    showStepTime(item, row, reference);
    const QString none = row.row.config.model.isSparse() ? tr("no seed is finished yet")
                                                         : tr("a dense layer has no router");
    const QString how = tr("recorded: mean over seeds, of the evaluation the row is judged by");
    const auto dead = row.deadFraction(), entropy = row.routingEntropy();
    put(item, Dead, dead ? percentText(*dead) : missingText(), dead ? how : none);
    put(item, Entropy, entropy ? decimalText(*entropy, 2) : missingText(), entropy ? how : none);
}

void ExperimentTable::showGaps(
    QTreeWidgetItem& item, const ExperimentRowResult& row, const ExperimentRowResult* reference)
{
    if (&row == reference) {
        for (const Column column : {GapSteps, GapTime})
            put(item, column, QString(), tr("the others are compared with this row"));
        return;
    }
    const QString reason = !reference ? tr("the reference has no finished seed yet")
        : !row.finished()             ? tr("not all seeds of this row are finished")
                                      : tr("not all seeds of the reference are finished");
    const auto atSteps = reference ? gapAtEqualSteps(row, *reference) : std::nullopt,
               atTime = reference ? gapAtEqualTime(row, *reference) : std::nullopt;
    const bool untimed = reference && (row.stepSeconds.empty() || reference->stepSeconds.empty());
    put(item, GapSteps, atSteps ? gapText(atSteps->loss) : missingText(),
        atSteps ? tr("recorded: at step %1").arg(countText(static_cast<std::int64_t>(atSteps->at)))
                : reason);
    put(item, GapTime, atTime ? gapText(atTime->loss) : missingText(),
        atTime        ? tr("recorded: after %1 of training").arg(durationText(atTime->at))
            : untimed ? tr("the steps were not timed")
                      : reason);
}

QSize ExperimentTable::sizeHint() const
{
    const int rows = std::clamp(topLevelItemCount(), 1, kMostRowsSeen);
    const int line = topLevelItemCount() > 0 ? std::max(sizeHintForRow(0), fontMetrics().height())
                                             : fontMetrics().height() + kGap;
    return {QTreeWidget::sizeHint().width(),
        header()->sizeHint().height() + rows * line + 2 * frameWidth() + 2};
}

void ExperimentTable::showSwatches(const ExperimentPlot& plot)
{
    const QSignalBlocker quiet(this);
    for (int row = 0; row < topLevelItemCount(); ++row)
        topLevelItem(row)->setIcon(Label, QIcon(plot.swatch(static_cast<std::size_t>(row))));
}

std::vector<bool> ExperimentTable::shown() const
{
    std::vector<bool> ticked;
    for (int row = 0; row < topLevelItemCount(); ++row)
        ticked.push_back(topLevelItem(row)->checkState(Label) == Qt::Checked);
    return ticked;
}

void ExperimentTable::setShown(const std::vector<bool>& shown)
{
    if (shown == this->shown())
        return;
    {
        const QSignalBlocker quiet(this);
        for (int row = 0; row < topLevelItemCount(); ++row)
            topLevelItem(row)->setCheckState(
                Label, shown.at(static_cast<std::size_t>(row)) ? Qt::Checked : Qt::Unchecked);
    }
    viewport()->update();
    Q_EMIT shownChanged();
}

} // namespace glowworm
