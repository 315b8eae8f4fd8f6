// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/experiments/experiment.h"

#include "model/base/error.h"
#include "model/base/json_reader.h"
#include "model/bench/statistics.h"
#include "model/io/atomic_file.h"
#include "model/io/input_file.h"
#include "model/io/paths.h"
#include "model/training/history.h"
#include "model/training/training_history.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <map>

namespace glowworm {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;
constexpr std::uint64_t kMostBytes = 1'000'000; // of the times of steps
constexpr const char* kTimingFile = "timing.json";

fs::path runFolder(const fs::path& folder, const std::string& row, std::uint64_t seed)
{
    return folder / "runs" / row / ("seed-" + std::to_string(seed));
}

Twin twinOf(const ExperimentRow& row)
{
    return row.config.model.isSparse() ? Twin::Sparse : Twin::Dense;
}

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

} // namespace

struct ExperimentRun::Impl {
    struct Item {
        const ExperimentRow* row;
        std::uint64_t seed;
    };

    ExperimentSpec spec;
    TrainingLoop::Create create;
    std::vector<Item> items; // all that is to be trained, in order
    std::size_t current = 0;
    std::unique_ptr<TrainingLoop> loop; // of items[current]; null = not begun
    std::optional<double> newestLoss;
    std::vector<std::unique_ptr<Trainer>> timed;            // one a row, while steps are timed
    std::map<std::string, std::vector<double>> stepSeconds; // by row
    int round = 0;                                          // of the timing
    bool saved = false;
    std::map<std::string, std::string> unwritten; // files by name
    std::string problem;                          // with them
    const MachineInfo machine = machineInfo();

    Impl(ExperimentSpec wanted, TrainingLoop::Create make);
    bool timesSteps() const { return spec.rows.empty() && spec.seeds.empty(); }
    fs::path timingFile() const { return spec.folder / kTimingFile; }
    bool isFinished(const Item& item) const
    {
        return curveOf(runFolder(spec.folder, item.row->name, item.seed), *item.row, item.seed)
            .finished;
    }
    void checkFolder() const;
    void begin(const Item& item);
    bool train(std::stop_token stop);
    bool timeRound(std::stop_token stop);
    void readTiming();
    ExperimentResult result() const;
    void keep(const char* name, const std::string& text);
    void save() { keep("result.json", toJson(result())); }
};

ExperimentRun::Impl::Impl(ExperimentSpec wanted, TrainingLoop::Create make)
    : spec(std::move(wanted))
    , create(std::move(make))
{
    if (spec.data.text)
        for (ExperimentRow& row : spec.experiment.rows)
            row.config.model.vocabSize = spec.data.text->vocabulary().size();
    for (const std::string& name : spec.rows)
        if (std::ranges::none_of(
                spec.experiment.rows, [&](const ExperimentRow& row) { return row.name == name; })) {
            std::string names;
            for (const ExperimentRow& row : spec.experiment.rows)
                names += (names.empty() ? "" : ", ") + row.name;
            throw Error("The experiment has no row \"" + printable(name) + "\"; choose from "
                + names + ".");
        }
    const auto wants = [](const auto& chosen, const auto& value) {
        return chosen.empty() || std::ranges::find(chosen, value) != chosen.end();
    };
    std::vector<std::uint64_t> seeds; // in the order they first appear: the first seed of every row
                                      // comes before any second
    for (const ExperimentRow& row : spec.experiment.rows)
        for (std::uint64_t seed : row.seeds)
            if (std::ranges::find(seeds, seed) == seeds.end())
                seeds.push_back(seed);
    for (std::uint64_t seed : seeds)
        for (const ExperimentRow& row : spec.experiment.rows)
            if (wants(spec.rows, row.name) && wants(spec.seeds, seed)
                && std::ranges::find(row.seeds, seed) != row.seeds.end())
                items.push_back({&row, seed});
    if (items.empty())
        throw Error("No row of the experiment has that seed.");
    checkFolder();
    readTiming();
}

