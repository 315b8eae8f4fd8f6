// SPDX-License-Identifier: GPL-3.0-or-later
// The benchmark results kept on disk, newest first: what was timed, when, whether it was finished.
// Choosing one asks for it to be opened or laid beside the one shown. A file that cannot be read
// stays in the list with the reason.
#pragma once

#include "model/jobs/kept_files.h"

#include <QWidget>

#include <map>

class QLabel;
class QListWidget;
class QPushButton;

namespace glowworm {

/// A kept result as it is called on screen: "23 Nov 2026 23:15", by its file's name, or the name
/// itself.
QString keptName(const std::filesystem::path& file);

class TimingList : public QWidget {
    Q_OBJECT

public:
    explicit TimingList(QWidget* parent = nullptr);
    /// shown and compared: files marked as in use, "" = none.
    void showTimings(const std::vector<KeptTiming>& timings, const std::filesystem::path& shown,
        const std::filesystem::path& compared);
    void setBusy(bool busy); // a run fills the panel: nothing may be opened

Q_SIGNALS:
    void openRequested(const std::filesystem::path& file);
    void compareRequested(
        const std::filesystem::path& file); // again for the compared one: ends the comparison

private:
    struct Entry {
        QString words, toolTip; // of what does not change
        bool good = false;
    };
    static Entry entryOf(const KeptTiming& timing);
    void updateButtons();

    std::map<std::filesystem::path, Entry>
        m_known; // files never change, so the words of each are made once
    std::filesystem::path m_shown, m_compared;
    bool m_busy = false;
    QListWidget* m_list;
    QPushButton *m_open, *m_compare;
    QLabel* m_empty;
};

} // namespace glowworm
