// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/bench/train_benchmark.h"

#include "model/base/counter_random.h"
#include "model/base/error.h"
#include "model/base/numbers.h"
#include "model/base/table.h"
#include "model/bench/benchmark.h"
#include "model/bench/cases.h"
#include "model/bench/round_watch.h"
#include "model/config/cost.h"
#include "model/data/text_corpus.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace glowworm {
namespace {

constexpr double kLossDifference = 1e-4;
constexpr int kCharacters = 65; // as many as Tiny Shakespeare has

TrainingData randomText(std::uint64_t seed, int context)
{
    const std::uint64_t key = randomKey(seed, static_cast<std::uint64_t>(Stream::Benchmark));
    std::string text;
    for (int i = 0; i < kCharacters; ++i)
        text.push_back(static_cast<char>('0' + i)); // each of them at least once
    for (int i = 0; i < 40 * context; ++i)
        text.push_back(
            static_cast<char>('0' + randomBits(key, static_cast<std::uint64_t>(i)) % kCharacters));
    return {std::make_shared<const TextCorpus>(TextCorpus::fromText("random characters", text)),
        nullptr, nullptr};
}

} // namespace

std::vector<std::string> problems(const TrainBenchConfig& config)
{
    std::vector<std::string> list;
    if (config.run.model.task != Task::Text || !config.run.model.isSparse())
        list.push_back("Timing training steps needs a sparse text configuration; its dense twin is "
                       "made from it.");
    for (const auto& problem : problems(config.run))
        list.push_back(problem.sentence);
    if (config.threads < 1 || config.threads > 256)
        list.push_back("Threads must be 1 to 256.");
    if (config.repeats < 1 || config.repeats > 1001 || config.warmup < 0 || config.warmup > 1001)
        list.push_back("Repeats must be 1 to 1001, warm-up rounds 0 to 1001.");
    return list;
}

std::int64_t memoryOf(const TrainBenchConfig& config)
{
    RunConfig sparse = config.run;
    sparse.model.vocabSize = kCharacters;
    const RunConfig dense = denseTwin(sparse);
    RunConfig plain = dense; // LibTorch's modules take the whole batch as one micro-batch
    plain.train.microBatch = plain.train.batch;
    return trainingMemory(sparse, config.threads) + trainingMemory(dense, config.threads)
        + trainingMemory(plain, 1);
}

TrainBenchmark::TrainBenchmark(TrainBenchConfig config, const TrainEntry& torch)
    : m_torch(torch)
{
    if (const auto wrong = problems(config); !wrong.empty())
        throw Error(wrong.front());
    m_data = randomText(config.run.train.seed, config.run.model.context);
    config.run.model.vocabSize = m_data.text->vocabulary().size();
    m_sparse = config.run;
    m_dense = denseTwin(config.run);
    m_finished.machine = machineInfo();
    if (std::string notice = tooManyThreads(config.threads, m_finished.machine); !notice.empty())
        m_finished.notices.push_back(std::move(notice));
    m_watch.allow(config.repeats);
    m_finished.config = std::move(config);
}

/// One step of one window without dropout: its loss is that of the start, the same in both.
void TrainBenchmark::compareLosses(const StopCheck& stop)
{
    RunConfig one = m_dense;
    one.train.batch = 1;
    one.train.microBatch = 0;
    one.train.dropout = 0;
    one.train.matrixPrecision = MatrixPrecision::Fp32; // as LibTorch's modules
    const double ours
        = m_torch.createTrainer(one, m_data, {}, m_finished.config.threads)->step({})->loss;
    requireGoingOn(stop);
    const double theirs = m_torch.createPlainTraining(one, m_data, m_finished.config.threads)();
    m_finished.lossDifference = std::abs(ours - theirs) / std::abs(theirs);
    if (!(m_finished.lossDifference <= kLossDifference))
        throw Error("The two dense models do not compute the same loss (" + decimals(ours, 6)
            + " and " + decimals(theirs, 6)
            + "), so their steps are not compared. This is a fault of the program or of the "
              "LibTorch in use; please report it.");
}

void TrainBenchmark::prepare(const StopCheck& stop)
{
    compareLosses(stop);
    requireGoingOn(stop);
    const int threads = m_finished.config.threads;
    m_denseTrainer = m_torch.createTrainer(m_dense, m_data, {}, threads);
    requireGoingOn(stop);
    m_sparseTrainer = m_torch.createTrainer(m_sparse, m_data, {}, threads);
    requireGoingOn(stop);
    m_plain = m_torch.createPlainTraining(m_dense, m_data, threads);
    const std::int64_t denseParameters = parameterCount(m_dense.model),
                       sparseParameters = parameterCount(m_sparse.model);
    m_finished.rows = {{"dense", denseParameters, {}}, {"sparse", sparseParameters, {}},
        {"libtorch-dense", denseParameters, {}}};
}

void TrainBenchmark::stepOf(std::size_t row)
{
    m_watch.begin();
    const double start = m_watch.now();
    if (row == 0)
        m_denseTrainer->step({});
    else if (row == 1)
        m_sparseTrainer->step({});
    else
        m_plain();
    if (m_round >= m_finished.config.warmup)
        m_finished.rows[row].samples.push_back(m_watch.now() - start);
    m_watch.end();
}

