// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/generation/voter_list.h"

#include "model/config/config.h"
#include "ui/inspector/inspector_style.h"
#include "ui/inspector/inspector_words.h"
#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/focus_keys.h"
#include "ui/widgets/stage.h"
#include "ui/widgets/steady_room.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"
#include "ui/widgets/words.h"

#include <QEvent>
#include <QFontMetrics>
#include <QLabel>
#include <QMouseEvent>
#include <QPainter>
#include <QStringList>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

namespace glowworm {
namespace {

constexpr int kRow = 18, kBar = 4; // pixels of text
constexpr int kLeastRows = 2, kUsualRows = 6;
constexpr int kMostRows = 10;    // with the line before those against
constexpr int kFirst = 1000;     // stretch: the rows have their room before what is left over
constexpr int kBetweenRows = 10; // pixels, between name, bar and number
constexpr double kCut = 1;       // pixels, between a winner's part of a bar and its rival's
constexpr int kBesideRow = 4;    // pixels, beside a row: a focus frame touches no letter

/// Of close choices: shares that differ by less than a tenth of a percent are told apart.
QString leadText(double margin)
{
    constexpr double kLeast = 0.0001;
    return margin < kLeast ? QStringLiteral("< %1").arg(percentText(kLeast, 2))
                           : percentText(margin, 2);
}

} // namespace

VoterRows::VoterRows(QWidget* parent)
    : SpokenPicture(parent)
    , m_twin(Twin::Sparse)
{
    setObjectName(QStringLiteral("voters"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    atEachTextSize(this, [this] { setMaximumHeight(kMostRows * textScaled(kRow)); });
    setCursor(Qt::PointingHandCursor);
    setMouseTracking(true);
    auto* keys = new FocusKeys(this, tr("In the list of votes or closest choices"));
    keys->add({Qt::Key_Up}, tr("the neuron above"), [this] { move(m_cursor - 1); });
    keys->add({Qt::Key_Down}, tr("the neuron below"), [this] { move(m_cursor + 1); });
    keys->add(
        {Qt::Key_Return, Qt::Key_Enter}, tr("look into that neuron"), [this] { ask(m_cursor); });
}

void VoterRows::setRows(
    Twin twin, const NeuronGrid& grid, std::vector<Row> rows, const QString& before, bool numbered)
{
    m_twin = twin;
    m_grid = grid;
    m_before = before;
    m_rows = std::move(rows);
    m_numbered = numbered;
    m_cursor = std::clamp(m_cursor, 0, std::max(0, shownCount() - 1));
    announceCursor();
    update();
    if (m_hovered >= 0)
        hover(m_hovered);
}

QString VoterRows::wordsOf(const Row& row) const
{
    QStringList parts{words(addressText(m_grid, row.neuron))};
    if (!row.detail.isEmpty())
        parts << QStringLiteral("> %1").arg(row.detail);
    return (parts << row.number).join(QLatin1Char(' '));
}

QString VoterRows::pictureWords() const
{
    QStringList all;
    for (const Row& row : m_rows)
        all << (all.size() == forCount() && row.isAgainst ? tr("against it: %1").arg(wordsOf(row))
                                                          : wordsOf(row));
    return m_rows.empty() ? QString()
                          : QStringLiteral("%1: %2").arg(m_before, all.join(QStringLiteral("; ")));
}

QString VoterRows::cursorWords() const
{
    return m_rows.empty() ? QString() : wordsOf(m_rows[static_cast<std::size_t>(m_cursor)]);
}

int VoterRows::rowHeight() const
{
    const int least = QFontMetrics(smallFont(this)).height();
    return std::clamp(height() / kUsualRows, least, std::max(textScaled(kRow), least));
}

QSize VoterRows::sizeHint() const { return {170, kUsualRows * textScaled(kRow)}; }

QSize VoterRows::minimumSizeHint() const
{
    return {110, kLeastRows * QFontMetrics(smallFont(this)).height()};
}

int VoterRows::forCount() const
{
    return static_cast<int>(std::ranges::find(m_rows, true, &Row::isAgainst) - m_rows.begin());
}

int VoterRows::shownCount() const
{
    const int lines = std::max(1, height() / rowHeight()), all = static_cast<int>(m_rows.size());
    return lines <= forCount() ? std::min(lines, all) : std::min(lines - 1, all);
}

QRect VoterRows::rowRect(int row) const
{
    return {0, (row < forCount() ? row : row + 1) * rowHeight(), width(), rowHeight()};
}

int VoterRows::rowAt(QPoint position) const
{
    for (int row = 0; row < shownCount(); ++row)
        if (rowRect(row).contains(position))
            return row;
    return -1;
}

void VoterRows::hover(int row)
{
    m_hovered = row;
    Q_EMIT neuronHovered(row >= 0 && row < shownCount()
            ? std::optional(m_rows[static_cast<std::size_t>(row)].neuron)
            : std::nullopt);
    update();
}

void VoterRows::move(int to)
{
    useCursor();
    m_cursor = std::clamp(to, 0, std::max(0, shownCount() - 1));
    announceCursor();
    hover(m_cursor);
}

void VoterRows::ask(int row)
{
    if (row >= 0 && row < shownCount())
        Q_EMIT neuronAsked(m_rows[static_cast<std::size_t>(row)].neuron);
}

void VoterRows::mouseMoveEvent(QMouseEvent* event)
{
    if (const int row = rowAt(event->pos()); row != m_hovered)
        hover(row);
}

void VoterRows::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        ask(rowAt(event->pos()));
}

void VoterRows::leaveEvent(QEvent*)
{
    if (m_hovered >= 0)
        hover(-1);
}

void VoterRows::focusOutEvent(QFocusEvent* event)
{
    if (m_hovered >= 0)
        hover(-1);
    QWidget::focusOutEvent(event);
}

void VoterRows::hideEvent(QHideEvent* event)
{
    if (m_hovered >= 0) // no leaving is told
        hover(-1);
    QWidget::hideEvent(event);
}

void VoterRows::paintEvent(QPaintEvent*)
{
    const Stage stage = Stage::of(palette());
    const StageLight& light = stage.lightOf(m_twin);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(smallFont(this));
    const QFontMetrics metrics = painter.fontMetrics();
    const auto wide = [&metrics](const QString& text) { return metrics.horizontalAdvance(text); };
    const int rank = m_numbered ? wide(QStringLiteral("0")) + kBesideRow : 0;
    int name = 0, detail = 0, number = 0;
    for (const Row& row : m_rows) {
        name = std::max(name, wide(words(addressText(m_grid, row.neuron))));
        detail = std::max(detail, row.detail.isEmpty() ? 0 : wide(row.detail) + kBetweenRows);
        number = std::max(number, wide(row.number));
    }
    const double thick = textScaled(kBar),
                 room = width() - rank - name - detail - number - 2 * (kBetweenRows + kBesideRow);
    const int shown = shownCount();
    for (int i = 0; i < shown; ++i) {
        const Row& row = m_rows[static_cast<std::size_t>(i)];
        const QRect place = rowRect(i).adjusted(kBesideRow, 0, -kBesideRow, 0);
        const bool isMarked = m_hovered >= 0 ? i == m_hovered : showsCursor() && i == m_cursor;
        if (isMarked)
            painter.fillRect(rowRect(i), stage.bar);
        const auto write = [&](int left, const QString& text, const QColor& ink, int side) {
            painter.setPen(ink);
            painter.drawText(place.adjusted(left, 0, 0, 0), side | Qt::AlignVCenter, text);
        };
        const QColor quiet = isMarked ? stage.text : stage.quietText;
        if (m_numbered && !row.isAgainst)
            write(0, QString::number(i + 1), quiet, Qt::AlignLeft);
        write(rank, words(addressText(m_grid, row.neuron)), light.bright, Qt::AlignLeft);
        write(width() - 2 * kBesideRow - number - detail, row.detail, quiet, Qt::AlignLeft);
        write(0, row.number, quiet, Qt::AlignRight);
        painter.setPen(Qt::NoPen);
        const double left = place.left() + rank + name + kBetweenRows,
                     top = place.center().y() - thick / 2 + 0.5, wide = room * row.length,
                     rival = wide * row.rival;
        painter.setBrush(row.isAgainst ? stage.quietText : light.light);
        painter.drawRoundedRect(
            QRectF(left, top, std::max(0.0, wide - rival - (rival > 0 ? kCut : 0)), thick), 2, 2);
        if (rival <= 0)
            continue;
        painter.setBrush(stage.quietText);
        painter.drawRoundedRect(QRectF(left + wide - rival, top, rival, thick), 2, 2);
    }
    if (shown <= forCount())
        return;
    painter.setPen(stage.quietText);
    painter.drawText(rowRect(forCount()).translated(0, -rowHeight()),
        Qt::AlignLeft | Qt::AlignVCenter, tr("and against it"));
}

VoterList::VoterList(QWidget* parent)
    : QWidget(parent)
    , m_twin(Twin::Sparse)
    , m_heading(newQuiet({}, this))
    , m_rows(new VoterRows(this))
{
    m_heading->setTextFormat(Qt::RichText);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addWidget(new SteadyRoom(m_heading));
    column->addWidget(m_rows, kFirst);
    column->addStretch(1);
    hide();
}

void VoterList::setVoters(Twin twin, const NeuronGrid& grid, const QString& character,
    const std::vector<Attribution>& voters)
{
    m_twin = twin;
    m_character = character;
    double largest = 0;
    for (const Attribution& voter : voters)
        largest = std::max(largest, std::abs(static_cast<double>(voter.logit)));
    std::vector<VoterRows::Row> rows;
    for (const auto& [neuron, logit] : voters)
        rows.push_back({neuron, {}, signedText(static_cast<double>(logit)),
            std::abs(static_cast<double>(logit)) / largest, logit < 0});
    m_rows->setRows(twin, grid, std::move(rows), tr("for %1").arg(character), true);
    if (std::exchange(m_tells, Tells::Votes) != Tells::Votes)
        explainVotes();
    writeHeading();
    setVisible(!voters.empty());
}

void VoterList::setChoices(
    Twin twin, const NeuronGrid& grid, const std::vector<LayerDecision>& choices)
{
    m_twin = twin;
    std::vector<VoterRows::Row> rows;
    for (const auto& [layer, made] : choices) {
        const double winner{made.probability}, rival{made.rivalProbability};
        rows.push_back({{layer, made.winner}, shortName(grid, made.rival),
            leadText(double{made.margin()}), 1, false, rival / (winner + rival)});
    }
    m_rows->setRows(twin, grid, std::move(rows), tr("how far the winner was ahead"), false);
    if (std::exchange(m_tells, Tells::Choices) != Tells::Choices)
        explainChoices();
    writeHeading();
    setVisible(!choices.empty());
}

void VoterList::explainVotes()
{
    m_rows->setAccessibleName(tr("Neurons that vote for the likeliest next character"));
    m_heading->setToolTip(
        tr("what each adds to its logit by itself; curves lead from their cells"));
    explain(tr(
        "A neuron's vote for a character: what it adds to its logit by itself, past all later "
        "layers (its direct logit attribution): a p u\u00b7v / s, with its value a, its gate p "
        "with the gate's scale (1 where there is none), its output weights v, the deviation s of "
        "the stream before the last norm, held, and u = g (h \u2212 mean of all h) less its "
        "mean, h being the character's weights in the head and g those of that norm. Over all "
        "characters it adds nothing on the average. Shown are the largest above zero, and below "
        "them the strongest against; the curves lead from the cells of the first to the "
        "character, and are thicker where a vote is larger."));
}

void VoterList::explainChoices()
{
    m_rows->setAccessibleName(tr("Closest choices"));
    m_heading->setToolTip(
        tr("how far each winner was ahead of its rival, which came second in its column"));
    explain(tr("The choices that were closest: how far the winner was ahead of its rival, which "
               "came second in its column, in shares of a softmax over the column's router logits; "
               "of each bar, the first part is the winner's share and the grey one its rival's. "
               "Under %1 it is a toss-up; these are the ones that glow on the board.")
                .arg(percentText(double{Decision::kTossUp}, 0)));
}

void VoterList::explain(const QString& words)
{
    setWhatsThis(words);
    m_rows->setWhatsThis(words);
}

/// The colour stands in its text.
void VoterList::writeHeading()
{
    m_heading->setText(m_tells == Tells::Choices
            ? tr("Closest choices glow, ahead by")
            : tr("Who votes for %1")
                  .arg(QStringLiteral("<b style=\"color:%1\">%2</b>")
                           .arg(Stage::of(palette()).lightOf(m_twin).bright.name(),
                               m_character.toHtmlEscaped())));
}

void VoterList::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        writeHeading();
    QWidget::changeEvent(event);
}

} // namespace glowworm
