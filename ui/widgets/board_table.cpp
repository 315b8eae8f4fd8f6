// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/board_table.h"

#include "ui/widgets/elided_label.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/path_text.h"
#include "ui/widgets/save_file.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"
#include "ui/widgets/words.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

namespace glowworm {
namespace {

enum Column { Address, Layer, Group, Neuron, Value, Probability, Rival, RivalProbability };
enum PairColumn { Places = Value, ValueInA, ValueInB }; // of two places, behind the neuron

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
    , m_told(new ElidedLabel(this))
{
    fill(grid, record);
    build(tr("Neurons that were chosen, or are above zero"),
        tr("One row for each of these neurons: its value after the activation "
           "and, in a sparse layer, its probability in the softmax over its "
           "group, and its rival, which came second in it. Enter asks about a neuron."),
        origin, firingCsv(grid, record, source));
}

BoardTable::BoardTable(const NeuronGrid& grid, const FiringPlace& a, const FiringPlace& b,
    const QString& origin, QWidget* parent)
    : QDialog(parent)
    , m_table(new QTableWidget(this))
    , m_told(new ElidedLabel(this))
{
    fill(grid, a, b);
    build(tr("Neurons of A and B"),
        tr("One row for each neuron that was chosen, or is above zero, at one of the two places "
           "or at both, and its value there after the activation. Enter asks about a neuron."),
        origin, comparedCsv(grid, a, b));
}

void BoardTable::build(
    const QString& title, const QString& help, const QString& origin, const std::string& csv)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(QStringLiteral("boardTable"));
    setWindowTitle(title);
    makeNotice(m_told);
    m_table->setAccessibleName(title);
    m_table->setAccessibleDescription(origin);
    m_table->setWhatsThis(help);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setTabKeyNavigation(false);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(-1, Qt::AscendingOrder); // as the layers come, until a heading is pressed
    m_told->setObjectName(QStringLiteral("told"));
    // In no QDialogButtonBox: after Copy and Save it would have Tab begin with Copy again.
    auto* copy = new QPushButton(tr("&Copy"), this);
    auto* save = new QPushButton(tr("&Save..."), this);
    auto* close = new QPushButton(tr("C&lose"), this);
    copy->setToolTip(tr("Copy the table as comma-separated values"));
    save->setToolTip(tr("Save the table as comma-separated values"));
    auto* heading = new ElidedLabel(this);
    heading->setText(origin);
    auto* foot = new QHBoxLayout;
    foot->addWidget(m_told, 1);
    for (QPushButton* button : {copy, save, close})
        foot->addWidget(button);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(heading);
    layout->addWidget(m_table, 1);
    layout->addLayout(foot);
    resize(820, 560);
    const QByteArray bytes = QByteArray::fromStdString(csv);
    connect(copy, &QPushButton::clicked, this, [this, bytes] {
        QGuiApplication::clipboard()->setText(QString::fromUtf8(bytes));
        tell(tr("Copied."));
    });
    connect(save, &QPushButton::clicked, this, [this, bytes] {
        askWhereToSave(this, tr("Save table"), QStringLiteral("neurons.csv"), {tr("Table (*.csv)")},
            [this, bytes](const QString& file) {
                const QString problem = writeFile(file, bytes);
                tell(problem.isEmpty() ? tr("Written: %1").arg(shownName(file)) : problem);
            });
    });
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_table, &QTableWidget::cellActivated, this, [this](int row) {
        const auto number = [this, row](Column column) {
            return m_table->item(row, column)->data(Qt::UserRole).toInt();
        };
        Q_EMIT picked({number(Layer), number(Address)});
    });
}

void BoardTable::tell(const QString& sentence)
{
    m_told->setText(sentence);
    announce(m_told, sentence);
}

void BoardTable::putNeuron(int row, const NeuronGrid& grid, NeuronAddress at)
{
    const int group = at.neuron / grid.groupSize, place = at.neuron % grid.groupSize;
    m_table->setItem(row, Address, new NumberItem(words(addressText(grid, at)), at.neuron));
    m_table->setItem(row, Layer, new NumberItem(QString::number(at.layer), at.layer));
    m_table->setItem(row, Group, new NumberItem(QString::number(group), group));
    m_table->setItem(row, Neuron, new NumberItem(QString::number(place), place));
}

void BoardTable::putValue(int row, int column, const FiringRecord& record, float value)
{
    const auto number = static_cast<double>(value);
    auto* item = new NumberItem(record.valuesKnown ? numberText(number) : missingText(), number);
    if (!record.valuesKnown)
        item->setToolTip(tr("A tape keeps whether a value is above or below zero, no more."));
    m_table->setItem(row, column, item);
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
    for (int i = 0; i < m_table->rowCount(); ++i) {
        const Fired& row = rows[static_cast<std::size_t>(i)];
        putNeuron(i, grid, row.at);
        putValue(i, Value, record, row.value);
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
}

void BoardTable::fill(const NeuronGrid& grid, const FiringPlace& a, const FiringPlace& b)
{
    const std::vector<ComparedNeuron> rows = comparedNeurons(a.firing, b.firing);
    const QStringList names{tr("Address"), tr("Layer"), tr("Group"), tr("Neuron"), tr("Place"),
        tr("Value in A"), tr("Value in B")};
    m_table->setColumnCount(static_cast<int>(names.size()));
    m_table->setHorizontalHeaderLabels(names);
    m_table->setRowCount(static_cast<int>(rows.size()));
    for (int i = 0; i < m_table->rowCount(); ++i) {
        const ComparedNeuron& row = rows[static_cast<std::size_t>(i)];
        putNeuron(i, grid, row.at);
        m_table->setItem(i, Places,
            new QTableWidgetItem(!row.second ? tr("only A")
                    : !row.first             ? tr("only B")
                                             : tr("both")));
        if (row.first)
            putValue(i, ValueInA, a.firing, *row.first);
        if (row.second)
            putValue(i, ValueInB, b.firing, *row.second);
    }
}

} // namespace glowworm
