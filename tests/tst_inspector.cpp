// SPDX-License-Identifier: GPL-3.0-or-later
// The inspector beside two boards, driven as the panels drive it: small untrained models, and a
// text that they wrote.
#include "ui/inspector/inspector.h"

#include "model/neurons/census.h"
#include "support/data_folder.h"
#include "support/run_test.h"
#include "support/small_models.h"
#include "ui/inspector/census_page.h"
#include "ui/inspector/comparison_page.h"
#include "ui/inspector/context_view.h"
#include "ui/inspector/neuron_curve.h"
#include "ui/inspector/share_bars.h"
#include "ui/inspector/token_page.h"
#include "ui/session/generation.h"
#include "ui/session/inspection.h"
#include "ui/session/library.h"
#include "ui/session/workbench.h"
#include "ui/widgets/switchboard.h"
#include "ui/widgets/value_label.h"

#include <QLabel>
#include <QSignalSpy>
#include <QTableWidget>
#include <QToolButton>

using namespace glowworm;

class TestInspector : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void hoverPreviewsClickKeepsEscLetsGo();
    void stateSharesAndValueAreTheRecords();
    void aDarkNeuronIsToldWhatItLacked();
    void curveIsTheValueAtEveryTokenAndAClickJumps();
    void biographyIsOfTheOpenText();
    void withoutATextTheReasonIsSaid();
    void censusIsShownWhileNothingIsPicked();
    void aClickInTheCensusLightsThoseNeurons();
    void twoTokensAreCompared();
    void aClickedCharacterIsShownUntilItIsLetGo();
    void aTextOfAnotherModelIsNoReasonToForgetTheCensus();
    void aModelThatGoesTakesItsNeuronAlong();
    void everyPageIsAsWide();
    void aRunningTextIsFollowedSlowly();
    void buttonsAreTabStops();

private:
    template <class T> T* find(const char* name) const
    {
        auto* found = m_inspector->findChild<T*>(QLatin1String(name));
        Q_ASSERT(found);
        return found;
    }
    template <class T> T* find() const { return m_inspector->findChild<T*>(); }
    QString text(const char* name) const { return find<QLabel>(name)->text(); }
    Inspection& inspection() const { return m_workbench->inspection(); }
    bool write()
    {
        for (auto& tokens : m_texts)
            tokens.clear();
        m_inspector->showToken(-1);
        SampleConfig sample;
        sample.tokens = 40;
        sample.seed = 3;
        m_workbench->generation().start(sample, QStringLiteral("ROMEO:"), true, true, 0);
        const bool done = QTest::qWaitFor([this] { return !m_workbench->generation().running(); });
        show(20);
        return done && m_texts[0].size() > 40;
    }
    void show(int token)
    {
        m_token = token;
        for (const Twin twin : {Twin::Sparse, Twin::Dense})
            board(twin).setFiring(tokens(twin)[static_cast<std::size_t>(token)].firing);
        m_inspector->showToken(token);
    }
    Switchboard& board(Twin twin) const { return *m_boards[static_cast<std::size_t>(twin)]; }
    std::vector<GeneratedToken>& tokens(Twin twin)
    {
        return m_texts[static_cast<std::size_t>(twin)];
    }
    const LayerFiring& layer(int index)
    {
        return tokens(Twin::Sparse)[static_cast<std::size_t>(m_token)]
            .firing.layers[static_cast<std::size_t>(index)];
    }
    void openText()
    {
        m_workbench->library().openText(m_file);
        QTRY_VERIFY(m_workbench->library().data().text != nullptr);
    }

    QTemporaryDir m_folder, m_cache;
    QString m_file;
    std::vector<ModelState> m_pair;
    std::unique_ptr<Workbench> m_workbench;
    std::unique_ptr<QWidget> m_window;
    std::array<Switchboard*, 2> m_boards{};
    Inspector* m_inspector = nullptr;
    std::array<std::vector<GeneratedToken>, 2> m_texts;
    int m_token = -1;
};

