// SPDX-License-Identifier: GPL-3.0-or-later
// Every neuron has a place on the switchboard, and the places are as large as they can be.
#include "ui/widgets/board_layout.h"

#include <QSet>
#include <QTest>

using namespace glowworm;

class TestBoardLayout : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyNeuronHasACellOfItsOwn_data();
    void everyNeuronHasACellOfItsOwn();
    void theLargestCellsThatFitAreUsed();
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
    QCOMPARE(stage.origins.at(1).x(), stage.panel.width() + 12); // side by side with the same gap
    QCOMPARE(stage.origins.at(2).x(), 2 * stage.origins.at(1).x());
    QCOMPARE(plan({10, 10}).pitch, QSize(1, 1));
    QVERIFY(planBoard(fold, 0, {{1000, 500}, 12, 14, 14}).pitch.isEmpty());
}

QTEST_APPLESS_MAIN(TestBoardLayout)
#include "tst_board_layout.moc"