/// A disturbed round is taken out of all rows and made again.
void TrainBenchmark::closeRound()
{
    m_turn = 0;
    if (m_round < m_finished.config.warmup)
        m_watch.forget();
    else if (!m_watch.counts()) {
        for (TrainBenchRow& row : m_finished.rows)
            row.samples.pop_back();
        return;
    }
    ++m_round;
}

bool TrainBenchmark::advance(const StopCheck& stop)
try {
    if (m_round < 0) {
        prepare(stop);
        m_round = 0;
        return !stop();
    }
    if (m_round == rounds())
        return false;
    const std::size_t count = m_finished.rows.size();
    stepOf((m_turn + static_cast<std::size_t>(m_round)) % count); // another one begins each round
    if (++m_turn == count)
        closeRound();
    return m_round < rounds() && !stop();
} catch (const Stopped&) {
    return false;
}

std::string TrainBenchmark::current() const
{
    if (m_round < 0)
        return "preparing and comparing";
    if (m_round == rounds())
        return "finished";
    return roundWords(m_round, m_finished.config.warmup, m_finished.config.repeats);
}

TrainBenchResult TrainBenchmark::result() const
{
    TrainBenchResult result = m_finished;
    result.complete = m_round == rounds();
    const std::vector<std::string> disturbances = m_watch.notices();
    result.notices.insert(result.notices.end(), disturbances.begin(), disturbances.end());
    std::size_t complete = result.rows.empty() ? 0 : result.rows.front().samples.size();
    for (const TrainBenchRow& row : result.rows)
        complete = std::min(complete, row.samples.size());
    if (complete == 0)
        return result;
    const auto ratio = [&](std::size_t above, std::size_t below) {
        const std::span<const double> a(result.rows[above].samples.data(), complete),
            b(result.rows[below].samples.data(), complete);
        result.ratios.push_back(
            {result.rows[above].impl + "/" + result.rows[below].impl, ratioOfMedians(a, b)});
    };
    ratio(1, 0);
    ratio(2, 0);
    ratio(2, 1);
    return result;
}

std::string toJson(const TrainBenchResult& result)
{
    using Json = nlohmann::ordered_json;
    const TrainConfig& train = result.config.run.train;
    const double tokens = static_cast<double>(train.batch) * result.config.run.model.context;
    Json rows = Json::array(), ratios = Json::array();
    for (const TrainBenchRow& row : result.rows) {
        Json item{{"impl", row.impl}, {"parameters", row.parameters}, {"samples_s", row.samples}};
        if (!row.samples.empty()) {
            const Quartiles time = quartiles(row.samples);
            item.update({{"median_s", time.median}, {"q1_s", time.q1}, {"q3_s", time.q3},
                {"tokens_per_second", tokens / time.median}});
        }
        rows.push_back(std::move(item));
    }
    for (const TrainBenchRatio& ratio : result.ratios)
        ratios.push_back({{"over", ratio.over}, {"value", ratio.ratio.value},
            {"low", ratio.ratio.low}, {"high", ratio.ratio.high}});
    const Json object{{"machine", Json::parse(toJson(result.machine))},
        {"config",
            {{"batch", train.batch}, {"context", result.config.run.model.context},
                {"dropout", train.dropout}, {"threads", result.config.threads},
                {"repeats", result.config.repeats}, {"warmup", result.config.warmup}}},
        {"rows", rows}, {"ratios", ratios}, {"notices", result.notices},
        {"loss_difference", result.lossDifference}, {"complete", result.complete}};
    return object.dump(2);
}

std::string toMarkdown(const TrainBenchResult& result)
{
    const TrainConfig& train = result.config.run.train;
    std::string text = "Training step, batch " + std::to_string(train.batch) + " x "
        + std::to_string(result.config.run.model.context) + " characters, threads "
        + std::to_string(result.config.threads)
        + ". Equivalence check: both dense models compute the same loss without dropout (relative "
          "difference "
        + decimals(result.lossDifference * 1e6, 2) + " millionths).\n\n";
    std::vector<TableRow> models{{"model", "parameters", "step, median", "quartiles"}};
    for (const TrainBenchRow& row : result.rows) {
        if (row.samples.empty())
            continue;
        const Quartiles time = quartiles(row.samples);
        models.push_back({row.impl, std::to_string(row.parameters), decimals(time.median, 3) + " s",
            decimals(time.q1, 3) + " to " + decimals(time.q3, 3) + " s"});
    }
    std::vector<TableRow> ratios{{"time of", "ratio", "95 %"}};
    for (const auto& [over, ratio] : result.ratios)
        ratios.push_back({over, decimals(ratio.value, 2),
            decimals(ratio.low, 2) + " to " + decimals(ratio.high, 2)});
    text += markdownTable(models) + "\n" + markdownTable(ratios);
    for (const std::string& notice : result.notices)
        text += "\n" + notice + "\n";
    return text;
}

} // namespace glowworm
