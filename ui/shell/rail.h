// SPDX-License-Identifier: GPL-3.0-or-later
// The way between the panels, at the left of the window: an icon, a name and a small light for
// each, so that what runs is seen from everywhere; and at its foot what every panel has, its
// command line. GUI thread.
#pragma once

#include "ui/shell/activity.h"

#include <QWidget>

#include <array>

class QToolButton;

namespace glowworm {

class RailButton;

class Rail : public QWidget {
    Q_OBJECT

public:
    Rail(const Activity& activity, QWidget* parent);

    void showCurrent(PanelId panel);

Q_SIGNALS:
    void chosen(glowworm::PanelId panel);
    void commandAsked(); // copy as command

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void showLights();

    const Activity& m_activity;
    std::array<RailButton*, kPanels> m_panels{};
};

} // namespace glowworm
