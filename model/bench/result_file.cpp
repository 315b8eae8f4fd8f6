// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/result_file.h"

#include "error.h"
#include "io/atomic_file.h"
#include "io/folders.h"
#include "io/input_file.h"
#include "io/paths.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <ctime>

namespace glowworm {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr std::uint64_t kLargestFile = 64'000'000; // bytes; a full sweep has well under 1 MB
constexpr std::size_t kMostItems = 100'000;        // of one list
constexpr double kLargestNumber = 1e15;

/// One object of the file with its place in it, for messages.
class Fields {
public:
    Fields(const Json& json, std::string file, std::string place)
        : m_json(json)
        , m_file(std::move(file))
        , m_place(std::move(place))
    {
        if (!json.is_object())
            fail("", "an object");
    }

    bool has(const char* key) const { return m_json.contains(key) && !m_json[key].is_null(); }

    std::string text(const char* key) const
    {
        const Json& value = at(key);
        if (!value.is_string())
            fail(key, "a text");
        return value.get<std::string>();
    }
    std::string text(const char* key, const std::string& otherwise) const
    {
        return has(key) ? text(key) : otherwise;
    }

    bool flag(const char* key) const
    {
        const Json& value = at(key);
        if (!value.is_boolean())
            fail(key, "true or false");
        return value.get<bool>();
    }

    double number(const char* key, double low = 0) const { return numberOf(at(key), key, low); }

    template <typename Integer> Integer integer(const char* key, Integer low = 0) const
    {
        return integerOf<Integer>(at(key), key, low);
    }

    template <typename Integer> std::vector<Integer> integers(const char* key, Integer low) const
    {
        std::vector<Integer> values;
        for (const Json& item : list(key))
            values.push_back(integerOf<Integer>(item, key, low));
        return values;
    }
    std::vector<double> numbers(const char* key) const
    {
        std::vector<double> values;
        for (const Json& item : list(key))
            values.push_back(numberOf(item, key, 0));
        return values;
    }
    std::vector<std::string> texts(const char* key) const
    {
        std::vector<std::string> values;
        for (const Json& item : list(key)) {
            if (!item.is_string())
                fail(key, "a list of texts");
            values.push_back(item.get<std::string>());
        }
        return values;
    }

    Fields object(const char* key) const { return Fields(at(key), m_file, placeOf(key)); }
    std::vector<Fields> objects(const char* key) const
    {
        std::vector<Fields> values;
        for (const Json& item : list(key))
            values.emplace_back(
                item, m_file, placeOf(key) + "[" + std::to_string(values.size()) + "]");
        return values;
    }

    [[noreturn]] void fail(const std::string& key, const std::string& expected) const
    {
        throw Error(m_file + " is damaged or no timing: "
            + (placeOf(key).empty() ? "its content" : placeOf(key)) + " is not " + expected
            + ". The file was left as it is; measure again, or open another one.");
    }

private:
    std::string placeOf(const std::string& key) const
    {
        return m_place.empty() || key.empty() ? m_place + key : m_place + "." + key;
    }
    const Json& at(const char* key) const
    {
        const auto found = m_json.find(key);
        if (found == m_json.end())
            fail(key, "there");
        return *found;
    }
    const Json& list(const char* key) const
    {
        const Json& value = at(key);
        if (!value.is_array() || value.size() > kMostItems)
            fail(key, "a list");
        return value;
    }
    double numberOf(const Json& value, const char* key, double low) const
    {
        if (!value.is_number()
            || !(value.get<double>() >= low && value.get<double>() <= kLargestNumber))
            fail(key,
                low == 0 ? "a number that makes sense here"
                         : "a number of at least " + std::to_string(low));
        return value.get<double>();
    }
    template <typename Integer>
    Integer integerOf(const Json& value, const char* key, Integer low) const
    {
        const auto whole = value.is_number_integer();
        const bool fits = whole
            && (value.is_number_unsigned() ? value.get<std::uint64_t>()
                        <= static_cast<std::uint64_t>(std::numeric_limits<Integer>::max())
                                           : value.get<std::int64_t>() >= 0);
        if (!fits || value.get<Integer>() < low)
            fail(key, "a whole number of at least " + std::to_string(low));
        return value.get<Integer>();
    }

