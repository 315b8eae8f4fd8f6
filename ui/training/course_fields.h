// SPDX-License-Identifier: GPL-3.0-or-later
// What can change on the way of a run, as fields of the screen: the rules that end it, and those of
// its settings that isChangeable(). Pure functions.
#pragma once

#include "model/training/setting_changes.h"
#include "model/training/stop_rules.h"

#include <QLocale>
#include <QString>

#include <string>
#include <vector>

namespace glowworm {

struct CourseField {
    std::string name; // of the rule or the setting
    bool isRule = false;
    QString label, unit, help, explanation; // the last for What's This
    QString spoken; // what the field is called by itself, without the words around it
};

/// The learning rate, then the rules, then the other settings: what is wanted most comes first.
std::vector<CourseField> courseFields();
/// Whether the setting means something to this model.
bool applies(const CourseField& field, const RunConfig& config);

/// As Field::read.
std::string courseValue(const CourseField& field, const RunConfig& config, const StopRules& rules);
/// What a field shows for it; "" = a rule that is off.
QString courseText(const CourseField& field, const std::string& value, const QLocale& locale);

/// value: as Field::write takes it, "" when the text is refused; refusal: then a sentence.
struct TypedCourse {
    std::string value;
    QString refusal;
};
TypedCourse readCourse(const CourseField& field, const QString& text, const QLocale& locale);

/// When the run ends, and what else is worth a word, each a few words.
QStringList courseSummary(const RunConfig& config, const StopRules& rules, const QLocale& locale);

/// "Batch 12 → 24"
QString flagWords(const SettingChange& change, const QLocale& locale);

} // namespace glowworm
