// SPDX-License-Identifier: GPL-3.0-or-later
// What is behind a light: the neuron that is pointed at (a preview) or was clicked (kept) on what a
// panel shows, a token or a drawing; surgery on it; two places compared; and while nothing is
// picked, how evenly a model's neurons are used. It asks Inspection by itself and never computes.
// One a panel; only the visible one asks. GUI thread.
#pragma once

#include "model/engine/generator.h"
#include "model/jobs/digit_run.h"
#include "ui/session/inspection.h"

#include <QTimer>
#include <QWidget>

#include <array>
#include <optional>
#include <vector>

class QAction;
class QStackedWidget;

namespace glowworm {

class CensusPage;
class ComparisonPage;
class NeuronPage;
class SurgeryActions;
class SurgeryBanner;
class Switchboard;
class Workbench;

class Inspector : public QWidget {
    Q_OBJECT

public:
    Inspector(Workbench& workbench, Task task, QWidget* parent = nullptr);

    /// Text: the tokens of a model's text from its prompt on, looked at whenever they are needed,
    /// now and later; they outlive the inspector.
    void setText(Twin twin, const std::vector<GeneratedToken>& tokens);
    void showToken(int token); // of every text that has it; -1: none
    /// Digits: what the models made of a drawing; null: nothing.
    void showDrawing(const DigitResult* result);
    /// Whose board is large: its census is shown.
    void setMain(Twin twin);
    /// What stands above the census; becomes a child.
    void setAtRest(QWidget* widget);
    /// A board whose cells are pointed at, picked and operated: wired both ways.
    void attach(Twin twin, Switchboard& board);

    /// Of what is pointed at, nothing: no more. What is kept is shown again then.
    void preview(Twin twin, std::optional<NeuronAddress> neuron);
    void keep(Twin twin, NeuronAddress neuron);
    /// Of the kept neuron, else of a comparison, else of what the census lit; what was let go.
    bool letGo();
    bool holds() const { return m_kept || m_first || m_isLit; }
    /// Keeps it, and offers what may be done to it.
    void showMenu(Twin twin, NeuronAddress neuron, QPoint globalPosition);
    std::optional<NeuronAddress> kept(Twin twin) const;

    QSize sizeHint() const override { return {236, 640}; }

Q_SIGNALS:
    void keptChanged(glowworm::Twin twin, const std::optional<glowworm::NeuronAddress>& neuron);
    void highlighted(glowworm::Twin twin, const std::vector<glowworm::NeuronAddress>& neurons);
    void tokenAsked(int token);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    struct Looked {
        Twin twin = Twin::Sparse;
        NeuronAddress neuron;
        bool operator==(const Looked&) const = default;
    };
    /// One token or drawing, held for a comparison.
    struct Held {
        Twin twin = Twin::Sparse;
        FiringRecord firing;
        QString name;
    };

    void build();
    void colour();
    void connectSession();
    void refresh();     // the page, for what is looked at
    void beginNeuron(); // another one is looked at
    void showMoment();
    void extendCurve();
    void ask();
    void askCensus();
    void forget(); // what was asked
    void takeReport(Twin twin, const NeuronReport& report);
    void takeModels();
    void pinFirst();
    void pinSecond();
    void endComparison();
    void showComparison();
    void tellBoards();
    void tellKept();

    const FiringRecord* firing(Twin twin) const; // null: nothing is shown
    NeuronWhere where(Twin twin) const;
    QString momentName(Twin twin) const; // "character 97, s"
    bool hasModel(Twin twin) const;
    const LoadedModel* shownModel(Twin twin) const; // null: what is shown is of none that is open
    bool isThere(const Looked& looked) const;       // a neuron of shownModel()
    bool canLook(Twin twin);                        // there is a shownModel(); else says why not
    Twin censusTwin() const;

    Workbench& m_workbench;
    Inspection& m_inspection;
    const Task m_task;
    QWidget* m_ground; // carries the stage's colours
    SurgeryActions* m_surgery;
    QAction* m_compare;
    SurgeryBanner* m_banner;
    QStackedWidget* m_pages;
    CensusPage* m_census;
    NeuronPage* m_neuron;
    ComparisonPage* m_comparison;

    std::array<const std::vector<GeneratedToken>*, 2> m_texts{}; // by Twin
    int m_token = -1;
    std::optional<DigitResult> m_drawing;
    Twin m_main = Twin::Sparse;

    std::optional<Looked> m_kept, m_preview, m_shown; // m_shown: what the page is about
    std::optional<NeuronReport> m_report;             // of m_shown
    bool m_isMomentFresh = false;                     // the report's, for what is shown
    std::vector<float> m_curve;                       // of m_shown
    std::optional<Held> m_first, m_second;            // of a comparison
    bool m_isLit = false;                             // by the census or a comparison
    std::optional<Twin> m_censusAsked;                // and not forgotten
    QTimer m_asking, m_askingCensus;
    std::array<Switchboard*, 2> m_boards{}; // by Twin; may be null
};

} // namespace glowworm
