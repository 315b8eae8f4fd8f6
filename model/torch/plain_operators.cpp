// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/torch/plain_operators.h"

#include "model/base/counter_random.h"

#include <cmath>

namespace glowworm {
namespace {

constexpr std::int64_t kLow32 = 0xFFFFFFFF;

std::int64_t bitsOf(std::uint64_t value) { return static_cast<std::int64_t>(value); }

/// LibTorch has no unsigned 64 bits: products and sums wrap the same way, a shift to the right must
/// not copy the sign.
torch::Tensor shiftRight(const torch::Tensor& z, int bits)
{
    return torch::bitwise_right_shift(z, bits).bitwise_and((std::int64_t{1} << (64 - bits)) - 1);
}

/// mix64 of each element, kLong.
torch::Tensor mix(const torch::Tensor& value)
{
    torch::Tensor z = value + bitsOf(0x9e3779b97f4a7c15ULL);
    z = z.bitwise_xor(shiftRight(z, 30)) * bitsOf(0xbf58476d1ce4e5b9ULL);
    z = z.bitwise_xor(shiftRight(z, 27)) * bitsOf(0x94d049bb133111ebULL);
    return z.bitwise_xor(shiftRight(z, 31));
}

/// The 32-bit finaliser of dropoutScale, on numbers below 2^32 in kLong.
torch::Tensor mix32(const torch::Tensor& value)
{
    torch::Tensor h = value.bitwise_xor(shiftRight(value, 16)) * std::int64_t{0x7feb352d};
    h.bitwise_and_(kLow32);
    h = h.bitwise_xor(shiftRight(h, 15)) * std::int64_t{0x846ca68b};
    h.bitwise_and_(kLow32);
    return h.bitwise_xor(shiftRight(h, 16));
}

torch::TensorOptions whole(const torch::Device& device)
{
    return torch::TensorOptions().dtype(torch::kLong).device(device);
}

/// randomKey(key, i) for i in [0, count): (count) kLong.
torch::Tensor rowKeys(std::uint64_t key, std::int64_t count, const torch::Device& device)
{
    return mix(mix(mix(torch::arange(count, whole(device)).bitwise_xor(bitsOf(mix64(key))))));
}

/// The factors of dropout, 0 or `keep`, for as many rows of `columns` elements as there are keys:
/// (n, columns). keys (n) kLong, each the `key` of one call of dropoutScale.
torch::Tensor dropoutFactors(
    const torch::Tensor& keys, std::int64_t columns, const Dropping& dropping)
{
    const torch::Tensor element = torch::arange(columns, whole(keys.device())),
                        place = element.bitwise_and(31);
    const torch::Tensor number
        = (torch::bitwise_right_shift(element, 5) * 16 + place.bitwise_and(15)).unsqueeze(0);
    const torch::Tensor key0 = keys.bitwise_and(kLow32).unsqueeze(1),
                        key1 = shiftRight(keys, 32).unsqueeze(1);
    const torch::Tensor bits = mix32((mix32(number.bitwise_xor(key0)) + key1).bitwise_and(kLow32));
    const torch::Tensor chance
        = torch::where(place.unsqueeze(0) < 16, bits.bitwise_and(0xFFFF), shiftRight(bits, 16));
    return (chance >= static_cast<std::int64_t>(dropping.threshold)).to(torch::kFloat)
        * dropping.keep;
}

} // namespace

torch::Tensor plainDropout(const torch::Tensor& x, double probability, std::uint64_t key)
{
    const torch::Tensor keys = torch::full({1}, bitsOf(key), whole(x.device()));
    return x * dropoutFactors(keys, x.numel(), droppingOf(probability)).view(x.sizes());
}

torch::Tensor plainGumbelNoise(
    at::IntArrayRef shape, std::uint64_t key, const torch::Device& device)
{
    const std::int64_t count = c10::multiply_integers(shape);
    const torch::Tensor bits
        = mix(torch::arange(count, whole(device)) * bitsOf(0xd1342543de82ef95ULL)
            + bitsOf(key)); // randomBits
    const torch::Tensor uniform = (shiftRight(bits, 41).to(torch::kFloat) + 0.5) * 0x1p-23;
    return uniform.log_().neg_().log_().neg_().view(shape);
}

torch::Tensor plainCausalAttention(
    const torch::Tensor& qkv, std::int64_t heads, double dropout, std::uint64_t dropoutKey)
{
    const std::int64_t B = qkv.size(0), T = qkv.size(1), D = qkv.size(2) / 3;
    const auto parts = qkv.view({B, T, 3, heads, D / heads})
                           .permute({2, 0, 3, 1, 4})
                           .unbind(0); // (B, H, T, D / H) each
    const torch::Tensor future
        = torch::full({T, T}, -INFINITY, qkv.options().dtype(torch::kFloat)).triu(1);
    const double scale = 1.0 / std::sqrt(static_cast<double>(D / heads));
    torch::Tensor probabilities = torch::softmax(
        torch::matmul(parts[0], parts[1].transpose(2, 3)).to(torch::kFloat) * scale + future, 3);
    if (dropout > 0)
        probabilities = probabilities
            * dropoutFactors(
                rowKeys(dropoutKey, B * heads * T, qkv.device()), T, droppingOf(dropout))
                  .view(probabilities.sizes());
    return torch::matmul(probabilities.to(qkv.scalar_type()), parts[2])
        .transpose(1, 2)
        .reshape({B, T, D});
}

torch::Tensor plainSoftmaxGate(const torch::Tensor& z, const torch::Tensor& winners, double scale)
{
    return torch::softmax(z, 2).view({z.size(0), -1}).gather(1, winners) * scale;
}

void plainAdamW(const AdamWFactors& factors, const torch::Tensor& gradient, torch::Tensor& weight,
    torch::Tensor& first, torch::Tensor& second)
{
    const torch::NoGradGuard noGradient;
    const torch::Tensor g = gradient * factors.scale;
    first.mul_(factors.beta1).add_(g, 1 - factors.beta1);
    second.mul_(factors.beta2).addcmul_(g, g, 1 - factors.beta2);
    weight.mul_(factors.decay)
        .addcdiv_(first, (second.sqrt() * factors.root).add_(factors.epsilon), -factors.rate);
}

} // namespace glowworm
