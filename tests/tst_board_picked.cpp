// SPDX-License-Identifier: GPL-3.0-or-later
// A neuron of a switchboard that is looked into, and the one that its column chose instead.
#include "ui/widgets/switchboard.h"

#include "support/random_tokens.h"
#include "support/run_test.h"
#include "ui/widgets/stage.h"

#include <QImage>
#include <QTest>

using namespace glowworm;

namespace {

constexpr BoardShape kWide{.grid = {6, 24, 64}, .sparse = true, .rectified = false};

} // namespace

class TestBoardPicked : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theLineAroundAPickedCellLeavesTheChosenOneBesideIt();
    void aPickedCellIsTheBrightestAndLinkedToTheChosenOne();
};

void TestBoardPicked::theLineAroundAPickedCellLeavesTheChosenOneBesideIt()
{
    Switchboard board;
    board.resize(900, 480);
    board.setShape(kWide);
    FiringRecord record = test::randomTokens(test::wideModel(Routing::Gated), 1)[0];
    record.layers[2].neurons[7] = 7 * 64 + 33;
    record.layers[2].values[7] = largestValue(record);
    board.setFiring(record);
    const QImage before = board.grab().toImage();
    board.setPicked(NeuronAddress{2, 7 * 64 + 34});
    const QImage after = board.grab().toImage();
    const QRect chosen = board.cellRect({2, 7 * 64 + 33});
    QCOMPARE(after.copy(chosen), before.copy(chosen));
    const QRect picked = board.cellRect({2, 7 * 64 + 34});
    const QRectF white = board.pickedRect({2, 7 * 64 + 34});
    QVERIFY(white.contains(QRectF(picked).center()));
    QVERIFY(!white.intersects(QRectF(chosen).adjusted(1, 1, -1, -1)));
    QVERIFY(white.height() >= 16); // away from the other one
    QVERIFY(after.copy(picked.adjusted(-4, 0, 4, 0)) != before.copy(picked.adjusted(-4, 0, 4, 0)));
}

void TestBoardPicked::aPickedCellIsTheBrightestAndLinkedToTheChosenOne()
{
    Switchboard board;
    board.resize(900, 480);
    board.setShape(kWide);
    FiringRecord record = test::randomTokens(test::wideModel(Routing::Gated), 1)[0];
    constexpr int kGroup = 7 * 64;
    record.layers[2].neurons[7] = kGroup + 10;
    board.setFiring(record);
    const QImage before = board.grab().toImage();
    const NeuronAddress picked{2, kGroup + 50};
    board.setPicked(picked);
    const QImage after = board.grab().toImage();
    const QRect place = board.pickedRect(picked).toRect();
    QCOMPARE(place.size(), QSize(16, 16));
    QCOMPARE(QColor(after.pixel(place.center())), Stage::of(board.palette()).text);
    // Half way along the column, between the two.
    const QRect chosen = board.cellRect({2, kGroup + 10});
    const QPoint middle(chosen.center().x(), (chosen.center().y() + place.center().y()) / 2);
    QVERIFY(qRed(after.pixel(middle)) > qRed(before.pixel(middle)) + 60);
    const auto brightness = [](const QImage& picture, const QRect& part) {
        int sum = 0;
        for (int y = part.top(); y <= part.bottom(); ++y)
            for (int x = part.left(); x <= part.right(); ++x)
                sum += qGray(picture.pixel(x, y));
        return sum;
    };
    const QRect another = board.cellRect({4, record.layers[4].neurons[3]});
    QVERIFY(brightness(after, another) < brightness(before, another));
    board.setPicked({});
    QCOMPARE(board.grab().toImage(), before);
}

GLOWWORM_TEST(TestBoardPicked)
#include "tst_board_picked.moc"
