// SPDX-License-Identifier: GPL-3.0-or-later
// Who votes for the likeliest next character, as the Generation panel shows it: the list, the
// curves from their lights, and the character in its frame. Over small untrained models.
#include "support/run_test.h"
#include "support/writing_stage.h"
#include "ui/generation/character_box.h"
#include "ui/generation/context_line.h"
#include "ui/generation/next_characters.h"
#include "ui/generation/voter_curves.h"
#include "ui/generation/voter_list.h"
#include "ui/inspector/inspector.h"
#include "ui/inspector/inspector_words.h"
#include "ui/widgets/probability_bars.h"
#include "ui/widgets/words.h"

#include <QLabel>
#include <QPainter>
#include <QToolButton>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

using namespace glowworm;

class TestVoters : public QObject, private test::WritingStage {
    Q_OBJECT

private Q_SLOTS:
    void init() { raise(); }
    void cleanup() { lower(); }

    void theyAreNamed();
    void keysMarkOneAndLookIntoIt();
    void curvesLeadFromTheirLightsToTheCharacter();
    void curvesPassBehindLightsAndCrossNoName();
    void eachHasALaneRightOfAllCells();
    void theCurveOfAKeptNeuronAloneIsStrong();
    void curvesArriveApart();
    void noCurveRunsBack();
    void aHeldBoardHasNoneOfAnotherToken();
    void otherLightsGlowLessOnlyWhileThereAreCurves();
    void marginsAndASwapMoveWhatStandsOut();
    void aNewTextHasNoneUntilItsFirstToken();
    void stageAndCardAreOneGround();
    void aSpaceIsAnOpenBoxThatIsSeen();

private:
    const VoterCurves& curves() const { return *m_panel->findChild<VoterCurves*>(); }
    bool areAside() const // at the edge of the card
    {
        const auto* card = m_panel->findChild<Inspector*>();
        const int edge = curves().mapFromGlobal(card->mapToGlobal(QPoint())).x();
        const auto& all = curves().curves();
        return !all.empty() && std::ranges::all_of(all, [edge](const VoterCurves::Curve& curve) {
            return curve.to.x() < edge;
        });
    }
    VoterRows& rows() const { return *find<VoterRows>("voters"); }
    std::size_t voterCount(const char* text) const // without those against
    {
        return static_cast<std::size_t>(std::ranges::count_if(
            voters(text), [](const Attribution& each) { return each.logit > 0; }));
    }
    const std::vector<Attribution>& voters(const char* text) const
    {
        return writer(text)->tokens().at(static_cast<std::size_t>(m_panel->pickedToken())).voters;
    }
};

/// At the picked token, by the model whose board is large; a click keeps the neuron.
void TestVoters::theyAreNamed()
{
    QVERIFY(open());
    generate(QStringLiteral("ROMEO:"), 20);
    for (const char* text : {"sparseText", "denseText"}) {
        QTest::keyClick(&board("sparseText"), Qt::Key_Comma);
        QVERIFY(!voters(text).empty());
        const QStringList all = rows().pictureWords().split(QStringLiteral("; "));
        QCOMPARE(all.size(), static_cast<qsizetype>(voters(text).size()));
        for (qsizetype i = 0; i < all.size(); ++i) {
            const auto& [neuron, logit] = voters(text)[static_cast<std::size_t>(i)];
            QCOMPARE(all[i].contains(QStringLiteral("against it: ")),
                i == static_cast<qsizetype>(voterCount(text)));
            QVERIFY(all[i].endsWith(
                QString::fromStdString(addressText(board(text).shape().grid, neuron))
                + QLatin1Char(' ') + signedText(static_cast<double>(logit))));
        }
        stage().swap();
    }
    QTest::mouseMove(&rows(), rows().rowRect(1).center());
    QCOMPARE(curves().marked(), voters("sparseText")[1].neuron);
    QTest::keyClick(&board("sparseText"), Qt::Key_Comma); // another one is under the pointer
    QCOMPARE(curves().marked(), voters("sparseText")[1].neuron);
    const NeuronAddress first = voters("sparseText").front().neuron;
    QTest::mouseClick(&rows(), Qt::LeftButton, {}, rows().rowRect(0).center());
    QCOMPARE(find<QLabel>("neuronAddress")->accessibleName().toStdString(),
        addressText(board("sparseText").shape().grid, first));
    QVERIFY(!curves().marked());
}

