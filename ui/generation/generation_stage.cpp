// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/generation/generation_stage.h"

#include "model/jobs/load_run.h"
#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/model_words.h"
#include "ui/widgets/stage.h"
#include "ui/widgets/switchboard.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"
#include "ui/widgets/words.h"

#include <QEvent>
#include <QFontMetrics>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace glowworm {

namespace {

constexpr int kLargePlace = 2, kSmallPlace = 4; // in the column: head, sentence, board, swap, board
constexpr int kCharacter = 22, kAbove = 3;      // pixels, of the frame around a character
constexpr int kLowest = 56, kHighest = 240;     // pixels, of the small board

std::size_t at(Twin twin) { return static_cast<std::size_t>(twin); }

Twin otherOf(Twin twin) { return twin == Twin::Sparse ? Twin::Dense : Twin::Sparse; }

} // namespace

GenerationStage::GenerationStage(QWidget* parent)
    : QWidget(parent)
{
    for (const Twin twin : {Twin::Sparse, Twin::Dense}) {
        const bool sparse = twin == Twin::Sparse;
        auto* board = m_boards[at(twin)] = new Switchboard(this);
        board->setObjectName(
            sparse ? QStringLiteral("switchboard") : QStringLiteral("denseSwitchboard"));
        board->setAccessibleName(
            sparse ? tr("Switchboard of the sparse model") : tr("Switchboard of the dense model"));
        connect(board, &Switchboard::clicked, this, &GenerationStage::swap);
    }
    build();
    for (const Twin twin : {Twin::Sparse, Twin::Dense})
        setModel(twin, nullptr, nullptr);
    layOut();
    showColours();
}

void GenerationStage::build()
{
    m_hero = new ValueLabel(Provenance::Measured, {}, this);
    m_hero->setObjectName(QStringLiteral("litNeurons"));
    m_words = new QLabel(this);
    m_words->setObjectName(QStringLiteral("litWords"));
    m_character = new QLabel(this);
    m_character->setObjectName(QStringLiteral("litCharacter"));
    m_character->setAlignment(Qt::AlignCenter);
    m_character->setMinimumWidth(kCharacter);
    m_twinWords = new QLabel(this);
    m_twinWords->setObjectName(QStringLiteral("twinWords"));
    m_twinCount = new ValueLabel(Provenance::Measured, {}, this);
    m_twinCount->setObjectName(QStringLiteral("twinNeurons"));
    m_sentence = new QLabel(this);
    m_sentence->setObjectName(QStringLiteral("stageSentence"));
    m_sentence->setWordWrap(true);
    m_swap = new QToolButton(this);
    m_swap->setObjectName(QStringLiteral("swap"));
    m_swap->setAutoRaise(true);
    m_swap->setToolTip(tr("Show this model large, and the other one small"));
    m_swap->setAccessibleDescription(m_swap->toolTip());

    setTextRole(m_hero, TextRole::Hero);
    setTextRole(m_character, TextRole::Title);
    setMonospaced(m_character);
    setTextRole(m_swap, TextRole::Note);

    m_head = new QHBoxLayout;
    m_head->setSpacing(6);
    m_head->setContentsMargins(kGap, 0, kGap, 0); // flush with the cells, as all words here
    m_sentence->setContentsMargins(kGap, 0, kGap, 0);
    for (QLabel* label : {static_cast<QLabel*>(m_hero), m_words, m_character, m_twinWords,
             static_cast<QLabel*>(m_twinCount)})
        m_head->addWidget(label, 0, Qt::AlignBottom);
    m_head->insertStretch(3, 1);
    atEachTextSize(m_hero, [this] { // one baseline for the large figure and the words behind it
        const int lower = QFontMetrics(heroFont(this)).descent() - fontMetrics().descent();
        for (QLabel* label : {m_words, m_twinWords, static_cast<QLabel*>(m_twinCount)})
            label->setContentsMargins(0, 0, 0, lower);
        m_character->setContentsMargins(0, kAbove, 0, std::max(lower, kAbove));
    });
    m_column = new QVBoxLayout(this);
    m_column->setContentsMargins(kGap, kGap, kGap, kGap);
    m_column->setSpacing(4);
    m_column->addLayout(m_head);
    m_column->addWidget(m_sentence);
    m_column->addWidget(m_swap, 0, Qt::AlignLeft);
    connect(m_swap, &QToolButton::clicked, this, &GenerationStage::swap);
    atEachTextSize(m_swap, [this] { fitWords(); });
}

