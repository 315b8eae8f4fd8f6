// SPDX-License-Identifier: GPL-3.0-or-later
// What the window knows of a panel: its command line, its main action and the way to stop it.
// Panels talk to the workbench and its parts, never to each other. Controls that the guided demo
// and the tests reach by events carry an object name: "prompt", "promptSeed", "sparseText",
// "denseText", "switchboard", "canvas", "repeats", "start", "pause", "stop", "preset", "twins".
#pragma once

#include "ui/widgets/exports.h"

#include <QWidget>

namespace glowworm {

class JsonObject;
class MessageBar;
class SessionValues;
class Switchboard;

class Panel : public QWidget {
    Q_OBJECT

public:
    explicit Panel(QWidget* parent);

    virtual QString
    commandLine() const = 0;     // the glowworm-cli line that does the same; "" = there is none
    virtual void runMain() = 0;  // F5 or Ctrl+Return: the panel's main button
    virtual void stopMain() = 0; // Esc: stops what runMain() started; nothing if nothing runs

    /// What there is to give out now, what is wanted most first; empty: nothing yet. See
    /// askToExport().
    virtual std::vector<ExportItem> exports() { return {}; }

    virtual Switchboard* board() const { return nullptr; } // the large one; null: it has none

    /// What a person would miss after a restart, but for what the parts of the workbench keep: each
    /// value under a name that stays, and all of them each time, also those that are empty, because
    /// a name that is not written is taken for another version's and kept as it was.
    virtual void save(const SessionValues& /*to*/) const { }
    /// Takes what save() wrote, or another version did; what is missing stays as it is. Throws
    /// Error (a clause) for a value that cannot be: then all stays as it is.
    virtual void restore(const JsonObject& /*from*/) { }

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

/// The one that the widget stands in, or is; null: none.
Panel* panelOf(QWidget* inside);
/// How the writing of a file went, by whoever stands somewhere in a panel or belongs to one.
void tellWritten(QWidget* inside, const QString& file, const QString& problem);

} // namespace glowworm
