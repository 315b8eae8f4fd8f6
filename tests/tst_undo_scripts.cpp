// SPDX-License-Identifier: GPL-3.0-or-later
// On each panel of the window a hand does 300 things at random, takes some back on the way and does
// them again: after each of these, and after all is taken back and done again, everything stands as
// it stood then. GLOWWORM_ACTIONS and GLOWWORM_SEED make it longer, or another script.
#include "model/bench/result_file.h"
#include "model/data/data_folder.h"
#include "model/io/paths.h"
#include "model/session/session_values.h"
#include "model/training/kept_run.h"
#include "support/random_hand.h"
#include "support/run_test.h"
#include "support/saved_timing_stage.h"
#include "support/shown_window.h"
#include "support/small_experiment.h"
#include "support/small_models.h"
#include "support/test_set.h"
#include "ui/session/edits.h"
#include "ui/session/generation.h"
#include "ui/session/library.h"
#include "ui/session/runs.h"
#include "ui/session/training.h"
#include "ui/training/training_controls.h"
#include "ui/widgets/settings.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QListWidget>
#include <QUndoStack>

#include <fstream>
#include <map>
#include <memory>
#include <set>

using namespace glowworm;

namespace {

constexpr int kMostAtOnce = 5;  // steps back, or forward, on the way
constexpr int kLongest = 30000; // milliseconds that what was asked for may take, on a busy machine

int number(const char* variable, int otherwise)
{
    return qEnvironmentVariableIsSet(variable) ? qEnvironmentVariableIntValue(variable) : otherwise;
}

/// What undo leaves alone, as it is no change of anything: a person goes there, as a cursor goes
/// through a text, and goes back the same way. To take such steps back one by one would bury the
/// changes under them.
QStringList placesOf(PanelId panel)
{
    switch (panel) {
    case PanelId::Setup: // where the form is scrolled to, what of it is unfolded
        return {QStringLiteral("scroll"), QStringLiteral("all"), QStringLiteral("counts")};
    case PanelId::Training: // the page that is read, the row of the list, the time machine's moment
        return {QStringLiteral("page"), QStringLiteral("compared"), QStringLiteral("chosen"),
            QStringLiteral("moment"), QStringLiteral("unfolded")};
    case PanelId::Generation: // the cursor, what is looked into at it, and what a text was before
        return {QStringLiteral("picked"), QStringLiteral("follows"), QStringLiteral("plays"),
            QStringLiteral("sparse_top"), QStringLiteral("dense_top"), QStringLiteral("inspector"),
            QStringLiteral("sparse_before_surgery"), QStringLiteral("dense_before_surgery"),
            QStringLiteral("unfolded")};
    case PanelId::Digits: // which mistakes are leafed through, the mark on a lamp, the census
        return {QStringLiteral("gallery"), QStringLiteral("last_test_picture"),
            QStringLiteral("lamp"), QStringLiteral("neuron_use")};
    case PanelId::Timing: // the row that is looked at
        return {QStringLiteral("picked")};
    }
    return {};
}

QJsonObject without(const QStringList& places, QJsonObject values)
{
    for (const QString& key : values.keys())
        if (places.contains(key))
            values.remove(key);
        else if (values[key].isObject())
            values[key] = without(places, values[key].toObject());
    return values;
}

/// The first line in which they differ.
QString difference(const QStringList& expected, const QStringList& found)
{
    for (qsizetype i = 0; i < std::max(expected.size(), found.size()); ++i)
        if (expected.value(i) != found.value(i))
            return QStringLiteral("\n  was: %1\n  is:  %2")
                .arg(expected.value(i).left(300), found.value(i).left(300));
    return {};
}

} // namespace

