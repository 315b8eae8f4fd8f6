// SPDX-License-Identifier: GPL-3.0-or-later
// The training runs kept on disk, newest first: name, colour, kind, steps done, the note of the
// chosen one. A tick draws its validation curves over those on the screen. Says what a person wants
// done with them; whoever owns the list does it. GUI thread.
#pragma once

#include "model/training/kept_run.h"

#include <QStringList>
#include <QWidget>

#include <vector>

class QLabel;
class QLineEdit;
class QListWidget;
class QListWidgetItem;
class QMenu;
class QPushButton;

namespace glowworm {

class RunList : public QWidget {
    Q_OBJECT

public:
    explicit RunList(QWidget* parent = nullptr);
    /// With the labels to show. current: the folder of the run in use, marked, and chosen when it
    /// becomes that.
    void showRuns(const std::vector<KeptRun>& runs, const QString& current);
    /// refusal: why none may be reopened now; "" = one may.
    void setRefusal(const QString& refusal);
    void setOverlaid(const QStringList& folders); // ticked; others are not

    const std::vector<KeptRun>& runs() const { return m_runs; } // as shown
    QString chosen() const;                                     // a folder; "" = none
    void choose(const QString& folder);
    QStringList selected() const; // from the top

Q_SIGNALS:
    void reopenRequested(const QString& folder);
    void nameGiven(const QString& folder, const QString& name);
    void noteTyped(const QString& folder, const QString& note);
    void noteFinished();
    void colourGiven(const QString& folder, int colour); // 0 = its own
    void overlayGiven(const QString& folder, bool shown);
    void againRequested(const QString& folder, bool anotherSeed);
    void fromBestRequested(const QString& folder);
    void compareRequested(const QStringList& folders);
    void deleteRequested(const QStringList& folders);

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void fill(const QString& selected);
    void showItem(int row);
    void takeItem(const QListWidgetItem* item);
    void updateButtons();
    void updateNote();
    void fillMenu();
    void fillColours(QMenu* menu);
    void rename();

    std::vector<KeptRun> m_runs;
    QStringList m_overlaid;
    QListWidget* m_list;
    QLineEdit* m_note;
    QPushButton *m_reopen, *m_more;
    QMenu* m_menu;
    QLabel* m_empty;
    QString m_refusal, m_current;
};

} // namespace glowworm
