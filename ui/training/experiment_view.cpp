// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/experiment_view.h"

#include "model/data/data_folder.h"
#include "model/io/paths.h"
#include "ui/training/experiment_plot.h"
#include "ui/training/experiment_table.h"
#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/command_line.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/path_text.h"
#include "ui/widgets/save_file.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStandardItemModel>

#include <algorithm>

namespace glowworm {

namespace {

constexpr int kLeastPlotHeight = 230;

} // namespace

ExperimentView::ExperimentView(QWidget* parent)
    : QWidget(parent)
    , m_title(newHeading({}, this))
    , m_source(newNote({}, this))
    , m_about(new ElidedLabel(this))
    , m_axis(new QComboBox(this))
    , m_plot(new ExperimentPlot(this))
    , m_table(new ExperimentTable(this))
{
    QFrame *curves = newCard(this), *rows = newCard(this);
    m_plot->setMinimumHeight(kLeastPlotHeight);
    auto* curvesColumn = new QVBoxLayout(curves);
    curvesColumn->addLayout(buildTools());
    curvesColumn->addWidget(m_about);
    curvesColumn->addWidget(m_plot, 1);
    auto* rowsColumn = new QVBoxLayout(rows);
    rowsColumn->addWidget(m_table, 1);
    rowsColumn->addWidget(m_source);
    rows->setSizePolicy(
        QSizePolicy::Preferred, QSizePolicy::Maximum); // the curves take what the rows leave
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGap + 4);
    column->addWidget(curves, 1);
    column->addWidget(rows);
    connect(m_table, &ExperimentTable::shownChanged, this,
        [this] { m_plot->setShown(m_table->shown()); });
}

QHBoxLayout* ExperimentView::buildTools()
{
    m_title->setWordWrap(true);
    m_title->setObjectName(QStringLiteral("experimentTitle"));
    m_axis->setObjectName(QStringLiteral("experimentAxis"));
    m_axis->addItems({tr("over steps"), tr("over training time")});
    m_axis->setAccessibleName(tr("Horizontal axis"));
    m_axis->setWhatsThis(tr("Steps compare what is learned from the same data, training time what "
                            "is learned in the same time on the machine that ran it."));
    auto* fall = new QCheckBox(tr("show the first fall"), this);
    fall->setToolTip(tr("The first quarter holds most of the fall of the loss: with it in view, "
                        "differences at the end are hard to see"));
    auto* logarithmic = new QCheckBox(tr("logarithmic"), this);
    logarithmic->setToolTip(tr("Logarithmic loss axis (L in the plot)"));
    auto* save = newButton(tr("Export"), "exportExperiment", this,
        tr("Evaluations as CSV, the table as Markdown, or the plot as PNG, SVG or PDF (Ctrl+E)"));
    auto* back = newButton(tr("Back to the live run"), "backToRun", this,
        tr("The live run goes on meanwhile; the experiment stays open in the list of experiments"));
    auto* tools = new QHBoxLayout;
    tools->setSpacing(kGap);
    tools->addWidget(m_title, 1);
    for (QWidget* item : std::initializer_list<QWidget*>{m_axis, fall, logarithmic, save, back})
        tools->addWidget(item);
    connect(m_axis, &QComboBox::currentIndexChanged, m_plot,
        [this](int index) { m_plot->setAxis(static_cast<ExperimentPlot::Axis>(index)); });
    connect(fall, &QCheckBox::toggled, m_plot, &ExperimentPlot::setWholeFall);
    connect(logarithmic, &QCheckBox::toggled, m_plot, &ExperimentPlot::setLogarithmic);
    connect(m_plot, &ExperimentPlot::logarithmicToggled, logarithmic, &QCheckBox::toggle);
    connect(back, &QPushButton::clicked, this, &ExperimentView::closeRequested);
    connect(save, &QPushButton::clicked, this, &ExperimentView::askToExport);
    return tools;
}

void ExperimentView::askToExport()
{
    askWhereToSave(this, tr("Export experiment"), QStringLiteral("experiment.csv"),
        {tr("Evaluations (*.csv)"), tr("Markdown (*.md)"), tr("Picture (*.png)"),
            tr("Drawing (*.svg)"), tr("Document (*.pdf)")},
        [this](const QString& file) { Q_EMIT exportRequested(file); });
}

QString ExperimentView::machineWords() const
{
    const QString cpu = shownName(m_result->machine.cpu);
    const QString machine = m_result->threads == 1
        ? tr("%1, 1 thread").arg(cpu)
        : tr("%1, %2 threads").arg(cpu, countText(m_result->threads));
    return m_result->complete ? machine
                              : tr("%1; not all rows are finished and timed").arg(machine);
}

void ExperimentView::showExperiment(
    std::shared_ptr<const ExperimentResult> result, const QString& file)
{
    m_result = std::move(result);
    m_file = file;
    m_title->setText(shownName(m_result->title));
    m_about->setText(shownName(m_result->about));
    m_source->setText(badged(tr("recorded on %1").arg(machineWords()), Provenance::Recorded));
    m_source->setToolTip(
        tr("%1\nbuild %2").arg(shownName(file), shownName(m_result->machine.build)));
    const bool timed = std::ranges::any_of(
        m_result->rows, [](const ExperimentRowResult& row) { return row.medianStepSeconds() > 0; });
    if (!timed)
        m_axis->setCurrentIndex(0);
    static_cast<QStandardItemModel*>(m_axis->model())->item(1)->setEnabled(timed);
    m_axis->setToolTip(timed
            ? tr("Training time: the steps of a row times its median time of a step")
            : tr("The steps of this experiment were not timed: there is no axis of time"));
    m_table->showResult(*m_result);
    m_plot->showExperiment(*m_result);
    m_plot->setShown(m_table->shown());
    m_table->showSwatches(*m_plot);
}

QString ExperimentView::commandLine() const
{
    namespace fs = std::filesystem;
    const std::string& name = m_result->name;
    if (std::ranges::none_of(
            listExperiments(), [&](const fs::path& declared) { return declared.stem() == name; }))
        return {};
    const fs::path folder = toPath(m_file).parent_path();
    if (!isFolder(folder / "runs"))
        return experimentCommand(QString::fromStdString(name), {}, false);
    std::error_code missing;
    const bool usual = fs::equivalent(folder, experimentFolder(runsFolder(), name).path, missing);
    return experimentCommand(
        QString::fromStdString(name), usual ? QString() : toText(folder), true);
}

QString ExperimentView::exportTo(const QString& file)
{
    const QString suffix = QFileInfo(file).suffix().toLower();
    if (suffix == QStringLiteral("csv"))
        return writeFile(file, QByteArray::fromStdString(toCsv(*m_result)));
    if (suffix == QStringLiteral("md"))
        return writeFile(file, QByteArray::fromStdString(toMarkdown(*m_result)));
    return m_plot->exportImage(file, m_title->text(), machineWords());
}

void ExperimentView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange
        && m_table->topLevelItemCount() > 0) // the plot follows by itself, before or after
        QMetaObject::invokeMethod(
            this, [this] { m_table->showSwatches(*m_plot); }, Qt::QueuedConnection);
}

} // namespace glowworm
