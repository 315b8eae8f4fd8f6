// SPDX-License-Identifier: GPL-3.0-or-later
// What a person does on the Generation panel is taken back and done again, in one story: by keys,
// clicks and typing over a real workbench with small untrained models.
#include "support/run_test.h"
#include "support/small_benchmarks.h"
#include "support/undo_stage.h"
#include "ui/session/timing.h"

#include <QAbstractButton>
#include <QAction>
#include <QContextMenuEvent>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>

#include <array>
#include <functional>
#include <string>

using namespace glowworm;

class TestGenerationUndo : public QObject, private test::UndoStage {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qputenv("XDG_CACHE_HOME", m_cache.path().toUtf8()); }
    void init() { begin(); }
    void cleanup() { lower(); }

    void typedLettersAreOneEdit();
    void keysInThePromptAndInABoxAreThePanels();
    void theMenuOfThePromptHasThePanelsUndo();
    void whatIsBeingTypedIntoABoxIsLeftAlone();
    void everyControlIsTakenBack_data();
    void everyControlIsTakenBack();
    void stepsOfOneFieldAreOneEditAndBackAgainIsNone();
    void aLoneTextKeepsWhichBoardIsLarge();
    void whatNobodyDidIsNoEdit();
    void aTextComesBackAsLongAsItWas();
    void aTimingHoldsBackOnlyWhatPacksOrWrites();

private:
    QTemporaryDir m_cache;
};

void TestGenerationUndo::typedLettersAreOneEdit()
{
    prompt()->setFocus();
    QTest::keyClicks(prompt(), QStringLiteral(" abc"));
    QCOMPARE(edits().count(), 1);
    QCOMPARE(edits().undoText(), QStringLiteral("typing in the prompt"));
    find<QPushButton>("start")->setFocus(); // the end of that typing
    prompt()->setFocus();
    QTest::keyClicks(prompt(), QStringLiteral("bc"));
    QCOMPARE(edits().count(), 2);
    QCOMPARE(prompt()->prompt(), QStringLiteral("ROMEO: abcbc"));
    edits().undo();
    QCOMPARE(prompt()->prompt(), QStringLiteral("ROMEO: abc"));
    QTest::keyClicks(prompt(), QStringLiteral("e")); // what was undone is no part of it
    QCOMPARE(edits().count(), 2);
    edits().undo();
    edits().undo();
    QCOMPARE(prompt()->prompt(), QStringLiteral("ROMEO:"));
    edits().redo();
    QCOMPARE(prompt()->prompt(), QStringLiteral("ROMEO: abc"));
    QCOMPARE(prompt()->textCursor().position(), 10); // behind what came
}

void TestGenerationUndo::keysInThePromptAndInABoxAreThePanels()
{
    QAction undo, redo; // of the window
    undo.setShortcuts(QKeySequence::Undo);
    redo.setShortcuts(QKeySequence::Redo);
    connect(&undo, &QAction::triggered, this, [this] { edits().undo(); });
    connect(&redo, &QAction::triggered, this, [this] { edits().redo(); });
    m_panel->addActions({&undo, &redo});
    QVERIFY(QTest::qWaitForWindowActive(m_panel.get()));
    find<QAbstractButton>("more")->click();
    prompt()->setFocus();
    QTest::keyClicks(prompt(), QStringLiteral("ab"));
    auto* box = find<QSpinBox>("promptSeed");
    box->setFocus();
    box->selectAll();
    QTest::keyClicks(box, QStringLiteral("52"));
    QCOMPARE(edits().count(), 2);
    prompt()->setFocus();
    QTest::keySequence(prompt(), QKeySequence::Undo); // the newest, wherever it was
    QCOMPARE(box->value(), 1);
    QCOMPARE(prompt()->prompt(), QStringLiteral("ROMEO:ab"));
    box->setFocus();
    QTest::keySequence(box, QKeySequence::Undo);
    QCOMPARE(prompt()->prompt(), QStringLiteral("ROMEO:"));
    QTest::keySequence(box, QKeySequence::Undo); // nothing more: nor in the box by itself
    QCOMPARE(box->value(), 1);
    undo.setEnabled(false); // as the window's is then
    QTest::keySequence(box, QKeySequence::Undo);
    QTest::keySequence(prompt(), QKeySequence::Undo);
    QCOMPARE(box->value(), 1);
    QCOMPARE(prompt()->prompt(), QStringLiteral("ROMEO:"));
    QTest::keySequence(box, QKeySequence::Redo);
    QTest::keySequence(prompt(), QKeySequence::Redo);
    QCOMPARE(prompt()->prompt(), QStringLiteral("ROMEO:ab"));
    QCOMPARE(box->value(), 52);
    QCOMPARE(edits().count(), 2);
}

