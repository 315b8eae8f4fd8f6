// SPDX-License-Identifier: GPL-3.0-or-later
// What came into the library, unless the panel on screen shows it by itself: one sentence a file,
// which says where it is used. GUI thread only; reads it, changes nothing.
#pragma once

#include "ui/shell/panel_list.h"

#include <QStringList>

#include <array>
#include <memory>

namespace glowworm {

class Generation;
class Library;
class Training;
enum class Task;
enum class Twin;

class OpenedFiles {
public:
    OpenedFiles(const Training& training, const Generation& generation, const Library& library);

    /// Of what was opened since the last call. None for what the program opens by itself as it
    /// starts, and none for weights of a training: they are told where they are taken over.
    QStringList news(PanelId shown);
    /// Whether it is over with the next text that is written.
    static bool isUntilWritten(const QString& sentence);

private:
    struct Known {
        std::weak_ptr<const void> last;
        int openings = 0;
    };
    static bool isNew(Known& known, const std::shared_ptr<const void>& now);
    QString newsOfData(Task task, PanelId shown);
    QString newsOfModel(Task task, Twin twin, PanelId shown);

    const Training& m_training;     // for the task in Set-up
    const Generation& m_generation; // for what its text was written with
    const Library& m_library;
    std::array<Known, 2> m_data;                  // by task
    std::array<std::array<Known, 2>, 2> m_models; // task, twin
};

} // namespace glowworm
