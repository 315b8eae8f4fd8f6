// SPDX-License-Identifier: GPL-3.0-or-later
// The library: what is opened, in the background, and what is said of files that cannot be.
#include "ui/session/library.h"

#include "model/base/json_reader.h"
#include "model/data/data_folder.h"
#include "model/session/session_values.h"
#include "support/desk.h"
#include "support/file_bytes.h"
#include "support/run_test.h"
#include "support/sample_bytes.h"
#include "support/small_experiment.h"
#include "support/small_models.h"
#include "ui/shell/opened_files.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace glowworm;
using test::Desk;

class TestLibrary : public QObject {
    Q_OBJECT

    test::TextFolder m_folder;

private Q_SLOTS:
    void whileFilesAreBeingOpenedTheRefusalSaysSo()
    {
        Desk desk;
        const QString without = desk.workbench.refusalOf(Work::Training);
        desk.workbench.library().openText(m_folder.file());
        const QString meanwhile = desk.workbench.refusalOf(Work::Training);
        QVERIFY(!meanwhile.isEmpty() && meanwhile != without);
        QTRY_VERIFY(desk.workbench.refusalOf(Work::Training).isEmpty());
    }

    void openedTextSetsTheVocabulary()
    {
        Desk desk;
        QSignalSpy changed(&desk.workbench.library(), &Library::dataChanged);
        m_folder.openIn(desk.workbench);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(desk.workbench.library().source(Task::Text), m_folder.file());
        QCOMPARE(desk.workbench.training().config().model.vocabSize,
            desk.workbench.library().data().text->vocabulary().size());
        desk.workbench.training().setConfig(
            test::tinyText(), false); // comes with another size of vocabulary
        QCOMPARE(desk.workbench.training().config().model.vocabSize,
            desk.workbench.library().data().text->vocabulary().size());
    }

