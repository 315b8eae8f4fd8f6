// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/timing_panel.h"

#include "cost.h"
#include "forms/bench_form.h"
#include "forms/command_line.h"
#include "forms/save_file.h"
#include "plots/bars_plot.h"
#include "plots/timing_plot.h"
#include "theme.h"
#include "views/bench_table.h"
#include "views/message_bar.h"
#include "views/value_label.h"

#include <QClipboard>
#include <QComboBox>
#include <QFileInfo>
#include <QGridLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>

#include <algorithm>
#include <map>
#include <numeric>

namespace glowworm {

namespace {

constexpr int kSettingsWidth = 288;
constexpr std::array kBaselines = {"dense", "libtorch-dense", "libtorch-sparse"};

QLabel* heading(const QString& text, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    label->setFont(headingFont(parent));
    return label;
}

QLabel* mutedLabel(QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    makeMuted(label);
    return label;
}

QPushButton* button(const QString& text, const char* name, QWidget* parent)
{
    auto* made = new QPushButton(text, parent);
    made->setObjectName(QLatin1String(name));
    return made;
}

/// One layer of the benchmark's shape as the cost model sees it.
ModelConfig layerConfig(const BenchConfig& config, int groups)
{
    ModelConfig model;
    model.task = Task::Text;
    model.routing = config.routing;
    model.dModel = config.dModel;
    model.layers = 1;
    model.heads = 1;
    model.neurons = config.neurons;
    model.groups = groups;
    model.routerRank = config.routerRank;
    return model;
}

double bytesOf(const ModelConfig& config, int cached, std::initializer_list<Part> parts)
{
    const Cost cost = inferenceCost(config, cached);
    return std::accumulate(parts.begin(), parts.end(), 0.0, [&](double sum, Part part) {
        const PartCost* found = cost.find(part);
        return sum + (found ? static_cast<double>(found->bytes) : 0);
    });
}

ModelConfig denseOf(ModelConfig config)
{
    config.routing = Routing::Dense;
    return config;
}

} // namespace

TimingPanel::TimingPanel(Workbench& workbench, QWidget* parent)
    : Panel(parent)
    , m_workbench(workbench)
{
    m_message = new MessageBar(this);
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(kWideGap, kWideGap, kWideGap, kWideGap);
    grid->setSpacing(kGap + 4);
    grid->addWidget(buildSettings(), 0, 0, 3, 1);
    grid->addWidget(m_message, 0, 1);
    grid->addWidget(buildResult(), 1, 1);
    grid->addWidget(buildPlots(), 2, 1);
    grid->setRowStretch(1, 5);
    grid->setRowStretch(2, 5);
    grid->setColumnStretch(1, 1);
    connectWorkbench();
    showResult();
    showState();
}

QWidget* TimingPanel::buildSettings()
{
    auto* frame = new QFrame(this);
    makeCard(frame);
    frame->setFixedWidth(kSettingsWidth);
    m_form = new BenchForm(m_workbench, frame);
    m_run = button(tr("Time it"), "run", frame);
    makePrimary(m_run);
    m_stop = button(tr("Cancel"), "cancel", frame);
    m_stop->setToolTip(tr("Stop after this round (Esc); what was measured stays, marked as stopped"));
    m_pauseAndRun = button(tr("Pause training, time, resume"), "pauseAndRun", frame);
    m_why = mutedLabel(frame);
    m_status = mutedLabel(frame);
    m_progress = new QProgressBar(frame);
    m_progress->setRange(0, 1000);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Benchmark progress"));
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(kGap);
    buttons->addWidget(m_run, 1);
    buttons->addWidget(m_stop);
    auto* column = new QVBoxLayout(frame);
    column->setSpacing(kGap + 4);
    column->addWidget(heading(tr("What to time"), this));
    column->addWidget(m_form);
    column->addLayout(buttons);
    column->addWidget(m_pauseAndRun);
    column->addWidget(m_why);
    column->addWidget(m_progress);
    column->addWidget(m_status);
    column->addStretch(1);
    connect(m_run, &QPushButton::clicked, this, &TimingPanel::runMain);
    connect(m_stop, &QPushButton::clicked, this, &TimingPanel::stopMain);
    connect(m_pauseAndRun, &QPushButton::clicked, this, &TimingPanel::pauseAndStart);
    return frame;
}

QWidget* TimingPanel::buildResult()
{
    auto* frame = new QFrame(this);
    makeCard(frame);
    m_gate = new QLabel(frame);
    m_gate->setObjectName(QStringLiteral("gate"));
    m_gate->setWordWrap(true);
    m_gate->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_gate->setToolTip(tr("Before anything is timed, the fired path must compute the same function as the masked dense product, within 1e-4, and read only "
                          "the fired neurons' weight rows. What is not equal is not timed."));
    m_table = new BenchTable(frame);
    m_table->setObjectName(QStringLiteral("table"));
    m_emptyTable = mutedLabel(frame);
    m_emptyTable->setAlignment(Qt::AlignCenter);
    m_notes = mutedLabel(frame);
    m_notes->setObjectName(QStringLiteral("notes"));
    m_machine = mutedLabel(frame);
    m_export = button(tr("Export"), "export", frame);
    m_export->setShortcut(QKeySequence(tr("Ctrl+E")));
    m_copy = button(tr("Copy table"), "copy", frame);
    m_copy->setToolTip(tr("The table as Markdown (Ctrl+C in the table)"));
    auto* top = new QHBoxLayout;
    top->setSpacing(kGap);
    top->addWidget(heading(tr("Result"), this));
    top->addStretch(1);
    top->addWidget(m_copy);
    top->addWidget(m_export);
    auto* column = new QVBoxLayout(frame);
    column->addLayout(top);
    for (QWidget* item : std::initializer_list<QWidget*>{m_gate, m_emptyTable, m_table, m_notes, m_machine})
        column->addWidget(item, item == m_table || item == m_emptyTable ? 1 : 0);
    const auto copy = [this] { QGuiApplication::clipboard()->setText(QString::fromStdString(toMarkdown(m_result))); };
    connect(m_copy, &QPushButton::clicked, this, copy);
    connect(m_table, &BenchTable::copyRequested, this, copy);
    connect(m_export, &QPushButton::clicked, this, [this] {
        askWhereToSave(this, tr("Export timings"), QStringLiteral("timing.json"),
            {tr("Everything (*.json)"), tr("Table (*.csv)"), tr("Markdown (*.md)"), tr("Picture of the plot (*.png)"), tr("Drawing of the plot (*.svg)"),
                tr("Document (*.pdf)")},
            [this](const QString& file) { exportTo(file); });
    });
    return frame;
}

QWidget* TimingPanel::buildPlots()
{
    auto* row = new QWidget(this);
    auto* ratioCard = new QFrame(row);
    auto* bytesCard = new QFrame(row);
    makeCard(ratioCard);
    makeCard(bytesCard);
    m_ratios = new TimingPlot(ratioCard);
    m_baseline = new QComboBox(ratioCard);
    m_baseline->setObjectName(QStringLiteral("baseline"));
    for (const char* impl : kBaselines)
        m_baseline->addItem(tr("against %1").arg(implementationWords(impl)), QLatin1String(impl));
    m_baseline->setAccessibleName(tr("Baseline of the ratios"));
    auto* top = new QHBoxLayout;
    top->addWidget(heading(tr("Speed-up of sparse"), this));
    top->addStretch(1);
    top->addWidget(m_baseline);
    auto* ratioColumn = new QVBoxLayout(ratioCard);
    ratioColumn->addLayout(top);
    ratioColumn->addWidget(m_ratios, 1);
    m_bytes = new BarsPlot(tr("= bytes read per token (computed)"), [](double bytes) { return bytesText(bytes); }, bytesCard);
    m_bytes->setToolTip(tr("Computed from the shapes: weights (and key/value cache) that one token reads, fp32, each once. At one token a call time follows "
                           "bytes, so their ratio is the ceiling that the dashes in the other plot mark."));
    auto* bytesColumn = new QVBoxLayout(bytesCard);
    bytesColumn->addWidget(heading(tr("Where the ceiling comes from"), this));
    bytesColumn->addWidget(m_bytes, 1);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGap + 4);
    layout->addWidget(ratioCard, 3);
    layout->addWidget(bytesCard, 2);
    connect(m_baseline, &QComboBox::currentIndexChanged, this, &TimingPanel::showPlots);
    return row;
}

