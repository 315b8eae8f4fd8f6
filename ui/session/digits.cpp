// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/digits.h"

#include "model/data/data_folder.h"
#include "ui/session/library.h"
#include "ui/session/workbench.h"

#include <utility>

namespace glowworm {

Digits::Digits(const Workbench& workbench, Library& library)
    : WorkingPart(workbench, library, Work::Digits)
{
    connect(&m_library, &Library::modelsChanged, this, [this] {
        const LoadedModel* sparse = m_library.model(Task::Digits, Twin::Sparse);
        const LoadedModel* dense = m_library.model(Task::Digits, Twin::Dense);
        if (sparse || dense)
            m_run.setModels(sparse ? sparse->digits : nullptr, dense ? dense->digits : nullptr);
    });
}

QString Digits::lacking() const
{
    return m_library.hasModel(Task::Digits)
        ? QString()
        : m_library.sentenceFor(tr("No digit model is open. Open a checkpoint (File > Open model), "
                                   "or train one (Ctrl+2)."));
}

void Digits::classify(DigitRequest request)
{
    if (!refusal().isEmpty())
        return;
    request.id = ++m_lastRequest;
    m_searching = false;
    m_run.classify(std::move(request));
    Q_EMIT workBegan();
}

void Digits::findDisagreement(std::int64_t from)
{
    const auto& pictures = m_library.data().testDigits;
    QString sentence = refusal();
    if (sentence.isEmpty()
        && (!m_library.model(Task::Digits, Twin::Sparse)
            || !m_library.model(Task::Digits, Twin::Dense)))
        sentence = tr(
            "Two digit models are needed to disagree: open the missing one (File > Open model).");
    if (sentence.isEmpty() && !pictures)
        sentence = tr("No test digits are open. Open an IDX pair in Set-up (Ctrl+1), or run %1, "
                      "which gets MNIST.")
                       .arg(QString::fromStdString(fetchCommand()));
    if (refuses(sentence))
        return;
    m_searching = true;
    m_run.findDisagreement(pictures, from);
    Q_EMIT workBegan();
}

bool Digits::searching() const { return m_searching && m_run.status().busy(); }

void Digits::fetch()
{
    if (const auto result = m_run.outbox().answers.take(); result && result->id > m_forgotten)
        Q_EMIT answered(*result);
    if (const auto index = m_run.outbox().disagreements.take()) {
        m_searching = false;
        Q_EMIT disagreementFound(*index);
    }
}

} // namespace glowworm
