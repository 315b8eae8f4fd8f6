// SPDX-License-Identifier: GPL-3.0-or-later
// A neuron of a switchboard that is looked into, and the one that its column chose instead.
#include "ui/widgets/switchboard.h"

#include "support/random_tokens.h"
#include "support/run_test.h"
#include "ui/widgets/stage.h"
#include "ui/widgets/theme.h"

#include <QImage>
#include <QPainter>
#include <QTest>

#include <cstddef>

using namespace glowworm;

namespace {

constexpr BoardShape kWide{.grid = {6, 24, 64}, .sparse = true, .rectified = false};

} // namespace

class TestBoardPicked : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theLineAroundAPickedCellLeavesTheChosenOneBesideIt();
    void lightMeansChosen();
    void namesCoverNoLight();
    void whereNoOtherMayFireOneHasAll();
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
    const QRectF line = board.pickedRect({2, 7 * 64 + 34});
    QVERIFY(line.contains(QRectF(picked).center()));
    QVERIFY(!line.intersects(QRectF(chosen).adjusted(1, 1, -1, -1)));
    QVERIFY(line.height() >= picked.height() + 6); // away from the other one
    QVERIFY(after.copy(picked.adjusted(-4, 0, 4, 0)) != before.copy(picked.adjusted(-4, 0, 4, 0)));
}

/// One that was not chosen is a hollow line, linked to the one that was; that has all its light.
void TestBoardPicked::lightMeansChosen()
{
    Switchboard board;
    board.resize(900, 480);
    board.setShape(kWide);
    FiringRecord record = test::randomTokens(test::wideModel(Routing::Gated), 1)[0];
    constexpr int kGroup = 7 * 64;
    record.layers[2].neurons[7] = kGroup + 10;
    record.layers[2].values[7] = 0.01F; // faint by its value
    board.setFiring(record);
    const QImage before = board.grab().toImage();
    const NeuronAddress picked{2, kGroup + 50}, chosen{2, kGroup + 10};
    const auto brightness = [](const QImage& picture, const QRect& part) {
        int sum = 0;
        for (int y = part.top(); y <= part.bottom(); ++y)
            for (int x = part.left(); x <= part.right(); ++x)
                sum += qGray(picture.pixel(x, y));
        return sum / (part.width() * part.height());
    };
    const Stage stage = Stage::of(board.palette());
    board.setPicked(picked);
    const QImage after = board.grab().toImage();
    const QRect line = board.pickedRect(picked).toRect(), cell = board.cellRect(chosen);
    QCOMPARE(after.pixelColor(line.left(), line.center().y()), stage.text);
    QVERIFY(brightness(after, line.adjusted(3, 3, -3, -3)) < 60);
    QVERIFY(brightness(after, cell) > brightness(before, cell) + 20);
    QVERIFY(qRed(after.pixel(cell.center() - QPoint(8, 0))) > 100); // its glow
    // Half way along the column, between the two.
    const QPoint middle(cell.center().x(), (cell.center().y() + line.center().y()) / 2);
    QVERIFY(qRed(after.pixel(middle)) > qRed(before.pixel(middle)) + 60);
    const QRect another = board.cellRect({4, record.layers[4].neurons[3]});
    QVERIFY(brightness(after, another) < brightness(before, another));
    board.setPicked({});
    QCOMPARE(board.grab().toImage(), before);

    board.setPicked(chosen);
    const QImage itself = board.grab().toImage();
    const QRect around = board.pickedRect(chosen).toRect();
    QCOMPARE(itself.pixelColor(around.left(), around.center().y()), stage.text);
    QCOMPARE(itself.pixelColor(around.center()), after.pixelColor(cell.center()));
}

/// Lights stand close beside both; what is written has a ground of its own, which covers none.
void TestBoardPicked::namesCoverNoLight()
{
    Switchboard board;
    board.resize(900, 480);
    board.setShape(kWide);
    FiringRecord record = test::randomTokens(test::wideModel(Routing::Gated), 1)[0];
    for (const int group : {8, 9, 10}) {
        const auto at = static_cast<std::size_t>(group);
        record.layers[2].neurons[at] = group * 64 + 33;
        record.layers[2].values[at] = largestValue(record);
    }
    record.layers[2].neurons[7] = 7 * 64 + 10;
    board.setFiring(record);
    board.setPicked(NeuronAddress{2, 7 * 64 + 33});
    const QImage plain = board.grab().toImage();
    QImage named = plain;
    QPainter painter(&named);
    painter.setFont(smallFont(&board));
    painter.fillRect(named.rect(), Qt::magenta);
    board.paintNames(painter, {2, 7 * 64 + 33});
    painter.end();
    for (const int group : {8, 9, 10}) {
        const QRect light = board.cellRect({2, group * 64 + 33});
        for (int x = light.left(); x <= light.right(); ++x)
            QCOMPARE(named.pixelColor(x, light.center().y()), QColor(Qt::magenta));
    }
}

/// As after "Always choose it" and "Pin the column".
void TestBoardPicked::whereNoOtherMayFireOneHasAll()
{
    FiringRecord record = test::randomTokens(test::wideModel(Routing::Gated), 1)[0];
    Decision& made = record.layers[2].decisions[7];
    made = {.winner = made.winner};
    BoardFace face;
    face.setShape(kWide);
    face.setFiring(record, {});
    const QString said = face.choiceWords({2, made.winner});
    QVERIFY2(said.endsWith(QStringLiteral(" 100\u00a0%")), qPrintable(said));
}

GLOWWORM_TEST(TestBoardPicked)
#include "tst_board_picked.moc"
