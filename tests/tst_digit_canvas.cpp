// SPDX-License-Identifier: GPL-3.0-or-later
// The sheet of the Digits panel: strokes and their undoing, eraser, finger, arrows, opened
// pictures.
#include "ui/digits/digit_canvas.h"

#include "support/digits_stage.h"
#include "support/run_test.h"
#include "support/small_benchmarks.h"
#include "ui/session/inspection.h"
#include "ui/session/timing.h"
#include "ui/widgets/message_bar.h"

#include <QCheckBox>
#include <QLabel>
#include <QPointingDevice>
#include <QPushButton>
#include <QSignalSpy>
#include <QTouchEvent>

#include <functional>
#include <tuple>

using namespace glowworm;

class TestDigitCanvas : public QObject, private test::DigitsStage {
    Q_OBJECT

private Q_SLOTS:
    void init() { QVERIFY(raise()); }
    void cleanup() { lower(); }

    void undoRestoresStrokeByStroke();
    void aHundredStrokesUndoneLeaveABlankSheet();
    void whatWasTakenBackCanBeDoneAgain();
    void theEraserTakesInkAway();
    void aFingerDrawsToo();
    void arrowsShiftByAModelPixel();
    void aShiftedDrawingCentresToTheSamePicture();
    void withoutCentringItStaysWhereItWasDrawn();
    void keysChangeBrushAndEraser();
    void anOpenedPictureIsDrawn();
    void aPictureWithoutInkChangesNothing();
    void everythingDoneToADrawingIsUndone();
    void aStrokeOnTheRecordedDrawingBeginsAnew();
    void anEraserThatMeetsNoInkIsNoStep();
    void draggingTheSmallPictureShiftsByWholePixels();
    void aShiftThatIsCentredAwayIsSaid();
    void drawingAndSurgeryAreUndoneInTheirOrder();
    void surgeryIsNotUndoneBesideATiming();
    void aStrokeIsTakenBackWithoutAModel();
};

void TestDigitCanvas::undoRestoresStrokeByStroke()
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

void TestDigitCanvas::aHundredStrokesUndoneLeaveABlankSheet()
{
    for (int i = 0; i < 100; ++i)
        stroke({0.1 + i * 0.007, 0.1}, {0.2, 0.1 + i * 0.007},
            i % 7 == 6 ? Qt::RightButton : Qt::LeftButton);
    for (int i = 0; i < 100; ++i)
        edits().undo();
    QVERIFY(canvas()->ink().isEmpty());
}

void TestDigitCanvas::whatWasTakenBackCanBeDoneAgain()
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
    QVERIFY(!edits().canRedo());
}

void TestDigitCanvas::theEraserTakesInkAway()
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

void TestDigitCanvas::aFingerDrawsToo()
{
    std::unique_ptr<QPointingDevice> screen(QTest::createTouchDevice());
    QTest::touchEvent(canvas(), screen.get()).press(1, at(0.3, 0.3), canvas());
    QTest::touchEvent(canvas(), screen.get()).move(1, at(0.6, 0.7), canvas());
    QTest::touchEvent(canvas(), screen.get()).release(1, at(0.6, 0.7), canvas());
    QVERIFY(!canvas()->ink().isEmpty());
    QTRY_VERIFY(hasAnswers());
    QTest::keyClick(canvas(), Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(canvas()->ink().isEmpty()); // one stroke, not one and its echo as a mouse
}

void TestDigitCanvas::arrowsShiftByAModelPixel()
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

void TestDigitCanvas::aShiftedDrawingCentresToTheSamePicture()
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

void TestDigitCanvas::withoutCentringItStaysWhereItWasDrawn()
{
    for (QCheckBox* box : m_panel->findChildren<QCheckBox*>())
        if (!box->text().contains(QStringLiteral("mooth")))
            box->setChecked(false);
    stroke({0.15, 0.15}, {0.3, 0.3});
    QVERIFY(settle(whereDrawn()));
}

void TestDigitCanvas::keysChangeBrushAndEraser()
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

void TestDigitCanvas::anOpenedPictureIsDrawn()
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
    const QString line = m_panel->commandLine();
    QVERIFY2(line.contains(QStringLiteral(" --as-is")) && !line.contains(QStringLiteral("bar.png")),
        qPrintable(line)); // it names what the models see, not the file it came from
    QTest::mouseClick(find<QPushButton>("undo"), Qt::LeftButton);
    QCOMPARE(canvas()->ink().grey(), before);

    // what the window saves comes back as it was
    const QString own = m_folder.filePath(QStringLiteral("own.png"));
    QVERIFY(canvas()->ink().sheet().save(own));
    canvas()->clear();
    m_workbench->library().open({own});
    QTRY_COMPARE(canvas()->ink().grey(), before);
}

void TestDigitCanvas::aPictureWithoutInkChangesNothing()
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

