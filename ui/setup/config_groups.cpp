// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/setup/config_groups.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <string_view>

namespace glowworm {
namespace {

struct Groups {
    Q_DECLARE_TR_FUNCTIONS(glowworm::ConfigForm)
};

struct Group {
    const char *name, *title;
    std::vector<std::string_view> fields;
};

/// What belongs to none of them by name, as a setting that is new, is added to the second one or to
/// the last one.
const std::array<Group, 7>& groups()
{
    static const std::array<Group, 7> all{{
        {"everydayCard", QT_TRANSLATE_NOOP("glowworm::ConfigForm", "Everyday settings"),
            {"routing", "d_model", "neurons", "groups", "steps"}},
        {"networkCard", QT_TRANSLATE_NOOP("glowworm::ConfigForm", "Network"),
            {"task", "layers", "heads", "context", "hidden_activation"}},
        {"feedForwardCard", QT_TRANSLATE_NOOP("glowworm::ConfigForm", "Feed-forward layer"),
            {"router_rank", "activation", "router_activation", "gate", "gate_scale"}},
        {"stepsCard", QT_TRANSLATE_NOOP("glowworm::ConfigForm", "Steps"),
            {"batch", "micro_batch", "eval_interval", "seed", "matrix_precision"}},
        {"rateCard", QT_TRANSLATE_NOOP("glowworm::ConfigForm", "Learning rate"),
            {"learning_rate", "final_learning_rate", "warmup", "ff_rate", "router_rate"}},
        {"routerCard", QT_TRANSLATE_NOOP("glowworm::ConfigForm", "Router while it learns"),
            {"router_noise", "router_noise_steps", "router_start", "balance"}},
        {"optimiserCard", QT_TRANSLATE_NOOP("glowworm::ConfigForm", "Weights and gradients"),
            {"dropout", "weight_decay", "clip", "beta1", "beta2", "down_init"}},
    }};
    return all;
}

std::size_t groupOf(const Field<RunConfig>& field)
{
    const auto found = std::ranges::find_if(groups(), [&field](const Group& group) {
        return std::ranges::find(group.fields, field.name) != group.fields.end();
    });
    if (found != groups().end())
        return static_cast<std::size_t>(found - groups().begin());
    return field.section == FieldSection::Model ? 1 : groups().size() - 1;
}

} // namespace

std::vector<FieldGroup> fieldGroups()
{
    std::vector<FieldGroup> result;
    for (const Group& group : groups()) {
        FieldGroup& one = result.emplace_back(FieldGroup{group.name, Groups::tr(group.title), {}});
        for (const std::string_view field : group.fields)
            one.fields.push_back(&runField(field));
    }
    for (const Field<RunConfig>& field : runFields())
        if (std::vector<const Field<RunConfig>*>& fields = result[groupOf(field)].fields;
            std::ranges::find(fields, &field) == fields.end())
            fields.push_back(&field);
    return result;
}

} // namespace glowworm
