// SPDX-License-Identifier: GPL-3.0-or-later
// The inspector's pages by themselves, shown what a neuron or a character did.
#include "model/neurons/census.h"
#include "support/run_test.h"
#include "support/small_models.h"
#include "ui/digits/aside.h"
#include "ui/generation/next_characters.h"
#include "ui/generation/voter_list.h"
#include "ui/inspector/census_page.h"
#include "ui/inspector/comparison_page.h"
#include "ui/inspector/context_view.h"
#include "ui/inspector/inspector.h"
#include "ui/inspector/inspector_style.h"
#include "ui/inspector/life_curve.h"
#include "ui/inspector/neuron_curve.h"
#include "ui/inspector/neuron_page.h"
#include "ui/inspector/share_bars.h"
#include "ui/inspector/token_page.h"
#include "ui/widgets/probability_bars.h"

#include <QAction>
#include <QApplication>
#include <QHeaderView>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTest>
#include <QVBoxLayout>

#include <array>

using namespace glowworm;

namespace {

constexpr NeuronGrid kInspectorPagesGrid{2, 4, 8};

std::vector<NeuronContext> contexts(int count)
{
    std::vector<NeuronContext> some;
    for (int i = 0; i < count; ++i) {
        NeuronContext one;
        one.place = 100 + i;
        one.value = static_cast<float>(count - i);
        one.before = U"my l";
        one.character = U'o';
        one.after = U"rd";
        some.push_back(one);
    }
    return some;
}

GeneratedToken token(int id, char32_t character)
{
    GeneratedToken one;
    one.token = id;
    one.character = character;
    return one;
}

} // namespace

class TestInspectorPages : public QObject {
    Q_OBJECT

    QAction m_action{QStringLiteral("do it")};

private Q_SLOTS:
    void cleanup() { applyTheme(*qApp, ThemeChoice::Dark, kUsualTextZoom); }

    void placesTakeAllTheHeightThatThereIs()
    {
        ContextView view(Task::Text);
        view.begin(Twin::Sparse);
        view.setContexts(contexts(12));
        const int row = view.sizeHint().height() / 12;
        view.resize(200, 4 * row - 1); // three of them
        view.show();
        view.setFocus();
        QTest::mouseClick(&view, Qt::LeftButton, {}, {20, view.height() - 3});
        QVERIFY(view.cursorWords().contains(QStringLiteral("102")));
    }

    void aShareThatTellsNothingIsNotShown()
    {
        std::array<QAction, 4> actions;
        NeuronPage page(Task::Digits, {&actions[0], &actions[1], &actions[2], &actions[3]});
        const NeuronGrid grid{.layers = 1, .groups = 8, .groupSize = 10};
        NeuronMoment moment;
        moment.state = NeuronMoment::State::Bright;
        moment.hasRouter = true;
        moment.rival = 4;
        moment.largestProbability = 0.9F;
        moment.probability = 0.9F;
        moment.rivalProbability = 0.05F;
        NeuronReport report;
        report.isSparse = true;
        report.biography.emplace();
        report.biography->seen = report.biography->total = 100;
        for (const int fired : {100, 60}) {
            page.begin(Twin::Sparse, grid, {0, 3});
            report.biography->fired = fired;
            page.showReport(report, 0);
            page.showMoment(moment, {}, Provenance::Measured);
            const QString said = page.findChild<QLabel*>(QStringLiteral("neuronShares"))->text();
            QCOMPARE(said.contains(QStringLiteral("always picks N03")), fired == 100);
            QCOMPARE(page.findChild<ShareBars*>()->isHidden(), fired == 100);
        }
    }

    /// The bar takes none of the room that the content needs.
    void whatScrollsIsNotCutAtTheSide()
    {
        constexpr QSize kPart(200, 250);
        QWidget ground;
        ground.resize(400, 400);
        auto* content = new QWidget;
        auto* column = new QVBoxLayout(content);
        column->setContentsMargins(0, 0, 0, 0);
        auto* part = new QWidget(content);
        part->setFixedSize(kPart);
        column->addWidget(part);
        Aside card(content, &ground);
        ground.show();
        for (const int high : {300, 120}) {
            card.showAt({10, 10, 80, high}, Twin::Sparse);
            QTRY_COMPARE(card.verticalScrollBar()->isVisible(), high < kPart.height());
            QTRY_VERIFY(card.viewport()->width() >= kPart.width());
        }
    }

