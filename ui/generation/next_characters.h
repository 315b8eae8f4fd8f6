// SPDX-License-Identifier: GPL-3.0-or-later
// What may follow the picked character, by each model that writes. GUI thread.
#pragma once

#include "model/engine/generator.h"

#include <QFrame>
#include <QRect>
#include <QString>

#include <array>
#include <optional>
#include <span>
#include <vector>

class QLabel;

namespace glowworm {

class ContextLine;
class ProbabilityBars;
class VoterList;

class NextCharacters : public QFrame {
    Q_OBJECT

public:
    explicit NextCharacters(QWidget* parent = nullptr);

    void setShown(Twin twin, bool shown);
    void setTwins(bool areTwins); // else they are two models
    /// The characters by token; and forgets what stood there.
    void setAlphabet(Twin twin, std::vector<char32_t> alphabet);
    /// After tokens[at]; at: -1 ... size - 1.
    void showToken(Twin twin, std::span<const GeneratedToken> tokens, int at);
    void setSampling(const SampleConfig& sampling); // that the text is drawn with
    /// Of a model and its grid, the neurons that vote for its likeliest character after
    /// tokens[at]. That character alone stands out.
    void showVoters(
        Twin twin, const NeuronGrid& grid, std::span<const GeneratedToken> tokens, int at);
    /// In their place, the closest choices of that model after tokens[at].
    void showChoices(
        Twin twin, const NeuronGrid& grid, std::span<const GeneratedToken> tokens, int at);
    VoterList& voters() const { return *m_voters; }
    struct Likeliest {
        QString character;      // as it is shown
        double probability = 0; // 0 ... 1
        QRect label;            // of its bar, with room for a frame, global; null: not to be seen
    };
    /// A model's likeliest character; none before it has told one.
    std::optional<Likeliest> likeliest(Twin twin) const;

protected:
    void changeEvent(QEvent* event) override;

private:
    void showHeadings();
    void makeHero(Twin twin); // the first row of its list, and no other

    struct Side {
        QLabel* heading = nullptr;
        ContextLine* context = nullptr;
        bool shown = true;
        ProbabilityBars* bars = nullptr;
        std::vector<char32_t> alphabet;
    };
    Side& side(Twin twin) { return m_sides[slotOf(twin)]; }

    std::array<Side, 2> m_sides; // by Twin
    QLabel* m_sampling;
    QFrame* m_rule; // between two texts
    VoterList* m_voters;
    bool m_areTwins = true;
};

} // namespace glowworm
