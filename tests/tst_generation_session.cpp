// SPDX-License-Identifier: GPL-3.0-or-later
// The Generation panel after a restart: another window over the same models gets what the first one
// kept, its text, and where one was in it.
#include "model/base/error.h"
#include "model/base/json_reader.h"
#include "model/session/session_values.h"
#include "support/refusal.h"
#include "support/run_test.h"
#include "support/writing_stage.h"
#include "ui/generation/timeline.h"
#include "ui/inspector/inspector.h"
#include "ui/inspector/token_page.h"
#include "ui/session/inspection.h"
#include "ui/widgets/message_bar.h"

#include <QAbstractButton>
#include <QScrollBar>
#include <QToolButton>
#include <QUndoStack>

#include <array>
#include <string>
#include <utility>

using namespace glowworm;
using test::refusal;

class TestGenerationSession : public QObject, private test::WritingStage {
    Q_OBJECT

private Q_SLOTS:
    void init() { raise(); }
    void cleanup() { lower(); }

    void whatWasSetComesBack();
    void theTextStandsThereBeforeItsModelsCome();
    void anUnfinishedTextIsWrittenOn();
    void closingIsNoStop();
    void otherModelsLeaveItRecordedAndItsOwnBringItBack();
    void aTapeStaysATape();
    void oneComesBackToWhereOneWas();
    void theCharacterThatWasLookedIntoStays();
    void whatSurgeryChangedIsStillSaid();
    void bookmarksThatATextHasNotComeToAreKept();
    void badValuesChangeNothing();

private:
    struct Kept {
        std::string panel, text; // JSON
        Tape tape;
    };
    static std::string valuesOf(const auto& part)
    {
        SessionValues values;
        part.save(values);
        return values.json();
    }
    Generation& generation() const { return m_workbench->generation(); }
    std::string panelValues() const { return valuesOf(*m_panel); }
    Kept kept() const { return {panelValues(), valuesOf(generation()), generation().tape()}; }
    /// As a keeper does it: the text first, then the panel.
    void restore(const Kept& from)
    {
        if (!from.tape.empty())
            generation().restore(JsonDocument(from.text).object(), from.tape);
        m_panel->restore(JsonDocument(from.panel).object());
    }
    /// Another window, over no models yet.
    void restart(const Kept& from)
    {
        lower();
        raise();
        restore(from);
    }
    std::u32string written(const char* text) const
    {
        std::u32string all;
        for (const GeneratedToken& token : writer(text)->tokens())
            all += token.character;
        return all;
    }
    bool isBack() const
    {
        return QTest::qWaitFor([this] { return !generation().showsTape(); });
    }
    void writeSome() // and much is still to come
    {
        find<PromptEdit>("prompt")->setPrompt(QStringLiteral("ROMEO:"));
        find<QSpinBox>("tokens")->setValue(60);
        choose("pace", find<QComboBox>("pace")->findData(100.0));
        find<QPushButton>("start")->click();
        QTRY_VERIFY(generation().tape().size() > 12);
    }
};

