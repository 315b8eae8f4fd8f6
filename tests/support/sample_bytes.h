// SPDX-License-Identifier: GPL-3.0-or-later
// Contents of files of many kinds, and a folder to write them to. Tests only.
#pragma once

#include "model/data/digits.h"
#include "support/file_bytes.h"
#include "support/fresh_folders.h"

#include <filesystem>
#include <string>

namespace glowworm::test {

inline std::string repeated(const std::string& text, int times)
{
    std::string all;
    for (int i = 0; i < times; ++i)
        all += text;
    return all;
}

/// Bytes of every value, the same each time.
inline std::string noise(std::size_t count)
{
    std::string bytes;
    std::uint32_t state = 1;
    while (bytes.size() < count)
        bytes += static_cast<char>((state = state * 1664525 + 1013904223) >> 24);
    return bytes;
}

inline std::string utf16(const std::string& ascii, bool bigEndian, bool mark)
{
    std::string bytes = !mark ? "" : bigEndian ? "\xFE\xFF" : "\xFF\xFE";
    for (char c : ascii)
        bytes += bigEndian ? std::string{'\0', c} : std::string{c, '\0'};
    return bytes;
}

inline std::string idx(
    std::uint32_t magic, std::initializer_list<std::uint32_t> sizes, const std::string& data)
{
    std::string bytes;
    const auto add = [&](std::uint32_t value) {
        for (int shift = 24; shift >= 0; shift -= 8)
            bytes += static_cast<char>(value >> shift & 0xFF);
    };
    add(magic);
    for (std::uint32_t size : sizes)
        add(size);
    return bytes + data;
}

inline std::string pictures(std::uint32_t count)
{
    return idx(0x0803, {count, 28, 28}, std::string(count * kDigitPixels, '\x07'));
}
inline std::string labels(std::uint32_t count)
{
    std::string data;
    for (std::uint32_t i = 0; i < count; ++i)
        data += static_cast<char>(i % 10);
    return idx(0x0801, {count}, data);
}

inline const std::string kLines
    = repeated("the worm glows brighter when few of its cells work\n", 40);

/// Files in folders of their own.
class SampleFiles {
public:
    std::filesystem::path fresh()
    {
        const std::filesystem::path folder = m_folders();
        std::filesystem::create_directories(folder);
        return folder;
    }
    std::filesystem::path written(const std::string& bytes, const char* name = "file")
    {
        const std::filesystem::path file = fresh() / name;
        writeBytes(file, bytes);
        return file;
    }

private:
    FreshFolders m_folders;
};

} // namespace glowworm::test
