// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/bench/result_file.h"

#include "model/base/error.h"
#include "model/base/json_reader.h"
#include "model/bench/belief.h"
#include "model/bench/equivalence.h"
#include "model/io/atomic_file.h"
#include "model/io/folders.h"
#include "model/io/input_file.h"
#include "model/io/paths.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>

namespace glowworm {

namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kLargestFile = 64'000'000;  // bytes; a full scorecard has well under 1 MB
constexpr double kLargestNumber = 1e15;             // of what follows from times
constexpr double kShortest = 1e-6, kLongest = 1e12; // microseconds: a picosecond to eleven days
constexpr double kSparsest = 1e-6;
constexpr std::size_t kMostRemoved = 100;
constexpr const char *kListed = ".json", *kPart = ".part", *kRemoved = "removed";
constexpr std::string_view kMoment = "00000000-000000"; // as stamped() begins a name

double figure(const JsonObject& fields, const char* key)
{
    return fields.number(key, 0, kLargestNumber);
}

/// Never over another file. Throws Error, a sentence.
void move(const fs::path& from, const fs::path& to)
{
    std::error_code problem;
    if (isTaken(to))
        problem = std::make_error_code(std::errc::file_exists);
    else
        fs::rename(from, to, problem);
    if (problem)
        throw Error(shownPath(from) + " cannot become " + shownPath(to) + ": " + problem.message()
            + ". Nothing was changed.");
}

/// Throws Error that names the member.
BenchConfig configOf(const JsonObject& fields)
{
    const char* key = fields.has("workload") ? "workload" : "target"; // "target" before 0.2
    const auto known = std::ranges::find(kWorkloads, fields.text(key));
    if (known == kWorkloads.end())
        fields.refuse(key, "a workload that this version knows");
    BenchConfig config;
    config.workload = static_cast<Workload>(known - kWorkloads.begin());
    for (const Field<BenchConfig>& field : benchFields()) {
        const std::string name(field.name);
        if (!field.applies(config) || (field.since > 1 && !fields.has(name.c_str())))
            continue;
        const std::string text = fields.setting(name.c_str());
        try {
            field.write(config, text);
        } catch (const Error& error) {
            throw Error(std::string("config.") + error.what());
        }
    }
    return config;
}

double densityOf(const JsonObject& fields)
{
    const double density = figure(fields, "density");
    if (!(density >= kSparsest && density <= 1))
        fields.refuse("density", "at least a millionth and at most 1");
    return density;
}

/// shortest: of each, in microseconds.
Quartiles quartilesOf(const JsonObject& fields, double shortest)
{
    const auto time = [&](const char* key) { return fields.number(key, shortest, kLongest); };
    const Quartiles times{time("q1_us"), time("median_us"), time("q3_us")};
    if (!(times.q1 <= times.median && times.median <= times.q3))
        fields.refuse("median_us", "between its quartiles");
    return times;
}

RatioInterval intervalOf(const JsonObject& fields, const char* value)
{
    const RatioInterval interval{
        figure(fields, value), figure(fields, "low"), figure(fields, "high")};
    if (!(interval.low <= interval.high && interval.value > 0))
        fields.refuse(value, "above 0, with an interval whose low is not above its high");
    return interval;
}

BenchRow rowOf(const JsonObject& fields)
{
    BenchRow row;
    row.impl = fields.text("impl");
    row.density = densityOf(fields);
    row.tokens = fields.integer<int>("tokens", 1);
    row.format = fields.text("format", row.format);
    if (fields.has("threads"))
        row.threads = fields.integer<int>("threads", 1);
    if (fields.has("neurons"))
        row.neurons = fields.integer<int>("neurons", 1);
    for (const char* key : {"active_fraction", "active_share"}) // the latter before 0.2
        if (fields.has(key))
            row.activeFraction = figure(fields, key);
    for (const char* key : {"reference", "yardstick"}) // the latter before 0.2
        row.reference = row.reference || (fields.has(key) && fields.flag(key));
    row.roundsDone = fields.integer<int>("rounds");
    row.samples = fields.numbers("samples_us", kShortest, kLongest);
    if (row.samples.size() != static_cast<std::size_t>(row.roundsDone))
        fields.refuse("samples_us", "as long as its number of rounds");
    if (row.roundsDone == 0)
        return row; // its medians are null
    row.microseconds = quartilesOf(fields, kShortest);
    return row;
}

BenchRatio ratioOf(const JsonObject& fields)
{
    BenchRatio ratio;
    ratio.over = fields.text("over");
    ratio.density = densityOf(fields);
    ratio.tokens = fields.integer<int>("tokens", 1);
    ratio.ratio = intervalOf(fields, "value");
    ratio.verdict = fields.text("verdict");
    ratio.formats = fields.text("formats", "fp32");
    if (fields.has("ceiling"))
        ratio.ceiling = figure(fields, "ceiling");
    return ratio;
}

/// What only some workloads measure: read bandwidth, threads, parts and quality.
void readDetails(const JsonObject& fields, BenchResult& result)
{
    if (fields.has("bandwidth")) {
        const JsonObject one = fields.object("bandwidth");
        result.bandwidth = BenchBandwidth{one.integer<std::int64_t>("bytes"),
            figure(one, "read_gb_s"), figure(one, "dense_gb_s"), intervalOf(one, "fraction")};
    }
    if (fields.has("threads"))
        for (const JsonObject& one : fields.objects("threads"))
            result.threads.push_back(
                {one.integer<int>("threads", 1), intervalOf(one, "value"), one.text("verdict")});
    if (fields.has("parts"))
        for (const JsonObject& one : fields.objects("parts"))
            result.parts.push_back(
                {one.text("impl"), one.text("part"), one.integer<std::int64_t>("bytes"),
                    figure(one,
                        one.has("bytes_fraction") ? "bytes_fraction" : "bytes_share"), // before 0.2
                    quartilesOf(one, 0), one.text("how")}); // a part may be too short for a clock
    if (fields.has("quality"))
        for (const JsonObject& one : fields.objects("quality")) {
            BenchQuality& quality = result.quality.emplace_back();
            quality.impl = one.text("impl");
            quality.steps = one.integer<std::int64_t>("steps");
            quality.windows = one.integer<int>("windows");
            if (one.has("loss"))
                quality.loss = figure(one, "loss");
            if (one.has("accuracy"))
                quality.accuracy = figure(one, "accuracy");
        }
}

Equivalence equivalenceOf(const JsonObject& fields)
{
    Equivalence check;
    check.maxRelativeDifference = fields.number("max_rel_diff", 0, kLargestDifference);
    check.rowsReadPerLayer = fields.integer<std::int64_t>("rows_read_per_layer");
    check.groups = fields.integer<int>("rows_expected");
    check.inputs = fields.integer<std::int64_t>("inputs");
    return check;
}

void readInto(BenchResult& result, const JsonObject& fields)
{
    result.machine = machineFrom(fields.object("machine"));
    result.config = configOf(fields.object("config"));
    result.complete = fields.flag("complete");
    result.denseHash = fields.text("dense_sha256", "");
    result.sparseHash = fields.text("sparse_sha256", "");
    for (const JsonObject& row : fields.objects("rows"))
        result.rows.push_back(rowOf(row));
    if (!fields.object("config").has("libtorch")) // before 0.2
        result.config.libtorch = std::ranges::any_of(
            result.rows, [](const BenchRow& row) { return row.impl.starts_with("libtorch"); });
    for (const JsonObject& ratio : fields.objects("ratios"))
        result.ratios.push_back(ratioOf(ratio));
    if (fields.has("equivalence")) {
        const JsonObject check = fields.object("equivalence");
        result.equivalence = equivalenceOf(check);
        if (check.has("cases"))
            for (const JsonObject& one : check.objects("cases"))
                result.checks.push_back(equivalenceOf(one));
        else
            result.checks.push_back(*result.equivalence); // the file says it once
    }
    readDetails(fields, result);
    result.notices = fields.texts("notices");
    judge(result);
}

} // namespace

