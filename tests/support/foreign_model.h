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

/// A model as another program writes it: no metadata, weights as F32 or F64, characters as I64.
inline std::string foreignBytes(const ModelState& model, bool wide = false)
{
    std::string header, data;
    const auto add = [&](const std::string& name, const char* type, const Shape& shape,
                         const std::string& bytes) {
        header += (header.empty() ? "" : ",")
            + entry(name, type, shape, data.size(), data.size() + bytes.size());
        data += bytes;
    };
    if (!model.vocabulary.empty())
        add("vocab", "I64", {static_cast<std::int64_t>(model.vocabulary.size())},
            bytesOf(std::vector<std::int64_t>(model.vocabulary.begin(), model.vocabulary.end())));
    for (const auto& [name, tensor] : model.tensors)
        add(name, wide ? "F64" : "F32", tensor.shape,
            wide ? bytesOf(std::vector<double>(tensor.values.begin(), tensor.values.end()))
                 : bytesOf(std::vector<float>(tensor.values.begin(), tensor.values.end())));
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
