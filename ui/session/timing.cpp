// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/timing.h"

#include "model/base/error.h"
#include "model/bench/result_file.h"
#include "model/data/data_folder.h"
#include "model/training/train_library.h"
#include "ui/session/library.h"
#include "ui/session/workbench.h"
#include "ui/widgets/sentence_words.h"

#include <utility>

namespace glowworm {

Timing::Timing(const Workbench& workbench, Library& library, Lane& lane)
    : WorkingPart(workbench, library, Work::Benchmark)
    , m_run(lane, []() -> const TrainEntry& { return trainLibrary(); })
    , m_folder(timingsFolder())
{
}

void Timing::start(BenchConfig config)
{
    if (refuses(refusal()))
        return;
    const auto hashOf = [&](Twin twin, const std::shared_ptr<const ModelState>& timed) {
        const LoadedModel* open = m_library.model(taskOf(config.workload), twin);
        return open && open->state == timed ? open->hash : std::string();
    };
    config.denseHash = hashOf(Twin::Dense, config.dense);
    config.sparseHash = hashOf(Twin::Sparse, config.sparse);
    if (config.workload == Workload::Token && config.sparse)
        config.text = m_library.data().text;
    if (const auto wrong = problems(config);
        !wrong.empty() && refuses(sentenceWords(wrong.front())))
        return;
    m_run.start(std::move(config), m_folder);
    m_running = true;
    Q_EMIT workBegan();
}

/// In the folder of kept results; whether it could.
template <class Do> bool Timing::does(Do change)
{
    try {
        change();
    } catch (const Error& error) {
        Q_EMIT problem(QString::fromUtf8(error.what()));
        return false;
    }
    m_library.refreshKept();
    return true;
}

std::filesystem::path Timing::remove(const std::filesystem::path& file)
{
    std::filesystem::path aside;
    does([&] { aside = setAside(file); });
    return aside;
}

bool Timing::bringBack(const std::filesystem::path& aside, const std::filesystem::path& file)
{
    return does([&] { glowworm::bringBack(aside, file); });
}

void Timing::fetch()
{
    const Lane::Status status = m_run.status();
    if (const auto news = m_run.takeProgress()) {
        Q_EMIT progress(*news);
        if (!news->notKept.empty())
            Q_EMIT unkept(QString::fromStdString(news->notKept));
    }
    if (m_running && !status.busy()) {
        m_running = false;
        Q_EMIT ended(failureOf(status));
    }
}

} // namespace glowworm
