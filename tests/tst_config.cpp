// SPDX-License-Identifier: GPL-3.0-or-later
// The field table and what hangs on it: text round trips, JSON, validation sentences, presets.
#include "model/base/error.h"
#include "model/base/json_reader.h"
#include "model/config/config.h"
#include "support/run_test.h"

#include <QtTest>

#include <set>

using namespace glowworm;

class TestConfig : public QObject {
    Q_OBJECT

    static QString messageOf(const std::function<void()>& action)
    {
        try {
            action();
        } catch (const Error& error) {
            return QString::fromUtf8(error.what());
        }
        return {};
    }

private Q_SLOTS:
    void everyFieldReadsBackWhatItWrote()
    {
        for (const Preset& preset : presets()) {
            RunConfig copy;
            for (const auto& field : runFields())
                field.write(copy, field.read(preset.config));
            copy.model.vocabSize = preset.config.model.vocabSize;
            QVERIFY2(copy == preset.config, std::string(preset.name).c_str());
        }
    }

    void fieldNamesAreUniqueAndExplained()
    {
        std::set<std::string_view> names;
        for (const auto& field : runFields()) {
            QVERIFY2(names.insert(field.name).second, std::string(field.name).c_str());
            QVERIFY(!field.label.empty() && field.help.size() > 10);
            QCOMPARE(field.kind == FieldKind::Choice, !field.choices.empty());
        }
    }

    void jsonRoundTripKeepsEveryPreset()
    {
        for (const Preset& preset : presets())
            QVERIFY(runConfigFromJson(toJson(preset.config), preset.config) == preset.config);
        const std::string json = toJson(preset("demo-sparse").config);
        QVERIFY(runConfigFromJson(json).model.neurons == 1536);
    }

    void aRefusedMemberIsNamedByItsPlace()
    {
        const JsonDocument document(R"({"a": [{"b": 1}, {"b": 1.5, "c": null}], "d": 1e300})");
        const auto second = document.object().objects("a")[1];
        const auto refusal = [](auto read) { return messageOf([&] { read(); }); };
        QCOMPARE(refusal([&] { second.integer("b", 0, 3); }),
            QStringLiteral("\"a[1].b\" is 1.5, not a whole number from 0 to 3"));
        QCOMPARE(refusal([&] { second.text("e"); }), QStringLiteral("\"a[1].e\" is missing"));
        QVERIFY(!second.has("c") && document.object().has("d"));
        QVERIFY(refusal([&] {
            document.object().integer<std::int64_t>("d");
        }).contains(QStringLiteral("1e+300")));
        QVERIFY(
            refusal([&] { document.object().allowOnly({"a"}); }).contains(QStringLiteral("\"d\"")));
        QVERIFY(refusal([] {
            JsonDocument deep(std::string(1000, '['));
        }).contains(QStringLiteral("nest")));
    }

    void jsonWithAnUnknownKeyIsRefused()
    {
        QVERIFY(messageOf([] {
            runConfigFromJson(R"({"neuron": 12})");
        }).contains(QStringLiteral("neurons")));
        QVERIFY(messageOf([] { runConfigFromJson("[1]"); }).contains(QStringLiteral("JSON")));
    }

    void badValuesAreNamed_data()
    {
        QTest::addColumn<QString>("assignment");
        QTest::addColumn<QString>("expected");
        QTest::newRow("not a number") << QStringLiteral("layers=four")
                                      << QStringLiteral("layers: \"four\" is no whole number");
        QTest::newRow("trailing") << QStringLiteral("layers=4x")
                                  << QStringLiteral("layers: \"4x\" is no whole number");
        QTest::newRow("fraction") << QStringLiteral("layers=1.5")
                                  << QStringLiteral("no whole number");
        QTest::newRow("range") << QStringLiteral("dropout=1")
                               << QStringLiteral("dropout: 1 is out of range, 0 to 0.9");
        QTest::newRow("nan") << QStringLiteral("dropout=nan") << QStringLiteral("out of range");
        QTest::newRow("negative seed")
            << QStringLiteral("seed=-1") << QStringLiteral("out of range");
        QTest::newRow("choice") << QStringLiteral("routing=magic")
                                << QStringLiteral("none of dense, gumbel-controller, gated");
        QTest::newRow("no such field")
            << QStringLiteral("layer=4") << QStringLiteral("nearest is layers");
        QTest::newRow("no equals") << QStringLiteral("layers") << QStringLiteral("field=value");
    }
    void badValuesAreNamed()
    {
        QFETCH(QString, assignment);
        QFETCH(QString, expected);
        RunConfig config;
        const RunConfig before = config;
        const QString message = messageOf([&] { assign(config, assignment.toStdString()); });
        QVERIFY2(message.contains(expected), qPrintable(message));
        QVERIFY(config == before);
    }

    void relationsBetweenFieldsAreChecked_data()
    {
        QTest::addColumn<QStringList>("assignments");
        QTest::addColumn<QString>("field");
        QTest::newRow("groups divide neurons") << QStringList{QStringLiteral("neurons=1536"),
            QStringLiteral("groups=60")} << QStringLiteral("groups");
        QTest::newRow("heads divide width") << QStringList{QStringLiteral("d_model=100"),
            QStringLiteral("heads=3")} << QStringLiteral("heads");
        QTest::newRow("micro-batch divides batch") << QStringList{QStringLiteral("batch=10"),
            QStringLiteral("micro_batch=4")} << QStringLiteral("micro_batch");
        QTest::newRow("warm-up within steps") << QStringList{QStringLiteral("steps=5"),
            QStringLiteral("warmup=6")} << QStringLiteral("warmup");
    }
    void relationsBetweenFieldsAreChecked()
    {
        QFETCH(QStringList, assignments);
        QFETCH(QString, field);
        RunConfig config = preset("quick-sparse").config;
        QVERIFY(problems(config).empty());
        for (const QString& assignment : assignments)
            assign(config, assignment.toStdString());
        const auto found = problems(config);
        QCOMPARE(found.size(), std::size_t(1));
        QCOMPARE(QString::fromStdString(found.front().field), field);
        QVERIFY_EXCEPTION_THROWN(validate(config), Error);
    }

    void nearestDivisorsAreOffered()
    {
        RunConfig config = preset("demo-sparse").config;
        config.model.groups = 60;
        QVERIFY(problems(config).front().sentence.find("48 and 64") != std::string::npos);
    }

    void presetsAreValidAndTheStudysNumbersStand()
    {
        for (const Preset& preset : presets())
            QVERIFY2(problems(preset.config).empty(), std::string(preset.name).c_str());
        const RunConfig& study = preset("study-shakespeare-sparse").config;
        QCOMPARE(study.train.batch, 64);
        QCOMPARE(study.train.learningRate, 3e-4);
        QCOMPARE(study.train.dropout, 0.2);
        QCOMPARE(study.train.steps, 6000);
        QCOMPARE(study.model.fired(), 24);
        QCOMPARE(study.model.groupSize(), 64);
        QCOMPARE(preset("study-mnist-sparse").config.train.steps, 6260);
        QCOMPARE(preset("study-mnist-sparse").config.model.groupSize(), 50);
        QVERIFY(messageOf([] { preset("nope"); }).contains(QStringLiteral("quick-sparse")));
    }

    void denseTwinDiffersInRoutingOnly()
    {
        RunConfig twin = denseTwin(preset("demo-sparse").config);
        QVERIFY(twin.model.routing == Routing::Dense);
        twin.model.routing = Routing::Gated;
        QVERIFY(twin == preset("demo-sparse").config);
    }
};

GLOWWORM_TEST(TestConfig)
#include "tst_config.moc"
