// SPDX-License-Identifier: GPL-3.0-or-later
// What stands at the head of the stage, and how much of it in a window of any width.
#include "ui/generation/generation_stage.h"

#include "ui/generation/character_box.h"
#include "ui/generation/shade_choice.h"
#include "ui/widgets/stage.h"
#include "ui/widgets/switchboard.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"
#include "ui/widgets/words.h"

#include <QFontMetrics>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cstdint>

namespace glowworm {

namespace {

constexpr int kBeside = 10;         // pixels, beside a label of fixed width, both sides together
constexpr int kBetween = 4;         // pixels, between the twin's number and its unit
constexpr int kUsualDigits = 3;     // of the number
constexpr int kLeastSentence = 100; // pixels of text: its longest word

} // namespace

/// As wide as its widest text, so that no token lays the window out again.
void GenerationStage::keepSize(QLabel* label, const QString& widest)
{
    label->ensurePolished();
    const QMargins margins = label->contentsMargins();
    const QFontMetrics metrics = label->fontMetrics();
    const int wide
        = std::max(metrics.horizontalAdvance(widest), metrics.horizontalAdvance(label->text()));
    label->setFixedSize(wide + margins.left() + margins.right() + kBeside,
        label->minimumSizeHint().height()); // of text that can be selected, more than a line
}

void GenerationStage::showHead()
{
    const auto sayCount = [this](ValueLabel* label, Twin twin) {
        if (twin == m_large && comparesTwo())
            label->setValue(
                countText(m_compared.common), tr("neurons that both places lit, of all layers"));
        else if (lit(twin).place < 0)
            label->setMissing(tr("No character is picked."));
        else
            label->setValue(countText(lit(twin).count),
                twin == Twin::Sparse
                    ? tr("neurons that the router chose, one of each column of each layer")
                    : tr("neurons of all layers whose value is above zero"));
    };
    sayCount(m_hero, m_large);
    sayCount(m_twinCount, otherOf(m_large));
    const BoardShape& shape = board(m_large).shape();
    const bool tellsMargins
        = board(m_large).shade() == Shade::Margin && lit(m_large).place >= 0 && !compares();
    const bool picked = lit(m_large).place >= 0 && !comparesTwo();
    m_character->setText(picked ? visibleCharacter(lit(m_large).character) : QString());
    m_character->setVisible(picked);
    m_sentence->setTextFormat(tellsMargins ? Qt::RichText : Qt::PlainText);
    m_sentence->setText(shape.grid.layers < 1 ? QString()
            : comparesTwo() ? tr("A: %1. B: %2. Esc ends.").arg(m_compared.first, m_compared.second)
            : compares()    ? tr("Comparing with %1. Esc ends.").arg(m_compared.first)
            : tellsMargins  ? tossUpWords()
            : shape.sparse  ? chosenWords()
                            : tr("Every neuron above zero is lit. Click or Enter."));
    m_shades->setEnabled(!comparesTwo());
    m_shades->setReason(comparesTwo() ? tr("Two places are compared: a light says which lit it.")
            : board(m_large).hasDecisions() ? QString()
            : shape.sparse ? tr("A tape keeps no probabilities: the lights show values.")
                           : tr("The dense model has no router: its lights show values."));
    keepSize(m_character, QStringLiteral("W")); // or a code
    fitWords();
}

/// Below the number, where lights show margins: how many are closest, and their sign.
QString GenerationStage::tossUpWords() const
{
    const int number = lit(m_large).tossUps;
    const QString sign = QStringLiteral("<span style=\"color:%1\">\u25ae\u25ae</span>")
                             .arg(Stage::of(palette()).lightOf(m_large).bright.name());
    return (number == 1
            ? tr("1 of %1 was nearly a toss-up %2. Click or Enter.")
            : tr("%Ln of %1 were nearly a toss-up %2. Click or Enter.", nullptr, number))
        .arg(countText(lit(m_large).count), sign);
}

/// Behind the number, and before the character.
QString GenerationStage::headWords(Head words) const
{
    const BoardShape& shape = board(m_large).shape();
    const QString all = allNeurons();
    const bool brief = words == Head::Brief;
    if (shape.grid.layers < 1)
        return tr("neurons");
    if (words == Head::Least)
        return tr("of %1").arg(all);
    if (comparesTwo() && shape.sparse)
        return (brief ? tr("of %1 chosen for A and B") : tr("of %1 neurons chosen for A and B"))
            .arg(all);
    if (comparesTwo())
        return (brief ? tr("of %1 lit by A and B") : tr("of %1 neurons lit by A and B")).arg(all);
    if (lit(m_large).place < 0)
        return tr("of %1 neurons").arg(all);
    if (shape.sparse)
        return (brief ? tr("of %1 chosen after") : tr("of %1 neurons chosen after reading"))
            .arg(all);
    return (brief ? tr("of %1 above zero after") : tr("of %1 neurons above zero after reading"))
        .arg(all);
}

/// Below the number: which of them may be held against the twin's.
QString GenerationStage::chosenWords() const
{
    const Lit& now = lit(m_large);
    const BoardShape& shape = board(m_large).shape();
    if (now.place < 0)
        return tr("Each column picks one of %1.").arg(shape.grid.groupSize);
    return (shape.rectified ? tr("%1 above zero, %2 zero. Click a light, or Enter.")
                            : tr("%1 above zero, %2 below. Click a light, or Enter."))
        .arg(countText(now.positive), countText(now.count - now.positive));
}

QString GenerationStage::allNeurons() const
{
    const NeuronGrid& grid = board(m_large).shape().grid;
    return countText(static_cast<std::int64_t>(grid.layers) * grid.neurons());
}

QString GenerationStage::twinName() const
{
    if (otherOf(m_large) == Twin::Dense)
        return m_areTwins ? tr("dense twin") : tr("dense");
    return m_areTwins ? tr("sparse twin") : tr("sparse");
}

/// What its number counts: not what the large board's does.
QString GenerationStage::twinUnit() const
{
    return otherOf(m_large) == Twin::Sparse ? tr("chosen") : tr("above zero");
}

/// Over its number; with the unit, where there is no room for that behind it.
QString GenerationStage::twinHeading(bool brief) const
{
    if (!brief)
        return twinName();
    return otherOf(m_large) == Twin::Sparse ? tr("sparse, chosen") : tr("dense, above zero");
}

/// On the button that makes it large: whose board it shows, and what is lit there.
QString GenerationStage::swapWords() const
{
    if (otherOf(m_large) == Twin::Dense)
        return m_areTwins ? tr("dense twin, the same place in its text: every neuron above zero")
                          : tr("dense, the same place in its text: every neuron above zero");
    return m_areTwins ? tr("sparse twin, the same place in its text: one neuron of each column")
                      : tr("sparse, the same place in its text: one neuron of each column");
}

/// Of the heading, or of as many neurons as there are and their unit.
int GenerationStage::twinWidth(bool brief) const
{
    const QFontMetrics metrics = m_twinCount->fontMetrics(), small = m_twinUnit->fontMetrics();
    const int number = std::max(metrics.horizontalAdvance(badged(allNeurons(), m_provenance)),
        metrics.horizontalAdvance(m_twinCount->text()));
    return kBetween
        + std::max(small.horizontalAdvance(twinHeading(brief)),
            number + kBetween + (brief ? 0 : kBetween + small.horizontalAdvance(twinUnit())));
}

int GenerationStage::headWidth(Head words, bool briefTwin) const
{
    const QMargins around = m_head->contentsMargins();
    int width = around.left() + around.right() + 3 * m_head->spacing() + m_hero->sizeHint().width()
        + m_words->fontMetrics().horizontalAdvance(headWords(words));
    if (!m_character->isHidden())
        width += m_character->minimumWidth();
    return m_twin->isHidden() ? width : width + twinWidth(briefTwin);
}

int GenerationStage::leastHeadWidth() const
{
    const QMargins around = m_head->contentsMargins();
    const QString number = badged(QString(kUsualDigits, QLatin1Char('8')), Provenance::Recorded);
    return around.left() + around.right() + 3 * m_head->spacing()
        + QFontMetrics(heroFont(this)).horizontalAdvance(number)
        + m_words->fontMetrics().horizontalAdvance(headWords(Head::Least))
        + m_character->minimumWidth() + twinWidth(true);
}

/// What gives way in a narrow window: some words around the numbers, and what the twin's board
/// shows.
void GenerationStage::fitWords()
{
    const QMargins around = m_column->contentsMargins();
    const int room = width() - around.left() - around.right();
    const bool briefWords = headWidth(Head::Whole, false) > room,
               briefTwin = briefWords && headWidth(Head::Brief, false) > room;
    const Head words = !briefWords                         ? Head::Whole
        : briefTwin && headWidth(Head::Brief, true) > room ? Head::Least
                                                           : Head::Brief;
    m_words->setText(headWords(words));
    m_twinWords->setText(twinHeading(briefTwin));
    m_twinUnit->setText(twinUnit());
    m_twinUnit->setVisible(!briefTwin);
    m_twinCount->setFixedWidth( // beside its unit; what encloses both keeps its size
        m_twinCount->fontMetrics().horizontalAdvance(m_twinCount->text()) + kBetween);
    m_twin->setFixedSize(twinWidth(briefTwin), m_hero->minimumSizeHint().height());
    const QString arrows = QStringLiteral("  \u21C5"), whole = swapWords() + arrows;
    const bool fits = QFontMetrics(smallFont(this)).horizontalAdvance(whole) + 3 * kGap <= room;
    m_swap->setText(fits ? whole : twinName() + arrows);
}

QSize GenerationStage::minimumSizeHint() const
{
    const QMargins around = m_column->contentsMargins();
    const int widest = std::max({leastHeadWidth(),
        textScaled(kLeastSentence) + kGap + m_shades->minimumSizeHint().width() + 2 * kGap,
        m_boards[0]->minimumSizeHint().width(), m_boards[1]->minimumSizeHint().width()});
    return {widest + around.left() + around.right(), QWidget::minimumSizeHint().height()};
}

} // namespace glowworm