void TestInspector::initTestCase()
{
    qputenv("XDG_CACHE_HOME", m_cache.path().toUtf8());
    m_pair = {test::smallText(Routing::Gated), test::smallText(Routing::Dense)};
    m_file = m_folder.filePath(QStringLiteral("glow.txt"));
    QFile file(m_file);
    QVERIFY(file.open(QIODevice::WriteOnly));
    for (int i = 0; i < 400; ++i)
        file.write("ROMEO: a MORE\nbe CROME ecco bema\n");
}

void TestInspector::init()
{
    m_workbench = std::make_unique<Workbench>();
    m_window = std::make_unique<QWidget>();
    m_inspector = new Inspector(*m_workbench, Task::Text, m_window.get());
    m_inspector->setGeometry(0, 0, 240, 660);
    connect(&m_workbench->generation(), &Generation::updated, m_inspector,
        [this](const GenerationUpdate& update) {
            for (const GeneratedToken& token : update.tokens)
                tokens(token.twin).push_back(token);
        });
    for (const Twin twin : {Twin::Sparse, Twin::Dense}) {
        auto* board = m_boards[static_cast<std::size_t>(twin)] = new Switchboard(m_window.get());
        board->setGeometry(250, twin == Twin::Sparse ? 0 : 330, 600, 320);
        m_inspector->setText(twin, tokens(twin));
        m_inspector->attach(twin, *board);
    }
    m_window->resize(900, 660);
    m_window->show();
    QVERIFY(test::openModels(*m_workbench, m_folder, m_pair));
    for (const Twin twin : {Twin::Sparse, Twin::Dense})
        board(twin).setShape(boardShapeOf(m_pair[static_cast<std::size_t>(twin)].config));
    QVERIFY(write());
}

void TestInspector::cleanup()
{
    m_window.reset();
    m_workbench.reset();
}

void TestInspector::hoverPreviewsClickKeepsEscLetsGo()
{
    const NeuronAddress first{0, layer(0).neurons[1]}, second{1, layer(1).neurons[2]};
    QSignalSpy kept(m_inspector, &Inspector::keptChanged);
    Q_EMIT board(Twin::Sparse).hovered(first);
    QVERIFY(find<QLabel>("neuronAddress")->isVisible());
    QCOMPARE(find<QLabel>("neuronAddress")->accessibleName(),
        QString::fromStdString(addressText(inspection().grid(Task::Text, Twin::Sparse), first)));
    QVERIFY(!m_inspector->kept(Twin::Sparse));

    QTest::mouseClick(
        &board(Twin::Sparse), Qt::LeftButton, {}, board(Twin::Sparse).cellRect(first).center());
    QCOMPARE(m_inspector->kept(Twin::Sparse), std::optional(first));
    QVERIFY(kept.count() > 0);
    Q_EMIT board(Twin::Sparse).hovered(second);
    QVERIFY(find<QLabel>("neuronAddress")->accessibleName().startsWith(QStringLiteral("L1")));
    Q_EMIT board(Twin::Sparse).hovered(std::nullopt);
    QVERIFY(find<QLabel>("neuronAddress")->accessibleName().startsWith(QStringLiteral("L0")));

    find<QToolButton>("switchOff")->setFocus();
    QTest::keyClick(
        m_inspector->focusWidget() ? m_inspector->focusWidget() : m_inspector, Qt::Key_Escape);
    QVERIFY(!m_inspector->kept(Twin::Sparse));
    QVERIFY(find<CensusPage>()->isVisible());
}

void TestInspector::stateSharesAndValueAreTheRecords()
{
    for (std::size_t group = 0; group < layer(0).neurons.size(); ++group) {
        m_inspector->keep(Twin::Sparse, {0, layer(0).neurons[group]});
        const float value = layer(0).values[group];
        const QString state = text("neuronState");
        QVERIFY2(value > 0 ? state.contains(numberText(static_cast<double>(value)))
                           : state.startsWith(QStringLiteral("chosen")),
            qPrintable(state));
        const Decision& made = layer(0).decisions.at(group);
        QCOMPARE(find<ShareBars>()->chosen()->most, static_cast<double>(made.probability));
        QVERIFY(std::abs(find<ShareBars>()->other()->most - double{made.rivalProbability}) < 1e-6);
    }
}

