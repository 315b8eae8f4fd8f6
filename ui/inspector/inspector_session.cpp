// SPDX-License-Identifier: GPL-3.0-or-later
// What the inspector holds, as a session keeps it and as undo brings it back.
#include "model/base/error.h"
#include "model/session/packed_levels.h"
#include "model/session/session_values.h"
#include "ui/inspector/inspector.h"
#include "ui/session/generation.h"
#include "ui/session/library.h"
#include "ui/session/workbench.h"

#include <QPointer>
#include <QScopedValueRollback>
#include <QUndoStack>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <utility>

namespace glowworm {
namespace {

constexpr std::size_t kMostLayers = 256;
constexpr int kPickEdit = -2; // those of the panels, which share the stack, are 0 and more

std::string nameOf(const std::optional<Twin>& twin)
{
    return twin ? std::string(glowworm::nameOf(*twin)) : std::string();
}

/// "": nobody's.
std::optional<Twin> twinIn(const JsonObject& from, const char* key)
{
    const std::string name = from.text(key, std::string());
    for (const Twin twin : kTwins)
        if (name == glowworm::nameOf(twin))
            return twin;
    if (!name.empty())
        from.refuse(key, "sparse, dense or nothing");
    return {};
}

void saveRecord(const SessionValues& to, const FiringRecord& record)
{
    const std::vector<SessionValues> layers = to.objects("layers", record.layers.size());
    for (std::size_t i = 0; i < layers.size(); ++i) {
        const LayerFiring& layer = record.layers[i];
        layers[i].integers(
            "neurons", std::vector<std::int64_t>(layer.neurons.begin(), layer.neurons.end()));
        layers[i].numbers("values", std::vector<double>(layer.values.begin(), layer.values.end()));
    }
}

/// Of a record what a comparison and its table look at.
FiringRecord recordIn(const JsonObject& from)
{
    constexpr std::uint16_t kMost = std::numeric_limits<std::uint16_t>::max();
    constexpr double kMostValue = std::numeric_limits<float>::max();
    FiringRecord record;
    const std::vector<JsonObject> layers = from.objects("layers");
    if (layers.size() > kMostLayers)
        from.refuse("layers", "a list of at most 256");
    for (const JsonObject& one : layers) {
        LayerFiring& layer = record.layers.emplace_back();
        layer.neurons = one.integers<std::uint16_t>("neurons", 0, kMost);
        for (const double value : one.numbers("values", -kMostValue, kMostValue))
            layer.values.push_back(static_cast<float>(value));
        if (std::ranges::adjacent_find(layer.neurons, std::greater_equal()) != layer.neurons.end())
            one.refuse("neurons", "ascending");
        if (layer.values.size() != layer.neurons.size())
            one.refuse("values", "as long as \"neurons\"");
    }
    return record;
}

} // namespace

/// What was held before, and after; of a model that is not open any more it is obsolete.
class Inspector::HoldEdit : public QUndoCommand {
public:
    HoldEdit(Inspector& inspector, const Hold& before, const QString& words)
        : QUndoCommand(words)
        , m_inspector(&inspector)
        , m_before(sideOf(before))
        , m_after(sideOf(inspector.holdNow()))
    {
    }
    void undo() override { apply(m_before); }
    void redo() override
    {
        if (!std::exchange(m_isNew, false))
            apply(m_after);
    }
    int id() const override { return isPick(m_before.hold, m_after.hold) ? kPickEdit : -1; }
    bool mergeWith(const QUndoCommand* later) override
    {
        m_after = static_cast<const HoldEdit*>(later)->m_after; // of the same id, so of this kind
        setObsolete(m_after.hold.neuron == m_before.hold.neuron);
        return true;
    }
    /// Nothing but which neuron is kept differs.
    static bool isPick(const Hold& before, const Hold& after)
    {
        return numberOf(before.first) == numberOf(after.first)
            && numberOf(before.second) == numberOf(after.second);
    }
    static int numberOf(const std::optional<Held>& held) { return held ? held->number : -1; }

private:
    struct Side {
        Hold hold;
        std::array<std::weak_ptr<const ModelState>, 2> models; // by Twin, of it; held by others
    };
    static bool isOf(Twin twin, const Hold& hold)
    {
        return (hold.neuron && hold.neuron->twin == twin)
            || (hold.first && hold.first->twin == twin);
    }
    Side sideOf(const Hold& hold) const
    {
        Side side{hold, {}};
        for (const Twin twin : kTwins)
            if (const LoadedModel* model = m_inspector->shownModel(twin); model && isOf(twin, hold))
                side.models[slotOf(twin)] = model->state;
        return side;
    }
    bool isThere(const Side& side) const
    {
        return m_inspector && std::ranges::all_of(kTwins, [this, &side](Twin twin) {
            const LoadedModel* model = m_inspector->shownModel(twin);
            return !isOf(twin, side.hold)
                || (model && model->state == side.models[slotOf(twin)].lock());
        });
    }
    void apply(const Side& side)
    {
        setObsolete(!isThere(side));
        if (!isObsolete())
            m_inspector->showHold(side.hold);
    }

