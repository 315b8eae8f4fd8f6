// SPDX-License-Identifier: GPL-3.0-or-later
// A drawing of one digit: grey ink on a sheet ten times finer than the models' 28 x 28 picture, how
// it is made ready for them, a soft round brush, and the history behind undo. No widget, no thread
// of its own.
#pragma once

#include "model/data/digits.h"
#include "model/data/drawing.h"
#include "model/data/strokes.h"

#include <QImage>
#include <QPointF>

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace glowworm {

class DigitSet;

class Ink {
public:
    static constexpr int kModelSide = 28;
    static constexpr int kFineness = 10;                 // sheet pixels to a model pixel
    static constexpr int kSide = kModelSide * kFineness; // of the sheet
    static constexpr std::size_t kMostUndo = 200;

    Ink();

    const QImage& sheet() const { return m_now.sheet; } // Grayscale8, 0 paper ... 255 ink
    std::vector<std::uint8_t> grey() const;             // (kSide, kSide)
    bool isEmpty() const;
    /// Number of the test image that lies here untouched.
    std::optional<qint64> testIndex() const { return m_now.testIndex; }
    /// The same of one that was shifted at the most, and so is ready for the models as it is.
    std::optional<qint64> testOrigin() const { return m_now.testOrigin; }
    /// Whose image that is; null: it is none, or of a set that is open no more.
    std::shared_ptr<const DigitSet> testSet() const { return m_now.testSet.lock(); }
    /// What was done last was a shift, whatever options were set since.
    bool isShifted() const { return m_now.isShifted; }
    const NormaliseOptions& options() const { return m_now.options; }
    /// It came with the program: the first stroke on it begins a sheet of one's own.
    bool isRecorded() const { return m_now.isRecorded; }
    /// As the start, with nothing to take back.
    void setRecorded(const PenStrokes& strokes);

    // Each of these is one step of undo, and ends what could be done again; a stroke is one step
    // from begin to the next begin, and none where an eraser met no ink. False = there was nothing
    // to change.
    void beginStroke(bool erase = false);
    /// The brush goes from one point to another, in model pixels. Returns the part of the sheet
    /// that changed, or may have; empty = none. width: of the brush, model pixels.
    QRect stroke(QPointF from, QPointF to, double width, bool erase);
    bool clear(); // the options are the usual ones again
    /// By whole model pixels; what leaves the sheet is gone. goesOn: in one step with the shift
    /// before, unless something else came between.
    bool shift(int right, int down, bool goesOn = false);
    bool setOptions(const NormaliseOptions& options);
    void setPicture(std::span<const std::uint8_t, kDigitPixels> picture,
        std::optional<qint64> testIndex, const std::shared_ptr<const DigitSet>& testSet = {});

    /// A drawing of exactly the sheet's size as it is, as the window saves them; else its ink
    /// fitted into the box of 20 x 20 model pixels. One without ink changes nothing.
    bool setDrawing(const Drawing& drawing);

    std::int64_t steps() const { return m_steps; } // of undo that were ever made
    bool canUndo() const { return !m_before.empty(); }
    bool undo() { return go(m_before, m_after); } // false = there is nothing to take back
    bool canRedo() const { return !m_after.empty(); }
    bool redo() { return go(m_after, m_before); } // what undo() took back

private:
    struct State {
        QImage sheet; // shared until it is drawn on
        NormaliseOptions options = {};
        std::optional<qint64> testIndex = {}, testOrigin = {};
        std::weak_ptr<const DigitSet> testSet = {};
        bool isRecorded = false, isShifted = false;
    };
    void keep();
    void replace(QImage sheet);                                // the options stay
    bool go(std::vector<State>& from, std::vector<State>& to); // to the newest of `from`

    bool m_isUnkept = false; // the stroke that was begun: an eraser's, which has met no ink yet
    State m_now;
    std::vector<State> m_before, m_after;     // the next one last
    std::int64_t m_steps = 0, m_shifted = -1; // m_shifted: the step of the last shift
};

} // namespace glowworm
