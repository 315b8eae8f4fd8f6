// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/generation/speaker_list.h"

#include "model/config/config.h"
#include "ui/inspector/inspector_style.h"
#include "ui/inspector/inspector_words.h"
#include "ui/widgets/focus_keys.h"
#include "ui/widgets/stage.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/words.h"

#include <QEvent>
#include <QFontMetrics>
#include <QLabel>
#include <QMouseEvent>
#include <QPainter>
#include <QStringList>
#include <QVBoxLayout>

#include <algorithm>
#include <cstddef>
#include <utility>

namespace glowworm {
namespace {

constexpr int kRow = 18, kBar = 4; // pixels of text
constexpr int kLeastRows = 4, kMostRows = 6;
constexpr int kBetween = 10; // pixels, between name, bar and number
constexpr int kBeside = 4;   // pixels, beside a row: a focus frame touches no letter

} // namespace

SpeakerRows::SpeakerRows(QWidget* parent)
    : SpokenPicture(parent)
    , m_twin(Twin::Sparse)
{
    setObjectName(QStringLiteral("speakers"));
    setAccessibleName(tr("Neurons that vote for the likeliest next character"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    setCursor(Qt::PointingHandCursor);
    setMouseTracking(true);
    auto* keys = new FocusKeys(this, tr("In the list of votes"));
    keys->add({Qt::Key_Up}, tr("the neuron above"), [this] { move(m_cursor - 1); });
    keys->add({Qt::Key_Down}, tr("the neuron below"), [this] { move(m_cursor + 1); });
    keys->add(
        {Qt::Key_Return, Qt::Key_Enter}, tr("look into that neuron"), [this] { ask(m_cursor); });
}

void SpeakerRows::setSpeakers(
    Twin twin, const NeuronGrid& grid, const QString& character, std::vector<Attribution> speakers)
{
    m_twin = twin;
    m_grid = grid;
    m_character = character;
    m_speakers = std::move(speakers);
    m_cursor = std::clamp(m_cursor, 0, std::max(0, shownCount() - 1));
    announceCursor();
    update();
    if (m_hovered >= 0)
        hover(m_hovered);
}

QString SpeakerRows::wordsOf(const Attribution& speaker) const
{
    return words(addressText(m_grid, speaker.neuron)) + QLatin1Char(' ')
        + signedText(static_cast<double>(speaker.logit));
}

QString SpeakerRows::pictureWords() const
{
    QStringList all;
    for (const Attribution& speaker : m_speakers)
        all << wordsOf(speaker);
    return m_speakers.empty() ? QString()
                              : tr("for %1: %2").arg(m_character, all.join(QStringLiteral("; ")));
}

QString SpeakerRows::cursorWords() const
{
    return m_speakers.empty() ? QString() : wordsOf(m_speakers[static_cast<std::size_t>(m_cursor)]);
}

int SpeakerRows::rowHeight() const
{
    const int least = QFontMetrics(smallFont(this)).height();
    return std::clamp(height() / kMostRows, least, std::max(textScaled(kRow), least));
}

QSize SpeakerRows::sizeHint() const { return {170, kMostRows * textScaled(kRow)}; }

QSize SpeakerRows::minimumSizeHint() const
{
    return {110, kLeastRows * QFontMetrics(smallFont(this)).height()};
}

int SpeakerRows::shownCount() const
{
    return std::min(static_cast<int>(m_speakers.size()), std::max(1, height() / rowHeight()));
}

QRect SpeakerRows::rowRect(int row) const { return {0, row * rowHeight(), width(), rowHeight()}; }

int SpeakerRows::rowAt(QPoint position) const
{
    const int row = position.y() / rowHeight();
    return rect().contains(position) && row < shownCount() ? row : -1;
}

void SpeakerRows::hover(int row)
{
    m_hovered = row;
    Q_EMIT neuronHovered(row >= 0 && row < shownCount()
            ? std::optional(m_speakers[static_cast<std::size_t>(row)].neuron)
            : std::nullopt);
    update();
}

void SpeakerRows::move(int to)
{
    useCursor();
    m_cursor = std::clamp(to, 0, std::max(0, shownCount() - 1));
    announceCursor();
    hover(m_cursor);
}

void SpeakerRows::ask(int row)
{
    if (row >= 0 && row < shownCount())
        Q_EMIT neuronAsked(m_speakers[static_cast<std::size_t>(row)].neuron);
}

void SpeakerRows::mouseMoveEvent(QMouseEvent* event)
{
    if (const int row = rowAt(event->pos()); row != m_hovered)
        hover(row);
}

void SpeakerRows::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        ask(rowAt(event->pos()));
}

void SpeakerRows::leaveEvent(QEvent*)
{
    if (m_hovered >= 0)
        hover(-1);
}

void SpeakerRows::focusOutEvent(QFocusEvent* event)
{
    if (m_hovered >= 0)
        hover(-1);
    QWidget::focusOutEvent(event);
}

void SpeakerRows::hideEvent(QHideEvent* event)
{
    if (m_hovered >= 0) // no leaving is told
        hover(-1);
    QWidget::hideEvent(event);
}

void SpeakerRows::paintEvent(QPaintEvent*)
{
    if (m_speakers.empty())
        return;
    const Stage stage = Stage::of(palette());
    const StageLight& light = stage.lightOf(m_twin);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(smallFont(this));
    const QFontMetrics metrics = painter.fontMetrics();
    int name = 0, number = 0;
    for (const Attribution& speaker : m_speakers) {
        name
            = std::max(name, metrics.horizontalAdvance(words(addressText(m_grid, speaker.neuron))));
        number = std::max(
            number, metrics.horizontalAdvance(signedText(static_cast<double>(speaker.logit))));
    }
    const double thick = textScaled(kBar),
                 room = width() - name - number - 2 * (kBetween + kBeside),
                 largest = static_cast<double>(m_speakers.front().logit);
    for (int i = 0; i < shownCount(); ++i) {
        const auto& [neuron, logit] = m_speakers[static_cast<std::size_t>(i)];
        const QRect row = rowRect(i).adjusted(kBeside, 0, -kBeside, 0);
        const bool isMarked = i == m_hovered;
        if (isMarked)
            painter.fillRect(rowRect(i), stage.bar);
        painter.setPen(light.bright);
        painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter, words(addressText(m_grid, neuron)));
        painter.setPen(isMarked ? stage.text : stage.quietText);
        painter.drawText(
            row, Qt::AlignRight | Qt::AlignVCenter, signedText(static_cast<double>(logit)));
        painter.setPen(Qt::NoPen);
        painter.setBrush(light.light);
        painter.drawRoundedRect(
            QRectF(row.left() + name + kBetween, row.center().y() - thick / 2 + 0.5,
                std::max(0.0, room * static_cast<double>(logit) / largest), thick),
            2, 2);
    }
}

SpeakerList::SpeakerList(QWidget* parent)
    : QWidget(parent)
    , m_twin(Twin::Sparse)
    , m_heading(newQuiet({}, this))
    , m_rows(new SpeakerRows(this))
{
    m_heading->setTextFormat(Qt::RichText);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addWidget(m_heading);
    column->addWidget(m_rows);
    m_heading->setWordWrap(true);
    m_heading->setToolTip(
        tr("what each adds to its logit by itself; curves lead from their cells"));
    setWhatsThis(tr(
        "A neuron's vote for a character: what it adds to its logit by itself, past all later "
        "layers (its direct logit attribution): a p u\u00b7v / s, with its value a, its gate p "
        "with the gate's scale (1 where there is none), its output weights v, the deviation s of "
        "the stream before the last norm, held, and u = g (h \u2212 mean of all h) less its "
        "mean, h being the character's weights in the head and g those of that norm. Over all "
        "characters it adds nothing on the average. Shown are the largest above zero; the "
        "curves lead from their cells to the character, and are thicker where a vote is "
        "larger."));
    m_rows->setWhatsThis(whatsThis());
    hide();
}

void SpeakerList::setSpeakers(Twin twin, const NeuronGrid& grid, const QString& character,
    const std::vector<Attribution>& speakers)
{
    m_twin = twin;
    m_character = character;
    writeHeading();
    m_rows->setSpeakers(twin, grid, character, speakers);
    setVisible(!speakers.empty());
}

/// The colour stands in its text.
void SpeakerList::writeHeading()
{
    m_heading->setText(tr("Who votes for %1")
                           .arg(QStringLiteral("<b style=\"color:%1\">%2</b>")
                                    .arg(Stage::of(palette()).lightOf(m_twin).bright.name(),
                                        m_character.toHtmlEscaped())));
}

void SpeakerList::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        writeHeading();
    QWidget::changeEvent(event);
}

} // namespace glowworm