    const Json& m_json;
    std::string m_file, m_place;
};

MachineInfo machineOf(const Fields& fields)
{
    MachineInfo machine;
    machine.cpu = fields.text("cpu");
    machine.simd = fields.text("simd");
    machine.compiler = fields.text("compiler");
    machine.build = fields.text("build");
    machine.hardwareThreads = fields.integer<int>("hardware_threads", 1);
    machine.usableThreads = fields.has("usable_threads") ? fields.integer<int>("usable_threads", 1)
                                                         : machine.hardwareThreads;
    machine.memoryBytes = fields.integer<std::int64_t>("memory_bytes");
    machine.availableMemoryBytes = fields.integer<std::int64_t>("available_memory_bytes");
    return machine;
}

BenchTarget targetOf(const Fields& fields)
{
    const std::string name = fields.text("target");
    for (const BenchTarget target : {BenchTarget::FeedForward, BenchTarget::Layer,
             BenchTarget::Token, BenchTarget::Prompt, BenchTarget::Batch, BenchTarget::Digits})
        if (name == nameOf(target))
            return target;
    fields.fail("target", "one that this version knows (" + printable(name) + ")");
}

Routing routingOf(const Fields& fields)
{
    const std::string name = fields.text("routing");
    for (const Routing routing : {Routing::Gated, Routing::GumbelController})
        if (name == nameOf(routing))
            return routing;
    fields.fail("routing", "one that this version knows (" + printable(name) + ")");
}

BenchConfig configOf(const Fields& fields)
{
    BenchConfig config;
    config.target = targetOf(fields);
    if (config.target == BenchTarget::FeedForward || config.target == BenchTarget::Layer) {
        config.dModel = fields.integer<int>("d_model", 1);
        config.neurons = fields.integer<int>("neurons", 1);
        config.groups = fields.integers<int>("groups", 1);
        config.routerRank = fields.integer<int>("router_rank", 1);
        config.routing = routingOf(fields);
        config.layers = fields.integer<int>("layers", 1);
    }
    config.tokens = fields.integers<int>("tokens", 1);
    if (config.target == BenchTarget::Layer || config.target == BenchTarget::Token
        || config.target == BenchTarget::Batch) {
        config.context = fields.integer<int>("context");
        config.generated = fields.integer<int>("tokens_per_round", 1);
    }
    config.threads = fields.integer<int>("threads", 1);
    config.repeats = fields.integer<int>("repeats", 1);
    config.warmup = fields.integer<int>("warmup");
    config.blockSeconds = fields.number("block_seconds");
    config.seed = fields.integer<std::uint64_t>("seed");
    return config;
}

double densityOf(const Fields& fields)
{
    const double density = fields.number("density");
    if (!(density > 0 && density <= 1))
        fields.fail("density", "above 0 and at most 1");
    return density;
}

Quartiles quartilesOf(const Fields& fields)
{
    const Quartiles times{
        fields.number("q1_us"), fields.number("median_us"), fields.number("q3_us")};
    if (!(times.q1 <= times.median && times.median <= times.q3))
        fields.fail("median_us", "between its quartiles");
    return times;
}

RatioInterval intervalOf(const Fields& fields, const char* value)
{
    return {fields.number(value), fields.number("low"), fields.number("high")};
}

BenchRow rowOf(const Fields& fields)
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
    if (fields.has("active_share"))
        row.activeShare = fields.number("active_share");
    row.yardstick = fields.has("yardstick") && fields.flag("yardstick");
    row.roundsDone = fields.integer<int>("rounds");
    row.samples = fields.numbers("samples_us");
    if (row.samples.size() != static_cast<std::size_t>(row.roundsDone))
        fields.fail("samples_us", "as long as its number of rounds");
    if (row.roundsDone == 0)
        return row; // its medians are null
    row.microseconds = quartilesOf(fields);
    return row;
}

BenchRatio ratioOf(const Fields& fields)
{
    BenchRatio ratio;
    ratio.over = fields.text("over");
    ratio.density = densityOf(fields);
    ratio.tokens = fields.integer<int>("tokens", 1);
    ratio.ratio = intervalOf(fields, "value");
    ratio.verdict = fields.text("verdict");
    ratio.formats = fields.text("formats", "fp32");
    return ratio;
}

