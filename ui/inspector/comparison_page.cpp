// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/comparison_page.h"

#include "model/config/config.h"
#include "ui/inspector/inspector_style.h"
#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/focus_keys.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"
#include "ui/widgets/words.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QTableWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cstddef>
#include <utility>

namespace glowworm {
namespace {

enum ComparisonColumn { Layer, OnlyFirst, Both, OnlySecond, Jaccard };
constexpr int kLeastList = 48; // logical pixels at the usual zoom

const std::vector<std::uint16_t>& part(const LayerComparison& layer, int column)
{
    return column == OnlyFirst ? layer.onlyFirst
        : column == OnlySecond ? layer.onlySecond
                               : layer.both;
}

QString jaccardTip()
{
    return ComparisonPage::tr("Jaccard index: of the neurons of A or B the share that is in both, "
                              "1 when they are the same");
}

} // namespace

ComparisonPage::ComparisonPage(QWidget* parent)
    : QWidget(parent)
    , m_heading(new QLabel(tr("Compare"), this))
    , m_first(new QLabel(this))
    , m_second(new QLabel(this))
    , m_listed(newQuiet({}, this))
    , m_table(newQuietTable({tr("layer"), tr("only A"), tr("both"), tr("only B"), tr("J")}, this))
    , m_list(new QListWidget(this))
    , m_pin(new QToolButton(this))
{
    makeTitle(m_heading);
    m_first->setObjectName(QStringLiteral("compareFirst"));
    m_second->setObjectName(QStringLiteral("compareSecond"));
    m_second->setWordWrap(true);
    m_listed->setWordWrap(true);
    m_table->setObjectName(QStringLiteral("comparison"));
    m_table->setAccessibleName(tr("Neurons of A alone, of both and of B alone, layer by layer"));
    m_table->setWhatsThis(
        tr("J, the Jaccard index: of the neurons of A or B (chosen, or of a dense model above "
           "zero) the share that is in both. A click or Enter on a number lists these neurons and "
           "lights "
           "them on the board."));
    m_table->setAccessibleDescription(m_table->whatsThis());
    m_table->horizontalHeaderItem(Jaccard)->setToolTip(jaccardTip());
    connect(m_table, &QTableWidget::cellClicked, this, &ComparisonPage::choose);
    auto* keys = new FocusKeys(m_table, tr("In a comparison"));
    keys->add({Qt::Key_Return, Qt::Key_Enter}, tr("light these neurons on the board, or no more"),
        [this] { choose(m_table->currentRow(), m_table->currentColumn()); });
    m_list->setObjectName(QStringLiteral("comparedNeurons"));
    m_list->setToolTip(tr("A click, or Enter, shows the neuron"));
    m_list->setAccessibleDescription(m_list->toolTip());
    m_list->setAccessibleName(tr("The neurons that are meant"));
    m_list->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored); // what is left
    atEachTextSize(m_list, [this] { m_list->setMinimumHeight(textScaled(kLeastList)); });
    connect(m_list, &QListWidget::itemActivated, this, [this](const QListWidgetItem* item) {
        Q_EMIT neuronAsked({m_row, item->data(Qt::UserRole).toInt()});
    });
    connect(m_list, &QListWidget::itemClicked, m_list, &QListWidget::itemActivated);
    m_pin->setObjectName(QStringLiteral("pinSecond"));
    m_pin->setCheckable(true);
    m_pin->setToolTip(tr("Hold B where it is; else it follows what is shown"));
    connect(m_pin, &QToolButton::clicked, this, &ComparisonPage::pinAsked);
    auto* end = new QToolButton(this);
    end->setObjectName(QStringLiteral("endComparison"));
    end->setText(tr("End"));
    end->setToolTip(tr("No more comparison (Esc)"));
    connect(end, &QToolButton::clicked, this, &ComparisonPage::endAsked);

