// SPDX-License-Identifier: GPL-3.0-or-later
// What came into the library and would not be seen on the panel on screen: one sentence a file,
// which says where it is used. GUI thread only; reads it, changes nothing.
#pragma once

#include "ui/shell/panel_list.h"

#include <QStringList>

#include <array>
#include <memory>

namespace glowworm {

class DigitSet;
class Library;
class TextCorpus;
class Training;
struct ModelState;

class OpenedFiles {
public:
    OpenedFiles(const Training& training, const Library& library);

    /// Of the text and the digits that were opened since the last call. None for what the program
    /// opens by itself as it starts.
    QStringList newData(PanelId shown);
    /// The same of the models. Weights of a training have no file and are told where they are taken
    /// over.
    QStringList newModels(PanelId shown);

private:
    template <class Open> struct Known {
        std::weak_ptr<const Open> last;
        bool any = false;   // one has been open
        bool first = false; // it is the first
    };
    const Training& m_training; // for the task in Set-up
    const Library& m_library;
    Known<TextCorpus> m_text;
    Known<DigitSet> m_digits;
    std::array<std::array<Known<ModelState>, 2>, 2> m_models; // task, twin
};

} // namespace glowworm
