// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/focus_keys.h"

#include <QKeyEvent>
#include <QWidget>

#include <algorithm>
#include <array>
#include <string>

namespace glowworm {
namespace {

struct Strip {
    quint32 first;    // scan code of the first key; X11 and Wayland number them alike
    const char* keys; // Qt's key codes of these are their ASCII codes
};
constexpr std::array kUsKeyboard{Strip{10, "1234567890-="}, Strip{24, "QWERTYUIOP[]"},
    Strip{38, "ASDFGHJKL;'`"}, Strip{51, "\\ZXCVBNM,./"}};

bool isLatinOrDigit(int key)
{
    return (key >= Qt::Key_A && key <= Qt::Key_Z) || (key >= Qt::Key_0 && key <= Qt::Key_9);
}

/// 0 = a key without a sign of its own, or a system that does not number its keys.
int usKeyAt(quint32 scanCode)
{
    for (const Strip& strip : kUsKeyboard) {
        const auto length = static_cast<quint32>(std::char_traits<char>::length(strip.keys));
        if (scanCode >= strip.first && scanCode < strip.first + length)
            return strip.keys[scanCode - strip.first];
    }
    return 0;
}

Qt::Key shifted(Qt::Key key)
{
    return key == Qt::Key_Comma ? Qt::Key_Less : key == Qt::Key_Period ? Qt::Key_Greater : key;
}

Qt::KeyboardModifiers modifiersOf(const QKeyEvent& press)
{
    return press.modifiers()
        & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier
            | Qt::ShiftModifier); // not the keypad's
}

} // namespace

QKeyCombination usKeyOf(const QKeyEvent& press)
{
    const int placed = isLatinOrDigit(press.key()) ? 0 : usKeyAt(press.nativeScanCode());
    // On a Latin layout such as Dvorak a sign stands where the US one has a letter: Ctrl+' there
    // must not mean Ctrl+Q.
    const bool isOtherCommand = (press.modifiers() & Qt::ControlModifier)
        && press.key() <= Qt::Key_AsciiTilde && placed >= Qt::Key_A && placed <= Qt::Key_Z;
    return placed == 0 || isOtherCommand
        ? QKeyCombination(Qt::Key_unknown)
        : QKeyCombination(modifiersOf(press), static_cast<Qt::Key>(placed));
}

QList<QKeyCombination> readingsOf(const QKeyEvent& press)
{
    const Qt::KeyboardModifiers modifiers = modifiersOf(press),
                                unshifted = modifiers & ~Qt::ShiftModifier;
    const auto key = static_cast<Qt::Key>(press.key());
    const Qt::Key placed = usKeyOf(press).key();
    const bool isShifted = modifiers != unshifted,
               makesSign
        = key > Qt::Key_Space && key < Qt::Key_Escape; // what comes after has no sign
    QList<QKeyCombination> readings{QKeyCombination(modifiers, key)};
    if (isShifted && makesSign)
        readings << QKeyCombination(unshifted, key);
    if (placed != Qt::Key_unknown && isShifted)
        readings << QKeyCombination(modifiers, placed); // Ctrl+Shift+Z is not Ctrl+Z
    if (placed != Qt::Key_unknown)
        readings << QKeyCombination(unshifted, isShifted ? shifted(placed) : placed);
    return readings;
}

FocusKeys::FocusKeys(QWidget* owner, const QString& title)
    : QObject(owner)
    , m_title(title)
{
    owner->installEventFilter(this);
}

bool FocusKeys::eventFilter(QObject* watched, QEvent* event)
{
    const bool isAnnounced = event->type() == QEvent::ShortcutOverride; // and the key press follows
    if (event->type() != QEvent::KeyPress && !isAnnounced)
        return QObject::eventFilter(watched, event);
    for (const QKeyCombination reading : readingsOf(*static_cast<QKeyEvent*>(event))) {
        const auto row = std::find_if(m_rows.begin(), m_rows.end(),
            [&](const Row& one) { return one.keys.contains(reading); });
        if (row == m_rows.end())
            continue;
        if (!isAnnounced)
            row->act();
        event->accept(); // no shortcut of the window takes it
        return true;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace glowworm
