// SPDX-License-Identifier: GPL-3.0-or-later
// The Generation panel, driven by clicks and keys over a real workbench with small untrained
// models.
#include "support/run_test.h"
#include "support/writing_stage.h"
#include "ui/generation/sample_form.h"
#include "ui/inspector/inspector.h"
#include "ui/inspector/inspector_words.h"
#include "ui/session/inspection.h"
#include "ui/widgets/message_bar.h"

#include <QClipboard>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QLabel>
#include <QRadioButton>
#include <QSignalSpy>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <utility>
#include <vector>

using namespace glowworm;

class TestGenerationPanel : public QObject, private test::WritingStage {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void writesByItselfWhenModelsArrive();
    void aStartThatWasRefusedIsNone();
    void staysStillOnceThePersonTyped();
    void boardsShowTheNewestToken();
    void aClickedTokenShowsItsOwnNeurons();
    void arrowsHomeAndEndStepThroughTheText();
    void commaPeriodAndSpaceWorkOnTheBoard();
    void firstDifferenceIsMarkedInBothTexts();
    void equalTextsHaveNoDifference();
    void unknownCharactersAreNamedAndSkipped();
    void aHugePasteIsCutAtOnce();
    void stopEndsTheText();
    void formatAndThreadsMayChangeWhileItWrites();
    void oneModelAloneCanBeShown();
    void withoutModelsTheReasonIsShown();
    void theCommandLineRepeatsIt();
    void whatStandsThereStaysOfTheModelThatWroteIt();
    void surgeryWritesAnOpenedTapeAgain();
    void settingsAreTakenAsTheyAre();
};

void TestGenerationPanel::init() { raise(); }

void TestGenerationPanel::cleanup() { lower(); }

void TestGenerationPanel::writesByItselfWhenModelsArrive()
{
    QSignalSpy started(&m_workbench->generation(), &Generation::started);
    QVERIFY(open());
    QTRY_COMPARE(started.count(), 1);
    QTRY_VERIFY(writer("sparseText")->tokenCount() > 8 && writer("denseText")->tokenCount() > 8);
    QVERIFY(m_panel->followsNewest());
}

/// As by F5 while the models are still being opened.
void TestGenerationPanel::aStartThatWasRefusedIsNone()
{
    QSignalSpy started(&m_workbench->generation(), &Generation::started);
    m_panel->runMain();
    QCOMPARE(started.count(), 0);
    QVERIFY(open());
    QTRY_COMPARE(started.count(), 1);
}

void TestGenerationPanel::staysStillOnceThePersonTyped()
{
    QTest::keyClick(find<PromptEdit>("prompt"), Qt::Key_R);
    QSignalSpy started(&m_workbench->generation(), &Generation::started);
    QVERIFY(open());
    QVERIFY(!QTest::qWaitFor([&] { return started.count() > 0; }, 500));
}

void TestGenerationPanel::boardsShowTheNewestToken()
{
    QVERIFY(open());
    generate(QStringLiteral("ROMEO:"), 30);
    for (const char* name : {"sparseText", "denseText"}) {
        QCOMPARE(writer(name)->tokenCount(), 36);
        QCOMPARE(writer(name)->text().picked(), 35);
        compareBoard(name, 35);
    }
    QCOMPARE(m_panel->pickedToken(), 35);
}

void TestGenerationPanel::aClickedTokenShowsItsOwnNeurons()
{
    QVERIFY(open());
    generate(QStringLiteral("ROMEO:"), 20);
    auto* text = find<TokenText>("sparseText");
    for (const int token : {3, 0, 5}) {
        QTest::mouseClick(text->viewport(), Qt::LeftButton, {}, text->tokenRect(token).center());
        QCOMPARE(m_panel->pickedToken(), token);
        QVERIFY(!m_panel->followsNewest());
        compareBoard("sparseText", token);
        compareBoard("denseText", token); // both boards show the same place
    }
}

void TestGenerationPanel::arrowsHomeAndEndStepThroughTheText()
{
    QVERIFY(open());
    generate(QStringLiteral("ROMEO:"), 20);
    auto* text = find<TokenText>("denseText");
    QTest::keyClick(text, Qt::Key_Home);
    QCOMPARE(m_panel->pickedToken(), 0);
    QTest::keyClick(text, Qt::Key_Left);
    QCOMPARE(m_panel->pickedToken(), 0);
    QTest::keyClick(text, Qt::Key_Right);
    QTest::keyClick(text, Qt::Key_Right);
    QCOMPARE(m_panel->pickedToken(), 2);
    compareBoard("sparseText", 2);
    QTest::keyClick(text, Qt::Key_End);
    QCOMPARE(m_panel->pickedToken(), 25);
    QVERIFY(m_panel->followsNewest());
}

