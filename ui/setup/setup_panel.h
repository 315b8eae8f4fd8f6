// SPDX-License-Identifier: GPL-3.0-or-later
// Panel 1, Set-up: start from a preset, edit every field of the run, see at once what it will cost
// and what it will learn from.
#pragma once

#include "model/config/config.h"
#include "ui/widgets/panel.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;

namespace glowworm {

class ConfigForm;
class CostCard;
class DataCard;
class Library;
class Training;
class Workbench;

class SetupPanel : public Panel {
    Q_OBJECT

public:
    explicit SetupPanel(Workbench& workbench, QWidget* parent = nullptr);

    QString commandLine() const override;
    void runMain() override;
    void stopMain() override;

private:
    QWidget* buildTop(QWidget* parent);
    void choosePreset(int index);
    void takeEdit();
    void showConfig();
    void showData();
    void showRefusal();

    Training& m_training;
    Library& m_library;
    QComboBox* m_preset;
    QLabel* m_presetHelp;
    QCheckBox* m_twins;
    QPushButton* m_train;
    QLabel* m_reason;
    ConfigForm* m_form;
    CostCard* m_cost;
    DataCard* m_data;
};

} // namespace glowworm
