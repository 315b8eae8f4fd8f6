// SPDX-License-Identifier: GPL-3.0-or-later
// The Generation panel, driven by clicks and keys over a real workbench with small untrained
// models.
#include "ui/generation/generation_panel.h"

#include "model/jobs/load_run.h"
#include "support/small_models.h"
#include "ui/generation/prompt_edit.h"
#include "ui/generation/token_text.h"
#include "ui/generation/writer_view.h"
#include "ui/session/generation.h"
#include "ui/session/library.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/switchboard.h"

#include <QClipboard>
#include <QComboBox>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QSpinBox>

using namespace glowworm;

class TestGenerationPanel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void writesByItselfWhenModelsArrive();
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

private:
    bool open(const std::vector<ModelState>& models)
    {
        return test::openModels(*m_workbench, m_folder, models);
    }
    bool finish() const
    {
        return QTest::qWaitFor([this] { return !m_workbench->generation().running(); });
    }
    template <class T> T* find(const char* name) const
    {
        auto* found = m_panel->findChild<T*>(QLatin1String(name));
        Q_ASSERT(found);
        return found;
    }
    WriterView* writer(const char* text) const
    {
        return qobject_cast<WriterView*>(writerOf(find<QWidget>(text)));
    }
    static QWidget* writerOf(QWidget* widget)
    {
        while (widget && !qobject_cast<WriterView*>(widget))
            widget = widget->parentWidget();
        return widget;
    }
    void generate(const QString& prompt, int tokens)
    {
        find<PromptEdit>("prompt")->setPrompt(prompt);
        find<QSpinBox>("tokens")->setValue(tokens);
        find<QComboBox>("pace")->setCurrentIndex(
            find<QComboBox>("pace")->count() - 1); // as fast as possible
        QTest::mouseClick(find<QPushButton>("start"), Qt::LeftButton);
        QVERIFY(m_workbench->generation().running());
        QVERIFY(finish());
    }
    void compareBoard(const WriterView& view, int token) const;

    QTemporaryDir m_folder;
    std::vector<ModelState> m_pair;
    std::unique_ptr<Workbench> m_workbench;
    std::unique_ptr<GenerationPanel> m_panel;
};

void TestGenerationPanel::initTestCase()
{
    m_pair = {test::smallText(Routing::GumbelController), test::smallText(Routing::Dense)};
}

void TestGenerationPanel::init()
{
    m_workbench = std::make_unique<Workbench>();
    m_panel = std::make_unique<GenerationPanel>(*m_workbench);
    m_panel->resize(1280, 720);
    m_panel->show();
}

void TestGenerationPanel::cleanup()
{
    m_panel.reset();
    m_workbench.reset();
}

/// Every cell of the board against the record of that token.
void TestGenerationPanel::compareBoard(const WriterView& view, int token) const
{
    const FiringRecord& record = view.tokens().at(static_cast<std::size_t>(token)).firing;
    const BoardShape& shape = view.board().shape();
    QCOMPARE(static_cast<int>(record.layers.size()), shape.grid.layers);
    for (int layer = 0; layer < shape.grid.layers; ++layer) {
        const LayerFiring& firing = record.layers[static_cast<std::size_t>(layer)];
        for (int neuron = 0; neuron < shape.grid.neurons(); ++neuron) {
            const auto found = std::find(firing.neurons.begin(), firing.neurons.end(), neuron);
            const CellState state = view.board().mark({layer, neuron}).state;
            if (found == firing.neurons.end())
                QVERIFY(state == CellState::Quiet || state == CellState::Trail);
            else
                QCOMPARE(state,
                    firing.values[static_cast<std::size_t>(found - firing.neurons.begin())] > 0
                        ? CellState::Bright
                        : CellState::Hollow);
        }
        if (shape.sparse)
            QCOMPARE(static_cast<int>(firing.neurons.size()), shape.grid.groups);
    }
}

void TestGenerationPanel::writesByItselfWhenModelsArrive()
{
    QSignalSpy started(&m_workbench->generation(), &Generation::started);
    QVERIFY(open(m_pair));
    QTRY_COMPARE(started.count(), 1);
    QTRY_VERIFY(writer("sparseText")->tokenCount() > 8 && writer("denseText")->tokenCount() > 8);
    QVERIFY(m_panel->followsNewest());
}

void TestGenerationPanel::staysStillOnceThePersonTyped()
{
    QTest::keyClick(find<PromptEdit>("prompt"), Qt::Key_R);
    QSignalSpy started(&m_workbench->generation(), &Generation::started);
    QVERIFY(open(m_pair));
    QVERIFY(!QTest::qWaitFor([&] { return started.count() > 0; }, 500));
}

void TestGenerationPanel::boardsShowTheNewestToken()
{
    QVERIFY(open(m_pair));
    generate(QStringLiteral("ROMEO:"), 30);
    for (const char* name : {"sparseText", "denseText"}) {
        const WriterView& view = *writer(name);
        QCOMPARE(view.tokenCount(), 36);
        QCOMPARE(view.text().picked(), 35);
        compareBoard(view, 35);
    }
    QCOMPARE(m_panel->pickedToken(), 35);
}

