// SPDX-License-Identifier: GPL-3.0-or-later
// What the FF neurons of a model do over a text or a set of pictures, all of them counted at once:
// how often each fires, where it is largest, who comes second to it; and what the counts say of its
// groups, the census. Plain values, any thread.
#pragma once

#include "model/config/firing.h"
#include "model/config/neuron.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace glowworm {

/// Over the tokens, or pictures, seen so far. Nothing depends on the order in which they are added.
class NeuronActivity {
public:
    static constexpr std::size_t kStrongest = 12; // places kept of each neuron

    struct Place {
        float value = 0;         // after the activation
        std::uint32_t where = 0; // number of the token or picture
        bool operator==(const Place&) const = default;
    };
    struct Rival {
        std::uint16_t neuron = 0; // 0 ... F - 1
        std::uint32_t times = 0;
        bool operator==(const Rival&) const = default;
    };

    explicit NeuronActivity(const NeuronGrid& of = {}, bool isSparse = false);
    /// Counts as they were once kept: (L, F) of each kind, places and rivals sorted as members are
    /// below. Throws Error, a clause, where they contradict each other.
    struct Counts {
        std::int64_t seen = 0;
        std::vector<std::int64_t> fired;           // dense layers: times above zero
        std::vector<std::vector<Place>> strongest; // as strongest() says
        std::vector<std::vector<Rival>> rivals;    // ascending neurons of the same group
        bool operator==(const Counts&) const = default;
    };
    NeuronActivity(const NeuronGrid& of, bool isSparse, Counts counts);
    const Counts& counts() const { return m_counts; }

    /// where: number of the token or picture, each added once. A sparse layer's rivals are counted
    /// where the record has its logits.
    void add(const FiringRecord& record, std::uint32_t where);

    const NeuronGrid& grid() const { return m_grid; }
    bool isSparse() const { return m_isSparse; }
    std::int64_t seen() const { return m_counts.seen; }
    std::int64_t fired(NeuronAddress neuron) const { return m_counts.fired[at(neuron)]; }
    std::span<const std::int64_t> fired() const { return m_counts.fired; } // (L, F)
    /// Of the neuron's group (N).
    std::span<const std::int64_t> firedInGroup(NeuronAddress neuron) const;
    /// Largest value first, of equal ones the first place.
    std::span<const Place> strongest(NeuronAddress neuron) const
    {
        return m_counts.strongest[at(neuron)];
    }
    /// Who came second when this neuron won, most often first, of equal ones the lower number.
    std::vector<Rival> rivals(NeuronAddress neuron) const;

    bool operator==(const NeuronActivity&) const = default;

private:
    std::size_t at(NeuronAddress neuron) const
    {
        return static_cast<std::size_t>(neuron.layer) * static_cast<std::size_t>(m_grid.neurons())
            + static_cast<std::size_t>(neuron.neuron);
    }
    void requireConsistent(std::size_t neuron) const;
    void keepPlace(std::size_t neuron, Place place);
    void addRivals(std::size_t layer, const LayerFiring& firing);

    NeuronGrid m_grid;
    bool m_isSparse = false;
    Counts m_counts;
};

/// One group of a sparse layer. Evenness is somewhat low, and `dead` high, while little was read:
/// of n tokens by about (N - 1) / (2 n) nats of entropy.
struct GroupCensus {
    int layer = 0, group = 0;
    int dead = 0;        // neurons that never fired
    int hot = 0;         // neurons that fired kHot times as often as an even share, or more
    double evenness = 0; // entropy of the group's counts over that of equal counts, 0 ... 1; 0
                         // where none fired

    static constexpr double kHot = 4;
};
/// Of one group; counts (N): how often each neuron fired.
GroupCensus groupCensusOf(std::span<const std::int64_t> counts, int layer, int group);
/// Which of them are hot.
std::vector<bool> hotOf(std::span<const std::int64_t> counts);
/// Layer by layer, group by group; empty before anything was seen. Of a dense layer a group is a
/// column of the board, its neurons choose by themselves, and an even share is the column's mean.
std::vector<GroupCensus> censusOf(const NeuronActivity& activity);

/// HeldOut: the last tenth, which training does not see.
enum class TextPart { HeldOut, Whole };

/// What neurons are counted over.
struct CorpusName {
    std::string data;             // the name of a text, or of a set of pictures
    std::optional<TextPart> part; // of a text
};

/// A census as it is shown, with what it was counted over.
struct NeuronCensus {
    NeuronGrid grid;
    bool isSparse = true;
    CorpusName corpus;
    std::int64_t seen = 0, total = 0; // tokens or pictures
    std::vector<GroupCensus> groups;
    std::vector<std::int64_t> fired; // (L, F)
    std::string withoutCounts;       // why nothing can be counted, one sentence; "" = it can
    bool hasCorpus = true;           // false: no text, or no test pictures, are open

    bool complete() const { return seen == total; }
};

} // namespace glowworm
