// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/theme.h"

#include "model/config/config.h"
#include "ui/widgets/colour_mix.h"
#include "ui/widgets/motion.h"
#include "ui/widgets/qt_compat.h"

#include <QApplication>
#include <QFontDatabase>
#include <QFontInfo>
#include <QResource>
#include <QStyle>
#include <QWidget>

#include <algorithm>
#include <initializer_list>
#include <utility>

/// The resources lie in a static library, where nobody would miss them at link time. Qt's macro
/// wants the global namespace.
static void keepResources() { Q_INIT_RESOURCE(glowworm); }

namespace glowworm {
namespace {

/// Pixels of each role of text, where the font of the system has no more than that of the body.
constexpr std::array kTextSizes{11, 13, 16, 32};
constexpr int kBody = kTextSizes[static_cast<std::size_t>(TextRole::Body)];

/// Every colour in its four looks.
Theme mixedFor(bool dark, bool highContrast)
{
    const auto colour = [=](QRgb light, QRgb onDark, QRgb onWhite, QRgb onBlack) {
        return QColor(highContrast ? dark ? onBlack : onWhite : dark ? onDark : light);
    };
    Theme theme;
    theme.dark = dark;
    theme.highContrast = highContrast;
    theme.window = colour(0xeef1f4, 0x10161c, 0xffffff, 0x000000);
    theme.base = colour(0xffffff, 0x171e26, 0xffffff, 0x000000);
    theme.text = colour(0x17202a, 0xe8edf2, 0x000000, 0xffffff);
    theme.mutedText = colour(0x55616e, 0x98a4b1, 0x2b2b2b, 0xdcdcdc);
    theme.grid = colour(0xd5dce3, 0x2a343e, 0x6a6a6a, 0x9a9a9a);
    theme.sparse = colour(0xa35600, 0xffb23f, 0x7a3e00, 0xffc04d);
    theme.dense = colour(0x1d5fbd, 0x5aa9ff, 0x003d99, 0x8cc4ff);
    theme.sparseSeries = {theme.sparse, colour(0xb8245e, 0xff8fb8, 0x8a0040, 0xff9fc4),
        colour(0x6f7400, 0xcfd65a, 0x4a4e00, 0xe2ea70),
        colour(0xd0421b, 0xff8a66, 0xa02000, 0xffa080),
        colour(0x8a4a1f, 0xc79a70, 0x5c2c0a, 0xdcb48e),
        colour(0xb04fc0, 0xe3a0f0, 0x701080, 0xecb4f6)};
    theme.denseSeries = {theme.dense, colour(0x0b8577, 0x4fd3c0, 0x005248, 0x6eeedb),
        colour(0x6a4fd0, 0xb3a1ff, 0x3c1fa8, 0xc6b8ff),
        colour(0x4b6076, 0xa9bccf, 0x24384c, 0xc4d4e4)};
    theme.fired = colour(0xe58900, 0xffb23f, 0x7a3e00, 0xffc04d);
    theme.cell = colour(0xe6eaee, 0x222b34, 0xe4e4e4, 0x1c1c1c);
    theme.rail = colour(0xe2e7ec, 0x0b1015, 0xffffff, 0x000000);
    theme.raised = colour(0xffffff, 0x1f2831, 0xe4e4e4, 0x1c1c1c);
    theme.good = colour(0x1b7146, 0x6fd08c, 0x00521f, 0x8df0a8);
    theme.warning = colour(0x8f5200, 0xf2b04c, 0x6b3a00, 0xffcf6e);
    theme.error = colour(0xb3261e, 0xff8f86, 0x8c0000, 0xffa8a0);
    theme.accent = colour(0xf0a818, 0xffb23f, 0xffb23f, 0xffc04d);
    theme.accentEdge = colour(0xc98300, 0xffb23f, 0x000000, 0xffffff);
    theme.button = colour(0xf8f9fb, 0x232d37, 0xffffff, 0x000000);
    theme.tip = colour(0x26303a, 0x2a343f, 0x000000, 0x000000);
    theme.disabled = colour(0x828d99, 0x6b7783, 0x5c5c5c, 0xa0a0a0);
    theme.selection = colour(0x1d5fbd, 0x2f5f96, 0x003d99, 0x004a9e);
    return theme;
}

/// Views ask for it at every paint.
const Theme& themeOf(bool dark, bool highContrast)
{
    static const std::array kLooks{
        mixedFor(false, false), mixedFor(true, false), mixedFor(false, true), mixedFor(true, true)};
    return kLooks[(dark ? 1 : 0) + (highContrast ? 2 : 0)];
}

QPalette paletteOf(const Theme& theme)
{
    QPalette palette(theme.button, theme.window);
    const std::initializer_list<std::pair<QPalette::ColorRole, QColor>> roles
        = {{QPalette::Window, theme.window}, {QPalette::WindowText, theme.text},
            {QPalette::Base, theme.base},
            {QPalette::AlternateBase, theme.dark ? theme.base.lighter(112) : QColor(0xf8f9fa)},
            {QPalette::Text, theme.text}, {QPalette::Button, theme.button},
            {QPalette::ButtonText, theme.text}, {QPalette::BrightText, theme.error},
            {QPalette::ToolTipBase, theme.tip}, {QPalette::ToolTipText, QColor(0xf3f4f6)},
            {QPalette::PlaceholderText, theme.mutedText}, {QPalette::Link, theme.dense},
            {QPalette::LinkVisited, theme.dense}, {QPalette::Highlight, theme.selection},
            {QPalette::HighlightedText, QColor(0xffffff)}, {QPalette::Mid, theme.grid},
            {QPalette::Midlight, theme.cell},
            {QPalette::Light, theme.dark ? theme.grid : QColor(0xffffff)},
            {QPalette::Dark, theme.dark ? QColor(0x080c10) : QColor(0xb9bfc8)},
            {QPalette::Shadow, QColor(0, 0, 0, 90)}};
    for (const auto& [role, colour] : roles)
        palette.setColor(role, colour);
    for (const QPalette::ColorRole role :
        {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, theme.disabled);
    return palette;
}

QString styleSheetOf(const Theme& theme)
{
    QString sheet = QString::fromUtf8(QResource(QStringLiteral(":/style.qss")).uncompressedData());
    const auto put = [&sheet](const char* name, const QString& value) {
        sheet.replace(QLatin1Char('@') + QLatin1String(name), value);
    };
    put("shade", theme.dark ? QStringLiteral("dark") : QStringLiteral("light"));
    put("note", QString::number(textScaled(kTextSizes[0])));
    put("title", QString::number(textScaled(kTextSizes[2])));
    put("hero", QString::number(textScaled(kTextSizes[3])));
    put("chosen", theme.highContrast ? QStringLiteral("3px") : QStringLiteral("2px"));
    put("mono", QFontDatabase::systemFont(QFontDatabase::FixedFont).family());
    const std::initializer_list<std::pair<const char*, QColor>> colours
        = {{"accentEdge", theme.accentEdge}, // before "@accent", which is its start
            {"accent", theme.accent}, {"base", theme.base}, {"grid", theme.grid},
            {"muted", theme.mutedText}, {"error", theme.error}, {"tip", theme.tip},
            {"text", theme.text}, {"cell", theme.cell}, {"window", theme.window},
            {"disabled", theme.disabled}, {"select", theme.selection}, {"button", theme.button},
            {"rail", theme.rail}, {"sparse", theme.sparse}, {"dense", theme.dense}};
    for (const auto& [name, colour] : colours)
        put(name, colour.name());
    return sheet;
}

/// A transparent ground (the style's "background: transparent") has no lightness of its own: then
/// the ink tells.
bool isDark(const QPalette& palette)
{
    const QColor ground = palette.color(QPalette::Window),
                 ink = palette.color(QPalette::WindowText);
    return (ground.alpha() > 0 ? ground.lightness() : 127) < ink.lightness();
}

/// Pure black on white or the reverse, which no other of our looks is and no other system's.
bool isContrast(const QPalette& palette)
{
    const QColor ground = palette.color(QPalette::Window);
    const QRgb black = 0xff000000, white = 0xffffffff,
               ink = palette.color(QPalette::WindowText).rgb();
    const auto isOn = [&ground](QRgb colour) { // or on nothing, as in isDark()
        return ground.alpha() == 0 || ground.rgb() == colour;
    };
    return (ink == white && isOn(black)) || (ink == black && isOn(white));
}

/// Of the body, before any zoom.
int systemTextSize()
{
    return std::max(
        kBody, QFontInfo(QFontDatabase::systemFont(QFontDatabase::GeneralFont)).pixelSize());
}

QFont bodyFont(int textZoom)
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
    font.setPixelSize((systemTextSize() * textZoom + 50) / 100);
    setTabularFigures(font);
    return font;
}

} // namespace

QColor Theme::colorOf(Twin twin) const { return twin == Twin::Sparse ? sparse : dense; }

const Theme& Theme::of(const QPalette& palette)
{
    return themeOf(isDark(palette), isContrast(palette));
}

const Theme& Theme::light() { return themeOf(false, false); }

ThemeChoice themeChoiceOf(const QString& word)
{
    const auto* found = std::ranges::find_if(
        kThemeWords, [&word](const char* one) { return word == QLatin1String(one); });
    return found == kThemeWords.end() ? ThemeChoice::System
                                      : static_cast<ThemeChoice>(found - kThemeWords.begin());
}

void applyTheme(QApplication& application, ThemeChoice choice, int textZoom)
{
    keepResources();
    application.setStyle(newStyle(motionOf(application)));
    application.setPalette(QPalette()); // back to the system's own, to compare
    application.setFont(bodyFont(std::clamp(textZoom, kLeastTextZoom, kMostTextZoom)));
    const QPalette system = application.palette();
    const bool follows = choice == ThemeChoice::System || choice == ThemeChoice::Contrast,
               dark
        = follows ? systemIsDark().value_or(isDark(system)) : choice == ThemeChoice::Dark,
               contrast = choice == ThemeChoice::Contrast
        || (choice == ThemeChoice::System && systemWantsContrast());
    const Theme& theme = themeOf(dark, contrast);
    QPalette rows = paletteOf(theme);
    application.setPalette(rows);
    rows.setColor(QPalette::Highlight, theme.cell); // in a table blue is the dense twin's
    rows.setColor(QPalette::HighlightedText, theme.text);
    if (!theme.highContrast)
        application.setPalette(rows, "QTreeView");
    application.setStyleSheet(styleSheetOf(theme));
}

int textScaled(int pixels)
{
    return qRound(pixels * QFontInfo(QApplication::font()).pixelSize() / double(kBody));
}

QFont textFont(const QWidget* widget, TextRole role)
{
    QFont font = widget->font();
    font.setPixelSize(textScaled(kTextSizes[static_cast<std::size_t>(role)]));
    font.setWeight(role == TextRole::Hero ? QFont::Bold
            : role == TextRole::Title     ? QFont::DemiBold
                                          : QFont::Normal);
    return font;
}

QFont smallFont(const QWidget* widget) { return textFont(widget, TextRole::Note); }
QFont headingFont(const QWidget* widget) { return textFont(widget, TextRole::Title); }
QFont heroFont(const QWidget* widget) { return textFont(widget, TextRole::Hero); }

QFont dataFont(const QWidget* widget)
{
    QFont font = textFont(widget, TextRole::Body);
    font.setFamily(QFontDatabase::systemFont(QFontDatabase::FixedFont).family());
    font.setStyleHint(QFont::Monospace);
    return font;
}

void setTextRole(QWidget* label, TextRole role)
{
    static constexpr std::array kWords{"note", "body", "title", "hero"};
    setMark(label, "textRole", QLatin1String(kWords[static_cast<std::size_t>(role)]));
}

/// One that was polished before is polished again; all others will be, when they are first shown.
void setMark(QWidget* widget, const char* name, const QVariant& value)
{
    if (widget->property(name) == value)
        return;
    widget->setProperty(name, value);
    if (!widget->testAttribute(Qt::WA_WState_Polished))
        return;
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

void setMonospaced(QWidget* widget) { setMark(widget, "mono"); }

void makeCard(QWidget* widget)
{
    widget->setAttribute(Qt::WA_StyledBackground);
    setMark(widget, "card");
}

void makePrimary(QWidget* button) { setMark(button, "primary"); }

void makeMuted(QWidget* label) { setMark(label, "muted"); }

void makeBare(QWidget* editor) { setMark(editor, "bare"); }

} // namespace glowworm
