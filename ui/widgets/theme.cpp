// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/theme.h"

#include "model/config/config.h"
#include "ui/widgets/qt_compat.h"

#include <QApplication>
#include <QFontDatabase>
#include <QFontInfo>
#include <QImage>
#include <QResource>
#include <QStyle>
#include <QStyleFactory>
#include <QWidget>

#include <initializer_list>
#include <utility>

/// The resources lie in a static library, where nobody would miss them at link time. Qt's macro
/// wants the global namespace.
static void keepResources() { Q_INIT_RESOURCE(glowworm); }

namespace glowworm {
namespace {

/// Either look, every colour beside its counterpart.
Theme themeOf(bool dark)
{
    const auto colour
        = [dark](QRgb onLight, QRgb onDark) { return QColor(dark ? onDark : onLight); };
    Theme theme;
    theme.dark = dark;
    theme.window = colour(0xf3f4f6, 0x14171c);
    theme.base = colour(0xffffff, 0x1c2027);
    theme.text = colour(0x1b1f24, 0xe6e9ee);
    theme.mutedText = colour(0x596270, 0x9ba5b3);
    theme.grid = colour(0xd8dce2, 0x323943);
    theme.sparse = colour(0xc26a00, 0xffb733);
    theme.dense = colour(0x1f5fbf, 0x6ea8ff);
    theme.sparseSeries = {theme.sparse, colour(0xb8245e, 0xff8fb8), colour(0x6f7400, 0xcfd65a),
        colour(0xd0421b, 0xff8a66), colour(0x8a4a1f, 0xc79a70), colour(0xb04fc0, 0xe3a0f0)};
    theme.denseSeries = {theme.dense, colour(0x0b8577, 0x4fd3c0), colour(0x6a4fd0, 0xb3a1ff),
        colour(0x4b6076, 0xa9bccf)};
    theme.fired = colour(0xe58900, 0xffc44d);
    theme.hollow = colour(0xb86400, 0xd9a03a);
    theme.trail = colour(0xf3d6a8, 0x5e4a22);
    theme.cell = colour(0xeceef1, 0x272d36);
    theme.good = colour(0x1d7a4c, 0x63cd96);
    theme.warning = colour(0x9a5800, 0xf0b04a);
    theme.error = colour(0xb3261e, 0xff8a80);
    theme.accent = colour(0xf0a818, 0xf5b335);
    theme.button = dark ? theme.base.lighter(125) : QColor(0xfbfbfc);
    theme.tip = colour(0x272c33, 0x2b313a);
    theme.disabled = colour(0x8b94a1, 0x6c7684);
    theme.selection = colour(0x2f6fcc, 0x36507a);
    return theme;
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
            {QPalette::Dark, theme.dark ? QColor(0x0d0f12) : QColor(0xb9bfc8)},
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
    const auto put = [&sheet](const char* name, const QColor& colour) {
        sheet.replace(QLatin1Char('@') + QLatin1String(name), colour.name());
    };
    sheet.replace(
        QStringLiteral("@shade"), theme.dark ? QStringLiteral("dark") : QStringLiteral("light"));
    put("accentEdge",
        theme.dark
            ? theme.accent
            : QColor(0xc98300)); // longer names first: "@accent" is the start of "@accentEdge"
    put("accent", theme.accent);
    put("base", theme.base);
    put("grid", theme.grid);
    put("muted", theme.mutedText);
    put("error", theme.error);
    put("tip", theme.tip);
    put("text", theme.text);
    put("cell", theme.cell);
    put("focus", theme.dense);
    put("window", theme.window);
    put("disabled", theme.disabled);
    put("select", theme.selection);
    put("button", theme.button);
    return sheet;
}

bool isDark(const QPalette& palette)
{
    return palette.color(QPalette::Window).lightness()
        < palette.color(QPalette::WindowText).lightness();
}

/// Marks a widget for the style sheet; one that was polished before is polished again.
void setMark(QWidget* widget, const char* name)
{
    widget->setProperty(name, true);
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

} // namespace

QColor Theme::colorOf(Twin twin) const { return twin == Twin::Sparse ? sparse : dense; }

QImage Theme::inked(const QImage& grey) const
{
    const auto mix
        = [](int paper, int pen, int level) { return paper + (pen - paper) * level / 255; };
    QList<QRgb> table;
    for (int level = 0; level < 256; ++level)
        table << qRgb(mix(base.red(), text.red(), level), mix(base.green(), text.green(), level),
            mix(base.blue(), text.blue(), level));
    QImage picture(grey.constBits(), grey.width(), grey.height(), grey.bytesPerLine(),
        QImage::Format_Indexed8);
    picture.setColorTable(table);
    return picture.convertToFormat(QImage::Format_RGB32);
}

Theme Theme::of(const QPalette& palette) { return themeOf(isDark(palette)); }

Theme Theme::light() { return themeOf(false); }

ThemeChoice themeChoiceOf(const QString& word)
{
    if (word == QStringLiteral("light"))
        return ThemeChoice::Light;
    return word == QStringLiteral("dark") ? ThemeChoice::Dark : ThemeChoice::System;
}

void applyTheme(QApplication& application, ThemeChoice choice)
{
    keepResources();
    application.setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    application.setPalette(QPalette()); // back to the system's own, to compare
    const bool dark = choice == ThemeChoice::System
        ? systemIsDark().value_or(isDark(application.palette()))
        : choice == ThemeChoice::Dark;
    const Theme theme = themeOf(dark);
    application.setPalette(paletteOf(theme));
    application.setStyleSheet(styleSheetOf(theme));
}

QFont headingFont(const QWidget* widget)
{
    QFont font = widget->font();
    font.setPointSizeF(QFontInfo(font).pointSizeF() * 1.12);
    font.setWeight(QFont::DemiBold);
    return font;
}

QFont smallFont(const QWidget* widget)
{
    QFont font = widget->font();
    font.setPointSizeF(QFontInfo(font).pointSizeF() * 0.9);
    return font;
}

QFont dataFont(const QWidget* widget)
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(QFontInfo(widget->font()).pointSizeF());
    return font;
}

void makeCard(QWidget* widget)
{
    widget->setAttribute(Qt::WA_StyledBackground);
    setMark(widget, "card");
}

void makePrimary(QWidget* button) { setMark(button, "primary"); }

void makeMuted(QWidget* label) { setMark(label, "muted"); }

} // namespace glowworm
