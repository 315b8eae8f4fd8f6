// SPDX-License-Identifier: GPL-3.0-or-later
// What a set-up builds, on the night stage: the network's parts from left to right, each as high as
// numbers lie side by side in it, all on one scale. An FF layer is drawn as on the board: a column
// a group, in each as much light as fires of it, one neuron; a dense layer is all light. Where in
// its column a light stands depends on the text: here it is an example. Where there is a dense
// twin, it stands below. Follows setModel(); nothing moves, and nothing is painted while it is
// hidden. GUI thread.
#pragma once

#include "model/config/config.h"
#include "ui/widgets/picture_access.h"

#include <QPixmap>
#include <QRectF>

#include <optional>
#include <vector>

class QPainter;

namespace glowworm {

struct Stage;
struct StageLight;

struct NetworkPart {
    enum class Kind { Input, Attention, Router, FeedForward, Head, LeftOut };
    Kind kind;
    Twin twin;
    int layer;     // LeftOut: the first of those that are not drawn
    int count = 1; // LeftOut: how many
    QRectF place;  // logical pixels
};

class NetworkDrawing : public SpokenPicture {
    Q_OBJECT

public:
    explicit NetworkDrawing(QWidget* parent = nullptr);

    /// A valid one. withTwin: a sparse one's dense twin is trained beside it.
    void setModel(const ModelConfig& model, bool withTwin);
    /// The form says something that is none: the drawing is of what it said before.
    void setOutdated(bool outdated);
    /// As much as is good in a panel of this height, at each size of text.
    static int heightIn(int panelHeight);

    const std::vector<NetworkPart>& parts() const { return m_parts; } // as they are read
    const NetworkPart* partAt(QPointF position) const;                // null: none
    /// Of an FF layer's part: its columns and what glows in each; of a dense one the whole column.
    std::vector<QRectF> columns(const NetworkPart& part) const;
    std::vector<QRectF> lights(const NetworkPart& part) const;
    int groupsInColumn(const NetworkPart& part) const; // more than 1: too many to be told apart
    QString wordsOf(const NetworkPart& part) const;

    QString pictureWords() const override;
    QString cursorWords() const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void fieldAsked(const QString& field); // the one that the part is made by; its name

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    bool event(QEvent* event) override;

private:
    static constexpr double kMargin = 14; // inside the stage, logical pixels
    struct Row {
        ModelConfig model;
        QRectF place;     // of its parts
        double scale = 1; // logical pixels a number
        double slot = 0;  // of a layer, logical pixels
    };
    void renew();
    void arrange();
    void arrangeRows();
    void arrangeRow(Row& row);
    void addLayer(const Row& row, int layer, double left);
    static double funnelWide(double slot); // on each side of the neurons
    const Row& rowOf(Twin twin) const;
    double high(const Row& row, int numbers) const;
    int groupsInColumn(double wide) const, columnsIn(double wide) const; // of an FF layer
    void moveCursor(int by);
    void ask(const NetworkPart& part);
    int inputs() const, outputs() const; // numbers side by side
    QString firedWords() const, shapeWords() const, scaleWords() const;
    static QString outdatedWords();

    void paintAll(QPainter& painter) const;
    void paintHead(QPainter& painter, const Stage& stage) const;
    void paintRow(QPainter& painter, const Stage& stage, const Row& row) const;
    void paintEnds(QPainter& painter, const Stage& stage, const NetworkPart& part) const;
    void paintHeads(QPainter& painter, const Stage& stage, const NetworkPart& part) const;
    void paintFunnels(QPainter& painter, const Stage& stage, const NetworkPart& part) const;
    void paintNeurons(QPainter& painter, const Stage& stage, const NetworkPart& part) const;
    void paintNames(QPainter& painter, const Stage& stage) const;
    void paintMarked(QPainter& painter, const Stage& stage, const NetworkPart& part) const;

    ModelConfig m_model;
    bool m_withTwin = false, m_outdated = false;
    std::vector<Row> m_rows; // one, or the twin's below
    std::vector<NetworkPart> m_parts;
    int m_cursor = 0;            // a part
    std::optional<int> m_marked; // under the mouse
    double m_headHigh = 0, m_footHigh = 0, m_lineHigh = 0;
    QPixmap m_picture; // all but what is marked; null = is to be painted
};

} // namespace glowworm
