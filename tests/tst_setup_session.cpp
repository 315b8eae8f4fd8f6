// SPDX-License-Identifier: GPL-3.0-or-later
// What is set up is not lost: it comes back with a session, and each change of it can be taken
// back.
#include "model/base/error.h"
#include "model/session/session_values.h"
#include "support/data_folder.h"
#include "support/run_test.h"
#include "support/shown_window.h"
#include "ui/session/edits.h"
#include "ui/session/training.h"
#include "ui/setup/config_form.h"
#include "ui/setup/cost_card.h"
#include "ui/setup/setup_panel.h"
#include "ui/widgets/words.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QUndoStack>

#include <map>
#include <optional>
#include <random>
#include <string>

using namespace glowworm;

namespace {

/// The panel in a workbench of its own.
struct SetupSessionStage {
    Workbench workbench{test::fakeCreate()};
    SetupPanel panel{workbench};
    QUndoStack& edits{workbench.edits().of(Area::Setup)};
    SetupSessionStage() { panel.show(); }

    QLineEdit& line(const char* name) { return *panel.findChild<QLineEdit*>(QLatin1String(name)); }
    QComboBox& box(const char* name) { return *panel.findChild<QComboBox*>(QLatin1String(name)); }
    void type(QLineEdit& into, const QString& text)
    {
        into.selectAll();
        QTest::keyClicks(&into, text);
        QTest::keyClick(&into, Qt::Key_Return);
    }
    void type(const char* name, const QString& text) { type(line(name), text); }
    void choose(QComboBox& box, int index)
    {
        box.setCurrentIndex(index);
        Q_EMIT box.activated(index);
    }
    std::string saved()
    {
        SessionValues values;
        workbench.training().save(values.object("run"));
        panel.save(values.object("setup"));
        return values.json();
    }
    void restore(const std::string& json)
    {
        const JsonDocument document(json);
        if (document.object().has("run"))
            workbench.training().restore(document.object().object("run"));
        if (document.object().has("setup"))
            panel.restore(document.object().object("setup"));
    }
    QMap<QString, QString> everything()
    {
        QMap<QString, QString> all;
        for (const auto& [name, entry] : panel.findChild<ConfigForm*>()->entries())
            all[QString::fromStdString(name)]
                = entry.text + QLatin1Char('|') + QString::fromStdString(entry.value);
        for (const Field<RunConfig>& field : runFields())
            all[QStringLiteral("training ") + words(field.name)]
                = QString::fromStdString(field.read(workbench.training().config()));
        all[QStringLiteral("twins")] = QString::number(workbench.training().twins());
        all[QStringLiteral("twins box")]
            = QString::number(panel.findChild<QCheckBox*>(QStringLiteral("twins"))->isChecked());
        all[QStringLiteral("preset")] = QString::number(box("preset").currentIndex());
        all[QStringLiteral("unread")] = workbench.training().unread();
        return all;
    }
};

/// What somebody does next who tries everything.
void doSomething(SetupSessionStage& stage, std::mt19937& random)
{
    const auto below = [&random](int end) { return static_cast<int>(random() % end); };
    const QStringList texts{QStringLiteral("1"), QStringLiteral("2"), QStringLiteral("64"),
        QStringLiteral("0.5"), QStringLiteral("1e-3"), QStringLiteral("12x"), QStringLiteral("-"),
        QStringLiteral("1000000")};
    const int kind = below(20);
    if (kind == 0)
        return stage.choose(stage.box("preset"), below(stage.box("preset").count()));
    if (kind == 1)
        return stage.panel.findChild<QCheckBox*>(QStringLiteral("twins"))->toggle();
    const auto fields = runFields();
    const Field<RunConfig>& field
        = fields[static_cast<std::size_t>(below(static_cast<int>(fields.size())))];
    const std::string name(field.name);
    if (auto* box = stage.panel.findChild<QComboBox*>(words(name)))
        stage.choose(*box, below(box->count()));
    else
        stage.type(name.c_str(), texts[below(static_cast<int>(texts.size()))]);
}

} // namespace