MachineInfo machineFrom(const JsonObject& fields)
{
    MachineInfo machine;
    machine.cpu = fields.text("cpu", "");
    machine.simd = fields.text("simd", "");
    machine.compiler = fields.text("compiler", "");
    machine.build = fields.text("build", "");
    if (fields.has("hardware_threads"))
        machine.hardwareThreads = fields.integer<int>("hardware_threads");
    machine.usableThreads = fields.has("usable_threads") ? fields.integer<int>("usable_threads")
                                                         : machine.hardwareThreads;
    if (fields.has("memory_bytes"))
        machine.memoryBytes = fields.integer<std::int64_t>("memory_bytes");
    if (fields.has("available_memory_bytes"))
        machine.availableMemoryBytes = fields.integer<std::int64_t>("available_memory_bytes");
    return machine;
}

BenchResult parseResult(std::string_view json, const std::string& shownName)
{
    BenchResult result;
    readJsonFile(json,
        {shownName, "is damaged or no timing",
            "The file was left as it is; measure again, or open another one."},
        [&result](const JsonObject& fields) { readInto(result, fields); });
    return result;
}

BenchResult readResult(const fs::path& file)
{
    InputFile input(file);
    return parseResult(input.readRest(kLargestFile), input.shownName());
}

/// Whether a kept file is this result; one that cannot be read is another.
static bool holds(const fs::path& file, const std::string& json)
{
    try {
        return toJson(readResult(file)) == json;
    } catch (const Error&) {
        return false;
    }
}