void TestGenerationPanel::commaPeriodAndSpaceWorkOnTheBoard()
{
    QVERIFY(open());
    generate(QStringLiteral("ROMEO:"), 20);
    auto* board = find<Switchboard>("switchboard");
    QTest::keyClick(board, Qt::Key_Comma);
    QTest::keyClick(board, Qt::Key_Comma);
    QCOMPARE(m_panel->pickedToken(), 23);
    QTest::keyClick(board, Qt::Key_Period);
    QCOMPARE(m_panel->pickedToken(), 24);
    QTest::keyClick(board, Qt::Key_Home);
    QCOMPARE(m_panel->pickedToken(), 0);
    QTest::keyClick(board, Qt::Key_Space); // plays what is there
    QTRY_COMPARE(m_panel->pickedToken(), 25);
}

void TestGenerationPanel::firstDifferenceIsMarkedInBothTexts()
{
    QVERIFY(open());
    generate(QStringLiteral("ROMEO:"), 60);
    const auto& sparse = writer("sparseText")->tokens();
    const auto& dense = writer("denseText")->tokens();
    int first = -1;
    for (std::size_t i = 0; i < sparse.size() && first < 0; ++i)
        if (sparse[i].character != dense[i].character)
            first = static_cast<int>(i);
    QVERIFY2(
        first >= 6, "two different untrained models are expected to differ within 60 characters");
    QCOMPARE(writer("sparseText")->text().firstDifference(), first);
    QCOMPARE(writer("denseText")->text().firstDifference(), first);
}

void TestGenerationPanel::equalTextsHaveNoDifference()
{
    QVERIFY(open());
    generate(QStringLiteral("ROMEO:"), 1);
    const bool equal = writer("sparseText")->tokens().back().character
        == writer("denseText")->tokens().back().character;
    QCOMPARE(writer("sparseText")->text().firstDifference(), equal ? -1 : 6);
}

void TestGenerationPanel::unknownCharactersAreNamedAndSkipped()
{
    QVERIFY(open());
    const QString prompt = QStringLiteral("RO\u00e9M\U0001F600\u4e2d");
    find<PromptEdit>("prompt")->setPrompt(prompt);
    const QString sentence = m_panel->findChild<MessageBar*>()->text();
    QVERIFY2(sentence.contains(QStringLiteral("\u00e9 (try e)")), qPrintable(sentence));
    QVERIFY(sentence.contains(QStringLiteral("\u4e2d")));
    QCOMPARE(find<PromptEdit>("prompt")->unknown().size(), std::size_t(3));
    generate(prompt, 4);
    QCOMPARE(writer("sparseText")->tokenCount(), 7);
    QCOMPARE(find<TokenText>("sparseText")->toPlainText().left(3), QStringLiteral("ROM"));
}

