// SPDX-License-Identifier: GPL-3.0-or-later
// Neurons by name, with a bar and a number for each: those that add most to the logit of the
// likeliest next character, their "votes" on screen, and those that take most from it; or the
// choices that were closest. Shows what it is given. GUI thread.
#pragma once

#include "model/config/neuron.h"
#include "model/engine/attribution.h"
#include "model/neurons/token_report.h"
#include "ui/widgets/picture_access.h"

#include <QString>

#include <optional>
#include <vector>

class QLabel;

namespace glowworm {

enum class Twin;

/// A row a neuron, as many as there is room for; those against stand below a line of their own.
class VoterRows : public SpokenPicture {
    Q_OBJECT

public:
    explicit VoterRows(QWidget* parent);

    struct Row {
        NeuronAddress neuron;
        QString detail;         // the rival, behind the bar
        QString number;         // at the right
        double length = 0;      // of its bar, 0 ... 1 of the room for one
        bool isAgainst = false; // these come last
        double rival = 0;       // of the bar, the rival's part at its end
    };
    /// Of a model's grid; before: what a screen reader says ahead of all of them. numbered: those
    /// that are not against, from 1 on, as on the board.
    void setRows(Twin twin, const NeuronGrid& grid, std::vector<Row> rows, const QString& before,
        bool numbered);
    QRect rowRect(int row) const; // in widget coordinates

    QString pictureWords() const override;
    QString cursorWords() const override; // the neuron under the cursor (Up, Down)
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void neuronAsked(glowworm::NeuronAddress neuron);
    /// Pointer or keys went to one of them or left it, or another one stands there now.
    void neuronHovered(std::optional<glowworm::NeuronAddress> neuron);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    int rowHeight() const; // lower where there is little room
    int shownCount() const;
    int forCount() const;             // rows that are not against
    int rowAt(QPoint position) const; // -1: none
    void hover(int row);
    void move(int to);
    void ask(int row);
    QString wordsOf(const Row& row) const;

    Twin m_twin;
    NeuronGrid m_grid;
    QString m_before;
    std::vector<Row> m_rows;
    bool m_numbered = false;
    int m_cursor = 0;   // row
    int m_hovered = -1; // row, under the pointer or where the keys went; -1: none
};

/// With their heading.
class VoterList : public QWidget {
    Q_OBJECT

public:
    explicit VoterList(QWidget* parent = nullptr);

    /// Of a model's grid: those for a character, as it is shown, the largest first, and behind them
    /// those against it, apart by their sign; none: nothing is known of it.
    void setVoters(Twin twin, const NeuronGrid& grid, const QString& character,
        const std::vector<Attribution>& voters);
    /// The smallest margin first.
    void setChoices(Twin twin, const NeuronGrid& grid, const std::vector<LayerDecision>& choices);
    VoterRows& rows() const { return *m_rows; }
    /// Its heading is one line: with heights for widths a layout would never give it fewer rows
    /// than it likes to have.
    bool hasHeightForWidth() const override { return false; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void writeHeading();
    void explainVotes();
    void explainChoices();
    void explain(const QString& words); // on What's This

    Twin m_twin;
    enum class Tells { Nothing, Votes, Choices } m_tells = Tells::Nothing;
    QString m_character; // of the votes
    QLabel* m_heading;
    VoterRows* m_rows;
};

} // namespace glowworm
