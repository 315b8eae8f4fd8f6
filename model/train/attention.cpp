// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/attention.h"

#include "counter_random.h"
#include "engine/training_kernels.h"
#include "train/plain_operators.h"
#include "train/threads.h"

#include <algorithm>
#include <cmath>

namespace glowworm {
namespace {

using torch::Tensor;

constexpr std::int64_t kQueries = 128; // a block: its shares take 128 KB at 256 keys

/// 0 up to each query's own key, -infinity behind it. (kQueries, kQueries); a block uses its lower right corner's columns.
Tensor futureMask(std::int64_t queries, std::int64_t keys) { return torch::full({queries, keys}, -INFINITY).triu_(keys - queries + 1); }

struct Shape {
    std::int64_t texts, tokens, heads, width; // B, T, H, D / H
    double scale() const { return 1.0 / std::sqrt(static_cast<double>(width)); }
};

struct ShareDropout {
    double probability;
    std::uint64_t key;
};

/// One head of one text, and one of its blocks of queries [first, last), which see the keys [0, last).
struct Block {
    std::int64_t item, first, last;
};

/// (T, D / H) of part 0 queries, 1 keys, 2 values in qkv (B, T, 3 D); a view.
Tensor headOf(const Tensor& qkv, const Shape& shape, std::int64_t item, std::int64_t part)
{
    return qkv.select(0, item / shape.heads).narrow(1, (part * shape.heads + item % shape.heads) * shape.width, shape.width);
}

/// In fp32, whatever the queries' type.
Tensor sharesOf(const Tensor& queries, const Tensor& keys, const Tensor& mask, double scale)
{
    if (queries.scalar_type() == torch::kFloat)
        return torch::softmax(torch::addmm(mask, queries, keys.t(), 1, scale), 1);
    return torch::softmax(torch::mm(queries, keys.t()).to(torch::kFloat).mul_(scale).add_(mask), 1);
}

/// Drops elements of the block's shares, or of what belongs to them, in place; always the same ones.
void dropShares(Tensor& shares, const Shape& shape, const Block& block, const ShareDropout& dropout)
{
    if (dropout.probability <= 0)
        return;
    const Dropping dropping = droppingOf(dropout.probability);
    for (std::int64_t query = block.first; query < block.last; ++query) {
        float* row = shares.data_ptr<float>() + (query - block.first) * block.last;
        const auto rowNumber = static_cast<std::uint64_t>(block.item * shape.tokens + query);
        dropoutScale(query + 1, dropping, randomKey(dropout.key, rowNumber), row, row); // the rest of the row is 0
    }
}

/// Calls work(block, mask) for every block, heads shared out among the threads; the blocks of a head in order on one thread.
template <class Work> void forEachBlock(const Shape& shape, const Work& work)
{
    std::vector<Tensor> masks;
    for (std::int64_t first = 0; first < shape.tokens; first += kQueries) {
        const std::int64_t last = std::min(first + kQueries, shape.tokens);
        masks.push_back(futureMask(last - first, last));
    }
    const OneThreadPerMatrix guard;
    torchParallelFor()(shape.texts * shape.heads, [&](std::int64_t item) {
        const torch::NoGradGuard noGradient; // a thread of its own knows nothing of the caller's
        for (std::size_t i = 0; i < masks.size(); ++i) {
            const std::int64_t first = static_cast<std::int64_t>(i) * kQueries;
            work(Block{item, first, std::min(first + kQueries, shape.tokens)}, masks[i]);
        }
    });
}

struct CausalAttention : torch::autograd::Function<CausalAttention> {
    static Tensor forward(
        torch::autograd::AutogradContext* context, const Tensor& input, std::int64_t heads, double dropout, std::int64_t key)
    {
        const Tensor qkv = input.contiguous();
        const Shape shape{qkv.size(0), qkv.size(1), heads, qkv.size(2) / (3 * heads)};
        const ShareDropout dropping{dropout, static_cast<std::uint64_t>(key)};
        Tensor out = torch::empty({shape.texts, shape.tokens, heads * shape.width}, qkv.options());
        forEachBlock(shape, [&](const Block& block, const Tensor& mask) {
            const std::int64_t count = block.last - block.first;
            const Tensor queries = headOf(qkv, shape, block.item, 0).narrow(0, block.first, count);
            Tensor shares = sharesOf(queries, headOf(qkv, shape, block.item, 1).narrow(0, 0, block.last), mask, shape.scale());
            dropShares(shares, shape, block, dropping);
            headOf(out, shape, block.item, 0)
                .narrow(0, block.first, count)
                .copy_(torch::mm(shares.to(qkv.scalar_type()), headOf(qkv, shape, block.item, 2).narrow(0, 0, block.last)));
        });
        context->save_for_backward({qkv});
        context->saved_data["heads"] = heads;
        context->saved_data["dropout"] = dropout;
        context->saved_data["key"] = key;
        return out;
    }

    static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context, torch::autograd::variable_list gradients)
    {
        const Tensor qkv = context->get_saved_variables()[0], dOut = gradients[0].contiguous();
        const std::int64_t heads = context->saved_data["heads"].toInt();
        const Shape shape{qkv.size(0), qkv.size(1), heads, qkv.size(2) / (3 * heads)};
        const ShareDropout dropping{
            context->saved_data["dropout"].toDouble(), static_cast<std::uint64_t>(context->saved_data["key"].toInt())};
        const auto type = qkv.scalar_type();
        Tensor dQkv = torch::zeros(qkv.sizes()); // fp32: keys and values gather from several blocks
        forEachBlock(shape, [&](const Block& block, const Tensor& mask) {
            const std::int64_t count = block.last - block.first;
            const auto seen
                = [&](const Tensor& tensor, std::int64_t part) { return headOf(tensor, shape, block.item, part).narrow(0, 0, block.last); };
            const Tensor queries = headOf(qkv, shape, block.item, 0).narrow(0, block.first, count);
            const Tensor dMixed = headOf(dOut, shape, block.item, 0).narrow(0, block.first, count);
            const Tensor shares = sharesOf(queries, seen(qkv, 1), mask, shape.scale());
            Tensor dShares = torch::mm(dMixed, seen(qkv, 2).t()).to(torch::kFloat);
            dropShares(dShares, shape, block, dropping);
            const Tensor dScores = torch::_softmax_backward_data(dShares, shares, 1, torch::kFloat).to(type);
            Tensor kept = dropping.probability > 0 ? shares.clone() : shares;
            dropShares(kept, shape, block, dropping);
            seen(dQkv, 2).add_(torch::mm(kept.to(type).t(), dMixed));
            headOf(dQkv, shape, block.item, 0).narrow(0, block.first, count).add_(torch::mm(dScores, seen(qkv, 1)), shape.scale());
            seen(dQkv, 1).add_(torch::mm(dScores.t(), queries), shape.scale());
        });
        return {dQkv.to(type), Tensor(), Tensor(), Tensor()};
    }
};

} // namespace

Tensor causalAttention(const Tensor& qkv, std::int64_t heads, double dropout, std::uint64_t dropoutKey)
{
    if (!qkv.is_cpu())
        return plainCausalAttention(qkv, heads, dropout, dropoutKey);
    return CausalAttention::apply(qkv, heads, dropout, static_cast<std::int64_t>(dropoutKey));
}

} // namespace glowworm
