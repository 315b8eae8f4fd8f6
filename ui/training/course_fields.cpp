// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/course_fields.h"

#include "model/base/error.h"
#include "ui/widgets/field_words.h"
#include "ui/widgets/number_text.h"
#include "ui/widgets/tr.h"
#include "ui/widgets/value_label.h"
#include "ui/widgets/words.h"

#include <algorithm>
#include <array>

namespace glowworm {
namespace {

const std::string kNoRule = "0"; // a rule that is off

/// In the order of a person who watches a run.
constexpr std::array<std::string_view, 9> kWantedFirst{"learning_rate", "batch", "router_noise",
    "router_noise_steps", "final_learning_rate", "balance", "dropout", "clip", "micro_batch"};

CourseField ruleField(const char* name, const QString& label, const QString& unit,
    const QString& spoken, const QString& help)
{
    return {name, true, label, unit, help, help, spoken};
}

CourseField settingField(const Field<RunConfig>& field)
{
    return {std::string(field.name), false, settingWords(field.label), settingWords(field.unit),
        tr("%1 In force from the next step on, and a flag in the plot.")
            .arg(settingWords(field.help)),
        explained(field), settingWords(field.label)};
}

QString rangeWords(double low, double high)
{
    return tr("from %1 to %2").arg(QString::number(low, 'g', 10), QString::number(high, 'g', 10));
}

} // namespace

std::vector<CourseField> courseFields()
{
    std::vector<CourseField> fields{settingField(runField(kWantedFirst.front())),
        ruleField("stop_step", tr("at step"), {}, tr("The run ends at this step"),
            tr("The run ends after so many steps, at the learning rate of the planned ones. Empty: "
               "at the last of them.")),
        ruleField("stop_minutes", tr("after"), tr("minutes"),
            tr("The run ends after so many minutes"),
            tr("The run ends after so many minutes of steps and evaluations, those of a twin "
               "included. Empty: never.")),
        ruleField("stop_loss", tr("at loss"), tr("nats"), tr("The run ends at this loss, in nats"),
            tr("The run ends when the validation loss is no higher than this, of twins that of "
               "both. Empty: never.")),
        ruleField("stop_patience", tr("without gain in"), tr("evaluations"),
            tr("The run ends without gain in so many evaluations"),
            tr("The run ends after so many evaluations in a row that are no better than the best "
               "before them, of twins those of both. Empty: never."))};
    for (const std::string_view name : kWantedFirst)
        if (name != fields.front().name)
            fields.push_back(settingField(runField(name)));
    return fields;
}

bool applies(const CourseField& field, const RunConfig& config)
{
    return field.isRule || runField(field.name).applies(config);
}

std::string courseValue(const CourseField& field, const RunConfig& config, const StopRules& rules)
{
    return field.isRule ? stopField(field.name)->read(rules) : runField(field.name).read(config);
}

QString courseText(const CourseField& field, const std::string& value, const QLocale& locale)
{
    return field.isRule && value == kNoRule ? QString() : numberOnScreen(value, locale);
}

TypedCourse readCourse(const CourseField& field, const QString& text, const QLocale& locale)
{
    if (field.isRule && text.trimmed().isEmpty())
        return {kNoRule, {}};
    const auto read = [&](const auto& row, auto settings) -> TypedCourse {
        const TypedNumber typed = readNumber(text, row.kind, locale);
        if (typed.value.empty())
            return {{}, tr("%1: %2").arg(field.label, typed.refusal)};
        try {
            row.write(settings, typed.value);
            return {row.read(settings), {}};
        } catch (const Error&) {
            return {{}, tr("%1: %2").arg(field.label, rangeWords(row.minimum, row.maximum))};
        }
    };
    return field.isRule ? read(*stopField(field.name), StopRules())
                        : read(runField(field.name), RunConfig());
}

QStringList courseSummary(const RunConfig& config, const StopRules& rules, const QLocale& locale)
{
    const auto shown = [&locale](double value) {
        return numberOnScreen(QString::number(value, 'g', 6).toStdString(), locale);
    };
    QStringList words{tr("Ends at step %1").arg(countText(lastStep(config.train, rules)))};
    if (rules.minutes > 0)
        words << tr("after %1 min").arg(shown(rules.minutes));
    if (rules.loss > 0)
        words << tr("at loss %1").arg(shown(rules.loss));
    if (rules.patience > 0)
        words << (rules.patience == 1
                ? tr("without gain in one evaluation")
                : tr("without gain in %n evaluations", nullptr, rules.patience));
    words << tr("batch %1").arg(config.train.batch);
    return words;
}

QString flagWords(const SettingChange& change, const QLocale& locale)
{
    return tr("%1 %2 \u2192 %3")
        .arg(settingWords(runField(change.field).label), numberOnScreen(change.before, locale),
            numberOnScreen(change.after, locale));
}

} // namespace glowworm
