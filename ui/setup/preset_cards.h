// SPDX-License-Identifier: GPL-3.0-or-later
// The presets of ours as cards, two beside each other, each with its name, its size and about how
// long it takes on this machine, for who starts here; all presets are in the list above them. GUI
// thread.
#pragma once

#include <QWidget>

#include <cstdint>
#include <map>
#include <optional>

namespace glowworm {

class PresetCard;

class PresetCards : public QWidget {
    Q_OBJECT

public:
    explicit PresetCards(QWidget* parent = nullptr);

    void setCurrent(int preset); // -1: what is set up is none of them
    /// speed: as of Calibration; nothing: not measured. judged: characters of one evaluation.
    /// current: the seconds of what is set up, where they are known better.
    void showTimes(std::optional<double> speed, bool twins, std::int64_t judged,
        std::optional<double> current = std::nullopt);

Q_SIGNALS:
    void chosen(int preset); // its place in presets()

private:
    PresetCard* addCard(int index);

    std::map<int, PresetCard*> m_cards;
    int m_current = -1;
};

} // namespace glowworm
