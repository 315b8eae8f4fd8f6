// SPDX-License-Identifier: GPL-3.0-or-later
// A workbench over fake trainers; what it tells is counted. Tests only.
#pragma once

#include "support/data_folder.h"
#include "support/fake_trainer.h"
#include "ui/session/generation.h"
#include "ui/session/library.h"
#include "ui/session/training.h"
#include "ui/session/workbench.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>

namespace glowworm::test {

struct Desk {
    std::shared_ptr<FakeTraining> how = std::make_shared<FakeTraining>();
    Workbench workbench{fakeCreate(how)};
    QSignalSpy problems{&workbench, &Workbench::problem};
    std::vector<TrainingEvent> events;
    GenerationUpdate written;

    Desk()
    {
        QObject::connect(&workbench.training(), &Training::events, &workbench,
            [this](const std::vector<TrainingEvent>& news) {
                events.insert(events.end(), news.begin(), news.end());
            });
        QObject::connect(&workbench.generation(), &Generation::updated, &workbench,
            [this](const GenerationUpdate& update) {
                written.tokens.insert(
                    written.tokens.end(), update.tokens.begin(), update.tokens.end());
            });
        workbench.training().setConfig(tinyText(), true);
    }
    int steps(Twin twin) const
    {
        return static_cast<int>(
            std::count_if(events.begin(), events.end(), [twin](const TrainingEvent& event) {
                return event.twin == twin && event.kind == TrainingEvent::Kind::Step;
            }));
    }
};

/// A folder for what a test keeps, with a text in it.
struct TextFolder : DataFolder {
    TextFolder() { writeText(file()); }
    QString file() const { return filePath(QStringLiteral("glow.txt")); }
    void openIn(Workbench& workbench) const
    {
        workbench.library().openText(file());
        QTRY_VERIFY(workbench.library().data().text != nullptr);
    }
};

} // namespace glowworm::test