void GenerationStage::layOut()
{
    Switchboard &big = board(m_large), &small = board(otherOf(m_large));
    for (Switchboard* one : m_boards)
        m_column->removeWidget(one);
    m_column->insertWidget(kLargePlace, &big, 1);
    m_column->insertWidget(kSmallPlace, &small);
    big.setMinimumHeight(0);
    big.setMaximumHeight(QWIDGETSIZE_MAX);
    small.setFixedHeight(smallHeight());
    const bool both = m_shown[0] && m_shown[1];
    big.setVisible(m_shown[at(m_large)]);
    small.setVisible(both);
    m_swap->setVisible(both);
    m_twinCount->setVisible(both);
    fitWords();
    big.setSmall(false);
    small.setSmall(true);
    setTabOrder(&big, m_swap);
    setTabOrder(m_swap, &small);
}

int GenerationStage::smallHeight() const { return std::clamp(height() / 7, kLowest, kHighest); }

void GenerationStage::setModel(
    Twin twin, const LoadedModel* model, const LoadedModel* other, Provenance provenance)
{
    m_sources[at(twin)] = model ? sourceWords(*model) : QString();
    m_hero->setProvenance(provenance);
    m_twinCount->setProvenance(provenance);
    const QString missing = twin == Twin::Sparse ? tr("No sparse text model is open.")
                                                 : tr("No dense text model is open.");
    Switchboard& shown = board(twin);
    shown.setEmptyText(missing + QLatin1Char(' ')
        + tr("Open a checkpoint (File > Open model), or train one (Ctrl+2)."));
    shown.setShape(model
            ? boardShapeOf(model->state->config, other ? &other->state->config : nullptr)
            : BoardShape{});
    shown.clearFiring();
    shown.setScale();
    lit(twin) = {};
    showHead();
}

void GenerationStage::setShown(bool sparse, bool dense)
{
    m_shown = {sparse, dense};
    if (!m_shown[at(m_large)])
        m_large = otherOf(m_large);
    layOut();
    showColours();
}

void GenerationStage::swap()
{
    if (!(m_shown[0] && m_shown[1]))
        return;
    m_large = otherOf(m_large);
    layOut();
    showColours();
    Q_EMIT swapped();
}

void GenerationStage::showToken(Twin twin, std::span<const GeneratedToken> tokens, int place)
{
    if (place < 0) {
        lit(twin) = {};
        board(twin).clearFiring();
        showHead();
        return;
    }
    const auto index = static_cast<std::size_t>(place);
    const FiringRecord& record = tokens[index].firing;
    std::vector<const FiringRecord*> before;
    for (std::size_t i = 1; i <= kTrail && i <= index; ++i)
        before.push_back(&tokens[index - i].firing);
    board(twin).setFiring(record, before);
    board(twin).setOrigin(
        tr("%1, character %2 of the text: %3")
            .arg(m_sources[at(twin)], countText(place), visibleCharacter(tokens[index].character)));
    Lit& now = lit(twin) = {0, tokens[index].character};
    for (const LayerFiring& layer : record.layers)
        now.count += static_cast<int>(layer.neurons.size());
    showHead();
}

