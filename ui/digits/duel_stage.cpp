// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/digits/duel_stage.h"

#include "model/jobs/load_run.h"
#include "ui/digits/digit_canvas.h"
#include "ui/digits/light_map.h"
#include "ui/digits/picture_view.h"
#include "ui/digits/twin_grid.h"
#include "ui/widgets/stage.h"
#include "ui/widgets/value_label.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

#include <algorithm>

namespace glowworm {
namespace {

constexpr int kMargin = 20, kBetween = 18, kInHeading = 10; // logical pixels

void setInk(QLabel* label, const QColor& ink)
{
    QPalette palette = label->palette();
    palette.setColor(QPalette::WindowText, ink);
    label->setPalette(palette);
}

/// Of words that are broken into lines of this width.
int heightOf(const QFont& font, const QString& words, int width)
{
    constexpr int kAnyHeight = 10000;
    return QFontMetrics(font)
               .boundingRect(QRect(0, 0, width, kAnyHeight), Qt::TextWordWrap, words)
               .height()
        + 4;
}

} // namespace

DuelStage::DuelStage(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("duelStage"));
    m_heading = buildHeading();
    m_canvas = new DigitCanvas(this);
    m_canvas->setObjectName(QStringLiteral("canvas"));
    m_seen = new PictureView(this);
    m_twins = new TwinGrid(this);
    m_lights = new LightMap(this);
    m_sourceWords = new QLabel(this);
    m_sourceWords->setObjectName(QStringLiteral("source"));
    m_seenWords = new QLabel(this);
    m_twinWords = new QLabel(this);
    m_twinWords->setObjectName(QStringLiteral("twinWords"));
    for (QLabel* caption : {m_sourceWords, m_seenWords, m_twinWords})
        setTextRole(caption, TextRole::Note);
    for (QLabel* caption : {m_sourceWords, m_seenWords}) {
        caption->setWordWrap(true);
        caption->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    }
    connect(m_lights, &LightMap::picked, this, &DuelStage::picked);
    connect(m_lights, &LightMap::hovered, this, &DuelStage::hovered);
    connect(m_twins, &TwinGrid::picked, this, &DuelStage::picked);
    colour();
    setModels(nullptr, nullptr, {});
}

QWidget* DuelStage::buildHeading()
{
    auto* heading = new QWidget(this);
    auto* row = new QHBoxLayout(heading);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    m_first = new QWidget(heading);
    row->addWidget(m_first);
    for (const Twin twin : {Twin::Sparse, Twin::Dense}) {
        const bool sparse = twin == Twin::Sparse;
        Side& mine = side(twin);
        QWidget* place = sparse ? m_first : heading;
        mine.digit = new QLabel(place);
        mine.digit->setObjectName(
            sparse ? QStringLiteral("sparseAnswer") : QStringLiteral("denseAnswer"));
        mine.digit->setAccessibleName(
            sparse ? tr("Answer of the sparse model") : tr("Answer of the dense model"));
        mine.words = new QLabel(place);
        mine.words->setObjectName(
            sparse ? QStringLiteral("sparseWords") : QStringLiteral("denseWords"));
        mine.words->setWordWrap(true);
        auto* half = sparse ? new QHBoxLayout(m_first) : new QHBoxLayout;
        half->setContentsMargins(0, 0, kInHeading, 0);
        half->setSpacing(kInHeading);
        half->addWidget(mine.digit);
        half->addWidget(mine.words, 1);
        if (!sparse)
            row->addLayout(half, 1);
    }
    m_truth = new QLabel(heading);
    m_truth->setObjectName(QStringLiteral("truth"));
    m_truth->setTextFormat(Qt::RichText);
    row->addWidget(m_truth);
    return heading;
}

/// The stage is dark in every theme, so its labels have inks of their own.
void DuelStage::colour()
{
    const Stage stage = Stage::of(palette());
    for (const Twin twin : {Twin::Sparse, Twin::Dense}) {
        setInk(side(twin).digit, stage.lightOf(twin).bright);
        setInk(side(twin).words, stage.text);
    }
    setInk(m_truth, stage.text);
    setInk(m_sourceWords, stage.quietText);
    setInk(m_seenWords, stage.quietText);
    setInk(m_twinWords, stage.dense.light);
    showTruth();
}

