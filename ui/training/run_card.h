// SPDX-License-Identifier: GPL-3.0-or-later
// The card of kept runs: does what the list is asked for, each thing an edit that can be taken
// back. GUI thread.
#pragma once

#include "ui/training/run_overlay.h"

#include <QFrame>
#include <QStringList>

#include <functional>
#include <vector>

class QUndoCommand;
class QUndoStack;

namespace glowworm {

class JsonObject;
class RunList;
class Runs;
class SessionValues;
class Training;
class Workbench;
struct KeptRun;
struct RunLabel;

class RunCard : public QFrame {
    Q_OBJECT

public:
    RunCard(const Workbench& workbench, QUndoStack& edits, QWidget* parent);

    RunList& list() const { return *m_list; }
    /// Those whose curves are read; without the run on the screen.
    std::vector<OverlaidRun> overlaid() const;
    bool overlays(const QString& folder) const { return m_overlay.contains(folder); }
    /// With their labels, those of these folders that are there.
    std::vector<KeptRun> runsOf(const QStringList& folders) const;

    int removed() const { return m_removed; } // by a person last, so many at once
    bool removedLast() const;                 // undo would bring them back

    void save(const SessionValues& to) const;
    /// Reads what save() wrote; called, it shows that. Throws Error (a clause).
    std::function<void()> restored(const JsonObject& from);

Q_SIGNALS:
    void listed(); // the folder of kept runs was looked at
    void overlayChanged();
    void compareAsked(const QStringList& folders);
    void refused(const QString& sentence);
    /// The run on the screen is about to go away, or that of a folder to come back to it: as far as
    /// a person sees, no other one.
    void runMoves(const QString& folder);

private:
    void connectList();
    void showRuns();
    void setOverlay(const QStringList& folders);
    void giveLabel(const QString& words, const QString& folder, const RunLabel& label, int id = -1);
    void remove(const QStringList& folders);
    void setAway(const QStringList& folders, bool away);
    void bringBack(const QString& folder);
    void putAwayAtRest(); // the run on the screen, if that is asked for
    void trainAgain(const QString& folder, bool anotherSeed);

    Training& m_training;
    Runs& m_runs;
    QUndoStack& m_edits;
    RunList* m_list;
    QStringList m_overlay; // folders
    QString m_restored;    // to be chosen when the list is there
    bool m_isListed = false;
    int m_typing = 0;   // which time into the note
    QString m_notedRun; // that it was of
    QString m_leaving,  // on the screen, to be put away once it is at rest; "" = none
        m_left;         // was on the screen when it was put away
    int m_removed = 0;
    const QUndoCommand* m_removal = nullptr; // never looked into: it may be gone
};

} // namespace glowworm
