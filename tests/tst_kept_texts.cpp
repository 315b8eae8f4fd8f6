// SPDX-License-Identifier: GPL-3.0-or-later
// Texts of the window as tapes: recorded while they are written, kept in files, and shown again
// with the models that wrote them and without.
#include "model/io/safetensors.h"
#include "model/tape/tape_export.h"
#include "model/tape/tape_file.h"
#include "support/file_bytes.h"
#include "support/refusal.h"
#include "support/run_test.h"
#include "support/small_benchmarks.h"
#include "support/small_models.h"
#include "ui/generation/generation_panel.h"
#include "ui/generation/token_text.h"
#include "ui/generation/writing_controls.h"
#include "ui/session/generation.h"
#include "ui/session/inspection.h"
#include "ui/session/library.h"
#include "ui/session/timing.h"
#include "ui/session/workbench.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/value_label.h"

#include <QSignalSpy>

#include <algorithm>
#include <array>
#include <utility>

using namespace glowworm;
using namespace glowworm::test;

namespace {

/// A workbench whose text is looked at.
struct Watched {
    Workbench workbench;
    Generation& generation{workbench.generation()};
    QSignalSpy started{&generation, &Generation::started}, ended{&generation, &Generation::ended},
        problems{&workbench, &Workbench::problem};
    GenerationUpdate told;

    Watched()
    {
        QObject::connect(&generation, &Generation::started, &generation, [this] { told = {}; });
        QObject::connect(&generation, &Generation::updated, &generation,
            [this](const GenerationUpdate& update) { told.add(update); });
    }
    void write(int tokens = 12)
    {
        SampleConfig sample;
        sample.tokens = tokens;
        generation.start(sample, QStringLiteral("ab"), true, true, 0);
    }
    bool ends(int times = 1)
    {
        return QTest::qWaitFor([&] { return ended.size() == times; }, 5000);
    }
};

} // namespace

