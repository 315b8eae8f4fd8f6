// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/share_bars.h"

#include "ui/inspector/inspector_words.h"
#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/colour_mix.h"
#include "ui/widgets/probability_bars.h"
#include "ui/widgets/stage.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"

#include <QFontMetrics>
#include <QPainter>
#include <QStringList>

#include <algorithm>

namespace glowworm {
namespace {

constexpr int kThick = 6;               // pixels of text, of a bar
constexpr int kBeside = 8, kAround = 3; // pixels, beside a bar, and of a row over its letters

} // namespace

ShareBars::ShareBars(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Shares of its column"));
    atEachTextSize(this, [this] { updateGeometry(); });
}

QString ShareBars::Share::words() const
{
    if (isExact || most < kLeastShare)
        return choiceShareText(most, isOnlyChoice);
    return QStringLiteral("\u2264 %1").arg(most < 1 ? choiceShareText(most) : percentText(1, 0));
}

void ShareBars::showMoment(
    const NeuronGrid& grid, int neuron, const NeuronMoment& moment, const QString& words)
{
    const Share own{shortName(grid, neuron),
        static_cast<double>(moment.probability.value_or(moment.largestProbability)),
        moment.probability.has_value(), moment.isOnlyChoice};
    const std::optional<Share> rival = moment.rival < 0
        ? std::nullopt
        : std::optional(Share{shortName(grid, moment.rival),
            static_cast<double>(moment.rivalProbability), true, moment.isOnlyChoice});
    m_isChosenAsked = moment.state != NeuronMoment::State::Dark;
    const bool isKnown = moment.hasRouter && (m_isChosenAsked || rival);
    m_chosen = !isKnown ? std::nullopt : m_isChosenAsked ? own : rival;
    m_other = !isKnown ? std::nullopt : m_isChosenAsked ? rival : own;
    setWords(words);
}

void ShareBars::clear(const QString& reason)
{
    m_chosen = m_other = std::nullopt;
    setWords(reason);
}

void ShareBars::setWords(const QString& words)
{
    QStringList said{words};
    for (const auto& share : {m_chosen, m_other})
        if (share)
            said << QStringLiteral("%1 %2").arg(share->name, share->words());
    setAccessibleDescription(said.join(QStringLiteral("; ")));
    setToolTip(accessibleDescription());
    update();
}

int ShareBars::rowHeight() const { return QFontMetrics(smallFont(this)).height() + kAround; }

QSize ShareBars::sizeHint() const { return {120, 2 * rowHeight()}; }

void ShareBars::paintEvent(QPaintEvent*)
{
    const Stage stage = Stage::of(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(smallFont(this));
    const QFontMetrics metrics = painter.fontMetrics();
    const Share widest{QStringLiteral("N000"), 0.999, false, false};
    const int names = metrics.horizontalAdvance(widest.name),
              numbers = metrics.horizontalAdvance(widest.words());
    const double thick = textScaled(kThick), room = width() - names - numbers - 2 * kBeside;
    int top = 0;
    const auto paint = [&](const std::optional<Share>& share, const QColor& light, bool asked) {
        const QRect row(0, top, width(), rowHeight());
        top += row.height();
        if (!share)
            return;
        painter.setPen(asked ? stage.text : stage.quietText);
        painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter, share->name);
        painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter, share->words());
        const QRectF track(names + kBeside, row.center().y() - thick / 2 + 0.5, room, thick);
        painter.setPen(Qt::NoPen);
        painter.setBrush(stage.line);
        painter.drawRoundedRect(track, thick / 2, thick / 2);
        if (share->most < kLeastShare)
            return;
        const double full = std::max(2.0, room * std::clamp(share->most, 0.0, 1.0));
        painter.setBrush(share->isExact ? light : faded(light, 0.5)); // it may be less
        painter.drawRoundedRect(QRectF(track.topLeft(), QSizeF(full, thick)), thick / 2, thick / 2);
    };
    paint(m_chosen, stage.sparse.light, m_isChosenAsked);
    paint(m_other, m_isChosenAsked ? stage.quietText : stage.text, !m_isChosenAsked);
}

} // namespace glowworm
