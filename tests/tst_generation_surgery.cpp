// SPDX-License-Identifier: GPL-3.0-or-later
// From a light of the Generation panel to what it is, and to a text without it; and from a
// character to a text with another one: by clicks and keys over a real workbench with small
// untrained models.
#include "support/run_test.h"
#include "support/writing_stage.h"
#include "ui/generation/surprise_track.h"
#include "ui/inspector/inspector.h"
#include "ui/inspector/neuron_curve.h"
#include "ui/session/inspection.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/message_bar.h"

#include <QAction>
#include <QContextMenuEvent>
#include <QLabel>
#include <QMenu>
#include <QSignalSpy>
#include <QToolButton>
#include <QUndoStack>

#include <string>

using namespace glowworm;

class TestGenerationSurgery : public QObject, private test::WritingStage {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void aClickedLightIsInspectedAndFollowsTheToken();
    void enterKeepsWhatTheCursorIsOn();
    void theCurveGoesToATokenOfTheText();
    void surgeryWritesAgainAndUndoRestoresTheText();
    void surgeryOnAnUnfinishedTextIsComparedWithTheFinishedOne();
    void theStageSaysWhatIsCompared();
    void theMenuOfACellOffersSurgery();
    void aPinnedGroupChoosesWhatItChose();
    void aDoubleClickTypesAndBothModelsGoOn();
    void penMenuAndInspectorAskForATextToo();
    void ctrlZBringsTheTextBack();
    void whatWasTypedStaysUnderSurgery();
    void enterTypesAndEscLeavesAllAsItWas();
    void charactersOfThePromptAreReplacedInIt();
    void stopLetsGoOnceNothingRuns();
    void theCommandLineRepeatsTheSurgery();

private:
    Inspector& inspector() const { return *m_panel->findChild<Inspector*>(); }
    Inspection& inspection() const { return m_workbench->inspection(); }
    NeuronAddress fired(int layer, int group) const
    {
        const auto& token
            = writer("sparseText")->tokens().at(static_cast<std::size_t>(m_panel->pickedToken()));
        return {layer,
            token.firing.layers[static_cast<std::size_t>(layer)]
                .neurons[static_cast<std::size_t>(group)]};
    }
    std::u32string written(const char* text) const
    {
        std::u32string all;
        for (const GeneratedToken& token : writer(text)->tokens())
            all += token.character;
        return all;
    }
    /// Waits until a text that was written because of surgery is there.
    bool writtenAgain(const QSignalSpy& started, int times) const
    {
        return QTest::qWaitFor([&] { return started.count() == times; }) && finish();
    }

    QTemporaryDir m_cache;
};

void TestGenerationSurgery::initTestCase() { qputenv("XDG_CACHE_HOME", m_cache.path().toUtf8()); }

void TestGenerationSurgery::init()
{
    raise();
    QVERIFY(open());
    generate(QStringLiteral("ROMEO:"), 30);
    inspection().edits(Task::Text).clear(); // its prompt and length
}

void TestGenerationSurgery::cleanup() { lower(); }

void TestGenerationSurgery::aClickedLightIsInspectedAndFollowsTheToken()
{
    const NeuronAddress neuron = fired(0, 1);
    Switchboard& sparse = board("sparseText");
    QTest::mouseClick(&sparse, Qt::LeftButton, {}, sparse.cellRect(neuron).center());
    QCOMPARE(inspector().kept(Twin::Sparse), std::optional(neuron));
    const auto& values = m_panel->findChild<NeuronCurve*>()->values();
    QCOMPARE(values.size(), writer("sparseText")->tokens().size());
    QTest::keyClick(&sparse, Qt::Key_Comma);
    QTRY_VERIFY(m_panel->findChild<NeuronCurve*>()->cursorWords().contains(
        QString::number(m_panel->pickedToken())));
}

void TestGenerationSurgery::enterKeepsWhatTheCursorIsOn()
{
    Switchboard& sparse = board("sparseText");
    sparse.setFocus();
    sparse.setCursorCell(fired(1, 2));
    QTest::keyClick(&sparse, Qt::Key_Return);
    QCOMPARE(inspector().kept(Twin::Sparse), std::optional(fired(1, 2)));
}

void TestGenerationSurgery::theCurveGoesToATokenOfTheText()
{
    inspector().keep(Twin::Sparse, fired(0, 0));
    auto* curve = m_panel->findChild<NeuronCurve*>();
    QTest::mouseClick(curve, Qt::LeftButton, {}, {1, 5});
    QCOMPARE(m_panel->pickedToken(), 0);
}

