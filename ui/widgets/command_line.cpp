// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/command_line.h"

#include "model/base/code_point.h"
#include "model/base/error.h"
#include "model/data/data_set.h"
#include "ui/widgets/path_text.h"
#include "ui/widgets/words.h"

#include <algorithm>
#include <cstdio>
#include <limits>

namespace glowworm {
namespace {

/// In ANSI-C quotes, with every byte of a character in octal that would act in a terminal, or not
/// be seen there.
QString escaped(std::string_view bytes)
{
    std::string quoted = "$'";
    for (std::size_t length = 0; !bytes.empty(); bytes.remove_prefix(length)) {
        length = nextCodePoint(bytes).bytes;
        const std::string character(bytes.substr(0, length));
        if (character == "\n")
            quoted += "\\n";
        else if (character == "'" || character == "\\")
            quoted += '\\' + character;
        else if (printable(character) == character)
            quoted += character;
        else
            for (const char byte : character) {
                char octal[8];
                std::snprintf(octal, sizeof octal, "\\%03o",
                    static_cast<unsigned>(static_cast<unsigned char>(byte)));
                quoted += octal;
            }
    }
    return QString::fromStdString(quoted + '\'');
}

/// A command under construction.
struct Command {
    QString line = QStringLiteral("glowworm-cli");
    Command& word(const QString& value)
    {
        line += QLatin1Char(' ') + shellQuoted(value);
        return *this;
    }
    Command& option(const char* name, const QString& value)
    {
        return option(QLatin1String(name), value);
    }
    /// A value that looks like an option is joined to its name.
    Command& option(const QString& name, const QString& value)
    {
        return value.startsWith(QLatin1Char('-')) ? word(name + QLatin1Char('=') + value)
                                                  : word(name).word(value);
    }
    Command& surgery(const CopiedSurgery& done)
    {
        for (const NeuronAddress neuron : done.surgery.disabled)
            option("--disable", words(addressText(done.grid, neuron)));
        for (const NeuronAddress neuron : done.surgery.forced)
            option("--force", words(addressText(done.grid, neuron)));
        return *this;
    }
    /// Every one that applies, so that the line means the same whatever the defaults become.
    template <class Config>
    Command& fields(std::span<const Field<Config>> fields, const Config& config)
    {
        for (const Field<Config>& field : fields) {
            const QString value = QString::fromStdString(field.read(config));
            const QString name = words(field.name).replace(QLatin1Char('_'), QLatin1Char('-'));
            if (!field.applies(config) || (field.kind == FieldKind::Words && value.isEmpty()))
                continue;
            if (field.kind != FieldKind::Flag)
                option(QStringLiteral("--") + name, value);
            else if (value == QStringLiteral("false"))
                word(QStringLiteral("--no-") + name);
        }
        return *this;
    }
};

/// Fields in which `config` differs from `base`; those that mean nothing there do not count.
std::vector<const Field<RunConfig>*> differences(const RunConfig& config, const RunConfig& base)
{
    std::vector<const Field<RunConfig>*> found;
    for (const Field<RunConfig>& field : runFields()) {
        if (field.applies(config) && field.read(config) != field.read(base))
            found.push_back(&field);
    }
    return found;
}

} // namespace

QString shellQuoted(const QString& word)
{
    const auto harmless = [](QChar c) {
        return (c.unicode() < 128 && c.isLetterOrNumber())
            || QStringLiteral("_-./:=,+@%").contains(c);
    };
    if (!word.isEmpty() && std::all_of(word.begin(), word.end(), harmless))
        return word;
    if (const std::string bytes = word.toStdString(); printable(bytes, bytes.size()) != bytes)
        return escaped(bytes);
    return QLatin1Char('\'') + QString(word).replace(QLatin1Char('\''), QStringLiteral("'\\''"))
        + QLatin1Char('\'');
}

NearestPreset nearestPreset(const RunConfig& config)
{
    const auto all = presets();
    std::size_t best = 0, fewest = std::numeric_limits<std::size_t>::max();
    for (std::size_t index = 0; index < all.size(); ++index) {
        const std::size_t count = differences(config, all[index].config).size();
        if (all[index].config.model.task == config.model.task && count < fewest) {
            fewest = count;
            best = index;
        }
    }
    return {all[best], best, fewest};
}

QString trainCommand(
    const RunConfig& config, const QString& text, const DigitFiles& digits, bool twins)
{
    const Preset& nearest = nearestPreset(config).preset;
    Command command;
    command.word(QStringLiteral("train")).option("--preset", words(nearest.name));
    for (const Field<RunConfig>* field : differences(config, nearest.config)) {
        const QString value = QString::fromStdString(field->read(config));
        if (field->name == "steps" || field->name == "seed")
            command.word(QStringLiteral("--") + words(field->name)).word(value);
        else
            command.option("--set", words(field->name) + QLatin1Char('=') + value);
    }
    if (twins && config.model.isSparse())
        command.word(QStringLiteral("--twin"));
    const DataOptions named{
        toPath(text), digits.images, digits.labels, digits.testImages, digits.testLabels, {}};
    for (const auto& [option, value] : lineOf(named, config.model.task))
        command.option(option.c_str(), QString::fromStdString(value));
    return command.line;
}

QString generateCommand(const QString& file, const QString& prompt, const SampleConfig& sample,
    WeightFormat format, int threads, const CopiedSurgery& done)
{
    if (file.isEmpty())
        return {};
    Command command;
    command.word(QStringLiteral("generate")).option("--model", file).option("--prompt", prompt);
    command.fields(sampleFields(), sample);
    if (format != WeightFormat::Fp32)
        command.option("--format", QString::fromUtf8(nameOf(format).data()));
    if (threads > 1)
        command.option("--threads", QString::number(threads));
    command.surgery(done);
    return command.line;
}

QString classifyCommand(const QString& file, const QString& png, const CopiedSurgery& done)
{
    if (file.isEmpty() || png.isEmpty())
        return {};
    Command command;
    command.word(QStringLiteral("classify")).option("--model", file).option("--png", png);
    command.surgery(done);
    return command.line;
}

QString benchCommand(const BenchConfig& config, const QString& denseFile, const QString& sparseFile,
    const QString& textFile)
{
    Command command;
    command.word(QStringLiteral("bench")).word(words(nameOf(config.workload)));
    if (!denseFile.isEmpty())
        command.option("--dense", denseFile).option("--sparse", sparseFile);
    if (config.workload == Workload::Token && !denseFile.isEmpty() && !textFile.isEmpty())
        command.option("--text", textFile);
    return command.fields(benchFields(), config).line;
}

QString experimentCommand(const QString& name, const QString& folder, bool resultOnly)
{
    Command command;
    command.word(QStringLiteral("experiment")).word(name);
    if (!folder.isEmpty())
        command.option("--out", folder);
    if (resultOnly)
        command.word(QStringLiteral("--result-only"));
    return command.line;
}

} // namespace glowworm
