// SPDX-License-Identifier: GPL-3.0-or-later
// While the lights tell margins: which choices were closest, on the board, in its names and in the
// card. Over small untrained models and records made for it.
#include "model/neurons/token_report.h"
#include "support/random_tokens.h"
#include "support/run_test.h"
#include "support/writing_stage.h"
#include "ui/generation/voter_list.h"
#include "ui/inspector/inspector.h"
#include "ui/inspector/inspector_words.h"
#include "ui/widgets/value_label.h"
#include "ui/widgets/words.h"

#include <QLabel>
#include <QTest>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <optional>

using namespace glowworm;

namespace {

constexpr BoardShape kClosestChoicesWide{.grid = {6, 24, 64}, .sparse = true, .rectified = false};
constexpr std::size_t kTossUps = 8;

/// Of layer 1 as many toss-ups as said, the first group the closest; all others are clear.
FiringRecord closeOnes()
{
    FiringRecord record = test::randomTokens(test::wideModel(Routing::Gated), 1)[0];
    for (LayerFiring& layer : record.layers)
        for (Decision& made : layer.decisions) {
            made.probability = 0.9F;
            made.rivalProbability = 0.05F;
        }
    for (std::size_t group = 0; group < kTossUps; ++group) {
        Decision& made = record.layers[1].decisions[group];
        made.rivalProbability = made.probability = 0.4F;
        made.rivalProbability -= 0.005F * static_cast<float>(group);
    }
    return record;
}

} // namespace

class TestClosestChoices : public QObject, private test::WritingStage {
    Q_OBJECT

private Q_SLOTS:
    void onlyTheSixClosestGlow();
    void layersSayHowManyAreClose();
    void theirBarsAreCutByBothShares();
    void theyStandInTheCardWhileMarginsAreShown();
};

void TestClosestChoices::onlyTheSixClosestGlow()
{
    Switchboard board;
    board.resize(900, 600);
    board.setShape(kClosestChoicesWide);
    const FiringRecord record = closeOnes();
    board.setFiring(record);
    board.setShade(Shade::Margin);
    const QImage picture = board.grab().toImage();
    const QColor bar = Stage::of(board.palette()).bar;
    const auto glows = [&](std::size_t group) { // above its cell, in its own column
        const QRect cell = board.cellRect({1, record.layers[1].neurons[group]});
        const int above = std::max(
            board.columnRect({1, record.layers[1].neurons[group]}).top(), cell.top() - 6);
        const int below = cell.bottom() + 6;
        const auto lighter = [&](int y) {
            return picture.pixelColor(cell.center().x(), y).lightness() > bar.lightness() + 3;
        };
        return lighter(above) || lighter(below);
    };
    for (std::size_t group = 0; group < kTossUps; ++group) {
        QVERIFY(board.mark({1, record.layers[1].neurons[group]}).tossUp);
        QCOMPARE(glows(group), group < 6);
    }
}

/// And what is said above the board is not said again at its foot, where the sign is explained.
void TestClosestChoices::layersSayHowManyAreClose()
{
    Switchboard board;
    board.resize(900, 600);
    board.setShape(kClosestChoicesWide);
    board.setFiring(closeOnes());
    const auto inkBehindName = [&board](int layer) { // of the light, the number of its pixels
        const QRect name = board.nameRect(layer);
        const QImage picture = board.grab().toImage();
        const QColor light = Stage::of(board.palette()).sparse.light;
        int count = 0;
        for (int y = name.top(); y <= name.bottom(); ++y)
            for (int x = name.right() + 1; x < name.right() + 60; ++x) {
                const QColor pixel = picture.pixelColor(x, y);
                count += pixel.lightness() > 60 && std::abs(pixel.hue() - light.hue()) < 12
                    && pixel.saturation() > 100;
            }
        return count;
    };
    QVERIFY(!board.statusText().isEmpty());
    QCOMPARE(inkBehindName(1), 0);
    board.setShade(Shade::Margin);
    QVERIFY(inkBehindName(1) > 0); // the most
    QCOMPARE(inkBehindName(2), 0);
    FiringRecord clear = closeOnes();
    for (Decision& made : clear.layers[1].decisions) {
        made.probability = 0.9F;
        made.rivalProbability = 0.05F;
    }
    board.setFiring(clear);
    for (int layer = 0; layer < kClosestChoicesWide.grid.layers; ++layer)
        QCOMPARE(inkBehindName(layer), 0); // none is the most
    board.setFiring(closeOnes());
    QCOMPARE(board.statusText(), QString());
    QVERIFY(board.pictureWords().contains(QStringLiteral("8 of 144 are toss-ups")));
    QVERIFY(board.legendWords().contains(QStringLiteral("toss-up: under 5")));
    board.setShade(Shade::Probability);
    QCOMPARE(board.statusText(), QStringLiteral("8 of 144 are toss-ups"));
}

