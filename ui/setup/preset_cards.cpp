// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/setup/preset_cards.h"

#include "model/config/config.h"
#include "model/config/model_state.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"
#include "ui/widgets/words.h"

#include <QBoxLayout>
#include <QPushButton>

namespace glowworm {

PresetCards::PresetCards(QWidget* parent)
    : FoldingRow(parent)
{
    row()->setSpacing(kGap);
    const auto all = presets();
    for (int index = 0; index < static_cast<int>(all.size()); ++index) {
        const Preset& preset = all[static_cast<std::size_t>(index)];
        if (preset.config.model.routing != Routing::Gated)
            continue;
        const QString label = words(preset.label),
                      size
            = tr("%1 parameters")
                  .arg(shortCountText(static_cast<double>(parameterCount(preset.config.model))));
        // "Text, quick" of "Text, quick, gated 1/64"
        auto* card = new QPushButton(
            label.section(QStringLiteral(", "), 0, -2) + QLatin1Char('\n') + size, this);
        card->setObjectName(QStringLiteral("preset-") + words(preset.name));
        card->setCheckable(true);
        card->setAccessibleName(label + QStringLiteral(", ") + size);
        card->setToolTip(label + QLatin1Char('\n') + words(preset.help));
        card->setWhatsThis(tr("Starts from this preset: every field below takes its value. The "
                              "number of parameters is computed from the shapes."));
        setNumbersFrom(card, Provenance::Computed);
        connect(card, &QPushButton::clicked, this, [this, card, index] {
            card->setChecked(index == m_current); // which says what is set up, not what was clicked
            Q_EMIT chosen(index);
        });
        row()->addWidget(card, 1);
        m_cards[index] = card;
    }
}

void PresetCards::setCurrent(int preset)
{
    m_current = preset;
    for (const auto& [index, card] : m_cards) {
        card->setChecked(index == preset);
        setMark(card, "outlined", index == preset);
    }
}

} // namespace glowworm
