// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/setup/config_groups.h"

#include "ui/widgets/words.h"

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

struct Meaning {
    std::string_view field;
    const char* words;
};

constexpr std::array kMeanings{
    Meaning{"routing", QT_TRANSLATE_NOOP("glowworm::ConfigForm", "who chooses the FF neurons")},
    Meaning{"d_model",
        QT_TRANSLATE_NOOP(
            "glowworm::ConfigForm", "numbers that stand for one character: x has D of them")},
    Meaning{"neurons", QT_TRANSLATE_NOOP("glowworm::ConfigForm", "of each FF layer: rows of W1")},
    Meaning{"steps",
        QT_TRANSLATE_NOOP(
            "glowworm::ConfigForm", "planned; the learning rate's schedule ends there")},
    Meaning{"task",
        QT_TRANSLATE_NOOP(
            "glowworm::ConfigForm", "predict the next character, or classify pictures")},
    Meaning{"layers",
        QT_TRANSLATE_NOOP("glowworm::ConfigForm", "L times: x += attention(x), then x += FF(x)")},
    Meaning{"heads",
        QT_TRANSLATE_NOOP("glowworm::ConfigForm", "of attention, each D / H wide: H divides D")},
    Meaning{"context",
        QT_TRANSLATE_NOOP("glowworm::ConfigForm", "characters that it can look back on")},
    Meaning{"hidden_activation",
        QT_TRANSLATE_NOOP(
            "glowworm::ConfigForm", "between the map of 784 pixels and the FF layer")},
    Meaning{"router_rank",
        QT_TRANSLATE_NOOP(
            "glowworm::ConfigForm", "inner width of the router: logits = B (A x), A is R x D")},
    Meaning{"activation",
        QT_TRANSLATE_NOOP("glowworm::ConfigForm", "f in f(w x + b) of the neuron that fires")},
    Meaning{"router_activation",
        QT_TRANSLATE_NOOP("glowworm::ConfigForm", "between A and B; identity = nothing: B (A x)")},
    Meaning{"gate",
        QT_TRANSLATE_NOOP(
            "glowworm::ConfigForm", "what the fired neuron is multiplied by, from its logit")},
    Meaning{
        "gate_scale", QT_TRANSLATE_NOOP("glowworm::ConfigForm", "a constant factor on that gate")},
    Meaning{"batch",
        QT_TRANSLATE_NOOP("glowworm::ConfigForm", "windows of text, or pictures, in a step")},
    Meaning{"micro_batch",
        QT_TRANSLATE_NOOP("glowworm::ConfigForm",
            "how many of the batch a thread takes at once; 0 = it is chosen")},
    Meaning{"eval_interval",
        QT_TRANSLATE_NOOP(
            "glowworm::ConfigForm", "steps between two looks at the validation data")},
    Meaning{"seed",
        QT_TRANSLATE_NOOP(
            "glowworm::ConfigForm", "start weights, batches and noise follow from it")},
    Meaning{"matrix_precision",
        QT_TRANSLATE_NOOP("glowworm::ConfigForm", "format of the factors; sums stay fp32")},
    Meaning{"learning_rate",
        QT_TRANSLATE_NOOP("glowworm::ConfigForm", "AdamW's step size at its highest")},
    Meaning{"final_learning_rate",
        QT_TRANSLATE_NOOP(
            "glowworm::ConfigForm", "what is left of it at the last step; 1 = it stays constant")},
    Meaning{
        "warmup", QT_TRANSLATE_NOOP("glowworm::ConfigForm", "steps over which it rises from 0")},
    Meaning{"ff_rate",
        QT_TRANSLATE_NOOP(
            "glowworm::ConfigForm", "times the learning rate, for FF layers and routers")},
    Meaning{"router_rate",
        QT_TRANSLATE_NOOP(
            "glowworm::ConfigForm", "times that, for routers alone; 0 = they stay as they start")},
    Meaning{"router_noise",
        QT_TRANSLATE_NOOP(
            "glowworm::ConfigForm", "scale of the Gumbel noise on the choice, at first")},
    Meaning{"router_noise_steps",
        QT_TRANSLATE_NOOP("glowworm::ConfigForm", "of the steps: then that noise is 0")},
    Meaning{"router_start",
        QT_TRANSLATE_NOOP("glowworm::ConfigForm",
            "first logits: random, or neurons = each neuron's own w x + b")},
    Meaning{"balance",
        QT_TRANSLATE_NOOP(
            "glowworm::ConfigForm", "weight of a loss towards equal work in each group; 0 = off")},
    Meaning{"dropout",
        QT_TRANSLATE_NOOP("glowworm::ConfigForm", "of the activations, left out at random")},
    Meaning{"weight_decay",
        QT_TRANSLATE_NOOP("glowworm::ConfigForm", "d in w -= rate d w, of the weight matrices")},
    Meaning{"clip",
        QT_TRANSLATE_NOOP("glowworm::ConfigForm", "largest norm of the whole gradient; 0 = off")},
    Meaning{"beta1",
        QT_TRANSLATE_NOOP(
            "glowworm::ConfigForm", "memory of the gradient: m = beta1 m + (1 - beta1) g")},
    Meaning{"beta2",
        QT_TRANSLATE_NOOP("glowworm::ConfigForm", "of its square: v = beta2 v + (1 - beta2) g^2")},
    Meaning{"down_init",
        QT_TRANSLATE_NOOP(
            "glowworm::ConfigForm", "times the usual start of W2, the FF layer's way out")},
};

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

QString meaningOf(const Field<RunConfig>& field)
{
    const auto found = std::ranges::find(kMeanings, field.name, &Meaning::field);
    return found != kMeanings.end() ? Groups::tr(found->words) : settingWords(field.unit);
}

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
