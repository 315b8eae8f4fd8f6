// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of tests that hold for every routing of both tasks. Tests only.
#pragma once

#include "model/config/config.h"

#include <QTest>

namespace glowworm::test {

/// Columns "routing" and "task", both int.
inline void addKinds()
{
    QTest::addColumn<int>("routing");
    QTest::addColumn<int>("task");
    for (int routing = 0; routing < 3; ++routing)
        for (int task = 0; task < 2; ++task)
            QTest::addRow("%s %s", std::string(nameOf(Routing(routing))).c_str(),
                std::string(nameOf(Task(task))).c_str())
                << routing << task;
}

} // namespace glowworm::test