void TimingPanel::connectWorkbench()
{
    connect(&m_workbench, &Workbench::benchmarkProgress, this, &TimingPanel::take);
    connect(&m_workbench, &Workbench::benchmarkEnded, this, &TimingPanel::end);
    connect(&m_workbench, &Workbench::busyChanged, this, &TimingPanel::showState);
    connect(&m_workbench, &Workbench::trainingStateChanged, this, &TimingPanel::showState);
    connect(m_form, &BenchForm::changed, this, [this] {
        showState();
        if (!hasResult())
            showPlots();
    });
}

void TimingPanel::start()
{
    m_started = m_form->config();
    m_result = {};
    m_message->clear();
    m_workbench.startBenchmark(m_started);
    showResult();
    showState();
}

/// Timing runs alone: training pauses at its next step, and goes on once the benchmark has ended.
void TimingPanel::pauseAndStart()
{
    m_waitsForPause = true;
    m_workbench.pauseTraining();
    showState();
}

void TimingPanel::take(const BenchProgress& progress)
{
    m_result = progress.result;
    m_progress->setValue(static_cast<int>(1000 * progress.fraction));
    m_status->setText(QString::fromStdString(progress.current));
    showResult();
}

void TimingPanel::end(const QString& failure)
{
    if (!failure.isEmpty()) {
        m_result = {}; // no number of a path that failed its gate is shown
        m_message->showMessage(MessageBar::Tone::Error, tr("Not measured: %1").arg(failure));
    }
    if (m_resumesTraining && m_workbench.trainingState() == TrainingRun::State::Paused)
        m_workbench.resumeTraining();
    m_resumesTraining = false;
    showResult();
    showState();
}