void TestVoters::keysMarkOneAndLookIntoIt()
{
    QVERIFY(open());
    generate(QStringLiteral("ROMEO:"), 20);
    QTest::keyClick(&rows(), Qt::Key_Up);
    QCOMPARE(curves().marked(), voters("sparseText")[0].neuron);
    QTest::keyClick(&rows(), Qt::Key_Down);
    const NeuronAddress second = voters("sparseText").at(1).neuron;
    QCOMPARE(curves().marked(), second);
    QTest::keyClick(&rows(), Qt::Key_Return);
    QCOMPARE(m_panel->findChild<Inspector*>()->kept(Twin::Sparse), second);
}

/// Thicker from who adds more; while a neuron is looked into they end at the card's edge.
void TestVoters::curvesLeadFromTheirLightsToTheCharacter()
{
    QVERIFY(open());
    generate(QStringLiteral("ROMEO:"), 20);
    const auto* next = m_panel->findChild<NextCharacters*>();
    for (const auto& [text, twin] :
        {std::pair("sparseText", Twin::Sparse), {"denseText", Twin::Dense}}) {
        const Switchboard& board = this->board(text);
        const auto isThere = [&] {
            const QRectF& end = curves().end();
            const auto& all = curves().curves();
            const auto likeliest = next->likeliest(twin);
            if (!likeliest || all.size() != voterCount(text))
                return false;
            for (std::size_t i = 0; i < all.size(); ++i) {
                const QPoint light = curves().mapFrom(m_panel.get(),
                    board.mapTo(m_panel.get(), board.cellRect(all[i].neuron).center()));
                if (all[i].neuron != voters(text)[i].neuron
                    || !all[i].light.contains(QPointF(light)) || all[i].from.x() < light.x()
                    || !end.contains(all[i].to) || all[i].to.x() > end.center().x()
                    || all[i].share > all[0].share || (i > 0 && all[i].ink >= all[i - 1].ink))
                    return false;
            }
            return end
                == QRectF(
                    curves().mapFromGlobal(likeliest->label.topLeft()), likeliest->label.size());
        };
        QTRY_VERIFY(isThere());
        m_panel->resize(m_panel->width() + 40, m_panel->height() + 40);
        QTRY_VERIFY(isThere());
        auto* inspector = m_panel->findChild<Inspector*>();
        inspector->keep(twin, voters(text).front().neuron);
        QTRY_VERIFY(areAside());
        QCOMPARE(curves().curves().size(), voterCount(text));
        QVERIFY(curves().end().right()
            < curves().mapFromGlobal(inspector->mapToGlobal(QPoint())).x()); // on the stage
        QVERIFY(curves().note().endsWith(shareText(next->likeliest(twin)->probability)));
        QVERIFY(!curves().isHidden());
        QVERIFY(inspector->letGo());
        QTRY_VERIFY(isThere());
        stage().swap();
    }
}

/// All lights that stand on a curve's level; names have a line of their own.
void TestVoters::curvesPassBehindLightsAndCrossNoName()
{
    QVERIFY(open());
    generate(QStringLiteral("ROMEO:"), 20);
    QTRY_VERIFY(!curves().curves().empty());
    const Switchboard& board = this->board("sparseText");
    const QPoint corner = curves().mapFromGlobal(board.mapToGlobal(QPoint()));
    const NeuronGrid& grid = board.shape().grid;
    for (int layer = 0; layer < grid.layers; ++layer) {
        for (int neuron = 0; neuron < grid.neurons(); ++neuron) {
            const QRect cell = board.cellRect({layer, neuron}).translated(corner);
            const bool passed = board.mark({layer, neuron}).isLit()
                && std::ranges::any_of(curves().curves(), [&cell](const auto& curve) {
                       return cell.left() > curve.from.x() && cell.top() <= curve.level
                           && cell.bottom() >= curve.level;
                   });
            QVERIFY(!passed || curves().above().contains(cell));
        }
        const QRectF name = board.nameRect(layer).translated(corner);
        for (const auto& curve : curves().curves()) {
            QVERIFY(curve.level < name.top() || curve.level > name.bottom());
            QVERIFY(curve.lane > name.right());
        }
    }
}

void TestVoters::eachHasALaneRightOfAllCells()
{
    QVERIFY(open());
    generate(QStringLiteral("ROMEO:"), 20);
    QTRY_VERIFY(curves().curves().size() > 1);
    const Switchboard& board = this->board("sparseText");
    const NeuronGrid& grid = board.shape().grid;
    const int right = curves()
                          .mapFromGlobal(board.mapToGlobal(
                              board.cellRect({grid.layers - 1, grid.neurons() - 1}).topRight()))
                          .x();
    const double end = curves().end().center().y();
    for (const auto& one : curves().curves()) {
        QVERIFY(one.lane > right && one.lane <= one.to.x());
        for (const auto& other : curves().curves()) {
            if (one.level >= other.level)
                continue;
            QVERIFY(other.level - one.level > 3);
            // From the same side none crosses another: the one farther off has the outer lane.
            if (one.level > end)
                QVERIFY(one.lane < other.lane);
            else if (other.level < end)
                QVERIFY(one.lane > other.lane);
        }
    }
}