/// No bar is short for being close: both parts of each together are as long.
void TestClosestChoices::theirBarsAreCutByBothShares()
{
    VoterRows rows(nullptr);
    rows.resize(400, 60);
    rows.setRows(Twin::Sparse, kClosestChoicesWide.grid,
        {{{1, 3}, QStringLiteral("N04"), {}, 1, false, 0.49},
            {{2, 3}, QStringLiteral("N05"), {}, 1, false, 0.1}},
        {}, false);
    const QImage picture = rows.grab().toImage();
    const Stage stage = Stage::of(rows.palette());
    const auto ink = [&](int row, const QColor& colour) { // pixels, along its middle
        int count = 0;
        for (int x = 0; x < picture.width(); ++x)
            count += picture.pixelColor(x, rows.rowRect(row).center().y()) == colour;
        return count;
    };
    const int close = ink(0, stage.sparse.light), clear = ink(1, stage.sparse.light);
    QVERIFY(close > 40);
    QVERIFY(std::abs(close - ink(0, stage.quietText)) <= close / 10);
    QVERIFY(clear > 7 * ink(1, stage.quietText));
    QVERIFY(rows.pictureWords().contains(QStringLiteral("> N04")));
}

void TestClosestChoices::theyStandInTheCardWhileMarginsAreShown()
{
    raise();
    QVERIFY(open());
    generate(QStringLiteral("ROMEO:"), 20);
    VoterRows& rows = *find<VoterRows>("voters");
    const QString votes = rows.pictureWords();
    QTest::keyClick(&board("sparseText"), Qt::Key_M);
    QTest::keyClick(&board("sparseText"), Qt::Key_M);
    QCOMPARE(board("sparseText").shade(), Shade::Margin);
    const GeneratedToken& token
        = writer("sparseText")->tokens().at(static_cast<std::size_t>(m_panel->pickedToken()));
    const NeuronGrid& grid = board("sparseText").shape().grid;
    const DecisionReport report = decisionReport(token.firing);
    QVERIFY(!report.closest.empty());
    const auto& [layer, made] = report.closest.front();
    const NeuronAddress winner{layer, made.winner};
    QVERIFY2(rows.pictureWords().contains(words(addressText(grid, winner))
                 + QStringLiteral(" > %1 ").arg(shortName(grid, made.rival))
                 + percentText(static_cast<double>(made.margin()), 2)),
        qPrintable(rows.pictureWords()));
    QTest::mouseClick(&rows, Qt::LeftButton, {}, rows.rowRect(0).center());
    auto* inspector = m_panel->findChild<Inspector*>();
    QCOMPARE(inspector->kept(Twin::Sparse), std::optional(winner));
    QVERIFY(inspector->letGo());
    QTest::keyClick(&board("sparseText"), Qt::Key_M);
    QCOMPARE(rows.pictureWords(), votes);
    lower();
}

GLOWWORM_TEST(TestClosestChoices)
#include "tst_closest_choices.moc"