/// Rows of an experiment whose file was changed meanwhile must not be mixed with the old ones.
void ExperimentRun::Impl::checkFolder() const
{
    for (const Item& item : items) {
        const fs::path folder = runFolder(spec.folder, item.row->name, item.seed);
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

void ExperimentRun::Impl::begin(const Item& item)
{
    TrainingSpec training;
    training.folder = runFolder(spec.folder, item.row->name, item.seed);
    training.resume = holdsRun(training.folder);
    training.runs = {{twinOf(*item.row), configOf(*item.row, item.seed)}};
    training.data = spec.data;
    training.threads = spec.threads;
    training.dataName = spec.dataName;
    training.name = spec.experiment.name + ", " + item.row->name;
    newestLoss.reset();
    const auto report = [this](const TrainingEvent& event) {
        if (event.kind == TrainingEvent::Kind::Evaluation)
            newestLoss = event.eval.loss;
    };
    loop = std::make_unique<TrainingLoop>(
        std::move(training), create, report, [](Twin, ModelState) {});
}

bool ExperimentRun::Impl::train(std::stop_token stop)
{
    while (!loop) {
        if (current == items.size())
            return false;
        if (isFinished(items[current]))
            ++current;
        else
            begin(items[current]);
    }
    if (loop->advance(stop))
        return true;
    loop->save();
    if (!loop->finished())
        return false; // stopped
    loop.reset();
    ++current;
    save();
    return true;
}

/// Before the first round every row makes one step that does not count.
bool ExperimentRun::Impl::timeRound(std::stop_token stop)
{
    if (timed.empty()) {
        for (const ExperimentRow& row : spec.experiment.rows) {
            timed.push_back(create(configOf(row, row.seeds.front()), spec.data, {}, spec.threads));
            timed.back()->step(stop);
        }
    }
    std::vector<double> seconds;
    for (const auto& trainer : timed) {
        const auto report = trainer->step(stop);
        if (!report)
            return false;
        seconds.push_back(report->seconds);
    }
    for (std::size_t i = 0; i < seconds.size(); ++i)
        stepSeconds[spec.experiment.rows[i].name].push_back(seconds[i]);
    if (++round == spec.timingRounds) {
        keep(kTimingFile, Json(stepSeconds).dump(1, ' ', false, Json::error_handler_t::replace));
        timed.clear();
    }
    return true;
}

void ExperimentRun::Impl::readTiming()
{
    if (!isThere(timingFile()))
        return;
    const JsonFile file{
        shownPath(timingFile()), "is damaged", "Remove it, the steps are then timed again."};
    readJsonFile(readText(timingFile(), kMostBytes), file, [this](const JsonObject& rows) {
        for (const std::string& name : rows.keys())
            stepSeconds[name] = rows.numbers(name.c_str(), 0);
    });
    const bool allRows = std::ranges::all_of(spec.experiment.rows,
        [&](const ExperimentRow& row) { return stepSeconds.contains(row.name); });
    if (allRows)
        round = spec.timingRounds;
    else
        stepSeconds.clear(); // rows were added since
}

ExperimentResult ExperimentRun::Impl::result() const
{
    ExperimentResult result;
    result.name = spec.experiment.name;
    result.title = spec.experiment.title;
    result.about = spec.experiment.about;
    result.reference = spec.experiment.reference;
    result.margin = spec.experiment.margin;
    result.task = spec.experiment.task();
    result.threads = spec.threads;
    result.machine = machine;
    result.complete = true;
    for (const ExperimentRow& row : spec.experiment.rows) {
        ExperimentRowResult item;
        item.row = row;
        item.parameters = parameterCount(row.config.model);
        if (const auto found = stepSeconds.find(row.name); found != stepSeconds.end())
            item.stepSeconds = found->second;
        for (std::uint64_t seed : row.seeds)
            item.curves.push_back(curveOf(runFolder(spec.folder, row.name, seed), row, seed));
        result.complete = result.complete && item.finished() && !item.stepSeconds.empty();
        result.rows.push_back(std::move(item));
    }
    return result;
}

/// A disk that refuses a file does not end the experiment: what is trained and timed is still told,
/// and the file is written with the next one.
void ExperimentRun::Impl::keep(const char* name, const std::string& text)
{
    unwritten[name] = text;
    try {
        while (!unwritten.empty()) {
            writeFileDurably(spec.folder / unwritten.begin()->first, unwritten.begin()->second);
            unwritten.erase(unwritten.begin());
        }
        problem.clear();
    } catch (const Error& error) {
        problem = error.what();
    }
}

ExperimentRun::ExperimentRun(ExperimentSpec spec, TrainingLoop::Create create)
    : m_impl(std::make_unique<Impl>(std::move(spec), std::move(create)))
{
}

ExperimentRun::~ExperimentRun() = default;

bool ExperimentRun::advance(std::stop_token stop)
{
    Impl& impl = *m_impl;
    if (impl.current < impl.items.size())
        return impl.train(stop) || (!stop.stop_requested() && impl.current == impl.items.size());
    if (impl.timesSteps() && impl.round < impl.spec.timingRounds)
        return impl.timeRound(stop);
    if (!impl.saved)
        impl.save();
    impl.saved = true;
    return false;
}

ExperimentProgress ExperimentRun::progress() const
{
    const Impl& impl = *m_impl;
    ExperimentProgress progress;
    progress.runs = static_cast<int>(impl.items.size());
    progress.run = std::min(static_cast<int>(impl.current) + 1, progress.runs);
    if (impl.current < impl.items.size()) {
        const Impl::Item& item = impl.items[impl.current];
        progress.what = item.row->name + ", seed " + std::to_string(item.seed);
        progress.steps = item.row->config.train.steps;
        progress.step = impl.loop ? impl.loop->step() : 0;
        progress.loss = impl.newestLoss;
    } else {
        progress.what = "timing steps";
        progress.steps = impl.spec.timingRounds;
        progress.step = impl.round;
    }
    return progress;
}

ExperimentResult ExperimentRun::result() const { return m_impl->result(); }

const std::string& ExperimentRun::problem() const { return m_impl->problem; }

} // namespace glowworm
