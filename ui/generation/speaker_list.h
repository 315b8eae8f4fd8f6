// SPDX-License-Identifier: GPL-3.0-or-later
// The neurons that add most to the logit of the likeliest next character: by name, with a bar and a
// number for what each adds, its "vote" on screen. Shows what it is given. GUI thread.
#pragma once

#include "model/config/neuron.h"
#include "model/engine/attribution.h"
#include "ui/widgets/picture_access.h"

#include <QString>

#include <optional>
#include <vector>

class QLabel;

namespace glowworm {

enum class Twin;

/// A row a neuron, as many as there is room for.
class SpeakerRows : public SpokenPicture {
    Q_OBJECT

public:
    explicit SpeakerRows(QWidget* parent);

    /// Of a model's grid, the largest first; character: as it is shown.
    void setSpeakers(Twin twin, const NeuronGrid& grid, const QString& character,
        std::vector<Attribution> speakers);
    QRect rowRect(int row) const; // in widget coordinates

    QString pictureWords() const override;
    QString cursorWords() const override; // the neuron under the cursor (Up, Down)
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void neuronAsked(glowworm::NeuronAddress neuron);
    /// Pointer or keys went to one of them or left it, or another one stands there now.
    void neuronHovered(std::optional<glowworm::NeuronAddress> neuron);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    int rowHeight() const; // lower where there is little room
    int shownCount() const;
    int rowAt(QPoint position) const; // -1: none
    void hover(int row);
    void move(int to);
    void ask(int row);
    QString wordsOf(const Attribution& speaker) const;

    Twin m_twin;
    NeuronGrid m_grid;
    QString m_character;
    std::vector<Attribution> m_speakers;
    int m_cursor = 0;   // row
    int m_hovered = -1; // row, under the pointer or where the keys went; -1: none
};

/// With their heading.
class SpeakerList : public QWidget {
    Q_OBJECT

public:
    explicit SpeakerList(QWidget* parent = nullptr);

    /// As SpeakerRows; no speakers: nothing is known of it.
    void setSpeakers(Twin twin, const NeuronGrid& grid, const QString& character,
        const std::vector<Attribution>& speakers);
    SpeakerRows& rows() const { return *m_rows; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void writeHeading();

    Twin m_twin;
    QString m_character;
    QLabel* m_heading;
    SpeakerRows* m_rows;
};

} // namespace glowworm
