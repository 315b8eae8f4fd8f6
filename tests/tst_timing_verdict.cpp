// SPDX-License-Identifier: GPL-3.0-or-later
// The pictures of the timing panel say what the figures say: verdict, guess, dots, order.
#include "ui/timing/timing_panel.h"

#include "support/exported.h"
#include "support/run_test.h"
#include "support/saved_timing_stage.h"
#include "support/too_fast.h"
#include "support/translation_file.h"
#include "ui/timing/timing_banner.h"
#include "ui/timing/timing_costs.h"
#include "ui/timing/timing_plot.h"
#include "ui/timing/verdict_axis.h"
#include "ui/widgets/theme.h"

#include <QLabel>
#include <QListWidget>
#include <QWheelEvent>
#include <QtTest>

#include "ui/widgets/qcustomplot_wrapper.h"

using namespace glowworm;
using Saved = test::SavedTimingStage;
using test::keepSome;
using test::twoByTwo;

class TestTimingVerdict : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder.emplace(); }

    void guessIsDraggedTakenBackAndKept()
    {
        const auto files = keepSome(1);
        Saved stage;
        QVERIFY(stage.lists(1));
        stage.box("guessFirst").click();
        auto& axis = stage.child<VerdictAxis>("verdictAxis");
        auto& banner = *stage.panel->findChild<TimingBanner*>();
        QTest::mouseClick(
            &axis, Qt::LeftButton, {}, QPoint(qRound(axis.placeOf(8)), axis.height() / 2));
        QVERIFY(std::abs(*banner.guess().ratio / 8 - 1) < 0.05);
        axis.setFocus();
        QTest::keyClick(&axis, Qt::Key_Right);
        QVERIFY(*banner.guess().ratio > 8.3);
        QVERIFY(axis.cursorWords().contains(QStringLiteral("guess")));
        stage.edits.undo(); // the drag and the key: one
        QCOMPARE(*banner.guess().ratio, 4.0);
        stage.edits.redo();
        stage.panel->open(files[0]); // for which it was not made
        QVERIFY(stage.child<QLabel>("verdictWords").text().contains(QStringLiteral("next timing")));
        stage.edits.undo();
        stage.edits.undo();
        stage.edits.undo();
        QVERIFY(!banner.guess().ratio);
    }

    /// Beside what was measured already, a guess is of the next timing; nothing is said of it yet.
    void aGuessBesideAResultIsOfTheNextOne()
    {
        const auto files = keepSome(1);
        Saved stage;
        QVERIFY(stage.lists(1));
        stage.panel->open(files[0]);
        stage.box("guessFirst").click();
        auto& words = stage.child<QLabel>("verdictWords");
        QVERIFY2(words.text().contains(QStringLiteral("next timing")), qPrintable(words.text()));
        auto& axis = stage.child<VerdictAxis>("verdictAxis");
        auto& banner = *stage.panel->findChild<TimingBanner*>();
        const QPoint there(qRound(axis.placeOf(16)), axis.height() / 2);
        QTest::mouseClick(&axis, Qt::LeftButton, {}, there);
        const Guess guess = banner.guess();
        QVERIFY(std::abs(*guess.ratio / 16 - 1) < 0.05 && guess.of.empty());
        const std::string kept = stage.saved();
        stage.restore(kept);
        QCOMPARE(banner.guess(), guess);
        QCOMPARE(stage.saved(), kept);
        stage.panel->runMain();
        QVERIFY(!stage.box("guessFirst").isEnabled()); // it is made now
        QTest::mouseClick(&axis, Qt::LeftButton, {}, QPoint(qRound(axis.placeOf(2)), there.y()));
        QCOMPARE(banner.guess().ratio, guess.ratio);
        QVERIFY(!words.text().contains(QStringLiteral("Drag")));
        QVERIFY(stage.ends());
        const auto judged = [&words] {
            return words.text().startsWith(QStringLiteral("The guess was 16\u00d7"));
        };
        QVERIFY2(judged(), qPrintable(words.text()));
        QVERIFY(!banner.guess().of.empty());

        stage.panel->open(files[0]); // for which it was not made
        QVERIFY2(!words.text().contains(QStringLiteral("guess")), qPrintable(words.text()));
        QVERIFY(!stage.box("guessFirst").isChecked());
        QTRY_COMPARE(
            stage.panel->findChild<QListWidget*>(QStringLiteral("keptTimings"))->count(), 2);
        const auto& timings = stage.workbench.library().kept().timings;
        const auto own = std::ranges::find(timings, banner.guess().of,
            [](const KeptTiming& timing) { return timing.file.filename().string(); });
        QVERIFY(own != timings.end());
        stage.panel->open(own->file);
        QVERIFY2(judged(), qPrintable(words.text()));
    }

    void dotsStandWhereTheirTimesAre()
    {
        SpreadAxis axis;
        axis = SpreadAxis::of(twoByTwo().rows); // 1 to 4 microseconds
        QCOMPARE(axis.fractionOf(1), 0.0);
        QCOMPARE(axis.fractionOf(2), 0.5);
        QCOMPARE(axis.fractionOf(4), 1.0);
        QCOMPARE(axis.fractionOf(1000), 1.0); // stays within
        QVERIFY(SpreadAxis::of({}).ticks().size() < 20);
        BenchRow still;
        still.samples = {3, 3, 3};
        axis = SpreadAxis::of({still});
        QVERIFY(std::abs(axis.fractionOf(3) - 0.5) < 1e-9);

        const auto files = keepSome(1);
        Saved stage;
        QVERIFY(stage.lists(1));
        stage.panel->open(files[0]);
        TimingTable& table = stage.table();
        table.clearSelection();
        table.setCurrentItem(nullptr);
        const QImage seen = table.viewport()->grab().toImage();
        const Theme& theme = Theme::of(table.palette());
        for (int row = 0; row < 2; ++row) {
            const QRect cell
                = table.visualItemRect(table.topLevelItem(0)->child(row)); // of the first column
            const QRect spread(
                table.columnViewportPosition(2), cell.top(), table.columnWidth(2), cell.height());
            const BenchRow& one = stage.panel->result().rows[static_cast<std::size_t>(row)];
            const double fraction = table.spread().fractionOf(one.microseconds.median);
            const QPoint place(qRound(placeIn(spread, fraction)), spread.center().y());
            const QColor wanted = one.impl == "dense" ? theme.dense : theme.sparse;
            QCOMPARE(seen.pixelColor(place), wanted);
            QVERIFY(seen.pixelColor(QPoint(spread.center().x(), place.y())) != wanted);
        }
    }

    void aClickOnTheHeadSortsAndTheThirdGoesBack()
    {
        const auto files = keepSome(1);
        Saved stage;
        QVERIFY(stage.lists(1));
        stage.panel->open(files[0]);
        TimingTable& table = stage.table();
        const auto first = [&table] { return table.topLevelItem(0)->child(0)->text(0); };
        const QString dense = first();
        Q_EMIT table.header()->sectionClicked(1); // 1 us before 4 us
        QVERIFY(first() != dense);
        Q_EMIT table.header()->sectionClicked(1);
        QCOMPARE(first(), dense);
        QVERIFY(table.header()->isSortIndicatorShown());
        Q_EMIT table.header()->sectionClicked(1);
        QVERIFY(table.sort() == TimingSort{});
        stage.edits.undo();
        stage.edits.undo();
        QVERIFY(first() != dense);
    }

    void axisHasOneTheIntervalAndTheCeilingWhereTheyAre()
    {
        VerdictAxis axis;
        axis.resize(600, axis.sizeHint().height());
        axis.setMarks({{{20, 18, 23}, true}}, 18.3);
        QVERIFY(axis.placeOf(1) < axis.placeOf(18));
        QVERIFY(axis.placeOf(18) < axis.placeOf(18.3) && axis.placeOf(23) < axis.width());
        QVERIFY(axis.placeOf(0.0001) >= 0 && axis.placeOf(1e9) <= axis.width()); // stays within
        for (const double ratio : {0.7, 1.0, 3.0, 20.0})
            QVERIFY(std::abs(axis.ratioAt(axis.placeOf(ratio)) / ratio - 1) < 1e-9);
        QCOMPARE(axis.placeOf(4) - axis.placeOf(2), axis.placeOf(2) - axis.placeOf(1));
        QVERIFY(axis.pictureWords().contains(QStringLiteral("ceiling")));
    }

    void whatCannotBeRightIsNoWin()
    {
        keepResult(test::tooFast(), timingsFolder());
        Saved stage;
        QVERIFY(stage.lists(1));
        stage.panel->open(stage.workbench.library().kept().timings.front().file);
        const QString verdict = stage.child<QLabel>("verdict").text();
        QVERIFY2(verdict.endsWith(QStringLiteral("Not believable")), qPrintable(verdict));
        QCOMPARE(
            stage.child<QLabel>("verdictInterval").text(), QStringLiteral("540\u00d7 [310, 600]"));
        const QString why = stage.child<QLabel>("verdictWords").text();
        QVERIFY2(why.contains(QStringLiteral("cannot be right: the bytes allow 18\u00d7"))
                && why.contains(QStringLiteral("Too few rounds"))
                && why.contains(QStringLiteral("time it again, with at least 15")),
            qPrintable(why));
        QVERIFY(stage.child<QLabel>("notes").text().contains(why));
        QTreeWidgetItem& one = *stage.table().topLevelItem(0);
        for (const QTreeWidgetItem* item : {&one, one.child(0)})
            QCOMPARE(item->text(4), QStringLiteral("not believable, 540\u00d7 [310, 600]"));
        auto& list = stage.child<QListWidget>("keptTimings");
        QVERIFY(list.item(0)->text().endsWith(QStringLiteral("not believable")));
        QStringList told;
        for (const QWidget* widget : stage.panel->findChildren<QWidget*>())
            told << widget->property("text").toString() << widget->toolTip()
                 << widget->accessibleName() << widget->accessibleDescription();
        for (const char* form : {"Markdown", "HTML", "LaTeX", "CSV", "JSON"})
            told << QString::fromUtf8(test::exported(stage.panel->exports(), QLatin1String(form)));
        for (const QString& text : std::as_const(told))
            QVERIFY2(!text.contains(QStringLiteral(" faster [")), qPrintable(text));

        stage.box("guessFirst").click(); // of the next one: this says nothing about a guess
        QVERIFY(!stage.child<QLabel>("verdictWords").text().contains(QStringLiteral("The guess")));
    }

    void aWideIntervalIsCalledNoisy()
    {
        std::vector<std::filesystem::path> files;
        const auto keep = [&files](double low, std::vector<std::string> notices) {
            BenchResult result = twoByTwo();
            result.ratios[0].ratio = {4, low, 4.2};
            result.notices = std::move(notices);
            files.push_back(keepResult(result, timingsFolder()));
        };
        keep(3.9, {"Disturbed: in 2 rounds, measured again."});
        keep(1.5, {});
        keep(3.9, {"Busy machine: 2 rounds count although disturbed."});
        Saved stage;
        QVERIFY(stage.lists(3));
        std::vector<QColor> inks;
        for (const std::filesystem::path& file : files) {
            stage.panel->open(file);
            const QString words = stage.child<QLabel>("verdictWords").text();
            QVERIFY2(
                words.contains(QStringLiteral("Noisy rounds")) == !inks.empty(), qPrintable(words));
            inks.push_back(stage.child<QLabel>("verdict").palette().color(QPalette::WindowText));
        }
        QVERIFY(inks[0] != inks[1]);
        QCOMPARE(inks[1], inks[2]);
    }

    /// In a window of 1,280 by 800 nothing is scrolled, in no language.
    void allOfItFitsBeforeAndAfter()
    {
        const auto files = keepSome(1);
        const auto fits = [&files] {
            Saved stage;
            stage.panel->resize(1190, 728);
            QVERIFY(stage.lists(1));
            for (const bool opened : {false, true}) {
                if (opened)
                    stage.panel->open(files[0]);
                QTest::qWait(50); // laid out
                const QSize least = stage.panel->minimumSizeHint();
                QVERIFY2(least.width() <= 1190 && least.height() <= 728,
                    qPrintable(QStringLiteral("%1 x %2").arg(least.width()).arg(least.height())));
                const int banner = stage.panel->findChild<TimingBanner*>()->height();
                QVERIFY2(banner <= 164, qPrintable(QString::number(banner)));
            }
        };
        fits();
        const test::German german;
        fits();
    }

    void aWheelOverAChartScrollsThePage()
    {
        TimingPlot plot;
        auto& drawn = *plot.findChild<QCustomPlot*>();
        QWheelEvent turn(QPointF(20, 20), QPointF(20, 20), {}, QPoint(0, -120), {}, {},
            Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(&drawn, &turn);
        QVERIFY(!turn.isAccepted());
    }

    /// Names of rows, parts and units as the window has them, not those of the options.
    void reportsSayTheWordsOfTheWindow()
    {
        BenchResult result = twoByTwo();
        result.config.workload = Workload::Token;
        BenchRow row = result.rows[0];
        row.impl = "iso-dense";
        result.rows.push_back(row);
        result.parts = {{"dense", "feed_forward", 10, 1, {1, 2, 3}, "how"},
            {"iso-dense", "feed_forward", 10, 1, {1, 2, 3}, "how"}};
        Saved stage;
        const auto file = keepResult(result, timingsFolder());
        stage.workbench.library().refreshKept();
        QVERIFY(stage.lists(1));
        stage.panel->open(file);
        for (const char* form : {"Markdown", "HTML", "LaTeX"}) {
            const QString text
                = QString::fromUtf8(test::exported(stage.panel->exports(), QLatin1String(form)));
            QVERIFY2(text.contains(QStringLiteral("dense of equal work")), qPrintable(text));
            QVERIFY2(!text.contains(QStringLiteral("iso-dense"))
                    && !text.contains(QStringLiteral("feed_forward"))
                    && !text.contains(QStringLiteral("us per call")),
                qPrintable(text));
        }
        const test::German german;
        const QString text
            = QString::fromUtf8(test::exported(stage.panel->exports(), QStringLiteral("Markdown")));
        QVERIFY2(text.contains(QStringLiteral("| Variante |")), qPrintable(text));
    }

    /// Every variant of a token has its bars; of those that have none it is said once.
    void timeGoesByPartForEveryVariant()
    {
        BenchResult result = twoByTwo();
        result.config.workload = Workload::Token;
        result.rows.resize(2);
        for (const char* impl : {"masked-dense", "libtorch-dense"}) {
            result.rows.push_back(result.rows[0]);
            result.rows.back().impl = impl;
        }
        for (const char* impl : {"dense", "sparse", "masked-dense"})
            for (const char* part : {"attention", "feed_forward"})
                result.parts.push_back({impl, part, 10, 0.5, {1, 2, 3}, "how"});
        const std::vector<CostRow> rows = costRowsOf(result.config, result);
        QCOMPARE(rows.size(), std::size_t(3));
        QCOMPARE(rows[2].name, QStringLiteral("sparse, masked dense"));
        QCOMPARE(rows[2].time.segments.size(), std::size_t(2));
        QVERIFY(undividedNote(result).contains(QStringLiteral("dense, LibTorch")));
        QVERIFY(!undividedNote(result).contains(QStringLiteral("masked")));
        result.config.workload = Workload::FeedForward;
        QVERIFY(undividedNote(result).contains(QStringLiteral("Whole token")));
    }

    void labelsOfAWideRangeDoNotLieOverEachOther()
    {
        TimingPlot plot;
        std::vector<BenchRatio> ratios;
        for (const double value : {0.02, 1.0, 600.0})
            ratios.push_back({"dense/sparse", value / 1000, 1, {value, value, value}, {}, {}});
        plot.setRatios(ratios, {}, QStringLiteral("tokens"));
        auto& drawn = *plot.findChild<QCustomPlot*>();
        for (const int height : {150, 200, 420, 180}) {
            plot.resize(320, height);
            plot.show();
            plot.grab();
            const QCPAxis& axis = *drawn.yAxis;
            const double line = QFontMetricsF(axis.tickLabelFont()).height();
            double before = 1e9;
            int labels = 0;
            for (qsizetype at = 0; at < axis.tickVector().size(); ++at) {
                if (axis.tickVectorLabels()[at].isEmpty())
                    continue;
                const double place = axis.coordToPixel(axis.tickVector()[at]);
                QVERIFY2(before - place >= line - 1,
                    qPrintable(QStringLiteral("%1 at %2").arg(before - place).arg(height)));
                before = place;
                ++labels;
            }
            QVERIFY(labels >= 2);
        }
    }

private:
    std::optional<test::DataFolder> m_folder;
};

GLOWWORM_TEST(TestTimingVerdict)
#include "tst_timing_verdict.moc"
