// SPDX-License-Identifier: GPL-3.0-or-later
// The switchboard shows exactly what a firing record says, in cells, colours and words, and fast
// enough for every frame.
#include "ui/widgets/switchboard.h"
#include "ui/widgets/value_label.h"

#include "model/base/counter_random.h"
#include "support/run_test.h"

#include <QAccessible>
#include <QImage>
#include <QPainter>
#include <QSet>
#include <QTest>

#include <algorithm>

using namespace glowworm;

namespace {

constexpr BoardShape kFull{.grid = {6, 24, 64}, .sparse = true, .rectified = true};
constexpr NeuronGrid kGrid = kFull.grid;

/// One neuron a group, about half of them zero.
FiringRecord sparseRecord(const BoardShape& shape, std::uint64_t seed)
{
    FiringRecord record;
    for (int layer = 0; layer < shape.grid.layers; ++layer) {
        LayerFiring& firing = record.layers.emplace_back();
        for (int group = 0; group < shape.grid.groups; ++group) {
            const std::uint64_t number
                = randomKey(seed, static_cast<std::uint64_t>(layer * 1000 + group));
            firing.neurons.push_back(static_cast<std::uint16_t>(group * shape.grid.groupSize
                + static_cast<int>(number % static_cast<std::uint64_t>(shape.grid.groupSize))));
            firing.values.push_back(
                number & (1ULL << 40) ? static_cast<float>(number >> 44) / 1e6F + 0.01F : 0.0F);
        }
    }
    return record;
}

FiringRecord denseRecord(const BoardShape& shape, std::uint64_t seed)
{
    FiringRecord record;
    for (int layer = 0; layer < shape.grid.layers; ++layer) {
        LayerFiring& firing = record.layers.emplace_back();
        for (int neuron = 0; neuron < shape.grid.neurons(); ++neuron)
            if (const std::uint64_t number
                = randomKey(seed, static_cast<std::uint64_t>(layer * 10000 + neuron));
                number & 1) {
                firing.neurons.push_back(static_cast<std::uint16_t>(neuron));
                firing.values.push_back(static_cast<float>(number >> 44) / 1e6F + 0.01F);
            }
    }
    return record;
}

/// The pixels that a mark lights in a cell of a column.
QRegion painted(QSize size, CellMark mark)
{
    const BoardInk ink(Stage::usual(), true, true);
    QImage picture(31, 31, QImage::Format_RGB32);
    picture.fill(ink.stage().bar);
    QRect cell(QPoint(0, 0), size);
    cell.moveCenter({15, 15});
    QPainter painter(&picture);
    paintMark(painter, cell, mark, ink);
    painter.end();
    QRegion lit;
    for (int at = 0; at < 31 * 31; ++at)
        if (qGray(picture.pixel(at % 31, at / 31)) > qGray(ink.stage().bar.rgb()) + 24)
            lit += QRect(at % 31, at / 31, 1, 1);
    return lit;
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
    void anEmberIsSeenInASmallCell();
    void aTossUpIsSeenInASmallCell();
    void cellWordsSayWhatTheRecordSays();
    void theCursorLandsOnWhatFired();
    void theCursorBeginsAtALight();
    void aClickMovesTheCursorToTheCell();
    void theLastInputIsTheOneInWords();
    void playbackKeysAreLeftToThePanel();
    void brightPixelsStandWhereTheRecordSays();
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
        for (int layer = 0; layer < kGrid.layers; ++layer)
            for (int group = 0; group < kGrid.groups; ++group) {
                int fired = 0;
                for (int n = 0; n < kGrid.groupSize; ++n) {
                    const CellState state = board.mark({layer, group * kGrid.groupSize + n}).state;
                    fired += state == CellState::Bright || state == CellState::Hollow;
                }
                QCOMPARE(fired, 1);
                const auto& firing = record.layers[static_cast<std::size_t>(layer)];
                const auto place = static_cast<std::size_t>(group);
                const CellState expected
                    = firing.values[place] > 0 ? CellState::Bright : CellState::Hollow;
                QCOMPARE(board.mark({layer, firing.neurons[place]}).state, expected);
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
        QVERIFY(board.mark({2, neuron}).state != CellState::Trail);
    const std::uint16_t last = tokens[10].layers[2].neurons[5]; // one token ago
    if (std::find(now.neurons.begin(), now.neurons.end(), last) == now.neurons.end())
        QCOMPARE(board.mark({2, last}), (CellMark{CellState::Trail, 1}));
    int marked = 0;
    for (int neuron = 0; neuron < kGrid.neurons(); ++neuron) {
        const CellMark mark = board.mark({2, neuron});
        if (mark.state == CellState::Trail) {
            ++marked;
            QVERIFY(mark.level >= 1
                && mark.level <= kTrail); // the three oldest tokens have left no trace
        }
    }
    QVERIFY(marked > 0 && marked <= kTrail * kGrid.groups);
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
    for (int layer = 0; layer < shape.grid.layers; ++layer)
        for (int neuron = 0; neuron < shape.grid.neurons(); ++neuron) {
            const auto& set = record.layers[static_cast<std::size_t>(layer)].neurons;
            const bool positive = std::find(set.begin(), set.end(), neuron) != set.end();
            QCOMPARE(
                board.mark({layer, neuron}).state, positive ? CellState::Bright : CellState::Quiet);
        }
}

void TestSwitchboard::negativeValuesHaveAMarkOfTheirOwn()
{
    BoardShape shape = kFull;
    Switchboard board;
    board.setShape(shape);
    QVERIFY(!board.legendWords().contains(QStringLiteral("below zero")));
    shape.rectified = false;
    board.setShape(shape);
    QVERIFY(board.legendWords().contains(QStringLiteral("below zero")));
    FiringRecord record = sparseRecord(shape, 1);
    record.layers[0].values[0] = -0.5F;
    board.setFiring(record);
    QCOMPARE(board.mark({0, record.layers[0].neurons[0]}).state, CellState::Negative);
    QVERIFY(board.cellWords({0, record.layers[0].neurons[0]}).contains(numberText(-0.5)));
    QVERIFY(board.summary().contains(QStringLiteral("1 below")));
}

void TestSwitchboard::everyStateHasAShapeOfItsOwn()
{
    for (const QSize size : {QSize(2, 1), QSize(2, 2), QSize(3, 2), QSize(5, 3), QSize(5, 4),
             QSize(4, 4), QSize(5, 5), QSize(8, 5), QSize(10, 10), QSize(10, 12)}) {
        std::vector<QRegion> shapes{QRegion()}; // of a quiet cell
        // A board has either zeros or negative values for its rings.
        for (const CellState state : {CellState::Trail, CellState::Bright, CellState::Negative})
            if (const QRegion shape = painted(size, {state, 1});
                std::ranges::count(shapes, shape) == 0)
                shapes.push_back(shape);
        QVERIFY2(shapes.size() == 4,
            qPrintable(QStringLiteral("%1 x %2").arg(size.width()).arg(size.height())));
    }
}

void TestSwitchboard::anEmberIsSeenInASmallCell()
{
    QCOMPARE(painted({3, 2}, {CellState::Trail, 1}).boundingRect().size(), QSize(2, 2));
    QCOMPARE(painted({5, 3}, {CellState::Trail, 1}).boundingRect().size(), QSize(3, 2));
}

/// Two halves and dark between them, no wider than the cell, or than a ring.
void TestSwitchboard::aTossUpIsSeenInASmallCell()
{
    const Stage stage = Stage::of({});
    const BoardInk ink(stage, true, false);
    for (const CellState state : {CellState::Bright, CellState::Negative}) {
        QCOMPARE(ink.of({state, 0, true}), stage.sparse.bright); // they are what is looked for
        const QRegion mark = painted({3, 2}, {state, 57, true});
        const QRect whole = mark.boundingRect();
        QVERIFY(whole.width() <= (state == CellState::Bright ? 3 : 6));
        QVERIFY(whole.height() >= 4);
        QRect middle(0, 0, 1, whole.height());
        middle.moveCenter(whole.center());
        QVERIFY(!mark.intersects(middle));
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
    QCOMPARE(board.cellWords({2, 7 * 64 + 41}),
        QStringLiteral("L2.G07.N41: chosen, %1").arg(QLocale().toString(0.82, 'f', 3)));
    QCOMPARE(board.cellWords({2, 7 * 64 + 40}), QStringLiteral("L2.G07.N40: not chosen; N41 was"));
    record.layers[2].values[7] = 0;
    board.setFiring(record);
    QCOMPARE(
        board.cellWords({2, 7 * 64 + 41}), QStringLiteral("L2.G07.N41: chosen, zero after ReLU"));
    for (std::uint64_t i = 0; i < 50; ++i) {
        const int layer = static_cast<int>(randomKey(70, i) % 6);
        const int neuron = static_cast<int>(randomKey(71, i) % 1536);
        const auto& firing = record.layers[static_cast<std::size_t>(layer)];
        const bool fired = firing.neurons[static_cast<std::size_t>(neuron / 64)] == neuron;
        const bool bright = fired && firing.values[static_cast<std::size_t>(neuron / 64)] > 0;
        const QString words = board.cellWords({layer, neuron});
        QCOMPARE(words.contains(QStringLiteral(": chosen")), fired);
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
    QCOMPARE(board.cursorCell(), (NeuronAddress{1, record.layers[1].neurons[4]}));
    QTest::keyClick(&board, Qt::Key_PageDown);
    QCOMPARE(board.cursorCell(), (NeuronAddress{2, record.layers[2].neurons[4]}));
    QTest::keyClick(&board, record.layers[2].neurons[4] % 64 ? Qt::Key_Up : Qt::Key_Down);
    QVERIFY(board.cursorCell().neuron != record.layers[2].neurons[4]);
    QTest::keyClick(&board, Qt::Key_F);
    QCOMPARE(board.cursorCell(), (NeuronAddress{2, record.layers[2].neurons[4]}));
    for (int i = 0; i < 30; ++i)
        QTest::keyClick(&board, Qt::Key_Left);
    QCOMPARE(board.cursorCell(), (NeuronAddress{2, record.layers[2].neurons[0]}));
}

void TestSwitchboard::theCursorBeginsAtALight()
{
    Switchboard board;
    board.setShape({{2, 8, 16}, true, true});
    FiringRecord record;
    record.layers.resize(2);
    record.layers[0].neurons = {3, 20};
    record.layers[0].values = {1, 2};
    record.layers[1].neurons = {5};
    record.layers[1].values = {4};
    board.setFiring(record);
    QCOMPARE(board.cursorCell(), (NeuronAddress{1, 5})); // the brightest
    board.setFirstCell(NeuronAddress{0, 20});
    QCOMPARE(board.cursorCell(), (NeuronAddress{0, 20}));
    board.setFirstCell({});
    QCOMPARE(board.cursorCell(), (NeuronAddress{1, 5}));
    board.setCursorCell({0, 3});
    board.setFirstCell(NeuronAddress{0, 20});
    board.setFiring(record);
    QCOMPARE(board.cursorCell(), (NeuronAddress{0, 3})); // it was moved
}

void TestSwitchboard::aClickMovesTheCursorToTheCell()
{
    Switchboard board;
    board.resize(900, 480);
    board.setShape(kFull);
    board.show();
    for (const auto& [layer, neuron] : {std::pair{0, 0}, {3, 700}, {5, 1535}}) {
        QTest::mouseClick(&board, Qt::LeftButton, {}, board.cellRect({layer, neuron}).center());
        QCOMPARE(board.cursorCell(), (NeuronAddress{layer, neuron}));
    }
}

/// A pointer that rests on a cell says nothing any more once the keys have moved the cursor.
void TestSwitchboard::theLastInputIsTheOneInWords()
{
    Switchboard board;
    board.setShape({{2, 8, 16}, true, true});
    board.resize(600, 300);
    board.show();
    board.activateWindow();
    board.setFocus();
    QTRY_VERIFY(board.hasFocus());
    const auto pointAt = [&board](int layer, int neuron) {
        const QPoint place = board.cellRect({layer, neuron}).center();
        QMouseEvent move(QEvent::MouseMove, place, board.mapToGlobal(place), Qt::NoButton,
            Qt::NoButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&board, &move);
    };
    pointAt(1, 40);
    QVERIFY(board.statusText().startsWith(board.cellWords({1, 40})));
    QTest::keyClick(&board, Qt::Key_Down);
    QVERIFY(board.statusText().startsWith(board.cursorWords()));
    pointAt(1, 40); // the same cell: it moved all the same
    QVERIFY(board.statusText().startsWith(board.cellWords({1, 40})));
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

void TestSwitchboard::brightPixelsStandWhereTheRecordSays()
{
    const BoardShape shape{.grid = {1, 8, 50}, .sparse = true, .rectified = true};
    Switchboard board;
    QPalette contrast(Qt::white, Qt::black); // without halos, which lie over quiet cells
    contrast.setColor(QPalette::WindowText, Qt::white);
    board.setPalette(contrast);
    board.resize(300, 480);
    board.setShape(shape);
    const FiringRecord record = sparseRecord(shape, 4);
    board.setFiring(record);
    const QImage picture = board.grab().toImage();
    const Stage stage = Stage::of(board.palette());
    const BoardInk ink(stage, true, false);
    for (int neuron = 0; neuron < shape.grid.neurons(); ++neuron) {
        const auto group = static_cast<std::size_t>(neuron / 50);
        const QRect cell = board.cellRect({0, neuron});
        QVERIFY(cell.width() >= 4);
        const QRgb middle = picture.pixel(cell.center());
        const CellMark mark = board.mark({0, neuron});
        if (record.layers[0].neurons[group] != neuron)
            QCOMPARE(middle, stage.bar.rgb());
        else if (record.layers[0].values[group] > 0)
            QCOMPARE(middle, ink.of(mark).rgb());
        else
            QCOMPARE(middle, stage.ground.rgb()); // a ring is open
    }
}

void TestSwitchboard::aScreenReaderGetsCellAndSummary()
{
    Switchboard board;
    board.setShape(kFull);
    board.setFiring(sparseRecord(kFull, 8));
    board.setCursorCell({4, 100});
    QAccessibleInterface* access = QAccessible::queryAccessibleInterface(&board);
    QVERIFY(access);
    QCOMPARE(access->text(QAccessible::Value), board.cellWords({4, 100}));
    QVERIFY(access->text(QAccessible::Description).contains(board.summary()));
    QVERIFY(access->text(QAccessible::Description).contains(QStringLiteral("zero after ReLU")));
}

GLOWWORM_TEST(TestSwitchboard)
#include "tst_switchboard.moc"
