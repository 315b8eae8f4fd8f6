// SPDX-License-Identifier: GPL-3.0-or-later
// libFuzzer's entry points. GLOWWORM_FUZZ_TARGET names the target; run.sh runs them all.
#include "targets.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>

using namespace glowworm::fuzz;

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);

namespace {

const Target& chosen()
{
    static const Target& target = [&]() -> const Target& {
        const char* name = std::getenv("GLOWWORM_FUZZ_TARGET");
        const auto all = targets();
        const auto found = std::ranges::find_if(
            all, [&](const Target* one) { return name && one->name == name; });
        require(found != all.end(), "GLOWWORM_FUZZ_TARGET names no target");
        return **found;
    }();
    return target;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    accepts([&] { chosen().read({reinterpret_cast<const char*>(data), size}); });
    return 0;
}

/// Every fourth mutation stays as it is: damaged files are read as well.
extern "C" std::size_t LLVMFuzzerCustomMutator(
    std::uint8_t* data, std::size_t size, std::size_t most, unsigned seed)
{
    size = LLVMFuzzerMutate(data, size, most);
    if (seed % 4 == 0)
        return size;
    const std::string repaired = chosen().repair({reinterpret_cast<const char*>(data), size});
    if (repaired.size() > most)
        return size;
    std::memcpy(data, repaired.data(), repaired.size());
    return repaired.size();
}