class TestSetupSession : public QObject {
    Q_OBJECT

    std::optional<test::DataFolder> m_folder;

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void init() { m_folder.emplace(); }

    void everyFieldAndWhatIsNoValueComesBack()
    {
        SetupSessionStage before;
        before.choose(before.box("routing"), 1);
        before.type("learning_rate", QStringLiteral("2e-3"));
        before.type("layers", QStringLiteral("four"));
        before.panel.findChild<QCheckBox*>(QStringLiteral("twins"))->toggle();
        const std::string json = before.saved();

        SetupSessionStage after;
        after.restore(json);
        QCOMPARE(after.line("layers").text(), QStringLiteral("four"));
        QCOMPARE(after.line("learning_rate").text(), QStringLiteral("2e-3"));
        QCOMPARE(after.everything(), before.everything());
        QVERIFY(!after.panel.findChild<QPushButton*>(QStringLiteral("start"))->isEnabled());
        QCOMPARE(after.saved(), json);
        QCOMPARE(after.edits.count(), 0);
    }

    void costsOfWhatIsNotValidAreNamedAllTheSame()
    {
        RunConfig config = preset("quick-sparse").config;
        config.model.heads = 3;
        Workbench workbench{test::fakeCreate()};
        workbench.training().setConfig(config, true); // before there is a panel
        const SetupPanel panel(workbench);
        QStringList names;
        for (const QLabel* label : panel.findChild<CostCard*>()->findChildren<QLabel*>())
            names << label->text();
        QVERIFY(names.contains(QStringLiteral("Attention")));
        QVERIFY(names.contains(QStringLiteral("Bytes per token")));
    }

    void theSameValuesWriteTheSame()
    {
        SetupSessionStage stage;
        const std::string json = stage.saved();
        QTest::qWait(20);
        QCOMPARE(stage.saved(), json);
        stage.restore(json);
        QCOMPARE(stage.saved(), json);
    }

    void whatIsNoStateChangesNothing_data()
    {
        QTest::addColumn<QString>("json");
        const auto add = [](const char* name, const char* json) {
            QTest::newRow(name) << QString::fromLatin1(json);
        };
        add("a number", R"({"setup": {"texts": {"layers": 4}}})");
        add("no texts", R"({"setup": {"texts": 1}})");
        add("scroll", R"({"setup": {"texts": {"layers": "four"}, "scroll": -1}})");
        add("settings", R"({"run": {"settings": {"heads": "2", "layers": "many"}}})");
        add("twins", R"({"run": {"settings": {"heads": "2"}, "twins": "yes"}})");
    }
    void whatIsNoStateChangesNothing()
    {
        QFETCH(QString, json);
        SetupSessionStage stage;
        const auto before = stage.everything();
        QVERIFY_EXCEPTION_THROWN(stage.restore(json.toStdString()), Error);
        QCOMPARE(stage.everything(), before);
    }

    void fieldsThatAreUnknownAreLeftAside()
    {
        SetupSessionStage stage;
        const auto before = stage.everything();
        stage.restore(R"({"setup": {"texts": {"wings": "2", "routing": "gated"}, "wings": 2}})");
        QCOMPARE(stage.everything(), before);
    }

    void aTextThatMeansAnotherValueGivesWay()
    {
        SetupSessionStage stage;
        const auto before = stage.everything();
        stage.restore(R"({"setup": {"texts": {"layers": "7"}}})");
        QCOMPARE(stage.everything(), before);
    }

    void lettersOfOneFieldAreOneStepWithItsName()
    {
        SetupSessionStage stage;
        const auto before = stage.everything();
        stage.type("learning_rate", QStringLiteral("0.002"));
        QCOMPARE(stage.edits.count(), 1);
        QCOMPARE(stage.edits.undoText(), QStringLiteral("learning rate"));
        stage.type("neurons", QStringLiteral("1024"));
        QCOMPARE(stage.edits.undoText(), QStringLiteral("FF neurons F"));
        stage.type("neurons", QStringLiteral("2048")); // another time: another step
        QCOMPARE(stage.edits.count(), 3);
        stage.edits.undo();
        QCOMPARE(stage.workbench.training().config().model.neurons, 1024);
        stage.edits.undo();
        stage.edits.undo();
        QCOMPARE(stage.everything(), before);
        QVERIFY(!stage.edits.canUndo());
    }

