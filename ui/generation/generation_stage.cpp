// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/generation/generation_stage.h"

#include "model/jobs/load_run.h"
#include "ui/generation/character_box.h"
#include "ui/generation/shade_choice.h"
#include "ui/inspector/inspector_style.h"
#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/board_marks.h"
#include "ui/widgets/focus_keys.h"
#include "ui/widgets/model_words.h"
#include "ui/widgets/stage.h"
#include "ui/widgets/steady_room.h"
#include "ui/widgets/switchboard.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"
#include "ui/widgets/words.h"

#include <QEvent>
#include <QFontMetrics>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <initializer_list>
#include <utility>

namespace glowworm {

namespace {

constexpr int kLargePlace = 2, kSmallPlace = 4; // in the column: head, sentence, board, swap, board
constexpr int kAbove = 4; // pixels, of the frame around a character, and between parts
constexpr int kOff = 150; // percent, by which what cannot be chosen is darker: it is still read
constexpr int kTwinCount = 22; // pixels of text, beside the hero: the one against the other
constexpr int kLowest = 56, kHighest = 240; // pixels, of the small board
constexpr int kTall = 50; // pixels: a tall stage has room for cells as wide as the large ones

Switchboard::Source modelSource(const LoadedModel& model)
{
    const NeuronGrid grid = gridOf(model.state->config);
    const QString name = sourceWords(model), done = surgeryWords(grid, model.surgery),
                  all = done.isEmpty() ? name : GenerationStage::tr("%1, %2").arg(name, done);
    return {all, {sourceInData(model), {}, {}, words(grid, model.surgery)}, all};
}

} // namespace

GenerationStage::GenerationStage(QWidget* parent)
    : QWidget(parent)
{
    setProperty("region", true);
    for (const Twin twin : kTwins) {
        const bool sparse = twin == Twin::Sparse;
        auto* board = m_boards[slotOf(twin)] = new Switchboard(this);
        board->setObjectName(
            sparse ? QStringLiteral("switchboard") : QStringLiteral("denseSwitchboard"));
        board->setAccessibleName(
            sparse ? tr("Switchboard of the sparse model") : tr("Switchboard of the dense model"));
        board->setProperty("landing", true);
        board->setSource([this, twin] { return sourceOf(twin); });
        connect(board, &Switchboard::clicked, this, &GenerationStage::swap);
    }
    build();
    const auto shade = [this](Shade chosen) {
        for (Switchboard* board : m_boards)
            board->setShade(chosen);
        showHead();
        Q_EMIT shaded();
    };
    shade(m_shades->chosen());
    connect(m_shades, &ShadeChoice::changed, this, shade);
    auto* keys = new FocusKeys(this, tr("On the stage"));
    keys->add({Qt::Key_M}, tr("light by value, probability or margin, in turn"),
        [this] { m_shades->chooseNext(); });
    for (const Twin twin : kTwins) {
        setModel(twin, nullptr, nullptr);
        setComing(twin, false);
    }
    layOut();
    showColours();
}

void GenerationStage::build()
{
    m_hero = new ValueLabel(Provenance::Measured, {}, this);
    m_hero->setObjectName(QStringLiteral("litNeurons"));
    m_words = new QLabel(this);
    m_words->setObjectName(QStringLiteral("litWords"));
    m_character = new CharacterBox(m_large, this);
    m_character->setObjectName(QStringLiteral("litCharacter"));
    m_twinWords = new QLabel(this);
    m_twinWords->setObjectName(QStringLiteral("twinWords"));
    m_twinUnit = new QLabel(this);
    m_twinUnit->setObjectName(QStringLiteral("twinUnit"));
    m_twinCount = new ValueLabel(Provenance::Measured, {}, this);
    m_twinCount->setObjectName(QStringLiteral("twinNeurons"));
    m_twinCount->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_sentence = new QLabel(this);
    m_sentence->setObjectName(QStringLiteral("stageSentence"));
    m_sentence->setWordWrap(true);
    m_shades = new ShadeChoice(this);
    m_swap = new QToolButton(this);
    m_swap->setObjectName(QStringLiteral("swap"));
    m_swap->setAutoRaise(true);
    m_swap->setToolTip(tr("Show this model large, and the other one small"));
    m_swap->setAccessibleDescription(m_swap->toolTip());

    setTextRole(m_hero, TextRole::Hero);
    for (QWidget* small : std::initializer_list<QWidget*>{m_swap, m_twinWords, m_twinUnit})
        setTextRole(small, TextRole::Note);
    setMark(m_swap, "flat");

    m_column = new QVBoxLayout(this);
    m_column->setContentsMargins(kGap, kGap, kGap, kGap);
    m_column->setSpacing(3);
    buildHead();
    m_column->addLayout(m_head);
    auto* below = new QHBoxLayout;
    below->setSpacing(kGap);
    below->setContentsMargins(kGap, 0, kGap, kAbove); // clear of the board's focus frame
    below->addWidget(new SteadyRoom(m_sentence), 1);
    below->addWidget(m_shades, 0, Qt::AlignTop);
    m_column->addLayout(below);
    m_column->addWidget(m_swap, 0, Qt::AlignLeft);
    connect(m_swap, &QToolButton::clicked, this, &GenerationStage::swap);
    for (QWidget* label :
        {static_cast<QWidget*>(m_character), m_twin, static_cast<QWidget*>(m_swap)})
        atEachTextSize(label, [this, label] {
            label->setMinimumSize(0, 0); // else its hints would hold on to the size before
            showHead();
        });
}

void GenerationStage::buildHead()
{
    m_head = new QHBoxLayout;
    m_head->setSpacing(kAbove);
    m_head->setContentsMargins(kGap, 0, kGap, 0); // flush with the cells, as all words here
    m_twin = new QWidget(this);
    auto* twin = new QGridLayout(m_twin); // one over the other, no higher than the hero
    twin->setContentsMargins(0, 0, 0, 0);
    twin->addWidget(m_twinWords, 0, 0, Qt::AlignTop | Qt::AlignRight);
    auto* number = new QHBoxLayout;
    number->setSpacing(kAbove);
    number->addWidget(m_twinCount, 0, Qt::AlignBottom);
    number->addWidget(m_twinUnit, 0, Qt::AlignBottom);
    twin->addLayout(number, 0, 0, Qt::AlignBottom | Qt::AlignRight);
    for (QWidget* part : std::initializer_list<QWidget*>{m_hero, m_words, m_character, m_twin})
        m_head->addWidget(part, 0, Qt::AlignBottom);
    m_head->insertStretch(3, 1);
    atEachTextSize(m_hero, [this] { // one baseline for both figures and the words
        m_twinCount->setStyleSheet(
            QStringLiteral("font-size: %1px; font-weight: 700;").arg(textScaled(kTwinCount)));
        const int lowest = QFontMetrics(heroFont(this)).descent(),
                  lower = lowest - fontMetrics().descent();
        for (QLabel* label : {m_words, m_twinUnit, static_cast<QLabel*>(m_twinCount)}) {
            label->ensurePolished();
            label->setContentsMargins(0, 0, 0, lowest - label->fontMetrics().descent());
        }
        m_character->setContentsMargins(0, kAbove, 0, std::max(lower, kAbove));
    });
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
    big.setSmall(false);
    small.setSmall(true);
    fitSmall();
    const bool both = m_shown[0] && m_shown[1];
    big.setVisible(m_shown[slotOf(m_large)]);
    small.setVisible(both);
    m_swap->setVisible(both);
    m_twin->setVisible(both);
    fitWords();
    setTabOrder(&big, m_swap);
    setTabOrder(m_swap, &small);
}

/// As high as its cells are: what is left over is the large board's. Before its model comes as high
/// as those of the other one's twin, so that nothing jumps.
void GenerationStage::fitSmall()
{
    const QMargins around = m_column->contentsMargins();
    const Twin twin = otherOf(m_large);
    Switchboard& small = board(twin);
    const bool isAwaited = small.shape().grid.layers < 1 && m_coming[slotOf(twin)];
    small.setFixedHeight(std::max(kLowest,
        small.heightIn(
            {width() - around.left() - around.right(),
                std::clamp(std::max(height() / 7, height() / 5 - kTall), kLowest, kHighest)},
            board(isAwaited ? m_large : twin).shape())));
}

void GenerationStage::setModel(
    Twin twin, const LoadedModel* model, const LoadedModel* other, Provenance provenance)
{
    m_sources[slotOf(twin)] = model ? modelSource(*model) : Switchboard::Source{};
    const ModelConfig *own = model ? &model->state->config : nullptr,
                      *beside = other ? &other->state->config : nullptr;
    m_areTwins = twin == Twin::Sparse ? areTwins(own, beside) : areTwins(beside, own);
    m_provenance = provenance;
    m_hero->setProvenance(provenance);
    m_twinCount->setProvenance(provenance);
    Switchboard& shown = board(twin);
    shown.setShape(own ? boardShapeOf(*own) : BoardShape{});
    shown.clearFiring();
    shown.setScale();
    m_scaled[slotOf(twin)] = 0;
    fitSmall();
    m_lit[slotOf(twin)] = {};
    showHead();
}

void GenerationStage::setComing(Twin twin, bool isComing)
{
    const bool isSparse = twin == Twin::Sparse;
    const QString missing
        = isSparse ? tr("No sparse text model is open.") : tr("No dense text model is open.");
    board(twin).setEmptyText(isComing ? isSparse ? tr("The sparse text model is being opened.")
                                                 : tr("The dense text model is being opened.")
                                      : missing + QLatin1Char(' ')
                + tr("Open a checkpoint (File > Open model), or train one (Ctrl+2)."));
    m_coming[slotOf(twin)] = isComing;
    fitSmall();
}

void GenerationStage::setShown(bool sparse, bool dense)
{
    m_shown = {sparse, dense};
    showLarge();
}

void GenerationStage::choose(Twin twin)
{
    if (twin == m_chosen)
        return;
    m_chosen = twin;
    showLarge();
}

void GenerationStage::showLarge()
{
    m_large = m_shown[slotOf(m_chosen)] ? m_chosen : otherOf(m_chosen);
    layOut();
    showColours();
}

Shade GenerationStage::shade() const { return m_shades->chosen(); }
void GenerationStage::setShade(Shade shade) { m_shades->choose(shade); }

void GenerationStage::swap()
{
    if (!(m_shown[0] && m_shown[1]))
        return;
    choose(otherOf(m_large));
    Q_EMIT swapped();
}

void GenerationStage::showToken(
    const std::array<std::span<const GeneratedToken>, 2>& texts, int place)
{
    if (holds())
        return;
    for (const Twin twin : kTwins)
        if (const auto tokens = texts[slotOf(twin)]; m_shown[slotOf(twin)] && !tokens.empty())
            showLit(twin, tokens, std::min(place, static_cast<int>(tokens.size()) - 1));
    showHead();
}

void GenerationStage::showLit(Twin twin, std::span<const GeneratedToken> tokens, int place)
{
    Lit& now = m_lit[slotOf(twin)] = {};
    if (place < 0) {
        board(twin).clearFiring();
        return;
    }
    fixScale(twin, tokens);
    const auto index = static_cast<std::size_t>(place);
    const FiringRecord& record = tokens[index].firing;
    std::vector<const FiringRecord*> before;
    for (std::size_t i = 1; i <= kTrail && i <= index; ++i)
        before.push_back(&tokens[index - i].firing);
    board(twin).setFiring(record, before);
    now = {place, 0, 0, 0, tokens[index].character};
    for (const LayerFiring& layer : record.layers) {
        now.count += static_cast<int>(layer.neurons.size());
        now.positive += static_cast<int>(
            std::ranges::count_if(layer.values, [](float value) { return value > 0; }));
        now.tossUps
            += static_cast<int>(std::ranges::count_if(layer.decisions, &Decision::isTossUp));
    }
}

void GenerationStage::fixScale(Twin twin, std::span<const GeneratedToken> tokens)
{
    std::size_t& known = m_scaled[slotOf(twin)];
    float most = 0;
    for (; known < tokens.size() && (known == 0 || tokens[known].fromPrompt); ++known)
        most = std::max(most, kHeadroom * largestValue(tokens[known].firing));
    if (most > board(twin).scale())
        board(twin).setScale(most, true);
}

void GenerationStage::showComparison(const ComparedPlaces& places)
{
    m_compared = places;
    showHead();
}

Switchboard::Source GenerationStage::sourceOf(Twin twin) const
{
    Switchboard::Source source = m_sources[slotOf(twin)];
    const Lit& now = lit(twin);
    if (now.place < 0)
        return source;
    source.words = tr("%1, character %2 of the text: %3")
                       .arg(source.model, countText(now.place), visibleCharacter(now.character));
    source.cells.token = now.place;
    source.cells.character = QString::fromUcs4(&now.character, 1).toStdString();
    return source;
}

void GenerationStage::showColours()
{
    const Stage stage = Stage::of(palette());
    const Twin twin = otherOf(m_large);
    setLight(m_hero, m_large);
    m_character->setTwin(m_large);
    for (QLabel* label : {m_twinWords, m_twinUnit, static_cast<QLabel*>(m_twinCount)})
        setLight(label, twin);
    const QString sheet = stageSheet(stage)
        + QStringLiteral("#swap { color: %1; padding-left: 2px; } #stageSentence { color: %2; }"
                         "#shades QToolButton { padding: 1px 2px; border-radius: 6px; }"
                         "#shades QToolButton:!checked { background: transparent; color: %2;"
                         " border-color: transparent; }"
                         "#shades QToolButton:disabled { color: %3; }"
                         "#shades QToolButton:!checked:hover { border-color: %2; }")
              .arg(stage.lightOf(twin).light.name(), stage.quietText.name(),
                  stage.quietText.darker(kOff).name());
    if (sheet != styleSheet()) // setting it comes back here as a change of style
        setStyleSheet(sheet);
    showHead();
}

void GenerationStage::resizeEvent(QResizeEvent*)
{
    fitWords();
    fitSmall();
}

void GenerationStage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        showColours();
    QWidget::changeEvent(event);
}

} // namespace glowworm
