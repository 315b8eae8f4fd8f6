// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/generation/shade_choice.h"

#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QToolButton>

#include <cstddef>

namespace glowworm {
namespace {

constexpr std::array kWords{"value", "probability", "margin"}; // by Shade

} // namespace

ShadeChoice::ShadeChoice(QWidget* parent)
    : QWidget(parent)
    , m_group(new QButtonGroup(this))
    , m_tips{tr("Light by value: the brighter, the larger the neuron's value after the activation "
                "(M: the next)"),
          tr("Light by probability: how surely the router chose the neuron, its share in the "
             "softmax over its column's logits (M: the next)"),
          tr("Light by margin: the brighter, the less its share was ahead of its rival's; a "
             "toss-up, less than %1 ahead, is cut in two (M: the next)")
              .arg(percentText(static_cast<double>(Decision::kTossUp), 0))}
{
    setObjectName(QStringLiteral("shades"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    const std::array texts{tr("value"), tr("probability"), tr("margin")},
        names{tr("Light by value"), tr("Light by probability"), tr("Light by margin")};
    for (std::size_t i = 0; i < m_buttons.size(); ++i) {
        auto* button = m_buttons[i] = new QToolButton(this);
        button->setObjectName(QStringLiteral("shade-%1").arg(QLatin1String(kWords[i])));
        button->setText(texts[i]);
        button->setCheckable(true);
        button->setAccessibleName(names[i]);
        button->setWhatsThis(m_tips[i]);
        setTextRole(button, TextRole::Note);
        m_group->addButton(button, static_cast<int>(i));
        row->addWidget(button);
    }
    connect(m_group, &QButtonGroup::idClicked, this,
        [this](int shade) { choose(static_cast<Shade>(shade)); });
    renew();
}

void ShadeChoice::choose(Shade shade)
{
    if (shade == m_chosen)
        return;
    m_chosen = shade;
    renew();
    Q_EMIT changed(shade);
}

void ShadeChoice::chooseNext()
{
    if (m_reason.isEmpty())
        choose(static_cast<Shade>((static_cast<std::size_t>(m_chosen) + 1) % kWords.size()));
}

void ShadeChoice::setReason(const QString& whyOnlyValues)
{
    if (whyOnlyValues == m_reason)
        return;
    m_reason = whyOnlyValues;
    renew();
}

void ShadeChoice::renew()
{
    const Shade shown = m_reason.isEmpty() ? m_chosen : Shade::Value;
    m_buttons[static_cast<std::size_t>(shown)]->setChecked(true);
    for (std::size_t i = 0; i < m_buttons.size(); ++i) {
        const bool can = m_reason.isEmpty() || i == static_cast<std::size_t>(Shade::Value);
        m_buttons[i]->setEnabled(can);
        m_buttons[i]->setToolTip(can ? m_tips[i] : m_reason);
        m_buttons[i]->setAccessibleDescription(m_buttons[i]->toolTip());
    }
}

} // namespace glowworm
