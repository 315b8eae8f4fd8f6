// SPDX-License-Identifier: GPL-3.0-or-later
// What the models of a run are asked at each of their steps, always the same, so that the steps
// compare: to write a text after one beginning and with one noise, or to name the first picture of
// each digit. No thread of its own.
#pragma once

#include "model/config/config.h"
#include "model/config/firing.h"
#include "model/config/model_state.h"
#include "model/data/digits.h"

#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace glowworm {

/// How the text is written, after an empty prompt, which is read as a new line.
SampleConfig probeSample();

/// A character of the text, or a picture.
struct ProbePlace {
    char32_t character = 0;           // of a picture the digit that it is taken for
    bool isGiven = false;             // read, not written
    std::optional<int> label;         // of a picture
    std::optional<float> probability; // that the model gave the character; none for the first
    FiringRecord firing;
};

class Probe {
public:
    /// pictures: of a digit network; may be null for a text model. Blocks: packs the weights.
    /// Throws Error for a model that cannot be run, and for a digit network without pictures.
    explicit Probe(const ModelState& model, std::shared_ptr<const DigitSet> pictures = {});
    ~Probe();

    /// One more place. False when that was the last one, or `stop` asked for the end. Throws Error
    /// for weights that are not finite.
    bool advance(std::stop_token stop = {});
    const std::vector<ProbePlace>& places() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace glowworm
