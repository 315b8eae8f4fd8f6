// SPDX-License-Identifier: GPL-3.0-or-later
// Training through the seam, on tiny networks: it learns, repeats bit for bit, resumes bit for bit,
// and what it trains is what the engine computes.
#include "model/base/error.h"
#include "model/engine/digit_engine.h"
#include "model/engine/language_engine.h"
#include "model/training/train_library.h"
#include "support/routing_kinds.h"
#include "support/run_test.h"
#include "support/tiny_config.h"

#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace glowworm;

namespace {

TrainingData pangrams()
{
    std::string text;
    for (int i = 0; i < 400; ++i)
        text += "the quick brown fox jumps over the lazy dog, " + std::to_string(i % 7) + ".\n";
    TrainingData data;
    data.text = std::make_shared<TextCorpus>(TextCorpus::fromText("pangram", text));
    return data;
}

TrainingData barDigits()
{
    std::vector<std::uint8_t> pixels, labels;
    for (int i = 0; i < 200; ++i) { // class k: a bright bar in rows 2k, 2k + 1
        const int label = i % kDigitClasses;
        for (int p = 0; p < kDigitPixels; ++p)
            pixels.push_back(static_cast<std::uint8_t>(
                p / 28 / 2 == label ? 200 + (p * 7 + i) % 50 : (p * 13 + i * 5) % 40));
        labels.push_back(static_cast<std::uint8_t>(label));
    }
    TrainingData data;
    data.digits = std::make_shared<DigitSet>("bars", pixels, labels);
    data.testDigits = data.digits;
    return data;
}

RunConfig tiny(Routing routing, Task task, int steps = 40)
{
    RunConfig config = test::tinyConfig(
        task, routing, {.dModel = 32, .context = 24, .neurons = 64, .groups = 8});
    config.train.batch = 8;
    config.train.microBatch = 4;
    config.train.steps = steps;
    config.train.warmup = 5;
    config.train.learningRate = 3e-3;
    config.train.dropout = 0.1;
    config.train.routerNoise = 0.5;
    return config;
}

TrainingData dataFor(Task task) { return task == Task::Text ? pangrams() : barDigits(); }

std::vector<double> train(Trainer& trainer, int steps)
{
    std::vector<double> losses;
    for (int i = 0; i < steps; ++i)
        losses.push_back(trainer.step({})->loss);
    return losses;
}

bool sameState(const TrainerState& a, const TrainerState& b)
{
    return a.model.tensors == b.model.tensors && a.firstMoment == b.firstMoment
        && a.secondMoment == b.secondMoment && a.model.steps == b.model.steps;
}

} // namespace

