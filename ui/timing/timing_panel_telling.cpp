// SPDX-License-Identifier: GPL-3.0-or-later
// What the timing panel tells of a result: verdict, table and plots, by whose names; the command
// that times it again, and what is given out of it.
#include "ui/timing/timing_panel.h"

#include "model/bench/time_left.h"
#include "ui/session/copied_lines.h"
#include "ui/session/library.h"
#include "ui/timing/timing_banner.h"
#include "ui/timing/timing_costs.h"
#include "ui/timing/timing_form.h"
#include "ui/timing/timing_list.h"
#include "ui/timing/timing_plots.h"
#include "ui/timing/timing_report.h"
#include "ui/timing/timing_result.h"
#include "ui/widgets/path_text.h"
#include "ui/widgets/value_label.h"

#include <utility>

namespace glowworm {

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
        return same ? fileOfModel(m_library, task, twin) : QString();
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
        m_recorded ? tr("recorded %1").arg(keptName(m_file)) : QString(),
        m_file.filename().string(), m_chosen, running, seconds});
}

void TimingPanel::chooseCase(double density, int tokens)
{
    m_chosen = TimedCase{density, tokens, {}, {}};
    m_plots->chooseCase(density, tokens);
    showBanner();
}

std::vector<ExportItem> TimingPanel::exports()
{
    const QString origin = originLine(originOf(m_result, modelWords()));
    std::vector<ExportItem> items = m_plots->exports(origin);
    if (m_result.rows.empty() || m_timing.running())
        return items;
    ExportItem timings{tr("Timings"), QStringLiteral("timing"), origin, {}};
    const auto add = [&](const QString& name, const char* suffix, auto text) {
        addTextForm(timings, name, QLatin1String(suffix),
            [result = m_result, text] { return text(result); });
    };
    const std::string line = origin.toStdString();
    add(QStringLiteral("CSV"), "csv", [](const BenchResult& result) { return toCsv(result); });
    add(QStringLiteral("JSON"), "json", [](const BenchResult& result) { return toJson(result); });
    add(QStringLiteral("Markdown"), "md",
        [line](const BenchResult& result) { return toMarkdown(result, reportWords(), line); });
    add(QStringLiteral("HTML"), "html",
        [line](const BenchResult& result) { return toHtml(result, reportWords(), line); });
    add(QStringLiteral("LaTeX"), "tex",
        [line](const BenchResult& result) { return toLatex(result, reportWords(), line); });
    items.insert(items.begin(), std::move(timings));
    return items;
}

/// Of a timing that runs, what there is of it.
SessionRun::Timings TimingPanel::takenAlong()
{
    if (!m_wanted.empty()) // not shown yet
        return {{"shown", {m_wanted, nullptr}}, {"compared", {m_wantedBeside, nullptr}}};
    const Shown now = shown();
    return {{"shown", {now.file, now.result}}, {"compared", {now.compared, now.other}}};
}

QString TimingPanel::commandLine() const { return commandOf(m_form->config(), nullptr); }

} // namespace glowworm
