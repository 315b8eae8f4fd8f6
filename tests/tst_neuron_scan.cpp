// SPDX-License-Identifier: GPL-3.0-or-later
// What neurons do over a corpus, against plain counts of what the formulas say, and what is kept of
// it.
#include "model/neurons/activity_file.h"
#include "model/neurons/report.h"
#include "model/neurons/scan.h"
#include "model/neurons/spread.h"
#include "support/data_folder.h"
#include "support/engine_models.h"
#include "support/file_bytes.h"
#include "support/run_test.h"
#include "support/some_pictures.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <set>
#include <stop_token>

using namespace glowworm;
using namespace glowworm::test;

namespace {

/// 60 characters of the model's eleven, which are two windows of 24 and a shorter one.
std::shared_ptr<const NeuronCorpus> someCorpus(int count = 60)
{
    NeuronCorpus corpus;
    corpus.name.data = "some text";
    corpus.hash = "some hash";
    for (const int token : someTokens(count))
        corpus.tokens.push_back(static_cast<std::uint16_t>(token));
    return std::make_shared<const NeuronCorpus>(std::move(corpus));
}

/// What the layers of one token, or picture, did, as the formulas have it.
using Token = std::vector<Formulas::Layer>; // L

std::vector<Token> tokensOf(const ModelState& model, const NeuronCorpus& corpus)
{
    std::vector<Formulas::Layer> all;
    const Formulas formulas{model, {}, &all};
    const auto L = static_cast<std::size_t>(model.config.layers);
    std::vector<Token> tokens;
    const auto T = static_cast<std::size_t>(model.config.context);
    for (std::size_t first = 0; first < corpus.tokens.size(); first += T) {
        const std::size_t count = std::min(T, corpus.tokens.size() - first);
        all.clear();
        formulas.text({corpus.tokens.begin() + static_cast<std::ptrdiff_t>(first),
            corpus.tokens.begin() + static_cast<std::ptrdiff_t>(first + count)});
        for (std::size_t t = 0; t < count; ++t) { // layer by layer, token by token
            Token token;
            for (std::size_t layer = 0; layer < L; ++layer)
                token.push_back(all[layer * count + t]);
            tokens.push_back(std::move(token));
        }
    }
    return tokens;
}

std::vector<Token> picturesOf(const ModelState& model, const DigitSet& set)
{
    std::vector<Formulas::Layer> all;
    const Formulas formulas{model, {}, &all};
    std::vector<Token> pictures;
    for (std::int64_t i = 0; i < set.count(); ++i) {
        std::vector<float> pixels(kDigitPixels);
        standardise(set.picture(i), pixels);
        Numbers h = formulas.linear("input", Numbers(pixels.begin(), pixels.end()));
        for (double& v : h)
            v = Formulas::activated(model.config.hiddenActivation, v);
        all.clear();
        formulas.feedForward("", h);
        pictures.push_back(all);
    }
    return pictures;
}

bool fires(const Formulas::Layer& layer, int neuron)
{
    return layer.logits.empty() ? layer.values[static_cast<std::size_t>(neuron)] > 0
                                : std::ranges::find(layer.winners, neuron) != layer.winners.end();
}

/// Of one neuron: where it fired, largest first.
std::vector<std::pair<double, std::uint32_t>> firings(
    const std::vector<Token>& tokens, NeuronAddress neuron)
{
    std::vector<std::pair<double, std::uint32_t>> found;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const Formulas::Layer& layer = tokens[i][static_cast<std::size_t>(neuron.layer)];
        if (fires(layer, neuron.neuron))
            found.emplace_back(layer.values[static_cast<std::size_t>(neuron.neuron)],
                static_cast<std::uint32_t>(i));
    }
    std::ranges::stable_sort(
        found, std::ranges::greater(), [](const auto& firing) { return firing.first; });
    return found;
}

/// Of one neuron: how often each other one of its group came second to it.
std::map<int, std::uint32_t> rivals(
    const std::vector<Token>& tokens, NeuronAddress neuron, int groupSize)
{
    std::map<int, std::uint32_t> found;
    for (const Token& token : tokens) {
        const Formulas::Layer& layer = token[static_cast<std::size_t>(neuron.layer)];
        if (layer.logits.empty() || !fires(layer, neuron.neuron))
            continue;
        const int first = neuron.neuron / groupSize * groupSize;
        int best = -1;
        for (int j = first; j < first + groupSize; ++j)
            if (j != neuron.neuron
                && (best < 0
                    || layer.logits[static_cast<std::size_t>(j)]
                        > layer.logits[static_cast<std::size_t>(best)]))
                best = j;
        ++found[best];
    }
    return found;
}

