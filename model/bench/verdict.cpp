// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/bench/verdict.h"

#include "model/base/numbers.h"

namespace glowworm {

namespace {

constexpr double kFarBelow = 0.7; // of the ceiling: more than bytes then takes the time

std::string factor(double ratio) { return textOf(ratioFigure(ratio)); }

} // namespace

Outcome outcomeOf(const RatioInterval& ratio)
{
    return ratio.low > 1 ? Outcome::Faster
        : ratio.high < 1 ? Outcome::Slower
                         : Outcome::NoDifference;
}

std::string verdictWords(const std::string& subject, const RatioInterval& ratio)
{
    switch (outcomeOf(ratio)) {
    case Outcome::Faster:
        return subject + " " + factor(ratio.value) + "x faster";
    case Outcome::Slower:
        return subject + " " + factor(1 / ratio.value) + "x slower";
    case Outcome::NoDifference:
        break;
    }
    return "no difference shown";
}

std::string verdictInterval(const RatioInterval& ratio)
{
    return outcomeOf(ratio) == Outcome::Slower
        ? interval(factor(1 / ratio.high), factor(1 / ratio.low))
        : interval(factor(ratio.low), factor(ratio.high));
}

std::string verdict(const std::string& subject, const RatioInterval& ratio)
{
    return verdictWords(subject, ratio) + " " + verdictInterval(ratio);
}

std::vector<std::string> guessSentences(
    double guess, const RatioInterval& ratio, std::optional<double> ceiling)
{
    std::vector<std::string> said;
    const std::string guessed = "The guess was " + factor(guess) + "x: ";
    if (guess >= ratio.low && guess <= ratio.high)
        said.push_back(guessed + "it lies within the interval.");
    else if (factor(guess) == factor(ratio.value))
        said.push_back(guessed + "just outside the interval.");
    else if (guess < ratio.low)
        said.push_back(guessed + "measured is " + factor(ratio.value / guess) + "x as much.");
    else
        said.push_back(guessed + "measured is only 1/" + factor(guess / ratio.value) + " of it.");
    if (!ceiling)
        return said;
    if (ratio.low > *ceiling)
        said.push_back("It passes the ceiling of " + factor(*ceiling)
            + "x: likely the dense weights no longer fit the processor's cache.");
    else if (guess > *ceiling)
        said.push_back("No more than " + factor(*ceiling)
            + "x was to be had: the router, and what is not sparse, are read for every token too.");
    else if (ratio.high < kFarBelow * *ceiling)
        said.push_back("Bytes alone would allow " + factor(*ceiling)
            + "x: choosing neurons, and reading rows that lie apart, take the rest.");
    return said;
}

} // namespace glowworm
