// SPDX-License-Identifier: GPL-3.0-or-later
// What a switchboard shows beside values: the plain formulas' neurons, how a router decided, what
// was done to neurons, which ones are meant, two tokens compared, and a tape without values.
#include "ui/widgets/switchboard.h"

#include "model/config/firing_lookup.h"
#include "support/formulas.h"
#include "support/random_tokens.h"
#include "support/run_test.h"

#include <QPainter>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <set>

using namespace glowworm;

namespace {

constexpr BoardShape kWideShape{.grid = {6, 24, 64}, .sparse = true, .rectified = false};

QImage boardPicture(Switchboard& board) { return board.grab().toImage(); }

int brightPixels(const QImage& picture, const QRect& place)
{
    int bright = 0;
    for (int y = place.top(); y <= place.bottom(); ++y)
        for (int x = place.left(); x <= place.right(); ++x)
            bright += picture.rect().contains(x, y) && qGray(picture.pixel(x, y)) > 60;
    return bright;
}

/// One layer of three groups of four: in each group the first, the second and the third fire.
FiringRecord threeOf(std::vector<std::uint16_t> neurons)
{
    FiringRecord record;
    record.layers.push_back({std::move(neurons), {1, 1, 1}, {}, {}});
    return record;
}

} // namespace

class TestBoardViews : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void lightsAreThoseOfTheFormulas_data();
    void lightsAreThoseOfTheFormulas();
    void shadeIsProbabilityOrMarginWhereTheRouterWasAsked();
    void whoWonIsNamedBesideItsLight();
    void whatWasDoneToANeuronIsSeenAndSaid();
    void shownNeuronsStandOutOfTheDark();
    void aComparisonHasThreeShapesAndWords();
    void aComparisonIsSetAlgebra();
    void aTapeWithoutValuesShowsNone();
    void noCellMovesFromOneViewToAnother();
    void legendAndStatusNeverOverlap();
    void aRecordSaysNothingOfWhatItLacks();
};

void TestBoardViews::lightsAreThoseOfTheFormulas_data()
{
    QTest::addColumn<int>("routing");
    QTest::newRow("gated") << static_cast<int>(Routing::Gated);
    QTest::newRow("gumbel") << static_cast<int>(Routing::GumbelController);
    QTest::newRow("dense") << static_cast<int>(Routing::Dense);
}

/// Computed in double from the tensors alone: who fires, who is bright, and of a dense layer every
/// neuron above zero. Ties that rounding may turn are left out.
void TestBoardViews::lightsAreThoseOfTheFormulas()
{
    QFETCH(int, routing);
    constexpr int kTokens = 12;
    const ModelState model = test::wideModel(static_cast<Routing>(routing));
    const ModelConfig& config = model.config;
    std::vector<int> tokens;
    for (int i = 0; i < kTokens; ++i)
        tokens.push_back(test::randomToken(i));
    std::vector<test::Formulas::Layer> layers; // of the first layer all tokens, then of the next
    test::Formulas formulas{model};
    formulas.layers = &layers;
    formulas.text(tokens);
    Switchboard board;
    board.setShape(boardShapeOf(config));
    const std::vector<FiringRecord> records = test::randomTokens(model, kTokens);
    int compared = 0;
    for (int token = 0; token < kTokens; ++token) {
        board.setFiring(records[static_cast<std::size_t>(token)]);
        for (int layer = 0; layer < config.layers; ++layer) {
            const auto& plain = layers[static_cast<std::size_t>(layer * kTokens + token)];
            const std::set<int> winners(plain.winners.begin(), plain.winners.end());
            for (int neuron = 0; neuron < config.neurons; ++neuron) {
                const double value = plain.values[static_cast<std::size_t>(neuron)];
                if (config.isSparse() ? !winners.contains(neuron) : value == 0)
                    continue;
                if (std::abs(value) < 1e-3 && !(value == 0 && config.isSparse()))
                    continue;
                const CellState state = board.mark({layer, neuron}).state;
                if (state == CellState::Quiet) { // the engine chose the other of two equal ones
                    QVERIFY(config.isSparse());
                    continue;
                }
                QCOMPARE(state,
                    value > 0                            ? CellState::Bright
                        : boardShapeOf(config).rectified ? CellState::Hollow
                                                         : CellState::Negative);
                ++compared;
            }
        }
    }
    QVERIFY(compared > (config.isSparse() ? kTokens * 144 * 99 / 100 : kTokens * 1000));
}

