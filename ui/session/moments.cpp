// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/moments.h"

#include "ui/session/library.h"
#include "ui/session/training.h"
#include "ui/session/workbench.h"
#include "ui/widgets/path_text.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace glowworm {
namespace {

bool isSameMoment(const Moment& one, const Moment& other)
{
    return one.step == other.step && one.file == other.file && one.isExact == other.isExact;
}

} // namespace

Moments::Moments(const Workbench& workbench, const Library& library, const Training& training)
    : m_workbench(workbench)
    , m_library(library)
    , m_training(training)
{
    using Kind = TrainingEvent::Kind;
    connect(&training, &Training::restarted, this, &Moments::begin);
    connect(&training, &Training::moved, this, &Moments::begin);
    connect(&training, &Training::stateChanged, this, &Moments::look);
    connect(&training, &Training::events, this, [this](const std::vector<TrainingEvent>& events) {
        if (std::ranges::any_of(events, [](const TrainingEvent& event) {
                return event.kind == Kind::Evaluation || event.kind == Kind::Saved;
            }))
            look();
    });
    connect(&workbench, &Workbench::busyChanged, this, &Moments::takeBusy);
}

/// Another run, or one that goes on from its newest checkpoint and makes later moments again.
void Moments::begin()
{
    const TrainingData data = m_library.dataFor(Task::Digits);
    m_run.begin(toPath(m_training.runFolder()), data.testDigits ? data.testDigits : data.digits);
    m_listed = {};
    m_moments = {};
    m_first = {};
    m_shown.reset();
    m_isAsked = m_waits = false;
    Q_EMIT changed();
    look();
}

void Moments::look()
{
    if (m_training.runFolder().isEmpty() || m_workbench.leaving())
        return;
    m_run.list();
    Q_EMIT workBegan();
}

void Moments::takeBusy()
{
    const bool isTimed = m_workbench.busy().benchmark || m_workbench.leaving();
    m_run.pause(isTimed);
    m_waits = m_waits || (isTimed && m_isAsked); // its answer was dropped
    if (!isTimed && std::exchange(m_waits, false))
        ask();
    if (m_run.busy())
        Q_EMIT workBegan();
}

void Moments::show(Twin twin, const Moment& moment)
{
    m_askedTwin = twin;
    m_asked = moment;
    m_waits = m_workbench.busy().benchmark;
    if (!m_waits)
        ask();
}

void Moments::ask()
{
    m_isAsked = true;
    const ModelState* newest = m_training.model(m_askedTwin, TrainedWeights::Newest);
    const bool isLive = newest && newest->steps == m_asked.step;
    m_run.show(
        {m_askedTwin, m_asked, isLive ? std::make_shared<const ModelState>(*newest) : nullptr});
    Q_EMIT workBegan();
}

/// Whether the models of the run are others now.
bool Moments::takeModels()
{
    std::array<std::vector<Moment>, 2> moments;
    for (const Twin twin : kTwins) {
        auto& of = moments[slotOf(twin)];
        of = m_listed[slotOf(twin)];
        if (std::ranges::all_of(of, &Moment::isExact))
            of.clear(); // checkpoints, as every run has some
        const ModelState* newest = m_training.model(twin, TrainedWeights::Newest);
        if (!of.empty() && newest && newest->steps > of.back().step)
            of.push_back({newest->steps, {}, 0, true});
    }
    const bool same = std::ranges::all_of(kTwins, [&](Twin twin) {
        return std::ranges::equal(moments[slotOf(twin)], m_moments[slotOf(twin)], isSameMoment);
    });
    m_moments = std::move(moments);
    return !same;
}

void Moments::note(Twin twin, std::int64_t step, const FiringRecord& firing)
{
    FiringRecord& known = m_first[slotOf(twin)][step];
    known = firing;
    for (LayerFiring& layer : known.layers) // all that is compared
        layer = {std::move(layer.neurons), {}, {}, {}};
}

void Moments::fetch()
{
    if (auto listed = m_run.takeListed())
        m_listed = std::move(*listed);
    bool isOther = takeModels();
    for (const MomentRun::First& first : m_run.takeFirsts()) {
        note(first.twin, first.step, first.firing);
        isOther = true;
    }
    auto shown = m_run.takeShown();
    if (shown && !shown->places.empty()) {
        note(shown->twin, shown->moment.step, shown->places.front().firing);
        isOther = true;
    }
    if (isOther)
        Q_EMIT changed();
    if (shown) {
        if ((shown->isWhole || !shown->error.empty()) && shown->twin == m_askedTwin
            && isSameMoment(shown->moment, m_asked))
            m_isAsked = false;
        m_shown = std::move(shown);
        Q_EMIT answered();
    }
}

std::optional<double> Moments::likeTheEnd(Twin twin, std::int64_t step) const
{
    const auto& first = m_first[slotOf(twin)];
    if (of(twin).empty())
        return {};
    const auto here = first.find(step), end = first.find(of(twin).back().step);
    if (here == first.end() || end == first.end())
        return {};
    std::size_t all = 0, alike = 0;
    for (std::size_t layer = 0; layer < end->second.layers.size(); ++layer) {
        const auto& fired = end->second.layers[layer].neurons;
        all += fired.size();
        std::vector<std::uint16_t> both; // each ascending
        std::ranges::set_intersection(
            fired, here->second.layers[layer].neurons, std::back_inserter(both));
        alike += both.size();
    }
    return all > 0 ? static_cast<double>(alike) / static_cast<double>(all) : 0;
}

} // namespace glowworm
