// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/timing_panel.h"

#include "forms/bench_form.h"
#include "forms/command_line.h"
#include "forms/save_file.h"
#include "plots/bars_plot.h"
#include "plots/timing_plot.h"
#include "theme.h"
#include "views/bench_costs.h"
#include "views/bench_table.h"
#include "views/message_bar.h"
#include "views/value_label.h"

#include <QClipboard>
#include <QComboBox>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

#include <algorithm>

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

} // namespace

TimingPanel::TimingPanel(Workbench& workbench, QWidget* parent)
    : Panel(parent)
    , m_workbench(workbench)
{
    m_message = new MessageBar(this);
    QWidget* settings = buildSettings(); // first in the tab order
    auto* right = new QVBoxLayout;
    right->setSpacing(kGap + 4);
    right->addWidget(m_message);
    right->addWidget(buildResult(), 6);
    right->addWidget(buildPlots(), 5);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(kWideGap, kWideGap, kWideGap, kWideGap);
    row->setSpacing(kGap + 4);
    row->addWidget(settings);
    row->addLayout(right, 1);
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
    m_gate->setToolTip(tr(
        "Before anything is timed, the fired path must compute the same function as the masked dense product, within 1e-4, and read only "
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
            {tr("Everything (*.json)"), tr("Table (*.csv)"), tr("Markdown (*.md)"), tr("Picture of the plot (*.png)"),
                tr("Drawing of the plot (*.svg)"), tr("Document (*.pdf)")},
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
    m_bytes = new BarsPlot(
        tr("= MB read per token (computed)"), [](double megabytes) { return numberText(megabytes, 2); }, bytesCard);
    m_bytes->setToolTip(tr(
        "Computed from the shapes: weights (and key/value cache) that one token reads, fp32, each once. At one token a call time follows "
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
    if (m_stop->isEnabled())
        m_stop->setFocus(); // the button that had it is disabled now
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
    m_started.context = m_result.config.context; // moved to fit the models
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
    const bool hadFocus = m_stop->hasFocus();
    showResult();
    showState();
    if (hadFocus)
        m_run->setFocus();
}

void TimingPanel::showState()
{
    const bool running = m_workbench.benchmarking();
    const bool training = m_workbench.trainingState() == TrainingRun::State::Running;
    if (m_waitsForPause && !running && m_workbench.refusalOf(Work::Benchmark).isEmpty()) {
        m_waitsForPause = false;
        m_resumesTraining = true;
        QMetaObject::invokeMethod(this, &TimingPanel::start, Qt::QueuedConnection); // not from inside the workbench's own signal
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
        m_status->setText(m_result.complete ? tr("finished") : stoppedWords(m_result));
    m_export->setEnabled(hasResult() && !running);
    m_copy->setEnabled(hasResult());
    m_export->setToolTip(
        m_export->isEnabled() ? tr("JSON, CSV, Markdown, or the plot as PNG, SVG or PDF (Ctrl+E)") : tr("There is no finished result yet"));
}

void TimingPanel::showResult()
{
    m_table->showResult(m_result);
    m_table->setVisible(hasResult());
    m_emptyTable->setVisible(!hasResult());
    m_emptyTable->setText(m_workbench.benchmarking()
            ? tr("Preparing weights and checking that both paths compute the same function\u2026")
            : tr("Press F5 to time what is chosen at the left.\nDashes below are computed from the shapes; measured points join them."));
    QStringList notes;
    if (hasResult() && !m_result.complete && !m_workbench.benchmarking())
        notes += tr("This result is partial: %1.").arg(stoppedWords(m_result));
    for (const std::string& notice : m_result.notices)
        notes += QString::fromStdString(notice);
    if (const QString note = ceilingNote(m_result, ceilingsOf(m_started)); !note.isEmpty())
        notes += note;
    m_notes->setText(notes.join(QLatin1Char('\n')));
    m_notes->setVisible(!notes.isEmpty());
    const MachineInfo& machine = m_result.machine;
    m_machine->setVisible(hasResult());
    if (hasResult())
        m_machine->setText(
            tr("%1, %2; threads: %3; each variant at least %4 a round; build %5")
                .arg(QString::fromStdString(machine.cpu), QString::fromStdString(machine.simd), countText(m_result.config.threads),
                    durationText(m_result.config.blockSeconds), QString::fromStdString(machine.build)));
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
    m_gate->setText(tr("\u2713 Gate passed: fired path = masked dense product on %1 inputs, largest relative difference %2 (at most 1e-4 "
                       "allowed); weight rows read per token and layer, of those allowed: %3.")
                        .arg(countText(m_result.equivalence->inputs),
                            QString::number(m_result.equivalence->maxRelativeDifference, 'g', 2), rows.join(QStringLiteral(", "))));
}

void TimingPanel::showPlots()
{
    const BenchConfig config = hasResult() ? m_started : m_form->config();
    const QString impl = m_baseline->currentData().toString();
    std::vector<BenchRatio> shown;
    std::copy_if(m_result.ratios.begin(), m_result.ratios.end(), std::back_inserter(shown),
        [&](const BenchRatio& ratio) { return ratio.over == impl.toStdString() + "/sparse"; });
    // The closed form compares reading all weights with reading the fired ones; a gather by LibTorch reads the fired ones as well.
    const bool bound = impl != QStringLiteral("libtorch-sparse");
    m_ratios->setRatios(std::move(shown), bound ? ceilingsOf(config) : std::vector<Ceiling>());
    const ByteBars bars = byteBarsOf(config);
    m_bytes->setEmptyText(!bars.categories.isEmpty() ? QString()
            : config.target == BenchTarget::Token    ? tr("Open a dense and a sparse text model to compare them (File, Open model).")
                                                     : tr("Check at least one line under Fires."));
    m_bytes->setBars(bars.categories, {{Twin::Dense, tr("dense"), bars.dense}, {Twin::Sparse, tr("sparse"), bars.sparse}});
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
        problem = m_ratios->exportImage(file, tr("Speed-up of the sparse layer %1").arg(m_baseline->currentText()), m_machine->text());
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
