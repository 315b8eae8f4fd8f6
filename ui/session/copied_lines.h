// SPDX-License-Identifier: GPL-3.0-or-later
// What lines of the command line name: the models, the data and the training of the window, with
// all that belongs to them. GUI thread.
#pragma once

#include "ui/widgets/command_line.h"

namespace glowworm {

class Library;
class Training;

/// The file that has the weights of an open model, also of one that was trained just now; "" =
/// none.
QString fileOfModel(const Library& library, Task task, Twin twin);
/// What was done to it.
CopiedSurgery surgeryOf(const Library& library, Task task, Twin twin);
/// The data that is open for a task, as options name it; none: it is not from a file.
DataOptions openDataOf(const Library& library, Task task);
/// The same for an Origin: its name and hash; "" = none is open.
QString openDataWords(const Library& library, Task task);
/// What the inspector asks about a neuron of an open model, over the open data; "" without a file.
QString neuronLine(const Library& library, Task task, Twin twin, NeuronAddress neuron);
/// What Training::start() begins.
CopiedTraining copiedSetUp(const Training& training, const Library& library);

} // namespace glowworm
