// SPDX-License-Identifier: GPL-3.0-or-later
// A column of widgets on the inspector's card. GUI thread.
#pragma once

#include "ui/widgets/theme.h"

#include <QLayout>
#include <QScrollArea>
#include <QScrollBar>

#include <algorithm>

namespace glowworm {

/// As wide as what it holds; scrolls down where there is not the room for all of it.
class Scrolled : public QScrollArea {
public:
    Scrolled(QLayout* layout, QWidget* parent)
        : QScrollArea(parent)
    {
        setFrameShape(QFrame::NoFrame);
        setFocusPolicy(Qt::NoFocus);
        setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        setWidgetResizable(true);
        auto* body = new QWidget(this);
        body->setLayout(layout);
        setWidget(body);
        for (QWidget* ground : {viewport(), body})
            ground->setAutoFillBackground(false);
    }

    QSize minimumSizeHint() const override
    {
        const QSize least = widget()->minimumSizeHint();
        return {least.width() + verticalScrollBar()->sizeHint().width(),
            std::min(least.height(), textScaled(kLeastHigh))};
    }

protected:
    /// The bar has its room also while it is not there: else pictures as high as they are wide
    /// would need it, and without it would not, for ever.
    void resizeEvent(QResizeEvent* event) override
    {
        widget()->setMaximumWidth(width() - verticalScrollBar()->sizeHint().width());
        QScrollArea::resizeEvent(event);
    }

private:
    static constexpr int kLeastHigh = 120; // logical pixels
};

} // namespace glowworm
