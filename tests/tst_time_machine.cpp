// SPDX-License-Identifier: GPL-3.0-or-later
// The time machine of the training panel, over a tiny run: its slider by keys and mouse, what it
// shows of a moment, that its end is the live model, playing, and what comes back with a session.
#include "ui/training/time_machine.h"

#include "model/session/session_values.h"
#include "support/exported.h"
#include "support/run_test.h"
#include "support/training_stage.h"
#include "ui/training/group_load.h"
#include "ui/training/loss_plot.h"
#include "ui/training/moment_track.h"
#include "ui/training/moment_view.h"
#include "ui/widgets/board_table.h"
#include "ui/widgets/qcustomplot_wrapper.h"
#include "ui/widgets/switchboard.h"

#include <QComboBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QToolButton>

#include <algorithm>
#include <optional>

using namespace glowworm;
using State = TrainingRun::State;

namespace {

struct MachineStage : test::TrainingStage {
    explicit MachineStage(const QString& folder, bool twins = false, std::int64_t steps = 12)
        : TrainingStage(folder, twins, steps)
    {
    }
    Training& training() { return workbench.training(); }
    bool isTrained()
    {
        training().start();
        return reaches(State::Finished)
            && QTest::qWaitFor([this] { return track().isVisible() && isKnown(); });
    }
    /// How much of what fires at the end fires in each moment.
    bool isKnown()
    {
        return std::ranges::all_of(track().marks(),
            [](const MomentTrack::Mark& mark) { return mark.likeTheEnd.has_value(); });
    }
    TimeMachine& machine() { return *panel->findChild<TimeMachine*>(); }
    MomentView& view() { return machine().view(); }
    MomentTrack& track() { return *panel->findChild<MomentTrack*>(); }
    QString words(const char* label)
    {
        return panel->findChild<QLabel*>(QLatin1String(label))->text();
    }
    bool isShown(std::int64_t step)
    {
        return QTest::qWaitFor([this, step] {
            const auto& shown = workbench.moments().shown();
            return shown && shown->moment.step == step && shown->isWhole;
        });
    }
    std::string saved()
    {
        SessionValues values;
        training().save(values.object("run"));
        panel->save(values.object("training"));
        return values.json();
    }
};

QString writtenBy(const Probe& probe)
{
    std::u32string text;
    for (const ProbePlace& place : probe.places())
        if (!place.isGiven)
            text.push_back(place.character);
    return QString::fromStdU32String(text);
}

bool isSameFiring(const FiringRecord& one, const FiringRecord& other)
{
    return std::ranges::equal(
        one.layers, other.layers, [](const LayerFiring& first, const LayerFiring& second) {
            return first.neurons == second.neurons && first.values == second.values;
        });
}

} // namespace

class TestTimeMachine : public QObject {
    Q_OBJECT

    std::optional<test::DataFolder> m_folder;

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void init() { m_folder.emplace(); }

    void aRunIsLookedBackAtFromItsFirstStep()
    {
        MachineStage stage(m_folder->path());
        QVERIFY(stage.ready());
        QVERIFY(stage.isTrained());
        MomentTrack& track = stage.track();
        QVERIFY(!stage.machine().step());
        QVERIFY(!stage.view().isVisible());
        QTest::keyClick(&track, Qt::Key_Home);
        QCOMPARE(stage.machine().step(), std::optional<std::int64_t>(0));
        QVERIFY(stage.view().isVisible());
        QVERIFY(stage.isShown(0));
        const QString noise = stage.view().text();
        QCOMPARE(noise.size(), probeSample().tokens);
        QVERIFY(stage.words("momentStep").contains(QStringLiteral("step 0 of 12")));
        QCOMPARE(stage.words("momentLike"), QStringLiteral("not yet trained"));
        QVERIFY(stage.view().board().height() >= 160);
        QTest::keyClick(&track, Qt::Key_Right);
        QCOMPARE(stage.machine().step(), std::optional<std::int64_t>(1));
        QTest::mouseClick(&track, Qt::LeftButton, {}, track.markRect(8).center().toPoint());
        const std::int64_t step = track.marks()[8].step;
        QCOMPARE(stage.machine().step(), std::optional(step));
        QVERIFY(stage.isShown(step));
        QVERIFY(stage.view().text() != noise);
        const EvalReport* evaluation = stage.machine().evaluation(Twin::Sparse);
        QVERIFY(evaluation && evaluation->step <= step && evaluation->step > step - 4);
        QTest::mouseClick(
            stage.panel->findChild<QToolButton*>(QStringLiteral("now")), Qt::LeftButton);
        QVERIFY(!stage.machine().step());
        QVERIFY(!stage.view().isVisible());
        QCOMPARE(stage.machine().evaluation(Twin::Sparse)->step, std::int64_t(12));
    }

