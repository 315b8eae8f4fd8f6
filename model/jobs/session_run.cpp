// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/jobs/session_run.h"

#include "model/base/sentence.h"
#include "model/engine/part_clock.h"
#include "model/io/input_file.h"

#include <chrono>
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

} // namespace

void SessionRun::save(SavedSession session, std::filesystem::path file, Models models)
{
    write(std::move(file),
        [session = std::move(session), models = std::move(models)](
            const std::filesystem::path& to) {
            SavedSession all = session; // which shares the text
            for (const auto& [slot, model] : models)
                all.models[slot] = bytesOf(model);
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

} // namespace glowworm