    const QPointer<Inspector> m_inspector; // the entries outlive the panel
    Side m_before, m_after;
    bool m_isNew = true; // done by the person, just now
};

void Inspector::keepStep(const Hold& before)
{
    const Hold now = holdNow();
    const bool isPick = HoldEdit::isPick(before, now),
               isFirst = HoldEdit::numberOf(before.first) == HoldEdit::numberOf(now.first);
    if (m_edits && (!isPick || before.neuron != now.neuron)) // the stack owns it
        m_edits->push(new HoldEdit(*this, before,
            isPick          ? tr("pick neuron")
                : isFirst   ? tr("pin B")
                : now.first ? tr("pin and compare")
                            : tr("end of the comparison")));
}

void Inspector::letGoOfAll()
{
    const Hold before = holdNow();
    {
        const QScopedValueRollback<QUndoStack*> quiet(m_edits, nullptr);
        while (letGo())
            ;
    }
    keepStep(before);
}

void Inspector::showHold(const Hold& hold)
{
    m_wanted = {};
    m_preview.reset();
    m_kept = hold.neuron;
    if (m_first && !hold.first)
        endComparison();
    m_first = hold.first;
    m_second = hold.second;
    showComparison();
    refresh();
    tellKept();
}

// -------------------------------------------------------------------------------------------------
// written and read

Inspector::Wanted Inspector::held() const
{
    const auto placeOf = [this](const Held& held) {
        return m_task == Task::Text
            ? Place{static_cast<int>(held.source.token.value_or(-1)), {}, {}, {}, {}}
            : Place{-1, held.name, held.brief, held.firing, held.picture.value_or(DigitPicture{})};
    };
    Wanted now = m_wanted;
    if (m_kept) {
        now.neuronOf = m_kept->twin;
        now.neuron = addressText(m_inspection.grid(m_task, m_kept->twin), m_kept->neuron);
    }
    if (m_tokenOf)
        now.characterOf = m_tokenOf;
    if (m_first) {
        const LoadedModel* model = shownModel(m_first->twin);
        now.comparedOf = m_first->twin;
        now.model = model ? model->hash : std::string();
        now.first = placeOf(*m_first);
        now.second = m_second ? std::optional(placeOf(*m_second)) : std::nullopt;
    }
    return now;
}

void Inspector::save(const SessionValues& to) const
{
    const Wanted now = held();
    const auto savePlace = [this](const SessionValues& into, const Place& place) {
        if (m_task == Task::Text) {
            into.integer("token", place.token);
            return;
        }
        into.text("name", place.name.toStdString());
        into.text("picture", packedText(place.picture));
        saveRecord(into, place.firing);
    };
    to.text("neuron_of", nameOf(now.neuronOf));
    to.text("neuron", now.neuronOf ? now.neuron : std::string());
    to.text("character_of", nameOf(now.characterOf));
    to.text("compared_of", nameOf(now.comparedOf));
    to.text("compared_model", now.comparedOf ? now.model : std::string());
    const bool hasSecond = now.comparedOf && now.second;
    savePlace(to.object("first"), now.comparedOf ? now.first : Place{}); // all names, each time
    to.flag("has_second", hasSecond);
    savePlace(to.object("second"), hasSecond ? *now.second : Place{});
}

Inspector::Wanted Inspector::readWanted(const JsonObject& from) const
{
    const auto placeIn = [this](const JsonObject& one) {
        Place place;
        if (m_task == Task::Text) {
            place.token = one.integer<int>("token");
            return place;
        }
        place.name = place.brief = QString::fromStdString(one.text("name"));
        const auto levels = unpackedText(one.text("picture"), place.picture.size());
        if (!levels)
            one.refuse("picture", "a packed picture of 28 x 28");
        std::ranges::copy(*levels, place.picture.begin());
        place.firing = recordIn(one);
        return place;
    };
    Wanted wanted;
    wanted.neuronOf = twinIn(from, "neuron_of");
    if (wanted.neuronOf)
        wanted.neuron = from.text("neuron");
    wanted.characterOf = twinIn(from, "character_of");
    wanted.comparedOf = twinIn(from, "compared_of");
    if (wanted.comparedOf) {
        wanted.model = from.text("compared_model");
        wanted.first = placeIn(from.object("first"));
        if (from.flag("has_second"))
            wanted.second = placeIn(from.object("second"));
    }
    return wanted;
}

void Inspector::restore(const JsonObject& from) { want(readWanted(from)); }

// -------------------------------------------------------------------------------------------------
// held again

void Inspector::connectText()
{
    const Generation& generation = m_workbench.generation();
    connect(&generation, &Generation::started, this, [this](bool isAnother) {
        const Wanted now = isAnother ? Wanted{} : held(); // the same text comes again
        m_wanted.characterOf = now.characterOf;
        m_wanted.comparedOf = now.comparedOf;
        m_wanted.first = now.first;
        m_wanted.second = now.second;
    });
    connect(
        &generation, &Generation::started, this,
        [this] {
            if (m_first) // it was of another text
                endComparison();
            refresh();
            tellKept(); // boards forget with a text
        },
        Qt::QueuedConnection);
    connect(&generation, &Generation::ended, this, &Inspector::takeWanted);
}

/// Later: what a new text puts an end to is over then.
void Inspector::want(Wanted wanted)
{
    const bool held = m_kept || m_first || m_tokenOf;
    m_kept.reset();
    m_preview.reset();
    m_tokenOf.reset();
    m_wanted = std::move(wanted);
    if (m_first)
        endComparison();
    else if (held) {
        refresh();
        tellKept();
    }
    QMetaObject::invokeMethod(this, &Inspector::takeWanted, Qt::QueuedConnection);
}

void Inspector::takeWanted()
{
    if (m_wanted.empty())
        return;
    bool taken = takeWantedNeuron();
    if (m_wanted.characterOf && firing(*m_wanted.characterOf)) {
        m_tokenOf = std::exchange(m_wanted.characterOf, {});
        taken = true;
    }
    const bool compares = takeWantedPlaces();
    if (!taken && !compares)
        return;
    if (compares)
        showComparison();
    refresh();
    tellKept();
}

bool Inspector::takeWantedNeuron()
{
    if (!m_wanted.neuronOf || !shownModel(*m_wanted.neuronOf))
        return false;
    const Twin twin = *std::exchange(m_wanted.neuronOf, {});
    try {
        m_kept = {twin, parseAddress(m_inspection.grid(m_task, twin), m_wanted.neuron)};
    } catch (const Error&) { // a model of another shape is there now
        return false;
    }
    return true;
}

/// A comparison is with what is shown: that comes first.
bool Inspector::takeWantedPlaces()
{
    if (!m_wanted.comparedOf || !firing(*m_wanted.comparedOf))
        return false;
    const Twin twin = *m_wanted.comparedOf;
    const std::optional<Held> first = heldAt(twin, m_wanted.first),
                              second
        = m_wanted.second ? heldAt(twin, *m_wanted.second) : std::nullopt;
    if (!first || (m_wanted.second && !second))
        return false;
    m_wanted.comparedOf.reset();
    m_first = first;
    m_second = second;
    return true;
}

std::optional<Inspector::Held> Inspector::heldAt(Twin twin, const Place& place) const
{
    const LoadedModel* model = shownModel(twin);
    if (!model)
        return {};
    if (m_task == Task::Text)
        return tokenAt(twin, place.token) ? std::optional(momentAt(twin, place.token))
                                          : std::nullopt;
    const NeuronGrid grid = gridOf(model->state->config);
    const bool isOfIt = model->hash == m_wanted.model
        && place.firing.layers.size() == static_cast<std::size_t>(grid.layers)
        && std::ranges::all_of(place.firing.layers, [&grid](const LayerFiring& layer) {
               return layer.neurons.empty() || layer.neurons.back() < grid.neurons();
           });
    if (!isOfIt)
        return {};
    return Held{twin, place.firing, place.name, place.brief, {}, place.picture};
}

} // namespace glowworm
