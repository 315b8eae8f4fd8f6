// SPDX-License-Identifier: GPL-3.0-or-later
// From a picture file to the ink on its paper: which of the two is paper, what uneven light and
// noise leave, and files that are no PNG.
#include "model/data/data_folder.h"
#include "model/data/data_set.h"
#include "model/data/drawing.h"
#include "model/data/likeness.h"
#include "model/data/strokes.h"
#include "model/engine/digit_engine.h"
#include "model/io/checkpoint.h"
#include "support/file_bytes.h"
#include "support/painted_pictures.h"
#include "support/refusal.h"
#include "support/run_test.h"

#include <QTemporaryDir>
#include <QtTest>

#include <png.h>
#include <sys/stat.h>

using namespace glowworm;
using namespace glowworm::test;

namespace {

using Rgba = std::array<std::uint8_t, 4>;

std::string pngBytes(int width, int height, const std::function<Rgba(int x, int y)>& colour)
{
    std::vector<std::uint8_t> pixels;
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const Rgba rgba = colour(x, y);
            pixels.insert(pixels.end(), rgba.begin(), rgba.end());
        }
    png_image image = {};
    image.version = PNG_IMAGE_VERSION;
    image.width = static_cast<png_uint_32>(width);
    image.height = static_cast<png_uint_32>(height);
    image.format = PNG_FORMAT_RGBA;
    png_alloc_size_t size = 0;
    png_image_write_get_memory_size(image, size, 0, pixels.data(), 0, nullptr);
    std::string bytes(size, '\0');
    png_image_write_to_memory(&image, bytes.data(), &size, 0, pixels.data(), 0, nullptr);
    bytes.resize(size);
    return bytes;
}

/// A 7 in one colour on another.
std::string sevenBytes(Rgba paper, Rgba ink)
{
    const Sheet sheet = seven(80, 80, 8);
    return pngBytes(80, 80, [=](int x, int y) { return sheet.at(x, y) > 0.5 ? ink : paper; });
}

const Look kWhiteOnBlack{[](double, double) { return 0.0; }, 255, false, 0};

} // namespace

Q_DECLARE_METATYPE(glowworm::test::Look)

