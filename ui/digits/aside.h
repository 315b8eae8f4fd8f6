// SPDX-License-Identifier: GPL-3.0-or-later
// A card of its own that lies over a panel, in the light of the model that it is about. GUI thread.
#pragma once

#include "model/config/surgery.h"

#include <QScrollArea>

namespace glowworm {

class Aside : public QScrollArea {
    Q_OBJECT

public:
    /// widget: what it shows; becomes a child, scrolls down where it is higher. Hidden at first.
    Aside(QWidget* widget, QWidget* parent);

    /// In the parent's coordinates; wider where the widget needs it.
    void showAt(const QRect& place, Twin about);

protected:
    bool event(QEvent* event) override;

private:
    void colour();

    Twin m_about = Twin::Sparse;
};

} // namespace glowworm
