// SPDX-License-Identifier: GPL-3.0-or-later
// The night stage: the lights of a real engine, halos and scale, marks, and what a board says back
// to the hand that points at it.
#include "ui/widgets/switchboard.h"

#include "support/random_tokens.h"
#include "support/run_test.h"

#include <QLineF>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <ctime>

using namespace glowworm;
using test::randomTokens;
using test::wideModel;

namespace {

constexpr NeuronGrid kNightStageGrid{6, 24, 64};

QImage pictureInNightStage(Switchboard& board) { return board.grab().toImage(); }

} // namespace

class TestNightStage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void lightsAreThoseOfTheEngine_data();
    void lightsAreThoseOfTheEngine();
    void theStageIsDarkInEveryTheme();
    void haloesGrowWithTheValueAndAreOffInHighContrast();
    void theScaleOfARunNeverFalls();
    void clickAndEnterPickMenuAsks();
    void aLightIsHitFromBesideIt();
    void pointingIsToldAndLeavingToo();
    void theSmallFormIsOneButton();
    void everyBoardRepaintsInFourMilliseconds_data();
    void everyBoardRepaintsInFourMilliseconds();

private:
    const std::vector<FiringRecord>& tokens()
    {
        if (m_tokens.empty())
            m_tokens = randomTokens(wideModel(Routing::Gated), 40);
        return m_tokens;
    }
    BoardShape m_shape = boardShapeOf(wideModel(Routing::Gated).config);
    std::vector<FiringRecord> m_tokens;
};

void TestNightStage::lightsAreThoseOfTheEngine_data()
{
    QTest::addColumn<int>("routing");
    QTest::newRow("gated") << static_cast<int>(Routing::Gated);
    QTest::newRow("gumbel") << static_cast<int>(Routing::GumbelController);
}

/// 144 of 9,216, for each of 200 random tokens: exactly the engine's, as many as it has groups.
void TestNightStage::lightsAreThoseOfTheEngine()
{
    QFETCH(int, routing);
    const ModelState model = wideModel(static_cast<Routing>(routing));
    Switchboard board;
    board.setShape(boardShapeOf(model.config));
    QCOMPARE(board.shape().grid, kNightStageGrid);
    std::size_t dark = 0;
    for (const FiringRecord& record : randomTokens(model, 200)) {
        board.setFiring(record);
        std::size_t lit = 0;
        for (int layer = 0; layer < kNightStageGrid.layers; ++layer) {
            const LayerFiring& firing = record.layers[static_cast<std::size_t>(layer)];
            QCOMPARE(firing.neurons.size(), std::size_t(24));
            std::vector<std::uint16_t> shown;
            for (int neuron = 0; neuron < kNightStageGrid.neurons(); ++neuron)
                if (const CellMark mark = board.mark({layer, neuron}); mark.isLit()) {
                    const float value = firing.values.at(shown.size());
                    QCOMPARE(
                        mark.state == CellState::Bright, value > 0 || !model.config.isSparse());
                    dark += mark.state != CellState::Bright;
                    shown.push_back(static_cast<std::uint16_t>(neuron));
                }
            QCOMPARE(shown, firing.neurons);
            lit += shown.size();
        }
        QCOMPARE(lit, std::size_t(144));
    }
    QVERIFY(dark > 0); // the model has both kinds
}

void TestNightStage::theStageIsDarkInEveryTheme()
{
    for (const auto& [window, ink] :
        {std::pair{QColor(0xf3f4f6), QColor(0x1b1f24)}, {QColor(0x14171c), QColor(0xe6e9ee)}}) {
        Switchboard board;
        QPalette palette(window, window);
        palette.setColor(QPalette::WindowText, ink);
        board.setPalette(palette);
        board.resize(600, 400);
        board.setShape(m_shape);
        QCOMPARE(pictureInNightStage(board).pixelColor(1, 1), Stage::usual().ground);
    }
}

