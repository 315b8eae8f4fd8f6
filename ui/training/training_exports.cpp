// SPDX-License-Identifier: GPL-3.0-or-later
// What the training panel gives out: curves, what the models wrote, how groups are loaded.
#include "ui/training/training_panel.h"

#include "ui/session/copied_lines.h"
#include "ui/session/library.h"
#include "ui/session/runs.h"
#include "ui/session/training.h"
#include "ui/training/experiment_view.h"
#include "ui/training/group_load.h"
#include "ui/training/loss_plot.h"
#include "ui/training/sample_log.h"
#include "ui/training/time_machine.h"
#include "ui/widgets/model_words.h"
#include "ui/widgets/origin.h"
#include "ui/widgets/path_text.h"
#include "ui/widgets/value_label.h"

#include <QFileInfo>
#include <QStackedWidget>

#include <utility>

namespace glowworm {

/// run.json does not tell the processor: it is this one unless another program trained it, maybe
/// elsewhere.
Origin TrainingPanel::origin() const
{
    Origin origin = originHere();
    const Task task = m_shown.model.task;
    origin.data = openDataWords(m_library, task);
    origin.seed = m_shown.train.seed;
    origin.threads = m_training.runThreads();
    origin.what << (m_shownTwins ? tr("%1, and its dense twin").arg(kindWords(m_shown.model))
                                 : kindWords(m_shown.model));
    for (const KeptRun& run : m_runs.kept()) {
        if (toText(run.folder) != m_training.runFolder())
            continue;
        origin.what << tr("run %1").arg(shownName(run.name));
        if (const QString data = QString::fromStdString(run.dataName);
            data != m_library.source(task))
            origin.data = shownName(QFileInfo(data).fileName());
        if (const QString build = shownName(run.build); build != origin.build) {
            origin.build = build;
            origin.processor.clear();
        }
    }
    return origin;
}

/// Words are those of the run that is drawn, also when another one has begun meanwhile.
std::vector<ExportItem> TrainingPanel::exports()
{
    if (m_pages->currentWidget() == m_experiment)
        return m_experiment->exports();
    if (m_training.history().empty())
        return {};
    const QString origin = originLine(this->origin());
    std::vector<ExportItem> items;
    ExportItem curves{tr("Loss curves"), QStringLiteral("training"), origin, {}};
    addPictureForms(
        curves, [this] { return m_plot->picture(tr("Loss curves"), originLine(this->origin())); });
    addTextForm(curves, QStringLiteral("CSV"), QStringLiteral("csv"),
        [this] { return m_training.history().csv(originColumns(this->origin())); });
    addTextForm(curves, QStringLiteral("JSON"), QStringLiteral("json"),
        [this] { return m_training.history().json(originLine(this->origin()).toStdString()); });
    items.push_back(std::move(curves));
    if (!m_load->empty()) {
        ExportItem load{tr("Group load"), QStringLiteral("group-load"), origin, {}};
        addPictureForms(load, [this] {
            return pictureOf(*m_load,
                tr("Load of the groups at step %1").arg(countText(m_load->step())),
                tr("Lit height: neurons chosen at all; glow: how evenly; ring: the least even "
                   "group.")
                    + QLatin1Char(' ') + originLine(this->origin()));
        });
        items.push_back(std::move(load));
    }
    if (!m_samples->plainText().isEmpty()) {
        ExportItem log{tr("Samples"), QStringLiteral("samples"), origin, {}};
        addTextForm(log, tr("Text"), QStringLiteral("txt"),
            [this] { return withOrigin(m_samples->plainText(), originLine(this->origin())); });
        items.push_back(std::move(log));
    }
    for (ExportItem& item : m_machine->exports(this->origin()))
        items.push_back(std::move(item));
    return items;
}

} // namespace glowworm
