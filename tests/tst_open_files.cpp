// SPDX-License-Identifier: GPL-3.0-or-later
// What is brought to the window goes where its content belongs, and nothing that lies on the disk
// holds the window up.
#include "ui/shell/main_window.h"

#include "model/data/data_folder.h"
#include "model/io/checkpoint.h"
#include "support/file_bytes.h"
#include "support/run_test.h"
#include "support/shown_window.h"
#include "support/small_experiment.h"
#include "ui/session/library.h"
#include "ui/session/open_files.h"
#include "ui/session/training.h"
#include "ui/session/workbench.h"
#include "ui/shell/event_probe.h"
#include "ui/shell/job_bar.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/panel.h"

#include <QApplication>
#include <QDir>
#include <QDropEvent>
#include <QFileDialog>
#include <QImage>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QListWidget>
#include <QMimeData>
#include <QProcess>
#include <QPushButton>
#include <QRegularExpression>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <thread>

#include <sys/stat.h>

using namespace glowworm;
using namespace glowworm::test;
using namespace std::string_literals;

namespace {

std::string lines(int count)
{
    std::string text;
    for (int line = 0; line < count; ++line)
        text += "the worm glows brighter when few of its cells work\n";
    return text;
}

struct FileWindow : test::Shown {
    QSignalSpy problems{&workbench, &Workbench::problem};
    FileWindow()
        : test::Shown(QSize())
    {
        workbench.training().setConfig(tinyText(), true);
    }
    void drop(const QStringList& files)
    {
        QList<QUrl> urls;
        for (const QString& file : files)
            urls << QUrl::fromLocalFile(file);
        QMimeData data;
        data.setUrls(urls);
        QDragEnterEvent enter(
            QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&window, &enter);
        QDropEvent event(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&window, &event);
    }
    QLabel& label(PanelId panel, const char* name)
    {
        return *window.panel(panel).findChild<QLabel*>(QLatin1String(name));
    }
    bool mayTrain()
    {
        return window.panel(PanelId::Setup)
            .findChild<QPushButton*>(QStringLiteral("start"))
            ->isEnabled();
    }
};

} // namespace

class TestOpenFiles : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    QString written(const char* name, const std::string& bytes) const
    {
        const QString file = m_folder.filePath(QLatin1String(name));
        writeBytes(file.toStdString(), bytes);
        return file;
    }

