// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/neurons/activity_file.h"

#include "model/base/error.h"
#include "model/base/numbers.h"
#include "model/data/data_folder.h"
#include "model/io/folders.h"
#include "model/io/safetensors.h"
#include "model/io/sha256.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <map>
#include <span>
#include <utility>
#include <vector>

namespace glowworm {
namespace {

using Metadata = std::map<std::string, std::string>;
using Counts = NeuronActivity::Counts;

constexpr std::string_view kFormat = "1";
const std::string kSeen = "glowworm.seen";

/// A table of the file. rows: (L, F); else a list, of which each neuron has some.
struct Table {
    const char* name;
    DType dtype;
    bool isGrid;
};
constexpr Table kFired{"fired", DType::I64, true}, kPlaces{"strongest.count", DType::U16, true},
    kValues{"strongest.value", DType::F32, false}, kWhere{"strongest.where", DType::U32, false},
    kRivals{"rivals.count", DType::U16, true}, kRival{"rivals.neuron", DType::U16, false},
    kTimes{"rivals.times", DType::U32, false};
constexpr std::array kTables{&kFired, &kPlaces, &kValues, &kWhere, &kRivals, &kRival, &kTimes};

Metadata metadataOf(const ActivityKey& key)
{
    return {{"glowworm.kind", "neurons"}, {"glowworm.format", std::string(kFormat)},
        {"glowworm.model", key.model}, {"glowworm.corpus", key.corpus},
        {"glowworm.weights", std::string(nameOf(key.format))}};
}

template <class T> RawTensor rawOf(const Table& table, Shape shape, const std::vector<T>& values)
{
    const auto bytes = std::as_bytes(std::span(values));
    return {table.dtype, std::move(shape), {bytes.begin(), bytes.end()}};
}

template <class T> std::vector<T> valuesOf(const SafetensorsFile& file, const Table& table)
{
    const RawTensor& raw = file.tensors.at(table.name);
    std::vector<T> values(raw.bytes.size() / sizeof(T));
    if (!values.empty())
        std::memcpy(values.data(), raw.bytes.data(), raw.bytes.size());
    return values;
}

/// Lists of all neurons, one behind the other, and how long each is.
template <class Item, class Member>
void flatten(const std::vector<std::vector<Item>>& lists, std::vector<std::uint16_t>& counts,
    std::vector<Member>& values, Member Item::*member)
{
    counts.clear();
    for (const std::vector<Item>& list : lists) {
        counts.push_back(static_cast<std::uint16_t>(list.size()));
        for (const Item& item : list)
            values.push_back(item.*member);
    }
}

template <class Item, class First, class Second>
std::vector<std::vector<Item>> unflatten(const std::vector<std::uint16_t>& counts,
    const std::vector<First>& first, const std::vector<Second>& second)
{
    std::vector<std::vector<Item>> lists;
    std::size_t at = 0;
    for (const std::uint16_t count : counts) {
        if (at + count > std::min(first.size(), second.size()))
            throw Error("a list is shorter than its neurons say");
        std::vector<Item>& list = lists.emplace_back();
        for (const std::size_t end = at + count; at < end; ++at)
            list.push_back({first[at], second[at]});
    }
    if (at != first.size() || at != second.size())
        throw Error("a list is longer than its neurons say");
    return lists;
}

/// Before anything but the header is read. Throws Error, a clause.
void requireTables(const SafetensorsHeader& header, const ActivityKey& key, const NeuronGrid& grid)
{
    const auto valueOf = [&](const std::string& name) {
        const auto found = header.metadata.find(name);
        return found == header.metadata.end() ? std::string() : found->second;
    };
    for (const auto& [name, value] : metadataOf(key))
        if (valueOf(name) != value)
            throw Error("its \"" + name + "\" is " + printable(valueOf(name), 80) + ", not "
                + printable(value, 80));
    const Shape all{grid.layers, grid.neurons()};
    if (header.tensors.size() != kTables.size())
        throw Error("it has " + counted(static_cast<std::int64_t>(header.tensors.size()), "table")
            + ", not " + std::to_string(kTables.size()));
    for (const Table* table : kTables) {
        const auto found = std::ranges::find(header.tensors, table->name, &TensorEntry::name);
        if (found == header.tensors.end() || found->dtype != table->dtype)
            throw Error("the table \"" + std::string(table->name)
                + "\" is missing or of another "
                  "type");
        const std::int64_t most = elementCount(all)
            * std::max<std::int64_t>(grid.groupSize, NeuronActivity::kStrongest);
        if (table->isGrid ? found->shape != all
                          : found->shape.size() != 1 || found->shape.front() > most)
            throw Error("the table \"" + std::string(table->name) + "\" has the shape "
                + shown(found->shape) + ", which is not that of this model's neurons");
    }
}

std::int64_t seenOf(const SafetensorsFile& file)
{
    const auto found = file.metadata.find(kSeen);
    const auto seen
        = found == file.metadata.end() ? std::nullopt : numberFrom<std::int64_t>(found->second);
    if (!seen)
        throw Error("it does not say how many tokens were read");
    return *seen;
}

NeuronActivity activityFrom(
    const SafetensorsFile& file, const NeuronGrid& grid, bool isSparse, std::int64_t size)
{
    Counts counts;
    counts.seen = seenOf(file);
    counts.fired = valuesOf<std::int64_t>(file, kFired);
    counts.strongest = unflatten<NeuronActivity::Place>(valuesOf<std::uint16_t>(file, kPlaces),
        valuesOf<float>(file, kValues), valuesOf<std::uint32_t>(file, kWhere));
    counts.rivals = unflatten<NeuronActivity::Rival>(valuesOf<std::uint16_t>(file, kRivals),
        valuesOf<std::uint16_t>(file, kRival), valuesOf<std::uint32_t>(file, kTimes));
    for (const auto& places : counts.strongest)
        for (const NeuronActivity::Place& place : places)
            if (static_cast<std::int64_t>(place.where) >= size)
                throw Error("a place lies behind the end of what was read");
    if (counts.seen > size)
        throw Error("more was read than there is");
    return {grid, isSparse, std::move(counts)};
}

} // namespace

std::filesystem::path ActivityKey::file() const
{
    if (model.empty() || corpus.empty())
        return {};
    const std::string whole = model + "\n" + corpus + "\n" + std::string(nameOf(format));
    constexpr std::size_t kDigits = 16;
    return cacheFolder() / "neurons"
        / (sha256Hex(std::as_bytes(std::span(whole))).substr(0, kDigits) + ".safetensors");
}

void keepActivity(
    const std::filesystem::path& file, const ActivityKey& key, const NeuronActivity& activity)
{
    makeFolders(file.parent_path(), "Set XDG_CACHE_HOME to a folder that can be written to.");
    const NeuronGrid& grid = activity.grid();
    const Shape all{grid.layers, grid.neurons()};
    const Counts& counts = activity.counts();
    std::vector<std::uint16_t> places, rivalCounts, rivals;
    std::vector<float> values;
    std::vector<std::uint32_t> where, times;
    flatten(counts.strongest, places, values, &NeuronActivity::Place::value);
    flatten(counts.strongest, places, where, &NeuronActivity::Place::where);
    flatten(counts.rivals, rivalCounts, rivals, &NeuronActivity::Rival::neuron);
    flatten(counts.rivals, rivalCounts, times, &NeuronActivity::Rival::times);
    const auto list = [](std::size_t size) { return Shape{static_cast<std::int64_t>(size)}; };
    Metadata metadata = metadataOf(key);
    metadata[kSeen] = std::to_string(counts.seen);
    writeSafetensors(file, metadata,
        {{kFired.name, rawOf(kFired, all, counts.fired)},
            {kPlaces.name, rawOf(kPlaces, all, places)},
            {kValues.name, rawOf(kValues, list(values.size()), values)},
            {kWhere.name, rawOf(kWhere, list(where.size()), where)},
            {kRivals.name, rawOf(kRivals, all, rivalCounts)},
            {kRival.name, rawOf(kRival, list(rivals.size()), rivals)},
            {kTimes.name, rawOf(kTimes, list(times.size()), times)}});
}

NeuronActivity readActivity(const std::filesystem::path& file, const ActivityKey& key,
    const NeuronGrid& grid, bool isSparse, std::int64_t size)
{
    const std::string name = printable(file.filename().string());
    const auto refusing = [&name](const auto& work) {
        try {
            return work();
        } catch (const Error& clause) {
            throw Error(name + " holds no counts of this model's neurons: " + clause.what() + ".");
        }
    };
    const SafetensorsFile read = readSafetensors(file, [&](const SafetensorsHeader& header) {
        refusing([&] { requireTables(header, key, grid); });
    });
    return refusing([&] { return activityFrom(read, grid, isSparse, size); });
}

} // namespace glowworm
