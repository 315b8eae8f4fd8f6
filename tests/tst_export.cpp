// SPDX-License-Identifier: GPL-3.0-or-later
// Exports of the window: names with their suffix, asked before they replace, and pictures that are
// written whole or not at all.
#include "support/file_bytes.h"
#include "support/run_test.h"
#include "support/small_experiment.h"
#include "ui/training/experiment_plot.h"
#include "ui/widgets/save_file.h"

#include <QFileDialog>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

#include <csignal>

#include <sys/resource.h>

using namespace glowworm;
using namespace glowworm::test;

namespace {

const QStringList kFilters{QStringLiteral("Curves (*.csv)"), QStringLiteral("Picture (*.png)"),
    QStringLiteral("Document (*.pdf)")};

/// What an XML file says in its first element of this name; a null string when it is not
/// well-formed.
QString textOf(const std::string& xml, const QString& element)
{
    QXmlStreamReader reader(QByteArray::fromStdString(xml));
    QString found;
    while (!reader.atEnd())
        if (reader.readNext() == QXmlStreamReader::StartElement && reader.name() == element
            && found.isNull())
            found = reader.readElementText();
    return reader.hasError() ? QString() : found;
}

} // namespace

class TestExport : public QObject {
    Q_OBJECT

    std::optional<QTemporaryDir> m_folder;
    QString path(const QString& name) const { return m_folder->filePath(name); }
    std::string content(const QString& name) const { return readBytes(path(name).toStdString()); }

    /// Asks for a name as the window does, and types it. `saved` gets what is to be written.
    void choose(QWidget& parent, const QString& name, const QString& filter, QString& saved)
    {
        askWhereToSave(&parent, QStringLiteral("Export"), path(QStringLiteral("training.csv")),
            kFilters, [&saved](const QString& file) { saved = file; });
        type(parent, name, filter);
    }
    void type(QWidget& parent, const QString& name, const QString& filter)
    {
        QFileDialog* dialog = nullptr;
        for (auto* candidate : parent.findChildren<QFileDialog*>())
            if (candidate->isVisible())
                dialog = candidate;
        QVERIFY(dialog);
        dialog->selectNameFilter(filter);
        dialog->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"))->setText(path(name));
        QMetaObject::invokeMethod(dialog, "accept");
    }
    QMessageBox* question(QWidget& parent) { return parent.findChild<QMessageBox*>(); }

    void press(QMessageBox& box, QMessageBox::ButtonRole role)
    {
        for (QAbstractButton* button : box.buttons())
            if (box.buttonRole(button) == role)
                button->click();
    }

private Q_SLOTS:
    void initTestCase()
    {
        QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
        std::signal(SIGXFSZ, SIG_IGN); // as the program does
    }
    void init() { m_folder.emplace(); }

    void suffixIsThatOfAFilter()
    {
        QCOMPARE(
            withSuffix(QStringLiteral("plot"), kFilters[1], kFilters), QStringLiteral("plot.png"));
        QCOMPARE(withSuffix(QStringLiteral("run.2024"), kFilters[1], kFilters),
            QStringLiteral("run.2024.png"));
        QCOMPARE(withSuffix(QStringLiteral("plot.PDF"), kFilters[1], kFilters),
            QStringLiteral("plot.PDF"));
        QCOMPARE(withSuffix(QStringLiteral("plot.csv.bak"), kFilters[0], kFilters),
            QStringLiteral("plot.csv.bak.csv"));
    }

    void aNewNameIsSavedAtOnce()
    {
        QWidget parent;
        QString saved;
        choose(parent, QStringLiteral("run.2024"), kFilters[1], saved);
        QCOMPARE(saved, path(QStringLiteral("run.2024.png")));
        QVERIFY(!question(parent));
    }

    void anotherDialogOfTheWindowIsNoAnswer()
    {
        QWidget parent;
        QDialog help(&parent); // a page that stays open beside the work
        help.show();
        QString saved;
        choose(parent, QStringLiteral("beside"), kFilters[0], saved);
        QCOMPARE(saved, path(QStringLiteral("beside.csv")));
    }

