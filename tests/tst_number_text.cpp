// SPDX-License-Identifier: GPL-3.0-or-later
// What typed numbers mean in the locales people use, and that no field takes another value than the
// one that is meant.
#include "ui/widgets/number_text.h"

#include "support/active_window.h"
#include "support/fake_trainer.h"
#include "support/run_test.h"
#include "ui/generation/sample_form.h"
#include "ui/session/library.h"
#include "ui/session/training.h"
#include "ui/session/workbench.h"
#include "ui/setup/setup_panel.h"
#include "ui/training/training_panel.h"
#include "ui/widgets/field_words.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/number_box.h"

#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QToolTip>

using namespace glowworm;

namespace {

const char* const kRefused = "";

/// Sets the locale of everything made while it lives, as a start of the program in that locale
/// does.
struct InLocale {
    QLocale before;
    explicit InLocale(const char* name) { QLocale::setDefault(QLocale(QLatin1String(name))); }
    ~InLocale() { QLocale::setDefault(before); }
};

void retype(QWidget& editor, const QString& text)
{
    if (auto* box = qobject_cast<QAbstractSpinBox*>(&editor))
        box->selectAll();
    else
        dynamic_cast<QLineEdit&>(editor).selectAll();
    QTest::keyClicks(&editor, text);
}

} // namespace

class TestNumberText : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("XDG_DATA_HOME", m_folder.filePath(QStringLiteral("data")).toUtf8());
    }

    void typedNumberMeansTheSameInEveryLocale_data();
    void typedNumberMeansTheSameInEveryLocale();
    void ambiguousNumberNamesBothReadings();
    void listIsReadOrRefused_data();
    void listIsReadOrRefused();
    void whatAFieldShowsReadsBack();
    void germanCommaAndPointBothReachTheTemperature();
    void spinBoxRefusesWhatItCannotRead();
    void germanRateAndStepsReachTheCommand();
    void refusedTextIsNotCopiedAsTheOldValue();
    void refusedTextStartsNoTraining();
    void refusedTextOutlivesChangesElsewhere();
    void learningRateTakesAComma();
    void sentencesNameTheLabelsOfTheScreen();
};

void TestNumberText::typedNumberMeansTheSameInEveryLocale_data()
{
    QTest::addColumn<QString>("locale");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("whole");
    QTest::addColumn<QString>("value");
    const auto row = [](const char* locale, const char* typed, bool whole, const char* value) {
        QTest::addRow("%s %s%s", locale, typed, whole ? " whole" : "") << QString::fromLatin1(
            locale) << QString::fromUtf8(typed) << whole << QString::fromLatin1(value);
    };
    for (const char* locale :
        {"en_US", "de_DE", "fr_FR", "de_CH", "ru_RU", "ar_EG", "C"}) { // all conventions agree
        row(locale, "0.9", false, "0.9");
        row(locale, "0,9", false, "0.9");
        row(locale, "0,003", false, "0.003"); // no group starts with a zero
        row(locale, "0.003", false, "0.003");
        row(locale, ".5", false, "0.5");
        row(locale, "1e-3", false, "1e-3");
        row(locale, "1,5E-3", false, "1.5e-3");
        row(locale, "1.234,5", false, "1234.5");
        row(locale, "1,234.5", false, "1234.5");
        row(locale, "1.000.000", true, "1000000");
        row(locale, "1 000", true, "1000");
        row(locale, "1\u202f000", true, "1000"); // narrow no-break space
        row(locale, "1\u00a0000,5", false, "1000.5");
        row(locale, "1\u2019000", true, "1000");
        row(locale, "12'345", true, "12345");
        row(locale, "\u0661\u0662", true, "12"); // Arabic-Indic digits
        row(locale, "0\u066b5", false, "0.5");
        row(locale, "+4", true, "4");
        row(locale, "\u22121", true, "-1"); // minus sign
        for (const char* nonsense : {"", "four", "1 5", "1..5", "1.00.000", "0x10", "nan", "inf",
                 "--1", "1e", "1,5,", "10 00"})
            row(locale, nonsense, false, kRefused);
        for (const char* broken : {"1.5", "1,0", "1e3", "5."})
            row(locale, broken, true, kRefused);
    }
    // Three digits after one mark: the locale's own use of it counts, the other one is refused.
    row("de_DE", "1.000", true, "1000");
    row("de_DE", "1,000", true, kRefused);
    row("de_DE", "1,250", false, "1.250");
    row("de_DE", "1.250", false, kRefused);
    row("en_US", "1,000", true, "1000");
    row("en_US", "1.000", true, kRefused);
    row("en_US", "1.250", false, "1.250");
    row("en_US", "1,250", false, kRefused);
    row("de_CH", "1.250", false, "1.250");
    row("de_CH", "1.000", true, kRefused);
    row("fr_FR", "1,250", false, "1.250");
    row("fr_FR", "1.250", false, kRefused);
    row("fr_FR", "1.000", true, kRefused);
    row("en_IN", "1,00,000", true, "100000");
}