void TestDigitCanvas::everythingDoneToADrawingIsUndone()
{
    const auto state = [this] {
        const Ink& ink = canvas()->ink();
        return std::tuple(ink.grey(), ink.testIndex(), ink.options().fitBox,
            ink.options().centreOfMass, ink.options().smooth);
    };
    const DigitPicture picture{};
    std::vector<decltype(state())> states{state()};
    const auto does = [&](const std::function<void()>& step) {
        step();
        QVERIFY(state() != states.back());
        states.push_back(state());
    };
    does([&] { stroke({0.2, 0.2}, {0.8, 0.3}); });
    does([&] { QTest::keyClick(canvas(), Qt::Key_Right); });
    does([&] { find<QCheckBox>("centre")->click(); });
    does([&] { stroke({0.2, 0.2}, {0.8, 0.3}, Qt::RightButton); });
    does([&] { canvas()->setPicture(picture, 7); });
    QVERIFY(!find<QCheckBox>("fit")->isEnabled()); // ready as it is
    does([&] { stroke({0.4, 0.2}, {0.4, 0.8}); });
    does([&] { find<QCheckBox>("fit")->click(); });
    does([&] { find<QCheckBox>("smooth")->click(); });
    does([&] { QTest::keyClick(canvas(), Qt::Key_Delete); });
    const auto end = state();
    for (std::size_t i = states.size() - 1; i-- > 0;) {
        QTest::keyClick(canvas(), Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(state() == states[i]);
        QCOMPARE(find<QCheckBox>("centre")->isChecked(), canvas()->ink().options().centreOfMass);
    }
    QVERIFY(canvas()->ink().isEmpty() && !canvas()->ink().testIndex());
    for (std::size_t i = 1; i < states.size(); ++i)
        QTest::keyClick(canvas(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(state() == end);
}

void TestDigitCanvas::aStrokeOnTheRecordedDrawingBeginsAnew()
{
    canvas()->setRecorded({2, {{{4, 4}, {20, 4}}}});
    const Ink& ink = canvas()->ink();
    QVERIFY(ink.isRecorded() && !ink.isEmpty());
    const auto recorded = ink.grey();
    stroke({0.2, 0.7}, {0.7, 0.7});
    QVERIFY(!ink.isEmpty() && !ink.isRecorded());
    QCOMPARE(ink.sheet().pixel(100, 40) & 0xff, 0U); // where the recorded one was
    edits().undo();
    QVERIFY(ink.grey() == recorded && ink.isRecorded());
    stroke({0.1, 0.14}, {0.2, 0.14}, Qt::RightButton); // the eraser works on what is there
    QVERIFY(!ink.isEmpty() && !ink.isRecorded());
    edits().undo();
    QTest::keyClick(canvas(), Qt::Key_Right);
    QVERIFY(ink.isRecorded() && ink.isShifted()); // a shift makes it no drawing of one's own
    stroke({0.2, 0.7}, {0.7, 0.7});
    QCOMPARE(ink.sheet().pixel(100, 40) & 0xff, 0U);
}

void TestDigitCanvas::anEraserThatMeetsNoInkIsNoStep()
{
    stroke({0.2, 0.2}, {0.8, 0.2});
    const int drawn = edits().count();
    stroke({0.2, 0.8}, {0.8, 0.8}, Qt::RightButton);
    QCOMPARE(edits().count(), drawn);
    stroke({0.2, 0.8}, {0.5, 0.2}, Qt::RightButton); // it comes to the ink on its way
    QCOMPARE(edits().count(), drawn + 1);
}

void TestDigitCanvas::draggingTheSmallPictureShiftsByWholePixels()
{
    stroke({0.4, 0.4}, {0.6, 0.6});
    QVERIFY(settle(prepared()));
    const DigitPicture before = whereDrawn();
    auto* small = m_panel->findChild<PictureView*>();
    const double pixel = std::min(small->width(), small->height()) / 28.0;
    const QPoint from = small->rect().center();
    QCOMPARE(small->cursor().shape(), Qt::OpenHandCursor);
    QTest::mousePress(small, Qt::LeftButton, {}, from);
    for (const double way : {0.6, 1.2, 2.3}) { // pixels of the picture
        const QPointF to = from + QPointF(way * pixel, -way * pixel);
        QMouseEvent event(QEvent::MouseMove, to, small->mapToGlobal(to), Qt::NoButton,
            Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(small, &event);
    }
    QTest::mouseRelease(small, Qt::LeftButton, {}, from);
    const DigitPicture after = whereDrawn();
    for (std::size_t y = 0; y < 26; ++y)
        for (std::size_t x = 2; x < 28; ++x)
            QCOMPARE(after[y * 28 + x], before[(y + 2) * 28 + x - 2]);
    QTest::mouseClick(find<QPushButton>("undo"), Qt::LeftButton); // the drag was one step
    QVERIFY(whereDrawn() == before);
}

void TestDigitCanvas::aShiftThatIsCentredAwayIsSaid()
{
    m_panel->resize(1280, 900); // the sheet is as large as its width lets it
    stroke({0.4, 0.4}, {0.6, 0.6});
    auto* let = find<QPushButton>("letShift");
    QVERIFY(!let->isVisible());
    QCoreApplication::processEvents(); // of the layout
    const QSize sheet = canvas()->size();
    QTest::keyClick(canvas(), Qt::Key_Right);
    QCoreApplication::processEvents();
    QCOMPARE(canvas()->size(), sheet); // which is held while the row below changes
    QVERIFY(find<QLabel>("toolsNote")->text().contains(QStringLiteral("no shift")));
    let->click();
    QCOMPARE(let->text(), QStringLiteral("Centre a&gain")); // the way back
    QTest::keyClick(canvas(), Qt::Key_Right);
    QVERIFY(settle(whereDrawn()));
    let->click();
    QTest::keyClick(canvas(), Qt::Key_Down);
    find<QPushButton>("undo")->click(); // the shifts before it are still centred away
    QCOMPARE(let->text(), QStringLiteral("&Keep the shift"));
    let->click();
    find<QPushButton>("clear")->click();
    QVERIFY(!let->isVisible() && find<QCheckBox>("fit")->isChecked());
}

void TestDigitCanvas::drawingAndSurgeryAreUndoneInTheirOrder()
{
    Inspection& inspection = m_workbench->inspection();
    stroke({0.2, 0.2}, {0.8, 0.2});
    const auto drawn = canvas()->ink().grey();
    inspection.operate(Task::Digits, Twin::Sparse, {{{0, 3}}, {}}, QStringLiteral("Switch off"));
    QTest::keyClick(canvas(), Qt::Key_Right);
    QTest::keyClick(canvas(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(canvas()->ink().grey(), drawn);
    QVERIFY(!inspection.surgery(Task::Digits, Twin::Sparse).empty());
    QCOMPARE(inspection.edits(Task::Digits).undoText(), QStringLiteral("Switch off"));
    QTest::keyClick(canvas(), Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(inspection.surgery(Task::Digits, Twin::Sparse).empty());
    QCOMPARE(canvas()->ink().grey(), drawn);
    QTest::mouseClick(find<QPushButton>("undo"), Qt::LeftButton);
    QVERIFY(canvas()->ink().isEmpty());
    QTest::mouseClick(find<QPushButton>("redo"), Qt::LeftButton);
    QCOMPARE(canvas()->ink().grey(), drawn);
}

/// It would pack weights beside what is timed.
void TestDigitCanvas::surgeryIsNotUndoneBesideATiming()
{
    Inspection& inspection = m_workbench->inspection();
    const auto isOff = [&] { return !inspection.surgery(Task::Digits, Twin::Sparse).empty(); };
    inspection.operate(Task::Digits, Twin::Sparse, {{{0, 3}}, {}}, QStringLiteral("off"));
    m_workbench->timing().start(test::endlessLayers());
    QVERIFY(m_workbench->timing().running());
    QTest::mouseClick(find<QPushButton>("undo"), Qt::LeftButton);
    QTest::keyClick(canvas(), Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(isOff());
    stroke({0.2, 0.2}, {0.8, 0.2}); // which may be drawn, and so taken back and done again
    QTest::mouseClick(find<QPushButton>("undo"), Qt::LeftButton);
    QVERIFY(canvas()->ink().isEmpty());
    QTest::mouseClick(find<QPushButton>("redo"), Qt::LeftButton);
    QVERIFY(!canvas()->ink().isEmpty());
    QTest::keyClick(canvas(), Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(isOff());
    QVERIFY(m_workbench->timing().running());
    m_workbench->timing().stop();
    QTRY_VERIFY(!m_workbench->timing().running());
    QTest::mouseClick(find<QPushButton>("undo"), Qt::LeftButton);
    QVERIFY(!isOff());
}

void TestDigitCanvas::aStrokeIsTakenBackWithoutAModel()
{
    lower();
    m_workbench = std::make_unique<Workbench>();
    m_panel = std::make_unique<DigitsPanel>(*m_workbench);
    m_panel->resize(1280, 720);
    m_panel->show();
    canvas()->clear();
    stroke({0.2, 0.2}, {0.8, 0.2});
    QVERIFY(!canvas()->ink().isEmpty());
    QTest::mouseClick(find<QPushButton>("undo"), Qt::LeftButton);
    QVERIFY(canvas()->ink().isEmpty());
    QTest::keyClick(canvas(), Qt::Key_Y, Qt::ControlModifier);
    QVERIFY(!canvas()->ink().isEmpty());
    QTest::keyClick(canvas(), Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(canvas()->ink().isEmpty());
}

GLOWWORM_TEST(TestDigitCanvas)
#include "tst_digit_canvas.moc"
