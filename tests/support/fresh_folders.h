// SPDX-License-Identifier: GPL-3.0-or-later
// Names of folders that nothing has used yet, below one that goes with the test. Tests only.
#pragma once

#include <QTemporaryDir>

#include <filesystem>

namespace glowworm::test {

/// The path of `name` below `folder`, there or not.
inline std::filesystem::path inside(const QTemporaryDir& folder, const char* name)
{
    return std::filesystem::path(folder.path().toStdString()) / name;
}

class FreshFolders {
public:
    /// Not created.
    std::filesystem::path operator()()
    {
        return m_folder.filePath(QString::number(++m_number)).toStdString();
    }

private:
    QTemporaryDir m_folder;
    int m_number = 0;
};

} // namespace glowworm::test
