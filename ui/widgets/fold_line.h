// SPDX-License-Identifier: GPL-3.0-or-later
// One quiet line that says what is set and unfolds, at a click, to where it is set. Items that have
// no room are left out, the last ones first; all stand in the tooltip. GUI thread.
#pragma once

#include <QAbstractButton>
#include <QStringList>

namespace glowworm {

class FoldLine : public QAbstractButton {
    Q_OBJECT

public:
    /// title: what a screen reader calls it. name: the object's.
    FoldLine(const QString& title, const char* name, QWidget* parent);

    void setSummary(const QStringList& items);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    void showTip();
    QString fold() const; // the words at its right end
    QString fitting(const QFontMetrics& metrics, int room) const;

    QStringList m_items;
};

} // namespace glowworm
