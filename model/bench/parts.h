// SPDX-License-Identifier: GPL-3.0-or-later
// Yardsticks beside whole tokens: rows from which the parts of a token, the read bandwidth and the gain of a second thread are computed.
// Internal to model/bench.
#pragma once

#include "bench/text_contenders.h"

namespace glowworm {

struct DetailSetting {
    const BenchConfig& config;
    const ModelState &dense, &sparse;
    std::shared_ptr<const LanguageWeights> packedSparse;
    std::shared_ptr<const Texts> texts;
};
void addDetails(BenchCase& result, const DetailSetting& setting);

/// From the rows of a token case; fields whose rows were not measured stay empty. context: tokens in the cache.
void summariseDetails(BenchResult& result, const ModelConfig& dense, const ModelConfig& sparse, int context);

} // namespace glowworm
