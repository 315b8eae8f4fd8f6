// SPDX-License-Identifier: GPL-3.0-or-later
// What the program asks of the system and makes of its answers: processors it may use, time it was
// given, exceptions of other libraries.
#include "model/base/build_info.h"
#include "model/base/error.h"
#include "model/base/sentence.h"
#include "model/bench/benchmark.h"
#include "model/bench/round_watch.h"
#include "support/run_test.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <new>
#include <set>
#include <stdexcept>
#include <system_error>

#include <sched.h>

using namespace glowworm;

namespace {

/// A folder that stands for /, with what the kernel tells about control groups.
class FakeSystem {
public:
    void put(const QString& file, const QByteArray& text)
    {
        const QString path = m_folder.filePath(file);
        QDir().mkpath(QFileInfo(path).path());
        QFile out(path);
        if (!out.open(QIODevice::WriteOnly) || out.write(text) != text.size())
            qFatal("the fake system could not be written");
    }
    int usable() const { return usableThreads(m_folder.path().toStdString()); }

private:
    QTemporaryDir m_folder;
};

BenchConfig smallestLayers()
{
    BenchConfig config;
    config.dModel = 16;
    config.neurons = 32;
    config.routerRank = 3;
    config.layers = 1;
    config.groups = {4};
    config.impls = {"dense", "sparse"};
    config.repeats = 7;
    config.warmup = 0;
    config.blockSeconds = 1e-3;
    config.libtorch = false;
    return config;
}

/// Runs the benchmark on a clock by which each look takes 0.1 ms; in the looks with these numbers
/// five seconds pass without the process.
BenchResult timedWithStops(const BenchConfig& config, const std::set<int>& stops)
{
    double wall = 0, processor = 0;
    int looks = 0;
    const auto readWall = [&] {
        const double step = stops.contains(++looks) ? 5.0 : 1e-4;
        processor += 1e-4;
        return wall += step;
    };
    Benchmark benchmark(config, nullptr, readWall, engineLayer(), [&] { return processor; });
    while (benchmark.advance()) { }
    return benchmark.result();
}

int mentions(const BenchResult& result, const std::string& words)
{
    return static_cast<int>(std::ranges::count_if(result.notices,
        [&](const std::string& notice) { return notice.find(words) != std::string::npos; }));
}

} // namespace

