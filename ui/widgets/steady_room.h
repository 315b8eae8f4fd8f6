// SPDX-License-Identifier: GPL-3.0-or-later
// Room for a label whose words change with every token, or that comes and goes with them: a layout
// hears of it when they need another height, and not each time; all that it would lay out again
// takes longer than to paint a board. GUI thread.
#pragma once

#include <QWidget>

class QLabel;

namespace glowworm {

class SteadyRoom : public QWidget {
    Q_OBJECT

public:
    explicit SteadyRoom(QLabel* label); // becomes a child, and is shown with it

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override;
    int heightForWidth(int width) const override;

protected:
    bool event(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void tell();          // the layout, where they need another height
    bool isGone() const;  // the label, without a size that it keeps
    QSize needed() const; // this width or what its words need at least, and the height at this one

    QLabel* m_label;
    QSize m_told; // that its layout knows of
};

} // namespace glowworm
