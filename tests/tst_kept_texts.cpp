// SPDX-License-Identifier: GPL-3.0-or-later
// Texts of the window as tapes: recorded while they are written, kept in files, and shown again
// with the models that wrote them and without.
#include "model/tape/tape_file.h"
#include "support/file_bytes.h"
#include "support/small_models.h"
#include "ui/generation/generation_panel.h"
#include "ui/generation/token_text.h"
#include "ui/session/generation.h"
#include "ui/session/library.h"
#include "ui/session/workbench.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/value_label.h"

#include <QSignalSpy>

#include <algorithm>

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
        QVERIFY(panel.messages().text().contains(QStringLiteral("Recorded 2")));
        const auto labels = panel.findChildren<ValueLabel*>();
        const auto speed = std::ranges::find_if(labels, [](const ValueLabel* label) {
            return label->accessibleName().contains(QStringLiteral("characters/s"));
        });
        QVERIFY(speed != labels.end());
        QVERIFY((*speed)->accessibleName().endsWith(QStringLiteral("recorded")));
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

QTEST_MAIN(TestKeptTexts)
#include "tst_kept_texts.moc"
