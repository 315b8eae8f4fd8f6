// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/text_use.h"

#include "model/config/config.h"
#include "ui/inspector/inspector_style.h"
#include "ui/widgets/stage.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"

#include <QPainter>
#include <QStringList>
#include <QVBoxLayout>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>

namespace glowworm {
namespace {

constexpr int kBar = 4; // pixels, the height of a bar

} // namespace

/// A bar a layer: how much of it the text has used.
class LayerUse : public QWidget {
public:
    explicit LayerUse(QWidget* parent)
        : QWidget(parent)
    {
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }

    void setUse(Twin twin, int neurons, const std::vector<int>& used)
    {
        m_twin = twin;
        m_neurons = neurons;
        if (used.size() != m_used.size())
            updateGeometry();
        m_used = used;
        QStringList words;
        for (std::size_t layer = 0; layer < used.size(); ++layer)
            words << TextUse::tr("layer %1: %2").arg(layer).arg(countText(used[layer]));
        setAccessibleDescription(words.join(QStringLiteral(", ")));
        update();
    }

    QSize sizeHint() const override
    {
        return {120, static_cast<int>(m_used.size()) * QFontMetrics(smallFont(this)).height()};
    }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        const Stage stage = Stage::of(palette());
        QPainter painter(this);
        painter.setFont(smallFont(this));
        const QFontMetrics metrics = painter.fontMetrics();
        const int line = metrics.height(), number = metrics.horizontalAdvance(countText(m_neurons)),
                  name = metrics.horizontalAdvance(TextUse::tr("layer %1").arg(0)) + kGap,
                  room = width() - name - number - kGap;
        for (std::size_t layer = 0; layer < m_used.size(); ++layer) {
            const QRect row(0, static_cast<int>(layer) * line, width(), line);
            painter.setPen(stage.quietText);
            painter.drawText(
                row, Qt::AlignLeft | Qt::AlignVCenter, TextUse::tr("layer %1").arg(layer));
            painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter, countText(m_used[layer]));
            const QRectF track(name, row.center().y() - kBar / 2.0 + 1, room, kBar);
            painter.fillRect(track, stage.raised);
            painter.fillRect(
                QRectF(track.topLeft(),
                    QSizeF(room * m_used[layer] / std::max(1.0, 1.0 * m_neurons), kBar)),
                stage.lightOf(m_twin).light);
        }
    }

private:
    Twin m_twin = Twin::Sparse;
    int m_neurons = 0;
    std::vector<int> m_used;
};

TextUse::TextUse(QWidget* parent)
    : QWidget(parent)
    , m_sum(new ValueLabel(Provenance::Measured, {}, this))
    , m_layers(new LayerUse(this))
{
    m_sum->setObjectName(QStringLiteral("usedSoFar"));
    m_sum->setWordWrap(true);
    makeQuiet(m_sum);
    m_layers->setObjectName(QStringLiteral("usedByLayer"));
    m_layers->setAccessibleName(tr("Neurons used so far, by layer"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addWidget(m_sum);
    column->addWidget(m_layers);
}

void TextUse::showUse(
    Twin twin, const NeuronGrid& grid, const std::vector<int>& used, Provenance from)
{
    setNumbersFrom(this, from);
    m_sum->setProvenance(from);
    const std::int64_t sum = std::accumulate(used.begin(), used.end(), std::int64_t{0}),
                       all = static_cast<std::int64_t>(grid.layers) * grid.neurons();
    m_sum->setValue(tr("%1 of %2 used so far").arg(countText(sum), countText(all)),
        twin == Twin::Sparse ? tr("neurons chosen at any character of this text")
                             : tr("neurons above zero at any character of this text"));
    m_layers->setUse(twin, grid.neurons(), used);
}

} // namespace glowworm
