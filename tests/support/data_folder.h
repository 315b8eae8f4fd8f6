// SPDX-License-Identifier: GPL-3.0-or-later
// A folder of its own for what a test keeps: runs, timings, texts. Tests only.
#pragma once

#include <QTemporaryDir>

#include <fstream>

namespace glowworm::test {

/// Everything kept goes here from now on.
struct DataFolder : QTemporaryDir {
    DataFolder()
    {
        if (!isValid())
            qFatal("no temporary folder: %s", qPrintable(errorString()));
        qputenv("XDG_DATA_HOME", path().toUtf8());
    }
};

/// A text that a tiny model can train on.
inline QString writeText(const QString& file)
{
    std::ofstream text(file.toStdString());
    for (int line = 0; line < 60; ++line)
        text << "the worm glows brighter when few of its cells work\n";
    return file;
}

} // namespace glowworm::test
