// SPDX-License-Identifier: GPL-3.0-or-later
// The bytes that one token or picture reads, computed from shapes: a bar for the model and one for
// its dense twin on one scale, divided into their parts. What belongs to the FF layers has the
// model's colour, the rest is grey. GUI thread.
#pragma once

#include "model/config/cost.h"
#include "ui/widgets/picture_access.h"

#include <QRectF>

#include <array>
#include <vector>

namespace glowworm {

struct Theme;

inline constexpr std::array kCostParts{
    Part::Embedding, Part::Attention, Part::FeedForward, Part::Router, Part::Norm, Part::Head};
QString costPartName(Part part, Task task); // "FF neurons"

struct BytesSegment {
    Twin twin;
    Part part;
    std::int64_t bytes, ofAll;
    QRectF place; // logical pixels
};

class BytesBars : public SpokenPicture {
    Q_OBJECT

public:
    explicit BytesBars(QWidget* parent = nullptr);

    void setModel(const ModelConfig& model); // a valid one

    const std::vector<BytesSegment>& segments() const { return m_segments; } // as they are read
    QString wordsOf(const BytesSegment& segment) const;

    QString pictureWords() const override;
    QString cursorWords() const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool event(QEvent* event) override;

private:
    void arrange();
    void moveCursor(int by);
    double lineHigh() const;
    QColor colourOf(const Theme& theme, Part part, Twin twin) const;
    QString rowWords(Twin twin) const; // above its bar
    QString unitWords() const;
    void paintKey(QPainter& painter, const Theme& theme) const;

    ModelConfig m_model;
    std::vector<BytesSegment> m_segments;
    int m_cursor = 0; // a segment
};

} // namespace glowworm
