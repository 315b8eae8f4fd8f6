// SPDX-License-Identifier: GPL-3.0-or-later
// What a screen reader is told of a switchboard: summary and legend as its description, the cursor's cell in words as its value. GUI
// thread.
#pragma once

namespace glowworm {

class Switchboard;

/// Makes Qt ask us for the accessible interface of switchboards. Any number of calls.
void installSwitchboardAccess();
/// The cell under the cursor reads differently now.
void announceSwitchboard(Switchboard* board);

} // namespace glowworm