void TestGenerationSurgery::surgeryWritesAgainAndUndoRestoresTheText()
{
    const std::u32string before = written("sparseText"), twin = written("denseText");
    QSignalSpy started(&m_workbench->generation(), &Generation::started);
    // One after the other, until the text is another one.
    int times = 0;
    for (int group = 0; group < 6 && written("sparseText") == before; ++group) {
        inspector().keep(Twin::Sparse, fired(0, group));
        QTest::mouseClick(find<QToolButton>("switchOff"), Qt::LeftButton);
        QVERIFY(writtenAgain(started, ++times));
    }
    QVERIFY(find<QWidget>("surgery")->isVisible());
    QTRY_COMPARE(
        m_panel->findChild<NeuronCurve*>()->pictureWords(), QStringLiteral("switched off"));
    QVERIFY(find<QLabel>("surgeryEdits")->text().startsWith(QStringLiteral("Off: L0.G0")));
    const std::u32string after = written("sparseText");
    QVERIFY(after != before);
    QCOMPARE(written("denseText"), twin);
    const auto parts = std::ranges::mismatch(before, after);
    QCOMPARE(writer("sparseText")->text().firstDifference(),
        static_cast<int>(parts.in1 - before.begin()));
    QCOMPARE(writer("denseText")->text().firstDifference(), -1);
    for (const GeneratedToken& token : writer("sparseText")->tokens())
        for (const NeuronAddress off : inspection().surgery(Task::Text, Twin::Sparse).disabled)
            QVERIFY(!std::ranges::count(token.firing.layers[0].neurons, off.neuron));

    while (inspection().edits(Task::Text).canUndo()) {
        QTest::mouseClick(find<QToolButton>("undoSurgery"), Qt::LeftButton);
        QVERIFY(writtenAgain(started, ++times));
    }
    QCOMPARE(written("sparseText"), before);
    QVERIFY(find<QWidget>("surgery")->isHidden());
}

void TestGenerationSurgery::surgeryOnAnUnfinishedTextIsComparedWithTheFinishedOne()
{
    const std::u32string before = written("sparseText");
    QUndoStack& edits = inspection().edits(Task::Text);
    Switchboard& sparse = board("sparseText");
    QSignalSpy started(&m_workbench->generation(), &Generation::started);
    for (int group = 0; group < 6 && written("sparseText") == before; ++group) {
        const NeuronAddress neuron = fired(0, group);
        QTest::mouseClick(&sparse, Qt::LeftButton, {}, sparse.cellRect(neuron).center());
        QTest::mouseClick(find<QToolButton>("switchOff"), Qt::LeftButton);
        QVERIFY(writtenAgain(started, group + 1));
        QCOMPARE(sparse.cursorCell(), neuron); // it stays where it was
    }
    const std::u32string after = written("sparseText");
    QVERIFY(after != before);
    edits.setIndex(0); // without it the text has only begun
    edits.setIndex(edits.count());
    QVERIFY(finish());
    QCOMPARE(written("sparseText"), after);
    const auto place = static_cast<int>(std::ranges::mismatch(before, after).in1 - before.begin());
    QCOMPARE(writer("sparseText")->text().firstDifference(), place);
    const auto notes = writer("sparseText")->findChildren<ElidedLabel*>();
    QCOMPARE(notes.front()->text(), QStringLiteral("other from %1 on").arg(place));
    QVERIFY(notes.front()->toolTip().endsWith( // how it went on before
        QString::fromUcs4(before.data() + place, static_cast<qsizetype>(before.size()) - place)));
}

void TestGenerationSurgery::theStageSaysWhatIsCompared()
{
    const auto said = [this] { return find<QLabel>("stageSentence")->text(); };
    inspector().keep(Twin::Sparse, fired(0, 0));
    const FiringRecord first = writer("sparseText")->tokens().back().firing;
    QTest::mouseClick(find<QToolButton>("pinAndCompare"), Qt::LeftButton);
    QTest::keyClick(&board("sparseText"), Qt::Key_Comma);
    QTRY_VERIFY2(said().contains(QStringLiteral("B: ")), qPrintable(said()));
    std::size_t common = 0;
    const auto& second = writer("sparseText")->tokens()[34].firing;
    for (const LayerComparison& layer : comparisonOf(first, second))
        common += layer.both.size();
    QCOMPARE(find<QLabel>("litNeurons")->text(), QString::number(common));
    generate(QStringLiteral("a"), 5); // it was of the text before
    QTRY_VERIFY2(!said().contains(QStringLiteral("Esc ends")), qPrintable(said()));
}

void TestGenerationSurgery::theMenuOfACellOffersSurgery()
{
    const NeuronAddress neuron = fired(0, 1);
    Q_EMIT board("sparseText").menuWanted(neuron, {10, 10}, true);
    auto* menu = find<QMenu>("surgeryMenu");
    QCOMPARE(menu->activeAction(), menu->actions().constFirst()); // by key
    QVERIFY(menu->isVisible());
    QCOMPARE(inspector().kept(Twin::Sparse), std::optional(neuron));
    for (QAction* action : menu->actions())
        if (action->objectName() == QStringLiteral("alwaysChoose"))
            action->trigger();
    QCOMPARE(inspection().surgery(Task::Text, Twin::Sparse).forced, std::vector{neuron});
    menu->close();
}

