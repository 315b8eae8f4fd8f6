// SPDX-License-Identifier: GPL-3.0-or-later
// What of the panel belongs to a session: how the plots are looked at, what is typed and chosen.
#include "ui/training/training_panel.h"

#include "model/session/session_values.h"
#include "ui/session/library.h"
#include "ui/training/experiment_view.h"
#include "ui/training/loss_card.h"
#include "ui/training/rate_card.h"
#include "ui/training/run_card.h"
#include "ui/training/run_comparison.h"

#include <QComboBox>
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
    m_runs->save(to.object("runs"));
    m_loss->save(to.object("loss"));
    m_experiment->save(to.object("experiment"));
    const QString typed = m_restoredRate.isEmpty() ? m_rate->typed() : m_restoredRate;
    to.text("rate", typed.toStdString());
    to.integer("weights", m_which->currentIndex());
}

void TrainingPanel::restore(const JsonObject& from)
{
    const std::string page = from.text("page", "run");
    const QString rate = QString::fromStdString(from.text("rate", std::string()));
    const int which = from.has("weights") ? from.integer("weights", 0, 1) : m_which->currentIndex();
    QStringList compared;
    if (page == "comparison" && from.has("compared"))
        for (const std::string& folder : from.texts("compared"))
            compared << QString::fromStdString(folder);
    std::vector<std::function<void()>> parts;
    if (from.has("experiment"))
        parts.push_back(m_experiment->restored(from.object("experiment")));
    if (from.has("loss"))
        parts.push_back(m_loss->restored(from.object("loss")));
    if (from.has("runs"))
        parts.push_back(m_runs->restored(from.object("runs")));
    for (const auto& show : parts)
        show();
    showWhich(which);
    if (!rate.isEmpty()) {
        m_rate->showTyped(rate);
        m_restoredRate = m_training.active() ? rate : QString();
    }
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
