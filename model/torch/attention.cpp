// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/torch/attention.h"

#include "model/kernels/attention_probabilities.h"
#include "model/torch/plain_operators.h"
#include "model/torch/threads.h"

#include <cmath>

namespace glowworm {
namespace {

struct Shape {
    std::int64_t texts, tokens, heads, width; // B, T, H, D / H
    double scale() const { return 1.0 / std::sqrt(static_cast<double>(width)); }
};

/// (T, D / H) of part 0 queries, 1 keys, 2 values in qkv (B, T, 3 D); a view.
torch::Tensor headOf(
    const torch::Tensor& qkv, const Shape& shape, std::int64_t item, std::int64_t part)
{
    return qkv.select(0, item / shape.heads)
        .narrow(1, (part * shape.heads + item % shape.heads) * shape.width, shape.width);
}

template <class Number> Number* numbersOf(const torch::Tensor& tensor)
{
    return static_cast<Number*>(tensor.data_ptr());
}

/// Calls use(Number()) with the type in which the tensor's elements are stored.
template <class Use> void withNumber(const torch::Tensor& tensor, Use use)
{
    if (tensor.scalar_type() == torch::kFloat)
        use(float());
    else
        use(std::uint16_t());
}

ProbabilityShape probabilitiesOf(
    const Shape& shape, std::int64_t item, double dropout, std::int64_t key)
{
    return {shape.tokens, static_cast<float>(shape.scale()), droppingOf(dropout),
        static_cast<std::uint64_t>(key), static_cast<std::uint64_t>(item * shape.tokens)};
}

/// Calls work(item) for every head of every text, shared out among the threads.
template <class Work> void forEachHead(const Shape& shape, const Work& work)
{
    const OneThreadPerMatrix guard;
    torchParallelFor()(shape.texts * shape.heads, [&](std::int64_t item) {
        const torch::NoGradGuard noGradient; // a thread of its own knows nothing of the caller's
        work(item);
    });
}

struct CausalAttention : torch::autograd::Function<CausalAttention> {
    static torch::Tensor forward(torch::autograd::AutogradContext* context,
        const torch::Tensor& input, std::int64_t heads, double dropout, std::int64_t key)
    {
        const torch::Tensor qkv = input.contiguous();
        const Shape shape{qkv.size(0), qkv.size(1), heads, qkv.size(2) / (3 * heads)};
        torch::Tensor out
            = torch::empty({shape.texts, shape.tokens, heads * shape.width}, qkv.options());
        forEachHead(shape, [&](std::int64_t item) {
            const torch::Tensor probabilities
                = torch::mm(headOf(qkv, shape, item, 0), headOf(qkv, shape, item, 1).t());
            withNumber(probabilities, [&](auto number) { // scores -> probabilities, in place
                attentionProbabilities(probabilitiesOf(shape, item, dropout, key),
                    numbersOf<decltype(number)>(probabilities));
            });
            headOf(out, shape, item, 0)
                .copy_(torch::mm(probabilities, headOf(qkv, shape, item, 2)));
        });
        context->save_for_backward({qkv});
        context->saved_data["heads"] = heads;
        context->saved_data["dropout"] = dropout;
        context->saved_data["key"] = key;
        return out;
    }

    static torch::autograd::variable_list backward(
        torch::autograd::AutogradContext* context, torch::autograd::variable_list gradients)
    {
        const torch::Tensor qkv = context->get_saved_variables()[0],
                            dOut = gradients[0].contiguous();
        const std::int64_t heads = context->saved_data["heads"].toInt(),
                           key = context->saved_data["key"].toInt();
        const double dropout = context->saved_data["dropout"].toDouble();
        const Shape shape{qkv.size(0), qkv.size(1), heads, qkv.size(2) / (3 * heads)};
        torch::Tensor dQkv = torch::empty_like(qkv);
        forEachHead(shape, [&](std::int64_t item) {
            const torch::Tensor queries = headOf(qkv, shape, item, 0),
                                keys = headOf(qkv, shape, item, 1),
                                dMixed = headOf(dOut, shape, item, 0);
            const torch::Tensor probabilities = torch::mm(queries, keys.t()),
                                dScores = torch::mm(dMixed, headOf(qkv, shape, item, 2).t());
            // Scores -> probabilities, and the gradient of the probabilities -> that of the
            // scores, in place.
            withNumber(probabilities, [&](auto number) {
                attentionProbabilitiesBackward(probabilitiesOf(shape, item, dropout, key),
                    numbersOf<decltype(number)>(probabilities),
                    numbersOf<decltype(number)>(dScores));
            });
            headOf(dQkv, shape, item, 0).copy_(torch::mm(dScores, keys));
            headOf(dQkv, shape, item, 1).copy_(torch::mm(dScores.t(), queries));
            headOf(dQkv, shape, item, 2).copy_(torch::mm(probabilities.t(), dMixed));
        });
        return {dQkv, torch::Tensor(), torch::Tensor(), torch::Tensor()};
    }
};

} // namespace

torch::Tensor causalAttention(
    const torch::Tensor& qkv, std::int64_t heads, double dropout, std::uint64_t dropoutKey)
{
    if (!qkv.is_cpu())
        return plainCausalAttention(qkv, heads, dropout, dropoutKey);
    return CausalAttention::apply(qkv, heads, dropout, static_cast<std::int64_t>(dropoutKey));
}

} // namespace glowworm
