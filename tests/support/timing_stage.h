// SPDX-License-Identifier: GPL-3.0-or-later
// The timing panel on screen, set to time tiny layers without LibTorch. Tests only.
#pragma once

#include "support/data_folder.h"
#include "support/fake_trainer.h"
#include "ui/session/library.h"
#include "ui/session/timing.h"
#include "ui/session/training.h"
#include "ui/session/workbench.h"
#include "ui/timing/timing_panel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>

namespace glowworm::test {

/// A workbench whose set-up is a tiny layer, and the panel set to time it without LibTorch.
struct TimingStage {
    explicit TimingStage(int rounds = 5)
        : how(std::make_shared<FakeTraining>())
        , workbench(fakeCreate(how))
    {
        workbench.training().setConfig(tinyText(), true);
        panel = std::make_unique<TimingPanel>(workbench);
        panel->resize(1280, 720);
        panel->show();
        child<QComboBox>("shape").setCurrentIndex(1); // Set-up's
        child<QCheckBox>("libtorch").setChecked(false);
        child<QSpinBox>("repeats").setValue(rounds);
        child<QSpinBox>("warmup").setValue(0);
    }
    void choose(const char* workload)
    {
        auto& list = child<QComboBox>("workload");
        list.setCurrentIndex(list.findText(QLatin1String(workload)));
    }
    bool shows(const char* field)
    {
        return panel->findChild<QWidget*>(QLatin1String(field))->isVisible();
    }
    template <class Widget> Widget& child(const char* name)
    {
        return *panel->findChild<Widget*>(QLatin1String(name));
    }
    QPushButton& button(const char* name) { return child<QPushButton>(name); }
    bool ends()
    {
        return QTest::qWaitFor([this] { return !workbench.timing().running(); }, 20'000);
    }

    std::shared_ptr<FakeTraining> how;
    Workbench workbench;
    std::unique_ptr<TimingPanel> panel;
};

} // namespace glowworm::test
