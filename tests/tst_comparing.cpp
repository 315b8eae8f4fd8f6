// SPDX-License-Identifier: GPL-3.0-or-later
// Two places of a text held beside each other in the Generation panel: what is held, what is
// lettered, what goes on; and that a text is as bright each time.
#include "support/run_test.h"
#include "support/writing_stage.h"
#include "ui/inspector/comparison_page.h"
#include "ui/inspector/inspector.h"
#include "ui/widgets/board_marks.h"

#include <QContextMenuEvent>
#include <QLabel>
#include <QMenu>
#include <QToolButton>

using namespace glowworm;

class TestComparing : public QObject, private test::WritingStage {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        raise();
        QVERIFY(open());
        generate(QStringLiteral("ROMEO:"), 30);
    }
    void cleanup() { lower(); }

    void bothBoardsAreHeldWithBothPlaces();
    void aPlaceIsComparedFromItsMenu();
    void aTextIsAsBrightEachTime();
    void closedCardGivesTheFocusBack();

private:
    Inspector& inspector() const { return *m_panel->findChild<Inspector*>(); }
    QString dense() const { return board("denseText").summary(); }
    void goBack(int tokens) const
    {
        for (int i = 0; i < tokens; ++i)
            QTest::keyClick(&board("sparseText"), Qt::Key_Comma);
    }
};

void TestComparing::bothBoardsAreHeldWithBothPlaces()
{
    inspector().compareFrom(Twin::Sparse);
    auto* pin = find<QToolButton>("pinSecond");
    QVERIFY(!pin->isEnabled()); // there is no B
    goBack(3);
    QTRY_VERIFY(pin->isEnabled());
    QTest::mouseClick(pin, Qt::LeftButton);
    QVERIFY(stage().holds());
    QVERIFY(pin->isChecked() && pin->text().startsWith(QChar(0x2713)));
    const FiringRecord there = writer("denseText")->tokens()[32].firing;
    const QString held = dense(), twin = find<QLabel>("twinNeurons")->text();
    goBack(5);
    QCOMPARE(m_panel->pickedToken(), 27);
    QCOMPARE(dense(), held);
    QCOMPARE(find<QLabel>("twinNeurons")->text(), twin);
    compareBoard("denseText", 32);
    QTest::mouseClick(find<QToolButton>("endComparison"), Qt::LeftButton);
    QVERIFY(!stage().holds());
    compareBoard("denseText", 27); // where the person is by now
    compareBoard("sparseText", 27);
}

void TestComparing::aPlaceIsComparedFromItsMenu()
{
    auto* text = find<TokenText>("sparseText");
    const QPoint place = text->tokenRect(20).center();
    QContextMenuEvent asked(QContextMenuEvent::Mouse, place, text->viewport()->mapToGlobal(place));
    QApplication::sendEvent(text->viewport(), &asked);
    auto* menu = find<QMenu>("textMenu");
    const auto actions = menu->actions();
    const auto compare = std::ranges::find(
        actions, QStringLiteral("Pin and compare"), [](const QAction* one) { return one->text(); });
    QVERIFY(compare != actions.end());
    const QImage before = text->grab().toImage();
    (*compare)->trigger();
    menu->close();
    QCOMPARE(m_panel->pickedToken(), 20);
    QVERIFY(find<QLabel>("compareFirst")->text().contains(QStringLiteral("character 20")));
    QVERIFY(find<QLabel>("stageSentence")->text().contains(QStringLiteral("Comparing")));
    goBack(5);
    QTRY_VERIFY(find<QToolButton>("pinSecond")->isEnabled());
    const QImage lettered = text->grab().toImage();
    inspector().letGo();
    QVERIFY(text->grab().toImage() != lettered); // A and B are gone
}

/// Not as the tokens need that happened to be painted.
void TestComparing::aTextIsAsBrightEachTime()
{
    m_panel->hide(); // nothing is painted
    SampleConfig sample;
    sample.seed = 3;
    sample.tokens = 30;
    m_workbench->generation().start(sample, QStringLiteral("ROMEO:"), true, true, 0);
    QVERIFY(finish());
    float most = 0, last = 0;
    for (const GeneratedToken& token : writer("denseText")->tokens()) {
        last = largestValue(token.firing);
        most = std::max(most, last);
    }
    QVERIFY(roundScale(last) < roundScale(most)); // else this would tell nothing
    m_panel->show();
    QTRY_COMPARE(board("denseText").scale(), roundScale(most));
}

void TestComparing::closedCardGivesTheFocusBack()
{
    QApplication::setActiveWindow(m_panel.get());
    Switchboard& sparse = board("sparseText");
    sparse.setFocus();
    QTest::keyClick(&sparse, Qt::Key_Return);
    auto* close = find<QToolButton>("letGo");
    QTRY_VERIFY(close->isVisible());
    close->setFocus(Qt::TabFocusReason);
    QVERIFY(close->hasFocus());
    QTest::keyClick(close, Qt::Key_Space);
    QVERIFY(!inspector().holds());
    QCOMPARE(QApplication::focusWidget(), &sparse);
}

GLOWWORM_TEST(TestComparing)
#include "tst_comparing.moc"
