// SPDX-License-Identifier: GPL-3.0-or-later
// The moments of a run as a row of bars, from its first step to its newest, at equal distances: as
// they double the steps, early ones stand as far apart as late ones. The height of a bar is how
// much of what fires at the end fires there too. A slider: it goes where it is clicked and follows
// the pointer, the arrow keys, Home and End. GUI thread.
#pragma once

#include "model/config/config.h"

#include <QAbstractSlider>

#include <optional>
#include <vector>

namespace glowworm {

class MomentTrack : public QAbstractSlider {
    Q_OBJECT

public:
    explicit MomentTrack(QWidget* parent = nullptr);

    struct Mark {
        std::int64_t step = 0;
        std::optional<double> likeTheEnd; // 0 ... 1; nothing: not known yet
        bool operator==(const Mark&) const = default;
    };
    /// By step. twin: whose colour they have.
    void showMarks(std::vector<Mark> marks, Twin twin);
    const std::vector<Mark>& marks() const { return m_marks; }
    /// mark: the one that is looked at. isOn: else nobody looks back. Says nothing.
    void setPlace(int mark, bool isOn);

    QString markWords(int mark) const; // "step 16: 34 % of what fires at the end fires here"
    QRectF markRect(int mark) const;   // in widget coordinates

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void asked(int mark); // by a person, also where one is

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    int count() const { return static_cast<int>(m_marks.size()); }
    int markAt(double x) const;
    int stripHeight() const; // below the bars, for the steps
    void goTo(double x);
    void paintBars(QPainter& painter) const;
    void paintSteps(QPainter& painter) const;

    std::vector<Mark> m_marks;
    Twin m_twin = Twin::Sparse;
    bool m_isOn = false;
};

} // namespace glowworm
