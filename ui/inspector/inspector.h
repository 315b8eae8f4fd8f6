// SPDX-License-Identifier: GPL-3.0-or-later
// What is behind a light: the neuron that is pointed at (a preview) or was clicked (kept) on what a
// panel shows, a token or a drawing; surgery on it; two places compared; a character that was
// clicked; and while nothing is picked, how evenly a model's neurons are used. It asks Inspection
// by itself and never computes. One a panel; only the visible one asks. GUI thread.
#pragma once

#include "model/engine/generator.h"
#include "model/jobs/digit_run.h"
#include "model/neurons/comparison.h"
#include "ui/inspector/compared_places.h"
#include "ui/session/inspection.h"
#include "ui/widgets/switchboard.h"

#include <QTimer>
#include <QWidget>

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

class QAction;
class QLabel;
class QStackedWidget;
class QUndoStack;

namespace glowworm {

class CensusPage;
class ComparisonPage;
class JsonObject;
class NeuronPage;
class SessionValues;
class SurgeryActions;
class SurgeryBanner;
class TokenPage;
class Workbench;
enum class Provenance;

class Inspector : public QWidget {
    Q_OBJECT

public:
    Inspector(Workbench& workbench, Task task, QWidget* parent = nullptr);

    /// Text: the tokens of a model's text from its prompt on, looked at whenever they are needed,
    /// now and later; they outlive the inspector.
    void setText(Twin twin, const std::vector<GeneratedToken>& tokens);
    void showToken(int token); // of every text that has it; -1: none
    /// Digits: what the models made of a drawing, and what it is called; null: nothing.
    void showDrawing(const DigitResult* result, const QString& name = {});
    /// Whose board is large: its census is shown.
    void setMain(Twin twin);
    /// Whether it paints the dark ground that it stands on, or its panel does; first: it does.
    void setGround(bool own);
    /// What stands above the census; becomes a child.
    void setAtRest(QWidget* widget);
    /// Which neuron a person keeps is an entry there, too, one for all that are looked at in turn;
    /// and so is what they compare.
    void keepStepsIn(QUndoStack& edits) { m_edits = &edits; }
    /// A board whose cells are pointed at, picked and operated: wired both ways.
    void attach(Twin twin, Switchboard& board);

    /// Of what is pointed at, nothing: no more. What is kept is shown again then.
    void preview(Twin twin, std::optional<NeuronAddress> neuron);
    void keep(Twin twin, NeuronAddress neuron);
    /// The character that is shown, of this model's text, until it is let go.
    void keepToken(Twin twin);
    /// Holds what is shown of this model as A.
    void compareFrom(Twin twin);
    /// Of the kept neuron, else of a comparison, of what the census lit, of a character; whether
    /// there was one.
    bool letGo();
    void letGoOfAll(); // in one step
    bool holds() const { return m_kept || m_first || m_isLit || m_tokenOf; }
    /// Keeps it, and offers what may be done to it; by a key its first row is the current one.
    void showMenu(Twin twin, NeuronAddress neuron, QPoint globalPosition, bool byKey = false);
    std::optional<NeuronAddress> kept(Twin twin) const;

    /// What is held, to come back to. restore() holds it in place of what is held now, part by part
    /// as soon as its model is there, and its text or a drawing; until somebody holds or lets go of
    /// something. It tells nothing and moves no focus.
    void save(const SessionValues& to) const;
    void restore(const JsonObject& from); // throws Error (a clause), then nothing has changed
    void check(const JsonObject& from) const { readWanted(from); } // throws what that would

    QSize sizeHint() const override { return {236, 640}; }
    int heightForWidth(int width) const override; // of the page that is shown, where it scrolls

Q_SIGNALS:
    void keptChanged(glowworm::Twin twin, const std::optional<glowworm::NeuronAddress>& neuron);
    void highlighted(glowworm::Twin twin, const std::vector<glowworm::NeuronAddress>& neurons);
    /// What is known of the neuron that is looked at; with a moment, of the place that is shown.
    void explained(glowworm::Twin twin, const glowworm::NeuronReport& report);
    /// Two places: what only one of them lit, and what both; empty: no more.
    void compared(glowworm::Twin twin, const std::vector<glowworm::LayerComparison>& layers);
    /// Where A and B are now.
    void comparing(const glowworm::ComparedPlaces& places);
    void tokenAsked(int token);
    void editAsked(glowworm::Twin twin); // another text in place of the token that is shown
    /// A piece of the corpus, or a picture, to be read.
    void contextAsked(const glowworm::NeuronContext& context);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    class HoldEdit;
    struct Looked {
        Twin twin = Twin::Sparse;
        NeuronAddress neuron;
        bool operator==(const Looked&) const = default;
    };
    /// One token or drawing, held for a comparison.
    struct Held {
        Twin twin = Twin::Sparse;
        FiringRecord firing;
        QString name, brief;
        FiringSource source; // without the model
        std::optional<DigitPicture> picture;
        int number = 0; // of each that somebody has held another one
    };
    /// What a person holds, for an entry that brings it back.
    struct Hold {
        std::optional<Looked> neuron;
        std::optional<Held> first, second;
    };

    /// What save() writes: of models and texts that may not be there yet.
    struct Place {
        int token = -1;      // of a text; the rest is a drawing's
        QString name, brief; // what it was called
        FiringRecord firing;
        DigitPicture picture{};
    };
    struct Wanted {
        std::optional<Twin> neuronOf, characterOf, comparedOf;
        std::string neuron; // its address
        std::string model;  // the hash of the one that made the records, which are of no other
        Place first;
        std::optional<Place> second;

