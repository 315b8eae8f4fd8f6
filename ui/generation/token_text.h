// SPDX-License-Identifier: GPL-3.0-or-later
// A model's text as a row of tokens, one a character: streamed in, each one can be picked with a
// click or the keys, and another text asked for in its place with a double click or Enter. The
// prompt is muted, the picked token boxed, two that are compared are lettered, what a person typed
// stands under a bracket, the first token that differs from the twin's text has a flag, and a place
// where the full context was read again has a faint dotted line. A line under a character says that
// it surprised the model. A plain read-only editor to a screen reader. GUI thread.
#pragma once

#include "model/engine/generator.h"

#include <QPlainTextEdit>

#include <span>
#include <utility>
#include <vector>

class QTextLine;

namespace glowworm {

class TokenText : public QPlainTextEdit {
    Q_OBJECT

public:
    static constexpr int kSurprising = 1; // nats; a character below them has no line

    explicit TokenText(Twin twin, QWidget* parent = nullptr);

    void clearTokens();
    void appendTokens(std::span<const GeneratedToken> tokens);
    int tokenCount() const { return static_cast<int>(m_starts.size()); }

    /// -1: none. Scrolls to it.
    void setPicked(int token);
    int picked() const { return m_picked; }
    /// The first one in sight, to come back to; -1: none.
    int top() const;
    void scrollTo(int token); // the first in sight, as far as there is text behind it
    /// -1: none. words: what stands there in each text, as its tip.
    void setFirstDifference(int token, const QString& words = {});
    int firstDifference() const { return m_difference; }
    /// A and B, of which each has its letter; -1: none.
    void setCompared(int first, int second);
    /// Where it stands, in viewport coordinates, at least a few pixels wide. Characters that are
    /// drawn as one sign, such as a letter and its accent or the members of an emoji family, share
    /// a place.
    QRect tokenRect(int token) const;
    /// The line under it, in viewport coordinates, and its opacity, a third of the token's
    /// surprise in nats, up to 1. No place below kSurprising, for tokens of unknown probability,
    /// for space, and for marks that are drawn with their letter.
    struct Underline {
        QRectF place;
        double opacity = 0;
    };
    Underline underlineOf(int token) const;

Q_SIGNALS:
    void tokenPicked(int token); // by click or keys, never by setPicked()
    void editAsked(int token);   // another text in its place
    void bookmarkAsked(int token);
    void compareAsked(int token); // with another one

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void addKeys();
    void fitLines();
    void markRanges();
    void updateToken(int token);
    void paintUnderlines(QPainter& painter, const QRect& part) const;
    void paintMarks(QPainter& painter) const;
    QRectF frameOf(int token) const; // the middle of its line
    void paintCompared(QPainter& painter) const;
    bool coversText(const QRect& place) const;
    QRect tagOf(int token, const QSize& size) const; // of a compared one's letter
    std::span<const int> inSight(const std::vector<int>& tokens) const; // ascending ones
    struct Row; // a line of the layout, and where it stands
    Underline underlineOf(int token, const Row& row) const;
    int startOf(int token) const; // UTF-16, also of the one behind the last
    int tokenAt(int textPosition) const;
    int tokenUnder(QPoint point) const;                // -1: none
    std::pair<int, int> tokensOfSign(int token) const; // first, and behind the last
    std::pair<double, double> spanOf(
        int token, const QTextLine& line) const; // left and right in its line
    QTextCursor cursorBefore(int token) const;
    int besideLine(QTextCursor::MoveOperation move) const;

    Twin m_twin;
    std::vector<float> m_probabilities; // of each token; below 0: it has none
    std::vector<int> m_starts;          // UTF-16 position of each token
    std::vector<int> m_rereads;         // tokens before which the context was read again
    std::vector<int> m_typed;           // tokens that a person typed
    int m_end = 0;                      // UTF-16 length of all tokens
    int m_promptEnd = 0;                // UTF-16 length of the prompt
    int m_picked = -1, m_difference = -1;
    std::pair<int, int> m_compared{-1, -1};
    QString m_parting; // what stands at the first difference
};

} // namespace glowworm
