// SPDX-License-Identifier: GPL-3.0-or-later
// Undo and redo: a stack for each panel, so that nobody takes back what is not on screen, and the
// one command that most changes are. GUI thread.
#pragma once

#include <QString>
#include <QUndoStack>

#include <array>
#include <functional>
#include <utility>

namespace glowworm {

/// The panels, in their order.
enum class Area { Setup, Training, Generation, Digits, Timing };

/// Beside QUndoCommand: an edit that packs weights or has a text written, which both wait for a
/// timing. While one runs it is neither undone nor redone.
class LoudEdit {
public:
    virtual ~LoudEdit() = default;
};

class Edits {
public:
    QUndoStack& of(Area area) { return m_stacks[static_cast<std::size_t>(area)]; }

private:
    std::array<QUndoStack, 5> m_stacks;
};

/// A value of a person's in place of the one before. `apply` shows a value wherever it stands, also
/// where it stands there already, without making an edit of that. What is changed again right after
/// is the same edit, where `id` is: letters that are typed into one field, the steps of a slider.
/// Back at the value before there is nothing to take back any more.
template <class Value> class ValueEdit : public QUndoCommand {
public:
    /// words: behind "Undo", in lower case: "shift drawing". id: of what is edited, 0 and more,
    /// unique in its stack; -1: each edit is one of its own.
    ValueEdit(const QString& words, Value before, Value after,
        std::function<void(const Value&)> apply, int id = -1)
        : QUndoCommand(words)
        , m_before(std::move(before))
        , m_after(std::move(after))
        , m_apply(std::move(apply))
        , m_id(id)
    {
    }
    void undo() override { m_apply(m_before); }
    void redo() override { m_apply(m_after); }
    int id() const override { return m_id; }
    bool mergeWith(const QUndoCommand* later) override
    {
        m_after = static_cast<const ValueEdit*>(later)->m_after; // of the same id, so of this kind
        setText(later->text());
        setObsolete(m_after == m_before);
        return true;
    }

private:
    Value m_before, m_after;
    std::function<void(const Value&)> m_apply;
    const int m_id;
};

} // namespace glowworm
