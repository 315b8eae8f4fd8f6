// SPDX-License-Identifier: GPL-3.0-or-later
// The guided demo: drives the real window by mouse and key events, the way a person would, through
// all five panels; leaves one picture of each and a summary of what was measured, and nothing among
// what the person keeps. What it waits for has a name and a patience; what did not happen in time
// is told, and the demo goes on.
#pragma once

#include "model/jobs/benchmark_run.h"
#include "model/jobs/digit_run.h"
#include "model/jobs/generation_run.h"
#include "model/neurons/report.h"

#include <QElapsedTimer>
#include <QJsonObject>
#include <QObject>
#include <QPixmap>
#include <QStringList>
#include <QTemporaryDir>
#include <QTimer>

#include <array>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

class QWidget;

namespace glowworm {

class MainWindow;
class Workbench;

class Demo : public QObject {
    Q_OBJECT

public:
    /// folder: made when it is missing.
    Demo(
        MainWindow& window, Workbench& workbench, const QString& folder, QObject* parent = nullptr);

    /// Ends at once when the folder takes no file.
    void start();

Q_SIGNALS:
    /// complete: everything that was waited for happened, and is in the summary.
    void ended(bool complete);

private:
    /// One thing to do, and what must hold before the next one begins.
    struct Act {
        QString name;
        std::function<void()> perform;
        std::function<bool()> done = [] { return true; };
        double patience = 20; // seconds
    };

    void add(const QString& name, std::function<void()> perform)
    {
        m_acts.push_back({name, std::move(perform)});
    }
    void await(const QString& name, double patience, std::function<bool()> done)
    {
        m_acts.push_back({name, [] {}, std::move(done), patience});
    }
    void scriptSetup();
    void scriptTraining();
    void scriptGeneration();
    void scriptDigits();
    void scriptTiming();
    void listen();
    void next();
    void finish();

    QWidget* find(const QString& name); // in the panel shown; a missing one is a failure
    void click(const QString& name);
    void open(const QString& panel);
    void picture(const QString& name);
    QString summaryFile() const;
    QJsonArray writePictures();
    void strokeOn();
    QJsonObject trainingSummary() const;
    QJsonObject generationSummary() const;
    QJsonObject digitsSummary() const;

    MainWindow& m_window;
    Workbench& m_workbench;
    QString m_folder;
    const QTemporaryDir m_kept; // its run and its timing
    std::vector<Act> m_acts;
    std::size_t m_next = 0;
    QTimer m_beat;
    QElapsedTimer m_total, m_sinceAct; // the latter invalid between two acts
    QStringList m_failures;
    QString m_untrained; // why no training was shown; "" = it was
    std::vector<std::pair<QString, QPixmap>>
        m_pictures; // by panel; written at the end, not while something is being measured

    std::array<GenerationSpeed, 2> m_speeds;
    std::array<int, 2> m_written{}; // tokens, prompt not counted
    std::array<QString, 2> m_texts;
    std::optional<NeuronReport> m_neuron; // newest answer about it
    DigitResult m_digit;
    BenchProgress m_timing;
    bool m_timingEnded = false;
    std::vector<QPointF> m_stroke; // points still to draw, in parts of the canvas
};

} // namespace glowworm
