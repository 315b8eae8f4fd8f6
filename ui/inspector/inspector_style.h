// SPDX-License-Identifier: GPL-3.0-or-later
// How the inspector looks: a card of the night stage in every theme. GUI thread.
#pragma once

#include "ui/widgets/stage.h"

#include <QPalette>
#include <QString>
#include <QStringList>

class QLabel;
class QTableWidget;
class QTableWidgetItem;
class QToolButton;
class QWidget;

namespace glowworm {

QPalette stagePalette(const Stage& stage);
/// Of everything that lies on the card; the marks below are what it knows.
QString stageSheet(const Stage& stage);

void makeQuiet(QLabel* label);             // secondary text, small
void makeTitle(QLabel* label);             // the larger step of text
void setLight(QWidget* widget, Twin twin); // in that model's colour; a button: the main one
void clearLight(QWidget* widget);
/// Of a button that is on or off: another mark than the light of the main one.
QString ticked(const QString& words, bool on);
void makeFlat(QToolButton* button); // a sign without a frame
QLabel* newQuiet(const QString& text, QWidget* parent);
/// The sign that takes away what a page is about; help: its tip.
QToolButton* newLetGo(const QString& help, QWidget* parent);
/// As high as its rows are, in any zoom; without grid and editing, and one Tab stop.
QTableWidget* newQuietTable(const QStringList& columns, QWidget* parent);
void makeLink(QTableWidgetItem& item); // of a cell that can be clicked

} // namespace glowworm
