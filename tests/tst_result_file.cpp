// SPDX-License-Identifier: GPL-3.0-or-later
// Results as files: what is written reads back as the same result, what is damaged is refused by
// name and left alone.
#include "model/bench/result_file.h"

#include "model/bench/belief.h"

#include "model/base/error.h"
#include "model/io/paths.h"
#include "support/refusal.h"
#include "support/run_test.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <chrono>
#include <fstream>

using namespace glowworm;

namespace {

/// A cancelled run of two cases: one finished, one that has no round yet.
BenchResult sample()
{
    BenchResult result;
    result.machine
        = {"a processor", "AVX2", "a compiler", "0.1.0 abc", 2, 2, 8'000'000'000, 4'000'000'000};
    result.config.groups = {24, 384};
    result.config.tokens = {1, 16};
    result.config.threads = 2;
    result.config.seed = 0xffff'ffff'ffff'fff0u;
    const auto row = [](const char* impl, double density, int tokens, std::vector<double> samples) {
        BenchRow made;
        made.impl = impl;
        made.density = density;
        made.tokens = tokens;
        made.neurons = 1536;
        made.roundsDone = static_cast<int>(samples.size());
        if (!samples.empty())
            made.microseconds = quartiles(samples);
        made.samples = std::move(samples);
        return made;
    };
    result.rows = {row("dense", 1.0 / 64, 1, {10, 11.25, 12.3}),
        row("sparse", 1.0 / 64, 1, {0.5, 0.6, 0.7}), row("sparse", 0.25, 16, {})};
    result.ratios = {
        {"dense/sparse", 1.0 / 64, 1, {18.75, 17.1, 19.4}, "sparse 19x faster [17, 19]", "fp32"}};
    result.checks = {{2.5e-7, 24, 64, 24}, {3e-7, 384, 64, 384}};
    result.equivalence = Equivalence{3e-7, 24, 64, 24};
    result.notices = {"Noisy machine: \u00b5s"};
    judge(result); // gives the ratio its ceiling
    return result;
}

std::string refusalOfResult(const std::string& json)
{
    try {
        parseResult(json, "t.json");
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

/// The sample's JSON with one piece exchanged.
std::string with(const std::string& piece, const std::string& instead)
{
    std::string json = toJson(sample());
    const auto at = json.find(piece);
    return at == std::string::npos ? std::string() : json.replace(at, piece.size(), instead);
}

} // namespace

class TestResultFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aResultReadsBackAsItWasWritten()
    {
        const BenchResult written = sample(), read = parseResult(toJson(written), "t.json");
        QCOMPARE(toJson(read), toJson(written));
        QCOMPARE(read.config.seed, written.config.seed);
        QCOMPARE(read.rows[0].samples, written.rows[0].samples);
        QCOMPARE(read.rows[0].microseconds.q3, written.rows[0].microseconds.q3);
        QCOMPARE(read.rows[2].roundsDone, 0);
        QCOMPARE(read.checks.size(), std::size_t{2});
        QCOMPARE(read.ratios[0].ratio.high, 19.4);
        QVERIFY(!read.complete);
    }

    void wholeTokensKeepTheirHashes()
    {
        BenchResult written = sample();
        written.config = {};
        written.config.workload = Workload::Token;
        written.config.context = 96;
        written.rows.pop_back();
        written.rows[0].density = 1;
        written.checks.resize(1);
        written.denseHash = "d1";
        written.sparseHash = "5e";
        written.rows[0].reference = true;
        written.rows[1].format = "int8";
        written.bandwidth = BenchBandwidth{42'000'000, 12.5, 10.25, {0.82, 0.8, 0.84}};
        written.threads = {{2, {1.7, 1.6, 1.8}, "2 threads 1.7x faster"}};
        written.parts = {{"sparse", "router", 350'000, 0.25, {1, 2, 3}, "measured alone"}};
        written.quality = {{"sparse-int8", 1.4567, {}, 9000, 128}, {"dense", {}, 0.975, 10, 0}};
        written.complete = true;
        const BenchResult read = parseResult(toJson(written), "t.json");
        QCOMPARE(toJson(read), toJson(written));
        QCOMPARE(read.sparseHash, std::string("5e"));
        QCOMPARE(read.config.context, 96);
        QVERIFY(read.complete);
    }

    void namesBefore02AreRead()
    {
        BenchResult written = sample();
        written.rows[0].reference = true;
        written.rows[1].impl = "dense-skip";
        written.rows[1].activeFraction = 0.25;
        written.parts = {{"sparse", "router", 350'000, 0.25, {1, 2, 3}, "measured alone"}};
        const std::string json = toJson(written);
        QString old = QString::fromStdString(json);
        for (const auto& [now, before] : {std::pair("workload", "target"),
                 std::pair("reference", "yardstick"), std::pair("active_fraction", "active_share"),
                 std::pair("bytes_fraction", "bytes_share")}) {
            const QString name = QStringLiteral("\"%1\": ");
            QVERIFY2(old.contains(name.arg(QLatin1String(now))), now);
            old.replace(name.arg(QLatin1String(now)), name.arg(QLatin1String(before)));
        }
        QCOMPARE(toJson(parseResult(old.toStdString(), "t.json")), json);
    }

    void unknownFieldsArePassedOver()
    {
        const std::string json = with(
            "\"complete\": false", "\"complete\": false, \"weather\": {\"rain\": [1, null]}");
        QVERIFY(!json.empty());
        QCOMPARE(toJson(parseResult(json, "t.json")), toJson(sample()));
    }

    void damageIsNamed_data()
    {
        QTest::addColumn<QString>("piece");
        QTest::addColumn<QString>("instead");
        QTest::addColumn<QString>("place");
        QTest::newRow("missing list") << "\"rows\""
                                      << "\"rowz\""
                                      << "rows";
        QTest::newRow("text for number") << "\"median_us\": 11.25"
                                         << "\"median_us\": \"fast\""
                                         << "rows[0].median_us";
        QTest::newRow("median outside quartiles") << "\"median_us\": 11.25"
                                                  << "\"median_us\": 99"
                                                  << "rows[0].median_us";
        QTest::newRow("median gone") << "\"median_us\": 11.25"
                                     << "\"median_us\": null"
                                     << "rows[0].median_us";
        QTest::newRow("lost samples") << "\"rounds\": 3"
                                      << "\"rounds\": 4"
                                      << "rows[0].samples_us";
        QTest::newRow("negative") << "\"threads\": 2"
                                  << "\"threads\": -2"
                                  << "config.threads";
        QTest::newRow("wraps around") << "\"threads\": 2"
                                      << "\"threads\": 4294967298"
                                      << "config.threads";
        QTest::newRow("fraction") << "\"repeats\": 15"
                                  << "\"repeats\": 1.5"
                                  << "config.repeats";
        QTest::newRow("other workload") << "\"workload\": \"ff\""
                                        << "\"workload\": \"moon\""
                                        << "config.workload";
        QTest::newRow("density") << "\"density\": 0.25"
                                 << "\"density\": 2"
                                 << "rows[2].density";
        QTest::newRow("no time at all") << "\"q1_us\": "
                                        << "\"q1_us\": 0, \"was\": "
                                        << "rows[0].q1_us";
        QTest::newRow("sample of no time") << "\"samples_us\": ["
                                           << "\"samples_us\": [5e-324, "
                                           << "rows[0].samples_us";
        QTest::newRow("another function") << "\"max_rel_diff\": 3e-07"
                                          << "\"max_rel_diff\": 0.01"
                                          << "equivalence.max_rel_diff";
        QTest::newRow("interval upside down") << "\"low\": 17.1"
                                              << "\"low\": 19.5"
                                              << "ratios[0].value";
        QTest::newRow("not an object") << "\"machine\": {"
                                       << "\"machine\": 3, \"other\": {"
                                       << "machine";
    }
    void damageIsNamed()
    {
        QFETCH(QString, piece);
        QFETCH(QString, instead);
        QFETCH(QString, place);
        const std::string json = with(piece.toStdString(), instead.toStdString());
        QVERIFY(!json.empty());
        const QString message = QString::fromStdString(refusalOfResult(json));
        QVERIFY2(message.startsWith(QStringLiteral("t.json is damaged")), qPrintable(message));
        QVERIFY2(message.contains(place), qPrintable(message));
    }

    void everyTruncationIsRefused()
    {
        const std::string json = toJson(sample());
        for (std::size_t length = 0; length + 1 < json.size(); length += 7)
            QVERIFY(!refusalOfResult(json.substr(0, length)).empty());
        QVERIFY(!refusalOfResult("[]").empty());
        QVERIFY(!refusalOfResult("3").empty());
    }

    void keptResultsNeverOverwriteAndAreListedNewestFirst()
    {
        const QTemporaryDir home;
        const std::filesystem::path folder
            = std::filesystem::path(home.path().toStdString()) / "deep" / "timings";
        QVERIFY(listResults(folder).empty());
        const auto first = keepResult(sample(), folder), second = keepResult(sample(), folder);
        QVERIFY(first != second);
        QCOMPARE(toJson(readResult(first)), toJson(sample()));
        QFile other(QString::fromStdString((folder / "notes.txt").string()));
        QVERIFY(other.open(QIODevice::WriteOnly));
        const auto files = listResults(folder);
        QCOMPARE(files.size(), std::size_t{2});
        QVERIFY(files[0] > files[1]);
    }

    void whatIsSetAsideComesBackAsItWas()
    {
        const QTemporaryDir home;
        const std::filesystem::path folder = home.path().toStdString();
        const auto file = keepResult(sample(), folder);
        const auto aside = setAside(file);
        QVERIFY(listResults(folder).empty());
        const auto second = keepResult(sample(), folder); // perhaps of the same name
        if (second == file) {
            QVERIFY_EXCEPTION_THROWN(bringBack(aside, file), Error); // never over another one
            std::filesystem::remove(second);
        }
        bringBack(aside, file);
        QCOMPARE(toJson(readResult(file)), toJson(sample()));
        QVERIFY_EXCEPTION_THROWN(bringBack(aside, folder / "other.json"), Error);
        QVERIFY_EXCEPTION_THROWN(setAside(folder / "missing.json"), Error);
    }

    void onlyTheLastHundredStayAside()
    {
        const QTemporaryDir home;
        const std::filesystem::path folder = home.path().toStdString();
        const auto file = keepResult(sample(), folder);
        std::vector<std::filesystem::path> aside;
        const auto remove = [&](const std::string& name) {
            std::filesystem::copy_file(file, folder / name);
            aside.push_back(setAside(folder / name));
        };
        for (int i = 0; i < 120; ++i)
            remove(std::to_string(1000 + i) + ".json");
        remove("0001.json"); // the oldest timing, removed last
        for (std::size_t i = 0; i < aside.size(); ++i)
            QCOMPARE(std::filesystem::exists(aside[i]), i >= aside.size() - 100);
    }

    void aPartIsReplacedAndBecomesAResult()
    {
        const QTemporaryDir home;
        const std::filesystem::path folder
            = std::filesystem::path(home.path().toStdString()) / "timings";
        BenchResult begun = sample();
        begun.rows.pop_back();
        ResultPart part;
        keepPart(begun, folder, part);
        const std::filesystem::path first = part.file;
        QVERIFY(isPart(first) && listResults(folder).empty());
        keepPart(sample(), folder, part);
        QCOMPARE(part.file, first);
        keepLeftParts(folder); // another window measures it
        QVERIFY(isFile(first) && listResults(folder).empty());
        part = {};
        keepLeftParts(folder);
        const auto files = listResults(folder);
        QVERIFY(files.size() == 1 && !std::filesystem::exists(first));
        QCOMPARE(toJson(readResult(files[0])), toJson(sample()));
    }

    /// What another program calls its files says nothing of when they came.
    void theNewestComesFirstWhateverItsName()
    {
        const QTemporaryDir home;
        const std::filesystem::path folder = home.path().toStdString();
        for (const char* name :
            {"20200101-120000-ff.json", "bench.json", "20990101-120000-ff.json", "0.json"})
            std::ofstream(folder / name) << "{}";
        const auto now = std::filesystem::last_write_time(folder / "0.json");
        std::filesystem::last_write_time(folder / "bench.json", now - std::chrono::hours(48));
        QStringList names;
        for (const auto& file : listResults(folder))
            names << QString::fromStdString(file.filename().string());
        QCOMPARE(names.join(QLatin1Char(' ')),
            QStringLiteral("20990101-120000-ff.json 0.json bench.json 20200101-120000-ff.json"));
    }

    /// The list has it by the name that it has there.
    void whatLiesInTheFolderIsFoundByAnyWay()
    {
        const QTemporaryDir home;
        const std::filesystem::path folder
            = std::filesystem::path(home.path().toStdString()) / "timings";
        const auto file = keepResult(sample(), folder);
        const std::filesystem::path link = std::filesystem::path(home.path().toStdString()) / "way";
        std::filesystem::create_directory_symlink(folder, link);
        QCOMPARE(keepCopy(link / file.filename(), folder), file);
        BenchResult other = sample();
        other.machine.cpu = "another one";
        std::ofstream(folder / "server.txt") << toJson(other);
        const auto listed = keepCopy(folder / "server.txt", folder);
        QCOMPARE(listed, folder / "server.json");
        QCOMPARE(listResults(folder).size(), std::size_t{2});
    }

    /// A session of somebody else may name any file.
    void whatIsNoTimingKeepsItsName()
    {
        const QTemporaryDir home;
        for (const char* name : {"film.mkv.part", "notes.json.part"}) {
            const std::filesystem::path file
                = std::filesystem::path(home.path().toStdString()) / name;
            std::ofstream(file) << "{}";
            QCOMPARE(isPart(file), file.stem().extension() == ".json");
            keepLeftParts(file.parent_path());
            QVERIFY(isFile(file));
        }
    }

    /// Each combination of groups and tokens is a case.
    void listsHaveAnEnd()
    {
        BenchConfig config;
        const auto field = std::ranges::find(benchFields(), "groups", &Field<BenchConfig>::name);
        std::string list = "1";
        for (int i = 2; i <= 64; ++i)
            list += "," + std::to_string(i);
        field->write(config, list);
        QCOMPARE(config.groups.size(), std::size_t(64));
        const std::string says
            = glowworm::test::messageOf([&] { field->write(config, list + ",65"); });
        QVERIFY2(says.find("at most 64") != std::string::npos, says.c_str());
    }

    void aFolderThatCannotBeMadeIsSaid()
    {
        const QTemporaryDir home;
        const QString blocked = home.filePath(QStringLiteral("file"));
        QFile file(blocked);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY_EXCEPTION_THROWN(keepResult(sample(), blocked.toStdString() + "/timings"), Error);
        QVERIFY_EXCEPTION_THROWN(readResult(blocked.toStdString() + "-missing.json"), Error);
    }
};

GLOWWORM_TEST(TestResultFile)
#include "tst_result_file.moc"
