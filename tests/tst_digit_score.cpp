// SPDX-License-Identifier: GPL-3.0-or-later
// How many pictures of a set are told right, and why few are: a network made by hand that knows ten
// bars, and sets of bars that somebody turned, inverted, dimmed or labelled wrongly.
#include "model/engine/digit_score.h"
#include "support/run_test.h"

#include <QTest>

#include <functional>

using namespace glowworm;

namespace {

constexpr int kPictures = 300; // more than one call of the engine takes

bool isInk(int digit, int row, int column)
{
    return column == 4 + 2 * digit && row >= 2 && row < 12;
}

/// level: of the pixel at (row, column) when ink or paper is meant to be there.
DigitSet bars(
    const std::function<std::uint8_t(int digit, int row, int column)>& level, int shift = 0)
{
    std::vector<std::uint8_t> pixels, labels;
    for (int i = 0; i < kPictures; ++i) {
        const int digit = i % kDigitClasses;
        for (int at = 0; at < kDigitPixels; ++at)
            pixels.push_back(level(digit, at / 28, at % 28));
        labels.push_back(static_cast<std::uint8_t>((digit + shift) % kDigitClasses));
    }
    return DigitSet("bars", std::move(pixels), std::move(labels));
}

std::uint8_t upright(int digit, int row, int column) { return isInk(digit, row, column) ? 255 : 0; }

/// Each neuron sums the ink of its own bar; where none has any, 9 is the answer.
ModelState barModel()
{
    RunConfig config;
    config.model.task = Task::Digits;
    config.model.routing = Routing::Dense;
    config.model.dModel = config.model.neurons = kDigitClasses;
    config.model.layers = 1;
    config.model.groups = 5; // a dense network has none, but the number is checked
    ModelState model = initialState(config, {});
    for (auto& [name, tensor] : model.tensors)
        for (std::size_t i = 0; i < tensor.values.size(); ++i) {
            const std::size_t width = static_cast<std::size_t>(tensor.shape.back());
            const auto row = static_cast<int>(i / width), column = static_cast<int>(i % width);
            if (name == "head.bias")
                tensor.values[i] = 0.001F * static_cast<float>(column);
            else if (name.ends_with("bias"))
                tensor.values[i] = 0;
            else if (name == "input.weight")
                tensor.values[i] = isInk(row, column / 28, column % 28) ? 0.1F : 0;
            else
                tensor.values[i] = row == column ? 1 : 0;
        }
    return model;
}

bool always(std::int64_t) { return true; }

} // namespace

class TestDigitScore : public QObject {
    Q_OBJECT

    DigitEngine m_engine{packDigits(barModel())};

    QString hintFor(const DigitSet& set, double tested = 0.98)
    {
        const DigitScore score = scoreDigits(set, m_engine, always);
        return QString::fromStdString(explainLowScore(set, score, tested, m_engine, always));
    }

private Q_SLOTS:
    void allOfASetIsSeen()
    {
        std::vector<std::int64_t> told;
        const DigitScore score = scoreDigits(bars(upright), m_engine, [&](std::int64_t seen) {
            told.push_back(seen);
            return true;
        });
        QCOMPARE(score.seen, std::int64_t(kPictures));
        QCOMPARE(score.right, std::int64_t(kPictures));
        QCOMPARE(told, (std::vector<std::int64_t>{0, 256}));
        QVERIFY(score.seconds > 0);
        QCOMPARE(hintFor(bars(upright)), QString());
    }

    void whoeverWatchesCanEndIt()
    {
        const auto atMost = [](std::int64_t seen) { return seen < 256; };
        QCOMPARE(scoreDigits(bars(upright), m_engine, atMost).seen, std::int64_t(256));
        const auto notAtAll = [](std::int64_t) { return false; };
        const DigitScore none = scoreDigits(bars(upright), m_engine, notAtAll);
        QCOMPARE(none.seen, std::int64_t(0));
        QCOMPARE(none.fraction(), 0.0);
    }

    void whatWasDoneToThePicturesIsNamed_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("words");
        QTest::newRow("transposed")
            << 0 << "rows and columns seem to be exchanged, as in EMNIST. 100 %";
        QTest::newRow("mirrored") << 1 << "they seem to be mirrored, left for right. 100 %";
        QTest::newRow("upside down")
            << 2 << "they seem to be turned upside down, by 180 degrees. 100 %";
        QTest::newRow("inverted") << 3
                                  << "dark ink on light paper. 100 % of 300 are right when that";
        QTest::newRow("both")
            << 4 << "they seem to be mirrored, top for bottom, and they seem to be dark";
        QTest::newRow("dim") << 5 << "their brightest pixel has the level 1 of 255.";
    }
    void whatWasDoneToThePicturesIsNamed()
    {
        QFETCH(const int, kind);
        QFETCH(const QString, words);
        const DigitSet set = bars([kind](int digit, int row, int column) -> std::uint8_t {
            switch (kind) {
            case 0:
                return upright(digit, column, row);
            case 1:
                return upright(digit, row, 27 - column);
            case 2:
                return upright(digit, 27 - row, 27 - column);
            case 3:
                return 255 - upright(digit, row, column);
            case 4:
                return 255 - upright(digit, 27 - row, column);
            default:
                return upright(digit, row, column) / 255;
            }
        });
        const QString hint = hintFor(set);
        QVERIFY2(
            hint.startsWith(QStringLiteral("Only ")) && hint.contains(words), qPrintable(hint));
    }

    void otherLabelsAreSuspected()
    {
        QVERIFY(hintFor(bars(upright, 1))
                    .contains(QStringLiteral("the labels may belong to other pictures")));
    }

    void aLittleLessThanTestedIsNoFault()
    {
        const DigitSet set = bars(upright);
        const DigitScore score{.seen = kPictures, .right = kPictures * 9 / 10, .seconds = 1};
        QCOMPARE(explainLowScore(set, score, 0.98, m_engine, always), std::string());
    }
};

GLOWWORM_TEST(TestDigitScore)
#include "tst_digit_score.moc"
