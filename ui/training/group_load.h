// SPDX-License-Identifier: GPL-3.0-or-later
// How a router used its groups of neurons in one evaluation: a row a layer, a cell a group. The lit
// height of a cell is the fraction of its neurons that fired, its glow how evenly the choices
// spread over them; the group that spreads them least is ringed. One Tab stop with a cell cursor
// (arrows, Home, End, W to the ringed group), and the cell under cursor or pointer in words. It
// shows what it is given. GUI thread.
#pragma once

#include "model/config/config.h"
#include "model/training/trainer.h"
#include "ui/widgets/picture_access.h"

#include <optional>

namespace glowworm {

class GroupLoad : public SpokenPicture {
    Q_OBJECT

public:
    explicit GroupLoad(QWidget* parent = nullptr);

    /// model: whose evaluation it is; newest: null = there is none yet. What has no figures of
    /// groups shows a sentence that says why. isPast: it is not the newest, and its step is told.
    void showLoad(const ModelConfig& model, const EvalReport* newest, bool isPast = false,
        bool isComing = false);

    struct Cell {
        int layer = 0, group = 0;
        bool operator==(const Cell&) const = default;
    };
    bool empty() const { return m_layers == 0; }
    std::int64_t step() const { return m_report.step; } // of the evaluation; unless empty()
    QString emptyText() const { return m_emptyText; }
    QString cellWords(Cell cell) const; // "layer 2, group 7: entropy 0.83, 12 of 64 never fired"
    std::optional<Cell> worst() const;  // the lowest entropy
    QRect cellRect(Cell cell) const;    // in widget coordinates
    /// Of the cell under pointer or cursor, else of the worst group; "" = empty.
    struct ReadOut {
        QString words, brief;
    };
    ReadOut readOut() const;
    QString pictureWords() const override;
    QString cursorWords() const override;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void readOutChanged(const glowworm::GroupLoad::ReadOut& readOut);

protected:
    void paintEvent(QPaintEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    bool event(QEvent* event) override;

private:
    std::size_t place(Cell cell) const
    {
        return static_cast<std::size_t>(cell.layer * m_groups + cell.group);
    }
    std::int64_t deadNeurons(Cell cell) const;
    std::optional<Cell> cellAt(QPoint position) const;
    void addKeys();
    void moveTo(Cell cell);
    int rowHeight() const;
    int labelWidth() const;
    int figuresWidth() const; // of what stands behind a row; 0 = no room
    void paintRow(QPainter& painter, int layer) const;

    ModelConfig m_model;
    EvalReport m_report;
    bool m_isPast = false;
    int m_layers = 0, m_groups = 0; // 0 = empty
    QString m_emptyText;
    Cell m_cursor;
    std::optional<Cell> m_hovered;
};

} // namespace glowworm
