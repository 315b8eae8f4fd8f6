// SPDX-License-Identifier: GPL-3.0-or-later
// The stage: how many neurons are lit for the picked character, the switchboard of one model large
// and that of its twin small below; a click swaps them. Its dark ground is painted by its panel,
// for it and for the card beside it. GUI thread.
#pragma once

#include "model/engine/generator.h"
#include "ui/inspector/compared_places.h"
#include "ui/widgets/switchboard.h"
#include "ui/widgets/value_label.h"

#include <QString>
#include <QWidget>

#include <array>
#include <cstddef>
#include <span>

class QHBoxLayout;
class QLabel;
class QToolButton;
class QVBoxLayout;

namespace glowworm {

class CharacterBox;
struct LoadedModel;
class ShadeChoice;

inline Twin otherOf(Twin twin) { return twin == Twin::Sparse ? Twin::Dense : Twin::Sparse; }

class GenerationStage : public QWidget {
    Q_OBJECT

public:
    explicit GenerationStage(QWidget* parent = nullptr);

    /// Of the brightest light, over the largest value in a prompt.
    static constexpr float kHeadroom = 1.5F;

    /// Null: the slot is empty. other: the twin's model, whose grid a dense board shares. Forgets
    /// the token.
    void setModel(Twin twin, const LoadedModel* model, const LoadedModel* other,
        Provenance provenance = Provenance::Measured);
    void setComing(Twin twin, bool isComing); // it is being opened, where the slot is empty
    /// At least one.
    void setShown(bool sparse, bool dense);
    /// Of each shown text the token `at`, or its last; -1: none.
    void showToken(const std::array<std::span<const GeneratedToken>, 2>& texts, int at); // by Twin

    void showComparison(const ComparedPlaces& places);
    /// Both boards, while both places of a comparison are held: no token is shown meanwhile.
    bool holds() const { return m_compared.isHeld; }

    Twin large() const { return m_large; }   // whose board is the large one
    Twin chosen() const { return m_chosen; } // whose is while both are shown
    void choose(Twin twin);                  // says nothing
    void swap();
    Shade shade() const; // that was chosen
    void setShade(Shade shade);
    QSize minimumSizeHint() const override;
    Switchboard& board(Twin twin) const { return *m_boards[slotOf(twin)]; }

Q_SIGNALS:
    void swapped();
    void shaded(); // its lights tell something else

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void build();
    void buildHead();
    void layOut(); // the boards, after a swap
    void showLarge();
    void showColours();
    void showLit(Twin twin, std::span<const GeneratedToken> tokens, int place);
    /// By the prompt, for the whole text: a light is as bright early as late, and each time.
    void fixScale(Twin twin, std::span<const GeneratedToken> tokens);
    void showHead();
    void keepSize(QLabel* label, const QString& widest);
    Switchboard::Source sourceOf(Twin twin) const; // of what its board shows
    void fitWords();
    enum class Head { Whole, Brief, Least }; // words behind the number
    QString headWords(Head words) const;
    QString chosenWords() const;
    QString tossUpWords() const;
    QString allNeurons() const; // how many the large board has
    QString twinName() const;
    QString twinUnit() const;
    QString twinHeading(bool brief) const;
    QString swapWords() const;
    int twinWidth(bool brief) const; // pixels
    int headWidth(Head words, bool briefTwin) const;
    int leastHeadWidth() const; // whatever is shown: one window has one layout
    void fitSmall();

    struct Lit {
        int place = -1;                // in the text; -1 = no token
        int count = 0;                 // neurons
        int positive = 0, tossUps = 0; // of them
        char32_t character = 0;
    };
    const Lit& lit(Twin twin) const { return m_lit[slotOf(twin)]; }

    std::array<Switchboard*, 2> m_boards{}; // by Twin
    bool compares() const                   // on the large board
    {
        return m_compared.twin == m_large && !m_compared.first.isEmpty();
    }
    bool comparesTwo() const { return compares() && !m_compared.second.isEmpty(); }

    std::array<Lit, 2> m_lit;
    std::array<std::size_t, 2> m_scaled{}; // by Twin: tokens of which the scale knows
    std::array<bool, 2> m_coming{};        // by Twin: its model
    ComparedPlaces m_compared;
    std::array<bool, 2> m_shown{true, true};
    Twin m_chosen = Twin::Sparse, m_large = Twin::Sparse;
    ValueLabel *m_hero, *m_twinCount;
    QLabel *m_words, *m_twinWords, *m_twinUnit, *m_sentence;
    CharacterBox* m_character;
    QWidget* m_twin; // its name, number and what that counts, of fixed size
    ShadeChoice* m_shades;
    QToolButton* m_swap;
    std::array<Switchboard::Source, 2> m_sources; // by Twin: of the model, without a token
    bool m_areTwins = true;                       // else two models that stand beside each other
    Provenance m_provenance = Provenance::Measured;
    QHBoxLayout* m_head;
    QVBoxLayout* m_column;
};

} // namespace glowworm
