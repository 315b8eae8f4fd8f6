// SPDX-License-Identifier: GPL-3.0-or-later
// One line of secondary text that gives way: what does not fit is said in fewer words, or cut with
// an ellipsis in the middle; the whole stands in the tooltip. GUI thread.
#pragma once

#include <QWidget>

namespace glowworm {

class ElidedLabel : public QWidget {
    Q_OBJECT

public:
    explicit ElidedLabel(QWidget* parent = nullptr);

    /// brief: the same in fewer words; "" = it is cut.
    void setText(const QString& text, const QString& brief = {});
    QString text() const { return m_text; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_text, m_brief;
};

} // namespace glowworm
