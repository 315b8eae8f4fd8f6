// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/torch/torch_model.h"
#include "model/torch/networks.h"
#include "model/torch/threads.h"

#include "model/base/error.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace glowworm {
namespace {

std::vector<float> toVector(const torch::Tensor& tensor)
{
    const torch::Tensor values = tensor.contiguous();
    const float* data = values.data_ptr<float>();
    return {data, data + values.numel()};
}

class PlainModel final : public TorchModel {
public:
    PlainModel(const ModelState& model, int threads)
        : m_config(model.config)
        , m_parameters(toTorch(model.tensors, false))
        , m_threads(threads)
    {
    }

    std::vector<float> logits(std::span<const int> tokens) override
    {
        const torch::InferenceMode inference;
        setTorchThreads(m_threads);
        return toVector(languageLogits(context(), window(tokens)));
    }

    std::vector<float> scores(std::span<const float> pixels) override
    {
        const torch::InferenceMode inference;
        setTorchThreads(m_threads);
        torch::Tensor input
            = torch::empty({static_cast<std::int64_t>(pixels.size()) / kDigitPixels, kDigitPixels});
        std::memcpy(input.data_ptr<float>(), pixels.data(), pixels.size_bytes());
        return toVector(digitScores(context(), input));
    }

    void truncate(int length) override { m_length = std::clamp<std::int64_t>(length, 0, m_length); }
    std::vector<float> decode(std::span<const int> tokens) override;

private:
    ForwardContext context() const
    {
        return {.config = m_config, .parameters = m_parameters, .path = SparsePath::Gather};
    }

    torch::Tensor window(std::span<const int> tokens) const
    {
        if (tokens.empty() || static_cast<int>(tokens.size()) > m_config.context)
            throw Error("A window holds 1 to " + std::to_string(m_config.context)
                + " characters, not " + std::to_string(tokens.size()) + ".");
        torch::Tensor ids
            = torch::empty({1, static_cast<std::int64_t>(tokens.size())}, torch::kLong);
        std::copy(tokens.begin(), tokens.end(), ids.data_ptr<std::int64_t>());
        return ids;
    }

    torch::Tensor cachedAttention(int layer, const torch::Tensor& x);

    ModelConfig m_config;
    Parameters m_parameters;
    int m_threads;
    std::int64_t m_length = 0;
    std::vector<torch::Tensor> m_keys, m_values; // (B, H, T, D / H) a layer
};

/// x (B, D) -> (B, D); the keys and values of these tokens are appended to the cache.
torch::Tensor PlainModel::cachedAttention(int layer, const torch::Tensor& x)
{
    const std::string prefix = layerPrefix(m_config, layer) + "attention.";
    const std::int64_t B = x.size(0), H = m_config.heads, width = m_config.dModel / H;
    const auto heads = [&](const char* name) {
        return torch::linear(x, m_parameters.at(prefix + name + ".weight")).view({B, H, 1, width});
    };
    m_keys[layer].narrow(2, m_length, 1).copy_(heads("key"));
    m_values[layer].narrow(2, m_length, 1).copy_(heads("value"));
    const torch::Tensor keys = m_keys[layer].narrow(2, 0, m_length + 1),
                        values = m_values[layer].narrow(2, 0, m_length + 1);
    const torch::Tensor probabilities
        = torch::softmax(torch::matmul(heads("query"), keys.transpose(2, 3))
                * (1.0 / std::sqrt(static_cast<double>(width))),
            3);
    return torch::linear(torch::matmul(probabilities, values).view({B, -1}),
        m_parameters.at(prefix + "output.weight"), m_parameters.at(prefix + "output.bias"));
}

std::vector<float> PlainModel::decode(std::span<const int> tokens)
{
    const torch::InferenceMode inference;
    setTorchThreads(m_threads);
    const auto B = static_cast<std::int64_t>(tokens.size());
    if (m_length >= m_config.context)
        throw Error("The context of " + std::to_string(m_config.context) + " characters is full.");
    if (m_length == 0 && (m_keys.empty() || m_keys.front().size(0) != B)) {
        m_keys.clear();
        m_values.clear();
        for (int layer = 0; layer < m_config.layers; ++layer)
            for (auto* cache : {&m_keys, &m_values})
                cache->push_back(torch::zeros(
                    {B, m_config.heads, m_config.context, m_config.dModel / m_config.heads}));
    }
    if (m_keys.front().size(0) != B)
        throw Error("The cache holds " + std::to_string(m_keys.front().size(0)) + " texts, not "
            + std::to_string(B) + ".");
    const ForwardContext gathering = context();
    torch::Tensor ids = torch::empty({B}, torch::kLong);
    std::copy(tokens.begin(), tokens.end(), ids.data_ptr<std::int64_t>());
    torch::Tensor x = m_parameters.at("embedding.token").index_select(0, ids)
        + m_parameters.at("embedding.position").narrow(0, m_length, 1);
    for (int layer = 0; layer < m_config.layers; ++layer) {
        const std::string prefix = layerPrefix(m_config, layer);
        x = x + cachedAttention(layer, layerNorm(gathering, prefix + "attention_norm", x));
        x = x + feedForward(gathering, layer, layerNorm(gathering, prefix + "ff_norm", x));
    }
    ++m_length;
    return toVector(torch::linear(layerNorm(gathering, "norm", x), m_parameters.at("head.weight"),
        m_parameters.at("head.bias")));
}

class PlainFeedForward final : public TorchFeedForward {
public:
    PlainFeedForward(
        const ModelConfig& config, const Tensors& tensors, const std::string& prefix, int threads)
        : m_config(config)
        , m_threads(threads)
    {
        const std::string first = layerPrefix(config, 0); // the forward pass asks for layer 0
        for (auto& [name, tensor] : toTorch(tensors, false))
            if (name.compare(0, prefix.size() + 3, prefix + "ff.") == 0)
                m_parameters.emplace(first + name.substr(prefix.size()), tensor);
    }

    void setInput(std::span<const float> x) override
    {
        m_input = torch::empty(
            {static_cast<std::int64_t>(x.size()) / m_config.dModel, m_config.dModel});
        std::memcpy(m_input.data_ptr<float>(), x.data(), x.size_bytes());
        setTorchThreads(m_threads);
    }

    void run() override
    {
        const torch::InferenceMode inference;
        m_output = feedForward(
            {.config = m_config, .parameters = m_parameters, .path = SparsePath::Gather}, 0,
            m_input);
    }

    std::vector<float> output() const override { return toVector(m_output); }

private:
    ModelConfig m_config;
    Parameters m_parameters;
    int m_threads;
    torch::Tensor m_input, m_output;
};

} // namespace

std::unique_ptr<TorchModel> makeTorchModel(const ModelState& model, int threads)
{
    checkTensors(model.config, model.tensors);
    return std::make_unique<PlainModel>(model, threads);
}

std::unique_ptr<TorchFeedForward> makeTorchFeedForward(
    const ModelConfig& config, const Tensors& tensors, const std::string& prefix, int threads)
{
    return std::make_unique<PlainFeedForward>(config, tensors, prefix, threads);
}

} // namespace glowworm
