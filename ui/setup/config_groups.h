// SPDX-License-Identifier: GPL-3.0-or-later
// Which settings of a run stand together in the form of Set-up, and which of them always. GUI
// thread.
#pragma once

#include "model/config/config.h"

#include <QString>

#include <vector>

namespace glowworm {

struct FieldGroup {
    const char* name; // of its card, as an object
    QString title;
    std::vector<const Field<RunConfig>*> fields;
};
/// What a field is, as far as one short line beside it says that; of one without, its unit.
QString meaningOf(const Field<RunConfig>& field);
/// Every field of the table once. The first group stands always, the others on demand.
std::vector<FieldGroup> fieldGroups();

} // namespace glowworm
