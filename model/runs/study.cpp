// SPDX-License-Identifier: GPL-3.0-or-later
#include "runs/study.h"

#include "bench/statistics.h"
#include "data/data_folder.h"
#include "error.h"
#include "io/atomic_file.h"
#include "io/input_file.h"
#include "io/json_strict.h"
#include "io/paths.h"
#include "runs/history.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <map>
#include <set>

namespace glowworm {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;
constexpr std::uint64_t kMostBytes = 1'000'000; // of a study's file
constexpr const char* kTimingFile = "timing.json";

fs::path runFolder(const fs::path& folder, const std::string& row, std::uint64_t seed)
{
    return folder / "runs" / row / ("seed-" + std::to_string(seed));
}

Twin twinOf(const StudyRow& row) { return row.config.model.isSparse() ? Twin::Sparse : Twin::Dense; }

RunConfig configOf(const StudyRow& row, std::uint64_t seed)
{
    RunConfig config = row.config;
    config.train.seed = seed;
    return config;
}

/// Reads a study's file key by key; what() of each error starts with where it is.
class StudyReader {
public:
    explicit StudyReader(std::string where)
        : m_where(std::move(where))
    {
    }

    Study read(const Json& file, const std::string& name) const
    {
        requireKeys(file, m_where, {"title", "about", "preset", "set", "seeds", "reference", "margin", "rows"});
        if (file.contains("margin") && !file.at("margin").is_number())
            throw Error(m_where + ": \"margin\" must be a number.");
        Study study{.name = name, .title = text(file, "title", name), .about = text(file, "about", ""), .reference = text(file, "reference", "dense"),
            .margin = file.value("margin", 0.02), .rows = {}};
        const RunConfig base = settings(file, m_where, preset(text(file, "preset", "glowworm-shakespeare")).config);
        const auto seeds = seedsOf(file, {1});
        if (!file.contains("rows") || !file.at("rows").is_array() || file.at("rows").empty())
            throw Error(m_where + ": \"rows\" must be a list of at least one row.");
        std::set<std::string> names;
        for (const Json& item : file.at("rows")) {
            const std::string rowName = item.is_object() ? text(item, "name", "") : "";
            const std::string where = m_where + ", row \"" + printable(rowName) + "\"";
            requireKeys(item, where, {"name", "label", "family", "set", "seeds"});
            const bool plain = !rowName.empty() && rowName.front() != '.' && std::ranges::all_of(rowName, [](unsigned char c) {
                return std::isalnum(c) != 0 || c == '-' || c == '_' || c == '.';
            });
            if (!plain || !names.insert(rowName).second)
                throw Error(where + ": a row needs a name of its own of letters, digits, '-', '_' and '.', for its folder.");
            StudyRow row{.name = rowName, .label = text(item, "label", rowName), .family = text(item, "family", rowName),
                .config = settings(item, where, base), .seeds = seedsOf(item, seeds)};
            if (const auto wrong = problems(row.config); !wrong.empty())
                throw Error(where + ": " + wrong.front().sentence);
            study.rows.push_back(std::move(row));
        }
        for (const StudyRow& row : study.rows)
            if (row.config.model.task != study.task())
                throw Error(m_where + ": the rows are of different tasks; a study has one.");
        if (std::ranges::none_of(study.rows, [&](const StudyRow& row) { return row.family == study.reference; }))
            throw Error(m_where + ": no row is of the family \"" + printable(study.reference) + "\", which \"reference\" names.");
        return study;
    }

private:
    static void requireKeys(const Json& object, const std::string& where, const std::set<std::string>& known)
    {
        if (!object.is_object())
            throw Error(where + ": expected a JSON object.");
        for (const auto& [key, value] : object.items())
            if (!known.contains(key))
                throw Error(where + ": there is no \"" + printable(key) + "\" in a study; remove it.");
    }
    std::string text(const Json& object, const char* key, const std::string& otherwise) const
    {
        if (object.contains(key) && !object.at(key).is_string())
            throw Error(m_where + ": \"" + key + "\" must be a text.");
        return object.value(key, otherwise);
    }
    static RunConfig settings(const Json& object, const std::string& where, const RunConfig& base)
    {
        try {
            return object.contains("set") ? runConfigFromJson(object.at("set").dump(), base) : base;
        } catch (const Error& error) {
            throw Error(where + ": " + error.what());
        }
    }
    std::vector<std::uint64_t> seedsOf(const Json& object, std::vector<std::uint64_t> otherwise) const
    {
        if (!object.contains("seeds"))
            return otherwise;
        const Json& seeds = object.at("seeds");
        const bool good = seeds.is_array() && !seeds.empty()
            && std::ranges::all_of(seeds, [](const Json& seed) { return seed.is_number_unsigned() && seed.get<std::uint64_t>() <= 2147483647; });
        if (!good)
            throw Error(m_where + ": \"seeds\" must be a list of whole numbers, 0 to 2147483647.");
        return seeds.get<std::vector<std::uint64_t>>();
    }

