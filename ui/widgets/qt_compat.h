// SPDX-License-Identifier: GPL-3.0-or-later
// What differs between the versions of Qt that we build with, 6.4 and newer: the newer means where
// there are any.
#pragma once

#include <QAccessible>
#include <QGuiApplication>
#include <QStyleHints>
#include <QWidget>

#include <optional>

namespace glowworm {

/// Whether the system asks for dark colours; empty where it does not say (before Qt 6.5 only its
/// palette does).
inline std::optional<bool> systemIsDark()
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    const Qt::ColorScheme scheme = QGuiApplication::styleHints()->colorScheme();
    if (scheme != Qt::ColorScheme::Unknown)
        return scheme == Qt::ColorScheme::Dark;
#endif
    return {};
}

/// Has a screen reader say the sentence; before Qt 6.8 as an alert of the widget, whose accessible
/// name it must be.
inline void announce(QWidget* widget, const QString& sentence)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    QAccessibleAnnouncementEvent event(widget, sentence);
#else
    Q_UNUSED(sentence)
    QAccessibleEvent event(widget, QAccessible::Alert);
#endif
    QAccessible::updateAccessibility(&event);
}

} // namespace glowworm