void TestGenerationSurgery::aPinnedGroupChoosesWhatItChose()
{
    const NeuronAddress winner = fired(0, 0);
    QSignalSpy started(&m_workbench->generation(), &Generation::started);
    inspector().keep(Twin::Sparse, {0, winner.neuron == 0 ? 1 : 0}); // a dark one of that group
    QTest::mouseClick(find<QToolButton>("pinGroup"), Qt::LeftButton);
    QCOMPARE(inspection().surgery(Task::Text, Twin::Sparse).forced, std::vector{winner});
    QVERIFY(writtenAgain(started, 1));
    for (const GeneratedToken& token : writer("sparseText")->tokens())
        QCOMPARE(static_cast<int>(token.firing.layers[0].neurons[0]), winner.neuron);
}

void TestGenerationSurgery::aDoubleClickTypesAndBothModelsGoOn()
{
    const std::u32string sparse = written("sparseText");
    const char32_t other = sparse[20] == U'a' ? U'b' : U'a';
    auto* text = find<TokenText>("sparseText");
    QTest::mouseDClick(text->viewport(), Qt::LeftButton, {}, text->tokenRect(20).center());
    auto* typed = find<PromptEdit>("typedText");
    QTRY_VERIFY(typed->isVisible());
    QCOMPARE(typed->prompt(), QString::fromUcs4(&sparse[20], 1)); // selected: typing replaces it
    QTest::keyClicks(typed, QString::fromUcs4(&other, 1) + QStringLiteral("c"));
    QTest::keyClick(typed, Qt::Key_Return);
    QVERIFY(!typed->isVisible());
    QVERIFY(finish());
    const std::u32string begun = sparse.substr(0, 20) + other + U"c";
    for (const char* name : {"sparseText", "denseText"}) {
        QVERIFY(written(name).starts_with(begun));
        QCOMPARE(written(name).size(), std::size_t(22 + 30)); // as many as were asked for
        for (const GeneratedToken& token : writer(name)->tokens()) {
            QCOMPARE(token.typed, token.index == 20 || token.index == 21);
            QCOMPARE(token.fromPrompt, token.index < 6);
        }
    }
    QCOMPARE(m_workbench->generation().tape().track(Twin::Dense)->text().typed,
        (std::vector<std::size_t>{20, 21})); // the tape keeps it
    QVERIFY(find<SurpriseTrack>("timeline")->flagWords().contains(QStringLiteral("typed")));
    const QString said = m_panel->messages().text();
    QVERIFY2(said.contains(QStringLiteral("20")), qPrintable(said));
    QVERIFY(find<QPushButton>("messageAction")->text().contains(QStringLiteral("Ctrl+Z")));
}

void TestGenerationSurgery::penMenuAndInspectorAskForATextToo()
{
    auto* text = find<TokenText>("denseText");
    QTest::mouseClick(text->viewport(), Qt::LeftButton, {}, text->tokenRect(9).center());
    const auto isAsked = [this] {
        auto* typed = find<PromptEdit>("typedText");
        const bool asked = QTest::qWaitFor([&] { return typed->isVisible(); });
        typed->window()->close();
        return asked;
    };
    QTest::mouseClick(find<QToolButton>("edit"), Qt::LeftButton);
    QVERIFY(isAsked());
    QTest::mouseClick(find<QToolButton>("typeHere"), Qt::LeftButton);
    QVERIFY(isAsked());
    QContextMenuEvent menu(QContextMenuEvent::Keyboard, {1, 1}, text->mapToGlobal(QPoint(1, 1)));
    QCoreApplication::sendEvent(text->viewport(), &menu);
    auto* shown = find<QMenu>("textMenu");
    shown->actions().last()->trigger();
    shown->close();
    QVERIFY(isAsked());
    QCOMPARE(m_panel->pickedToken(), 9);
}

