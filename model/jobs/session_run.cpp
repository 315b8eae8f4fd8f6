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
    m_worker.ask([session = std::move(session), file = std::move(file), models = std::move(models)](
                     std::stop_token, Mailbox<Saved>& out) {
        const auto start = std::chrono::steady_clock::now();
        Saved saved{file, {}, 0};
        SavedSession all = session; // which shares the text
        try {
            for (const auto& [slot, model] : models)
                all.models[slot] = bytesOf(model);
            writeSession(file, all);
        } catch (const std::exception& exception) {
            saved.error = sentenceOf(exception);
        }
        if (!saved.error.empty() && all.tape && models.empty()) {
            all.tape = nullptr;
            try {
                writeSession(file, all);
            } catch (const std::exception&) { // then it was not the text: told already
            }
        }
        saved.seconds = secondsSince(start);
        out.post(std::move(saved));
    });
}

} // namespace glowworm
