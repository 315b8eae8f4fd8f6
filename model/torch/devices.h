// SPDX-License-Identifier: GPL-3.0-or-later
// The devices that LibTorch can compute on here. Training lane only.
#pragma once

#include "model/torch/torch_compat.h"

#include <string>
#include <vector>

namespace glowworm {

/// "cpu", then "cuda:0" and on.
std::vector<std::string> deviceNames();

/// name: "cpu", "cuda" (the first one) or "cuda:N". Throws Error when it is none of these or not
/// here.
torch::Device deviceNamed(const std::string& name);

} // namespace glowworm