void DuelStage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        colour();
        arrange();
    }
    QWidget::changeEvent(event);
}

// -------------------------------------------------------------------------------------------------
// where things are

QSize DuelStage::minimumSizeHint() const { return {760, 330}; }

/// Of the line that says who says what, over sheets of this side: one figure, or as many lines of
/// words as there are.
int DuelStage::headingHeight(int side) const
{
    const int hero = QFontMetrics(textFont(this, TextRole::Hero)).height() * 9 / 8;
    const Side& mine = m_sides.front();
    const QFontMetrics large(textFont(this, m_names.isEmpty() ? TextRole::Hero : TextRole::Title));
    const int room = side + kBetween - large.horizontalAdvance(mine.digit->text()) - 3 * kInHeading;
    return std::max(
        hero, heightOf(textFont(this, TextRole::Body), mine.words->text(), std::max(40, room)));
}

/// Of the lines below them.
int DuelStage::captionHeight(int side) const
{
    const QFont note = textFont(this, TextRole::Note);
    return std::max(
        heightOf(note, m_sourceWords->text(), side), heightOf(note, m_seenWords->text(), side));
}

/// Sheet and what they see side by side and equally high, the twin's neurons below them as wide as
/// both, and the light has the rest.
void DuelStage::arrange()
{
    const int line = QFontMetrics(textFont(this, TextRole::Note)).height() + 4;
    const int left = kMargin, right = width() - kMargin, bottom = height() - kMargin / 2;
    const double rows = m_twins->grid() ? m_twins->grid()->groups : 8,
                 columns = m_twins->grid() ? m_twins->grid()->groupSize : 50;
    const double share = std::clamp(2 * rows / columns, 0.2, 0.6); // of a side, for square cells
    int side = ((right - left) * 29 / 50 - kBetween) / 2, heading = 0, caption = 0;
    for (int round = 0; round < 4; ++round) { // a smaller side may need one more line of words
        heading = headingHeight(side);
        caption = captionHeight(side);
        const int room = bottom - 8 - heading - caption - line - kMargin / 2;
        side = std::max(80, std::min(side, static_cast<int>(room / (1 + share))));
    }
    const int top = 8 + heading;
    m_first->setFixedWidth(side + kBetween);
    m_heading->setGeometry(left, 8, right - left, heading);
    m_canvas->setGeometry(left, top, side, side);
    m_seen->setGeometry(left + side + kBetween, top, side, side);
    m_sourceWords->setGeometry(left, top + side, side, caption);
    m_seenWords->setGeometry(left + side + kBetween, top + side, side, caption);
    const int twinTop = top + side + caption + kMargin / 2, both = 2 * side + kBetween;
    m_twinWords->setGeometry(left, twinTop, both, line);
    const int gridTop = twinTop + line;
    const int gridHeight
        = std::min(bottom - gridTop, static_cast<int>(1.5 * both * rows / columns));
    m_twins->setGeometry(left, gridTop, both, std::max(8, gridHeight));
    m_lights->setGeometry(
        left + both + 1, top - line / 2, right - left - both - 1, bottom - top + line / 2);
    m_lights->setSource(m_seen->y() - m_lights->y(), m_seen->y() + side - m_lights->y());
}

void DuelStage::resizeEvent(QResizeEvent*) { arrange(); }

void DuelStage::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintStage(painter, rect(), Stage::of(palette()));
}

// -------------------------------------------------------------------------------------------------
// models and answers

QString DuelStage::nameOf(int digit) const
{
    return m_names.isEmpty() ? QString::number(digit) : m_names[digit];
}

void DuelStage::setModels(
    const LoadedModel* sparse, const LoadedModel* dense, const QStringList& names)
{
    m_names = names;
    const ModelConfig* mine = sparse ? &sparse->state->config : nullptr;
    m_lights->setGrid(mine ? std::optional(gridOf(*mine)) : std::nullopt);
    m_lights->setNames(names);
    m_twins->setGrid(dense ? std::optional(gridOf(dense->state->config, mine)) : std::nullopt);
    m_missing = {sparse ? QString() : tr("No sparse digit model is open."),
        dense ? QString() : tr("No dense digit model is open.")};
    for (const Side& mine : m_sides) // a name is words, not one figure
        setTextRole(mine.digit, names.isEmpty() ? TextRole::Hero : TextRole::Title);
    colour();
    clear();
}

