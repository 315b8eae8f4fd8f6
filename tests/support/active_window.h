// SPDX-License-Identifier: GPL-3.0-or-later
// A window that has the desktop's focus. Tests only.
#pragma once

#include <QTest>
#include <QWidget>

namespace glowworm::test {

/// Makes `window` the active one, as a click on its frame does. Blocks until it is (5 seconds at
/// most); a test whose window never is fails.
inline void activate(QWidget& window)
{
    window.activateWindow();
    QCoreApplication::processEvents(); // one shown just now may still become the active one before
    QVERIFY(QTest::qWaitForWindowActive(&window));
}

} // namespace glowworm::test
