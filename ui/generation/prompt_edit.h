// SPDX-License-Identifier: GPL-3.0-or-later
// The prompt. Characters outside the models' alphabet are struck through where they stand, with a
// suggestion where there is an obvious one. A pasted book costs no more than its last
// kMostCharacters. GUI thread.
#pragma once

#include <QPlainTextEdit>

#include <optional>
#include <vector>

class QUndoStack;

namespace glowworm {

class PromptEdit : public QPlainTextEdit {
    Q_OBJECT

public:
    static constexpr int kMostCharacters = 16384; // UTF-16; more than any context

    explicit PromptEdit(QWidget* parent = nullptr);

    /// Ascending. Empty: everything is known.
    void setAlphabet(std::vector<char32_t> alphabet);
    const std::vector<char32_t>& alphabet() const { return m_alphabet; }
    /// With the cursor behind it.
    void setPrompt(const QString& text);
    /// The same, but only what differs is replaced: the cursor stands behind that.
    void changePrompt(const QString& text);
    /// What is typed is among these edits, its panel's: undo and redo are theirs.
    void setEdits(const QUndoStack& edits);
    /// Stands small in the upper right corner, while the first line leaves it the room.
    void setCaption(const QString& caption);
    QString prompt() const { return toPlainText(); }
    /// Different characters of the prompt that are not in the alphabet, in the order found, then
    /// those of `more`, which the models have skipped.
    std::vector<char32_t> unknown(const std::vector<char32_t>& more = {}) const;
    QString unknownSentence(const std::vector<char32_t>& more) const; // names each; "" = none

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void edited(); // other text; textChanged() also comes when only the marks change
    void shortened(qint64 characters); // what was pasted had so many; its end was kept
    void left();                       // by the focus
    void undoAsked();                  // of the edits
    void redoAsked();

protected:
    void insertFromMimeData(const QMimeData* source) override;
    void changeEvent(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    class Marker;
    bool knows(char32_t character) const;
    std::optional<char32_t> substitute(char32_t character) const;

    std::vector<char32_t> m_alphabet;
    QString m_text; // as last told
    QString m_caption;
    Marker* m_marker;
    const QUndoStack* m_edits = nullptr; // its own, where null
};

} // namespace glowworm