/// Whether the activity is what the formulas' tokens say.
void compare(const NeuronActivity& activity, const std::vector<Token>& tokens)
{
    const NeuronGrid grid = activity.grid();
    QCOMPARE(activity.seen(), static_cast<std::int64_t>(tokens.size()));
    for (int layer = 0; layer < grid.layers; ++layer)
        for (int j = 0; j < grid.neurons(); ++j) {
            const NeuronAddress neuron{layer, j};
            const auto plain = firings(tokens, neuron);
            QCOMPARE(activity.fired(neuron), static_cast<std::int64_t>(plain.size()));
            const auto strongest = activity.strongest(neuron);
            QCOMPARE(strongest.size(), std::min(plain.size(), NeuronActivity::kStrongest));
            for (std::size_t i = 0; i < strongest.size(); ++i) {
                QCOMPARE(strongest[i].where, plain[i].second);
                QVERIFY(std::abs(strongest[i].value - plain[i].first)
                    < 1e-4 * std::max(1.0, std::abs(plain[i].first)));
            }
            std::map<int, std::uint32_t> counted;
            for (const NeuronActivity::Rival& rival : activity.rivals(neuron))
                counted[rival.neuron] = rival.times;
            QVERIFY(counted == rivals(tokens, neuron, grid.groupSize));
        }
    for (const GroupCensus& group : censusOf(activity)) {
        int dead = 0;
        for (int i = 0; i < grid.groupSize; ++i)
            dead += firings(tokens, {group.layer, group.group * grid.groupSize + i}).empty();
        QCOMPARE(group.dead, dead);
    }
}

NeuronActivity wholeOf(const ModelState& model, std::shared_ptr<const NeuronCorpus> corpus)
{
    NeuronScan scan(model, std::move(corpus));
    while (scan.advance()) { }
    return scan.activity();
}

} // namespace

class TestNeuronScan : public QObject {
    Q_OBJECT

