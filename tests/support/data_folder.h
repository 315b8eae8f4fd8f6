// SPDX-License-Identifier: GPL-3.0-or-later
// A folder of its own for what a test keeps: runs, timings, texts. Tests only.
#pragma once

#include <QTemporaryDir>

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

} // namespace glowworm::test
