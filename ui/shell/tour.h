// SPDX-License-Identifier: GPL-3.0-or-later
// The first journey: six steps, each a sentence beside a widget of the real window, that go on when
// the person has done what the sentence says. It lies over the content and moves nothing. It offers
// itself once, after ten seconds in which nobody touched anything; Esc or any action but Tab
// declines. GUI thread.
#pragma once

#include "ui/shell/panel_list.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

namespace glowworm {

class MainWindow;
class TourCard;
class TourRing;

class Tour : public QObject {
    Q_OBJECT

public:
    static constexpr int kSteps = 6;
    static constexpr int kQuietSeconds = 10;

    Tour(MainWindow& window, Workbench& workbench);

    /// After so much quiet, and never again: settings remember it.
    void offerWhenQuiet(int milliseconds = kQuietSeconds * 1000);
    void start();
    /// Whether there was a tour or an offer to leave.
    bool leave();
    int step() const { return m_step; } // 0 ... kSteps - 1; -1 = no tour

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void showStep(int step); // in its panel, the focus on the card
    void goOn();
    void advanceFrom(int step);
    void offer();
    bool isNeuronShown() const;
    QWidget* placeOfOffer() const; // null: the window's corner
    void follow();
    QWidget* target() const; // of the step; the way to its panel while another one is shown

    MainWindow& m_window;
    TourCard* m_card;
    TourRing* m_ring;
    QPointer<QWidget> m_target;
    QTimer m_quiet, m_places;
    int m_step = -1;
    bool m_offers = false, m_acts = false; // the latter: the person does something just now
    bool m_isMet = false;                  // Tab has been at the offer
};

} // namespace glowworm
