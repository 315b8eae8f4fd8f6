// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/timing.h"

#include "model/data/data_folder.h"
#include "model/training/train_library.h"
#include "ui/session/library.h"
#include "ui/session/workbench.h"

#include <utility>

namespace glowworm {

Timing::Timing(const Workbench& workbench, const Library& library, Lane& lane)
    : m_workbench(workbench)
    , m_library(library)
    , m_run(lane, []() -> const TrainEntry& { return trainLibrary(); })
{
}

QString Timing::refusal() const { return m_workbench.refusalOf(Work::Benchmark); }

void Timing::start(BenchConfig config)
{
    if (const QString sentence = refusal(); !sentence.isEmpty()) {
        Q_EMIT problem(sentence, Work::Benchmark);
        return;
    }
    const auto hashOf = [&](Twin twin, const std::shared_ptr<const ModelState>& timed) {
        const LoadedModel* open = m_library.model(taskOf(config.workload), twin);
        return open && open->state == timed ? open->hash : std::string();
    };
    config.denseHash = hashOf(Twin::Dense, config.dense);
    config.sparseHash = hashOf(Twin::Sparse, config.sparse);
    if (config.workload == Workload::Token && config.sparse)
        config.text = m_library.data().text;
    if (const auto wrong = problems(config); !wrong.empty()) {
        Q_EMIT problem(QString::fromStdString(wrong.front()), Work::Benchmark);
        return;
    }
    m_run.start(std::move(config), timingsFolder());
    m_running = true;
    Q_EMIT workBegan();
}

void Timing::stop() { m_run.stop(); }

void Timing::fetch()
{
    const Lane::Status status = m_run.status();
    if (const auto news = m_run.takeProgress())
        Q_EMIT progress(*news);
    if (m_running && !status.busy()) {
        m_running = false;
        Q_EMIT ended(failureOf(status));
    }
}

} // namespace glowworm
