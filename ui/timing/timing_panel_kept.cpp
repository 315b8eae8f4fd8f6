// SPDX-License-Identifier: GPL-3.0-or-later
// Of the timing panel what is kept: results opened, compared, deleted; what a person changed, to be
// taken back; and all of it from one day to the next.
#include "ui/timing/timing_panel.h"

#include "model/base/json_reader.h"
#include "model/bench/result_file.h"
#include "model/io/paths.h"
#include "model/session/session_values.h"
#include "ui/session/edits.h"
#include "ui/session/library.h"
#include "ui/timing/timing_banner.h"
#include "ui/timing/timing_form.h"
#include "ui/timing/timing_list.h"
#include "ui/timing/timing_plots.h"
#include "ui/timing/timing_result.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/path_text.h"
#include "ui/widgets/words.h"

#include <algorithm>
#include <utility>

namespace glowworm {

namespace {

constexpr int kGuessEdit = 20; // after those of the form
constexpr double kLargestGuess = 1e6, kLeastGuess = 1e-6;
constexpr int kMostTokens = 1'000'000; // a call, of its case
constexpr std::array<std::string_view, 4> kSortWords{"plan", "name", "time", "ratio"};

/// The place of a word in a list, -1 = "" is there. Throws Error.
template <std::size_t size>
int placeOf(const JsonObject& from, const char* key, const std::array<std::string_view, size>& all)
{
    const std::string word = from.text(key);
    const auto found = std::ranges::find(all, word);
    if (found == all.end() && !word.empty())
        from.refuse(key, "a word that this version knows");
    return word.empty() ? -1 : static_cast<int>(found - all.begin());
}

} // namespace

/// A kept result is taken out of the list; its file is already.
class RemovedTiming : public QUndoCommand {
public:
    RemovedTiming(TimingPanel& panel, std::filesystem::path file, std::filesystem::path aside,
        TimingPanel::Shown before, TimingPanel::Shown after)
        : QUndoCommand(TimingPanel::tr("delete timing"))
        , m_panel(panel)
        , m_file(std::move(file))
        , m_aside(std::move(aside))
        , m_before(std::move(before))
        , m_after(std::move(after))
    {
    }
    void redo() override
    {
        if (m_aside.empty())
            m_aside = m_panel.m_timing.remove(m_file);
        setObsolete(m_aside.empty()); // it has been told why
        if (!isObsolete())
            m_panel.bring(m_after);
    }
    void undo() override
    {
        setObsolete(!m_panel.m_timing.bringBack(std::exchange(m_aside, {}), m_file));
        if (!isObsolete())
            m_panel.bring(m_before);
    }

private:
    TimingPanel& m_panel;
    const std::filesystem::path m_file;
    std::filesystem::path m_aside; // where the file lies; "" = it is in the list
    const TimingPanel::Shown m_before, m_after;
};

// -------------------------------------------------------------------------------------------------
// results

TimingPanel::Shown TimingPanel::shown()
{
    if (hasResult() && !m_shownResult)
        m_shownResult = std::make_shared<const BenchResult>(m_result);
    return {m_file, m_compared ? m_compared->file : std::filesystem::path(),
        hasResult() ? m_shownResult : nullptr, m_besideResult};
}

/// A timing that runs is what is shown, whatever was before.
void TimingPanel::bring(const Shown& wanted)
{
    const Shown now = shown();
    if (m_timing.running() || wanted == now)
        return;
    if (wanted.file != now.file || (now.file.empty() && wanted.result != now.result)) {
        m_result = wanted.result ? *wanted.result : BenchResult{};
        m_shownResult = wanted.result;
        m_config = m_result.config;
        m_file = wanted.file;
        m_recorded = !m_file.empty();
        m_chosen.reset();
    }
    m_compared.reset();
    m_besideResult = wanted.other;
    if (wanted.other)
        m_compared = Compared{keptName(wanted.compared), wanted.compared, *wanted.other};
    showState();
    showKept();
    showResult();
}

void TimingPanel::change(const QString& words, const Shown& before)
{
    if (const Shown after = shown(); !(after == before))
        m_edits.push(new ValueEdit<Shown>(
            words, before, after, [this](const Shown& value) { bring(value); }));
}

/// As the list of kept timings has read it; null, with the reason in the panel, when it could not
/// be.
std::shared_ptr<const BenchResult> TimingPanel::keptResult(const std::filesystem::path& file)
{
    const std::vector<KeptTiming>& timings = m_library.kept().timings;
    const auto found = std::ranges::find(timings, file, &KeptTiming::file);
    if (found != timings.end() && found->result)
        return found->result;
    m_message->showMessage(MessageBar::Tone::Error,
        found != timings.end()
            ? QString::fromStdString(found->error)
            : tr("%1 is not in the list of kept timings.").arg(shownName(file.native())));
    return nullptr;
}

void TimingPanel::open(const std::filesystem::path& file)
{
    if (m_timing.running())
        return;
    const auto result = keptResult(file);
    if (!result)
        return;
    m_message->clear();
    const Shown before = shown();
    Shown wanted{file, before.compared, result, before.other};
    if (wanted.compared == file) {
        wanted.compared.clear();
        wanted.other = nullptr;
    }
    bring(wanted);
    change(tr("open timing"), before);
    say(this, m_banner->spoken());
}

/// Only like with like; "" = they are.
QString TimingPanel::notComparable(
    const BenchResult& other, const std::filesystem::path& file) const
{
    const BenchConfig &mine = m_result.config, &its = other.config;
    if (its.workload != mine.workload)
        return tr("Not compared: the result of %1 timed something else (%2) than the one shown "
                  "(%3). Open it instead, or choose one of the same kind.")
            .arg(keptName(file), workloadWords(its.workload), workloadWords(mine.workload));
    if (isShaped(its.workload) && shapeWords(its) != shapeWords(mine))
        return tr(
            "Not compared: the result of %1 is of another shape (%2) than the one shown (%3), "
            "so its ratios say nothing about these.")
            .arg(keptName(file), shapeWords(its), shapeWords(mine));
    const std::vector<TimedCase> cases = casesOf(m_result), others = casesOf(other);
    const bool common = std::ranges::any_of(cases,
        [&](const TimedCase& one) { return findCase(others, one.density, one.tokens) != nullptr; });
    return common ? QString()
                  : tr("Not compared: the result of %1 has no case in common with the one shown: "
                       "other densities, or other tokens a call.")
                        .arg(keptName(file));
}

void TimingPanel::compare(const std::filesystem::path& file)
{
    if (m_timing.running())
        return;
    if (!hasResult()) {
        open(file); // nothing to lay it beside yet
        return;
    }
    m_message->clear();
    const bool ends = m_compared && m_compared->file == file;
    const auto other = ends ? nullptr : keptResult(file);
    if (!ends && !other)
        return;
    const QString refusal = ends ? QString() : notComparable(*other, file);
    if (!refusal.isEmpty())
        m_message->showMessage(MessageBar::Tone::Error, refusal);
    const Shown before = shown();
    const bool lies = !ends && refusal.isEmpty();
    bring({before.file, lies ? file : std::filesystem::path(), before.result,
        lies ? other : nullptr});
    change(lies ? tr("compare timings") : tr("end comparison"), before);
    if (lies)
        say(this, tr("Each row of the table tells of the other result too."));
}

void TimingPanel::remove(const std::filesystem::path& file)
{
    if (file.empty() || m_timing.running())
        return;
    const std::filesystem::path aside = m_timing.remove(file);
    if (aside.empty())
        return;
    m_message->clear();
    const Shown before = shown();
    Shown after = before;
    if (after.file == file)
        after = {{}, {}, nullptr, nullptr};
    if (after.compared == file) {
        after.compared.clear();
        after.other = nullptr;
    }
    m_edits.push(new RemovedTiming(*this, file, aside, before, after));
}

void TimingPanel::add(const std::filesystem::path& from)
{
    if (m_timing.running())
        return;
    m_message->clear();
    m_library.addTiming(toText(from));
}

/// opens: in the window, whatever is shown.
void TimingPanel::takeAdded(bool opens)
{
    const std::filesystem::path file = m_library.timing();
    if (m_timing.running()) {
        m_message->showMessage(MessageBar::Tone::Notice,
            tr("%1 is in the list of kept timings. Open it there once this one has ended.")
                .arg(keptName(file)));
        return;
    }
    m_added = file;
    m_opensAdded = opens;
    showAdded();
}

void TimingPanel::showAdded()
{
    const std::vector<KeptTiming>& timings = m_library.kept().timings;
    if (m_added.empty() || m_timing.running()
        || std::ranges::find(timings, m_added, &KeptTiming::file) == timings.end())
        return; // the list is being read
    const std::filesystem::path file = std::exchange(m_added, {});
    if (file == m_file || (m_compared && file == m_compared->file && !m_opensAdded))
        return; // it is there
    hasResult() && !m_opensAdded ? compare(file) : open(file);
}

void TimingPanel::showKept()
{
    m_kept->showKept(m_file, m_compared ? m_compared->file : std::filesystem::path());
}

// -------------------------------------------------------------------------------------------------
// what a person changed

void TimingPanel::connectEdits()
{
    connect(m_form, &TimingForm::edited, this,
        [this](const TimingSettings& before, const QString& words, int id) {
            m_edits.push(new ValueEdit<TimingSettings>(
                words, before, m_form->settings(),
                [this](const TimingSettings& value) { m_form->setSettings(value); }, id));
        });
    connect(m_plots, &TimingPlots::viewEdited, this,
        [this](const PlotsView& before, const QString& words) {
            m_edits.push(new ValueEdit<PlotsView>(words, before, m_plots->view(),
                [this](const PlotsView& value) { m_plots->setView(value); }));
        });
    TimingTable& table = m_table->table();
    connect(&table, &TimingTable::sortAsked, this, [this, &table](const TimingSort& wanted) {
        m_edits.push(new ValueEdit<TimingSort>(tr("order of the table"), table.sort(), wanted,
            [&table](const TimingSort& value) { table.setSort(value); }));
    });
    connect(m_banner, &TimingBanner::guessed, this, [this](const Guess& before, bool moved) {
        m_edits.push(new ValueEdit<Guess>(
            tr("guess"), before, m_banner->guess(),
            [this](const Guess& value) { m_banner->setGuess(value); }, moved ? kGuessEdit : -1));
    });
}

// -------------------------------------------------------------------------------------------------
// from one day to the next

void TimingPanel::save(const SessionValues& to) const
{
    saveSettings(to.object("settings"), m_form->settings());
    const bool waits = !m_wanted.empty();
    to.text("shown", (waits ? m_wanted : m_file).string());
    to.text("compared",
        (waits               ? m_wantedBeside
                : m_compared ? m_compared->file
                             : std::filesystem::path())
            .string());
    const PlotsView view = m_plots->view();
    to.text("plot",
        view.view < 0 ? std::string_view() : kPlotWords[static_cast<std::size_t>(view.view)]);
    to.text("baseline", kBaselineRows[static_cast<std::size_t>(view.baseline)]);
    const TimingTable& table = m_table->table();
    to.text("sort", kSortWords[static_cast<std::size_t>(table.sort().by)]);
    to.flag("descending", table.sort().descending);
    const auto picked = m_pick ? m_pick : table.picked();
    const SessionValues row = to.object("picked");
    row.integer("tokens", picked ? picked->tokens : 0); // 0 = none
    row.number("density", picked ? picked->density : 1);
    row.text("row", picked ? picked->impl : std::string());
    const Guess& guess = m_banner->guess();
    to.number("guess", guess.ratio.value_or(0)); // 0 = none
    to.text("guessOf", guess.of);
    to.number("guessDensity", guess.density);
    to.integer("guessTokens", guess.tokens);
}

void TimingPanel::restore(const JsonObject& from)
{
    TimingSettings settings = m_form->settings();
    if (from.has("settings"))
        settings = restoredSettings(from.object("settings"), settings);
    const auto pathOf
        = [&from](const char* key) { return std::filesystem::path(from.text(key, std::string())); };
    std::filesystem::path file = pathOf("shown");
    const std::filesystem::path beside = pathOf("compared");
    PlotsView view = m_plots->view();
    if (from.has("plot"))
        view.view = placeOf(from, "plot", kPlotWords);
    if (from.has("baseline"))
        view.baseline = std::max(0, placeOf(from, "baseline", kBaselineRows));
    TimingSort sort = m_table->table().sort();
    if (from.has("sort"))
        sort.by = static_cast<TimingOrder>(std::max(0, placeOf(from, "sort", kSortWords)));
    if (from.has("descending"))
        sort.descending = from.flag("descending");
    std::optional<TimingTable::Picked> picked;
    if (from.has("picked")) {
        const JsonObject row = from.object("picked");
        if (const int tokens = row.integer<int>("tokens"); tokens > 0)
            picked = TimingTable::Picked{row.number("density", 0, 1), tokens, row.text("row")};
    }
    Guess guess = m_banner->guess();
    if (from.has("guess")) {
        const double ratio = from.number("guess", 0, kLargestGuess);
        guess.ratio = ratio > kLeastGuess ? std::optional(ratio) : std::nullopt;
    }
    guess.of = from.text("guessOf", std::string());
    if (from.has("guessDensity"))
        guess.density = from.number("guessDensity", 0, 1);
    if (from.has("guessTokens"))
        guess.tokens = from.integer<int>("guessTokens", 1, kMostTokens);

    m_form->setSettings(settings);
    m_plots->setView(view);
    m_table->table().setSort(sort);
    m_banner->setGuess(guess);
    m_pick = picked;
    if (isPart(file)) // of a timing during which the program died: the list makes it a result
        file.replace_extension();
    m_wanted = file;
    m_wantedBeside = beside;
    m_hasLookedAgain = false;
    bringRestored();
}

/// What a session had on screen, once the list of kept results has it.
void TimingPanel::bringRestored()
{
    const Kept& kept = m_library.kept();
    if (m_wanted.empty() || !kept.isRead)
        return;
    const auto isListed = [&kept](const std::filesystem::path& file) {
        return std::ranges::find(kept.timings, file, &KeptTiming::file) != kept.timings.end();
    };
    if (!isListed(m_wanted) && isFile(m_wanted) && !std::exchange(m_hasLookedAgain, true)) {
        m_library.refreshKept(); // it came after the last look
        return;
    }
    const std::filesystem::path file = std::exchange(m_wanted, {}),
                                beside = std::exchange(m_wantedBeside, {});
    const auto result = keptResult(file); // which says why there is none
    const auto other = beside.empty() ? nullptr : keptResult(beside);
    if (result)
        bring({file, other ? beside : std::filesystem::path(), result, other});
}

} // namespace glowworm
