// SPDX-License-Identifier: GPL-3.0-or-later
// The status line: what is running right now, how far it is, and which models are open. Jobs belong
// to the workbench, so the line tells them whatever panel is in front.
#pragma once

#include <QElapsedTimer>
#include <QWidget>

#include <optional>

class QLabel;
class QProgressBar;

namespace glowworm {

class Generation;
class Library;
class Timing;
class Training;
class Workbench;

class JobBar : public QWidget {
    Q_OBJECT

public:
    explicit JobBar(Workbench& workbench, QWidget* parent = nullptr);

private:
    void showJobs();
    void showModels();
    QString trainingText() const;

    const Training& m_training;
    const Generation& m_generation;
    const Timing& m_timing;
    const Library& m_library;
    QLabel *m_jobs, *m_models;
    QProgressBar* m_progress;
    double m_benchmark = 0;             // fraction done
    std::optional<double> m_evaluating; // fraction done of an evaluation that takes long
    QElapsedTimer m_sinceShown;
};

} // namespace glowworm
