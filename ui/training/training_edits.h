// SPDX-License-Identifier: GPL-3.0-or-later
// Which edits of the panel Training are one with the edit before: what was done to the same thing
// in one go. Pure.
#pragma once

namespace glowworm {

enum class TrainingEdit { LossZoom, ExperimentZoom, Course, Note, Count };

/// For ValueEdit; time: which go, 0 and more.
constexpr int editId(TrainingEdit of, int time)
{
    return static_cast<int>(TrainingEdit::Count) * time + static_cast<int>(of);
}

} // namespace glowworm
