// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/torch/broadcast_initial_state.h"

#include "model/base/counter_random.h"
#include "model/base/error.h"

#include <type_traits>

namespace glowworm {
namespace {

std::int64_t hashOf(const std::string& text)
{
    return static_cast<std::int64_t>(randomKey(0, text));
}

void fromFirst(ProcessGroup& group, const std::vector<torch::Tensor>& tensors)
{
    if (!group.copyFirst(tensors))
        throw Error("Another process of this training ended before its first step; the reason "
                    "stands where it was started.");
}

} // namespace

void requireSameSettings(ProcessGroup& group, const RunConfig& config, const std::string& dataHash)
{
    std::vector<std::int64_t> own{hashOf(dataHash)};
    for (const auto& field : runFields())
        own.push_back(hashOf(field.read(config)));
    const torch::Tensor first = torch::tensor(own, torch::kLong);
    fromFirst(group, {first});
    const std::int64_t* wanted = first.data_ptr<std::int64_t>();
    if (*wanted != own.front())
        throw Error("Process " + std::to_string(group.rank())
            + " was started with other data than process 0 (their SHA-256 differ); give all the "
              "same.");
    for (std::size_t i = 1; i < own.size(); ++i) {
        const auto& field = runFields()[i - 1];
        if (wanted[i] != own[i])
            throw Error("Process " + std::to_string(group.rank()) + " was started with "
                + std::string(field.name) + " = " + field.read(config)
                + ", process 0 with another value; start all with the same settings.");
    }
}

Progress broadcastInitialState(
    ProcessGroup& group, const Progress& own, const std::vector<torch::Tensor>& tensors)
{
    static_assert(std::is_trivially_copyable_v<Progress>);
    Progress first = own;
    fromFirst(group, {torch::from_blob(&first, {sizeof first}, torch::kByte)});
    fromFirst(group, tensors);
    return first;
}

} // namespace glowworm
