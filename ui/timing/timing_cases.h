// SPDX-License-Identifier: GPL-3.0-or-later
// A benchmark's rows by case (what ran interleaved in the same rounds), the words for cases and
// implementations, and how each number was obtained. Shared by the table and the plots of the
// timing panel. Pure functions.
#pragma once

#include "model/bench/belief.h"
#include "ui/widgets/origin.h"

#include <QString>

namespace glowworm {

struct TimedCase {
    double density = 1; // of the sparse layer or model
    int tokens = 1;     // per call
    std::vector<BenchRow> rows;
    std::vector<BenchRatio> ratios; // those there are so far

    const BenchRow* row(const std::string& impl) const;    // null = none
    const BenchRatio* over(const std::string& impl) const; // impl against sparse; null = none yet
    int rounds() const;                                    // that every row has
};
/// In the order of the plan; begun ones only.
std::vector<TimedCase> casesOf(const BenchResult& result);
const TimedCase* findCase(
    const std::vector<TimedCase>& cases, double density, int tokens); // null = not begun
/// The config that measures this case alone.
BenchConfig configOfCase(BenchConfig config, const TimedCase& one);

QString callUnits(Workload workload);     // "tokens", "pictures": what one call has several of
QString workloadWords(Workload workload); // "whole token"
/// Of random weights, everything that a case's own words leave out: "384 x 1,536, gated, rank 24".
QString shapeWords(const BenchConfig& config);
QString caseWords(
    const TimedCase& one, const BenchConfig& config); // "1/64 fires, 16 tokens a call"
/// What was measured, as a heading: "1/64 fires, 1 token a call: 384 x 1,536, gated, rank 24".
/// models: their names, "" = random weights.
QString headingWords(const TimedCase& one, const BenchConfig& config, const QString& models);
QString briefHeadingWords(const TimedCase& one, const BenchConfig& config); // in a narrow place
/// How: tokens in the cache, threads, format, rounds, machine.
QString conditionWords(const BenchConfig& config, const BenchResult& result);
double wholeSeconds(double seconds);                  // as an estimate is told: 47 s, but 2.5 min
QString implementationWords(const std::string& impl); // "dense, LibTorch"
QString implementationHelp(const std::string& impl);
QString medianText(const BenchRow* row); // "98 us"; null or no round yet: a dash
/// A sentence of model/ about ratios, with the sign that they have on the screen.
QString onScreen(const std::string& sentence);
/// "18x [17, 19]"; of one that is doubted "not believable, 540x [310, 600]".
QString ratioWords(const BenchRatio& ratio);
QString doubtWords(const BenchRatio& ratio); // what is wrong and what to do; "" = it is believed
/// Rounds, medians and interval of impl against sparse, then the command that repeats it ("" =
/// there is none).
QString howMeasured(const TimedCase& one, const std::string& impl, const BenchConfig& config,
    const QString& command);
/// models: their names, where they are known. Without rows of what is computed alone.
Origin originOf(const BenchResult& result, const QString& models = {});
QString machineLine(const BenchResult& result); // the same as a line

} // namespace glowworm