class TestUndoScripts : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<test::Shown> m_shown;
    Panel* m_panel = nullptr;

    Workbench& workbench() const { return m_shown->workbench; }

    // ---------------------------------------------------------------------------------------------
    // what a panel begins with

    void openTexts()
    {
        workbench().library().openText(
            test::writeText(m_folder.filePath(QStringLiteral("glow.txt"))));
        QTRY_VERIFY(workbench().library().data().text != nullptr);
    }
    /// Three runs that are kept, and the result of an experiment.
    void train()
    {
        openTexts();
        Training& training = workbench().training();
        RunConfig config = test::tinyText();
        config.train.steps = 12;
        for (const char* name : {"a", "b", "c"}) {
            ++config.train.seed;
            training.setConfig(config, true);
            training.start(QLatin1String(name));
            QTRY_COMPARE(training.state(), TrainingRun::State::Finished);
        }
        const QString file = m_folder.filePath(QStringLiteral("experiment.json"));
        std::ofstream(file.toStdString()) << toJson(test::smallExperiment());
        workbench().library().openExperiment(file);
        QTRY_VERIFY(workbench().library().experiment());
        workbench().library().refreshKept();
        QTRY_COMPARE(std::ssize(workbench().runs().kept()), 3);
        auto* runs = m_panel->findChild<QListWidget*>(QStringLiteral("keptRuns"));
        disconnect(runs, &QListWidget::itemActivated, nullptr, nullptr); // reopens one
    }
    void write()
    {
        QVERIFY(test::openModels(workbench(), m_folder,
            {test::smallText(Routing::GumbelController), test::smallText(Routing::Dense)}));
        Generation& generation = workbench().generation();
        generation.stop(); // what it wrote by itself
        QTRY_VERIFY(!generation.running());
        auto* pace = m_panel->findChild<QComboBox*>(QStringLiteral("pace"));
        QTest::keyClick(pace, Qt::Key_End); // as fast as it can
        QTest::mouseClick(m_panel->findChild<QWidget*>(QStringLiteral("start")), Qt::LeftButton);
        QTRY_VERIFY(!generation.running());
    }
    void openDigits()
    {
        QVERIFY(test::openModels(workbench(), m_folder,
            {test::smallDigits(Routing::GumbelController), test::smallDigits(Routing::Dense)}));
        test::openTestSet(workbench().library(), m_folder);
    }
    void keepTimings()
    {
        test::keepSome(4);
        workbench().library().refreshKept();
        QTRY_COMPARE(std::ssize(workbench().library().kept().timings), 4);
    }
    void begin(PanelId id)
    {
        m_shown = std::make_unique<test::Shown>();
        workbench().training().setConfig(test::tinyText(), true);
        m_panel = &m_shown->show(static_cast<int>(id));
        workbench().library().refreshKept(); // the folders may hold what another panel has left
        switch (id) {
        case PanelId::Setup:
            return openTexts();
        case PanelId::Training:
            return train();
        case PanelId::Generation:
            return write();
        case PanelId::Digits:
            return openDigits();
        case PanelId::Timing:
            return keepTimings();
        }
    }
    /// What works on by itself, opens a file, or takes back.
    static QStringList leftAlone()
    {
        return {QStringLiteral("start"), QStringLiteral("stop"), QStringLiteral("train"),
            QStringLiteral("pause"), QStringLiteral("oneStep"), QStringLiteral("tenSteps"),
            QStringLiteral("newRun"), QStringLiteral("useModels"), QStringLiteral("run"),
            QStringLiteral("cancel"), QStringLiteral("pace"), QStringLiteral("reopenRun"),
            QStringLiteral("Reopen"), QStringLiteral("Train again"),
            QStringLiteral("Go on from the best"), QStringLiteral("one step of"),
            QStringLiteral("ten steps of"), QStringLiteral("undo"), QStringLiteral("redo"),
            QStringLiteral("Undo"), QStringLiteral("Redo"), QStringLiteral("take back"),
            QStringLiteral("do it again"), QStringLiteral("open"), QStringLiteral("Open"),
            QStringLiteral("save"), QStringLiteral("Save"), QStringLiteral("export"),
            QStringLiteral("Export"), QStringLiteral("set-"), QStringLiteral("write on")};
    }

    // ---------------------------------------------------------------------------------------------
    // what stands there

    /// What is put away and brought back is where the list has it.
    bool hasDiskFollowed() const
    {
        std::set<std::filesystem::path> listed, there;
        for (const KeptRun& run : workbench().runs().kept())
            listed.insert(run.folder);
        if (isThere(runsFolder()))
            for (const auto& folder : std::filesystem::directory_iterator(runsFolder()))
                if (holdsRun(folder.path()))
                    there.insert(folder.path());
        return listed == there;
    }
    /// The weights are as the surgery wants them, the text is written, the run is read again.
    bool settled() const
    {
        return QTest::qWaitFor(
            [this] {
                const Library& library = workbench().library();
                for (const Twin twin : kTwins)
                    if (const LoadedModel* model = library.model(Task::Text, twin))
                        if (model->language->format != library.weightFormat()
                            || model->surgery != library.surgery(Task::Text, twin))
                            return false;
                const Training& training = workbench().training();
                return !workbench().generation().running() && !library.isOpening()
                    && !training.active() && isAtRest(training.state()) && hasDiskFollowed();
            },
            kLongest);
    }
    QStringList state() const
    {
        SessionValues values;
        m_panel->save(values.object("panel"));
        workbench().library().save(values.object("library"));
        workbench().training().save(values.object("run"));
        const SessionValues more = values.object("more");
        const Tape& tape = workbench().generation().tape();
        for (const TapeTrack& track : tape.tracks)
            more.text("text " + std::string(nameOf(track.model().twin())),
                QString::fromStdU32String(track.text().characters).toStdString());
        for (const TapeBookmark& bookmark : tape.bookmarks)
            more.text("bookmark " + std::to_string(bookmark.token), bookmark.note);
        for (const KeptRun& run : workbench().runs().kept()) {
            const RunLabel label = workbench().runs().label(run);
            more.text(
                run.folder.string(), label.name + "|" + label.note + std::to_string(label.colour));
        }
        if (isThere(timingsFolder()))
            for (const auto& file : std::filesystem::directory_iterator(timingsFolder()))
                if (file.is_regular_file())
                    more.text(file.path().string(), "is there");
        const QJsonDocument document
            = QJsonDocument::fromJson(QByteArray::fromStdString(values.json()));
        const QJsonObject changes
            = without(placesOf(m_shown->window.currentPanel()), document.object());
        return QString::fromUtf8(QJsonDocument(changes).toJson()).split(QLatin1Char('\n'));
    }

