// SPDX-License-Identifier: GPL-3.0-or-later
// Inks of the night stage that can be read, and lights that every eye tells apart.
#include "support/run_test.h"
#include "ui/generation/token_text.h"
#include "ui/widgets/board_picture.h"
#include "ui/widgets/colour_mix.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QImage>
#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>

using namespace glowworm;

namespace {

using Linear = std::array<double, 3>;

Linear linear(const QColor& colour)
{
    const auto channel
        = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return {channel(colour.redF()), channel(colour.greenF()), channel(colour.blueF())};
}

double luminance(const Linear& c) { return 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2]; }

/// WCAG 2.
double contrast(const QColor& a, const QColor& b)
{
    const auto [least, most] = std::minmax({luminance(linear(a)), luminance(linear(b))});
    return (most + 0.05) / (least + 0.05);
}

/// As somebody without red or green cones sees it: Machado, Oliveira and Fernandes (2009),
/// severity 1.
Linear seenWithout(bool red, const Linear& c)
{
    constexpr double kProtan[9] = {0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216,
        -0.003882, -0.048116, 1.051998};
    constexpr double kDeutan[9] = {
        0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881};
    const double* m = red ? kProtan : kDeutan;
    Linear seen{};
    for (std::size_t i = 0; i < 3; ++i)
        seen[i] = std::clamp(m[3 * i] * c[0] + m[3 * i + 1] * c[1] + m[3 * i + 2] * c[2], 0.0, 1.0);
    return seen;
}

/// CIELAB, D65.
Linear lab(const Linear& c)
{
    const double x = (0.4124 * c[0] + 0.3576 * c[1] + 0.1805 * c[2]) / 0.9505, y = luminance(c),
                 z = (0.0193 * c[0] + 0.1192 * c[1] + 0.9505 * c[2]) / 1.089;
    const auto f = [](double t) { return t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116; };
    return {116 * f(y) - 16, 500 * (f(x) - f(y)), 200 * (f(y) - f(z))};
}

/// The least difference (CIE 1976) for the three kinds of eyes.
double difference(const QColor& a, const QColor& b)
{
    const auto far = [](const Linear& p, const Linear& q) {
        const Linear u = lab(p), v = lab(q);
        return std::hypot(u[0] - v[0], u[1] - v[1], u[2] - v[2]);
    };
    const Linear p = linear(a), q = linear(b);
    return std::min({far(p, q), far(seenWithout(true, p), seenWithout(true, q)),
        far(seenWithout(false, p), seenWithout(false, q))});
}

} // namespace

class TestStageColours : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void textIsReadOnEveryGround();
    void statesAreToldApartByEveryEye();
    void coloursAreMixedChannelByChannel();
    void textOnACardIsOfTheCardsTheme();
};

void TestStageColours::textIsReadOnEveryGround()
{
    for (const Stage& stage : {Stage::usual(), Stage::highContrast()})
        for (const QColor& ground : {stage.ground, stage.bar, stage.raised})
            for (const QColor& ink : {stage.text, stage.quietText, stage.sparse.light,
                     stage.sparse.bright, stage.dense.light, stage.dense.bright})
                QVERIFY2(contrast(ink, ground) >= 4.5,
                    qPrintable(QStringLiteral("%1 on %2").arg(ink.name(), ground.name())));
}

void TestStageColours::statesAreToldApartByEveryEye()
{
    for (const Stage& stage : {Stage::usual(), Stage::highContrast()}) {
        QVERIFY(difference(stage.sparse.light, stage.dense.light) > 40);
        QVERIFY(difference(stage.sparse.bright, stage.dense.bright) > 25);
        for (const bool sparse : {true, false}) {
            const BoardInk ink(stage, sparse, true);
            const QColor quiet = stage.bar, newest = ink.of({CellState::Trail, 1}),
                         faint = ink.of({CellState::Bright, 0});
            QVERIFY(difference(quiet, newest) > 20);
            QVERIFY(difference(quiet, faint) > 20);
            QVERIFY(difference(newest, ink.of({CellState::Bright, 128})) > 20);
            QVERIFY(contrast(ink.of({CellState::Bright, 128}), newest) >= 2); // also without halos
            const QColor onlyFirst = ink.of({CellState::OnlyFirst}),
                         common = ink.of({CellState::Common}),
                         onlySecond = ink.of({CellState::OnlySecond});
            QVERIFY(difference(onlyFirst, common) > 20);
            QVERIFY(difference(onlyFirst, onlySecond) > 20);
            QVERIFY(difference(common, onlySecond) > 20);
            for (const QColor& compared : {onlyFirst, common, onlySecond})
                QVERIFY(contrast(compared, quiet) >= 3);   // of a sign without words
            for (int level = 0; level < 255; level += 5) { // larger is lighter, to the last step
                const auto at = [&ink](int step) {
                    return luminance(
                        linear(ink.of({CellState::Bright, static_cast<std::uint8_t>(step)})));
                };
                QVERIFY(at(level + 5) > at(level));
            }
        }
    }
}

void TestStageColours::coloursAreMixedChannelByChannel()
{
    const QColor paper(10, 200, 30), ink(110, 100, 31);
    QCOMPARE(mixed(paper, ink, 0), paper);
    QCOMPARE(mixed(paper, ink, 1), ink);
    QCOMPARE(mixed(paper, ink, 0.25), QColor(35, 175, 30)); // to the nearest
    QCOMPARE(faded(ink, 0.2).alpha(), 51);
    QCOMPARE(faded(ink, 1.5).alpha(), 255);
    QImage grey(3, 1, QImage::Format_Grayscale8);
    for (int x = 0; x < 3; ++x)
        grey.scanLine(0)[x] = static_cast<uchar>(x * 255 / 2);
    const QImage picture = inked(grey, paper, ink);
    QCOMPARE(picture.pixelColor(0, 0), paper);
    QCOMPARE(picture.pixelColor(1, 0), mixed(paper, ink, 127 / 255.0));
    QCOMPARE(picture.pixelColor(2, 0), ink);
}

/// Its ground is transparent, which is not black.
void TestStageColours::textOnACardIsOfTheCardsTheme()
{
    for (const ThemeChoice choice :
        {ThemeChoice::Light, ThemeChoice::Contrast, ThemeChoice::Dark}) {
        applyTheme(*qApp, choice);
        TokenText text(Twin::Sparse);
        text.show();
        const Theme &own = Theme::of(text.palette()), &all = Theme::of(qApp->palette());
        QCOMPARE(own.dark, all.dark);
        QCOMPARE(own.highContrast, all.highContrast);
    }
}

GLOWWORM_TEST(TestStageColours)
#include "tst_stage_colours.moc"
