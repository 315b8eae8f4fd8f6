// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/census_page.h"

#include "model/config/config.h"
#include "model/neurons/census.h"
#include "ui/inspector/inspector_style.h"
#include "ui/inspector/inspector_words.h"
#include "ui/widgets/value_label.h"

#include <QHeaderView>
#include <QLabel>
#include <QTableWidget>
#include <QVBoxLayout>

#include <cstddef>

namespace glowworm {
namespace {

enum Column { Name, Dead, Hot, Even, kColumns };

} // namespace

CensusPage::CensusPage(Task task, QWidget* parent)
    : QWidget(parent)
    , m_task(task)
    , m_heading(new QLabel(tr("Neuron use"), this))
    , m_note(newQuiet({}, this))
    , m_corpus(newQuiet({}, this))
    , m_table(new QTableWidget(0, kColumns, this))
{
    makeTitle(m_heading);
    m_note->setWordWrap(true);
    m_corpus->setWordWrap(true);
    m_table->setObjectName(QStringLiteral("census"));
    m_table->setAccessibleName(tr("How its neurons are used"));
    m_table->setWhatsThis(
        tr("Over what was read: neurons that never fired (never lit), neurons that fired %1 times "
           "as often as an even share of their group or more (busy), and the entropy of a group's "
           "counts over that of equal counts, 1 when all fire equally often (even). A click lights "
           "those neurons on the board; under even it is the least even group.")
            .arg(GroupCensus::kHot));
    m_table->setAccessibleDescription(m_table->whatsThis());
    m_table->setHorizontalHeaderLabels({QString(), tr("never lit"), tr("busy"), tr("even")});
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    m_table->setShowGrid(false);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setMinimumSectionSize(20);
    connect(m_table, &QTableWidget::cellClicked, this, &CensusPage::choose);
    connect(m_table, &QTableWidget::cellActivated, this, [this](int row, int column) {
        if (row != m_chosenRow || column != m_chosenColumn) // a click was told already
            choose(row, column);
    });
    m_column = new QVBoxLayout(this);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(4);
    m_column->addWidget(m_heading);
    m_column->addWidget(m_note);
    m_column->addWidget(m_table);
    m_column->addWidget(m_corpus);
    m_column->addStretch(1);
    showReason({});
}

void CensusPage::setAtRest(QWidget* widget)
{
    m_column->insertWidget(0, widget);
    m_column->insertSpacing(1, 8);
}

void CensusPage::showReason(const QString& reason)
{
    if (m_chosenRow >= 0)
        clearChoice();
    m_census.reset();
    m_table->hide();
    m_corpus->hide();
    m_note->setText(reason);
    m_note->setVisible(!reason.isEmpty());
    m_heading->setVisible(!reason.isEmpty());
}

std::vector<CensusPage::Row> CensusPage::rows() const
{
    std::vector<Row> rows;
    const bool byLayer = m_census->grid.layers > 1;
    std::vector<double> least;
    for (const GroupCensus& group : m_census->groups) {
        if (!byLayer || rows.empty() || rows.back().layer != group.layer) {
            rows.push_back({group.layer, byLayer ? -1 : group.group, 0, 0, 0, group.group});
            least.push_back(group.evenness);
        }
        Row& row = rows.back();
        row.dead += group.dead;
        row.hot += group.hot;
        row.evenness += group.evenness / (byLayer ? m_census->grid.groups : 1);
        if (group.evenness < least.back()) {
            least.back() = group.evenness;
            row.leastEven = group.group;
        }
    }
    return rows;
}

void CensusPage::showCensus(const NeuronCensus& census)
{
    m_census = census;
    const std::vector<Row> all = rows();
    m_table->setRowCount(static_cast<int>(all.size()));
    const int height = m_table->fontMetrics().height() + 3;
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
            item->setToolTip(what);
            item->setData(Qt::AccessibleTextRole,
                column == Name ? name : tr("%1, %2: %3").arg(name, what, text));
        };
        put(Name, name, {});
        put(Dead, countText(row.dead), tr("neurons that never fired"));
        put(Hot, countText(row.hot),
            tr("neurons that fired %1 times their even share or more").arg(GroupCensus::kHot));
        put(Even, decimalText(row.evenness, 2), tr("evenness, 1 when all fire equally often"));
        m_table->setRowHeight(i, height);
    }
    m_table->setFixedHeight(height * static_cast<int>(all.size())
        + m_table->horizontalHeader()->sizeHint().height() + 4);
    m_corpus->setText(corpusWords(census.corpus, census.seen, census.total));
    m_note->setText(census.isSparse ? tr("A click shows them on the board.")
                                    : tr("Dense twin. A click shows them on the board."));
    for (QWidget* widget : {static_cast<QWidget*>(m_heading), static_cast<QWidget*>(m_note),
             static_cast<QWidget*>(m_table), static_cast<QWidget*>(m_corpus)})
        widget->show();
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
    if (row == m_chosenRow && column == m_chosenColumn) {
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
