// SPDX-License-Identifier: GPL-3.0-or-later
// The file of German words: that it has all that the sources say, and says it with the same
// placeholders. What the window makes of it is in tst_languages.cpp.
#include "model/bench/belief.h"
#include "model/bench/bench_config.h"
#include "model/bench/verdict.h"
#include "model/jobs/policy.h"
#include "model/training/divergence.h"
#include "model/training/memory_check.h"
#include "model/training/stop_rules.h"
#include "support/run_test.h"
#include "support/translation_file.h"
#include "ui/widgets/language.h"
#include "ui/widgets/sentence_words.h"
#include "ui/widgets/setting_texts.h"
#include "ui/widgets/words.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <algorithm>
#include <set>

using namespace glowworm;
using test::Message;

namespace {

/// "%1", "%L1", "%n", sorted.
QStringList placesIn(const QString& text)
{
    static const QRegularExpression place(QStringLiteral("%L?(\\d+|n)"));
    QStringList places;
    for (const auto& found : place.globalMatch(text))
        places << found.captured();
    places.sort();
    return places;
}

/// How it begins and ends, where pieces are joined or more follows.
QString edgesOf(const QString& text)
{
    static const QRegularExpression edges(QStringLiteral("^(\\s*).*?(\\s*|\\.\\.\\.)$"),
        QRegularExpression::DotMatchesEverythingOption);
    const QRegularExpressionMatch found = edges.match(text);
    return found.captured(1) + QLatin1Char('|') + found.captured(2);
}

QString shown(const Message& message)
{
    return message.context + QStringLiteral(": ") + message.source;
}

} // namespace

class TestTranslations : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fileHasWhatTheSourcesSay();
    void everyTextIsTranslated();
    void translationsKeepPlacesAndSigns();
    void textsOfSettingsAreListed();
    void sentencesOfTheModelAreTranslated();
    void noticesOfATrainingAreTranslated();
    void sentencesKeepWhatTheyName();
    void languageIsTheChosenOrTheSystems_data();
    void languageIsTheChosenOrTheSystems();
};

void TestTranslations::fileHasWhatTheSourcesSay()
{
    const QString program = QStandardPaths::findExecutable(
        QStringLiteral("lupdate"), {QLibraryInfo::path(QLibraryInfo::BinariesPath)});
    if (program.isEmpty())
        QSKIP("lupdate is not installed (Debian: qt6-l10n-tools)");
    const QTemporaryDir folder;
    const QString fresh = folder.filePath(QStringLiteral("glowworm_de.ts"));
    const QString options = QStringLiteral("-I . -no-obsolete -locations none ui app -ts ");
    QProcess lupdate;
    lupdate.setWorkingDirectory(test::sourceFolder());
    lupdate.start(program, (options + fresh).split(QLatin1Char(' ')));
    QVERIFY(lupdate.waitForFinished());
    QCOMPARE(lupdate.exitCode(), 0);
    const QString said = QString::fromLocal8Bit(lupdate.readAllStandardError());
    // of a class without Q_OBJECT: Qt looks for the text elsewhere than lupdate puts it
    QVERIFY2(!said.contains(QLatin1String("Class 'glowworm::")), qPrintable(said));

    const auto keysIn = [](const QString& file) {
        const QList<Message> all = test::readMessages(file);
        return std::set<Message>(all.begin(), all.end());
    };
    const std::set<Message> kept = keysIn(test::germanFile()), now = keysIn(fresh);
    QStringList wrong;
    for (const Message& message : now)
        if (!kept.contains(message))
            wrong << QStringLiteral("new: ") + shown(message);
    for (const Message& message : kept)
        if (!now.contains(message))
            wrong << QStringLiteral("not used any more: ") + shown(message);
    QVERIFY2(wrong.isEmpty(),
        qPrintable(QStringLiteral("%1\nRun this in the repository, and translate what is new:\n"
                                  "lupdate %2resources/translations/glowworm_de.ts")
                       .arg(wrong.join(QLatin1Char('\n')), options)));
}

