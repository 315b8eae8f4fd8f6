// SPDX-License-Identifier: GPL-3.0-or-later
// The night stage of Digits: what both models say as a duel, the sheet, what they see of it, the
// dense twin's neurons, and the sparse net's light on its way to ten lamps. GUI thread.
#pragma once

#include "model/jobs/digit_run.h"
#include "ui/digits/digit_pick.h"

#include <QStringList>
#include <QWidget>

#include <array>
#include <optional>

class QLabel;

namespace glowworm {

struct LoadedModel;
class DigitCanvas;
class LightMap;
class PictureView;
class TwinGrid;

class DuelStage : public QWidget {
    Q_OBJECT

public:
    explicit DuelStage(QWidget* parent = nullptr);

    DigitCanvas& canvas() const { return *m_canvas; }
    const PictureView& seen() const { return *m_seen; }
    const LightMap& lights() const { return *m_lights; }
    const TwinGrid& twins() const { return *m_twins; }

    /// Null: the slot is empty. names: of the ten classes, empty = the digits. Forgets the answer.
    void setModels(const LoadedModel* sparse, const LoadedModel* dense, const QStringList& names);
    /// What the picture is labelled, if it has a label; and the line below the sheet.
    void setSource(std::optional<int> label, const QString& words);
    void setSeenWords(const QString& words); // below what they see
    void take(const DigitResult& result);
    void clear();
    int digit(Twin twin) const { return m_said[static_cast<std::size_t>(twin)]; } // -1: no answer
    /// What stays lit: what the inspector is about.
    void keep(const std::optional<DigitPick>& pick);

    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void picked(const glowworm::DigitPick& pick);
    void hovered(const std::optional<glowworm::DigitPick>& pick);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    struct Side {
        QLabel *digit, *words;
    };
    QWidget* buildHeading();
    void arrange();
    void colour();
    void say(Twin twin, const DigitAnswer* answer);
    void showTruth();
    QString wordsWithoutLabel() const;
    int headingHeight(int side) const;
    int captionHeight(int side) const;
    QString nameOf(int digit) const;
    Side& side(Twin twin) { return m_sides[static_cast<std::size_t>(twin)]; }

    QWidget *m_heading, *m_first; // m_first: the sparse half, as wide as the sheet
    std::array<Side, 2> m_sides;  // by Twin
    QLabel *m_truth, *m_sourceWords, *m_seenWords, *m_twinWords;
    DigitCanvas* m_canvas;
    PictureView* m_seen;
    TwinGrid* m_twins;
    LightMap* m_lights;

    QStringList m_names;
    std::array<QString, 2> m_missing; // by Twin: why there is no model
    std::array<int, 2> m_said{-1, -1};
    std::optional<int> m_label;
};

} // namespace glowworm
