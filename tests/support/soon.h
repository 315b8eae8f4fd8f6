// SPDX-License-Identifier: GPL-3.0-or-later
// What is about to be. Tests only.
#pragma once

#include <QTest>

namespace glowworm::test {

/// Whether `check` comes true while events are handled, for ten seconds at most.
template <class Check> bool soon(Check check) { return QTest::qWaitFor(check, 10000); }

} // namespace glowworm::test
