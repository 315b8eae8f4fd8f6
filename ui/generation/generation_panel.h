// SPDX-License-Identifier: GPL-3.0-or-later
// Text written live by the sparse model, the dense one, or both in turn from the same prompt and
// noise, with the neurons that worked on every single token. The view follows the newest token
// until the person holds it; it then steps through what is there while the models go on. At any
// token another text may be typed, from which both go on. GUI thread.
#pragma once

#include "model/config/surgery.h"
#include "ui/session/generation.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/value_label.h"

#include <QTimer>

#include <array>
#include <memory>
#include <optional>
#include <string>

class QBoxLayout;
class QUndoCommand;
class QUndoStack;

namespace glowworm {

struct ComparedPlaces;
struct LoadedModel;
enum class Shade;
class GenerationStage;
class Inspection;
class Inspector;
class NextCharacters;
class VoterCurves;
class Timeline;
class TokenEdit;
class Transcript;
class WritingControls;

class GenerationPanel : public Panel {
    Q_OBJECT

public:
    explicit GenerationPanel(Workbench& workbench, QWidget* parent = nullptr);

    QString commandLine() const override;
    void runMain() override;
    void stopMain() override;
    QSize minimumSizeHint() const override; // with what stands beside each other below each other
    std::vector<ExportItem> exports() override; // the text, the board
    Switchboard* board() const override;
    void save(const SessionValues& to) const override;
    void restore(const JsonObject& from) override;

