// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/moment_view.h"

#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/board_marks.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/model_words.h"
#include "ui/widgets/probability_bars.h"
#include "ui/widgets/switchboard.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"
#include "ui/widgets/words.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMouseEvent>
#include <QPlainTextEdit>
#include <QPushButton>

#include <algorithm>
#include <utility>

namespace glowworm {
namespace {

constexpr int kBoardWidth = 268, kBoardHeight = 136; // at least
constexpr int kLeastText = 48;                       // pixels high

/// Of a picture.
QString namedWords(const ProbePlace& place)
{
    const int label = place.label.value_or(0), said = static_cast<int>(place.character - U'0');
    const QString sure = shareText(static_cast<double>(place.probability.value_or(0)));
    return (label == said ? MomentView::tr("a %1: taken for %2, %3")
                          : MomentView::tr("a %1: taken for %2, %3, which is wrong"))
        .arg(label)
        .arg(said)
        .arg(sure);
}

} // namespace

MomentView::MomentView(QWidget* parent)
    : QWidget(parent)
    , m_words(new QWidget(this))
    , m_placeWords(newNote({}, this))
    , m_losses(new ElidedLabel(m_words))
    , m_refusal(new ElidedLabel(this))
    , m_open(newButton(tr("Open this model"), "openMoment", m_words))
    , m_board(new Switchboard(this))
    , m_text(new QPlainTextEdit(this))
{
    setMark(m_open, "compact");
    m_open->setWhatsThis(
        tr("Puts the model of this moment to use, in Generation or Digits and in Timing."));
    m_board->setObjectName(QStringLiteral("momentBoard"));
    m_board->setAccessibleName(tr("Neurons that fire at this moment"));
    m_board->setSmall(true);
    m_board->setMinimumHeight(kBoardHeight);
    m_board->setFixedWidth(kBoardWidth);
    m_board->setSource([this] {
        const QString words = tr("%1, %2").arg(m_model, placeWords());
        return Switchboard::Source{words, placeCells(), m_model};
    });
    m_text->setObjectName(QStringLiteral("momentText"));
    m_text->setReadOnly(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setMonospaced(m_text);
    m_text->setMinimumHeight(kLeastText);
    m_text->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored);
    m_text->setAccessibleName(tr("What the model answers at this moment"));
    m_text->setWhatsThis(
        tr("What the model of this moment writes: always after a new line and with the same seed "
           "(temperature 0.8), so that texts along a run compare. Of digits, what it takes the "
           "first picture of each digit for. The board shows the neurons that fire on the "
           "character before the text cursor; at the start of the text they are those of the new "
           "line, which every moment reads alike."));
    m_board->setToolTip(
        tr("One light a group: the neurons that fire on the character before the "
           "text cursor. A click says which one it is, a double click shows them as a "
           "table."));
    connect(m_text, &QPlainTextEdit::cursorPositionChanged, this, &MomentView::takeCursor);
    connect(m_open, &QPushButton::clicked, this, &MomentView::openAsked);
    m_board->installEventFilter(this);
    connect(m_board, &Switchboard::hovered, this, [this](std::optional<NeuronAddress> neuron) {
        m_pointed = neuron;
        sayPlace();
    });
    connect(m_board, &Switchboard::clicked, this, [this] {
        if (!std::exchange(m_byMouse, false))
            return m_board->showTable(); // by Enter
        m_cell = m_board->cursorCell();
        sayPlace();
    });
    build();
}

void MomentView::build()
{
    m_placeWords->setWordWrap(false);
    m_placeWords->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* top = new QHBoxLayout(m_words);
    top->setContentsMargins(0, 0, 0, 0);
    top->setSpacing(kGap);
    top->addWidget(m_losses, 1); // here the tools follow
    top->addWidget(m_open);
    auto* text = new QVBoxLayout;
    text->setSpacing(kGap / 2);
    text->addWidget(m_text, 1);
    text->addWidget(m_placeWords);
    text->addWidget(m_refusal);
    auto* body = new QHBoxLayout(this);
    body->setContentsMargins(0, 0, 0, 0);
    body->setSpacing(kGap);
    body->addWidget(m_board);
    body->addLayout(text, 1);
    m_refusal->hide();
}

void MomentView::addTool(QWidget* tool)
{
    static_cast<QHBoxLayout*>(m_words->layout())->insertWidget(1, tool);
}

void MomentView::begin()
{
    m_cell.reset();
    showWaiting({});
    m_place = 0;
    m_board->setShape({});
}

void MomentView::showWords(const QString& title, const QString& losses, const QString& brief)
{
    m_losses->setText(losses, brief);
    if (std::exchange(m_title, title) != title)
        Q_EMIT titleChanged();
}

void MomentView::showWaiting(const QString& sentence)
{
    m_shown = {};
    m_ends.clear();
    m_text->clear();
    m_text->setPlaceholderText(sentence);
    m_board->clearFiring();
    m_placeWords->clear();
}

void MomentView::setOpenRefusal(const QString& refusal)
{
    m_open->setEnabled(refusal.isEmpty());
    m_open->setToolTip(refusal.isEmpty()
            ? tr("Open the model of this moment in Generation (Ctrl+3), or Digits (Ctrl+4)")
            : refusal);
    m_refusal->setText(refusal);
    m_refusal->setVisible(!refusal.isEmpty());
}

void MomentView::showAnswer(const MomentRun::Shown& shown, const QString& model)
{
    if (!shown.error.empty()) {
        showWaiting(QString::fromStdString(shown.error));
        return;
    }
    m_shown = shown;
    m_model = model;
    if (const BoardShape shape = boardShapeOf(shown.config); shape != m_board->shape()) {
        m_board->setShape(shape);
        m_board->setScale();
    }
    float most = 0; // of all of it: lights do not change while one goes through the text
    for (const ProbePlace& place : shown.places)
        most = std::max(most, largestValue(place.firing));
    if (most > m_board->scale())
        m_board->setScale(most);
    m_moving = true;
    m_text->setPlaceholderText(tr("The model writes ..."));
    m_text->setPlainText(lines());
    m_moving = false;
    moveCursor();
    showPlace();
}

/// The answer as a text, and where in it each place stands.
QString MomentView::lines()
{
    const bool isText = m_shown.config.task == Task::Text;
    QString all;
    m_ends.clear();
    for (const ProbePlace& place : m_shown.places) {
        if (isText && !place.isGiven)
            all += QString::fromUcs4(&place.character, 1);
        m_ends.push_back(static_cast<int>(all.size()));
        if (!isText)
            all += namedWords(place) + QLatin1Char('\n');
    }
    if (!isText)
        all.chop(1);
    return all;
}

/// What a table says of the place, in no language. A picture has its number among the ten.
FiringSource MomentView::placeCells() const
{
    const ModelConfig& config = m_shown.config;
    FiringSource cells{
        std::string(nameOf(config.routing)) + ", step " + std::to_string(m_shown.moment.step), {},
        {}, {}};
    if (lastPlace() < 0)
        return cells;
    const auto place = static_cast<std::size_t>(shownPlace());
    cells.token = static_cast<std::int64_t>(place);
    if (config.task == Task::Text)
        cells.character = QString::fromUcs4(&m_shown.places[place].character, 1).toStdString();
    return cells;
}

QString MomentView::text() const { return m_text->toPlainText(); }

// -------------------------------------------------------------------------------------------------
// the place that the board shows

int MomentView::lastPlace() const { return static_cast<int>(m_shown.places.size()) - 1; }

int MomentView::shownPlace() const { return std::clamp(m_place, 0, std::max(0, lastPlace())); }

void MomentView::takeCursor()
{
    if (m_moving || m_ends.empty())
        return;
    const auto behind = std::ranges::upper_bound(m_ends, m_text->textCursor().position());
    m_place = std::max(0, static_cast<int>(behind - m_ends.begin()) - 1);
    showPlace();
}

void MomentView::setPlace(int place)
{
    m_place = place;
    moveCursor();
    showPlace();
}

void MomentView::moveCursor()
{
    m_moving = true;
    QTextCursor cursor(m_text->document());
    cursor.setPosition(lastPlace() < 0 ? 0 : m_ends[static_cast<std::size_t>(shownPlace())]);
    m_text->setTextCursor(cursor);
    m_moving = false;
}

QString MomentView::placeWords() const
{
    if (lastPlace() < 0)
        return {};
    const ProbePlace& at = m_shown.places[static_cast<std::size_t>(shownPlace())];
    const QString character = visibleCharacter(at.character);
    return at.label ? tr("lit: chosen on the picture of a %1").arg(*at.label)
        : at.isGiven
        ? tr("lit: chosen on %1, before its text").arg(character)
        : tr("lit: chosen on %1, character %2").arg(character, countText(shownPlace()));
}

/// The neuron that is pointed at or was clicked, else the place in the text.
void MomentView::sayPlace()
{
    const auto cell = m_pointed ? m_pointed : m_cell;
    const QString words = placeWords();
    m_placeWords->setText(cell && !words.isEmpty() ? m_board->cellWords(*cell) : words);
    m_placeWords->setToolTip(words);
}

bool MomentView::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_board && event->type() == QEvent::MouseButtonPress)
        m_byMouse = static_cast<QMouseEvent*>(event)->button() == Qt::LeftButton;
    else if (watched == m_board && event->type() == QEvent::MouseButtonDblClick
        && static_cast<QMouseEvent*>(event)->button() == Qt::LeftButton) {
        m_board->showTable();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void MomentView::showPlace()
{
    QList<QTextEdit::ExtraSelection> marks;
    if (lastPlace() < 0) {
        m_board->clearFiring();
        m_text->setExtraSelections(marks);
        sayPlace();
        return;
    }
    const auto place = static_cast<std::size_t>(shownPlace());
    const bool isText = m_shown.config.task == Task::Text;
    std::vector<const FiringRecord*> before; // characters follow one another, pictures do not
    for (std::size_t i = 1; isText && i <= std::min<std::size_t>(place, kTrail); ++i)
        before.push_back(&m_shown.places[place - i].firing);
    m_board->setFiring(m_shown.places[place].firing, before);
    QTextEdit::ExtraSelection mark;
    mark.cursor = m_text->textCursor();
    mark.cursor.setPosition(isText && place > 0 ? m_ends[place - 1] : m_ends[place]);
    isText ? mark.cursor.setPosition(m_ends[place], QTextCursor::KeepAnchor)
           : static_cast<void>(
               mark.cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor));
    mark.format.setBackground(palette().brush(QPalette::Highlight));
    mark.format.setForeground(palette().brush(QPalette::HighlightedText));
    m_text->setExtraSelections(marks << mark);
    sayPlace();
}

void MomentView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        showPlace(); // the mark is in its colours
    QWidget::changeEvent(event);
}

std::vector<ExportItem> MomentView::exports(const Origin& origin)
{
    if (lastPlace() < 0)
        return {};
    m_board->setOrigin([origin] { return origin; });
    Origin ofText = origin;
    ofText.what.prepend(m_model);
    std::vector<ExportItem> items;
    ExportItem board = m_board->exported();
    board.name = tr("Neurons at this moment");
    board.fileName = QStringLiteral("moment-board");
    items.push_back(std::move(board));
    ExportItem written{
        tr("Text at this moment"), QStringLiteral("moment-text"), originLine(ofText), {}};
    addTextForm(written, tr("Text"), QStringLiteral("txt"),
        [this, ofText] { return withOrigin(text(), originLine(ofText)); });
    items.push_back(std::move(written));
    return items;
}

} // namespace glowworm
