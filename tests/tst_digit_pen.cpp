// SPDX-License-Identifier: GPL-3.0-or-later
// Drawing by keys alone: the pen that arrows move, its strokes and their undoing, its edges, and
// what is said of it to whoever does not see it.
#include "ui/digits/pen_keys.h"

#include "support/digits_stage.h"
#include "support/listener.h"
#include "support/run_test.h"

#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>

#include <algorithm>
#include <vector>

using namespace glowworm;
using test::Listener;

class TestDigitPen : public QObject, private test::DigitsStage {
    Q_OBJECT

private Q_SLOTS:
    void init() { QVERIFY(raise()); }
    void cleanup() { lower(); }

    void aSevenByKeysIsReadAsSeven();
    void eachStrokeIsOneStep();
    void whatComesBetweenBeginsAnotherStroke();
    void theEraserRubsOutByKeys();
    void laidAwayItLeavesTheArrowsToTheShift();
    void itStopsAtTheEdges();
    void twoArrowsTogetherLeadDiagonally();
    void theMouseTakesOver();
    void anotherFocusLiftsIt();
    void itsRingIsSeen();
    void itIsSaid();

private:
    const PenKeys& pen() const { return canvas()->pen(); }
    void press(int key, int times = 1, Qt::KeyboardModifiers with = Qt::NoModifier) const
    {
        for (int i = 0; i < times; ++i)
            QTest::keyClick(canvas(), static_cast<Qt::Key>(key), with);
    }
    void takeUp() const
    {
        canvas()->setFocus();
        press(Qt::Key_P);
    }
    void hold(int key, quint32 scanCode, QEvent::Type type = QEvent::KeyPress) const
    {
        QKeyEvent event(type, key, Qt::NoModifier, scanCode, 0, 0);
        QCoreApplication::sendEvent(canvas(), &event);
    }
    QString hint() const { return find<QLabel>("toolsNote")->text(); }
};

void TestDigitPen::aSevenByKeysIsReadAsSeven()
{
    Library& library = m_workbench->library();
    library.openShippedDigits(kDigitSets.front());
    QVERIFY(QTest::qWaitFor([&] {
        return std::ranges::all_of(kTwins, [&](Twin twin) {
            return gridOf(library.model(Task::Digits, twin)->state->config).neurons() == 400;
        });
    }));
    edits().clear();
    takeUp();
    press(Qt::Key_Home, 1, Qt::ShiftModifier);
    press(Qt::Key_Left, 2);
    press(Qt::Key_Up, 3);
    press(Qt::Key_Space);
    press(Qt::Key_Right, 3, Qt::ShiftModifier);
    for (int i = 0; i < 7; ++i) {
        press(Qt::Key_End);
        press(Qt::Key_Down);
    }
    press(Qt::Key_Space);
    QCOMPARE(edits().count(), 1);
    QVERIFY(settle(prepared()));
    QCOMPARE(stage().digit(Twin::Sparse), 7);
    QCOMPARE(stage().digit(Twin::Dense), 7);
    QVERIFY(find<QLabel>("source")->text().startsWith(QStringLiteral("your drawing")));
}

void TestDigitPen::eachStrokeIsOneStep()
{
    takeUp();
    edits().clear();
    press(Qt::Key_Left, 4); // lifted it draws nothing
    QVERIFY(canvas()->ink().isEmpty());
    press(Qt::Key_Space);
    QVERIFY(!canvas()->ink().isEmpty()); // a dot
    press(Qt::Key_Down, 5);
    press(Qt::Key_Space);
    const auto first = canvas()->ink().grey();
    press(Qt::Key_Right, 6);
    QCOMPARE(canvas()->ink().grey(), first);
    press(Qt::Key_Return); // as the space bar
    press(Qt::Key_Up, 5);
    press(Qt::Key_Return);
    QCOMPARE(edits().count(), 2);
    QCOMPARE(edits().undoText(), QStringLiteral("stroke"));
    press(Qt::Key_Z, 1, Qt::ControlModifier);
    QCOMPARE(canvas()->ink().grey(), first);
    press(Qt::Key_Z, 1, Qt::ControlModifier);
    QVERIFY(canvas()->ink().isEmpty());
    press(Qt::Key_Z, 2, Qt::ControlModifier | Qt::ShiftModifier);
    press(Qt::Key_Space);
    press(Qt::Key_Up, 3);
    press(Qt::Key_Z, 1, Qt::ControlModifier); // of a stroke that has not ended
    QVERIFY(!pen().isDown() && pen().isInHand());
    const auto both = canvas()->ink().grey();
    press(Qt::Key_Up, 3);
    QCOMPARE(canvas()->ink().grey(), both);
}

