// SPDX-License-Identifier: GPL-3.0-or-later
// What leaves the window: every thing of every panel in every form is a file that other programs
// read, says where it comes from, and has nothing in it that is for the hand.
#include "model/base/build_info.h"
#include "model/training/training_history.h"
#include "support/digits_stage.h"
#include "support/exported.h"
#include "support/run_test.h"
#include "support/shown_window.h"
#include "ui/session/generation.h"
#include "ui/session/training.h"
#include "ui/widgets/path_text.h"
#include "ui/widgets/settings.h"
#include "ui/widgets/value_label.h"

#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QXmlStreamReader>

#include <set>
#include <utility>

using namespace glowworm;
using test::Shown;

namespace {

/// How many cells the rows have, RFC 4180.
std::set<int> widthsOf(const QByteArray& csv)
{
    std::set<int> widths;
    int cells = 1;
    bool isQuoted = false;
    for (const char c : csv) {
        isQuoted ^= c == '"';
        if (isQuoted)
            continue;
        if (c == ',')
            ++cells;
        if (c == '\n')
            widths.insert(std::exchange(cells, 1));
    }
    return widths;
}

/// Every text of a drawing; null when it is not well-formed.
QString textIn(const QByteArray& xml)
{
    QXmlStreamReader reader(xml);
    QString text(u' ');
    while (!reader.atEnd())
        if (reader.readNext() == QXmlStreamReader::Characters)
            text += reader.text().toString() + u' ';
    return reader.hasError() ? QString() : text;
}

/// What is wrong with a file of this kind; "" = nothing.
QString problemOf(const QString& suffix, const QByteArray& bytes)
{
    if (bytes.isEmpty())
        return QStringLiteral("empty");
    if (suffix == QStringLiteral("csv") && widthsOf(bytes).size() != 1)
        return QStringLiteral("rows of several widths");
    QJsonParseError json;
    if (suffix == QStringLiteral("json") && QJsonDocument::fromJson(bytes, &json).isNull())
        return json.errorString();
    if (suffix == QStringLiteral("svg") && textIn(bytes).isNull())
        return QStringLiteral("not well-formed");
    if (suffix == QStringLiteral("png") && QImage::fromData(bytes).isNull())
        return QStringLiteral("no picture");
    if (suffix == QStringLiteral("pdf")
        && !(bytes.startsWith("%PDF") && bytes.trimmed().endsWith("%%EOF")))
        return QStringLiteral("no document");
    if (suffix == QStringLiteral("html") && !bytes.trimmed().endsWith("</html>"))
        return QStringLiteral("no page");
    return {};
}

} // namespace

class TestExportedFiles : public QObject, private test::DigitsStage {
    Q_OBJECT

    QTemporaryDir m_data;

private Q_SLOTS:
    void initTestCase()
    {
        test::useFolder(m_data);
        settings::kTourOffered.set(true);
    }
    void cleanup() { lower(); }

    void everyFormIsWhatItsNameSaysAndTellsWhereItComesFrom()
    {
        Shown shown;
        Training& training = shown.workbench.training();
        RunConfig config = test::tinyText();
        config.train.steps = 6;
        config.train.seed = 41;
        training.setConfig(config, true);
        QVERIFY(test::openModels(shown.workbench, m_data,
            {test::smallText(Routing::Gated), test::smallText(Routing::Dense),
                test::smallDigits(Routing::Gated), test::smallDigits(Routing::Dense)}));
        QFile text(m_data.filePath(QStringLiteral("corpus.txt")));
        QVERIFY(text.open(QIODevice::WriteOnly));
        for (int line = 0; line < 60; ++line)
            text.write("ROMEO:\na bee MORE a cab\nMOOR: ace ebb\n");
        text.close();
        shown.workbench.library().openText(text.fileName());
        QTRY_VERIFY(shown.workbench.library().data().text);
        shown.show(3); // the digits that lie there are looked at
        shown.show(2);
        QTRY_VERIFY(shown.workbench.generation().tape().size() > 30);
        shown.workbench.generation().stop();
        QTRY_VERIFY(!shown.workbench.generation().running());
        training.start();
        QTRY_COMPARE(training.state(), TrainingRun::State::Finished);

        const MachineInfo here = machineInfo();
        for (int index = 0; index < 5; ++index) {
            const std::vector<ExportItem> items = shown.show(index).exports();
            QVERIFY(!items.empty());
            for (const ExportItem& item : items) {
                for (const std::string& part : {here.cpu, here.build})
                    QVERIFY2(item.origin.contains(shownName(part)),
                        qPrintable(item.name + QStringLiteral(": ") + item.origin));
                for (const ExportForm& form : item.forms) {
                    const QByteArray bytes = test::exported({item}, form.name);
                    const QString problem = problemOf(form.suffix, bytes);
                    QVERIFY2(problem.isEmpty(),
                        qPrintable(item.name + QStringLiteral(", ") + form.name
                            + QStringLiteral(": ") + problem));
                    if (form.suffix == QStringLiteral("svg")) // in as many lines as it takes
                        QVERIFY2(textIn(bytes).simplified().contains(
                                     shownName(here.build).section(u' ', 0, 1)),
                            qPrintable(item.name));
                }
            }
        }
        const QString curves = shown.show(1).exports().front().origin;
        for (const char* part : {"corpus.txt (SHA-256 ", "seed 41", "dense twin"})
            QVERIFY2(curves.contains(QLatin1String(part)), qPrintable(curves));
    }

