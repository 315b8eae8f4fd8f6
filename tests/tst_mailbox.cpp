// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/jobs/mailbox.h"
#include "support/run_test.h"

#include <QTest>

#include <algorithm>
#include <memory>
#include <thread>

using namespace glowworm;

class TestMailbox : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void drainGivesEverythingOldestFirst()
    {
        Mailbox<int> box;
        box.post(1);
        box.post(2);
        QCOMPARE(box.drain(), (std::vector<int>{1, 2}));
        QVERIFY(box.drain().empty());
    }

    void latestKeepsOnlyTheNewest()
    {
        Latest<int> box;
        QVERIFY(!box.take());
        box.post(1);
        box.post(2);
        QCOMPARE(box.take(), std::optional(2));
        QVERIFY(!box.take());
    }

    void valuesNeedNoCopy()
    {
        Latest<std::unique_ptr<int>> latest;
        latest.post(std::make_unique<int>(7));
        QCOMPARE(**latest.take(), 7);
        Mailbox<std::unique_ptr<int>> mailbox;
        mailbox.post(std::make_unique<int>(8));
        QCOMPARE(*mailbox.drain().front(), 8);
    }

    void replacedValueDiesOutsideTheLock()
    {
        struct Nosy {
            Latest<std::shared_ptr<Nosy>>& box;
            int& died;
            ~Nosy()
            {
                box.take(); // would not return if the lock were still held
                ++died;
            }
        };
        int died = 0;
        Latest<std::shared_ptr<Nosy>> box;
        box.post(std::shared_ptr<Nosy>(new Nosy{box, died}));
        box.post(nullptr);
        QCOMPARE(died, 1);
    }

    void nothingIsLostBetweenThreads()
    {
        constexpr int kItems = 2000;
        Mailbox<int> box;
        std::jthread first([&] {
            for (int i = 0; i < kItems; ++i)
                box.post(2 * i);
        });
        std::jthread second([&] {
            for (int i = 0; i < kItems; ++i)
                box.post(2 * i + 1);
        });
        std::vector<int> evens, odds;
        while (evens.size() + odds.size() < 2 * kItems) {
            for (int item : box.drain())
                (item % 2 ? odds : evens).push_back(item);
        }
        QCOMPARE(static_cast<int>(evens.size()), kItems);
        QVERIFY(std::is_sorted(evens.begin(), evens.end()));
        QVERIFY(std::is_sorted(odds.begin(), odds.end()));
    }

    void latestNeverGoesBackBetweenThreads()
    {
        constexpr int kItems = 5000;
        Latest<int> box;
        std::jthread producer([&] {
            for (int i = 1; i <= kItems; ++i)
                box.post(i);
        });
        int newest = 0;
        while (newest < kItems) {
            if (const auto item = box.take()) {
                QVERIFY(*item > newest);
                newest = *item;
            }
        }
    }
};

GLOWWORM_TEST(TestMailbox)
#include "tst_mailbox.moc"