    void askingTwiceRaisesTheFirst()
    {
        QWidget parent;
        for (int time = 0; time < 2; ++time)
            askWhereToSave(
                &parent, QStringLiteral("Export"), QStringLiteral("a.csv"), kFilters, {});
        QCOMPARE(parent.findChildren<QFileDialog*>().size(), 1);
    }

    void anOldFileIsAskedAboutAfterTheSuffixIsAdded()
    {
        writeBytes(path(QStringLiteral("plot.png")).toStdString(), "mine");
        QWidget parent;
        QString saved;
        choose(parent, QStringLiteral("plot"), kFilters[1], saved);
        QVERIFY(saved.isNull());
        QMessageBox* box = question(parent);
        QVERIFY(box && box->isVisible() && !box->isModal());
        QVERIFY(box->text().contains(QStringLiteral("plot.png")));
        QCOMPARE(box->textFormat(), Qt::PlainText);
        press(*box, QMessageBox::DestructiveRole);
        QCOMPARE(saved, path(QStringLiteral("plot.png")));
    }

    void whoDoesNotWantItReplacedChoosesAgain()
    {
        writeBytes(path(QStringLiteral("plot.png")).toStdString(), "mine");
        QWidget parent;
        QString saved;
        choose(parent, QStringLiteral("plot"), kFilters[1], saved);
        QVERIFY(question(parent));
        QTest::keyClick(question(parent), Qt::Key_Escape);
        QVERIFY(saved.isNull());
        type(parent, QStringLiteral("other"), kFilters[1]);
        QCOMPARE(saved, path(QStringLiteral("other.png")));
    }

    void namesAreEscapedInDrawings()
    {
        ExperimentPlot plot(nullptr);
        const QString name = QStringLiteral("R&D <1>.svg");
        QCOMPARE(writePicture(
                     path(name), plot.picture(QStringLiteral("A & B"), QStringLiteral("<foot>"))),
            QString());
        QCOMPARE(textOf(content(name), QStringLiteral("title")), QStringLiteral("R&D <1>"));
    }

    void everyFormatIsWrittenWholeOrNotAtAll_data()
    {
        QTest::addColumn<QString>("suffix");
        QTest::addColumn<QByteArray>("start");
        QTest::newRow("png") << QStringLiteral(".png") << QByteArray("\x89PNG");
        QTest::newRow("svg") << QStringLiteral(".svg") << QByteArray("<?xml");
        QTest::newRow("pdf") << QStringLiteral(".pdf") << QByteArray("%PDF-");
    }
    void everyFormatIsWrittenWholeOrNotAtAll()
    {
        QFETCH(QString, suffix);
        QFETCH(QByteArray, start);
        ExperimentPlot plot(nullptr);
        plot.showExperiment(smallExperiment());
        const QString name = QStringLiteral("plot") + suffix;
        const auto exported = [&](const QString& file) {
            return writePicture(
                path(file), plot.picture(QStringLiteral("title"), QStringLiteral("foot")));
        };
        QCOMPARE(exported(name), QString());
        const std::string good = content(name);
        QVERIFY(good.starts_with(start.toStdString()));

        rlimit limit{};
        getrlimit(RLIMIT_FSIZE, &limit);
        rlimit full = limit;
        full.rlim_cur = 1000;
        setrlimit(RLIMIT_FSIZE, &full);
        const QString sentence = exported(name);
        setrlimit(RLIMIT_FSIZE, &limit);
        QVERIFY2(sentence.contains(QStringLiteral("File too large"))
                && sentence.contains(QStringLiteral("untouched")),
            qPrintable(sentence));
        QVERIFY(content(name) == good);

        QVERIFY(QFile::link(QStringLiteral("/dev/full"), path(QStringLiteral("full") + suffix)));
        QVERIFY(
            exported(QStringLiteral("full") + suffix).contains(QStringLiteral("No space left")));
    }

    void whatCannotBeWrittenIsSaid()
    {
        QVERIFY(writeFile(path(QStringLiteral("none/table.csv")), "x")
                    .contains(QStringLiteral("Make that folder")));
        QCOMPARE(writeFile(path(QStringLiteral("f\u00FCr.csv")), "x"), QString());
        QCOMPARE(content(QStringLiteral("f\u00FCr.csv")), std::string("x"));
    }
};

GLOWWORM_TEST(TestExport)
#include "tst_export.moc"
