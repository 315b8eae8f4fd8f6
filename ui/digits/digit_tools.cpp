// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/digits/digit_tools.h"

#include "ui/digits/digit_canvas.h"
#include "ui/digits/pen_keys.h"
#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/jump_slider.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScreen>
#include <QSignalBlocker>
#include <QToolButton>
#include <QUndoStack>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace glowworm {
namespace {

constexpr int kBrushSteps = 4; // of the slider, to a model pixel

} // namespace

DigitTools::DigitTools(DigitCanvas& canvas, const QUndoStack& edits, QWidget* parent)
    : QFrame(parent)
    , m_canvas(canvas)
{
    makeCard(this);
    buildButtons();
    buildSets();
    buildSettings();
    buildMore();
    arrange();
    connectAll(edits);
    showInk();
}

QCheckBox* DigitTools::newSwitch(const QString& text, const char* name, const QString& help)
{
    auto* box = new QCheckBox(text, this);
    box->setObjectName(QLatin1String(name));
    box->setToolTip(help);
    box->setWhatsThis(help);
    return box;
}

void DigitTools::buildButtons()
{
    m_undo = newButton(tr("&Undo"), "undo", this, tr("Take back the last change (Ctrl+Z)"));
    m_redo
        = newButton(tr("Red&o"), "redo", this, tr("Do again what was taken back (Ctrl+Shift+Z)"));
    m_erase = newButton(
        tr("Er&aser"), "erase", this, tr("Draw with the eraser (E, or the right mouse button)"));
    m_erase->setCheckable(true);
    m_clear = newButton(tr("C&lear all"), "clear", this, tr("Empty the sheet (Delete)"));
    m_previous = newButton(QStringLiteral("\u2039"), "previousTest", this,
        tr("The test picture before, as it is (Shift+N in the drawing)"));
    m_previous->setAccessibleName(tr("Previous digit"));
    m_next = newButton(tr("&Next digit"), "nextTest", this,
        tr("The next picture of the test set, as it is (N in the drawing)"));
    m_disagree = newButton(tr("Show a &disagreement"), "nextDisagreement", this,
        tr("The next test picture on which the two models disagree (D in the drawing)"));
    m_open = newButton(tr("Open..."), "openDrawing", this,
        tr("Put a picture of a digit on the sheet: a photo, a scan, a saved drawing (PNG)"));
    m_save = newButton(tr("&Save..."), "save", this,
        tr("Save the drawing as a PNG, which glowworm-cli classify reads too"));
    m_moreButton = newButton(tr("&More..."), "moreTools", this,
        tr("Open or save a drawing, and how it is made ready for the models"));
    m_letShift = newButton({}, "letShift", this);
    for (QPushButton* button : {m_letShift, m_undo, m_redo, m_erase, m_clear, m_previous, m_next,
             m_disagree, m_open, m_save, m_moreButton})
        button->setProperty("compact", true);
    m_disagree->setProperty("outlined", true);
}

void DigitTools::buildSettings()
{
    m_brush = new JumpSlider(this);
    m_brush->setRange(static_cast<int>(DigitCanvas::kThinnest * kBrushSteps),
        static_cast<int>(DigitCanvas::kThickest * kBrushSteps));
    m_brush->setAccessibleName(tr("Brush"));
    m_brush->setAccessibleDescription(tr("Width of the brush in pixels of the models' picture"));
    m_brush->setToolTip(m_brush->accessibleDescription() + QStringLiteral(" ([ ])"));
    m_brush->setWhatsThis(m_brush->accessibleDescription());
    m_brushLabel = new QLabel(tr("&Brush"), this);
    m_brushLabel->setBuddy(m_brush);
    m_brushSize = new QLabel(this);
    makeMuted(m_brushSize);
    m_centre = newSwitch(tr("Cen&tre"), "centre",
        tr("Moves the ink so that its centre of mass lies in the middle, as MNIST did. Off: the "
           "box around the ink is centred; with the fit off as well, the ink stays where it was "
           "drawn."));
    m_fit = newSwitch(tr("F&it 20 px"), "fit",
        tr("Scales the ink to a box of 20 x 20 pixels, as MNIST did. Off: it keeps the size it was "
           "drawn in."));
    m_smooth = newSwitch(tr("S&mooth"), "smooth",
        tr("Each pixel is the mean of what it covers. Off: the nearest point of the drawing."));
    m_reason = newNote({}, this);
    m_reason->setObjectName(QStringLiteral("toolsNote"));
    atEachTextSize(m_reason, [this] { // when the button comes, the sheet stays where it is
        m_letShift->ensurePolished();
        constexpr int kLines = 2; // why a test picture cannot be shown
        m_reason->setMinimumHeight(
            std::max(m_letShift->sizeHint().height(), linesHeight(m_reason, kLines)));
    });
}

