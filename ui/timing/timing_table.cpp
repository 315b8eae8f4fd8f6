// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timing/timing_table.h"

#include "model/bench/verdict.h"
#include "ui/timing/timing_row.h"
#include "ui/widgets/focus_keys.h"
#include "ui/widgets/sentence_words.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"

#include <QHeaderView>

#include <algorithm>
#include <array>

namespace glowworm {

namespace {

constexpr int kLeastSpread = 72, kRoomForAll = 700; // pixels
constexpr int kOpenCases = 5;                       // more of them start closed

bool overlap(const RatioInterval& a, const RatioInterval& b)
{
    return a.low <= b.high && b.low <= a.high;
}

} // namespace

TimingTable::TimingTable(QWidget* parent)
    : QTreeWidget(parent)
{
    setColumnCount(ColumnCount);
    buildHead();
    setItemDelegateForColumn(Spread, new SpreadDelegate(m_rows, m_spread, this));
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setUniformRowHeights(true);
    setFrameShape(QFrame::NoFrame);
    setStyleSheet(QStringLiteral("QTreeView::item { padding: 3px 6px; }"));
    setIndentation(16);
    setAccessibleName(tr("Timings"));
    setWhatsThis(tr("A row a variant: the median time, each round as a dot - the first at the top, "
                    "so that a drift slants -, the middle half as a bar, and the ratio t(row) / "
                    "t(sparse) with its 95 % interval. An interval that holds 1 shows no "
                    "difference."));
    auto* keys = new FocusKeys(this, tr("In the table of timings"));
    keys->add({QKeyCombination(Qt::ControlModifier, Qt::Key_C)}, tr("copy it as Markdown"),
        [this] { Q_EMIT copyRequested(); });
    connect(this, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem* item) {
        if (!item || m_filling)
            return;
        const auto index
            = static_cast<std::size_t>(indexOfTopLevelItem(item->parent() ? item->parent() : item));
        if (index < m_cases.size())
            Q_EMIT caseChosen(m_cases[index].density, m_cases[index].tokens);
    });
}

