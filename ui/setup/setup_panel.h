// SPDX-License-Identifier: GPL-3.0-or-later
// Panel 1, Set-up: start from a preset, edit every field of the run, see at once the network that
// it builds, what it will cost and what it will learn from. What a person changes here is an edit,
// what a run brings along is none.
#pragma once

#include "model/config/config.h"
#include "model/training/stop_rules.h"
#include "ui/setup/config_form.h"
#include "ui/widgets/panel.h"

#include <optional>

class QCheckBox;
class QComboBox;
class QLabel;
class QLayout;
class QPushButton;
class QScrollArea;
class QUndoStack;

namespace glowworm {

class Calibration;
class CostCard;
class DataCard;
class Library;
class NetworkDrawing;
class PresetCards;
class Training;
class Workbench;
struct DataOptions;

class SetupPanel : public Panel {
    Q_OBJECT

public:
    explicit SetupPanel(Workbench& workbench, QWidget* parent = nullptr);

    QString commandLine() const override;
    void runMain() override;
    void stopMain() override;
    std::vector<ExportItem> exports() override; // settings, command, network

    void save(const SessionValues& to) const override; // what Training does not
    void restore(const JsonObject& from) override;

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    /// What a person changes here, or of it what an edit is of.
    struct Values {
        ConfigForm::Entries fields;
        std::optional<bool> twins, moments;
        std::optional<StopRules> stop; // which only a pasted command changes here
        bool operator==(const Values&) const = default;
    };

    QWidget* buildTop(QWidget* parent);
    QWidget* buildStart(QWidget* card);
    QLayout* buildReason(QWidget* card);
    void connectAll(Workbench& workbench);
    void choosePreset(int index);
    void takeField(const QString& field);
    void takeConfig();
    void openData();
    void paste();
    void takeLine(const QString& text);
    void openNamed(const DataOptions& named, Task task);
    Values values() const;
    void note(const QString& words, int id = -1);
    void showValues(const Values& some);
    void showConfig();
    void showData();
    void showTimes();
    void showRefusal();
    void goToField(const QString& field);

    Training& m_training;
    Library& m_library;
    Calibration& m_calibration;
    QUndoStack& m_edits;
    Values m_noted;            // what stands here is an edit's work, or nobody's
    bool m_noting = false;     // what changes now will be noted
    QString m_typed;           // the field that is typed into
    int m_typing = 0;          // which time: letters typed one after another are one edit
    NetworkDrawing* m_network; // in sight wherever the fields are scrolled to
    QScrollArea* m_scroll;
    QComboBox* m_preset;
    PresetCards* m_cards;
    QLabel* m_presetHelp;
    QCheckBox* m_twins;
    QPushButton* m_train;
    QLabel* m_reason; // why it may not start
    QPushButton *m_open, *m_measure;
    ConfigForm* m_form;
    CostCard* m_cost;
    DataCard* m_data;
};

} // namespace glowworm
