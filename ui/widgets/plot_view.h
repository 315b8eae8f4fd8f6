// SPDX-License-Identifier: GPL-3.0-or-later
// What all plots share: a QCustomPlot that follows the theme, draws at most 30 times a second and
// only while it is on screen, a sentence in place of an empty frame, and a picture of
// it in the light theme with title and footer. GUI thread.
#pragma once

#include "ui/widgets/picture_file.h"
#include "ui/widgets/theme.h"

#include <QTimer>
#include <QWidget>

class QCustomPlot;
class QCPGraph;
class QLabel;
class QPushButton;

namespace glowworm {

class PlotView : public QWidget {
    Q_OBJECT

public:
    /// What to do to see something here, "" while there is something to see; offer: the words of a
    /// button below it, which does it.
    void setEmptyText(const QString& sentence, const QString& offer = {});
    QString emptyText() const;

    /// As on a page of its own: in the light theme, with a title and, below, where it comes from.
    PaintedPage picture(const QString& title, const QString& footer);

Q_SIGNALS:
    void offerTaken(); // of setEmptyText()

protected:
    explicit PlotView(QWidget* parent);

    /// Colours, pens and fonts of what stays in the derived plot; the frame (axes, legend,
    /// background) is done already, and refill() follows.
    virtual void restyle(const Theme&) { }
    /// Data, ranges and legend texts, from what was appended since; the replot follows.
    virtual void refill() = 0;
    /// What belongs to the pointer and not into an exported picture.
    virtual void hideReadOut() { }

    /// At the end of the derived constructor: the first restyle().
    void finishBuilding();
    /// Data changed: refill() and replot soon.
    void markChanged();
    QCustomPlot& plot() { return *m_plot; }
    /// Takes the legend out of the axes and lays it in rows of `columns` below them, or of fewer
    /// where the plot is narrow; it covers nothing there.
    void putLegendBelow(int columns);
    const Theme& theme() const { return m_theme; } // that of the screen, or of an export under way
    /// refill() for a picture, which has nothing beside it that explains it.
    bool exporting() const { return m_exporting; }

    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    bool paintPage(QPaintDevice& device, const QString& title, const QString& footer);
    void applyTheme(const Theme& theme);
    void makeOffer();
    void draw(bool now);
    void fitLegend(int width);
    void fitTicks();

    QCustomPlot* m_plot;
    QWidget* m_empty;
    QLabel* m_emptyText;
    QPushButton* m_offer = nullptr; // made when there is one
    Theme m_theme;
    QTimer m_frame; // single shot, one frame
    bool m_changed = false, m_exporting = false;
    int m_legendColumns = 0; // 0 = the legend lies in the axes
};

} // namespace glowworm
