// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/kernels/weight_matrix.h"

#include "model/base/bfloat16.h"

#ifdef __linux__
#include <sys/mman.h>
#endif

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <new>

namespace glowworm {

namespace {

constexpr std::size_t kCacheLine = 64; // bytes
constexpr std::size_t kHugePage = std::size_t(2) << 20;
constexpr float kLargestInt8 = 127;

constexpr std::size_t roundUp(std::size_t value, std::size_t multiple)
{
    return (value + multiple - 1) / multiple * multiple;
}

std::int64_t strideFor(WeightFormat format, std::int64_t columns)
{
    const std::size_t perLine = kCacheLine / static_cast<std::size_t>(bytesPerWeight(format));
    return static_cast<std::int64_t>(roundUp(static_cast<std::size_t>(columns), perLine));
}

std::byte* allocate(std::size_t count)
{
    // Large arrays start on a huge page and fill whole ones: fewer address translations when rows
    // are read in any order.
    const std::size_t alignment = count >= kHugePage ? kHugePage : kCacheLine;
    const std::size_t bytes = roundUp(std::max<std::size_t>(count, 1), alignment);
    void* memory = std::aligned_alloc(alignment, bytes);
    if (!memory)
        throw std::bad_alloc();
#ifdef __linux__
    if (alignment == kHugePage)
        madvise(memory, bytes, MADV_HUGEPAGE); // a hint: a refusal costs speed only
#endif
    std::memset(memory, 0, bytes);
    return static_cast<std::byte*>(memory);
}

/// Rounds to whole numbers, ties to even, whatever the rounding mode of the thread.
std::int8_t nearestInt8(float value)
{
    const float below = std::floor(value), rest = value - below;
    const bool up = rest > 0.5F || (rest == 0.5F && std::fmod(below, 2.0F) != 0);
    return static_cast<std::int8_t>(
        std::clamp(below + (up ? 1.0F : 0.0F), -kLargestInt8, kLargestInt8));
}

} // namespace

std::string_view nameOf(WeightFormat format)
{
    static constexpr std::array<std::string_view, 3> names = {"fp32", "bf16", "int8"};
    return names[static_cast<std::size_t>(format)];
}

std::int64_t bytesPerWeight(WeightFormat format)
{
    static constexpr std::array<std::int64_t, 3> bytes = {4, 2, 1};
    return bytes[static_cast<std::size_t>(format)];
}

std::shared_ptr<std::byte> alignedBytes(std::size_t count)
{
    return {allocate(count), [](std::byte* memory) { std::free(memory); }};
}

AlignedFloats::AlignedFloats(std::size_t count)
    : m_data(reinterpret_cast<float*>(allocate(count * sizeof(float))))
    , m_size(count)
{
}

void AlignedFloats::Free::operator()(float* pointer) const { std::free(pointer); }

WeightRows WeightRows::from(std::int64_t first) const
{
    WeightRows rows = *this;
    rows.data = static_cast<const std::byte*>(data) + first * stride * bytesPerWeight(format);
    rows.scales = scales ? scales + first * scaleStride : nullptr;
    return rows;
}

WeightRows WeightRows::half(int part) const
{
    WeightRows rows = from(part);
    rows.stride *= 2;
    rows.scaleStride *= 2;
    return rows;
}

std::shared_ptr<std::byte> WeightBlock::take(std::size_t bytes)
{
    std::shared_ptr<std::byte> piece(m_bytes, m_bytes.get() + m_taken);
    m_taken += roundUp(bytes, kCacheLine);
    return piece;
}

std::size_t WeightMatrix::bytesFor(WeightFormat format, std::int64_t rows, std::int64_t columns)
{
    const std::int64_t weights = rows * strideFor(format, columns) * bytesPerWeight(format);
    const std::int64_t scales
        = format == WeightFormat::Int8 ? rows * static_cast<std::int64_t>(sizeof(float)) : 0;
    return roundUp(static_cast<std::size_t>(weights + scales), kCacheLine);
}

WeightMatrix::WeightMatrix(
    WeightFormat format, std::int64_t rows, std::int64_t columns, WeightBlock& block)
    : m_data(block.take(bytesFor(format, rows, columns)))
    , m_count(rows)
{
    m_rows.format = format;
    m_rows.data = m_data.get();
    m_rows.stride = strideFor(format, columns);
    if (format == WeightFormat::Int8) {
        m_scales = reinterpret_cast<float*>(m_data.get() + rows * m_rows.stride);
        m_rows.scales = m_scales;
        m_rows.scaleStride = 1;
    }
}

void WeightMatrix::setRow(std::int64_t row, std::span<const float> values)
{
    std::byte* target = m_data.get() + row * m_rows.stride * bytesPerWeight(m_rows.format);
    if (m_rows.format == WeightFormat::Fp32) {
        std::copy(values.begin(), values.end(), reinterpret_cast<float*>(target));
    } else if (m_rows.format == WeightFormat::Bf16) {
        std::transform(
            values.begin(), values.end(), reinterpret_cast<std::uint16_t*>(target), floatToBf16);
    } else {
        float largest = 0;
        for (const float value : values)
            largest = std::isfinite(value) ? std::max(largest, std::abs(value))
                                           : std::numeric_limits<float>::quiet_NaN();
        m_scales[row] = largest / kLargestInt8;
        const float factor = largest > 1e-30F ? kLargestInt8 / largest
                                              : 0; // NaN: 0, and the scale carries the damage on
        std::transform(values.begin(), values.end(), reinterpret_cast<std::int8_t*>(target),
            [factor](
                float value) { return factor > 0 ? nearestInt8(value * factor) : std::int8_t(0); });
    }
}

double weightAt(const WeightRows& rows, std::int64_t row, std::int64_t column)
{
    const std::int64_t at = row * rows.stride + column;
    switch (rows.format) {
    case WeightFormat::Bf16:
        return bf16ToFloat(static_cast<const std::uint16_t*>(rows.data)[at]);
    case WeightFormat::Int8:
        return static_cast<const std::int8_t*>(rows.data)[at]
            * static_cast<double>(rows.scales[row * rows.scaleStride]);
    case WeightFormat::Fp32:
        break;
    }
    return static_cast<const float*>(rows.data)[at];
}

} // namespace glowworm
