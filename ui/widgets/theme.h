// SPDX-License-Identifier: GPL-3.0-or-later
// The look: one light and one dark palette on the Fusion style, and the semantic colours that plots
// and views paint with. Every colour on screen comes from here; a view computes
// Theme::of(palette()) when it paints, or again on QEvent::PaletteChange, and so follows the switch
// without being told.
#pragma once

#include <QColor>
#include <QFont>
#include <QPalette>
#include <QString>

#include <array>

class QApplication;
class QImage;
class QWidget;

namespace glowworm {

enum class Twin;

struct Theme {
    bool dark = false;
    QColor window, base, text, mutedText,
        grid; // ground, cards and plots, ink, secondary ink, thin lines
    QColor sparse,
        dense; // the two data colours: amber glow and blue, apart for deuteranopes, 3:1 on base
    std::array<QColor, 6> sparseSeries; // overlaid sparse models, warm, `sparse` first; markers and
                                        // dashes tell them apart as well
    std::array<QColor, 4> denseSeries;  // overlaid dense ones, cool, `dense` first
    QColor fired, hollow, trail;        // a cell that fired; selected but zero (outline only); the
                                        // afterglow of the token before
    QColor cell;                        // a neuron at rest
    QColor good, warning, error, accent;
    QColor button, tip, disabled, selection; // of Qt's own widgets

    static Theme of(const QPalette& palette);
    static Theme light(); // for paper, whatever the screen shows
    QColor colorOf(Twin twin) const;
    /// A Grayscale8 picture, 0 paper ... 255 ink, with `text` as the ink and `base` as the paper.
    QImage inked(const QImage& grey) const;
};

enum class ThemeChoice { System, Light, Dark };

/// "light", "dark", anything else = System.
ThemeChoice themeChoiceOf(const QString& word);

/// Sets Fusion, the palette and the style sheet of the few shared widget classes; repaints every
/// window.
void applyTheme(QApplication& application, ThemeChoice choice);

/// Spacing on one 4 px grid.
constexpr int kGap = 8;
constexpr int kWideGap = 16;

/// Font roles: body is the application's own. Digits of a data font keep one width, so that live
/// numbers do not dance.
QFont headingFont(const QWidget* widget);
QFont smallFont(const QWidget* widget);
QFont dataFont(const QWidget* widget);

/// Marks a widget as card (a rounded ground one step above the window), as main button of its
/// panel, or as muted text; the style sheet does the rest.
void makeCard(QWidget* widget);
void makePrimary(QWidget* button);
void makeMuted(QWidget* label);

} // namespace glowworm