void TestVoters::theCurveOfAKeptNeuronAloneIsStrong()
{
    QVERIFY(open());
    generate(QStringLiteral("ROMEO:"), 20);
    QTRY_VERIFY(curves().curves().size() > 1);
    auto* inspector = m_panel->findChild<Inspector*>();
    const NeuronAddress voter = voters("sparseText").at(1).neuron;
    const std::vector<Attribution>& all = voters("sparseText");
    NeuronAddress other{0, 0};
    while (std::ranges::any_of(
        all, [&other](const Attribution& each) { return each.neuron == other; }))
        ++other.neuron;
    for (const NeuronAddress kept : {voter, other}) {
        inspector->keep(Twin::Sparse, kept);
        QTRY_VERIFY(areAside());
        for (const auto& curve : curves().curves())
            QCOMPARE(curves().inkOf(curve) == 1, curve.neuron == kept);
        for (const auto& curve : curves().curves())
            QVERIFY(curve.neuron == kept || curves().inkOf(curve) <= 0.2);
    }
}

/// As high as their lights stand.
void TestVoters::curvesArriveApart()
{
    QVERIFY(open());
    generate(QStringLiteral("ROMEO:"), 20);
    QTRY_VERIFY(curves().curves().size() > 1);
    for (const auto& one : curves().curves())
        for (const auto& other : curves().curves())
            if (one.from.y() < other.from.y())
                QVERIFY(one.to.y() < other.to.y());
}

/// Neither where its light stands right beside the lanes, far off its level.
void TestVoters::noCurveRunsBack()
{
    QVERIFY(open());
    generate(QStringLiteral("ROMEO:"), 20);
    QTRY_VERIFY(!curves().curves().empty());
    Switchboard& board = this->board("sparseText");
    const NeuronGrid& grid = board.shape().grid;
    const NeuronAddress last{grid.layers - 1, grid.neurons() - 1};
    std::vector<Attribution> row; // of the lowest cells, that beside the lanes first
    for (NeuronAddress each = last; each.neuron >= 0 && row.size() < 6; --each.neuron)
        if (board.cellRect(each).top() == board.cellRect(last).top())
            row.push_back({each, 1});
    QVERIFY(row.size() > 3);
    m_panel->findChild<VoterCurves*>()->setVoters(Twin::Sparse, board, row);
    QCOMPARE(curves().curves().size(), row.size());
    for (const auto& curve : curves().curves())
        for (qsizetype i = 1; i < curve.outline.size() / 2; ++i) // its upper edge
            QVERIFY(curve.outline[i].x() > curve.outline[i - 1].x() - 5);
}

void TestVoters::aHeldBoardHasNoneOfAnotherToken()
{
    QVERIFY(open());
    generate(QStringLiteral("ROMEO:"), 20);
    stage().swap();
    QTRY_VERIFY(!curves().curves().empty());
    auto* inspector = m_panel->findChild<Inspector*>();
    inspector->compareFrom(Twin::Sparse);
    QTest::keyClick(&board("sparseText"), Qt::Key_Comma);
    auto* pin = find<QToolButton>("pinSecond");
    QTRY_VERIFY(pin->isEnabled());
    QTest::mouseClick(pin, Qt::LeftButton);
    QVERIFY(stage().holds());
    QTest::keyClick(&board("sparseText"), Qt::Key_Comma);
    inspector->keep(Twin::Dense, voters("denseText").front().neuron);
    QCoreApplication::processEvents(); // it follows what moves
    QVERIFY(curves().curves().empty());
    inspector->letGo();
    inspector->letGo(); // and of the comparison
    QVERIFY(!stage().holds());
    QTRY_VERIFY(!curves().curves().empty());
}