void TestBoardViews::shadeIsProbabilityOrMarginWhereTheRouterWasAsked()
{
    Switchboard board;
    board.setShape(kWideShape);
    FiringRecord record = test::randomTokens(test::wideModel(Routing::Gated), 1)[0];
    Decision& close = record.layers[2].decisions[5];
    close.probability = 0.42F;
    close.rivalProbability = 0.4F;
    const NeuronAddress at{2, record.layers[2].neurons[5]};
    board.setFiring(record);
    QVERIFY(!board.mark(at).tossUp); // by value nothing else is marked
    QVERIFY(!board.legendWords().contains(QStringLiteral("toss-up")));
    for (const Shade shade : {Shade::Probability, Shade::Margin}) {
        board.setShade(shade);
        const double bright = shade == Shade::Margin ? 1 - std::sqrt(0.02) : std::sqrt(0.42);
        QVERIFY(std::abs(board.mark(at).level - 255 * bright) <= 1);
        QVERIFY(board.mark(at).tossUp);
        QVERIFY(board.legendWords().contains(QStringLiteral("toss-up")));
        int all = 0;
        for (const LayerFiring& layer : record.layers)
            all += static_cast<int>(std::ranges::count_if(layer.decisions, &Decision::isTossUp));
        QCOMPARE(board.summary(),
            all == 1 ? QStringLiteral("1 of 144 is a toss-up")
                     : QStringLiteral("%1 of 144 are toss-ups").arg(all));
    }
    QVERIFY(board.cellWords(at).contains(QStringLiteral("toss-up with N")));
    for (LayerFiring& layer : record.layers)
        layer.decisions.clear();
    board.setFiring(record); // without decisions there are values alone, and the legend says so
    QVERIFY(!board.legendWords().contains(QStringLiteral("ahead")));
    QVERIFY(!board.mark(at).tossUp);
}

/// Beside the ring its name, beside the light that won that one's name and share.
void TestBoardViews::whoWonIsNamedBesideItsLight()
{
    FiringRecord record = test::randomTokens(test::wideModel(Routing::Gated), 1)[0];
    Decision& made = record.layers[4].decisions[14];
    made.probability = 0.39F;
    const int winner = record.layers[4].neurons[14], first = 14 * 64,
              loser = winner - first < 32 ? first + 60 : first + 3; // well above or below it
    BoardFace face;
    face.setShape(kWideShape);
    face.setFiring(record, {});
    QCOMPARE(face.choiceWords({4, winner}),
        QStringLiteral("N%1 39\u00a0%").arg(winner - first, 2, 10, QLatin1Char('0')));
    QCOMPARE(face.choiceWords({4, loser}),
        QStringLiteral("N%1").arg(loser - first, 2, 10, QLatin1Char('0')));
    made.probability = 0.998F; // as in the card, never all
    face.setFiring(record, {});
    QVERIFY(face.choiceWords({4, winner}).endsWith(QStringLiteral(" 99.8\u00a0%")));

    Switchboard board;
    board.resize(900, 480);
    board.setShape(kWideShape);
    board.setFiring(record);
    const QImage before = boardPicture(board);
    board.setPicked(NeuronAddress{4, loser});
    const QImage after = boardPicture(board);
    for (const int named : {winner, loser}) { // at either side
        const QRect cell = board.cellRect({4, named}), left = cell.adjusted(-30, -4, -14, 4),
                    right = cell.adjusted(14, -4, 30, 4);
        QVERIFY(before.copy(left) != after.copy(left) || before.copy(right) != after.copy(right));
    }
}

