// SPDX-License-Identifier: GPL-3.0-or-later
// The line below the panel: which of the known sets is open, how long the answers took, and how
// unlike a digit the drawing is. GUI thread.
#pragma once

#include "model/data/data_set.h"
#include "model/jobs/digit_run.h"

#include <QWidget>

#include <array>
#include <optional>

class QLabel;
class QToolButton;

namespace glowworm {

class ValueLabel;

class DigitFoot : public QWidget {
    Q_OBJECT

public:
    explicit DigitFoot(QWidget* parent = nullptr);

    void setSet(
        const KnownDigits* set); // that the open models were trained on; null = none is open
    void take(const DigitResult& result);
    void clear();
    /// unlikeness() of the drawing; nothing = it is not asked about.
    void setUnlike(std::optional<double> unlike);

Q_SIGNALS:
    void setAsked(const glowworm::KnownDigits& set);

private:
    std::array<QToolButton*, kDigitSets.size()> m_sets;
    std::array<ValueLabel*, 2> m_times; // by Twin
    QLabel* m_unlike;
};

} // namespace glowworm