private Q_SLOTS:
    void initTestCase()
    {
        useFolder(m_folder);
        QLocale::setDefault(QLocale::c());
    }

    void droppedModelsNeedNoSuffix_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("capitals") << QStringLiteral("M.SAFETENSORS");
        QTest::newRow("none") << QStringLiteral("model");
        QTest::newRow("a text's") << QStringLiteral("model.txt");
    }
    void droppedModelsNeedNoSuffix()
    {
        QFETCH(QString, name);
        const QString file = m_folder.filePath(name);
        writeModel(std::filesystem::path(file.toStdString()),
            initialState(tinyText(), tinyTextData().text->vocabulary().characters()));
        FileWindow shown;
        shown.drop({file});
        QTRY_VERIFY(shown.workbench.library().model(Task::Text, Twin::Sparse));
        QCOMPARE(shown.problems.count(), 0);
    }

    void whatIsNoTextIsNeverTrainedOn()
    {
        std::string noise;
        for (std::uint32_t i = 1, state = 1; i < 300'000; ++i)
            noise += static_cast<char>((state = state * 1664525 + 1013904223) >> 24);
        FileWindow shown;
        shown.drop({written("noise.txt", noise),
            written("picture.txt", "\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR"s),
            written("letters.txt", std::string(2000, '\xFC')), written("play", lines(40))});
        QTRY_VERIFY(shown.workbench.library().data().text);
        QCOMPARE(shown.workbench.library().data().text->name(), std::string("play"));
        QVERIFY(shown.problems.first().first().toString().startsWith(
            QStringLiteral("noise.txt is binary data")));
        QVERIFY(shown.problems.last().first().toString().startsWith(
            QStringLiteral("letters.txt is a text in another encoding")));
    }

    /// Whatever panel is on screen, something is seen of what was opened, and where it is used.
    void whatThePanelDoesNotShowIsSaid()
    {
        std::string pixels("\0\0\x08\3\0\0\0\x0C\0\0\0\x1C\0\0\0\x1C", 16),
            labels("\0\0\x08\1\0\0\0\x0C", 8);
        pixels += std::string(12 * kDigitPixels, '\x09');
        for (char label = 0; label < 12; ++label)
            labels += static_cast<char>(label % 10);
        const QString model = m_folder.filePath(QStringLiteral("small.safetensors"));
        writeModel(std::filesystem::path(model.toStdString()),
            initialState(tinyText(), tinyTextData().text->vocabulary().characters()));
        const QStringList pair{written("pictures", pixels), written("names", labels)};
        FileWindow shown;
        const auto bar = [&shown]() -> MessageBar& {
            return shown.window.panel(shown.window.currentPanel()).messages();
        };
        shown.window.showPanel(PanelId::Generation);
        shown.drop({written("play.txt", lines(40))});
        QTRY_COMPARE(bar().text(),
            QStringLiteral("play.txt is open, a text of 2040 characters: Set-up (Ctrl+1) shows it, "
                           "the next training learns from it."));
        QVERIFY(bar().isVisible());
        shown.window.panel(PanelId::Generation).stopMain(); // nothing writes by itself
        shown.drop({model});
        QTRY_COMPARE(bar().text(),
            QStringLiteral(
                "small.safetensors is open, the sparse text model: 2 layers, 64 neurons, "
                "step 0. Generate (Ctrl+Return) writes with it."));
        shown.window.panel(PanelId::Generation).runMain();
        QTRY_VERIFY(!bar().text().contains(QStringLiteral("is open")));
        shown.window.showPanel(PanelId::Setup);
        shown.drop({written("other.txt", lines(50))}); // and the card of the data this one
        QTRY_COMPARE(shown.workbench.library().data().text->name(), std::string("other.txt"));
        QCOMPARE(bar().text(), QString());
        shown.drop(pair); // of the other task
        QTRY_COMPARE(bar().text(),
            QStringLiteral("pictures is open, 10 pictures of digits: to train on them, choose a "
                           "preset for digits in Set-up (Ctrl+1)."));
        shown.drop({model});
        QTRY_COMPARE(bar().text(),
            QStringLiteral(
                "small.safetensors is open, the sparse text model: 2 layers, 64 neurons, "
                "step 0. Generation (Ctrl+3) writes with it."));
    }

    void everyFailureOfOneDropIsRead()
    {
        FileWindow shown;
        const auto bar = [&shown]() -> MessageBar& {
            return shown.window.panel(shown.window.currentPanel()).messages();
        };
        const QString noise = written("noise.bin", "\x7F" + std::string(3000, '\x01')),
                      letters = written("letters.txt", std::string(2000, '\xFC'));
        QImage drawing(28, 28, QImage::Format_Grayscale8);
        drawing.fill(Qt::white);
        for (int y = 5; y < 23; ++y)
            drawing.setPixel(14, y, qRgb(0, 0, 0));
        const QString picture = m_folder.filePath(QStringLiteral("seven.png"));
        QVERIFY(drawing.save(picture));
        shown.drop({noise, picture, letters}); // the picture has Digits shown
        QTRY_COMPARE(shown.problems.count(), 2);
        QCOMPARE(shown.window.currentPanel(), PanelId::Digits);
        const QStringList said = bar().text().split(QLatin1Char('\n'));
        QCOMPARE(said.size(), 2);
        QVERIFY2(said[0].startsWith(QStringLiteral("noise.bin "))
                && said[1].startsWith(QStringLiteral("letters.txt ")),
            qPrintable(bar().text()));
        QVERIFY(shown.window.panel(PanelId::Generation).messages().text().isEmpty());
        QStringList many;
        for (char name = 'a'; name < 'a' + 9; ++name)
            many << m_folder.filePath(QChar::fromLatin1(name) + QStringLiteral(".missing"));
        shown.drop(many);
        QTRY_COMPARE(shown.problems.count(), 11);
        QCOMPARE(bar().text().count(QLatin1Char('\n')), 6);
        QVERIFY2(
            bar().text().section(QLatin1Char('\n'), 0, 0).contains(QStringLiteral("a.missing")),
            qPrintable(bar().text()));
        QVERIFY2(bar().text().contains(QStringLiteral("and 3 more")), qPrintable(bar().text()));
    }

    void whatHidesInANameIsSeen()
    {
        const QString file = m_folder.filePath(QStringLiteral("a\u202Etxt.\u2066b\u200F"));
        writeBytes(file.toStdString(), lines(40));
        FileWindow shown;
        shown.window.showPanel(PanelId::Setup);
        shown.drop({file});
        QTRY_VERIFY(shown.workbench.library().data().text);
        QStringList texts;
        for (const QLabel* label : shown.window.panel(PanelId::Setup).findChildren<QLabel*>()) {
            texts << label->text();
            QVERIFY2(!(label->text() + label->toolTip()).contains(QChar(0x202E)),
                qPrintable(label->text()));
        }
        QVERIFY(texts.contains(QStringLiteral("a\\u{202E}txt.\\u{2066}b\\u{200F}")));
        const QString line = shown.window.panel(PanelId::Setup).commandLine();
        QVERIFY2(!line.contains(QRegularExpression(QStringLiteral("[^ -~]"))), qPrintable(line));
        const QString after = line.section(QStringLiteral("--data "), 1); // begins with the file
        QProcess shell;
        shell.start(QStringLiteral("bash"),
            {QStringLiteral("-c"), QStringLiteral("set -- %1; printf %s \"$1\"").arg(after)});
        QVERIFY(shell.waitForFinished());
        QCOMPARE(QString::fromUtf8(shell.readAllStandardOutput()), file);
        shown.window.showPanel(PanelId::Digits);
        shown.drop({file});
        QTRY_VERIFY(!shown.window.panel(PanelId::Digits).messages().text().isEmpty());
        QVERIFY(!shown.window.panel(PanelId::Digits).messages().text().contains(QChar(0x202E)));
    }

    void aTextTooShortForTheContextIsSaidWhereItIsShown()
    {
        FileWindow shown;
        shown.window.showPanel(PanelId::Setup);
        RunConfig config = tinyText();
        config.model.context = 64;
        shown.workbench.training().setConfig(config, false);
        shown.workbench.library().open({written("short.txt", lines(6).substr(0, 283))});
        QTRY_VERIFY(shown.workbench.library().data().text);
        QLabel& sentence = shown.label(PanelId::Setup, "tooShort");
        QVERIFY(sentence.isVisible());
        QVERIFY2(sentence.text().contains(QStringLiteral("Context T = 64")),
            qPrintable(sentence.text()));
        QVERIFY(!shown.mayTrain());
        config.model.context = 16;
        shown.workbench.training().setConfig(config, false);
        QVERIFY(!sentence.isVisible());
        QVERIFY(shown.mayTrain());
    }

    void droppedBytesAreSaidWithTheText()
    {
        FileWindow shown;
        shown.window.showPanel(PanelId::Setup);
        shown.workbench.library().open({written("bad.txt", "ab\xFF" + lines(40))});
        QTRY_VERIFY(shown.workbench.library().data().text);
        QStringList texts;
        for (const QLabel* label : shown.window.panel(PanelId::Setup).findChildren<QLabel*>())
            if (label->isVisible())
                texts << label->text();
        QVERIFY(texts.contains(QStringLiteral(
            "bad.txt: 1 byte that is in no character was dropped, the first at byte 2.")));
    }

    void anOwnPairIsCopiedWithItsLabels()
    {
        std::string pixels("\0\0\x08\3\0\0\0\x0C\0\0\0\x1C\0\0\0\x1C", 16),
            labels("\0\0\x08\1\0\0\0\x0C", 8);
        pixels += std::string(12 * kDigitPixels, '\x09');
        for (char label = 0; label < 12; ++label)
            labels += static_cast<char>(label % 10);
        const QString a = written("a", pixels), b = written("b", labels);
        FileWindow shown;
        shown.window.showPanel(PanelId::Setup);
        shown.workbench.training().setConfig(preset("glowworm-mnist").config, false);
        shown.drop({b, a});
        QTRY_VERIFY(shown.workbench.library().data().digits);
        QCOMPARE(shown.workbench.library().data().testDigits->count(), 2); // the last sixth
        QCOMPARE(shown.problems.count(), 0);
        const QString wanted = QStringLiteral(" --images ") + a + QStringLiteral(" --labels ") + b;
        QVERIFY(shown.window.panel(PanelId::Setup).commandLine().contains(wanted));
        QVERIFY(shown.window.panel(PanelId::Training).commandLine().contains(wanted));
    }

    void whatLiesAmongTheRunsHoldsNothingUp()
    {
        const std::filesystem::path runs = runsFolder();
        for (const char* name : {"fifo", "huge"})
            std::filesystem::create_directories(runs / name);
        QCOMPARE(mkfifo((runs / "fifo" / "run.json").c_str(), 0600), 0);
        writeBytes(runs / "huge" / "run.json", "");
        std::filesystem::resize_file(runs / "huge" / "run.json", 600'000'000);
        FileWindow shown;
        shown.workbench.library().open({written("play.txt", lines(40))});
        QTRY_VERIFY(shown.workbench.library().data().text);
        shown.workbench.training().makeSteps(2);
        QTRY_COMPARE(shown.workbench.training().state(), TrainingRun::State::Paused);
        QSignalSpy listed(&shown.workbench.library(), &Library::keptChanged);
        shown.window.panel(PanelId::Training);
        QApplication::processEvents();
        EventProbe probe;
        shown.window.showPanel(PanelId::Training);
        QTRY_VERIFY(listed.count() > 0);
        QCOMPARE(shown.window.findChild<QListWidget*>(QStringLiteral("keptRuns"))->count(), 1);
        shown.workbench.training().reopen(QString::fromStdString((runs / "fifo").string()));
        QTRY_COMPARE(shown.problems.count(), 1);
        QVERIFY(shown.problems.last().first().toString().endsWith(
            QStringLiteral("is a pipe, not a file.")));
        shown.workbench.training().reopen(QString::fromStdString((runs / "huge").string()));
        QTRY_COMPARE(shown.problems.count(), 2);
        QVERIFY(shown.problems.last().first().toString().contains(QStringLiteral("too large")));
        QTRY_VERIFY(
            QJsonDocument::fromJson(probe.report()).object()[QStringLiteral("samples")].toInt()
            > 20);
        // Reading the large one takes seconds; a machine with other work has its own delays, far
        // shorter ones.
        QVERIFY2(
            QJsonDocument::fromJson(probe.report()).object()[QStringLiteral("max_ms")].toDouble()
                < 1000,
            probe.report().constData());
        shown.workbench.training().stop();
        QTRY_COMPARE(shown.workbench.training().state(), TrainingRun::State::Empty);
    }

    void aLongEvaluationSaysHowFarItIs()
    {
        std::atomic<bool> seen = false;
        FileWindow shown;
        shown.how->evaluating = [&seen](const std::function<void(double)>& progress) {
            while (!seen) {
                progress(0.5);
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
            }
        };
        shown.workbench.library().open({written("play.txt", lines(40))});
        QTRY_VERIFY(shown.workbench.library().data().text);
        shown.workbench.training().start();
        const auto says = [&shown] {
            const QList<ElidedLabel*> labels
                = shown.window.findChild<JobBar*>()->findChildren<ElidedLabel*>();
            return std::any_of(labels.begin(), labels.end(), [](const ElidedLabel* label) {
                return label->text().contains(QStringLiteral("evaluating: 50"));
            });
        };
        const bool said = QTest::qWaitFor(says, 5000);
        seen = true;
        QVERIFY(said);
        QTRY_COMPARE(shown.workbench.training().state(), TrainingRun::State::Finished);
        QVERIFY(!says());
    }

    void dialogsStartWhereTheLastFileWas()
    {
        QDir(m_folder.path()).mkpath(QStringLiteral("texts"));
        const QString file = written("texts/play.txt", lines(40));
        FileWindow shown;
        const auto dialogOf = [&shown] {
            return shown.window.findChild<QFileDialog*>(QString(), Qt::FindDirectChildrenOnly);
        };
        askForText(shown.workbench.library(), &shown.window);
        dialogOf()->selectFile(file);
        QMetaObject::invokeMethod(dialogOf(), "accept");
        QTRY_VERIFY(shown.workbench.library().data().text);
        QTRY_VERIFY(!dialogOf());
        askForModel(shown.workbench.library(), &shown.window);
        QCOMPARE(dialogOf()->directory().canonicalPath(), QFileInfo(file).canonicalPath());
        QVERIFY(dialogOf()->selectedNameFilter().contains(QStringLiteral(".safetensors")));
        QVERIFY(dialogOf()->nameFilters().last().contains(QStringLiteral("(*)"))); // any, if asked
    }
};

GLOWWORM_TEST(TestOpenFiles)
#include "tst_open_files.moc"
