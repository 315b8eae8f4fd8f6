// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timing/timing_report.h"

#include "ui/timing/cost_bars.h"
#include "ui/timing/timing_cases.h"
#include "ui/widgets/sentence_words.h"
#include "ui/widgets/words.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace glowworm {

namespace {

struct ReportTexts {
    Q_DECLARE_TR_FUNCTIONS(glowworm::TimingReport)
};

/// As model/bench/report_text.cpp has them.
constexpr std::array kHeads = {QT_TRANSLATE_NOOP("glowworm::TimingReport", "variant"),
    QT_TRANSLATE_NOOP("glowworm::TimingReport", "fired"),
    QT_TRANSLATE_NOOP("glowworm::TimingReport", "tokens per call"),
    QT_TRANSLATE_NOOP("glowworm::TimingReport", "pictures per call"),
    QT_TRANSLATE_NOOP("glowworm::TimingReport", "\u00b5s per call"),
    QT_TRANSLATE_NOOP("glowworm::TimingReport", "middle half"),
    QT_TRANSLATE_NOOP("glowworm::TimingReport", "to"),
    QT_TRANSLATE_NOOP("glowworm::TimingReport", "tokens/s"),
    QT_TRANSLATE_NOOP("glowworm::TimingReport", "pictures/s"),
    QT_TRANSLATE_NOOP("glowworm::TimingReport", "against sparse"),
    QT_TRANSLATE_NOOP("glowworm::TimingReport", "of a token"),
    QT_TRANSLATE_NOOP("glowworm::TimingReport", "part"),
    QT_TRANSLATE_NOOP("glowworm::TimingReport", "bytes"),
    QT_TRANSLATE_NOOP("glowworm::TimingReport", "fraction of bytes"),
    QT_TRANSLATE_NOOP("glowworm::TimingReport", "Glowworm: timings")};

struct PartName {
    const char* name;
    CostPart part;
};
constexpr std::array kPartNames = {PartName{"attention", CostPart::Attention},
    PartName{"router", CostPart::Controller}, PartName{"feed_forward", CostPart::Neurons},
    PartName{"norms", CostPart::Rest}, PartName{"head", CostPart::Head}};

QString wordsOf(const std::string& text)
{
    if (const auto part = std::ranges::find(kPartNames, text, &PartName::name);
        part != kPartNames.end())
        return CostBars::wordFor(part->part);
    if (const auto head = std::ranges::find(kHeads, text); head != kHeads.end())
        return ReportTexts::tr(*head);
    if (!implementationHelp(text).isEmpty() || text.starts_with("sparse-")
        || text.starts_with("dense-"))
        return implementationWords(text);
    const QString told = sentenceWords(text);
    return told == words(text) ? decimalsOnScreen(told) : told;
}

} // namespace

ReportWords reportWords()
{
    return [](const std::string& text) { return wordsOf(text).toStdString(); };
}

} // namespace glowworm