/// What only some targets measure: read bandwidth, threads, parts and quality.
void readDetails(const Fields& fields, BenchResult& result)
{
    if (fields.has("bandwidth")) {
        const Fields one = fields.object("bandwidth");
        result.bandwidth = BenchBandwidth{one.integer<std::int64_t>("bytes"),
            one.number("read_gb_s"), one.number("dense_gb_s"), intervalOf(one, "fraction")};
    }
    if (fields.has("threads"))
        for (const Fields& one : fields.objects("threads"))
            result.threads.push_back(
                {one.integer<int>("threads", 1), intervalOf(one, "value"), one.text("verdict")});
    if (fields.has("parts"))
        for (const Fields& one : fields.objects("parts"))
            result.parts.push_back(
                {one.text("impl"), one.text("part"), one.integer<std::int64_t>("bytes"),
                    one.number("bytes_share"), quartilesOf(one), one.text("how")});
    if (fields.has("quality"))
        for (const Fields& one : fields.objects("quality")) {
            BenchQuality& quality = result.quality.emplace_back();
            quality.impl = one.text("impl");
            quality.steps = one.integer<std::int64_t>("steps");
            quality.windows = one.integer<int>("windows");
            if (one.has("loss"))
                quality.loss = one.number("loss");
            if (one.has("accuracy"))
                quality.accuracy = one.number("accuracy");
        }
}

Equivalence gateOf(const Fields& fields)
{
    Equivalence gate;
    gate.maxRelativeDifference = fields.number("max_rel_diff");
    gate.rowsReadPerLayer = fields.integer<std::int64_t>("rows_read_per_layer");
    gate.groups = fields.integer<int>("rows_expected");
    gate.inputs = fields.integer<std::int64_t>("inputs");
    return gate;
}

std::string stampedName(const BenchResult& result)
{
    const std::time_t now = std::time(nullptr);
    std::tm local{};
    localtime_r(&now, &local);
    std::array<char, 32> stamp{};
    std::strftime(stamp.data(), stamp.size(), "%Y%m%d-%H%M%S-", &local);
    return stamp.data() + std::string(nameOf(result.config.target));
}

} // namespace

BenchResult parseResult(std::string_view json, const std::string& shownName)
{
    const Json parsed = Json::parse(json, nullptr, false);
    if (parsed.is_discarded())
        throw Error(shownName
            + " is damaged or no timing: it is no complete JSON. The file was left as it is; open "
              "another one.");
    const Fields fields(parsed, shownName, "");
    BenchResult result;
    result.machine = machineOf(fields.object("machine"));
    result.config = configOf(fields.object("config"));
    result.complete = fields.flag("complete");
    result.denseHash = fields.text("dense_sha256", "");
    result.sparseHash = fields.text("sparse_sha256", "");
    for (const Fields& row : fields.objects("rows"))
        result.rows.push_back(rowOf(row));
    result.config.libtorch = std::any_of(result.rows.begin(), result.rows.end(),
        [](const BenchRow& row) { return row.impl.compare(0, 8, "libtorch") == 0; });
    for (const Fields& ratio : fields.objects("ratios"))
        result.ratios.push_back(ratioOf(ratio));
    if (fields.has("equivalence")) {
        const Fields gate = fields.object("equivalence");
        result.equivalence = gateOf(gate);
        if (gate.has("cases"))
            for (const Fields& one : gate.objects("cases"))
                result.gates.push_back(gateOf(one));
        else
            result.gates.push_back(*result.equivalence); // the file says it once
    }
    readDetails(fields, result);
    result.notices = fields.texts("notices");
    return result;
}

BenchResult readResult(const fs::path& file)
{
    InputFile input(file);
    return parseResult(input.readRest(kLargestFile), input.shownName());
}

fs::path keepResult(const BenchResult& result, const fs::path& folder)
{
    makeFolders(folder, "Timings are kept there: export this one to another place.");
    const fs::path first = folder / stampedName(result);
    fs::path file = first.string() + ".json";
    for (int i = 2; isThere(file); ++i)
        file = first.string() + "-" + std::to_string(i) + ".json";
    writeFileDurably(file, toJson(result));
    return file;
}

std::vector<fs::path> listResults(const fs::path& folder)
{
    std::vector<fs::path> files = entriesOf(folder);
    std::erase_if(
        files, [](const fs::path& file) { return file.extension() != ".json" || !isFile(file); });
    std::ranges::reverse(files);
    return files;
}

} // namespace glowworm
