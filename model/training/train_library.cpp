// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/training/train_library.h"

#include "model/base/build_info.h"
#include "model/base/error.h"
#include "model/base/numbers.h"
#include "model/base/system_words.h"
#include "model/io/input_file.h"
#include "model/io/paths.h"

#include <dlfcn.h>
#include <elf.h>
#include <link.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <span>
#include <system_error>
#include <vector>

namespace glowworm {
namespace {

constexpr const char* kFileName = "libglowworm_train.so";

/// Where the library may lie, best first; an explicit setting excludes the rest.
std::vector<std::filesystem::path> searchedFiles()
{
    if (const char* set = std::getenv("GLOWWORM_TRAIN_LIBRARY"); set && *set)
        return {set};
    std::error_code failed;
    const std::filesystem::path folder
        = std::filesystem::read_symlink("/proc/self/exe", failed).parent_path();
    return {folder / kFileName, (folder / "../lib/glowworm" / kFileName).lexically_normal()};
}

std::filesystem::path findLibrary()
{
    std::string searched;
    for (const std::filesystem::path& file : searchedFiles()) {
        if (isFile(file))
            return absolutePath(
                file); // never by bare name, which would search the system's folders
        searched += (searched.empty() ? "" : ", ") + printable(file.string(), 400);
    }
    throw Error("Training needs the library " + std::string(kFileName)
        + ", which was not found (looked for: " + searched
        + "). Install the Debian package libtorch-dev and build Glowworm with GLOWWORM_TRAIN=ON, "
          "or set GLOWWORM_TRAIN_LIBRARY.");
}

using ElfHeader = ElfW(Ehdr);
using ElfSegment = ElfW(Phdr);

/// How long a library has to be, as its own headers say; what its first bytes do not tell is left
/// out.
std::uint64_t lengthOf(std::span<const std::byte> start, const ElfHeader& header)
{
    std::uint64_t length = sizeof header;
    const auto reach = [&length](std::uint64_t offset, std::uint64_t bytes) {
        std::uint64_t end = 0;
        length = __builtin_add_overflow(offset, bytes, &end) ? UINT64_MAX : std::max(length, end);
    };
    if (header.e_shoff > 0)
        reach(header.e_shoff,
            std::uint64_t{header.e_shnum}
                * header.e_shentsize); // as linkers write it, the end of the file
    for (std::size_t i = 0; i < header.e_phnum; ++i) {
        ElfSegment segment;
        const std::uint64_t at = header.e_phoff + i * sizeof segment;
        if (at > start.size() || start.size() - at < sizeof segment)
            break;
        std::memcpy(&segment, start.data() + at, sizeof segment);
        reach(segment.p_offset, segment.p_filesz);
    }
    return length;
}

/// The loader maps the file and trusts its headers: one that was cut off would be a SIGBUS, not an
/// error. Throws Error.
void requireWhole(const std::filesystem::path& file, const std::string& name)
{
    InputFile input(file);
    ElfHeader header = {};
    std::vector<std::byte> start(std::min<std::uint64_t>(input.size(), 4096));
    input.read(start);
    if (start.size() >= sizeof header)
        std::memcpy(&header, start.data(), sizeof header);
    if (std::memcmp(header.e_ident, ELFMAG, SELFMAG) != 0)
        throw Error(name + " is not a library (" + bytesText(input.size())
            + "). Install or build Glowworm again, with the Debian package libtorch-dev.");
    if (const std::uint64_t length = lengthOf(start, header); input.size() < length)
        throw Error(name + " is damaged, it ends early: " + expectedFound(length, input.size())
            + ". Install or build Glowworm again, with the Debian package libtorch-dev.");
}

/// Why the loader gave up. Its words are of an address space that is full as "failed to map
/// segment", of a library that is not there and of too many open files as "cannot open".
Error notLoaded(const std::string& name, const std::string& reason)
{
    const auto says
        = [&](const std::string& words) { return reason.find(words) != std::string::npos; };
    const std::string start = "Training could not load " + name + ": ",
                      shown = printable(reason, 400);
    for (const int code : {EMFILE, ENFILE})
        if (says(std::generic_category().message(code)))
            return Error(start + systemWords(code) + ". " + systemAdvice(code, {}));
    const bool mapsNothing = says("failed to map segment") || says("cannot map zero-fill pages");
    if (says("annot allocate memory") || (mapsNothing && memoryIsLimited()))
        return Error(start + memoryWords() + " (" + shown + "). " + systemAdvice(ENOMEM, {}));
    return Error(
        start + shown + ". If LibTorch is missing, install the Debian package libtorch-dev.");
}

/// LibTorch's matrix library asks for addresses as it is loaded, for ever when there are none: no
/// error would follow, and no end. Throws Error.
void requireAddresses(const std::string& name)
{
    constexpr std::int64_t kNeeded = 900'000'000; // with LibTorch 2.6 loaded, 41 MB of 922 are left
    if (addressesLeft() < kNeeded)
        throw Error("Training could not load " + name + ": " + memoryWords()
            + ", and LibTorch takes " + bytesText(kNeeded) + ". " + systemAdvice(ENOMEM, {}));
}

const TrainEntry& loadLibrary()
{
    const std::filesystem::path file = findLibrary();
    const std::string name = printable(file.string(), 400);
    requireWhole(file, name);
    requireAddresses(name);
    // RTLD_LOCAL: LibTorch brings other libraries (Qt 5 among them) whose symbols must not meet
    // ours. RTLD_NOW costs 20 ms and leaves nothing to fail later. Never closed: vtables, deleters
    // and worker threads live in it.
    void* library = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (!library) {
        const char* reason = dlerror();
        throw notLoaded(name, reason ? reason : "unknown reason");
    }
    using EntryFunction = const TrainEntry* (*)();
    const auto function = reinterpret_cast<EntryFunction>(dlsym(library, "glowworm_train_entry"));
    const TrainEntry* entry = function ? function() : nullptr;
    if (!entry)
        throw Error(name
            + " is not Glowworm's training library: it has no glowworm_train_entry. Build it again "
              "together with this program.");
    if (buildId() != entry->buildId)
        throw Error(name + " belongs to another build of Glowworm (" + printable(entry->buildId)
            + ", this program is " + buildId() + "). Build both again.");
    return *entry;
}

} // namespace

const TrainEntry& trainLibrary()
{
    static const TrainEntry& entry = loadLibrary(); // tried again after a failure
    return entry;
}

} // namespace glowworm
