// SPDX-License-Identifier: GPL-3.0-or-later
// Writing a run's folder; what reads it stands in kept_run.cpp.
#include "model/training/run_folder.h"

#include "model/base/build_info.h"
#include "model/base/error.h"
#include "model/base/system_words.h"
#include "model/io/atomic_file.h"
#include "model/io/folders.h"
#include "model/io/input_file.h"
#include "model/io/paths.h"
#include "model/training/moments.h"
#include "model/training/run_text.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace glowworm {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostWaiting = 32'000'000; // bytes of records
constexpr const char* kHistory = "history.jsonl";

std::string systemMessage() { return systemWords(errno); }

constexpr const char* kOwnFolder = "Choose a folder of your own for the run.";

Descriptor openHistory(const fs::path& file)
{
    // Readable, so that a file that was deleted under us can be written again; never waits for the
    // other end of a pipe.
    Descriptor opened(
        ::open(file.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NONBLOCK, 0644));
    struct stat status = {};
    if (opened >= 0 && ::fstat(opened, &status) == 0 && S_ISREG(status.st_mode))
        return opened;
    const int code = opened < 0 ? errno : 0;
    throw Error(shownPath(file)
        + " cannot be written: " + (opened < 0 ? systemMessage() : "it is not a file") + ". "
        + systemAdvice(code, kOwnFolder));
}

/// All of an open file. Throws Error.
std::string contentOf(int file)
{
    std::string text;
    std::array<char, 65536> piece{};
    for (;;) {
        const ssize_t got = repeated([&] {
            return ::pread(file, piece.data(), piece.size(), static_cast<off_t>(text.size()));
        });
        if (got < 0)
            throw Error("The history of the run cannot be read back: " + systemMessage() + ".");
        if (got == 0)
            return text;
        text.append(piece.data(), static_cast<std::size_t>(got));
    }
}

bool sameFile(const struct stat& a, const struct stat& b)
{
    return a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

} // namespace

RunFolder::RunFolder(fs::path folder)
    : m_path(std::move(folder))
{
    hold();
}

void RunFolder::hold()
{
    const fs::path file = m_path / "run.lock";
    Descriptor opened(::open(m_path.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC)),
        lock(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0644));
    if (opened < 0 || lock < 0) {
        const int code = errno;
        throw Error(shownPath(file) + " cannot be written: " + systemWords(code) + ". "
            + systemAdvice(code, kOwnFolder));
    }
    if (::flock(lock, LOCK_EX | LOCK_NB) != 0) {
        std::array<char, 200> holder{};
        const ssize_t length = ::pread(lock, holder.data(), holder.size(), 0);
        throw Error("The run in " + shownPath(m_path) + " is being trained already"
            + (length > 0 ? " by "
                        + printable(
                            std::string(holder.data(), static_cast<std::size_t>(length)), 120)
                          : std::string())
            + ". Stop it there first.");
    }
    std::array<char, 128> host{};
    ::gethostname(host.data(), host.size() - 1);
    const std::string holder = std::string(program_invocation_short_name) + ", process "
        + std::to_string(::getpid()) + " on " + host.data();
    // Only for the message above: a lock without a name is still a lock.
    if (::ftruncate(lock, 0) == 0 && ::pwrite(lock, holder.data(), holder.size(), 0) < 0)
        errno = 0;
    m_folder = std::move(opened);
    m_lock = std::move(lock);
}

RunFolder::Fate RunFolder::look()
{
    struct stat held = {}, found = {};
    if (m_folder < 0)
        return Fate::Gone; // made again, but not held
    if (::fstat(m_folder, &held) != 0)
        return Fate::There; // a file system that does not answer is no reason to move
    if (::stat(m_path.c_str(), &found) == 0 ? sameFile(held, found)
                                            : errno != ENOENT && errno != ENOTDIR)
        return Fate::There;
    std::array<char, 4096> place{};
    const std::string self = "/proc/self/fd/" + std::to_string(m_folder);
    const ssize_t length = ::readlink(self.c_str(), place.data(), place.size() - 1);
    if (length <= 0 || ::stat(place.data(), &found) != 0 || !sameFile(held, found))
        return Fate::Gone;
    m_path = place.data();
    return Fate::Moved;
}

void RunFolder::makeAgain()
{
    makeFolders(m_path, "Remove what is in its way.");
    m_folder = {};
    m_lock = {};
    hold();
}

HistoryWriter::HistoryWriter(const fs::path& folder)
    : m_file(openHistory(folder / kHistory))
    , m_size(static_cast<std::int64_t>(
          readLines(folder / kHistory, kLongestRecord, [](const std::string&) {})))
{
    if (::ftruncate(m_file, m_size) != 0)
        m_reason = systemMessage(); // tried again before the first record
}

HistoryWriter::~HistoryWriter() { flush(); }

void HistoryWriter::append(std::string line)
{
    if (m_waitingBytes + line.size() > kMostWaiting) {
        ++m_lost;
    } else {
        m_waitingBytes += line.size();
        m_waiting.push_back(std::move(line));
    }
    flush();
}

void HistoryWriter::flush()
{
    while (!m_waiting.empty() && write(m_waiting.front())) {
        m_waitingBytes -= m_waiting.front().size();
        m_waiting.pop_front();
    }
}

/// The whole line or nothing of it: half a line is taken back, at the latest before the next one.
bool HistoryWriter::write(const std::string& line)
{
    struct stat status = {};
    ssize_t written = -1;
    if (::fstat(m_file, &status) == 0
        && (status.st_size == m_size || ::ftruncate(m_file, m_size) == 0))
        written = repeated([&] { return ::write(m_file, line.data(), line.size()); });
    if (written == static_cast<ssize_t>(line.size())) {
        m_size += written;
        return true;
    }
    m_reason = written < 0 ? systemMessage() : "the disk is full";
    if (written > 0 && ::ftruncate(m_file, m_size) != 0)
        m_reason += ", and it now ends in half a line";
    return false;
}

bool HistoryWriter::isThere() const
{
    struct stat status = {};
    return ::fstat(m_file, &status) != 0 || status.st_nlink > 0;
}

void HistoryWriter::moveTo(const fs::path& folder)
{
    writeFileDurably(
        folder / kHistory, contentOf(m_file).substr(0, static_cast<std::size_t>(m_size)));
    m_file = openHistory(folder / kHistory);
    flush();
}

KeptRun describeNewRun(const TrainingSpec& spec)
{
    const fs::path leaf = spec.folder.has_filename() ? spec.folder.filename()
                                                     : spec.folder.parent_path().filename();
    KeptRun run;
    run.folder = spec.folder;
    run.name = spec.name.empty() ? leaf.string() : spec.name;
    run.dataName = spec.dataName;
    if (run.dataName.empty())
        run.dataName = spec.data.text ? spec.data.text->name()
            : spec.data.digits        ? spec.data.digits->name()
                                      : std::string();
    run.startedUnix = std::chrono::duration_cast<std::chrono::seconds>(
        std::chrono::system_clock::now().time_since_epoch())
                          .count();
    std::optional<int> perDoubling; // the same for twins
    for (const auto& [twin, config] : spec.runs) {
        const int own = planMoments(config.model, config.train.steps, spec.momentBytes).perDoubling;
        perDoubling = std::min(perDoubling.value_or(own), own);
    }
    run.momentsPerDoubling = perDoubling.value_or(0);
    return run;
}

void writeRun(const KeptRun& run) { writeFileDurably(run.folder / "run.json", runText(run)); }

} // namespace glowworm
