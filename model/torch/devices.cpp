// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/torch/devices.h"

#include "model/base/error.h"
#include "model/base/numbers.h"

namespace glowworm {
namespace {

constexpr int kMostDevices = 128; // an index in LibTorch is a signed byte

/// -1 when `name` is neither "cuda" nor "cuda:N".
int cudaIndex(const std::string& name)
{
    if (name == "cuda")
        return 0;
    if (!name.starts_with("cuda:"))
        return -1;
    const int index = numberFrom<int>(std::string_view(name).substr(5)).value_or(-1);
    return index < kMostDevices ? index : -1;
}

int cudaCount()
{
    return torch::cuda::is_available() ? static_cast<int>(torch::cuda::device_count()) : 0;
}

} // namespace

std::vector<std::string> deviceNames()
{
    std::vector<std::string> names{"cpu"};
    for (int i = 0; i < cudaCount(); ++i)
        names.push_back("cuda:" + std::to_string(i));
    return names;
}

torch::Device deviceNamed(const std::string& name)
{
    if (name == "cpu")
        return torch::kCPU;
    const int index = cudaIndex(name), count = cudaCount();
    if (index < 0)
        throw Error(
            "There is no device \"" + printable(name, 40) + "\", expected cpu, cuda or cuda:N.");
    if (!torch::hasCUDA())
        throw Error("Training on " + name
            + " needs a LibTorch with CUDA, and this one has none; take the device cpu, or build "
              "Glowworm with an official "
              "LibTorch archive for CUDA.");
    if (index >= count)
        throw Error("LibTorch finds no device " + name + " here: "
            + (count == 0 ? "no GPU with a working driver"
                          : "the last one is cuda:" + std::to_string(count - 1))
            + "; take another one or the device cpu.");
    return {torch::kCUDA, static_cast<torch::DeviceIndex>(index)};
}

} // namespace glowworm