void TestNightStage::haloesGrowWithTheValueAndAreOffInHighContrast()
{
    QCOMPARE(haloLevelOf(-1, 10), 0);
    QCOMPARE(haloLevelOf(10, 10), kHaloLevels - 1);
    QCOMPARE(haloLevelOf(2.5F, 10), (kHaloLevels - 1 + 1) / 2); // the root of a quarter
    const auto lightAround = [](float value, const QPalette& palette) {
        Switchboard board;
        board.setPalette(palette);
        board.resize(600, 400);
        board.setShape({{1, 8, 50}, true, false});
        board.setScale(10);
        FiringRecord record;
        record.layers.push_back({{25}, {value}, {}, {}});
        board.setFiring(record);
        const QRect cell = board.cellRect({0, 25});
        const QImage picture = pictureInNightStage(board);
        int sum = 0;
        for (int x = cell.left() - 30; x < cell.left(); ++x)
            sum += picture.rect().contains(x, cell.center().y())
                ? qRed(picture.pixel(x, cell.center().y())) - Stage::of(palette).ground.red()
                : 0;
        return sum;
    };
    const QPalette dark(QColor(0x14171c), QColor(0x14171c));
    QVERIFY(lightAround(10, dark) > lightAround(2, dark));
    QVERIFY(lightAround(2, dark) > lightAround(0.1F, dark));
    QPalette pure(Qt::black, Qt::black);
    pure.setColor(QPalette::WindowText, Qt::white);
    QVERIFY(Stage::of(pure).plain);
    QCOMPARE(lightAround(10, pure), lightAround(0.1F, pure));
}

void TestNightStage::theScaleOfARunNeverFalls()
{
    Switchboard board;
    board.setShape({{1, 8, 50}, true, false});
    const auto show = [&board](float value) {
        FiringRecord record;
        record.layers.push_back({{25}, {value}, {}, {}});
        board.setFiring(record);
        return board.scale();
    };
    QCOMPARE(show(14.4F), 20.0F);
    const int level = board.mark({0, 25}).level;
    QCOMPARE(show(-3), 20.0F);
    QCOMPARE(show(14.4F), 20.0F);
    QCOMPARE(static_cast<int>(board.mark({0, 25}).level), level); // shade compares over time
    QCOMPARE(show(20.5F), 30.0F);
    board.setScale(); // another run; what is shown stays in it
    QCOMPARE(board.scale(), 30.0F);
    QCOMPARE(show(0.004F), 30.0F);
    board.clearFiring();
    board.setScale();
    QCOMPARE(show(0.0045F), 0.006F);
    board.setScale(28.8F); // known ahead, as of a tape
    QCOMPARE(board.scale(), 30.0F);
    QVERIFY(board.legendWords().contains(QStringLiteral("0 to 30")));
}

void TestNightStage::clickAndEnterPickMenuAsks()
{
    qRegisterMetaType<NeuronAddress>();
    Switchboard board;
    board.resize(900, 480);
    board.setShape(m_shape);
    board.setFiring(tokens()[1]);
    board.show();
    QSignalSpy picked(&board, &Switchboard::picked), menu(&board, &Switchboard::menuWanted);
    const NeuronAddress light{3, tokens()[1].layers[3].neurons[13]}, quiet{4, 700};
    for (const NeuronAddress at : {light, quiet})
        QTest::mouseClick(&board, Qt::LeftButton, {}, board.cellRect(at).center());
    QTest::keyClick(&board, Qt::Key_Right);
    QTest::keyClick(&board, Qt::Key_Return);
    QCOMPARE(picked.size(), 3);
    QCOMPARE(picked[0][0].value<NeuronAddress>(), light);
    QCOMPARE(picked[1][0].value<NeuronAddress>().layer, 4);
    QCOMPARE(picked[2][0].value<NeuronAddress>(), board.cursorCell());
    QTest::keyClick(&board, Qt::Key_Menu);
    QContextMenuEvent right(QContextMenuEvent::Mouse, board.cellRect(light).center(), {});
    QCoreApplication::sendEvent(&board, &right);
    QCOMPARE(menu.size(), 2);
    QCOMPARE(menu[1][0].value<NeuronAddress>(), light);
    QCOMPARE(picked.size(), 3);
}

