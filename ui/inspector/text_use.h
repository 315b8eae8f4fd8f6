// SPDX-License-Identifier: GPL-3.0-or-later
// How many of a model's neurons the text on screen has used so far, layer by layer. Shows what it
// is given. GUI thread.
#pragma once

#include "model/config/neuron.h"

#include <QWidget>

#include <vector>

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

private:
    ValueLabel* m_sum;
    LayerUse* m_layers;
};

} // namespace glowworm
