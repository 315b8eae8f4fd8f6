// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/torch/plain_training.h"

#include "model/torch/networks.h"
#include "model/torch/threads.h"

#include "model/base/error.h"

#include <cmath>

namespace glowworm {
namespace {

namespace nn = torch::nn;

struct AttentionImpl : nn::Module {
    AttentionImpl(int width, int heads, double dropout)
        : heads(heads)
        , query(register_module("query", nn::Linear(nn::LinearOptions(width, width).bias(false))))
        , key(register_module("key", nn::Linear(nn::LinearOptions(width, width).bias(false))))
        , value(register_module("value", nn::Linear(nn::LinearOptions(width, width).bias(false))))
        , output(register_module("output", nn::Linear(width, width)))
        , drop(register_module("drop", nn::Dropout(dropout)))
    {
    }

    torch::Tensor forward(const torch::Tensor& x)
    {
        const std::int64_t B = x.size(0), T = x.size(1), D = x.size(2);
        const auto split = [&](nn::Linear& map) {
            return map(x).view({B, T, heads, D / heads}).transpose(1, 2);
        };
        const torch::Tensor scores = torch::matmul(split(query), split(key).transpose(2, 3))
            / std::sqrt(static_cast<double>(D) / static_cast<double>(heads));
        const torch::Tensor future = torch::ones({T, T}, torch::kBool).triu(1);
        const torch::Tensor probabilities
            = drop(torch::softmax(scores.masked_fill(future, -INFINITY), 3));
        return output(
            torch::matmul(probabilities, split(value)).transpose(1, 2).reshape({B, T, D}));
    }

    std::int64_t heads;
    nn::Linear query, key, value, output;
    nn::Dropout drop;
};
TORCH_MODULE(Attention);

struct BlockImpl : nn::Module {
    BlockImpl(const ModelConfig& model, double dropout)
        : attentionNorm(
            register_module("attention_norm", nn::LayerNorm(nn::LayerNormOptions({model.dModel}))))
        , attention(register_module("attention", Attention(model.dModel, model.heads, dropout)))
        , norm(register_module("ff_norm", nn::LayerNorm(nn::LayerNormOptions({model.dModel}))))
        , feedForward(register_module("ff",
              nn::Sequential({{"up", nn::Linear(model.dModel, model.neurons)}, {"relu", nn::ReLU()},
                  {"down", nn::Linear(model.neurons, model.dModel)}})))
        , drop(register_module("drop", nn::Dropout(dropout)))
    {
    }

    torch::Tensor forward(torch::Tensor x)
    {
        x = x + drop(attention(attentionNorm(x)));
        return x + drop(feedForward->forward(norm(x)));
    }

    nn::LayerNorm attentionNorm;
    Attention attention;
    nn::LayerNorm norm;
    nn::Sequential feedForward;
    nn::Dropout drop;
};
TORCH_MODULE(Block);

struct NetworkImpl : nn::Module {
    NetworkImpl(const ModelConfig& model, double dropout)
        : token(register_module("token", nn::Embedding(model.vocabSize, model.dModel)))
        , position(register_module("position", nn::Embedding(model.context, model.dModel)))
        , blocks(register_module("blocks", nn::ModuleList()))
        , norm(register_module("norm", nn::LayerNorm(nn::LayerNormOptions({model.dModel}))))
        , head(register_module("head", nn::Linear(model.dModel, model.vocabSize)))
    {
        for (int layer = 0; layer < model.layers; ++layer)
            blocks->push_back(Block(model, dropout));
    }

    torch::Tensor forward(const torch::Tensor& tokens)
    {
        torch::Tensor x = token(tokens) + position(torch::arange(tokens.size(1)));
        for (const auto& block : *blocks)
            x = block->as<Block>()->forward(x);
        return head(norm(x));
    }

    nn::Embedding token, position;
    nn::ModuleList blocks;
    nn::LayerNorm norm;
    nn::Linear head;
};
TORCH_MODULE(Network);

/// The start of our own trainer, so that both can be compared on the same batch. All but the
/// embeddings are named as our tensors.
void copyStart(Network& network, const RunConfig& config, const std::vector<char32_t>& vocabulary)
{
    const torch::NoGradGuard noGradient;
    const Parameters start = toTorch(initialState(config, vocabulary).tensors, false);
    for (auto& parameter : network->named_parameters())
        if (const auto own = start.find(parameter.key()); own != start.end())
            parameter.value().copy_(own->second);
    network->token->weight.copy_(start.at("embedding.token"));
    network->position->weight.copy_(start.at("embedding.position"));
}

class PlainTraining {
public:
    PlainTraining(const RunConfig& config, const TrainingData& data, int threads)
        : m_config(config)
        , m_data(data)
        , m_threads(threads)
        , m_network(config.model, config.train.dropout)
        , m_optimiser(m_network->parameters(),
              torch::optim::AdamWOptions(config.train.learningRate)
                  .betas({config.train.beta1, config.train.beta2})
                  .weight_decay(config.train.weightDecay))
    {
        copyStart(m_network, config, data.text->vocabulary().characters());
    }

    double step()
    {
        setTorchThreads(m_threads);
        const TrainConfig& train = m_config.train;
        const std::int64_t T = m_config.model.context;
        const std::span<const std::uint16_t> ids = m_data.text->training();
        const auto starts
            = m_data.text->batch(train.seed, m_steps++, train.batch, m_config.model.context);
        torch::Tensor windows
            = torch::empty({static_cast<std::int64_t>(starts.size()), T + 1}, torch::kLong);
        for (std::size_t i = 0; i < starts.size(); ++i)
            std::copy_n(ids.begin() + starts[i], T + 1,
                windows.data_ptr<std::int64_t>() + static_cast<std::int64_t>(i) * (T + 1));
        m_optimiser.zero_grad();
        const torch::Tensor logits = m_network(windows.narrow(1, 0, T));
        const torch::Tensor loss = torch::nn::functional::cross_entropy(
            logits.view({-1, logits.size(2)}), windows.narrow(1, 1, T).reshape({-1}));
        loss.backward();
        if (train.clip > 0)
            torch::nn::utils::clip_grad_norm_(m_network->parameters(), train.clip);
        m_optimiser.step();
        return loss.item<double>();
    }

private:
    RunConfig m_config;
    TrainingData m_data;
    int m_threads;
    Network m_network;
    torch::optim::AdamW m_optimiser;
    std::int64_t m_steps = 0;
};

} // namespace

std::function<double()> makePlainTraining(
    const RunConfig& config, const TrainingData& data, int threads)
{
    validate(config);
    if (config.model.task != Task::Text || config.model.isSparse() || !data.text)
        throw Error("The reference of a training step is the dense text model: choose routing "
                    "dense and a text.");
    data.text->requireContext(config.model.context);
    setTorchThreads(threads);
    return [training = std::make_shared<PlainTraining>(config, data, threads)] {
        return training->step();
    };
}

} // namespace glowworm