void TestInspector::aDarkNeuronIsToldWhatItLacked()
{
    const int winner = layer(0).neurons[0], rival = layer(0).decisions[0].rival;
    int other = 0;
    while (other == winner || other == rival)
        ++other;
    m_inspector->keep(Twin::Sparse, {0, other});
    const QString said = QStringLiteral("not chosen: N%1 won").arg(winner, 2, 10, QLatin1Char('0'));
    QCOMPARE(text("neuronState"), said);
    QVERIFY(find<QLabel>("neuronShares")->isHidden()); // no more than that is known
    QTRY_VERIFY(text("neuronShares").contains(QStringLiteral("logits more"))); // read again
    QVERIFY(!find<QLabel>("neuronShares")->isHidden());
}

void TestInspector::curveIsTheValueAtEveryTokenAndAClickJumps()
{
    const int neuron = layer(0).neurons[3];
    m_inspector->keep(Twin::Sparse, {0, neuron});
    const auto& values = find<NeuronCurve>()->values();
    QCOMPARE(values.size(), tokens(Twin::Sparse).size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        const LayerFiring& fired = tokens(Twin::Sparse)[i].firing.layers[0];
        const auto found = std::ranges::find(fired.neurons, neuron);
        QCOMPARE(values[i],
            found == fired.neurons.end()
                ? 0.0F
                : fired.values[static_cast<std::size_t>(found - fired.neurons.begin())]);
    }
    QSignalSpy asked(m_inspector, &Inspector::tokenAsked);
    QTest::mouseClick(find<NeuronCurve>(), Qt::LeftButton, {}, {1, 10});
    QCOMPARE(asked.takeFirst().front().toInt(), 0);
    find<NeuronCurve>()->setFocus();
    QTest::keyClick(find<NeuronCurve>(), Qt::Key_Right);
    QCOMPARE(asked.takeFirst().front().toInt(), m_token + 1);
}

void TestInspector::biographyIsOfTheOpenText()
{
    openText();
    m_inspector->keep(Twin::Sparse, {0, layer(0).neurons[0]});
    QTRY_VERIFY(text("neuronRate").startsWith(QStringLiteral("chosen for")));
    QTRY_VERIFY(text("neuronCorpus").contains(QStringLiteral("glow.txt")));
    QTRY_VERIFY(!text("neuronCorpus").contains(QStringLiteral("so far"))); // all of it
    QVERIFY(!find<ContextView>()->contexts().empty());
    QVERIFY(!text("makesLikelier").isEmpty());
    QVERIFY(find<QLabel>("makesLikelier")->whatsThis().contains(QStringLiteral("W_head")));
    QVERIFY(text("groupUsage").endsWith(QStringLiteral("of this column are used")));
}

void TestInspector::withoutATextTheReasonIsSaid()
{
    m_inspector->keep(Twin::Sparse, {0, 0});
    QTRY_VERIFY(!find<QLabel>("neuronCorpus")->text().isEmpty()
        && find<QLabel>("neuronCorpus")->text() != QStringLiteral("being read"));
    QCOMPARE(text("neuronRate"), missingText());
    QTRY_VERIFY(!text("makesLikelier").isEmpty()); // needs no text
}

