// SPDX-License-Identifier: GPL-3.0-or-later
// What a timing found, said first: what was measured in the heading, the verdict that the interval
// chooses, the interval itself on its axis, and how long it takes still. Where a person guesses
// first, how the guess did. On the night stage. GUI thread.
#pragma once

#include "ui/timing/timing_cases.h"

#include <QWidget>

#include <optional>
#include <string>

class QCheckBox;
class QHBoxLayout;
class QLabel;

namespace glowworm {

class FoldingRow;
class ValueLabel;
class VerdictAxis;
struct Ceiling;

/// All that the banner tells of.
struct BannerNews {
    const BenchResult& result; // empty: nothing was measured yet
    const BenchConfig& config; // of the result, or of what would be timed
    const std::vector<Ceiling>& ceilings;
    QString models;                // "shakespeare-sparse against shakespeare-dense"; "" = shapes
    QString source;                // "recorded 23 Nov 23:15", "" = measured now
    std::string file;              // name of the result's, "" = it is not kept (yet)
    std::optional<TimedCase> wish; // the case that was chosen; density and tokens count
    bool running = false;
    double seconds = 0; // that it will take, or that are left
};

/// Of the ratio, before it is measured; nothing = nobody guesses. Only what it was made for judges
/// it: one case of the timing that began next.
struct Guess {
    std::optional<double> ratio;
    std::string of = {}; // that result, by the name of its file; "" = the timing to come
    double density = 1;  // of the case, and
    int tokens = 1;
    bool operator==(const Guess&) const = default;
};

class TimingBanner : public QWidget {
    Q_OBJECT

public:
    explicit TimingBanner(QWidget* parent = nullptr);

    void tell(const BannerNews& news);
    void setGuess(const Guess& guess);
    QString spoken() const; // what was measured and how it came out, in one go
    const Guess& guess() const { return m_guess; }
    VerdictAxis& axis() const { return *m_axis; }

Q_SIGNALS:
    void guessed(const glowworm::Guess& before, bool moved); // by the person; guess() has it

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void colour();
    void fitHeading();
    void fitWords();
    void place();
    void showVerdict(const BannerNews& news, const TimedCase& one);
    void showUnmeasured(const BannerNews& news, std::optional<double> ceiling);
    void followGuess(const BannerNews& news);
    void showGuess();

    QLabel *m_heading, *m_source, *m_interval, *m_words, *m_conditions;
    QCheckBox* m_guesses;
    ValueLabel* m_hero;
    VerdictAxis* m_axis;
    FoldingRow* m_verdict;
    QHBoxLayout* m_foot;
    QString m_about, m_aboutBriefly; // the heading, whole and as a narrow window has it
    std::optional<bool> m_isWide;    // not laid out yet
    Guess m_guess;
    std::optional<double> m_ceiling;
    std::optional<RatioInterval> m_measured; // of the chosen case, once it is whole
    bool m_running = false;
    std::string m_result; // that is told of, as Guess::of names it
    double m_density = 1; // of the case that is told of, and
    int m_tokens = 1;
    QString m_said;    // besides the guess
    int m_outcome = 0; // of the hero's colour: 1 sparse, -1 dense; and
    bool m_isNoisy = false;
};

} // namespace glowworm
