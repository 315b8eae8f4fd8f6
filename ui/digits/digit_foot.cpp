// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/digits/digit_foot.h"

#include "ui/widgets/theme.h"

namespace glowworm {

DigitFoot::DigitFoot(QWidget* parent)
    : ValueLabel(Provenance::Measured, {}, parent)
{
    setObjectName(QStringLiteral("unlike"));
    setWordWrap(true);
    makeMuted(this);
    QSizePolicy keepsRoom = sizePolicy(); // the stage does not jump
    keepsRoom.setRetainSizeWhenHidden(true);
    setSizePolicy(keepsRoom);
    setUnlike({});
}

void DigitFoot::setUnlike(std::optional<double> unlike)
{
    setVisible(unlike.has_value());
    if (!unlike)
        return;
    const bool far = *unlike > 1;
    const QString figure = decimalText(*unlike, 1);
    setMark(this, "muted", !far); // what matters is read as the other text
    setValue(far
            ? tr("Not an ordinary digit (oddness %1, ordinary up to 1): the answer means little.")
                  .arg(figure)
            : tr("An ordinary digit (oddness %1 of 1)").arg(figure),
        tr("Oddness: how far the drawing's ink statistics lie from those of the nearest digit of "
           "MNIST: 0 "
           "in the middle, 1 as far out as only 1 in 100 of its own digits lies. A model answers "
           "anything with one of ten classes; far outside, its answer means little."));
}

} // namespace glowworm