void DigitTools::buildSets()
{
    for (std::size_t i = 0; i < m_sets.size(); ++i) {
        const KnownDigits& set = kDigitSets[i];
        const QString title
            = QLatin1String(set.title.data(), static_cast<qsizetype>(set.title.size()));
        const QString help
            = tr("Open the pair of models that ships for %1, and its pictures").arg(title);
        auto* button = m_sets[i] = new QToolButton(this);
        button->setObjectName(QStringLiteral("set-") + QLatin1String(set.name.data()));
        button->setText(title);
        for (const char* mark : {"segment", "compact"})
            button->setProperty(mark, true);
        button->setCheckable(true);
        button->setFocusPolicy(Qt::StrongFocus);
        button->setToolTip(help);
        button->setWhatsThis(help);
        button->setAccessibleDescription(help);
        connect(button, &QToolButton::clicked, this, [this, button, &set] {
            button->setChecked(!button->isChecked()); // as before: it is chosen once it is open
            Q_EMIT setAsked(set);
        });
    }
}

void DigitTools::buildMore()
{
    m_more = new QFrame(this, Qt::Popup);
    makeCard(m_more);
    auto* rows = new QVBoxLayout(m_more);
    rows->setContentsMargins(12, 12, 12, 12);
    rows->setSpacing(8);
    for (QCheckBox* box : {m_centre, m_fit, m_smooth})
        rows->addWidget(box);
    auto* files = new QHBoxLayout;
    for (QPushButton* button : {m_open, m_save}) {
        files->addWidget(button);
        connect(button, &QPushButton::clicked, m_more, &QWidget::hide);
    }
    rows->addLayout(files);
}

/// Above its button, within the screen.
void DigitTools::openMore()
{
    m_more->adjustSize();
    const QPoint corner = m_moreButton->mapToGlobal(QPoint(m_moreButton->width(), -4));
    const QRect room = screen()->availableGeometry();
    m_more->move(std::max(room.left(), corner.x() - m_more->width()),
        std::max(room.top(), corner.y() - m_more->height()));
    m_more->show();
    (m_fit->isEnabled() ? static_cast<QWidget*>(m_centre) : m_open)->setFocus(Qt::PopupFocusReason);
}

void DigitTools::arrange()
{
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(12, 12, 12, 12);
    rows->setSpacing(6);
    const auto newRow = [rows] {
        auto* row = new QHBoxLayout;
        row->setSpacing(6);
        rows->addLayout(row);
        return row;
    };
    auto* sets = newRow();
    for (QToolButton* button : m_sets)
        sets->addWidget(button);
    sets->addStretch(1);
    sets->addWidget(m_moreButton);
    auto* changes = newRow();
    for (QPushButton* button : {m_undo, m_redo, m_erase, m_clear})
        changes->addWidget(button, 1);
    auto* pictures = newRow();
    pictures->addWidget(m_previous);
    pictures->addWidget(m_next, 1);
    pictures->addWidget(m_disagree, 1);
    auto* brush = newRow();
    brush->addWidget(m_brushLabel);
    brush->addWidget(m_brush, 1);
    brush->addWidget(m_brushSize);
    auto* hint = newRow();
    hint->addWidget(m_reason, 1);
    hint->addWidget(m_letShift);
    rows->addStretch(1);
}