void TestNumberText::typedNumberMeansTheSameInEveryLocale()
{
    QFETCH(QString, locale);
    QFETCH(QString, typed);
    QFETCH(bool, whole);
    QFETCH(QString, value);
    const TypedNumber number
        = readNumber(typed, whole ? FieldKind::Integer : FieldKind::Real, QLocale(locale));
    QCOMPARE(QString::fromStdString(number.value), value);
    QCOMPARE(number.refusal.isEmpty(), !value.isEmpty());
}

void TestNumberText::ambiguousNumberNamesBothReadings()
{
    const QString sentence
        = readNumber(QStringLiteral("1.250"), FieldKind::Real, QLocale(QStringLiteral("de_DE")))
              .refusal;
    QVERIFY2(
        sentence.contains(QStringLiteral("1,25 ")) && sentence.contains(QStringLiteral("1250")),
        qPrintable(sentence));
}

void TestNumberText::listIsReadOrRefused_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QList<int>>("values");
    QTest::newRow("blanks and commas") << QStringLiteral("16, 1 4") << QList<int>{1, 4, 16};
    QTest::newRow("tight") << QStringLiteral("1,4,16,4") << QList<int>{1, 4, 16};
    QTest::newRow("semicolons") << QStringLiteral("1;4") << QList<int>{1, 4};
    QTest::newRow("one number or two") << QStringLiteral("1,024") << QList<int>{};
    QTest::newRow("no number") << QStringLiteral("1, four") << QList<int>{};
    QTest::newRow("nothing") << QString() << QList<int>{};
    QTest::newRow("too large") << QStringLiteral("99999999999") << QList<int>{};
}

void TestNumberText::listIsReadOrRefused()
{
    QFETCH(QString, typed);
    QFETCH(QList<int>, values);
    const TypedNumbers list = readNumbers(typed, QLocale(QStringLiteral("en_US")));
    QCOMPARE(QList<int>(list.values.begin(), list.values.end()), values);
    QCOMPARE(list.refusal.isEmpty(), !values.isEmpty());
}

void TestNumberText::whatAFieldShowsReadsBack()
{
    for (const char* locale : {"en_US", "de_DE", "fr_FR", "de_CH", "ar_EG", "C"})
        for (const Preset& preset : presets())
            for (const Field<RunConfig>& field : runFields()) {
                if (field.kind == FieldKind::Choice)
                    continue;
                const std::string value = field.read(preset.config);
                const QString shown = numberOnScreen(value, QLocale(QLatin1String(locale)));
                RunConfig back = preset.config; // 0.0005 is the file's 5e-04
                field.write(
                    back, readNumber(shown, field.kind, QLocale(QLatin1String(locale))).value);
                QCOMPARE(field.read(back), value);
            }
}

void TestNumberText::germanCommaAndPointBothReachTheTemperature()
{
    const InLocale german("de_DE");
    SampleForm form;
    form.show();
    auto& temperature = *form.findChild<QDoubleSpinBox*>(QStringLiteral("temperature"));
    for (const auto& [typed, meant] :
        {std::pair("0.9", 0.9), {"1,25", 1.25}, {"1.25", 1.25}, {"0,05", 0.05}}) {
        retype(temperature, QLatin1String(typed));
        QCOMPARE(form.config().temperature, meant);
    }
    auto& length = *form.findChild<QSpinBox*>(QStringLiteral("tokens"));
    retype(length, QStringLiteral("1.000"));
    QCOMPARE(form.config().tokens, 1000);
    retype(*form.findChild<QSpinBox*>(QStringLiteral("top_k")), QStringLiteral("40"));
    QCOMPARE(form.config().topK, 40);
}

