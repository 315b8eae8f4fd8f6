// SPDX-License-Identifier: GPL-3.0-or-later
// What one model takes for what: a row for each label, a column for each answer, in each cell the
// number of test pictures. One Tab stop with a cell cursor (arrows); Enter or a click chooses a
// cell. GUI thread.
#pragma once

#include "model/engine/digit_review.h"
#include "ui/widgets/picture_access.h"

#include <QStringList>

#include <optional>

namespace glowworm {

class ConfusionView : public SpokenPicture {
    Q_OBJECT

public:
    explicit ConfusionView(QWidget* parent = nullptr);

    void setCounts(Twin twin, const Confusion& counts, const QStringList& names);
    std::int64_t count(int label, int said) const;
    QRectF cellRect(int label, int said) const;

    QString pictureWords() const override;
    QString cursorWords() const override;
    QSize sizeHint() const override;

Q_SIGNALS:
    void chosen(int label, int said);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    struct Cell {
        int label = 0, said = 0;
        bool operator==(const Cell&) const = default;
    };
    std::optional<Cell> cellAt(QPointF position) const;
    QString wordsOf(Cell cell) const;
    void moveCursor(int down, int right);
    void paintNames(QPainter& painter) const;
    qreal nameWidth() const;

    Twin m_twin = Twin::Sparse;
    Confusion m_counts{};
    QStringList m_names;
    Cell m_cursor;
    std::optional<Cell> m_hovered;
};

} // namespace glowworm
