// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/digits/digits_panel.h"

#include "model/data/data_folder.h"
#include "ui/digits/answer_view.h"
#include "ui/digits/digit_canvas.h"
#include "ui/digits/picture_view.h"
#include "ui/session/digits.h"
#include "ui/session/library.h"
#include "ui/session/workbench.h"
#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/command_line.h"
#include "ui/widgets/focus_keys.h"
#include "ui/widgets/jump_slider.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/path_text.h"
#include "ui/widgets/save_file.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace glowworm {

namespace {

constexpr int kBrushSteps = 4; // of the slider, to a model pixel
constexpr int kReasonLines
    = 2; // kept free below the buttons: they stay where they are as other work comes and goes

} // namespace

DigitsPanel::DigitsPanel(Workbench& workbench, QWidget* parent)
    : Panel(parent)
    , m_digits(workbench.digits())
    , m_library(workbench.library())
{
    m_sparse = new AnswerView(Twin::Sparse, this);
    m_dense = new AnswerView(Twin::Dense, this);
    auto* columns = new QHBoxLayout;
    columns->setSpacing(kGap + 4);
    columns->addWidget(buildDrawing(), 7);
    columns->addWidget(buildSeen(), 3);
    columns->addWidget(m_sparse, 5);
    columns->addWidget(m_dense, 5);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(kWideGap, 12, kWideGap, 12);
    all->setSpacing(kGap);
    all->addLayout(columns, 1);
    m_message->lieOver({m_sparse, m_dense});

    setFirstFocus(m_canvas);
    addKeys();
    connectWorkbench(workbench);
    connectControls();
    takeModels();
    showPicture();
}

QWidget* DigitsPanel::buildDrawing()
{
    QFrame* card = newCard(this);
    m_canvas = new DigitCanvas(card);
    m_canvas->setObjectName(QStringLiteral("canvas"));
    m_reason = newNote({}, card);
    m_reason->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_reason->setMinimumHeight(kReasonLines * m_reason->fontMetrics().lineSpacing());
    auto* column = new QVBoxLayout(card);
    column->setContentsMargins(12, 10, 12, 10);
    column->addWidget(newHeading(tr("Draw"), card));
    column->addWidget(m_canvas, 1);
    column->addWidget(buildTools(card));
    column->addWidget(buildTestRow(card));
    column->addWidget(m_reason);
    return card;
}

QWidget* DigitsPanel::buildTools(QWidget* parent)
{
    auto* tools = new QWidget(parent);
    m_undo = newButton(tr("&Undo"), "undo", tools, tr("Take back the last stroke (Ctrl+Z)"));
    m_redo
        = newButton(tr("Red&o"), "redo", tools, tr("Do again what was taken back (Ctrl+Shift+Z)"));
    m_erase = newButton(
        tr("Er&ase"), "erase", tools, tr("Draw with the eraser (E, or the right mouse button)"));
    m_erase->setCheckable(true);
    m_clear = newButton(tr("C&lear"), "clear", tools, tr("Empty the sheet (Delete)"));
    m_save = newButton(tr("&Save..."), "save", tools,
        tr("Save the drawing as a PNG, which glowworm-cli classify reads too"));
    m_brush = new JumpSlider(tools);
    m_brush->setRange(static_cast<int>(DigitCanvas::kThinnest * kBrushSteps),
        static_cast<int>(DigitCanvas::kThickest * kBrushSteps));
    m_brush->setValue(static_cast<int>(std::lround(m_canvas->brush() * kBrushSteps)));
    m_brush->setAccessibleName(tr("Brush"));
    m_brush->setAccessibleDescription(tr("Width of the brush in pixels of the models' picture"));
    m_brush->setToolTip(m_brush->accessibleDescription() + QStringLiteral(" ([ ])"));
    auto* brushLabel = new QLabel(tr("&Brush"), tools);
    brushLabel->setBuddy(m_brush);
    m_brushSize = new QLabel(tools);
    makeMuted(m_brushSize);
    auto* rows = new QGridLayout(tools);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setHorizontalSpacing(6);
    int column = 0;
    for (QPushButton* button : {m_undo, m_redo, m_erase, m_clear, m_save})
        rows->addWidget(button, 0, column++);
    rows->addWidget(brushLabel, 1, 0);
    rows->addWidget(m_brush, 1, 1, 1, 3);
    rows->addWidget(m_brushSize, 1, 4);
    return tools;
}