void TimingPanel::showState()
{
    const bool running = m_workbench.benchmarking();
    const bool training = m_workbench.trainingState() == TrainingRun::State::Running;
    if (m_waitsForPause && !running && m_workbench.refusalOf(Work::Benchmark).isEmpty()) {
        m_waitsForPause = false;
        m_resumesTraining = true;
        start(); // comes back here
        return;
    }
    QString refusal = running ? tr("Timing runs.") : m_workbench.refusalOf(Work::Benchmark);
    const bool refusedByOthers = !running && !refusal.isEmpty();
    if (refusal.isEmpty())
        refusal = m_form->problem();
    m_form->setEnabled(!running);
    m_run->setEnabled(refusal.isEmpty());
    m_run->setToolTip(refusal.isEmpty() ? tr("Start timing (F5)") : refusal);
    m_why->setText(running ? QString() : refusal);
    m_why->setVisible(!m_why->text().isEmpty());
    m_pauseAndRun->setVisible(refusedByOthers && (training || m_waitsForPause));
    m_pauseAndRun->setEnabled(!m_waitsForPause && m_form->problem().isEmpty());
    m_stop->setEnabled(running);
    m_progress->setVisible(running);
    m_status->setVisible(running || hasResult());
    if (!running && hasResult())
        m_status->setText(m_result.complete ? tr("finished") : stoppedText());
    m_export->setEnabled(hasResult() && !running);
    m_copy->setEnabled(hasResult());
    m_export->setToolTip(m_export->isEnabled() ? tr("JSON, CSV, Markdown, or the plot as PNG, SVG or PDF (Ctrl+E)") : tr("There is no finished result yet"));
}

QString TimingPanel::stoppedText() const
{
    struct Case {
        int rounds = -1; // of the row that has fewest
    };
    std::map<std::pair<double, int>, Case> cases;
    const bool token = m_result.config.target == BenchTarget::Token;
    for (const BenchRow& row : m_result.rows) {
        Case& one = cases[{token ? 0 : row.density, row.tokens}];
        one.rounds = one.rounds < 0 ? row.roundsDone : std::min(one.rounds, row.roundsDone);
    }
    const int repeats = m_result.config.repeats;
    const auto planned = token ? 1 : static_cast<int>(m_result.config.groups.size() * m_result.config.tokens.size());
    const auto rounds = std::accumulate(cases.begin(), cases.end(), 0, [](int sum, const auto& entry) { return sum + entry.second.rounds; });
    return tr("stopped after %1 of %2 rounds").arg(countText(rounds), countText(static_cast<std::int64_t>(planned) * repeats));
}

void TimingPanel::showResult()
{
    m_table->showResult(m_result);
    m_table->setVisible(hasResult());
    m_emptyTable->setVisible(!hasResult());
    m_emptyTable->setText(m_workbench.benchmarking() ? tr("Preparing weights and checking that both paths compute the same function\u2026")
                                                     : tr("Press F5 to time what is chosen at the left.\nDashes below are computed from the shapes; measured points join them."));
    QStringList notes;
    if (hasResult() && !m_result.complete && !m_workbench.benchmarking())
        notes += tr("This result is partial: %1.").arg(stoppedText());
    for (const std::string& notice : m_result.notices)
        notes += QString::fromStdString(notice);
    m_notes->setText(notes.join(QLatin1Char('\n')));
    m_notes->setVisible(!notes.isEmpty());
    const MachineInfo& machine = m_result.machine;
    m_machine->setVisible(hasResult());
    if (hasResult())
        m_machine->setText(tr("%1, %2, %n thread(s), block of %3, build %4", nullptr, m_result.config.threads)
                               .arg(QString::fromStdString(machine.cpu), QString::fromStdString(machine.simd), durationText(m_result.config.blockSeconds),
                                   QString::fromStdString(machine.build)));
    showGate();
    showPlots();
}

