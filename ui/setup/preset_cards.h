// SPDX-License-Identifier: GPL-3.0-or-later
// The presets of ours as cards, each with its name and size, for who starts here; all presets are
// in the list beside them. GUI thread.
#pragma once

#include "ui/widgets/folding_row.h"

#include <map>

class QPushButton;

namespace glowworm {

class PresetCards : public FoldingRow {
    Q_OBJECT

public:
    explicit PresetCards(QWidget* parent = nullptr);

    void setCurrent(int preset); // -1: what is set up is none of them

Q_SIGNALS:
    void chosen(int preset); // its place in presets()

private:
    std::map<int, QPushButton*> m_cards;
    int m_current = -1;
};

} // namespace glowworm
