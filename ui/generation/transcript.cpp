// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/generation/transcript.h"

#include "ui/generation/token_text.h"
#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/model_words.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"
#include "ui/widgets/words.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>
#include <span>
#include <utility>

namespace glowworm {

namespace {

constexpr int kSpeedMilliseconds = 250;
constexpr int kFewestLines = 3;
constexpr int kBelowHead = 6; // pixels, free also when the text has been scrolled

} // namespace

Transcript::Transcript(Twin twin, QWidget* parent)
    : QFrame(parent)
    , m_twin(twin)
{
    const bool sparse = twin == Twin::Sparse;
    m_heading = new QLabel(this);
    m_heading->setTextFormat(Qt::RichText);
    m_speedNote = new ElidedLabel(this); // gives way to the speed
    m_speedValue = new ValueLabel(Provenance::Measured, tr("characters/s"), this);
    makeMuted(m_speedValue);
    setTextRole(m_speedNote, TextRole::Note);
    setTextRole(m_speedValue, TextRole::Note);
    m_text = new TokenText(twin, this);
    m_text->setObjectName(sparse ? QStringLiteral("sparseText") : QStringLiteral("denseText"));
    m_text->setAccessibleName(
        sparse ? tr("Text of the sparse model") : tr("Text of the dense model"));
    atEachTextSize(m_text,
        [this] { m_text->setMinimumHeight(kFewestLines * m_text->fontMetrics().lineSpacing()); });

    auto* title = new QHBoxLayout;
    title->setSpacing(2);
    title->addWidget(m_heading);
    title->addSpacing(kGap);
    title->addWidget(m_speedNote, 1);
    title->addSpacing(kGap);
    title->addWidget(m_speedValue);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 6, 4, 6);
    column->setSpacing(kBelowHead);
    title->setContentsMargins(0, 0, 8, 0);
    column->addLayout(title);
    column->addWidget(m_text, 1);
    makeCard(this);
    setModel(nullptr, true);
    connect(m_text, &TokenText::tokenPicked, this, &Transcript::tokenPicked);
    connect(m_text, &TokenText::editAsked, this, &Transcript::editAsked);
    connect(m_text, &TokenText::bookmarkAsked, this, &Transcript::bookmarkAsked);
    connect(m_text, &TokenText::compareAsked, this, &Transcript::compareAsked);
}

void Transcript::showHeading()
{
    m_heading->setText(QStringLiteral("<b>%1</b>").arg(twinHeading(m_twin, m_kind, palette())));
}

void Transcript::setModel(const LoadedModel* model, bool isTwin, Provenance speed)
{
    m_speedValue->setProvenance(speed);
    m_tokens.clear();
    m_speed = {};
    m_rereads = 0;
    m_comparison.clear();
    m_text->clearTokens();
    m_kind = m_twin == Twin::Dense ? denseName(isTwin)
        : model                    ? tr("Sparse, 1/%1").arg(model->state->config.groupSize())
                                   : tr("Sparse");
    m_heading->setToolTip(!model ? QString()
                                 : QStringLiteral("%1\n%2, %3")
                                       .arg(kindWords(model->state->config), sourceWords(*model),
                                           words(nameOf(model->language->format))));
    showHeading();
    showSpeed();
}

void Transcript::append(const GenerationUpdate& update)
{
    const std::size_t before = m_tokens.size();
    for (const GeneratedToken& token : update.tokens)
        if (token.twin == m_twin) {
            m_rereads += token.contextReread;
            m_tokens.push_back(token);
        }
    m_text->appendTokens(std::span(m_tokens).subspan(before));
    const auto speed = std::ranges::find(update.speeds, m_twin, &GenerationSpeed::twin);
    if (speed == update.speeds.end())
        return;
    m_speed = *speed;
    if (!m_speedShown.isValid() || m_speedShown.hasExpired(kSpeedMilliseconds))
        showSpeed();
}

void Transcript::showSpeed()
{
    m_speedShown.start();
    showNote();
    if (m_speed.tokens < 1) {
        m_speedValue->setMissing(tr("Nothing has been generated yet."));
        return;
    }
    const auto count = static_cast<int>(m_speed.tokens), rereads = static_cast<int>(m_rereads);
    QString detail
        = (count == 1 ? tr("1 character in %1; engine and sampling only")
                      : tr("%Ln characters, one after another, in %1; engine and sampling only",
                          nullptr, count))
              .arg(durationText(m_speed.tokenSeconds));
    if (m_speed.takingTurns)
        detail = tr("%1; the models take turns").arg(detail);
    if (rereads > 0)
        detail = (rereads == 1
                ? tr("%1; the full context was read again once in %2, which is not counted")
                : tr("%1; the full context was read again %Ln times in %2, which is not counted",
                    nullptr, rereads))
                     .arg(detail, durationText(m_speed.rereadSeconds));
    m_speedValue->setValue(numberText(m_speed.tokensPerSecond()), detail);
}

void Transcript::pick(int token) { m_text->setPicked(std::min(token, tokenCount() - 1)); }

void Transcript::scrollTo(int token) { m_text->scrollTo(token); }

void Transcript::markFirstDifference(int token, const QString& words)
{
    m_text->setFirstDifference(token, words);
}

void Transcript::markCompared(int first, int second) { m_text->setCompared(first, second); }

void Transcript::showComparison(const QString& words, const QString& detail)
{
    const bool isOther = std::exchange(m_comparisonDetail, detail) != detail;
    if (std::exchange(m_comparison, words) != words || isOther)
        showNote();
}

void Transcript::showNote()
{
    if (!m_comparison.isEmpty()) {
        m_speedNote->setText(m_comparison);
        m_speedNote->setToolTip(m_comparisonDetail.isEmpty() ? m_comparison : m_comparisonDetail);
    } else if (m_speed.whileTraining)
        m_speedNote->setText(tr("while training, not representative"), tr("while training"));
    else
        m_speedNote->setText({});
}

void Transcript::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        showHeading();
    QFrame::changeEvent(event);
}

} // namespace glowworm
