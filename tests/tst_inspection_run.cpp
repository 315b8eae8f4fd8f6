// SPDX-License-Identifier: GPL-3.0-or-later
// Questions about neurons answered on a lane: at once, then exactly; kept, put off, forgotten.
#include "model/jobs/inspection_run.h"

#include "model/neurons/activity_file.h"
#include "model/neurons/scan.h"
#include "support/data_folder.h"
#include "support/engine_models.h"
#include "support/run_test.h"
#include "support/some_letters.h"
#include "support/some_pictures.h"
#include "support/soon.h"

#include <QTest>

#include <algorithm>
#include <filesystem>
#include <limits>

using namespace glowworm;
using namespace glowworm::test;

namespace {

InspectedModel textModel(const std::string& hash = {}, int characters = 3000)
{
    InspectedModel asked;
    asked.model.state = std::make_shared<const ModelState>(textState(textConfig(Routing::Gated)));
    asked.model.language = packLanguage(*asked.model.state);
    asked.model.hash = hash;
    asked.data = letters(characters);
    return asked;
}

InspectedModel digitModel()
{
    InspectedModel asked;
    asked.model.state = std::make_shared<const ModelState>(digitState(Routing::Gated));
    asked.model.digits = packDigits(*asked.model.state);
    asked.data.testDigits = somePictures();
    return asked;
}

/// The newest answer of a kind.
template <class T> struct Newest {
    InspectionRun& run;
    Latest<InspectionOutbox::Answer<T>>& box;
    std::optional<InspectionOutbox::Answer<T>> answer;
    int answers = 0;

    bool look()
    {
        if (auto news = box.take()) {
            answer = std::move(news);
            ++answers;
        }
        return answer.has_value();
    }
};
Newest<NeuronReport> reportsOf(InspectionRun& run) { return {run, run.outbox().reports, {}}; }
Newest<NeuronCensus> censusesOf(InspectionRun& run) { return {run, run.outbox().censuses, {}}; }

bool isComplete(Newest<NeuronReport>& reports, std::uint64_t id)
{
    return soon([&] {
        return reports.look() && reports.answer->id == id && reports.answer->told.biography
            && reports.answer->told.biography->complete();
    });
}

} // namespace

class TestInspectionRun : public QObject {
    Q_OBJECT

    DataFolder m_folder;

private Q_SLOTS:
    void init()
    {
        qputenv("XDG_CACHE_HOME", m_folder.filePath(QStringLiteral("cache")).toUtf8());
        std::filesystem::remove_all(m_folder.filePath(QStringLiteral("cache")).toStdString());
    }

    void aQuestionIsAnsweredAtOnceAndThenExactly()
    {
        InspectionRun run;
        auto reports = reportsOf(run);
        const InspectedModel model = textModel();
        run.pause(true); // the first answer does not wait for the corpus
        run.ask(1, model, {0, 7}, {someTokens(9), 4, {}});
        QVERIFY(soon([&] { return reports.look(); }));
        QVERIFY(soon([&] { return !run.busy(); }));
        reports.look();
        QVERIFY(reports.answer->told.moment.has_value());
        QCOMPARE(reports.answer->told.name, std::string("L0.G00.N07"));
        QCOMPARE(reports.answer->told.biography->seen, std::int64_t(0));
        run.pause(false);
        QVERIFY(isComplete(reports, 1));

        const auto corpus = std::make_shared<const NeuronCorpus>(
            corpusOf(*model.data.text, TextPart::HeldOut, model.model.state->vocabulary));
        NeuronScan scan(*model.model.state, corpus);
        while (scan.advance()) { }
        const NeuronBiography& told = *reports.answer->told.biography;
        QCOMPARE(told.fired, scan.activity().fired({0, 7}));
        QCOMPARE(told.strongest.size(), scan.activity().strongest({0, 7}).size());
        QVERIFY(soon([&] { return !run.busy(); }));
    }

    void aDrawingIsAnsweredOverTheTestPictures()
    {
        InspectionRun run;
        auto reports = reportsOf(run);
        const InspectedModel model = digitModel();
        NeuronWhere where;
        where.picture.emplace();
        std::ranges::copy(model.data.testDigits->picture(7), where.picture->begin());
        run.ask(1, model, {0, 12}, where);
        QVERIFY(isComplete(reports, 1));
        QVERIFY(reports.answer->told.moment && reports.answer->told.moment->hasRouter);
        QCOMPARE(reports.answer->told.biography->total, std::int64_t(300));
    }

    void theCensusIsThatOfTheWholeCorpus()
    {
        InspectionRun run;
        auto censuses = censusesOf(run);
        run.askCensus(1, digitModel());
        QVERIFY(soon([&] { return censuses.look() && censuses.answer->told.complete(); }));
        QCOMPARE(censuses.answer->told.groups.size(), std::size_t(4));
        std::int64_t all = 0;
        for (const std::int64_t count : censuses.answer->told.fired)
            all += count;
        QCOMPARE(all, std::int64_t(300 * 4));
    }

