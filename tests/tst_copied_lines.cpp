// SPDX-License-Identifier: GPL-3.0-or-later
// What the window copies, a shell and the real command line read back: fifty settings of every
// form, drawn from the tables of fields, come back field by field, files included.
#include "model/base/counter_random.h"
#include "model/line/command_options.h"
#include "model/line/options.h"
#include "support/run_test.h"
#include "ui/widgets/command_line.h"
#include "ui/widgets/path_text.h"

#include <CLI/CLI.hpp>
#include <QProcess>
#include <QtTest>

#include <algorithm>

using namespace glowworm;

namespace {

constexpr int kLines = 50; // of each form

/// Numbers of one stream, one after another.
struct Draw {
    std::uint64_t key, count = 0;
    explicit Draw(std::string_view name)
        : key(randomKey(17, name))
    {
    }
    double uniform() { return randomUniform(key, count++); }
    bool chance(double fraction) { return uniform() < fraction; }
    std::size_t below(std::size_t most)
    {
        return static_cast<std::size_t>(uniform() * static_cast<double>(most));
    }
    template <class List> const auto& of(const List& list) { return list[below(std::size(list))]; }
};

/// One time in four an end of the range.
std::string whole(Draw& draw, double low, double high)
{
    const double size = high - low, step = draw.uniform();
    const double value = draw.chance(0.25) ? (draw.chance(0.5) ? 0 : size)
        : draw.chance(0.5)                 ? std::floor(std::pow(size + 1, step)) - 1
                                           : std::floor(step * size);
    if (low + value >= 0x1p64)
        return "18446744073709551615";
    return std::to_string(static_cast<std::uint64_t>(low + value));
}

template <class Config> std::string anyValue(const Field<Config>& field, Draw& draw)
{
    constexpr std::array<const char*, 4> kRows{"dense", "sparse", "libtorch-dense", "sparse-int8"};
    const auto listOf = [&draw](std::size_t count, const auto& item) {
        std::string list;
        for (std::size_t i = 0; i < count; ++i)
            list += (i == 0 ? "" : ",") + std::string(item());
        return list;
    };
    switch (field.kind) {
    case FieldKind::Integer:
        return whole(draw, field.minimum, field.maximum);
    case FieldKind::Real: {
        const double value
            = field.minimum + std::pow(draw.uniform(), 3) * (field.maximum - field.minimum);
        return QByteArray::number(value, 'g', draw.chance(0.5) ? 3 : 17).toStdString();
    }
    case FieldKind::Choice:
        return std::string(draw.of(field.choices));
    case FieldKind::List:
        return listOf(1 + draw.below(4), [&] { return whole(draw, field.minimum, field.maximum); });
    case FieldKind::Words:
        return listOf(draw.below(4), [&] { return draw.of(kRows); });
    case FieldKind::Flag:
        return draw.chance(0.5) ? "true" : "false";
    }
    return {};
}

/// In the table's order: what applies follows from what stands before it.
template <class Config>
Config anyOf(std::span<const Field<Config>> fields, Draw& draw, double changed, Config config = {})
{
    for (const Field<Config>& field : fields)
        if (field.applies(config) && draw.chance(changed))
            field.write(config, anyValue(field, draw));
    return config;
}

/// As anything may be called.
QString anyName(Draw& draw)
{
    static const std::array<QString, 9> kPieces{QStringLiteral("a"), QStringLiteral("run-1.txt"),
        QStringLiteral(" "), QStringLiteral("'"), QStringLiteral("$HOME"), QStringLiteral("\n"),
        QStringLiteral("\u00e9\u202E"), QStringLiteral("\\n\"*"), QStringLiteral("-")};
    QString name;
    for (std::size_t i = 0, pieces = 1 + draw.below(5); i < pieces; ++i)
        name += draw.of(kPieces);
    return name == QStringLiteral("-") ? QStringLiteral("a") : name; // a stream, by its name
}

QString anyFile(Draw& draw) { return QStringLiteral("/data/") + anyName(draw); }

/// As the window knows them: pictures with their labels, and the test pair or none.
DataOptions anyData(Draw& draw, Task task)
{
    DataOptions named;
    if (draw.chance(0.2))
        return named;
    if (task == Task::Text) {
        named.text = toPath(anyFile(draw));
        return named;
    }
    named.images = toPath(anyFile(draw));
    named.labels = toPath(anyFile(draw));
    if (draw.chance(0.5)) {
        named.testImages = toPath(anyFile(draw));
        named.testLabels = toPath(anyFile(draw));
    }
    return named;
}

QString trainLine(const RunConfig& config, const DataOptions& named, bool twins)
{
    return trainCommand({.config = config, .twins = twins, .data = named});
}

/// The words that a shell makes of each line, without the program's name.
std::vector<std::vector<std::string>> wordsOf(const QStringList& lines)
{
    QByteArray script = "glowworm-cli() { printf '%s\\0' \"$#\" \"$@\"; }\n";
    for (const QString& line : lines)
        script += line.toUtf8() + '\n';
    QProcess shell;
    shell.start(QStringLiteral("bash"), {QStringLiteral("-s")});
    shell.write(script);
    shell.closeWriteChannel();
    shell.waitForFinished();
    QList<QByteArray> all = shell.readAllStandardOutput().split('\0');
    std::vector<std::vector<std::string>> words;
    for (qsizetype at = 0; at + 1 < all.size();) {
        const int count = all[at++].toInt();
        std::vector<std::string>& one = words.emplace_back();
        for (int i = 0; i < count && at < all.size(); ++i)
            one.push_back(all[at++].toStdString());
    }
    return words;
}

/// Reads a line as glowworm-cli does; "" or why it is refused.
std::string parsed(CLI::App& app, std::vector<std::string> words)
{
    refuseEmptyAndRepeated(app);
    std::ranges::reverse(words);
    try {
        app.parse(std::move(words));
    } catch (const CLI::Error& error) {
        return error.what();
    }
    return {};
}

/// The first field that applies and differs, with both values; "" = none does.
template <class Config>
std::string difference(
    std::span<const Field<Config>> fields, const Config& wanted, const Config& found)
{
    for (const Field<Config>& field : fields)
        if (field.applies(wanted) && field.read(wanted) != field.read(found))
            return std::string(field.name) + ": " + field.read(found) + ", not "
                + field.read(wanted);
    return {};
}

} // namespace

