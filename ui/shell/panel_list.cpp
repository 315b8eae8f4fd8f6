// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/panel_list.h"

#include "ui/digits/digits_panel.h"
#include "ui/generation/generation_panel.h"
#include "ui/setup/setup_panel.h"
#include "ui/timing/timing_panel.h"
#include "ui/training/training_panel.h"
#include "ui/widgets/tr.h"

#include <array>

namespace glowworm {
namespace {

struct Entry {
    const char *word, *title, *help;
    Panel* (*make)(Workbench& workbench, QWidget* parent);
};

template <class Shown> Panel* make(Workbench& workbench, QWidget* parent)
{
    return new Shown(workbench, parent);
}

constexpr std::array<Entry, kPanels> kEntries{
    {{"setup", QT_TR_NOOP("Set-up"),
         QT_TR_NOOP(
             "What is trained next: the network, its feed-forward layers, the data, and what "
             "that costs in parameters, bytes and time."),
         make<SetupPanel>},
        {"training", QT_TR_NOOP("Training"),
            QT_TR_NOOP("The sparse network and its dense twin learn side by side: losses, the load "
                       "of each group, kept runs."),
            make<TrainingPanel>},
        {"generation", QT_TR_NOOP("Generation"),
            QT_TR_NOOP("Both models write text, and the board shows which neurons fire for each "
                       "character: one in every group of the sparse model."),
            make<GenerationPanel>},
        {"digits", QT_TR_NOOP("Digits"),
            QT_TR_NOOP("Draw a digit: both models name it while you draw, and the neurons that "
                       "fire for it light up."),
            make<DigitsPanel>},
        {"timing", QT_TR_NOOP("Timing"),
            QT_TR_NOOP("How much faster the sparse layer is on this machine, measured in turns "
                       "against the dense one, with intervals."),
            make<TimingPanel>}}};

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

QString titleOf(PanelId panel) { return tr(entryOf(panel).title); }

QString helpOf(PanelId panel) { return tr(entryOf(panel).help); }

Panel* makePanel(PanelId panel, Workbench& workbench, QWidget* parent)
{
    return entryOf(panel).make(workbench, parent);
}

} // namespace glowworm