void TestBoardViews::whatWasDoneToANeuronIsSeenAndSaid()
{
    Switchboard board;
    board.resize(900, 480);
    board.setShape(kWideShape);
    const int marks
        = brightPixels(boardPicture(board), board.cellRect({1, 100}).adjusted(-6, -6, 6, 6));
    QCOMPARE(marks, 0);
    Surgery surgery;
    surgery.disabled = {{1, 100}, {99, 0}}; // one that this model lacks is passed over
    surgery.forced = {{2, 200}};
    const QRect before = board.cellRect({5, 1535});
    board.setSurgery(surgery);
    QCOMPARE(board.cellRect({5, 1535}), before); // nothing moves for a mark
    const QImage picture = boardPicture(board);
    for (const NeuronAddress at : {NeuronAddress{1, 100}, NeuronAddress{2, 200}})
        QVERIFY(brightPixels(picture, board.cellRect(at).adjusted(-6, -6, 6, 6)) > 8);
    QVERIFY(board.cellWords({1, 100}).contains(QStringLiteral("switched off")));
    QVERIFY(board.cellWords({2, 200}).contains(QStringLiteral("always chosen")));
    QVERIFY(board.legendWords().contains(QStringLiteral("off")));
    // A bar stands over the column that chooses no more, and over no other.
    const auto above = [&board](int group) {
        const int first = group * kWideShape.grid.groupSize;
        return QRect(board.cellRect({2, first}).topLeft() - QPoint(0, 4), QSize(3, 3));
    };
    QCOMPARE(brightPixels(picture, above(20)), 0);
    QVERIFY(brightPixels(picture, above(3)) >= 6);
    QVERIFY(board.cellWords({2, 201}).contains(QStringLiteral("its column is pinned")));
    QVERIFY(board.legendWords().contains(QStringLiteral("pinned column")));
    board.setSurgery({});
    QVERIFY(!board.legendWords().contains(QStringLiteral("always")));
}

void TestBoardViews::shownNeuronsStandOutOfTheDark()
{
    Switchboard board;
    board.resize(900, 480);
    board.setShape(kWideShape);
    const auto mean = [&board](NeuronAddress at) {
        return qGray(boardPicture(board).pixel(board.cellRect(at).center()));
    };
    const int at = mean({1, 100}), beside = mean({1, 300});
    board.setHighlights({{1, 100}});
    QVERIFY(mean({1, 100}) > at + 60);
    QVERIFY(mean({1, 300}) < beside);
    board.setHighlights({});
    QCOMPARE(mean({1, 100}), at);

    LayerComparison layer;
    layer.onlyFirst = {0};
    board.setComparison(std::vector(3, layer));
    const auto beyond = [&board] { // its layer: a diamond is larger than a small cell
        return qGray(boardPicture(board).pixel(board.cellRect({1, 0}).center() + QPoint(2, -2)));
    };
    const int bright = beyond();
    board.setHighlights({{1, 100}});
    QVERIFY2(beyond() < bright * 3 / 4, qPrintable(QString::number(bright)));
}

