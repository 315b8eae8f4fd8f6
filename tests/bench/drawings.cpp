// SPDX-License-Identifier: GPL-3.0-or-later
// drawings MODEL: how many MNIST test digits a model tells when they come as pictures of many
// kinds, and how much of what is no digit is called unlike MNIST's. drawings --fit: prints
// model/data/mnist_ink.h. Not a test: it needs MNIST (packaging/fetch-data.sh) and a minute.
#include "bench/ink_table.h"
#include "model/base/error.h"
#include "model/data/data_set.h"
#include "model/data/likeness.h"
#include "model/engine/digit_engine.h"
#include "model/io/checkpoint.h"
#include "support/painted_pictures.h"

#include <QFont>
#include <QGuiApplication>
#include <QImage>
#include <QPainter>

#include <cstdio>

using namespace glowworm;
using namespace glowworm::test;

namespace {

constexpr int kFineness = 6;
constexpr std::int64_t kDigits = 1000; // of the test set

struct Kind {
    const char* name;
    std::function<Picture(std::span<const std::uint8_t, kDigitPixels> digit, unsigned seed)> paint;
};

Kind looked(const char* name, Look look)
{
    return {name, [look](auto digit, unsigned seed) {
                return painted(enlarged(digit, kFineness), look, seed);
            }};
}

Kind cut(const char* name, int border, Look look)
{
    return {name, [=](auto digit, unsigned seed) {
                return painted(cropped(enlarged(digit, kFineness), border), look, seed);
            }};
}

double fading(double along, double to) { return std::lerp(255.0, to, along); }

double lamp(double x, double y)
{
    return 110 + 140 * std::exp(-((x - 0.3) * (x - 0.3) + (y - 0.2) * (y - 0.2)) / 0.15);
}

double shadow(double x, double y) { return 240 - 90 / (1 + std::exp(-(x + 0.6 * y - 0.9) / 0.04)); }

std::vector<Kind> kinds()
{
    const Look whiteOnBlack{[](double, double) { return 0.0; }, 255, false, 0};
    const Look greyWithNoise{[](double, double) { return 200.0; }, 90, false, 12};
    return {
        {"28 x 28, white on black",
            [=](auto digit, unsigned seed) {
                return painted(enlarged(digit, 1), whiteOnBlack, seed);
            }},
        {"28 x 28, black on white",
            [](auto digit, unsigned seed) { return painted(enlarged(digit, 1), {}, seed); }},
        looked("white on black", whiteOnBlack),
        looked("black on white", {}),
        cut("cropped, border of 3, black on white", 3, {}),
        cut("cropped, border of 3, white on black", 3, whiteOnBlack),
        cut("cropped, no border, black on white", 0, {}),
        cut("cropped, no border, white on black", 0, whiteOnBlack),
        looked("fading to 190, right", {[](double x, double) { return fading(x, 190); }}),
        looked("fading to 190, left", {[](double x, double) { return fading(1 - x, 190); }}),
        looked("fading to 190, down", {[](double, double y) { return fading(y, 190); }}),
        looked("fading to 190, up", {[](double, double y) { return fading(1 - y, 190); }}),
        looked("fading to 90, to a corner",
            {[](double x, double y) { return fading((x + y) / 2, 90); }}),
        looked("under a lamp", {lamp}),
        looked("across a shadow", {shadow}),
        looked("pencil on grey, noise of 12", greyWithNoise),
        looked("noise of 30", {.noise = 30}),
        looked("fading to 90, noise of 12",
            {[](double x, double y) { return fading((x + y) / 2, 90); }, 30, true, 12}),
        cut("cropped, border of 3, fading to 150, noise of 6", 3,
            {[](double x, double) { return fading(x, 150); }, 20, true, 6}),
    };
}

void printAccuracy(DigitEngine& engine, const DigitSet& set)
{
    for (const Kind& kind : kinds()) {
        int right = 0, turned = 0;
        double sure = 0;
        for (std::int64_t i = 0; i < kDigits; ++i) {
            const Drawing drawing
                = drawingFrom(kind.paint(set.picture(i), static_cast<unsigned>(i)));
            std::vector<float> pixels(kDigitPixels);
            standardise(normaliseDrawing(drawing.ink, drawing.width, drawing.height), pixels);
            const std::vector<float> predicted = probabilities(engine.classify(pixels));
            right += std::ranges::max_element(predicted) - predicted.begin() == set.label(i);
            sure += static_cast<double>(predicted[static_cast<std::size_t>(set.label(i))]);
            turned += drawing.inverted;
        }
        std::printf("%-50s %6.1f %% right, %5.1f %% on the right one, %5.1f %% turned\n", kind.name,
            100.0 * right / kDigits, 100 * sure / kDigits, 100.0 * turned / kDigits);
    }
}

// ----------------------------------------------------------------------------------------------------------
// what is no digit

constexpr int kCanvas = 112; // pixels a side
constexpr int kDrawn = 500;  // of each kind

DigitPicture normalised(const Sheet& sheet)
{
    std::vector<std::uint8_t> ink;
    for (double level : sheet.ink)
        ink.push_back(static_cast<std::uint8_t>(std::lround(255 * level)));
    return normaliseDrawing(ink, sheet.width, sheet.height);
}

class Random {
public:
    double between(double least, double most)
    {
        return std::uniform_real_distribution<>(least, most)(m_random);
    }
    int whole(int least, int most)
    {
        return std::uniform_int_distribution<>(least, most)(m_random);
    }
    std::pair<double, double> point() { return {between(12, 100), between(12, 100)}; }

private:
    std::mt19937 m_random{7};
};

Sheet blob(Random& random)
{
    Sheet sheet{kCanvas, kCanvas};
    const double a = random.between(10, 40), b = random.between(10, 40),
                 turn = random.between(0, 3.14), phase = random.between(0, 6.28);
    for (int y = 0; y < kCanvas; ++y)
        for (int x = 0; x < kCanvas; ++x) {
            const double px = x - kCanvas / 2, py = y - kCanvas / 2;
            const double u = (px * std::cos(turn) + py * std::sin(turn)) / a,
                         v = (py * std::cos(turn) - px * std::sin(turn)) / b;
            const double rim = 1 + 0.15 * std::sin(3 * std::atan2(v, u) + phase);
            sheet.at(x, y) = std::clamp((rim - std::hypot(u, v)) * 10 + 0.5, 0.0, 1.0);
        }
    return sheet;
}

Sheet scribble(Random& random)
{
    Sheet sheet{kCanvas, kCanvas};
    Points points;
    for (int i = random.whole(6, 15); i > 0; --i)
        points.push_back(random.point());
    stroke(sheet, points, random.between(4, 10));
    return sheet;
}

Sheet frame(Random& random)
{
    Sheet sheet{kCanvas, kCanvas};
    const double right = random.between(30, 100), bottom = random.between(30, 100);
    stroke(sheet, {{10, 10}, {right, 10}, {right, bottom}, {10, bottom}, {10, 10}},
        random.between(4, 9));
    return sheet;
}

Sheet dots(Random& random)
{
    Sheet sheet{kCanvas, kCanvas};
    for (int i = random.whole(1, 3); i > 0; --i) {
        const auto point = random.point();
        stroke(sheet, {point, point}, random.between(4, 10));
    }
    return sheet;
}

Sheet twoDigits(Random& random, const DigitSet& set)
{
    constexpr int kSide = 28, kWidth = 22; // of each, without its empty sides
    Sheet sheet{2 * kWidth, kSide};
    for (int half = 0; half < 2; ++half) {
        const auto digit = set.picture(random.whole(0, static_cast<int>(set.count()) - 1));
        for (int y = 0; y < kSide; ++y)
            for (int x = 0; x < kWidth; ++x)
                sheet.at(half * kWidth + x, y)
                    = digit[static_cast<std::size_t>(y * kSide + x + 3)] / 255.0;
    }
    return sheet;
}

std::vector<DigitPicture> printed(const QString& characters)
{
    std::vector<DigitPicture> pictures;
    for (const char* family : {"DejaVu Sans", "DejaVu Serif", "DejaVu Sans Mono"})
        for (const bool bold : {false, true})
            for (const QChar character : characters) {
                QImage image(160, 160, QImage::Format_Grayscale8);
                image.fill(0);
                QPainter painter(&image);
                painter.setPen(Qt::white);
                painter.setFont(
                    QFont(QLatin1String(family), 80, bold ? QFont::Bold : QFont::Normal));
                painter.drawText(image.rect(), Qt::AlignCenter, QString(character));
                painter.end();
                Sheet sheet{160, 160};
                for (int y = 0; y < 160; ++y)
                    for (int x = 0; x < 160; ++x)
                        sheet.at(x, y) = image.constScanLine(y)[x] / 255.0;
                pictures.push_back(normalised(sheet));
            }
    return pictures;
}

void printUnlike(const char* name, const std::vector<DigitPicture>& pictures, DigitEngine& engine)
{
    int unlike = 0;
    double sure = 0;
    std::vector<float> pixels(kDigitPixels);
    for (const DigitPicture& picture : pictures) {
        unlike += unlikeness(picture) > 1;
        standardise(picture, pixels);
        sure += static_cast<double>(std::ranges::max(probabilities(engine.classify(pixels))));
    }
    const auto count = static_cast<double>(pictures.size());
    std::printf("%-50s %6.1f %% unlike, %5.1f %% on the likeliest digit, %zu pictures\n", name,
        100 * unlike / count, 100 * sure / count, pictures.size());
}

void printLikeness(DigitEngine& engine, const DigitSet& set)
{
    Random random;
    const auto drawn = [&](const char* name, auto draw) {
        std::vector<DigitPicture> pictures;
        for (int i = 0; i < kDrawn; ++i)
            pictures.push_back(normalised(draw()));
        printUnlike(name, pictures, engine);
    };
    const auto all = [](const DigitSet& digits) {
        std::vector<DigitPicture> pictures;
        for (std::int64_t i = 0; i < digits.count(); ++i)
            pictures.push_back(pictureOf(digits, i));
        return pictures;
    };
    printUnlike("MNIST test digits (false alarms)", all(set), engine);
    printUnlike("printed digits (false alarms)", printed(QStringLiteral("0123456789")), engine);
    drawn("blobs", [&] { return blob(random); });
    drawn("two digits", [&] { return twoDigits(random, set); });
    drawn("dots", [&] { return dots(random); });
    drawn("frames", [&] { return frame(random); });
    drawn("scribbles", [&] { return scribble(random); });
    printUnlike("printed capitals", printed(QStringLiteral("ABCDEFGHIJKLMNOPQRSTUVWXYZ")), engine);
    printUnlike(
        "printed small letters", printed(QStringLiteral("abcdefghijklmnopqrstuvwxyz")), engine);
    if (const auto files = filesOfSet("fashion-mnist"))
        printUnlike(
            "Fashion-MNIST", all(DigitSet::load(files->testImages, files->testLabels)), engine);
}

DigitSet mnist(bool training)
{
    const auto files = filesOfSet("mnist");
    if (!files)
        throw Error("MNIST is missing: run packaging/fetch-data.sh.");
    return training ? DigitSet::load(files->images, files->labels)
                    : DigitSet::load(files->testImages, files->testLabels);
}

} // namespace

int main(int count, char** arguments)
{
    try {
        if (count != 2)
            throw Error("Usage: drawings MODEL, or drawings --fit");
        if (std::string(arguments[1]) == "--fit") {
            printInkTable(mnist(true));
            return 0;
        }
        const QGuiApplication application(count, arguments); // the fonts
        const DigitSet set = mnist(false);
        DigitEngine engine(packDigits(readModel(arguments[1])));
        printLikeness(engine, set);
        printAccuracy(engine, set);
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}
