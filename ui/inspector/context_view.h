// SPDX-License-Identifier: GPL-3.0-or-later
// Where a neuron glows most: pieces of text, the character under each other and highlighted, or
// pictures; as many as there is room for. GUI thread.
#pragma once

#include "model/neurons/report.h"
#include "ui/widgets/picture_access.h"

#include <vector>

namespace glowworm {

class ContextView : public SpokenPicture {
    Q_OBJECT

public:
    ContextView(Task task, QWidget* parent = nullptr);

    void setContexts(Twin twin, std::vector<NeuronContext> contexts);
    /// In their place, while there are none.
    void setReason(const QString& reason);
    const std::vector<NeuronContext>& contexts() const { return m_contexts; }

    QString pictureWords() const override;
    QString cursorWords() const override; // the context under the cursor (Up, Down)
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

private:
    QFont textFont() const;
    int rowHeight() const;
    int columns() const; // of pictures
    QRect rowRect(int row) const;
    int shownRows() const;
    void move(int to);
    QString wordsOf(const NeuronContext& context) const;
    void paintText(QPainter& painter, const QRect& row, const NeuronContext& context) const;
    void paintPicture(QPainter& painter, const QRect& place, const NeuronContext& context) const;

    const Task m_task;
    Twin m_twin = Twin::Sparse;
    std::vector<NeuronContext> m_contexts;
    QString m_reason;
    int m_cursor = 0;
};

} // namespace glowworm
