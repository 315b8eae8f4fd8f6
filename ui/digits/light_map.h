// SPDX-License-Identifier: GPL-3.0-or-later
// The sparse network at work on one drawing: its columns, in each the one neuron that fired, and
// curves of light from the input to those and on to ten lamps with both models' probabilities. A
// curve to a lamp is as strong as what the neuron adds to that digit's score beyond what it adds to
// all ten (DigitEngine::contributions(), over the largest of this drawing), dashed where it takes
// from it; one from the input is faint, until its neuron is asked about: then as strong as the size
// of the neuron's value, over the largest so far. At rest curves lead only to digits that are
// likely to one of the models; of a neuron or a lamp that is asked about all are shown, and the
// others turn faint. Of a neuron that was not chosen: who won, and what it would make likelier. GUI
// thread.
#pragma once

#include "model/jobs/digit_run.h"
#include "model/neurons/report.h"
#include "ui/digits/neuron_picture.h"

#include <QPixmap>
#include <QStringList>

#include <array>
#include <optional>
#include <vector>

namespace glowworm {

constexpr qreal kLockHigh = 9; // logical pixels
/// Below a column that always chooses the same neuron; from the middle of its top on.
void paintLock(QPainter& painter, const Stage& stage, QPointF top);

class LightMap : public NeuronPicture {
    Q_OBJECT

public:
    explicit LightMap(QWidget* parent = nullptr);

    void setGrid(const std::optional<NeuronGrid>& grid) override;
    /// Of the ten classes; the lamps of 0 ... 9 need none.
    void setNames(const QStringList& names);
    /// Top and bottom of the picture that the light comes from, in this widget's coordinates.
    void setSource(qreal top, qreal bottom);
    /// Top and bottom of the dense twin's neurons, which stand where its answer comes from.
    void setTwinSource(qreal top, qreal bottom);
    /// By group: on the whole test set it has chosen one and the same neuron; empty: none has, or
    /// nobody knows yet. Of the model as its file has it: a group that was operated on shows none.
    void setConstant(std::vector<bool> constant);
    /// Of a neuron of this model; its moment, if it has one, is of the answer that is shown.
    void setReport(const NeuronReport& report);
    /// Either may be null.
    void setAnswers(const DigitAnswer* sparse, const DigitAnswer* dense);

    int leastWidth() const;       // at which columns, votes and bars can be told, logical pixels
    int firedOf(int group) const; // neuron 0 ... F - 1; -1: nothing was drawn
    double added(int group, int digit) const;      // to the digit's score, less the mean of all ten
    double strength(int group, int digit) const;   // of that curve, 0 ... 1; 0 = there is none
    float probability(Twin twin, int digit) const; // -1: no answer
    QRectF cellRect(int neuron) const override;    // of its column's light, at least a pixel high
    QRectF groupRect(int group) const override;
    QPointF lamp(int digit) const;
    qreal answersLeft() const;              // of the lamps, also of a marked one, and their bars
    QRectF bar(Twin twin, int digit) const; // its whole track
    /// Where a neuron's vote for the digit stands while it is asked about: before the bars.
    QRectF voteLane(int digit) const;

    QString wordsOf(const DigitPick& pick) const override;
    QString pictureWords() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    std::optional<DigitPick> pickAt(QPointF position) const override;
    void renew() override;

private:
    static constexpr qreal kMarked = 6;   // logical pixels, from a lamp to the ring around it
    static constexpr double kQuiet = 0.2; // of the opacity of curves that are not asked about
    enum Picture { AtRest, Quiet, WithLane, PictureCount }; // the last two with faint curves
    struct Vote {
        int group, digit;
        double added; // as added()
    };
    void addKeys();
    void step(int along, int across);
    QString digitWords(int digit) const;
    QString stateWords(int neuron) const;
    QString shownWords(const DigitPick& pick) const; // the votes stand elsewhere
    QString restWords() const;                       // while nothing is marked
    qreal restHeight(qreal room) const;              // of them, with their key, so wide
    bool hasRestKey() const, hasLocks() const;
    qreal keyWidth() const; // above the bars

    void arrange();
    QPixmap painted(bool quiet) const;                  // quiet: the curves are faint
    void paintAll(QPainter& painter, bool quiet) const; // but what is marked
    void paintKey(QPainter& painter, const Stage& stage) const;
    void paintLaneName(QPainter& painter, const Stage& stage) const;
    void paintRestKey(QPainter& painter, const Stage& stage, QRectF room) const;
    void paintColumns(QPainter& painter, const Stage& stage) const;
    void paintInput(QPainter& painter, int group, const QPen& pen) const;
    void paintInputs(QPainter& painter, const Stage& stage) const;
    void paintThread(QPainter& painter, int neuron, int digit, const QPen& pen) const;
    void paintCurves(QPainter& painter, const Stage& stage) const;
    void paintTwinsAnswer(QPainter& painter, const Stage& stage, bool quiet) const;
    void paintCells(QPainter& painter, const Stage& stage) const;
    void paintHalos(QPainter& painter, const Stage& stage) const;
    bool isConstant(int group) const;
    bool isAnswer(int digit) const; // of either model
    qreal lampRadius() const;
    qreal belowColumns() const; // for the dense twin's curve and its name
    qreal leastBars() const;
    qreal laneWidth() const;
    std::optional<int> askedGroup() const; // whose neuron's votes are shown
    qreal barLeft() const;                 // now
    QRectF wordsRect() const;
    int winner(Twin twin) const; // -1: no answer
    bool isLikely(int digit) const;
    void paintLamps(QPainter& painter, const Stage& stage) const;
    void paintBars(QPainter& painter, const Stage& stage, int digit) const;
    void paintMarked(QPainter& painter, const Stage& stage, const DigitPick& pick) const;
    std::vector<Vote> votesOf(const DigitPick& pick) const;
    void paintVotes(QPainter& painter, const Stage& stage, const std::vector<Vote>& votes) const;
    void paintAskedInput(QPainter& painter, const Stage& stage, int group) const;
    void paintAmount(QPainter& painter, const Stage& stage, const Vote& vote) const;
    std::optional<int> lostNeuron() const; // marked, and another of its column was chosen
    std::vector<OutputEffect> wouldHelp(int neuron) const; // largest first; none: not known yet
    QString wonWords(int lost) const;                      // "N25 won, 95 %"
    void paintLost(QPainter& painter, const Stage& stage, int lost) const;
    QRectF wonPlace(int lost, QSizeF size) const;
    QFont keyFont() const; // of the words below the columns
    void paintWords(QPainter& painter, const Stage& stage) const;

    QStringList m_names;
    std::vector<int> m_fired;                          // (G), or nothing
    std::vector<float> m_added;                        // (G, 10), or nothing
    std::vector<bool> m_constant;                      // (G), or nothing
    float m_most = 0;                                  // of m_added
    std::optional<NeuronReport> m_report;              // of the last that was asked about
    int m_twinLit = 0;                                 // neurons of the dense twin above zero
    std::array<std::vector<float>, 2> m_probabilities; // by Twin

    // In logical pixels.
    qreal m_sourceTop = 0, m_sourceBottom = 0, m_twinTop = 0, m_twinBottom = 0;
    qreal m_top = 0, m_bottom = 0;        // of columns and lamps
    qreal m_columnsLeft = 0, m_pitch = 0; // of the columns
    qreal m_wordsLeft = 0;                // below them
    qreal m_lampX = 0, m_barLeft = 0, m_barRight = 0;
    std::array<QPixmap, PictureCount> m_pictures; // all but what is marked; null = is to be painted
};

} // namespace glowworm