class TestKeptTexts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyTextIsRecorded()
    {
        Watched desk;
        QVERIFY(openModels(
            desk.workbench, m_folder, {smallText(Routing::Gated), smallText(Routing::Dense)}));
        desk.write();
        QVERIFY(desk.ends());
        const Tape& tape = desk.generation.tape();
        QCOMPARE(tape.tracks.size(), std::size_t(2));
        QVERIFY(desk.generation.origin().isEmpty());
        for (const GeneratedToken& token : desk.told.tokens) {
            QVERIFY(tape.track(token.twin)->agrees(token));
            QVERIFY(tape.track(token.twin)->character(token.index) == token.character);
        }
        QCOMPARE(static_cast<std::size_t>(tape.tracks[0].size() + tape.tracks[1].size()),
            desk.told.tokens.size());
        QCOMPARE(tape.tracks[0].model().hash, desk.generation.writer(Twin::Sparse)->hash);
        desk.write(3);
        QVERIFY(desk.ends(2));
        QCOMPARE(desk.generation.tape().sample.tokens, 3); // the newest text only
    }

    void aTapeShowsWithoutItsModels()
    {
        const QString file = kept();
        Watched desk;
        desk.workbench.library().open({file});
        QVERIFY(desk.ends());
        QCOMPARE(desk.started.size(), 1);
        QCOMPARE(desk.told.tokens.size(), m_written.tokens.size());
        for (std::size_t i = 0; i < m_written.tokens.size(); ++i) {
            QCOMPARE(desk.told.tokens[i].token, m_written.tokens[i].token);
            QVERIFY(!desk.told.tokens[i].firing.valuesKnown);
            QVERIFY(desk.told.tokens[i].voters.empty());
            QVERIFY(desk.told.tokens[i].firing.layers[0].neurons
                == m_written.tokens[i].firing.layers[0].neurons);
        }
        const LoadedModel* writer = desk.generation.writer(Twin::Sparse);
        QVERIFY(writer && writer->state->tensors.empty());
        QCOMPARE(writer->language->vocabulary.size(), std::size_t(writer->state->config.vocabSize));
        QVERIFY(desk.generation.origin().contains(QStringLiteral("Without the models")));
        QVERIFY(desk.problems.isEmpty());
    }

    void theModelsThatWroteItGiveTheValuesAgain()
    {
        const QString file = kept();
        Watched desk;
        QVERIFY(openWriters(desk.workbench));
        desk.workbench.library().open({file});
        QVERIFY(desk.ends());
        QCOMPARE(desk.told.tokens.size(), m_written.tokens.size());
        for (std::size_t i = 0; i < m_written.tokens.size(); ++i) {
            QCOMPARE(desk.told.tokens[i].token, m_written.tokens[i].token);
            QVERIFY(desk.told.tokens[i].firing.valuesKnown);
            QVERIFY(!desk.told.tokens[i].voters.empty());
            QVERIFY(desk.told.tokens[i].firing.layers[0].values
                == m_written.tokens[i].firing.layers[0].values);
            QCOMPARE(desk.told.tokens[i].seconds, double(float(m_written.tokens[i].seconds)));
        }
        QCOMPARE(desk.told.speeds.size(), std::size_t(2)); // of then
        for (const GenerationSpeed& speed : desk.told.speeds)
            for (const GenerationSpeed& then : m_written.speeds)
                if (then.twin == speed.twin)
                    QCOMPARE(speed.tokenSeconds, then.tokenSeconds);
        QVERIFY(desk.problems.isEmpty());
        desk.write(5); // and then they go on as ever
        QVERIFY(desk.ends(2));
        QVERIFY(desk.generation.origin().isEmpty());
        QCOMPARE(desk.generation.tape().sample.tokens, 5);
    }

    void modelsThatComeLaterReadItAgain()
    {
        const QString file = kept();
        Watched desk;
        GenerationPanel panel(desk.workbench);
        auto* controls = panel.findChild<WritingControls*>();
        desk.workbench.library().open({file});
        QVERIFY(desk.ends());
        QCOMPARE(controls->prompt(), QStringLiteral("ab"));
        SampleConfig next;
        next.seed = 9;
        controls->setPrompt(QStringLiteral("ba")); // for the next text
        controls->setSample(next);
        desk.generation.setBookmarks({{3, "here"}});
        QVERIFY(openWriters(desk.workbench));
        QVERIFY(desk.ends(2));
        QVERIFY(desk.generation.readsAgain());
        QVERIFY(desk.generation.origin().startsWith(
            badged(QStringLiteral("Recorded"), Provenance::Recorded)));
        QVERIFY(desk.generation.origin().contains(
            badged(QStringLiteral("Values"), Provenance::Recomputed)));
        QVERIFY(desk.told.tokens.front().firing.valuesKnown);
        QCOMPARE(desk.told.tokens.size(), m_written.tokens.size());
        QCOMPARE(desk.generation.tape().bookmarks.size(), std::size_t(1));
        QCOMPARE(controls->prompt(), QStringLiteral("ba"));
        QVERIFY(controls->sample() == next);
    }

    void whatTheOpenModelsDoOtherwiseIsSaid()
    {
        const QString file = kept();
        Watched desk;
        QVERIFY(openWriters(desk.workbench));
        Library& library = desk.workbench.library();
        const auto format
            = [&] { return library.model(Task::Text, Twin::Dense)->language->format; };
        library.setWeightFormat(WeightFormat::Int8);
        QTRY_COMPARE(format(), WeightFormat::Int8);
        library.open({file});
        QVERIFY(desk.ends());
        QVERIFY2(desk.generation.origin().contains(QStringLiteral("fp32 weights")),
            qPrintable(desk.generation.origin()));
        library.setWeightFormat(WeightFormat::Fp32); // and then it is read again
        QVERIFY(QTest::qWaitFor([&] { return desk.generation.readsAgain(); }) && desk.ends(2));
        desk.workbench.inspection().operate(
            Task::Text, Twin::Sparse, {{{0, 1}}, {}}, QStringLiteral("off"));
        QTRY_VERIFY(!library.model(Task::Text, Twin::Sparse)->surgery.empty());
        library.open({file});
        QVERIFY(desk.ends(3));
        QVERIFY2(desk.generation.origin().contains(QStringLiteral("before surgery")),
            qPrintable(desk.generation.origin()));
    }

    void aTimingRunRefusesATape()
    {
        const QString file = kept();
        Watched desk;
        QVERIFY(openWriters(desk.workbench));
        desk.workbench.timing().start(test::endlessLayers());
        QVERIFY(desk.workbench.timing().running());
        desk.workbench.library().open({file});
        QTRY_COMPARE(desk.problems.size(), 1);
        QVERIFY(desk.problems.first().first().toString().contains(QStringLiteral("works alone")));
        QVERIFY(desk.started.isEmpty() && desk.generation.tape().empty());
        desk.workbench.timing().stop();
        QTRY_VERIFY(!desk.workbench.timing().running());
    }

    void whatAPersonTypedIsKept()
    {
        Watched desk;
        QVERIFY(openModels(
            desk.workbench, m_folder, {smallText(Routing::Gated), smallText(Routing::Dense)}));
        desk.write();
        QVERIFY(desk.ends());
        WrittenText text = desk.generation.tape().track(Twin::Dense)->edited(5, U"aa");
        text.more = 9;
        desk.generation.start({}, {}, true, true, 0, {{text, text}, {{4, "before"}}});
        QCOMPARE(desk.generation.asItStands().bookmarks.size(), std::size_t(1));
        QVERIFY(desk.ends(2));
        QCOMPARE(desk.generation.length(Twin::Sparse), std::int64_t(16));
        QSignalSpy saved(&desk.generation, &Generation::saved);
        desk.generation.save(m_folder.filePath(QStringLiteral("typed.glowtape")), TapeForm::Tape);
        QTRY_COMPARE(saved.size(), 1);
        const Tape tape = readTape(path("typed.glowtape"));
        for (const TapeTrack& track : tape.tracks) {
            QCOMPARE(track.size(), std::int64_t(16));
            QCOMPARE(track.promptSize(), std::int64_t(2));
            QCOMPARE(track.text().typed, (std::vector<std::size_t>{5, 6}));
            QVERIFY(track.text().characters.starts_with(text.characters));
        }
        QCOMPARE(tape.bookmarks.size(), std::size_t(1));
        QVERIFY(tapeHtml(tape).find(", typed\"") != std::string::npos);
    }

    void anEditOfAPromptKeepsItsEnd()
    {
        kept();
        const Tape tape = readTape(path("kept.glowtape")); // "ab" and what was written
        const TapeTrack& track = tape.tracks.front();
        const WrittenText begun = track.edited(0, U"bbb");
        QVERIFY(begun.characters == U"bbbb");
        QCOMPARE(begun.prompt, std::size_t(4));
        QCOMPARE(begun.typed, (std::vector<std::size_t>{0, 1, 2}));
        QVERIFY(track.edited(1, U"").characters == U"a");
        const WrittenText behind = track.edited(3, U"");
        QCOMPARE(behind.characters.size(), std::size_t(3));
        QCOMPARE(behind.prompt, std::size_t(2));
        QVERIFY(behind.typed.empty());
    }

    void anotherModelDoesNotSpeakForIt()
    {
        const QString file = kept();
        Watched desk;
        ModelState other = smallText(Routing::Gated);
        other.tensors.begin()->second.values[0] += 0.5F;
        QVERIFY(openModels(desk.workbench, m_folder, {other, smallText(Routing::Dense)}));
        desk.workbench.library().open({file});
        QVERIFY(desk.ends());
        QVERIFY(!desk.told.tokens.front().firing.valuesKnown);
    }

    void aTextIsKeptInEveryForm()
    {
        kept();
        Watched desk;
        desk.workbench.library().open({m_folder.filePath(QStringLiteral("kept.glowtape"))});
        QVERIFY(desk.ends());
        desk.generation.setBookmarks({{3, "here"}});
        QSignalSpy saved(&desk.generation, &Generation::saved);
        const std::vector<std::pair<const char*, TapeForm>> forms{{"a.txt", TapeForm::Text},
            {"a.html", TapeForm::Page}, {"a.csv", TapeForm::Table}, {"a.glowtape", TapeForm::Tape}};
        for (const auto& [name, form] : forms)
            desk.generation.save(m_folder.filePath(QLatin1String(name)), form);
        QTRY_COMPARE(saved.size(), 4);
        for (const auto& [name, form] : forms)
            QVERIFY(!readBytes(path(name)).empty());
        QCOMPARE(readTape(path("a.glowtape")).bookmarks.size(), std::size_t(1));
        desk.generation.save(m_folder.filePath(QStringLiteral("none/a.txt")), TapeForm::Text);
        QTRY_COMPARE(desk.problems.size(), 1);
        QCOMPARE(saved.size(), 4);
    }

    void theWindowSaysThatATextIsRecorded()
    {
        const QString file = kept();
        Watched desk;
        GenerationPanel panel(desk.workbench);
        panel.resize(1204, 740);
        panel.show();
        desk.workbench.library().open({file});
        QVERIFY(desk.ends());
        for (const Twin twin : {Twin::Sparse, Twin::Dense}) {
            const auto* text = panel.findChild<TokenText*>(
                twin == Twin::Sparse ? QStringLiteral("sparseText") : QStringLiteral("denseText"));
            QCOMPARE(text->tokenCount(), int(desk.generation.tape().track(twin)->size()));
        }
        QVERIFY(panel.messages().text().contains(QStringLiteral("Recorded ")));
        const auto labels = panel.findChildren<ValueLabel*>();
        for (const QString& unit : {QStringLiteral("characters/s"), QStringLiteral("nats")}) {
            const auto value = std::ranges::find_if(labels, [&unit](const ValueLabel* label) {
                return label->accessibleName().contains(unit);
            });
            QVERIFY2(value != labels.end(), qPrintable(unit));
            QVERIFY((*value)->accessibleName().endsWith(QStringLiteral("recorded")));
        }
    }

    /// Neither written nor read: what a bookmark may be is one rule.
    void bookmarksBeyondWhatATapeHoldsAreRefused()
    {
        const Tape whole = readTape(kept().toStdString());
        const auto says = [&](std::vector<TapeBookmark> marks) {
            Tape marked = whole;
            marked.bookmarks = std::move(marks);
            return refusal([&] { writeTape(path("marked.glowtape"), marked); });
        };
        QVERIFY(says({{whole.size(), {}}}).contains(QLatin1String("outside the text")));
        QVERIFY(
            says({{1, std::string(201, 'n')}}).contains(QLatin1String("The note at character 1 ")));
        QVERIFY(says(std::vector<TapeBookmark>(1001)).contains(QLatin1String("more bookmarks")));
        QVERIFY(says({{1, std::string(200, 'n')}, {2, "end"}}).isEmpty());

        const auto json = [](int token, const std::string& note) {
            return "{\"token\":" + std::to_string(token) + ",\"note\":\"" + note + "\"}";
        };
        const std::string good = json(2, "end");
        const std::array<std::pair<std::string, const char*>, 3> damages{
            {{json(99999, "end"), "outside the texts"},
                {json(2, std::string(201, 'n')), "at most 200 bytes"},
                {json(1, "end"), "a later one"}}};
        for (const auto& [bad, words] : damages) {
            SafetensorsFile file = readSafetensors(path("marked.glowtape"));
            std::string& tape = file.metadata.at("glowworm.tape");
            tape.replace(tape.find(good), good.size(), bad);
            writeSafetensors(path("bad.glowtape"), file.metadata, file.tensors);
            const QString found = refusal([&] { readTape(path("bad.glowtape")); });
            QVERIFY2(found.contains(QLatin1String(words)), qPrintable(found));
        }
    }

    void aDamagedTapeIsRefusedAndTheTextStays()
    {
        const QString file = kept();
        std::string bytes = readBytes(file.toStdString());
        bytes.resize(bytes.size() - 1);
        writeBytes(path("cut.glowtape"), bytes);
        Watched desk;
        desk.workbench.library().open({file});
        QVERIFY(desk.ends());
        desk.workbench.library().open({m_folder.filePath(QStringLiteral("cut.glowtape"))});
        QTRY_COMPARE(desk.problems.size(), 1);
        QVERIFY(desk.problems.first().first().toString().contains(QStringLiteral("ends early")));
        QCOMPARE(desk.started.size(), 1);
        QVERIFY(!desk.generation.tape().empty());
    }

