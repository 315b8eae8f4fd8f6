// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/torch/torch_trainer.h"
#include "model/kernels/thread_pool.h"
#include "model/kernels/training_kernels.h"
#include "model/torch/adamw.h"
#include "model/torch/broadcast_initial_state.h"
#include "model/torch/devices.h"
#include "model/torch/memory.h"
#include "model/torch/micro_batches.h"
#include "model/torch/schedule.h"
#include "model/torch/threads.h"
#include "model/torch/utilisation.h"

#include "model/base/counter_random.h"
#include "model/base/error.h"
#include "model/data/data_folder.h"
#include "model/engine/part_clock.h"
#include "model/training/setting_changes.h"

#include <chrono>
#include <cmath>
#include <numeric>
#include <type_traits>

namespace glowworm {
namespace {

using Clock = std::chrono::steady_clock;

void requireSameRun(const RunConfig& wanted, const TrainerState& from, const TrainingData& data)
{
    const RunConfig saved{from.model.config, from.train};
    for (const auto& field : runFields()) {
        if (field.name == "steps" || field.name == "eval_interval" || isChangeable(field.name)
            || !field.applies(wanted))
            continue;
        if (field.read(saved) != field.read(wanted))
            throw Error("This run was started with " + std::string(field.name) + " = "
                + field.read(saved) + ", not " + field.read(wanted)
                + "; resume it with its own settings or start a new run.");
    }
    if (!from.model.corpusHash.empty() && from.model.corpusHash != data.hash())
        throw Error("This run was trained on other data (its SHA-256 differs); open the data it "
                    "started with, or start a new run.");
}

class TorchTrainer final : public Trainer {
public:
    TorchTrainer(const RunConfig& config, const TrainingData& data,
        std::optional<TrainerState> from, const Placement& place)
        : m_config(config)
        , m_device(deviceNamed(place.device))
        , m_microBatches(config, data, m_device)
        , m_group(place.group)
        , m_state(from
                  ? std::move(from->model)
                  : initialState(config,
                      data.text ? data.text->vocabulary().characters() : std::vector<char32_t>()))
        , m_parameters(toTorch(m_state.tensors, true, m_device))
        , m_optimiser(m_state.config, config.train, m_parameters,
              from ? from->firstMoment : Tensors(), from ? from->secondMoment : Tensors())
        , m_pool(m_device.is_cpu() ? place.threads : 1) // a GPU takes one micro-batch after another
    {
        m_config.model = m_state.config;
        m_state.corpusHash = data.hash();
        if (from) {
            m_bestLoss = from->bestLoss;
            m_bestStep = from->bestStep;
        }
        for (const auto& [name, parameter] : m_parameters)
            m_leaves.push_back(parameter);
        m_state.tensors.clear(); // the parameters are the truth from here on
        if (m_group)
            startAlike();
    }

    std::optional<StepReport> step(std::stop_token stop) override;
    std::optional<EvalReport> evaluate(
        std::stop_token stop, const std::function<void(double)>& progress) override;
    ModelState model() const override;
    TrainerState state() const override;
    void change(const TrainConfig& train) override
    {
        m_config.train = train;
        m_microBatches.change(m_config);
    }

private:
    void startAlike();
    ForwardContext context(bool training, std::int64_t microBatch) const;
    torch::Tensor scores(
        const ForwardContext& context, const torch::Tensor& inputs) const; // (rows, classes)
    struct Gradient {
        double loss = 0;
        std::vector<torch::Tensor> tensors; // as m_leaves; undefined for what took no part
    };
    std::pair<std::int64_t, std::int64_t> ownPart(std::int64_t microBatches) const;
    bool sumOverProcesses(Gradient& sum, bool leaving) const;
    Gradient gradientOf(std::int64_t microBatch, const std::vector<std::int64_t>& batch);
    static void add(Gradient& sum, Gradient part);
    template <class Compute, class Take>
    void forMicroBatches(std::int64_t count, const Compute& compute, const Take& take);
    double prepare(std::vector<torch::Tensor>& gradients);

