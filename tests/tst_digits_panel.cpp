// SPDX-License-Identifier: GPL-3.0-or-later
// The Digits panel, driven by strokes and keys over a real workbench with small untrained models.
#include "ui/digits/digits_panel.h"

#include "support/small_models.h"
#include "ui/digits/answer_view.h"
#include "ui/digits/digit_canvas.h"
#include "ui/digits/picture_view.h"
#include "ui/session/digits.h"
#include "ui/session/library.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/probability_bars.h"
#include "ui/widgets/switchboard.h"

#include <QCheckBox>
#include <QLabel>
#include <QPointingDevice>
#include <QPushButton>
#include <QSignalSpy>
#include <QTouchEvent>
#include <QtEndian>

#include <algorithm>

using namespace glowworm;

class TestDigitsPanel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void bothModelsAnswerWhileTheStrokeIsDrawn();
    void boardsShowTheAnswersNeurons();
    void undoRestoresStrokeByStroke();
    void aHundredStrokesUndoneLeaveABlankSheet();
    void whatWasTakenBackCanBeDoneAgain();
    void anEmptySheetSpeaksOfADrawing();
    void deleteClearsAndForgetsTheAnswer();
    void theEraserTakesInkAway();
    void aFingerDrawsToo();
    void arrowsShiftByAModelPixel();
    void aShiftedDrawingCentresToTheSamePicture();
    void withoutCentringItStaysWhereItWasDrawn();
    void testDigitsAreShownAsTheyAre();
    void withoutTestSetTheReasonIsShown();
    void keysChangeBrushAndEraser();
    void aModelWithoutAnAnswerSaysWhy();
    void anOpenedPictureIsDrawn();
    void aPictureWithoutInkChangesNothing();
    void whatIsUnlikeADigitIsSaid();

private:
    template <class T> T* find(const char* name) const
    {
        auto* found = m_panel->findChild<T*>(QLatin1String(name));
        Q_ASSERT(found);
        return found;
    }
    DigitCanvas* canvas() const { return find<DigitCanvas>("canvas"); }
    AnswerView* answer(int place) const { return m_panel->findChildren<AnswerView*>().at(place); }
    const std::optional<DigitPicture>& seen() const
    {
        return m_panel->findChild<PictureView*>()->picture();
    }
    QPoint at(double x, double y) const // of the sheet, 0 ... 1
    {
        const double side = std::min(canvas()->width(), canvas()->height()) - 2;
        return QPointF(
            (canvas()->width() - side) / 2 + x * side, (canvas()->height() - side) / 2 + y * side)
            .toPoint();
    }
    void stroke(QPointF from, QPointF to, Qt::MouseButton button = Qt::LeftButton);
    /// What the models should see of the ink as it is now.
    DigitPicture prepared() const
    {
        return normaliseDrawing(canvas()->ink().grey(), Ink::kSide, Ink::kSide);
    }
    DigitPicture whereDrawn() const
    {
        return normaliseDrawing(canvas()->ink().grey(), Ink::kSide, Ink::kSide,
            {.fitBox = false, .centreOfMass = false});
    }
    /// Waits for the answer to this picture.
    bool settle(const DigitPicture& picture) const
    {
        return QTest::qWaitFor([&] { return seen() == picture && m_result.picture == picture; });
    }
    void openTestSet();

    QTemporaryDir m_folder;
    std::unique_ptr<Workbench> m_workbench;
    std::unique_ptr<DigitsPanel> m_panel;
    DigitResult m_result; // newest
};

void TestDigitsPanel::init()
{
    m_workbench = std::make_unique<Workbench>();
    m_panel = std::make_unique<DigitsPanel>(*m_workbench);
    m_result = {};
    connect(&m_workbench->digits(), &Digits::answered, this,
        [this](const DigitResult& result) { m_result = result; });
    m_panel->resize(1280, 720);
    m_panel->show();
    QVERIFY(test::openModels(*m_workbench, m_folder,
        {test::smallDigits(Routing::GumbelController), test::smallDigits(Routing::Dense)}));
}

void TestDigitsPanel::cleanup()
{
    m_panel.reset();
    m_workbench.reset();
}