    /// In what a window of 1024 x 700 leaves the inspector, with all that it shows at rest.
    void theCensusHasRoomBelowWhatMayFollow()
    {
        constexpr int kWidth = 200, kHeight = 553;
        QWidget ground;
        ground.setStyleSheet(stageSheet(Stage::usual()));
        auto* page = new CensusPage(Task::Text, &ground);
        auto* next = new NextCharacters(page);
        page->setAtRest(next);
        GeneratedToken now = token(0, U'a');
        std::vector<char32_t> alphabet;
        for (int i = 0; i < 5; ++i) {
            alphabet.push_back(U'a' + static_cast<char32_t>(i));
            now.next.push_back({i, 0.2F});
        }
        for (int i = 0; i < 6; ++i)
            now.voters.push_back({{i, 700 + i}, 1.5F});
        constexpr NeuronGrid kFull{6, 24, 64};
        for (const Twin twin : {Twin::Sparse, Twin::Dense}) {
            next->setAlphabet(twin, alphabet);
            next->showToken(twin, std::span(&now, 1), 0);
        }
        next->showVoters(Twin::Sparse, kFull, std::span(&now, 1), 0);
        NeuronCensus census;
        census.grid = kFull;
        census.corpus = {"tinyshakespeare.txt", TextPart::HeldOut};
        census.seen = census.total = 100'000;
        for (int group = 0; group < 6 * 24; ++group)
            census.groups.push_back({group / 24, group % 24, 9, 3, 0.75});
        page->showCensus(census);
        ground.resize(kWidth, kHeight);
        ground.show();
        QTRY_VERIFY2(page->layout()->totalMinimumHeightForWidth(kWidth) <= kHeight,
            qPrintable(QString::number(page->layout()->totalMinimumHeightForWidth(kWidth))));
        page->setGeometry(0, 0, kWidth, kHeight); // the votes give way, not what may follow
        for (const std::int64_t seen : {100'000, 38'068}) {
            census.seen = seen;
            page->showCensus(census);
            QTRY_COMPARE(next->findChild<VoterList*>()->geometry().bottom(), next->rect().bottom());
            for (const QWidget* bars : next->findChildren<ProbabilityBars*>())
                QVERIFY2(bars->height() >= bars->minimumSizeHint().height(),
                    qPrintable(QString::number(bars->height())));
        }
    }

    void theCursorStaysWhileMoreOfTheCorpusIsRead()
    {
        ContextView view(Task::Text);
        view.resize(200, view.sizeHint().height());
        view.show();
        view.begin(Twin::Sparse);
        view.setContexts(contexts(5));
        view.setFocus();
        QTest::keyClick(&view, Qt::Key_Down);
        QTest::keyClick(&view, Qt::Key_Down);
        QVERIFY(view.cursorWords().contains(QStringLiteral("102")));
        view.setContexts(contexts(12));
        QVERIFY(view.cursorWords().contains(QStringLiteral("102")));
        view.setContexts(contexts(2));
        QVERIFY(view.cursorWords().contains(QStringLiteral("101")));
        view.begin(Twin::Sparse); // another neuron
        view.setContexts(contexts(3));
        QVERIFY(view.cursorWords().contains(QStringLiteral("100")));
    }

    void aPlaceOfTheCorpusIsAskedForByADoubleClickAndByEnter()
    {
        ContextView view(Task::Text);
        view.begin(Twin::Sparse);
        view.setContexts(contexts(12));
        const int row = view.sizeHint().height() / 12;
        view.resize(200, 4 * row); // the rest is scrolled to
        view.show();
        QSignalSpy asked(&view, &ContextView::contextAsked);
        QTest::mouseDClick(&view, Qt::LeftButton, {}, {50, row + row / 2});
        QCOMPARE(asked.takeFirst().front().value<NeuronContext>().place, std::int64_t{101});
        for (int i = 0; i < 6; ++i)
            QTest::keyClick(&view, Qt::Key_Down);
        QTest::keyClick(&view, Qt::Key_Return);
        QCOMPARE(asked.takeFirst().front().value<NeuronContext>().place, std::int64_t{107});
        QTest::mouseMove(&view, {50, row / 2}); // 104 is on top by now
        QTRY_VERIFY(view.toolTip().contains(QStringLiteral("104")));
    }