void TestGenerationSession::whatWasSetComesBack()
{
    QVERIFY(open());
    generate(QStringLiteral("ROMEO:"), 20);
    find<PromptEdit>("prompt")->setPrompt(QStringLiteral("a new one\nof two lines"));
    find<QDoubleSpinBox>("temperature")->setValue(1.35);
    find<QSpinBox>("top_k")->setValue(7);
    find<QDoubleSpinBox>("top_p")->setValue(0.9);
    find<QSpinBox>("promptSeed")->setValue(77);
    find<QSpinBox>("tokens")->setValue(33);
    choose("pace", 1);
    find<QAbstractButton>("more")->click();
    find<QToolButton>("shade-margin")->click();
    stage().swap();
    const std::array<std::pair<const char*, const char*>, 2> writers{
        {{"showBoth", "both"}, {"showDense", "dense"}}};
    for (const auto& [button, word] : writers) {
        find<QAbstractButton>(button)->click();
        const Kept before = kept();
        QVERIFY(before.panel.find(std::string("\"who_writes\":\"") + word) != std::string::npos);
        restart(before);
        QVERIFY(panelValues() == before.panel);
        QCOMPARE(find<PromptEdit>("prompt")->prompt(), QStringLiteral("a new one\nof two lines"));
        QCOMPARE(find<QDoubleSpinBox>("temperature")->value(), 1.35);
        QCOMPARE(find<QSpinBox>("promptSeed")->value(), 77);
        QCOMPARE(find<QSpinBox>("tokens")->value(), 33);
        QCOMPARE(find<QComboBox>("pace")->currentIndex(), 1);
        QVERIFY(find<QWidget>("settings")->isVisible());
        QVERIFY(find<QAbstractButton>(button)->isChecked());
        QCOMPARE(stage().large(), Twin::Dense);
        QVERIFY(open());
        QVERIFY(isBack() && finish());
        QCOMPARE(QString::fromStdString(panelValues()), QString::fromStdString(before.panel));
        QVERIFY(!m_workbench->inspection().edits(Task::Text).canUndo()); // nobody did anything
    }
    find<QAbstractButton>("showBoth")->click();
    stage().swap();
    QVERIFY(find<QToolButton>("shade-margin")->isChecked());
}

void TestGenerationSession::theTextStandsThereBeforeItsModelsCome()
{
    QVERIFY(open());
    generate(QStringLiteral("ROMEO:"), 20);
    const std::u32string sparse = written("sparseText"), dense = written("denseText");
    const Kept before = kept();
    restart(before);
    QVERIFY(finish());
    QVERIFY(written("sparseText") == sparse && written("denseText") == dense);
    QVERIFY(!writer("sparseText")->tokens().back().firing.valuesKnown);
    QVERIFY(generation().origin().isEmpty() || !m_workbench->library().isOpening());
    QVERIFY(open());
    QVERIFY(isBack() && finish());
    QVERIFY(written("sparseText") == sparse && written("denseText") == dense);
    QVERIFY(writer("sparseText")->tokens().back().firing.valuesKnown);
    QVERIFY(generation().origin().isEmpty());
    QVERIFY(!m_panel->messages().isVisible());
    QCOMPARE(m_panel->pickedToken(), 25);
    compareBoard("sparseText", 25);
    compareBoard("denseText", 25);
    QCOMPARE(QString::fromStdString(kept().text), QString::fromStdString(before.text));
    QTest::qWait(400); // longer than a first text would wait
    QVERIFY(!generation().running());
}

void TestGenerationSession::anUnfinishedTextIsWrittenOn()
{
    QVERIFY(open());
    generate(QStringLiteral("ROMEO:"), 60);
    const std::u32string sparse = written("sparseText"), dense = written("denseText");
    writeSome();
    const Kept before = kept(); // killed
    const auto there = static_cast<std::size_t>(before.tape.size());
    QVERIFY(there < 60);
    restart(before);
    QVERIFY(kept().text == before.text); // also if it is killed again at once
    QVERIFY(open());
    QVERIFY(isBack());
    QVERIFY(static_cast<std::size_t>(generation().tape().size()) >= there);
    QVERIFY(finish());
    QVERIFY(written("sparseText") == sparse && written("denseText") == dense);
    QVERIFY(kept().text.find("\"sparse_unwritten\":0") != std::string::npos);
}

void TestGenerationSession::closingIsNoStop()
{
    QVERIFY(open());
    writeSome();
    find<QPushButton>("stop")->click();
    QVERIFY(finish());
    QVERIFY(valuesOf(generation()).find("\"sparse_unwritten\":0") != std::string::npos);
    restart(kept());
    QVERIFY(open());
    QVERIFY(isBack() && finish());
    QVERIFY(generation().tape().size() < 60);

    writeSome();
    m_workbench->shutDown();
    QVERIFY(finish());
    const Kept before = kept();
    QVERIFY(before.tape.size() < 60);
    QVERIFY(before.text.find("\"sparse_unwritten\":0") == std::string::npos);
    restart(before);
    QVERIFY(open());
    QVERIFY(isBack() && finish());
    QCOMPARE(generation().tape().size(), std::int64_t(66));
}

