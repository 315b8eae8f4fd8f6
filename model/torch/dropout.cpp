// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/torch/dropout.h"
#include "model/base/counter_random.h"
#include "model/kernels/training_kernels.h"
#include "model/torch/plain_operators.h"

#include <ATen/Parallel.h>

namespace glowworm {
namespace {

constexpr std::int64_t kGrain = 16384; // elements a task

struct CounterDropout : torch::autograd::Function<CounterDropout> {
    static torch::Tensor scaled(const torch::Tensor& x, double probability, std::uint64_t key)
    {
        const torch::Tensor in = x.contiguous();
        torch::Tensor out = torch::empty_like(in);
        dropoutScale(
            in.numel(), droppingOf(probability), key, in.data_ptr<float>(), out.data_ptr<float>());
        return out;
    }
    static torch::Tensor forward(torch::autograd::AutogradContext* context, const torch::Tensor& x,
        double probability, std::int64_t key)
    {
        context->saved_data["probability"] = probability;
        context->saved_data["key"] = key;
        return scaled(x, probability, static_cast<std::uint64_t>(key));
    }
    static torch::autograd::variable_list backward(
        torch::autograd::AutogradContext* context, torch::autograd::variable_list gradients)
    {
        const auto key = static_cast<std::uint64_t>(context->saved_data["key"].toInt());
        return {scaled(gradients[0], context->saved_data["probability"].toDouble(), key),
            torch::Tensor(), torch::Tensor()};
    }
};

} // namespace

torch::Tensor counterDropout(const torch::Tensor& x, double probability, std::uint64_t key)
{
    if (probability <= 0)
        return x;
    return x.is_cpu() ? CounterDropout::apply(x, probability, static_cast<std::int64_t>(key))
                      : plainDropout(x, probability, key);
}

torch::Tensor gumbelNoise(at::IntArrayRef shape, std::uint64_t key, const torch::Device& device)
{
    if (!device.is_cpu())
        return plainGumbelNoise(shape, key, device);
    auto noise = torch::empty(shape, torch::kFloat);
    float* out = noise.data_ptr<float>();
    at::parallel_for(0, noise.numel(), kGrain, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end; ++i) // 24 bits, never 0 or 1
            out[i]
                = (static_cast<float>(randomBits(key, static_cast<std::uint64_t>(i)) >> 41) + 0.5F)
                * 0x1p-23F;
    });
    return noise.log_().neg_().log_().neg_();
}

} // namespace glowworm