void DigitTools::connectAll(const QUndoStack& edits)
{
    connect(&m_canvas, &DigitCanvas::inkChanged, this, &DigitTools::showInk);
    connect(&m_canvas, &DigitCanvas::erasingChanged, m_erase, &QPushButton::setChecked);
    connect(&m_canvas, &DigitCanvas::erasingChanged, this, &DigitTools::showHint);
    connect(&m_canvas.pen(), &PenKeys::changed, this, &DigitTools::showHint);
    const auto showBrush = [this] {
        m_brush->setValue(static_cast<int>(std::lround(m_canvas.brush() * kBrushSteps)));
        m_brushSize->setText(tr("%1 px").arg(decimalText(m_canvas.brush(), 2)));
    };
    connect(&m_canvas, &DigitCanvas::brushChanged, this, showBrush);
    showBrush();
    connect(m_erase, &QPushButton::toggled, &m_canvas, &DigitCanvas::setErasing);
    connect(m_moreButton, &QPushButton::clicked, this, &DigitTools::openMore);
    connect(m_letShift, &QPushButton::clicked, this, [this] {
        m_canvas.setFocus(); // the button may go
        const bool centre = isLet();
        m_canvas.setOptions({centre, centre, m_smooth->isChecked()},
            centre ? tr("centre again") : tr("keep the shift"));
    });
    connect(m_undo, &QPushButton::clicked, this, &DigitTools::undoAsked);
    connect(m_redo, &QPushButton::clicked, this, &DigitTools::redoAsked);
    connect(&edits, &QUndoStack::canUndoChanged, m_undo, &QPushButton::setEnabled);
    connect(&edits, &QUndoStack::canRedoChanged, m_redo, &QPushButton::setEnabled);
    m_undo->setEnabled(edits.canUndo());
    m_redo->setEnabled(edits.canRedo());
    connect(m_clear, &QPushButton::clicked, &m_canvas, [this] {
        m_canvas.setFocus(); // before the button is disabled: one draws on, also by keys
        m_canvas.clear();
    });
    connect(m_save, &QPushButton::clicked, this, &DigitTools::saveAsked);
    connect(m_open, &QPushButton::clicked, this, &DigitTools::openAsked);
    connect(m_previous, &QPushButton::clicked, this, &DigitTools::previousAsked);
    connect(m_next, &QPushButton::clicked, this, &DigitTools::nextAsked);
    connect(m_disagree, &QPushButton::clicked, this, &DigitTools::disagreementAsked);
    connect(m_brush, &JumpSlider::valueChanged, this, [this](int value) {
        if (value != std::lround(m_canvas.brush() * kBrushSteps))
            m_canvas.setBrush(static_cast<double>(value) / kBrushSteps);
    });
    const auto takeSwitches = [this](QCheckBox* changed, const QString& words) {
        connect(changed, &QCheckBox::toggled, this, [this, words] {
            m_canvas.setOptions(
                {m_fit->isChecked(), m_centre->isChecked(), m_smooth->isChecked()}, words);
        });
    };
    takeSwitches(m_centre, tr("centre"));
    takeSwitches(m_fit, tr("fit 20 px"));
    takeSwitches(m_smooth, tr("smooth"));
}

/// The switches belong to the drawing, and are undone with it.
void DigitTools::showInk()
{
    const Ink& ink = m_canvas.ink();
    showHint();
    m_clear->setEnabled(!ink.isEmpty());
    m_save->setEnabled(!ink.isEmpty());
    const auto set = [&](QCheckBox* box, bool on) {
        const QSignalBlocker quiet(box);
        box->setChecked(on);
        box->setEnabled(!ink.testOrigin()); // such a picture is ready as it is
    };
    set(m_centre, ink.options().centreOfMass);
    set(m_fit, ink.options().fitBox);
    set(m_smooth, ink.options().smooth);
}

void DigitTools::setSet(const KnownDigits* set)
{
    for (std::size_t i = 0; i < m_sets.size(); ++i)
        m_sets[i]->setChecked(set == &kDigitSets[i]);
}

void DigitTools::setTestSet(bool pictures, bool differ, const QString& reason)
{
    m_previous->setEnabled(pictures);
    m_next->setEnabled(pictures);
    m_disagree->setEnabled(differ);
    m_missing = reason;
    showHint();
}

bool DigitTools::isLet() const
{
    const NormaliseOptions& options = m_canvas.ink().options();
    return !m_canvas.ink().testOrigin() && !options.centreOfMass && !options.fitBox;
}

/// What the pen's keys do now; empty = it is not in hand.
QString DigitTools::penWords() const
{
    const PenKeys& pen = m_canvas.pen();
    return !pen.isInHand()   ? QString()
        : !pen.isDown()      ? tr("Pen: arrows move, Space draws, Esc ends.")
        : m_canvas.erasing() ? tr("Eraser down: arrows rub out, Space lifts.")
                             : tr("Pen down: arrows draw, Space lifts.");
}

void DigitTools::showHint()
{
    const Ink& ink = m_canvas.ink();
    const QString pen = penWords();
    const bool let = isLet(), isCentred = ink.isShifted() && !ink.testOrigin() && !let;
    m_letShift->setVisible(pen.isEmpty() && (let || isCentred));
    m_letShift->setText(let ? tr("Centre a&gain") : tr("&Keep the shift"));
    const QString help = let
        ? tr("Switches Centre and Fit 20 px on: the models see the drawing as MNIST's digits lie")
        : tr("Switches Centre and Fit 20 px off: the models see the drawing where it lies");
    m_letShift->setToolTip(help);
    m_letShift->setWhatsThis(help);
    m_reason->setText(!pen.isEmpty() ? pen
            : isCentred              ? tr("Centred again: no shift.")
            : let                    ? tr("Not centred, nor scaled.")
            : m_missing.isEmpty()    ? tr("Arrows shift the drawing, P takes up a pen.")
                                     : m_missing);
}

} // namespace glowworm
