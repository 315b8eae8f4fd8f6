// SPDX-License-Identifier: GPL-3.0-or-later
// A pasted line of `glowworm-cli train`: its words as a shell makes them, what they begin, and one
// sentence for each thing that is wrong with them.
#include "model/line/train_line.h"

#include "model/base/error.h"
#include "model/line/shell_words.h"
#include "support/refusal.h"
#include "support/run_test.h"

using namespace glowworm;

class TestTrainLine : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void wordsAreThoseOfAShell_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QStringList>("wanted");
        const auto row
            = [](const char* name, const char* line, const std::vector<std::string>& words) {
                  QStringList wanted;
                  for (const std::string& word : words)
                      wanted << QString::fromStdString(word);
                  QTest::newRow(name) << QString::fromUtf8(line) << wanted;
              };
        row("blanks", "  a \t b\r\n", {"a", "b"});
        row("quotes", "a'b c'\"d e\" '' \"\"", {"ab cd e", "", ""});
        row("escapes", "a\\ b \\'c\\\\ \"q\\\"\\$\\a\"", {"a b", "'c\\", "q\"$\\a"});
        row("an apostrophe", "'it'\\''s'", {"it's"});
        row("goes on", "a \\\n  b", {"a", "b"});
        row("ANSI", "$'a\\nb\\t\\'\\\\\\x41\\101\\u00e9\\q'", {"a\nb\t'\\AA\u00e9\\q"});
        row("comment", "a b#c # d e", {"a", "b#c"});
        row("home", "~/x a~/y", {qgetenv("HOME").toStdString() + "/x", "a~/y"});
        row("a dollar", "a $ b$", {"a", "$", "b$"});
        row("nothing", "", {});
    }
    void wordsAreThoseOfAShell()
    {
        QFETCH(QString, line);
        QFETCH(QStringList, wanted);
        QStringList found;
        for (const std::string& word : shellWords(line.toStdString()))
            found << QString::fromStdString(word);
        QCOMPARE(found, wanted);
    }

    void whatOnlyAShellCanDoIsRefused_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("says");
        QTest::newRow("quote") << QStringLiteral("a 'b") << QStringLiteral("within a quote");
        QTest::newRow("double quote")
            << QStringLiteral("a \"b") << QStringLiteral("within a quote");
        QTest::newRow("ANSI quote") << QStringLiteral("a $'b") << QStringLiteral("within a quote");
        QTest::newRow("pipe") << QStringLiteral("a | b") << QStringLiteral("has |");
        QTest::newRow("and") << QStringLiteral("a && b") << QStringLiteral("has &");
        QTest::newRow("variable") << QStringLiteral("a $HOME") << QStringLiteral("a variable");
        QTest::newRow("inside") << QStringLiteral("\"$HOME\"") << QStringLiteral("a variable");
        QTest::newRow("two") << QStringLiteral("a\nb") << QStringLiteral("more than one command");
    }
    void whatOnlyAShellCanDoIsRefused()
    {
        QFETCH(QString, line);
        QFETCH(QString, says);
        const QString sentence = test::refusal([&] { shellWords(line.toStdString()); });
        QVERIFY2(
            sentence.contains(says) && sentence.endsWith(QLatin1Char('.')), qPrintable(sentence));
    }

    void aLineBeginsItsRun()
    {
        const TrainLine line = trainLineFrom(
            "$ ./build/app/glowworm-cli train --preset quick-sparse --set groups=16 --steps 500 "
            "--seed=3 --twin --data 'my text.txt' --stop-minutes 5 --change 100:batch=4 "
            "--moments 20 --out run --threads 2 --json\n");
        RunConfig wanted = preset("quick-sparse").config;
        wanted.model.groups = 16;
        wanted.train.steps = 500;
        wanted.train.seed = 3;
        QCOMPARE(line.config, wanted);
        QVERIFY(line.options.twin);
        QCOMPARE(line.options.data.text.string(), std::string("my text.txt"));
        QCOMPARE(rulesOf(line.options, {}).minutes, 5.0);
        QCOMPARE(line.options.changes, std::vector<std::string>{"100:batch=4"});
        QCOMPARE(line.options.moments.value_or(0), 20);
        QCOMPARE(line.options.threads, 2);
    }

    /// As the command does, which shortens a warm-up that nobody set.
    void aShortRunHasAShortWarmUp()
    {
        const std::string start = "glowworm-cli train --preset quick-sparse --steps 20";
        const RunConfig usual = preset("quick-sparse").config;
        QVERIFY(usual.train.warmup > 20);
        QCOMPARE(trainLineFrom(start).config.train.warmup, 2);
        QCOMPARE(trainLineFrom(start + " --set warmup=100").config.train.warmup, 100);
    }

    void whatIsWrongIsOneSentence_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* name, const char* line, const char* says) {
            QTest::newRow(name) << QString::fromUtf8(line) << QString::fromUtf8(says);
        };
        row("text", "ROMEO: what is this?", "no line of glowworm-cli");
        row("nothing", "", "no line of glowworm-cli");
        row("no command", "glowworm-cli", "names no command");
        row("another", "glowworm-cli generate --model a", "\"generate\" is another command");
        row("no preset", "glowworm-cli train --steps 3", "no --preset");
        row("preset", "glowworm-cli train --preset slow", "\"slow\"");
        row("option", "glowworm-cli train --preset quick-sparse --stepz 3", "no option --stepz");
        row("value", "glowworm-cli train --preset quick-sparse --steps x",
            "\"x\" is no whole number");
        row("missing", "glowworm-cli train --preset quick-sparse --steps", "value is missing");
        row("twice", "glowworm-cli train --preset quick-sparse --steps 3 --steps 4", "was given 2");
        row("field", "glowworm-cli train --preset quick-sparse --set wide=3", "wide");
        row("dense twin", "glowworm-cli train --preset quick-dense --twin", "dense already");
        row("data", "glowworm-cli train --preset quick-sparse --images a --labels b",
            "--data FILE");
        row("stream", "glowworm-cli train --preset quick-sparse --data -", "name a file");
        row("kept run", "glowworm-cli train --resume run", "--resume");
        row("best", "glowworm-cli train --from-best run", "--from-best");
        row("help", "glowworm-cli train --help", "asks for help");
    }
    void whatIsWrongIsOneSentence()
    {
        QFETCH(QString, line);
        QFETCH(QString, says);
        const QString sentence = test::refusal([&] { trainLineFrom(line.toStdString()); });
        QVERIFY2(
            sentence.contains(says) && !sentence.contains(QLatin1Char('\n')), qPrintable(sentence));
    }

    void aLineIsToldFromANumber()
    {
        QVERIFY(looksLikeLine(" $ glowworm-cli train\n"));
        QVERIFY(looksLikeLine("/usr/bin/glowworm-cli bench"));
        QVERIFY(!looksLikeLine("1e-3"));
        QVERIFY(!looksLikeLine("run glowworm-cli train"));
    }
};

GLOWWORM_TEST(TestTrainLine)
#include "tst_train_line.moc"