void TestGenerationPanel::aClickedTokenShowsItsOwnNeurons()
{
    QVERIFY(open(m_pair));
    generate(QStringLiteral("ROMEO:"), 20);
    auto* text = find<TokenText>("sparseText");
    for (const int token : {3, 0, 5}) {
        QTest::mouseClick(text->viewport(), Qt::LeftButton, {}, text->tokenRect(token).center());
        QCOMPARE(m_panel->pickedToken(), token);
        QVERIFY(!m_panel->followsNewest());
        compareBoard(*writer("sparseText"), token);
        compareBoard(*writer("denseText"), token); // both boards show the same place
    }
}

void TestGenerationPanel::arrowsHomeAndEndStepThroughTheText()
{
    QVERIFY(open(m_pair));
    generate(QStringLiteral("ROMEO:"), 20);
    auto* text = find<TokenText>("denseText");
    QTest::keyClick(text, Qt::Key_Home);
    QCOMPARE(m_panel->pickedToken(), 0);
    QTest::keyClick(text, Qt::Key_Left);
    QCOMPARE(m_panel->pickedToken(), 0);
    QTest::keyClick(text, Qt::Key_Right);
    QTest::keyClick(text, Qt::Key_Right);
    QCOMPARE(m_panel->pickedToken(), 2);
    compareBoard(*writer("sparseText"), 2);
    QTest::keyClick(text, Qt::Key_End);
    QCOMPARE(m_panel->pickedToken(), 25);
    QVERIFY(m_panel->followsNewest());
}

void TestGenerationPanel::commaPeriodAndSpaceWorkOnTheBoard()
{
    QVERIFY(open(m_pair));
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
    QVERIFY(open(m_pair));
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
    QVERIFY(open(m_pair));
    generate(QStringLiteral("ROMEO:"), 1);
    const bool equal = writer("sparseText")->tokens().back().character
        == writer("denseText")->tokens().back().character;
    QCOMPARE(writer("sparseText")->text().firstDifference(), equal ? -1 : 6);
}

void TestGenerationPanel::unknownCharactersAreNamedAndSkipped()
{
    QVERIFY(open(m_pair));
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
    QVERIFY(open(m_pair));
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
    QVERIFY(open(m_pair));
    find<QSpinBox>("tokens")->setValue(5000);
    QTest::mouseClick(find<QPushButton>("start"), Qt::LeftButton);
    QTRY_VERIFY(find<QPushButton>("stop")->isEnabled() && writer("sparseText")->tokenCount() > 8);
    QTest::mouseClick(find<QPushButton>("stop"), Qt::LeftButton);
    QVERIFY(finish());
    QVERIFY(writer("sparseText")->tokenCount() < 1000);
    QTRY_VERIFY(!find<QPushButton>("stop")->isEnabled());
}

/// The text in progress keeps its weights, the next one has the new ones; threads change nothing
/// but the time.
void TestGenerationPanel::formatAndThreadsMayChangeWhileItWrites()
{
    QVERIFY(open(m_pair));
    const auto format = [this] {
        return m_workbench->library().model(Task::Text, Twin::Sparse)->language->format;
    };
    const auto choose = [this](const char* box, int index) {
        auto* combo = find<QComboBox>(box);
        combo->setCurrentIndex(index);
        Q_EMIT combo->activated(index);
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
    QVERIFY(open(m_pair));
    QTest::mouseClick(find<QRadioButton>("showDense"), Qt::LeftButton, {},
        QPoint(8, find<QRadioButton>("showDense")->height() / 2));
    QTRY_VERIFY(!writer("sparseText")->isVisible());
    generate(QStringLiteral("ROMEO:"), 10);
    QCOMPARE(writer("denseText")->tokenCount(), 16);
    QCOMPARE(writer("sparseText")->tokenCount(), 0);
    compareBoard(*writer("denseText"), 15);
}

void TestGenerationPanel::withoutModelsTheReasonIsShown()
{
    QVERIFY(!find<QPushButton>("start")->isEnabled());
    const auto labels = m_panel->findChildren<QLabel*>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [this](QLabel* label) {
        return label->text() == m_workbench->refusalOf(Work::Generation);
    }));
}

void TestGenerationPanel::theCommandLineRepeatsIt()
{
    QVERIFY(open(m_pair));
    find<PromptEdit>("prompt")->setPrompt(QStringLiteral("O Romeo"));
    find<QSpinBox>("promptSeed")->setValue(77);
    const QString line = m_panel->commandLine();
    QVERIFY2(line.contains(QStringLiteral("'O Romeo'"))
            && line.contains(QStringLiteral("--seed 77"))
            && line.contains(QStringLiteral("model0.safetensors")),
        qPrintable(line));
}

QTEST_MAIN(TestGenerationPanel)
#include "tst_generation_panel.moc"

#include <algorithm>
