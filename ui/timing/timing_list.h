// SPDX-License-Identifier: GPL-3.0-or-later
// The benchmark results kept on disk, newest first: what was timed, when, whether it was finished.
// Choosing one asks for it to be opened, laid beside the one shown, or taken out of the list. A
// file that cannot be read stays in the list with the reason.
#pragma once

#include <QFrame>

#include <filesystem>

class QLabel;
class QListWidget;
class QPushButton;

namespace glowworm {

class Library;
class Timing;
class Workbench;

/// A kept result as it is called on screen: "23 Nov 2026 23:15", by its file's name, or the name
/// itself.
QString keptName(const std::filesystem::path& file);

class TimingList : public QFrame {
    Q_OBJECT

public:
    explicit TimingList(const Workbench& workbench, QWidget* parent = nullptr);
    /// Looks at the disk again. shown and compared: files marked as in use, "" = none.
    void showKept(const std::filesystem::path& shown, const std::filesystem::path& compared);

Q_SIGNALS:
    void openRequested(const std::filesystem::path& file);
    void compareRequested(
        const std::filesystem::path& file); // again for the compared one: ends the comparison

    void removeRequested(const std::filesystem::path& file);
    void addRequested(); // of a result from elsewhere

private:
    void fill();
    std::filesystem::path chosen() const; // "" = none
    void updateButtons();

    const Timing& m_timing;
    Library& m_library;
    std::filesystem::path m_shown, m_compared;
    bool m_follows = false; // the one that is shown is to be chosen
    QListWidget* m_list;
    QPushButton *m_open, *m_compare, *m_remove, *m_add;
    QLabel* m_empty;
};

} // namespace glowworm