QWidget* DigitsPanel::buildTestRow(QWidget* parent)
{
    auto* row = new QWidget(parent);
    m_next = newButton(tr("&Next test digit"), "nextTest", row,
        tr("The next picture of the test set, as it is (N in the drawing)"));
    m_disagree = newButton(tr("Next &disagreement"), "nextDisagreement", row,
        tr("The next test digit on which the two models disagree (D in the drawing)"));
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_next);
    layout->addWidget(m_disagree);
    return row;
}

QWidget* DigitsPanel::buildSeen()
{
    QFrame* card = newCard(this);
    m_seen = new PictureView(card);
    m_source = newNote({}, card);
    const auto addSwitch = [card](const QString& text, const QString& help) {
        auto* box = new QCheckBox(text, card);
        box->setChecked(true);
        box->setToolTip(help);
        box->setWhatsThis(help);
        return box;
    };
    m_centre = addSwitch(tr("Cen&tre of mass"),
        tr("Moves the ink so that its centre of mass lies in the middle, as MNIST did. Off: the "
           "box around the ink is centred; with the fit off as well, the ink stays where it was "
           "drawn."));
    m_fit = addSwitch(tr("F&it 20 px box"),
        tr("Scales the ink to a box of 20 x 20 pixels, as MNIST did. Off: it keeps the size it was "
           "drawn in."));
    m_smooth = addSwitch(tr("S&mooth scaling"),
        tr("Each pixel is the mean of what it covers. Off: the nearest point of the drawing."));
    auto* column = new QVBoxLayout(card);
    column->setContentsMargins(12, 10, 12, 10);
    column->addWidget(newHeading(tr("What they see"), card));
    column->addWidget(m_seen);
    column->addWidget(m_source);
    column->addSpacing(kGap);
    for (QCheckBox* box : {m_centre, m_fit, m_smooth})
        column->addWidget(box);
    column->addSpacing(kGap);
    column->addWidget(
        newNote(tr("Arrow keys in the drawing shift the ink by one of these pixels."), card));
    column->addStretch(1);
    return card;
}

/// Keys that could be typed elsewhere count only while the drawing has the focus.
void DigitsPanel::addKeys()
{
    auto* everywhere = new FocusKeys(this, tr("In Digits"));
    everywhere->add({QKeyCombination(Qt::ControlModifier, Qt::Key_Z)},
        tr("take back the last stroke"), [this] { m_canvas->undo(); });
    everywhere->add({QKeyCombination(Qt::ControlModifier | Qt::ShiftModifier, Qt::Key_Z),
                        QKeyCombination(Qt::ControlModifier, Qt::Key_Y)},
        tr("do it again"), [this] { m_canvas->redo(); });
    everywhere->add({Qt::Key_Delete}, tr("empty the sheet"), [this] { m_canvas->clear(); });
    auto* drawing = new FocusKeys(m_canvas, tr("In the drawing"));
    drawing->add({Qt::Key_N}, tr("the next test digit"), [this] { nextTestDigit(); });
    drawing->add({Qt::Key_D}, tr("the next test digit on which the two models disagree"),
        [this] { nextDisagreement(); });
}

