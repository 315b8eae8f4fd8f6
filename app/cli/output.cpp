// SPDX-License-Identifier: GPL-3.0-or-later
#include "output.h"

#include "model/base/code_point.h"
#include "model/base/table.h"
#include "model/io/checkpoint.h"
#include "model/io/paths.h"
#include "model/training/run_folder.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>
#include <poll.h>
#include <unistd.h>

namespace glowworm {

namespace {

/// "name   value" lines of the object's plain values; arrays and objects are for --json.
std::string plainValues(const std::string& jsonObject)
{
    std::vector<TableRow> rows;
    const auto object = nlohmann::ordered_json::parse(jsonObject);
    for (const auto& [name, value] : object.items()) {
        if (value.is_structured() || value.is_null())
            continue;
        rows.push_back({name,
            value.is_string()             ? value.get<std::string>()
                : value.is_number_float() ? significant(value.get<double>(), 6)
                                          : value.dump()});
    }
    return alignedTable(rows);
}

/// Control characters but line breaks and tabs as \u001B, which JSON takes for the same.
std::string withoutControls(const std::string& text)
{
    std::string shown;
    for (std::string_view rest = text; !rest.empty();) {
        const CodePoint next = nextCodePoint(rest);
        const char32_t c = next.value;
        if (next.valid && (c < 0x20 || (c >= 0x7F && c <= 0x9F)) && c != U'\n' && c != U'\t') {
            char escape[8];
            std::snprintf(escape, sizeof escape, "\\u%04X", static_cast<unsigned>(c) & 0xFFFF);
            shown += escape;
        } else {
            shown.append(rest.substr(0, next.bytes));
        }
        rest.remove_prefix(next.bytes);
    }
    return shown;
}

/// What a run cannot be resumed or shown without.
bool belongsToRun(const std::filesystem::path& file)
{
    std::error_code ignored;
    const std::filesystem::path whole = std::filesystem::weakly_canonical(file, ignored),
                                folder = whole.parent_path();
    const std::string name = whole.filename().string();
    if (name == "run.json" || name == "history.jsonl" || name == "run.lock")
        return holdsRun(folder);
    return holdsRun(folder.parent_path())
        && std::ranges::any_of(listCheckpoints(folder),
            [&](const FoundCheckpoint& found) { return found.file.filename() == name; });
}

void put(std::FILE* file, const std::string& text)
{
    std::fwrite(text.data(), 1, text.size(), file);
}

} // namespace

Output::Output()
    : m_terminal(isatty(STDERR_FILENO) == 1)
    , m_resultTerminal(isatty(STDOUT_FILENO) == 1)
{
}

void Output::show(const std::string& text) const
{
    put(stdout, m_resultTerminal ? withoutControls(text) : text);
}

void Output::progress(const std::string& line, bool milestone)
{
    if (quiet)
        return;
    if (m_terminal) {
        put(stderr, "\r\x1b[K" + line);
        m_lineOpen = true;
    } else if (verbose && milestone) {
        put(stderr, line + "\n");
    }
    std::fflush(stderr);
}

void Output::endProgress()
{
    if (m_lineOpen)
        put(stderr, "\r\x1b[K");
    m_lineOpen = false;
    std::fflush(stderr);
}

void Output::notice(const std::string& sentence)
{
    if (quiet || json)
        return;
    endProgress();
    put(stderr, sentence + "\n");
}

void Output::stream(const std::string& text)
{
    if (quiet || json)
        return;
    show(text);
    std::fflush(stdout);
}

void Output::result(const std::string& jsonObject, const std::string& text)
{
    if (quiet)
        return;
    endProgress();
    if (json)
        show(jsonObject + "\n");
    else
        show(text.empty() ? plainValues(jsonObject) : text);
}

void Output::save(OutputTarget& target, const std::string& text)
{
    save([&] { target.write(text); });
}

void Output::save(const std::function<void()>& write)
{
    std::fflush(stdout); // the target may be the same file
    try {
        write();
    } catch (const Error& error) {
        fail(error.what());
    }
}

void Output::fail(const std::string& sentence)
{
    if (m_failure.empty())
        m_failure = sentence;
}

bool Output::lost() const
{
    pollfd end{.fd = STDOUT_FILENO, .events = 0, .revents = 0};
    return !quiet
        && (std::ferror(stdout) != 0 || (poll(&end, 1, 0) > 0 && (end.revents & POLLERR) != 0));
}

void Output::finish()
{
    endProgress();
    if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0)
        throw Error(
            "Standard output did not take the whole result: is the disk full or the reader gone?");
    if (!m_failure.empty())
        throw Error(m_failure);
}

std::optional<OutputTarget> targetOf(const char* option, const std::filesystem::path& file,
    const std::vector<std::filesystem::path>& read,
    const std::vector<std::filesystem::path>& written)
{
    if (file.empty())
        return std::nullopt;
    try {
        std::optional<OutputTarget> target(std::in_place, file);
        std::error_code ignored;
        for (const std::filesystem::path& input : read)
            if (isFile(file) && std::filesystem::equivalent(file, input, ignored))
                throw Error(printable(file.string(), 200)
                    + " is what is read here, and would be lost. Name another file.");
        for (const std::filesystem::path& other : written)
            if ((isFile(file) || !exists(file, ignored))
                && weakly_canonical(file, ignored) == weakly_canonical(other, ignored))
                throw Error(printable(file.string(), 200)
                    + " is where another option writes. Name another file.");
        if (isFile(file) && belongsToRun(file))
            throw Error(printable(file.string(), 200)
                + " belongs to a run, which needs it. Name another file.");
        return target;
    } catch (const Error& error) {
        throw Error(option + std::string(": ") + error.what());
    }
}

} // namespace glowworm