void TestTranslations::everyTextIsTranslated()
{
    const QList<Message> messages = test::readMessages(test::germanFile());
    QVERIFY(messages.size() > 1000);
    for (const Message& message : messages) {
        QVERIFY2(message.finished, qPrintable(shown(message)));
        QCOMPARE(message.translations.size(), message.plural ? 2 : 1);
        for (const QString& translation : message.translations)
            QVERIFY2(!translation.isEmpty(), qPrintable(shown(message)));
    }
}

void TestTranslations::translationsKeepPlacesAndSigns()
{
    for (const Message& message : test::readMessages(test::germanFile()))
        for (const QString& translation : message.translations) {
            const QString& source = message.source;
            const QByteArray both = (shown(message) + QLatin1Char('\n') + translation).toUtf8();
            QVERIFY2(placesIn(translation) == placesIn(source), both);
            QVERIFY2(edgesOf(translation) == edgesOf(source), both);
            for (const char16_t sign : {u'&', u'\n', u'(', u'<'}) // keys, lines, filters, tags
                if (sign != u'(' || source.contains(QLatin1String("(*")))
                    QVERIFY2(translation.count(QChar(sign)) == source.count(QChar(sign)), both);
        }
}

/// Of the tables, in their order, each once.
void TestTranslations::textsOfSettingsAreListed()
{
    std::vector<std::string_view> wanted;
    const auto add = [&wanted](std::string_view text) {
        if (!text.empty() && std::ranges::find(wanted, text) == wanted.end())
            wanted.push_back(text);
    };
    const auto addFields = [&add](auto fields) {
        for (const auto& field : fields) {
            add(field.label);
            add(field.unit);
            add(field.help);
        }
    };
    addFields(runFields());
    addFields(sampleFields());
    addFields(benchFields());
    for (const Preset& preset : presets()) {
        add(preset.label);
        add(preset.help);
    }
    QString list;
    for (const std::string_view text : wanted)
        list += QStringLiteral("    QT_TRANSLATE_NOOP(\"settings\", \"%1\"),\n")
                    .arg(QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())));
    QVERIFY2(std::ranges::equal(kSettingTexts, wanted,
                 [](const char* listed, std::string_view text) { return text == listed; }),
        qPrintable(QStringLiteral("ui/widgets/setting_texts.h is to list, laid out by "
                                  "clang-format:\n%1")
                       .arg(list)));
}

