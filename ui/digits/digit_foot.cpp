// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/digits/digit_foot.h"

#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace glowworm {

DigitFoot::DigitFoot(QWidget* parent)
    : QWidget(parent)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 4, 0);
    row->setSpacing(4);
    for (std::size_t i = 0; i < m_sets.size(); ++i) {
        const KnownDigits& set = kDigitSets[i];
        auto* button = m_sets[i] = new QToolButton(this);
        button->setObjectName(QStringLiteral("set-") + QLatin1String(set.name.data()));
        button->setText(QLatin1String(set.title.data()));
        button->setProperty("segment", true);
        button->setProperty("compact", true);
        button->setCheckable(true);
        button->setFocusPolicy(Qt::StrongFocus);
        button->setToolTip(
            tr("Open the pair of models that ships for %1, and its pictures").arg(button->text()));
        button->setWhatsThis(button->toolTip());
        button->setAccessibleDescription(button->toolTip());
        connect(button, &QToolButton::clicked, this, [this, button, &set] {
            button->setChecked(!button->isChecked()); // as before: it is chosen once it is open
            Q_EMIT setAsked(set);
        });
        row->addWidget(button);
    }
    row->addSpacing(kWideGap);
    const auto say = [&](const QString& words) {
        auto* label = new QLabel(words, this);
        makeMuted(label);
        row->addWidget(label);
    };
    say(tr("Answer in"));
    for (const Twin twin : {Twin::Sparse, Twin::Dense}) {
        auto*& time = m_times[static_cast<std::size_t>(twin)];
        time = new ValueLabel(Provenance::Measured, QString(), this);
        time->setObjectName(
            twin == Twin::Sparse ? QStringLiteral("sparseTime") : QStringLiteral("denseTime"));
        row->addWidget(time);
        say(twin == Twin::Sparse ? tr("sparse,") : tr("dense"));
    }
    m_unlike = new QLabel(this);
    m_unlike->setObjectName(QStringLiteral("unlike"));
    makeMuted(m_unlike);
    const QString help
        = tr("How far the drawing's ink statistics lie from those of the nearest digit of MNIST: 0 "
             "in the middle, 1 as far out as only 1 in 100 of its own digits lies. A model answers "
             "anything with one of ten classes; far outside, its answer means little.");
    m_unlike->setToolTip(help);
    m_unlike->setWhatsThis(help);
    row->addStretch(1);
    row->addWidget(m_unlike);
    clear();
}

void DigitFoot::setSet(const KnownDigits* set)
{
    for (std::size_t i = 0; i < m_sets.size(); ++i)
        m_sets[i]->setChecked(set == &kDigitSets[i]);
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
    if (!unlike)
        m_unlike->clear();
    else if (*unlike > 1)
        m_unlike->setText(tr("<b>Unlike MNIST's digits: %1 of 1.</b> The answer means little.")
                              .arg(decimalText(*unlike, 1)));
    else
        m_unlike->setText(tr("Unlike what they were trained on? %1 of 1: an ordinary digit.")
                              .arg(decimalText(*unlike, 1)));
}

} // namespace glowworm
