// SPDX-License-Identifier: GPL-3.0-or-later
// A row that becomes a column where it is too narrow for all that stands in it, instead of pushing
// the window wider: a panel that scrolls sideways hides what belongs together. GUI thread.
#pragma once

#include <QWidget>

class QBoxLayout;

namespace glowworm {

class FoldingRow : public QWidget {
    Q_OBJECT

public:
    /// Without margins; a stretch in it counts in the row only.
    explicit FoldingRow(QWidget* parent = nullptr);

    QBoxLayout* row() const { return m_row; }
    bool folded() const;
    QSize minimumSizeHint() const override; // wide enough for the widest part

Q_SIGNALS:
    void foldChanged();

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool event(QEvent* event) override;

private:
    void fold();
    int widestPart() const;
    int rowWidth() const; // of all parts side by side

    QBoxLayout* m_row;
};

} // namespace glowworm
