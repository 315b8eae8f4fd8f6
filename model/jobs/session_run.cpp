// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/jobs/session_run.h"

#include "model/base/error.h"
#include "model/base/sentence.h"
#include "model/bench/result_file.h"
#include "model/data/data_folder.h"
#include "model/engine/part_clock.h"
#include "model/io/file_kind.h"
#include "model/io/input_file.h"
#include "model/io/paths.h"

#include <chrono>
#include <exception>
#include <utility>

namespace glowworm {
namespace {

std::vector<std::byte> bytesOf(const std::filesystem::path& path)
{
    InputFile file(path);
    std::vector<std::byte> bytes(file.size());
    file.read(bytes);
    file.requireUnchanged();
    return bytes;
}

/// "" = there is none.
std::string jsonOf(const SessionRun::Timing& timing)
{
    if (timing.result)
        return toJson(*timing.result);
    try {
        return isFile(timing.file) ? toJson(readResult(timing.file)) : std::string();
    } catch (const Error&) {
        return {};
    }
}

} // namespace

void SessionRun::save(
    SavedSession session, std::filesystem::path file, Models models, Timings timings)
{
    write(std::move(file),
        [session = std::move(session), models = std::move(models), timings = std::move(timings)](
            const std::filesystem::path& to) {
            SavedSession all = session; // which shares the text
            for (const auto& [slot, model] : models)
                all.models[slot] = bytesOf(model);
            for (const auto& [place, timing] : timings)
                if (std::string json = jsonOf(timing); !json.empty())
                    all.timings[place] = std::move(json);
            writeSession(to, all);
            return std::string();
        });
}

void SessionRun::keep(SavedSession session, std::filesystem::path file)
{
    write(std::move(file), [session = std::move(session)](const std::filesystem::path& to) {
        return keepSession(to, session);
    });
}

/// write: returns what is to be told, or throws it.
void SessionRun::write(
    std::filesystem::path file, std::function<std::string(const std::filesystem::path& to)> write)
{
    m_worker.ask(
        [file = std::move(file), write = std::move(write)](std::stop_token, Mailbox<Saved>& out) {
            const auto start = std::chrono::steady_clock::now();
            Saved saved{file, {}, 0};
            try {
                saved.error = write(file);
            } catch (const std::exception& exception) {
                saved.error = sentenceOf(exception);
            }
            saved.seconds = secondsSince(start);
            out.post(std::move(saved));
        });
}

SessionReading::SessionReading(std::filesystem::path file)
{
    const auto read = std::make_shared<std::promise<SavedSession>>();
    m_read = read->get_future();
    m_lane.start([read, file = std::move(file)](std::stop_token) {
        try {
            read->set_value(readSession(file));
        } catch (...) {
            read->set_exception(std::current_exception());
        }
    });
}

SavedSession SessionReading::take() { return m_read.get(); }

std::shared_ptr<const SavedSession> openSession(const std::filesystem::path& file)
{
    SavedSession session = readSession(file);
    unpackModels(session, takenFolder());
    unpackTimings(session, [](const std::string& json, const std::string& name) {
        return keepCopy(parseResult(json, name), name, timingsFolder());
    });
    return std::make_shared<const SavedSession>(std::move(session));
}

SessionSearch::SessionSearch(std::vector<std::filesystem::path> files)
{
    m_worker.ask([files = std::move(files)](std::stop_token stop, Latest<Found>& out) {
        Found found;
        for (; found.place < files.size() && !stop.stop_requested(); ++found.place)
            try {
                InputFile input(files[found.place], InputFile::Accept::Files, stop);
                if (identify(input).kind != FileKind::Session)
                    continue;
                found.session = openSession(files[found.place]);
                break;
            } catch (const std::exception&) { // whoever opens it among the others says why
            }
        out.post(std::move(found));
    });
}

} // namespace glowworm
