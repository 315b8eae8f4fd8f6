// SPDX-License-Identifier: GPL-3.0-or-later
// Draw a digit and see both models answer while the stroke is still being drawn: what they see,
// which neurons light up, what those add to each digit; and where the models err on the test set.
// GUI thread.
#pragma once

#include "ui/digits/digit_pick.h"
#include "ui/session/digits.h"
#include "ui/widgets/panel.h"

#include <QStringList>

#include <memory>
#include <optional>
#include <string>

namespace glowworm {

class Aside;
class DigitCanvas;
class DigitTools;
class DuelStage;
class Gallery;
class Inspection;
class Inspector;
struct NeuronCensus;
struct KnownDigits;

class DigitsPanel : public Panel {
    Q_OBJECT

public:
    explicit DigitsPanel(Workbench& workbench, QWidget* parent = nullptr);

    QString commandLine() const override;
    void runMain() override;  // the next test picture
    void stopMain() override; // the review of the test set; else lets go of what was picked
    std::vector<ExportItem> exports() override; // the stage, the drawing

    void save(const SessionValues& to) const override;
    void restore(const JsonObject& from) override;

    const DuelStage& stage() const { return *m_stage; }

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void layOut();
    void addKeys();
    void connectWorkbench(const Workbench& workbench);
    void connectViews();
    void showStoredDrawing();
    void followSet();

    void takeModels();
    NormaliseOptions madeReady() const; // how the drawing is, for the models
    void classify();
    void take(const DigitResult& result);
    void takeDisagreement(qint64 index);
    void takePick(const DigitPick& pick);
    void showTestPicture(qint64 index);
    void stepTestPicture(int step);
    void findDisagreement();
    void showPicture(); // one that was opened
    void showState();
    void showReview();
    void showSource();
    QString originWords() const; // of what leaves the window
    void connectInspector();
    int neuronOf(const DigitPick& pick) const; // -1: a lamp has none
    void showInspected();
    std::optional<DigitPick> lampPick() const; // that stays marked
    void placeAside();                         // where it belongs, if it is shown
    void showNeuronUse(bool shown);            // of no neuron: the census
    void enterInspector(); // the focus, now or once there is something in it to be focused
    void closeInspector();
    void showSurgery();
    void askForUse();
    void takeUse(const NeuronCensus& census); // of the sparse net's neurons

    const KnownDigits& knownSet() const; // that the open models were trained on
    /// The open test set, null where there is none or the models were trained on another one.
    std::shared_ptr<const DigitSet> testSet() const;
    QStringList classNames() const; // of that set; empty = the digits
    QString testRefusal() const;    // why there is none, "" = there is

    Digits& m_digits;
    Library& m_library;
    Inspection& m_inspection;
    DuelStage* m_stage;
    DigitCanvas* m_canvas;
    DigitTools* m_tools;
    Gallery* m_gallery;
    Inspector* m_inspector;   // while something is looked at
    Aside* m_aside = nullptr; // with it
    QWidget* m_galleryPlace;  // below the stage

    std::optional<qint64> m_lastTest;
    enum class Use { Unknown, Asked, Known } m_use = Use::Unknown; // of the sparse net's neurons
    bool m_refused = false;
    bool m_isOpened = false;       // a picture came before the panel: no session takes its place
    bool m_reviewPaused = false;   // as nobody sees it
    bool m_isEntering = false;     // the inspector, by keys
    bool m_usesAsked = false;      // the inspector stays, also while nothing is kept
    Twin m_looksAt = Twin::Sparse; // the inspector, at last
    std::optional<int> m_lamp;     // that stays marked
    mutable qint64 m_sheetKey = 0; // of the sheet that m_sheetText is of
    mutable std::string m_sheetText;
};

} // namespace glowworm
