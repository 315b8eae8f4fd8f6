// SPDX-License-Identifier: GPL-3.0-or-later
// What a screen reader is told of a picture with a cell cursor: the whole as its description, the
// cursor's cell in words as its value. GUI thread.
#pragma once

#include <QString>

namespace glowworm {

/// A widget that paints cells; the second base of such a widget.
class SpokenPicture {
public:
    virtual ~SpokenPicture() = default;
    virtual QString pictureWords() const = 0; // summary and legend
    virtual QString cursorWords() const = 0;  // "" = there are no cells
};

/// Makes Qt ask us for the accessible interface of spoken pictures. Any number of calls.
void installPictureAccess();
/// The cell under the cursor reads differently now. picture: a QWidget.
void announcePicture(SpokenPicture* picture);

} // namespace glowworm