    void whatIsTypedAndTakenBackByHandIsNoStep()
    {
        SetupSessionStage stage;
        QLineEdit& layers = stage.line("layers");
        QTest::keyClick(&layers, Qt::Key_End);
        QTest::keyClick(&layers, Qt::Key_5);
        QTest::keyClick(&layers, Qt::Key_Backspace);
        QCOMPARE(stage.edits.count(), 0);
    }

    void tenFieldsAreTenSteps()
    {
        SetupSessionStage stage;
        const auto before = stage.everything();
        for (const char* name : {"d_model", "layers", "heads", "context", "neurons", "groups",
                 "batch", "steps", "warmup", "seed"})
            stage.type(name, QStringLiteral("24"));
        QCOMPARE(stage.edits.count(), 10);
        for (int step = 0; step < 10; ++step)
            stage.edits.undo();
        QCOMPARE(stage.everything(), before);
    }

    void aPresetAndTheOtherTaskAreOneStepEach()
    {
        SetupSessionStage stage;
        const auto before = stage.everything();
        QComboBox& preset = stage.box("preset");
        stage.choose(preset, preset.findData(QStringLiteral("study-shakespeare-sparse")));
        QCOMPARE(stage.edits.undoText(), QStringLiteral("preset"));
        const auto chosen = stage.everything();
        stage.choose(stage.box("task"), 1);
        QCOMPARE(stage.edits.count(), 2);
        stage.edits.undo();
        QCOMPARE(stage.everything(), chosen);
        stage.edits.undo();
        QCOMPARE(stage.everything(), before);
    }

    void whatARunBringsStaysWhenAFieldIsTakenBack()
    {
        SetupSessionStage stage;
        stage.type("learning_rate", QStringLiteral("0.002"));
        RunConfig other = stage.workbench.training().config();
        other.model.layers = 2;
        stage.workbench.training().setConfig(other, false);
        QCOMPARE(stage.edits.count(), 1);
        stage.edits.undo();
        QCOMPARE(stage.workbench.training().config().model.layers, 2);
        QCOMPARE(stage.workbench.training().config().train.learningRate, 1e-3);
        QVERIFY(!stage.workbench.training().twins());
    }

    void threeHundredStepsThereAndBack()
    {
        SetupSessionStage stage;
        const auto start = stage.everything();
        std::mt19937 random(19);
        for (int step = 0; step < 300; ++step)
            doSomething(stage, random);
        const auto end = stage.everything();
        QVERIFY(start != end);
        QVERIFY(stage.edits.count() > 150);
        while (stage.edits.canUndo())
            stage.edits.undo();
        QCOMPARE(stage.everything(), start);
        while (stage.edits.canRedo())
            stage.edits.redo();
        QCOMPARE(stage.everything(), end);
    }

    /// With the window's own keys, within the field.
    void keysInAFieldMeanWhatWasDoneLast()
    {
        test::useFolder(*m_folder);
        test::Shown shown;
        Panel& panel = shown.show(0);
        auto* layers = panel.findChild<QLineEdit*>(QStringLiteral("layers"));
        const QString before = layers->text();
        layers->setFocus();
        layers->selectAll();
        QTest::keyClicks(layers, QStringLiteral("3"));
        panel.findChild<QCheckBox*>(QStringLiteral("twins"))->toggle();
        QTest::keyClick(layers, Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(shown.workbench.training().twins());
        QCOMPARE(layers->text(), QStringLiteral("3"));
        QTest::keyClick(layers, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(layers->text(), before);
        QTest::keyClick(layers, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(layers->text(), QStringLiteral("3"));
    }
};

GLOWWORM_TEST(TestSetupSession)
#include "tst_setup_session.moc"