void DuelStage::clear()
{
    m_lights->clear();
    m_twins->clear();
    m_seen->setPicture({});
    say(Twin::Sparse, nullptr);
    say(Twin::Dense, nullptr);
    showTruth();
    arrange();
}

void DuelStage::take(const DigitResult& result)
{
    const auto answerOf = [&](Twin twin) {
        const auto found = std::ranges::find(result.answers, twin, &DigitAnswer::twin);
        return found == result.answers.end() ? nullptr : &*found;
    };
    const DigitAnswer *sparse = answerOf(Twin::Sparse), *dense = answerOf(Twin::Dense);
    m_seen->setPicture(result.picture);
    m_lights->show(sparse, dense);
    if (dense && m_twins->grid() && !dense->firing.layers.empty())
        m_twins->setFiring(dense->firing.layers.front());
    else
        m_twins->clear();
    say(Twin::Sparse, sparse);
    say(Twin::Dense, dense);
    showTruth();
    arrange();
}

void DuelStage::say(Twin twin, const DigitAnswer* answer)
{
    const bool sparse = twin == Twin::Sparse;
    const auto at = static_cast<std::size_t>(twin);
    m_said[at] = -1;
    QString words = m_missing[at];
    if (words.isEmpty() && !answer)
        words = sparse ? tr("The sparse net waits for a drawing.") : tr("So does its dense twin.");
    if (answer && answer->probabilities.empty())
        words = QString::fromStdString(answer->problem);
    else if (answer) {
        const auto& ten = answer->probabilities;
        m_said[at] = static_cast<int>(std::ranges::max_element(ten) - ten.begin());
        words = sparse && m_lights->grid()
            ? tr("says the sparse net, %1 of %2 chosen, %3 above zero")
                  .arg(m_lights->grid()->groups)
                  .arg(m_lights->grid()->neurons())
                  .arg(m_lights->lit())
            : tr("says its dense twin, %1 above zero").arg(m_twins->lit());
    }
    side(twin).digit->setText(m_said[at] < 0 ? QString() : nameOf(m_said[at]));
    side(twin).words->setText(words);
    if (!sparse)
        m_twinWords->setText(m_twins->grid() ? tr("dense twin: %1 of %2 neurons above zero")
                                                   .arg(m_twins->lit())
                                                   .arg(m_twins->grid()->neurons())
                                             : m_missing[at]);
}

void DuelStage::setSource(std::optional<int> label, const QString& words)
{
    m_label = label;
    showTruth();
    if (m_sourceWords->text() == words)
        return;
    m_sourceWords->setText(words);
    arrange();
}

void DuelStage::setSeenWords(const QString& words)
{
    if (m_seenWords->text() == words)
        return;
    m_seenWords->setText(words);
    arrange();
}

QString DuelStage::wordsWithoutLabel() const
{
    const int sparse = digit(Twin::Sparse), dense = digit(Twin::Dense);
    if (sparse < 0 && dense < 0)
        return {};
    return sparse < 0 || dense < 0 ? tr("no label")
        : sparse == dense          ? tr("they agree; no label")
                                   : tr("they disagree");
}

void DuelStage::showTruth()
{
    if (!m_label) {
        m_truth->setText(wordsWithoutLabel());
        return;
    }
    const Stage stage = Stage::of(palette());
    QString words = tr("label: <b>%1</b>").arg(nameOf(*m_label).toHtmlEscaped());
    for (const Twin twin : {Twin::Sparse, Twin::Dense}) {
        if (digit(twin) < 0)
            continue;
        const bool right = digit(twin) == *m_label;
        words += QStringLiteral("&nbsp;&nbsp; <span style='color:%1'>%2&nbsp;%3</span>")
                     .arg(stage.lightOf(twin).light.name(),
                         twin == Twin::Sparse ? tr("sparse") : tr("dense"),
                         right ? QStringLiteral("\u2713") : QStringLiteral("\u2717"));
    }
    m_truth->setText(words);
}

void DuelStage::keep(const std::optional<DigitPick>& pick) { m_lights->keep(pick); }

} // namespace glowworm
