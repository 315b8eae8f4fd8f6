// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/system_words.h"

#include <cerrno>
#include <system_error>

#include <sys/resource.h>

namespace glowworm {
namespace {

template <class Resource> std::optional<rlim_t> limitOf(Resource resource)
{
    struct rlimit limit { };
    return getrlimit(resource, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY
        ? std::optional(limit.rlim_cur)
        : std::nullopt;
}

struct MemoryLimit {
    rlim_t bytes;
    const char* option;
};

/// The smaller one of two.
std::optional<MemoryLimit> memoryLimit()
{
    std::optional<MemoryLimit> least;
    if (const auto addresses = addressLimit())
        least = {*addresses, "ulimit -v"};
    if (const auto data = limitOf(RLIMIT_DATA); data && (!least || *data < least->bytes))
        least = {*data, "ulimit -d"};
    return least;
}

} // namespace

std::optional<std::uint64_t> addressLimit() { return limitOf(RLIMIT_AS); }

std::string systemWords(int code)
{
    std::string words = std::generic_category().message(code);
    if (const auto files = limitOf(RLIMIT_NOFILE); code == EMFILE && files)
        words += " (this process may have " + std::to_string(*files) + ")";
    return words;
}

std::string systemAdvice(int code, std::string usual)
{
    switch (code) {
    case EMFILE:
        return "Raise that limit: ulimit -n.";
    case ENFILE:
        return "End programs that hold many files open.";
    case ENOMEM:
        return "End programs that use much memory, or raise the limit of this one: ulimit -v.";
    default:
        return usual;
    }
}

std::string memoryWords()
{
    const auto limit = memoryLimit();
    if (!limit)
        return "Out of memory";
    return "Out of memory, of which this process may have "
        + std::to_string(limit->bytes / 1'000'000) + " MB (" + limit->option + ")";
}

bool memoryIsLimited() { return memoryLimit().has_value(); }

} // namespace glowworm
