// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timing/timing_table.h"

#include "ui/widgets/focus_keys.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"

#include <QHeaderView>

#include <algorithm>
#include <array>

namespace glowworm {

namespace {

constexpr QLatin1String kVerdictGap("  "); // a left-aligned column beside a right-aligned one
constexpr std::size_t kOpenCases = 5;      // more of them start closed

QString microseconds(double value) { return durationText(value * 1e-6); }

QString samplesText(const BenchRow& row)
{
    QStringList words;
    for (const double sample : row.samples)
        words += numberText(sample);
    return TimingTable::tr("measured: median of %1 rounds; microseconds of each: %2")
        .arg(row.roundsDone)
        .arg(words.join(QStringLiteral("  ")));
}

bool overlap(const RatioInterval& a, const RatioInterval& b)
{
    return a.low <= b.high && b.low <= a.high;
}

} // namespace

TimingTable::TimingTable(QWidget* parent)
    : QTreeWidget(parent)
{
    setColumnCount(ColumnCount);
    setHeaderLabels({tr("Case and implementation"), tr("Median"), tr("Middle half"), tr("Tokens/s"),
        tr("Sparse is faster by [95 %]"), QString(), kVerdictGap + tr("Verdict")});
    const std::array<QString, ColumnCount> help
        = {tr("What ran interleaved in the same rounds, and which code did the work"),
            tr("Median over rounds of the time of one call (FF layer: one layer; whole token: one "
               "token)"),
            tr("First to third quartile over rounds"), tr("Computed from the median"),
            tr("This row's median divided by the sparse one's of the same case, with the 95 % "
               "bootstrap interval over paired rounds (2,000 "
               "resamples). A case's own line: against our dense engine"),
            tr("The same ratio in the other result"),
            tr("Chosen by the interval alone: when it contains 1, no difference is shown")};
    for (int column = 0; column < ColumnCount; ++column) {
        headerItem()->setToolTip(column, help[static_cast<std::size_t>(column)]);
        const bool numeric = column != Impl && column != Verdict;
        headerItem()->setTextAlignment(
            column, (numeric ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    header()->setStretchLastSection(true);
    header()->setHighlightSections(false);
    header()->setSectionsMovable(false);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setUniformRowHeights(true);
    setFrameShape(QFrame::NoFrame);
    setStyleSheet(QStringLiteral("QTreeView::item { padding: 3px 8px; }"));
    setIndentation(16);
    setAccessibleName(tr("Timings"));
    setWhatsThis(tr("A row a variant: the median time over rounds and, against its baseline, the "
                    "ratio t(baseline) / t(row) with its 95 % interval. An interval that holds 1 "
                    "shows no difference."));
    auto* keys = new FocusKeys(this, tr("In the table of timings"));
    keys->add({QKeyCombination(Qt::ControlModifier, Qt::Key_C)}, tr("copy it as Markdown"),
        [this] { Q_EMIT copyRequested(); });
    connect(this, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem* item) {
        if (!item)
            return;
        const auto index
            = static_cast<std::size_t>(indexOfTopLevelItem(item->parent() ? item->parent() : item));
        if (index < m_cases.size())
            Q_EMIT caseChosen(m_cases[index].density, m_cases[index].tokens);
    });
}

void TimingTable::put(
    QTreeWidgetItem& item, Column column, const QString& text, const QString& toolTip)
{
    item.setText(column, column == Verdict && !text.isEmpty() ? kVerdictGap + text : text);
    item.setToolTip(column, toolTip);
    if (column != Impl && column != Verdict)
        item.setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
}

/// Items stay, so that what is open and selected stays while numbers come in.
void TimingTable::showResult(const BenchResult& result, const std::optional<Compared>& compared,
    std::function<QString(const TimedCase&)> commandOf)
{
    m_config = result.config;
    m_commandOf = std::move(commandOf);
    m_cases = casesOf(result);
    m_other = compared;
    m_otherCases = compared ? casesOf(compared->result) : std::vector<TimedCase>();
    const bool layer = isShaped(result.config.workload);
    setColumnHidden(PerSecond, layer);
    headerItem()->setText(
        PerSecond, result.config.workload == Workload::Digits ? tr("Pictures/s") : tr("Tokens/s"));
    setColumnHidden(Other, !compared);
    if (compared)
        headerItem()->setText(Other, tr("in %1").arg(compared->name));
    while (topLevelItemCount() > static_cast<int>(m_cases.size()))
        delete takeTopLevelItem(topLevelItemCount() - 1);
    const bool open
        = (layer ? result.config.groups.size() * result.config.tokens.size() : m_cases.size())
        <= kOpenCases;
    for (std::size_t i = 0; i < m_cases.size(); ++i) {
        QTreeWidgetItem* item = topLevelItem(static_cast<int>(i));
        if (!item) {
            item = new QTreeWidgetItem(this);
            item->setExpanded(open);
        }
        showCase(*item, m_cases[i]);
    }
}

void TimingTable::showCase(QTreeWidgetItem& item, const TimedCase& one)
{
    QFont bold; // else as the table's own
    bold.setBold(true);
    item.setFont(Impl, bold);
    put(item, Impl, caseWords(one, m_config),
        tr("All rows below ran in the same rounds, interleaved, on the same inputs"));
    const QString how = howMeasured(one, "dense", m_config, m_commandOf(one));
    const BenchRatio* ratio = one.over("dense");
    put(item, Ratio, ratio ? intervalText(ratio->ratio) : QString(), how);
    item.setFont(Ratio, bold);
    put(item, Verdict,
        ratio ? QString::fromStdString(ratio->verdict)
              : tr("%1 of %2 rounds").arg(one.rounds()).arg(m_config.repeats),
        how);
    showCompared(item, one, "dense");
    while (item.childCount() > static_cast<int>(one.rows.size()))
        delete item.takeChild(item.childCount() - 1);
    for (std::size_t i = 0; i < one.rows.size(); ++i) {
        if (item.childCount() <= static_cast<int>(i))
            item.addChild(new QTreeWidgetItem);
        showRow(*item.child(static_cast<int>(i)), one, one.rows[i]);
    }
}

void TimingTable::showRow(QTreeWidgetItem& item, const TimedCase& one, const BenchRow& row)
{
    put(item, Impl, implementationWords(row.impl), implementationHelp(row.impl));
    const QString how = samplesText(row);
    const bool measured = row.roundsDone > 0;
    put(item, Median, medianText(&row), measured ? how : tr("no timed round yet"));
    put(item, Middle,
        measured ? tr("%1 to %2")
                       .arg(microseconds(row.microseconds.q1), microseconds(row.microseconds.q3))
                 : missingText(),
        how);
    put(item, PerSecond,
        measured ? numberText(1e6 * row.tokens / row.microseconds.median) : missingText(),
        tr("one second divided by the median"));
    const QString unfinished = measured && row.roundsDone < m_config.repeats
        ? tr("%1 of %2 rounds").arg(row.roundsDone).arg(m_config.repeats)
        : QString();
    showCompared(item, one, row.impl);
    if (row.impl == "sparse") {
        put(item, Ratio, QString(), tr("The others are compared with this row"));
        put(item, Verdict, unfinished);
        return;
    }
    const BenchRatio* ratio = one.over(row.impl);
    const QString explained = howMeasured(one, row.impl, m_config, m_commandOf(one));
    put(item, Ratio, ratio ? intervalText(ratio->ratio) : missingText(), explained);
    put(item, Verdict, ratio ? QString::fromStdString(ratio->verdict) : unfinished, explained);
}

void TimingTable::showCompared(QTreeWidgetItem& item, const TimedCase& one, const std::string& impl)
{
    const TimedCase* other = findCase(m_otherCases, one.density, one.tokens);
    if (!other) {
        put(item, Other, m_other ? missingText() : QString(),
            tr("the other result has no such case"));
        return;
    }
    if (impl == "sparse") {
        put(item, Other, medianText(other->row(impl)),
            tr("recorded: median of the sparse row in %1").arg(m_other->name));
        return;
    }
    const BenchRatio *before = other->over(impl), *now = one.over(impl);
    if (!before) {
        put(item, Other, missingText(), tr("the other result has no such row"));
        return;
    }
    const QString change = !now ? QString()
        : overlap(before->ratio, now->ratio)
        ? tr("The two intervals overlap: no difference between the results is shown.\n")
        : tr("The two intervals lie apart: the results differ.\n");
    put(item, Other, intervalText(before->ratio),
        change + tr("recorded %1: ").arg(m_other->name)
            + howMeasured(*other, impl, m_other->result.config, {}));
}

void TimingTable::selectCase(double density, int tokens)
{
    for (std::size_t i = 0; i < m_cases.size(); ++i)
        if (m_cases[i].density == density && m_cases[i].tokens == tokens) {
            QTreeWidgetItem* item = topLevelItem(static_cast<int>(i));
            item->setExpanded(true);
            setCurrentItem(item);
            scrollToItem(item->childCount() > 0 ? item->child(item->childCount() - 1) : item);
            scrollToItem(item);
        }
}

} // namespace glowworm