void TestVoters::otherLightsGlowLessOnlyWhileThereAreCurves()
{
    QVERIFY(open());
    generate(QStringLiteral("ROMEO:"), 20);
    QTRY_VERIFY(!curves().curves().empty());
    Switchboard& board = this->board("sparseText");
    const auto brightness = [&board] {
        board.setPicked({}); // its ring is no glow
        const QImage picture = board.grab().toImage().convertToFormat(QImage::Format_Grayscale8);
        double sum = 0;
        for (int y = 0; y < picture.height() - board.footHeight(); ++y)
            for (int x = 0; x < picture.width(); ++x)
                sum += qGray(picture.pixel(x, y));
        return sum;
    };
    const double weaker = brightness();
    m_panel->findChild<Inspector*>()->keep(Twin::Sparse, {0, 0});
    QTRY_VERIFY(areAside());
    QVERIFY(brightness() > weaker);
    QVERIFY(m_panel->findChild<Inspector*>()->letGo());
    QTRY_VERIFY(!areAside() && !curves().curves().empty());
    QCOMPARE(brightness(), weaker);
}

/// Margins tell of columns, not of votes; the larger row is of the model whose board is large.
void TestVoters::marginsAndASwapMoveWhatStandsOut()
{
    QVERIFY(open());
    generate(QStringLiteral("ROMEO:"), 20);
    QTRY_VERIFY(!curves().curves().empty());
    const auto said = [this] { return find<QLabel>("stageSentence")->text(); };
    const QString usual = said();
    for (const int presses : {2, 1}) { // to margins, and back to values
        for (int i = 0; i < presses; ++i)
            QTest::keyClick(&board("sparseText"), Qt::Key_M);
        const bool areMargins = presses == 2;
        QTRY_COMPARE(curves().curves().empty(), areMargins);
        QCOMPARE(said().contains(QStringLiteral("were nearly a toss-up")), areMargins);
    }
    QCOMPARE(said(), usual);
    const auto* next = m_panel->findChild<NextCharacters*>();
    const auto badge = [next](Twin twin) { return next->likeliest(twin)->label.height(); };
    QTRY_VERIFY(badge(Twin::Sparse) > badge(Twin::Dense) + 10);
    const auto bars = next->findChildren<ProbabilityBars*>();
    QCOMPARE(bars.size(), 2); // all others stand alike in both
    QCOMPARE(bars[0]->labelRect(1).width(), bars[1]->labelRect(1).width());
    QCOMPARE(bars[0]->rowRect(2).height(), bars[1]->rowRect(2).height());
    stage().swap();
    QTRY_VERIFY(badge(Twin::Dense) > badge(Twin::Sparse) + 10);
    for (const ContextLine* line : next->findChildren<ContextLine*>())
        QVERIFY(line->context().startsWith(QStringLiteral("ROMEO:")) // 26 characters, all of them
            && line->accessibleName().contains(line->context()));
}

void TestVoters::aNewTextHasNoneUntilItsFirstToken()
{
    QVERIFY(open());
    generate(QStringLiteral("ROMEO:"), 20);
    QTRY_VERIFY(!curves().curves().empty());
    bool wasAsked = false, hadSome = true;
    connect(&m_workbench->generation(), &Generation::started, this, [&] {
        wasAsked = true;
        hadSome = !curves().curves().empty() || rows().isVisible();
    });
    generate(QStringLiteral("JULIET:"), 20);
    QVERIFY(wasAsked);
    QVERIFY(!hadSome);
}

/// What leads from the one to the other crosses no light gap.
void TestVoters::stageAndCardAreOneGround()
{
    const QImage picture = m_panel->grab().toImage();
    const QRect board = stage().geometry(), card = m_panel->findChild<Inspector*>()->geometry();
    const Stage ground = Stage::of(m_panel->palette());
    for (int x = board.right() - 1; x <= card.left() + 1; ++x) {
        const QColor colour = picture.pixelColor(x, board.center().y());
        QVERIFY2(colour.lightness() <= ground.line.lightness(), qPrintable(colour.name()));
    }
}

void TestVoters::aSpaceIsAnOpenBoxThatIsSeen()
{
    QImage picture(40, 40, QImage::Format_RGB32);
    picture.fill(Qt::black);
    QPainter painter(&picture);
    painter.setPen(Qt::white);
    paintBoxed(painter, QRectF(0, 0, 40, 40), visibleCharacter(U' '));
    painter.end();
    QRect ink;
    for (int y = 0; y < 40; ++y)
        for (int x = 0; x < 40; ++x)
            if (qGray(picture.pixel(x, y)) > 100)
                ink |= QRect(x, y, 1, 1);
    QVERIFY2(ink.width() >= 12, qPrintable(QString::number(ink.width())));
    QVERIFY(std::abs(ink.center().x() - 20) <= 1 && std::abs(ink.center().y() - 20) <= 1);
    QCOMPARE(qGray(picture.pixel(20, ink.top())), 0); // open above
}

GLOWWORM_TEST(TestVoters)
#include "tst_voters.moc"