void TestNumberText::spinBoxRefusesWhatItCannotRead()
{
    const InLocale english("en_US");
    WholeBox box;
    box.setRange(1, 10'000);
    box.setValue(400);
    box.show();
    test::activate(box);
    box.setFocus();
    retype(box, QStringLiteral("1.000")); // a thousand or one?
    QCOMPARE(box.property("invalid").toBool(), true);
    QTest::keyClick(&box, Qt::Key_Return);
    QCOMPARE(box.value(), 400);
    QCOMPARE(box.text(), QStringLiteral("400"));
    QVERIFY2(QToolTip::text().contains(QStringLiteral("1000"))
            && QToolTip::text().contains(QStringLiteral("400")),
        qPrintable(QToolTip::text()));
    QCOMPARE(box.property("invalid").toBool(), false);
    retype(box, QStringLiteral("99999")); // the digit too many is not taken
    QCOMPARE(box.text(), QStringLiteral("9999"));
    QCOMPARE(box.value(), 9999);
}

void TestNumberText::germanRateAndStepsReachTheCommand()
{
    const InLocale german("de_DE");
    Workbench workbench{test::fakeCreate()};
    SetupPanel panel(workbench);
    panel.show();
    retype(*panel.findChild<QLineEdit*>(QStringLiteral("learning_rate")), QStringLiteral("0,003"));
    retype(*panel.findChild<QLineEdit*>(QStringLiteral("steps")), QStringLiteral("1.000"));
    QCOMPARE(workbench.training().config().train.learningRate, 0.003);
    QCOMPARE(workbench.training().config().train.steps, std::int64_t(1000));
    QVERIFY2(panel.commandLine().contains(QStringLiteral("learning_rate=0.003")),
        qPrintable(panel.commandLine()));
    QVERIFY2(panel.commandLine().contains(QStringLiteral("--steps 1000")),
        qPrintable(panel.commandLine()));
}

void TestNumberText::refusedTextIsNotCopiedAsTheOldValue()
{
    const InLocale german("de_DE");
    Workbench workbench{test::fakeCreate()};
    SetupPanel panel(workbench);
    panel.show();
    auto& rate = *panel.findChild<QLineEdit*>(QStringLiteral("gate_scale"));
    retype(rate, QStringLiteral("1.250"));
    QCOMPARE(panel.unreadEditor(), &rate);
    QVERIFY2(panel.commandLine().isEmpty(), qPrintable(panel.commandLine()));
    retype(rate, QStringLiteral("1,25"));
    QCOMPARE(panel.unreadEditor(), nullptr);
    QCOMPARE(workbench.training().config().model.gateScale, 1.25);
}

/// Not from another panel either, and the beginning of the text is no value: steps of "1.000" are
/// not 1.
void TestNumberText::refusedTextStartsNoTraining()
{
    const InLocale english("en_US");
    Workbench workbench{test::fakeCreate()};
    SetupPanel panel(workbench);
    TrainingPanel training(workbench);
    panel.show();
    const std::int64_t before = workbench.training().config().train.steps;
    retype(*panel.findChild<QLineEdit*>(QStringLiteral("steps")), QStringLiteral("1.000"));
    QCOMPARE(workbench.training().config().train.steps, before);
    QVERIFY2(workbench.refusalOf(Work::Training).contains(QStringLiteral("1.000")),
        qPrintable(workbench.refusalOf(Work::Training)));
    QVERIFY(!training.findChild<QPushButton*>(QStringLiteral("train"))->isEnabled());
    QVERIFY2(training.commandLine().isEmpty(), qPrintable(training.commandLine()));
    auto& preset = *panel.findChild<QComboBox*>(QStringLiteral("preset"));
    QVERIFY(preset.currentIndex() >= 0);
    Q_EMIT preset.activated(preset.currentIndex()); // the same one again, to have its values back
    QCOMPARE(workbench.training().unread(), QString());
    QCOMPARE(panel.unreadEditor(), nullptr);
    retype(*panel.findChild<QLineEdit*>(QStringLiteral("steps")), QStringLiteral("1,000"));
    QCOMPARE(workbench.training().config().train.steps, std::int64_t(1000));
    QCOMPARE(workbench.training().unread(), QString());
    QVERIFY(training.commandLine().contains(QStringLiteral("--steps 1000")));
}

/// What other panels and files change beside it takes nothing away that was typed.
void TestNumberText::refusedTextOutlivesChangesElsewhere()
{
    const InLocale english("en_US");
    QFile file(m_folder.filePath(QStringLiteral("glow.txt")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray("the worm glows brighter when few of its cells work\n").repeated(40));
    file.close();
    Workbench workbench{test::fakeCreate()};
    SetupPanel panel(workbench);
    TrainingPanel training(workbench);
    panel.show();
    auto& steps = *panel.findChild<QLineEdit*>(QStringLiteral("steps"));
    const std::int64_t before = workbench.training().config().train.steps;
    retype(steps, QStringLiteral("1.000"));
    auto& choice = *training.findChild<QComboBox*>(QStringLiteral("choice"));
    for (const int what : {1, 0, 2}) {
        choice.setCurrentIndex(what);
        Q_EMIT choice.activated(what);
        QCOMPARE(workbench.training().config().model.isSparse(), what != 1);
        QCOMPARE(steps.text(), QStringLiteral("1.000"));
        QCOMPARE(workbench.training().config().train.steps, before);
        QVERIFY2(workbench.training().unread().contains(QStringLiteral("1.000")),
            qPrintable(workbench.training().unread()));
        QVERIFY2(training.messages().text().contains(workbench.training().unread()),
            qPrintable(training.messages().text()));
    }
    workbench.library().openText(file.fileName());
    QTRY_VERIFY(workbench.library().data().text);
    QCOMPARE(steps.text(), QStringLiteral("1.000"));
    QVERIFY(!workbench.training().unread().isEmpty());
    retype(steps, QStringLiteral("1,000"));
    QCOMPARE(workbench.training().config().train.steps, std::int64_t(1000));
    QCOMPARE(training.messages().text(), QString());
}

void TestNumberText::learningRateTakesAComma()
{
    const InLocale german("de_DE");
    QFile file(m_folder.filePath(QStringLiteral("glow.txt")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    for (int line = 0; line < 40; ++line)
        file.write("the worm glows brighter when few of its cells work\n");
    file.close();
    auto how = std::make_shared<test::FakeTraining>();
    how->stepTime = std::chrono::milliseconds(1);
    Workbench workbench{test::fakeCreate(how)};
    TrainingPanel panel(workbench);
    panel.show();
    double rateSeen = 0;
    connect(&workbench.training(), &Training::events, this,
        [&rateSeen](const std::vector<TrainingEvent>& events) {
            for (const TrainingEvent& event : events)
                if (event.kind == TrainingEvent::Kind::Step)
                    rateSeen = event.step.learningRate;
        });
    RunConfig config = test::tinyText();
    config.train.steps = 100'000;
    workbench.training().setConfig(config, false);
    workbench.library().openText(file.fileName());
    QTRY_VERIFY(workbench.library().data().text != nullptr);
    workbench.training().start();
    QTRY_VERIFY(workbench.training().step() > 2);
    auto& rate = *panel.findChild<QLineEdit*>(QStringLiteral("rate"));
    QTRY_VERIFY(rate.isEnabled());
    retype(rate, QStringLiteral("0,002"));
    QTest::keyClick(&rate, Qt::Key_Return);
    QTRY_COMPARE(rateSeen, 0.002);
    workbench.training().stop();
    QTRY_VERIFY(workbench.training().state() != TrainingRun::State::Running
        && workbench.training().state() != TrainingRun::State::Stopping);
}

void TestNumberText::sentencesNameTheLabelsOfTheScreen()
{
    QCOMPARE(withLabels("heads: 3 does not divide d_model = 128; nearest: 2 and 4."),
        QStringLiteral("Heads H: 3 does not divide Width D = 128; nearest: 2 and 4."));
    for (const Field<RunConfig>& field : runFields()) {
        if (field.kind == FieldKind::Choice)
            continue;
        RunConfig config;
        try {
            field.write(config, "1e300");
        } catch (const Error& error) {
            QVERIFY2(withLabels(error.what())
                         .startsWith(QString::fromUtf8(field.label.data(),
                                         static_cast<qsizetype>(field.label.size()))
                             + QLatin1Char(':')),
                error.what());
        }
    }
}

GLOWWORM_TEST(TestNumberText)
#include "tst_number_text.moc"
