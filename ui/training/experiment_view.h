// SPDX-License-Identifier: GPL-3.0-or-later
// The result of an experiment: overlaid curves above, the table of its rows below, export, and the
// way back to the live run. Shows a result that was read from a file; trains nothing.
#pragma once

#include <QWidget>

#include <memory>

class QCheckBox;
class QComboBox;
class QHBoxLayout;
class QLabel;
class QPushButton;

namespace glowworm {

class ElidedLabel;
class ExperimentPlot;
class ExperimentTable;
struct ExperimentResult;

class ExperimentView : public QWidget {
    Q_OBJECT

public:
    explicit ExperimentView(QWidget* parent = nullptr);

    /// file: where the result was read, a path.
    void showExperiment(std::shared_ptr<const ExperimentResult> result, const QString& file);
    /// The glowworm-cli line that tells this result, or that trains the experiment where its runs
    /// do not lie beside it; "" = it is none of the experiments that ship, and its declaration is
    /// not known.
    QString commandLine() const;

    /// .csv: every evaluation; .md: the table; .png, .svg, .pdf: the plot. Returns "" or a sentence
    /// on what went wrong.
    QString exportTo(const QString& file);
    void askToExport(); // and then exportRequested()

Q_SIGNALS:
    void exportRequested(const QString& file); // a file was chosen
    void closeRequested();                     // back to the live run

protected:
    void changeEvent(QEvent* event) override;

private:
    QHBoxLayout* buildTools();
    QString machineWords() const;

    std::shared_ptr<const ExperimentResult> m_result; // null = none yet
    QString m_file;
    QLabel *m_title, *m_source;
    ElidedLabel* m_about;
    QComboBox* m_axis;
    ExperimentPlot* m_plot;
    ExperimentTable* m_table;
};

} // namespace glowworm
