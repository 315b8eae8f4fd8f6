// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/generation/writer_view.h"

#include "ui/generation/token_text.h"
#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/model_words.h"
#include "ui/widgets/probability_bars.h"
#include "ui/widgets/switchboard.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"
#include "ui/widgets/words.h"

#include <QEvent>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace glowworm {

namespace {

constexpr int kCandidates = 8;
constexpr int kSpeedMilliseconds = 250;

/// A character as a label: what cannot be seen gets a sign.
QString visible(char32_t character)
{
    if (character == U'\n')
        return QString(QChar(0x21B5));
    if (character == U' ')
        return QString(QChar(0x2423));
    if (character == U'\t')
        return QString(QChar(0x21E5));
    return characterName(character);
}

} // namespace

WriterView::WriterView(Twin twin, QWidget* parent)
    : QWidget(parent)
    , m_twin(twin)
{
    build();
    setModel(nullptr, nullptr);
    connect(m_text, &TokenText::tokenPicked, this, &WriterView::tokenPicked);
}

void WriterView::build()
{
    const bool sparse = m_twin == Twin::Sparse;
    m_heading = newHeading({}, this);
    m_heading->setTextFormat(Qt::RichText);
    m_source = new ElidedLabel(this); // gives way to the speed
    m_text = new TokenText(this);
    m_text->setObjectName(sparse ? QStringLiteral("sparseText") : QStringLiteral("denseText"));
    m_text->setAccessibleName(
        sparse ? tr("Text of the sparse model") : tr("Text of the dense model"));
    m_text->setMinimumHeight(72);
    m_next = new ProbabilityBars(m_twin, kCandidates,
        sparse ? tr("Next characters, sparse model") : tr("Next characters, dense model"), this);
    m_next->setToolTip(
        tr("What may follow the picked character, after temperature, top-k and top-p"));
    m_next->setFixedWidth(170);
    m_speedValue = new ValueLabel(Provenance::Measured, tr("characters/s"), this);
    m_speedNote = new ElidedLabel(this);
    m_board = new Switchboard(this);
    m_board->setObjectName(
        sparse ? QStringLiteral("switchboard") : QStringLiteral("denseSwitchboard"));
    m_board->setAccessibleName(
        sparse ? tr("Switchboard of the sparse model") : tr("Switchboard of the dense model"));

    auto* title = new QHBoxLayout;
    title->addWidget(m_heading);
    title->addSpacing(kGap);
    title->addWidget(m_source, 1);
    title->addSpacing(kGap);
    title->addWidget(m_speedNote);
    title->addSpacing(kGap);
    title->addWidget(m_speedValue);
    auto* reading = new QHBoxLayout;
    reading->addWidget(m_text, 1);
    reading->addSpacing(kGap);
    reading->addWidget(m_next);
    QFrame* textCard = newCard(this);
    auto* column = new QVBoxLayout(textCard);
    column->setContentsMargins(12, 10, 12, 10);
    column->setSpacing(6);
    column->addLayout(title);
    column->addLayout(reading, 1);
    QFrame* boardCard = newCard(this);
    auto* cells = new QVBoxLayout(boardCard);
    cells->setContentsMargins(12, 10, 12, 8);
    cells->addWidget(m_board, 1);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(kGap);
    all->addWidget(textCard, 5);
    all->addWidget(boardCard, 13);
}

void WriterView::showHeading() { m_heading->setText(twinHeading(m_twin, m_kind, palette())); }

void WriterView::setModel(const LoadedModel* model, const LoadedModel* other)
{
    m_tokens.clear();
    m_speed = {};
    m_rereads = 0;
    m_alphabet = model ? model->language->vocabulary : std::vector<char32_t>{};
    m_text->clearTokens();
    const QString missing = m_twin == Twin::Sparse ? tr("No sparse text model is open.")
                                                   : tr("No dense text model is open.");
    m_next->clear(QString());
    m_kind = model ? kindWords(model->state->config)
                   : (m_twin == Twin::Sparse ? tr("Sparse") : tr("Dense"));
    m_source->setText(!model ? missing
            : model->language->format == WeightFormat::Fp32
            ? sourceWords(*model)
            : sourceWords(*model) + QStringLiteral(", ") + words(nameOf(model->language->format)));
    m_board->setEmptyText(missing + QLatin1Char(' ')
        + tr("Open a checkpoint (File > Open model), or train one (Ctrl+2)."));
    m_board->setShape(model
            ? boardShapeOf(model->state->config, other ? &other->state->config : nullptr)
            : BoardShape{});
    showHeading();
    showSpeed();
}

void WriterView::append(const GenerationUpdate& update)
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

void WriterView::showSpeed()
{
    m_speedShown.start();
    if (m_speed.tokens < 1) {
        m_speedValue->setMissing(tr("Nothing has been generated yet."));
        m_speedNote->setText({});
        return;
    }
    QString detail = tr("%1 characters, one after another, in %2; engine and sampling only")
                         .arg(countText(m_speed.tokens), durationText(m_speed.tokenSeconds));
    QStringList notes;
    if (m_speed.whileTraining)
        notes << tr("while training, not representative");
    if (m_speed.takingTurns)
        notes << tr("taking turns");
    if (m_rereads > 0) {
        notes << tr("%1 re-read").arg(durationText(m_speed.rereadSeconds));
        detail += tr("; the full context was read again %1 times, which is not counted")
                      .arg(countText(m_rereads));
    }
    m_speedValue->setValue(numberText(m_speed.tokensPerSecond()), detail);
    m_speedNote->setText(notes.join(QStringLiteral(", ")));
}

void WriterView::pick(int token)
{
    token = std::min(token, tokenCount() - 1);
    m_text->setPicked(token);
    if (token < 0) {
        m_board->clearFiring();
        return;
    }
    const auto at = static_cast<std::size_t>(token);
    std::vector<const FiringRecord*> before;
    for (std::size_t i = 1; i <= kTrail && i <= at; ++i)
        before.push_back(&m_tokens[at - i].firing);
    m_board->setFiring(m_tokens[at].firing, before);

    std::vector<ProbabilityBars::Row> rows;
    const int following = at + 1 < m_tokens.size() ? m_tokens[at + 1].token : -1;
    for (const Candidate& candidate : m_tokens[at].next)
        rows.push_back({visible(m_alphabet.at(static_cast<std::size_t>(candidate.token))),
            static_cast<double>(candidate.probability), candidate.token == following});
    m_next->setRows(std::move(rows));
}

void WriterView::markFirstDifference(int token) { m_text->setFirstDifference(token); }

void WriterView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        showHeading();
    QWidget::changeEvent(event);
}

} // namespace glowworm
