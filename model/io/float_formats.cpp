// SPDX-License-Identifier: GPL-3.0-or-later
// The number formats of weights: F32, F16 (IEEE 754 binary16) and BF16 (the upper half of F32); F64
// is read only.
#include "model/base/bfloat16.h"
#include "model/base/error.h"
#include "model/io/safetensors.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <functional>

namespace glowworm {
namespace {

float fromHalf(std::uint16_t half)
{
    const std::uint32_t sign = (half & 0x8000u) << 16;
    const std::uint32_t exponent = half >> 10 & 0x1F;
    const std::uint32_t mantissa = half & 0x3FF;
    if (exponent == 0) { // zero and subnormal: multiples of 2^-24, exact in F32
        const float value = static_cast<float>(mantissa) * 0x1p-24f;
        return sign ? -value : value;
    }
    const std::uint32_t wide = exponent == 31 ? 0x7F800000u : (exponent + 112) << 23;
    return std::bit_cast<float>(sign | wide | mantissa << 13);
}

std::uint16_t toHalf(float value)
{
    const std::uint32_t bits = std::bit_cast<std::uint32_t>(value);
    const std::uint32_t sign = bits >> 16 & 0x8000u, magnitude = bits & 0x7FFFFFFFu;
    std::uint32_t half = 0;
    if (magnitude > 0x7F800000u)
        half = 0x7E00; // NaN
    else if (magnitude >= 0x477FF000u)
        half = 0x7C00; // 65520 and above round to infinity
    else if (magnitude >= 0x38800000u)
        half = shiftToNearestEven(
            magnitude - 0x38000000u, 13); // a carry moves on into the exponent, as it should
    else if (magnitude >= 0x33000000u)    // 2^-25, half of the smallest subnormal
        half = shiftToNearestEven((magnitude & 0x7FFFFFu) | 0x800000u, 126 - (magnitude >> 23));
    return static_cast<std::uint16_t>(sign | half);
}

/// Calls use(value) for each value of one of the four types, as float or double.
template <class Use> void forEachValue(DType dtype, std::span<const std::byte> bytes, Use use)
{
    const auto each = [&]<class Stored>(Stored stored, auto convert) {
        for (std::size_t at = 0; at + sizeof stored <= bytes.size(); at += sizeof stored) {
            std::memcpy(&stored, bytes.data() + at, sizeof stored);
            use(convert(stored));
        }
    };
    switch (dtype) {
    case DType::F64:
        return each(double(), std::identity());
    case DType::F32:
        return each(float(), std::identity());
    case DType::F16:
        return each(std::uint16_t(), fromHalf);
    case DType::BF16:
        return each(std::uint16_t(), bf16ToFloat);
    default:
        return;
    }
}

template <class Convert>
void narrow(const std::vector<float>& values, std::vector<std::byte>& bytes, Convert convert)
{
    for (std::size_t i = 0; i < values.size(); ++i) {
        const std::uint16_t value = convert(values[i]);
        std::memcpy(bytes.data() + 2 * i, &value, 2);
    }
}

} // namespace

bool hasValues(DType dtype)
{
    return dtype == DType::F64 || dtype == DType::F32 || dtype == DType::F16
        || dtype == DType::BF16;
}

std::vector<float> toFloats(const RawTensor& tensor, const std::string& name)
{
    if (!hasValues(tensor.dtype))
        throw Error("Tensor \"" + printable(name) + "\" has the type "
            + std::string(nameOf(tensor.dtype)) + "; weights are F64, F32, F16 or BF16.");
    std::vector<float> values(tensor.bytes.size() / sizeOf(tensor.dtype));
    float* next = values.data();
    forEachValue(
        tensor.dtype, tensor.bytes, [&next](auto value) { *next++ = static_cast<float>(value); });
    return values;
}

void TensorStatistics::add(DType dtype, std::span<const std::byte> values)
{
    forEachValue(dtype, values, [this](auto found) {
        const double value = found;
        if (!std::isfinite(value)) {
            ++nonFinite;
            return;
        }
        low = finite == 0 ? value : std::min(low, value);
        high = finite == 0 ? value : std::max(high, value);
        sum += value;
        ++finite;
    });
}

RawTensor fromFloats(const Tensor& tensor, DType dtype)
{
    if (dtype != DType::F32 && dtype != DType::F16 && dtype != DType::BF16)
        throw Error("Weights can be written as F32, F16 or BF16, not as "
            + std::string(nameOf(dtype)) + ".");
    RawTensor raw{
        dtype, tensor.shape, std::vector<std::byte>(tensor.values.size() * sizeOf(dtype))};
    if (dtype == DType::F16)
        narrow(tensor.values, raw.bytes, toHalf);
    else if (dtype == DType::BF16)
        narrow(tensor.values, raw.bytes, floatToBf16);
    else if (!raw.bytes.empty())
        std::memcpy(raw.bytes.data(), tensor.values.data(), raw.bytes.size());
    return raw;
}

} // namespace glowworm
