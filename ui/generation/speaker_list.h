// SPDX-License-Identifier: GPL-3.0-or-later
// The neurons that add most to the logit of the likeliest next character, by name. Shows what it is
// given. GUI thread.
#pragma once

#include "model/config/neuron.h"
#include "model/engine/attribution.h"

#include <QString>
#include <QWidget>

#include <optional>
#include <vector>

class QLabel;

namespace glowworm {

enum class Twin;

class SpeakerList : public QWidget {
    Q_OBJECT

public:
    explicit SpeakerList(QWidget* parent = nullptr);

    /// Of a model's grid, for a character as it is shown; no speakers: nothing is known of it.
    void setSpeakers(Twin twin, const NeuronGrid& grid, const QString& character,
        const std::vector<Attribution>& speakers);
    void setCurves(bool shown); // that lead from their lights to the character

Q_SIGNALS:
    void neuronAsked(glowworm::NeuronAddress neuron);
    /// The pointer went to one of them or left it, or another one stands under it now.
    void neuronHovered(std::optional<glowworm::NeuronAddress> neuron);

protected:
    void hideEvent(QHideEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void write();
    void hover(const QString& link);
    std::optional<NeuronAddress> neuronOf(const QString& link) const;

    Twin m_twin;
    NeuronGrid m_grid;
    QString m_character;
    QString m_hovered; // link; "" = none
    std::vector<Attribution> m_speakers;
    QLabel *m_heading, *m_list, *m_note;
};

} // namespace glowworm
