// SPDX-License-Identifier: GPL-3.0-or-later
// The text as a row of bars, one a token: how surprised the model was by its own character, in
// nats. A scrubber: it goes where it is clicked and follows the pointer from there. Flags stand
// where the texts part, where a person typed, where the full context was read again, and at
// bookmarks. GUI thread.
#pragma once

#include "model/engine/generator.h"
#include "model/tape/tape.h"

#include <QAbstractSlider>
#include <QColor>

#include <optional>
#include <span>
#include <vector>

namespace glowworm {

class SurpriseTrack : public QAbstractSlider {
    Q_OBJECT

public:
    explicit SurpriseTrack(QWidget* parent = nullptr);

    /// Another text: forgets bars and flags.
    void begin();
    /// So many tokens it will have: their places are kept free, so that bars stay where they are
    /// while it grows. 0 = no more than are there.
    void expect(int tokens);
    /// The model whose bars are shown, and its text, which has only grown unless it is another
    /// model's.
    void showText(Twin twin, std::span<const GeneratedToken> tokens);
    /// token: -1 = none. count: that can be gone to. Says nothing, the person did not move it.
    void setPosition(int token, int count);
    /// words: what stands there in each text, for the tip. token -1: none.
    void setFirstDifference(int token, const QString& words);
    void setBookmarks(std::vector<TapeBookmark> bookmarks);

    std::optional<float> surprise(int token) const; // nats; nothing for the first of all
    std::optional<float> probability(int token) const;
    QRectF barRect(int token) const; // in widget coordinates; without value its dot
    QStringList flagWords() const;   // "first difference", ... from left to right

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    struct Bar {
        std::optional<float> surprise, probability;
        char32_t character;
    };
    struct Flag {
        int token;
        QString words;
    };
    void renewFlags();
    void goTo(double x);
    const Bar* barOf(int token) const; // null: not there
    QStringList wordsAt(int token) const;
    int tokenAt(double x) const;
    int places() const;
    double leftOf(int token) const;
    int stripHeight() const; // above the bars, for the flags
    void mergeBars();
    void paintBars(QPainter& painter) const;
    void paintFlags(QPainter& painter) const; // and what a bar's height is
    double playhead() const;
    bool isUnderPlayhead(int from, int to) const;

    Twin m_twin = Twin::Sparse;
    std::vector<Bar> m_bars;
    std::vector<int> m_rereads, m_typed; // of runs of typed characters the first
    std::vector<TapeBookmark> m_bookmarks;
    std::vector<Flag> m_flags; // of all these, from left to right
    QString m_parting;         // what stands at the first difference
    float m_top;               // nats, of a bar of full height
    int m_expected = 0, m_count = 0, m_difference = -1;
    struct {                       // of bars in one column of pixels the highest
        std::vector<int> tokens;   // ascending
        int width = 0, places = 0; // that they are merged for
        int count = 0;             // of bars that were looked at
    } m_merged;
};

} // namespace glowworm
