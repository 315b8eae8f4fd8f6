// SPDX-License-Identifier: GPL-3.0-or-later
#include "runs/history.h"

#include "error.h"
#include "io/atomic_file.h"
#include "io/checkpoint.h"
#include "io/json_strict.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <fstream>
#include <limits>
#include <sstream>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace glowworm {
namespace {

using Json = nlohmann::json;
using Kind = TrainingEvent::Kind;

constexpr int kRunFormat = 1;
constexpr std::array kKindNames{"step", "evaluation", "sample", "saved", "notice"}; // in the order of Kind
constexpr const char* kResumed = "resumed";

std::string shown(const std::filesystem::path& path) { return printable(path.string(), 200); }

std::string systemMessage() { return std::strerror(errno); }

std::string dump(const Json& json, int indent = -1) { return json.dump(indent, ' ', false, Json::error_handler_t::replace); }

Twin twinOf(const Json& json)
{
    const auto& name = json.get_ref<const std::string&>();
    for (Twin twin : {Twin::Sparse, Twin::Dense}) {
        if (name == nameOf(twin))
            return twin;
    }
    throw Error("no twin is called " + printable(name));
}

Json toRecord(const TrainingEvent& event)
{
    Json record{{"kind", kKindNames[static_cast<std::size_t>(event.kind)]}, {"twin", nameOf(event.twin)}, {"step", event.step.step},
        {"elapsed", event.elapsed}};
    switch (event.kind) {
    case Kind::Step:
        record["loss"] = event.step.loss;
        record["gradient_norm"] = event.step.gradientNorm;
        record["learning_rate"] = event.step.learningRate;
        record["seconds"] = event.step.seconds;
        record["units"] = event.step.units;
        break;
    case Kind::Evaluation:
        record["loss"] = event.eval.loss;
        if (event.eval.accuracy)
            record["accuracy"] = *event.eval.accuracy;
        record["dead_share"] = event.eval.deadShare;
        record["routing_entropy"] = event.eval.routingEntropy;
        if (!event.eval.groupEntropy.empty()) {
            record["group_entropy"] = event.eval.groupEntropy;
            record["group_dead"] = event.eval.groupDead;
        }
        record["seconds"] = event.eval.seconds;
        break;
    case Kind::Sample:
    case Kind::Saved:
    case Kind::Notice:
        record["text"] = event.text;
        break;
    }
    return record;
}

/// Throws nlohmann's exceptions or Error when the record is not one of ours.
TrainingEvent toEvent(const Json& record)
{
    const auto& name = record.at("kind").get_ref<const std::string&>();
    const auto kind = std::find(kKindNames.begin(), kKindNames.end(), name);
    if (kind == kKindNames.end())
        throw Error("no record is called " + printable(name));
    TrainingEvent event;
    event.kind = static_cast<Kind>(kind - kKindNames.begin());
    event.twin = twinOf(record.at("twin"));
    event.elapsed = record.at("elapsed");
    event.step.step = record.at("step");
    if (event.kind == Kind::Step) {
        event.step.loss = record.at("loss");
        event.step.gradientNorm = record.at("gradient_norm");
        event.step.learningRate = record.at("learning_rate");
        event.step.seconds = record.at("seconds");
        event.step.units = record.at("units");
    } else if (event.kind == Kind::Evaluation) {
        event.eval.step = event.step.step;
        event.eval.loss = record.at("loss");
        if (record.contains("accuracy"))
            event.eval.accuracy = record["accuracy"].get<double>();
        event.eval.deadShare = record.at("dead_share");
        event.eval.routingEntropy = record.at("routing_entropy");
        event.eval.groupEntropy = record.value("group_entropy", std::vector<double>()); // older runs lack them
        event.eval.groupDead = record.value("group_dead", std::vector<double>());
        event.eval.seconds = record.at("seconds");
    } else {
        event.text = record.at("text");
    }
    return event;
}

/// One line of the file added to what was read so far.
void readRecord(const std::string& line, std::vector<TrainingEvent>& events)
{
    const Json record = Json::parse(line);
    if (record.at("kind") != kResumed) {
        events.push_back(toEvent(record));
        return;
    }
    const Twin twin = twinOf(record.at("twin"));
    const std::int64_t step = record.at("step");
    std::erase_if(events, [&](const TrainingEvent& event) { return event.twin == twin && event.step.step > step; });
}

std::string readText(const std::filesystem::path& file)
{
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    if (stream)
        text << stream.rdbuf();
    if (!stream || stream.bad())
        throw Error(shown(file) + " cannot be read: " + systemMessage() + ". Choose a folder that holds a run.");
    return text.str();
}

Json readRunFile(const std::filesystem::path& folder)
{
    const std::filesystem::path file = folder / "run.json";
    const std::string text = readText(file);
    Json json = nestsTooDeep(text) ? Json() : Json::parse(text, nullptr, false);
    if (!json.is_object())
        throw Error(shown(file) + " is damaged: not a JSON object. The checkpoints beside it can still be opened one by one.");
    const Json& format = json["format"];
    if (!format.is_number_integer() || format.get<int>() < 1 || format.get<int>() > kRunFormat)
        throw Error(
            shown(file) + " has format " + dump(format) + ", this Glowworm reads " + std::to_string(kRunFormat) + ". Use a newer one.");
    return json;
}

/// Runs `read` on the parsed run.json, telling the file's name when a field is missing or of another kind.
template <typename Read> auto withRunFile(const std::filesystem::path& folder, Read read)
{
    const Json json = readRunFile(folder);
    try {
        return read(json);
    } catch (const Json::exception& exception) {
        throw Error(shown(folder / "run.json") + " is damaged: " + printable(exception.what(), 200)
            + ". The checkpoints beside it can still be opened one by one.");
    }
}

} // namespace

