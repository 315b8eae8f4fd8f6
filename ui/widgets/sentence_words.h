// SPDX-License-Identifier: GPL-3.0-or-later
// Sentences of model/, which the command line says too, in the language of the window: verdicts,
// what refuses to start, what is wrong between settings. Any thread.
#pragma once

#include <QString>

#include <string_view>

namespace glowworm {

/// As it is where it is none of those, as the sentences about files are.
QString sentenceWords(std::string_view sentence);
/// A number as model/ writes it with the decimal mark of the window; any other text as it is.
QString decimalsOnScreen(const QString& number);

} // namespace glowworm
