// SPDX-License-Identifier: GPL-3.0-or-later
// A ratio that cannot be right is nobody's win, wherever it is told.
#include "model/bench/belief.h"

#include "model/bench/result_file.h"
#include "model/bench/scorecard.h"
#include "model/config/cost.h"
#include "support/run_test.h"
#include "support/too_fast.h"

#include <QtTest>

using namespace glowworm;

class TestBelief : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void onlyACacheMayPassTheCeiling_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<double>("low");
        QTest::addColumn<double>("high");
        QTest::addColumn<double>("ceiling");
        QTest::addColumn<int>("rounds");
        QTest::addColumn<bool>("noisy");
        QTest::addColumn<int>("doubt");
        const auto row = [](const char* name, const RatioInterval& ratio, double ceiling,
                             int rounds, bool noisy, Doubt doubt) {
            QTest::newRow(name) << ratio.value << ratio.low << ratio.high << ceiling << rounds
                                << noisy << static_cast<int>(doubt);
        };
        row("below", {12, 11, 13}, 18.3, 3, true, Doubt::None);
        row("the interval holds it", {22, 14, 23}, 18.3, 3, true, Doubt::None);
        row("by next to nothing", {19, 18.5, 19.5}, 18.3, 3, true, Doubt::None);
        row("a cache", {27, 25, 29}, 18.3, 15, false, Doubt::None);
        row("a cache, disturbed", {27, 25, 29}, 18.3, 15, true, Doubt::Disturbed);
        row("a cache, too few", {27, 25, 29}, 18.3, 4, false, Doubt::FewRounds);
        row("no cache gains as much", {540, 310, 600}, 18.3, 15, false, Doubt::Unexplained);
        row("after three rounds", {540, 310, 600}, 18.3, 3, true, Doubt::FewRounds);
        row("a wide interval is no excuse", {540, 12, 600}, 18.3, 15, true, Doubt::Disturbed);
        row("slower", {0.5, 0.4, 0.6}, 18.3, 3, true, Doubt::None);
        row("no bytes to speak of", {1.05, 1.02, 1.08}, 0.3, 15, true, Doubt::None);
        row("the same, far above", {1.8, 1.6, 1.9}, 0.3, 15, true, Doubt::Disturbed);
    }

    void onlyACacheMayPassTheCeiling()
    {
        QFETCH(double, value);
        QFETCH(double, low);
        QFETCH(double, high);
        QFETCH(double, ceiling);
        QFETCH(int, rounds);
        QFETCH(bool, noisy);
        QFETCH(int, doubt);
        QCOMPARE(static_cast<int>(doubtOf({value, low, high}, ceiling, rounds, noisy)), doubt);
    }

    void ceilingsAreTheClosedForms()
    {
        BenchConfig config;
        const auto near = [](std::optional<double> ceiling, double wanted) {
            return ceiling && std::abs(*ceiling / wanted - 1) < 0.03; // biases are read, too
        };
        QVERIFY(near(ceilingOf(config, 1.0 / 64, true), 18.3));
        QVERIFY(near(ceilingOf(config, 0.25, true), 3.5));
        QVERIFY(!ceilingOf(config, 0, true)); // no such layer
        config.workload = Workload::Layer;
        const auto layer = ceilingOf(config, 1.0 / 64, true);
        QVERIFY(layer && *layer > 2 && *layer < 3); // attention is a third of it
        config.workload = Workload::Token;
        QVERIFY(near(ceilingOf(config, 1.0 / 64, true), 2.47));
        QVERIFY(!ceilingOf(config, 1.0 / 64, false)); // of models that a file does not tell
        config.workload = Workload::Digits;
        QVERIFY(near(ceilingOf(config, 0.02, true), 1.88));
    }

    void whatIsNotBelievedIsSaidEverywhere()
    {
        const BenchResult result = test::tooFast();
        const BenchRatio& ratio = result.ratios.front();
        QCOMPARE(ratio.doubt, Doubt::FewRounds);
        QCOMPARE(ratio.verdict,
            std::string("not believable, above the ceiling of 18x: 540x [310, 600]"));
        const std::string sentence = "540x [310, 600] cannot be right: the bytes allow 18x, and no "
                                     "cache gains that much. Too few rounds to tell: time it "
                                     "again, with at least 15.";
        const std::string report = toMarkdown(result);
        QVERIFY(report.find(sentence) != std::string::npos);
        QVERIFY(report.find(ratio.verdict) != std::string::npos);
        QVERIFY(toHtml(result).find(sentence) != std::string::npos);
        QVERIFY(toLatex(result).find("not believable") != std::string::npos);
        QVERIFY(toCsv(result).find("\"not believable, above") != std::string::npos);
        const std::string json = toJson(result);
        QVERIFY(json.find("\"believed\": false") != std::string::npos);
        for (const std::string& text :
            {report, toHtml(result), toLatex(result), toCsv(result), json})
            QVERIFY(text.find("faster") == std::string::npos);
        QCOMPARE(toJson(parseResult(json, "t.json")), json);
    }

    /// A file of a version that believed everything.
    void anOldFileIsJudgedWhenItIsRead()
    {
        BenchResult old = test::tooFast();
        old.ratios[0] = {
            "dense/sparse", 1.0 / 64, 1, {540, 310, 600}, "sparse 540x faster [310, 600]", "fp32"};
        const BenchResult read = parseResult(toJson(old), "t.json");
        QCOMPARE(read.ratios[0].doubt, Doubt::FewRounds);
        QVERIFY(read.ratios[0].verdict.starts_with("not believable"));
        BenchResult fine = test::tooFast();
        fine.ratios[0] = {"dense/sparse", 1.0 / 64, 1, {12, 11, 13}, "words of then", "fp32"};
        QCOMPARE(
            parseResult(toJson(fine), "t.json").ratios[0].verdict, std::string("words of then"));
    }

    void otherEnginesAndFormatsHaveTheirOwnBounds()
    {
        BenchResult result = test::tooFast();
        BenchRow torch = result.rows[0], small = result.rows[1], skip = result.rows[0];
        torch.impl = "libtorch-dense";
        skip.impl = "dense-skip";
        result.rows.push_back(skip);
        small.impl = "sparse-int8";
        small.format = "int8";
        result.rows.push_back(torch);
        result.rows.push_back(small);
        result.ratios = {{"libtorch-dense/sparse", 1.0 / 64, 1, {540, 310, 600}, {}, "fp32"},
            {"dense/sparse-int8", 1.0 / 64, 1, {60, 58, 62}, {}, "mixed"},
            {"dense-skip/sparse", 1.0 / 64, 1, {89, 23, 390}, {}, "fp32"}};
        judge(result);
        QVERIFY(!result.ratios[0].ceiling && result.ratios[0].doubt == Doubt::None);
        QCOMPARE(result.ratios[0].verdict, std::string("sparse 540x faster [310, 600]"));
        const auto plain = ceilingOf(result.config, 1.0 / 64, true);
        QVERIFY(plain && result.ratios[1].ceiling == 4 * *plain);
        QCOMPARE(result.ratios[1].doubt, Doubt::None);
        QCOMPARE(result.ratios[2].doubt, Doubt::FewRounds);
    }
};

GLOWWORM_TEST(TestBelief)
#include "tst_belief.moc"