    auto* buttons = new QHBoxLayout;
    for (QToolButton* button : {m_pin, end}) {
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        button->setAccessibleDescription(button->toolTip());
        buttons->addWidget(button);
    }
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    for (QWidget* widget : {static_cast<QWidget*>(m_heading), static_cast<QWidget*>(m_first),
             static_cast<QWidget*>(m_second), static_cast<QWidget*>(m_table),
             static_cast<QWidget*>(m_listed)})
        column->addWidget(widget);
    column->addWidget(m_list, 1);
    column->addLayout(buttons);
}

void ComparisonPage::showFirst(Twin twin, const QString& first, const QString& wanted)
{
    setLight(m_heading, twin);
    showPinned(false);
    m_pin->setEnabled(false); // there is none
    m_layers.clear();
    if (std::exchange(m_row, -1) >= 0)
        Q_EMIT highlighted({});
    m_first->setText(tr("A: %1").arg(first));
    m_second->setText(tr("B: %1").arg(wanted));
    m_table->hide();
    m_listed->setText({});
    m_list->clear();
    m_list->setEnabled(false);
}

void ComparisonPage::showPinned(bool pinned)
{
    m_pin->setChecked(pinned);
    m_pin->setText(ticked(tr("Pin B"), pinned));
}

void ComparisonPage::showPair(Twin twin, const NeuronGrid& grid, const QString& first,
    const QString& second, std::vector<LayerComparison> layers, bool pinned)
{
    showPinned(pinned);
    m_pin->setEnabled(true);
    setLight(m_heading, twin);
    m_grid = grid;
    m_layers = std::move(layers);
    m_first->setText(tr("A: %1").arg(first));
    m_second->setText(tr("B: %1").arg(second));
    const auto count = static_cast<int>(m_layers.size());
    m_table->setRowCount(count);
    for (int row = 0; row < count; ++row) {
        const LayerComparison& layer = m_layers[static_cast<std::size_t>(row)];
        const auto put = [this, row](int column, const QString& text) {
            if (!m_table->item(row, column))
                m_table->setItem(row, column, new QTableWidgetItem); // the table owns it
            m_table->item(row, column)->setText(text);
            m_table->item(row, column)->setTextAlignment(Qt::AlignCenter);
            if (column == Jaccard)
                m_table->item(row, column)->setToolTip(jaccardTip());
            else if (column != Layer)
                makeLink(*m_table->item(row, column));
        };
        put(Layer, QString::number(row));
        for (const int column : {OnlyFirst, Both, OnlySecond})
            put(column, countText(static_cast<std::int64_t>(part(layer, column).size())));
        put(Jaccard, decimalText(layer.jaccard(), 2));
    }
    m_table->show();
    list();
}

/// A second time on the same number: no more.
void ComparisonPage::choose(int row, int column)
{
    const int wanted = column == OnlyFirst || column == OnlySecond ? column : Both;
    const bool isChosen = row == m_row && wanted == m_column;
    m_row = isChosen ? -1 : row;
    m_column = wanted;
    list();
}

/// The chosen neurons, below and on the board.
void ComparisonPage::list()
{
    if (m_row < 0 || m_row >= static_cast<int>(m_layers.size())) {
        m_list->clear();
        m_list->setEnabled(false);
        m_table->clearSelection();
        m_listed->setText(tr("A click or Enter on a number lists these neurons."));
        Q_EMIT highlighted({});
        return;
    }
    std::vector<NeuronAddress> addresses;
    for (const std::uint16_t neuron : part(m_layers[static_cast<std::size_t>(m_row)], m_column))
        addresses.push_back({m_row, neuron});
    m_listed->setText((m_column == OnlyFirst ? tr("layer %1, only by A:")
            : m_column == OnlySecond         ? tr("layer %1, only by B:")
                                             : tr("layer %1, by both:"))
                          .arg(m_row));
    m_list->clear();
    for (const NeuronAddress neuron : addresses) {
        auto* item = new QListWidgetItem(words(addressText(m_grid, neuron)), m_list);
        item->setData(Qt::UserRole, neuron.neuron);
    }
    m_list->setEnabled(!addresses.empty()); // an empty one is no stop
    Q_EMIT highlighted(addresses);
}

} // namespace glowworm