    DataFolder m_folder;

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("XDG_CACHE_HOME", m_folder.filePath(QStringLiteral("cache")).toUtf8());
    }

    void everyNeuronOfATextIsCountedAsTheFormulasSay()
    {
        for (const Routing routing : everyRouting()) {
            const ModelState model = textState(textConfig(routing));
            compare(wholeOf(model, someCorpus()), tokensOf(model, *someCorpus()));
        }
    }

    /// A layer's own fault stays with its token: the last one of a window looks sound.
    void aTokenWithoutANumberIsNotCounted()
    {
        ModelState model = textState(textConfig(Routing::Gated));
        const auto corpus = someCorpus(24); // one window
        const std::vector<Token> tokens = tokensOf(model, *corpus);
        std::map<int, int> firings; // of the last layer
        for (const Token& token : tokens)
            for (const int winner : token.back().winners)
                ++firings[winner];
        const auto& early = tokens.front().back().winners;
        const auto once = std::ranges::find_if(early, [&](int j) { return firings[j] == 1; });
        QVERIFY(once != early.end());
        const auto width = static_cast<std::size_t>(model.config.dModel);
        std::fill_n(model.tensors.at("blocks.1.ff.up.weight").values.begin()
                + static_cast<std::ptrdiff_t>(static_cast<std::size_t>(*once) * width),
            width, std::numeric_limits<float>::quiet_NaN());
        NeuronScan scan(model, corpus);
        QVERIFY(refusal([&] { scan.advance(); }).contains(QLatin1String("not finite")));
        QCOMPARE(scan.activity().seen(), 0);
    }

    void everyNeuronOfPicturesIsCountedAsTheFormulasSay()
    {
        for (const Routing routing : everyRouting()) {
            const ModelState model = digitState(routing);
            const auto corpus = std::make_shared<const NeuronCorpus>(corpusOf(somePictures()));
            compare(wholeOf(model, corpus), picturesOf(model, *corpus->pictures));
        }
    }

    /// Whoever cancels waits for one window at most, 24 characters of this model.
    void aStopIsLookedAtBeforeEachWindow()
    {
        const ModelState model = textState(textConfig(Routing::Gated));
        NeuronScan scan(model, someCorpus());
        std::stop_source stop;
        QVERIFY(scan.advance(stop.get_token()));
        const std::int64_t seen = scan.activity().seen();
        QVERIFY(seen > 0 && seen <= 24);
        stop.request_stop();
        QVERIFY(!scan.advance(stop.get_token()));
        QCOMPARE(scan.activity().seen(), seen);
        QVERIFY(!scan.finished());
    }

    void windowsComeOnceEachAndSpread()
    {
        for (const std::int64_t n : {1, 2, 3, 4, 7, 12, 60, 435, 1024}) {
            std::set<std::int64_t> seen;
            std::int64_t half = 0;
            for (std::int64_t k = 0; k < n; ++k) {
                seen.insert(spread(k, n));
                half += k < n / 4 && spread(k, n) < n / 2;
            }
            QCOMPARE(static_cast<std::int64_t>(seen.size()), n);
            QVERIFY(*seen.begin() == 0 && *seen.rbegin() == n - 1);
            if (n > 50) // of the first quarter about half lies in the first half
                QVERIFY(half > n / 10 && half < n * 3 / 20);
        }
    }

    void aBiographyShowsWhereANeuronWasLarge()
    {
        const ModelState model = textState(textConfig(Routing::Gated));
        const auto corpus = someCorpus();
        const NeuronActivity activity = wholeOf(model, corpus);
        const auto most = std::ranges::max_element(activity.fired());
        const NeuronAddress neuron{0, static_cast<int>(most - activity.fired().begin()) % 60};
        const NeuronBiography biography = biographyOf(activity, *corpus, model, neuron);
        QCOMPARE(biography.fired, activity.fired(neuron));
        QCOMPARE(biography.total, std::int64_t(60));
        QVERIFY(biography.complete());
        for (const NeuronContext& context : biography.strongest) {
            const auto at = static_cast<std::size_t>(context.place);
            QCOMPARE(context.character, model.vocabulary[corpus->tokens[at]]);
            QCOMPARE(context.before.size(),
                std::min<std::size_t>(at % 24, NeuronContext::kContextBefore));
            if (!context.before.empty())
                QCOMPARE(context.before.back(), model.vocabulary[corpus->tokens[at - 1]]);
            if (at + 1 < 60)
                QCOMPARE(context.after.front(), model.vocabulary[corpus->tokens[at + 1]]);
        }
        QVERIFY(
            std::ranges::is_sorted(biography.rivals, std::ranges::greater(), &NeuronRival::times));
        const NeuronReport report = reportOf(model, neuron);
        QCOMPARE(report.promoted.size() + report.suppressed.size(), std::size_t(11)); // about 0
        QVERIFY(report.promoted.back().effect > 0 && report.suppressed.back().effect < 0);
        QVERIFY(
            std::ranges::is_sorted(report.promoted, std::ranges::greater(), &OutputEffect::effect));
    }

    void aTextIsReadInTheModelsCharacters()
    {
        std::string letters(100, 'a');
        letters += "bcxbcxbcx\n";
        const TextCorpus text = TextCorpus::fromText("t.txt", letters);
        const NeuronCorpus whole = corpusOf(text, TextPart::Whole, {U'b', U'c'}),
                           part = corpusOf(text, TextPart::HeldOut, {U'a', U'b', U'c'});
        QCOMPARE(whole.size(), std::int64_t(6));
        QVERIFY((whole.tokens == std::vector<std::uint16_t>{0, 1, 0, 1, 0, 1}));
        QCOMPARE(part.size(), std::int64_t(text.validation().size()) - 4); // x three times, newline
        QVERIFY(corpusOf(text, TextPart::Whole, {U'z'}).hash.empty());
        QVERIFY(whole.hash != part.hash);
        const ModelState model = textState(textConfig(Routing::Gated));
        QVERIFY(refusal([&] {
            NeuronScan(model,
                std::make_shared<const NeuronCorpus>(corpusOf(text, TextPart::Whole, {U'z'})));
        }).contains(QLatin1String("nothing in it that the model knows")));
        QVERIFY(refusal([&] {
            NeuronScan(model, std::make_shared<const NeuronCorpus>(corpusOf(somePictures())));
        }).contains(QLatin1String("Name a text")));
    }

    void aScanThatWasKeptEndsAsOneThatWasNot()
    {
        for (const Routing routing : {Routing::Gated, Routing::Dense}) {
            const ModelState model = textState(textConfig(routing));
            const NeuronGrid grid = gridOf(model.config);
            const auto corpus = someCorpus(250);
            const ActivityKey key{"model", corpus->hash, WeightFormat::Fp32};
            const auto file = std::filesystem::path(
                m_folder.filePath(QStringLiteral("kept/counts.safetensors")).toStdString());
            NeuronScan first(model, corpus);
            for (int windows = 0; windows < 4; ++windows)
                first.advance();
            keepActivity(file, key, first.activity());
            NeuronScan second(model, corpus);
            second.resume(readActivity(file, key, grid, model.config.isSparse(), corpus->size()));
            while (second.advance()) { }
            QVERIFY(second.activity() == wholeOf(model, corpus));
            QVERIFY(refusal([&] {
                NeuronScan(model, someCorpus(90)).resume(first.activity());
            }).contains(QLatin1String("another reading")));
        }
    }

    void keptCountsThatAreDamagedOrOfAnotherModelAreRefused()
    {
        const NeuronGrid grid{1, 2, 2};
        NeuronActivity activity(grid, true);
        for (std::uint32_t i = 0; i < 30; ++i) {
            FiringRecord record;
            record.layers.push_back({{static_cast<std::uint16_t>(i % 2), 3},
                {static_cast<float>(i), 0.5F}, {1, 2, 3, 4}, {}});
            activity.add(record, i);
        }
        const ActivityKey key{"model", "corpus", WeightFormat::Fp32};
        const std::filesystem::path file
            = m_folder.filePath(QStringLiteral("counts")).toStdString(),
            cut = m_folder.filePath(QStringLiteral("cut")).toStdString();
        keepActivity(file, key, activity);
        const std::string bytes = readBytes(file);
        QVERIFY(readActivity(file, key, grid, true, 30) == activity);
        const auto says = [&](const ActivityKey& asked, const NeuronGrid& of, std::int64_t size) {
            return refusal([&] { readActivity(file, asked, of, true, size); });
        };
        QVERIFY(says({"other", "corpus", WeightFormat::Fp32}, grid, 30)
                    .contains(QLatin1String("glowworm.model")));
        QVERIFY(says({"model", "other", WeightFormat::Fp32}, grid, 30)
                    .contains(QLatin1String("glowworm.corpus")));
        QVERIFY(says({"model", "corpus", WeightFormat::Int8}, grid, 30)
                    .contains(QLatin1String("weights")));
        QVERIFY(says(key, {1, 2, 3}, 30).contains(QLatin1String("shape")));
        QVERIFY(says(key, grid, 20).contains(QLatin1String("counts")));
        for (std::size_t length = 0; length < bytes.size(); ++length) {
            writeBytes(cut, bytes.substr(0, length));
            const QString sentence = refusal([&] { readActivity(cut, key, grid, true, 30); });
            QVERIFY2(
                sentence.startsWith(QLatin1String("cut ")) && sentence.endsWith(QLatin1Char('.')),
                qPrintable(sentence));
        }
        for (std::size_t at = 0; at < bytes.size(); at += 101) {
            std::string flipped = bytes;
            flipped[at] = static_cast<char>(flipped[at] ^ 0x10);
            writeBytes(cut, flipped);
            QVERIFY(!refusal([&] { readActivity(cut, key, grid, true, 30); }).isEmpty());
        }
    }

    void countsThatContradictEachOtherAreRefused()
    {
        const ModelState model = textState(textConfig(Routing::Gated));
        const NeuronActivity good = wholeOf(model, someCorpus());
        const auto refuses = [&](const char* word, const auto& change) {
            NeuronActivity::Counts counts = good.counts();
            change(counts);
            return refusal([&] {
                NeuronActivity(good.grid(), true, counts);
            }).contains(QLatin1String(word));
        };
        const auto fired = static_cast<std::size_t>(
            std::ranges::max_element(good.fired()) - good.fired().begin());
        QVERIFY(refuses("", [](auto&) {}));
        QVERIFY(refuses("number of neurons", [](auto& c) { c.fired.pop_back(); }));
        QVERIFY(refuses("more often", [&](auto& c) { c.fired[fired] = c.seen + 1; }));
        QVERIFY(refuses("once for each token", [&](auto& c) { ++c.seen; }));
        QVERIFY(refuses("in order", [&](auto& c) { std::ranges::reverse(c.strongest[fired]); }));
        QVERIFY(refuses("rivals", [&](auto& c) { c.rivals[fired].front().times = 0; }));
        QVERIFY(refuses("rivals", [&](auto& c) { c.rivals[fired].front().neuron ^= 32; }));
    }
};

GLOWWORM_TEST(TestNeuronScan)
#include "tst_neuron_scan.moc"
