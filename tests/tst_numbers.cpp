// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers as text, tables, and every table that is exported, to the byte.
#include "model/base/numbers.h"

#include "model/base/table.h"
#include "model/experiments/reproduction.h"
#include "model/training/training_history.h"
#include "support/run_test.h"
#include "support/small_experiment.h"

#include <QTest>

#include <clocale>
#include <limits>

using namespace glowworm;
using namespace glowworm::test;

namespace {

BenchResult timings()
{
    BenchResult result;
    result.config.repeats = 7;
    result.config.threads = 2;
    result.machine.cpu = "CPU";
    const auto add = [&result](std::string impl, double density, int tokens, Quartiles times,
                         int rounds) -> BenchRow& {
        BenchRow& row = result.rows.emplace_back();
        row.impl = std::move(impl);
        row.density = density;
        row.tokens = tokens;
        row.microseconds = times;
        row.roundsDone = rounds;
        return row;
    };
    add("sparse", 1.0 / 64, 16, {0.1, 0.25, 1.0 / 3}, 7);
    add("dense", 1.0 / 64, 16, {9999.6, 12345.678, 98765.4}, 7);
    add("a|b, c", 1, 1, {1e-5, 2e7, 3e9}, 1);
    add("dense-skip", 1.0 / 64, 16, {}, 0).activeFraction = 0.12345;
    result.ratios = {{"dense/sparse", 1.0 / 64, 16, {12, 11, 13}, "sparse 12x faster [11, 13]", ""},
        {"dense/sparse-int8", 1, 16, {3, 2, 4}, "sparse-int8 3.0x faster [2.0, 4.0]", "mixed"}};
    result.equivalence = Equivalence{1.25e-7, 24, 300, 24};
    result.bandwidth = BenchBandwidth{42'000'000, 11.98, 10.04, {0.838, 0.8, 0.9}};
    result.parts = {{"dense", "head", 49'920, 0.0012, {1.5, 1.75, 12}, "timed"}};
    result.quality = {{"sparse", 1.51234, {}, 6000, 0}, {"dense", {}, 0.98765, 6260, 128}};
    result.notices = {"A notice."};
    return result;
}

ScorecardResult scorecard()
{
    ScorecardResult result;
    result.goals = {{"token, sparse", "6x", "at least 18x", 19.98765, 19.5, 20, true, "a note"},
        {"loss of int8", "-", "at most 0.005", 0.00012345, -0.001, 0.0025, false, {}}};
    result.runs = {timings()};
    return result;
}

TrainBenchResult steps()
{
    TrainBenchResult result;
    result.rows = {{"dense", 10'788'929, {1.25, 1.5, 1.75}}, {"sparse", 11'030'000, {}}};
    result.ratios = {{"sparse/dense", {1.18412, 1.175, 1.2}}};
    result.lossDifference = 1.23e-7;
    result.notices = {"A notice."};
    return result;
}

std::string csvOfARun()
{
    TrainingHistory history;
    TrainingEvent event;
    event.kind = TrainingEvent::Kind::Step;
    event.elapsed = 0.1;
    event.step.step = 1;
    event.step.loss = 4.25;
    event.step.gradientNorm = 1.0 / 3;
    event.step.learningRate = 3e-6;
    history.add(event);
    event.kind = TrainingEvent::Kind::Evaluation;
    event.twin = Twin::Dense;
    event.eval.step = 2;
    event.eval.loss = 4;
    event.eval.deadFraction = 0.25;
    event.eval.routingEntropy = 1e-7;
    history.add(event);
    event.eval.step = 3;
    event.eval.accuracy = 0.5;
    history.add(event);
    return history.csv({{"data", "a, b"}, {"seed", "7"}});
}

ExperimentResult digitsExperiment()
{
    ExperimentResult result = smallExperiment();
    result.task = Task::Digits;
    for (ExperimentRowResult& item : result.rows) {
        item.row.config.model.task = Task::Digits;
        for (ExperimentCurve& curve : item.curves)
            for (ExperimentPoint& point : curve.points)
                point.accuracy = 1 - point.loss / 10;
    }
    return result;
}

Reproduction reproduction()
{
    Reproduction all;
    all.text = smallExperiment();
    all.text.rows[1].parameters = 1'030'000;
    all.digits = digitsExperiment();
    all.steps = {steps()};
    all.scorecard = scorecard();
    return all;
}

void addTimings()
{
    BenchResult whole = timings();
    whole.config.workload = Workload::Digits;
    QTest::newRow("timings, Markdown")
        << toMarkdown(timings())
        << std::string(
               R"(| variant | fired | tokens per call | µs per call | middle half | against sparse |
|---|---|---|---|---|---|
| sparse | 1.562 % | 16 | 0.25 | 0.1 to 0.3333 |  |
| dense | 1.562 % | 16 | 12346 | 1e+04 to 98765 | sparse 12x faster [11, 13] |
| a\|b, c | 100 % | 1 | 20000000 | 1e-05 to 3000000000 |  |

dense/sparse-int8 (mixed): sparse-int8 3.0x faster [2.0, 4.0]

| of a token | part | bytes | fraction of bytes | µs | middle half |
|---|---|---|---|---|---|
| dense | head | 49920 | 0.12 % | 1.75 | 1.5 to 12 |

Dense token: 10.04 GB/s, 83.8 % of the 11.98 GB/s at which a buffer of 42000000 bytes is summed.

sparse: loss 1.512 nats per character after 6000 steps, from the file.

dense: accuracy 98.77 % after 6260 steps, measured on 128 windows.

- 384 x 1536, gated, rank 24; fp32; 7 rounds, stopped before the end; seed 1; CPU; 2 threads.
- Equivalence check: sparse = masked dense on 300 inputs, largest relative difference 1.25e-07; rows read 24.
- dense-skip: 12.35 % of the neurons are above zero after the ReLU.
- A notice.
)");
    QTest::newRow("timings, CSV")
        << toCsv(timings())
        << std::string(
               R"(impl,density,tokens,median_us,q1_us,q3_us,rounds,format,threads,ratio,ratio_low,ratio_high,cpu,build,ceiling,verdict,simd,seed,d_model,neurons,router_rank
sparse,0.015625,16,0.25,0.1,0.3333333333333333,7,fp32,1,,,,CPU,,,,,1,384,1536,24
dense,0.015625,16,12345.678,9999.6,98765.4,7,fp32,1,12,11,13,CPU,,,"sparse 12x faster [11, 13]",,1,384,1536,24
"a|b, c",1,1,2e+07,1e-05,3e+09,1,fp32,1,,,,CPU,,,,,1,384,1536,24
)");
    const std::string latex = toLatex(timings());
    QTest::newRow("timings, LaTeX") << latex.substr(
        0, latex.find("\\par}")) << std::string(R"({\scriptsize\setlength{\tabcolsep}{2pt}\noindent
\begin{tabular}{@{}p{0.088\linewidth}p{0.088\linewidth}p{0.076\linewidth}p{0.101\linewidth}p{0.239\linewidth}p{0.328\linewidth}@{}}
\hline
\raggedright variant & \raggedright fired & \raggedright tokens per call & \raggedright $\mu$s per call & \raggedright middle half & \raggedright against sparse \tabularnewline
\hline
\raggedright sparse & \raggedright 1.562 \% & \raggedright 16 & \raggedright 0.25 & \raggedright 0.1 to 0.3333 & \raggedright  \tabularnewline
\raggedright dense & \raggedright 1.562 \% & \raggedright 16 & \raggedright 12346 & \raggedright 1e+04 to 98765 & \raggedright sparse 12x faster [11, 13] \tabularnewline
\raggedright a|b, c & \raggedright 100 \% & \raggedright 1 & \raggedright 20000000 & \raggedright 1e-05 to 3000000000 & \raggedright  \tabularnewline
\hline
\end{tabular})");
    const std::string digits = toMarkdown(whole);
    QTest::newRow("digits, Markdown")
        << digits.substr(0, digits.find("\n\n"))
        << std::string(
               R"(| variant | fired | pictures per call | µs per call | middle half | pictures/s | against sparse |
|---|---|---|---|---|---|---|
| sparse | 1.562 % | 16 | 0.25 | 0.1 to 0.3333 | 64000000 |  |
| dense | 1.562 % | 16 | 12346 | 1e+04 to 98765 | 1296 | sparse 12x faster [11, 13] |
| a\|b, c | 100 % | 1 | 20000000 | 1e-05 to 3000000000 | 0.05 |  |)");
}

void addScorecardStepsAndRun()
{
    QTest::newRow("scorecard, Markdown") << toMarkdown(
        scorecard()) << std::string(R"(| what | the study | goal | measured [95 %] | met |
|---|---|---|---|---|
| token, sparse | 6x | at least 18x | 19.99 [19.5, 20] | yes |
| loss of int8 | - | at most 0.005 | 0.0001234 [-0.001, 0.0025] | **no** |

token, sparse: a note.

CPU, , 1 thread, 7 rounds, stopped before the end.
)");
    QTest::newRow("steps, Markdown")
        << toMarkdown(steps())
        << std::string(
               R"(Training step, batch 32 x 64 characters, threads 2. Equivalence check: both dense models compute the same loss without dropout (relative difference 0.12 millionths).

| model | parameters | step, median | quartiles |
|---|---|---|---|
| dense | 10788929 | 1.500 s | 1.375 to 1.625 s |

| time of | ratio | 95 % |
|---|---|---|
| sparse/dense | 1.18 | 1.18 to 1.20 |

A notice.
)");
    QTest::newRow("run, CSV")
        << csvOfARun()
        << std::string(
               R"(step,sparse_train_loss_nats,sparse_gradient_norm,sparse_learning_rate,sparse_seconds,sparse_val_loss_nats,sparse_accuracy,sparse_dead_share,sparse_routing_entropy,dense_train_loss_nats,dense_gradient_norm,dense_learning_rate,dense_seconds,dense_val_loss_nats,dense_accuracy,dense_dead_share,dense_routing_entropy,data,seed
1,4.25,0.3333333333333333,3e-06,0.1,,,,,,,,,,,,,"a, b",7
2,,,,,,,,,,,,,4,,,,"a, b",7
3,,,,,,,,,,,,,4,0.5,,,"a, b",7
)");
}

void addExperiments()
{
    QTest::newRow("texts, Markdown") << toMarkdown(smallExperiment()) << std::string(R"(# Three rows



On , 2 threads, build .

| row | parameters | seeds | lowest validation loss | against dense | steps to its loss + 0.02 | time of a step | loss at its time | never chosen | routing entropy |
|---|---|---|---|---|---|---|---|---|---|
| dense | 1000 | 2 | 1.515 (1.510 to 1.520) | +0.000 | 196 | 1.00 x | 1.515 | - | - |
| sparse | 1000 | 2 | 1.545 (1.540 to 1.550) | +0.030 | - | 0.50 x | 1.545 | 25.0 % | 0.50 |
| gumbel | 1000 | 2 | 1.715 (1.710 to 1.720) | +0.200 | - | 1.25 x | 2.215 | 25.0 % | 0.50 |
)");
    QTest::newRow("digits experiment, Markdown")
        << toMarkdown(digitsExperiment()) << std::string(R"(# Three rows



On , 2 threads, build .

| row | parameters | seeds | test accuracy at the end, % | against dense | steps to its loss + 0.02 | time of a step | never chosen | routing entropy |
|---|---|---|---|---|---|---|---|---|
| dense | 1000 | 2 | 84.85 (84.80 to 84.90) | +0.00 | 196 | 1.00 x | - | - |
| sparse | 1000 | 2 | 84.55 (84.50 to 84.60) | −0.30 | - | 0.50 x | 25.0 % | 0.50 |
| gumbel | 1000 | 2 | 82.85 (82.80 to 82.90) | −2.00 | - | 1.25 x | 25.0 % | 0.50 |
)");
    const std::string csv = toCsv(digitsExperiment());
    QTest::newRow("digits experiment, CSV")
        << csv.substr(csv.find("sparse,2,0")) << std::string(R"(sparse,2,0,0,2.55,0.745,0.25,0.5,,,2,,
sparse,2,100,10,2.05,0.795,0.25,0.5,,,2,,
sparse,2,200,20,1.5499999999999998,0.845,0.25,0.5,,,2,,
gumbel,1,0,0,2.71,0.729,0.25,0.5,,,2,,
gumbel,1,100,25,2.21,0.779,0.25,0.5,,,2,,
gumbel,1,200,50,1.71,0.829,0.25,0.5,,,2,,
gumbel,2,0,0,2.7199999999999998,0.728,0.25,0.5,,,2,,
gumbel,2,100,25,2.2199999999999998,0.778,0.25,0.5,,,2,,
gumbel,2,200,50,1.7199999999999998,0.8280000000000001,0.25,0.5,,,2,,
)");
    QTest::newRow("reproduction, Markdown") << toMarkdown(
        reproduction()) << std::string(R"(| what | the study | ours | printed by `glowworm-cli` |
|---|---|---|---|
| parameters of the text model, dense; sparse | 10 M; 11 M (+10 %) | 1,000; 1,030,000 (+102900.00 %) | `experiment reproduce` |
| text, time of a training step, sparse over dense | 1.184 | 1.18 [1.18, 1.20] (matrix products in fp32) | `bench train --set matrix_precision=fp32` |
| text, lowest validation loss, dense | no figure | 1.515 in 200 steps | `experiment reproduce-text --row dense` |
| text, lowest validation loss, sparse | no figure | 1.545 in 200 steps | `experiment reproduce-text --row sparse` |
| the same, sparse minus dense, at equal steps | worse: "significantly more steps" | +0.030 at step 200 | `experiment reproduce-text` |
| the same, at equal time | worse | −0.470 after 0 min of steps | `experiment reproduce-text` |
| digits, time of a training step, sparse over dense | 1.031 | 0.50 [0.50, 0.50] | `experiment reproduce-digits` |
| digits, test accuracy, dense | no figure | 84.85 % | `experiment reproduce-digits --row dense` |
| digits, test accuracy, sparse | slightly less than dense | 84.55 % | `experiment reproduce-digits --row sparse` |
| digits, test accuracy, the study's router and settings | slightly less than dense | 82.85 % | `experiment reproduce-digits --row gumbel` |
| token, sparse | 6x | 19.99 [19.50, 20.00] | `bench scorecard` |

On , 2 threads, build .
)");
}

} // namespace

class TestNumbers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void textsReadBackAsTheSameNumber()
    {
        for (const double value : {0.1, 1.0 / 3, 1e-5, 3e21, 1234567.0, -0.0})
            QCOMPARE(numberFrom<double>(shortest(value)), std::optional(value));
        QCOMPARE(shortest(1e-5), std::string("1e-05"));
        QCOMPARE(shortest(std::numeric_limits<std::uint64_t>::max()),
            std::string("18446744073709551615"));
        QCOMPARE(plainDigits(1e-5), std::string("0.00001"));
        for (const char* text : {"", "x", "1x", " 1", "1 ", "99999999999"})
            QVERIFY2(!numberFrom<int>(text), text);
    }

    void digitsArePlain()
    {
        QCOMPARE(significant(1.51234), std::string("1.512"));
        QCOMPARE(significant(0.00001234), std::string("1.234e-05"));
        QCOMPARE(significant(123456.7), std::string("123457"));
        QCOMPARE(significant(-123456.7, 2), std::string("-123457"));
        QCOMPARE(significant(19.5), std::string("19.5"));
        QCOMPARE(decimals(2.345, 1), std::string("2.3"));
        QCOMPARE(signedDecimals(0.03, 3), std::string("+0.030"));
        QCOMPARE(signedDecimals(-0.3, 2), std::string("\u22120.30"));
        QCOMPARE(grouped(-999), std::string("-999"));
        QCOMPARE(grouped(-1030000), std::string("-1,030,000"));
        QCOMPARE(
            counted(1, "thread") + ", " + counted(7, "round"), std::string("1 thread, 7 rounds"));
        QCOMPARE(interval("0.97", "1.04"), std::string("[0.97, 1.04]"));
        QCOMPARE(duration(59.6) + " " + duration(3727), std::string("1:00 1:02:07"));
    }

    void bytesAreRoundedUnlessThatHidesTheDifference()
    {
        QCOMPARE(bytesText(1) + ", " + bytesText(99'999), std::string("1 byte, 99999 bytes"));
        QCOMPARE(bytesText(128'050'000), std::string("128.1 MB"));
        QCOMPARE(expectedFound(128'100'000, 12'000'000),
            std::string("128.1 MB expected, 12.0 MB found"));
        QCOMPARE(expectedFound(128'100'000, 128'100'001),
            std::string("128100000 bytes expected, 128100001 bytes found"));
    }

    void figuresNeverHaveAPowerOfTen()
    {
        const auto text = [](double value) { return textOf(figure(value)); };
        QCOMPARE(text(0.0123), std::string("0.0123"));
        QCOMPARE(text(9.996), std::string("10.0"));
        QCOMPARE(text(12345), std::string("12345"));
        QCOMPARE(text(0), std::string("0"));
        QCOMPARE(text(1e-20), std::string("0.000000000"));
        QCOMPARE(textOf(countFigure(999)), std::string("999"));
        QCOMPARE(textOf(countFigure(834'567)), std::string("835 k"));
        QCOMPARE(textOf(countFigure(-1.5)), std::string("-1.50"));
        QCOMPARE(textOf(bytesFigure(1'234'567)), std::string("1.23 MB"));
        QCOMPARE(textOf(ratioFigure(1.05)), std::string("1.05"));
        QCOMPARE(textOf(ratioFigure(153)), std::string("150"));
    }

    void durationsTakeTheUnitThatFits_data()
    {
        QTest::addColumn<double>("seconds");
        QTest::addColumn<QString>("expected");
        QTest::newRow("us") << 4.6e-6 << QStringLiteral("4.60 \u00b5s");
        QTest::newRow("ms") << 0.9994e-3 * 10 << QStringLiteral("9.99 ms");
        QTest::newRow("none") << 0.0 << QStringLiteral("0 s");
        QTest::newRow("s") << 99.4 << QStringLiteral("99 s");
        QTest::newRow("min") << 100.0 << QStringLiteral("2 min");
        QTest::newRow("h") << 7830.0 << QStringLiteral("2 h 11 min");
        QTest::newRow("hours") << 83.0 * 3600 << QStringLiteral("83 h 0 min");
        QTest::newRow("days") << 801'960.0 << QStringLiteral("9 days");
    }

    void durationsTakeTheUnitThatFits()
    {
        QFETCH(double, seconds);
        QFETCH(QString, expected);
        std::string text;
        for (const Figure& figure : durationFigures(seconds))
            text += (text.empty() ? "" : " ") + textOf(figure);
        QCOMPARE(QString::fromStdString(text), expected);
    }

    void cellsHoldAnyText()
    {
        QCOMPARE(
            csvLine({"dense", "R&D, \"1\"\n", ""}), std::string("dense,\"R&D, \"\"1\"\"\n\",\n"));
        QCOMPARE(markdownTable({{"a|b\nc", ""}, {"1", "2"}}),
            std::string("| a\\|b c |  |\n|---|---|\n| 1 | 2 |\n"));
        QCOMPARE(alignedTable({{"name", "x"}, {"a", "y z"}}), std::string("name  x\na     y z\n"));
    }

    void exportedTablesKeepTheirBytes_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<std::string>("expected");
        addTimings();
        addScorecardStepsAndRun();
        addExperiments();
    }

    void exportedTablesKeepTheirBytes()
    {
        QFETCH(std::string, text);
        QFETCH(std::string, expected);
        QCOMPARE(QString::fromStdString(text), QString::fromStdString(expected));
    }

    void theLocaleOfTheProcessChangesNothing()
    {
        for (const char* name : {"de_DE.UTF-8", "fr_FR.UTF-8"}) // where there is one
            if (std::setlocale(LC_ALL, name))
                break;
        const std::string text = significant(1.5) + " " + decimals(2.5, 2) + " " + shortest(0.1)
            + " " + plainDigits(1e-3);
        std::setlocale(LC_ALL, "C");
        QCOMPARE(text, std::string("1.5 2.50 0.1 0.001"));
    }
};

GLOWWORM_TEST(TestNumbers)
#include "tst_numbers.moc"
