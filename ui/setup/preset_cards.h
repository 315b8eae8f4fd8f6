// SPDX-License-Identifier: GPL-3.0-or-later
// The presets of ours as cards, each with its name, its size, about how long it takes on this
// machine and one sentence, for who starts here; all presets are in the list beside them. GUI
// thread.
#pragma once

#include "ui/widgets/folding_row.h"

#include <cstdint>
#include <map>
#include <optional>

namespace glowworm {

class PresetCard;

class PresetCards : public FoldingRow {
    Q_OBJECT

public:
    explicit PresetCards(QWidget* parent = nullptr);

    void setCurrent(int preset); // -1: what is set up is none of them
    bool says(int preset) const { return m_cards.count(preset) > 0; } // one of them is of it
    /// speed: as of Calibration; nothing: not measured. judged: characters of one evaluation.
    void showTimes(std::optional<double> speed, bool twins, std::int64_t judged);

Q_SIGNALS:
    void chosen(int preset); // its place in presets()

private:
    std::map<int, PresetCard*> m_cards;
    int m_current = -1;
};

} // namespace glowworm
