// SPDX-License-Identifier: GPL-3.0-or-later
// The line below the panel: how unlike a digit the drawing is. GUI thread.
#pragma once

#include "ui/widgets/value_label.h"

#include <optional>

namespace glowworm {

class DigitFoot : public ValueLabel {
    Q_OBJECT

public:
    explicit DigitFoot(QWidget* parent = nullptr);

    /// unlikeness() of the drawing; nothing = it is not asked about.
    void setUnlike(std::optional<double> unlike);
};

} // namespace glowworm