void TestGenerationSession::otherModelsLeaveItRecordedAndItsOwnBringItBack()
{
    QVERIFY(open());
    writeSome();
    const Kept before = kept();
    restart(before);
    ModelState other = test::smallText(Routing::Dense);
    other.tensors.begin()->second.values[0] += 0.5F;
    QTemporaryDir folder;
    QVERIFY(test::openModels(
        *m_workbench, folder, {test::smallText(Routing::GumbelController), other}));
    QTRY_VERIFY2(generation().origin().contains(QStringLiteral("Without the models")),
        qPrintable(generation().origin()));
    QTRY_VERIFY(m_panel->messages().text().contains(QStringLiteral("Without the models")));
    QVERIFY(generation().showsTape() && finish());
    QCOMPARE(generation().tape().size(), before.tape.size());
    QCOMPARE(QString::fromStdString(kept().text), QString::fromStdString(before.text));
    QVERIFY(open());
    QVERIFY(isBack() && finish());
    QVERIFY(!m_panel->messages().text().contains(QStringLiteral("Without the models")));
    QCOMPARE(generation().tape().size(), std::int64_t(66));
}

void TestGenerationSession::aTapeStaysATape()
{
    QVERIFY(open());
    generate(QStringLiteral("ROMEO:"), 20);
    const Tape tape = generation().tape();
    generation().show(tape);
    QVERIFY(finish() && generation().readsAgain());
    restart(kept());
    QVERIFY(finish() && generation().showsTape());
    QVERIFY(open());
    QTRY_VERIFY(generation().readsAgain());
    QVERIFY(finish());
    QVERIFY(generation().origin().contains(QStringLiteral("Recorded ")));
    QCOMPARE(QString::fromStdString(generation().tape().recorded),
        QString::fromStdString(tape.recorded));
}

void TestGenerationSession::oneComesBackToWhereOneWas()
{
    QVERIFY(open());
    generate(QStringLiteral("ROMEO:"), 400);
    m_panel->resize(900, 560); // so that there is something to scroll
    auto* text = find<TokenText>("sparseText");
    QTest::keyClick(text, Qt::Key_Home);
    for (int i = 0; i < 70; ++i)
        QTest::keyClick(text, Qt::Key_Right);
    text->verticalScrollBar()->setValue(text->verticalScrollBar()->maximum() / 2);
    const int top = text->top();
    const NeuronAddress neuron{0, writer("sparseText")->tokens()[70].firing.layers[0].neurons[1]};
    m_panel->findChild<Inspector*>()->keep(Twin::Sparse, neuron);
    const Kept before = kept();
    lower();
    raise();
    m_panel->resize(900, 560);
    restore(before);
    QVERIFY(finish());
    QCOMPARE(m_panel->pickedToken(), 70);
    QVERIFY(open());
    QVERIFY(isBack() && finish());
    QCOMPARE(m_panel->pickedToken(), 70);
    QVERIFY(!m_panel->followsNewest());
    QVERIFY(top > 70);
    QCOMPARE(find<TokenText>("sparseText")->top(), top);
    compareBoard("sparseText", 70);
    QTRY_COMPARE(m_panel->findChild<Inspector*>()->kept(Twin::Sparse), std::optional(neuron));
    QTRY_COMPARE(QString::fromStdString(panelValues()), QString::fromStdString(before.panel));
}

/// From the recorded text to the one that its models have read again, and while they write on.
void TestGenerationSession::theCharacterThatWasLookedIntoStays()
{
    QVERIFY(open());
    writeSome();
    Q_EMIT writer("sparseText")->tokenPicked(9);
    const auto isLookedInto = [this] {
        const auto* page = m_panel->findChild<TokenPage*>();
        return page && page->isVisible() && m_panel->pickedToken() == 9;
    };
    QVERIFY(isLookedInto());
    restart(kept());
    QVERIFY(finish());
    QTRY_VERIFY(isLookedInto());
    QTest::qWait(300); // the inspector has come to rest
    QVERIFY(open());
    QVERIFY(isBack());
    QTRY_VERIFY(isLookedInto());
    QVERIFY(finish());
    QVERIFY(isLookedInto());
}

