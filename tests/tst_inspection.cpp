// SPDX-License-Identifier: GPL-3.0-or-later
// The window's questions about neurons, and surgery on the open models: what it changes, what it
// costs, and that it can be undone.
#include "ui/session/inspection.h"

#include "model/training/run_text.h"
#include "support/data_folder.h"
#include "support/run_test.h"
#include "support/small_models.h"
#include "ui/session/generation.h"
#include "ui/session/library.h"
#include "ui/session/workbench.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <fstream>
#include <memory>

using namespace glowworm;
using namespace glowworm::test;

namespace {

constexpr Task kText = Task::Text;
constexpr Twin kSparse = Twin::Sparse;

/// In the characters of smallText().
QString writeLetters(const QString& file)
{
    std::ofstream text(file.toStdString());
    for (int line = 0; line < 60; ++line)
        text << "ROMEO: a bee" << (line % 3 == 0 ? " ace" : " babe") << "\nREMO: abc\n";
    return file;
}

} // namespace

class TestInspection : public QObject {
    Q_OBJECT

    DataFolder m_folder;
    std::unique_ptr<Workbench> m_workbench;

    Inspection& inspection() { return m_workbench->inspection(); }
    const LoadedModel& open() { return *m_workbench->library().model(kText, kSparse); }
    bool follows(const Surgery& surgery) // the weights
    {
        return QTest::qWaitFor([&] { return open().surgery == surgery; });
    }
    std::vector<int> written(std::vector<GeneratedToken>* kept = nullptr)
    {
        std::vector<int> tokens;
        const auto connection = connect(&m_workbench->generation(), &Generation::updated, this,
            [&](const GenerationUpdate& update) {
                for (const GeneratedToken& token : update.tokens) {
                    tokens.push_back(token.token);
                    if (kept)
                        kept->push_back(token);
                }
            });
        QSignalSpy ended(&m_workbench->generation(), &Generation::ended);
        SampleConfig sample;
        sample.tokens = 60;
        m_workbench->generation().start(sample, QStringLiteral("ROMEO:"), true, false, 0);
        if (!QTest::qWaitFor([&] { return ended.count() > 0; }))
            tokens.clear();
        disconnect(connection);
        return tokens;
    }

private Q_SLOTS:
    void init()
    {
        qputenv("XDG_CACHE_HOME", m_folder.filePath(QStringLiteral("cache")).toUtf8());
        m_workbench = std::make_unique<Workbench>();
        QVERIFY(openModels(*m_workbench, m_folder,
            {smallText(Routing::Gated), smallText(Routing::Dense), smallDigits(Routing::Gated)}));
        m_workbench->library().openText(
            writeLetters(m_folder.filePath(QStringLiteral("letters.txt"))));
        QTRY_VERIFY(m_workbench->library().data().text != nullptr);
    }
    void cleanup() { m_workbench.reset(); }

    void aNeuronIsAnsweredUntilItsBiographyIsExact()
    {
        QSignalSpy answered(&inspection(), &Inspection::answered);
        NeuronWhere where;
        where.tokens = {3, 4, 5, 6, 7};
        where.promptTokens = 2;
        inspection().ask(kText, kSparse, {1, 9}, where);
        QTRY_VERIFY(!answered.isEmpty() && answered.last().at(2).value<NeuronReport>().biography
            && answered.last().at(2).value<NeuronReport>().biography->complete());
        const auto report = answered.last().at(2).value<NeuronReport>();
        QCOMPARE(report.name, std::string("L1.G01.N01"));
        QVERIFY(report.moment && report.moment->probability);
        QVERIFY(report.biography->corpus.data == "letters.txt");
        inspection().ask(kText, Twin::Dense, {0, 2}, where);
        QTRY_VERIFY(answered.last().at(1).value<Twin>() == Twin::Dense
            && answered.last().at(2).value<NeuronReport>().biography);
        // whatever is open beside it
        QCOMPARE(inspection().grid(kText, Twin::Dense).groupSize, 48);
    }

    void theLifeOfANeuronIsWhatTheRunOfItsModelKept()
    {
        const std::filesystem::path run = m_folder.filePath(QStringLiteral("run")).toStdString();
        std::filesystem::create_directories(run / "sparse");
        const ModelState model = smallText(Routing::Gated);
        TrainingEvent event;
        event.kind = TrainingEvent::Kind::Evaluation;
        event.step.step = 7;
        event.eval.fired.assign(
            static_cast<std::size_t>(model.config.layers * model.config.neurons), 0);
        event.eval.fired[0] = 3;
        event.eval.fired[1] = 1;
        std::ofstream(run / "run.json") << "{}";
        std::ofstream(run / "history.jsonl") << historyLine(event);
        writeModel(run / "sparse" / checkpointName(7), model);
        const auto before = open().state;
        m_workbench->library().openModel(
            QString::fromStdString((run / "sparse" / checkpointName(7)).string()));
        QTRY_VERIFY(open().state != before);
        QSignalSpy answered(&inspection(), &Inspection::answered);
        inspection().ask(kText, kSparse, {0, 1});
        QTRY_VERIFY(
            !answered.isEmpty() && !answered.last().at(2).value<NeuronReport>().life.empty());
        QCOMPARE(answered.last().at(2).value<NeuronReport>().life,
            (std::vector<NeuronLifePoint>{{7, 0.25}}));
    }

