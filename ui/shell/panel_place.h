// SPDX-License-Identifier: GPL-3.0-or-later
// Where a panel stands in the window: it gets all the room there is, and scrolls only where that is
// less than its least size, so that the window itself fits any screen.
#pragma once

#include <QScrollArea>

namespace glowworm {

class PanelPlace : public QScrollArea {
    Q_OBJECT

public:
    explicit PanelPlace(QWidget* parent = nullptr);

    void setPanel(QWidget* panel);

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fit();
};

} // namespace glowworm
