// SPDX-License-Identifier: GPL-3.0-or-later
// Where the open models err on the test set: how often, which pictures, and what is taken for what.
// It shows what it is given and asks for nothing by itself. GUI thread.
#pragma once

#include "model/engine/digit_review.h"

#include <QFrame>
#include <QStringList>

#include <array>
#include <memory>
#include <optional>

class QBoxLayout;
class QLabel;
class QToolButton;

namespace glowworm {

class ConfusionView;
class GalleryList;

class Gallery : public QFrame {
    Q_OBJECT

public:
    explicit Gallery(QWidget* parent = nullptr);

    /// names: of the ten classes, empty = the digits. running: more of it will come.
    void setReview(
        std::shared_ptr<const DigitReview> review, bool running, const QStringList& names);
    /// In the place of the pictures while there is no review: why, and what to do.
    void setReason(const QString& reason);

    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void opened(qint64 picture);
    void continueAsked(); // of a review that was stopped

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    /// One cell of the matrix.
    struct Cell {
        Twin twin;
        int label, said;
    };
    void build();
    QToolButton* newFilter(const char* name, const QString& help);
    void buildMatrix();
    void fold();
    void openMatrix();
    void fillMatrix();
    void showFilter(std::optional<Mistakes> which);
    void showCell(Twin twin, int label, int said);
    void refresh();
    void showLegend();
    void showCounts();
    Mistakes which() const;
    QString headingWords(std::int64_t count) const;
    QString nameOf(int digit) const;

    QLabel *m_heading, *m_state, *m_legend = nullptr, *m_reason;
    QToolButton *m_both, *m_onlySparse, *m_onlyDense, *m_matrix;
    QBoxLayout* m_head;
    GalleryList* m_list;
    QFrame* m_popup;
    ConfusionView* m_confusion;
    std::array<QToolButton*, 2> m_twins; // by Twin, whose matrix

    std::shared_ptr<const DigitReview> m_review;
    bool m_running = false;
    QStringList m_names;
    std::optional<Mistakes> m_filter; // none = all of the first model's
    std::optional<Cell> m_cell;       // instead
    Twin m_matrixOf = Twin::Sparse;
};

} // namespace glowworm