#define SAME(difference, line)                                                                     \
    if (const std::string differs = (difference); !differs.empty())                                \
    QFAIL(qPrintable(QString::fromStdString(differs) + QLatin1Char('\n') + (line)))

class TestCopiedLines : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void shellWordsAreQuoted_data()
    {
        QTest::addColumn<QString>("word");
        QTest::addColumn<QString>("quoted");
        QTest::newRow("plain") << QStringLiteral("a/b-1.txt") << QStringLiteral("a/b-1.txt");
        QTest::newRow("empty") << QString() << QStringLiteral("''");
        QTest::newRow("blank") << QStringLiteral("my file") << QStringLiteral("'my file'");
        QTest::newRow("quote") << QStringLiteral("it's") << QStringLiteral("'it'\\''s'");
        QTest::newRow("dollar") << QStringLiteral("$HOME;rm") << QStringLiteral("'$HOME;rm'");
        QTest::newRow("turned around")
            << QStringLiteral("a\u202Egpj.txt") << QStringLiteral("$'a\\342\\200\\256gpj.txt'");
        QTest::newRow("line end") << QStringLiteral("it's\n\\")
                                  << QStringLiteral("$'it\\'s\\n\\\\'");
        QTest::newRow("escape") << QStringLiteral("\u001B7") << QStringLiteral("$'\\0337'");
        QTest::newRow("other letters")
            << QStringLiteral("Fü\u00DFe \u05D0") << QStringLiteral("'Fü\u00DFe \u05D0'");
    }
    void shellWordsAreQuoted()
    {
        QFETCH(QString, word);
        QFETCH(QString, quoted);
        QCOMPARE(shellQuoted(word), quoted);
        QProcess shell;
        shell.start(
            QStringLiteral("bash"), {QStringLiteral("-c"), QStringLiteral("printf %s ") + quoted});
        QVERIFY(shell.waitForFinished());
        QCOMPARE(QString::fromUtf8(shell.readAllStandardOutput()), word);
    }

    void trainings_data()
    {
        QTest::addColumn<bool>("digits");
        QTest::newRow("text") << false;
        QTest::newRow("digits") << true;
    }

    void trainings()
    {
        QFETCH(bool, digits);
        const Task task = digits ? Task::Digits : Task::Text;
        struct Wanted {
            RunConfig config;
            DataOptions data;
            bool twins;
        };
        std::vector<Wanted> wanted;
        QStringList lines;
        Draw draw(nameOf(task));
        for (int i = 0; i < kLines; ++i) {
            RunConfig config = draw.of(presets()).config;
            config = anyOf(runFields(), draw, draw.chance(0.5) ? 1 : 0.1, config);
            config.model.task = task;
            wanted.push_back({config, anyData(draw, task), draw.chance(0.5)});
            lines << trainLine(config, wanted.back().data, wanted.back().twins);
        }
        const auto words = wordsOf(lines);
        QCOMPARE(words.size(), wanted.size());
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            const QString& line = lines[static_cast<qsizetype>(i)];
            const auto& [config, data, twins] = wanted[i];
            CLI::App app;
            TrainOptions options;
            declareTrain(app, options);
            SAME(parsed(app, words[i]), line);
            SAME(refusalOf(options.data, task), line);
            RunConfig found = preset(options.preset).config;
            for (const std::string& setting : settingsOf(options))
                assign(found, setting);
            SAME(difference(runFields(), config, found), line);
            QVERIFY2(options.data == data, qPrintable(line));
            QCOMPARE(options.twin, twins && config.model.isSparse());
        }
    }

    void continuations()
    {
        struct Wanted {
            SampleConfig sample;
            QString model, prompt;
            WeightFormat format;
            int threads;
        };
        std::vector<Wanted> wanted;
        QStringList lines;
        Draw draw("generate");
        for (int i = 0; i < kLines; ++i) {
            const Wanted& one
                = wanted.emplace_back(Wanted{anyOf(sampleFields(), draw, 0.7), anyFile(draw),
                    anyName(draw), draw.of(kWeightFormats), 1 + static_cast<int>(draw.below(256))});
            lines << generateCommand(one.model, one.prompt, one.sample, one.format, one.threads);
        }
        const auto words = wordsOf(lines);
        QCOMPARE(words.size(), wanted.size());
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            const QString& line = lines[static_cast<qsizetype>(i)];
            CLI::App app;
            GenerateOptions options;
            declareGenerate(app, options);
            SAME(parsed(app, words[i]), line);
            SAME(difference(sampleFields(), wanted[i].sample, options.sample), line);
            QCOMPARE(toText(options.model), wanted[i].model);
            QCOMPARE(QString::fromStdString(options.prompt), wanted[i].prompt);
            QCOMPARE(options.format, wanted[i].format);
            QCOMPARE(options.threads, wanted[i].threads);
        }
    }

    void drawings()
    {
        std::vector<std::pair<QString, QString>> wanted;
        QStringList lines;
        Draw draw("classify");
        for (int i = 0; i < kLines; ++i) {
            wanted.emplace_back(anyFile(draw), anyFile(draw));
            lines << classifyCommand(wanted.back().first, wanted.back().second);
        }
        const auto words = wordsOf(lines);
        QCOMPARE(words.size(), wanted.size());
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            CLI::App app;
            ClassifyOptions options;
            declareClassify(app, options);
            SAME(parsed(app, words[i]), lines[static_cast<qsizetype>(i)]);
            QCOMPARE(toText(options.model), wanted[i].first);
            QCOMPARE(toText(options.png), wanted[i].second);
        }
    }

    void timings_data()
    {
        QTest::addColumn<int>("workload");
        for (std::size_t i = 0; i < kWorkloads.size(); ++i)
            QTest::newRow(kWorkloads[i].data()) << static_cast<int>(i);
    }

    void timings()
    {
        QFETCH(int, workload);
        const auto kind = static_cast<Workload>(workload);
        struct Wanted {
            BenchConfig config;
            QString dense, sparse, text;
        };
        std::vector<Wanted> wanted;
        QStringList lines;
        Draw draw(nameOf(kind));
        for (int i = 0; i < kLines; ++i) {
            Wanted& one = wanted.emplace_back();
            one.config = anyOf(benchFields(), draw, 0.8, usualBench(kind));
            if (!isShaped(kind) && draw.chance(0.5)) {
                one.dense = anyFile(draw);
                one.sparse = anyFile(draw);
                one.text = kind == Workload::Token ? anyFile(draw) : QString();
            }
            lines << benchCommand(one.config, one.dense, one.sparse, one.text);
        }
        const auto words = wordsOf(lines);
        QCOMPARE(words.size(), wanted.size());
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            const QString& line = lines[static_cast<qsizetype>(i)];
            CLI::App app;
            BenchOptions options;
            declareBench(*app.add_subcommand("bench"), kind, options);
            SAME(parsed(app, words[i]), line);
            SAME(difference(benchFields(), wanted[i].config, options.config), line);
            QCOMPARE(toText(options.dense), wanted[i].dense);
            QCOMPARE(toText(options.sparse), wanted[i].sparse);
            QCOMPARE(toText(options.text), wanted[i].text);
        }
    }
};

GLOWWORM_TEST(TestCopiedLines)
#include "tst_copied_lines.moc"