void TestDigitsPanel::stroke(QPointF from, QPointF to, Qt::MouseButton button)
{
    QTest::mousePress(canvas(), button, {}, at(from.x(), from.y()));
    for (int i = 1; i <= 8; ++i) {
        const QPoint point
            = at(from.x() + (to.x() - from.x()) * i / 8, from.y() + (to.y() - from.y()) * i / 8);
        QMouseEvent event(QEvent::MouseMove, point, canvas()->mapToGlobal(point), Qt::NoButton,
            button, Qt::NoModifier);
        QCoreApplication::sendEvent(canvas(), &event);
    }
    QTest::mouseRelease(canvas(), button, {}, at(to.x(), to.y()));
}

void TestDigitsPanel::openTestSet()
{
    const auto bigEndian = [](quint32 number) {
        QByteArray bytes(4, '\0');
        qToBigEndian(number, bytes.data());
        return bytes;
    };
    const quint32 count = 40;
    QByteArray images = bigEndian(0x803) + bigEndian(count) + bigEndian(28) + bigEndian(28);
    QByteArray labels = bigEndian(0x801) + bigEndian(count);
    for (quint32 i = 0; i < count; ++i) {
        for (quint32 p = 0; p < 784; ++p)
            images.append(static_cast<char>(
                p / 28 > 6 && p / 28 < 20 && p % 28 > i % 10 + 4 && p % 28 < i % 10 + 10
                    ? 100 + i * 3
                    : 0));
        labels.append(static_cast<char>(i % 10));
    }
    const auto write = [this](const QString& name, const QByteArray& bytes) {
        QFile file(m_folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    };
    write(QStringLiteral("images"), images);
    write(QStringLiteral("labels"), labels);
    m_workbench->library().openDigits(m_folder.filePath(QStringLiteral("images")),
        m_folder.filePath(QStringLiteral("labels")), m_folder.filePath(QStringLiteral("images")),
        m_folder.filePath(QStringLiteral("labels")));
    QTRY_VERIFY(m_workbench->library().data().testDigits);
}

void TestDigitsPanel::bothModelsAnswerWhileTheStrokeIsDrawn()
{
    QTest::mousePress(canvas(), Qt::LeftButton, {}, at(0.3, 0.3));
    QTRY_VERIFY(answer(0)->digit() >= 0 && answer(1)->digit() >= 0); // the button is still down
    QTest::mouseRelease(canvas(), Qt::LeftButton, {}, at(0.3, 0.3));
    QVERIFY(seen());
}

void TestDigitsPanel::boardsShowTheAnswersNeurons()
{
    stroke({0.3, 0.3}, {0.7, 0.6});
    QVERIFY(settle(prepared()));
    QCOMPARE(m_result.answers.size(), std::size_t(2));
    for (const DigitAnswer& given : m_result.answers) {
        const AnswerView& view = *answer(given.twin == Twin::Sparse ? 0 : 1);
        const BoardShape& shape = view.board().shape();
        const LayerFiring& firing = given.firing.layers.at(0);
        QCOMPARE(shape.neurons(), 80);
        QCOMPARE(shape.groups, 8); // the dense board stands on the sparse one's grid
        if (given.twin == Twin::Sparse)
            QCOMPARE(firing.neurons.size(), std::size_t(8));
        for (int neuron = 0; neuron < 80; ++neuron) {
            const auto found = std::find(firing.neurons.begin(), firing.neurons.end(), neuron);
            const CellState expected = found == firing.neurons.end() ? CellState::Quiet
                : firing.values[static_cast<std::size_t>(found - firing.neurons.begin())] > 0
                ? CellState::Bright
                : CellState::Hollow;
            QCOMPARE(view.board().mark(0, neuron).state, expected);
        }
        QCOMPARE(view.digit(),
            static_cast<int>(
                std::max_element(given.probabilities.begin(), given.probabilities.end())
                - given.probabilities.begin()));
    }
}

void TestDigitsPanel::undoRestoresStrokeByStroke()
{
    stroke({0.2, 0.2}, {0.8, 0.2});
    const auto first = canvas()->ink().grey();
    stroke({0.8, 0.2}, {0.4, 0.8});
    QVERIFY(canvas()->ink().grey() != first);
    QTest::keyClick(canvas(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(canvas()->ink().grey(), first);
    QTest::keyClick(canvas(), Qt::Key_Delete);
    QVERIFY(canvas()->ink().isEmpty());
    QTest::mouseClick(find<QPushButton>("undo"), Qt::LeftButton); // clearing can be taken back too
    QCOMPARE(canvas()->ink().grey(), first);
}

void TestDigitsPanel::aHundredStrokesUndoneLeaveABlankSheet()
{
    Ink ink;
    for (int i = 0; i < 100; ++i) {
        ink.beginStroke();
        ink.stroke({2 + i * 0.2, 3}, {5, 4 + i * 0.2}, 2, i % 7 == 6);
    }
    for (int i = 0; i < 100; ++i)
        ink.undo();
    QVERIFY(ink.isEmpty() && !ink.canUndo());
}

void TestDigitsPanel::whatWasTakenBackCanBeDoneAgain()
{
    QVERIFY(!find<QPushButton>("redo")->isEnabled());
    stroke({0.2, 0.2}, {0.8, 0.2});
    stroke({0.8, 0.2}, {0.4, 0.8});
    const auto both = canvas()->ink().grey();
    QTest::keyClick(canvas(), Qt::Key_Z, Qt::ControlModifier);
    QTest::keyClick(canvas(), Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(canvas()->ink().isEmpty());
    QTest::keyClick(canvas(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QTest::mouseClick(find<QPushButton>("redo"), Qt::LeftButton);
    QCOMPARE(canvas()->ink().grey(), both);
    QVERIFY(!find<QPushButton>("redo")->isEnabled());
    QTest::keyClick(canvas(), Qt::Key_Z, Qt::ControlModifier);
    stroke({0.3, 0.5}, {0.7, 0.5}); // another way from here
    QVERIFY(!canvas()->ink().canRedo());
}

void TestDigitsPanel::anEmptySheetSpeaksOfADrawing()
{
    for (const int place : {0, 1}) {
        const QString words = answer(place)->board().summary();
        QVERIFY2(words.contains(QStringLiteral("drawn")) && !words.contains(QStringLiteral("oken")),
            qPrintable(words));
    }
}

void TestDigitsPanel::deleteClearsAndForgetsTheAnswer()
{
    stroke({0.3, 0.3}, {0.7, 0.6});
    QVERIFY(settle(prepared()));
    QVERIFY(answer(0)->digit() >= 0);
    QTest::keyClick(canvas(), Qt::Key_Delete);
    QCOMPARE(answer(0)->digit(), -1);
    QVERIFY(!seen());
    QVERIFY(!find<QPushButton>("clear")->isEnabled());
}

void TestDigitsPanel::theEraserTakesInkAway()
{
    stroke({0.3, 0.5}, {0.7, 0.5});
    QTest::mouseClick(find<QPushButton>("erase"), Qt::LeftButton);
    QVERIFY(canvas()->erasing());
    canvas()->setBrush(4);
    stroke({0.2, 0.5}, {0.8, 0.5});
    QVERIFY(canvas()->ink().isEmpty());
    canvas()->setErasing(false);
    stroke({0.3, 0.5}, {0.7, 0.5});
    stroke({0.2, 0.5}, {0.8, 0.5}, Qt::RightButton); // the right button erases without the switch
    QVERIFY(canvas()->ink().isEmpty());
}

void TestDigitsPanel::aFingerDrawsToo()
{
    std::unique_ptr<QPointingDevice> screen(QTest::createTouchDevice());
    QTest::touchEvent(canvas(), screen.get()).press(1, at(0.3, 0.3), canvas());
    QTest::touchEvent(canvas(), screen.get()).move(1, at(0.6, 0.7), canvas());
    QTest::touchEvent(canvas(), screen.get()).release(1, at(0.6, 0.7), canvas());
    QVERIFY(!canvas()->ink().isEmpty());
    QTRY_VERIFY(answer(0)->digit() >= 0);
    QTest::keyClick(canvas(), Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(canvas()->ink().isEmpty()); // one stroke, not one and its echo as a mouse
}

void TestDigitsPanel::arrowsShiftByAModelPixel()
{
    stroke({0.4, 0.4}, {0.6, 0.6});
    const DigitPicture before = whereDrawn();
    QTest::keyClick(canvas(), Qt::Key_Right);
    QTest::keyClick(canvas(), Qt::Key_Down);
    QTest::keyClick(canvas(), Qt::Key_Down);
    const DigitPicture after = whereDrawn();
    for (std::size_t y = 2; y < 28; ++y)
        for (std::size_t x = 1; x < 28; ++x)
            QCOMPARE(after[y * 28 + x], before[(y - 2) * 28 + x - 1]);
    QTest::keyClick(canvas(), Qt::Key_Left);
    for (int i = 0; i < 2; ++i)
        QTest::keyClick(canvas(), Qt::Key_Up);
    QCOMPARE(whereDrawn(), before);
}

void TestDigitsPanel::aShiftedDrawingCentresToTheSamePicture()
{
    stroke({0.4, 0.3}, {0.6, 0.6});
    QVERIFY(settle(prepared()));
    const DigitPicture before = *seen();
    for (int i = 0; i < 3; ++i)
        QTest::keyClick(canvas(), Qt::Key_Right);
    QVERIFY(settle(prepared()));
    for (std::size_t i = 0; i < before.size(); ++i)
        QVERIFY(std::abs((*seen())[i] - before[i]) <= 1);
}

void TestDigitsPanel::withoutCentringItStaysWhereItWasDrawn()
{
    for (QCheckBox* box : m_panel->findChildren<QCheckBox*>())
        if (!box->text().contains(QStringLiteral("mooth")))
            box->setChecked(false);
    stroke({0.15, 0.15}, {0.3, 0.3});
    QVERIFY(settle(whereDrawn()));
}

void TestDigitsPanel::testDigitsAreShownAsTheyAre()
{
    openTestSet();
    QTRY_VERIFY(find<QPushButton>("nextTest")->isEnabled());
    canvas()->setFocus();
    QVERIFY(QTest::qWaitForWindowActive(m_panel.get()));
    QTest::keyClick(canvas(), Qt::Key_N);
    QTest::keyClick(canvas(), Qt::Key_N);
    QCOMPARE(canvas()->ink().testIndex(), std::optional<qint64>(1));
    DigitPicture expected{};
    std::ranges::copy(m_workbench->library().data().testDigits->picture(1), expected.begin());
    QVERIFY(settle(expected));
    QSignalSpy found(&m_workbench->digits(), &Digits::disagreementFound);
    QTest::keyClick(canvas(), Qt::Key_D);
    QTRY_COMPARE(found.count(), 1);
    const qint64 index = found.first().first().toLongLong();
    if (index >= 0)
        QCOMPARE(canvas()->ink().testIndex(), std::optional(index));
}

void TestDigitsPanel::withoutTestSetTheReasonIsShown()
{
    QVERIFY(!find<QPushButton>("nextTest")->isEnabled()
        && !find<QPushButton>("nextDisagreement")->isEnabled());
    const auto labels = m_panel->findChildren<QLabel*>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [](QLabel* label) {
        return label->isVisible() && label->text().contains(QStringLiteral("No test digits"));
    }));
}

void TestDigitsPanel::aModelWithoutAnAnswerSaysWhy()
{
    AnswerView view(Twin::Dense);
    DigitAnswer given;
    given.probabilities.assign(kDigitClasses, 0.1F);
    given.probabilities[3] = 0.2F;
    view.setAnswer(given);
    QCOMPARE(view.digit(), 3);
    given.probabilities.clear();
    given.problem = "The model's scores are not finite.";
    view.setAnswer(given);
    QCOMPARE(view.digit(), -1);
    QCOMPARE(
        view.bars().accessibleDescription(), QStringLiteral("The model's scores are not finite."));
}

void TestDigitsPanel::keysChangeBrushAndEraser()
{
    const double before = canvas()->brush();
    QTest::keyClick(canvas(), Qt::Key_BracketRight);
    QVERIFY(canvas()->brush() > before);
    for (int i = 0; i < 40; ++i)
        QTest::keyClick(canvas(), Qt::Key_BracketLeft);
    QCOMPARE(canvas()->brush(), DigitCanvas::kThinnest);
    QTest::keyClick(canvas(), Qt::Key_E);
    QVERIFY(find<QPushButton>("erase")->isChecked());
}

void TestDigitsPanel::anOpenedPictureIsDrawn()
{
    stroke({0.2, 0.2}, {0.8, 0.8});
    const auto before = canvas()->ink().grey();
    QImage picture(90, 300, QImage::Format_RGB32); // a bar of ink, far from the middle
    picture.fill(Qt::white);
    for (int y = 20; y < 120; ++y)
        for (int x = 10; x < 30; ++x)
            picture.setPixelColor(x, y, Qt::black);
    const QString file = m_folder.filePath(QStringLiteral("bar.png"));
    QVERIFY(picture.save(file));
    m_workbench->library().open({file});
    QTRY_VERIFY(canvas()->ink().grey() != before);
    QVERIFY(canvas()->ink().sheet().pixel(140, 140)
        == qRgb(255, 255, 255)); // 20 x 4 model pixels around the middle
    QVERIFY(canvas()->ink().sheet().pixel(140, 30) == qRgb(0, 0, 0)
        && canvas()->ink().sheet().pixel(140, 250) == qRgb(0, 0, 0));
    QVERIFY(canvas()->ink().sheet().pixel(110, 140) == qRgb(0, 0, 0)
        && canvas()->ink().sheet().pixel(170, 140) == qRgb(0, 0, 0));
    QVERIFY(settle(prepared()));
    QVERIFY(m_panel->commandLine().contains(QStringLiteral("bar.png")));
    QTest::mouseClick(find<QPushButton>("undo"), Qt::LeftButton);
    QCOMPARE(canvas()->ink().grey(), before);

    const QString own = m_folder.filePath(
        QStringLiteral("own.png")); // what the window saves comes back as it was
    QVERIFY(canvas()->ink().sheet().save(own));
    canvas()->clear();
    m_workbench->library().open({own});
    QTRY_COMPARE(canvas()->ink().grey(), before);
}

void TestDigitsPanel::aPictureWithoutInkChangesNothing()
{
    stroke({0.2, 0.2}, {0.8, 0.8});
    const auto before = canvas()->ink().grey();
    QImage picture(40, 40, QImage::Format_RGB32);
    picture.fill(Qt::white);
    const QString file = m_folder.filePath(QStringLiteral("blank.png"));
    QVERIFY(picture.save(file));
    QSignalSpy opened(&m_workbench->library(), &Library::pictureOpened);
    m_workbench->library().open({file});
    QTRY_COMPARE(opened.count(), 1);
    QCOMPARE(canvas()->ink().grey(), before);
    QVERIFY(m_panel->findChild<MessageBar*>()->text().contains(QStringLiteral("no ink")));
}

void TestDigitsPanel::whatIsUnlikeADigitIsSaid()
{
    auto* word = find<QLabel>("sparseUnlike");
    QVERIFY(word->isHidden());
    canvas()->setBrush(2.5);
    stroke({0.3, 0.22}, {0.7, 0.2});
    stroke({0.7, 0.2}, {0.45, 0.8});
    QVERIFY(settle(prepared()));
    QVERIFY2(m_result.unlike < 1, qPrintable(QString::number(m_result.unlike)));
    QVERIFY(word->isHidden());
    canvas()->clear();
    canvas()->setBrush(4);
    for (double y = 0.3; y < 0.7; y += 0.05) // a blob
        stroke({0.3, y}, {0.7, y});
    QVERIFY(settle(prepared()));
    QVERIFY2(m_result.unlike > 1, qPrintable(QString::number(m_result.unlike)));
    QTRY_VERIFY(word->isVisible() && find<QLabel>("denseUnlike")->isVisible());
    canvas()->clear();
    QVERIFY(word->isHidden());
}

QTEST_MAIN(TestDigitsPanel)
#include "tst_digits_panel.moc"
