// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/panel_list.h"

#include "ui/digits/digits_panel.h"
#include "ui/generation/generation_panel.h"
#include "ui/setup/setup_panel.h"
#include "ui/timing/timing_panel.h"
#include "ui/training/training_panel.h"

#include <array>

namespace glowworm {
namespace {

constexpr std::array<const char*, kPanels> kWords{
    "setup", "training", "generation", "digits", "timing"};

} // namespace

QString wordFor(PanelId panel) { return QLatin1String(kWords[static_cast<std::size_t>(panel)]); }

PanelId panelFor(const QString& word)
{
    for (int index = 0; index < kPanels; ++index) {
        if (word == wordFor(static_cast<PanelId>(index)))
            return static_cast<PanelId>(index);
    }
    return PanelId::Generation;
}

QString titleOf(PanelId panel)
{
    const std::array titles{Panel::tr("Set-up"), Panel::tr("Training"), Panel::tr("Generation"),
        Panel::tr("Digits"), Panel::tr("Timing")};
    return titles[static_cast<std::size_t>(panel)];
}

Panel* makePanel(PanelId panel, Workbench& workbench, QWidget* parent)
{
    switch (panel) {
    case PanelId::Setup:
        return new SetupPanel(workbench, parent);
    case PanelId::Training:
        return new TrainingPanel(workbench, parent);
    case PanelId::Generation:
        return new GenerationPanel(workbench, parent);
    case PanelId::Digits:
        return new DigitsPanel(workbench, parent);
    case PanelId::Timing:
        return new TimingPanel(workbench, parent);
    }
    return nullptr;
}

} // namespace glowworm
