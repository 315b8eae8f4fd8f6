// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timing/timing_panel.h"

#include "model/bench/time_left.h"
#include "ui/session/edits.h"
#include "ui/session/generation.h"
#include "ui/session/library.h"
#include "ui/session/timing.h"
#include "ui/session/training.h"
#include "ui/session/workbench.h"
#include "ui/timing/timing_banner.h"
#include "ui/timing/timing_cases.h"
#include "ui/timing/timing_costs.h"
#include "ui/timing/timing_form.h"
#include "ui/timing/timing_list.h"
#include "ui/timing/timing_plots.h"
#include "ui/timing/timing_result.h"
#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/command_line.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/path_text.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

namespace glowworm {

namespace {

constexpr int kLeftWidth = 304;
constexpr int kReasonLines = 2;

QLabel* selectableNote(const char* name, QWidget* parent)
{
    QLabel* note = newNote({}, parent);
    note->setObjectName(QLatin1String(name));
    note->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return note;
}

} // namespace

TimingPanel::TimingPanel(Workbench& workbench, QWidget* parent)
    : Panel(parent)
    , m_timing(workbench.timing())
    , m_training(workbench.training())
    , m_generation(workbench.generation())
    , m_library(workbench.library())
    , m_edits(workbench.edits().of(Area::Timing))
{
    QWidget* settings = buildSettings(); // first in the tab order
    m_kept = new TimingList(workbench, this);
    m_banner = new TimingBanner(this);
    m_table = new TimingResult(this);
    m_plots = new TimingPlots(this);
    auto* left = new QVBoxLayout;
    left->setSpacing(kGap + 4);
    left->addWidget(settings);
    left->addWidget(m_kept, 1);
    for (QWidget* card : std::initializer_list<QWidget*>{settings, m_kept})
        atEachTextSize(card, [card] { card->setFixedWidth(textScaled(kLeftWidth)); });
    auto* right = new QVBoxLayout;
    right->setSpacing(kGap + 4);
    right->addWidget(m_banner);
    right->addWidget(m_table, 1);
    right->addWidget(m_plots, 1);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(kWideGap, kWideGap, kWideGap, kWideGap);
    row->setSpacing(kGap + 4);
    row->addLayout(left);
    row->addLayout(right, 1);
    m_message->lieOver({m_table});
    connectParts(workbench);
    connectEdits();
    showState();
    showResult();
    showKept();
}

QWidget* TimingPanel::buildSettings()
{
    QFrame* card = newCard(this);
    m_form = new TimingForm(m_training, m_library, card);
    m_run = newButton(tr("Time it"), "run", card);
    m_run->setWhatsThis(tr("Times every variant in shuffled turns, round by round, so that a busy "
                           "moment meets them all. The ratio is that of the medians, dense time / "
                           "sparse time, with its 95 % interval by bootstrap over rounds (F5)."));
    makePrimary(m_run);
    m_stop = newButton(tr("Cancel"), "cancel", card,
        tr("Stop after this round (Esc); what was measured stays, marked as stopped"));
    m_clearAndRun = newButton({}, "pauseAndRun", card);
    m_clearAndRun->setWhatsThis(tr("Timing works alone, or it would measure the other work as "
                                   "well: this pauses or stops that first."));
    m_why = selectableNote("why", card);
    m_status = selectableNote("status", card);
    setNumbersFrom(m_status, Provenance::Estimated);
    m_progress = new QProgressBar(card);
    m_progress->setRange(0, 1000);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Benchmark progress"));
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(kGap);
    buttons->addWidget(m_run, 1);
    buttons->addWidget(m_stop);
    auto* column = new QVBoxLayout(card);
    column->setSpacing(kGap);
    column->addWidget(newHeading(tr("What to time"), card));
    column->addWidget(m_form);
    column->addLayout(buttons);
    auto* course
        = new QWidget(card); // keeps its room: the list below stays where it is as they come and go
    atEachTextSize(course, [=, this] {
        m_why->ensurePolished();
        m_clearAndRun->ensurePolished();
        course->setMinimumHeight(
            linesHeight(m_why, kReasonLines) + kGap + m_clearAndRun->sizeHint().height());
    });
    auto* rows = new QVBoxLayout(course);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(kGap);
    for (QWidget* item :
        std::initializer_list<QWidget*>{m_why, m_clearAndRun, m_progress, m_status})
        rows->addWidget(item);
    rows->addStretch(1);
    column->addWidget(course);
    return card;
}

void TimingPanel::connectParts(const Workbench& workbench)
{
    connect(&workbench, &Workbench::busyChanged, this, &TimingPanel::showState);
    connect(&m_training, &Training::stateChanged, this, &TimingPanel::showState);
    connect(&m_timing, &Timing::progress, this, &TimingPanel::take);
    connect(&m_timing, &Timing::ended, this, &TimingPanel::end);
    connect(m_run, &QPushButton::clicked, this, &TimingPanel::runMain);
    connect(m_stop, &QPushButton::clicked, this, &TimingPanel::stopMain);
    connect(m_clearAndRun, &QPushButton::clicked, this, &TimingPanel::clearTheWay);
    connect(m_kept, &TimingList::openRequested, this, &TimingPanel::open);
    connect(m_kept, &TimingList::compareRequested, this, &TimingPanel::compare);
    connect(m_kept, &TimingList::removeRequested, this, &TimingPanel::remove);
    connect(m_form, &TimingForm::changed, this, [this] {
        showState();
        if (!hasResult())
            showResult();
    });
    connect(&m_library, &Library::keptChanged, this, &TimingPanel::bringRestored);
    connect(&m_library, &Library::modelsChanged, this, &TimingPanel::showBanner); // their names
    const auto exported = [this](const QString& item) { askToExport(*this, item); };
    connect(m_table, &TimingResult::exportAsked, this, [exported] { exported(tr("Timings")); });
    connect(m_plots, &TimingPlots::exportAsked, this, exported);
    connect(m_plots, &TimingPlots::caseChosen, this, [this](double density, int tokens) {
        m_table->table().selectCase(density, tokens);
        m_table->table().setFocus();
    });
    connect(&m_table->table(), &TimingTable::caseChosen, this, &TimingPanel::chooseCase);
}

/// Timing runs alone: training pauses at its next step and goes on once the benchmark has ended; a
/// text that is being written ends.
void TimingPanel::clearTheWay()
{
    m_waits = true;
    if (m_training.state() == TrainingRun::State::Running) {
        m_resumesTraining = true;
        m_training.pause();
    }
    m_generation.stop();
    showState();
}

void TimingPanel::showState()
{
    const bool running = m_timing.running();
    const bool training = m_training.state() == TrainingRun::State::Running;
    const bool writing = m_generation.running();
    if (m_waits && !running && m_timing.refusal().isEmpty()) {
        m_waits = false;
        QMetaObject::invokeMethod(this, &TimingPanel::runMain,
            Qt::QueuedConnection); // not inside the workbench's own signal
    }
    QString refusal = running ? tr("Timing runs.") : m_timing.refusal();
    const bool refusedByOthers = !running && !refusal.isEmpty();
    if (refusal.isEmpty())
        refusal = m_form->problem();
    m_form->setEnabled(!running);
    m_run->setEnabled(refusal.isEmpty());
    m_run->setToolTip(refusal.isEmpty() ? tr("Start timing (F5)") : refusal);
    m_why->setText(running ? QString() : refusal);
    m_why->setVisible(!m_why->text().isEmpty());
    m_clearAndRun->setText(
        training ? tr("Pause training, time, resume") : tr("Stop the writing, then time"));
    m_clearAndRun->setVisible(refusedByOthers && (training || writing || m_waits));
    m_clearAndRun->setEnabled(!m_waits && m_form->problem().isEmpty());
    m_stop->setEnabled(running);
    m_progress->setVisible(running);
    if (!running)
        m_status->setText(!refusal.isEmpty()
                ? QString()
                : tr("takes about %1")
                      .arg(durationText(wholeSeconds(timePlanOf(m_form->config()).all()))));
    m_status->setVisible(running || !m_status->text().isEmpty());
}

void TimingPanel::start()
{
    m_config = m_form->config();
    m_result = {};
    m_shownResult = nullptr;
    m_secondsLeft = timePlanOf(m_config).all();
    m_wanted.clear();
    m_wantedBeside.clear();
    m_chosen.reset();
    m_file.clear();
    m_recorded = false;
    m_message->clear();
    showState();
    m_timing.start(m_config);
    showResult();
    moveFocus(); // the button that had it is disabled now
}

void TimingPanel::take(const BenchProgress& progress)
{
    m_result = progress.result;
    m_shownResult = nullptr;
    m_config.context = m_result.config.context; // moved to fit the models
    m_progress->setValue(static_cast<int>(1000 * progress.fraction));
    m_progress->update(); // Qt leaves out a change of a few pixels
    m_secondsLeft = progress.secondsLeft;
    m_status->setText(tr("%1; about %2 left")
                          .arg(QString::fromStdString(progress.current),
                              durationText(wholeSeconds(m_secondsLeft))));
    m_file = progress.kept;
    if (!progress.notKept.empty())
        m_message->showMessage(MessageBar::Tone::Warning,
            tr("Not kept: %1").arg(QString::fromStdString(progress.notKept)));
    showResult();
}

void TimingPanel::end(const QString& failure)
{
    if (!failure.isEmpty()) {
        m_result = {}; // no number of a path that failed its equivalence check is shown
        m_file.clear();
        m_message->showMessage(MessageBar::Tone::Error, tr("Not measured: %1").arg(failure));
    }
    if (m_resumesTraining && m_training.state() == TrainingRun::State::Paused)
        m_training.resume();
    m_resumesTraining = false;
    showState();
    showKept();
    showResult();
    moveFocus();
}

/// The button that can be pressed next has the focus.
void TimingPanel::moveFocus()
{
    if (m_stop->isEnabled())
        m_stop->setFocus();
    else if (m_run->isEnabled())
        m_run->setFocus();
}

/// recorded: where the config comes from, if from a file. Models that are open no more, or never
/// were in a file, have no command that times them again.
QString TimingPanel::commandOf(const BenchConfig& config, const BenchResult* recorded) const
{
    const bool given = recorded ? isOfModels(*recorded) : config.dense != nullptr;
    if (!given)
        return benchCommand(config, {}, {});
    const Task task = taskOf(config.workload);
    const auto fileOf = [&](Twin twin) {
        const bool isDense = twin == Twin::Dense;
        const LoadedModel* open = m_library.model(task, twin);
        const bool same = open
            && (recorded ? !open->hash.empty()
                        && open->hash == (isDense ? recorded->denseHash : recorded->sparseHash)
                         : open->state == (isDense ? config.dense : config.sparse));
        return same ? m_library.modelFile(task, twin) : QString();
    };
    const QString dense = fileOf(Twin::Dense), sparse = fileOf(Twin::Sparse);
    const QString text
        = recorded ? QString() : m_library.source(Task::Text); // a file does not tell it
    return dense.isEmpty() || sparse.isEmpty() ? QString()
                                               : benchCommand(config, dense, sparse, text);
}

void TimingPanel::showResult()
{
    const BenchConfig config = hasResult() || m_timing.running() ? m_config : m_form->config();
    if (m_compared && hasResult()
        && !notComparable(m_compared->result, m_compared->file)
                .isEmpty()) { // another one was timed or opened
        m_compared.reset();
        m_besideResult = nullptr;
        showKept();
    }
    const auto command = [this, config](const TimedCase& one) {
        return commandOf(
            configOfCase(config, one), m_recorded && hasResult() ? &m_result : nullptr);
    };
    m_table->showResult(m_result, m_recorded, m_compared, m_timing.running(),
        ceilingsOf(config, m_result), command);
    m_plots->showResult(config, m_result, command);
    const Provenance from = !hasResult() ? Provenance::Computed
        : m_recorded                     ? Provenance::Recorded
                                         : Provenance::Measured;
    for (QWidget* view : std::initializer_list<QWidget*>{m_banner, m_table, m_plots})
        setNumbersFrom(view, from);
    if (m_pick && hasResult()) {
        m_table->table().pick(*m_pick);
        m_pick.reset();
    }
    showBanner();
}

/// Names of the files or trainings; of a recording whose models are not open, the start of their
/// hashes.
QString TimingPanel::modelWords() const
{
    const BenchConfig config = hasResult() ? m_config : m_form->config();
    if (isShaped(config.workload)
        || (hasResult() ? !isOfModels(m_result) && !config.dense : !config.dense))
        return {};
    const auto nameOf = [&](Twin twin) {
        const bool isDense = twin == Twin::Dense;
        const LoadedModel* open = m_library.model(taskOf(config.workload), twin);
        const std::string& hash = isDense ? m_result.denseHash : m_result.sparseHash;
        const auto& timed = isDense ? config.dense : config.sparse;
        if (open && (timed ? open->state == timed : !hash.empty() && open->hash == hash))
            return shownName(std::filesystem::path(open->source).stem().string());
        constexpr std::size_t kShown = 8;
        const QString kind = isDense ? tr("dense") : tr("sparse");
        return hash.empty() ? kind
                            : tr("%1 %2").arg(kind, QString::fromStdString(hash.substr(0, kShown)));
    };
    return tr("%1 against %2").arg(nameOf(Twin::Sparse), nameOf(Twin::Dense));
}

void TimingPanel::showBanner()
{
    const BenchConfig config = hasResult() || m_timing.running() ? m_config : m_form->config();
    const bool running = m_timing.running();
    const double seconds = running    ? m_secondsLeft
        : m_form->problem().isEmpty() ? timePlanOf(m_form->config()).all()
                                      : 0;
    m_banner->tell({m_result, config, ceilingsOf(config, m_result), modelWords(),
        m_recorded ? tr("recorded %1").arg(keptName(m_file)) : QString(), m_chosen, running,
        seconds});
}

void TimingPanel::chooseCase(double density, int tokens)
{
    m_chosen = TimedCase{density, tokens, {}, {}};
    m_plots->chooseCase(density, tokens);
    showBanner();
}

std::vector<ExportItem> TimingPanel::exports()
{
    std::vector<ExportItem> items = m_plots->exports();
    if (m_result.rows.empty() || m_timing.running())
        return items;
    ExportItem timings{tr("Timings"), QStringLiteral("timing"), machineLine(m_result), {}};
    const auto add = [&](const QString& name, const char* suffix, auto text) {
        addTextForm(timings, name, QLatin1String(suffix),
            [result = m_result, text] { return text(result); });
    };
    add(QStringLiteral("CSV"), "csv", [](const BenchResult& result) { return toCsv(result); });
    add(QStringLiteral("JSON"), "json", [](const BenchResult& result) { return toJson(result); });
    add(QStringLiteral("Markdown"), "md",
        [](const BenchResult& result) { return toMarkdown(result); });
    add(QStringLiteral("LaTeX"), "tex", [](const BenchResult& result) { return toLatex(result); });
    items.insert(items.begin(), std::move(timings));
    return items;
}

QString TimingPanel::commandLine() const { return commandOf(m_form->config(), nullptr); }

void TimingPanel::runMain()
{
    if (m_run->isEnabled())
        start();
}

void TimingPanel::stopMain()
{
    if (m_timing.running())
        m_timing.stop();
}

} // namespace glowworm