    void whatIsForgottenHasNoAnswer()
    {
        QSignalSpy answered(&inspection(), &Inspection::answered);
        inspection().ask(kText, kSparse, {1, 9});
        inspection().forget();
        QTest::qWait(200);
        QCOMPARE(answered.count(), 0);
        inspection().ask(Task::Digits, Twin::Dense, {0, 0}); // not open
        QTest::qWait(50);
        QCOMPARE(answered.count(), 0);
    }

    void aDisabledNeuronNeverFiresAndUndoGivesTheTextBack()
    {
        std::vector<GeneratedToken> before;
        const std::vector<int> text = written(&before);
        QVERIFY(text.size() > 60);
        Surgery surgery;
        for (const std::uint16_t neuron : before[10].firing.layers[0].neurons)
            surgery.disabled.push_back({0, neuron});
        QSignalSpy changed(&inspection(), &Inspection::surgeryChanged);
        inspection().operate(kText, kSparse, surgery, QStringLiteral("Switch off"));
        QCOMPARE(changed.count(), 1);
        QVERIFY(follows(surgery));
        std::vector<GeneratedToken> after;
        QVERIFY(written(&after) != text);
        for (const GeneratedToken& token : after)
            for (const NeuronAddress& off : surgery.disabled)
                QVERIFY(std::ranges::count(token.firing.layers[0].neurons, off.neuron) == 0);
        const Tape kept = m_workbench->generation().tape(); // says what was done
        QVERIFY(kept.tracks.front().model().surgery == surgery);
        inspection().edits(kText).undo();
        QVERIFY(follows({}));
        QVERIFY(written() == text);
        QVERIFY(m_workbench->generation().tape().tracks.front().model().surgery.empty());
        QCOMPARE(inspection().edits(kText).redoText(), QStringLiteral("Switch off"));
        inspection().edits(kText).redo();
        QVERIFY(follows(surgery));
        QVERIFY(inspection().surgery(kText, kSparse) == surgery);
    }

    void theLossIsMeasuredInTheBackground()
    {
        Surgery surgery;
        surgery.forced = {{0, 3}, {0, 12}};
        inspection().operate(kText, kSparse, surgery, QStringLiteral("Force"));
        QVERIFY(!inspection().lossChange(kText, kSparse));
        QTRY_VERIFY(inspection().lossChange(kText, kSparse)
            && inspection().lossChange(kText, kSparse)->complete());
        QVERIFY(inspection().lossChange(kText, kSparse)->change != 0);
        inspection().edits(kText).undo();
        QVERIFY(!inspection().lossChange(kText, kSparse));
        inspection().operate(Task::Digits, kSparse, {{{0, 3}}, {}}, QStringLiteral("Off"));
        QTRY_VERIFY(inspection()
                        .lossProblem(Task::Digits, kSparse)
                        .contains(QLatin1String("no test pictures are open")));
    }

    void impossibleSurgeryIsToldAndChangesNothing()
    {
        QSignalSpy problems(m_workbench.get(), &Workbench::problem);
        inspection().operate(kText, Twin::Dense, {{}, {{0, 3}}}, QStringLiteral("Force"));
        QCOMPARE(problems.count(), 1);
        QVERIFY(problems.first().first().toString().contains(QLatin1String("does not choose")));
        QVERIFY(!inspection().edits(kText).canUndo());
        QVERIFY(inspection().surgery(kText, Twin::Dense).empty());
    }

    void surgeryOutlivesAnotherFormatButNotAnotherModel()
    {
        const Surgery surgery{{{0, 3}}, {}};
        inspection().operate(kText, kSparse, surgery, QStringLiteral("Off"));
        m_workbench->library().setWeightFormat(WeightFormat::Int8); // while the weights follow
        QTRY_VERIFY(open().language->format == WeightFormat::Int8 && open().surgery == surgery);
        QSignalSpy changed(&inspection(), &Inspection::surgeryChanged);
        const auto state = open().state;
        m_workbench->library().openModel(m_folder.filePath(QStringLiteral("model0.safetensors")));
        QTRY_VERIFY(open().state != state);
        QVERIFY(open().surgery.empty() && inspection().surgery(kText, kSparse).empty());
        QCOMPARE(changed.count(), 1);
        inspection().edits(kText).undo(); // of the model that went: passed over
        QTest::qWait(50);
        QVERIFY(open().surgery.empty());
        QVERIFY(!inspection().edits(kText).canRedo());
    }

    void theCensusIsTaken()
    {
        QSignalSpy taken(&inspection(), &Inspection::censusTaken);
        inspection().askCensus(kText, kSparse);
        QTRY_VERIFY(!taken.isEmpty() && taken.last().at(2).value<NeuronCensus>().complete());
        QCOMPARE(taken.last().at(2).value<NeuronCensus>().groups.size(), std::size_t(12));
    }

    void leavingDoesNotWaitForTheCorpus()
    {
        std::ofstream text(m_folder.filePath(QStringLiteral("long.txt")).toStdString());
        for (int line = 0; line < 60000; ++line)
            text << "ROMEO: a bee came back\n";
        text.close();
        m_workbench->library().openText(m_folder.filePath(QStringLiteral("long.txt")));
        QTRY_VERIFY(m_workbench->library().data().text->name() == "long.txt");
        QSignalSpy ready(m_workbench.get(), &Workbench::readyToQuit);
        inspection().ask(kText, kSparse, {0, 0});
        QTest::qWait(100);
        m_workbench->shutDown();
        QVERIFY(ready.wait(1000));
    }
};

GLOWWORM_TEST(TestInspection)
#include "tst_inspection.moc"
