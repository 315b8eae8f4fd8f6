// SPDX-License-Identifier: GPL-3.0-or-later
// The switchboard shows exactly what a firing record says, in cells, colours and words, and fast
// enough for every frame.
#include "ui/widgets/switchboard.h"

#include "model/base/counter_random.h"
#include "ui/widgets/theme.h"

#include <QAccessible>
#include <QElapsedTimer>
#include <QImage>
#include <QSet>
#include <QTest>

using namespace glowworm;

namespace {

constexpr BoardShape kFull{
    .layers = 6, .groups = 24, .groupSize = 64, .sparse = true, .rectified = true};

/// One neuron a group, about half of them zero.
FiringRecord sparseRecord(const BoardShape& shape, std::uint64_t seed)
{
    FiringRecord record;
    for (int layer = 0; layer < shape.layers; ++layer) {
        LayerFiring& firing = record.layers.emplace_back();
        for (int group = 0; group < shape.groups; ++group) {
            const std::uint64_t number
                = randomKey(seed, static_cast<std::uint64_t>(layer * 1000 + group));
            firing.neurons.push_back(static_cast<std::uint16_t>(group * shape.groupSize
                + static_cast<int>(number % static_cast<std::uint64_t>(shape.groupSize))));
            firing.values.push_back(
                number & (1ULL << 40) ? static_cast<float>(number >> 44) / 1e6F + 0.01F : 0.0F);
        }
    }
    return record;
}

FiringRecord denseRecord(const BoardShape& shape, std::uint64_t seed)
{
    FiringRecord record;
    for (int layer = 0; layer < shape.layers; ++layer) {
        LayerFiring& firing = record.layers.emplace_back();
        for (int neuron = 0; neuron < shape.neurons(); ++neuron)
            if (const std::uint64_t number
                = randomKey(seed, static_cast<std::uint64_t>(layer * 10000 + neuron));
                number & 1) {
                firing.neurons.push_back(static_cast<std::uint16_t>(neuron));
                firing.values.push_back(static_cast<float>(number >> 44) / 1e6F + 0.01F);
            }
    }
    return record;
}

} // namespace

class TestSwitchboard : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void exactlyOneCellAColumnFires();
    void theTrailNeverHidesWhatFires();
    void aDenseLayerShowsItsPositiveSet();
    void negativeValuesHaveAMarkOfTheirOwn();
    void everyStateHasAShapeOfItsOwn();
    void cellWordsSayWhatTheRecordSays();
    void theCursorLandsOnWhatFired();
    void aClickMovesTheCursorToTheCell();
    void theLastInputIsTheOneInWords();
    void playbackKeysAreLeftToThePanel();
    void everyNeuronHasACellOfItsOwn_data();
    void everyNeuronHasACellOfItsOwn();
    void theLargestCellsThatFitAreUsed();
    void brightPixelsStandWhereTheRecordSays();
    void sixLayersRepaintInFourMilliseconds();
    void aScreenReaderGetsCellAndSummary();
};

void TestSwitchboard::exactlyOneCellAColumnFires()
{
    Switchboard board;
    board.resize(900, 480);
    board.setShape(kFull);
    for (std::uint64_t token = 0; token < 200; ++token) {
        const FiringRecord record = sparseRecord(kFull, token);
        board.setFiring(record);
        for (int layer = 0; layer < kFull.layers; ++layer)
            for (int group = 0; group < kFull.groups; ++group) {
                int fired = 0;
                for (int n = 0; n < kFull.groupSize; ++n) {
                    const CellState state = board.mark(layer, group * kFull.groupSize + n).state;
                    fired += state == CellState::Bright || state == CellState::Hollow;
                }
                QCOMPARE(fired, 1);
                const auto& firing = record.layers[static_cast<std::size_t>(layer)];
                const auto place = static_cast<std::size_t>(group);
                const CellState expected
                    = firing.values[place] > 0 ? CellState::Bright : CellState::Hollow;
                QCOMPARE(board.mark(layer, firing.neurons[place]).state, expected);
            }
    }
}

