// SPDX-License-Identifier: GPL-3.0-or-later
// Sentences about settings in the words of the screen: the command line's names of fields become
// the labels that stand beside them.
#pragma once

#include <QString>

#include <string_view>

namespace glowworm {

struct BenchConfig;
template <class Config> struct Field;

/// "heads: 3 does not divide d_model = 128." becomes "Heads H: 3 does not divide Width D = 128."
QString withLabels(std::string_view sentence);
/// A label within a sentence: "learning rate", "FF neurons F"; as it is where the language begins
/// nouns with a capital.
QString inSentence(QString label);
/// What's This of a field: its label with its symbol, what it does, and its range.
template <class Config> QString explained(const Field<Config>& field);
/// Of a timing's settings.
QString withLabels(std::string_view sentence, const BenchConfig& config);

} // namespace glowworm