class TestProcess : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void affinityCounts()
    {
        cpu_set_t all, one;
        QCOMPARE(sched_getaffinity(0, sizeof all, &all), 0);
        QCOMPARE(usableThreads("/nowhere"), CPU_COUNT(&all));
        QVERIFY(machineInfo().usableThreads <= machineInfo().hardwareThreads);
        CPU_ZERO(&one);
        for (int cpu = 0; CPU_COUNT(&one) == 0; ++cpu)
            if (CPU_ISSET(cpu, &all))
                CPU_SET(cpu, &one);
        QCOMPARE(sched_setaffinity(0, sizeof one, &one), 0);
        const int usable = usableThreads("/nowhere");
        QCOMPARE(sched_setaffinity(0, sizeof all, &all), 0);
        QCOMPARE(usable, 1);
    }

    void quotasOfControlGroupsCount_data()
    {
        QTest::addColumn<QByteArray>("groups"); // of the process
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("limit");
        QTest::addColumn<bool>("limited"); // to one CPU
        const QByteArray unified = "0::/a/b\n", old = "5:cpu,cpuacct:/a/b\n3:memory:/a\n";
        QTest::newRow("one CPU") << unified << "sys/fs/cgroup/a/b/cpu.max"
                                 << QByteArray("100000 100000\n") << true;
        QTest::newRow("half a CPU")
            << unified << "sys/fs/cgroup/a/b/cpu.max" << QByteArray("50000 100000\n") << true;
        QTest::newRow("no quota") << unified << "sys/fs/cgroup/a/b/cpu.max"
                                  << QByteArray("max 100000\n") << false;
        QTest::newRow("of a group above")
            << unified << "sys/fs/cgroup/a/cpu.max" << QByteArray("100000 100000\n") << true;
        QTest::newRow("of the mount, in a container")
            << unified << "sys/fs/cgroup/cpu.max" << QByteArray("90000 100000\n") << true;
        QTest::newRow("of another group")
            << unified << "sys/fs/cgroup/c/cpu.max" << QByteArray("100000 100000\n") << false;
        QTest::newRow("version 1")
            << old << "sys/fs/cgroup/cpu/a/b/cpu.cfs_quota_us" << QByteArray("100000\n") << true;
        QTest::newRow("version 1, no quota")
            << old << "sys/fs/cgroup/cpu/a/b/cpu.cfs_quota_us" << QByteArray("-1\n") << false;
        QTest::newRow("nonsense") << unified << "sys/fs/cgroup/a/b/cpu.max" << QByteArray("\xFF\n")
                                  << false;
    }

    void quotasOfControlGroupsCount()
    {
        QFETCH(QByteArray, groups);
        QFETCH(QString, file);
        QFETCH(QByteArray, limit);
        QFETCH(bool, limited);
        FakeSystem system;
        system.put(QStringLiteral("proc/self/cgroup"), groups);
        const int free = system.usable();
        system.put(file, limit);
        if (file.contains(QLatin1String("cfs_quota")))
            system.put(QFileInfo(file).path() + QStringLiteral("/cpu.cfs_period_us"), "100000\n");
        QCOMPARE(system.usable(), limited ? 1 : free);
    }

    void quotasAreRoundedUp()
    {
        FakeSystem system;
        system.put(QStringLiteral("proc/self/cgroup"), "0::/\n");
        const int free = system.usable();
        system.put(QStringLiteral("sys/fs/cgroup/cpu.max"), "110000 100000\n");
        QCOMPARE(system.usable(), std::min(free, 2));
    }

    void aBenchmarkWarnsOfThreadsThatTakeTurns()
    {
        BenchConfig config = smallestLayers();
        config.threads = usableThreads();
        QCOMPARE(mentions(timedWithStops(config, {}), "More threads"), 0);
        config.threads = usableThreads() + 1;
        QCOMPARE(mentions(timedWithStops(config, {}),
                     "More threads (" + std::to_string(config.threads) + ")"),
            1);
    }

    /// A block takes a dozen looks, so that the stops fall into different rounds of different
    /// implementations.
    void aRoundInWhichTheProcessWasStoppedDoesNotCount()
    {
        const BenchConfig config = smallestLayers();
        const BenchResult calm = timedWithStops(config, {}),
                          stopped = timedWithStops(config, {50, 51, 120});
        QCOMPARE(mentions(calm, "isturbed"), 0);
        QCOMPARE(mentions(stopped, "isturbed: in 2 rounds"), 1);
        QCOMPARE(stopped.rows.size(), calm.rows.size());
        for (std::size_t i = 0; i < calm.rows.size(); ++i) {
            QCOMPARE(stopped.rows[i].roundsDone, config.repeats);
            for (std::size_t round = 0; round < calm.rows[i].samples.size(); ++round)
                QVERIFY(std::abs(stopped.rows[i].samples[round] - calm.rows[i].samples[round])
                    < 1e-3 * calm.rows[i].samples[round]);
        }
        QCOMPARE(stopped.ratios.size(), calm.ratios.size());
        QVERIFY(stopped.complete);
    }

    void aMachineThatIsAlwaysBusyIsTimedAllTheSame()
    {
        std::set<int> every;
        for (int look = 1; look < 100000; look += 3)
            every.insert(look);
        const BenchConfig config = smallestLayers();
        const BenchResult result = timedWithStops(config, every);
        QVERIFY(result.complete);
        for (const BenchRow& row : result.rows)
            QCOMPARE(row.roundsDone, config.repeats);
        QCOMPARE(mentions(result, "isturbed: in 7 rounds"), 1);
        QCOMPARE(mentions(result, "7 rounds count although"), 1);
    }

    void twoThreadsInTurnsAreNoDisturbance()
    {
        double wall = 0, processor = 0;
        RoundWatch watch([&] { return wall; }, [&] { return processor; });
        watch.allow(1);
        watch.begin();
        wall += 1;
        processor += 1.95; // two threads
        watch.end();
        QVERIFY(watch.counts());
        watch.begin();
        wall += 1;
        processor += 0.95; // a time slice lost
        watch.end();
        QVERIFY(watch.counts());
        watch.begin();
        wall += 1;
        processor += 0.8;
        watch.end();
        watch.forget(); // warm-up
        QVERIFY(watch.counts());
        QVERIFY(watch.notices().empty());
    }

    void exceptionsBecomeSentences()
    {
        const auto sentence
            = [](const auto& exception) { return QString::fromStdString(sentenceOf(exception)); };
        QCOMPARE(sentence(Error("Plain words.")), QStringLiteral("Plain words."));
        QVERIFY(sentence(std::bad_alloc()).startsWith(QLatin1String("Out of memory")));
        const QString files = sentence(std::filesystem::filesystem_error(
            "open", "a", std::make_error_code(std::errc::too_many_files_open)));
        QVERIFY2(files.contains(QLatin1String("ulimit -n")), qPrintable(files));
        const QString file = sentence(std::filesystem::filesystem_error(
            "status", "a\x1b\x62", std::make_error_code(std::errc::too_many_symbolic_link_levels)));
        QVERIFY2(file.startsWith(QLatin1String("a\\u{001B}b cannot be used: Too many levels")),
            qPrintable(file));
        QVERIFY(!sentence(
            std::system_error(
                std::make_error_code(std::errc::resource_unavailable_try_again), "_M_start"))
                     .contains(QLatin1String("_M_start")));
        const QString fault = sentence(std::out_of_range("vector::_M_range_check"));
        QVERIFY(fault.contains(QLatin1String("std::out_of_range"))
            && !fault.contains(QLatin1String("_M_range_check")));
        for (const QString& text : {file, fault})
            QVERIFY(text.endsWith(QLatin1Char('.')) && !text.contains(QLatin1Char('\n')));
    }
};

GLOWWORM_TEST(TestProcess)
#include "tst_process.moc"
