// SPDX-License-Identifier: GPL-3.0-or-later
// How many of a model's neurons the text on screen has used so far, layer by layer, and which are
// the brightest at its picked token. Shows what it is given. GUI thread.
#pragma once

#include "model/config/firing.h"
#include "model/config/neuron.h"

#include <QWidget>

#include <vector>

class QLabel;

namespace glowworm {

class LayerUse;
class ValueLabel;
enum class Provenance;
enum class Twin;

class TextUse : public QWidget {
    Q_OBJECT

public:
    explicit TextUse(QWidget* parent = nullptr);

    /// used: of each layer, the neurons that were chosen so far; of a dense model, above zero.
    void showUse(Twin twin, const NeuronGrid& grid, const std::vector<int>& used, Provenance from);
    /// Of the grid above; a record without values has no brightest.
    void showBrightest(const FiringRecord& record);

Q_SIGNALS:
    void neuronAsked(glowworm::NeuronAddress neuron);

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Light {
        NeuronAddress neuron;
        float value = 0;
    };
    void writeBrightest();

    Twin m_twin;
    NeuronGrid m_grid;
    ValueLabel* m_sum;
    LayerUse* m_layers;
    QLabel *m_brightestName, *m_brightest;
    std::vector<Light> m_lights; // the brightest first
};

} // namespace glowworm
