// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/experiment_view.h"

#include "model/data/data_folder.h"
#include "model/io/paths.h"
#include "model/session/session_values.h"
#include "ui/session/edits.h"
#include "ui/training/experiment_plot.h"
#include "ui/training/experiment_table.h"
#include "ui/training/training_edits.h"
#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/command_line.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/origin.h"
#include "ui/widgets/path_text.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStandardItemModel>

#include <algorithm>
#include <cstdint>
#include <set>
#include <utility>

namespace glowworm {

namespace {

constexpr int kLeastPlotHeight = 230;

} // namespace

ExperimentView::ExperimentView(QUndoStack& edits, QWidget* parent)
    : QWidget(parent)
    , m_edits(edits)
    , m_title(newHeading({}, this))
    , m_source(newNote({}, this))
    , m_about(new ElidedLabel(this))
    , m_axis(new QComboBox(this))
    , m_fall(new QCheckBox(tr("show the first fall"), this))
    , m_logarithmic(new QCheckBox(tr("logarithmic"), this))
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
    connectAll();
}

void ExperimentView::connectAll()
{
    connect(m_table, &ExperimentTable::shownChanged, this, [this] {
        m_plot->setShown(m_table->shown());
        note(tr("curves shown"));
    });
    connect(m_axis, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_plot->setAxis(static_cast<ExperimentPlot::Axis>(index));
        note(tr("axis"));
    });
    connect(m_fall, &QCheckBox::toggled, this, [this](bool whole) {
        m_plot->setWholeFall(whole);
        note(tr("first fall"));
    });
    connect(m_logarithmic, &QCheckBox::toggled, this, [this](bool on) {
        m_plot->setLogarithmic(on);
        note(tr("logarithmic axis"));
    });
    connect(m_plot, &ExperimentPlot::logarithmicToggled, m_logarithmic, &QCheckBox::toggle);
    connect(m_plot, &ExperimentPlot::zoomed, this,
        [this] { note(tr("zoom"), editId(TrainingEdit::ExperimentZoom, m_plot->gesture())); });
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
    m_fall->setObjectName(QStringLiteral("firstFall"));
    m_fall->setToolTip(tr("The first quarter holds most of the fall of the loss: with it in view, "
                          "differences at the end are hard to see"));
    m_logarithmic->setToolTip(tr("Logarithmic loss axis (L in the plot)"));
    auto* save = newButton(tr("Export"), "exportExperiment", this,
        tr("Evaluations as CSV, the table as Markdown, or the plot as PNG, SVG or PDF (Ctrl+E)"));
    auto* back = newButton(tr("Back to the live run"), "backToRun", this,
        tr("The live run goes on meanwhile; the experiment stays open in the list of experiments"));
    auto* tools = new QHBoxLayout;
    tools->setSpacing(kGap);
    tools->addWidget(m_title, 1);
    for (QWidget* item : std::initializer_list<QWidget*>{m_axis, m_fall, m_logarithmic, save, back})
        tools->addWidget(item);
    connect(back, &QPushButton::clicked, this, &ExperimentView::closeRequested);
    connect(save, &QPushButton::clicked, this, &ExperimentView::exportAsked);
    return tools;
}

QString ExperimentView::machineWords() const
{
    const QString cpu = shownName(m_result->machine.cpu);
    const QString machine = (m_result->threads == 1
            ? tr("%1, 1 thread")
            : tr("%1, %Ln threads", nullptr, static_cast<int>(m_result->threads)))
                                .arg(cpu);
    return m_result->complete ? machine
                              : tr("%1; not all rows are finished and timed").arg(machine);
}

void ExperimentView::showExperiment(
    std::shared_ptr<const ExperimentResult> result, const QString& file)
{
    m_result = std::move(result);
    m_file = file;
    const QSignalBlocker quiet(m_axis);
    m_title->setText(shownName(m_result->title));
    m_about->setText(shownName(m_result->about));
    m_source->setText(badged(tr("recorded on %1").arg(machineWords()), Provenance::Recorded));
    m_source->setToolTip(
        tr("%1\nbuild %2").arg(shownName(file), shownName(m_result->machine.build)));
    const bool timed = std::ranges::any_of(
        m_result->rows, [](const ExperimentRowResult& row) { return row.medianStepSeconds() > 0; });
    if (!timed) {
        m_axis->setCurrentIndex(0);
        m_plot->setAxis(ExperimentPlot::Axis::Step);
    }
    static_cast<QStandardItemModel*>(m_axis->model())->item(1)->setEnabled(timed);
    m_axis->setToolTip(timed
            ? tr("Training time: the steps of a row times its median time of a step")
            : tr("The steps of this experiment were not timed: there is no axis of time"));
    m_table->showResult(*m_result);
    m_plot->showExperiment(*m_result);
    m_plot->setShown(m_table->shown());
    m_table->showSwatches(*m_plot);
    m_noted = view();
    const std::optional<View> restored = std::exchange(m_restored, std::nullopt);
    if (restored && m_restoredFile == file)
        showView(*restored);
}

