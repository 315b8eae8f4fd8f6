// SPDX-License-Identifier: GPL-3.0-or-later
// The value of one neuron at every token of a text, and where the shown token is; or on the
// drawings that were shown, one after the other. Every value has its place: where several share a
// pixel, the largest and the smallest are drawn. Of a text a click, or arrows, ask for a token. GUI
// thread.
#pragma once

#include "ui/widgets/picture_access.h"

#include <vector>

namespace glowworm {

enum class Task;
enum class Twin;

class NeuronCurve : public SpokenPicture {
    Q_OBJECT

public:
    explicit NeuronCurve(Task task, QWidget* parent = nullptr);

    /// values: after the activation, 0 where it did not fire. at: -1 = none.
    /// isOff: surgery switched it off.
    void setValues(Twin twin, std::vector<float> values, int at, bool isOff = false);
    const std::vector<float>& values() const { return m_values; }

    QString pictureWords() const override;
    QString cursorWords() const override;
    QSize sizeHint() const override { return {120, 34}; }

Q_SIGNALS:
    void tokenAsked(int token);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

private:
    QString neverWords() const; // in place of a line that never leaves the ground
    int tokenAt(double x) const;
    double xOf(int token) const;

    const Task m_task;
    Twin m_twin;
    std::vector<float> m_values;
    int m_at = -1;
    bool m_isOff = false;
};

} // namespace glowworm
