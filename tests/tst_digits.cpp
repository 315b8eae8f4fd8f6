// SPDX-License-Identifier: GPL-3.0-or-later
// IDX files, right and wrong; epochs; the way from a drawing to the 28x28 picture that the models
// see.
#include "model/data/data_set.h"
#include "model/data/digits.h"
#include "support/file_bytes.h"
#include "support/run_test.h"

#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

using namespace glowworm;
using namespace glowworm::test;

namespace {

std::string bigEndian(std::initializer_list<std::uint32_t> values)
{
    std::string bytes;
    for (std::uint32_t value : values)
        for (int shift = 24; shift >= 0; shift -= 8)
            bytes += static_cast<char>(value >> shift & 0xFF);
    return bytes;
}

std::string imageBytes(std::uint32_t count)
{
    return bigEndian({0x0803, count, 28, 28}) + std::string(count * kDigitPixels, '\x07');
}
std::string labelBytes(const std::string& labels)
{
    return bigEndian({0x0801, static_cast<std::uint32_t>(labels.size())}) + labels;
}

DigitSet numbered(std::size_t count)
{
    return {"numbered", std::vector<std::uint8_t>(count * kDigitPixels),
        std::vector<std::uint8_t>(count, 3)};
}

/// A square canvas on which discs along a polyline leave ink; coordinates are fractions of `size`,
/// moved by whole pixels.
std::vector<std::uint8_t> drawing(int canvas, double size, double thickness, int dx, int dy)
{
    constexpr std::array<std::pair<double, double>, 4> kSeven{
        {{0.2, 0.15}, {0.8, 0.15}, {0.55, 0.5}, {0.4, 0.9}}};
    std::vector<std::uint8_t> ink(static_cast<std::size_t>(canvas * canvas));
    for (std::size_t leg = 0; leg + 1 < kSeven.size(); ++leg)
        for (int i = 0; i <= 400; ++i) {
            const double t = i / 400.0;
            const double x = size * std::lerp(kSeven[leg].first, kSeven[leg + 1].first, t),
                         y = size * std::lerp(kSeven[leg].second, kSeven[leg + 1].second, t);
            const double radius = thickness * size;
            for (int py = static_cast<int>(y - radius - 1); py <= y + radius + 1; ++py)
                for (int px = static_cast<int>(x - radius - 1); px <= x + radius + 1; ++px) {
                    const double cover
                        = std::clamp(radius + 0.5 - std::hypot(px - x, py - y), 0.0, 1.0);
                    auto& pixel = ink.at(static_cast<std::size_t>((py + dy) * canvas + px + dx));
                    pixel = std::max(pixel, static_cast<std::uint8_t>(std::lround(255 * cover)));
                }
        }
    return ink;
}

int largestDifference(const DigitPicture& a, const DigitPicture& b)
{
    int largest = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        largest = std::max(largest, std::abs(a[i] - b[i]));
    return largest;
}

struct Extent {
    int left = 28, right = -1, top = 28, bottom = -1;
    double massX = 0, massY = 0;
};
Extent extentOf(const DigitPicture& picture)
{
    Extent extent;
    double mass = 0;
    for (int y = 0; y < 28; ++y)
        for (int x = 0; x < 28; ++x)
            if (const int grey = picture[static_cast<std::size_t>(y * 28 + x)]; grey > 0) {
                extent.left = std::min(extent.left, x);
                extent.right = std::max(extent.right, x);
                extent.top = std::min(extent.top, y);
                extent.bottom = std::max(extent.bottom, y);
                extent.massX += grey * x;
                extent.massY += grey * y;
                mass += grey;
            }
    extent.massX /= mass;
    extent.massY /= mass;
    return extent;
}

} // namespace

