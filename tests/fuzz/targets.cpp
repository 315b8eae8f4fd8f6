// SPDX-License-Identifier: GPL-3.0-or-later
#include "targets.h"

#include "model/base/code_point.h"

#include <array>
#include <cstdio>
#include <cstdlib>

#include <sys/mman.h>
#include <unistd.h>

namespace glowworm::fuzz {

std::span<const Target* const> targets()
{
    static constexpr std::array kAll{&kSafetensors, &kTape, &kSession, &kIdx, &kPng, &kText, &kRun,
        &kLabel, &kHistory, &kResults, &kSettings, &kLine, &kNeurons};
    return kAll;
}

std::filesystem::path memoryFile(std::string_view bytes, int number)
{
    static std::array<int, 2> files{memfd_create("a", MFD_CLOEXEC), memfd_create("b", MFD_CLOEXEC)};
    const int file = files.at(static_cast<std::size_t>(number));
    const bool written = ftruncate(file, 0) == 0
        && pwrite(file, bytes.data(), bytes.size(), 0) == static_cast<ssize_t>(bytes.size());
    require(written, "a file in memory could not be written");
    return "/proc/self/fd/" + std::to_string(file);
}

std::filesystem::path folderWith(std::string_view name, std::string_view bytes)
{
    const std::filesystem::path file = memoryFile(bytes);
    static const std::filesystem::path folder = [] {
        std::string pattern
            = (std::filesystem::temp_directory_path() / "glowworm-fuzz-XXXXXX").string();
        require(mkdtemp(pattern.data()) != nullptr, "no temporary folder could be made");
        return std::filesystem::path(pattern);
    }();
    static const struct Remover {
        ~Remover()
        {
            std::error_code ignored;
            std::filesystem::remove_all(folder, ignored);
        }
    } remover;
    if (!std::filesystem::is_symlink(folder / name))
        std::filesystem::create_symlink(file, folder / name);
    return folder;
}

void require(bool holds, const char* what)
{
    if (holds)
        return;
    std::fprintf(stderr, "FINDING: %s\n", what);
    std::abort();
}

void requireSentence(const std::string& message)
{
    bool printable = message.size() > 5 && message.size() < 2000;
    for (std::string_view rest = message; !rest.empty();
         rest.remove_prefix(nextCodePoint(rest).bytes)) {
        const CodePoint next = nextCodePoint(rest);
        printable = printable && next.valid && next.value >= 0x20 && next.value != 0x7F;
    }
    if (!printable)
        std::fprintf(stderr, "message: %s\n", message.c_str());
    require(printable, "the message of a refusal is not a sentence that can be shown");
}

} // namespace glowworm::fuzz
