// SPDX-License-Identifier: GPL-3.0-or-later
// One logarithmic axis of ratios on the night stage: the interval of the case that the verdict is
// about, those of the others faint beside it, a tick at 1, where neither is faster, and one at the
// ceiling that bytes put on the case; and, where a person guesses first, the mark of the guess,
// that the mouse and the arrow keys move. GUI thread.
#pragma once

#include "model/bench/statistics.h"
#include "ui/widgets/picture_access.h"

#include <optional>
#include <vector>

class QPainter;

namespace glowworm {

struct Stage;

struct VerdictMark {
    RatioInterval ratio;
    bool chosen = false;
    bool doubted = false; // nobody's win
    bool operator==(const VerdictMark& other) const
    {
        return ratio.value == other.ratio.value && ratio.low == other.ratio.low
            && ratio.high == other.ratio.high && chosen == other.chosen && doubted == other.doubted;
    }
};

class VerdictAxis : public SpokenPicture {
    Q_OBJECT

public:
    explicit VerdictAxis(QWidget* parent = nullptr);

    void setMarks(std::vector<VerdictMark> marks, std::optional<double> ceiling);
    /// open: it may be moved still. Nothing: there is none.
    void setGuess(std::optional<double> guess, bool open);
    double placeOf(double ratio) const; // in pixels from the left
    double ratioAt(double place) const; // within the axis

    QString pictureWords() const override;
    QString cursorWords() const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {160, sizeHint().height()}; }

Q_SIGNALS:
    void guessMoved(double ratio);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

private:
    void drawTicks(QPainter& painter, const Stage& stage) const;
    void drawMark(QPainter& painter, const Stage& stage, const VerdictMark& mark) const;
    void drawFlag(QPainter& painter, double ratio, const QString& words, const QColor& ink,
        bool dashed) const;
    void moveGuess(double ratio);
    void fitRange();
    double lineY() const; // of the intervals

    std::vector<VerdictMark> m_marks;
    std::optional<double> m_ceiling, m_guess;
    bool m_open = false;
    double m_low = 0.5, m_high = 8; // ends of the axis, powers of two
};

} // namespace glowworm