std::string_view nameOf(Twin twin) { return twin == Twin::Sparse ? "sparse" : "dense"; }

RunLock::RunLock(const std::filesystem::path& folder)
{
    const std::filesystem::path file = folder / "run.lock";
    m_file = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (m_file < 0)
        throw Error(shown(file) + " cannot be written: " + systemMessage() + ". Choose a folder of your own for the run.");
    if (::flock(m_file, LOCK_EX | LOCK_NB) != 0) {
        std::array<char, 200> holder{};
        const ssize_t length = ::pread(m_file, holder.data(), holder.size(), 0);
        ::close(m_file);
        throw Error("The run in " + shown(folder) + " is being trained already"
            + (length > 0 ? " by " + printable(std::string(holder.data(), static_cast<std::size_t>(length)), 120) : std::string())
            + ". Stop it there first.");
    }
    std::array<char, 128> host{};
    ::gethostname(host.data(), host.size() - 1);
    const std::string holder
        = std::string(program_invocation_short_name) + ", process " + std::to_string(::getpid()) + " on " + host.data();
    // Only for the message above: a lock without a name is still a lock.
    if (::ftruncate(m_file, 0) == 0 && ::pwrite(m_file, holder.data(), holder.size(), 0) < 0)
        errno = 0;
}

RunLock::~RunLock() { ::close(m_file); }

