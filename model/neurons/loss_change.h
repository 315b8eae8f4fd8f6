// SPDX-License-Identifier: GPL-3.0-or-later
// What surgery costs: the loss of a model on what training does not see, before and after, as a
// step machine over the same windows of text or the same pictures. Blocks; any one thread.
#pragma once

#include "model/base/stop_check.h"
#include "model/config/surgery.h"
#include "model/data/data_set.h"
#include "model/kernels/weight_matrix.h"

#include <cstdint>
#include <memory>
#include <optional>

namespace glowworm {

/// Means over the windows (pictures) measured so far. With d_i the loss after less the loss before
/// on window i, of n:
///   change = mean of d, and its 95 % interval is change -+ t sqrt(sum (d_i - change)^2 /
///   (n (n - 1))),
/// t Student's 0.975 quantile of n - 1 degrees of freedom: what to expect of other text of the
/// kind. It takes windows as independent, which neighbours in a text are not quite. On the windows
/// themselves the change is exact.
struct LossChange {
    Surgery surgery;
    std::int64_t seen = 0, total = 0; // windows of the context's length, or pictures
    std::int64_t characters = 0;      // text: predicted so far; 0 of digits
    double before = 0, after = 0;     // nats per character, or per picture
    double change = 0;
    std::optional<double> halfWidth;        // of the interval; nothing below 5 windows
    double rightBefore = 0, rightAfter = 0; // digits: fraction told right

    bool complete() const { return total > 0 && seen == total; }
};

class LossComparison {
public:
    /// data: the part of the model's task; text is measured on its validation windows, digits on
    /// their test set. Throws Error: no such data, a text too short for the model, or
    /// with characters that it does not know; surgery that cannot be done.
    LossComparison(const ModelState& model, Surgery surgery, TrainingData data,
        WeightFormat format = WeightFormat::Fp32, int threads = 1);
    ~LossComparison();

    /// One window with both models, or 256 pictures, in an order that spreads over the data. False
    /// when it was the last one, or `stop` asked before it.
    bool advance(const StopCheck& stop = {});
    LossChange result() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace glowworm