    /// In a window of 1024 x 700 too there is a picture of the curves beside the moment.
    void theCurvesKeepTheirRoomAndOneTableIsOpen()
    {
        MachineStage stage(m_folder->path(), true);
        QVERIFY(stage.ready());
        QVERIFY(stage.isTrained());
        stage.panel->resize(948, 630);
        QTest::keyClick(&stage.track(), Qt::Key_Home);
        QVERIFY(stage.isShown(0));
        const auto* plot = stage.panel->findChild<LossPlot*>()->findChild<QCustomPlot*>();
        QTRY_VERIFY2(plot->axisRect()->height() >= 140,
            qPrintable(QString::number(plot->axisRect()->height())));
        QVERIFY2(stage.track().width() >= 240, qPrintable(QString::number(stage.track().width())));
        Switchboard& board = stage.view().board();
        const auto tables = [&stage] {
            return std::ranges::count_if(stage.panel->findChildren<BoardTable*>(),
                [](const BoardTable* table) { return table->isVisible(); });
        };
        const QPoint cell = board.cellRect({0, 0}).center();
        QTest::mouseClick(&board, Qt::LeftButton, {}, cell);
        QCOMPARE(tables(), 0);
        const QString words = board.cellWords({0, 0});
        QVERIFY(std::ranges::any_of(stage.view().findChildren<QLabel*>(),
            [&words](const QLabel* label) { return label->text() == words; }));
        for (int time = 0; time < 2; ++time) {
            QTest::mouseDClick(&board, Qt::LeftButton, {}, cell);
            QCOMPARE(tables(), 1);
        }
    }

    void theEndIsTheLiveModel()
    {
        MachineStage stage(m_folder->path(), true, 500);
        QVERIFY(stage.ready());
        stage.training().makeSteps(7); // behind the newest checkpoint
        QVERIFY(stage.reaches(State::Paused));
        QTRY_VERIFY(stage.track().isVisible());
        for (const Twin twin : kTwins) {
            auto* twins = stage.panel->findChild<QComboBox*>(QStringLiteral("momentTwin"));
            twins->setCurrentIndex(static_cast<int>(slotOf(twin)));
            Q_EMIT twins->activated(twins->currentIndex());
            QTRY_COMPARE(stage.track().marks().back().step, std::int64_t(7));
            QTest::keyClick(&stage.track(), Qt::Key_End);
            const ModelState* live = stage.training().model(twin, TrainedWeights::Newest);
            QVERIFY(live && live->steps == 7);
            Probe probe(*live);
            while (probe.advance()) { }
            QTRY_COMPARE(stage.view().text(), writtenBy(probe));
            for (const int place : {0, 5, 200}) {
                stage.view().setPlace(place);
                QVERIFY(isSameFiring(stage.view().board().firing(),
                    probe.places()[static_cast<std::size_t>(place)].firing));
            }
            QCOMPARE(stage.workbench.moments().likeTheEnd(twin, 7), std::optional(1.0));
        }
    }

    void theTextIsTheSampleOfItsEvaluation()
    {
        MachineStage stage(m_folder->path());
        QVERIFY(stage.ready());
        QString sample;
        connect(&stage.training(), &Training::events, this,
            [&sample](const std::vector<TrainingEvent>& events) {
                for (const TrainingEvent& event : events)
                    if (event.kind == TrainingEvent::Kind::Sample)
                        sample = QString::fromStdString(event.text);
            });
        QVERIFY(stage.isTrained());
        QTest::keyClick(&stage.track(), Qt::Key_End);
        QVERIFY(!sample.isEmpty());
        QTRY_COMPARE(stage.view().text(), sample);
    }

    void theBoardFollowsTheTextCursor()
    {
        MachineStage stage(m_folder->path());
        QVERIFY(stage.ready());
        QVERIFY(stage.isTrained());
        QTest::keyClick(&stage.track(), Qt::Key_End);
        QVERIFY(stage.isShown(12));
        QTRY_VERIFY(!stage.view().text().isEmpty());
        const auto& places = stage.workbench.moments().shown()->places;
        auto* text = stage.view().findChild<QPlainTextEdit*>(QStringLiteral("momentText"));
        QVERIFY(isSameFiring(stage.view().board().firing(), places[0].firing));
        text->setFocus();
        for (int i = 0; i < 3; ++i)
            QTest::keyClick(text, Qt::Key_Right);
        QCOMPARE(stage.view().place(), 3);
        QVERIFY(isSameFiring(stage.view().board().firing(), places[3].firing));
        QTest::keyClick(&stage.track(), Qt::Key_Home); // at another moment it stays there
        QVERIFY(stage.isShown(0));
        QTRY_VERIFY(isSameFiring(
            stage.view().board().firing(), stage.workbench.moments().shown()->places[3].firing));
    }