class TestDigits : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsAnIdxPair()
    {
        std::string images = imageBytes(3);
        images[16 + 2 * kDigitPixels] = '\xFF';
        const DigitSet set = load(images, labelBytes(std::string("\x04\x00\x09", 3)));
        QCOMPARE(set.count(), 3);
        QCOMPARE(set.label(0), 4);
        QCOMPARE(set.label(2), 9);
        QCOMPARE(set.picture(2)[0], std::uint8_t{255});
        QCOMPARE(set.picture(2)[783], std::uint8_t{7});
        QCOMPARE(set.labelCounts()[9], 1);
        QCOMPARE(set.labelCounts()[5], 0);
        QVERIFY(set.name().ends_with("/images"));
        QVERIFY(
            set.hash() != load(imageBytes(3), labelBytes(std::string("\x04\x00\x09", 3))).hash());
    }

    void namesTheFaultyField_data()
    {
        QTest::addColumn<QByteArray>("images");
        QTest::addColumn<QByteArray>("labels");
        QTest::addColumn<QString>("message");
        const auto row = [](const char* name, const std::string& images, const std::string& labels,
                             const char* message) {
            QTest::newRow(name) << QByteArray::fromStdString(images)
                                << QByteArray::fromStdString(labels) << QString::fromUtf8(message);
        };
        const std::string images = imageBytes(2), labels = labelBytes("\x01\x02"),
                          pixels(2 * kDigitPixels, 'p');
        row("files exchanged", labels + std::string(8, '\0'), images,
            "images is an IDX file of labels, not an IDX file of pictures (magic number "
            "0x00000803)");
        row("labels are images", images, images,
            "labels is an IDX file of pictures, not an IDX file of labels (magic number "
            "0x00000801)");
        row("little-endian magic", "\x03\x08" + std::string(2, '\0') + images.substr(4), labels,
            "magic number");
        row("gzip", "\x1F\x8B\x08" + std::string(40, '\0'), labels, "images is compressed (gzip)");
        row("empty", "", labels, "images is empty");
        row("header cut", images.substr(0, 15), labels, "ends early, within its header");
        row("labels' header cut", images, labels.substr(0, 7), "labels ends early");
        row("no pictures", bigEndian({0x0803, 0, 28, 28}), labels, "number of pictures is 0");
        row("2^31 pictures", bigEndian({0x0803, 1U << 31, 28, 28}) + pixels, labels,
            "number of pictures is 2147483648");
        row("no rows", bigEndian({0x0803, 2, 0, 28}), labels, "0 rows and 28 columns");
        row("2^31 columns", bigEndian({0x0803, 2, 28, 1U << 31}) + pixels, labels,
            "28 rows and 2147483648 columns");
        row("32 x 32", bigEndian({0x0803, 2, 32, 32}) + std::string(2048, 'p'), labels,
            "32 rows and 32 columns");
        row("one pixel missing", images.substr(0, images.size() - 1), labels,
            "1584 bytes expected, 1583 bytes found");
        row("one byte more", images + "x", labels, "longer than its header says");
        row("labels cut", images, labels.substr(0, 9),
            "labels ends early: 10 bytes expected, 9 bytes found");
        row("counts differ", images, labelBytes("\x01\x02\x03"),
            "number of labels is 3, images holds 2 pictures");
        row("label 10", images, labelBytes("\x01\x0A"), "labels: label 1 is 10");
    }
    void namesTheFaultyField()
    {
        QFETCH(QByteArray, images);
        QFETCH(QByteArray, labels);
        QFETCH(QString, message);
        const QString text = refusal([&] { load(images.toStdString(), labels.toStdString()); });
        QVERIFY2(text.contains(message), qPrintable(text));
    }

    void constructorChecksItsParts()
    {
        QVERIFY(!refusal([] { DigitSet("s", std::vector<std::uint8_t>(783), {1}); }).isEmpty());
        QVERIFY(!refusal([] { DigitSet("s", {}, {}); }).isEmpty());
        QVERIFY(!refusal([] { DigitSet("s", std::vector<std::uint8_t>(784), {10}); }).isEmpty());
    }

    void epochsArePermutations_data()
    {
        QTest::addColumn<int>("count");
        for (int count : {1, 2, 3, 64, 65, 1000})
            QTest::addRow("%d", count) << count;
    }
    void epochsArePermutations()
    {
        QFETCH(int, count);
        const DigitSet set = numbered(static_cast<std::size_t>(count));
        std::vector<std::int64_t> order; // batches of 7 run across the ends of epochs
        for (std::int64_t step = 0; static_cast<int>(order.size()) < 3 * count; ++step)
            for (std::int64_t index : set.batch(5, step, 7))
                order.push_back(index);
        for (int epoch = 0; epoch < 3; ++epoch) {
            const auto first = order.begin() + epoch * count;
            const std::set<std::int64_t> seen(first, first + count);
            QCOMPARE(static_cast<int>(seen.size()), count);
            QCOMPARE(*seen.begin(), 0);
            QCOMPARE(*seen.rbegin(), count - 1);
        }
        if (count >= 64)
            QVERIFY(!std::equal(order.begin(), order.begin() + count,
                order.begin() + count)); // another order each time
    }

    void batchesAreAFunctionOfSeedAndStep()
    {
        const DigitSet set = numbered(1000);
        QVERIFY(set.batch(1, 40, 64) == set.batch(1, 40, 64));
        QVERIFY(set.batch(1, 40, 64) != set.batch(1, 41, 64));
        QVERIFY(set.batch(1, 40, 64) != set.batch(2, 40, 64));
        // Shuffled: neighbours in an epoch are about a third of the range apart on average.
        const auto epoch = set.batch(1, 0, 1000);
        double distance = 0;
        for (std::size_t i = 1; i < epoch.size(); ++i)
            distance += static_cast<double>(std::abs(epoch[i] - epoch[i - 1]));
        QVERIFY2(std::abs(distance / 999 - 1000.0 / 3) < 40,
            qPrintable(QString::number(distance / 999)));
    }

    void standardisesAsMnistDoes()
    {
        const std::array<std::uint8_t, 3> grey{0, 255, 128};
        std::array<float, 3> out{};
        standardise(grey, out);
        QVERIFY(std::abs(out[0] + 0.42421296f) < 1e-6f);
        QVERIFY(std::abs(out[1] - 2.8214867f) < 1e-6f);
        QVERIFY(std::abs(out[2] - (128.0f / 255 - 0.1307f) / 0.3081f) < 1e-6f);
    }

    void noInkGivesAnEmptyPicture()
    {
        QVERIFY(normaliseDrawing(std::vector<std::uint8_t>(30 * 50), 50, 30) == DigitPicture{});
        QVERIFY(!refusal([] { normaliseDrawing(std::vector<std::uint8_t>(10), 3, 4); }).isEmpty());
        QVERIFY(!refusal([] { normaliseDrawing({}, 0, 0); }).isEmpty());
    }

    void shiftedDrawingsGiveTheSamePicture()
    {
        const DigitPicture still = normaliseDrawing(drawing(280, 200, 0.06, 20, 20), 280, 280);
        for (const auto& [dx, dy] : {std::pair{5, 5}, {70, 20}, {20, 70}, {33, 61}})
            QVERIFY(largestDifference(
                        normaliseDrawing(drawing(280, 200, 0.06, dx, dy), 280, 280), still)
                <= 1);
    }

    void scaledDrawingsGiveNearlyTheSamePicture()
    {
        const DigitPicture large = normaliseDrawing(drawing(560, 500, 0.06, 20, 20), 560, 560);
        for (double size : {120.0, 200.0, 330.0}) {
            const DigitPicture other = normaliseDrawing(drawing(560, size, 0.06, 20, 20), 560, 560);
            double difference = 0, ink = 0;
            for (std::size_t i = 0; i < large.size(); ++i) {
                difference += std::abs(large[i] - other[i]);
                ink += large[i];
            }
            QVERIFY2(difference / ink < 0.1, qPrintable(QString::number(difference / ink)));
        }
    }

    void inkFillsTwentyPixelsAroundItsCentreOfMass()
    {
        const Extent seven = extentOf(normaliseDrawing(drawing(280, 200, 0.06, 40, 10), 280, 280));
        QCOMPARE(std::max(seven.right - seven.left, seven.bottom - seven.top) + 1, 20);
        QVERIFY(std::abs(seven.massX - 14) <= 0.5 && std::abs(seven.massY - 14) <= 0.5);
    }

    void boxIsCentredWithoutCentreOfMass()
    {
        std::vector<std::uint8_t> ink(100 * 100);
        for (std::size_t y = 10; y < 50;
             ++y) // an upright L: its mass lies low and to the left of the box's middle
            for (std::size_t x = 70; x < (y < 42 ? 75U : 90U); ++x)
                ink[y * 100 + x] = 255;
        const Extent box = extentOf(normaliseDrawing(ink, 100, 100, {.centreOfMass = false}));
        QCOMPARE(box.top, 4);
        QCOMPARE(box.bottom, 23);
        QCOMPARE(box.left, 9); // 20 x 10 pixels: 40 x 20 with the aspect kept
        QCOMPARE(box.right, 18);
        const Extent mass = extentOf(normaliseDrawing(ink, 100, 100));
        QVERIFY(mass.left > box.left && mass.top < box.top);
    }

    void oneSidedInkStaysInThePicture()
    {
        std::vector<std::uint8_t> ink(100 * 100, 0);
        for (std::size_t i = 0; i < 80; ++i)
            ink[10 * 100 + 10 + i] = 40; // a long thin faint line ...
        for (std::size_t y = 8; y < 14; ++y)
            for (std::size_t x = 82; x < 90; ++x)
                ink[y * 100 + x] = 255; // ... with all its weight at one end
        const Extent extent = extentOf(normaliseDrawing(ink, 100, 100));
        QCOMPARE(extent.right - extent.left + 1, 20);
        QCOMPARE(extent.left, 0);
    }

    void wholeCanvasIsKeptWithoutFitting()
    {
        std::vector<std::uint8_t> ink(56 * 56);
        for (std::size_t y = 4; y < 8; ++y)
            for (std::size_t x = 2; x < 6; ++x)
                ink[y * 56 + x] = 200;
        const DigitPicture picture = normaliseDrawing(ink, 56, 56, {.fitBox = false});
        QCOMPARE(std::accumulate(picture.begin(), picture.end(), 0),
            4 * 200); // half as large in each direction
        const Extent extent = extentOf(picture);
        QCOMPARE(extent.right - extent.left + 1, 2);
        QVERIFY(std::abs(extent.massX - 14) <= 0.5);
    }

    void whatIsNeitherFittedNorCentredStaysWhereItWasDrawn()
    {
        std::vector<std::uint8_t> ink(280 * 280);
        std::uint32_t state = 1;
        for (std::uint8_t& pixel : ink)
            pixel = static_cast<std::uint8_t>((state = state * 1664525 + 1013904223) >> 24);
        const DigitPicture smooth
            = normaliseDrawing(ink, 280, 280, {.fitBox = false, .centreOfMass = false});
        const DigitPicture nearest = normaliseDrawing(
            ink, 280, 280, {.fitBox = false, .centreOfMass = false, .smooth = false});
        for (std::size_t y = 0; y < 28; ++y)
            for (std::size_t x = 0; x < 28; ++x) {
                int sum = 0;
                for (std::size_t row = 10 * y; row < 10 * y + 10; ++row)
                    sum = std::accumulate(
                        &ink[row * 280 + 10 * x], &ink[row * 280 + 10 * x] + 10, sum);
                QCOMPARE(int{smooth[y * 28 + x]}, (sum + 50) / 100);
                QCOMPARE(nearest[y * 28 + x], ink[(10 * y + 5) * 280 + 10 * x + 5]);
            }
    }

    void nearestPixelKeepsPureBlackAndWhite()
    {
        std::vector<std::uint8_t> ink = drawing(280, 200, 0.06, 20, 20);
        for (std::uint8_t& pixel : ink)
            pixel = pixel >= 128 ? 255 : 0;
        const auto greys = [&](bool smooth) {
            const DigitPicture picture = normaliseDrawing(ink, 280, 280, {.smooth = smooth});
            return std::count_if(
                picture.begin(), picture.end(), [](int grey) { return grey > 0 && grey < 255; });
        };
        QCOMPARE(greys(false), 0);
        QVERIFY(greys(true) > 20);
    }

    void fetchedSetsAreThoseOfTheTable()
    {
        int there = 0;
        for (const KnownDigits& known : kDigitSets)
            if (const auto files = filesOfSet(std::string(known.name))) {
                const DigitSet set = DigitSet::load(files->images, files->labels);
                QCOMPARE(set.hash(), std::string(known.hash));
                QCOMPARE(digitSetOf(set.hash()).name, known.name);
                ++there;
            }
        QCOMPARE(digitSetOf("").name, kDigitSets.front().name);
        if (there == 0)
            QSKIP("no data set is installed");
    }

    void ownNormalisationKeepsMnistPictures()
    {
        const auto files = filesOfSet("mnist");
        if (!files)
            QSKIP("the data set is not installed");
        // MNIST's pictures are fixed points of MNIST's recipe.
        const DigitSet set = DigitSet::load(files->testImages, files->testLabels);
        int same = 0;
        for (std::int64_t i = 0; i < 500; ++i) {
            const auto picture = set.picture(i);
            DigitPicture original;
            std::copy(picture.begin(), picture.end(), original.begin());
            same += normaliseDrawing(picture, 28, 28) == original;
        }
        QVERIFY2(same >= 480, qPrintable(QString::number(same)));
    }

private:
    DigitSet load(const std::string& images, const std::string& labels) const
    {
        const std::filesystem::path folder = m_folder.path().toStdString();
        writeBytes(folder / "images", images);
        writeBytes(folder / "labels", labels);
        return DigitSet::load(folder / "images", folder / "labels");
    }

    QTemporaryDir m_folder;
};

GLOWWORM_TEST(TestDigits)
#include "tst_digits.moc"