void TestGenerationSession::whatSurgeryChangedIsStillSaid()
{
    QVERIFY(open());
    generate(QStringLiteral("ROMEO:"), 60);
    const std::u32string before = written("sparseText");
    Surgery surgery;
    for (const auto neuron : writer("sparseText")->tokens()[5].firing.layers[0].neurons)
        surgery.disabled.push_back({0, static_cast<int>(neuron)});
    m_workbench->inspection().operate(
        Task::Text, Twin::Sparse, surgery, QStringLiteral("switch off"));
    QTRY_VERIFY(generation().tape().tracks.front().model().surgery == ordered(surgery));
    QVERIFY(finish());
    QVERIFY(written("sparseText") != before);
    const int place = writer("sparseText")->text().firstDifference();
    const Kept then = kept();
    restart(then);
    QVERIFY(open());
    m_workbench->library().operate(Task::Text, Twin::Sparse, ordered(surgery)); // as it restores it
    QVERIFY(isBack() && finish());
    QCOMPARE(writer("sparseText")->text().firstDifference(), place);
    QCOMPARE(writer("denseText")->text().firstDifference(), -1);
    QCOMPARE(QString::fromStdString(panelValues()), QString::fromStdString(then.panel));
}

void TestGenerationSession::bookmarksThatATextHasNotComeToAreKept()
{
    QVERIFY(open());
    writeSome();
    generation().setBookmarks({{3, "near"}, {50, "far"}});
    Kept before = kept();
    before.tape.bookmarks.pop_back(); // a tape takes none outside the text
    restart(before);
    QCOMPARE(generation().tape().bookmarks.size(), std::size_t(2));
    QVERIFY(open());
    QVERIFY(isBack() && finish());
    const auto& marks = m_panel->findChild<Timeline*>()->bookmarks();
    QCOMPARE(marks.size(), std::size_t(2));
    QVERIFY(marks.back() == (TapeBookmark{50, "far"}));
}

void TestGenerationSession::badValuesChangeNothing()
{
    QVERIFY(open());
    generate(QStringLiteral("ROMEO:"), 10);
    find<QPushButton>("stop")->setFocus();
    const Kept before = kept();
    const std::array bad{R"({"prompt":"x","pace":3})", R"({"prompt":"x","pace":"fast"})",
        R"({"prompt":"x","threads":0})", R"({"prompt":"x","who_writes":"nobody"})",
        R"({"prompt":"x","large":"both"})", R"({"prompt":"x","lights":"loud"})",
        R"({"prompt":"x","sample":{"temperature":"-1"}})", R"({"prompt":"x","picked":-2})",
        R"({"prompt":"x","follows":1})", R"({"prompt":7})",
        R"({"prompt":"x","sparse_before_surgery":[]})",
        R"({"prompt":"x","inspector":{"neuron_of":"nobody"}})"};
    for (const char* values : bad) {
        const QString told = refusal([&] { m_panel->restore(JsonDocument(values).object()); });
        QVERIFY2(!told.isEmpty(), values);
        QCOMPARE(QString::fromStdString(panelValues()), QString::fromStdString(before.panel));
    }
    const std::array badText{R"({})", R"({"recorded":false,"sparse_unwritten":-1})",
        R"({"recorded":false,"sparse_unwritten":0,"dense_unwritten":1e9})",
        R"({"recorded":false,"sparse_unwritten":0,"dense_unwritten":0,
            "bookmarks_ahead":[{"token":2,"note":""}]})"};
    for (const char* values : badText) {
        QVERIFY2(!refusal([&] {
            generation().restore(JsonDocument(values).object(), before.tape);
        }).isEmpty(),
            values);
        QVERIFY(!generation().showsTape());
        QCOMPARE(QString::fromStdString(kept().text), QString::fromStdString(before.text));
    }
    m_panel->restore(JsonDocument(R"({"prompt":"only this"})").object());
    QCOMPARE(find<PromptEdit>("prompt")->prompt(), QStringLiteral("only this"));
    QCOMPARE(find<QSpinBox>("tokens")->value(), 10);
}

GLOWWORM_TEST(TestGenerationSession)
#include "tst_generation_session.moc"