/// A diamond for what both lit, its left half for the first alone, its right half for the second:
/// told apart by shape in the board's smallest cells, and by words.
void TestBoardViews::aComparisonHasThreeShapesAndWords()
{
    const BoardInk ink(Stage::usual(), true, true);
    std::set<QByteArray> shapes;
    for (const CellState state :
        {CellState::OnlyFirst, CellState::Common, CellState::OnlySecond, CellState::Hollow}) {
        QImage picture(21, 21, QImage::Format_RGB32);
        picture.fill(ink.stage().bar);
        QPainter painter(&picture);
        paintMark(painter, QRect(9, 10, 4, 2), {state, 255}, ink);
        painter.end();
        QByteArray bits;
        for (int at = 0; at < 21 * 21; ++at)
            bits.append(qGray(picture.pixel(at % 21, at / 21)) > 60 ? '1' : '0');
        QVERIFY(bits.count('1') >= 12);
        shapes.insert(bits);
    }
    QCOMPARE(shapes.size(), std::size_t(4));

    Switchboard board;
    board.resize(600, 400);
    board.setShape({{1, 3, 4}, true, true});
    board.setFiring(threeOf({0, 5, 10}));
    board.setComparison(comparisonOf(threeOf({0, 5, 10}), threeOf({0, 6, 11})));
    QCOMPARE(board.mark({0, 0}).state, CellState::Common);
    QCOMPARE(board.mark({0, 5}).state, CellState::OnlyFirst);
    QCOMPARE(board.mark({0, 11}).state, CellState::OnlySecond);
    QCOMPARE(board.cellWords({0, 0}), QStringLiteral("L0.G00.N00: chosen by both"));
    QCOMPARE(board.cellWords({0, 5}), QStringLiteral("L0.G01.N01: chosen only by A"));
    QCOMPARE(board.cellWords({0, 11}), QStringLiteral("L0.G02.N03: chosen only by B"));
    QCOMPARE(board.cellWords({0, 1}), QStringLiteral("L0.G00.N01: chosen by neither"));
    QCOMPARE(board.summary(), QStringLiteral("2 chosen only by A, 1 by both, 2 only by B"));
    QCOMPARE(board.legendWords(), QStringLiteral("chosen only by A; by both; only by B"));
    QVERIFY(board.pictureWords().contains(QStringLiteral("by both")));
    board.setFiring(threeOf({1, 4, 8})); // another token is shown: the comparison is held
    QCOMPARE(board.mark({0, 5}).state, CellState::OnlyFirst);
    board.setComparison({});
    QCOMPARE(board.mark({0, 5}).state, CellState::Quiet);
    QCOMPARE(board.mark({0, 4}).state, CellState::Bright);
}

void TestBoardViews::aComparisonIsSetAlgebra()
{
    const std::vector<FiringRecord> tokens
        = test::randomTokens(test::wideModel(Routing::Gated), 20);
    Switchboard board;
    board.setShape(kWideShape);
    board.setFiring(tokens[0]);
    for (std::size_t i = 1; i < tokens.size(); ++i) {
        board.setComparison(comparisonOf(tokens[0], tokens[i]));
        for (int layer = 0; layer < kWideShape.grid.layers; ++layer) {
            const auto& first = tokens[0].layers[static_cast<std::size_t>(layer)].neurons;
            const auto& second = tokens[i].layers[static_cast<std::size_t>(layer)].neurons;
            for (int neuron = 0; neuron < kWideShape.grid.neurons(); ++neuron) {
                const bool a = std::ranges::count(first, neuron) > 0,
                           b = std::ranges::count(second, neuron) > 0;
                QCOMPARE(board.mark({layer, neuron}).state,
                    a && b  ? CellState::Common
                        : a ? CellState::OnlyFirst
                        : b ? CellState::OnlySecond
                            : CellState::Quiet);
            }
        }
    }
}

/// A tape has signs alone: no scale, no number, and one lightness for all.
void TestBoardViews::aTapeWithoutValuesShowsNone()
{
    FiringRecord record = threeOf({0, 5, 10});
    record.layers[0].values = {1, 0, 1};
    record.valuesKnown = false;
    Switchboard board;
    board.setShape({{1, 3, 4}, true, true});
    board.setFiring(record);
    QCOMPARE(board.scale(), 0.0F);
    QCOMPARE(board.mark({0, 0}), board.mark({0, 10}));
    QCOMPARE(board.mark({0, 0}).state, CellState::Bright);
    QCOMPARE(board.mark({0, 5}).state, CellState::Hollow);
    QCOMPARE(board.cellWords({0, 0}), QStringLiteral("L0.G00.N00: chosen, above zero"));
    QVERIFY(board.legendWords().startsWith(QStringLiteral("above zero, no value recorded")));
    QVERIFY(!board.legendWords().contains(QStringLiteral("0 to")));
}