void DigitsPanel::connectWorkbench(const Workbench& workbench)
{
    connect(&m_library, &Library::modelsChanged, this, &DigitsPanel::takeModels);
    connect(&m_library, &Library::dataChanged, this, &DigitsPanel::showState);
    connect(&m_digits, &Digits::answered, m_seen,
        [this](const DigitResult& result) { m_seen->setPicture(result.picture); });
    for (AnswerView* view : {m_sparse, m_dense})
        connect(&m_digits, &Digits::answered, view, &AnswerView::take);
    connect(&m_library, &Library::pictureOpened, this, &DigitsPanel::showPicture);
    connect(&m_digits, &Digits::disagreementFound, this, &DigitsPanel::takeDisagreement);
    connect(&workbench, &Workbench::busyChanged, this, &DigitsPanel::showState);
}

void DigitsPanel::connectControls()
{
    connect(m_canvas, &DigitCanvas::inkChanged, this, &DigitsPanel::classify);
    connect(m_canvas, &DigitCanvas::erasingChanged, m_erase, &QPushButton::setChecked);
    connect(m_canvas, &DigitCanvas::brushChanged, this, [this] {
        m_brush->setValue(static_cast<int>(std::lround(m_canvas->brush() * kBrushSteps)));
        m_brushSize->setText(tr("%1 px of 28").arg(numberText(m_canvas->brush())));
    });
    connect(m_erase, &QPushButton::toggled, m_canvas, &DigitCanvas::setErasing);
    connect(m_undo, &QPushButton::clicked, m_canvas, &DigitCanvas::undo);
    connect(m_redo, &QPushButton::clicked, m_canvas, &DigitCanvas::redo);
    connect(m_clear, &QPushButton::clicked, m_canvas, &DigitCanvas::clear);
    connect(m_save, &QPushButton::clicked, this, &DigitsPanel::saveDrawing);
    connect(m_next, &QPushButton::clicked, this, &DigitsPanel::nextTestDigit);
    connect(m_disagree, &QPushButton::clicked, this, &DigitsPanel::nextDisagreement);
    connect(m_brush, &JumpSlider::valueChanged, this, [this](int value) {
        if (value != std::lround(m_canvas->brush() * kBrushSteps))
            m_canvas->setBrush(static_cast<double>(value) / kBrushSteps);
    });
    for (QCheckBox* box : {m_centre, m_fit, m_smooth})
        connect(box, &QCheckBox::toggled, this, &DigitsPanel::classify);
    m_brushSize->setText(tr("%1 px of 28").arg(numberText(m_canvas->brush())));
}

// ----------------------------------------------------------------------------------------------------------------
// models and answers

void DigitsPanel::takeModels()
{
    const LoadedModel* sparse = m_library.model(Task::Digits, Twin::Sparse);
    const LoadedModel* dense = m_library.model(Task::Digits, Twin::Dense);
    m_sparse->setModel(sparse, dense);
    m_dense->setModel(dense, sparse);
    classify();
}

void DigitsPanel::classify()
{
    showState();
    const Ink& ink = m_canvas->ink();
    if (ink.isEmpty() || m_refused) {
        m_digits.forget();
        m_sparse->clear();
        m_dense->clear();
        m_seen->setPicture({});
        return;
    }
    DigitRequest request;
    request.ink = ink.grey();
    request.width = request.height = Ink::kSide;
    request.options = {m_fit->isChecked(), m_centre->isChecked(), m_smooth->isChecked()};
    request.ofSet = ink.testIndex().has_value();
    if (request.ofSet) // finished, and what it is, of whichever set
        request.options = {.fitBox = false, .centreOfMass = false};
    m_digits.classify(std::move(request));
}

void DigitsPanel::takeDisagreement(qint64 index)
{
    if (index < 0)
        m_message->showMessage(MessageBar::Tone::Notice,
            tr("The two models agree on all %1 test digits.").arg(countText(testCount())));
    else
        showTestDigit(index);
}

// ----------------------------------------------------------------------------------------------------------------
// test digits

qint64 DigitsPanel::testCount() const
{
    return m_library.data().testDigits ? m_library.data().testDigits->count() : 0;
}