class TestDrawing : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        for (const char* name : {"mnist-sparse.safetensors", "mnist-dense.safetensors"})
            m_engines.push_back(
                std::make_unique<DigitEngine>(packDigits(readModel(modelsFolder() / name))));
    }

    void aBoldDigitCroppedToItsEdges_data()
    {
        QTest::addColumn<int>("border");
        QTest::addColumn<bool>("dark");
        for (int border : {3, 2, 1}) {
            QTest::addRow("dark on light, border of %d", border) << border << true;
            QTest::addRow("light on dark, border of %d", border) << border << false;
        }
    }
    void aBoldDigitCroppedToItsEdges()
    {
        QFETCH(int, border);
        QFETCH(bool, dark);
        Sheet one{200, 100};
        stroke(one, {{105, 13}, {95, 87}}, 26);
        one = cropped(one, border);
        const Drawing drawing = drawingFrom(painted(one, dark ? Look{} : kWhiteOnBlack));
        QCOMPARE(drawing.inverted, dark);
        QCOMPARE(drawing.ink[0], std::uint8_t{0});
        QCOMPARE(drawing.ink[drawing.ink.size() / 2], std::uint8_t{255});
        for (const auto& engine : m_engines)
            QVERIFY2(probabilityOf(1, drawing, *engine) > 0.9,
                qPrintable(QString::number(probabilityOf(1, drawing, *engine))));
    }

    void aSevenInAnyLight_data()
    {
        QTest::addColumn<Look>("look");
        const auto row = [](const char* name, Look look) { QTest::newRow(name) << look; };
        row("fading to 190, right", {[](double x, double) { return 255 - 65 * x; }});
        row("fading to 190, left", {[](double x, double) { return 190 + 65 * x; }});
        row("fading to 190, down", {[](double, double y) { return 255 - 65 * y; }});
        row("fading to 190, up", {[](double, double y) { return 190 + 65 * y; }});
        row("fading to 80", {[](double x, double y) { return 255 - 175 * (x + y) / 2; }});
        row("ink as dark everywhere", {[](double x, double) { return 255 - 65 * x; }, 0, false});
        row("under a lamp", {[](double x, double y) {
            return 110 + 140 * std::exp(-((x - 0.3) * (x - 0.3) + (y - 0.2) * (y - 0.2)) / 0.15);
        }});
        row("across a shadow", {[](double x, double y) {
            return 240 - 90 / (1 + std::exp(-(x + 0.6 * y - 0.9) / 0.04));
        }});
        row("grey paper", {[](double, double) { return 170.0; }, 90, false});
        row("noise", {.noise = 15});
        row("noise on fading paper", {[](double x, double) { return 240 - 80 * x; }, 40, true, 8});
        row("white on a board that fades",
            {[](double x, double) { return 20 + 60 * x; }, 220, false, 4});
    }
    void aSevenInAnyLight()
    {
        QFETCH(Look, look);
        const Sheet sheet = seven(120, 120, 7);
        const Drawing white = drawingFrom(painted(sheet, {})),
                      lit = drawingFrom(painted(sheet, look));
        for (const auto& engine : m_engines) {
            const double best = probabilityOf(7, white, *engine),
                         probability = probabilityOf(7, lit, *engine);
            QVERIFY2(best > 0.95 && probability > best - 0.05,
                qPrintable(QStringLiteral("%1, on white %2").arg(probability).arg(best)));
        }
    }

    void aFrameIsNoInk_data()
    {
        QTest::addColumn<int>("margin");
        QTest::addColumn<int>("line");
        QTest::addColumn<bool>("dark");
        for (bool dark : {true, false}) {
            const char* paper = dark ? "white" : "black";
            QTest::addRow("dark edges of a scan, on %s", paper) << 0 << 12 << dark;
            QTest::addRow("two pixels, on %s", paper) << 0 << 2 << dark;
            QTest::addRow("one pixel, on %s", paper) << 0 << 1 << dark;
            QTest::addRow("a field of a form, on %s", paper) << 8 << 3 << dark;
        }
    }
    void aFrameIsNoInk()
    {
        QFETCH(int, margin);
        QFETCH(int, line);
        QFETCH(bool, dark);
        Sheet sheet = seven(120, 120, 8);
        for (int y = 0; y < 120; ++y)
            for (int x = 0; x < 120; ++x)
                if (const int at = std::min({x, y, 119 - x, 119 - y});
                    at >= margin && at < margin + line)
                    sheet.at(x, y) = 1;
        const Drawing drawing = drawingFrom(painted(sheet, dark ? Look{} : kWhiteOnBlack));
        QCOMPARE(drawing.inverted, dark);
        for (const auto& engine : m_engines)
            QVERIFY2(probabilityOf(7, drawing, *engine) > 0.9,
                qPrintable(QString::number(probabilityOf(7, drawing, *engine))));
    }

    void cleanPicturesKeepTheirLevels()
    {
        const Sheet sheet = seven(280, 280, 23.3);
        const Picture canvas = painted(sheet, kWhiteOnBlack);
        QVERIFY(drawingFrom(canvas).ink == canvas.grey);
        QVERIFY(!drawingFrom(canvas).inverted);
        const Picture paper = painted(sheet, {});
        QVERIFY(drawingFrom(paper).ink == canvas.grey);
        QVERIFY(levelsOf(paper).ink == canvas.grey && levelsOf(paper).inverted);
        QVERIFY(levelsOf(canvas).ink == canvas.grey);
    }

    void paperAloneHasNoInk_data()
    {
        QTest::addColumn<Look>("look");
        QTest::newRow("white") << Look{};
        QTest::newRow("fading") << Look{[](double x, double y) { return 255 - 40 * x - 30 * y; }};
        QTest::newRow("noise") << Look{[](double, double) { return 200.0; }, 0, true, 10};
    }
    void paperAloneHasNoInk()
    {
        QFETCH(Look, look);
        const Drawing drawing = drawingFrom(painted(Sheet{120, 90}, look));
        QVERIFY(std::ranges::all_of(drawing.ink, [](std::uint8_t level) { return level == 0; }));
    }

    void anySizeIsADrawing()
    {
        for (const auto& [width, height] :
            {std::pair{1, 1}, {1, 40}, {40, 1}, {2, 2}, {3, 500}, {28, 28}, {1024, 7}})
            for (const Look& look : {Look{}, kWhiteOnBlack, Look{.noise = 20}}) {
                const Drawing drawing = drawingFrom(painted(seven(width, height, 2), look));
                QCOMPARE(drawing.ink.size(), static_cast<std::size_t>(width * height));
            }
    }

    void coloursAndTransparency_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const auto row = [](const char* name, Rgba paper, Rgba ink) {
            QTest::newRow(name) << QByteArray::fromStdString(sevenBytes(paper, ink));
        };
        row("blue on yellow", {255, 230, 90, 255}, {20, 40, 200, 255});
        row("yellow on white", {255, 255, 255, 255}, {255, 240, 60, 255});
        row("red on a grey as bright", {98, 98, 98, 255}, {220, 40, 80, 255});
        row("black on clear", {0, 0, 0, 0}, {0, 0, 0, 255});
        row("white on clear", {255, 255, 255, 0}, {255, 255, 255, 255});
        row("light grey on clear", {0, 0, 0, 0}, {220, 220, 220, 255});
        row("half clear on white", {255, 255, 255, 255}, {0, 0, 0, 128});
    }
    void coloursAndTransparency()
    {
        QFETCH(QByteArray, bytes);
        const Drawing drawing = drawingFrom(decodePng(bytes.toStdString(), "seven.png"));
        for (const auto& engine : m_engines)
            QVERIFY2(probabilityOf(7, drawing, *engine) > 0.9,
                qPrintable(QString::number(probabilityOf(7, drawing, *engine))));
    }

    void unlikeIsWhatIsNoDigit()
    {
        QCOMPARE(unlikeness(DigitPicture{}), 0.0);
        QVERIFY(unlikenessOf(seven(120, 120, 9)) < 1);
        Sheet blob{100, 100}, dot{100, 100}, pair{160, 100};
        stroke(blob, {{40, 45}, {60, 55}}, 50);
        stroke(dot, {{50, 50}, {50, 50}}, 12);
        stroke(pair, {{20, 20}, {60, 20}, {35, 80}}, 8);
        stroke(pair, {{100, 20}, {140, 20}, {115, 80}}, 8);
        for (const Sheet& sheet : {blob, dot, pair})
            QVERIFY2(unlikenessOf(sheet) > 1, qPrintable(QString::number(unlikenessOf(sheet))));
    }

    void atMostOnePercentOfMnistIsUnlikeItself()
    {
        const auto files = filesOfSet("mnist");
        if (!files)
            QSKIP("the data set is not installed");
        const DigitSet set = DigitSet::load(files->testImages, files->testLabels);
        std::int64_t unlike = 0;
        for (std::int64_t i = 0; i < set.count(); ++i) {
            DigitPicture picture;
            std::ranges::copy(set.picture(i), picture.begin());
            unlike += unlikeness(picture) > 1;
        }
        QVERIFY2(unlike > 0 && unlike * 100 <= set.count(), qPrintable(QString::number(unlike)));
    }

    void largePicturesAreScaledDown()
    {
        const std::string bytes = pngBytes(3000, 1500, [](int x, int) {
            return x < 300 ? Rgba{0, 0, 0, 255} : Rgba{255, 255, 255, 255};
        });
        const Picture picture = decodePng(bytes, "large.png");
        QCOMPARE(picture.width, 1000);
        QCOMPARE(picture.height, 500);
        QCOMPARE(picture.at(99, 250), 0);
        QCOMPARE(picture.at(100, 250), 255);
        const std::string wide = pngBytes(8193, 1, [](int, int) { return Rgba{}; });
        QVERIFY(refusal([&] {
            decodePng(wide, "wide.png");
        }).contains(QStringLiteral("wide.png has 8193 x 1 pixels")));
    }

    void otherFilesAreNamed_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* name, const std::string& bytes, const char* words) {
            QTest::newRow(name) << QByteArray::fromStdString(bytes) << QString::fromUtf8(words);
        };
        row("JPEG", "\xFF\xD8\xFF\xE0" + std::string("\0\x10JFIF", 6), "is a JPEG picture");
        row("WebP", std::string("RIFF\x24\0\0\0WEBPVP8 ", 16), "is a WebP picture");
        row("GIF", std::string("GIF89a\1\0\1\0", 10), "is a GIF picture");
        row("BMP", std::string("BM\x36\1\0\0\0\0\0\0\x36", 11), "is a BMP picture");
        row("TIFF", std::string("II*\0", 4), "is a TIFF picture");
        row("web page", "\n<!DOCTYPE HTML><title>x</title>", "is an HTML page");
        row("SVG", "<?xml version=\"1.0\"?><svg xmlns=\"x\"/>", "is an SVG picture");
        row("empty", "", "is empty");
        row("text", "To be, or not to be", "is a text, not a PNG picture");
        const std::string png = sevenBytes({255, 255, 255, 255}, {0, 0, 0, 255});
        row("only its signature", png.substr(0, 8), "is a damaged PNG file");
        row("half a PNG", png.substr(0, png.size() / 2), "is a damaged PNG file");
        std::string bent = png;
        bent[png.size() / 2] ^= 0x20;
        row("a bit turned over", bent, "is a damaged PNG file");
    }
    void otherFilesAreNamed()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, words);
        const std::filesystem::path file
            = m_folder.filePath(QStringLiteral("drawing.png")).toStdString();
        writeBytes(file, bytes.toStdString());
        const QString sentence = refusal([&] { readPng(file); });
        QVERIFY2(sentence.startsWith(QStringLiteral("drawing.png ") + words), qPrintable(sentence));
        QVERIFY2(!sentence.contains(QStringLiteral("rror")),
            qPrintable(sentence)); // none of libpng's words
    }

    void aPipeThatNobodyWritesToCanBeLeft()
    {
        const std::filesystem::path folder = m_folder.path().toStdString(),
                                    pipe = folder / "pipe.png";
        QCOMPARE(mkfifo(pipe.c_str(), 0600), 0);
        QVERIFY(refusal([&] {
            readPng(pipe, StopCheck([] { return true; }));
        }).contains(QStringLiteral("was stopped")));
        QVERIFY(refusal([&] { readPng(folder); }).contains(QStringLiteral("is a folder")));
    }

