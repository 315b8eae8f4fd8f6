// SPDX-License-Identifier: GPL-3.0-or-later
// The time machine: a row with a slider over the moments of the run on the screen, a button that
// plays them, and in words where one looks back to; the view of that moment is placed by whoever
// owns the row. Where a run keeps none, one sentence says how to get them. GUI thread.
#pragma once

#include "ui/session/moments.h"
#include "ui/widgets/exports.h"

#include <QFrame>
#include <QTimer>

#include <functional>
#include <optional>
#include <vector>

class QComboBox;
class QLabel;
class QToolButton;

namespace glowworm {

class JsonObject;
class Library;
class MomentTrack;
class MomentView;
class SessionValues;
class Training;
struct EvalReport;

class TimeMachine : public QFrame {
    Q_OBJECT

public:
    TimeMachine(const Workbench& workbench, QWidget* parent);

    MomentView& view() const { return *m_view; }
    /// That is looked at; nothing: nobody looks back.
    std::optional<std::int64_t> step() const;
    /// The newest evaluation of a model up to that step, or of all where nobody looks back; null:
    /// there is none.
    const EvalReport* evaluation(Twin twin) const;

    /// The line that has the same text written; "" = there is none.
    QString commandLine() const;
    /// Of the moment that is looked at; origin: of the run.
    std::vector<ExportItem> exports(const Origin& origin) const;

    void save(const SessionValues& to) const;
    /// Reads what save() wrote; called, it looks there as soon as that run is back. Throws Error (a
    /// clause).
    std::function<void()> restored(const JsonObject& from);

Q_SIGNALS:
    void moved(); // step()

private:
    struct Place { // that a session keeps
        bool isOpen = false;
        Twin twin = Twin::Sparse;
        std::optional<std::int64_t> step; // nothing: the newest
        int character = 0;
    };

    void build();
    QString emptyWords() const;
    const std::vector<Moment>& moments() const { return m_moments.of(m_twin); }
    const Moment* moment() const; // that is, or would be looked at; null: there are none
    int mark() const;
    void begin();
    void showMoments();
    void showWords();
    void lookAt(int mark);
    void open(bool isOpen);
    void ask();
    void showAnswer();
    QString lossWords(bool isBrief) const;
    void setPlaying(bool on);
    void playNext();

    Moments& m_moments;
    const Training& m_training;
    Library& m_library;
    bool m_isOpen = false; // somebody looks back
    Twin m_twin = Twin::Sparse;
    std::optional<std::int64_t> m_step;                   // nothing: the newest
    std::optional<std::int64_t> m_told;                   // step(), as it was told last
    std::optional<std::pair<Twin, std::int64_t>> m_asked; // whose answer is shown, or comes
    bool m_awaitsRun = false;        // the run that m_restored is of is on its way
    std::optional<Place> m_restored; // until its run is back
    QTimer m_play;

    MomentView* m_view;
    QLabel *m_empty, *m_stepWords, *m_likeWords;
    QWidget* m_controls;
    QToolButton *m_playButton, *m_now;
    MomentTrack* m_track;
    QComboBox* m_twins;
};

} // namespace glowworm