void GenerationStage::showHead()
{
    const auto sayCount = [this](ValueLabel* label, Twin twin) {
        if (lit(twin).count < 0)
            label->setMissing(tr("No character is picked."));
        else
            label->setValue(countText(lit(twin).count),
                twin == Twin::Sparse
                    ? tr("neurons that the router chose, one of each group of each layer")
                    : tr("neurons of all layers whose value is above zero"));
    };
    sayCount(m_hero, m_large);
    sayCount(m_twinCount, otherOf(m_large));
    const BoardShape& shape = board(m_large).shape();
    const auto all = static_cast<std::int64_t>(shape.grid.layers) * shape.grid.neurons();
    const bool picked = lit(m_large).count >= 0;
    m_words->setText(shape.grid.layers < 1 ? tr("neurons")
            : picked && shape.sparse       ? tr("of %1 neurons chosen for").arg(countText(all))
            : picked                       ? tr("of %1 neurons lit for").arg(countText(all))
                                           : tr("of %1 neurons").arg(countText(all)));
    m_character->setText(visibleCharacter(lit(m_large).character));
    m_character->setVisible(picked);
    m_sentence->setText(shape.grid.layers < 1 ? QString()
            : shape.sparse
            ? tr("Each column picks one of its %1 neurons. Click a light.")
                  .arg(shape.grid.groupSize)
            : tr("No column picks here: every neuron above zero is lit. Click a light."));
    fitWords();
}

int GenerationStage::headWidth(bool twinWords) const
{
    const QMargins around = m_head->contentsMargins();
    int width = around.left() + around.right();
    for (int i = 0; i < m_head->count(); ++i)
        if (const QWidget* part = m_head->itemAt(i)->widget();
            part && (part == m_twinWords ? twinWords : !part->isHidden()))
            width += part->sizeHint().width() + m_head->spacing();
    return width;
}

/// What gives way in a narrow window: the words before the twin's number, whose colour says whose
/// it is, and what its board shows.
void GenerationStage::fitWords()
{
    const QMargins around = m_column->contentsMargins();
    const int room = width() - around.left() - around.right();
    m_twinWords->setVisible(m_shown[0] && m_shown[1] && headWidth(true) <= room);
    const bool dense = otherOf(m_large) == Twin::Dense;
    const QString name = dense ? tr("dense twin") : tr("sparse twin"),
                  arrows = QStringLiteral("  \u21C5");
    const QString whole = (dense ? tr("%1, the same place in its text: every neuron above zero")
                                 : tr("%1, the same place in its text: one neuron of each column"))
                              .arg(name)
        + arrows;
    const bool fits = QFontMetrics(smallFont(this)).horizontalAdvance(whole) + 3 * kGap <= room;
    m_swap->setText(fits ? whole : name + arrows);
}

QSize GenerationStage::minimumSizeHint() const
{
    const QMargins around = m_column->contentsMargins();
    const int widest = std::max({headWidth(false), m_boards[0]->minimumSizeHint().width(),
        m_boards[1]->minimumSizeHint().width()});
    return {widest + around.left() + around.right(), QWidget::minimumSizeHint().height()};
}

void GenerationStage::showColours()
{
    const Stage stage = Stage::of(palette());
    const Twin twin = otherOf(m_large);
    const auto ink = [](const char* names, const QColor& colour) {
        return QStringLiteral("%1 { color: %2; } ").arg(QLatin1String(names), colour.name());
    };
    const QString sheet = ink("#litNeurons, #litCharacter", stage.lightOf(m_large).bright)
        + ink("#litWords", stage.text) + ink("#stageSentence", stage.quietText)
        + ink("#twinWords, #twinNeurons, #swap", stage.lightOf(twin).light);
    if (sheet != styleSheet()) // setting it comes back here as a change of style
        setStyleSheet(sheet);
    m_twinWords->setText(twin == Twin::Dense ? tr("dense twin:") : tr("sparse twin:"));
    showHead();
}

void GenerationStage::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Stage stage = Stage::of(palette());
    paintStage(painter, rect(), stage);
    if (m_character->isHidden())
        return;
    // Around the character, inside its label: that alone is painted anew when it changes.
    painter.setPen(QPen(stage.lightOf(m_large).light, 1.4));
    painter.drawRoundedRect(QRectF(m_character->geometry())
                                .marginsRemoved(QMarginsF(m_character->contentsMargins()))
                                .adjusted(1, 1 - kAbove, -1, kAbove - 1),
        4, 4);
}

void GenerationStage::resizeEvent(QResizeEvent*)
{
    fitWords();
    board(otherOf(m_large)).setFixedHeight(smallHeight());
}

void GenerationStage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        showColours();
    QWidget::changeEvent(event);
}

} // namespace glowworm
