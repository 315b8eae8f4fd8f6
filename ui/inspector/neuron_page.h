// SPDX-License-Identifier: GPL-3.0-or-later
// One neuron: what it did on what is shown, over the text and in the whole corpus, what it does to
// the output, and what may be done to it. Shows what it is given. GUI thread.
#pragma once

#include "model/neurons/report.h"

#include <QString>
#include <QWidget>

#include <cstdint>
#include <optional>
#include <vector>

class QAction;
class QLabel;
class QToolButton;
class QVBoxLayout;

namespace glowworm {

class ContextView;
class EffectRows;
class LifeCurve;
class NeuronCurve;
class ShareBars;
class ValueLabel;
enum class Provenance;

class NeuronPage : public QWidget {
    Q_OBJECT

public:
    /// actions: the first is the main one; then one a row, but for the second and third.
    NeuronPage(Task task, const std::vector<QAction*>& actions, QWidget* parent = nullptr);

    /// Another neuron: nothing is known yet but where it is.
    void begin(Twin twin, const NeuronGrid& grid, NeuronAddress neuron);
    void setKept(bool kept); // else it is a preview
    /// nothing: with the reason. provenance: of the moment and of the curve. place: of the moment,
    /// where that may be mistaken.
    void showMoment(const std::optional<NeuronMoment>& moment, const QString& reason,
        Provenance provenance, const QString& place = {});
    void showCurve(std::vector<float> values, int at, bool isOff); // by surgery
    /// step: of the model, on the curve of its training.
    void showReport(const NeuronReport& report, std::int64_t step);
    void showNoReport(const QString& reason);
    void showCorpusParts(bool isKnown);
    /// What it is now; and what is known of it from all that was read.
    QString spokenMoment() const, spokenBiography() const;

Q_SIGNALS:
    void letGoAsked();
    void tokenAsked(int token);
    void neuronAsked(glowworm::NeuronAddress neuron);
    void contextAsked(const glowworm::NeuronContext& context);

protected:
    void changeEvent(QEvent* event) override;

private:
    void layOutDown(const std::vector<QAction*>& actions);
    void layOutBeside(const std::vector<QAction*>& actions);
    QVBoxLayout* buildHead();
    QVBoxLayout* buildButtons(const std::vector<QAction*>& actions);
    void nameParts();
    void makeMain(QToolButton* button);
    void showBiography(const NeuronReport& report);
    void showRivals(const std::vector<NeuronRival>& rivals);
    void linkRivals();

    const Task m_task;
    Twin m_twin = Twin::Sparse;
    NeuronGrid m_grid;
    NeuronAddress m_neuron;

    QLabel *m_whose, *m_address, *m_place;
    QToolButton* m_letGo;
    ValueLabel *m_state, *m_shares;
    ShareBars* m_bars;
    QLabel* m_curveName;
    NeuronCurve* m_curve;
    QLabel* m_corpusName;
    ValueLabel* m_rate;
    QLabel *m_corpus, *m_contextsName;
    ContextView* m_contexts;
    EffectRows* m_effects;
    QLabel* m_rivals;
    ValueLabel* m_group;
    QLabel* m_lifeName;
    LifeCurve* m_life;
    QToolButton* m_main = nullptr; // one of the two below
    QToolButton *m_switchOff = nullptr, *m_choose = nullptr;
    std::vector<QWidget*> m_choosing; // buttons that leave where there is no router and little room
    QLabel* m_keys;
    QString m_constancy; // that its column always picks it; "" = it does not, or nobody knows yet
    std::vector<int> m_rivalNames; // in m_rivals
};

} // namespace glowworm