private:
    std::filesystem::path path(const char* name) const
    {
        return m_folder.filePath(QLatin1String(name)).toStdString();
    }
    /// The file of a text that two models have written; m_written is what they told.
    QString kept()
    {
        const QString file = m_folder.filePath(QStringLiteral("kept.glowtape"));
        Watched desk;
        openModels(
            desk.workbench, m_folder, {smallText(Routing::Gated), smallText(Routing::Dense)});
        desk.write();
        desk.ends();
        QSignalSpy saved(&desk.generation, &Generation::saved);
        desk.generation.save(file, TapeForm::Tape);
        m_written = desk.told;
        return QTest::qWaitFor([&] { return saved.size() == 1; }, 5000) ? file : QString();
    }

    /// Those of kept(), as they lie there: written once more they would have another time in them,
    /// and so another hash.
    bool openWriters(const Workbench& workbench) const
    {
        for (const char* name : {"model0.safetensors", "model1.safetensors"})
            workbench.library().openModel(m_folder.filePath(QLatin1String(name)));
        return QTest::qWaitFor([&] {
            return workbench.library().model(Task::Text, Twin::Sparse)
                && workbench.library().model(Task::Text, Twin::Dense);
        });
    }

    QTemporaryDir m_folder;
    GenerationUpdate m_written;
};

GLOWWORM_TEST(TestKeptTexts)
#include "tst_kept_texts.moc"
