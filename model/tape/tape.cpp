// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/tape/tape.h"

#include "model/base/error.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <string_view>
#include <utility>

namespace glowworm {
namespace {

int bytesPerGroupOf(const ModelConfig& config)
{
    if (!config.isSparse())
        return 0;
    return config.groupSize() <= 64 ? 1 : config.groupSize() <= 16384 ? 2 : 4;
}

std::uint32_t positiveBit(int bytes) { return std::uint32_t{1} << (8 * bytes - 2); }
std::uint32_t tossUpBit(int bytes) { return std::uint32_t{1} << (8 * bytes - 1); }

std::uint32_t loaded(std::span<const std::byte> code, std::size_t at, int bytes)
{
    std::uint32_t value = 0;
    for (int i = 0; i < bytes; ++i)
        value |= std::to_integer<std::uint32_t>(code[at + static_cast<std::size_t>(i)]) << (8 * i);
    return value;
}

void store(std::uint32_t value, std::span<std::byte> code, std::size_t at, int bytes)
{
    for (int i = 0; i < bytes; ++i)
        code[at + static_cast<std::size_t>(i)] = static_cast<std::byte>(value >> (8 * i));
}

bool isProbability(float value) { return value >= 0 && value <= 1; }

} // namespace

// -------------------------------------------------------------------------------------------------
// fired neurons in bytes

FiringCode::FiringCode(const ModelConfig& config)
    : m_layers(config.layers)
    , m_neurons(config.neurons)
    , m_groups(config.isSparse() ? config.groups : 1)
    , m_bytesPerGroup(bytesPerGroupOf(config))
    , m_otherwise(config.neuronActivation() == Activation::Relu ? 0.0F : -1.0F)
    , m_bytesPerLayer(static_cast<std::size_t>(
          config.isSparse() ? m_groups * m_bytesPerGroup : (m_neurons + 7) / 8))
{
}

void FiringCode::write(const FiringRecord& firing, std::span<std::byte> out) const
{
    const int size = m_neurons / m_groups;
    for (std::size_t layer = 0; layer < firing.layers.size(); ++layer) {
        const LayerFiring& fired = firing.layers[layer];
        const std::span<std::byte> bytes = out.subspan(layer * m_bytesPerLayer, m_bytesPerLayer);
        for (std::size_t i = 0; i < fired.neurons.size(); ++i) {
            const unsigned neuron = fired.neurons[i];
            if (m_bytesPerGroup == 0) {
                bytes[neuron / 8] |= std::byte{1} << neuron % 8;
                continue;
            }
            std::uint32_t entry = neuron % static_cast<unsigned>(size);
            if (fired.values[i] > 0)
                entry |= positiveBit(m_bytesPerGroup);
            if (i < fired.decisions.size() && fired.decisions[i].isTossUp())
                entry |= tossUpBit(m_bytesPerGroup);
            store(entry, bytes, i * static_cast<std::size_t>(m_bytesPerGroup), m_bytesPerGroup);
        }
    }
}

FiringCode::Choice FiringCode::choice(std::span<const std::byte> code, int layer, int group) const
{
    const std::uint32_t entry = loaded(code,
        static_cast<std::size_t>(layer) * m_bytesPerLayer
            + static_cast<std::size_t>(group * m_bytesPerGroup),
        m_bytesPerGroup);
    const std::uint32_t positive = positiveBit(m_bytesPerGroup),
                        tossUp = tossUpBit(m_bytesPerGroup);
    return {group * (m_neurons / m_groups) + static_cast<int>(entry & (positive - 1)),
        (entry & positive) != 0, (entry & tossUp) != 0};
}

bool FiringCode::sameNeurons(std::span<const std::byte> a, std::span<const std::byte> b) const
{
    for (int layer = 0; layer < m_layers; ++layer)
        for (int group = 0; m_bytesPerGroup > 0 && group < m_groups; ++group)
            if (choice(a, layer, group).neuron != choice(b, layer, group).neuron)
                return false;
    return m_bytesPerGroup > 0 || std::ranges::equal(a, b);
}

FiringRecord FiringCode::read(std::span<const std::byte> code) const
{
    FiringRecord firing;
    firing.valuesKnown = false;
    for (int layer = 0; layer < m_layers; ++layer) {
        LayerFiring& fired = firing.layers.emplace_back();
        for (int group = 0; m_bytesPerGroup > 0 && group < m_groups; ++group) {
            const Choice chosen = choice(code, layer, group);
            fired.neurons.push_back(static_cast<std::uint16_t>(chosen.neuron));
            fired.values.push_back(chosen.positive ? 1.0F : m_otherwise);
        }
        const auto bits = code.subspan(static_cast<std::size_t>(layer) * m_bytesPerLayer);
        for (int neuron = 0; m_bytesPerGroup == 0 && neuron < m_neurons; ++neuron)
            if ((bits[static_cast<std::size_t>(neuron) / 8] >> neuron % 8 & std::byte{1})
                != std::byte{0}) {
                fired.neurons.push_back(static_cast<std::uint16_t>(neuron));
                fired.values.push_back(1.0F);
            }
    }
    return firing;
}

bool FiringCode::isValid(std::span<const std::byte> code) const
{
    const int size = m_neurons / m_groups,
              last = m_neurons % 8; // bits of a dense layer's last byte
    for (int layer = 0; layer < m_layers; ++layer) {
        const auto bytes
            = code.subspan(static_cast<std::size_t>(layer) * m_bytesPerLayer, m_bytesPerLayer);
        if (m_bytesPerGroup == 0 && last > 0 && (bytes.back() >> last) != std::byte{0})
            return false;
        for (int group = 0; m_bytesPerGroup > 0 && group < m_groups; ++group)
            if (choice(code, layer, group).neuron >= (group + 1) * size)
                return false;
    }
    return true;
}

// -------------------------------------------------------------------------------------------------
// one model's text

TapeTrack::TapeTrack(TapeModel model)
    : m_model(std::move(model))
    , m_code(m_model.config)
{
    speed.twin = m_model.twin();
}

TapeTrack::TapeTrack(TapeModel model, TapeColumns columns)
    : TapeTrack(std::move(model))
{
    m_columns = std::move(columns);
    const std::size_t n = m_columns.token.size(), vocabulary = m_model.vocabulary.size();
    const auto require = [&](bool holds, std::size_t index, const char* what) {
        if (!holds)
            throw Error("Token " + std::to_string(index) + " has " + what + ".");
    };
    const std::size_t candidates = n * TapeColumns::kCandidates;
    if (m_columns.flags.size() != n || m_columns.probability.size() != n
        || m_columns.seconds.size() != n || m_columns.next.size() != candidates
        || m_columns.nextProbability.size() != candidates
        || m_columns.fired.size() != n * m_code.bytes())
        throw Error("The columns of a text of " + std::to_string(n) + " tokens are not as long.");
    const std::size_t prompt = static_cast<std::size_t>(promptSize());
    if (prompt < 1 || prompt > static_cast<std::size_t>(std::max(1, m_model.config.context - 1)))
        throw Error("A text has a prompt of " + std::to_string(prompt)
            + " tokens, its model one of 1 to "
            + std::to_string(std::max(1, m_model.config.context - 1)) + ".");
    for (std::size_t i = 0; i < n; ++i) {
        const float probability = m_columns.probability[i], seconds = m_columns.seconds[i];
        require(m_columns.token[i] < vocabulary, i, "no character of the vocabulary");
        require(m_columns.flags[i] <= 7, i, "a mark that means nothing");
        require(((m_columns.flags[i] & TapeColumns::FromPrompt) != 0) == (i < prompt), i,
            "a place in the prompt that is behind it");
        require(
            std::isnan(probability) || isProbability(probability), i, "a probability that is none");
        require(std::isfinite(seconds) && seconds >= 0, i, "a time that is none");
        require(m_code.isValid(fired(static_cast<std::int64_t>(i))), i,
            "a fired neuron outside its group or layer");
        for (std::size_t c = i * TapeColumns::kCandidates; c < (i + 1) * TapeColumns::kCandidates;
             ++c)
            require(m_columns.next[c] == TapeColumns::kNone
                    || (m_columns.next[c] < vocabulary
                        && isProbability(m_columns.nextProbability[c])),
                i, "a candidate that is none");
    }
}

std::int64_t TapeTrack::promptSize() const
{
    const auto behind = std::ranges::find_if(
        m_columns.flags, [](std::uint8_t flags) { return (flags & TapeColumns::FromPrompt) == 0; });
    return behind - m_columns.flags.begin();
}

void TapeTrack::add(const GeneratedToken& token)
{
    TapeColumns& to = m_columns;
    to.token.push_back(static_cast<std::uint16_t>(token.token));
    to.flags.push_back(static_cast<std::uint8_t>((token.fromPrompt ? TapeColumns::FromPrompt : 0)
        | (token.contextReread ? TapeColumns::ContextReread : 0)
        | (token.typed ? TapeColumns::Typed : 0)));
    to.probability.push_back(token.probability.value_or(std::numeric_limits<float>::quiet_NaN()));
    to.seconds.push_back(static_cast<float>(token.seconds));
    for (std::size_t i = 0; i < TapeColumns::kCandidates; ++i) {
        const bool known = i < token.next.size();
        to.next.push_back(
            known ? static_cast<std::uint16_t>(token.next[i].token) : TapeColumns::kNone);
        to.nextProbability.push_back(known ? token.next[i].probability : 0);
    }
    to.fired.resize(to.fired.size() + m_code.bytes());
    m_code.write(token.firing, std::span(to.fired).last(m_code.bytes()));
}

std::span<const std::byte> TapeTrack::fired(std::int64_t index) const
{
    return std::span(m_columns.fired)
        .subspan(static_cast<std::size_t>(index) * m_code.bytes(), m_code.bytes());
}

char32_t TapeTrack::character(std::int64_t index) const
{
    return m_model.vocabulary[m_columns.token[static_cast<std::size_t>(index)]];
}

GeneratedToken TapeTrack::token(std::int64_t index) const
{
    const std::size_t i = static_cast<std::size_t>(index);
    GeneratedToken token;
    token.twin = m_model.twin();
    token.index = index;
    token.fromPrompt = (m_columns.flags[i] & TapeColumns::FromPrompt) != 0;
    token.contextReread = (m_columns.flags[i] & TapeColumns::ContextReread) != 0;
    token.typed = (m_columns.flags[i] & TapeColumns::Typed) != 0;
    token.token = m_columns.token[i];
    token.character = character(index);
    if (!std::isnan(m_columns.probability[i]))
        token.probability = m_columns.probability[i];
    token.seconds = m_columns.seconds[i];
    token.firing = m_code.read(fired(index));
    for (std::size_t c = i * TapeColumns::kCandidates; c < (i + 1) * TapeColumns::kCandidates; ++c)
        if (m_columns.next[c] != TapeColumns::kNone)
            token.next.push_back({m_columns.next[c], m_columns.nextProbability[c]});
    return token;
}

bool TapeTrack::agrees(const GeneratedToken& token) const
{
    std::vector<std::byte> code(m_code.bytes());
    m_code.write(token.firing, code);
    return m_code.sameNeurons(code, fired(token.index));
}

WrittenText TapeTrack::text() const
{
    WrittenText text;
    text.prompt = static_cast<std::size_t>(promptSize());
    for (std::int64_t index = 0; index < size(); ++index) {
        text.characters += character(index);
        if ((m_columns.flags[static_cast<std::size_t>(index)] & TapeColumns::Typed) != 0)
            text.typed.push_back(static_cast<std::size_t>(index));
    }
    return text;
}

bool TapeTrack::catchUp(const TapeTrack& now)
{
    const auto begins = [](const auto& all, const auto& with) {
        return with.size() <= all.size()
            && std::memcmp(all.data(), with.data(), with.size() * sizeof with[0]) == 0;
    };
    TapeColumns& to = m_columns;
    const TapeColumns& from = now.m_columns;
    if (to.token.empty() || now.m_model.hash != m_model.hash || now.m_model.source != m_model.source
        || now.m_model.surgery != m_model.surgery || now.m_code.bytes() != m_code.bytes()
        || !begins(from.token, to.token) || !begins(from.flags, to.flags)
        || !begins(from.seconds, to.seconds)) // as good as unique
        return false;
    const auto add = [](auto& column, const auto& whole) {
        column.insert(
            column.end(), whole.begin() + static_cast<std::ptrdiff_t>(column.size()), whole.end());
    };
    add(to.token, from.token);
    add(to.flags, from.flags);
    add(to.probability, from.probability);
    add(to.seconds, from.seconds);
    add(to.next, from.next);
    add(to.nextProbability, from.nextProbability);
    add(to.fired, from.fired);
    speed = now.speed;
    return true;
}

WrittenText TapeTrack::edited(std::int64_t index, std::u32string_view typed) const
{
    const WrittenText whole = text();
    const auto at = static_cast<std::size_t>(index), behind = at + 1,
               rest = std::max(whole.prompt, behind) - behind;
    WrittenText begun;
    begun.characters = whole.characters.substr(0, at);
    begun.characters += typed;
    begun.prompt = at < whole.prompt ? at + typed.size() + rest : whole.prompt;
    for (const std::size_t place : whole.typed)
        if (place < at)
            begun.typed.push_back(place);
    for (std::size_t place = at; place < begun.characters.size(); ++place)
        begun.typed.push_back(place);
    for (const std::size_t place : whole.typed)
        if (place >= behind && place < behind + rest)
            begun.typed.push_back(place - behind + begun.characters.size());
    begun.characters += whole.characters.substr(behind, rest);
    return begun;
}

// -------------------------------------------------------------------------------------------------
// the tape

const TapeTrack* Tape::track(Twin twin) const
{
    const auto found = std::ranges::find(
        tracks, twin, [](const TapeTrack& track) { return track.model().twin(); });
    return found == tracks.end() ? nullptr : &*found;
}

std::int64_t Tape::size() const
{
    std::int64_t most = 0;
    for (const TapeTrack& track : tracks)
        most = std::max(most, track.size());
    return most;
}

void Tape::add(const GenerationUpdate& update)
{
    for (TapeTrack& track : tracks) {
        for (const GeneratedToken& token : update.tokens)
            if (token.twin == track.model().twin())
                track.add(token);
        for (const GenerationSpeed& speed : update.speeds)
            if (speed.twin == track.model().twin())
                track.speed = speed;
    }
}

void Tape::catchUp(const Tape& now)
{
    bool same = recorded == now.recorded && tracks.size() == now.tracks.size();
    for (std::size_t i = 0; i < tracks.size() && same; ++i)
        same = tracks[i].catchUp(now.tracks[i]);
    if (!same) {
        *this = now;
        return;
    }
    sample = now.sample;
    bookmarks = now.bookmarks;
    machine = now.machine;
    threads = now.threads;
    build = now.build;
}

GenerationUpdate Tape::update() const
{
    GenerationUpdate update;
    for (const TapeTrack& track : tracks) {
        for (std::int64_t index = 0; index < track.promptSize(); ++index)
            update.tokens.push_back(track.token(index));
        update.speeds.push_back(track.speed);
    }
    for (std::int64_t turn = 0; turn < size(); ++turn)
        for (const TapeTrack& track : tracks)
            if (turn < track.size() - track.promptSize())
                update.tokens.push_back(track.token(track.promptSize() + turn));
    return update;
}

} // namespace glowworm