void TestDigitPen::whatComesBetweenBeginsAnotherStroke()
{
    takeUp();
    edits().clear();
    std::vector<std::vector<std::uint8_t>> drawings{canvas()->ink().grey()};
    const auto keep = [&] { drawings.push_back(canvas()->ink().grey()); };
    press(Qt::Key_Space);
    press(Qt::Key_Left, 5);
    keep();
    press(Qt::Key_BracketRight);
    keep();
    press(Qt::Key_Up, 5);
    keep();
    press(Qt::Key_E);
    keep();
    press(Qt::Key_Down, 3); // rubs out, still down
    keep();
    QVERIFY(pen().isDown());
    QCOMPARE(edits().undoText(), QStringLiteral("eraser stroke"));
    QCOMPARE(edits().count(), 5);
    for (std::size_t i = drawings.size(); i-- > 0;) {
        QCOMPARE(canvas()->ink().grey(), drawings[i]);
        edits().undo();
    }
    for (std::size_t i = 1; i < drawings.size(); ++i) {
        edits().redo();
        QCOMPARE(canvas()->ink().grey(), drawings[i]);
    }
    press(Qt::Key_Space);
    press(Qt::Key_Delete); // another sheet
    QVERIFY(!pen().isDown() && canvas()->ink().isEmpty());
}

void TestDigitPen::theEraserRubsOutByKeys()
{
    takeUp();
    press(Qt::Key_Space);
    press(Qt::Key_Left, 6);
    press(Qt::Key_Space);
    canvas()->setBrush(DigitCanvas::kThickest);
    press(Qt::Key_E);
    press(Qt::Key_Space);
    QVERIFY(hint().startsWith(QStringLiteral("Eraser down")));
    press(Qt::Key_Right, 6);
    QVERIFY(canvas()->ink().isEmpty());
}

void TestDigitPen::laidAwayItLeavesTheArrowsToTheShift()
{
    const QString before = hint();
    takeUp();
    QVERIFY(hint().startsWith(QStringLiteral("Pen: ")));
    press(Qt::Key_5); // on a keypad
    press(Qt::Key_6, 4);
    QVERIFY(hint().startsWith(QStringLiteral("Pen down")));
    const QPoint place = pen().place();
    press(Qt::Key_Escape);
    QVERIFY(!pen().isInHand() && !pen().isDown());
    QVERIFY(hint() == before);
    press(Qt::Key_Right);
    QCOMPARE(edits().undoText(), QStringLiteral("shift drawing"));
    press(Qt::Key_Return);
    QVERIFY(pen().isInHand());
    QCOMPARE(pen().place(), place); // where it was
    press(Qt::Key_P);
    QVERIFY(!pen().isInHand());
}

void TestDigitPen::itStopsAtTheEdges()
{
    takeUp();
    press(Qt::Key_Space);
    press(Qt::Key_Right, 30);
    press(Qt::Key_Down, 10, Qt::ShiftModifier);
    QCOMPARE(pen().place(), QPoint(27, 27));
    QVERIFY(qRed(canvas()->ink().sheet().pixel(279, 279)) > 200);
    press(Qt::Key_Home, 30);
    QCOMPARE(pen().place(), QPoint(0, 0));
    QVERIFY(qRed(canvas()->ink().sheet().pixel(0, 0)) > 200);
    press(Qt::Key_PageUp);
    QCOMPARE(pen().place(), QPoint(1, 0)); // along the edge
    QCOMPARE(edits().count(), 1 + 1);      // clearing the recorded drawing, the stroke
}

void TestDigitPen::twoArrowsTogetherLeadDiagonally()
{
    takeUp();
    const QPoint from = pen().place();
    hold(Qt::Key_Right, 114);
    hold(Qt::Key_Up, 111);
    QCOMPARE(pen().place(), from + QPoint(2, -1));
    hold(Qt::Key_Left, 113); // with the last two of them
    QCOMPARE(pen().place(), from + QPoint(1, -2));
    hold(Qt::Key_Up, 111); // right and left are nothing
    QCOMPARE(pen().place(), from + QPoint(1, -3));
    hold(Qt::Key_Left, 113, QEvent::KeyRelease);
    hold(Qt::Key_6, 114, QEvent::KeyRelease); // the same key, read otherwise meanwhile
    hold(Qt::Key_Up, 111);
    QCOMPARE(pen().place(), from + QPoint(1, -4));
    hold(Qt::Key_Up, 111, QEvent::KeyRelease);
}

