// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/jobs/lane.h"

#include "model/base/error.h"
#include "support/run_test.h"

#include <QTest>

#include <algorithm>
#include <atomic>
#include <latch>
#include <stdexcept>
#include <thread>

using namespace glowworm;
using StatusKind = Lane::Status::Kind;

class TestLane : public QObject {
    Q_OBJECT

    static void untilStopped(std::stop_token stop)
    {
        while (!stop.stop_requested())
            std::this_thread::yield();
    }

private Q_SLOTS:
    void idleBeforeTheFirstJob()
    {
        const Lane lane;
        QCOMPARE(lane.status().kind, StatusKind::Idle);
        lane.wait(); // returns at once
    }

    void finishedJobIsDone()
    {
        Lane lane;
        bool ran = false;
        lane.start([&](std::stop_token) { ran = true; });
        lane.wait();
        QVERIFY(ran);
        QCOMPARE(lane.status().kind, StatusKind::Done);
    }

    void jobsRunOnOneOtherThread()
    {
        Lane lane;
        std::thread::id first, second;
        lane.start([&](std::stop_token) { first = std::this_thread::get_id(); });
        lane.wait();
        lane.start([&](std::stop_token) { second = std::this_thread::get_id(); });
        lane.wait();
        QVERIFY(first == second);
        QVERIFY(first != std::this_thread::get_id());
    }

    void stopEndsTheJobAsStopped()
    {
        Lane lane;
        lane.start(untilStopped);
        QVERIFY(lane.status().busy());
        lane.stop();
        lane.wait();
        QCOMPARE(lane.status().kind, StatusKind::Stopped);
    }

    void stopBeforeTheJobHasBegunIsHonoured()
    {
        Lane lane;
        std::latch begun(1), release(1);
        lane.start([&](std::stop_token) {
            begun.count_down();
            release.wait();
        });
        begun.wait();
        bool ran = false;
        lane.start([&](std::stop_token) { ran = true; });
        lane.stop();
        release.count_down();
        lane.wait();
        QVERIFY(!ran);
        QCOMPARE(lane.status().kind, StatusKind::Stopped);
    }

    void stopOfAnIdleLaneDoesNotStopTheNextJob()
    {
        Lane lane;
        lane.stop();
        bool stopped = true;
        lane.start([&](std::stop_token stop) { stopped = stop.stop_requested(); });
        lane.wait();
        QVERIFY(!stopped);
        QCOMPARE(lane.status().kind, StatusKind::Done);
    }

    void errorEndsAsFailedWithItsMessage()
    {
        Lane lane;
        lane.start([](std::stop_token) { throw Error("There is no such file."); });
        lane.wait();
        QCOMPARE(lane.status().kind, StatusKind::Failed);
        QCOMPARE(lane.status().message, std::string("There is no such file."));
        lane.start([](std::stop_token) { throw std::runtime_error("words for programmers"); });
        lane.wait();
        QCOMPARE(lane.status().kind, StatusKind::Failed);
        QVERIFY(!lane.status().message.empty()
            && lane.status().message.find("words for programmers") == std::string::npos);
        lane.start([](std::stop_token) { throw 42; });
        lane.wait();
        QCOMPARE(lane.status().kind, StatusKind::Failed);
        QVERIFY(!lane.status().message.empty());
        lane.start([](std::stop_token) {});
        lane.wait();
        QCOMPARE(lane.status().kind, StatusKind::Done);
    }

    void newestJobWins()
    {
        Lane lane;
        std::latch begun(1);
        std::atomic<bool> firstEnded = false;
        bool secondRan = false, thirdRan = false;
        lane.start([&](std::stop_token stop) {
            begun.count_down();
            untilStopped(stop);
            firstEnded = true;
            throw std::runtime_error("of a job that was replaced");
        });
        begun.wait();
        lane.start([&](std::stop_token) { secondRan = true; });
        lane.start([&](std::stop_token) { thirdRan = firstEnded; });
        lane.wait();
        QVERIFY(!secondRan || thirdRan); // the second may have begun before the third was there
        QVERIFY(thirdRan);
        QCOMPARE(lane.status().kind, StatusKind::Done);
    }

    void busyUntilTheNewestJobHasEnded()
    {
        Lane lane;
        std::latch begun(1), release(1);
        lane.start([&](std::stop_token) {
            begun.count_down();
            release.wait();
        });
        begun.wait();
        lane.start([](std::stop_token) {});
        QVERIFY(lane.status().busy());
        release.count_down();
        lane.wait();
        QVERIFY(!lane.status().busy());
    }

    void jobIsDestroyedBeforeItsEndIsSeen()
    {
        Lane lane;
        auto large = std::make_shared<int>(1);
        const std::weak_ptr<int> watch = large;
        lane.start([large = std::move(large)](std::stop_token) {});
        lane.wait();
        QVERIFY(watch.expired());
    }

    void statusMayBeAskedWhileAJobIsDestroyed()
    {
        Lane lane;
        struct Nosy {
            Lane* lane;
            ~Nosy() { lane->status(); } // would not return if the lock were held
        };
        lane.start([nosy = std::make_shared<Nosy>(Nosy{&lane})](std::stop_token) {});
        lane.wait();
        QCOMPARE(lane.status().kind, StatusKind::Done);
    }

    void stopCallbackMayAskForTheStatus()
    {
        Lane lane;
        std::latch ready(1);
        std::atomic<bool> called = false;
        lane.start([&](std::stop_token stop) {
            const std::stop_callback callback(stop, [&] { called = lane.status().busy(); });
            ready.count_down();
            untilStopped(stop);
        });
        ready.wait();
        lane.stop();
        lane.wait();
        QVERIFY(called);
    }

    void destructorStopsTheJob()
    {
        bool ended = false;
        std::latch begun(1);
        {
            Lane lane;
            lane.start([&](std::stop_token stop) {
                begun.count_down();
                untilStopped(stop);
                ended = true;
            });
            begun.wait();
        }
        QVERIFY(ended);
    }

    void manyCommandsNeverRunTwoJobsAtOnce()
    {
        std::atomic<int> running = 0, most = 0, ran = 0;
        {
            Lane lane;
            for (int i = 0; i < 3000; ++i) {
                const bool endless = i % 2 == 0;
                lane.start([&, endless](std::stop_token stop) {
                    most = std::max(most.load(), ++running);
                    ++ran;
                    if (endless)
                        untilStopped(stop);
                    --running;
                });
                if (i % 3 == 0)
                    lane.stop();
                if (i % 7 == 0) {
                    if (endless)
                        lane.stop();
                    lane.wait();
                }
                lane.status();
            }
        }
        QVERIFY(ran > 0);
        QCOMPARE(most.load(), 1);
    }
};

GLOWWORM_TEST(TestLane)
#include "tst_lane.moc"
