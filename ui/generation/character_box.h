// SPDX-License-Identifier: GPL-3.0-or-later
// One character in a frame in a model's light: the one that is read, or that the text leads to.
// Shows what it is given. GUI thread.
#pragma once

#include <QLabel>
#include <QString>

class QPainter;
class QRectF;

namespace glowworm {

enum class Twin;

class CharacterBox : public QLabel {
    Q_OBJECT

public:
    CharacterBox(Twin twin, QWidget* parent);

    void setTwin(Twin twin); // whose light it has

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Twin m_twin;
};

/// In the middle of a place, with the painter's font and pen; the sign of a space as an open box
/// that is seen at any size.
void paintBoxed(QPainter& painter, const QRectF& place, const QString& character);

} // namespace glowworm