void TestTranslations::sentencesOfTheModelAreTranslated()
{
    std::set<std::string> said;
    const auto take = [&said](const auto& list) { said.insert(list.begin(), list.end()); };
    for (const RatioInterval& ratio :
        {RatioInterval{21, 20, 22}, RatioInterval{1, 0.97, 1.04}, RatioInterval{0.7, 0.6, 0.8}}) {
        said.insert(verdict("sparse", ratio));
        said.insert(verdictWords("sparse", ratio));
        for (const double guess : {0.1, 0.7, 0.96, 1.0, 20.9, 22.1, 50.0})
            for (const std::optional<double> ceiling : {0.9, 10.0, 40.0})
                take(guessSentences(guess, ratio, ceiling));
    }
    for (const Doubt doubt : {Doubt::FewRounds, Doubt::Disturbed, Doubt::Unexplained}) {
        BenchRatio ratio;
        ratio.ratio = {540, 310, 600};
        ratio.ceiling = 18;
        ratio.doubt = doubt;
        take(doubtSentences(ratio));
    }
    for (const Work work :
        {Work::Training, Work::Generation, Work::Digits, Work::Benchmark, Work::Inspection})
        for (const Busy& busy : {Busy{.training = true}, Busy{.generation = true},
                 Busy{.digits = true}, Busy{.benchmark = true}})
            if (const auto sentence = refusal(work, busy))
                said.insert(*sentence);
    const auto spoil = [&said](auto change) {
        RunConfig config = preset("quick-sparse").config;
        change(config);
        for (const Problem& problem : problems(config))
            said.insert(problem.sentence);
    };
    spoil([](RunConfig& config) { config.model.groups = 7; });
    spoil([](RunConfig& config) { config.model.groups = 1000; });
    spoil([](RunConfig& config) { config.model.layers = 0; });
    spoil([](RunConfig& config) { config.train.warmup = 90'000; });
    for (const Workload workload : {Workload::FeedForward, Workload::Layer}) {
        BenchConfig config;
        config.workload = workload;
        config.heads = 7;
        config.groups = {5};
        config.tokens.clear();
        take(problems(config));
        config.groups.clear();
        take(problems(config));
    }
    QVERIFY(said.size() > 25);
    const test::German german;
    for (const std::string& sentence : said)
        QVERIFY2(sentenceWords(sentence) != words(sentence), sentence.c_str());
}

void TestTranslations::noticesOfATrainingAreTranslated()
{
    std::vector<std::string> said{memoryRefusal(2, 1).value()};
    const StopProgress one{.step = 8,
        .evaluatedStep = 8,
        .seconds = 1e6,
        .lowestLoss = 1.5,
        .best = 1.5,
        .bestStep = 4,
        .withoutGain = 9};
    const std::vector<std::string> names{"sparse", "dense"};
    for (const auto& models : {std::vector{one}, std::vector{one, one}})
        for (const StopRules& rules :
            {StopRules{.step = 8}, StopRules{.minutes = 1}, StopRules{.minutes = 2.5},
                StopRules{.loss = 2}, StopRules{.patience = 1}, StopRules{.patience = 2}})
            said.push_back(stopReason(rules, models, names).value());
    DivergenceWatch jumps, rises;
    jumps.next("sparse", 1, 1);
    said.push_back(jumps.next("sparse", 2, 9).value());
    said.push_back(said.back()
        + " A new run from its best weights, of step 400, at half the rate, "
          "0.0005, may do better.");
    rises.next("dense", 1, 4);
    for (std::int64_t step = 2; said.back().find("has risen") == std::string::npos; ++step)
        if (const auto sentence = rises.next("dense", step, step < 40 ? 1 : 5))
            said.push_back(*sentence);
    const test::German german;
    for (const std::string& sentence : said) {
        const QString told = sentenceWords(sentence);
        QVERIFY2(told != words(sentence), sentence.c_str());
        QVERIFY2(!told.contains(QStringLiteral(" at step ")), qPrintable(told));
    }
    QCOMPARE(sentenceWords("Another training ended at step 4"),
        QStringLiteral("Another training ended at step 4")); // what is known only as a piece
}

void TestTranslations::sentencesKeepWhatTheyName()
{
    const std::string wrong = "groups: 7 does not divide neurons = 512; nearest: 4 and 8.";
    QCOMPARE(sentenceWords(wrong), words(wrong)); // in English
    const test::German german;
    QCOMPARE(sentenceWords(wrong),
        QStringLiteral("groups: 7 teilt nicht neurons = 512; am nächsten: 4 und 8."));
    QCOMPARE(sentenceWords("%2 %1x faster"), QStringLiteral("%2 %1x schneller"));
    const std::string file = "a.txt: not a text.";
    QCOMPARE(sentenceWords(file), words(file));
}

void TestTranslations::languageIsTheChosenOrTheSystems_data()
{
    QTest::addColumn<QString>("choice");
    QTest::addColumn<QStringList>("systems");
    QTest::addColumn<QString>("language");
    const auto add
        = [](const char* name, const char* choice, const char* systems, const char* language) {
              QTest::newRow(name) << QString::fromLatin1(choice)
                                  << QString::fromLatin1(systems).split(QLatin1Char(' '))
                                  << QString::fromLatin1(language);
          };
    add("chosen", "de", "en-US en", "de");
    add("chosen against the system", "en", "de-DE de", "en");
    add("of the system", "system", "de-AT de", "de");
    add("first of the system's that there is", "", "fr-CH fr de-CH", "de");
    add("English stands first", "", "en-GB de-DE", "en");
    add("none that there is", "", "fr ja", "en");
    add("C locale", "", "C", "en");
    add("longer code", "", "den", "en");
    add("of no language", "Deutsch", "", "en");
}

void TestTranslations::languageIsTheChosenOrTheSystems()
{
    QFETCH(const QString, choice);
    QFETCH(const QStringList, systems);
    QTEST(languageFor(choice, systems), "language");
}

GLOWWORM_TEST(TestTranslations)
#include "tst_translations.moc"
