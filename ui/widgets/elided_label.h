// SPDX-License-Identifier: GPL-3.0-or-later
// Lines of text that give way: what does not fit is said in fewer words, or cut with an ellipsis;
// the whole stands in the tooltip. GUI thread.
#pragma once

#include <QLabel>

namespace glowworm {

/// Of secondary text.
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

/// A label of plain text, as any other where there is room: the name of a thing, which is longer in
/// some languages than its place. It is cut at its end.
class CutLabel : public QLabel {
    Q_OBJECT

public:
    using QLabel::QLabel;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    bool isCut() const;
};

} // namespace glowworm
