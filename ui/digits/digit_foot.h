// SPDX-License-Identifier: GPL-3.0-or-later
// The line below the panel: what was measured on this drawing, how long the answers took and how
// unlike a digit it is. GUI thread.
#pragma once

#include "model/jobs/digit_run.h"

#include "ui/widgets/folding_row.h"

#include <array>
#include <optional>

namespace glowworm {

class ValueLabel;

class DigitFoot : public FoldingRow {
    Q_OBJECT

public:
    explicit DigitFoot(QWidget* parent = nullptr);

    void take(const DigitResult& result);
    void clear();
    /// unlikeness() of the drawing; nothing = it is not asked about.
    void setUnlike(std::optional<double> unlike);

private:
    QWidget* buildTimes();

    std::array<ValueLabel*, 2> m_times; // by Twin
    ValueLabel* m_unlike;
};

} // namespace glowworm
