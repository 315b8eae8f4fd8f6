// SPDX-License-Identifier: GPL-3.0-or-later
// The 28 x 28 grey picture that the models really see, pixel for pixel. GUI thread.
#pragma once

#include "model/data/digits.h"

#include <QWidget>

#include <optional>

namespace glowworm {

class PictureView : public QWidget {
    Q_OBJECT

public:
    explicit PictureView(QWidget* parent = nullptr);

    void setPicture(const std::optional<DigitPicture>& picture);
    const std::optional<DigitPicture>& picture() const { return m_picture; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::optional<DigitPicture> m_picture;
};

} // namespace glowworm