        bool empty() const { return !neuronOf && !characterOf && !comparedOf; }
    };

    void build();
    NeuronPage& neuronPage(); // pages are made when they are first shown
    ComparisonPage& comparisonPage();
    TokenPage& tokenPage();
    void colour();
    void connectSession();
    void connectText(); // as it begins again
    void refresh();     // the page, for what is looked at
    void beginNeuron(); // another one is looked at
    void showPlace();   // the token or drawing that the panel shows
    void showMoment();  // the neuron at that place
    void showRecord();  // no more than what the record of it says
    void showCharacter();
    void comeIntoView();
    void tellNeuron();    // that is kept, to those who do not see its page: what it is now,
    void tellBiography(); // and once all is read
    void tellComparison(const QString& words);
    void extendCurve();
    void showUse(); // of the text, while nothing is looked at
    void ask();
    void askCensus();
    void forget(); // what was asked
    void takeReport(Twin twin, const NeuronReport& report);
    void takeModels();
    void pinSecond();
    Held momentNow(Twin twin, const FiringRecord& record) const;
    Held momentAt(Twin twin, int token) const; // of a text that has it
    std::optional<Switchboard::Pair> comparedPair(Twin twin) const;
    void endComparison();
    void leavePage();             // before it goes: the focus goes back to where it was before
    void showPage(QWidget& page); // the focus goes along, and back to what had it there
    void showComparison();
    void tellBoards();
    void tellKept();

    Hold holdNow() const { return {m_kept, m_first, m_second}; }
    void keepStep(const Hold& before); // a person changed that
    void showHold(const Hold& hold);
    Wanted held() const; // what waits too
    Wanted readWanted(const JsonObject& from) const;
    void want(Wanted wanted);
    void takeWanted(); // those parts for which all is there
    bool takeWantedNeuron();
    bool takeWantedPlaces();
    std::optional<Held> heldAt(Twin twin, const Place& place) const; // nothing: not there yet

    const FiringRecord* firing(Twin twin) const;               // null: nothing is shown
    const GeneratedToken* tokenAt(Twin twin, int token) const; // null: the text is not so long
    NeuronWhere where(Twin twin) const;
    QString momentName(Twin twin) const;                            // of what is shown
    QString nameAt(Twin twin, int token, bool brief = false) const; // "s at character 97", "s (97)"
    bool hasModel(Twin twin) const;
    const LoadedModel* shownModel(Twin twin) const; // null: what is shown is of none that is open
    bool isThere(const Looked& looked) const;       // a neuron of shownModel()
    bool isOff(const Looked& looked) const;         // by surgery, in what is shown
    bool canLook(Twin twin);                        // there is a shownModel(); else says why not
    std::optional<Twin> lookedAt() const;           // whose neuron or character is shown
    Provenance provenance() const;                  // of what is shown
    Twin censusTwin() const;

    Workbench& m_workbench;
    Inspection& m_inspection;
    const Task m_task;
    QUndoStack* m_edits = nullptr;
    bool m_ownGround = true;
    QWidget* m_ground; // carries the stage's colours
    SurgeryActions* m_surgery;
    QAction* m_compare;
    SurgeryBanner* m_banner;
    QStackedWidget* m_pages;
    CensusPage* m_census;
    NeuronPage* m_neuron = nullptr; // these three: null until neuronPage() and the like
    ComparisonPage* m_comparison = nullptr;
    TokenPage* m_character = nullptr;
    QLabel* m_notice; // why something cannot be looked at, until something is

    std::array<const std::vector<GeneratedToken>*, 2> m_texts{}; // by Twin
    int m_token = -1;
    bool m_hasMoved = false; // m_token, since showPlace()
    std::optional<DigitResult> m_drawing;
    QString m_drawingName;
    std::array<std::vector<FiringRecord>, 2> m_drawn; // by Twin: on the drawings shown, newest last
    Twin m_main = Twin::Sparse;

    std::optional<Looked> m_kept, m_preview, m_shown; // m_shown: what the page is about
    std::optional<NeuronReport> m_report;             // of m_shown
    bool m_isMomentFresh = false;                     // the report's, for what is shown
    bool m_isTold = true;                             // the biography of what is kept
    QString m_toldPair;                               // of a comparison, last
    std::vector<float> m_curve;                       // of m_shown
    struct Use { // of the large model's text: what it has used so far
        Twin twin = Twin::Sparse;
        NeuronGrid grid;
        std::size_t tokens = 0;
        std::vector<bool> seen; // (L, F)
        std::vector<int> count; // (L)
    } m_use;
    std::optional<Held> m_first, m_second; // of a comparison
    int m_lastHeld = 0;
    bool m_isLit = false;              // by the census or a comparison
    std::optional<Twin> m_tokenOf;     // whose character is kept
    Wanted m_wanted;                   // and waits
    std::optional<Twin> m_censusAsked; // and not forgotten
    struct Known {                     // an open model: surgery does not make it another one
        std::weak_ptr<const ModelState> state;
        WeightFormat format = WeightFormat::Fp32;
    };
    std::array<Known, 2> m_models;       // by Twin
    std::weak_ptr<const void> m_counted; // what their neurons are counted over
    QTimer m_asking, m_askingCensus;
    QTimer m_following;                     // while a text is written: showPlace() waits for it
    std::array<Switchboard*, 2> m_boards{}; // by Twin; may be null
};

} // namespace glowworm
