// SPDX-License-Identifier: GPL-3.0-or-later
// The look: palettes on the Fusion style - dark, light and two of high contrast -, the semantic
// colours that plots and views paint with, and the four sizes of text (the twin's number on the
// stage alone has one of its own). Every colour but those of the night stage comes from here; a
// view computes Theme::of(palette()) when it paints, or again on QEvent::PaletteChange, and so
// follows the switch without being told.
#pragma once

#include <QColor>
#include <QFont>
#include <QPalette>
#include <QString>
#include <QVariant>

#include <array>

class QApplication;
class QWidget;

namespace glowworm {

enum class Twin;

struct Theme {
    bool dark = false;
    bool highContrast = false; // black and white, hard edges; who glows or fades does without
    QColor window, base, text, mutedText,
        grid; // ground, cards and plots, ink, secondary ink, thin lines
    QColor sparse,
        dense; // the two data colours: amber glow and blue, apart for deuteranopes, 3:1 on base
    std::array<QColor, 6> sparseSeries; // overlaid sparse models, warm, `sparse` first; markers and
                                        // dashes tell them apart as well
    std::array<QColor, 4> denseSeries;  // overlaid dense ones, cool, `dense` first
    QColor fired, cell;                 // a cell that fired; a neuron at rest
    QColor rail, raised;                // the frame of the window; what lies on a card or is chosen
    QColor good, warning, error, accent, accentEdge;
    QColor button, tip, disabled, selection; // of Qt's own widgets

    static const Theme& of(const QPalette& palette);
    static const Theme& light(); // for paper, whatever the screen shows
    QColor colorOf(Twin twin) const;
};

/// Contrast is the system's dark or light, in black and white.
enum class ThemeChoice { System, Light, Dark, Contrast };

/// In this order: as options and settings spell them.
inline constexpr std::array kThemeWords{"system", "light", "dark", "contrast"};
ThemeChoice themeChoiceOf(const QString& word); // anything else = System

/// Of all text, in percent of its usual size.
constexpr int kLeastTextZoom = 80, kUsualTextZoom = 100, kMostTextZoom = 200;

/// Sets Fusion, the palette, the font and the style sheet of the few shared widget classes;
/// repaints every window. textZoom: clamped to its range.
void applyTheme(QApplication& application, ThemeChoice choice, int textZoom = kUsualTextZoom);

/// Spacing on one 4 px grid.
constexpr int kGap = 8;
constexpr int kWideGap = 16;

/// The scale of text: 11, 13, 16 and 32 px at the usual zoom, and in proportion where the system's
/// own font is larger than 13. Body is what every widget has by itself.
enum class TextRole { Note, Body, Title, Hero };

/// Gives a label its role, in every zoom to come. Not setFont(): that would hold on to one size.
void setTextRole(QWidget* label, TextRole role);
/// Text and tokens, in a font where all characters are of one width.
void setMonospaced(QWidget* widget);

/// The same for who paints, at the zoom there is; digits keep one width, so that live numbers do
/// not dance.
QFont textFont(const QWidget* widget, TextRole role);
QFont smallFont(const QWidget* widget);   // Note
QFont headingFont(const QWidget* widget); // Title
QFont heroFont(const QWidget* widget);    // Hero
QFont dataFont(const QWidget* widget);    // Body, monospaced

/// Room for something with text in it: so many pixels at the usual zoom.
int textScaled(int pixels);

/// Marks a widget for the style sheet, before it is first shown or later: name="value" there.
void setMark(QWidget* widget, const char* name, const QVariant& value = true);
/// Marks a widget as card (a rounded ground one step above the window), as main button of its
/// panel, or as muted text; the style sheet does the rest.
void makeCard(QWidget* widget);
void makePrimary(QWidget* button);
void makeMuted(QWidget* label);
/// An editor that stands in a card: without a frame and a ground of its own.
void makeBare(QWidget* editor);

} // namespace glowworm
