// SPDX-License-Identifier: GPL-3.0-or-later
// The window of a person's choices: each applies at once or says from when on, says in a line what
// it does, and can be taken back (Ctrl+Z in this window), resetting them all too. GUI thread.
#pragma once

#include "ui/widgets/settings.h"

#include <QDialog>
#include <QUndoStack>

#include <functional>

class QCheckBox;
class QComboBox;
class QLabel;
class QLayout;
class QVBoxLayout;

namespace glowworm {

class MainWindow;

class Preferences : public QDialog {
    Q_OBJECT

public:
    explicit Preferences(MainWindow& window);

    /// Undo brings back what was before. What was cannot be kept: nothing is reset, and it says so.
    void resetAll();

private:
    using Choices = QList<std::pair<QString, QVariant>>; // words, value

    QVBoxLayout* addCard(const QString& title);
    /// words: of the choice in the menu of Undo.
    QComboBox* addChoice(QVBoxLayout* card, const QString& title, const QString& line,
        const QString& key, const Choices& choices, const QString& words);
    void addLook();
    void addWork();
    void addFolders();
    void addFolder(QVBoxLayout* card, const QString& title, const QString& line,
        std::function<QString()> folder, QWidget* also = nullptr);
    QLayout* newFoot();

    void change(const QString& words, const SettingValues& values);
    void take(const SettingValues& values);
    void fill();
    void chooseSaveFolder();
    void say(const QString& sentence);

    MainWindow& m_window;
    QUndoStack m_edits;
    QVBoxLayout* m_page;
    QComboBox *m_theme, *m_language, *m_textSize, *m_motion, *m_numbers, *m_threads;
    QCheckBox* m_reopen;
    QLabel* m_said;                         // how the last reset went
    QList<std::function<void()>> m_refresh; // of the folders, whose places and being change
};

/// In front, when it is open already.
void showPreferences(MainWindow& window);

} // namespace glowworm
