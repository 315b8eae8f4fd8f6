// SPDX-License-Identifier: GPL-3.0-or-later
// A copied line of `glowworm-cli train` fills the form of Set-up: by its keys, by the button, as
// one edit; and what is wrong with it is said.
#include "ui/setup/setup_panel.h"

#include "support/fake_trainer.h"
#include "support/run_test.h"
#include "ui/session/edits.h"
#include "ui/session/library.h"
#include "ui/session/training.h"
#include "ui/session/workbench.h"
#include "ui/widgets/message_bar.h"

#include <QCheckBox>
#include <QClipboard>
#include <QFile>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QUndoStack>

using namespace glowworm;

namespace {

struct SetupPasteShown {
    Workbench workbench{test::fakeCreate()};
    SetupPanel panel{workbench};
    QUndoStack& edits{workbench.edits().of(Area::Setup)};
    SetupPasteShown() { panel.show(); }
    QLineEdit& edit(const char* name) { return *panel.findChild<QLineEdit*>(QLatin1String(name)); }
    const RunConfig& config() const { return workbench.training().config(); }
    void copy(const QString& text) { QGuiApplication::clipboard()->setText(text); }
    void press()
    {
        QTest::mouseClick(panel.findChild<QPushButton*>(QStringLiteral("paste")), Qt::LeftButton);
    }
};

const QString kLine = QStringLiteral("glowworm-cli train --preset quick-sparse --set groups=16 "
                                     "--set learning_rate=0.002 --steps 500 --seed 3");

} // namespace

class TestSetupPaste : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

private Q_SLOTS:
    void aLineIsOneEdit()
    {
        SetupPasteShown shown;
        shown.edit("layers").setText(QStringLiteral("3"));
        const RunConfig before = shown.config();
        const int steps = shown.edits.count();
        shown.copy(kLine);
        shown.press();
        QCOMPARE(shown.config().model.groups, 16);
        QCOMPARE(shown.config().model.layers, 4); // the preset's
        QCOMPARE(shown.config().train.steps, std::int64_t(500));
        QCOMPARE(shown.edit("learning_rate").text(), QStringLiteral("0.002"));
        QVERIFY(!shown.workbench.training().twins()); // the line names none
        QVERIFY(!shown.panel.findChild<QCheckBox*>(QStringLiteral("twins"))->isChecked());
        QCOMPARE(shown.edits.count(), steps + 1);
        QCOMPARE(shown.panel.messages().text(), QString());
        const RunConfig after = shown.config();
        shown.edits.undo();
        QCOMPARE(shown.config(), before);
        QVERIFY(shown.workbench.training().twins());
        shown.edits.redo();
        QCOMPARE(shown.config(), after);
    }

    void keysPasteItOnThePanelAndInAField_data()
    {
        QTest::addColumn<QString>("where");
        QTest::newRow("panel") << QString();
        QTest::newRow("field") << QStringLiteral("neurons");
        QTest::newRow("list") << QStringLiteral("preset");
    }
    void keysPasteItOnThePanelAndInAField()
    {
        QFETCH(QString, where);
        SetupPasteShown shown;
        shown.copy(kLine);
        QTest::keyClick(where.isEmpty() ? &shown.panel : shown.panel.findChild<QWidget*>(where),
            Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(shown.config().model.groups, 16);
    }

    void aNumberIsPastedIntoItsField()
    {
        SetupPasteShown shown;
        shown.copy(QStringLiteral("1024"));
        shown.edit("neurons").selectAll();
        QTest::keyClick(&shown.edit("neurons"), Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(shown.config().model.neurons, 1024);
    }

    void whatIsWrongIsSaidAndChangesNothing()
    {
        SetupPasteShown shown;
        const RunConfig before = shown.config();
        shown.copy(kLine + QStringLiteral(" --stepz 3"));
        shown.press();
        QCOMPARE(shown.panel.messages().text(),
            QStringLiteral("Nothing pasted: train has no option --stepz"));
        shown.copy(QStringLiteral("ROMEO:"));
        shown.press();
        QVERIFY(shown.panel.messages().text().contains(QStringLiteral("no glowworm-cli command")));
        QCOMPARE(shown.config(), before);
        QCOMPARE(shown.edits.count(), 0);
        shown.edit("neurons").setText(QStringLiteral("1024")); // goes on: it was read
        QCOMPARE(shown.panel.messages().text(), QString());
    }

    void whatTheWindowDoesNotTakeIsSaid()
    {
        SetupPasteShown shown;
        shown.copy(kLine + QStringLiteral(" --out here --threads 3"));
        shown.press();
        QCOMPARE(shown.config().model.groups, 16);
        QVERIFY2(shown.panel.messages().text().contains(QStringLiteral("--out, --threads")),
            qPrintable(shown.panel.messages().text()));
    }

    void theDataOfTheLineIsOpened()
    {
        const QString file = m_folder.filePath(QStringLiteral("it's a text.txt"));
        QFile text(file);
        QVERIFY(text.open(QIODevice::WriteOnly));
        text.write(QByteArray("glow, worm\n").repeated(100));
        text.close();
        SetupPasteShown shown;
        shown.workbench.library().openText(file);
        QTRY_COMPARE(shown.workbench.library().source(Task::Text), file);
        const QString line = shown.panel.commandLine();
        SetupPasteShown fresh;
        fresh.copy(line);
        fresh.press();
        QTRY_COMPARE(fresh.workbench.library().source(Task::Text), file);
        QCOMPARE(fresh.config(), shown.config());
    }

    /// What is copied from a form, and pasted into another one, is that form.
    void aCopiedFormComesBack()
    {
        SetupPasteShown shown;
        for (const auto& [field, value] :
            std::initializer_list<std::pair<const char*, const char*>>{{"neurons", "768"},
                {"groups", "12"}, {"steps", "20"}, {"warmup", "100"}, {"dropout", "0.25"},
                {"seed", "99"}})
            shown.edit(field).setText(QLatin1String(value));
        shown.copy(shown.panel.commandLine());
        SetupPasteShown other;
        other.press();
        QCOMPARE(other.config(), shown.config());
        QCOMPARE(other.workbench.training().twins(), shown.workbench.training().twins());
    }
};

GLOWWORM_TEST(TestSetupPaste)
#include "tst_setup_paste.moc"