/// At 900 x 480 a row is a few pixels high.
void TestNightStage::aLightIsHitFromBesideIt()
{
    qRegisterMetaType<NeuronAddress>();
    Switchboard board;
    board.resize(620, 440);
    board.setShape(m_shape);
    board.setFiring(tokens()[1]);
    QSignalSpy picked(&board, &Switchboard::picked);
    const std::vector<int> lights(
        tokens()[1].layers[3].neurons.begin(), tokens()[1].layers[3].neurons.end());
    const auto centre = [&board](int neuron) { return board.cellRect({3, neuron}).center(); };
    const auto alone = std::ranges::find_if(lights, [&](int light) {
        return std::ranges::all_of(lights, [&](int other) {
            return other == light || QLineF(centre(light), centre(other)).length() > 15;
        });
    });
    QVERIFY(alone != lights.end());
    QTest::mouseClick(&board, Qt::LeftButton, {}, centre(*alone) + QPoint(4, 4));
    QCOMPARE(picked.at(0)[0].value<NeuronAddress>(), (NeuronAddress{3, *alone}));
}

void TestNightStage::pointingIsToldAndLeavingToo()
{
    Switchboard board;
    board.resize(900, 480);
    board.setShape(m_shape);
    board.setFiring(tokens()[1]);
    std::vector<std::optional<NeuronAddress>> told;
    connect(&board, &Switchboard::hovered, this,
        [&told](std::optional<NeuronAddress> at) { told.push_back(at); });
    const NeuronAddress light{3, tokens()[1].layers[3].neurons[13]};
    const QPointF place = board.cellRect(light).center();
    QMouseEvent move(QEvent::MouseMove, place, board.mapToGlobal(place), Qt::NoButton, Qt::NoButton,
        Qt::NoModifier);
    QCoreApplication::sendEvent(&board, &move);
    QCoreApplication::sendEvent(&board, &move);
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(&board, &leave);
    QCOMPARE(told, (std::vector<std::optional<NeuronAddress>>{light, std::nullopt}));
}

void TestNightStage::theSmallFormIsOneButton()
{
    Switchboard board;
    board.setSmall(true);
    board.resize(516, 80);
    board.setShape(m_shape);
    board.setFiring(tokens()[1]);
    QSignalSpy clicked(&board, &Switchboard::clicked), picked(&board, &Switchboard::picked);
    QVERIFY(board.legendWords().isEmpty());
    QVERIFY(!board.pictureWords().isEmpty());
    QVERIFY(board.cellRect({0, 63}).bottom() < 80); // all of it is seen
    QVERIFY(board.cellRect({5, 1535}).right() < 516);
    QTest::mouseClick(&board, Qt::LeftButton, {}, QPoint(2, 2));
    QTest::mouseClick(&board, Qt::LeftButton, {}, board.cellRect({2, 100}).center());
    QTest::keyClick(&board, Qt::Key_Return);
    QCOMPARE(clicked.size(), 3);
    QCOMPARE(picked.size(), 0);
}

void TestNightStage::everyBoardRepaintsInFourMilliseconds_data()
{
    QTest::addColumn<bool>("sparse");
    QTest::newRow("sparse") << true;
    QTest::newRow("dense") << false;
}

void TestNightStage::everyBoardRepaintsInFourMilliseconds()
{
    QFETCH(bool, sparse);
    const ModelState model = wideModel(sparse ? Routing::Gated : Routing::Dense);
    const std::vector<FiringRecord> all = randomTokens(model, 30);
    Switchboard board;
    board.resize(900, 480);
    board.setShape(boardShapeOf(model.config));
    QImage target(board.size(), QImage::Format_RGB32);
    std::vector<std::clock_t> times;
    for (std::size_t i = kTrail; i < all.size(); ++i) {
        std::vector<const FiringRecord*> before;
        for (std::size_t age = 1; age <= kTrail; ++age)
            before.push_back(&all[i - age]);
        const std::clock_t start = std::clock(); // of the processor: the machine may be busy
        board.setFiring(all[i], before);
        board.render(&target);
        times.push_back(std::clock() - start);
    }
    std::sort(times.begin(), times.end());
    // A busy machine makes some slower, by its caches, and none faster.
    const double milliseconds = 1e3 * static_cast<double>(times[times.size() / 4]) / CLOCKS_PER_SEC;
    qInfo("lower quartile of %zu repaints: %.2f ms", times.size(), milliseconds);
    QVERIFY2(milliseconds < 4, qPrintable(QString::number(milliseconds)));
}

GLOWWORM_TEST(TestNightStage)
#include "tst_night_stage.moc"
