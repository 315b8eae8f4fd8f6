// SPDX-License-Identifier: GPL-3.0-or-later
// Model files as another program writes them. Tests only.
#pragma once

#include "model/io/checkpoint.h"
#include "support/file_bytes.h"

namespace glowworm::test {

/// "name" of `type` in `shape`, in the file's next bytes.
inline std::string entry(const std::string& name, const std::string& type, const Shape& shape,
    std::size_t begin, std::size_t end)
{
    std::string sizes;
    for (std::int64_t size : shape)
        sizes += (sizes.empty() ? "" : ",") + std::to_string(size);
    return "\"" + name + "\":{\"dtype\":\"" + type + "\",\"shape\":[" + sizes
        + "],\"data_offsets\":[" + std::to_string(begin) + "," + std::to_string(end) + "]}";
}

template <class Number> std::string bytesOf(const std::vector<Number>& values)
{
    return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(Number)};
}

/// A model as a program without any knowledge of Glowworm writes it: unaligned, in the reverse
/// order of names, its characters first. `metadata` is a field of the header, or "".
inline std::string foreignBytes(const ModelState& model, DType dtype = DType::F32,
    const std::string& metadata = {}, DType letters = DType::I64)
{
    std::string header = metadata, data;
    const auto add
        = [&](const std::string& name, DType type, const Shape& shape, const std::string& bytes) {
              header += (header.empty() ? "" : ",")
                  + entry(name, std::string(nameOf(type)), shape, data.size(),
                      data.size() + bytes.size());
              data += bytes;
          };
    if (!model.vocabulary.empty()) {
        std::string bytes;
        for (char32_t letter : model.vocabulary)
            bytes += littleEndian64(letter).substr(0, sizeOf(letters));
        add("vocab", letters, {static_cast<std::int64_t>(model.vocabulary.size())}, bytes);
    }
    for (auto named = model.tensors.rbegin(); named != model.tensors.rend(); ++named) {
        const auto& [name, tensor] = *named;
        add(name, dtype, tensor.shape,
            dtype == DType::F64
                ? bytesOf(std::vector<double>(tensor.values.begin(), tensor.values.end()))
                : bytesOf(fromFloats(tensor, dtype).bytes));
    }
    return safetensorsBytes("{" + header + "}", data);
}

/// The network of the preset quick-sparse, three characters.
inline ModelState quickModel()
{
    RunConfig config = preset("quick-sparse").config;
    config.model.vocabSize = 3;
    return initialState(config, {U'\n', U'a', U'\u00E9'});
}

} // namespace glowworm::test
