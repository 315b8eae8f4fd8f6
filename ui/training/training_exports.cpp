// SPDX-License-Identifier: GPL-3.0-or-later
// What the training panel gives out: curves, what the models wrote, how groups are loaded.
#include "ui/training/training_panel.h"

#include "model/base/build_info.h"
#include "ui/session/training.h"
#include "ui/training/experiment_view.h"
#include "ui/training/group_load.h"
#include "ui/training/loss_plot.h"
#include "ui/training/sample_log.h"
#include "ui/training/time_machine.h"
#include "ui/widgets/model_words.h"
#include "ui/widgets/value_label.h"

#include <QStackedWidget>

#include <utility>

namespace glowworm {

std::array<QString, 2> TrainingPanel::originWords() const
{
    const MachineInfo machine = machineInfo();
    return {m_shownTwins ? tr("%1, and its dense twin").arg(kindWords(m_shown.model))
                         : kindWords(m_shown.model),
        tr("seed %1; %2; %3")
            .arg(countText(static_cast<std::int64_t>(m_shown.train.seed)),
                QString::fromStdString(machine.cpu), QString::fromStdString(machine.build))};
}

/// Words are those of the run that is drawn, also when another one has begun meanwhile.
std::vector<ExportItem> TrainingPanel::exports()
{
    if (m_pages->currentWidget() == m_experiment)
        return m_experiment->exports();
    if (m_training.history().empty())
        return {};
    const auto [kind, made] = originWords();
    const QString origin = tr("%1; %2").arg(kind, made);
    std::vector<ExportItem> items;
    ExportItem curves{tr("Loss curves"), QStringLiteral("training"), origin, {}};
    addPictureForms(curves, [this] {
        const auto [drawn, from] = originWords();
        return m_plot->picture(drawn, from);
    });
    addTextForm(curves, QStringLiteral("CSV"), QStringLiteral("csv"),
        [this] { return m_training.history().csv(); });
    items.push_back(std::move(curves));
    if (!m_load->empty()) {
        ExportItem load{tr("Group load"), QStringLiteral("group-load"), origin, {}};
        addPictureForms(load, [this] {
            const auto [drawn, from] = originWords();
            return pictureOf(*m_load, tr("Load of the groups: %1").arg(drawn), from);
        });
        items.push_back(std::move(load));
    }
    if (!m_samples->plainText().isEmpty()) {
        ExportItem log{tr("Samples"), QStringLiteral("samples"), origin, {}};
        addTextForm(log, tr("Text"), QStringLiteral("txt"),
            [this] { return m_samples->plainText().toStdString(); });
        items.push_back(std::move(log));
    }
    for (ExportItem& item : m_machine->exports())
        items.push_back(std::move(item));
    return items;
}

} // namespace glowworm