void TestSwitchboard::theTrailNeverHidesWhatFires()
{
    Switchboard board;
    board.setShape(kFull);
    std::vector<FiringRecord> tokens;
    for (std::uint64_t i = 0; i < 12; ++i)
        tokens.push_back(sparseRecord(kFull, i));
    std::vector<const FiringRecord*> before;
    for (int i = 10; i >= 0; --i)
        before.push_back(&tokens[static_cast<std::size_t>(i)]);
    board.setFiring(tokens[11], before);
    const auto& now = tokens[11].layers[2];
    for (const std::uint16_t neuron : now.neurons)
        QVERIFY(board.mark(2, neuron).state != CellState::Trail);
    const std::uint16_t last = tokens[10].layers[2].neurons[5]; // one token ago
    if (std::find(now.neurons.begin(), now.neurons.end(), last) == now.neurons.end())
        QCOMPARE(board.mark(2, last), (CellMark{CellState::Trail, 1}));
    int marked = 0;
    for (int neuron = 0; neuron < kFull.neurons(); ++neuron) {
        const CellMark mark = board.mark(2, neuron);
        if (mark.state == CellState::Trail) {
            ++marked;
            QVERIFY(mark.level >= 1
                && mark.level <= kTrail); // the three oldest tokens have left no trace
        }
    }
    QVERIFY(marked > 0 && marked <= kTrail * kFull.groups);
}

void TestSwitchboard::aDenseLayerShowsItsPositiveSet()
{
    BoardShape shape = kFull;
    shape.sparse = false;
    Switchboard board;
    board.setShape(shape);
    const FiringRecord record = denseRecord(shape, 3);
    const FiringRecord before = denseRecord(shape, 2);
    const FiringRecord* trail[] = {&before};
    board.setFiring(record, trail);
    for (int layer = 0; layer < shape.layers; ++layer)
        for (int neuron = 0; neuron < shape.neurons(); ++neuron) {
            const auto& set = record.layers[static_cast<std::size_t>(layer)].neurons;
            const bool positive = std::find(set.begin(), set.end(), neuron) != set.end();
            QCOMPARE(
                board.mark(layer, neuron).state, positive ? CellState::Bright : CellState::Quiet);
        }
}

void TestSwitchboard::negativeValuesHaveAMarkOfTheirOwn()
{
    BoardShape shape = kFull;
    Switchboard board;
    board.setShape(shape);
    QVERIFY(!board.legendWords().contains(QStringLiteral("negative")));
    shape.rectified = false;
    board.setShape(shape);
    QVERIFY(board.legendWords().contains(QStringLiteral("negative")));
    FiringRecord record = sparseRecord(shape, 1);
    record.layers[0].values[0] = -0.5F;
    board.setFiring(record);
    QCOMPARE(board.mark(0, record.layers[0].neurons[0]).state, CellState::Negative);
    QVERIFY(board.cellWords(0, record.layers[0].neurons[0]).contains(QStringLiteral("negative")));
}

void TestSwitchboard::everyStateHasAShapeOfItsOwn()
{
    for (const QSize cell : {QSize(2, 2), QSize(2, 4), QSize(3, 3), QSize(3, 5), QSize(3, 6),
             QSize(4, 4), QSize(4, 7), QSize(5, 5), QSize(6, 6), QSize(9, 9), QSize(12, 12)}) {
        QSet<QByteArray> shapes;
        for (const CellState state : {CellState::Quiet, CellState::Trail, CellState::Bright,
                 CellState::Hollow, CellState::Negative}) {
            QByteArray bits;
            for (const bool bit : cellShape(state, cell))
                bits.append(bit ? '1' : '0');
            shapes.insert(bits);
        }
        QVERIFY2(shapes.size() == 5,
            qPrintable(QStringLiteral("%1 x %2").arg(cell.width()).arg(cell.height())));
    }
}

void TestSwitchboard::cellWordsSayWhatTheRecordSays()
{
    Switchboard board;
    board.setShape(kFull);
    FiringRecord record = sparseRecord(kFull, 9);
    record.layers[2].neurons[7] = 7 * 64 + 41;
    record.layers[2].values[7] = 0.82F;
    board.setFiring(record);
    QCOMPARE(board.cellWords(2, 7 * 64 + 41),
        QStringLiteral("L2.G07.N41: fired, %1").arg(QLocale().toString(0.82, 'f', 3)));
    QCOMPARE(board.cellWords(2, 7 * 64 + 40),
        QStringLiteral("L2.G07.N40: quiet (of this group N41 fired)"));
    record.layers[2].values[7] = 0;
    board.setFiring(record);
    QCOMPARE(board.cellWords(2, 7 * 64 + 41), QStringLiteral("L2.G07.N41: fired, zero after ReLU"));
    for (std::uint64_t i = 0; i < 50; ++i) {
        const int layer = static_cast<int>(randomKey(70, i) % 6);
        const int neuron = static_cast<int>(randomKey(71, i) % 1536);
        const auto& firing = record.layers[static_cast<std::size_t>(layer)];
        const bool fired = firing.neurons[static_cast<std::size_t>(neuron / 64)] == neuron;
        const bool bright = fired && firing.values[static_cast<std::size_t>(neuron / 64)] > 0;
        const QString words = board.cellWords(layer, neuron);
        QCOMPARE(words.contains(QStringLiteral(": fired")), fired);
        QCOMPARE(words.contains(QStringLiteral("zero after ReLU")), fired && !bright);
    }
}

