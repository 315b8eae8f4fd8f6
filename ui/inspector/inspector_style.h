// SPDX-License-Identifier: GPL-3.0-or-later
// How the inspector looks: a card of the night stage in every theme. GUI thread.
#pragma once

#include "ui/widgets/stage.h"

#include <QPalette>
#include <QString>

class QLabel;
class QToolButton;
class QWidget;

namespace glowworm {

QPalette stagePalette(const Stage& stage);
/// Of everything that lies on the card; the marks below are what it knows.
QString stageSheet(const Stage& stage);

void makeQuiet(QLabel* label);             // secondary text, small
void makeTitle(QLabel* label);             // the larger step of text
void setLight(QWidget* widget, Twin twin); // in that model's colour; a button: the main one
void makeFlat(QToolButton* button);        // a sign without a frame
QLabel* newQuiet(const QString& text, QWidget* parent);

} // namespace glowworm
