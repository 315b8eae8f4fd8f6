// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/generation.h"

#include "model/base/build_info.h"
#include "ui/session/library.h"
#include "ui/session/workbench.h"
#include "ui/widgets/field_words.h"

#include <algorithm>
#include <utility>

namespace glowworm {

Generation::Generation(const Workbench& workbench, Library& library)
    : WorkingPart(workbench, library, Work::Generation)
    , m_threads(usableThreads() >= 4 ? 2 : 1)
{
    connect(&m_workbench, &Workbench::busyChanged, this, [this] { setThreads(m_threads); });
}

QString Generation::lacking() const
{
    return m_library.hasModel(Task::Text)
        ? QString()
        : m_library.sentenceFor(tr("No text model is open. Open a checkpoint (File > Open model), "
                                   "or train one (Ctrl+2)."));
}

void Generation::start(const SampleConfig& sample, const QString& prompt, bool sparse, bool dense,
    double tokensPerSecond)
{
    const LoadedModel* sparseModel = sparse ? m_library.model(Task::Text, Twin::Sparse) : nullptr;
    const LoadedModel* denseModel = dense ? m_library.model(Task::Text, Twin::Dense) : nullptr;
    QString sentence = refusal();
    if (sentence.isEmpty() && !sparseModel && !denseModel)
        sentence = tr("The model asked for is not open: choose the other one, or open a checkpoint "
                      "(File > Open model).");
    if (const auto wrong = problems(sample); sentence.isEmpty() && !wrong.empty())
        sentence = withLabels(wrong.front().sentence);
    if (refuses(sentence))
        return;
    GenerationSpec spec;
    spec.sparse = sparseModel ? sparseModel->language : nullptr;
    spec.dense = denseModel ? denseModel->language : nullptr;
    spec.prompt = prompt.toStdU32String();
    spec.sample = sample;
    spec.whileTraining = m_workbench.busy().training;
    spec.threads = threadsNow();
    spec.tokensPerSecond = tokensPerSecond;
    m_run.start(std::move(spec));
    m_running = true;
    Q_EMIT started();
    Q_EMIT workBegan();
}

void Generation::setThreads(int threads)
{
    m_threads = std::clamp(threads, 1, usableThreads());
    m_run.setThreads(threadsNow(), m_workbench.busy().training);
}

int Generation::threadsNow() const { return m_workbench.busy().training ? 1 : m_threads; }

void Generation::fetch()
{
    const Lane::Status status = m_run.status();
    std::vector<GenerationUpdate> pieces = m_run.outbox().drain();
    for (std::size_t i = 1; i < pieces.size(); ++i)
        pieces.front().add(std::move(pieces[i]));
    if (!pieces.empty())
        Q_EMIT updated(pieces.front());
    if (m_running && !status.busy() && !m_run.status().busy()) {
        m_running = false;
        Q_EMIT ended(failureOf(status));
    }
}

} // namespace glowworm
