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
#include <variant>
#include <vector>

class QLabel;
class QLayout;
class QPushButton;
class QToolButton;

namespace glowworm {

class ConfusionView;
class FoldingRow;
class GalleryList;
class JsonObject;
class SessionValues;
class ValueLabel;

class Gallery : public QFrame {
    Q_OBJECT

public:
    explicit Gallery(QWidget* parent = nullptr);

    /// names: of the ten classes, empty = the digits. running: more of it will come.
    void setReview(
        std::shared_ptr<const DigitReview> review, bool running, const QStringList& names);
    /// In the place of the pictures while there is no review: why, and what to do.
    void setReason(const QString& reason, bool mayOpen); // pictures of one's own
    void setNeuronsShown(bool shown);                    // how they are used

    /// Which pictures are shown, which is chosen, and where the list begins; restore() shows them
    /// once they are there, unless somebody chooses others first.
    void save(const SessionValues& to) const;
    void restore(const JsonObject& from); // throws Error (a clause), then nothing has changed
    void check(const JsonObject& from) const { readWanted(from); } // throws what that would

Q_SIGNALS:
    void opened(qint64 picture);
    void picturesAsked(); // to be opened
    void continueAsked(); // of a review that was stopped
    void neuronsAsked(bool shown);

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    /// One cell of the matrix.
    struct Cell {
        Twin twin;
        int label, said;
    };
    using Shown = std::variant<Mistakes, Cell>;
    struct Wanted {
        Shown shown;
        std::optional<qint64> chosen, first; // pictures
    };
    struct Filter {
        Mistakes which;
        QToolButton* button;
        QString name;
    };
    void build();
    void buildList();
    QLayout* newTitle();
    void buildFilters(FoldingRow* place);
    QToolButton* newFilter(const char* name, const QString& help);
    QToolButton* newPageButton(const char* name, const QString& text, const QString& help);
    void buildMatrix();
    void openMatrix();
    void fillMatrix();
    void choose(const Shown& shown);
    void refresh();
    bool canShow(const Shown& shown) const;
    Wanted now() const;
    Wanted readWanted(const JsonObject& from) const;
    void takeWanted();
    void showLegend();
    void showRange(); // which of the pictures stand in the list
    void showState();
    Mistakes all() const; // mistakes of the first model that there is
    const Cell* cell() const { return std::get_if<Cell>(&m_shown); }
    std::vector<std::int64_t> pictures() const;
    QString headingWords() const;

    QLabel *m_heading, *m_state, *m_legend = nullptr, *m_reason;
    ValueLabel *m_count, *m_range;
    QFrame* m_segments; // of the filters
    std::vector<Filter> m_filters;
    QToolButton *m_goOn, *m_before, *m_after, *m_matrix, *m_neurons;
    GalleryList* m_list;
    QPushButton* m_open;
    QFrame* m_popup;
    ConfusionView* m_confusion;
    std::array<QToolButton*, 2> m_twins; // by Twin, whose matrix

    std::shared_ptr<const DigitReview> m_review;
    bool m_running = false;
    QStringList m_names;
    Shown m_shown = Mistakes::Sparse;
    Twin m_matrixOf = Twin::Sparse;
    std::optional<Wanted> m_wanted; // while the pictures are not there
};

} // namespace glowworm
