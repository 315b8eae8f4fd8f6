// SPDX-License-Identifier: GPL-3.0-or-later
// In which colour a kept run is drawn where several lie over one another, and how it is called. The
// colours are those of Theme's series: warm ones, then cool ones. GUI thread.
#pragma once

#include <QColor>
#include <QIcon>
#include <QString>

#include <vector>

class QWidget;

namespace glowworm {

struct KeptRun;
struct Theme;

/// 1 to kRunColours: chosen by a person, else the one that the list gave it, else one by its name.
int colourOf(const KeptRun& run);
/// Neighbours in a list, newest first, get different ones; an older run keeps its own.
void giveColours(std::vector<KeptRun>& runs);
QColor runColour(const Theme& theme, int colour);
inline constexpr int kRunSwatch = 12; // pixels
QIcon runSwatch(const QWidget& on, const QColor& colour);
QString colourName(int colour);

/// "Sparse, gated 1/64 and its dense twin, text"
QString kindOf(const KeptRun& run);
/// The name that a person gave it, else its kind in few words: "gated 1/64 with twin, text". Safe
/// to show.
QString nameOf(const KeptRun& run);
QString startOf(const KeptRun& run); // when it began
/// Both, where a person gave it no name: others are of its kind.
QString fullNameOf(const KeptRun& run);
QString shortStartOf(const KeptRun& run); // to the minute, which is enough beside others
QString briefNameOf(const KeptRun& run);  // its name, else that
/// What a person typed as a name: one line, without what cannot be seen; at most as long as a name
/// may be.
QString asRunName(const QString& typed);

} // namespace glowworm
