// SPDX-License-Identifier: GPL-3.0-or-later
// What was opened last, newest first, also after the next start of the program: files that a person
// asked for, sessions that were saved, and runs. GUI thread.
#pragma once

#include <QList>
#include <QObject>
#include <QString>

class QMenu;

namespace glowworm {

class Workbench;

class RecentFiles : public QObject {
    Q_OBJECT

public:
    static constexpr int kMost = 12;
    struct Entry {
        QString kind, path; // a word of the settings file; of a run its folder
    };

    /// Listens to what is opened there.
    explicit RecentFiles(Workbench& workbench, QObject* parent = nullptr);

    QList<Entry> entries() const; // also of other windows
    void add(const QString& kind, const QString& path);
    void clear();
    void open(const Entry& entry);
    /// As items with their kinds, and one that forgets them all. What is gone cannot be chosen.
    void fill(QMenu& menu);

private:
    Workbench& m_workbench;
};

} // namespace glowworm