void TestGenerationUndo::theMenuOfThePromptHasThePanelsUndo()
{
    const auto choose = [this](const char* name) {
        QContextMenuEvent event(
            QContextMenuEvent::Mouse, {5, 5}, prompt()->mapToGlobal(QPoint(5, 5)));
        QCoreApplication::sendEvent(prompt()->viewport(), &event);
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        auto* action = menu ? menu->findChild<QAction*>(QLatin1String(name)) : nullptr;
        const bool can = action && action->isEnabled();
        if (can)
            action->trigger();
        if (menu)
            menu->close();
        return can;
    };
    QVERIFY(!choose("edit-undo"));
    find<QDoubleSpinBox>("temperature")->setValue(0.3);
    QVERIFY(choose("edit-undo"));
    QCOMPARE(find<QDoubleSpinBox>("temperature")->value(), 0.8);
    QVERIFY(choose("edit-redo"));
    QCOMPARE(find<QDoubleSpinBox>("temperature")->value(), 0.3);
}

void TestGenerationUndo::whatIsBeingTypedIntoABoxIsLeftAlone()
{
    find<QAbstractButton>("more")->click();
    auto* box = find<QDoubleSpinBox>("temperature");
    box->setFocus();
    box->selectAll();
    QTest::keyClicks(box, QStringLiteral("1."));
    QCOMPARE(box->findChild<QLineEdit*>()->text(), QStringLiteral("1."));
    QTest::keyClicks(box, QStringLiteral("05"));
    QCOMPARE(box->value(), 1.05);
    QCOMPARE(edits().count(), 1);
    QCOMPARE(edits().undoText(), QStringLiteral("temperature"));
}

void TestGenerationUndo::everyControlIsTakenBack_data()
{
    using Act = std::function<void(const TestGenerationUndo&)>;
    QTest::addColumn<Act>("act");
    QTest::addColumn<QString>("words");
    const auto row = [](const char* words, Act act) {
        QTest::newRow(words) << std::move(act) << QString::fromLatin1(words);
    };
    const auto another = [](const char* name) {
        return [name](const TestGenerationUndo& test) {
            auto* box = test.find<QComboBox>(name);
            if (box->count() < 2)
                box->addItem(QStringLiteral("2 threads"), 2); // on a small machine
            test.choose(name, box->currentIndex() == 0 ? 1 : 0);
        };
    };
    const auto click = [](const char* name) {
        return
            [name](const TestGenerationUndo& test) { test.find<QAbstractButton>(name)->click(); };
    };
    const auto set = [](const char* name, int value) {
        return [name, value](
                   const TestGenerationUndo& test) { test.find<QSpinBox>(name)->setValue(value); };
    };
    row("temperature",
        [](const auto& test) { test.template find<QDoubleSpinBox>("temperature")->setValue(0); });
    row("top-p",
        [](const auto& test) { test.template find<QDoubleSpinBox>("top_p")->setValue(0.5); });
    row("top-k", set("top_k", 3));
    row("seed", set("promptSeed", 12));
    row("length", set("tokens", 44));
    row("pace of the show", another("pace"));
    row("number format", another("format"));
    row("threads", another("threads"));
    row("who writes", click("showSparse"));
    row("swap of the boards", [](const auto& test) { test.stage().swap(); });
    row("what lights show", click("shade-margin"));
    row("bookmark at character 3", [](const auto& test) { test.addBookmark(3); });
}

void TestGenerationUndo::everyControlIsTakenBack()
{
    QFETCH(const std::function<void(const TestGenerationUndo&)>, act);
    QFETCH(const QString, words);
    const QString before = state();
    act(*this);
    QVERIFY(settled());
    const QString after = state();
    if (words != QStringLiteral("threads") || usableThreads() > 1)
        QVERIFY(after != before);
    QCOMPARE(edits().count(), 1);
    QCOMPARE(edits().undoText(), words);
    edits().undo();
    QVERIFY(settled());
    QCOMPARE(state(), before);
    edits().redo();
    QVERIFY(settled());
    QCOMPARE(state(), after);
    QCOMPARE(edits().count(), 1);
}

