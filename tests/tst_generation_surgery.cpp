// SPDX-License-Identifier: GPL-3.0-or-later
// From a light of the Generation panel to what it is, and to a text without it: by clicks and keys
// over a real workbench with small untrained models.
#include "support/writing_stage.h"
#include "ui/inspector/inspector.h"
#include "ui/inspector/neuron_curve.h"
#include "ui/session/inspection.h"

#include <QAction>
#include <QLabel>
#include <QMenu>
#include <QSignalSpy>
#include <QToolButton>

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
    void theMenuOfACellOffersSurgery();
    void aPinnedGroupChoosesWhatItChose();
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
    QVERIFY(m_panel->findChild<NeuronCurve*>()->cursorWords().contains(
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

    while (inspection().edits().canUndo()) {
        QTest::mouseClick(find<QToolButton>("undoSurgery"), Qt::LeftButton);
        QVERIFY(writtenAgain(started, ++times));
    }
    QCOMPARE(written("sparseText"), before);
    QVERIFY(find<QWidget>("surgery")->isHidden());
}

void TestGenerationSurgery::theMenuOfACellOffersSurgery()
{
    const NeuronAddress neuron = fired(0, 1);
    Q_EMIT board("sparseText").menuWanted(neuron, {10, 10});
    auto* menu = find<QMenu>("surgeryMenu");
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

QTEST_MAIN(TestGenerationSurgery)
#include "tst_generation_surgery.moc"
