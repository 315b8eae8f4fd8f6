// SPDX-License-Identifier: GPL-3.0-or-later
// The training panel on screen over a workbench with a small text and a fake trainer. Tests only.
#pragma once

#include "support/data_folder.h"
#include "support/fake_trainer.h"
#include "ui/session/library.h"
#include "ui/session/training.h"
#include "ui/session/workbench.h"
#include "ui/training/training_panel.h"

#include <QFile>
#include <QPushButton>
#include <QTest>

namespace glowworm::test {

struct TrainingStage {
    TrainingStage(const QString& folder, bool twins, std::int64_t steps)
        : how(std::make_shared<FakeTraining>())
        , workbench(fakeCreate(how))
    {
        QFile text(folder + QStringLiteral("/glow.txt"));
        if (text.open(QIODevice::WriteOnly))
            text.write(
                QByteArray("the worm glows brighter when few of its cells work\n").repeated(40));
        text.close();
        workbench.library().openText(text.fileName());
        RunConfig config = tinyText();
        config.train.steps = steps;
        workbench.training().setConfig(config, twins);
        panel = std::make_unique<TrainingPanel>(workbench);
        panel->resize(1280, 720);
        panel->show();
    }
    bool ready()
    {
        return QTest::qWaitFor([this] { return workbench.library().data().text != nullptr; });
    }
    bool reaches(TrainingRun::State state)
    {
        return QTest::qWaitFor([this, state] { return workbench.training().state() == state; });
    }
    QPushButton& button(const char* name)
    {
        return *panel->findChild<QPushButton*>(QLatin1String(name));
    }

    std::shared_ptr<FakeTraining> how;
    Workbench workbench;
    std::unique_ptr<TrainingPanel> panel;
};

} // namespace glowworm::test
