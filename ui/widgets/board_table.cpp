// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/board_table.h"

#include "ui/widgets/elided_label.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/save_file.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"
#include "ui/widgets/words.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QHeaderView>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

namespace glowworm {
namespace {

enum Column { Address, Layer, Group, Neuron, Value, Probability, Rival, RivalProbability };

/// Sorts by the number that it stands for.
class NumberItem : public QTableWidgetItem {
public:
    NumberItem(const QString& text, double number)
        : QTableWidgetItem(text)
    {
        setData(Qt::UserRole, number);
        setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    }
    bool operator<(const QTableWidgetItem& other) const override
    {
        return data(Qt::UserRole).toDouble() < other.data(Qt::UserRole).toDouble();
    }
};

/// One neuron that fired.
struct Fired {
    NeuronAddress at;
    float value;
    const Decision* decision; // null: none was kept
};

std::vector<Fired> firedOf(const FiringRecord& record)
{
    std::vector<Fired> all;
    for (std::size_t layer = 0; layer < record.layers.size(); ++layer) {
        const LayerFiring& firing = record.layers[layer];
        for (std::size_t i = 0; i < firing.neurons.size(); ++i)
            all.push_back({{static_cast<int>(layer), firing.neurons[i]}, firing.values[i],
                i < firing.decisions.size() ? &firing.decisions[i] : nullptr});
    }
    return all;
}

} // namespace

BoardTable::BoardTable(const NeuronGrid& grid, const FiringRecord& record, const QString& origin,
    const FiringSource& source, QWidget* parent)
    : QDialog(parent)
    , m_table(new QTableWidget(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(QStringLiteral("boardTable"));
    setWindowTitle(tr("Neurons that were chosen, or are above zero"));
    m_table->setAccessibleName(windowTitle());
    m_table->setAccessibleDescription(origin);
    m_table->setWhatsThis(tr("One row for each of these neurons: its value after the activation "
                             "and, in a sparse layer, its probability in the softmax over its "
                             "group and the one that came second. Enter asks about a neuron."));
    fill(grid, record);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    QPushButton* copy = buttons->addButton(tr("&Copy"), QDialogButtonBox::ActionRole);
    QPushButton* save = buttons->addButton(tr("&Save..."), QDialogButtonBox::ActionRole);
    copy->setToolTip(tr("Copy the table as comma-separated values"));
    save->setToolTip(tr("Save the table as comma-separated values"));
    auto* heading = new ElidedLabel(this);
    heading->setText(origin);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(heading);
    layout->addWidget(m_table, 1);
    layout->addWidget(buttons);
    resize(820, 560);
    const QByteArray csv = QByteArray::fromStdString(firingCsv(grid, record, source));
    connect(copy, &QPushButton::clicked, this,
        [csv] { QGuiApplication::clipboard()->setText(QString::fromUtf8(csv)); });
    connect(save, &QPushButton::clicked, this, [this, csv] {
        askWhereToSave(this, tr("Save table"), QStringLiteral("neurons.csv"), {tr("Table (*.csv)")},
            [this, csv](const QString& file) { tellWritten(this, file, writeFile(file, csv)); });
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_table, &QTableWidget::cellActivated, this, [this](int row) {
        const auto number = [this, row](Column column) {
            return m_table->item(row, column)->data(Qt::UserRole).toInt();
        };
        Q_EMIT picked({number(Layer), number(Address)});
    });
}

void BoardTable::fill(const NeuronGrid& grid, const FiringRecord& record)
{
    const std::vector<Fired> rows = firedOf(record);
    bool decided = false;
    for (const Fired& row : rows)
        decided = decided || row.decision;
    QStringList names{tr("Address"), tr("Layer"), tr("Group"), tr("Neuron"), tr("Value")};
    if (decided)
        names << tr("Chosen with") << tr("Rival") << tr("Rival had");
    m_table->setColumnCount(static_cast<int>(names.size()));
    m_table->setHorizontalHeaderLabels(names);
    m_table->setRowCount(static_cast<int>(rows.size()));
    const auto put = [this](int row, Column column, const QString& text, double number) {
        m_table->setItem(row, column, new NumberItem(text, number));
    };
    const auto share = [](float part) { return static_cast<double>(part); };
    const QString reason = tr("A tape keeps whether a value is above or below zero, no more.");
    for (int i = 0; i < m_table->rowCount(); ++i) {
        const Fired& row = rows[static_cast<std::size_t>(i)];
        const int group = row.at.neuron / grid.groupSize, place = row.at.neuron % grid.groupSize;
        put(i, Address, words(addressText(grid, row.at)), row.at.neuron);
        put(i, Layer, QString::number(row.at.layer), row.at.layer);
        put(i, Group, QString::number(group), group);
        put(i, Neuron, QString::number(place), place);
        put(i, Value, record.valuesKnown ? numberText(share(row.value)) : missingText(),
            share(row.value));
        if (!record.valuesKnown)
            m_table->item(i, Value)->setToolTip(reason);
        if (!row.decision)
            continue;
        put(i, Probability, percentText(share(row.decision->probability)),
            share(row.decision->probability));
        if (row.decision->rival < 0)
            continue;
        put(i, Rival, QString::number(row.decision->rival % grid.groupSize),
            row.decision->rival % grid.groupSize);
        put(i, RivalProbability, percentText(share(row.decision->rivalProbability)),
            share(row.decision->rivalProbability));
    }
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setTabKeyNavigation(false);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(-1, Qt::AscendingOrder); // as the layers come, until a heading is pressed
}

} // namespace glowworm
