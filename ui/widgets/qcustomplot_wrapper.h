// SPDX-License-Identifier: GPL-3.0-or-later
// The only includer of qcustomplot.h. QCustomPlot uses the keywords `signals` and `foreach`, which
// this project switches off (QT_NO_KEYWORDS); they exist for the length of that one include.
// Include this after every other header, in .cpp files of ui only.
#pragma once

#include <QtGlobal>

#define signals Q_SIGNALS // NOLINT
#define foreach Q_FOREACH // NOLINT
#include <qcustomplot.h>
#undef signals
#undef foreach
