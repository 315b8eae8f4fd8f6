// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/field_words.h"

#include "model/bench/bench_config.h"
#include "ui/widgets/language.h"
#include "ui/widgets/sentence_words.h"
#include "ui/widgets/words.h"

#include <QRegularExpression>

namespace glowworm {
namespace {

template <typename Fields> void labelAll(QString& sentence, const Fields& fields)
{
    for (const auto& field :
        fields) // a name is one where a colon follows at the start, or an equals sign anywhere
        sentence.replace(
            QRegularExpression(QStringLiteral("^%1(?=: )|\\b%1(?= = )").arg(words(field.name))),
            settingWords(field.label));
}

} // namespace

QString withLabels(std::string_view sentence)
{
    QString text = sentenceWords(sentence);
    labelAll(text, runFields());
    labelAll(text, sampleFields());
    return text;
}

QString withLabels(std::string_view sentence, const BenchConfig& config)
{
    QString text = sentenceWords(sentence);
    for (const Field<BenchConfig>& field : benchFields())
        if (field.applies(config)) // others may have its name
            labelAll(text, std::span(&field, 1));
    return text;
}

QString inSentence(QString label)
{
    if (spokenLanguage() == QLatin1String("en") && label.size() > 1 && label[1].isLower())
        label[0] = label[0].toLower();
    return label;
}

template <class Config> QString explained(const Field<Config>& field)
{
    const QString text
        = settingWords(field.label) + QStringLiteral(": ") + settingWords(field.help);
    if (field.kind == FieldKind::Choice || field.maximum <= field.minimum)
        return text;
    return text
        + QStringLiteral(" (%1 \u2013 %2)")
              .arg(
                  QString::number(field.minimum, 'g', 10), QString::number(field.maximum, 'g', 10));
}

template QString explained(const Field<RunConfig>& field);
template QString explained(const Field<SampleConfig>& field);
template QString explained(const Field<BenchConfig>& field);

} // namespace glowworm
