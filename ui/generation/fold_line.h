// SPDX-License-Identifier: GPL-3.0-or-later
// One quiet line that says what is set and unfolds, at a click, to where it is set. What does not
// fit is cut with an ellipsis and stands whole in the tooltip. GUI thread.
#pragma once

#include <QAbstractButton>

namespace glowworm {

class FoldLine : public QAbstractButton {
    Q_OBJECT

public:
    explicit FoldLine(QWidget* parent = nullptr);

    void setSummary(const QString& summary);
    const QString& summary() const { return m_summary; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    QString fold() const; // the words at its right end

    QString m_summary;
};

} // namespace glowworm