void TimingTable::buildHead()
{
    setHeader(new SpreadHeader(m_spread, Spread, this));
    setHeaderLabels({tr("Case and implementation"), tr("Median"), QString(), tr("Tokens/s"),
        tr("Sparse faster by"), QString()});
    const std::array<QString, ColumnCount> help
        = {tr("What ran interleaved in the same rounds, and which code did the work"),
            tr("Median over rounds of the time of one call (FF layer: one layer; whole token: one "
               "token)"),
            tr("Every round as a dot, the first at the top; the bar is the middle half, the large "
               "dot the median; all rows on one logarithmic axis"),
            tr("Computed from the median"),
            tr("This row's median divided by the sparse one's of the same case, with the 95 % "
               "bootstrap interval over paired rounds (2,000 "
               "resamples). A case's own line: against our dense engine"),
            tr("The same ratio in the other result")};
    for (int column = 0; column < ColumnCount; ++column) {
        headerItem()->setToolTip(column, help[static_cast<std::size_t>(column)]);
        const bool numeric = column != Impl;
        headerItem()->setTextAlignment(
            column, (numeric ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    headerItem()->setData(Spread, Qt::AccessibleTextRole, tr("Rounds"));
    header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    header()->setSectionResizeMode(Spread, QHeaderView::Stretch);
    header()->setSectionResizeMode(Impl, QHeaderView::Fixed); // see fitColumns()
    header()->setStretchLastSection(false);
    header()->setMinimumSectionSize(kLeastSpread);
    header()->setHighlightSections(false);
    header()->setSectionsMovable(false);
    header()->setSectionsClickable(true);
    connect(header(), &QHeaderView::sectionClicked, this, &TimingTable::askToSort);
}

/// A click sorts, another one turns that round, a third goes back to the plan.
void TimingTable::askToSort(int column)
{
    const TimingOrder by = column == Impl    ? TimingOrder::Name
        : column == Ratio || column == Other ? TimingOrder::Ratio
                                             : TimingOrder::Time;
    TimingSort wanted{by, false};
    if (m_sort == wanted)
        wanted.descending = true;
    else if (m_sort.by == by)
        wanted = {};
    Q_EMIT sortAsked(wanted);
}

void TimingTable::setSort(const TimingSort& sort)
{
    m_sort = sort;
    header()->setSortIndicatorShown(sort.by != TimingOrder::Plan);
    header()->setSortIndicator(sort.by == TimingOrder::Name ? Impl
            : sort.by == TimingOrder::Ratio                 ? Ratio
                                                            : Median,
        sort.descending ? Qt::DescendingOrder : Qt::AscendingOrder);
    fill();
}

std::optional<TimingTable::Picked> TimingTable::picked() const
{
    QTreeWidgetItem* item = currentItem();
    if (!item || !item->isSelected())
        return {};
    QTreeWidgetItem* top = item->parent() ? item->parent() : item;
    const auto index = static_cast<std::size_t>(indexOfTopLevelItem(top));
    if (index >= m_cases.size())
        return {};
    const TimedCase& one = m_cases[index];
    const auto row = static_cast<std::size_t>(item == top ? 0 : top->indexOfChild(item));
    return Picked{one.density, one.tokens,
        item == top || row >= one.rows.size() ? std::string() : one.rows[row].impl};
}

void TimingTable::pick(const Picked& picked)
{
    for (std::size_t i = 0; i < m_cases.size(); ++i) {
        const TimedCase& one = m_cases[i];
        if (one.density != picked.density || one.tokens != picked.tokens)
            continue;
        QTreeWidgetItem* item = topLevelItem(static_cast<int>(i));
        for (std::size_t row = 0; !picked.impl.empty() && row < one.rows.size(); ++row)
            if (one.rows[row].impl == picked.impl) {
                item->setExpanded(true);
                setCurrentItem(item->child(static_cast<int>(row)));
                return;
            }
        setCurrentItem(item);
        return;
    }
}

void TimingTable::put(
    QTreeWidgetItem& item, Column column, const QString& text, const QString& toolTip)
{
    item.setText(column, text);
    item.setToolTip(column, toolTip);
    if (column != Impl)
        item.setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
}

void TimingTable::showResult(const BenchResult& result, const std::optional<Compared>& compared,
    std::function<QString(const TimedCase&)> commandOf)
{
    m_config = result.config;
    m_result = result;
    m_commandOf = std::move(commandOf);
    m_other = compared;
    m_otherCases = compared ? casesOf(compared->result) : std::vector<TimedCase>();
    headerItem()->setText(
        PerSecond, result.config.workload == Workload::Digits ? tr("Pictures/s") : tr("Tokens/s"));
    setColumnHidden(Other, !compared);
    if (compared)
        headerItem()->setText(Other, tr("in %1").arg(compared->name));
    fill();
}

/// Items stay, so that what is open and selected stays while numbers come in.
void TimingTable::fill()
{
    m_filling = true;
    const std::optional<Picked> chosen = picked();
    m_cases = casesOf(m_result);
    order();
    m_rows.clear();
    m_spread = SpreadAxis::of(m_result.rows);
    while (topLevelItemCount() > static_cast<int>(m_cases.size()))
        delete takeTopLevelItem(topLevelItemCount() - 1);
    const bool open = plannedCases(m_config) <= kOpenCases;
    for (std::size_t i = 0; i < m_cases.size(); ++i) {
        QTreeWidgetItem* item = topLevelItem(static_cast<int>(i));
        if (!item) {
            item = new QTreeWidgetItem(this);
            item->setExpanded(open);
        }
        showCase(*item, m_cases[i]);
    }
    if (chosen && picked() != chosen) // it stands in another place now
        pick(*chosen);
    m_filling = false;
    fitColumns();
    header()->viewport()->update();
    viewport()->update();
}

/// Rows within their case, and the cases among each other.
void TimingTable::order()
{
    if (m_sort.by == TimingOrder::Plan)
        return;
    const auto ratioOf = [](const TimedCase& one, const std::string& impl) {
        const BenchRatio* ratio = one.over(impl);
        return ratio ? ratio->ratio.value : impl == "sparse" ? 1.0 : 0.0;
    };
    const auto sorted = [this](auto& list, auto key) {
        std::ranges::stable_sort(list, {}, key);
        if (m_sort.descending)
            std::ranges::reverse(list);
    };
    for (TimedCase& one : m_cases) {
        if (m_sort.by == TimingOrder::Name)
            sorted(one.rows, [](const BenchRow& row) { return implementationWords(row.impl); });
        else if (m_sort.by == TimingOrder::Time)
            sorted(one.rows, [](const BenchRow& row) { return row.microseconds.median; });
        else
            sorted(one.rows, [&](const BenchRow& row) { return ratioOf(one, row.impl); });
    }
    if (m_sort.by == TimingOrder::Time)
        sorted(m_cases, [](const TimedCase& one) {
            const BenchRow* row = one.row("sparse");
            return row ? row->microseconds.median : 0.0;
        });
    else if (m_sort.by == TimingOrder::Ratio)
        sorted(m_cases, [&](const TimedCase& one) { return ratioOf(one, "dense"); });
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
    put(item, Ratio,
        ratio ? ratioWords(*ratio) : tr("%1 of %2 rounds").arg(one.rounds()).arg(m_config.repeats),
        how);
    item.setData(
        Ratio, Qt::AccessibleTextRole, ratio ? sentenceWords(ratio->verdict) : item.text(Ratio));
    item.setFont(Ratio, bold);
    showCompared(item, one, "dense");
    while (item.childCount() > static_cast<int>(one.rows.size()))
        delete item.takeChild(item.childCount() - 1);
    for (std::size_t i = 0; i < one.rows.size(); ++i) {
        if (item.childCount() <= static_cast<int>(i))
            item.addChild(new TimingRow(m_rows, Median, Spread));
        showRow(*item.child(static_cast<int>(i)), one, one.rows[i]);
        nameRow(*item.child(static_cast<int>(i)));
    }
    nameRow(item);
}

/// A screen reader that goes from row to row says the first cell of each.
void TimingTable::nameRow(QTreeWidgetItem& item)
{
    QStringList words{item.text(Impl)};
    for (const Column column : {Median, Spread, Ratio, Other}) {
        const QString spoken = item.data(column, Qt::AccessibleTextRole).toString(),
                      text = spoken.isEmpty() ? item.text(column) : spoken;
        if (!text.isEmpty() && !isColumnHidden(column))
            words << (column == Median || column == Other
                    ? headerItem()->text(column) + QLatin1Char(' ') + text
                    : text);
    }
    item.setData(Impl, Qt::AccessibleTextRole, words.join(QStringLiteral("; ")));
}

void TimingTable::showRow(QTreeWidgetItem& item, const TimedCase& one, const BenchRow& row)
{
    put(item, Impl, implementationWords(row.impl), implementationHelp(row.impl));
    const bool measured = row.roundsDone > 0;
    put(item, Median, medianText(&row));
    item.setData(Spread, Qt::AccessibleTextRole, middleHalfText(row));
    item.setData(Spread, Qt::UserRole, static_cast<uint>(m_rows.size()));
    m_rows.push_back(row);
    put(item, PerSecond,
        measured ? numberText(1e6 * row.tokens / row.microseconds.median) : missingText(),
        tr("one second divided by the median"));
    const QString unfinished = measured && row.roundsDone < m_config.repeats
        ? tr("%1 of %2 rounds").arg(row.roundsDone).arg(m_config.repeats)
        : QString();
    showCompared(item, one, row.impl);
    const BenchRatio* ratio = row.impl == "sparse" ? nullptr : one.over(row.impl);
    const bool doubted = ratio && ratio->doubt != Doubt::None;
    const bool none = ratio && !doubted && outcomeOf(ratio->ratio) == Outcome::NoDifference;
    item.setForeground(Ratio,
        none || doubted ? QBrush(Theme::of(palette()).mutedText) : QBrush()); // as the table's own
    if (row.impl == "sparse") {
        put(item, Ratio, unfinished, tr("The others are compared with this row"));
        return;
    }
    const QString explained = howMeasured(one, row.impl, m_config, m_commandOf(one));
    put(item, Ratio,
        !ratio     ? (unfinished.isEmpty() ? missingText() : unfinished)
            : none ? tr("no difference, %1").arg(intervalText(ratio->ratio))
                   : ratioWords(*ratio),
        explained);
    item.setData(
        Ratio, Qt::AccessibleTextRole, ratio ? sentenceWords(ratio->verdict) : item.text(Ratio));
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
    const QString change = !now                                     ? QString()
        : before->doubt != Doubt::None || now->doubt != Doubt::None ? QString()
        : overlap(before->ratio, now->ratio)
        ? tr("The two intervals overlap: no difference between the results is shown.\n")
        : tr("The two intervals lie apart: the results differ.\n");
    put(item, Other, ratioWords(*before),
        change + tr("recorded %1: ").arg(m_other->name)
            + howMeasured(*other, impl, m_other->result.config, {}));
}

/// What is computed from the median goes first, where there is no room for the dots.
void TimingTable::fitColumns()
{
    setColumnHidden(PerSecond, isShaped(m_config.workload) || width() < textScaled(kRoomForAll));
    // Where it is narrow the names give way: ratios are what is looked for.
    int others = kLeastSpread;
    for (int column = 0; column < ColumnCount; ++column)
        if (column != Impl && column != Spread && !isColumnHidden(column))
            others += header()->sectionSize(column);
    const int whole = std::max(sizeHintForColumn(Impl), header()->sectionSizeHint(Impl));
    header()->resizeSection(Impl, std::clamp(viewport()->width() - others, whole / 2, whole));
}

void TimingTable::resizeEvent(QResizeEvent* event)
{
    QTreeWidget::resizeEvent(event);
    fitColumns();
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
