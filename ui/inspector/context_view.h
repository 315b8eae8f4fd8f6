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

    void begin(Twin twin); // another neuron: no contexts yet
    /// More may have been read: the cursor stays where it is. complete: no more will come, and
    /// none take no more room than the reason; else they have their room from the start.
    void setContexts(std::vector<NeuronContext> contexts, bool complete = false);
    /// In their place, while there are none.
    void setReason(const QString& reason);
    const std::vector<NeuronContext>& contexts() const { return m_contexts; }

    QString pictureWords() const override;
    QString cursorWords() const override; // the context under the cursor (Up, Down)
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override;
    int heightForWidth(int width) const override;

Q_SIGNALS:
    /// By a double click or Enter: to be read, or put on the sheet.
    void contextAsked(const glowworm::NeuronContext& context);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

private:
    QFont textFont() const;
    int rowHeight() const;
    int columns() const;                          // of pictures
    static int widestPicture(int width);          // logical pixels, in a view of this width
    int pictureSide() const, labelHeight() const; // logical pixels
    QRect rowRect(int row) const;                 // the first row that is shown is row 0
    int firstShown() const, shownCount() const;   // indexes of contexts
    int contextAt(QPoint position) const;         // -1: none
    void move(int to);
    void ask(int index);
    QString wordsOf(const NeuronContext& context) const;
    void paintText(QPainter& painter, const QRect& row, const NeuronContext& context) const;
    void paintPicture(QPainter& painter, const QRect& place, const NeuronContext& context) const;

    const Task m_task;
    Twin m_twin = Twin::Sparse;
    std::vector<NeuronContext> m_contexts;
    QString m_reason;
    bool m_isComplete = false;
    int m_cursor = 0;
};

} // namespace glowworm