private:
    static double probabilityOf(int digit, const Drawing& drawing, DigitEngine& engine)
    {
        std::vector<float> pixels(kDigitPixels);
        standardise(normaliseDrawing(drawing.ink, drawing.width, drawing.height), pixels);
        return static_cast<double>(
            probabilities(engine.classify(pixels))[static_cast<std::size_t>(digit)]);
    }

    static double unlikenessOf(const Sheet& sheet)
    {
        const Drawing drawing = drawingFrom(painted(sheet, {}));
        return unlikeness(normaliseDrawing(drawing.ink, drawing.width, drawing.height));
    }

    std::vector<std::unique_ptr<DigitEngine>> m_engines;
    QTemporaryDir m_folder;

    void strokesAreReadStrictly()
    {
        const PenStrokes read = readStrokes(
            R"({"format": 1, "width": 2.5, "strokes": [{"x": [1, 2], "y": [3, 28]}]})", "a");
        QCOMPARE(read.width, 2.5);
        QCOMPARE(read.lines.at(0).at(1).y, 28.0);
        for (const char* bad : {"", R"({"format": 1, "width": 9, "strokes": []})",
                 R"({"format": 1, "width": 2, "strokes": []})",
                 R"({"format": 1, "width": 2, "strokes": [{"x": [], "y": []}]})",
                 R"({"format": 1, "width": 2, "strokes": [{"x": [1], "y": [1, 2]}]})",
                 R"({"format": 1, "width": 2, "strokes": [{"x": [1], "y": [29]}]})"})
            QVERIFY2(
                test::refusal([&] { readStrokes(bad, "It"); }).startsWith(QLatin1String("It ")),
                bad);
    }
};

GLOWWORM_TEST(TestDrawing)
#include "tst_drawing.moc"
