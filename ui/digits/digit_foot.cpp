// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/digits/digit_foot.h"

#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"

#include <QBoxLayout>
#include <QLabel>

namespace glowworm {
DigitFoot::DigitFoot(QWidget* parent)
    : FoldingRow(parent)
{
    m_unlike = new ValueLabel(Provenance::Measured, {}, this);
    m_unlike->setObjectName(QStringLiteral("unlike"));
    makeMuted(m_unlike);
    row()->setSpacing(kWideGap);
    row()->addWidget(buildTimes());
    row()->addStretch(1);
    row()->addWidget(m_unlike);
    clear();
}

QWidget* DigitFoot::buildTimes()
{
    auto* part = new QWidget(this);
    auto* line = new QHBoxLayout(part);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(4);
    const auto say = [&](const QString& words) {
        auto* label = new QLabel(words, part);
        makeMuted(label);
        line->addWidget(label);
    };
    say(tr("Answer in"));
    for (const Twin twin : {Twin::Sparse, Twin::Dense}) {
        auto*& time = m_times[static_cast<std::size_t>(twin)];
        time = new ValueLabel(Provenance::Measured, QString(), part);
        time->setObjectName(
            twin == Twin::Sparse ? QStringLiteral("sparseTime") : QStringLiteral("denseTime"));
        line->addWidget(time);
        say(twin == Twin::Sparse ? tr("sparse,") : tr("dense"));
    }
    line->addStretch(1);
    return part;
}

void DigitFoot::take(const DigitResult& result)
{
    for (ValueLabel* time : m_times)
        time->setMissing(tr("No such model is open, or it has no answer."));
    for (const DigitAnswer& answer : result.answers)
        if (!answer.probabilities.empty())
            m_times[static_cast<std::size_t>(answer.twin)]->setValue(
                durationText(answer.microseconds * 1e-6),
                tr("one picture through this model, median of 5 calls"));
}

void DigitFoot::clear()
{
    for (ValueLabel* time : m_times)
        time->setMissing(tr("There is no drawing yet."));
    setUnlike({});
}

void DigitFoot::setUnlike(std::optional<double> unlike)
{
    m_unlike->setVisible(unlike.has_value());
    if (!unlike)
        return;
    const bool far = *unlike > 1;
    const QString figure = decimalText(*unlike, 1);
    setMark(m_unlike, "muted", !far); // what matters is read as the other text
    m_unlike->setValue(far
            ? tr("Unlike MNIST (oddness %1, ordinary up to 1): the answer means little.")
                  .arg(figure)
            : tr("Looks like MNIST (oddness %1 of 1)").arg(figure),
        tr("Oddness: how far the drawing's ink statistics lie from those of the nearest digit of "
           "MNIST: 0 "
           "in the middle, 1 as far out as only 1 in 100 of its own digits lies. A model answers "
           "anything with one of ten classes; far outside, its answer means little."));
}

} // namespace glowworm
