// SPDX-License-Identifier: GPL-3.0-or-later
// Implementations of whole text models: by the engine and by LibTorch, token by token or a prompt
// at once. Internal to model/bench.
#pragma once

#include "model/bench/cases.h"
#include "model/engine/language_engine.h"

namespace glowworm {

/// Token ids that every implementation of a case reads: sets of texts of one length; a pass takes
/// one set, the sets in turn.
struct Texts {
    std::vector<std::vector<std::vector<int>>> sets;
    int first = 0; // position of the first timed token; those before it fill the cache, untimed
    int length() const { return static_cast<int>(sets.front().front().size()); }
    int timed() const { return length() - first; }
};
/// What reads or writes many tokens before it is timed takes a StopCheck and throws Stopped.
/// `sets` times `texts` texts that the sparse model writes itself, so that its routing is that of
/// its use.
std::shared_ptr<const Texts> writeTexts(const std::shared_ptr<const LanguageWeights>& sparse,
    std::uint64_t seed, int sets, int texts, int first, int timed, const StopCheck& stop);

/// A pass: the timed tokens of one set, one token of each text a call, over caches filled before.
/// With a log the parts are timed.
std::unique_ptr<Implementation> engineDecoding(std::shared_ptr<const LanguageWeights> weights,
    std::shared_ptr<const Texts> texts, EngineOptions options, const StopCheck& stop,
    std::shared_ptr<PartLog> log = nullptr);
/// A pass: one text of one set at once, from an empty cache.
std::unique_ptr<Implementation> enginePrompt(std::shared_ptr<const LanguageWeights> weights,
    std::shared_ptr<const Texts> texts, EngineOptions options);

/// The same by LibTorch, on the first set: cached; the whole context again for one token, positions
/// in turn; a prompt at once.
std::unique_ptr<Implementation> torchDecoding(
    std::unique_ptr<TorchModel> model, std::shared_ptr<const Texts> texts, const StopCheck& stop);
std::unique_ptr<Implementation> torchUncached(
    std::unique_ptr<TorchModel> model, std::shared_ptr<const Texts> texts);
std::unique_ptr<Implementation> torchPrompt(
    std::unique_ptr<TorchModel> model, std::shared_ptr<const Texts> texts);

} // namespace glowworm
