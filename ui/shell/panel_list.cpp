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

struct Entry {
    const char *word, *title;
    Panel* (*make)(Workbench& workbench, QWidget* parent);
};

template <class Shown> Panel* make(Workbench& workbench, QWidget* parent)
{
    return new Shown(workbench, parent);
}

constexpr std::array<Entry, kPanels> kEntries{{{"setup", QT_TR_NOOP("Set-up"), make<SetupPanel>},
    {"training", QT_TR_NOOP("Training"), make<TrainingPanel>},
    {"generation", QT_TR_NOOP("Generation"), make<GenerationPanel>},
    {"digits", QT_TR_NOOP("Digits"), make<DigitsPanel>},
    {"timing", QT_TR_NOOP("Timing"), make<TimingPanel>}}};

const Entry& entryOf(PanelId panel) { return kEntries[static_cast<std::size_t>(panel)]; }

} // namespace

QString wordFor(PanelId panel) { return QLatin1String(entryOf(panel).word); }

PanelId panelFor(const QString& word)
{
    for (int index = 0; index < kPanels; ++index) {
        if (word == wordFor(static_cast<PanelId>(index)))
            return static_cast<PanelId>(index);
    }
    return PanelId::Generation;
}

QString titleOf(PanelId panel) { return Panel::tr(entryOf(panel).title); }

Panel* makePanel(PanelId panel, Workbench& workbench, QWidget* parent)
{
    return entryOf(panel).make(workbench, parent);
}

} // namespace glowworm
