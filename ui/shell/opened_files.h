// SPDX-License-Identifier: GPL-3.0-or-later
// What came into the library, unless the panel on screen shows it by itself: one sentence for data
// and one for all models, which says where they are used. GUI thread only; reads it, changes
// nothing.
#pragma once

#include "ui/shell/panel_list.h"

#include <QStringList>

#include <array>
#include <memory>
#include <vector>

namespace glowworm {

class Generation;
class Library;
class Training;
enum class Task;
enum class Twin;

class OpenedFiles {
public:
    OpenedFiles(const Training& training, const Generation& generation, const Library& library);

    /// Other files are opened: what came so far is told no more.
    void begin();
    /// Of all that was opened since begin(), where something was since the last call. None for what
    /// the program opens by itself as it starts or follows a model, and none for weights of a
    /// training: they are told where they are taken over.
    QStringList news(PanelId shown);
    /// What came by now is no news: a session brought it back.
    void passOver();
    /// Whether it is over with the next text that is written.
    static bool isUntilWritten(const QString& sentence);

private:
    struct Known {
        std::weak_ptr<const void> last;
        int openings = 0;
        bool isNews = false; // since begin()
    };
    struct Opened {
        Task task;
        Twin twin;
    };
    static bool isNew(Known& known, const std::shared_ptr<const void>& now);
    bool takeData(Task task); // whether there is something new to be told
    bool takeModel(Task task, Twin twin);
    QString newsOfData(Task task, PanelId shown) const;
    QString newsOfModels(PanelId shown) const;
    QString newsOfModel(const Opened& opened, PanelId shown) const;
    QString useOf(const Opened& opened, PanelId shown) const;
    QString newsOfSeveral(const std::vector<Opened>& opened, PanelId shown) const;
    QString stayingTwin(const Opened& opened) const;
    bool follows(Task task, PanelId shown) const;
    bool writes(Twin twin) const;

    const Training& m_training;     // for the task in Set-up
    const Generation& m_generation; // for what its text was written with
    const Library& m_library;
    std::array<Known, 2> m_data;                  // by task
    std::array<std::array<Known, 2>, 2> m_models; // task, twin
};

} // namespace glowworm