void TestInspector::censusIsShownWhileNothingIsPicked()
{
    openText();
    QTRY_VERIFY(find<CensusPage>()->census() && find<CensusPage>()->census()->complete());
    const NeuronCensus& census = *find<CensusPage>()->census();
    auto* table = find<QTableWidget>("census");
    QVERIFY(table->isVisible());
    QCOMPARE(table->rowCount(), census.grid.layers);
    int dead = 0;
    for (const GroupCensus& group : census.groups)
        dead += group.layer == 0 ? group.dead : 0;
    QCOMPARE(table->item(0, 1)->text(), countText(dead));
    const Surgery off{.disabled = {{0, 1}}, .forced = {}}; // does not make it another model
    inspection().operate(Task::Text, Twin::Sparse, off, QStringLiteral("switch off"));
    QTRY_COMPARE(m_workbench->library().model(Task::Text, Twin::Sparse)->surgery, off);
    Q_EMIT m_workbench->library().dataChanged(); // pictures were opened
    QVERIFY(find<CensusPage>()->census());
}

void TestInspector::aClickInTheCensusLightsThoseNeurons()
{
    openText();
    QTRY_VERIFY(find<CensusPage>()->census() && find<CensusPage>()->census()->complete());
    const std::vector<NeuronAddress> dead
        = neuronsUsed(*find<CensusPage>()->census(), Usage::Dead, 1);
    QVERIFY(!dead.empty());
    QSignalSpy lit(m_inspector, &Inspector::highlighted);
    auto* table = find<QTableWidget>("census");
    QTest::mouseClick(
        table->viewport(), Qt::LeftButton, {}, table->visualItemRect(table->item(1, 1)).center());
    QVERIFY(!lit.isEmpty());
    QCOMPARE(lit.last().at(1).value<std::vector<NeuronAddress>>(), dead);
    QVERIFY(m_inspector->letGo());
    QVERIFY(lit.last().at(1).value<std::vector<NeuronAddress>>().empty());
    QVERIFY(!m_inspector->letGo());
}

void TestInspector::twoTokensAreCompared()
{
    const FiringRecord first = tokens(Twin::Sparse)[20].firing;
    m_inspector->keep(Twin::Sparse, {0, layer(0).neurons[0]});
    QTest::mouseClick(find<QToolButton>("pinAndCompare"), Qt::LeftButton);
    QVERIFY(find<ComparisonPage>()->isVisible());
    show(25);
    const auto& layers = find<ComparisonPage>()->layers();
    const auto expected = comparisonOf(first, tokens(Twin::Sparse)[25].firing);
    QCOMPARE(layers.size(), expected.size());
    for (std::size_t i = 0; i < layers.size(); ++i) {
        QCOMPARE(layers[i].onlyFirst, expected[i].onlyFirst);
        QCOMPARE(layers[i].both, expected[i].both);
        QCOMPARE(layers[i].onlySecond, expected[i].onlySecond);
    }
    QTest::mouseClick(find<QToolButton>("pinSecond"), Qt::LeftButton);
    show(20); // B stays
    QCOMPARE(find<ComparisonPage>()->layers()[0].onlyFirst, expected[0].onlyFirst);
    QTest::mouseClick(find<QToolButton>("pinSecond"), Qt::LeftButton);
    QVERIFY(find<ComparisonPage>()->layers().empty()); // at A there is no B
    QTest::mouseClick(find<QToolButton>("endComparison"), Qt::LeftButton);
    QVERIFY(find<CensusPage>()->isVisible());
}

void TestInspector::aClickedCharacterIsShownUntilItIsLetGo()
{
    m_inspector->keepToken(Twin::Sparse);
    QVERIFY(find<TokenPage>()->isVisible());
    const GeneratedToken& token = tokens(Twin::Sparse)[20];
    QVERIFY(
        text("characterSurprise").contains(decimalText(static_cast<double>(*token.surprise()), 2)));
    show(25);
    QVERIFY(text("shownCharacter").contains(QStringLiteral("25")));
    QTest::mouseClick(find<QToolButton>("compareToken"), Qt::LeftButton);
    QSignalSpy compared(m_inspector, &Inspector::compared);
    show(30);
    QCOMPARE(compared.last().at(1).value<std::vector<LayerComparison>>().size(), std::size_t{2});
    QVERIFY(m_inspector->letGo()); // of the comparison
    QVERIFY(compared.last().at(1).value<std::vector<LayerComparison>>().empty());
    QVERIFY(find<TokenPage>()->isVisible() && m_inspector->letGo());
    QVERIFY(find<CensusPage>()->isVisible() && !m_inspector->letGo());
}

