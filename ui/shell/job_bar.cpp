// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/job_bar.h"

#include "ui/session/library.h"
#include "ui/shell/activity.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/model_words.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QProgressBar>
#include <QStringList>

namespace glowworm {

JobBar::JobBar(const Activity& activity, const Library& library, QWidget* parent)
    : QWidget(parent)
    , m_activity(activity)
    , m_library(library)
    , m_jobs(new ElidedLabel(this))
    , m_progress(new QProgressBar(this))
{
    m_progress->setRange(0, 1000);
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(120);
    m_progress->setAccessibleName(tr("Progress of the running job"));
    QSizePolicy keepsRoom = m_progress->sizePolicy();
    keepsRoom.setRetainSizeWhenHidden(true);
    m_progress->setSizePolicy(keepsRoom);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(kWideGap, 2, kWideGap, 2);
    row->setSpacing(kWideGap);
    row->addWidget(m_jobs, 1);
    row->addWidget(m_progress);
    connect(&m_activity, &Activity::changed, this, &JobBar::showJobs);
    connect(&m_library, &Library::modelsChanged, this, &JobBar::showModels);
    showModels();
}

void JobBar::showJobs()
{
    QStringList jobs;
    std::optional<double> fraction;
    for (int index = 0; index < kPanels; ++index) {
        const Activity::State& state = m_activity.of(static_cast<PanelId>(index));
        if (!state.words.isEmpty() && state.light != Light::Failed) // the panel says it
            jobs << state.words;
        if (state.fraction)
            fraction = state.fraction; // a timing runs alone
    }
    m_jobs->setText(jobs.isEmpty() ? tr("Ready") : jobs.join(QStringLiteral("   \u00b7   ")));
    m_jobs->setToolTip(m_jobs->text() + QLatin1Char('\n') + m_models);
    m_progress->setVisible(fraction.has_value());
    m_progress->setValue(static_cast<int>(fraction.value_or(0) * 1000));
    m_progress->update(); // Qt leaves out a change of a few pixels
}

void JobBar::showModels()
{
    const auto names = [this](Task task) {
        QStringList all;
        if (const LoadedModel* model = m_library.model(task, Twin::Sparse))
            all << tr("sparse %1").arg(sourceWords(*model));
        if (const LoadedModel* model = m_library.model(task, Twin::Dense))
            all << tr("dense %1").arg(sourceWords(*model));
        return all.isEmpty() ? tr("no model") : all.join(QStringLiteral("; "));
    };
    m_models = tr("Open models\nText: %1\nDigits: %2").arg(names(Task::Text), names(Task::Digits));
    showJobs();
}

} // namespace glowworm