fs::path keepResult(const BenchResult& result, const fs::path& folder)
{
    makeFolders(folder, "Timings are kept there: export this one to another place.");
    const fs::path file = freePath(folder / stamped(nameOf(result.config.workload)), kListed);
    writeFileDurably(file, toJson(result));
    return file;
}

fs::path keepCopy(const fs::path& from, const fs::path& folder)
{
    const BenchResult result = readResult(from);
    std::error_code missing;
    const fs::path listed = folder / from.filename(); // a link may lead there
    if (from.extension() == kListed && fs::equivalent(from.parent_path(), folder, missing))
        return listed;
    return keepCopy(result, from.stem().string(), folder);
}

fs::path keepCopy(const BenchResult& result, const std::string& name, const fs::path& folder)
{
    makeFolders(folder, "Timings are kept there.");
    const std::string json = toJson(result);
    for (const fs::path& kept : listResults(folder))
        if (kept.stem().string().starts_with(name) && holds(kept, json))
            return kept;
    const fs::path file = freePath(folder / name, kListed);
    writeFileDurably(file, json);
    return file;
}

void keepPart(const BenchResult& result, const fs::path& folder, ResultPart& part)
{
    if (part.file.empty())
        makeFolders(folder, "Timings are kept there: export this one to another place.");
    const fs::path file = part.file.empty()
        ? freePath(folder / stamped(nameOf(result.config.workload)), std::string(kListed) + kPart)
        : part.file;
    part.held = writeFileHeld(file, toJson(result));
    part.file = file;
}

bool isPart(const fs::path& file)
{
    return file.extension() == kPart && file.stem().extension() == kListed;
}

/// Throws Error where it cannot, or may not.
static void keepLeft(const fs::path& part)
{
    const Descriptor held(open(part.c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    if (held < 0 || flock(held, LOCK_EX | LOCK_NB) != 0) // where there are no locks, nobody knows
        throw Error(shownPath(part) + " is still being measured.");
    readResult(part);
    const fs::path name = part.stem().stem(); // without .json.part
    move(part, freePath(part.parent_path() / name, kListed));
}

void keepLeftParts(const fs::path& folder)
{
    for (const fs::path& part : entriesOf(folder))
        try {
            if (isPart(part))
                keepLeft(part);
        } catch (const Error&) { // it stays as it is
        }
}

fs::path setAside(const fs::path& file)
{
    const fs::path folder = file.parent_path() / kRemoved;
    makeFolders(folder, "Removed timings lie there until they are brought back.");
    // By name the one that was removed first comes first.
    const fs::path aside
        = freePath(folder / stamped(file.stem().string()), file.extension().string());
    move(file, aside);
    std::vector<fs::path> removed = entriesOf(folder);
    std::erase(removed, aside);
    for (std::size_t i = 0; i + kMostRemoved <= removed.size(); ++i) {
        std::error_code ignored; // another window may have been faster
        fs::remove(removed[i], ignored);
    }
    return aside;
}

void bringBack(const fs::path& aside, const fs::path& file) { move(aside, file); }

/// "20261129-133245"
static std::string momentOf(const fs::path& file)
{
    std::string moment = file.filename().string().substr(0, kMoment.size());
    const bool isNamed = std::ranges::equal(moment, kMoment,
        [](char c, char like) { return like == '0' ? c >= '0' && c <= '9' : c == like; });
    return isNamed ? moment : stamped({}, writtenUnix(file)).substr(0, kMoment.size());
}

std::vector<fs::path> listResults(const fs::path& folder)
{
    std::vector<std::pair<std::string, fs::path>> found;
    for (fs::path& file : entriesOf(folder))
        if (file.extension() == kListed && isFile(file))
            found.emplace_back(momentOf(file), std::move(file));
    std::ranges::sort(found, std::ranges::greater());
    std::vector<fs::path> files;
    for (auto& [moment, file] : found)
        files.push_back(std::move(file));
    return files;
}

} // namespace glowworm