void TimingPanel::showGate()
{
    m_gate->setVisible(m_result.equivalence.has_value());
    if (!m_result.equivalence)
        return;
    QStringList rows;
    for (const Equivalence& gate : m_result.gates)
        rows += tr("%1 of %2").arg(countText(gate.rowsReadPerLayer), countText(gate.groups));
    m_gate->setText(tr("\u2713 Gate passed: fired path = masked dense product on %1 inputs, largest relative difference %2; weight rows read per token and layer, of those allowed: %3.")
                        .arg(countText(m_result.equivalence->inputs), QString::number(m_result.equivalence->maxRelativeDifference, 'e', 1),
                            rows.join(QStringLiteral(", "))));
}

std::vector<Ceiling> TimingPanel::ceilings() const
{
    const BenchConfig config = hasResult() ? m_started : m_form->config();
    std::vector<Ceiling> list;
    if (config.target == BenchTarget::Token) {
        if (config.sparse && config.sparse->config.isSparse())
            list.push_back({config.sparse->config.density(), tokenCeiling(config.sparse->config, config.context)});
        return list;
    }
    if (config.neurons > 0)
        for (const int groups : config.groups)
            list.push_back({static_cast<double>(groups) / config.neurons, feedForwardCeiling(layerConfig(config, groups))});
    return list;
}

void TimingPanel::showPlots()
{
    const QString impl = m_baseline->currentData().toString();
    std::vector<BenchRatio> shown;
    std::copy_if(m_result.ratios.begin(), m_result.ratios.end(), std::back_inserter(shown),
        [&](const BenchRatio& ratio) { return ratio.over == impl.toStdString() + "/sparse"; });
    // The closed form compares reading all weights with reading the fired ones; a gather by LibTorch reads the fired ones as well.
    const bool bound = impl != QStringLiteral("libtorch-sparse");
    m_ratios->setRatios(std::move(shown), bound ? ceilings() : std::vector<Ceiling>(), implementationWords(impl.toStdString()));
    showBytes(hasResult() ? m_started : m_form->config());
}

void TimingPanel::showBytes(const BenchConfig& config)
{
    QStringList categories;
    BarSeries dense{Twin::Dense, tr("dense"), {}}, sparse{Twin::Sparse, tr("sparse"), {}};
    const auto add = [&](const QString& category, double denseBytes, double sparseBytes) {
        categories += category;
        dense.values.push_back(denseBytes);
        sparse.values.push_back(sparseBytes);
    };
    if (config.target == BenchTarget::Token && config.sparse && config.dense) {
        const auto addPart = [&](const QString& name, std::initializer_list<Part> parts) {
            add(name, bytesOf(config.dense->config, config.context, parts), bytesOf(config.sparse->config, config.context, parts));
        };
        addPart(tr("attention"), {Part::Attention});
        addPart(tr("FF"), {Part::FeedForward});
        addPart(tr("router"), {Part::Router});
        addPart(tr("rest"), {Part::Embedding, Part::Norm, Part::Head});
    } else if (config.target == BenchTarget::FeedForward && config.neurons > 0)
        for (const int groups : config.groups) {
            const ModelConfig layer = layerConfig(config, groups);
            add(densityText(layer.density()), bytesOf(denseOf(layer), 0, {Part::FeedForward}), bytesOf(layer, 0, {Part::FeedForward, Part::Router}));
        }
    m_bytes->setEmptyText(!categories.isEmpty() ? QString()
            : config.target == BenchTarget::Token ? tr("Open a dense and a sparse text model to compare them (File, Open model).")
                                                  : tr("Check at least one line under Fires."));
    m_bytes->setBars(categories, {dense, sparse});
}

void TimingPanel::exportTo(const QString& file)
{
    const QString suffix = QFileInfo(file).suffix().toLower();
    QString problem;
    if (suffix == QStringLiteral("json"))
        problem = writeFile(file, QByteArray::fromStdString(toJson(m_result)));
    else if (suffix == QStringLiteral("csv"))
        problem = writeFile(file, QByteArray::fromStdString(toCsv(m_result)));
    else if (suffix == QStringLiteral("md"))
        problem = writeFile(file, QByteArray::fromStdString(toMarkdown(m_result)));
    else
        problem = m_ratios->exportImage(file, tr("Speed-up of the sparse layer"), m_machine->text());
    problem.isEmpty() ? m_message->showMessage(MessageBar::Tone::Notice, tr("Written: %1").arg(file))
                      : m_message->showMessage(MessageBar::Tone::Error, problem);
}

QString TimingPanel::commandLine() const
{
    return benchCommand(m_form->config(), m_workbench.modelFile(Task::Text, Twin::Dense), m_workbench.modelFile(Task::Text, Twin::Sparse));
}

void TimingPanel::runMain()
{
    if (m_run->isEnabled())
        start();
}

void TimingPanel::stopMain()
{
    if (m_workbench.benchmarking())
        m_workbench.stopBenchmark();
}

} // namespace glowworm