    void withoutDataThereIsAReportThatSaysSo()
    {
        InspectionRun run;
        auto reports = reportsOf(run);
        InspectedModel model = textModel();
        model.data = {};
        run.ask(1, model, {1, 3}, {});
        QVERIFY(soon([&] { return !run.busy() && (reports.look() || reports.answer); }));
        QVERIFY(!reports.answer->told.biography);
        QVERIFY(!reports.answer->told.hasCorpus && reports.answer->told.withoutBiography.empty());
        QVERIFY(!reports.answer->told.promoted.empty());
    }

    void theNewestQuestionWinsAndIsAnsweredSoon()
    {
        InspectionRun run;
        auto reports = reportsOf(run);
        const InspectedModel model = textModel({}, 3'000'000);
        for (std::uint64_t id = 1; id <= 20; ++id)
            run.ask(id, model, {0, static_cast<int>(id)}, {});
        QVERIFY(soon([&] { return reports.look() && reports.answer->id == 20; }));
        run.ask(21, model, {1, 5}, {});
        QVERIFY(soon([&] { return reports.look() && reports.answer->id == 21; }));
        run.forget();
        QVERIFY(soon([&] { return !run.busy(); })); // long before the corpus is read
        QVERIFY(!reports.answer->told.biography || !reports.answer->told.biography->complete());
    }

    void whatWasCountedIsKeptAndGoneOnWith()
    {
        const InspectedModel model = textModel("a hash");
        std::filesystem::path file;
        {
            InspectionRun run;
            auto reports = reportsOf(run);
            run.ask(1, model, {0, 7}, {});
            QVERIFY(isComplete(reports, 1));
            QVERIFY(soon([&] { return !run.busy(); }));
            const auto corpus
                = corpusOf(*model.data.text, TextPart::HeldOut, model.model.state->vocabulary);
            file = ActivityKey{"a hash", corpus.hash, WeightFormat::Fp32}.file();
            QVERIFY(std::filesystem::is_regular_file(file));
        }
        InspectionRun run;
        auto reports = reportsOf(run);
        run.pause(true); // nothing is read: it was kept
        run.ask(1, model, {0, 7}, {});
        QVERIFY(isComplete(reports, 1));
        std::filesystem::resize_file(file, 100);
        InspectionRun other;
        auto anew = reportsOf(other);
        other.ask(1, model, {0, 7}, {});
        QVERIFY(isComplete(anew, 1));
        const auto problems = other.outbox().problems.drain();
        QCOMPARE(problems.size(), std::size_t(1));
        QVERIFY(problems.front().ends_with("The counting begins anew."));
    }

    /// A cache folder that is none costs the counts of another day, and is told once.
    void whatCannotBeKeptIsToldAndAnsweredAllTheSame()
    {
        const QString cache = m_folder.filePath(QStringLiteral("no folder"));
        writeText(cache);
        qputenv("XDG_CACHE_HOME", cache.toUtf8());
        InspectionRun run;
        auto reports = reportsOf(run);
        run.ask(1, textModel("a hash"), {0, 7}, {});
        QVERIFY(isComplete(reports, 1));
        run.forget(); // would keep it once more
        QVERIFY(soon([&] { return !run.busy(); }));
        QCOMPARE(run.outbox().problems.drain().size(), std::size_t(1));
    }

    void surgeryTellsItsLossAndOnlyTheNewest()
    {
        InspectionRun run;
        InspectedModel model = textModel();
        model.surgery.disabled = {{0, 3}};
        run.measureLoss(model);
        model.surgery.disabled = {{0, 4}, {0, 5}};
        run.measureLoss(model);
        std::optional<LossNews> news;
        QVERIFY(soon([&] {
            if (auto taken = run.outbox().losses[0][0].take())
                news = std::move(taken);
            return news // the first may have ended before it was replaced
                && ((news->change.complete() && news->change.surgery == model.surgery)
                    || !news->problem.empty());
        }));
        QCOMPARE(news->problem, std::string());
        QVERIFY(news->change.halfWidth.has_value());
        model.data = {};
        run.measureLoss(model);
        QVERIFY(soon([&] {
            news = run.outbox().losses[0][0].take();
            return news && !news->problem.empty();
        }));
        QVERIFY(soon([&] { return !run.busy(); }));
    }

    void withoutDataTheCensusSaysWhy()
    {
        InspectionRun run;
        auto censuses = censusesOf(run);
        InspectedModel model = digitModel();
        model.data = {};
        run.askCensus(1, model);
        QVERIFY(soon([&] { return censuses.look(); }));
        QVERIFY(!censuses.answer->told.hasCorpus && censuses.answer->told.withoutCounts.empty());
        QVERIFY(!censuses.answer->told.isSparse || censuses.answer->told.groups.empty());
    }

