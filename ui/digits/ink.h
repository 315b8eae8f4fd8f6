// SPDX-License-Identifier: GPL-3.0-or-later
// A drawing of one digit: grey ink on a sheet ten times finer than the models' 28 x 28 picture, how
// it is made ready for them, and a soft round brush. No widget, no history, no thread of its own.
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
#include <string>
#include <utility>
#include <vector>

namespace glowworm {

class DigitSet;

class Ink {
public:
    static constexpr int kModelSide = 28;
    static constexpr int kFineness = 10;                 // sheet pixels to a model pixel
    static constexpr int kSide = kModelSide * kFineness; // of the sheet

    /// What lies on the sheet before a person draws.
    enum class Ground { Paper, Recorded, Opened, TestPicture };

    /// All that is kept of a drawing and comes back with it.
    struct State {
        QImage sheet; // shared until it is drawn on
        NormaliseOptions options = {};
        std::optional<qint64> testIndex = {}, testOrigin = {};
        std::weak_ptr<const DigitSet> testSet = {};
        std::string testHash = {};     // DigitSet::hash() of it, also while it is not open
        Ground ground = Ground::Paper; // the second came with the program
        bool isDrawnOn = false;        // a stroke has changed it
        bool isShifted = false;
    };

    Ink();

    const State& state() const { return m_now; }
    void setState(State state) { m_now = std::move(state); }

    const QImage& sheet() const { return m_now.sheet; } // Grayscale8, 0 paper ... 255 ink
    std::vector<std::uint8_t> grey() const;             // (kSide, kSide)
    bool isEmpty() const;
    /// Number of the test image that lies here untouched.
    std::optional<qint64> testIndex() const { return m_now.testIndex; }
    /// The same of one that was shifted at the most, and so is ready for the models as it is.
    std::optional<qint64> testOrigin() const { return m_now.testOrigin; }
    /// Whose image that is; null: it is none, or of a set that is open no more.
    std::shared_ptr<const DigitSet> testSet() const { return m_now.testSet.lock(); }
    /// A set that was opened: it is that one where the image is of an equal set.
    void findTestSet(const std::shared_ptr<const DigitSet>& set);
    /// What was done last was a shift, whatever options were set since.
    bool isShifted() const { return m_now.isShifted; }
    const NormaliseOptions& options() const { return m_now.options; }
    Ground ground() const { return m_now.ground; }
    bool isDrawnOn() const { return m_now.isDrawnOn; }
    /// It came with the program, and was shifted at the most: the first stroke on it begins a sheet
    /// of one's own.
    bool isRecorded() const { return m_now.ground == Ground::Recorded && !m_now.isDrawnOn; }
    void setRecorded(const PenStrokes& strokes);

    // Of these, false = there was nothing to change.
    /// The brush goes from one point to another, in model pixels. Returns the part of the sheet
    /// that changed, or may have; empty = none did. width: of the brush, model pixels.
    QRect stroke(QPointF from, QPointF to, double width, bool erase);
    bool clear();                    // the options are the usual ones again
    bool shift(int right, int down); // by whole model pixels; what leaves the sheet is gone
    bool setOptions(const NormaliseOptions& options);
    bool setPicture(std::span<const std::uint8_t, kDigitPixels> picture,
        std::optional<qint64> testIndex, const std::shared_ptr<const DigitSet>& testSet = {});
    /// A drawing of exactly the sheet's size as it is, as the window saves them; else its ink
    /// fitted into the box of 20 x 20 model pixels. One without ink changes nothing.
    bool setDrawing(const Drawing& drawing);

private:
    void replace(QImage sheet, Ground ground); // the options stay

    State m_now;
};

} // namespace glowworm
