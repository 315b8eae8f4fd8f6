// SPDX-License-Identifier: GPL-3.0-or-later
// The tests of a kind share one executable: linking a program for each file, and reading it for
// meta-objects, took as long as to compile it. GLOWWORM_TEST(Class) stands in each file in place of
// QTEST_MAIN; run_test.cpp has the main().
#pragma once

#include <QtTest>

#include <memory>

// Adds the tests of a file under its name without tst_ and .cpp; make() makes the object that holds
// them. Returns true.
bool addTest(const char* file, std::unique_ptr<QObject> (*make)());

#define GLOWWORM_TEST(Class)                                                                       \
    [[maybe_unused]] static const bool is##Class##Added = addTest(                                 \
        __FILE__, []() -> std::unique_ptr<QObject> { return std::make_unique<Class>(); });