void TestGenerationSurgery::ctrlZBringsTheTextBack()
{
    const std::u32string sparse = written("sparseText"), dense = written("denseText");
    QUndoStack& edits = m_workbench->inspection().edits(Task::Text);
    const auto type = [this](int token, const QString& what) {
        for (QTest::keyClick(find<TokenText>("sparseText"), Qt::Key_Home);
             m_panel->pickedToken() < token;)
            QTest::keyClick(&board("sparseText"), Qt::Key_Period);
        QTest::keyClick(&board("sparseText"), Qt::Key_F2);
        auto* typed = find<PromptEdit>("typedText");
        typed->selectAll();
        QTest::keyClicks(typed, what);
        QTest::keyClick(typed, Qt::Key_Return);
        QVERIFY(finish());
    };
    type(15, QStringLiteral("a"));
    const std::u32string once = written("sparseText"), twin = written("denseText");
    type(25, QStringLiteral("b"));
    QVERIFY(written("denseText").starts_with(once.substr(0, 25) + U"b"));
    auto* undo = find<QPushButton>("messageAction"); // of what is said of it
    QVERIFY(undo->isVisible());
    QTest::mouseClick(undo, Qt::LeftButton);
    QVERIFY(finish());
    QCOMPARE(written("sparseText"), once);
    QCOMPARE(written("denseText"), twin);
    QVERIFY(undo->isVisible()); // there is one more
    edits.undo();
    QVERIFY(finish());
    QCOMPARE(written("sparseText"), sparse);
    QCOMPARE(written("denseText"), dense);
    QVERIFY(!edits.canUndo());
    QVERIFY(!undo->isVisible());
    edits.redo();
    QVERIFY(finish());
    QCOMPARE(written("sparseText"), once);
    generate(QStringLiteral("a"), 5); // another text: nothing of that one can come back
    const std::u32string fresh = written("sparseText");
    while (edits.canUndo())
        edits.undo();
    QVERIFY(!m_workbench->generation().running());
    QCOMPARE(written("sparseText"), fresh);
}

void TestGenerationSurgery::whatWasTypedStaysUnderSurgery()
{
    QTest::keyClick(find<TokenText>("sparseText"), Qt::Key_Return); // in place of the newest
    QTest::keyClicks(find<PromptEdit>("typedText"), QStringLiteral("beac"));
    QTest::keyClick(find<PromptEdit>("typedText"), Qt::Key_Return);
    QVERIFY(finish());
    const std::u32string begun = written("sparseText").substr(0, 39);
    QVERIFY(begun.ends_with(U"beac"));
    QSignalSpy started(&m_workbench->generation(), &Generation::started);
    inspector().keep(Twin::Sparse, fired(0, 0));
    QTest::mouseClick(find<QToolButton>("switchOff"), Qt::LeftButton);
    QVERIFY(writtenAgain(started, 1));
    for (const char* name : {"sparseText", "denseText"}) {
        QVERIFY(written(name).starts_with(begun));
        QCOMPARE(written(name).size(), std::size_t(39 + 30));
    }
}

void TestGenerationSurgery::enterTypesAndEscLeavesAllAsItWas()
{
    const std::u32string before = written("denseText");
    QSignalSpy started(&m_workbench->generation(), &Generation::started);
    QTest::keyClick(find<TokenText>("denseText"), Qt::Key_Return); // at the newest one
    auto* typed = find<PromptEdit>("typedText");
    QTRY_VERIFY(typed->isVisible());
    QTest::keyClick(typed, Qt::Key_Escape);
    QVERIFY(!typed->isVisible());
    QCOMPARE(started.count(), 0);
    QCOMPARE(written("denseText"), before);
}

void TestGenerationSurgery::charactersOfThePromptAreReplacedInIt()
{
    auto* text = find<TokenText>("denseText");
    QTest::keyClick(text, Qt::Key_Home);
    QTest::keyClick(text, Qt::Key_Right);
    QTest::keyClick(text, Qt::Key_Return);
    auto* typed = find<PromptEdit>("typedText");
    typed->insertPlainText(QStringLiteral("E\u00e9E")); // one that no model knows is skipped
    QTest::keyClick(typed, Qt::Key_Return);
    QVERIFY(finish());
    QVERIFY(written("sparseText").starts_with(U"REEMEO:"));
    QCOMPARE(written("sparseText").size(), std::size_t(7 + 30));
    QVERIFY(writer("sparseText")->tokens()[6].fromPrompt);
    QVERIFY(!writer("sparseText")->tokens()[7].fromPrompt);
}

void TestGenerationSurgery::stopLetsGoOnceNothingRuns()
{
    inspector().keep(Twin::Sparse, fired(0, 0));
    m_panel->stopMain();
    QVERIFY(!inspector().kept(Twin::Sparse));
}

void TestGenerationSurgery::theCommandLineRepeatsTheSurgery()
{
    QSignalSpy started(&m_workbench->generation(), &Generation::started);
    inspector().keep(Twin::Sparse, fired(0, 0));
    const std::string name = addressText(inspection().grid(Task::Text, Twin::Sparse), fired(0, 0));
    QTest::mouseClick(find<QToolButton>("alwaysChoose"), Qt::LeftButton);
    QVERIFY(writtenAgain(started, 1));
    QVERIFY2(
        m_panel->commandLine().contains(QStringLiteral("--force ") + QString::fromStdString(name)),
        qPrintable(m_panel->commandLine()));
}

GLOWWORM_TEST(TestGenerationSurgery)
#include "tst_generation_surgery.moc"