void TestDigitPen::theMouseTakesOver()
{
    takeUp();
    press(Qt::Key_Space);
    const auto dot = canvas()->ink().grey();
    QTest::mouseMove(canvas(), at(0.1, 0.1));
    QMouseEvent hover(QEvent::MouseMove, at(0.2, 0.1), canvas()->mapToGlobal(at(0.2, 0.1)),
        Qt::NoButton, Qt::NoButton, Qt::NoModifier);
    QCoreApplication::sendEvent(canvas(), &hover); // which draws nothing
    QTest::mouseClick(canvas(), Qt::MiddleButton, {}, at(0.1, 0.1));
    QCOMPARE(canvas()->ink().grey(), dot);
    QVERIFY(pen().isDown());
    stroke({0.1, 0.1}, {0.3, 0.1});
    QVERIFY(!pen().isDown());
    const auto drawn = canvas()->ink().grey();
    press(Qt::Key_Down, 4);
    QCOMPARE(canvas()->ink().grey(), drawn);
}

void TestDigitPen::anotherFocusLiftsIt()
{
    takeUp();
    press(Qt::Key_Space);
    m_panel->activateWindow();
    QTRY_VERIFY(canvas()->hasFocus());
    find<QPushButton>("erase")->setFocus();
    QVERIFY(!pen().isDown() && pen().isInHand());
}

void TestDigitPen::itsRingIsSeen()
{
    const QImage without = canvas()->grab().toImage();
    takeUp();
    const QImage lifted = canvas()->grab().toImage();
    QVERIFY(lifted != without);
    press(Qt::Key_Left);
    QVERIFY(canvas()->grab().toImage() != lifted);
    press(Qt::Key_Right);
    press(Qt::Key_BracketRight); // as wide as the brush
    QVERIFY(canvas()->grab().toImage() != lifted);
}

void TestDigitPen::itIsSaid()
{
    const Listener listener;
    m_panel->activateWindow();
    QTRY_VERIFY(m_panel->isActiveWindow());
    Listener::forget();
    takeUp();
    QVERIFY(Listener::hears(QStringLiteral("Pen in hand at column 15, row 15.")));
    press(Qt::Key_Left, 2);
    QVERIFY(Listener::hears(QStringLiteral("column 13, row 15")));
    press(Qt::Key_Space);
    QVERIFY(Listener::hears(QStringLiteral("Pen down at column 13, row 15.")));
    QVERIFY(settle(prepared()));
    const QString description = canvas()->accessibleDescription();
    press(Qt::Key_Down, 3);
    QVERIFY(settle(prepared()));
    QCOMPARE(canvas()->accessibleDescription(), description); // not at every pixel
    QVERIFY(find<QLabel>("source")->text().startsWith(QStringLiteral("your drawing")));
    press(Qt::Key_Space);
    QVERIFY(Listener::hears(QStringLiteral("Lifted at column 13, row 18.")));
    QVERIFY(canvas()->accessibleDescription().startsWith(QStringLiteral("your drawing")));
    press(Qt::Key_Up);
    QVERIFY(Listener::hears(QStringLiteral("column 13, row 17, on ink")));
    Listener::forget();
    hold(Qt::Key_Left, 113);
    QCoreApplication::processEvents();
    QVERIFY(!Listener::news().contains(QStringLiteral("column"))); // while it is held
    hold(Qt::Key_Left, 113, QEvent::KeyRelease);
    QVERIFY(Listener::hears(QStringLiteral("column 12, row 17")));
    press(Qt::Key_Left, 5, Qt::ShiftModifier);
    QVERIFY(Listener::hears(QStringLiteral("column 1, row 17, at the edge")));
    press(Qt::Key_Escape);
    QVERIFY(Listener::hears(QStringLiteral("Pen laid away.")));
}

GLOWWORM_TEST(TestDigitPen)
#include "tst_digit_pen.moc"
