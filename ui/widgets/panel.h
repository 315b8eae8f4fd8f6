// SPDX-License-Identifier: GPL-3.0-or-later
// What the window knows of a panel: its command line, its main action and the way to stop it.
// Panels talk to the workbench and its parts, never to each other. Controls that the guided demo
// and the tests reach by events carry an object name: "prompt", "promptSeed", "sparseText",
// "denseText", "switchboard", "canvas", "repeats", "start", "pause", "stop", "preset", "twins".
#pragma once

#include <QWidget>

namespace glowworm {

class MessageBar;
class Switchboard;

class Panel : public QWidget {
    Q_OBJECT

public:
    explicit Panel(QWidget* parent);

    virtual QString
    commandLine() const = 0;     // the glowworm-cli line that does the same; "" = there is none
    virtual void runMain() = 0;  // F5 or Ctrl+Return: the panel's main button
    virtual void stopMain() = 0; // Esc: stops what runMain() started; nothing if nothing runs

    virtual bool exports() const { return false; } // whether it has something that is exported
    virtual void askToExport() { } // Ctrl+E: to which file; says so where there is nothing yet

    virtual Switchboard* board() const { return nullptr; } // the large one; null: it has none

    /// To the widget where its work begins. Not by a focus proxy: Tab takes the panel for a stop of
    /// its own then, and skips what lies between.
    void takeFocus() { (m_firstFocus ? m_firstFocus : this)->setFocus(); }
    MessageBar& messages() const { return *m_message; }
    /// The first visible editor whose text is no value it takes; null = all can be read. What it
    /// shows is then not what would run.
    const QWidget* unreadEditor() const;

protected:
    bool event(QEvent* event) override; // Esc dismisses a message before it stops anything

    void setFirstFocus(QWidget* widget) { m_firstFocus = widget; }

    MessageBar* const m_message; // lies nowhere before the panel says so

private:
    QWidget* m_firstFocus = nullptr; // none = the panel itself
};

/// How the writing of a file went, by whoever stands somewhere in a panel or belongs to one.
void tellWritten(const QWidget* inside, const QString& file, const QString& problem);

} // namespace glowworm
