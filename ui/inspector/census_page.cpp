// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/census_page.h"

#include "model/config/config.h"
#include "model/neurons/census.h"
#include "ui/inspector/inspector_style.h"
#include "ui/inspector/inspector_words.h"
#include "ui/widgets/focus_keys.h"
#include "ui/widgets/sentence_words.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"

#include <QHeaderView>
#include <QLabel>
#include <QTableWidget>
#include <QVBoxLayout>

#include <cstddef>
#include <cstdint>
#include <numeric>

namespace glowworm {
namespace {

enum CensusColumn { Name, Dead, Hot, Even };

} // namespace

CensusPage::CensusPage(Task task, QWidget* parent)
    : QWidget(parent)
    , m_task(task)
    , m_heading(new QLabel(tr("Neuron use"), this))
    , m_note(newQuiet({}, this))
    , m_corpus(newQuiet({}, this))
    , m_table(newQuietTable({QString(), tr("never chosen"), tr("busy"), tr("even")}, this))
    , m_use(new ValueLabel(Provenance::Measured, {}, this))
{
    m_use->setObjectName(QStringLiteral("usedSoFar"));
    m_use->setWordWrap(true);
    makeQuiet(m_use);
    makeTitle(m_heading);
    m_note->setWordWrap(true);
    m_corpus->setWordWrap(true);
    m_table->setObjectName(QStringLiteral("census"));
    for (QWidget* small : {static_cast<QWidget*>(m_table), // low rows: much stands above them
             static_cast<QWidget*>(m_table->verticalHeader())})
        setTextRole(small, TextRole::Note);
    fitHeader();
    m_table->setAccessibleName(tr("How its neurons are used"));
    m_table->setWhatsThis(tr(
        "Over what was read: neurons that were never chosen, neurons chosen %1 times "
        "as often as an even share of their column or more (busy), and the entropy of a column's "
        "counts over that of equal counts, 1 when all are chosen equally often (even). A click or "
        "Enter lights those neurons on the board; under even it is the least even column.")
                              .arg(GroupCensus::kHot));
    m_table->setAccessibleDescription(m_table->whatsThis());
    connect(m_table, &QTableWidget::cellClicked, this, &CensusPage::choose);
    auto* keys = new FocusKeys(m_table, tr("In the use of the neurons"));
    keys->add({Qt::Key_Return, Qt::Key_Enter}, tr("light these neurons on the board, or no more"),
        [this] { choose(m_table->currentRow(), m_table->currentColumn()); });
    m_column = new QVBoxLayout(this);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(4);
    m_column->addWidget(m_heading);
    m_column->addWidget(m_note);
    m_column->addWidget(m_table);
    m_column->addWidget(m_corpus);
    m_column->addStretch(1);
    m_column->addWidget(m_use);
    showReason({});
}

/// A text's card is narrow: there the words of a name stand one below the other.
void CensusPage::fitHeader()
{
    QHeaderView* header = m_table->horizontalHeader();
    if (m_task == Task::Digits) {
        for (const int wide : {Name, Dead}) // the others have short names
            header->setSectionResizeMode(wide, QHeaderView::ResizeToContents);
        return;
    }
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(Name, QHeaderView::Stretch); // "L0"
    for (const int column : {Dead, Hot, Even}) {
        QTableWidgetItem* item = m_table->horizontalHeaderItem(column);
        item->setText(item->text().replace(QLatin1Char(' '), QLatin1Char('\n')));
        item->setTextAlignment(Qt::AlignRight | Qt::AlignBottom);
    }
}

void CensusPage::setAtRest(QWidget* widget)
{
    m_atRest = widget;
    m_column->insertWidget(0, widget);
    m_column->insertSpacing(1, 8);
    showParts();
}

void CensusPage::showReason(const QString& reason)
{
    if (m_chosenRow >= 0)
        clearChoice();
    m_census.reset();
    m_note->setText(reason);
    showParts();
}

void CensusPage::showTextUse(
    Twin twin, const NeuronGrid& grid, const std::vector<int>& used, Provenance from)
{
    m_hasUse = !used.empty();
    if (m_hasUse && !m_census) {
        QStringList layers;
        for (std::size_t layer = 0; layer < used.size(); ++layer)
            layers << tr("layer %1: %2").arg(layer).arg(countText(used[layer]));
        const std::int64_t sum = std::accumulate(used.begin(), used.end(), std::int64_t{0}),
                           all = static_cast<std::int64_t>(grid.layers) * grid.neurons();
        m_use->setProvenance(from);
        m_use->setValue(tr("%1 of %2 neurons used so far").arg(countText(sum), countText(all)),
            (twin == Twin::Sparse ? tr("chosen at any character of this text; %1")
                                  : tr("above zero at any character of this text; %1"))
                .arg(layers.join(QStringLiteral(", "))));
    }
    showParts();
}

void CensusPage::showParts()
{
    const bool hasCensus = m_census.has_value(), hasUse = m_hasUse && !hasCensus;
    if (m_atRest) // which takes all the room, while nothing else needs it
        m_column->setStretchFactor(m_atRest, hasCensus ? 0 : 100);
    m_table->setVisible(hasCensus);
    m_corpus->setVisible(hasCensus);
    m_use->setVisible(hasUse);
    m_note->setVisible(!m_note->text().isEmpty());
    m_heading->setVisible(hasCensus || !m_note->text().isEmpty());
}

std::vector<CensusPage::Row> CensusPage::rows() const
{
    std::vector<Row> rows;
    if (m_census->grid.layers > 1)
        for (const LayerCensus& layer : layersOf(*m_census))
            rows.push_back(
                {layer.layer, -1, layer.dead, layer.hot, layer.evenness, layer.leastEven.group});
    else
        for (const GroupCensus& group : m_census->groups)
            rows.push_back(
                {group.layer, group.group, group.dead, group.hot, group.evenness, group.group});
    return rows;
}

void CensusPage::showCensus(const NeuronCensus& census)
{
    if (!census.hasCorpus) {
        showReason(withoutCorpusWords(m_task));
        return;
    }
    if (!census.withoutCounts.empty()) {
        showReason(sentenceWords(census.withoutCounts));
        return;
    }
    m_census = census;
    const std::vector<Row> all = rows();
    m_table->setRowCount(static_cast<int>(all.size()));
    for (int i = 0; i < static_cast<int>(all.size()); ++i) {
        const Row& row = all[static_cast<std::size_t>(i)];
        const QString name
            = row.group < 0 ? tr("layer %1").arg(row.layer) : tr("column %1").arg(row.group);
        const auto put = [this, i, &name](int column, const QString& text, const QString& what) {
            if (!m_table->item(i, column))
                m_table->setItem(i, column, new QTableWidgetItem); // the table owns it
            QTableWidgetItem* item = m_table->item(i, column);
            item->setText(text);
            item->setTextAlignment(
                (column == Name ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
            makeLink(*item);
            item->setToolTip(column == Name
                    ? tr("A click or Enter shows them on the board.")
                    : tr("%1; a click or Enter shows them on the board").arg(what));
            item->setData(Qt::AccessibleTextRole,
                column == Name ? name : tr("%1, %2: %3").arg(name, what, text));
        };
        const bool isBrief = m_task == Task::Text && row.group < 0;
        put(Name, isBrief ? QStringLiteral("L%1").arg(row.layer) : name, {});
        put(Dead, countText(row.dead), tr("neurons that were never chosen"));
        put(Hot, countText(row.hot),
            tr("neurons chosen %1 times their even share or more").arg(GroupCensus::kHot));
        put(Even, decimalText(row.evenness, 2),
            tr("evenness, 1 when all are chosen equally often"));
    }
    m_corpus->setText(corpusWords(census.corpus, census.seen, census.total));
    m_note->setText(census.isSparse ? QString() : tr("Dense model"));
    showParts();
    if (m_chosenRow >= 0 && m_chosenRow < static_cast<int>(all.size())) // counts have changed
        Q_EMIT highlighted(meant(all[static_cast<std::size_t>(m_chosenRow)], m_chosenColumn));
}

std::vector<NeuronAddress> CensusPage::meant(const Row& row, int column) const
{
    if (column == Dead || column == Hot)
        return neuronsUsed(
            *m_census, column == Dead ? Usage::Dead : Usage::Hot, row.layer, row.group);
    const NeuronGrid& grid = m_census->grid; // whole groups
    const int only = column == Even ? row.leastEven : row.group;
    const int first = only < 0 ? 0 : only * grid.groupSize,
              count = only < 0 ? grid.neurons() : grid.groupSize;
    std::vector<NeuronAddress> neurons;
    for (int i = 0; i < count; ++i)
        neurons.push_back({row.layer, first + i});
    return neurons;
}

/// A second time on the same cell: no more.
void CensusPage::choose(int row, int column)
{
    if (row < 0 || (row == m_chosenRow && column == m_chosenColumn)) {
        clearChoice();
        return;
    }
    m_chosenRow = row;
    m_chosenColumn = column;
    Q_EMIT highlighted(meant(rows()[static_cast<std::size_t>(row)], column));
}

void CensusPage::clearChoice()
{
    m_chosenRow = m_chosenColumn = -1;
    m_table->clearSelection();
    Q_EMIT highlighted({});
}

} // namespace glowworm
