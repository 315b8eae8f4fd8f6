// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/workbench.h"

#include "ui/session/calibration.h"
#include "ui/session/digits.h"
#include "ui/session/edits.h"
#include "ui/session/generation.h"
#include "ui/session/inspection.h"
#include "ui/session/library.h"
#include "ui/session/moments.h"
#include "ui/session/runs.h"
#include "ui/session/session_files.h"
#include "ui/session/timing.h"
#include "ui/session/training.h"
#include "ui/widgets/sentence_words.h"

#include <algorithm>
#include <utility>

namespace glowworm {

QString WorkingPart::refusal() const { return m_workbench.refusalOf(m_work); }

bool WorkingPart::refuses(const QString& sentence)
{
    if (!sentence.isEmpty())
        Q_EMIT problem(sentence, m_work);
    return !sentence.isEmpty();
}

Workbench::Workbench(TrainingLoop::Create create, QObject* parent)
    : QObject(parent)
    , m_edits(std::make_unique<Edits>())
    , m_library(std::make_unique<Library>())
    , m_runs(std::make_unique<Runs>(*m_library))
    , m_training(std::make_unique<Training>(*this, *m_library, create))
    , m_moments(std::make_unique<Moments>(*this, *m_library, *m_training))
    , m_calibration(std::make_unique<Calibration>(*m_training, std::move(create)))
    , m_generation(std::make_unique<Generation>(*this, *m_library))
    , m_digits(std::make_unique<Digits>(*this, *m_library))
    , m_timing(std::make_unique<Timing>(*this, *m_library, m_training->lane()))
    , m_inspection(std::make_unique<Inspection>(*this, *m_library))
    , m_sessionFiles(std::make_unique<SessionFiles>())
    , m_parts{m_training.get(), m_generation.get(), m_digits.get(), m_timing.get(),
          m_inspection.get(), m_moments.get(), m_runs.get(), m_sessionFiles.get(),
          m_calibration.get(), m_library.get()}
    , m_pulse([this] { return beat(); })
{
    connect(m_library.get(), &Library::tapeOpened, m_generation.get(),
        [this] { m_generation->show(*m_library->tape()); });
    for (const WorkbenchPart* part : m_parts) {
        connect(part, &WorkbenchPart::workBegan, this, [this] {
            announceBusy();
            m_pulse.start();
        });
        connect(part, &WorkbenchPart::refusalChanged, this, &Workbench::busyChanged);
        connect(part, &WorkbenchPart::opening, this, &Workbench::opening);
        connect(part, &WorkbenchPart::problem, this, &Workbench::problem);
        connect(part, &WorkbenchPart::unkept, this, &Workbench::unkept);
    }
}

Workbench::~Workbench() = default;

QString Workbench::refusalOf(Work work) const
{
    if (m_leaving) // a model that arrives now must not set a panel writing
        return tr("Glowworm is closing.");
    if (const auto sentence = refusal(work, busy()))
        return sentenceWords(*sentence);
    return m_parts[static_cast<std::size_t>(work)]->lacking();
}

Busy Workbench::busy() const
{
    return {
        m_training->active(), m_generation->running(), m_digits->reviewing(), m_timing->running()};
}

bool Workbench::working() const
{
    return std::ranges::any_of(m_parts, [](const WorkbenchPart* part) { return part->working(); });
}

bool Workbench::beat()
{
    const bool before = working();
    for (WorkbenchPart* part : m_parts)
        part->fetch();
    announceBusy();
    const bool idle = !before && !working();
    if (idle && m_leaving && !std::exchange(m_isReady, true)) // what ends late may wake it again
        Q_EMIT readyToQuit();
    return !idle;
}

void Workbench::announceBusy()
{
    const Busy now = busy();
    if (now == m_announced)
        return;
    m_announced = now;
    m_pulse.setQuiet(now.benchmark);
    Q_EMIT busyChanged();
}

void Workbench::keepIn(const std::filesystem::path& folder)
{
    m_training->setFolder(folder / "runs");
    m_timing->setFolder(folder / "timings");
    m_calibration->setRemembers(false);
}

void Workbench::shutDown()
{
    if (std::exchange(m_leaving, true))
        return;
    m_generation->stop();
    m_digits->stopReview();
    m_inspection->stop();
    m_moments->stop();
    m_calibration->stop();
    m_runs->stopReading();
    m_timing->stop();
    m_training->stop();
}

} // namespace glowworm
