// SPDX-License-Identifier: GPL-3.0-or-later
// One neuron: what it did on what is shown, over the text and in the whole corpus, what it does to
// the output, and what may be done to it. Shows what it is given. GUI thread.
#pragma once

#include "model/neurons/report.h"

#include <QWidget>

#include <optional>
#include <vector>

class QAction;
class QLabel;
class QToolButton;
class QVBoxLayout;

namespace glowworm {

class ContextView;
class NeuronCurve;
class ShareBar;
class ValueLabel;

class NeuronPage : public QWidget {
    Q_OBJECT

public:
    /// actions: the first is the main one; then one a row, but for the second and third.
    NeuronPage(Task task, const std::vector<QAction*>& actions, QWidget* parent = nullptr);

    /// Another neuron: nothing is known yet but where it is.
    void begin(Twin twin, const NeuronGrid& grid, NeuronAddress neuron);
    void setKept(bool kept); // else it is a preview
    /// nothing: with the reason.
    void showMoment(const std::optional<NeuronMoment>& moment, const QString& reason);
    void showCurve(std::vector<float> values, int at);
    void showReport(const NeuronReport& report);
    void showNoReport(const QString& reason);

Q_SIGNALS:
    void letGoAsked();
    void tokenAsked(int token);
    void neuronAsked(glowworm::NeuronAddress neuron);

private:
    QVBoxLayout* buildHead();
    QVBoxLayout* buildButtons(const std::vector<QAction*>& actions);
    void nameParts();
    void showBiography(const NeuronReport& report);
    void showEffects(const NeuronReport& report);
    void showRivals(const std::vector<NeuronRival>& rivals);

    const Task m_task;
    Twin m_twin = Twin::Sparse;
    NeuronGrid m_grid;
    NeuronAddress m_neuron;

    QLabel *m_address, *m_place;
    QToolButton* m_letGo;
    ValueLabel *m_state, *m_shares;
    ShareBar* m_bar;
    QLabel* m_curveName;
    NeuronCurve* m_curve;
    QLabel* m_corpusName;
    ValueLabel* m_rate;
    QLabel *m_corpus, *m_contextsName;
    ContextView* m_contexts;
    QLabel *m_likelierName, *m_likelier, *m_lessName, *m_less, *m_rivals;
    ValueLabel* m_group;
    QToolButton* m_main = nullptr;
    QLabel* m_keys;
};

} // namespace glowworm