void TestGenerationUndo::stepsOfOneFieldAreOneEditAndBackAgainIsNone()
{
    auto* seed = find<QSpinBox>("promptSeed");
    seed->stepUp();
    seed->stepUp();
    find<QSpinBox>("top_k")->stepUp();
    seed->stepUp();
    QCOMPARE(edits().count(), 3);
    edits().undo();
    edits().undo();
    seed->stepDown(); // what came back is no part of it
    QCOMPARE(edits().count(), 2);
    seed->stepUp();
    QCOMPARE(edits().count(), 1);
    edits().undo();
    QCOMPARE(seed->value(), 1);
}

void TestGenerationUndo::aLoneTextKeepsWhichBoardIsLarge()
{
    stage().swap();
    find<QAbstractButton>("showSparse")->click();
    QCOMPARE(stage().large(), Twin::Sparse);
    edits().undo();
    QCOMPARE(stage().large(), Twin::Dense);
    edits().undo();
    QCOMPARE(stage().large(), Twin::Sparse);
}

void TestGenerationUndo::whatNobodyDidIsNoEdit()
{
    generation().show(Tape(generation().tape())); // it brings its prompt and settings
    QVERIFY(finish());
    find<QAbstractButton>("more")->click();
    QTest::keyClick(find<TokenText>("sparseText"), Qt::Key_Home);
    m_workbench->library().setWeightFormat(WeightFormat::Bf16);
    QVERIFY(settled());
    QCOMPARE(find<QComboBox>("format")->currentText(), QStringLiteral("bf16"));
    QCOMPARE(edits().count(), 0);
    find<QSpinBox>("top_k")->stepUp();
    edits().undo();
    QCOMPARE(m_workbench->library().weightFormat(), WeightFormat::Bf16);
}

/// When surgery is undone, with the weights in another number format by now.
void TestGenerationUndo::aTextComesBackAsLongAsItWas()
{
    find<QSpinBox>("tokens")->setValue(200);
    choose("pace", 0);
    QTest::mouseClick(find<QPushButton>("start"), Qt::LeftButton);
    QTRY_VERIFY(generation().tape().size() > 8);
    generation().stop();
    QTRY_VERIFY(!generation().running());
    choose("pace", find<QComboBox>("pace")->count() - 1);
    choose("format", find<QComboBox>("format")->count() - 1);
    QVERIFY(settled());
    const QString before = state();
    m_workbench->inspection().operate(
        Task::Text, Twin::Sparse, {{{0, 3}}, {}}, QStringLiteral("switch off"));
    QVERIFY(settled());
    const QString after = state();
    QCOMPARE(generation().tape().size(), generation().length(Twin::Sparse));
    QVERIFY(after != before && generation().tape().size() > 200);
    edits().undo();
    QVERIFY(settled());
    QCOMPARE(state(), before);
    edits().redo();
    QVERIFY(settled());
    QCOMPARE(state(), after);
}

void TestGenerationUndo::aTimingHoldsBackOnlyWhatPacksOrWrites()
{
    const Inspection& inspection = m_workbench->inspection();
    auto* format = find<QComboBox>("format");
    find<QSpinBox>("top_k")->stepUp();
    choose("format", 1);
    find<QSpinBox>("tokens")->stepUp();
    QVERIFY(settled());
    m_workbench->timing().start(test::endlessLayers());
    QVERIFY(m_workbench->timing().running());
    QVERIFY(inspection.undoRefusal(Task::Text).isEmpty()); // the length
    edits().undo();
    QVERIFY(inspection.undoRefusal(Task::Text).contains(QStringLiteral("works alone")));
    m_workbench->inspection().undo(Task::Text);
    QCOMPARE(format->currentIndex(), 1);
    QVERIFY(inspection.redoRefusal(Task::Text).isEmpty());
    m_workbench->timing().stop();
    QTRY_VERIFY(!m_workbench->timing().running());
    QVERIFY(inspection.undoRefusal(Task::Text).isEmpty());
    edits().undo();
    QVERIFY(inspection.undoRefusal(Task::Text).isEmpty());
    QVERIFY(settled());
}

GLOWWORM_TEST(TestGenerationUndo)
#include "tst_generation_undo.moc"