void DigitsPanel::showTestDigit(qint64 index)
{
    if (index >= testCount())
        return; // another set was opened meanwhile
    m_message->clear();
    m_lastTest = index;
    m_canvas->setPicture(m_library.data().testDigits->picture(index), index);
}

void DigitsPanel::showPicture()
{
    const auto drawing = m_library.drawing();
    if (!drawing)
        return;
    const QString file = m_library.pictureFile();
    if (std::ranges::all_of(drawing->ink, [](std::uint8_t level) { return level == 0; })) {
        m_message->showMessage(MessageBar::Tone::Error,
            tr("There is no ink in %1; the drawing stays as it was.").arg(shownName(file)));
        return;
    }
    m_message->clear();
    m_savedAs = file;
    m_canvas->setDrawing(*drawing);
}

void DigitsPanel::nextTestDigit()
{
    if (testCount() > 0)
        showTestDigit(m_lastTest ? (*m_lastTest + 1) % testCount() : 0);
}

void DigitsPanel::nextDisagreement()
{
    if (m_disagree->isEnabled())
        m_digits.findDisagreement(m_lastTest ? (*m_lastTest + 1) % testCount() : 0);
}

void DigitsPanel::showState()
{
    const QString refusal = m_digits.refusal();
    const bool both
        = m_library.model(Task::Digits, Twin::Sparse) && m_library.model(Task::Digits, Twin::Dense);
    QStringList reasons;
    if (!refusal.isEmpty())
        reasons << refusal;
    if (testCount() == 0)
        reasons << tr("No test digits are open, so drawing only: open an IDX pair in Set-up "
                      "(Ctrl+1), or run %1, which gets MNIST.")
                       .arg(QString::fromStdString(fetchCommand()));
    else if (!both)
        reasons << tr("For disagreements, both a sparse and a dense digit model must be open.");
    m_reason->setText(reasons.join(QLatin1Char(' ')));
    m_next->setEnabled(testCount() > 0);
    m_disagree->setEnabled(testCount() > 0 && both && refusal.isEmpty());
    const bool empty = m_canvas->ink().isEmpty();
    m_undo->setEnabled(m_canvas->ink().canUndo());
    m_redo->setEnabled(m_canvas->ink().canRedo());
    m_clear->setEnabled(!empty);
    m_save->setEnabled(!empty);
    showSource();
    if (std::exchange(m_refused, !refusal.isEmpty()) && !m_refused) // the models are free again
        classify();
}

void DigitsPanel::showSource()
{
    const auto index = m_canvas->ink().testIndex();
    if (m_canvas->ink().isEmpty())
        m_source->setText(tr("Nothing drawn yet."));
    else if (index && *index < testCount())
        m_source->setText(tr("Test digit %1 of %2, labelled %3. Used as it is.")
                              .arg(countText(*index), countText(testCount()),
                                  QString::number(m_library.data().testDigits->label(*index))));
    else
        m_source->setText(tr("Your drawing, prepared as below."));
}

void DigitsPanel::saveDrawing()
{
    const QImage sheet = m_canvas->ink().sheet();
    askWhereToSave(this, tr("Save drawing"), QStringLiteral("drawing.png"), {tr("Picture (*.png)")},
        [this, sheet](const QString& file) {
            const QString failure = writePng(file, sheet);
            if (failure.isEmpty())
                m_savedAs = file;
            m_message->showWritten(file, failure);
        });
}

QString DigitsPanel::commandLine() const
{
    const Twin twin = m_library.model(Task::Digits, Twin::Sparse) ? Twin::Sparse : Twin::Dense;
    return classifyCommand(m_library.modelFile(Task::Digits, twin),
        m_savedAs.isEmpty() ? QStringLiteral("drawing.png") : m_savedAs);
}

void DigitsPanel::runMain() { nextTestDigit(); }

void DigitsPanel::stopMain() { }

} // namespace glowworm