    void withoutMomentsASentenceSaysHowToGetThem()
    {
        MachineStage stage(m_folder->path());
        QVERIFY(stage.ready());
        stage.training().setKeepsMoments(false);
        QVERIFY(stage.words("noMoments").contains(QStringLiteral("Keep moments")));
        stage.training().start();
        QVERIFY(stage.reaches(State::Finished));
        QTRY_VERIFY(stage.words("noMoments").contains(QStringLiteral("This run keeps no moments")));
        QVERIFY(!stage.track().isVisible());
        QVERIFY(!stage.machine().step());
    }

    void playingGoesFromTheFirstToTheLast()
    {
        MachineStage stage(m_folder->path(), false, 4);
        QVERIFY(stage.ready());
        QVERIFY(stage.isTrained());
        std::vector<std::int64_t> seen;
        connect(&stage.machine(), &TimeMachine::moved, this,
            [&] { seen.push_back(stage.machine().step().value_or(-1)); });
        stage.track().setFocus();
        QTest::keyClick(&stage.track(), Qt::Key_Space);
        auto* play = stage.machine().findChild<QTimer*>(QStringLiteral("play"));
        QVERIFY(play->isActive());
        play->setInterval(1);
        QTRY_VERIFY(!play->isActive());
        QCOMPARE(seen, (std::vector<std::int64_t>{0, 1, 2, 3, 4}));
        QTest::keyClick(&stage.track(), Qt::Key_Space); // again from the start
        QVERIFY(play->isActive());
        QTest::keyClick(&stage.track(), Qt::Key_Right); // a hand stops it
        QVERIFY(!play->isActive());
    }

    void aDamagedMomentIsOneSentence()
    {
        MachineStage stage(m_folder->path());
        QVERIFY(stage.ready());
        QVERIFY(stage.isTrained());
        const Moment moment = stage.workbench.moments().of(Twin::Sparse)[2];
        std::filesystem::resize_file(moment.file, 10);
        QTest::keyClick(&stage.track(), Qt::Key_Home);
        QTest::keyClick(&stage.track(), Qt::Key_Right);
        QTest::keyClick(&stage.track(), Qt::Key_Right);
        auto* text = stage.view().findChild<QPlainTextEdit*>(QStringLiteral("momentText"));
        QTRY_VERIFY(text->placeholderText().contains(QStringLiteral("weights-00000002")));
        QVERIFY(stage.view().text().isEmpty());
        QVERIFY(stage.view().board().firing().layers.empty());
    }

    void theLineCopiedWritesTheSameText()
    {
        MachineStage stage(m_folder->path());
        QVERIFY(stage.ready());
        QVERIFY(stage.isTrained());
        QVERIFY(stage.panel->commandLine().contains(QStringLiteral("train")));
        QTest::keyClick(&stage.track(), Qt::Key_Home);
        const QString line = stage.panel->commandLine();
        QVERIFY2(line.startsWith(QStringLiteral("glowworm-cli generate")), qPrintable(line));
        QVERIFY(line.contains(QStringLiteral("weights-00000000.safetensors")));
        QVERIFY(line.contains(QStringLiteral("--seed 1")));
        QVERIFY(stage.isShown(0));
        QTRY_VERIFY(std::ranges::any_of(stage.panel->exports(),
            [](const ExportItem& item) { return item.fileName == QStringLiteral("moment-text"); }));
        const QByteArray table
            = test::exported({stage.view().exports({}).front()}, QStringLiteral("CSV"));
        QVERIFY2(table.contains("\"gated, step 0\",0,\"\n\",0,"), table.left(300).constData());
    }

    void whereOneLookedBackToComesBack()
    {
        std::string json;
        {
            MachineStage stage(m_folder->path());
            QVERIFY(stage.ready());
            QVERIFY(stage.isTrained());
            QTest::keyClick(&stage.track(), Qt::Key_Home);
            QTest::keyClick(&stage.track(), Qt::Key_Right);
            QVERIFY(stage.isShown(1));
            QTRY_COMPARE(stage.view().text().size(), probeSample().tokens);
            stage.view().setPlace(7);
            json = stage.saved();
        }
        MachineStage stage(m_folder->path());
        QVERIFY(stage.ready());
        const JsonDocument document(json);
        stage.training().restore(document.object().object("run"));
        stage.panel->restore(document.object().object("training"));
        QTRY_COMPARE(stage.machine().step(), std::optional<std::int64_t>(1));
        QVERIFY(stage.isShown(1));
        QTRY_COMPARE(stage.view().text().size(), probeSample().tokens);
        QCOMPARE(stage.view().place(), 7);
        QVERIFY(stage.reaches(State::Finished));
        stage.training().start(); // another run is looked at as it is
        QVERIFY(!stage.machine().step());
    }
};

GLOWWORM_TEST(TestTimeMachine)
#include "tst_time_machine.moc"
