// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/jobs/tape_run.h"

#include "model/base/sentence.h"
#include "model/tape/tape_export.h"
#include "model/tape/tape_file.h"

#include <chrono>
#include <utility>

namespace glowworm {
namespace {

constexpr std::chrono::seconds kPatience{1}; // with a pipe that nobody reads

void write(const Tape& tape, TapeForm form, const std::filesystem::path& file)
{
    OutputTarget target(file, kPatience);
    switch (form) {
    case TapeForm::Tape:
        writeTape(std::move(target), tape);
        return;
    case TapeForm::Text:
        target.write(tapeText(tape));
        return;
    case TapeForm::Page:
        target.write(tapeHtml(tape));
        return;
    case TapeForm::Table:
        target.write([&](const PutText& put) { tapeCsv(tape, put); });
    }
}

} // namespace

void TapeRun::save(Tape tape, TapeForm form, std::filesystem::path file)
{
    m_worker.ask([tape = std::move(tape), form, file = std::move(file)](
                     std::stop_token, Mailbox<Saved>& out) {
        Saved saved{file, {}};
        try {
            write(tape, form, file);
        } catch (const std::exception& exception) {
            saved.error = sentenceOf(exception);
        }
        out.post(std::move(saved));
    });
}

} // namespace glowworm