    /// A text that the model knows nothing of: what can be said is said, and why there is no more.
    void aTextOfOtherCharactersIsNoBiographyAndTheRestIsTold()
    {
        InspectionRun run;
        auto reports = reportsOf(run);
        InspectedModel model = textModel();
        model.data.text = std::make_shared<const TextCorpus>(
            TextCorpus::fromText("capitals.txt", std::string(2000, 'A') + std::string(2000, 'B')));
        run.ask(1, model, {0, 7}, {someTokens(9), 4, {}});
        QVERIFY(
            soon([&] { return reports.look() && !reports.answer->told.withoutBiography.empty(); }));
        QVERIFY(reports.answer->told.moment.has_value());
        QVERIFY(reports.answer->told.withoutBiography.find("nothing in it") != std::string::npos);
    }

    /// Weights whose router gives no numbers: each of its works says so, another model's goes on.
    void oneThatFailsEndsNothingElse()
    {
        InspectedModel broken = textModel();
        ModelState damaged = *broken.model.state;
        damaged.tensors.at("blocks.1.ff.router.up.bias").values[3]
            = std::numeric_limits<float>::quiet_NaN();
        broken.model.state = std::make_shared<const ModelState>(std::move(damaged));
        broken.model.language = packLanguage(*broken.model.state);
        broken.surgery.disabled = {{0, 3}};
        InspectionRun run;
        auto reports = reportsOf(run);
        auto censuses = censusesOf(run);
        run.pause(true); // until all are asked for
        run.ask(1, broken, {0, 7}, {someTokens(9), 4, {}});
        run.measureLoss(broken);
        InspectedModel pictures = digitModel();
        pictures.surgery.disabled = {{0, 3}};
        run.measureLoss(pictures);
        run.askCensus(2, pictures);
        run.pause(false);
        std::optional<LossNews> failed, measured;
        QVERIFY(soon([&] {
            if (auto news = run.outbox().losses[0][0].take())
                failed = std::move(news);
            if (auto news = run.outbox().losses[1][0].take())
                measured = std::move(news);
            return failed && !failed->problem.empty() && measured && measured->change.complete();
        }));
        QVERIFY(soon([&] { return censuses.look() && censuses.answer->told.complete(); }));
        QVERIFY(
            soon([&] { return reports.look() && !reports.answer->told.withoutBiography.empty(); }));
        QVERIFY(!reports.answer->told.promoted.empty() && !reports.answer->told.moment);
        QVERIFY(failed->change.surgery == broken.surgery);
    }

    void nothingIsHeldOfAModelThatIsClosed()
    {
        InspectionRun run;
        std::weak_ptr<const ModelState> state;
        std::weak_ptr<const TextCorpus> text;
        {
            InspectedModel model = textModel({}, 3'000'000);
            model.surgery.disabled = {{0, 3}};
            state = model.model.state;
            text = model.data.text;
            run.pause(true); // no answer that holds it is on its way
            run.ask(1, model, {0, 7}, {});
            run.askCensus(2, model);
            run.measureLoss(model);
        }
        run.close(state.lock());
        QVERIFY(soon([&] { return !run.busy(); })); // long before the corpus is read
        QVERIFY(state.expired() && text.expired());
    }

    void aTokenIsReadWithTheWeightsThatWroteIt()
    {
        InspectionRun run;
        auto reports = reportsOf(run);
        InspectedModel model = textModel();
        model.data = {};
        NeuronWhere where{someTokens(9), 4, {}, model.model.language};
        LanguageEngine engine(model.model.language, {.keepLogits = true});
        Sequence sequence = engine.makeSequence();
        std::vector<FiringRecord> firing;
        engine.advance(sequence, where.tokens, LanguageEngine::Logits::Last, &firing);
        const int fired = firing.back().layers[0].neurons[2];
        Surgery off;
        off.disabled = {{0, fired}};
        model.model.language = packLanguage(operated(*model.model.state, off));
        run.ask(1, model, {0, fired}, where);
        QVERIFY(soon([&] { return reports.look() && reports.answer->told.moment.has_value(); }));
        QVERIFY(reports.answer->told.moment->state != NeuronMoment::State::Dark);
        where.writer = nullptr;
        run.ask(2, model, {0, fired}, where);
        QVERIFY(soon([&] {
            return reports.look() && reports.answer->id == 2 && reports.answer->told.moment;
        }));
        QVERIFY(reports.answer->told.moment->state == NeuronMoment::State::Dark);
    }

    void aNeuronOutsideTheModelIsAProblem()
    {
        InspectionRun run;
        run.ask(1, textModel(), {0, 60}, {});
        std::vector<std::string> problems;
        QVERIFY(soon([&] {
            problems = run.outbox().problems.drain();
            return !problems.empty();
        }));
        QVERIFY(problems.front().find("no neuron 60") != std::string::npos);
    }
};

GLOWWORM_TEST(TestInspectionRun)
#include "tst_inspection_run.moc"