void TestSwitchboard::theCursorLandsOnWhatFired()
{
    Switchboard board;
    board.resize(900, 480);
    board.setShape(kFull);
    const FiringRecord record = sparseRecord(kFull, 5);
    board.setFiring(record);
    board.setCursorCell({1, record.layers[1].neurons[3]});
    QTest::keyClick(&board, Qt::Key_Right);
    QCOMPARE(board.cursorCell(), (Switchboard::Cell{1, record.layers[1].neurons[4]}));
    QTest::keyClick(&board, Qt::Key_PageDown);
    QCOMPARE(board.cursorCell(), (Switchboard::Cell{2, record.layers[2].neurons[4]}));
    QTest::keyClick(&board, record.layers[2].neurons[4] % 64 ? Qt::Key_Up : Qt::Key_Down);
    QVERIFY(board.cursorCell().neuron != record.layers[2].neurons[4]);
    QTest::keyClick(&board, Qt::Key_F);
    QCOMPARE(board.cursorCell(), (Switchboard::Cell{2, record.layers[2].neurons[4]}));
    for (int i = 0; i < 30; ++i)
        QTest::keyClick(&board, Qt::Key_Left);
    QCOMPARE(board.cursorCell(), (Switchboard::Cell{2, record.layers[2].neurons[0]}));
}

void TestSwitchboard::aClickMovesTheCursorToTheCell()
{
    Switchboard board;
    board.resize(900, 480);
    board.setShape(kFull);
    board.show();
    for (const auto& [layer, neuron] : {std::pair{0, 0}, {3, 700}, {5, 1535}}) {
        QTest::mouseClick(&board, Qt::LeftButton, {}, board.cellRect(layer, neuron).center());
        QCOMPARE(board.cursorCell(), (Switchboard::Cell{layer, neuron}));
    }
}

/// A pointer that rests on a cell says nothing any more once the keys have moved the cursor.
void TestSwitchboard::theLastInputIsTheOneInWords()
{
    Switchboard board;
    board.setShape({2, 8, 16, true, true});
    board.resize(600, 300);
    board.show();
    board.activateWindow();
    board.setFocus();
    QTRY_VERIFY(board.hasFocus());
    const auto pointAt = [&board](int layer, int neuron) {
        const QPoint place = board.cellRect(layer, neuron).center();
        QMouseEvent move(QEvent::MouseMove, place, board.mapToGlobal(place), Qt::NoButton,
            Qt::NoButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&board, &move);
    };
    pointAt(1, 40);
    QVERIFY(board.statusText().startsWith(board.cellWords(1, 40)));
    QTest::keyClick(&board, Qt::Key_Down);
    QVERIFY(board.statusText().startsWith(board.cursorWords()));
    pointAt(1, 40); // the same cell: it moved all the same
    QVERIFY(board.statusText().startsWith(board.cellWords(1, 40)));
}

void TestSwitchboard::playbackKeysAreLeftToThePanel()
{
    QWidget panel;
    auto* board = new Switchboard(&panel);
    board->setShape(kFull);
    for (const int key :
        {Qt::Key_Space, Qt::Key_Period, Qt::Key_Comma, Qt::Key_Home, Qt::Key_End}) {
        QKeyEvent event(QEvent::KeyPress, key, Qt::NoModifier);
        event.accept();
        QCoreApplication::sendEvent(board, &event);
        QVERIFY(!event.isAccepted());
    }
}

void TestSwitchboard::everyNeuronHasACellOfItsOwn_data()
{
    QTest::addColumn<int>("groups");
    QTest::addColumn<int>("groupSize");
    for (const auto& [groups, size] :
        {std::pair{24, 64}, {8, 50}, {384, 4}, {1, 1536}, {3, 100}, {50, 7}, {1, 1}})
        QTest::addRow("%d x %d", groups, size) << groups << size;
}

void TestSwitchboard::everyNeuronHasACellOfItsOwn()
{
    QFETCH(int, groups);
    QFETCH(int, groupSize);
    const BoardFold fold(BoardShape{
        .layers = 1, .groups = groups, .groupSize = groupSize, .sparse = true, .rectified = true});
    QSet<QPair<int, int>> cells;
    for (int neuron = 0; neuron < groups * groupSize; ++neuron) {
        const QPoint cell = fold.cellOf(neuron);
        QVERIFY(QRect(QPoint(0, 0), fold.size()).contains(cell));
        QCOMPARE(fold.neuronAt(cell), neuron);
        cells.insert({cell.x(), cell.y()});
    }
    QCOMPARE(cells.size(), groups * groupSize);
    QVERIFY(fold.size().width() <= 48);
    QCOMPARE(fold.neuronAt({-1, 0}), -1);
}

