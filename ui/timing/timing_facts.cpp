// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timing/timing_facts.h"

#include "ui/timing/timing_cases.h"
#include "ui/widgets/sentence_words.h"
#include "ui/widgets/theme.h"

#include <QCoreApplication>
#include <QHBoxLayout>

#include <algorithm>
#include <cmath>

namespace glowworm {

namespace {

struct FactWords {
    Q_DECLARE_TR_FUNCTIONS(glowworm::TimingFacts)
};

const BenchQuality* qualityOf(const BenchResult& result, const std::string& impl)
{
    const auto found = std::ranges::find(result.quality, impl, &BenchQuality::impl);
    return found == result.quality.end() ? nullptr : &*found;
}

QString obtainedWords(const BenchQuality& quality)
{
    const QString steps = FactWords::tr("after %1 steps of training").arg(countText(quality.steps));
    return quality.windows > 0 ? FactWords::tr("measured on %1 windows of the validation part, %2")
                                     .arg(countText(quality.windows), steps)
                               : FactWords::tr("figure of the model's file, %1").arg(steps);
}

void addReading(const BenchResult& result, std::vector<TimingFact>& facts)
{
    if (!result.bandwidth)
        return;
    const BenchBandwidth& read = *result.bandwidth;
    const QString fraction = percentText(read.fraction.value, 0);
    facts.push_back({FactWords::tr("of the read rate"), fraction,
        FactWords::tr("A dense token reads %1 at %2 GB/s; a plain sum of as many bytes reads at %3 "
                      "GB/s, in the same rounds, one thread: %4 "
                      "[%5, %6]")
            .arg(bytesText(static_cast<double>(read.bytes)), numberText(read.denseGbPerSecond),
                numberText(read.readGbPerSecond), fraction, percentText(read.fraction.low, 0),
                percentText(read.fraction.high, 0))});
}

void addThreads(const BenchResult& result, std::vector<TimingFact>& facts)
{
    for (const BenchThreads& gain : result.threads)
        facts.push_back({FactWords::tr("%1 threads").arg(gain.threads), ratioText(gain.ratio.value),
            FactWords::tr("Whole token, dense, one thread over %1: %2")
                .arg(gain.threads)
                .arg(sentenceWords(gain.verdict))});
}

/// Of sparse weights in another format: over dense fp32, the figure that says what one gains by
/// both.
void addFormats(const BenchResult& result, std::vector<TimingFact>& facts)
{
    for (const char* format : {"bf16", "int8"})
        for (const BenchRatio& ratio : result.ratios)
            if (ratio.over == std::string("dense/sparse-") + format)
                facts.push_back({FactWords::tr("%1 sparse").arg(QLatin1String(format)),
                    ratio.doubt == Doubt::None ? ratioText(ratio.ratio.value) : missingText(),
                    FactWords::tr("Time of dense fp32 over sparse %1, in the same rounds: %2")
                        .arg(QLatin1String(format), ratioWords(ratio))});
}

void addQuality(const BenchResult& result, std::vector<TimingFact>& facts)
{
    for (const auto& [impl, words] :
        {std::pair{"dense", FactWords::tr("dense")}, {"sparse", FactWords::tr("sparse")}}) {
        const BenchQuality* quality = qualityOf(result, impl);
        if (!quality)
            continue;
        const Provenance provenance
            = quality->windows > 0 ? Provenance::Measured : Provenance::Loaded;
        if (quality->accuracy)
            facts.push_back({FactWords::tr("accuracy, %1").arg(words),
                percentText(*quality->accuracy, 2), obtainedWords(*quality), provenance});
        else if (quality->loss)
            facts.push_back({FactWords::tr("loss, %1").arg(words), lossText(*quality->loss),
                FactWords::tr("nats per character, %1").arg(obtainedWords(*quality)), provenance});
    }
    const BenchQuality* plain = qualityOf(result, "sparse");
    for (const char* format : {"bf16", "int8"}) {
        const BenchQuality* quality = qualityOf(result, std::string("sparse-") + format);
        if (plain && plain->loss && quality && quality->loss)
            facts.push_back({FactWords::tr("loss by %1").arg(QLatin1String(format)),
                (*quality->loss < *plain->loss ? QStringLiteral("\u2212") : QStringLiteral("+"))
                    + lossText(std::abs(*quality->loss - *plain->loss)),
                FactWords::tr("Sparse in %1 %2, in fp32 %3 nats per character, %4")
                    .arg(QLatin1String(format), lossText(*quality->loss), lossText(*plain->loss),
                        obtainedWords(*quality))});
    }
}

} // namespace

std::vector<TimingFact> factsOf(const BenchResult& result)
{
    std::vector<TimingFact> facts;
    addFormats(result, facts);
    addThreads(result, facts);
    addReading(result, facts);
    addQuality(result, facts);
    return facts;
}

TimingFacts::TimingFacts(QWidget* parent)
    : QWidget(parent)
    , m_row(new QHBoxLayout(this))
{
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(kWideGap);
    m_row->addStretch(1);
    hide();
}

void TimingFacts::addTile(const TimingFact& fact)
{
    auto* tile = new QWidget(this);
    auto* name = new QLabel(fact.name, tile);
    setTextRole(name, TextRole::Note);
    name->setToolTip(fact.how);
    makeMuted(name);
    auto* value = new ValueLabel(fact.provenance, {}, tile);
    setTextRole(value, TextRole::Title);
    value->setValue(fact.value, fact.how);
    auto* column = new QVBoxLayout(tile);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(name);
    column->addWidget(value);
    m_row->insertWidget(m_row->count() - 1, tile); // before the stretch
}

void TimingFacts::showResult(const BenchResult& result, bool recorded)
{
    std::vector<TimingFact> facts = factsOf(result);
    if (recorded)
        for (TimingFact& fact : facts)
            fact.provenance = Provenance::Recorded;
    if (facts == m_shown)
        return;
    qDeleteAll(findChildren<QWidget*>(Qt::FindDirectChildrenOnly));
    for (const TimingFact& fact : facts)
        addTile(fact);
    m_shown = std::move(facts);
    setVisible(!m_shown.empty());
}

} // namespace glowworm
