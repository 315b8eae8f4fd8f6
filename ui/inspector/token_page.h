// SPDX-License-Identifier: GPL-3.0-or-later
// One character of a text: how surprised its model was by it, what else could have stood there, and
// the closest of the decisions that its neurons were chosen by. Shows what it is given. GUI thread.
#pragma once

#include "model/config/config.h"
#include "model/config/neuron.h"
#include "model/neurons/token_report.h"
#include "ui/widgets/value_label.h"

#include <QWidget>

#include <array>
#include <vector>

class QAction;
class QLabel;
class QToolButton;

namespace glowworm {

class ProbabilityBars;

class TokenPage : public QWidget {
    Q_OBJECT

public:
    explicit TokenPage(QAction* compare, QWidget* parent = nullptr);

    struct Model {
        Twin twin = Twin::Sparse;
        NeuronGrid grid;
        std::vector<char32_t> alphabet; // characters by token
        SampleConfig sampling{};        // that the text is drawn with
    };
    void showToken(const Model& model, const GeneratedToken& token, const TokenReport& report,
        Provenance provenance);

Q_SIGNALS:
    void letGoAsked();
    void editAsked(); // another text in its place
    void neuronAsked(glowworm::NeuronAddress neuron);

protected:
    void changeEvent(QEvent* event) override;

private:
    void nameParts();
    void showChoices(const Model& model, const GeneratedToken& token, const TokenReport& report);
    void showDecisions(const GeneratedToken& token, const TokenReport& report);
    void showClosest();

    QLabel *m_character, *m_place;
    QToolButton* m_letGo;
    ValueLabel *m_probability, *m_surprise;
    QLabel* m_choicesName;
    std::array<ProbabilityBars*, 2> m_choices; // by Twin: each has its colour
    ValueLabel* m_decisions;
    QLabel *m_closestName, *m_closest;
    NeuronGrid m_grid;
    std::vector<LayerDecision> m_shown; // in m_closest
};

} // namespace glowworm
