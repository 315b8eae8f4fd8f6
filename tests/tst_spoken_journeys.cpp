// SPDX-License-Identifier: GPL-3.0-or-later
// The three journeys of a first day, by ear and keyboard alone: from the first start to what is
// taken out of the window. Whoever goes them presses keys on what is said and on nothing else.
#include "support/listener.h"
#include "support/run_test.h"
#include "support/shown_window.h"
#include "support/small_models.h"
#include "support/test_set.h"
#include "ui/session/library.h"
#include "ui/session/training.h"
#include "ui/widgets/settings.h"

#include <QClipboard>
#include <QFile>
#include <QRegularExpression>

using namespace glowworm;
using test::Listener;
using test::Shown;

namespace {

constexpr const char *kSparseBoard = "Switchboard of the sparse model",
                     *kDenseBoard = "Switchboard of the dense model",
                     *kSparseText = "Text of the sparse model";

/// What the pattern's bracket holds.
QString partOf(const QString& words, const char* pattern)
{
    return QRegularExpression(QLatin1String(pattern)).match(words).captured(1);
}

int lightsIn(const QString& words) { return partOf(words, "(\\d+) (?:of|chosen)").toInt(); }

QByteArray contentOf(const QString& name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestSpokenJourneys : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_sparse, m_dense, m_text; // files

    QString file(const char* name) const { return m_folder.filePath(QLatin1String(name)); }

    /// In a dialog that asks for a file.
    static void giveFile(const QString& name)
    {
        QVERIFY(Listener::reach("File name"));
        Listener::key(Qt::Key_A, Qt::ControlModifier);
        Listener::type(name);
        Listener::key(Qt::Key_Return);
    }
    static void open(const QString& name)
    {
        Listener::forget();
        Listener::key(Qt::Key_O, Qt::ControlModifier);
        giveFile(name);
        QVERIFY(Listener::hears(QFileInfo(name).fileName() + QStringLiteral(" is open")));
    }
    /// One thing of the panel in sight, in one form of file.
    void exportAs(const char* item, const char* form, const QString& to)
    {
        Listener::key(Qt::Key_E, Qt::ControlModifier);
        QVERIFY(Listener::reach("What is exported"));
        QVERIFY(Listener::step(Qt::Key_Down, item));
        Listener::key(Qt::Key_Tab); // to the form that is chosen
        constexpr int kMostForms = 6;
        for (int i = 0; i < kMostForms; ++i)
            Listener::key(Qt::Key_Left);
        Listener::forget();
        QVERIFY(Listener::step(Qt::Key_Right, form));
        QVERIFY(Listener::press("Save as"));
        giveFile(to);
        QVERIFY(Listener::hears(QStringLiteral("Written: ")));
        QTRY_VERIFY(!contentOf(to).isEmpty());
    }
    static void panel(int number, const char* name)
    {
        Listener::forget();
        Listener::key(Qt::Key_0 + number, Qt::ControlModifier);
        QVERIFY(Listener::hears(QLatin1String(name)));
    }

private Q_SLOTS:
    void initTestCase()
    {
        test::useFolder(m_folder);
        m_sparse = file("sparse.safetensors");
        m_dense = file("dense.safetensors");
        m_text = file("corpus.txt");
        writeModel(std::filesystem::path(m_sparse.toStdString()), test::smallText(Routing::Gated));
        writeModel(std::filesystem::path(m_dense.toStdString()), test::smallText(Routing::Dense));
        QFile text(m_text);
        QVERIFY(text.open(QIODevice::WriteOnly));
        for (int line = 0; line < 60; ++line)
            text.write("ROMEO:\na bee MORE a cab\nMOOR: ace ebb\n");
    }
    void init() { settings::kTourOffered.set(true); }

    /// With what ships open.
    void aStudentsFirstDay()
    {
        Listener ear;
        Shown shown;
        RunConfig config = test::tinyText();
        config.train.steps = 12;
        shown.workbench.training().setConfig(config, true);
        QVERIFY(test::openModels(shown.workbench, m_folder,
            {test::smallText(Routing::Gated), test::smallText(Routing::Dense),
                test::smallDigits(Routing::Gated), test::smallDigits(Routing::Dense)}));
        shown.workbench.library().openText(m_text);
        test::openTestSet(shown.workbench.library(), m_folder);

        QVERIFY(ear.reach(kSparseText)); // it writes itself
        QTRY_VERIFY(ear.read(kSparseText).size() > 100);
        ear.key(Qt::Key_Escape); // what is told of the files
        ear.key(Qt::Key_Escape);
        QVERIFY(ear.hears(QStringLiteral("The writing has ended")));

        QVERIFY(ear.reach(kSparseBoard));
        const int chosen = lightsIn(ear.read(kSparseBoard));
        ear.forget();
        ear.key(Qt::Key_Return); // its biography
        QVERIFY(ear.hears(QStringLiteral(": chosen, ")));
        QVERIFY(ear.reach(kDenseBoard));
        QVERIFY2(lightsIn(ear.read(kDenseBoard)) > chosen, qPrintable(ear.read(kDenseBoard)));

        panel(4, "Digits");
        QVERIFY(ear.hears(QStringLiteral("says the sparse model")));
        ear.forget();
        ear.key(Qt::Key_Left); // shifts the drawing
        QVERIFY(ear.hears(QStringLiteral("says the sparse model")));

        panel(2, "Training");
        QVERIFY(ear.press("Train"));
        QVERIFY(
            ear.hears(QStringLiteral("Training has ended at step 12. Validation loss: sparse ")));
        QVERIFY(ear.reach("Loss curves"));
        ear.key(Qt::Key_Left);
        QVERIFY(ear.hears(QStringLiteral(", validation ")));
        exportAs("Loss curves", "CSV", file("curves.csv"));
        QVERIFY(contentOf(file("curves.csv")).startsWith("step,"));
    }

    void aResearchersQuestion()
    {
        Listener ear;
        Shown shown;
        open(m_sparse);
        open(m_text);

        // a probe sentence
        QVERIFY(ear.press("Settings of the text"));
        QVERIFY(ear.reach("Length"));
        ear.key(Qt::Key_A, Qt::ControlModifier);
        ear.type(QStringLiteral("30"));
        QVERIFY(ear.reach("Show at"));
        QVERIFY(ear.step(Qt::Key_Down, "fastest"));
        QVERIFY(ear.reach("Prompt"));
        ear.key(Qt::Key_A, Qt::ControlModifier);
        ear.type(QStringLiteral("ROMEO: a bee"));
        ear.forget();
        ear.key(Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(ear.hears(QStringLiteral("The writing has ended, 42 characters")));

        // two places in it
        QVERIFY(ear.reach(kSparseText));
        ear.key(Qt::Key_Home);
        for (int i = 0; i < 7; ++i)
            ear.key(Qt::Key_Right);
        QVERIFY2(ear.news().endsWith(QStringLiteral("a")), qPrintable(ear.news()));
        ear.key(Qt::Key_F10, Qt::ShiftModifier);
        QVERIFY(ear.choose("Pin and compare"));
        QVERIFY(ear.hears(QStringLiteral("A: a at character 7. B: go to another place")));
        ear.forget();
        ear.key(Qt::Key_Right);
        ear.key(Qt::Key_Right);
        QVERIFY(ear.hears(QStringLiteral("B: b at character 9. Neurons only of A: ")));
        ear.key(Qt::Key_Escape); // what was told of the files
        ear.key(Qt::Key_Escape); // the comparison

        // a neuron, and the text without it
        QVERIFY(ear.reach(kSparseBoard));
        ear.forget();
        ear.key(Qt::Key_Return);
        QVERIFY(ear.hears(QStringLiteral(": chosen, ")));
        QVERIFY(ear.hears(QStringLiteral("makes likelier: ")));
        QVERIFY(ear.hears(QStringLiteral("rivals: ")));
        QVERIFY(ear.reach("Where it glows most"));
        ear.key(Qt::Key_Down);
        QVERIFY2(ear.news().contains(QStringLiteral(" at character ")), qPrintable(ear.news()));
        QVERIFY(ear.press("Switch off and write again"));
        QVERIFY(ear.hears(QStringLiteral("Off: L")));
        QVERIFY(ear.hears(QStringLiteral("After surgery: other from ")));
        QVERIFY(ear.hears(QStringLiteral("Validation after surgery: loss ")));

        exportAs("Board", "SVG", file("board.svg"));
        QVERIFY(contentOf(file("board.svg")).contains("switched off"));
        exportAs("Text", "CSV", file("text.csv"));
        QVERIFY(contentOf(file("text.csv")).startsWith("model,"));
    }

    void anEngineersNumbers()
    {
        Listener ear;
        Shown shown;
        shown.workbench.training().setConfig(test::tinyText(), true); // tiny layers are timed
        panel(5, "Timing");
        QVERIFY(ear.reach("Shape"));
        QVERIFY(ear.step(Qt::Key_Down, "Set-up"));
        QVERIFY(ear.reach("Fires"));
        QVERIFY(ear.step(Qt::Key_Down, "4 of 32 = 1/8"));
        ear.key(Qt::Key_Space);
        QVERIFY2(ear.news().contains(QStringLiteral(" | checked")), qPrintable(ear.news()));
        QVERIFY(ear.reach("Tokens a call"));
        ear.key(Qt::Key_A, Qt::ControlModifier);
        ear.type(QStringLiteral("1,4"));
        QVERIFY(ear.reach("Rounds"));
        ear.key(Qt::Key_A, Qt::ControlModifier);
        ear.type(QStringLiteral("5"));
        QVERIFY(ear.reach("Warm-up"));
        ear.key(Qt::Key_A, Qt::ControlModifier);
        ear.type(QStringLiteral("0"));
        QVERIFY(ear.reach("LibTorch rows"));
        ear.key(Qt::Key_Space);
        QVERIFY2(ear.news().contains(QStringLiteral("not checked")), qPrintable(ear.news()));
        ear.forget();
        ear.key(Qt::Key_F5);
        QVERIFY(ear.hears(QStringLiteral("Equivalence check passed on ")));
        QVERIFY(ear.hears(QStringLiteral("The timing has ended. One FF layer, ")));
        QVERIFY(ear.hears(QStringLiteral("95 % interval [")));

        QVERIFY(ear.reach("Timings"));
        QVERIFY(ear.step(Qt::Key_Down, "sparse, masked dense; Median "));
        QVERIFY(ear.reach("Crossover map: times"));
        QVERIFY(ear.step(Qt::Key_Right, "4 tokens a call"));
        QVERIFY2(ear.news().contains(QStringLiteral("sparse")), qPrintable(ear.news()));
        QVERIFY(ear.reach("Where the time goes"));
        QVERIFY2(ear.news().contains(QStringLiteral("neurons ")), qPrintable(ear.news()));

        ear.forget();
        ear.key(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(ear.hears(QStringLiteral("Copied: glowworm-cli bench ")));
        QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("--repeats 5")));
        exportAs("Timings", "JSON", file("timing.json"));
        QVERIFY(contentOf(file("timing.json")).contains("\"ratios\""));
    }
};

GLOWWORM_TEST(TestSpokenJourneys)
#include "tst_spoken_journeys.moc"
