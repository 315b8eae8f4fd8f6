// SPDX-License-Identifier: GPL-3.0-or-later
// The night stage of Digits: what both models say as a duel, the sheet, what they see of it, the
// dense twin's neurons, and the sparse net's light on its way to ten lamps. GUI thread.
#pragma once

#include "model/jobs/digit_run.h"
#include "ui/digits/digit_pick.h"

#include <QStringList>
#include <QWidget>

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

class QHBoxLayout;
class QLabel;

namespace glowworm {

struct LayerComparison;
struct LoadedModel;
struct ModelState;
class DigitCanvas;
class LightMap;
class NeuronPicture;
class PictureView;
class TwinGrid;
class ValueLabel;
struct NeuronReport;

class DuelStage : public QWidget {
    Q_OBJECT

public:
    explicit DuelStage(QWidget* parent = nullptr);

    DigitCanvas& canvas() const { return *m_canvas; }
    const PictureView& seen() const { return *m_seen; }
    const LightMap& lights() const { return *m_lights; }
    const TwinGrid& twins() const { return *m_twins; }

    /// Null: the slot is empty. names: of the ten classes, empty = the digits. The answer stays
    /// until there is another one, unless it is of other networks.
    void setModels(const LoadedModel* sparse, const LoadedModel* dense, const QStringList& names);
    void setComing(Twin twin, bool isComing); // it is being opened, where the slot is empty
    /// What the picture is labelled, if it has a label; and the line below the sheet. hint: what
    /// the hand may do there, behind it.
    void setSource(std::optional<int> label, const QString& words, const QString& hint = {});
    const QString& source() const { return m_source; } // that line, without the hint
    void setSeenWords(const QString& words);           // below what they see
    void setConstant(std::vector<bool> constant);      // these two as LightMap's
    void setReport(const NeuronReport& report);
    /// How unlike a digit it is, 1 at the edge of what is ordinary; nothing: it was not measured.
    void setUnlike(std::optional<double> unlike);
    void take(const DigitResult& result);
    void clear();                                               // nothing is drawn
    int digit(Twin twin) const { return m_said[slotOf(twin)]; } // -1: no answer
    /// What stays marked: what the inspector is about.
    void keep(const std::optional<DigitPick>& pick);
    NeuronPicture& neurons(Twin twin) const;
    /// Two drawings, as one model saw them; no layers: no more.
    void setComparison(Twin whose, const std::vector<LayerComparison>& layers);
    /// Where something may lie over what they see, which is hidden for as long.
    QRect asidePlace() const;
    void setCovered(bool covered);

    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void picked(const glowworm::DigitPick& pick);
    void hovered(const std::optional<glowworm::DigitPick>& pick);
    void menuWanted(const glowworm::DigitPick& pick, QPoint globalPosition, bool byKey);
    void arranged(); // asidePlace() may be another one

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool event(QEvent* event) override;

private:
    static constexpr int kInHeading = 10; // logical pixels, beside a figure
    struct Side {
        ValueLabel* digit;
        QLabel* words;      // who says it, or why nobody does
        ValueLabel* counts; // of its neurons
    };
    QWidget* buildHeading();
    void buildSide(Twin twin, QWidget* place, QHBoxLayout* row);
    void arrange();
    std::array<int, 2> verdictWidths(int side) const; // by Twin
    void colour();
    void showResult(const DigitResult* result); // null: there is none
    void say(Twin twin, const DigitAnswer* answer);
    void showTwin(); // the line above its neurons
    void showTruth();
    void showSource();
    void showSeen();
    void tellSheet();
    QString truthWords(const std::function<QString(Twin, const QString&)>& say) const;
    bool hasTwins() const;
    int headingHeight(int side) const;
    int captionHeight(int side) const;
    Side& side(Twin twin) { return m_sides[slotOf(twin)]; }

    QWidget* m_heading;
    std::array<QWidget*, 2> m_verdicts; // by Twin: figure and words; the first as wide as the sheet
    std::array<Side, 2> m_sides;        // by Twin
    QLabel *m_truth, *m_sourceWords, *m_seenWords;
    ValueLabel *m_unlike, *m_twinWords;
    bool m_isUnlike = false; // more than what is ordinary
    DigitCanvas* m_canvas;
    PictureView* m_seen;
    TwinGrid* m_twins;
    LightMap* m_lights;

    QString m_source, m_hint; // of the line below the sheet
    bool m_isCovered = false; // what they see
    QStringList m_names;
    std::array<std::shared_ptr<const ModelState>, 2> m_models; // by Twin; null: none is open
    std::array<int, 2> m_said{-1, -1};
    std::optional<int> m_label;
};

} // namespace glowworm