    void curvesSayNothingWhereADenseModelHasNothing()
    {
        TrainingHistory history;
        TrainingEvent event;
        event.kind = TrainingEvent::Kind::Evaluation;
        event.twin = Twin::Dense;
        event.eval.step = 2;
        event.eval.loss = 4;
        history.add(event);
        const QJsonObject all
            = QJsonDocument::fromJson(QByteArray::fromStdString(history.json("seed 7"))).object();
        QCOMPARE(all[QStringLiteral("origin")].toString(), QStringLiteral("seed 7"));
        const QJsonArray rows = all[QStringLiteral("rows")].toArray();
        QCOMPARE(rows.size(), 1);
        const QJsonObject row = rows[0].toObject();
        QCOMPARE(row[QStringLiteral("step")].toInt(), 2);
        QCOMPARE(row[QStringLiteral("dense_val_loss")].toDouble(), 4.0);
        for (const char* empty : {"dense_dead_share", "dense_routing_entropy", "dense_train_loss"})
            QVERIFY2(row[QLatin1String(empty)].isNull(), empty);
    }

    void aDuelIsDrawnInLinesAndWords()
    {
        QVERIFY(raise());
        stroke({0.3, 0.3}, {0.7, 0.6});
        QTRY_VERIFY(hasAnswers());
        const QByteArray drawn = test::exported(m_panel->exports(), QStringLiteral("SVG"));
        const QString text = textIn(drawn);
        const LightMap& lights = stage().lights();
        for (int digit = 0; digit < kDigitClasses; ++digit)
            if (const double p = static_cast<double>(lights.probability(Twin::Sparse, digit));
                p > 0.01)
                QVERIFY2(text.contains(percentText(p)), qPrintable(text));
        for (const char* words : {"sparse", "column", "your drawing"})
            QVERIFY2(text.contains(QLatin1String(words)), words);
        QCOMPARE(drawn.count("<image"), 2); // the ink and its glow, which are pictures
    }

    /// Hints, and what is pointed at or kept.
    void aDuelIsDrawnWithoutTheHand()
    {
        QVERIFY(raise());
        stroke({0.3, 0.3}, {0.7, 0.6});
        QVERIFY(settle(prepared()));
        for (int turn = 0; turn < 3; ++turn) // the figures stand in layouts
            QCoreApplication::processEvents();
        const auto drawn
            = [this] { return test::exported(m_panel->exports(), QStringLiteral("SVG")); };
        const QByteArray before = drawn();
        const QString hint = QStringLiteral("right button erases"), text = textIn(before);
        QVERIFY2(!text.contains(hint) && !text.contains(QStringLiteral("Click")), qPrintable(text));
        auto* lights = find<LightMap>("lightMap");
        find<DuelStage>("duelStage")->keep(DigitPick{DigitPick::Kind::Digit, Twin::Sparse, 3});
        QCOMPARE(drawn(), before);
        QTest::mouseMove(lights, lights->cellRect(5).center().toPoint());
        lights->setHighlights({{0, 7}});
        QCOMPARE(drawn(), before);
        QVERIFY(find<QLabel>("source")->text().contains(hint)); // as it was, on the screen
    }
};

GLOWWORM_TEST(TestExportedFiles)
#include "tst_exported_files.moc"
