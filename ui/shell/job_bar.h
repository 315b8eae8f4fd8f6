// SPDX-License-Identifier: GPL-3.0-or-later
// The line at the foot of the window: what runs and how far it is, whichever panel started it; its
// tip says which models are open. Its parts keep their places. GUI thread.
#pragma once

#include <QString>
#include <QWidget>

class QProgressBar;

namespace glowworm {

class Activity;
class ElidedLabel;
class Library;

class JobBar : public QWidget {
    Q_OBJECT

public:
    JobBar(const Activity& activity, const Library& library, QWidget* parent);

private:
    void showJobs();
    void showModels();

    const Activity& m_activity;
    const Library& m_library;
    ElidedLabel* m_jobs;
    QString m_models;         // that are open, in words
    QProgressBar* m_progress; // its room is kept while nothing runs
};

} // namespace glowworm