    int pickedToken() const { return m_picked; }
    bool followsNewest() const { return m_follow; }

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void moveEvent(QMoveEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    /// What the newest text was asked for with; a twin that joins it later gets the same.
    struct Asked {
        int text = 0;    // which one; an edited text is the same one,
        int version = 0; // and another one of these
        SampleConfig sample;
        QString prompt;
        std::optional<WrittenText> edited; // in place of the prompt
        WeightFormat format = WeightFormat::Fp32;
        std::array<bool, 2> writes{}; // by Twin: shown, and its model was open
        std::array<std::shared_ptr<const ModelState>, 2> models; // by Twin, with
        std::array<Surgery, 2> surgery;                          // what was done to their weights
    };
    /// A text before or after an edit.
    struct Version {
        Asked asked;
        TextBeginning from;
        std::optional<Tape> tape; // shown as such
        QString words;            // on what was typed
    };
    /// A text as it stood with some surgery and a number format: with these it comes back.
    struct Standing {
        Asked asked;
        WeightFormat format = WeightFormat::Fp32; // of the weights then; it may be an older one's
        TextBeginning from;
        bool isOf(const Asked& other, WeightFormat with) const;
    };
    class TextEdit;
    class BookmarkEdit;
    /// What a person sets here and takes back. What is picked and looked at is not among it: that
    /// is gone to, as a cursor is.
    struct Choices {
        QString prompt;
        SampleConfig sample;
        double pace = 0;
        WeightFormat format = WeightFormat::Fp32;
        int threads = 1;
        std::array<bool, 2> writes{true, true}; // by Twin
        Twin large = Twin::Sparse;
        Shade shade{};
        bool operator==(const Choices&) const = default;
    };
    /// Where one is in the text.
    struct View {
        int picked = -1;
        bool follows = true, plays = false;
        std::array<int, 2> tops{-1, -1}; // by Twin: the first token in sight
    };

    void build(Workbench& workbench);
    void fitColumns();
    void placeFoot();
    void connectWorkbench(const Workbench& workbench);
    void connectControls();
    void connectInspector(); // and the texts
    void addKeys();

    void takeModels();
    Choices onScreen() const;
    void showChoices(const Choices& choices); // wherever they stand, and what follows from them
    /// A choice as a person changed it just now: an edit. Those of one field, 0 and more, become
    /// one while nothing comes between; -1: each is its own.
    template <class Value> void take(Value Choices::*choice, const QString& words, int field);
    void takeWriters(); // who writes, as they are shown now
    void takeSample();  // the field of it that was changed
    void endTyping();   // what is typed next is another edit
    void push(QUndoCommand* edit);
    void takeBookmarks();
    void showLarge();

    Choices readChoices(const JsonObject& from) const;
    View readView(const JsonObject& from) const;
    View viewNow() const;
    void goBack(); // to where one was in the text that comes back, as soon as that is there

    void useModel(Twin twin); // the writer's; the text that stands there is forgotten
    bool generate();          // false: refused
    /// What m_asked says, by every shown model that is open. alsoHidden: and by those that are
    /// among its writers, so that their text is there when they are shown. False: refused.
    bool write(const TextBeginning& from, bool alsoHidden);
    void writeAgain(); // from its start
    bool lacksAShownTwin() const;
    bool takeSurgery();  // what it reached is written again; false: it reached nothing
    void keepStanding(); // before that
    TextBeginning standing(const Asked& asked) const; // nothing kept of it: its start
    void begin(bool isAnother);                       // as Generation::started() says
    void takeTape(bool isAnother); // as what was asked for; false: it stood there before
    void showUpdate(const GenerationUpdate& update);
    void end(const QString& failure);
    void showBusy();
    void showShown();
    void showMessage();
    void showNext(); // who writes the next text, where that is another one
    void placeMessage();
    void forgetMessage();
    QString
    pendingSentence() const; // what was changed and holds from the next text on; "" = nothing

    void pick(int token); // the person's choice: stops following unless it is the newest
    /// While the text goes on: where this neuron, which a person asks about, was lit last.
    void holdLit(Twin twin, NeuronAddress neuron);
    void showToken(int token);
    void showCompared(const ComparedPlaces& places);
    void showSurprise(); // of the large model, on the timeline
    void showVoters();   // of the large model at the picked token
    void followNewest();
    void togglePlay();
    void playOn();
    void showPlaying();
    void findFirstDifference();
    QString writtenWords() const; // how the writing came out, for those who do not see the texts

    void askForText(Twin twin, int token); // to be typed in place of this one
    void edit(Twin twin, int token, const QString& typed);
    bool goTo(const Version& version);
    bool mayTakeBack() const; // what was typed, if it is the last thing that was done

    Transcript* transcript(Twin twin) const { return twin == Twin::Sparse ? m_sparse : m_dense; }
    const LoadedModel* model(Twin twin) const;
    const LoadedModel* writer(Twin twin) const; // of the text on screen, or who would write
    Provenance provenance() const;              // of what the models say of the text
    bool showsTape() const { return m_generation.showsTape(); }
    int tokenCount() const;     // that every shown model has
    int replayInterval() const; // milliseconds

    Generation& m_generation;
    Library& m_library;
    Inspection& m_inspection;
    QUndoStack& m_edits;           // of it, those of text
    QBoxLayout *m_inner, *m_outer; // left and stage; these and the inspector
    QWidget *m_left,               // prompt, settings and texts
        *m_foot;                   // the timeline
    WritingControls* m_controls;
    Transcript *m_sparse, *m_dense;
    GenerationStage* m_stage;
    Inspector* m_inspector; // at the right, where what was clicked is looked into
    NextCharacters* m_next; // there while nothing is
    VoterCurves* m_curves;
    Timeline* m_timeline;
    TokenEdit* m_typing = nullptr; // made when it is first wanted

    QTimer m_firstRun; // waits a moment for the second shipped model, so that the text need not
                       // begin twice
    QTimer m_replay;   // plays what has been written already
    bool m_touched = false; // the person has done something: nothing starts by itself any more
    Asked m_asked;
    int m_texts = 0, m_versions = 0;  // so far
    std::vector<Standing> m_standing; // of this text, the newest last
    Choices m_choices;
    bool m_isShowing = false;   // them: nothing that a person chose
    bool m_pushes = false;      // a person's
    int m_series = 0;           // of edits that may become one
    std::optional<View> m_view; // to come back to
    QString m_refusal;          // why no text can be written now
    int m_picked = -1;
    bool m_follow = true;
    std::array<std::u32string, 2> m_unedited; // by Twin: the text without surgery; "" = none
    int m_compared = 0; // tokens known to be equal in both texts, or in one and what it was
    QString m_parting;  // how they go on from there; "" = they do not part
    QString m_notice;   // about the prompt of this run, or its threads
    QString m_typed;    // what a person typed into it
    std::vector<char32_t> m_skipped; // of that prompt, by the models' account
    bool m_knowsOrigin = false;      // the person does, of the tape that is shown
    bool m_tellsPending = false;     // the message says what holds from the next text on
};

} // namespace glowworm