private Q_SLOTS:
    void initTestCase()
    {
        test::useFolder(m_folder);
        settings::kTourOffered.set(true);
    }
    void cleanup() { m_shown.reset(); }

    void aRandomScriptIsTakenBackAndDoneAgain_data()
    {
        QTest::addColumn<int>("panel");
        for (int index = 0; index < kPanels; ++index)
            QTest::newRow(qPrintable(wordFor(static_cast<PanelId>(index)))) << index;
    }
    void aRandomScriptIsTakenBackAndDoneAgain()
    {
        QFETCH(const int, panel);
        const auto seed = static_cast<unsigned>(number("GLOWWORM_SEED", 1));
        const int actions = number("GLOWWORM_ACTIONS", 300);
        begin(static_cast<PanelId>(panel));
        QVERIFY(settled());
        QUndoStack& edits = workbench().edits().of(static_cast<Area>(panel));
        edits.clear();

        test::RandomHand hand(*m_panel, seed, leftAlone());
        hand.likes(QStringLiteral("canvas"), 12);
        std::map<int, QStringList> states{{0, state()}}; // by how many edits are done
        QStringList done;                                // the last things
        QString fault;
        const auto check = [&](const QString& what) {
            const QStringList now = state();
            if (!states.contains(edits.index()) || now == states.at(edits.index()))
                return true;
            fault = QStringLiteral("seed %1, after %2: %3 of \"%4\":%5\n%6")
                        .arg(seed)
                        .arg(done.size())
                        .arg(what, edits.undoText() + QLatin1Char('|') + edits.redoText(),
                            difference(states.at(edits.index()), now),
                            done.mid(std::max<qsizetype>(0, done.size() - 12))
                                .join(QLatin1Char('\n')));
            return false;
        };
        const auto walk = [&](int to) { // step by step
            while (edits.index() != to) {
                const bool back = edits.index() > to;
                const int count = edits.count();
                back ? edits.undo() : edits.redo();
                if (!settled() || !check(back ? QStringLiteral("undo") : QStringLiteral("redo")))
                    return false;
                if (edits.count() != count) {
                    fault = QStringLiteral("seed %1: an edit is lost before \"%2\"")
                                .arg(QString::number(seed), edits.redoText());
                    return false;
                }
            }
            return true;
        };
        for (int i = 0; i < actions; ++i) {
            if (hand.below(6) == 0) {
                const int to = std::max(0, edits.index() - 1 - hand.below(kMostAtOnce));
                QVERIFY2(walk(to), qPrintable(fault));
                if (hand.below(3) > 0) // else another way from there
                    QVERIFY2(walk(edits.count()), qPrintable(fault));
            }
            const int before = edits.index();
            bool isMerged = false; // into the edit that is there, before another one maybe
            const auto watch = connect(&edits, &QUndoStack::indexChanged, this,
                [&](int index) { isMerged = isMerged || index == before; });
            done << hand.act();
            QVERIFY(settled());
            disconnect(watch);
            if (isMerged && edits.index() > before)
                states.erase(before);   // as it became meanwhile, nobody has looked
            if (edits.index() < before) // back at a value before: no edit any more
                QVERIFY2(check(QStringLiteral("the way back")), qPrintable(fault));
            states.erase(states.upper_bound(std::min(before, edits.index())), states.end());
            states.insert_or_assign(edits.index(), state()); // between several there is no look
        }
        const int last = edits.index();
        QVERIFY2(last > actions / 20, qPrintable(QString::number(last)));
        QVERIFY2(walk(0), qPrintable(fault));
        QVERIFY2(walk(last), qPrintable(fault));
    }
};

GLOWWORM_TEST(TestUndoScripts)
#include "tst_undo_scripts.moc"
