// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/generation/context_line.h"

#include "model/config/config.h"
#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/stage.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/words.h"

#include <QFontMetrics>
#include <QPainter>

namespace glowworm {
namespace {

constexpr std::size_t kMost = 60; // characters, more than a line of the card holds

} // namespace

ContextLine::ContextLine(Twin twin, QWidget* parent)
    : QWidget(parent)
    , m_twin(twin)
{
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    atEachTextSize(this, [this] { updateGeometry(); });
}

void ContextLine::setContext(std::span<const GeneratedToken> tokens, std::size_t at)
{
    const std::size_t first = at + 1 > kMost ? at + 1 - kMost : 0;
    m_context = first > 0 ? QString(QChar(0x2026)) : QString();
    for (const GeneratedToken& token : tokens.subspan(first, at + 1 - first))
        m_context
            += token.character == U' ' ? QStringLiteral(" ") : visibleCharacter(token.character);
    setAccessibleName(tr("after \u201c%1\u201d").arg(m_context));
    update();
}

void ContextLine::clear()
{
    m_context.clear();
    setAccessibleName({});
    update();
}

QSize ContextLine::sizeHint() const { return minimumSizeHint(); }

QSize ContextLine::minimumSizeHint() const { return {0, QFontMetrics(smallFont(this)).height()}; }

void ContextLine::paintEvent(QPaintEvent*)
{
    if (m_context.isEmpty())
        return;
    const Stage stage = Stage::of(palette());
    QPainter painter(this);
    painter.setFont(smallFont(this));
    const QFontMetrics metrics = painter.fontMetrics();
    QRect place = rect();
    const auto write = [&](const QString& text, const QColor& ink) {
        painter.setPen(ink);
        painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, text);
        place.setLeft(place.left() + metrics.horizontalAdvance(text));
    };
    const QStringList around = tr("after \u201c%1\u201d").split(QStringLiteral("%1"));
    const int room = width() - metrics.horizontalAdvance(around.join(QString()));
    write(around.front(), stage.quietText);
    write(metrics.elidedText(m_context, Qt::ElideLeft, room), stage.lightOf(m_twin).bright);
    write(around.back(), stage.quietText);
}

} // namespace glowworm