void TestInspector::aTextOfAnotherModelIsNoReasonToForgetTheCensus()
{
    openText();
    const auto wrote = m_workbench->generation().writer(Twin::Sparse)->state;
    for (const Twin twin : {Twin::Sparse, Twin::Dense}) // the same ones again
        m_workbench->library().open({m_workbench->library().modelFile(Task::Text, twin)});
    QTRY_VERIFY(m_workbench->library().model(Task::Text, Twin::Sparse)->state != wrote);
    QTRY_VERIFY(find<CensusPage>()->census() && find<CensusPage>()->census()->complete());
    Q_EMIT board(Twin::Sparse).hovered(NeuronAddress{0, 1});
    QVERIFY(find<QLabel>("inspectorNotice")->isHidden());
    m_inspector->keep(Twin::Sparse, {0, 1});
    QVERIFY(find<CensusPage>()->census() && find<QLabel>("inspectorNotice")->isVisible());
}

void TestInspector::aModelThatGoesTakesItsNeuronAlong()
{
    const NeuronGrid grid = inspection().grid(Task::Text, Twin::Sparse);
    m_inspector->keep(Twin::Sparse, {grid.layers - 1, grid.neurons() - 1});
    ModelState smaller = test::smallText(Routing::Gated);
    RunConfig config = test::tinyConfig(
        Task::Text, Routing::Gated, {.context = test::kTextContext, .neurons = 24, .groups = 6});
    config.model.vocabSize = static_cast<int>(smaller.vocabulary.size());
    QVERIFY(test::openModels(*m_workbench, m_folder, {initialState(config, smaller.vocabulary)}));
    QTRY_VERIFY(!m_inspector->kept(Twin::Sparse));
}

/// Nothing beside it moves when another page is shown.
void TestInspector::everyPageIsAsWide()
{
    const int width = m_inspector->minimumSizeHint().width();
    m_inspector->keepToken(Twin::Sparse);
    QCOMPARE(m_inspector->minimumSizeHint().width(), width);
    m_inspector->keep(Twin::Sparse, {0, layer(0).neurons[0]});
    QTRY_VERIFY(!text("makesLikelier").isEmpty());
    QCOMPARE(m_inspector->minimumSizeHint().width(), width);
    QTest::mouseClick(find<QToolButton>("pinAndCompare"), Qt::LeftButton);
    show(25);
    QCOMPARE(m_inspector->minimumSizeHint().width(), width);
}

/// A page is for reading: what comes too soon waits.
void TestInspector::aRunningTextIsFollowedSlowly()
{
    m_inspector->keepToken(Twin::Sparse);
    m_workbench->generation().start({}, QStringLiteral("ROMEO:"), true, true, 1);
    show(5);
    show(7);
    QVERIFY(text("shownCharacter").contains(QStringLiteral("5")));
    QTRY_VERIFY(text("shownCharacter").contains(QStringLiteral("7")));
    m_inspector->keep(Twin::Sparse, {0, 0}); // but never beside a board of another token
    for (const int token : {8, 9, 10, 11}) {
        show(token);
        const int won = layer(0).neurons[0];
        const QString name = QStringLiteral("N%1 won").arg(won, 2, 10, QLatin1Char('0'));
        QVERIFY(text("neuronState").contains(won == 0 ? QStringLiteral("chosen now") : name));
    }
    m_workbench->generation().stop();
}

void TestInspector::buttonsAreTabStops()
{
    m_inspector->keep(Twin::Sparse, {0, layer(0).neurons[0]});
    for (const char* name : {"switchOff", "alwaysChoose", "pinGroup", "pinAndCompare", "letGo"})
        QVERIFY2(find<QToolButton>(name)->focusPolicy() & Qt::TabFocus, name);
}

GLOWWORM_TEST(TestInspector)
#include "tst_inspector.moc"
