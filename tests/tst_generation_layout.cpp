// SPDX-License-Identifier: GPL-3.0-or-later
// Where the parts of the Generation panel stand, whatever they show, and that what a person looks
// at or clicks stays there while a text goes on.
#include "support/run_test.h"
#include "support/writing_stage.h"
#include "ui/generation/timeline.h"
#include "ui/inspector/inspector.h"
#include "ui/shell/panel_place.h"
#include "ui/widgets/board_marks.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/probability_bars.h"
#include "ui/widgets/theme.h"

#include <QLabel>
#include <QScrollBar>

#include <algorithm>

using namespace glowworm;

class TestGenerationLayout : public QObject, private test::WritingStage {
    Q_OBJECT

private Q_SLOTS:
    void init() { raise(); }
    void cleanup() { lower(); }

    void oneWindowHasOneLayout();
    void theTimelineStaysInSight();
    void theBoardDoesNotJumpWhenItsTwinComes();
    void aClickMeansTheLightThatOneSaw();
    void escStopsTheTextNotTheMessage();
    void rowsAreNoLowerThanTheirText();

private:
    void writeSlowly() // until something stands there
    {
        find<QSpinBox>("tokens")->setValue(400);
        choose("pace", 3);
        QTest::mouseClick(find<QPushButton>("start"), Qt::LeftButton);
        QTRY_VERIFY(writer("sparseText")->tokenCount() > 12 && m_panel->pickedToken() > 12);
    }
};

/// In the room of a window of 1024 x 700, whatever is written, unfolded or looked into.
void TestGenerationLayout::oneWindowHasOneLayout()
{
    m_panel->resize(948, 640);
    auto* inspector = m_panel->findChild<Inspector*>();
    const auto isBeside = [&] { return inspector->x() > stage().geometry().right(); };
    QTRY_VERIFY(isBeside());
    QVERIFY(open());
    generate(QStringLiteral("ROMEO:"), 20);
    for (const bool unfolded : {true, false}) {
        find<QAbstractButton>("more")->setChecked(unfolded);
        for (const bool kept : {false, true}) {
            if (kept)
                inspector->keep(Twin::Sparse, {0, 0});
            else
                inspector->letGo();
            QTest::qWait(0);
            QTRY_VERIFY2(isBeside(),
                qPrintable(QStringLiteral("%1 + %2 + %3 of %4")
                               .arg(find<QWidget>("settings")->minimumSizeHint().width())
                               .arg(stage().minimumSizeHint().width())
                               .arg(inspector->minimumSizeHint().width())
                               .arg(m_panel->width())));
        }
    }
}

/// Where the parts stand below each other, and the panel scrolls.
void TestGenerationLayout::theTimelineStaysInSight()
{
    PanelPlace place;
    place.resize(640, 500);
    place.setPanel(m_panel.get());
    place.show();
    const auto* timeline = m_panel->findChild<Timeline*>();
    const auto bottom = [&] { return timeline->mapTo(&place, QPoint(0, timeline->height())).y(); };
    QTRY_VERIFY(place.verticalScrollBar()->maximum() > 100);
    for (const int at : {0, 50, place.verticalScrollBar()->maximum()}) {
        place.verticalScrollBar()->setValue(at);
        QTRY_VERIFY(bottom() <= place.height() && bottom() > place.height() - 40);
    }
    place.verticalScrollBar()->setValue(0);
    QTRY_VERIFY(bottom() > place.height() - 40);
    place.resize(640, 420); // lower alone
    QTRY_VERIFY(bottom() <= place.height() && bottom() > place.height() - 40);
    place.takeWidget();
}

void TestGenerationLayout::theBoardDoesNotJumpWhenItsTwinComes()
{
    const auto openOnly = [this](Routing routing) {
        return test::openModels(*m_workbench, m_folder, {test::smallText(routing)});
    };
    QVERIFY(openOnly(Routing::GumbelController));
    stage().setComing(Twin::Dense, true);
    QTRY_VERIFY(board("denseText").height() > 56); // of a board without cells
    QCoreApplication::processEvents();
    const int waits = board("sparseText").height();
    QVERIFY(openOnly(Routing::Dense));
    QTRY_VERIFY(board("denseText").shape().grid.layers > 0);
    QTRY_COMPARE(board("sparseText").height(), waits);
}

/// It may be an ember by the time that the button is down.
void TestGenerationLayout::aClickMeansTheLightThatOneSaw()
{
    QVERIFY(open());
    writeSlowly();
    const auto& tokens = writer("sparseText")->tokens();
    const int now = m_panel->pickedToken();
    const auto lit = [&](int token, int neuron) {
        const auto& neurons = tokens[static_cast<std::size_t>(token)].firing.layers[0].neurons;
        return std::ranges::count(neurons, neuron) > 0;
    };
    int neuron = 0, seen = now; // of which the last light is furthest back
    for (int each = 0; each < board("sparseText").shape().grid.neurons(); ++each)
        for (int token = now; token > now - kTrail; --token)
            if (lit(token, each)) {
                if (token < seen) {
                    seen = token;
                    neuron = each;
                }
                break;
            }
    Q_EMIT board("sparseText").picked({0, neuron});
    QVERIFY(m_workbench->generation().running() && !m_panel->followsNewest());
    QCOMPARE(m_panel->pickedToken(), lit(seen, neuron) ? seen : now);
    QCOMPARE(board("sparseText").mark({0, neuron}).isLit(), lit(seen, neuron));
    const int before = writer("sparseText")->tokenCount();
    QTRY_VERIFY(writer("sparseText")->tokenCount() > before + 2); // it is written on
    QCOMPARE(m_panel->pickedToken(), lit(seen, neuron) ? seen : now);
}

void TestGenerationLayout::escStopsTheTextNotTheMessage()
{
    QVERIFY(open());
    writeSlowly();
    m_panel->messages().showMessage(MessageBar::Tone::Notice, QStringLiteral("Read me."));
    QTest::keyClick(find<PromptEdit>("prompt"), Qt::Key_Escape); // the window stops the text by it
    QVERIFY(m_panel->messages().isVisible());
    m_panel->stopMain();
    QVERIFY(finish());
    QTest::keyClick(find<PromptEdit>("prompt"), Qt::Key_Escape);
    QVERIFY(!m_panel->messages().isVisible());
}

/// There are fewer of them in a low window, and the rest counts those that went.
void TestGenerationLayout::rowsAreNoLowerThanTheirText()
{
    ProbabilityBars bars(Twin::Sparse, 5, QStringLiteral("next"));
    bars.setHero(ProbabilityBars::Hero::First);
    const int line = QFontMetrics(dataFont(&bars)).height(), hero = bars.rowRect(0).height();
    QVERIFY(bars.minimumSizeHint().height() >= hero + 2 * line);
    QVERIFY(bars.minimumSizeHint().height() < bars.sizeHint().height());
    for (int height = bars.minimumSizeHint().height(); height < 200; ++height) {
        bars.resize(200, height);
        for (int row = 1, top = hero; row < 5; ++row) {
            const QRect place = bars.rowRect(row);
            QVERIFY(place.isEmpty() || (place.height() >= line && place.top() >= top));
            QVERIFY(place.isEmpty() || place.bottom() < height);
            top = place.bottom() + 1;
        }
    }
}

GLOWWORM_TEST(TestGenerationLayout)
#include "tst_generation_layout.moc"