HistoryWriter::HistoryWriter(const std::filesystem::path& folder)
    : m_path(folder / "history.jsonl")
{
    std::error_code missing;
    if (std::filesystem::exists(m_path, missing)) {
        const std::string text = readText(m_path);
        if (const std::size_t whole = text.rfind('\n') + 1; whole < text.size()) // npos + 1 is 0
            std::filesystem::resize_file(m_path, whole, missing);
    }
    m_file = ::open(m_path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    if (m_file < 0)
        throw Error(shown(m_path) + " cannot be written: " + systemMessage() + ". Choose a folder of your own for the run.");
}

HistoryWriter::~HistoryWriter() { ::close(m_file); }

void HistoryWriter::append(const TrainingEvent& event) { write(dump(toRecord(event)) + "\n"); }

void HistoryWriter::appendResumed(Twin twin, std::int64_t step)
{
    write(dump(Json{{"kind", kResumed}, {"twin", nameOf(twin)}, {"step", step}}) + "\n");
}

void HistoryWriter::write(const std::string& line)
{
    struct stat before { };
    const bool known = ::fstat(m_file, &before) == 0;
    ssize_t written = 0;
    do
        written = ::write(m_file, line.data(), line.size());
    while (written < 0 && errno == EINTR);
    if (written == static_cast<ssize_t>(line.size()))
        return;
    const std::string reason = written < 0 ? systemMessage() : "the disk is full";
    const bool takenBack = written <= 0 || (known && ::ftruncate(m_file, before.st_size) == 0);
    throw Error("The history in " + shown(m_path) + " could not be continued: " + reason
        + (takenBack ? ". " : ", and it now ends in half a line. ") + "Training goes on; free some space.");
}

std::vector<TrainingEvent> readHistory(const std::filesystem::path& folder)
{
    const std::filesystem::path file = folder / "history.jsonl";
    std::vector<TrainingEvent> events;
    std::error_code missing;
    if (!std::filesystem::exists(file, missing))
        return events;
    const std::string text = readText(file);
    int damaged = 0;
    // What follows the last line break was torn by a crash: nobody has relied on it.
    for (std::size_t begin = 0, end; (end = text.find('\n', begin)) != std::string::npos; begin = end + 1) {
        try {
            readRecord(text.substr(begin, end - begin), events);
        } catch (const Json::exception&) {
            ++damaged;
        } catch (const Error&) {
            ++damaged;
        }
    }
    if (damaged > 0) {
        TrainingEvent notice;
        notice.text = shown(file) + ": " + std::to_string(damaged) + " damaged lines were left out of the curves.";
        events.push_back(std::move(notice));
    }
    return events;
}

KeptRun describeNewRun(const TrainingSpec& spec)
{
    const std::filesystem::path leaf = spec.folder.has_filename() ? spec.folder.filename() : spec.folder.parent_path().filename();
    KeptRun run;
    run.folder = spec.folder;
    run.name = spec.name.empty() ? leaf.string() : spec.name;
    run.dataName = spec.dataName;
    if (run.dataName.empty())
        run.dataName = spec.data.text ? spec.data.text->name() : spec.data.digits ? spec.data.digits->name() : std::string();
    run.startedUnix = std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
    return run;
}

void writeRun(const KeptRun& run, const RunMachine& machine)
{
    Json twins = Json::array();
    for (const auto& [twin, config] : run.runs)
        twins.push_back({{"twin", nameOf(twin)}, {"config", Json::parse(toJson(config))}});
    const Json json{{"format", kRunFormat}, {"name", run.name}, {"data", run.dataName}, {"started", run.startedUnix},
        {"threads", machine.threads}, {"build", machine.build}, {"twins", std::move(twins)}};
    writeFileDurably(run.folder / "run.json", dump(json, 2) + "\n");
}

bool holdsRun(const std::filesystem::path& folder)
{
    std::error_code failed;
    return std::filesystem::exists(folder / "run.json", failed);
}

RunMachine readRunMachine(const std::filesystem::path& folder)
{
    return withRunFile(folder, [](const Json& json) { return RunMachine{json.at("threads"), json.at("build")}; });
}

KeptRun readRun(const std::filesystem::path& folder)
{
    KeptRun run = withRunFile(folder, [&](const Json& json) {
        KeptRun kept;
        kept.folder = folder;
        kept.name = json.at("name");
        kept.dataName = json.at("data");
        kept.startedUnix = json.at("started");
        for (const Json& twin : json.at("twins"))
            kept.runs.emplace_back(twinOf(twin.at("twin")), runConfigFromJson(dump(twin.at("config"))));
        return kept;
    });
    if (run.runs.empty())
        throw Error(
            shown(folder / "run.json") + " is damaged: it names no model. The checkpoints beside it can still be opened one by one.");
    run.step = std::numeric_limits<std::int64_t>::max();
    for (const auto& [twin, config] : run.runs) {
        const auto checkpoints = listCheckpoints(folder / nameOf(twin));
        run.step = std::min(run.step, checkpoints.empty() ? 0 : checkpoints.front().step);
    }
    return run;
}

std::vector<KeptRun> listRuns(const std::filesystem::path& runsFolder)
{
    std::vector<KeptRun> runs;
    std::error_code failed;
    for (std::filesystem::directory_iterator entry(runsFolder, failed), end; !failed && entry != end; entry.increment(failed)) {
        if (!holdsRun(entry->path()))
            continue;
        try {
            runs.push_back(readRun(entry->path()));
        } catch (const Error&) {
            // Left out, as the header says: opening it by name tells why.
        }
    }
    std::sort(runs.begin(), runs.end(), [](const KeptRun& a, const KeptRun& b) {
        return a.startedUnix != b.startedUnix ? a.startedUnix > b.startedUnix : a.folder < b.folder;
    });
    return runs;
}

} // namespace glowworm