ExperimentView::View ExperimentView::view() const
{
    View view{m_plot->view(), m_fall->isChecked(), {}};
    const std::vector<bool> shown = m_table->shown();
    for (std::size_t row = 0; row < shown.size(); ++row)
        if (shown[row])
            view.rows.push_back(m_result->rows[row].row.name);
    return view;
}

void ExperimentView::note(const QString& words, int id)
{
    if (!m_result)
        return;
    const View now = view(), before = std::exchange(m_noted, now);
    const auto show = [this, file = m_file](const View& chosen) {
        if (m_file == file) // else it is of another experiment
            showView(chosen);
    };
    if (now != before)
        m_edits.push(new ValueEdit<View>(words, before, now, show, id));
}

void ExperimentView::showView(const View& chosen)
{
    const bool timed = static_cast<QStandardItemModel*>(m_axis->model())->item(1)->isEnabled();
    CurvePlot::View plot = chosen.plot;
    if (!timed)
        plot.axis = CurvePlot::Axis::Step;
    const QSignalBlocker quietAxis(m_axis), quietFall(m_fall), quietLog(m_logarithmic),
        quietTable(m_table);
    m_axis->setCurrentIndex(static_cast<int>(plot.axis));
    m_logarithmic->setChecked(plot.logarithmic);
    std::vector<bool> shown;
    for (const ExperimentRowResult& row : m_result->rows)
        shown.push_back(std::ranges::find(chosen.rows, row.row.name) != chosen.rows.end());
    if (shown != m_table->shown()) {
        m_table->setShown(shown);
        m_plot->setShown(shown);
    }
    if (chosen.fall != m_fall->isChecked()) {
        m_fall->setChecked(chosen.fall);
        m_plot->setWholeFall(chosen.fall);
    }
    m_plot->showView(plot);
    m_noted = view();
}

void ExperimentView::save(const SessionValues& to) const
{
    to.text("file", (m_restored ? m_restoredFile : m_file).toStdString());
    const View now = m_restored ? *m_restored : m_result ? view() : View();
    saveView(to, now.plot);
    to.flag("fall", now.fall);
    to.texts("rows", now.rows);
}

std::function<void()> ExperimentView::restored(const JsonObject& from)
{
    const QString file = QString::fromStdString(from.text("file", std::string()));
    View view{viewFrom(from), from.has("fall") && from.flag("fall"),
        from.has("rows") ? from.texts("rows") : std::vector<std::string>()};
    return [this, file, view = std::move(view)] {
        if (m_result && m_file == file)
            return showView(view);
        m_restoredFile = file;
        m_restored = file.isEmpty() ? std::nullopt : std::optional(view);
    };
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

QString ExperimentView::originWords() const
{
    Origin origin = originOn(m_result->machine);
    std::set<std::uint64_t> seeds;
    for (const ExperimentRowResult& row : m_result->rows)
        for (const ExperimentCurve& curve : row.curves)
            seeds.insert(curve.seed);
    QStringList named;
    for (const std::uint64_t seed : seeds)
        named << QString::number(seed);
    origin.what << tr("experiment %1").arg(shownName(m_result->name));
    if (!m_result->complete)
        origin.what << tr("not all rows are finished and timed");
    if (!named.isEmpty())
        origin.what << tr("seeds: %1").arg(named.join(QStringLiteral(", ")));
    origin.data = hashedName(shownName(m_result->dataName), m_result->dataHash);
    origin.threads = m_result->threads;
    return originLine(origin);
}

std::vector<ExportItem> ExperimentView::exports()
{
    if (!m_result)
        return {};
    ExportItem item{m_title->text(), QStringLiteral("experiment"), originWords(), {}};
    addTextForm(
        item, QStringLiteral("CSV"), QStringLiteral("csv"), [this] { return toCsv(*m_result); });
    addTextForm(
        item, QStringLiteral("JSON"), QStringLiteral("json"), [this] { return toJson(*m_result); });
    addTextForm(item, QStringLiteral("Markdown"), QStringLiteral("md"),
        [this] { return toMarkdown(*m_result); });
    addPictureForms(item, [this] { return m_plot->picture(m_title->text(), originWords()); });
    return {std::move(item)};
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
