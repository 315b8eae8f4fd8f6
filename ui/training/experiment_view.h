// SPDX-License-Identifier: GPL-3.0-or-later
// The result of an experiment: overlaid curves above, the table of its rows below, export, and the
// way back to the live run. Shows a result that was read from a file; trains nothing. How it is
// looked at is an edit when a person changes it.
#pragma once

#include "ui/training/curve_plot.h"

#include "ui/widgets/exports.h"

#include <QWidget>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

class QCheckBox;
class QComboBox;
class QHBoxLayout;
class QLabel;
class QPushButton;
class QUndoStack;

namespace glowworm {

class ElidedLabel;
class ExperimentPlot;
class ExperimentTable;
struct ExperimentResult;

class ExperimentView : public QWidget {
    Q_OBJECT

public:
    /// The stack outlives it.
    explicit ExperimentView(QUndoStack& edits, QWidget* parent = nullptr);

    /// file: where the result was read, a path.
    void showExperiment(std::shared_ptr<const ExperimentResult> result, const QString& file);
    /// The glowworm-cli line that tells this result, or that trains the experiment where its runs
    /// do not lie beside it; "" = it is none of the experiments that ship, and its declaration is
    /// not known.
    QString commandLine() const;

    /// .csv: every evaluation; .md: the table; .png, .svg, .pdf: the plot. Returns "" or a sentence
    /// on what went wrong.
    std::vector<ExportItem> exports();

    void save(const SessionValues& to) const;
    /// Reads what save() wrote; called, it shows that as soon as the same experiment is open.
    /// Throws Error (a clause).
    std::function<void()> restored(const JsonObject& from);
    /// The file of the experiment that is still to come; "" = none.
    QString awaited() const { return m_restored ? m_restoredFile : QString(); }

Q_SIGNALS:
    void exportAsked();
    void closeRequested(); // back to the live run

protected:
    void changeEvent(QEvent* event) override;

private:
    struct View {
        CurvePlot::View plot;
        bool fall = false;
        std::vector<std::string> rows; // shown, by their names
        bool operator==(const View&) const = default;
    };

    QHBoxLayout* buildTools();
    void connectAll();
    QString machineWords() const;
    QString originWords() const; // for what leaves the window
    View view() const;
    void showView(const View& view);
    void note(const QString& words, int id = -1);

    std::shared_ptr<const ExperimentResult> m_result; // null = none yet
    QString m_file;
    QUndoStack& m_edits;
    View m_noted;
    QString m_restoredFile; // of what is restored when this is shown, once
    std::optional<View> m_restored;
    QLabel *m_title, *m_source;
    ElidedLabel* m_about;
    QComboBox* m_axis;
    QCheckBox *m_fall, *m_logarithmic;
    ExperimentPlot* m_plot;
    ExperimentTable* m_table;
};

} // namespace glowworm