class TestTrainer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyKindLearns_data() { test::addKinds(); }
    void everyKindLearns()
    {
        QFETCH(int, routing);
        QFETCH(int, task);
        const RunConfig config = tiny(Routing(routing), Task(task), 60);
        const auto trainer = trainLibrary().createTrainer(config, dataFor(Task(task)), {}, 1);
        const EvalReport before = *trainer->evaluate({});
        train(*trainer, 60);
        const EvalReport after = *trainer->evaluate({});
        QVERIFY2(after.loss < 0.8 * before.loss,
            qPrintable(QStringLiteral("%1 -> %2").arg(before.loss).arg(after.loss)));
        QCOMPARE(after.step, 60);
        QCOMPARE(after.accuracy.has_value(), Task(task) == Task::Digits);
        if (Routing(routing) != Routing::Dense)
            QVERIFY(after.routingEntropy > 0 && after.routingEntropy <= 1 && after.deadFraction >= 0
                && after.deadFraction < 1);
    }

    void resumedRunIsTheUninterruptedRunBitForBit_data() { test::addKinds(); }
    void resumedRunIsTheUninterruptedRunBitForBit()
    {
        QFETCH(int, routing);
        QFETCH(int, task);
        const RunConfig config = tiny(Routing(routing), Task(task));
        const TrainingData data = dataFor(Task(task));
        const TrainEntry& library = trainLibrary();
        const auto straight = library.createTrainer(config, data, {}, 1);
        auto expected = train(*straight, 40);
        const auto first = library.createTrainer(config, data, {}, 1);
        auto losses = train(*first, 17);
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(!first->step(stop.get_token())); // an abandoned step leaves no trace
        const auto second = library.createTrainer(config, data, first->state(), 1);
        const auto rest = train(*second, 23);
        losses.insert(losses.end(), rest.begin(), rest.end());
        QVERIFY(losses == expected);
        QVERIFY(sameState(straight->state(), second->state()));
    }

    /// A checkpoint before a change, then the change: the same as without the break.
    void changedSettingsAreResumedBitForBit_data() { test::addKinds(); }
    void changedSettingsAreResumedBitForBit()
    {
        QFETCH(int, routing);
        QFETCH(int, task);
        const RunConfig config = tiny(Routing(routing), Task(task));
        RunConfig changed = config;
        changed.train.batch = 12;
        changed.train.learningRate = 1e-3;
        changed.train.routerNoise = 0.1;
        changed.train.dropout = 0;
        const TrainingData data = dataFor(Task(task));
        const auto straight = trainLibrary().createTrainer(config, data, {}, 1);
        train(*straight, 6);
        const TrainerState before = straight->state();
        straight->change(changed.train);
        QCOMPARE(straight->step({})->units,
            std::int64_t{12} * (Task(task) == Task::Text ? config.model.context : 1));
        train(*straight, 5);
        const auto resumed = trainLibrary().createTrainer(config, data, before, 1);
        resumed->change(changed.train);
        train(*resumed, 6);
        QVERIFY(sameState(straight->state(), resumed->state()));
        const auto other = trainLibrary().createTrainer(changed, data, before, 1);
        train(*other, 6);
        QVERIFY(sameState(straight->state(), other->state()));
    }

    void theNumberOfThreadsChangesNoBit()
    {
        for (Task task : {Task::Text, Task::Digits}) {
            RunConfig config = tiny(Routing::Gated, task);
            config.train.balance = 0.01;
            const TrainingData data = dataFor(task);
            const auto one = trainLibrary().createTrainer(config, data, {}, 1),
                       three = trainLibrary().createTrainer(config, data, {}, 3);
            QVERIFY(train(*one, 10) == train(*three, 10));
            QVERIFY(sameState(one->state(), three->state()));
            QCOMPARE(one->evaluate({})->loss, three->evaluate({})->loss);
        }
    }

    void matrixProductsInBf16LearnTheSame()
    {
        for (const Routing routing : {Routing::Dense, Routing::GumbelController, Routing::Gated}) {
            RunConfig config = tiny(routing, Task::Text, 60);
            config.train.dropout = 0;
            config.train.routerNoise = 0;
            const TrainingData data = pangrams();
            const auto full = trainLibrary().createTrainer(config, data, {}, 1);
            config.train.matrixPrecision = MatrixPrecision::Bf16;
            const auto half = trainLibrary().createTrainer(config, data, {}, 2),
                       again = trainLibrary().createTrainer(config, data, {}, 1);
            const double first = full->step({})->loss, firstHalf = half->step({})->loss;
            QVERIFY2(first != firstHalf && std::abs(first - firstHalf) < 2e-3 * first,
                qPrintable(QString::number(firstHalf - first)));
            QCOMPARE(again->step({})->loss, firstHalf);
            train(*full, 59);
            train(*half, 59);
            train(*again, 59);
            QVERIFY(sameState(half->state(), again->state()));
            const double end = full->evaluate({})->loss, endHalf = half->evaluate({})->loss;
            QVERIFY2(std::abs(end - endHalf) < 0.1 * end,
                qPrintable(QStringLiteral("%1 and %2").arg(end).arg(endHalf)));
        }
    }

    void aFrozenRouterKeepsItsStart()
    {
        RunConfig config = tiny(Routing::Gated, Task::Text);
        config.train.routerRate = 0;
        const auto trainer = trainLibrary().createTrainer(config, pangrams(), {}, 1);
        const Tensors start = trainer->model().tensors;
        train(*trainer, 3);
        for (const auto& [name, tensor] : trainer->model().tensors)
            if (name.find("router") != std::string::npos)
                QVERIFY2(tensor == start.at(name), name.c_str());
    }

    void loadBalanceSpreadsTheWinners()
    {
        RunConfig config = tiny(Routing::Gated, Task::Digits, 60);
        config.train.routerNoise = 0;
        const TrainingData data = barDigits();
        const auto plain = trainLibrary().createTrainer(config, data, {}, 1);
        config.train.balance = 1;
        const auto balanced = trainLibrary().createTrainer(config, data, {}, 1);
        train(*plain, 60);
        train(*balanced, 60);
        const auto one = plain->evaluate({}), other = balanced->evaluate({});
        QVERIFY(other->routingEntropy > one->routingEntropy
            && other->deadFraction <= one->deadFraction);
        QCOMPARE(other->groupEntropy.size(), std::size_t(8));
    }

    void evaluationLeavesNoTrace()
    {
        const RunConfig config = tiny(Routing::Gated, Task::Text);
        const auto data = pangrams();
        const auto quiet = trainLibrary().createTrainer(config, data, {}, 1),
                   watched = trainLibrary().createTrainer(config, data, {}, 1);
        train(*quiet, 6);
        for (int i = 0; i < 6; ++i) {
            watched->evaluate({});
            watched->step({});
        }
        QVERIFY(sameState(quiet->state(), watched->state()));
    }

    void resumingWithOtherSettingsOrDataIsRefused()
    {
        const RunConfig config = tiny(Routing::Gated, Task::Text);
        const auto trainer = trainLibrary().createTrainer(config, pangrams(), {}, 1);
        RunConfig other = config;
        other.train.beta1 = 0.5;
        QVERIFY_EXCEPTION_THROWN(
            trainLibrary().createTrainer(other, pangrams(), trainer->state(), 1), Error);
        TrainingData changed;
        changed.text = std::make_shared<TextCorpus>(
            TextCorpus::fromText("other", std::string(2000, 'a') + std::string(2000, 'b')));
        QVERIFY_EXCEPTION_THROWN(
            trainLibrary().createTrainer(config, changed, trainer->state(), 1), Error);
    }

    void lossThatIsNotFiniteStopsWithTheLastGoodWeights()
    {
        RunConfig config = tiny(Routing::Dense, Task::Text, 200);
        config.train.warmup = 0;
        config.train.clip = 0;
        const auto trainer = trainLibrary().createTrainer(config, pangrams(), {}, 1);
        train(*trainer, 3);
        TrainerState poisoned = trainer->state();
        poisoned.model.tensors.at("head.bias").values[0] = std::nanf("");
        const auto broken = trainLibrary().createTrainer(config, pangrams(), poisoned, 1);
        QVERIFY_EXCEPTION_THROWN(broken->step({}), Error);
        QCOMPARE(broken->state().model.steps, 3);
        QVERIFY(broken->state().model.tensors.at("head.weight")
            == poisoned.model.tensors.at("head.weight"));
    }

    void engineComputesWhatLibTorchComputes_data() { test::addKinds(); }
    void engineComputesWhatLibTorchComputes()
    {
        QFETCH(int, routing);
        QFETCH(int, task);
        const RunConfig config = tiny(Routing(routing), Task(task));
        const TrainingData data = dataFor(Task(task));
        const auto trainer = trainLibrary().createTrainer(config, data, {}, 1);
        train(*trainer, 20);
        const ModelState model = trainer->model();
        const auto reference = trainLibrary().createModel(model, 1);
        std::vector<float> expected;
        std::span<const float> actual;
        std::optional<LanguageEngine> language;
        std::optional<DigitEngine> digits;
        std::vector<float> pixels(5 * kDigitPixels);
        std::vector<int> tokens;
        if (Task(task) == Task::Text) {
            for (int i = 0; i < config.model.context; ++i)
                tokens.push_back(data.text->validation()[static_cast<std::size_t>(i)]);
            expected = reference->logits(tokens);
            language.emplace(packLanguage(model));
            Sequence sequence = language->makeSequence();
            actual = language->advance(sequence, tokens, LanguageEngine::Logits::All);
        } else {
            for (int i = 0; i < 5; ++i)
                standardise(data.digits->picture(i),
                    std::span(pixels).subspan(
                        static_cast<std::size_t>(i) * kDigitPixels, kDigitPixels));
            expected = reference->scores(pixels);
            digits.emplace(packDigits(model));
            actual = digits->classify(pixels);
        }
        QCOMPARE(actual.size(), expected.size());
        float largest = 0;
        for (float value : expected)
            largest = std::max(largest, std::abs(value));
        for (std::size_t i = 0; i < expected.size(); ++i)
            QVERIFY2(std::abs(actual[i] - expected[i]) <= 1e-4F * largest,
                qPrintable(
                    QStringLiteral("%1: %2 against %3").arg(i).arg(actual[i]).arg(expected[i])));
    }

    void cachedDecodingOfLibTorchMatchesItsWholeWindow()
    {
        for (Routing routing : {Routing::Dense, Routing::Gated}) {
            const auto trainer
                = trainLibrary().createTrainer(tiny(routing, Task::Text), pangrams(), {}, 1);
            train(*trainer, 5);
            const auto model = trainLibrary().createModel(trainer->model(), 1);
            const std::vector<int> tokens{1, 5, 2, 7, 3, 3, 9};
            const auto whole = model->logits(tokens);
            std::vector<float> last;
            for (int token : tokens)
                last = model->decode({&token, 1});
            for (std::size_t v = 0; v < last.size(); ++v)
                QVERIFY(std::abs(last[v] - whole[whole.size() - last.size() + v]) < 1e-4);
        }
    }

    void evaluationLossEqualsTheEngines()
    {
        const TrainingData data = pangrams();
        const auto trainer
            = trainLibrary().createTrainer(tiny(Routing::Gated, Task::Text), data, {}, 1);
        train(*trainer, 20);
        LanguageEngine engine(packLanguage(trainer->model()));
        const auto windows = data.text->validationWindows(24);
        const double loss = meanLoss(engine, data.text->validation(), windows);
        QVERIFY2(
            std::abs(loss - trainer->evaluate({})->loss) < 1e-4, qPrintable(QString::number(loss)));
    }
};

GLOWWORM_TEST(TestTrainer)
#include "tst_trainer.moc"
