// SPDX-License-Identifier: GPL-3.0-or-later
// What differs between the versions of Qt that we build with, 6.4 and newer: the newer means where
// there are any.
#pragma once

#include <QAccessible>
#include <QFont>
#include <QGuiApplication>
#include <QStyleHints>
#if QT_VERSION >= QT_VERSION_CHECK(6, 10, 0)
#include <QAccessibilityHints>
#endif

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

/// Whether the system asks for high contrast; before Qt 6.10 it does not say, and a desktop of
/// plain white windows is none that asks.
inline bool systemWantsContrast()
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 10, 0)
    return QGuiApplication::styleHints()->accessibility()->contrastPreference()
        == Qt::ContrastPreference::HighContrast;
#else
    return false;
#endif
}

/// Digits of one width, in fonts whose digits differ; before Qt 6.7 as the font has them.
inline void setTabularFigures(QFont& font)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 7, 0)
    font.setFeature("tnum", 1);
#else
    Q_UNUSED(font)
#endif
}

/// Has a screen reader say it wherever the focus is; from: a notification of that name. Before Qt
/// 6.8 there are no announcements, and Linux hears of no alerts: that a notification has come up is
/// what it says.
inline void sendAnnouncement(QObject* from, const QString& sentence)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    QAccessibleAnnouncementEvent event(from, sentence);
    QAccessible::updateAccessibility(&event);
#else
    Q_UNUSED(sentence)
    for (const QAccessible::Event kind : {QAccessible::Alert, QAccessible::ObjectShow}) {
        QAccessibleEvent event(from, kind);
        QAccessible::updateAccessibility(&event);
    }
#endif
}

} // namespace glowworm
