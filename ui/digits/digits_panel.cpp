// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/digits/digits_panel.h"

#include "model/data/data_folder.h"
#include "model/data/data_set.h"
#include "ui/digits/aside.h"
#include "ui/digits/digit_canvas.h"
#include "ui/digits/digit_tools.h"
#include "ui/digits/duel_stage.h"
#include "ui/digits/gallery.h"
#include "ui/digits/picture_view.h"
#include "ui/inspector/inspector.h"
#include "ui/session/digits.h"
#include "ui/session/inspection.h"
#include "ui/session/library.h"
#include "ui/session/open_files.h"
#include "ui/session/workbench.h"
#include "ui/widgets/focus_keys.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"

#include <QHideEvent>
#include <QResource>
#include <QUndoStack>

#include <algorithm>
#include <initializer_list>
#include <utility>

/// As in theme.cpp, which a panel alone in a test does not call.
static void keepResources() { Q_INIT_RESOURCE(glowworm); }

namespace glowworm {
namespace {

constexpr int kMostSteps = 500; // of undo, some kilobytes each

/// Of what is no test picture, or was drawn on.
QString groundWords(const Ink& ink)
{
    if (ink.isEmpty())
        return DigitsPanel::tr("draw here: mouse, pen, touch, or keys after P");
    if (ink.ground() == Ink::Ground::Paper)
        return DigitsPanel::tr("your drawing");
    const QString what = ink.ground() == Ink::Ground::Recorded ? DigitsPanel::tr("recorded drawing")
        : ink.ground() == Ink::Ground::Opened                  ? DigitsPanel::tr("opened picture")
                                                               : DigitsPanel::tr("test picture");
    return (ink.isDrawnOn()   ? DigitsPanel::tr("%1, changed by you")
            : ink.isShifted() ? DigitsPanel::tr("%1, shifted")
                              : DigitsPanel::tr("%1, no label"))
        .arg(what);
}

} // namespace

DigitsPanel::DigitsPanel(Workbench& workbench, QWidget* parent)
    : Panel(parent)
    , m_digits(workbench.digits())
    , m_library(workbench.library())
    , m_inspection(workbench.inspection())
{
    m_stage = new DuelStage(this);
    m_canvas = &m_stage->canvas();
    QUndoStack& edits = m_inspection.edits(Task::Digits); // and of surgery, as they were done
    if (edits.count() == 0) // a stack in use cannot be bounded any more
        edits.setUndoLimit(kMostSteps);
    m_canvas->keepStepsIn(edits);
    m_tools = new DigitTools(*m_canvas, edits, this);
    m_gallery = new Gallery(this);
    for (QWidget* view : std::initializer_list<QWidget*>{m_stage, m_gallery})
        setNumbersFrom(view, Provenance::Measured);
    layOut();
    m_inspector = new Inspector(workbench, Task::Digits, this);
    m_inspector->setGround(false);
    m_inspector->keepStepsIn(edits);
    m_aside = new Aside(m_inspector, this);
    m_message->lieOver({m_galleryPlace}); // duel and tools stay free

    setFirstFocus(m_canvas);
    addKeys();
    connectWorkbench(workbench);
    connectViews();
    connectInspector();
    showStoredDrawing();
    takeModels();
    showPicture();
    m_isOpened = m_library.drawing() != nullptr;
    QMetaObject::invokeMethod(
        this, [this] { m_isOpened = false; }, Qt::QueuedConnection);
}

/// Keys that could be typed elsewhere count only while the drawing has the focus.
void DigitsPanel::addKeys()
{
    auto* everywhere = new FocusKeys(this, tr("In Digits"));
    everywhere->add({QKeyCombination(Qt::ControlModifier, Qt::Key_Z)},
        tr("take back the last change"), [this] { m_inspection.undo(Task::Digits); });
    everywhere->add({QKeyCombination(Qt::ControlModifier | Qt::ShiftModifier, Qt::Key_Z),
                        QKeyCombination(Qt::ControlModifier, Qt::Key_Y)},
        tr("do it again"), [this] { m_inspection.redo(Task::Digits); });
    everywhere->add({Qt::Key_Delete}, tr("empty the sheet"), [this] { m_canvas->clear(); });
    auto* drawing = new FocusKeys(m_canvas, tr("In the drawing"));
    drawing->add({QKeyCombination(Qt::ShiftModifier, Qt::Key_N)}, tr("the test picture before"),
        [this] { stepTestPicture(-1); });
    drawing->add({Qt::Key_N}, tr("the next test picture"), [this] { stepTestPicture(1); });
    drawing->add({Qt::Key_D}, tr("the next test picture on which the two models disagree"),
        [this] { findDisagreement(); });
    drawing->add({Qt::Key_I}, tr("how the neurons are used"), [this] {
        showNeuronUse(true);
        enterInspector();
    });
}

void DigitsPanel::connectWorkbench(const Workbench& workbench)
{
    connect(&m_library, &Library::modelsChanged, this, [this](Task task) {
        if (task == Task::Digits)
            takeModels();
    });
    connect(&m_library, &Library::dataChanged, this, [this] {
        showState();
        followSet();
    });
    const auto showComing = [this] {
        for (const Twin twin : kTwins)
            m_stage->setComing(twin, m_library.isComing(Task::Digits, twin));
    };
    connect(&m_library, &Library::comingChanged, this, showComing);
    showComing();
    connect(&m_library, &Library::pictureOpened, this, &DigitsPanel::showPicture);
    connect(&m_digits, &Digits::answered, this, &DigitsPanel::take);
    connect(&m_digits, &Digits::reviewed, this, &DigitsPanel::showReview);
    connect(&m_digits, &Digits::disagreementFound, this, &DigitsPanel::takeDisagreement);
    connect(&workbench, &Workbench::busyChanged, this, &DigitsPanel::showState);
}

void DigitsPanel::connectViews()
{
    connect(m_canvas, &DigitCanvas::inkChanged, this, &DigitsPanel::classify);
    connect(m_tools, &DigitTools::undoAsked, this, [this] { m_inspection.undo(Task::Digits); });
    connect(m_tools, &DigitTools::redoAsked, this, [this] { m_inspection.redo(Task::Digits); });
    connect(m_tools, &DigitTools::previousAsked, this, [this] { stepTestPicture(-1); });
    connect(m_tools, &DigitTools::nextAsked, this, [this] { stepTestPicture(1); });
    connect(m_tools, &DigitTools::disagreementAsked, this, &DigitsPanel::findDisagreement);
    connect(m_tools, &DigitTools::saveAsked, this, [this] { askToExport(*this, tr("Drawing")); });
    connect(m_tools, &DigitTools::openAsked, this, [this] { askForFiles(m_library, this); });
    connect(m_tools, &DigitTools::setAsked, &m_library, &Library::openShippedDigits);
    connect(m_gallery, &Gallery::neuronsAsked, this, &DigitsPanel::showNeuronUse);
    connect(m_gallery, &Gallery::opened, this, &DigitsPanel::showTestPicture);
    connect(m_gallery, &Gallery::picturesAsked, this, [this] { askForDigits(m_library, this); });
    connect(m_gallery, &Gallery::continueAsked, &m_digits, &Digits::wantReview);
}

/// So that nobody meets an empty stage: a nine so open that the shipped models differ on it. It is
/// the start, not a step to take back.
void DigitsPanel::showStoredDrawing()
{
    keepResources();
    const QByteArray text
        = QResource(QStringLiteral(":/drawings/open-nine.json")).uncompressedData();
    m_canvas->setRecorded(readStrokes(text.toStdString(), "The stored drawing"));
}

void DigitsPanel::showEvent(QShowEvent* event)
{
    Panel::showEvent(event);
    if (std::exchange(m_reviewPaused, false))
        m_digits.wantReview();
    showReview();
}

/// Nobody sees it: the machine is left to the other panels.
void DigitsPanel::hideEvent(QHideEvent* event)
{
    Panel::hideEvent(event);
    if (!event->spontaneous())
        m_reviewPaused = m_digits.stopReview();
    if (m_use == Use::Asked)
        m_use = Use::Unknown;
}

// -------------------------------------------------------------------------------------------------
// models and answers

const KnownDigits& DigitsPanel::knownSet() const
{
    for (const Twin twin : kTwins)
        if (const LoadedModel* model = m_library.model(Task::Digits, twin))
            return digitSetOf(model->state->corpusHash);
    return kDigitSets.front();
}

/// Digits name themselves.
QStringList DigitsPanel::classNames() const
{
    QStringList names;
    if (const KnownDigits& set = knownSet(); &set != &kDigitSets.front())
        for (const std::string_view name : set.classes)
            names << QLatin1String(name.data(), static_cast<qsizetype>(name.size()));
    return names;
}

void DigitsPanel::takeModels()
{
    m_stage->setModels(m_library.model(Task::Digits, Twin::Sparse),
        m_library.model(Task::Digits, Twin::Dense), classNames());
    showSurgery();
    m_use = Use::Unknown;
    if (m_lamp) // another model forgot it
        m_stage->keep(lampPick());
    classify();
}

void DigitsPanel::classify()
{
    showState();
    const Ink& ink = m_canvas->ink();
    if (ink.isEmpty() || m_refused) {
        m_digits.forget();
        m_stage->clear();
        m_stage->setUnlike({});
        m_inspector->showDrawing(nullptr);
        showSource();
        return;
    }
    m_digits.classify(
        {0, ink.grey(), Ink::kSide, Ink::kSide, madeReady(), ink.testIndex().has_value()});
}

/// A picture of a set, of whichever, is finished, and what it is.
NormaliseOptions DigitsPanel::madeReady() const
{
    const Ink& ink = m_canvas->ink();
    return ink.testOrigin() ? NormaliseOptions{.fitBox = false, .centreOfMass = false}
                            : ink.options();
}

void DigitsPanel::take(const DigitResult& result)
{
    m_stage->take(result);
    const Ink& ink = m_canvas->ink();
    const auto index = ink.testIndex();
    m_inspector->showDrawing(
        &result, index ? tr("test picture %1").arg(countText(*index)) : tr("the drawing"));
    const bool isKnown = index.has_value(),                           // to be one of a set
        isMeasured = &knownSet() == &kDigitSets.front(),              // by what knows MNIST only
        isOffPlace = ink.testOrigin() || !ink.options().centreOfMass; // then nothing is ordinary
    m_stage->setUnlike(isMeasured && !isKnown && (!isOffPlace || result.unlike > 1)
            ? std::optional(result.unlike)
            : std::nullopt);
    showSource();
}

// -------------------------------------------------------------------------------------------------
// the test set

QString DigitsPanel::testRefusal() const
{
    const TrainingData& data = m_library.data();
    const KnownDigits& wanted = knownSet();
    const QString title
        = QLatin1String(wanted.title.data(), static_cast<qsizetype>(wanted.title.size()));
    if (!data.testDigits)
        return tr("No test digits are open: run %1, which gets %2, or open an IDX pair in Set-up "
                  "(Ctrl+1).")
            .arg(QString::fromStdString(fetchCommand()), title);
    const bool isOther = std::ranges::any_of(kDigitSets,
        [&](const KnownDigits& set) { return set.hash == data.digits->hash() && &set != &wanted; });
    return isOther ? tr("The open models were trained on %1, the open pictures are another set's: "
                        "choose %1 under the sheet, or run %2, which gets its pictures.")
                         .arg(title, QString::fromStdString(fetchCommand()))
                   : QString();
}

std::shared_ptr<const DigitSet> DigitsPanel::testSet() const
{
    return testRefusal().isEmpty() ? m_library.data().testDigits : nullptr;
}

void DigitsPanel::showTestPicture(qint64 index)
{
    const auto set = testSet();
    if (!set || index >= set->count())
        return; // another set was opened meanwhile
    m_message->clear();
    m_lastTest = index;
    m_canvas->setPicture(set->picture(index), index, set);
}

/// What is of another set, or a digit where the models know none, gives way to one of theirs, as
/// they would call it something that it is not; what a person drew stays.
void DigitsPanel::followSet()
{
    const Ink& ink = m_canvas->ink();
    const auto set = testSet();
    const bool isForeign = ink.testOrigin()
        ? ink.testSet() != set
        : ink.isRecorded() && &knownSet() != &kDigitSets.front();
    if (set && isForeign)
        showTestPicture(0);
}

void DigitsPanel::stepTestPicture(int step)
{
    const auto set = testSet();
    if (!set)
        return;
    const qint64 count = set->count();
    showTestPicture(m_lastTest ? (*m_lastTest + step + count) % count : step > 0 ? 0 : count - 1);
}

void DigitsPanel::findDisagreement()
{
    if (const auto set = testSet())
        m_digits.findDisagreement(m_lastTest ? (*m_lastTest + 1) % set->count() : 0);
}

void DigitsPanel::takeDisagreement(qint64 index)
{
    if (index >= 0)
        showTestPicture(index);
    else if (const auto set = testSet())
        m_message->showMessage(MessageBar::Tone::Notice,
            tr("The two models agree on all %1 test digits.").arg(countText(set->count())));
}

void DigitsPanel::showReview()
{
    const QString refusal = testRefusal();
    const bool mayReview = refusal.isEmpty() && m_digits.refusal().isEmpty();
    const auto review = refusal.isEmpty() ? m_digits.review() : nullptr;
    m_gallery->setReason(!refusal.isEmpty() ? refusal
            : mayReview                     ? tr("Looking at the test pictures...")
                                            : m_digits.refusal(),
        !refusal.isEmpty());
    if (mayReview && !review && isVisible())
        m_digits.wantReview();
    if (review && review->isComplete() && isVisible())
        askForUse();
    m_gallery->setReview(review, m_digits.reviewing(), classNames());
}

// -------------------------------------------------------------------------------------------------
// what may be done

void DigitsPanel::showState()
{
    const QString refusal = m_digits.refusal(), noTest = testRefusal();
    const bool both
        = m_library.model(Task::Digits, Twin::Sparse) && m_library.model(Task::Digits, Twin::Dense);
    QString reason = refusal;
    if (reason.isEmpty() && noTest.isEmpty() && !both)
        reason = tr("To disagree it takes both a sparse and a dense digit model.");
    m_tools->setTestSet(noTest.isEmpty(), noTest.isEmpty() && both && refusal.isEmpty(), reason);
    m_tools->setSet(m_library.hasModel(Task::Digits) ? &knownSet() : nullptr);
    m_canvas->findTestSet(m_library.data().testDigits); // which may have come, or come again
    showSource();
    showReview();
    if (std::exchange(m_refused, !refusal.isEmpty()) && !m_refused) // the models are free again
        classify();
}

void DigitsPanel::showSource()
{
    const Ink& ink = m_canvas->ink();
    const auto set = testSet();
    if (const auto index = ink.testOrigin()) {
        const bool known = set && set == ink.testSet() && *index < set->count();
        if (known)
            m_lastTest = index; // also of one that was taken back to
        const QString words = known
            ? tr("test picture %1 of %2").arg(countText(*index), countText(set->count()))
            : tr("a picture of another test set");
        m_stage->setSource(known ? std::optional(set->label(*index)) : std::nullopt,
            ink.testIndex() ? words : tr("%1, shifted").arg(words));
        m_stage->setSeenWords(
            ink.testIndex() ? tr("both see: 28 x 28, as it is") : tr("both see: 28 x 28, shifted"));
        return;
    }
    const bool isOwn = ink.ground() == Ink::Ground::Paper && !ink.isEmpty();
    m_stage->setSource({}, groundWords(ink), isOwn ? tr("the right button erases") : QString());
    const NormaliseOptions& options = ink.options();
    QStringList made{tr("28 x 28")};
    if (options.centreOfMass)
        made << tr("centred");
    if (options.fitBox)
        made << tr("20 px box");
    m_stage->setSeenWords(tr("both see: %1").arg(made.join(QStringLiteral(", "))));
}

void DigitsPanel::runMain() { stepTestPicture(1); }

} // namespace glowworm
