// SPDX-License-Identifier: GPL-3.0-or-later
// What of the panel belongs to a session: how the plots are looked at, what is typed and chosen.
#include "ui/training/training_panel.h"

#include "model/session/session_values.h"
#include "ui/session/library.h"
#include "ui/training/course_card.h"
#include "ui/training/experiment_view.h"
#include "ui/training/loss_card.h"
#include "ui/training/run_card.h"
#include "ui/training/run_column.h"
#include "ui/training/run_comparison.h"
#include "ui/training/run_pages.h"
#include "ui/training/run_side.h"
#include "ui/training/time_machine.h"
#include "ui/training/weights_card.h"

#include <QStackedWidget>

#include <functional>
#include <string>
#include <vector>

namespace glowworm {

void TrainingPanel::save(const SessionValues& to) const
{
    const bool compares = m_pages->currentWidget() == m_comparison || !m_restoredCompared.isEmpty();
    to.text("page",
        m_pages->currentWidget() == m_experiment ? "experiment"
            : compares                           ? "comparison"
                                                 : "run");
    std::vector<std::string> compared;
    for (const QString& folder : m_restoredCompared)
        compared.push_back(folder.toStdString());
    if (compared.empty() && compares)
        for (const KeptRun& run : m_comparison->compared())
            compared.push_back(run.folder.string());
    to.texts("compared", compared);
    m_side->runs().save(to.object("runs"));
    m_side->course().save(to.object("course"));
    m_loss->save(to.object("loss"));
    m_machine->save(to.object("moment"));
    m_column->pages().save(to.object("pages"));
    m_experiment->save(to.object("experiment"));
    to.integer("weights", m_side->weights().which());
}

void TrainingPanel::restore(const JsonObject& from)
{
    const std::string page = from.text("page", "run");
    WeightsCard& weights = m_side->weights();
    const int which = from.has("weights") ? from.integer("weights", 0, 1) : weights.which();
    QStringList compared;
    if (page == "comparison" && from.has("compared"))
        for (const std::string& folder : from.texts("compared"))
            compared << QString::fromStdString(folder);
    std::vector<std::function<void()>> parts;
    if (from.has("experiment"))
        parts.push_back(m_experiment->restored(from.object("experiment")));
    if (from.has("loss"))
        parts.push_back(m_loss->restored(from.object("loss")));
    if (from.has("moment"))
        parts.push_back(m_machine->restored(from.object("moment")));
    if (from.has("pages"))
        parts.push_back(m_column->pages().restored(from.object("pages")));
    if (from.has("runs"))
        parts.push_back(m_side->runs().restored(from.object("runs")));
    if (from.has("course"))
        parts.push_back(m_side->course().restored(from.object("course")));
    for (const auto& show : parts)
        show();
    weights.showWhich(which);
    if (page == "experiment" && m_library.experiment())
        m_pages->setCurrentWidget(m_experiment);
    else if (page != "experiment") {
        showLiveRun();
        m_experimentAside = m_experiment->awaited();
        m_restoredCompared = compared;
        showRestoredComparison();
    }
    m_library.refreshKept(); // what is gone by now is then forgotten
}

} // namespace glowworm
