// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timing/timing_panel.h"

#include "ui/session/library.h"
#include "ui/session/timing.h"
#include "ui/session/workbench.h"
#include "ui/timing/timing_cases.h"
#include "ui/timing/timing_controls.h"
#include "ui/timing/timing_costs.h"
#include "ui/timing/timing_list.h"
#include "ui/timing/timing_plots.h"
#include "ui/timing/timing_result.h"
#include "ui/widgets/command_line.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/path_text.h"
#include "ui/widgets/save_file.h"
#include "ui/widgets/theme.h"

#include <QFileInfo>
#include <QHBoxLayout>

#include <algorithm>

namespace glowworm {

TimingPanel::TimingPanel(Workbench& workbench, QWidget* parent)
    : Panel(parent)
    , m_timing(workbench.timing())
    , m_library(workbench.library())
    , m_controls(new TimingControls(workbench, this)) // first in the tab order
{
    m_table = new TimingResult(this);
    m_plots = new TimingPlots(this);
    auto* right = new QVBoxLayout;
    right->setSpacing(kGap + 4);
    right->addWidget(m_table, 1);
    right->addWidget(m_plots, 1);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(kWideGap, kWideGap, kWideGap, kWideGap);
    row->setSpacing(kGap + 4);
    row->addWidget(m_controls);
    row->addLayout(right, 1);
    m_message->lieOver({m_table});
    connectParts();
    showResult();
    m_controls->showKept(m_file, m_comparedFile);
}

void TimingPanel::connectParts()
{
    connect(&m_timing, &Timing::progress, this, &TimingPanel::take);
    connect(&m_timing, &Timing::ended, this, &TimingPanel::end);
    connect(m_controls, &TimingControls::runRequested, this, &TimingPanel::runMain);
    connect(m_controls, &TimingControls::stopRequested, this, &TimingPanel::stopMain);
    connect(m_controls, &TimingControls::openRequested, this, &TimingPanel::open);
    connect(m_controls, &TimingControls::compareRequested, this, &TimingPanel::compare);
    connect(m_controls, &TimingControls::configChanged, this, [this] {
        if (!hasResult())
            showResult();
    });
    connect(m_table, &TimingResult::exportRequested, this, &TimingPanel::exportTo);
    connect(m_plots, &TimingPlots::pictureWritten, m_message, &MessageBar::showWritten);
    connect(m_plots, &TimingPlots::caseChosen, &m_table->table(), &TimingTable::selectCase);
    connect(&m_table->table(), &TimingTable::caseChosen, m_plots, &TimingPlots::chooseCase);
}

void TimingPanel::start()
{
    m_config = m_controls->config();
    m_result = {};
    m_file.clear();
    m_recorded = false;
    m_message->clear();
    m_controls->showOutcome({});
    m_timing.start(m_config);
    showResult();
    m_controls->moveFocus(); // the button that had it is disabled now
}

void TimingPanel::take(const BenchProgress& progress)
{
    m_result = progress.result;
    m_config.context = m_result.config.context; // moved to fit the models
    m_controls->showProgress(progress.fraction, QString::fromStdString(progress.current));
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
        m_message->showMessage(MessageBar::Tone::Error, tr("Not measured: %1").arg(failure));
    }
    m_controls->resumeWhatWaited();
    m_controls->showOutcome(!hasResult() ? QString()
            : m_result.complete          ? tr("finished")
                                         : stoppedWords(m_result));
    m_controls->showKept(m_file, m_comparedFile);
    showResult();
    m_controls->moveFocus();
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
    const BenchConfig config = hasResult() ? m_config : m_controls->config();
    if (m_compared && hasResult()
        && m_compared->result.config.workload
            != m_result.config.workload) { // another one was timed or opened
        endComparison();
        m_controls->showKept(m_file, m_comparedFile);
    }
    const auto command = [this, config](const TimedCase& one) {
        return commandOf(
            configOfCase(config, one), m_recorded && hasResult() ? &m_result : nullptr);
    };
    const QString source = m_recorded ? tr("recorded %1").arg(keptName(m_file)) : QString();
    m_table->showResult(
        m_result, source, m_compared, m_timing.running(), ceilingsOf(config, m_result), command);
    m_plots->showResult(config, m_result, command);
}

/// As the list of kept timings has read it; null, with the reason in the panel, when it could not
/// be.
std::shared_ptr<const BenchResult> TimingPanel::keptResult(const std::filesystem::path& file)
{
    const std::vector<KeptTiming>& timings = m_library.kept().timings;
    const auto found = std::ranges::find(timings, file, &KeptTiming::file);
    if (found != timings.end() && found->result)
        return found->result;
    m_message->showMessage(MessageBar::Tone::Error,
        found != timings.end() ? QString::fromStdString(found->error)
                               : tr("%1 is not kept any more.").arg(shownName(file.native())));
    return nullptr;
}

void TimingPanel::open(const std::filesystem::path& file)
{
    if (m_timing.running())
        return;
    const auto result = keptResult(file);
    if (!result)
        return;
    m_result = *result;
    m_message->clear();
    m_config = m_result.config;
    m_file = file;
    m_recorded = true;
    if (file == m_comparedFile)
        endComparison();
    m_controls->showOutcome(m_result.complete ? QString() : stoppedWords(m_result));
    m_controls->showKept(m_file, m_comparedFile);
    showResult();
}

void TimingPanel::compare(const std::filesystem::path& file)
{
    if (!hasResult()) {
        open(file); // nothing to lay it beside yet
        return;
    }
    m_message->clear();
    const bool again = file == m_comparedFile;
    endComparison();
    if (!again)
        if (const auto other = keptResult(file)) {
            if (other->config.workload != m_result.config.workload)
                m_message->showMessage(MessageBar::Tone::Error,
                    tr("Not compared: the result of %1 timed something else (%2) than the one "
                       "shown (%3). Open it instead, or choose one "
                       "of the same kind.")
                        .arg(keptName(file), workloadWords(other->config.workload),
                            workloadWords(m_result.config.workload)));
            else {
                m_compared = Compared{keptName(file), *other};
                m_comparedFile = file;
                m_message->clear();
            }
        }
    m_controls->showKept(m_file, m_comparedFile);
    showResult();
}

void TimingPanel::endComparison()
{
    m_compared.reset();
    m_comparedFile.clear();
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
        problem = m_plots->exportLeft(file);
    m_message->showWritten(file, problem);
}

QString TimingPanel::commandLine() const { return commandOf(m_controls->config(), nullptr); }

void TimingPanel::runMain()
{
    if (m_controls->mayRun())
        start();
}

void TimingPanel::stopMain()
{
    if (m_timing.running())
        m_timing.stop();
}

} // namespace glowworm