    void theLifeOfANeuronIsThereWhereARunKeptIt()
    {
        NeuronPage page(Task::Text, {&m_action});
        page.show();
        page.begin(Twin::Sparse, kInspectorPagesGrid, {1, 9});
        NeuronReport report;
        auto* life = page.findChild<LifeCurve*>();
        page.showReport(report, 200);
        QVERIFY(life->isHidden());
        report.life = {{0, 0.125}, {100, 0.5}, {200, 0.25}};
        page.showReport(report, 200);
        QVERIFY(life->isVisible());
        QCOMPARE(life->cursorWords(), QStringLiteral("step 200: 25.00\u00a0%"));
        life->setFocus();
        QTest::keyClick(life, Qt::Key_Left);
        QCOMPARE(life->cursorWords(), QStringLiteral("step 100: 50.00\u00a0%"));
        QVERIFY(life->pictureWords().contains(QStringLiteral("3 evaluations")));
        page.begin(Twin::Sparse, kInspectorPagesGrid, {0, 1}); // nothing is known of this one yet
        QVERIFY(life->isHidden());
    }

    void rivalsAreInTheColourOfTheStageThereIs()
    {
        NeuronPage page(Task::Text, {&m_action});
        page.show();
        page.begin(Twin::Sparse, kInspectorPagesGrid, {1, 9});
        NeuronReport report;
        report.biography.emplace();
        report.biography->rivals = {{{1, 11}, 5}};
        page.showReport(report, 0);
        const auto* rivals = page.findChild<QLabel*>(QStringLiteral("neuronRivals"));
        QVERIFY(rivals->text().contains(Stage::usual().sparse.bright.name()));
        applyTheme(*qApp, ThemeChoice::Contrast);
        QTRY_VERIFY(rivals->text().contains(Stage::highContrast().sparse.bright.name()));
        QVERIFY(rivals->text().contains(QStringLiteral("N03")));
    }

    void aTableIsAsHighAsItsRowsInEveryZoom()
    {
        QWidget window;
        QTableWidget* table
            = newQuietTable({QStringLiteral("layer"), QStringLiteral("never lit")}, &window);
        table->setRowCount(6);
        for (int row = 0; row < 6; ++row)
            table->setItem(row, 0, new QTableWidgetItem(QStringLiteral("layer %1").arg(row)));
        window.show();
        const auto needed = [&] {
            return table->verticalHeader()->length() + table->horizontalHeader()->height();
        };
        const auto isHighEnough = [&] {
            return table->sizeHint().height() >= needed()
                && table->rowHeight(5) >= table->fontMetrics().height();
        };
        QTRY_VERIFY(isHighEnough());
        const int before = needed();
        applyTheme(*qApp, ThemeChoice::Dark, 200);
        QTRY_VERIFY(needed() > before && isHighEnough());
    }

    void aComparisonDimsNothingUntilANumberIsClicked()
    {
        ComparisonPage page;
        page.resize(240, 500);
        page.show();
        page.showFirst(Twin::Sparse, QStringLiteral("here"), QStringLiteral("draw another one"));
        LayerComparison layer;
        layer.onlyFirst = {1, 9};
        layer.both = {17};
        QSignalSpy lit(&page, &ComparisonPage::highlighted);
        page.showPair(Twin::Sparse, kInspectorPagesGrid, QStringLiteral("here"),
            QStringLiteral("there"), {layer, layer}, false);
        const auto last = [&] { return lit.last().front().value<std::vector<NeuronAddress>>(); };
        QVERIFY(last().empty());
        auto* table = page.findChild<QTableWidget*>();
        table->setFocus();
        table->setCurrentCell(1, 1);
        QTest::keyClick(table, Qt::Key_Return);
        QCOMPARE(last(), (std::vector<NeuronAddress>{{1, 1}, {1, 9}}));
        QTest::keyClick(table, Qt::Key_Return); // no more
        QVERIFY(last().empty());
    }

