// SPDX-License-Identifier: GPL-3.0-or-later
// A workbench over fake trainers; what it tells is counted. Tests only.
#pragma once

#include "support/fake_trainer.h"
#include "ui/session/generation.h"
#include "ui/session/training.h"
#include "ui/session/workbench.h"

#include <QSignalSpy>

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

} // namespace glowworm::test