    KeepFreedMemory m_keepFreed; // first, so that it outlives the tensors
    RunConfig m_config;
    torch::Device m_device;
    MicroBatches m_microBatches;
    std::shared_ptr<ProcessGroup> m_group; // null = alone
    ModelState m_state; // config, vocabulary, counters; its tensors live in m_parameters
    Parameters m_parameters;
    AdamW m_optimiser;
    std::vector<torch::Tensor> m_leaves; // of m_parameters, in its order
    ThreadPool m_pool;
    std::optional<double> m_bestLoss;
    std::int64_t m_bestStep = 0;
};

/// Those of this process, of a step's or an evaluation's `count` micro-batches, side by side, one a
/// thread, each with LibTorch's own threading off: nothing inside a micro-batch has to be shared
/// out and waited for. take(what compute(micro-batch) returned, fraction done) in their order.
template <class Compute, class Take>
void TorchTrainer::forMicroBatches(std::int64_t count, const Compute& compute, const Take& take)
{
    const auto [first, end] = ownPart(count);
    std::vector<std::invoke_result_t<Compute, std::int64_t>> parts(
        static_cast<std::size_t>(end - first));
    setTorchThreads(1);
    m_pool.inOrder(
        end - first,
        [&, begin = first](
            std::int64_t i) { parts[static_cast<std::size_t>(i)] = compute(begin + i); },
        [&](std::int64_t i) {
            take(std::exchange(parts[static_cast<std::size_t>(i)], {}),
                static_cast<double>(i + 1) / static_cast<double>(parts.size()));
        });
}

ForwardContext TorchTrainer::context(bool training, std::int64_t microBatch) const
{
    const TrainConfig& t = m_config.train;
    return {.config = m_config.model,
        .parameters = m_parameters,
        .path = m_device.is_cpu() ? SparsePath::Fired : SparsePath::MaskedDense,
        .matrixType = matrixTypeOf(t.matrixPrecision, m_device),
        .training = training,
        .dropout = t.dropout,
        .routerNoise = routerNoiseAt(t, m_state.steps),
        .frozenRouter = t.feedForwardRate * t.routerRate == 0,
        .noiseKey = randomKey(t.seed, static_cast<std::uint64_t>(m_state.steps),
            static_cast<std::uint64_t>(microBatch)),
        .winners = nullptr};
}

torch::Tensor TorchTrainer::scores(const ForwardContext& context, const torch::Tensor& inputs) const
{
    if (m_config.model.task == Task::Digits)
        return digitScores(context, inputs);
    return languageLogits(context, inputs).view({-1, m_config.model.vocabSize});
}

TorchTrainer::Gradient TorchTrainer::gradientOf(
    std::int64_t microBatch, const std::vector<std::int64_t>& batch)
{
    const TrainConfig& t = m_config.train;
    const MicroBatch data = m_microBatches.training(batch, microBatch);
    torch::Tensor auxiliaryLoss = torch::zeros({}, m_device);
    ForwardContext training = context(true, microBatch);
    training.auxiliaryLoss
        = t.balance > 0 && m_config.model.routing == Routing::Gated ? &auxiliaryLoss : nullptr;
    const double fraction = 1.0 / static_cast<double>(m_microBatches.trainingCount());
    const torch::Tensor loss = torch::nn::functional::cross_entropy(
                                   scores(training, data.inputs), data.targets.view({-1}))
        * fraction;
    return {loss.item<double>(),
        torch::autograd::grad(
            {loss + auxiliaryLoss * (t.balance * fraction)}, m_leaves, {}, {}, false, true)};
}

std::optional<StepReport> TorchTrainer::step(std::stop_token stop)
{
    const auto start = Clock::now();
    const TrainConfig& t = m_config.train;
    const std::vector<std::int64_t> batch = m_microBatches.batch(m_state.steps);
    Gradient sum;
    forMicroBatches(
        m_microBatches.trainingCount(),
        [&](std::int64_t microBatch) {
            return stop.stop_requested() ? Gradient() : gradientOf(microBatch, batch);
        },
        [&](Gradient part, double) { add(sum, std::move(part)); });
    const bool stopped = stop.stop_requested();
    if (m_group ? !sumOverProcesses(sum, stopped) : stopped)
        return std::nullopt;
    const double loss = sum.loss, norm = prepare(sum.tensors);
    if (!std::isfinite(loss) || !std::isfinite(norm))
        throw NotFinite("Training stopped at step " + std::to_string(m_state.steps + 1) + ": "
            + (std::isfinite(loss) ? "the gradient" : "the loss")
            + " is not a finite number; try a smaller learning rate.");
    const double rate = learningRateAt(t, m_state.steps);
    m_optimiser.apply(m_pool, m_parameters, sum.tensors, m_state.steps + 1, rate,
        t.clip > 0 && norm > t.clip ? t.clip / norm : 1.0);
    ++m_state.steps;
    m_state.valLoss.reset();
    m_state.accuracy.reset();
    return StepReport{.step = m_state.steps,
        .loss = loss,
        .gradientNorm = norm,
        .learningRate = rate,
        .seconds = secondsSince(start),
        .units = m_microBatches.units()};
}

void TorchTrainer::add(Gradient& sum, Gradient part)
{
    const torch::NoGradGuard noGradient;
    sum.loss += part.loss;
    if (sum.tensors.empty())
        sum.tensors = std::move(part.tensors);
    else
        for (std::size_t i = 0; i < part.tensors.size(); ++i)
            if (part.tensors[i].defined())
                sum.tensors[i].add_(part.tensors[i]);
}

/// Contiguous, zeros for what took no part; the norm of all.
double TorchTrainer::prepare(std::vector<torch::Tensor>& gradients)
{
    std::vector<double> squares(gradients.size());
    m_pool.split(
        static_cast<std::int64_t>(gradients.size()), 1, [&](std::int64_t begin, std::int64_t end) {
            const torch::NoGradGuard noGradient;
            for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i) {
                gradients[i] = gradients[i].defined() ? gradients[i].contiguous()
                                                      : torch::zeros_like(m_leaves[i]);
                squares[i] = m_device.is_cpu()
                    ? sumOfSquares(gradients[i].data_ptr<float>(), gradients[i].numel())
                    : gradients[i].square().sum(torch::kDouble).item<double>();
            }
        });
    return std::sqrt(std::accumulate(squares.begin(), squares.end(), 0.0));
}

/// Of a step's or an evaluation's micro-batches, which the processes of a group share out. Each
/// micro-batch's noise follows from its number, and each loss is weighed by its fraction of the
/// batch, so the sums over processes are those of one process, but for the order.
std::pair<std::int64_t, std::int64_t> TorchTrainer::ownPart(std::int64_t microBatches) const
{
    return m_group ? m_group->share(microBatches) : std::pair(std::int64_t{0}, microBatches);
}

/// False when one of the processes stops; all then drop the step.
bool TorchTrainer::sumOverProcesses(Gradient& sum, bool leaving) const
{
    if (leaving)
        return m_group->sum({}, true);
    const torch::NoGradGuard noGradient;
    for (std::size_t i = 0; i < m_leaves.size(); ++i)
        sum.tensors[i] = sum.tensors[i].defined() ? sum.tensors[i].contiguous()
                                                  : torch::zeros_like(m_leaves[i]);
    std::vector<torch::Tensor> all = sum.tensors;
    all.push_back(torch::full({1}, sum.loss, m_leaves.front().options().requires_grad(false)));
    if (!m_group->sum(all))
        return false;
    sum.loss = all.back().item<double>();
    return true;
}

/// Of a group: the first one's state, whatever the others were given.
void TorchTrainer::startAlike()
{
    if (const std::int64_t microBatches = m_microBatches.trainingCount();
        microBatches < m_group->size())
        throw Error("A step of batch = " + std::to_string(m_config.train.batch) + " comes in "
            + std::to_string(microBatches)
            + " micro-batches of micro_batch = " + std::to_string(m_microBatches.trainingSize())
            + ", too few for " + std::to_string(m_group->size())
            + " processes; choose a larger batch, a smaller micro_batch or fewer processes.");
    std::vector<torch::Tensor> tensors = m_leaves;
    for (const Parameters* moments : {&m_optimiser.firstMoment(), &m_optimiser.secondMoment()})
        for (const auto& [name, tensor] : *moments)
            tensors.push_back(tensor);
    const Progress progress = broadcastInitialState(*m_group,
        {m_state.steps, m_bestStep, m_state.valLoss, m_state.accuracy, m_bestLoss}, tensors);
    m_state.steps = progress.steps;
    m_state.valLoss = progress.valLoss;
    m_state.accuracy = progress.accuracy;
    m_bestLoss = progress.bestLoss;
    m_bestStep = progress.bestStep;
}

std::optional<EvalReport> TorchTrainer::evaluate(
    std::stop_token stop, const std::function<void(double)>& progress)
{
    const auto start = Clock::now();
    const bool text = m_config.model.task == Task::Text;
    Utilisation utilisation(m_config.model);
    const torch::Tensor sums = torch::zeros({2}, torch::kDouble);
    double &loss = sums.data_ptr<double>()[0], &correct = sums.data_ptr<double>()[1];
    struct Part {
        double loss = 0;
        std::int64_t correct = 0;
        std::vector<torch::Tensor> winners;
    };
    const auto compute = [&](std::int64_t number) {
        Part result;
        if (stop.stop_requested())
            return result;
        const torch::NoGradGuard noGradient;
        const MicroBatch microBatch = m_microBatches.evaluation(number);
        ForwardContext evaluation = context(false, 0);
        evaluation.winners = &result.winners;
        const torch::Tensor output = scores(evaluation, microBatch.inputs),
                            targets = microBatch.targets.view({-1});
        result.loss = torch::nn::functional::cross_entropy(output, targets).item<double>()
            * static_cast<double>(microBatch.inputs.size(0));
        if (!text)
            result.correct = (output.argmax(1) == targets).sum().item<std::int64_t>();
        return result;
    };
    forMicroBatches(m_microBatches.evaluationCount(), compute, [&](Part part, double done) {
        loss += part.loss;
        correct += static_cast<double>(part.correct);
        utilisation.add(part.winners);
        if (progress)
            progress(done);
    });
    std::vector<torch::Tensor> figures = utilisation.counts();
    figures.push_back(sums);
    const bool stopped = stop.stop_requested();
    if (m_group ? !m_group->sum(figures, stopped) : stopped)
        return std::nullopt;
    const double count = static_cast<double>(m_microBatches.evaluationItems());
    EvalReport report;
    report.step = m_state.steps;
    report.loss = loss / count;
    utilisation.describe(report);
    if (!text)
        m_state.accuracy = report.accuracy = correct / count;
    else
        m_state.valLoss = report.loss;
    const double judged = text ? report.loss : 1.0 - *report.accuracy;
    if (!m_bestLoss || judged < *m_bestLoss) {
        m_bestLoss = judged;
        m_bestStep = m_state.steps;
    }
    report.seconds = secondsSince(start);
    return report;
}

ModelState TorchTrainer::model() const
{
    ModelState copy = m_state;
    copy.tensors = fromTorch(m_parameters);
    return copy;
}

TrainerState TorchTrainer::state() const
{
    return {.model = model(),
        .train = m_config.train,
        .firstMoment = fromTorch(m_optimiser.firstMoment()),
        .secondMoment = fromTorch(m_optimiser.secondMoment()),
        .bestLoss = m_bestLoss,
        .bestStep = m_bestStep};
}

} // namespace

std::unique_ptr<Trainer> makeTorchTrainer(const RunConfig& config, const TrainingData& data,
    std::optional<TrainerState> from, const Placement& place)
{
    validate(config);
    const bool text = config.model.task == Task::Text;
    if (text && !data.text)
        throw Error("There is no text to train on; open a text file first.");
    if (!text
        && (!data.digits || !data.testDigits || data.digits->count() == 0
            || data.testDigits->count() == 0))
        throw Error(
            "There are no digits to train on; run " + fetchCommand() + " or open an IDX pair.");
    if (text)
        data.text->requireContext(config.model.context);
    if (place.group)
        requireSameSettings(*place.group, config, data.hash());
    if (from) {
        requireSameRun(config, *from, data);
        checkTensors(from->model.config, from->model.tensors);
    }
    return std::make_unique<TorchTrainer>(config, data, std::move(from), place);
}

} // namespace glowworm
