// SPDX-License-Identifier: GPL-3.0-or-later
// Two places of a text held beside each other in the Generation panel: what is held, what is
// lettered, what goes on; and that a text is as bright each time.
#include "support/active_window.h"
#include "support/run_test.h"
#include "support/writing_stage.h"
#include "ui/generation/token_text.h"
#include "ui/inspector/comparison_page.h"
#include "ui/inspector/inspector.h"
#include "ui/widgets/board_marks.h"

#include <QContextMenuEvent>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QTableWidget>
#include <QToolButton>

#include <array>
#include <string>
#include <utility>
#include <vector>

using namespace glowworm;

namespace {

std::vector<GeneratedToken> tokensOf(const std::u32string& characters)
{
    std::vector<GeneratedToken> tokens;
    for (const char32_t character : characters)
        tokens.emplace_back().character = character;
    return tokens;
}

} // namespace

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
    void theListThatOpenedACardHasTheFocusAgain();
    void aLetterHidesNoCharacter();
    void aFrameLeavesItsNeighboursFree();
    void whatIsPickedStaysInSight();

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
    auto* margin = find<QToolButton>("shade-margin"); // what is lit says A, B or both
    QVERIFY(!margin->isEnabled() && margin->toolTip().contains(QStringLiteral("compared")));
    QVERIFY(pin->isChecked() && pin->text().startsWith(QChar(0x2713)));
    const FiringRecord there = writer("denseText")->tokens()[32].firing;
    const QString held = dense(), twin = find<QLabel>("twinNeurons")->text();
    goBack(5);
    QCOMPARE(m_panel->pickedToken(), 27);
    QCOMPARE(dense(), held);
    QCOMPARE(find<QLabel>("twinNeurons")->text(), twin);
    inspector().keep(Twin::Sparse, {0, 0}); // its card is of neither A nor B, and says so
    QTRY_VERIFY(find<QLabel>("neuronState")->text().contains(QStringLiteral("at character 27")));
    inspector().letGo();
    compareBoard("denseText", 32);
    QTest::mouseClick(find<QToolButton>("endComparison"), Qt::LeftButton);
    QVERIFY(!stage().holds());
    QVERIFY(margin->isEnabled());
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

/// By its prompt; not as the tokens need that happened to be painted, nor brighter at first.
void TestComparing::aTextIsAsBrightEachTime()
{
    m_panel->hide(); // nothing is painted
    SampleConfig sample;
    sample.seed = 3;
    sample.tokens = 30;
    m_workbench->generation().start(sample, QStringLiteral("ROMEO:"), true, true, 0);
    QVERIFY(finish());
    float most = 0;
    for (const GeneratedToken& token : writer("denseText")->tokens())
        if (token.fromPrompt)
            most = std::max(most, largestValue(token.firing));
    const float scale = roundScale(GenerationStage::kHeadroom * most);
    m_panel->show();
    QTRY_COMPARE(board("denseText").scale(), scale);
    goBack(29);
    QCOMPARE(board("denseText").scale(), scale);
}

void TestComparing::closedCardGivesTheFocusBack()
{
    test::activate(*m_panel);
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

void TestComparing::theListThatOpenedACardHasTheFocusAgain()
{
    test::activate(*m_panel);
    Switchboard& sparse = board("sparseText");
    sparse.setFocus();
    inspector().compareFrom(Twin::Sparse);
    goBack(3);
    auto* table = find<QTableWidget>("comparison");
    auto* list = find<QListWidget>("comparedNeurons");
    QTRY_VERIFY(table->isVisible());
    QVERIFY(!list->isEnabled()); // it is empty
    table->setFocus(Qt::TabFocusReason);
    table->setCurrentCell(0, 1);
    QTest::keyClick(table, Qt::Key_Return);
    QVERIFY(list->count() > 1);
    list->setFocus(Qt::TabFocusReason);
    list->setCurrentRow(1);
    QTest::keyClick(list, Qt::Key_Return);
    QTRY_VERIFY(find<QToolButton>("letGo")->isVisible());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QCOMPARE(QApplication::focusWidget(), list);
    QCOMPARE(list->currentRow(), 1);
    QTest::keyClick(list, Qt::Key_Escape); // and from the comparison to where that was asked for
    QVERIFY(!inspector().holds());
    QCOMPARE(QApplication::focusWidget(), &sparse);
}

/// Between full lines, neither in the one above nor in the one below.
void TestComparing::aLetterHidesNoCharacter()
{
    TokenText text(Twin::Sparse);
    text.resize(400, 200);
    text.appendTokens(tokensOf(U"mmmmmm\nmmmmmm\nmmmmmm\n"));
    text.show();
    const auto lines = [&] {
        const QImage all = text.viewport()->grab().toImage();
        const auto line = [&](int token) { // of whole characters
            const QRect place = text.tokenRect(token);
            return all.copy(QRectF(place.topLeft() * all.devicePixelRatio(),
                QSizeF(6 * place.width(), place.height()) * all.devicePixelRatio())
                                .toAlignedRect()
                                .adjusted(0, 2, 0, -2)); // less the edge of the frame
        };
        return std::pair(line(0), line(14));
    };
    const auto before = lines();
    text.setCompared(-1, 10);
    QCOMPARE(lines().first, before.first);
    QCOMPARE(lines().second, before.second);
}

/// Not a pixel of the characters beside it changes.
void TestComparing::aFrameLeavesItsNeighboursFree()
{
    TokenText text(Twin::Sparse);
    text.resize(400, 200);
    text.appendTokens(tokensOf(U"QUQUQU\nQUQUQU\n"));
    text.show();
    text.setPicked(6); // the newline: what has the text's cursor may look differently
    const auto cell = [&](int token) { // all of it but what a fraction of a pixel may be in
        const QImage all = text.viewport()->grab().toImage();
        const QRectF place = text.tokenRect(token).adjusted(1, 0, -1, 0);
        return all.copy(
            QRectF(place.topLeft() * all.devicePixelRatio(), place.size() * all.devicePixelRatio())
                .toAlignedRect());
    };
    const std::array before{cell(1), cell(2), cell(3)};
    text.setCompared(2, -1);
    QVERIFY(cell(2) != before[1]);
    QCOMPARE(cell(1), before[0]);
    QCOMPARE(cell(3), before[2]);
    text.setCompared(-1, -1);
    text.setPicked(2);
    QVERIFY(cell(2) != before[1]);
    QCOMPARE(cell(1), before[0]);
    QCOMPARE(cell(3), before[2]);
}

/// Also where a second text takes a part of its room.
void TestComparing::whatIsPickedStaysInSight()
{
    TokenText text(Twin::Sparse);
    text.resize(300, 400);
    text.appendTokens(tokensOf(std::u32string(100, U'\n') + U"end"));
    text.show();
    text.setPicked(102);
    QVERIFY(text.viewport()->rect().contains(text.tokenRect(102)));
    text.resize(300, 250);
    QTRY_VERIFY(text.viewport()->height() < 260);
    QVERIFY(text.viewport()->rect().contains(text.tokenRect(102)));
}

GLOWWORM_TEST(TestComparing)
#include "tst_comparing.moc"
