// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/experiments/experiment.h"

#include "model/base/error.h"
#include "model/base/json_reader.h"
#include "model/bench/statistics.h"
#include "model/io/atomic_file.h"
#include "model/io/input_file.h"
#include "model/io/paths.h"
#include "model/training/run_folder.h"
#include "model/training/training_history.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>

namespace glowworm {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;
constexpr std::uint64_t kMostTimeBytes = 1'000'000; // of the times of steps
constexpr const char* kTimingFile = "timing.json";

fs::path runFolder(const fs::path& folder, const std::string& row, std::uint64_t seed)
{
    return folder / "runs" / row / ("seed-" + std::to_string(seed));
}

Twin twinOf(const ExperimentRow& row) { return twinOf(row.config.model); }

RunConfig configOf(const ExperimentRow& row, std::uint64_t seed)
{
    RunConfig config = row.config;
    config.train.seed = seed;
    return config;
}

ExperimentCurve curveOf(const fs::path& folder, const ExperimentRow& row, std::uint64_t seed)
{
    ExperimentCurve curve{.seed = seed, .finished = false, .points = {}};
    if (!holdsRun(folder))
        return curve;
    TrainingHistory history;
    history.append(readHistory(folder));
    for (const EvalPoint& point : history.of(twinOf(row)).evaluations)
        curve.points.push_back({point.report.step, point.report.loss, point.report.accuracy,
            point.report.deadFraction, point.report.routingEntropy});
    curve.finished = !curve.points.empty() && curve.points.back().step >= row.config.train.steps;
    return curve;
}

/// Where it lies is nobody's matter.
std::string dataNameOf(const ExperimentSpec& spec)
{
    if (!spec.dataName.empty())
        return printable(fs::path(spec.dataName).filename().string());
    return spec.data.text  ? spec.data.text->name()
        : spec.data.digits ? spec.data.digits->name()
                           : std::string();
}

} // namespace

ExperimentRun::ExperimentRun(ExperimentSpec spec, TrainingLoop::Create create)
    : m_spec(std::move(spec))
    , m_create(std::move(create))
{
    if (m_spec.data.text)
        for (ExperimentRow& row : m_spec.experiment.rows)
            row.config.model.vocabSize = m_spec.data.text->vocabulary().size();
    for (const std::string& name : m_spec.rows)
        if (std::ranges::none_of(m_spec.experiment.rows,
                [&](const ExperimentRow& row) { return row.name == name; })) {
            std::string names;
            for (const ExperimentRow& row : m_spec.experiment.rows)
                names += (names.empty() ? "" : ", ") + row.name;
            throw Error("The experiment has no row \"" + printable(name) + "\"; choose from "
                + names + ".");
        }
    const auto wants = [](const auto& chosen, const auto& value) {
        return chosen.empty() || std::ranges::find(chosen, value) != chosen.end();
    };
    std::vector<std::uint64_t> seeds; // in the order they first appear: the first seed of every row
                                      // comes before any second
    for (const ExperimentRow& row : m_spec.experiment.rows)
        for (std::uint64_t seed : row.seeds)
            if (std::ranges::find(seeds, seed) == seeds.end())
                seeds.push_back(seed);
    for (std::uint64_t seed : seeds)
        for (const ExperimentRow& row : m_spec.experiment.rows)
            if (wants(m_spec.rows, row.name) && wants(m_spec.seeds, seed)
                && std::ranges::find(row.seeds, seed) != row.seeds.end())
                m_items.push_back({&row, seed});
    if (m_items.empty())
        throw Error("No row of the experiment has that seed.");
    checkFolder();
    readTiming();
}

/// Rows of an experiment whose file was changed meanwhile must not be mixed with the old ones.
void ExperimentRun::checkFolder() const
{
    for (const Item& item : m_items) {
        const fs::path folder = runFolder(m_spec.folder, item.row->name, item.seed);
        if (!holdsRun(folder))
            continue;
        const KeptRun kept = readRun(folder);
        if (kept.runs.size() != 1
            || toJson(kept.runs.front().second) != toJson(configOf(*item.row, item.seed)))
            throw Error(shownPath(folder)
                + " was trained with other settings than the experiment's row \"" + item.row->name
                + "\" has now: name another folder, or remove that one.");
    }
}

void ExperimentRun::begin(const Item& item)
{
    TrainingSpec training;
    training.folder = runFolder(m_spec.folder, item.row->name, item.seed);
    training.resume = holdsRun(training.folder);
    training.runs = {{twinOf(*item.row), configOf(*item.row, item.seed)}};
    training.data = m_spec.data;
    training.threads = m_spec.threads;
    training.dataName = m_spec.dataName;
    training.name = m_spec.experiment.name + ", " + item.row->name;
    m_newestLoss.reset();
    const auto report = [this](const TrainingEvent& event) {
        if (event.kind == TrainingEvent::Kind::Evaluation)
            m_newestLoss = event.eval.loss;
    };
    m_loop = std::make_unique<TrainingLoop>(
        std::move(training), m_create, report, [](Twin, ModelState) {});
}

