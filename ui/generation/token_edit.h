// SPDX-License-Identifier: GPL-3.0-or-later
// A small card over a text, to type another text in place of one of its characters. Enter takes it,
// Esc or a click elsewhere leaves everything as it was. GUI thread.
#pragma once

#include <QFrame>

#include <vector>

class QLabel;

namespace glowworm {

class PromptEdit;

class TokenEdit : public QFrame {
    Q_OBJECT

public:
    explicit TokenEdit(QWidget* parent = nullptr);

    /// character: what stands there. alphabet: what may be typed, ascending; empty: everything.
    /// place: of the character on screen, which the card leaves in sight.
    void openAt(const QString& heading, char32_t character, std::vector<char32_t> alphabet,
        const QRect& place);

Q_SIGNALS:
    void typed(const QString& text);

private:
    void take();
    void showUnknown();

    QLabel *m_heading, *m_words;
    PromptEdit* m_text;
};

} // namespace glowworm
