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
    connect(&m_library, &Library::modelsChanged, this, [this](Task task) {
        if (task == Task::Digits)
            takeModels();
    });
    connect(&m_library, &Library::dataChanged, this, [this] {
        if (m_library.data().testDigits != m_reviewedSet)
            forgetReview();
    });
}

void Digits::takeModels()
{
    const LoadedModel* sparse = m_library.model(Task::Digits, Twin::Sparse);
    const LoadedModel* dense = m_library.model(Task::Digits, Twin::Dense);
    m_models = {sparse ? sparse->digits : nullptr, dense ? dense->digits : nullptr};
    m_run.setModels(m_models[0], m_models[1]);
    forget(); // what the models before say of a drawing comes too late
    forgetReview();
}

void Digits::forgetReview()
{
    m_run.stopReview();
    m_reviewNumber = 0;
    m_reviewing = false;
    m_reviewedSet = nullptr;
    m_wantedDisagreement.reset();
    m_review = nullptr;
    Q_EMIT reviewed();
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
    m_wantedDisagreement.reset(); // whoever draws does not wait for another picture
    m_run.classify(std::move(request));
    Q_EMIT workBegan();
}

void Digits::wantReview()
{
    const auto& pictures = m_library.data().testDigits;
    if (m_reviewing || !pictures || !refusal().isEmpty() || (m_review && m_review->isComplete()))
        return;
    m_reviewing = true;
    m_reviewedSet = pictures;
    m_reviewNumber = m_run.review(m_review ? *m_review : DigitReview{.set = pictures});
    Q_EMIT workBegan();
}

bool Digits::stopReview()
{
    if (!m_reviewing)
        return false;
    m_run.stopReview();
    m_reviewing = false;
    m_wantedDisagreement.reset();
    if (!m_review) // one that has begun, so that nobody begins it again by himself
        m_review = std::make_shared<const DigitReview>(DigitReview{.set = m_reviewedSet});
    Q_EMIT reviewed();
    return true;
}

bool Digits::reviewing() const { return m_reviewing && m_run.status().busy(); }

void Digits::findDisagreement(qint64 from)
{
    QString sentence = refusal();
    if (sentence.isEmpty() && (!m_models[0] || !m_models[1]))
        sentence = tr(
            "Two digit models are needed to disagree: open the missing one (File > Open model).");
    if (sentence.isEmpty() && !m_library.data().testDigits)
        sentence = tr("No test digits are open. Open an IDX pair in Set-up (Ctrl+1), or run %1, "
                      "which gets MNIST.")
                       .arg(QString::fromStdString(fetchCommand()));
    if (refuses(sentence))
        return;
    m_wantedDisagreement = from;
    wantReview();
    tellDisagreement();
}

void Digits::tellDisagreement()
{
    if (!m_wantedDisagreement || !m_review)
        return;
    const auto found = nextDifference(*m_review, *m_wantedDisagreement);
    if (!found && !m_review->isComplete())
        return; // it will be
    m_wantedDisagreement.reset();
    Q_EMIT disagreementFound(found.value_or(-1));
}

void Digits::fetch()
{
    if (const auto result = m_run.outbox().answers.take(); result && result->id > m_forgotten)
        Q_EMIT answered(*result);
    const auto news = m_run.outbox().reviews.take();
    if (!news || news->number != m_reviewNumber)
        return;
    m_review = news->review;
    m_reviewing = m_reviewing && !m_review->isComplete();
    Q_EMIT reviewed();
    tellDisagreement();
}

} // namespace glowworm
