// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/run_card.h"

#include "model/session/session_values.h"
#include "ui/session/edits.h"
#include "ui/session/runs.h"
#include "ui/session/training.h"
#include "ui/session/workbench.h"
#include "ui/training/run_colours.h"
#include "ui/training/run_list.h"
#include "ui/training/training_controls.h"
#include "ui/training/training_edits.h"
#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/path_text.h"
#include "ui/widgets/theme.h"

#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>
#include <string>
#include <utility>

namespace glowworm {
namespace {

constexpr std::uint64_t kSeeds = std::uint64_t(1) << 31; // as many as there are
constexpr qsizetype kMostOverlaid = 100;                 // that a session keeps

std::vector<std::string> namesOf(const QStringList& folders)
{
    std::vector<std::string> names;
    for (const QString& folder : folders)
        names.push_back(folder.toStdString());
    return names;
}

} // namespace

RunCard::RunCard(const Workbench& workbench, QUndoStack& edits, QWidget* parent)
    : QFrame(parent)
    , m_training(workbench.training())
    , m_runs(workbench.runs())
    , m_edits(edits)
    , m_list(new RunList(this))
{
    makeCard(this);
    auto* column = new QVBoxLayout(this);
    column->addWidget(newHeading(tr("Kept runs"), this));
    column->addWidget(m_list, 1);
    connectList();
    connect(&m_runs, &Runs::changed, this, [this] {
        m_isListed = true;
        showRuns();
        m_restored.clear(); // one that is gone by now is not waited for
        Q_EMIT listed();
    });
    connect(&m_runs, &Runs::curvesRead, this, &RunCard::overlayChanged);
    connect(&m_runs, &Runs::wasBroughtBack, &m_training, &Training::takeBack);
    connect(&m_training, &Training::restarted, this, &RunCard::overlayChanged);
    connect(&m_training, &Training::stateChanged, this, &RunCard::putAwayAtRest);
    showRuns();
}

void RunCard::connectList()
{
    connect(m_list, &RunList::reopenRequested, this,
        [this](const QString& folder) { m_training.reopen(folder); });
    connect(m_list, &RunList::nameGiven, this, [this](const QString& folder, const QString& name) {
        for (const KeptRun& run : runsOf({folder}))
            giveLabel(tr("name of the run"), folder,
                {name.toStdString(), run.label.note, run.label.colour});
    });
    connect(m_list, &RunList::noteTyped, this, [this](const QString& folder, const QString& note) {
        if (std::exchange(m_notedRun, folder) != folder)
            ++m_typing; // the list has chosen another one meanwhile
        for (const KeptRun& run : runsOf({folder}))
            giveLabel(tr("note on the run"), folder,
                {run.label.name, cutNote(note.toStdString()), run.label.colour},
                editId(TrainingEdit::Note, m_typing));
    });
    connect(m_list, &RunList::noteFinished, this, [this] { ++m_typing; });
    connect(m_list, &RunList::colourGiven, this, [this](const QString& folder, int colour) {
        for (const KeptRun& run : runsOf({folder}))
            giveLabel(tr("colour of the run"), folder, {run.label.name, run.label.note, colour});
    });
    connect(m_list, &RunList::overlayGiven, this, [this](const QString& folder, bool shown) {
        QStringList after = m_overlay;
        after.removeAll(folder);
        if (shown)
            after << folder;
        m_edits.push(new ValueEdit<QStringList>(tr("runs in the plot"), m_overlay, after,
            [this](const QStringList& folders) { setOverlay(folders); }));
    });
    connect(m_list, &RunList::deleteRequested, this, &RunCard::remove);
    connect(m_list, &RunList::againRequested, this, &RunCard::trainAgain);
    connect(m_list, &RunList::fromBestRequested, this,
        [this](const QString& folder) { m_training.goOnFromBest(folder); });
    connect(m_list, &RunList::compareRequested, this, &RunCard::compareAsked);
}

std::vector<KeptRun> RunCard::runsOf(const QStringList& folders) const
{
    std::vector<KeptRun> runs;
    for (const KeptRun& run : m_list->runs())
        if (folders.contains(toText(run.folder)))
            runs.push_back(run);
    return runs;
}

void RunCard::showRuns()
{
    std::vector<KeptRun> runs = m_runs.kept();
    for (KeptRun& run : runs)
        run.label = m_runs.label(run);
    giveColours(runs);
    m_list->showRuns(runs, m_training.runFolder());
    m_list->choose(m_restored);
    Q_EMIT overlayChanged(); // of other names and colours
}

// -------------------------------------------------------------------------------------------------
// edits

void RunCard::giveLabel(const QString& words, const QString& folder, const RunLabel& label, int id)
{
    const std::vector<KeptRun> runs = runsOf({folder});
    if (runs.empty() || runs.front().label == label)
        return;
    m_edits.push(new ValueEdit<RunLabel>(
        words, runs.front().label, label,
        [this, folder](const RunLabel& given) { m_runs.giveLabel(folder, given); }, id));
}

void RunCard::setOverlay(const QStringList& folders)
{
    for (const QString& folder : folders)
        if (!m_overlay.contains(folder) || !m_runs.curves(folder))
            m_runs.askForCurves(folder);
    for (const QString& folder : std::as_const(m_overlay))
        if (!folders.contains(folder))
            m_runs.forgetCurves(folder);
    m_overlay = folders;
    m_list->setOverlaid(folders);
    Q_EMIT overlayChanged();
}

void RunCard::remove(const QStringList& folders)
{
    if (folders.isEmpty())
        return;
    if (folders.contains(m_training.runFolder())
        && (m_training.active() || !isAtRest(m_training.state()))) {
        Q_EMIT refused(tr("The run on the screen is not at rest: stop it first (Esc), then delete "
                          "it."));
        return;
    }
    m_removed = static_cast<int>(folders.size());
    auto* removal = new ValueEdit<bool>(
        m_removed == 1 ? tr("delete run") : tr("delete %n runs", nullptr, m_removed), false, true,
        [this, folders](bool away) { setAway(folders, away); });
    m_removal = removal;
    m_edits.push(removal);
}

bool RunCard::removedLast() const
{
    return m_removal && m_edits.index() > 0 && m_edits.command(m_edits.index() - 1) == m_removal;
}

/// The run on the screen, which may be just coming back, ends first.
void RunCard::setAway(const QStringList& folders, bool away)
{
    for (const QString& folder : folders) {
        const bool isOnScreen = folder == m_training.runFolder() || m_training.isAsked(folder);
        if (!away)
            bringBack(folder);
        else if (isOnScreen)
            m_leaving = folder;
        else {
            m_training.disown(folder);
            m_runs.putAway(folder);
        }
    }
    if (!m_leaving.isEmpty() && (m_training.active() || !isAtRest(m_training.state())))
        m_training.stop();
    putAwayAtRest();
}

void RunCard::putAwayAtRest()
{
    if (m_leaving.isEmpty() || m_training.active() || !isAtRest(m_training.state()))
        return;
    m_left = std::exchange(m_leaving, QString());
    Q_EMIT runMoves({});
    m_training.forget();
    m_runs.putAway(m_left);
}

void RunCard::bringBack(const QString& folder)
{
    if (folder == m_leaving) {
        m_leaving.clear(); // it is still there
        return;
    }
    m_runs.bringBack(folder);
    if (folder == m_left) {
        m_left.clear();
        if (m_training.awaitBack(folder)) // no other run has taken its place
            Q_EMIT runMoves(folder);
    }
}

/// Another seed is one that no kept run of these settings has had.
void RunCard::trainAgain(const QString& folder, bool anotherSeed)
{
    const std::vector<KeptRun> runs = runsOf({folder});
    if (runs.empty())
        return;
    TrainingSettings settings = settingsAtStart(runs.front());
    const auto setSeed = [&settings](std::uint64_t seed) {
        for (auto& [twin, config] : settings.runs)
            config.train.seed = seed;
    };
    const auto isTaken
        = [&](const KeptRun& other) { return settingsAtStart(other).runs == settings.runs; };
    while (anotherSeed && std::ranges::any_of(m_list->runs(), isTaken))
        setSeed((settings.runs.front().second.train.seed + 1) % kSeeds);
    m_training.startAs(settings, QString::fromStdString(runs.front().dataName));
}

// -------------------------------------------------------------------------------------------------
// over the curves

std::vector<OverlaidRun> RunCard::overlaid() const
{
    std::vector<OverlaidRun> drawn;
    for (const KeptRun& run : runsOf(m_overlay))
        if (const QString folder = toText(run.folder); folder != m_training.runFolder())
            if (auto curves = m_runs.curves(folder))
                drawn.push_back(
                    {fullNameOf(run), briefNameOf(run), colourOf(run), std::move(curves)});
    return drawn;
}

void RunCard::save(const SessionValues& to) const
{
    QStringList overlay; // what is gone by now is not asked for again
    for (const QString& folder : m_overlay)
        if (!m_isListed || !runsOf({folder}).empty())
            overlay << folder;
    to.texts("overlaid", namesOf(overlay.first(std::min(kMostOverlaid, overlay.size()))));
    to.text("chosen", (m_restored.isEmpty() ? m_list->chosen() : m_restored).toStdString());
}

std::function<void()> RunCard::restored(const JsonObject& from)
{
    QStringList overlay;
    if (from.has("overlaid"))
        for (const std::string& folder : from.texts("overlaid"))
            overlay << QString::fromStdString(folder);
    if (overlay.size() > kMostOverlaid)
        from.refuse("overlaid", "a list of at most " + std::to_string(kMostOverlaid) + " folders");
    const QString chosen = QString::fromStdString(from.text("chosen", std::string()));
    return [this, overlay, chosen] {
        setOverlay(overlay);
        m_restored = chosen;
        if (!m_list->runs().empty())
            m_list->choose(std::exchange(m_restored, QString()));
    };
}

} // namespace glowworm
