// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/theme.h"

#include "model/config/config.h"
#include "ui/widgets/qt_compat.h"

#include <QApplication>
#include <QFontDatabase>
#include <QFontInfo>
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

Theme lightTheme()
{
    Theme theme;
    theme.window = QColor(0xf3f4f6);
    theme.base = QColor(0xffffff);
    theme.text = QColor(0x1b1f24);
    theme.mutedText = QColor(0x596270);
    theme.grid = QColor(0xd8dce2);
    theme.sparse = QColor(0xc26a00);
    theme.dense = QColor(0x1f5fbf);
    theme.sparseSeries = {theme.sparse, QColor(0xb8245e), QColor(0x6f7400), QColor(0xd0421b),
        QColor(0x8a4a1f), QColor(0xb04fc0)};
    theme.denseSeries = {theme.dense, QColor(0x0b8577), QColor(0x6a4fd0), QColor(0x4b6076)};
    theme.fired = QColor(0xe58900);
    theme.hollow = QColor(0xb86400);
    theme.trail = QColor(0xf3d6a8);
    theme.cell = QColor(0xeceef1);
    theme.good = QColor(0x1d7a4c);
    theme.warning = QColor(0x9a5800);
    theme.error = QColor(0xb3261e);
    theme.accent = QColor(0xf0a818);
    return theme;
}

Theme darkTheme()
{
    Theme theme;
    theme.dark = true;
    theme.window = QColor(0x14171c);
    theme.base = QColor(0x1c2027);
    theme.text = QColor(0xe6e9ee);
    theme.mutedText = QColor(0x9ba5b3);
    theme.grid = QColor(0x323943);
    theme.sparse = QColor(0xffb733);
    theme.dense = QColor(0x6ea8ff);
    theme.sparseSeries = {theme.sparse, QColor(0xff8fb8), QColor(0xcfd65a), QColor(0xff8a66),
        QColor(0xc79a70), QColor(0xe3a0f0)};
    theme.denseSeries = {theme.dense, QColor(0x4fd3c0), QColor(0xb3a1ff), QColor(0xa9bccf)};
    theme.fired = QColor(0xffc44d);
    theme.hollow = QColor(0xd9a03a);
    theme.trail = QColor(0x5e4a22);
    theme.cell = QColor(0x272d36);
    theme.good = QColor(0x63cd96);
    theme.warning = QColor(0xf0b04a);
    theme.error = QColor(0xff8a80);
    theme.accent = QColor(0xf5b335);
    return theme;
}

QPalette paletteOf(const Theme& theme)
{
    const QColor button = theme.dark ? theme.base.lighter(125) : QColor(0xfbfbfc);
    QPalette palette(button, theme.window);
    const std::initializer_list<std::pair<QPalette::ColorRole, QColor>> roles
        = {{QPalette::Window, theme.window}, {QPalette::WindowText, theme.text},
            {QPalette::Base, theme.base},
            {QPalette::AlternateBase, theme.dark ? theme.base.lighter(112) : QColor(0xf8f9fa)},
            {QPalette::Text, theme.text}, {QPalette::Button, button},
            {QPalette::ButtonText, theme.text}, {QPalette::BrightText, theme.error},
            {QPalette::ToolTipBase, theme.dark ? QColor(0x2b313a) : QColor(0x272c33)},
            {QPalette::ToolTipText, QColor(0xf3f4f6)}, {QPalette::PlaceholderText, theme.mutedText},
            {QPalette::Link, theme.dense}, {QPalette::LinkVisited, theme.dense},
            {QPalette::Highlight, theme.dark ? QColor(0x36507a) : QColor(0x2f6fcc)},
            {QPalette::HighlightedText, QColor(0xffffff)}, {QPalette::Mid, theme.grid},
            {QPalette::Midlight, theme.cell},
            {QPalette::Light, theme.dark ? theme.grid : QColor(0xffffff)},
            {QPalette::Dark, theme.dark ? QColor(0x0d0f12) : QColor(0xb9bfc8)},
            {QPalette::Shadow, QColor(0, 0, 0, 90)}};
    for (const auto& [role, colour] : roles)
        palette.setColor(role, colour);
    const QColor disabled = theme.dark ? QColor(0x6c7684) : QColor(0x8b94a1);
    for (const QPalette::ColorRole role :
        {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, disabled);
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
    put("tip", theme.dark ? QColor(0x2b313a) : QColor(0x272c33));
    put("text", theme.text);
    put("cell", theme.cell);
    put("focus", theme.dense);
    put("window", theme.window);
    put("disabled", theme.dark ? QColor(0x6c7684) : QColor(0x8b94a1));
    put("select", theme.dark ? QColor(0x36507a) : QColor(0x2f6fcc));
    put("button", theme.dark ? theme.base.lighter(125) : QColor(0xfbfbfc));
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

QRgb Theme::ink(int level) const
{
    const auto mix = [level](int paper, int pen) { return paper + (pen - paper) * level / 255; };
    return qRgb(mix(base.red(), text.red()), mix(base.green(), text.green()),
        mix(base.blue(), text.blue()));
}

Theme Theme::of(const QPalette& palette) { return isDark(palette) ? darkTheme() : lightTheme(); }

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
    const Theme theme = dark ? darkTheme() : lightTheme();
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
