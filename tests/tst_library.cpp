// SPDX-License-Identifier: GPL-3.0-or-later
// The library: what is opened, in the background, and what is said of files that cannot be.
#include "ui/session/library.h"

#include "support/desk.h"
#include "support/small_experiment.h"

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

    void missingFileIsASentenceNotACrash()
    {
        Desk desk;
        desk.workbench.library().openModel(
            m_folder.filePath(QStringLiteral("missing.safetensors")));
        QTRY_COMPARE(desk.problems.count(), 1);
        QVERIFY(desk.problems.first().first().toString().contains(
            QStringLiteral("missing.safetensors")));
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

QTEST_MAIN(TestLibrary)
#include "tst_library.moc"
