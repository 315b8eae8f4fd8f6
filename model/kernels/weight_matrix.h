// SPDX-License-Identifier: GPL-3.0-or-later
// Weight matrices in the formats the kernels read: fp32, bf16, or int8 with one scale a row. All
// matrices of a layer lie in one aligned block. Activations, biases, norms and embeddings stay
// fp32. Immutable once packed.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

namespace glowworm {

enum class WeightFormat { Fp32, Bf16, Int8 };
inline constexpr std::array kWeightFormats{
    WeightFormat::Fp32, WeightFormat::Bf16, WeightFormat::Int8};
std::string_view nameOf(WeightFormat format);     // "fp32", "bf16", "int8"
std::int64_t bytesPerWeight(WeightFormat format); // 4, 2, 1; the scales of int8 rows come on top

/// Zeroed bytes that start at a cache line; large ones at a huge page, where the system gives one.
std::shared_ptr<std::byte> alignedBytes(std::size_t count);

/// Floats that start at a cache line and are 0 at first, with zeros up to the end of the last line.
class AlignedFloats {
public:
    AlignedFloats() = default;
    explicit AlignedFloats(std::size_t count);
    float* data() { return m_data.get(); }
    const float* data() const { return m_data.get(); }
    std::size_t size() const { return m_size; }
    std::span<const float> span() const { return {m_data.get(), m_size}; }
    std::span<float> span() { return {m_data.get(), m_size}; }

private:
    struct Free {
        void operator()(float* pointer) const;
    };
    std::unique_ptr<float[], Free> m_data;
    std::size_t m_size = 0;
};

/// Rows of weights as a kernel reads them; row i starts `i * stride` elements behind data, and
/// scales[i * scaleStride] is its scale.
struct WeightRows {
    WeightFormat format = WeightFormat::Fp32;
    const void* data = nullptr;
    std::int64_t stride = 0;       // elements
    const float* scales = nullptr; // Int8 only
    std::int64_t scaleStride = 0;

    WeightRows() = default;
    WeightRows(const float* floats, std::int64_t rowStride)
        : data(floats)
        , stride(rowStride)
    {
    }
    /// The rows from row `first` on.
    WeightRows from(std::int64_t first) const;
    /// Every second row, beginning with `part` (0 or 1).
    WeightRows half(int part) const;
};

/// Weight `column` of row `row`, its scale included.
double weightAt(const WeightRows& rows, std::int64_t row, std::int64_t column);

/// One aligned block of memory that the matrices of a layer share.
class WeightBlock {
public:
    explicit WeightBlock(std::size_t bytes)
        : m_bytes(alignedBytes(bytes))
    {
    }
    /// The next `bytes` of the block, at a cache line; the block lives as long as any of its
    /// pieces.
    std::shared_ptr<std::byte> take(std::size_t bytes);

private:
    std::shared_ptr<std::byte> m_bytes;
    std::size_t m_taken = 0;
};

class WeightMatrix {
public:
    WeightMatrix() = default;
    WeightMatrix(WeightFormat format, std::int64_t rows, std::int64_t columns, WeightBlock& block);
    /// What a matrix takes of its block.
    static std::size_t bytesFor(WeightFormat format, std::int64_t rows, std::int64_t columns);

    /// Rounds to nearest, ties to even; an int8 row is scaled so that its largest magnitude becomes
    /// 127. Values behind the given ones are 0. A row with a value that is not finite gives results
    /// that are not finite.
    void setRow(std::int64_t row, std::span<const float> values);

    WeightRows rows() const { return m_rows; }
    std::int64_t rowCount() const { return m_count; }
    std::int64_t stride() const { return m_rows.stride; }
    std::int64_t bytes() const
    {
        return static_cast<std::int64_t>(bytesFor(m_rows.format, m_count, m_rows.stride));
    }

private:
    std::shared_ptr<std::byte> m_data;
    float* m_scales = nullptr;
    WeightRows m_rows;
    std::int64_t m_count = 0;
};

} // namespace glowworm
