// SPDX-License-Identifier: GPL-3.0-or-later
// Every neuron has a place on the switchboard, and the places are as large as they can be.
#include "support/run_test.h"
#include "ui/widgets/board_layout.h"

#include <QSet>
#include <QTest>

#include <cstdlib>

using namespace glowworm;

class TestBoardLayout : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyNeuronHasACellOfItsOwn_data();
    void everyNeuronHasACellOfItsOwn();
    void theLargestCellsThatFitAreUsed();
    void columnsAreSeenAsSuch();
    void rowsShareTheHeightThatIsLeft();
    void columnsShareTheWidthThatIsLeft();
    void twoLayersOfTheStripStandUnderOneOfTheBoard();
};

void TestBoardLayout::everyNeuronHasACellOfItsOwn_data()
{
    QTest::addColumn<int>("groups");
    QTest::addColumn<int>("groupSize");
    for (const auto& [groups, size] :
        {std::pair{24, 64}, {8, 50}, {384, 4}, {1, 1536}, {3, 100}, {50, 7}, {1, 1}})
        QTest::addRow("%d x %d", groups, size) << groups << size;
}

void TestBoardLayout::everyNeuronHasACellOfItsOwn()
{
    QFETCH(int, groups);
    QFETCH(int, groupSize);
    const BoardFold fold(NeuronGrid{1, groups, groupSize});
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

void TestBoardLayout::theLargestCellsThatFitAreUsed()
{
    const BoardFold fold(NeuronGrid{6, 24, 64});
    const auto plan = [&fold](QSize area, int largest = 14) {
        return planBoard(fold, 6, {area, 12, 14, largest});
    };
    QCOMPARE(plan({1000, 500}, 6).pitch, QSize(6, 6));
    QCOMPARE(plan({1000, 500}, 6).cell, QSize(4, 5)); // dark between two columns, and less so
                                                      // between two rows
    QCOMPARE(plan({6 * 24 * 5 + 60, 64 * 5 + 14}).pitch, QSize(5, 5));
    const BoardPlan rows = plan({2 * 24 * 5 + 12, 3 * (64 * 5 + 14) + 24});
    QCOMPARE(rows.pitch, QSize(5, 5)); // narrow and high: three rows of two
    QCOMPARE(rows.origins.at(2), QPoint(0, 64 * 5 + 14 + 12 + 14));
    QCOMPARE(plan({6 * 24 * 3 + 60, 64 * 5 + 14}).pitch,
        QSize(3, 5)); // height that is left makes them higher,
    QCOMPARE(plan({6 * 24 * 3 + 60, 64 * 20 + 14}).pitch,
        QSize(10, 6)); // unless another arrangement makes them larger
    const BoardPlan stage = plan({516, 440});
    QCOMPARE(stage.pitch, QSize(6, 3)); // beside a text and an inspector: two rows of three,
    QCOMPARE(stage.origins.at(2).x(), 2 * stage.origins.at(1).x()); // in equal steps
    QVERIFY(stage.origins.at(1).x() >= stage.panel.width() + 12);
    // What is left of the width stands between the layers: both edges are flush, but for a rest
    // that cannot be divided.
    QVERIFY(516 - stage.size.width() < 2);
    QCOMPARE(stage.size.width(), stage.origins.at(2).x() + stage.panel.width());
    // Two small layers in a wide room stay together.
    const BoardFold small(NeuronGrid{2, 8, 50});
    QVERIFY(planBoard(small, 2, {{2000, 500}, 12, 14, 10}).size.width() < 300);
    QCOMPARE(plan({10, 10}).pitch, QSize(1, 1));
    QVERIFY(planBoard(fold, 0, {{1000, 500}, 12, 14, 14}).pitch.isEmpty());
}

/// Of columns of three pixels nobody sees a single one: two rows of layers have wider ones.
void TestBoardLayout::columnsAreSeenAsSuch()
{
    const BoardFold fold(NeuronGrid{6, 24, 64});
    const auto pitch = [&fold](QSize area, int seen) {
        return planBoard(fold, 6, {area, 12, 14, 14, seen}).pitch;
    };
    QCOMPARE(pitch({540, 410}, 0), QSize(3, 6));
    QCOMPARE(pitch({540, 410}, 5), QSize(6, 2));
    QCOMPARE(pitch({540, 100}, 5), QSize(3, 1)); // no height for two
    QCOMPARE(pitch({1000, 410}, 5), QSize(6, 6));
}

/// No row is more than a pixel higher than another, and a pixel is the cell's that it lies in.
void TestBoardLayout::rowsShareTheHeightThatIsLeft()
{
    const BoardFold fold(NeuronGrid{6, 24, 64});
    const BoardPlan plan = planBoard(fold, 6, {{516, 440}, 12, 14, 14});
    QCOMPARE(plan.size.height(), 440); // two rows of layers: none of it is left
    QVERIFY((440 - 12 - 2 * 14) / 2 - plan.panel.height() <= 1);
    for (int row = 0; row < 64; ++row) {
        const int step = plan.topOf(row + 1) - plan.topOf(row);
        QVERIFY(step == plan.pitch.height() || step == plan.pitch.height() + 1);
        const QRect cell = plan.cells(4, QRect(7, row, 1, 1));
        QCOMPARE(cell.height(), plan.cell.height());
        for (const QPoint corner : {cell.topLeft(), cell.bottomRight()})
            QCOMPARE(plan.cellAt(corner - plan.origins[4]), QPoint(7, row));
    }
    const QRect column = plan.cells(4, fold.columnOf(7));
    QCOMPARE(column.bottom(), plan.origins[4].y() + plan.panel.height() - 1);
}

/// So that no more than the least gap stays between two layers; the dark between two columns is
/// everywhere the same.
void TestBoardLayout::columnsShareTheWidthThatIsLeft()
{
    const BoardFold fold(NeuronGrid{6, 24, 64});
    const BoardPlan plan = planBoard(fold, 6, {{372 - 16, 330}, 12, 14, 14});
    QCOMPARE(plan.pitch.width(), 4);
    QVERIFY(plan.origins[1].x() - plan.panel.width() <= 12 + 1);
    int right = plan.origins[4].x() - (plan.pitch.width() - plan.cell.width());
    for (int column = 0; column < 24; ++column) {
        const QRect cell = plan.cells(4, QRect(column, 3, 1, 1));
        QCOMPARE(cell.left(), right + plan.pitch.width() - plan.cell.width());
        QVERIFY(cell.width() == plan.cell.width() || cell.width() == plan.cell.width() + 1);
        right = cell.right() + 1;
        for (const QPoint corner : {cell.topLeft(), cell.bottomRight()})
            QCOMPARE(plan.cellAt(corner - plan.origins[4]), QPoint(column, 3));
    }
    QCOMPARE(right, plan.origins[4].x() + plan.panel.width());
}

/// Of one width both reach from edge to edge, with the same gap: below each layer of the board
/// stand two of the strip.
void TestBoardLayout::twoLayersOfTheStripStandUnderOneOfTheBoard()
{
    const BoardFold fold(NeuronGrid{6, 24, 64});
    for (const auto& [width, height] : {std::pair{344, 320}, {360, 330}, {528, 430}}) {
        const BoardPlan board = planBoard(fold, 6, {{width, height}, 12, 14, 14}),
                        strip = planBoard(fold, 6, {{width, 73}, 12, 0, 14});
        QCOMPARE(board.origins[3].x(), 0); // two rows of three
        for (std::size_t layer = 0; layer < 3; ++layer) {
            const int left = board.origins[layer].x(), right = left + board.panel.width(),
                      first = strip.origins[2 * layer].x(),
                      last = strip.origins[2 * layer + 1].x() + strip.panel.width();
            QVERIFY2(std::abs(first - left) <= 3 && std::abs(last - right) <= 3,
                qPrintable(QStringLiteral("%1: %2 ... %3 under %4 ... %5")
                               .arg(width)
                               .arg(first)
                               .arg(last)
                               .arg(left)
                               .arg(right)));
        }
    }
}

GLOWWORM_TEST(TestBoardLayout)
#include "tst_board_layout.moc"