    std::string m_where;
};

StudyCurve curveOf(const fs::path& folder, const StudyRow& row, std::uint64_t seed)
{
    StudyCurve curve{.seed = seed, .finished = false, .points = {}};
    if (!holdsRun(folder))
        return curve;
    for (const TrainingEvent& event : readHistory(folder))
        if (event.kind == TrainingEvent::Kind::Evaluation)
            curve.points.push_back(
                {event.eval.step, event.eval.loss, event.eval.accuracy, event.eval.deadShare, event.eval.routingEntropy});
    curve.finished = !curve.points.empty() && curve.points.back().step >= row.config.train.steps;
    return curve;
}

} // namespace

Study readStudy(const fs::path& file)
{
    const std::string text = readText(file, kMostBytes), shown = printable(file.filename().string());
    const Json json = Json::parse(text, nullptr, false);
    if (json.is_discarded() || nestsTooDeep(text))
        throw Error(shown + " is no JSON, so it is no study.");
    return StudyReader(shown).read(json, file.stem().string());
}

std::vector<fs::path> listStudies()
{
    std::vector<fs::path> found = entriesOf(studiesFolder());
    std::erase_if(found, [](const fs::path& file) { return file.extension() != ".json"; });
    return found;
}

struct StudyRun::Impl {
    struct Item {
        const StudyRow* row;
        std::uint64_t seed;
    };

    StudySpec spec;
    TrainingLoop::Create create;
    std::vector<Item> items; // all that is to be trained, in order
    std::size_t current = 0;
    std::unique_ptr<TrainingLoop> loop; // of items[current]; null = not begun
    std::optional<double> newestLoss;
    std::vector<std::unique_ptr<Trainer>> timed; // one a row, while steps are timed
    std::map<std::string, std::vector<double>> stepSeconds; // by row
    int round = 0; // of the timing
    bool saved = false;
    std::map<std::string, std::string> unwritten; // files by name
    std::string problem; // with them
    const MachineInfo machine = machineInfo();

    Impl(StudySpec wanted, TrainingLoop::Create make);
    bool timesSteps() const { return spec.rows.empty() && spec.seeds.empty(); }
    fs::path timingFile() const { return spec.folder / kTimingFile; }
    bool isFinished(const Item& item) const { return curveOf(runFolder(spec.folder, item.row->name, item.seed), *item.row, item.seed).finished; }
    void checkFolder() const;
    void begin(const Item& item);
    bool train(std::stop_token stop);
    bool timeRound(std::stop_token stop);
    void readTiming();
    StudyResult result() const;
    void keep(const char* name, const std::string& text);
    void save() { keep("result.json", toJson(result())); }
};

StudyRun::Impl::Impl(StudySpec wanted, TrainingLoop::Create make)
    : spec(std::move(wanted))
    , create(std::move(make))
{
    if (spec.data.text)
        for (StudyRow& row : spec.study.rows)
            row.config.model.vocabSize = spec.data.text->vocabulary().size();
    for (const std::string& name : spec.rows)
        if (std::ranges::none_of(spec.study.rows, [&](const StudyRow& row) { return row.name == name; })) {
            std::string names;
            for (const StudyRow& row : spec.study.rows)
                names += (names.empty() ? "" : ", ") + row.name;
            throw Error("The study has no row \"" + printable(name) + "\"; choose from " + names + ".");
        }
    const auto wants = [](const auto& chosen, const auto& value) { return chosen.empty() || std::ranges::find(chosen, value) != chosen.end(); };
    std::vector<std::uint64_t> seeds; // in the order they first appear: the first seed of every row comes before any second
    for (const StudyRow& row : spec.study.rows)
        for (std::uint64_t seed : row.seeds)
            if (std::ranges::find(seeds, seed) == seeds.end())
                seeds.push_back(seed);
    for (std::uint64_t seed : seeds)
        for (const StudyRow& row : spec.study.rows)
            if (wants(spec.rows, row.name) && wants(spec.seeds, seed) && std::ranges::find(row.seeds, seed) != row.seeds.end())
                items.push_back({&row, seed});
    if (items.empty())
        throw Error("No row of the study has that seed.");
    checkFolder();
    readTiming();
}