void TestGenerationPanel::aHugePasteIsCutAtOnce()
{
    QVERIFY(open());
    auto* prompt = find<PromptEdit>("prompt");
    QGuiApplication::clipboard()->setText(
        QStringLiteral("Romeo beace ").repeated(900'000) + QStringLiteral("MORE")); // over 10 MB
    QElapsedTimer timer;
    timer.start();
    prompt->selectAll();
    prompt->paste();
    QVERIFY2(timer.elapsed() < 500, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(prompt->prompt().size(), PromptEdit::kMostCharacters);
    QVERIFY(prompt->prompt().endsWith(QStringLiteral("MORE")));
    QVERIFY(m_panel->findChild<MessageBar*>()->text().contains(QLocale().toString(10'800'004)));
    QGuiApplication::clipboard()->clear();
    generate(prompt->prompt(), 3);
    QCOMPARE(writer("sparseText")->tokenCount(), test::kTextContext - 1 + 3);
    QVERIFY(find<TokenText>("sparseText")->toPlainText().contains(QStringLiteral("MORE")));
}

void TestGenerationPanel::stopEndsTheText()
{
    QVERIFY(open());
    find<QSpinBox>("tokens")->setValue(5000);
    QTest::mouseClick(find<QPushButton>("start"), Qt::LeftButton);
    QTRY_VERIFY(find<QPushButton>("stop")->isEnabled() && writer("sparseText")->tokenCount() > 8);
    const auto isFilled = [this](const char* button) {
        return find<QPushButton>(button)->property("primary") == QVariant(true);
    };
    QVERIFY(isFilled("stop") && !isFilled("start"));
    QTest::mouseClick(find<QPushButton>("stop"), Qt::LeftButton);
    QVERIFY(finish());
    QVERIFY(writer("sparseText")->tokenCount() < 1000);
    QTRY_VERIFY(!find<QPushButton>("stop")->isEnabled());
    QVERIFY(!isFilled("stop") && isFilled("start"));
}

/// The text in progress keeps its weights, the next one has the new ones; threads change nothing
/// but the time.
void TestGenerationPanel::formatAndThreadsMayChangeWhileItWrites()
{
    QVERIFY(open());
    const auto format = [this] {
        return m_workbench->library().model(Task::Text, Twin::Sparse)->language->format;
    };
    const int fastest = find<QComboBox>("pace")->count() - 1;
    choose("pace", fastest);
    find<QSpinBox>("tokens")->setValue(3000);
    QTest::mouseClick(find<QPushButton>("start"), Qt::LeftButton);
    QTRY_VERIFY(writer("sparseText")->tokenCount() > 8);
    choose("threads", find<QComboBox>("threads")->count() - 1);
    choose("format", 2);
    choose("format", 1);
    choose("format", 2);
    choose("threads", 0);
    QTRY_COMPARE(format(), WeightFormat::Int8);
    QTRY_VERIFY(writer("sparseText")->tokenCount() > 100);
    QTest::mouseClick(find<QPushButton>("stop"), Qt::LeftButton);
    QVERIFY(finish());
    generate(QStringLiteral("a"), 20);
    QTRY_COMPARE(writer("sparseText")->tokenCount(), 21);
    QVERIFY(m_panel->commandLine().contains(QStringLiteral("--format int8")));
    QCOMPARE(m_workbench->library().modelFile(Task::Text, Twin::Sparse).isEmpty(),
        false); // packed again, it is still that file
}

void TestGenerationPanel::oneModelAloneCanBeShown()
{
    QVERIFY(open());
    QTest::mouseClick(find<QRadioButton>("showDense"), Qt::LeftButton, {},
        QPoint(8, find<QRadioButton>("showDense")->height() / 2));
    QTRY_VERIFY(!writer("sparseText")->isVisible());
    generate(QStringLiteral("ROMEO:"), 10);
    QCOMPARE(writer("denseText")->tokenCount(), 16);
    QCOMPARE(writer("sparseText")->tokenCount(), 0);
    compareBoard("denseText", 15);
}

void TestGenerationPanel::withoutModelsTheReasonIsShown()
{
    QVERIFY(!find<QPushButton>("start")->isEnabled());
    QCOMPARE(find<QPushButton>("start")->toolTip(), m_workbench->refusalOf(Work::Generation));
    QVERIFY(board("sparseText").summary().contains(QStringLiteral("Open a checkpoint")));
}

void TestGenerationPanel::theCommandLineRepeatsIt()
{
    QVERIFY(open());
    find<PromptEdit>("prompt")->setPrompt(QStringLiteral("O Romeo"));
    find<QSpinBox>("promptSeed")->setValue(77);
    const QString line = m_panel->commandLine();
    QVERIFY2(line.contains(QStringLiteral("'O Romeo'"))
            && line.contains(QStringLiteral("--seed 77"))
            && line.contains(QStringLiteral("model0.safetensors")),
        qPrintable(line));
}

/// A model of another size is opened: text, board and the inspector stay with the writer until the
/// next text, and a dense model beside another size is no twin.
void TestGenerationPanel::whatStandsThereStaysOfTheModelThatWroteIt()
{
    QVERIFY(open());
    generate(QStringLiteral("ROMEO:"), 20);
    const auto says = [this](const QWidget* where, const char* words) {
        return std::ranges::any_of(where->findChildren<QLabel*>(), [words](const QLabel* label) {
            return label->isVisible() && label->text().contains(QLatin1String(words));
        });
    };
    QVERIFY(says(writer("denseText"), "Dense twin"));
    const ModelState small = test::smallText(Routing::Gated);
    RunConfig wide = test::tinyConfig(
        Task::Text, Routing::Gated, {.context = test::kTextContext, .neurons = 96, .groups = 6});
    wide.model.vocabSize = small.config.vocabSize;
    const QString file = m_folder.filePath(QStringLiteral("wide.safetensors"));
    writeModel(std::filesystem::path(file.toStdString()), initialState(wide, small.vocabulary));
    m_workbench->library().openModel(file);
    QTRY_COMPARE(m_workbench->library().model(Task::Text, Twin::Sparse)->state->config.neurons, 96);
    QVERIFY(says(writer("denseText"), "Dense twin"));
    QVERIFY(says(m_panel.get(), "Writes next: wide.safetensors"));
    compareBoard("sparseText", 25);
    QCOMPARE(board("sparseText").shape().grid.neurons(), 48);
    QTRY_VERIFY(says(m_panel->findChild<Inspector*>(), "of a model that is not open"));
    generate(QStringLiteral("ROMEO:"), 20);
    QVERIFY(!says(m_panel.get(), "Dense twin") && !says(m_panel.get(), "Writes next"));
    QTRY_VERIFY(!says(m_panel->findChild<Inspector*>(), "of a model that is not open"));
    QCOMPARE(board("sparseText").shape().grid.neurons(), 96);
}

/// From its own prompt, with its own settings and what was typed into it.
void TestGenerationPanel::surgeryWritesAnOpenedTapeAgain()
{
    QVERIFY(open());
    generate(QStringLiteral("ROMEO:"), 30);
    Generation& generation = m_workbench->generation();
    WrittenText typed = generation.tape().track(Twin::Sparse)->edited(10, U"aa");
    typed.more = 30;
    QVERIFY(generation.start(generation.tape().sample, {}, true, true, 0, {{typed, typed}, {}}));
    QVERIFY(finish());
    const auto textOf = [&](Twin twin) { return generation.tape().track(twin)->text().characters; };
    const std::u32string sparse = textOf(Twin::Sparse), dense = textOf(Twin::Dense);
    QSignalSpy saved(&generation, &Generation::saved);
    const QString file = m_folder.filePath(QStringLiteral("kept.glowtape"));
    generation.save(file, TapeForm::Tape);
    QTRY_COMPARE(saved.count(), 1);
    generate(QStringLiteral("MORE:"), 5);

    m_workbench->library().open({file});
    QTRY_VERIFY(generation.readsAgain() && !generation.running());
    QCOMPARE(find<PromptEdit>("prompt")->prompt(), QStringLiteral("ROMEO:"));
    QCOMPARE(find<QSpinBox>("tokens")->value(), 30);
    Inspection& inspection = m_workbench->inspection();
    Surgery surgery;
    for (int group = 0; group < 6; ++group)
        surgery.disabled.push_back(
            {0, writer("sparseText")->tokens()[12].firing.layers[0].neurons[std::size_t(group)]});
    inspection.operate(Task::Text, Twin::Sparse, surgery, QStringLiteral("off"));
    QTRY_VERIFY(generation.origin().isEmpty() && !generation.running());
    QVERIFY(textOf(Twin::Sparse) != sparse);
    QVERIFY(textOf(Twin::Sparse).starts_with(typed.characters));
    QCOMPARE(textOf(Twin::Dense), dense);
    QVERIFY(writer("sparseText")->text().firstDifference() >= 12);
    inspection.undo(Task::Text);
    QTRY_COMPARE(textOf(Twin::Sparse), sparse);
}

/// But for what lies outside a box, and until that is changed.
void TestGenerationPanel::settingsAreTakenAsTheyAre()
{
    SampleForm form;
    QSignalSpy edited(&form, &SampleForm::edited);
    SampleConfig config;
    config.temperature = 0.753; // a box shows 0.75
    config.topP = 0.915;
    config.tokens = 100'000;
    form.setConfig(config);
    QCOMPARE(edited.count(), 1);
    config.tokens = form.findChild<QSpinBox*>(QStringLiteral("tokens"))->maximum();
    QVERIFY(config.tokens < 100'000);
    QVERIFY(form.config() == config);
    form.findChild<QDoubleSpinBox*>(QStringLiteral("temperature"))->setValue(0.9);
    config.temperature = 0.9;
    QVERIFY(form.config() == config);
}

GLOWWORM_TEST(TestGenerationPanel)
#include "tst_generation_panel.moc"

#include <algorithm>
