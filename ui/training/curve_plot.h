// SPDX-License-Identifier: GPL-3.0-or-later
// What plots of loss curves share: an axis of steps or of training time, a loss axis that may be
// logarithmic, wheel and drag to zoom until a double click shows all again, and a read-out that
// follows the pointer or the arrow keys: in a place of its own above the curves, or, where it is a
// whole table, in a corner of theirs. Holds no curves. GUI thread.
#pragma once

#include "model/config/config.h"
#include "ui/widgets/plot_view.h"

#include <array>
#include <optional>

class QCPItemStraightLine;
class QCPItemText;
class QLabel;

namespace glowworm {

class FocusKeys;
class JsonObject;
class SessionValues;

class CurvePlot : public PlotView {
    Q_OBJECT

public:
    enum class Axis { Step, Time }; // as the lists of axes have them

    void setTask(Task task); // the unit of the loss
    void setAxis(Axis axis);
    void setLogarithmic(bool on);

    /// What a person chose of it, to come back to.
    struct View {
        Axis axis = Axis::Step;
        bool logarithmic = false;
        std::optional<std::array<double, 4>> zoom; // left, right, low, high; none: all is shown
        bool operator==(const View&) const = default;
    };
    View view() const;
    void showView(const View& view);
    int gesture() const { return m_gesture; } // which one zoomed last: a drag is one

Q_SIGNALS:
    void logarithmicToggled(); // key L
    void zoomed();             // by a person, or all is shown again

protected:
    explicit CurvePlot(QWidget* parent);

    FocusKeys& keys() { return *m_keys; } // derived plots add their own

    /// What the curves say at `key` of the horizontal axis; "" = nothing.
    virtual QString readOutAt(double key) const = 0;
    /// That its place above the curves has; 0 = it stands in a corner of theirs.
    virtual int readOutLines() const { return 0; }
    /// In that place while nobody reads.
    void setRestWords(const QString& words);
    /// The axis is another one: all points are placed again, at the next refill().
    virtual void forgetPlaces() = 0;

    Axis axis() const { return m_axis; }
    bool logarithmic() const { return m_logarithmic; }
    double keyOf(std::int64_t step, double seconds) const
    {
        return m_axis == Axis::Step ? static_cast<double>(step) : seconds;
    }
    /// Shows all again, whatever was zoomed.
    void startOver();
    /// Pixels to keep free: above and below the values, and behind the end of the horizontal axis.
    struct Room {
        double around = 0, behind = 0;
    };
    /// Last in refill(): labels, and the ranges of what is drawn, unless somebody zooms or reads.
    /// right: the greatest key; low > high: no values yet; grows: more will come, and the
    /// horizontal axis ends at a round number beyond it.
    void updateAxes(
        double right, double low, double high, bool grows = true, const Room& room = {0, 0});
    /// Where a horizontal axis ends that grows.
    static double endOf(double right);
    bool isZoomed() const { return !m_follow; }

    void restyle(const Theme& theme) override; // of the read-out; derived plots call it
    void hideReadOut() override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void addKeys();
    void labelAxes();
    void placeUnit();
    void nameLoss(); // in as many words as its axis has room for
    void fitReadOut();
    void showReadOut(const QString& text);
    void moveCursorTo(double key);
    void moveCursorBy(int points);
    void setRanges(const std::array<double, 4>& ranges);
    void noteRange();

    FocusKeys* m_keys;
    QCPItemStraightLine* m_cursor;
    QCPItemText* m_cursorText;
    QCPItemText* m_unit; // of the steps, at the end of their line where there is room
    QLabel* m_readOut;
    QString m_restWords, m_readWords;     // the second: "" = nobody reads
    double m_cursorKey = 0, m_behind = 0; // the second: pixels, as updateAxes() has them
    Task m_task = Task::Text;
    Axis m_axis = Axis::Step;
    bool m_logarithmic = false;
    bool m_follow = true;   // false: the ranges were set by wheel or drag
    bool m_setting = false; // the ranges are being set, by nobody's hand
    int m_gesture = 0;
    QTimer m_zoomed; // single shot: both axes are told of at once
};

void saveView(const SessionValues& to, const CurvePlot::View& view);
CurvePlot::View viewFrom(const JsonObject& from); // throws Error (a clause)

} // namespace glowworm