void TestSwitchboard::theLargestCellsThatFitAreUsed()
{
    const BoardFold fold(kFull);
    QCOMPARE(planBoard(fold, 6, {1000, 500}, 12, 14, 6).cell, QSize(6, 6));
    QCOMPARE(planBoard(fold, 6, {6 * 24 * 5 + 60, 64 * 5 + 14}, 12, 14, 14).cell, QSize(5, 5));
    const BoardPlan rows = planBoard(fold, 6, {2 * 24 * 5 + 12, 3 * (64 * 5 + 14) + 24}, 12, 14,
        14); // narrow and high: three rows of two
    QCOMPARE(rows.cell, QSize(5, 5));
    QCOMPARE(rows.origins.at(2), QPoint(0, 64 * 5 + 14 + 12 + 14));
    QCOMPARE(planBoard(fold, 6, {6 * 24 * 3 + 60, 64 * 5 + 14}, 12, 14, 14).cell,
        QSize(3, 5)); // height that is left makes them higher,
    QCOMPARE(planBoard(fold, 6, {6 * 24 * 3 + 60, 64 * 20 + 14}, 12, 14, 14).cell.width(),
        6); // unless another arrangement makes them wider
    QCOMPARE(planBoard(fold, 6, {10, 10}, 12, 14, 14).cell, QSize(1, 1));
    QVERIFY(planBoard(fold, 0, {1000, 500}, 12, 14, 14).cell.isEmpty());
}

void TestSwitchboard::brightPixelsStandWhereTheRecordSays()
{
    BoardShape shape{.layers = 1, .groups = 8, .groupSize = 50, .sparse = true, .rectified = true};
    Switchboard board;
    board.resize(300, 480);
    board.setShape(shape);
    const FiringRecord record = sparseRecord(shape, 4);
    board.setFiring(record);
    const QImage picture = board.grab().toImage();
    const QRgb quiet = Theme::of(board.palette()).cell.rgb();
    for (int neuron = 0; neuron < shape.neurons(); ++neuron) {
        const auto group = static_cast<std::size_t>(neuron / 50);
        const bool fired = record.layers[0].neurons[group] == neuron;
        const bool filled = fired && record.layers[0].values[group] > 0;
        const QRect cell = board.cellRect(0, neuron);
        QVERIFY(cell.width() >= 4);
        QCOMPARE(picture.pixel(cell.topLeft()) != quiet, fired); // ring and square reach the corner
        QCOMPARE(
            picture.pixel(cell.topLeft() + QPoint((cell.width() - 1) / 2, (cell.height() - 1) / 2))
                != quiet,
            filled); // only the square the middle
    }
}

void TestSwitchboard::sixLayersRepaintInFourMilliseconds()
{
    Switchboard board;
    board.resize(900, 480);
    board.setShape(kFull);
    std::vector<FiringRecord> tokens;
    for (std::uint64_t i = 0; i < 40; ++i)
        tokens.push_back(sparseRecord(kFull, i));
    QImage target(board.size(), QImage::Format_RGB32);
    std::vector<qint64> times;
    for (std::size_t i = kTrail; i < tokens.size(); ++i) {
        std::vector<const FiringRecord*> before;
        for (std::size_t age = 1; age <= kTrail; ++age)
            before.push_back(&tokens[i - age]);
        QElapsedTimer timer;
        timer.start();
        board.setFiring(tokens[i], before);
        board.render(&target);
        times.push_back(timer.nsecsElapsed());
    }
    std::sort(times.begin(), times.end());
    const double milliseconds = static_cast<double>(times[times.size() / 2]) / 1e6;
    qInfo("median of %zu repaints: %.2f ms", times.size(), milliseconds);
    QVERIFY2(milliseconds < 4, qPrintable(QString::number(milliseconds)));
}

void TestSwitchboard::aScreenReaderGetsCellAndSummary()
{
    Switchboard board;
    board.setShape(kFull);
    board.setFiring(sparseRecord(kFull, 8));
    board.setCursorCell({4, 100});
    QAccessibleInterface* access = QAccessible::queryAccessibleInterface(&board);
    QVERIFY(access);
    QCOMPARE(access->text(QAccessible::Value), board.cellWords(4, 100));
    QVERIFY(access->text(QAccessible::Description).contains(board.summary()));
    QVERIFY(access->text(QAccessible::Description).contains(QStringLiteral("zero after ReLU")));
}

QTEST_MAIN(TestSwitchboard)
#include "tst_switchboard.moc"

#include <algorithm>
