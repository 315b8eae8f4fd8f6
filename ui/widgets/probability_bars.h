// SPDX-License-Identifier: GPL-3.0-or-later
// Probabilities of a few labelled choices as bars, the number beside each. GUI thread.
#pragma once

#include <QColor>
#include <QString>
#include <QWidget>

#include <vector>

namespace glowworm {

enum class Twin;

constexpr double kLeastShare = 0.001; // less is told as less than this, and has no bar
constexpr double kNearlyAll = 0.995;  // this and more rounds to 100 % without decimals
/// "1.2 %", "< 0.1 %"; share: 0 ... 1.
QString shareText(double share);
/// Of a neuron in its group: "62 %", "3.0 %", "99.8 %", "> 99.9 %", as none has all beside others;
/// "100 %" or "0 %" where only one of them may fire.
QString choiceShareText(double share, bool isOnlyChoice = false);

struct Stage;

class ProbabilityBars : public QWidget {
    Q_OBJECT

public:
    /// twin: whose data colour they have. places: rows to keep room for. name: read out by a screen
    /// reader before the values.
    ProbabilityBars(Twin twin, int places, const QString& name, QWidget* parent = nullptr);

    struct Row {
        QString label;
        double probability = 0; // 0 ... 1
        bool emphasised = false;
        bool isRest = false; // of all others together: in words, without a bar
    };
    /// First: the first row larger than all others, its label in room for a badge. Beside: all
    /// alike, and their bars begin and end where they do in a list with such a row.
    enum class Hero { None, Beside, First };
    void setHero(Hero hero);
    void setRows(std::vector<Row> rows); // top to bottom
    void clear(const QString& reason);   // shown in their place
    const std::vector<Row>& rows() const { return m_rows; }
    /// In widget coordinates, with its label and number. Those that have no height are among the
    /// rest.
    QRect rowRect(int row) const;
    /// In widget coordinates, of its label in a frame, which may reach a little beyond the row.
    QRect labelRect(int row) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int labelWidth() const; // of the column of labels
    bool isHero(int row) const { return m_hero == Hero::First && row == 0; }
    int heroHeight() const;  // of the first row; 0: as all others
    int otherPlaces() const; // rows that are no hero
    int placesShown() const; // of these: as many as are no lower than their text
    std::vector<Row> shownRows() const;
    void paintRow(QPainter& painter, int index, const Row& row, const Stage& stage) const;

    Twin m_twin;
    int m_places;
    Hero m_hero = Hero::None;
    QString m_reason;
    std::vector<Row> m_rows;
};

} // namespace glowworm
