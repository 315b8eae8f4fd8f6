// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/neurons/reread.h"

#include "model/base/error.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace glowworm {

namespace {

/// The first token that the model could see when it read token `index`.
std::int64_t contextStart(std::int64_t index, std::int64_t prompt, int context)
{
    std::int64_t start = 0;
    for (std::int64_t at = prompt; at <= index; ++at)
        if (at - start >= context)
            start = at - context / 2;
    return start;
}

} // namespace

FiringRecord firingOfLast(
    LanguageEngine& engine, std::span<const int> tokens, std::int64_t promptTokens)
{
    if (tokens.empty())
        throw Error("There is no token to look at.");
    const int context = engine.weights().config.context;
    const std::int64_t last = static_cast<std::int64_t>(tokens.size()) - 1;
    const std::int64_t start = contextStart(
        last, std::clamp<std::int64_t>(promptTokens, 1, std::max(1, context - 1)), context);
    const auto seen = tokens.subspan(static_cast<std::size_t>(start));
    Sequence sequence = engine.makeSequence();
    if (seen.size() > 1) // without records, whose logits are not asked for
        engine.advance(sequence, seen.first(seen.size() - 1));
    std::vector<FiringRecord> records;
    engine.advance(sequence, seen.last(1), LanguageEngine::Logits::Last, &records);
    return std::move(records.back());
}

} // namespace glowworm