bool ExperimentRun::train(std::stop_token stop)
{
    while (!m_loop) {
        if (m_current == m_items.size())
            return false;
        const auto& [row, seed] = m_items[m_current];
        if (curveOf(runFolder(m_spec.folder, row->name, seed), *row, seed).finished)
            ++m_current;
        else
            begin(m_items[m_current]);
    }
    if (m_loop->advance(stop))
        return true;
    m_loop->save();
    if (!m_loop->finished())
        return false; // stopped
    m_loop.reset();
    ++m_current;
    save();
    return true;
}

/// Before the first round every row makes one step that does not count.
bool ExperimentRun::timeRound(std::stop_token stop)
{
    if (m_timed.empty()) {
        for (const ExperimentRow& row : m_spec.experiment.rows) {
            m_timed.push_back(
                m_create(configOf(row, row.seeds.front()), m_spec.data, {}, m_spec.threads));
            m_timed.back()->step(stop);
        }
    }
    std::vector<double> seconds;
    for (const auto& trainer : m_timed) {
        const auto report = trainer->step(stop);
        if (!report)
            return false;
        seconds.push_back(report->seconds);
    }
    for (std::size_t i = 0; i < seconds.size(); ++i)
        m_stepSeconds[m_spec.experiment.rows[i].name].push_back(seconds[i]);
    if (++m_round == m_spec.timingRounds) {
        keep(kTimingFile, Json(m_stepSeconds).dump(1, ' ', false, Json::error_handler_t::replace));
        m_timed.clear();
    }
    return true;
}

void ExperimentRun::readTiming()
{
    const fs::path timing = m_spec.folder / kTimingFile;
    if (!isThere(timing))
        return;
    const JsonFile file{
        shownPath(timing), "is damaged", "Remove it, the steps are then timed again."};
    readJsonFile(readText(timing, kMostTimeBytes), file, [this](const JsonObject& rows) {
        for (const std::string& name : rows.keys())
            m_stepSeconds[name] = rows.numbers(name.c_str(), 0);
    });
    const bool allRows = std::ranges::all_of(m_spec.experiment.rows,
        [&](const ExperimentRow& row) { return m_stepSeconds.contains(row.name); });
    if (allRows)
        m_round = m_spec.timingRounds;
    else
        m_stepSeconds.clear(); // rows were added since
}

ExperimentResult ExperimentRun::result() const
{
    ExperimentResult result;
    result.name = m_spec.experiment.name;
    result.title = m_spec.experiment.title;
    result.about = m_spec.experiment.about;
    result.reference = m_spec.experiment.reference;
    result.margin = m_spec.experiment.margin;
    result.task = m_spec.experiment.task();
    result.threads = m_spec.threads;
    result.machine = m_machine;
    result.dataName = dataNameOf(m_spec);
    result.dataHash = m_spec.data.hash();
    result.complete = true;
    for (const ExperimentRow& row : m_spec.experiment.rows) {
        ExperimentRowResult item;
        item.row = row;
        item.parameters = parameterCount(row.config.model);
        if (const auto found = m_stepSeconds.find(row.name); found != m_stepSeconds.end())
            item.stepSeconds = found->second;
        for (std::uint64_t seed : row.seeds)
            item.curves.push_back(curveOf(runFolder(m_spec.folder, row.name, seed), row, seed));
        result.complete = result.complete && item.finished() && !item.stepSeconds.empty();
        result.rows.push_back(std::move(item));
    }
    return result;
}

/// A disk that refuses a file does not end the experiment: what is trained and timed is still told,
/// and the file is written with the next one.
void ExperimentRun::keep(const char* name, const std::string& text)
{
    m_unwritten[name] = text;
    try {
        while (!m_unwritten.empty()) {
            writeFileDurably(
                m_spec.folder / m_unwritten.begin()->first, m_unwritten.begin()->second);
            m_unwritten.erase(m_unwritten.begin());
        }
        m_problem.clear();
    } catch (const Error& error) {
        m_problem = error.what();
    }
}

bool ExperimentRun::advance(std::stop_token stop)
{
    if (m_current < m_items.size())
        return train(stop) || (!stop.stop_requested() && m_current == m_items.size());
    if (m_spec.rows.empty() && m_spec.seeds.empty() && m_round < m_spec.timingRounds)
        return timeRound(stop);
    if (!m_saved)
        save();
    m_saved = true;
    return false;
}

ExperimentProgress ExperimentRun::progress() const
{
    ExperimentProgress progress;
    progress.runs = static_cast<int>(m_items.size());
    progress.run = std::min(static_cast<int>(m_current) + 1, progress.runs);
    if (m_current < m_items.size()) {
        const Item& item = m_items[m_current];
        progress.what = item.row->name + ", seed " + std::to_string(item.seed);
        progress.steps = item.row->config.train.steps;
        progress.step = m_loop ? m_loop->step() : 0;
        progress.loss = m_newestLoss;
    } else {
        progress.what = "timing steps";
        progress.steps = m_spec.timingRounds;
        progress.step = m_round;
    }
    return progress;
}

} // namespace glowworm
