// SPDX-License-Identifier: GPL-3.0-or-later
// What a panel has to give out of the window: things, each in several forms, with one line on where
// they come from. One dialog shows them, copies them and asks for the file. GUI thread.
#pragma once

#include "ui/widgets/origin.h"
#include "ui/widgets/picture_file.h"

#include <QImage>
#include <QString>

#include <functional>
#include <string>
#include <vector>

class QEvent;
class QWidget;

namespace glowworm {

class Panel;

/// One way to write it.
struct ExportForm {
    QString name;                                      // "PNG 2x"
    QString suffix;                                    // of its files: "png"
    std::function<QString(const QString& file)> write; // "" or a sentence on what went wrong
    // What is shown first, and copied; null: it is too large for that, and `note` says what it is.
    std::function<QImage()> picture;
    std::function<QString()> text;
    QString note;
    bool tellsItself = false; // written in the background; how it went is said then
};

struct ExportItem {
    QString name;                  // "Loss curves"
    QString fileName;              // suggested, without the suffix
    QString origin;                // models, data, seed, machine: as far as they made it
    std::vector<ExportForm> forms; // at least one
};

/// PNG as on the screen and at twice its resolution, SVG, PDF.
void addPictureForms(ExportItem& item, const std::function<PaintedPage()>& picture);
/// A part of the window as it stands there, on light paper, with a title and, below, where it comes
/// from; without what belongs to the hand: see isOnPage().
PaintedPage pictureOf(QWidget& widget, const QString& title, const QString& origin);
/// While pictureOf() paints it, or what it lies in: cursors, focus, hints and what is selected stay
/// out, and nothing that was painted for the screen is used again, which has its own pixels.
bool isOnPage(const QWidget& widget);
/// Whether this event tells pictureOf()'s widget that isOnPage() is another one from now on.
bool isPageChange(const QEvent& event);
/// text: UTF-8, the whole file.
void addTextForm(ExportItem& item, const QString& name, const QString& suffix,
    std::function<std::string()> text);

/// Asks on the panel what of panel.exports() is wanted, in which form, and where to; says in the
/// panel how it went. With nothing to export it says so. first: the name of the item that is shown
/// first; "" = the first one.
void askToExport(Panel& panel, const QString& first = {});

} // namespace glowworm
