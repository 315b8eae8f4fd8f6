// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/share_bar.h"

#include "ui/widgets/colour_mix.h"
#include "ui/widgets/stage.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace glowworm {
namespace {

constexpr double kOther = 0.59; // opacity of its rival's share, or of the chosen one's

} // namespace

ShareBar::ShareBar(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Share of its column"));
}

void ShareBar::setShares(double own, double rival, const QString& words)
{
    m_own = std::clamp(own, 0.0, 1.0);
    m_rival = std::clamp(rival, 0.0, 1.0 - m_own);
    setAccessibleDescription(words);
    setToolTip(words);
    update();
}

void ShareBar::paintEvent(QPaintEvent*)
{
    const Stage stage = Stage::of(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF track = QRectF(rect()).adjusted(0, 1, 0, -1);
    QPainterPath outline;
    outline.addRoundedRect(track, track.height() / 2, track.height() / 2);
    painter.setClipPath(outline);
    painter.fillRect(track, stage.line);
    const double own = track.width() * m_own, rival = track.width() * m_rival;
    // Only the neuron that this is about is in its model's light.
    painter.fillRect(QRectF(track.left() + own, track.top(), rival, track.height()),
        faded(stage.quietText, kOther));
    painter.fillRect(QRectF(track.left(), track.top(), own, track.height()), stage.sparse.light);
}

} // namespace glowworm
