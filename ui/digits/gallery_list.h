// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of a test set side by side, below each its label and what the models took it for. Enter
// or a click opens one. GUI thread.
#pragma once

#include "model/engine/digit_review.h"

#include <QAbstractListModel>
#include <QListView>
#include <QMargins>
#include <QStringList>

#include <memory>
#include <utility>
#include <vector>

namespace glowworm {

class GalleryModel : public QAbstractListModel {
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    /// Where there are only more of them than before, the others stay as they are.
    void setPictures(std::shared_ptr<const DigitReview> review, std::vector<std::int64_t> pictures,
        const QStringList& names);
    const DigitReview* review() const { return m_review.get(); }
    std::int64_t picture(int row) const { return m_pictures[static_cast<std::size_t>(row)]; }
    QString nameOf(int digit) const; // of a class; a dash for no answer
    bool hasNames() const { return !m_names.isEmpty(); }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override; // in words

private:
    std::shared_ptr<const DigitReview> m_review;
    std::vector<std::int64_t> m_pictures;
    QStringList m_names; // of the ten classes; empty = the digits
};

class GalleryList : public QListView {
    Q_OBJECT

public:
    explicit GalleryList(QWidget* parent = nullptr);

    void setPictures(std::shared_ptr<const DigitReview> review, std::vector<std::int64_t> pictures,
        const QStringList& names);
    const GalleryModel& shown() const { return *m_model; }
    /// Of a picture with its words and the gaps behind and below it: whole rows and columns fill
    /// the list, up to its right edge.
    QSize tileSize(int row) const;
    QMargins gapsOf(int row) const; // behind and below it
    /// The first row in sight, and the one behind the last.
    std::pair<int, int> rowsInSight() const;

protected:
    void doItemsLayout() override;
    void updateGeometries() override;
    void scrollContentsBy(int right, int down) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

Q_SIGNALS:
    void opened(qint64 picture);
    void shownChanged(); // rowsInSight()

private:
    /// Of all tiles, in logical pixels, with their gaps: so many side by side, the first `wider` of
    /// them a pixel wider than the others.
    struct Tiles {
        int across = 1, wide = 1, wider = 0, high = 1;
    };
    int wordsHeight() const;
    QSize leastTile() const;
    Tiles tilesFor(QSize room) const;

    GalleryModel* m_model;
    Tiles m_tiles; // of the last layout: each picture asks for its size
};

} // namespace glowworm
