// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/jobs/worker.h"

#include "model/base/error.h"
#include "support/run_test.h"

#include <QTest>

#include <latch>
#include <thread>

using namespace glowworm;
using StatusKind = Lane::Status::Kind;
using NumberBox = Mailbox<int>;

namespace {

void untilStopped(std::stop_token stop, NumberBox&)
{
    while (!stop.stop_requested())
        std::this_thread::yield();
}

/// A task that has the lane to itself until it is released.
struct Held {
    std::latch begun{1}, release{1};
    Worker<NumberBox>::Task task()
    {
        return [this](std::stop_token, NumberBox&) {
            begun.count_down();
            release.wait();
        };
    }
};

Worker<NumberBox>::Task posting(int number)
{
    return [number](std::stop_token, NumberBox& out) { out.post(number); };
}

} // namespace

class TestWorker : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void idleBeforeTheFirstTask()
    {
        Worker<NumberBox> worker(Order::Queue);
        QCOMPARE(worker.status().kind, StatusKind::Idle);
        worker.stop();
        worker.ask(posting(1)); // a stop of nothing does not stop it
        worker.lane().wait();
        QCOMPARE(worker.outbox().drain(), std::vector<int>{1});
    }

    void queueKeepsItsOrderAndLosesNothing()
    {
        Worker<NumberBox> worker(Order::Queue);
        std::vector<int> expected;
        for (int i = 0; i < 3000; ++i) { // now into a running queue, now into one that has ended
            worker.ask(posting(i));
            expected.push_back(i);
            if (i % 50 == 0)
                worker.lane().wait();
        }
        worker.lane().wait();
        QVERIFY(!worker.busy());
        QCOMPARE(worker.status().kind, StatusKind::Done);
        QCOMPARE(worker.outbox().drain(), expected);
    }

    void aTaskMayAskForItsNextPiece()
    {
        Worker<NumberBox> worker(Order::Queue);
        Held gate;
        worker.ask(gate.task());
        worker.ask([&](std::stop_token, NumberBox& out) {
            out.post(1);
            worker.ask(posting(3)); // behind those that wait
        });
        worker.ask(posting(2));
        gate.release.count_down();
        worker.lane().wait();
        QCOMPARE(worker.outbox().drain(), (std::vector<int>{1, 2, 3}));
    }

    void latestWins()
    {
        Worker<NumberBox> worker(Order::LatestWins);
        std::latch begun(1);
        worker.ask([&](std::stop_token stop, NumberBox& out) {
            begun.count_down();
            untilStopped(stop, out);
            out.post(1);
        });
        begun.wait();
        worker.renewOutbox();
        worker.ask(posting(2)); // may have begun before the third is there
        worker.renewOutbox();
        worker.ask(posting(3));
        worker.lane().wait();
        QCOMPARE(worker.status().kind, StatusKind::Done);
        QCOMPARE(worker.outbox().drain(), std::vector<int>{3}); // nothing of the older ones
    }

    void stopBeforeStartIsHonoured_data()
    {
        QTest::addColumn<int>("order");
        QTest::newRow("queue") << static_cast<int>(Order::Queue);
        QTest::newRow("latest wins") << static_cast<int>(Order::LatestWins);
    }
    void stopBeforeStartIsHonoured()
    {
        QFETCH(const int, order);
        Worker<NumberBox> worker(static_cast<Order>(order));
        for (int i = 0; i < 300; ++i) { // now before, now after the lane took the task
            worker.ask(untilStopped);
            worker.stop();
            worker.lane().wait();
            QCOMPARE(worker.status().kind, StatusKind::Stopped);
        }
        worker.ask(posting(1));
        worker.lane().wait();
        QCOMPARE(worker.status().kind, StatusKind::Done);
        QCOMPARE(worker.outbox().drain(), std::vector<int>{1});
    }

    void stopDropsWhatWaits()
    {
        Worker<NumberBox> worker(Order::Queue);
        Held gate;
        worker.ask(gate.task());
        gate.begun.wait();
        worker.ask(posting(1));
        worker.stop();
        worker.ask(posting(2)); // asked for after it: not dropped
        gate.release.count_down();
        worker.lane().wait();
        QCOMPARE(worker.outbox().drain(), std::vector<int>{2});
    }

    void anErrorIsDelivered()
    {
        for (const Order order : {Order::Queue, Order::LatestWins}) {
            Worker<NumberBox> worker(order);
            worker.ask([](std::stop_token, NumberBox& out) {
                out.post(1);
                throw Error("There is no such file.");
            });
            worker.lane().wait();
            QCOMPARE(worker.status().kind, StatusKind::Failed);
            QCOMPARE(worker.status().message, std::string("There is no such file."));
            QCOMPARE(worker.outbox().drain(), std::vector<int>{1});
            worker.ask(posting(2));
            worker.lane().wait();
            QCOMPARE(worker.status().kind, StatusKind::Done);
        }
    }

    void anErrorDoesNotEndTheQueue()
    {
        Worker<NumberBox> worker(Order::Queue);
        Held gate;
        worker.ask(gate.task());
        worker.ask([](std::stop_token, NumberBox&) { throw Error("This one fails."); });
        worker.ask(posting(1));
        gate.release.count_down();
        worker.lane().wait();
        QCOMPARE(worker.status().kind, StatusKind::Done); // of the newest task
        QCOMPARE(worker.outbox().drain(), std::vector<int>{1});
    }

    void destructionWhileBusyStopsTheTaskAndDropsTheRest()
    {
        bool ended = false, ran = false;
        auto large = std::make_shared<int>(1);
        const std::weak_ptr<int> watch = large;
        {
            Worker<NumberBox> worker(Order::Queue);
            std::latch begun(1);
            worker.ask([&](std::stop_token stop, NumberBox& out) {
                begun.count_down();
                untilStopped(stop, out);
                ended = true;
                worker.ask([&](std::stop_token, NumberBox&) { ran = true; }); // too late
            });
            worker.ask([&, large = std::move(large)](std::stop_token, NumberBox&) { ran = true; });
            begun.wait();
        }
        QVERIFY(ended);
        QVERIFY(!ran);
        QVERIFY(watch.expired());
    }

    void aBorrowedLaneIsLeftToOthers()
    {
        Lane lane;
        std::latch begun(1);
        auto worker = std::make_unique<Worker<NumberBox>>(lane);
        worker->ask(posting(1));
        lane.wait();
        const Lane::Ticket other = lane.start([&](std::stop_token stop) {
            begun.count_down();
            while (!stop.stop_requested())
                std::this_thread::yield();
        });
        begun.wait();
        QCOMPARE(
            worker->status().kind, StatusKind::Done); // of its own task, whatever the lane does now
        worker->stop();
        QVERIFY(lane.status(other).busy());
        worker->ask(untilStopped); // replaces it
        QTRY_COMPARE(lane.status(other).kind, StatusKind::Stopped);
        QVERIFY(worker->busy());
        worker = nullptr;
        lane.wait();
        QCOMPARE(lane.status().kind, StatusKind::Stopped);
    }

    void replacedOnABorrowedLaneBeforeItBeganIsStopped()
    {
        Lane lane;
        Worker<NumberBox> worker(lane);
        std::latch begun(1), release(1);
        lane.start([&](std::stop_token) {
            begun.count_down();
            release.wait();
        });
        begun.wait();
        worker.ask(posting(1));
        QVERIFY(worker.busy());
        lane.start([](std::stop_token) {});
        QCOMPARE(worker.status().kind, StatusKind::Stopped);
        release.count_down();
        lane.wait();
        QVERIFY(worker.outbox().drain().empty());
    }
};

GLOWWORM_TEST(TestWorker)
#include "tst_worker.moc"
