// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/run_comparison.h"

#include "ui/session/runs.h"
#include "ui/training/run_colours.h"
#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/number_text.h"
#include "ui/widgets/path_text.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"
#include "ui/widgets/words.h"

#include <QEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace glowworm {
namespace {

bool differ(const QStringList& values)
{
    return std::ranges::any_of(
        values, [&values](const QString& value) { return value != values.front(); });
}

} // namespace

RunComparison::RunComparison(Runs& runs, QWidget* parent)
    : QWidget(parent)
    , m_runs(runs)
    , m_title(newHeading({}, this))
    , m_equal(newNote({}, this))
    , m_table(new QTableWidget(this))
{
    auto* back = newButton(
        tr("Back to the live run"), "leaveComparison", this, tr("The live run goes on meanwhile"));
    m_table->setObjectName(QStringLiteral("comparedRuns"));
    m_table->setAccessibleName(tr("Settings that differ"));
    m_table->setWhatsThis(tr("A row a setting that is not the same in all of the runs, and a "
                             "column a run. Figures are recorded ones."));
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setTabKeyNavigation(false);
    m_table->setShowGrid(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setIconSize({kRunSwatch, kRunSwatch});
    m_table->verticalHeader()->hide();
    QFrame* card = newCard(this);
    auto* top = new QHBoxLayout;
    top->addWidget(m_title, 1);
    top->addWidget(back);
    auto* column = new QVBoxLayout(card);
    column->addLayout(top);
    column->addWidget(m_equal);
    column->addWidget(m_table, 1);
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(card);
    connect(back, &QPushButton::clicked, this, &RunComparison::closeRequested);
    connect(&runs, &Runs::curvesRead, this, [this](const QString& folder) {
        if (std::ranges::any_of(
                m_compared, [&folder](const KeptRun& run) { return toText(run.folder) == folder; }))
            fill();
    });
}

void RunComparison::showRuns(std::vector<KeptRun> compared)
{
    m_compared = std::move(compared);
    for (const KeptRun& run : m_compared)
        m_runs.askForCurves(toText(run.folder));
    fill();
}

void RunComparison::fill()
{
    const Theme& theme = Theme::of(palette());
    m_table->setRowCount(0);
    m_table->setColumnCount(1 + static_cast<int>(m_compared.size()));
    m_table->setHorizontalHeaderItem(0, new QTableWidgetItem(tr("Setting")));
    QStringList steps, data, twins;
    for (std::size_t column = 0; column < m_compared.size(); ++column) {
        const KeptRun& run = m_compared[column];
        auto* head = new QTableWidgetItem(fullNameOf(run));
        head->setIcon(runSwatch(*this, runColour(theme, colourOf(run))));
        head->setToolTip(shownName(run.folder.native()));
        m_table->setHorizontalHeaderItem(1 + static_cast<int>(column), head);
        steps << countText(run.step);
        data << shownName(QFileInfo(QString::fromStdString(run.dataName)).fileName());
        twins << (run.runs.size() > 1 ? tr("yes") : tr("no"));
    }
    addRow(tr("Lowest validation loss"), tr("recorded: of all evaluations of the first model"),
        lowestLosses(0));
    if (const QStringList dense = lowestLosses(1);
        std::ranges::any_of(dense, [](const QString& loss) { return loss != missingText(); }))
        addRow(tr("The same, dense"), tr("recorded: of all evaluations of the dense twin"), dense);
    addRow(tr("Steps done"), tr("of the newest checkpoint"), steps);
    if (differ(data))
        addRow(tr("Data"), {}, data);
    if (differ(twins))
        addRow(tr("Dense twin beside it"), {}, twins);
    int equal = 0, different = 0;
    for (const Field<RunConfig>& field : runFields()) {
        QStringList values;
        for (const KeptRun& run : m_compared) {
            const RunConfig& config = run.runs.front().second;
            const QString value = field.kind == FieldKind::Choice
                ? words(field.read(config))
                : numberOnScreen(field.read(config), locale());
            values << (field.applies(config) ? value : missingText());
        }
        differ(values) ? ++different : ++equal;
        if (differ(values))
            addRow(settingWords(field.label), settingWords(field.help), values);
    }
    m_title->setText(different == 1 ? tr("1 setting differs")
            : different == 0        ? tr("No setting differs")
                                    : tr("%Ln settings differ", nullptr, different));
    m_equal->setText(equal == 1
            ? tr("The one setting that is the same in all of these runs is left out.")
            : tr("The %Ln settings that are the same in all of these runs are left out.", nullptr,
                equal));
}

/// model: 0 = the first of each run, 1 = its twin.
QStringList RunComparison::lowestLosses(std::size_t model) const
{
    QStringList losses;
    for (const KeptRun& run : m_compared) {
        const auto curves = m_runs.curves(toText(run.folder));
        const EvalPoint* best = curves && model < run.runs.size()
            ? curves->of(run.runs[model].first).best()
            : nullptr;
        losses << (best
                ? tr("%1 at step %2").arg(lossText(best->report.loss), countText(best->report.step))
                : missingText());
    }
    return losses;
}

void RunComparison::addRow(const QString& name, const QString& help, const QStringList& values)
{
    const int row = m_table->rowCount();
    m_table->insertRow(row);
    auto* head = new QTableWidgetItem(name);
    head->setToolTip(help);
    m_table->setItem(row, 0, head);
    for (int column = 0; column < values.size(); ++column)
        m_table->setItem(row, 1 + column, new QTableWidgetItem(values[column]));
}

void RunComparison::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !m_compared.empty())
        fill();
}

} // namespace glowworm
