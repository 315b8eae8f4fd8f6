// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/io/used_checkpoint.h"

#include "model/io/checkpoint.h"
#include "model/io/paths.h"

#include <algorithm>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace glowworm {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kCheckpoint = "ckpt-", kUsed = "used-";
constexpr std::size_t kMostUsed = 8; // of one model of a run: a person goes back and forth

/// Only those that were put to use longest ago go.
void removeOldest(const fs::path& folder, const fs::path& but)
{
    std::vector<std::pair<std::int64_t, fs::path>> used; // by when they were written
    for (const fs::path& file : entriesOf(folder))
        if (file != but && file.filename().string().starts_with(kUsed))
            used.emplace_back(writtenUnix(file), file);
    std::ranges::sort(used);
    for (std::size_t i = 0; i + kMostUsed <= used.size(); ++i) {
        std::error_code ignored; // the next time
        fs::remove(used[i].second, ignored);
    }
}

} // namespace

fs::path usedName(const fs::path& checkpoint)
{
    const std::string name = checkpoint.filename().string();
    if (!name.starts_with(kCheckpoint))
        return {};
    return checkpoint.parent_path() / (std::string(kUsed) + name.substr(kCheckpoint.size()));
}

UsedCheckpoint keepUsed(const fs::path& checkpoint, const ModelState& model)
{
    fs::path file = usedName(checkpoint);
    std::string hash = writeModel(file, model).hash;
    removeOldest(file.parent_path(), file);
    return {std::move(file), std::move(hash)};
}

void holdUsed(const fs::path& file)
{
    const fs::path name = usedName(file);
    if (name.empty() || !isThere(file.parent_path().parent_path() / "run.json"))
        return;
    std::error_code ignored; // it may be there already, with the same weights
    fs::create_hard_link(file, name, ignored);
    if (!ignored)
        removeOldest(name.parent_path(), name);
}

fs::path stillThere(const fs::path& file)
{
    const fs::path name = usedName(file);
    return !name.empty() && !isThere(file) && isFile(name) ? name : file;
}

} // namespace glowworm