    /// Any text can be trained on, but nobody meant a session that is cut off, or emptied by hand.
    void aTextOfAnotherNameIsToldAndNotOpened_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("wanted");
        QTest::newRow("session") << QStringLiteral("desk.glowworm")
                                 << QStringLiteral("a session of Glowworm");
        QTest::newRow("tape") << QStringLiteral("t.glowtape")
                              << QStringLiteral("the tape of a text");
        QTest::newRow("model") << QStringLiteral("M.SafeTensors")
                               << QStringLiteral("a model (safetensors)");
        QTest::newRow("result") << QStringLiteral("r.json")
                                << QStringLiteral("the result of an experiment or a timing");
        QTest::newRow("drawing") << QStringLiteral("seven.png") << QStringLiteral("a PNG picture");
        QTest::newRow("pictures") << QStringLiteral("train-images-idx3-ubyte")
                                  << QStringLiteral("an IDX file of pictures or labels");
    }
    void aTextOfAnotherNameIsToldAndNotOpened()
    {
        QFETCH(QString, name);
        QFETCH(QString, wanted);
        const QTemporaryDir folder;
        const QString file = test::writeText(folder.filePath(name));
        Desk desk;
        desk.workbench.library().open({file});
        QTRY_COMPARE(desk.problems.count(), 1);
        QCOMPARE(desk.problems.first().first().toString(),
            QStringLiteral("%1 is a text, not %2. Use another copy of the file; to train on it as "
                           "a text, use File > Open text.")
                .arg(name, wanted));
        QVERIFY(!desk.workbench.library().data().text);
        desk.workbench.library().openText(file); // as the sentence says
        QTRY_VERIFY(desk.workbench.library().data().text);
    }

    /// Of a model of the other known set, which is no file of digits at first.
    void aSetThatCouldNotBeReadIsAskedForAgain()
    {
        const QTemporaryDir data;
        const QByteArray before = qgetenv("XDG_DATA_HOME");
        qputenv("XDG_DATA_HOME", data.path().toUtf8());
        const std::filesystem::path folder = dataFolder() / kDigitSets[1].name;
        std::filesystem::create_directories(folder);
        const auto write
            = [&](const char* part, const std::string& pixels, const std::string& said) {
                  test::writeBytes(folder / (part + std::string("-images-idx3-ubyte")), pixels);
                  test::writeBytes(folder / (part + std::string("-labels-idx1-ubyte")), said);
              };
        write("train", "no pictures", "no labels");
        write("t10k", "no pictures", "no labels");
        Desk desk;
        ModelState model = test::smallDigits(Routing::Gated);
        model.corpusHash = kDigitSets[1].hash;
        QVERIFY(test::openModels(desk.workbench, data, {model}));
        QTRY_COMPARE(desk.problems.count(), 1);
        QVERIFY(!desk.workbench.library().data().digits);
        write("train", test::pictures(30), test::labels(30));
        write("t10k", test::pictures(10), test::labels(10));
        desk.workbench.library().openModel(data.filePath(QStringLiteral("model0.safetensors")));
        QTRY_VERIFY(desk.workbench.library().data().digits != nullptr);
        QCOMPARE(desk.workbench.library().data().testDigits->count(), std::int64_t(10));
        qputenv("XDG_DATA_HOME", before);
    }

    void missingFileIsASentenceNotACrash()
    {
        Desk desk;
        desk.workbench.library().openModel(
            m_folder.filePath(QStringLiteral("missing.safetensors")));
        QTRY_COMPARE(desk.problems.count(), 1);
        QVERIFY(desk.problems.first().first().toString().contains(
            QStringLiteral("missing.safetensors")));
    }

    void anOpenedModelSaysOfWhichTaskItIs()
    {
        Desk desk;
        QSignalSpy changed(&desk.workbench.library(), &Library::modelsChanged);
        QTemporaryDir folder;
        QVERIFY(test::openModels(desk.workbench, folder,
            {test::smallDigits(Routing::Gated), test::smallText(Routing::Dense)}));
        QCOMPARE(changed.count(), 2);
        QCOMPARE(changed[0][0].value<Task>(), Task::Digits);
        QCOMPARE(changed[1][0].value<Task>(), Task::Text);
    }

    void anOpenedExperimentIsReadInTheBackground()
    {
        Desk desk;
        QSignalSpy opened(&desk.workbench.library(), &Library::experimentOpened);
        const QString file = m_folder.filePath(QStringLiteral("result.json"));
        std::ofstream(file.toStdString()) << toJson(test::smallExperiment());
        desk.workbench.library().openExperiment(file);
        QVERIFY(!desk.workbench.library().experiment());
        QTRY_COMPARE(opened.count(), 1);
        QCOMPARE(desk.workbench.library().experiment()->rows.size(), std::size_t(3));
        QCOMPARE(desk.workbench.library().experimentFile(), file);
        desk.workbench.library().openExperiment(m_folder.filePath(QStringLiteral("missing.json")));
        QTRY_COMPARE(desk.problems.count(), 1);
        QVERIFY(desk.workbench.library().experiment()); // what was open stays
    }

    void aModelOfEachTaskIsOneAlone()
    {
        Desk desk;
        const QTemporaryDir folder;
        OpenedFiles files(
            desk.workbench.training(), desk.workbench.generation(), desk.workbench.library());
        files.begin();
        QVERIFY(test::openModels(desk.workbench, folder,
            {test::smallText(Routing::Gated), test::smallDigits(Routing::Gated)}));
        QCOMPARE(files.news(PanelId::Setup),
            QStringList{QStringLiteral("Several models are open: digits, sparse; text, sparse. "
                                       "Digits (Ctrl+4) answers with it. Generation (Ctrl+3) "
                                       "writes with it.")});
    }

    /// A disk that is not there today is there tomorrow; a file that is gone from its folder is
    /// gone.
    void whatLiesOnADiskThatIsNotThereStaysNamed()
    {
        const QTemporaryDir folder;
        Workbench workbench{test::fakeCreate()};
        Library& library = workbench.library();
        const auto textAfter = [&](const QString& named) {
            QSignalSpy read(&library, &Library::fileRead);
            SessionValues before;
            before.text("text", named.toStdString());
            library.restore(JsonDocument(before.json()).object());
            if (!named.isEmpty())
                read.wait();
            SessionValues values;
            library.save(values);
            return QString::fromStdString(JsonDocument(values.json()).object().text("text"));
        };
        const QString away = folder.filePath(QStringLiteral("disk/text.txt"));
        QCOMPARE(textAfter(away), away);
        QCOMPARE(textAfter(folder.filePath(QStringLiteral("text.txt"))), QString());
        QCOMPARE(textAfter(away), away);
        const QString other = test::writeText(folder.filePath(QStringLiteral("other.txt")));
        library.openText(other);
        QTRY_COMPARE(library.source(Task::Text), other);
        QCOMPARE(textAfter({}), other);
    }

    void shippedModelsThatAreMissingAreASentence()
    {
        const QByteArray before = qgetenv("GLOWWORM_RESOURCES");
        qputenv("GLOWWORM_RESOURCES", m_folder.path().toUtf8());
        Desk desk;
        QString last; // that was said since a file was opened
        QObject::connect(
            &desk.workbench, &Workbench::opening, &desk.workbench, [&last] { last.clear(); });
        QObject::connect(&desk.workbench, &Workbench::problem, &desk.workbench,
            [&last](const QString& sentence) { last = sentence; });
        desk.workbench.library().openShippedModels();
        desk.workbench.library().open({}); // as when the program starts
        qputenv("GLOWWORM_RESOURCES", before);
        QTRY_COMPARE(desk.problems.count(), 1);
        QVERIFY2(last.contains(QStringLiteral("models")), qPrintable(last));
    }
};

GLOWWORM_TEST(TestLibrary)
#include "tst_library.moc"
