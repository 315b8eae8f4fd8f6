// SPDX-License-Identifier: GPL-3.0-or-later
// What changes on the way of a run: the learning rate, and behind a fold when it ends and its other
// settings. What is typed while it runs takes effect when it is applied, and is marked until then;
// rules for a run to come hold at once. GUI thread.
#pragma once

#include "ui/session/training.h"
#include "ui/training/course_fields.h"

#include <QFrame>

#include <functional>
#include <map>
#include <vector>

class QGridLayout;
class QLineEdit;
class QPushButton;
class QScrollArea;
class QUndoStack;

namespace glowworm {

class FoldLine;

class CourseCard : public QFrame {
    Q_OBJECT

public:
    /// The stack outlives it.
    CourseCard(Training& training, QUndoStack& edits, QWidget* parent);

    void showRun(); // another one: what is in force, in place of what was typed
    void keepTyped(const QString& folder); // beyond the showRun() of that run; "" = of none
    void showStart();                      // of texts that are longer than their fields
    bool isUnfolded() const;
    void unfold(bool unfolded);
    /// Of all that lies behind the fold.
    int foldedHeight() const;
    void keepWhole(bool whole); // it is given room for all of that, and does not scroll

    void save(const SessionValues& to) const;
    /// Reads what save() wrote; called, it shows that. Throws Error (a clause).
    std::function<void()> restored(const JsonObject& from);

Q_SIGNALS:
    void folded(); // or unfolded
    void applied();
    void refused(const QString& sentence);

private:
    struct Row {
        CourseField field;
        QLineEdit* edit = nullptr;
        std::vector<QWidget*> parts;
        std::string inForce;  // as Field::read
        QString shownInForce; // its text while nothing else is typed
        std::string asked;    // and not yet in force; "" = nothing
        QString noted;        // its text, by the last edit
    };

    void build();
    QWidget* buildFolded();
    void addRow(QGridLayout& grid, Row& row);
    QLineEdit* newEdit(Row& row, QWidget* parent);
    Row& rowOf(const std::string& name);
    void follow();
    void takeRefusal(const std::vector<TrainingEvent>& events);
    void showUsable();
    void showSummary();
    void markPending(Row& row);
    void showTyped(Row& row, const QString& text);
    void noteTyped(Row& row);
    void holdRules();
    void apply();
    bool ask(const QString& folder, const FieldValues& values);
    std::map<std::string, QString> typed() const;

    Training& m_training;
    QUndoStack& m_edits;
    std::vector<Row> m_rows;                   // the first one is not behind the fold
    std::map<std::string, QString> m_restored; // typed, for the run that comes back:
    QString m_restoredFor;
    int m_typing = 0;
    QPushButton* m_apply;
    FoldLine* m_fold;
    QScrollArea* m_folded;
};

} // namespace glowworm