    void aCharacterIsToldWithItsSurpriseItsRivalsAndItsClosestDecisions()
    {
        TokenPage page(&m_action);
        page.show();
        std::vector<GeneratedToken> text{token(0, U'a'), token(1, U'b')};
        text[0].next = {{2, 0.6F}, {1, 0.4F}};
        text[1].probability = 0.25F;
        text[1].firing.layers.resize(2);
        text[1].firing.layers[0].decisions = {{1, 2, 0.9F, 0.05F, 3}, {9, 8, 0.34F, 0.33F, 0.1F}};
        text[1].firing.layers[1].decisions = {{3, 4, 0.5F, 0.3F, 0.5F}};
        const TokenPage::Model model{Twin::Sparse, kInspectorPagesGrid, {U'a', U'b', U'\n'}};
        page.showToken(model, text[1], tokenReport(text, 1), Provenance::Recomputed);
        const auto said = [&](const char* name) {
            return page.findChild<QLabel*>(QLatin1String(name))->text();
        };
        QVERIFY(said("shownCharacter").endsWith(QStringLiteral("b")));
        QVERIFY(said("characterProbability").contains(QStringLiteral("25")));
        QVERIFY(said("characterSurprise").contains(decimalText(1.386, 2)));
        QVERIFY(said("characterDecisions").contains(QStringLiteral("1 of them a toss-up")));
        const QString closest = said("closestDecisions");
        QVERIFY(closest.indexOf(QStringLiteral("L0.G01.N01")) >= 0
            && closest.indexOf(QStringLiteral("L0.G01.N01"))
                < closest.indexOf(QStringLiteral("L1.G00.N03")));
        const auto bars = page.findChildren<ProbabilityBars*>();
        QCOMPARE(bars.front()->rows().size(), std::size_t{2});
        QVERIFY(bars.front()->rows()[1].emphasised && bars.back()->isHidden());
        QSignalSpy asked(&page, &TokenPage::neuronAsked);
        Q_EMIT page.findChild<QLabel*>(QStringLiteral("closestDecisions"))
            ->linkActivated(QStringLiteral("0"));
        QCOMPARE(asked.takeFirst().front().value<NeuronAddress>(), (NeuronAddress{0, 9}));

        page.showToken(model, text[0], tokenReport(text, 0), Provenance::Measured);
        QCOMPARE(said("characterProbability"), missingText()); // nothing stood before it
        QVERIFY(page.findChild<QLabel*>(QStringLiteral("closestDecisions"))->isHidden());
    }

    void whatIsKeptIsScrolledTo()
    {
        Workbench workbench;
        QTemporaryDir folder;
        QVERIFY(test::openModels(workbench, folder, {test::smallDigits(Routing::Gated)}));
        QScrollArea area;
        auto* place = new QWidget;
        place->resize(280, 1600);
        area.setWidget(place);
        Inspector inspector(workbench, Task::Digits, place);
        inspector.setGeometry(0, 900, 240, 660);
        area.resize(300, 300);
        area.show();
        inspector.keep(Twin::Sparse, {0, 32});
        const auto top = [&] { return inspector.mapTo(area.viewport(), QPoint()).y(); };
        QTRY_VERIFY(top() >= 0 && top() < 150);
    }

    void digitsShowTheirDrawing()
    {
        Workbench workbench;
        QTemporaryDir folder;
        QVERIFY(test::openModels(workbench, folder,
            {test::smallDigits(Routing::Gated), test::smallDigits(Routing::Dense)}));
        Inspector inspector(workbench, Task::Digits);
        inspector.resize(240, 660);
        inspector.show();
        DigitResult result;
        DigitAnswer answer;
        answer.twin = Twin::Sparse;
        answer.firing.layers.resize(1);
        for (int group = 0; group < 8; ++group) {
            answer.firing.layers[0].neurons.push_back(static_cast<std::uint16_t>(group * 10 + 2));
            answer.firing.layers[0].values.push_back(static_cast<float>(group));
        }
        result.answers = {answer};
        inspector.showDrawing(&result);
        inspector.keep(Twin::Sparse, {0, 32});
        QVERIFY(inspector.findChild<QLabel*>(QStringLiteral("neuronState"))
                    ->text()
                    .contains(QStringLiteral("value 3")));
        const auto* curve = inspector.findChild<NeuronCurve*>(); // over the drawings shown
        QCOMPARE(curve->values(), std::vector<float>({3}));
        result.picture[5] = 200;
        result.answers[0].firing.layers[0].neurons[3] = 35; // another one of its group
        inspector.showDrawing(&result);
        QCOMPARE(curve->values(), std::vector<float>({3, 0}));
        inspector.showDrawing(&result); // asked about again, as after surgery
        QCOMPARE(curve->values(), std::vector<float>({3, 0}));
        auto* likelier = inspector.findChild<QLabel*>(QStringLiteral("makesLikelier"));
        QTRY_VERIFY(!likelier->text().isEmpty());
        inspector.showDrawing(nullptr);
        QCOMPARE(
            inspector.findChild<QLabel*>(QStringLiteral("neuronState"))->text(), missingText());
    }
};

GLOWWORM_TEST(TestInspectorPages)
#include "tst_inspector_pages.moc"