void TestBoardViews::noCellMovesFromOneViewToAnother()
{
    const std::vector<FiringRecord> tokens = test::randomTokens(test::wideModel(Routing::Gated), 2);
    Switchboard board;
    board.setShape(kWideShape);
    board.setFiring(tokens[0]);
    for (const int width : {240, 360, 545, 900}) {
        board.resize(width, 460);
        board.setShade(Shade::Value);
        const QRect first = board.cellRect({0, 0}), last = board.cellRect({5, 1535});
        const auto stays = [&] {
            return board.cellRect({0, 0}) == first && board.cellRect({5, 1535}) == last;
        };
        for (const Shade shade : {Shade::Probability, Shade::Margin}) {
            board.setShade(shade);
            QVERIFY(stays());
        }
        board.setComparison(comparisonOf(tokens[0], tokens[1]));
        QVERIFY(stays());
        board.setSurgery({{{0, 1}}, {{1, 2}}});
        QVERIFY(stays());
        board.setComparison({});
        board.setSurgery({});
    }
}

void TestBoardViews::legendAndStatusNeverOverlap()
{
    using Kind = LegendItem::Kind;
    const std::vector<LegendItem> items{
        {Kind::Ramp, {}, QStringLiteral("chosen with 0 to 100 %"), false, {}},
        {Kind::Mark, {}, QStringLiteral("chosen, zero after ReLU"), false, {}},
        {Kind::Mark, {}, QStringLiteral("ember: chosen in the last 8"), false, {}},
        {Kind::TossUp, {}, QStringLiteral("toss-up: under 5 %"), true, {}},
        {Kind::Disabled, {}, QStringLiteral("off"), true, {}},
        {Kind::Forced, {}, QStringLiteral("always"), true, {}}};
    const QFont font;
    for (int width = 280; width <= 1200; width += 20) {
        BoardLegend legend;
        legend.arrange(items, {width, 400}, font);
        std::vector<QRect> places{legend.status()};
        for (const LegendItem& item : legend.items())
            places.push_back(item.place);
        for (std::size_t i = 0; i < places.size(); ++i) {
            QVERIFY(places[i].top() >= legend.top() && places[i].bottom() < 400);
            for (std::size_t j = 0; j < i; ++j)
                QVERIFY2(!places[i].intersects(places[j]), qPrintable(QString::number(width)));
        }
    }
}

void TestBoardViews::aRecordSaysNothingOfWhatItLacks()
{
    FiringRecord record = threeOf({0, 5, 10});
    record.layers[0].values = {0.5F, 0, 2};
    QCOMPARE(valueOf(record, {0, 10}), 2.0F);
    QCOMPARE(valueOf(record, {0, 9}), 0.0F);
    QCOMPARE(valueOf(record, {1, 10}), 0.0F); // no such layer
    QCOMPARE(placeOf(record, {0, 5}), std::optional<std::size_t>(1));
    QVERIFY(!placeOf(record, {0, 6}) && !placeOf(record, {-1, 0}));
    QCOMPARE(winnerOf(record, 0, 1), 5);
    QCOMPARE(winnerOf(record, 0, 3), -1);
    QCOMPARE(winnerOf({}, 0, 0), -1);
    QVERIFY(!decisionOf(record, 0, 0));
    record.layers[0].decisions.resize(3);
    record.layers[0].decisions[2].rival = 7;
    QCOMPARE(decisionOf(record, 0, 2)->rival, 7);
}

GLOWWORM_TEST(TestBoardViews)
#include "tst_board_views.moc"
