// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of a test set side by side, below each its label and what the models took it for. Enter
// or a click opens one. GUI thread.
#pragma once

#include "model/engine/digit_review.h"

#include <QAbstractListModel>
#include <QListView>
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
    /// Of one picture with its words and the gap behind it, so that whole rows fill the list.
    QSize tileSize() const;
    /// The first row in sight, and the one behind the last.
    std::pair<int, int> rowsInSight() const;

protected:
    void updateGeometries() override;
    void scrollContentsBy(int right, int down) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

Q_SIGNALS:
    void opened(qint64 picture);
    void shownChanged(); // rowsInSight()

private:
    int wordsHeight() const;
    QSize leastTile() const;

    GalleryModel* m_model;
};

} // namespace glowworm
