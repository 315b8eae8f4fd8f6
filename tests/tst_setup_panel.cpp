// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/setup/setup_panel.h"

#include "support/fake_trainer.h"
#include "support/run_test.h"
#include "ui/session/library.h"
#include "ui/session/training.h"
#include "ui/session/workbench.h"
#include "ui/setup/bytes_bars.h"
#include "ui/setup/config_form.h"
#include "ui/setup/preset_cards.h"
#include "ui/widgets/command_line.h"
#include "ui/widgets/number_text.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>

using namespace glowworm;

namespace {

QString words(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

struct Shown {
    Workbench workbench{test::fakeCreate()};
    SetupPanel panel{workbench};
    Shown() { panel.show(); }
    QLineEdit& edit(const char* name) { return *panel.findChild<QLineEdit*>(QLatin1String(name)); }
    void retype(const char* name, const QString& text)
    {
        edit(name).selectAll();
        QTest::keyClicks(&edit(name), text);
    }
    /// The sentences that stand below fields.
    QStringList sentences()
    {
        QStringList found;
        for (const QLabel* label : panel.findChildren<QLabel*>()) {
            if (label->property("fieldError").toBool() && !label->isHidden()
                && !label->text().isEmpty())
                found << label->text();
        }
        return found;
    }
    QString texts()
    {
        QStringList found;
        for (const ValueLabel* label : panel.findChildren<ValueLabel*>())
            found << label->text();
        return found.join(QLatin1Char('|'));
    }
};

} // namespace

class TestSetupPanel : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale::c());
        qputenv("XDG_DATA_HOME", m_folder.filePath(QStringLiteral("data")).toUtf8());
    }

    void everyFieldOfTheTableHasAnEditor()
    {
        Shown shown;
        for (const Field<RunConfig>& field : runFields()) {
            const auto* editor = shown.panel.findChild<QWidget*>(words(field.name));
            QVERIFY2(editor, field.name.data());
            QVERIFY2(!editor->accessibleName().isEmpty() && !editor->toolTip().isEmpty(),
                field.name.data());
        }
    }

    void typedNumberReachesTheWorkbenchAndTheCostAtOnce()
    {
        Shown shown;
        const QString before = shown.texts();
        shown.retype("neurons", QStringLiteral("1024"));
        QCOMPARE(shown.workbench.training().config().model.neurons, 1024);
        QVERIFY(shown.texts() != before);
        QVERIFY(shown.texts().contains(QStringLiteral("8 of 1024, 1/128")));
    }

    void textThatIsNoNumberStaysAndIsExplained()
    {
        Shown shown;
        const int before = shown.workbench.training().config().model.layers;
        shown.retype("layers", QStringLiteral("four"));
        QCOMPARE(shown.edit("layers").text(), QStringLiteral("four"));
        QCOMPARE(shown.workbench.training().config().model.layers, before);
        QVERIFY(!shown.sentences().filter(QStringLiteral("Layers L: ")).isEmpty());
        QVERIFY(!shown.panel.findChild<QPushButton*>(QStringLiteral("start"))->isEnabled());
        shown.retype("layers", QStringLiteral("3"));
        QCOMPARE(shown.workbench.training().config().model.layers, 3);
        QVERIFY(shown.sentences().filter(QStringLiteral("Layers L: ")).isEmpty());
    }

    void everyNumberOfTheCostHasANameBesideIt()
    {
        Shown shown;
        const auto named = [&shown](const QString& name) {
            const QList<QLabel*> labels = shown.panel.findChildren<QLabel*>();
            return std::any_of(labels.begin(), labels.end(), [&name](const QLabel* label) {
                return !label->isHidden() && label->text() == name;
            });
        };
        for (const char* name : {"Together", "Bytes per token", "Multiply-adds per token",
                 "Ceiling, whole token", "Memory to train"})
            QVERIFY2(named(QLatin1String(name)), name);
        shown.panel.findChild<QComboBox*>(QStringLiteral("task"))
            ->setCurrentText(QStringLiteral("digits"));
        QVERIFY(named(QStringLiteral("Bytes per picture")));
    }

    /// Once, beside the field that was typed into; both are marked.
    void fieldsThatContradictEachOtherAreExplained()
    {
        Shown shown;
        const auto texts = [&shown] {
            QStringList all;
            for (const QLabel* label : shown.panel.findChildren<QLabel*>())
                if (!label->isHidden())
                    all << label->text();
            return all;
        };
        QCOMPARE(texts().filter(QStringLiteral("N = F / G")).size(), 1);
        shown.retype("neurons", QStringLiteral("500"));
        QVERIFY(!problems(shown.workbench.training().config()).empty());
        auto* start = shown.panel.findChild<QPushButton*>(QStringLiteral("start"));
        QVERIFY(!start->isEnabled());
        QCOMPARE(shown.sentences().size(), 1);
        const QString sentence = shown.sentences().first();
        QVERIFY(sentence.contains(QStringLiteral("does not divide FF neurons F = 500")));
        QCOMPARE(texts().filter(sentence).size(), 1);
        for (const char* field : {"neurons", "groups"}) {
            QVERIFY(shown.edit(field).property("invalid").toBool());
            QCOMPARE(shown.edit(field).accessibleDescription(), sentence);
        }
        QVERIFY(!shown.edit("steps").property("invalid").toBool());
        QVERIFY(texts().filter(QStringLiteral("N = F / G")).isEmpty()); // no more
        shown.retype("groups", QStringLiteral("10"));
        QVERIFY(shown.sentences().isEmpty());
        QVERIFY(!shown.edit("neurons").property("invalid").toBool());
        shown.retype(
            "d_model", QStringLiteral("127")); // the heads, which are folded, do not divide it
        QCOMPARE(shown.sentences().size(), 1);
        QVERIFY(!shown.panel.findChild<ConfigForm*>()->isUnfolded());
    }

    /// What is missing is said with the way to it, in words for this place.
    void whereNoDataIsOpenItCanBeOpened()
    {
        Shown shown;
        auto* open = shown.panel.findChild<QPushButton*>(QStringLiteral("openData"));
        auto* reason = shown.panel.findChild<QLabel*>(QStringLiteral("reason"));
        QVERIFY(!open->isHidden());
        QVERIFY(reason->text().startsWith(QStringLiteral("No text is open")));
        QVERIFY(!reason->text().contains(QStringLiteral("Ctrl+1")));
        shown.panel.findChild<QComboBox*>(QStringLiteral("task"))
            ->setCurrentText(QStringLiteral("digits"));
        QVERIFY(reason->text().startsWith(QStringLiteral("No pictures are open")));
    }

    void cardsOfPresetsStayWhereTheyAre()
    {
        Shown shown;
        const auto cards = [&shown] {
            QList<QRect> places;
            for (const char* name :
                {"quick-sparse", "demo-sparse", "glowworm-shakespeare", "glowworm-mnist"})
                places << shown.panel.findChild<QWidget*>(QStringLiteral("preset-") + words(name))
                              ->geometry();
            return places;
        };
        for (const QSize size : {QSize(946, 650), QSize(1202, 750), QSize(2400, 1500)}) {
            shown.panel.resize(size);
            QCoreApplication::processEvents();
            const QList<QRect> before = cards();
            QCOMPARE(before[0].top(), before[1].top());
            QCOMPARE(before[2].top(), before[3].top());
            QCOMPARE(before[0].left(), before[2].left());
            QVERIFY(before[0].height() < 80);
            auto* presets = shown.panel.findChild<PresetCards*>();
            presets->showTimes(1e9, true, 1000);
            QCoreApplication::processEvents();
            QCOMPARE(cards(), before);
        }
    }

    void presetFillsEveryField()
    {
        Shown shown;
        auto* box = shown.panel.findChild<QComboBox*>(QStringLiteral("preset"));
        const int index = box->findData(QStringLiteral("study-shakespeare-sparse"));
        QVERIFY(index >= 0);
        box->setCurrentIndex(index);
        Q_EMIT box->activated(index);
        const RunConfig& wanted = preset("study-shakespeare-sparse").config;
        for (const Field<RunConfig>& field : runFields()) {
            if (field.kind != FieldKind::Choice)
                QCOMPARE(shown.edit(field.name.data()).text(),
                    numberOnScreen(field.read(wanted), QLocale())); // 0.0005 is the file's 5e-04
        }
        QCOMPARE(shown.workbench.training().config().model, wanted.model);
        QCOMPARE(box->currentIndex(), index);
        shown.retype("seed", QStringLiteral("5"));
        QCOMPARE(box->currentIndex(), -1); // it is no longer that preset
    }

    void cardsOfPresetsSayWhatIsSetUp()
    {
        Shown shown;
        const auto card = [&](const char* name) -> QPushButton& {
            return *shown.panel.findChild<QPushButton*>(QStringLiteral("preset-") + words(name));
        };
        QVERIFY(card("quick-sparse").isChecked());
        QVERIFY(card("quick-sparse").accessibleName().contains(QStringLiteral("839")));
        QTest::mouseClick(&card("glowworm-mnist"), Qt::LeftButton);
        QCOMPARE(shown.workbench.training().config(), preset("glowworm-mnist").config);
        QVERIFY(card("glowworm-mnist").isChecked());
        QVERIFY(!card("quick-sparse").isChecked());
        QTest::mouseClick(&card("glowworm-mnist"), Qt::LeftButton); // once more
        QVERIFY(card("glowworm-mnist").isChecked());
        shown.retype("seed", QStringLiteral("5"));
        QVERIFY(!card("glowworm-mnist").isChecked());
        QTest::mouseClick(&card("glowworm-mnist"), Qt::LeftButton); // back to it
        QCOMPARE(shown.edit("seed").text(), QStringLiteral("1"));
        QVERIFY(card("glowworm-mnist").isChecked());
        QVERIFY(!shown.panel.findChild<QPushButton*>(QStringLiteral("preset-quick-dense")));
    }

    void barsFollowTheFieldsAndSayTheirParts()
    {
        Shown shown;
        auto* bars = shown.panel.findChild<BytesBars*>();
        const QString before = bars->pictureWords();
        shown.retype("neurons", QStringLiteral("1024"));
        QVERIFY(bars->pictureWords() != before);
        const int high = bars->height();
        bars->setFocus(Qt::TabFocusReason);
        QVERIFY(bars->cursorWords().contains(QStringLiteral("Embedding, sparse")));
        for (int i = 0; i < 20; ++i)
            QTest::keyClick(bars, Qt::Key_Right);
        QVERIFY(bars->cursorWords().contains(QStringLiteral("Head, dense")));
        shown.panel.findChild<QComboBox*>(QStringLiteral("routing"))
            ->setCurrentText(QStringLiteral("dense"));
        QApplication::processEvents();
        QVERIFY(bars->cursorWords().contains(QStringLiteral("dense")));
        QCOMPARE(bars->height(), high); // the room of the second bar stays
        QVERIFY(!bars->grab().isNull());
    }

    void otherTaskStartsFromItsOwnPreset()
    {
        Shown shown;
        shown.panel.findChild<QComboBox*>(QStringLiteral("task"))
            ->setCurrentText(QStringLiteral("digits"));
        QCOMPARE(shown.workbench.training().config(), preset("glowworm-mnist").config);
        QVERIFY(shown.edit("heads").isHidden());
        QVERIFY(problems(shown.workbench.training().config()).empty());
    }

    void denseRoutingGreysTheRouterAndTheTwin()
    {
        Shown shown;
        shown.panel.findChild<QComboBox*>(QStringLiteral("routing"))
            ->setCurrentText(QStringLiteral("dense"));
        QVERIFY(!shown.edit("router_rank").isEnabled());
        QVERIFY(!shown.panel.findChild<QCheckBox*>(QStringLiteral("twins"))->isEnabled());
        QVERIFY(shown.edit("neurons").isEnabled());
    }

    void openedTextIsShownWithItsCounts()
    {
        const QString file = m_folder.filePath(QStringLiteral("abc.txt"));
        QFile text(file);
        QVERIFY(text.open(QIODevice::WriteOnly));
        for (int i = 0; i < 200; ++i)
            text.write(i % 2 ? "aab\r\n" : "abc\n");
        text.write("\xff");
        text.close();
        Shown shown;
        shown.workbench.library().openText(file);
        QTRY_VERIFY(shown.workbench.library().data().text != nullptr);
        auto* table = shown.panel.findChild<QTableWidget*>();
        QVERIFY(table->isHidden());
        shown.panel.findChild<QAbstractButton*>(QStringLiteral("counts"))->click();
        QVERIFY(!table->isHidden());
        QCOMPARE(table->rowCount(), 4);
        QCOMPARE(table->item(0, 0)->text(), QStringLiteral("a"));
        QCOMPARE(table->item(0, 2)->text(), QStringLiteral("300"));
        QVERIFY(shown.texts().contains(QStringLiteral("1 invalid bytes, 100 carriage returns")));
        QVERIFY(shown.panel.findChild<QPushButton*>(QStringLiteral("start"))->isEnabled());
    }

    void copiedCommandReadsBackToTheSameConfiguration()
    {
        Shown shown;
        shown.retype("router_rank", QStringLiteral("24"));
        shown.retype("steps", QStringLiteral("77"));
        shown.retype("learning_rate", QStringLiteral("3e-4"));
        const QStringList parts = shown.panel.commandLine().split(QLatin1Char(' '));
        QCOMPARE(parts.mid(0, 3),
            QStringList({QStringLiteral("glowworm-cli"), QStringLiteral("train"),
                QStringLiteral("--preset")}));
        RunConfig read = preset(parts[3].toStdString()).config;
        for (qsizetype index = 4; index < parts.size(); ++index) {
            if (parts[index] == QStringLiteral("--set"))
                assign(read, parts[++index].toStdString());
            else if (parts[index] == QStringLiteral("--steps"))
                assign(read, "steps=" + parts[++index].toStdString());
            else if (parts[index] == QStringLiteral("--moments"))
                ++index; // what is kept of it, not what is trained
            else
                QCOMPARE(parts[index], QStringLiteral("--twin"));
        }
        QCOMPARE(read, shown.workbench.training().config());
    }

    void numbersKeepThreeDigitsAndNoExponent_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        const QChar blank(0x00a0);
        QTest::newRow("small") << numberText(0.012345) << QStringLiteral("0.0123");
        QTest::newRow("one") << numberText(9.996) << QStringLiteral("10.0");
        QTest::newRow("large") << numberText(123456) << QStringLiteral("123456");
        QTest::newRow("zero") << numberText(0) << QStringLiteral("0");
        QTest::newRow("missing") << numberText(std::nan("")) << QStringLiteral("\u2014");
        QTest::newRow("bytes") << bytesText(1230000.0)
                               << QStringLiteral("1.23") + blank + QStringLiteral("MB");
        QTest::newRow("count") << shortCountText(512) << QStringLiteral("512");
        QTest::newRow("ratio") << ratioText(2.469) << QStringLiteral("2.5") + QChar(0x00d7);
        QTest::newRow("micro") << durationText(
            4.6e-6) << QStringLiteral("4.60") + blank + QChar(0x00b5) + QStringLiteral("s");
        QTest::newRow("loss") << lossText(1.5) << QStringLiteral("1.5000");
    }
    void numbersKeepThreeDigitsAndNoExponent()
    {
        QFETCH(QString, text);
        QFETCH(QString, expected);
        QCOMPARE(text, expected);
    }

    void onlyAnEstimateIsSlanted()
    {
        applyTheme(*static_cast<QApplication*>(QCoreApplication::instance()), ThemeChoice::Light);
        ValueLabel label(Provenance::Measured);
        setTextRole(&label, TextRole::Title);
        label.show();
        const QFont upright = label.font();
        label.setProvenance(Provenance::Estimated);
        QVERIFY(label.font().italic());
        label.setProvenance(Provenance::Recorded);
        QCOMPARE(label.font(), upright);
    }

    void missingValueSaysWhyInsteadOfZero()
    {
        ValueLabel label(Provenance::Measured, QStringLiteral("s"));
        label.setMissing(QStringLiteral("not run yet"));
        QCOMPARE(label.text(), QStringLiteral("\u2014"));
        QVERIFY(label.toolTip().contains(QStringLiteral("not run yet")));
        ValueLabel sum(Provenance::Computed, {});
        sum.setValue(QStringLiteral("4"), QStringLiteral("2 + 2"));
        QVERIFY(sum.text().startsWith(QLatin1Char('=')));
        QVERIFY(sum.toolTip().contains(QStringLiteral("computed")));
    }
};

GLOWWORM_TEST(TestSetupPanel)
#include "tst_setup_panel.moc"

#include <algorithm>