/// Rows of a study whose file was changed meanwhile must not be mixed with the old ones.
void StudyRun::Impl::checkFolder() const
{
    for (const Item& item : items) {
        const fs::path folder = runFolder(spec.folder, item.row->name, item.seed);
        if (!holdsRun(folder))
            continue;
        const KeptRun kept = readRun(folder);
        if (kept.runs.size() != 1 || toJson(kept.runs.front().second) != toJson(configOf(*item.row, item.seed)))
            throw Error(printable(folder.string(), 200) + " was trained with other settings than the study's row \"" + item.row->name
                + "\" has now: name another folder, or remove that one.");
    }
}

void StudyRun::Impl::begin(const Item& item)
{
    TrainingSpec training;
    training.folder = runFolder(spec.folder, item.row->name, item.seed);
    training.resume = holdsRun(training.folder);
    training.runs = {{twinOf(*item.row), configOf(*item.row, item.seed)}};
    training.data = spec.data;
    training.threads = spec.threads;
    training.dataName = spec.dataName;
    training.name = spec.study.name + ", " + item.row->name;
    newestLoss.reset();
    const auto report = [this](const TrainingEvent& event) {
        if (event.kind == TrainingEvent::Kind::Evaluation)
            newestLoss = event.eval.loss;
    };
    loop = std::make_unique<TrainingLoop>(std::move(training), create, report, [](Twin, ModelState) {});
}

bool StudyRun::Impl::train(std::stop_token stop)
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
bool StudyRun::Impl::timeRound(std::stop_token stop)
{
    if (timed.empty()) {
        for (const StudyRow& row : spec.study.rows) {
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
        stepSeconds[spec.study.rows[i].name].push_back(seconds[i]);
    if (++round == spec.timingRounds) {
        keep(kTimingFile, Json(stepSeconds).dump(1, ' ', false, Json::error_handler_t::replace));
        timed.clear();
    }
    return true;
}

void StudyRun::Impl::readTiming()
{
    if (!isThere(timingFile()))
        return;
    try {
        stepSeconds = Json::parse(readText(timingFile(), kMostBytes)).get<std::map<std::string, std::vector<double>>>();
    } catch (const nlohmann::json::exception&) {
        throw Error(printable(timingFile().string(), 200) + " is damaged: remove it, the steps are then timed again.");
    }
    const bool allRows = std::ranges::all_of(spec.study.rows, [&](const StudyRow& row) { return stepSeconds.contains(row.name); });
    if (allRows)
        round = spec.timingRounds;
    else
        stepSeconds.clear(); // rows were added since
}

StudyResult StudyRun::Impl::result() const
{
    StudyResult result;
    result.name = spec.study.name;
    result.title = spec.study.title;
    result.about = spec.study.about;
    result.reference = spec.study.reference;
    result.margin = spec.study.margin;
    result.task = spec.study.task();
    result.threads = spec.threads;
    result.machine = machine;
    result.complete = true;
    for (const StudyRow& row : spec.study.rows) {
        StudyRowResult item;
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

/// A disk that refuses a file does not end the study: what is trained and timed is still told, and the file is written with the next one.
void StudyRun::Impl::keep(const char* name, const std::string& text)
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

StudyRun::StudyRun(StudySpec spec, TrainingLoop::Create create)
    : m_impl(std::make_unique<Impl>(std::move(spec), std::move(create)))
{
}

StudyRun::~StudyRun() = default;

bool StudyRun::advance(std::stop_token stop)
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

StudyProgress StudyRun::progress() const
{
    const Impl& impl = *m_impl;
    StudyProgress progress;
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

StudyResult StudyRun::result() const { return m_impl->result(); }

const std::string& StudyRun::problem() const { return m_impl->problem; }

} // namespace glowworm
