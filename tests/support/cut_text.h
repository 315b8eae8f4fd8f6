// SPDX-License-Identifier: GPL-3.0-or-later
// Whether a widget has the room that its text needs, in whatever language and zoom. Tests only.
#pragma once

#include <QAbstractButton>
#include <QLabel>

namespace glowworm::test {

/// What breaks its lines or cuts by itself, with the whole in its tooltip, is not cut.
inline bool isCut(const QWidget* widget)
{
    const auto* label = qobject_cast<const QLabel*>(widget);
    const auto* button = qobject_cast<const QAbstractButton*>(widget);
    if (label && label->wordWrap())
        return label->height() < label->heightForWidth(label->width());
    if (label ? label->text().isEmpty() : !button || button->text().isEmpty())
        return false;
    const QSize least = widget->minimumSizeHint();
    return widget->width() < least.width() || widget->height() < least.height();
}

} // namespace glowworm::test
