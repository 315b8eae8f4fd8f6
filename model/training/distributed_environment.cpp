// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/training/distributed_environment.h"

#include "model/base/error.h"
#include "model/base/numbers.h"

#include <string_view>

namespace glowworm {
namespace {

constexpr int kMostProcesses = 4096, kLastPort = 65535, kLongestPatience = 86400;

std::string valueOf(const EnvironmentVariable& variable, const char* name)
{
    const char* value = variable(name);
    return value ? value : "";
}

/// The variable's whole text as a number in [least, most]. Throws Error.
int number(const EnvironmentVariable& variable, const std::string& name, int least, int most)
{
    const std::string text = valueOf(variable, name.c_str());
    const auto value = numberFrom<int>(text);
    if (!value || *value < least || *value > most)
        throw Error(name + (text.empty() ? " is not set" : " is \"" + printable(text, 40) + "\"")
            + ", expected a number from " + std::to_string(least) + " to " + std::to_string(most)
            + "; a launcher of several processes sets RANK, WORLD_SIZE, MASTER_ADDR and "
              "MASTER_PORT for each.");
    return *value;
}

} // namespace

DistributedEnvironment readDistributedEnvironment(const EnvironmentVariable& variable)
{
    if (valueOf(variable, "WORLD_SIZE").empty() && valueOf(variable, "RANK").empty())
        return {};
    DistributedEnvironment environment;
    environment.size = number(variable, "WORLD_SIZE", 1, kMostProcesses);
    if (environment.size == 1)
        return environment;
    environment.rank = number(variable, "RANK", 0, environment.size - 1);
    environment.address = valueOf(variable, "MASTER_ADDR");
    if (environment.address.empty())
        throw Error("MASTER_ADDR is not set, expected the name or address of the machine that runs "
                    "the process with RANK=0.");
    environment.port = number(variable, "MASTER_PORT", 1, kLastPort);
    if (!valueOf(variable, "GLOWWORM_PATIENCE").empty())
        environment.patience
            = std::chrono::seconds(number(variable, "GLOWWORM_PATIENCE", 1, kLongestPatience));
    return environment;
}

std::string deviceOfProcess(const std::string& device, const EnvironmentVariable& variable)
{
    if (device != "cuda" || valueOf(variable, "LOCAL_RANK").empty())
        return device;
    return "cuda:" + std::to_string(number(variable, "LOCAL_RANK", 0, kMostProcesses));
}

} // namespace glowworm
