// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/command_line.h"

#include "model/base/code_point.h"
#include "model/base/error.h"
#include "model/training/training_setup.h"
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

constexpr std::string_view kWarmup = "warmup";
constexpr std::int64_t kMegabyte = 1'000'000;

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
    template <class Config> Command& value(const Field<Config>& field, const Config& config)
    {
        return option(optionOf(field.name), QString::fromStdString(field.read(config)));
    }
    Command& set(const Field<RunConfig>& field, const RunConfig& config)
    {
        return option("--set",
            words(field.name) + QLatin1Char('=') + QString::fromStdString(field.read(config)));
    }
    Command& data(const DataOptions& named, Task task)
    {
        for (const auto& [name, file] : lineOf(named, task))
            option(name.c_str(), QString::fromStdString(file));
        return *this;
    }
    /// Every one that applies, so that the line means the same whatever the defaults become.
    template <class Config>
    Command& fields(std::span<const Field<Config>> fields, const Config& config)
    {
        for (const Field<Config>& field : fields) {
            const std::string text = field.read(config);
            if (!field.applies(config) || (field.kind == FieldKind::Words && text.empty()))
                continue;
            if (field.kind != FieldKind::Flag)
                value(field, config);
            else if (text == "false")
                word(QStringLiteral("--no-") + optionOf(field.name).mid(2));
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

QString optionOf(std::string_view field)
{
    return QStringLiteral("--") + words(field).replace(QLatin1Char('_'), QLatin1Char('-'));
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

QString trainCommand(const CopiedTraining& training)
{
    const RunConfig& config = training.config;
    const Preset& nearest = nearestPreset(config).preset;
    Command command;
    command.word(QStringLiteral("train")).option("--preset", words(nearest.name));
    bool saysWarmup = false;
    for (const Field<RunConfig>* field : differences(config, nearest.config)) {
        saysWarmup = saysWarmup || field->name == kWarmup;
        if (field->name == "steps" || field->name == "seed")
            command.value(*field, config);
        else
            command.set(*field, config);
    }
    if (TrainConfig read = config.train; !saysWarmup && shortenWarmup(read))
        command.set(runField(kWarmup), config); // else the command would
    if (training.twins && config.model.isSparse())
        command.word(QStringLiteral("--twin"));
    command.data(training.data, config.model.task);
    for (const Field<StopRules>& rule : stopFields())
        if (rule.read(training.stop) != rule.read(StopRules()))
            command.value(rule, training.stop);
    for (const PlannedChange& change : training.changes)
        command.option("--change",
            words(std::to_string(change.step) + ':' + change.field + '=' + change.value));
    if (training.momentBytes > 0)
        command.option(
            "--moments", QString::number((training.momentBytes + kMegabyte - 1) / kMegabyte));
    if (training.threads > 0)
        command.option("--threads", QString::number(training.threads));
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
    return command.word(QStringLiteral("--as-is")).surgery(done).line;
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

QString inspectCommand(const QString& file, const CopiedSurgery& done, NeuronAddress neuron,
    Task task, const DataOptions& data)
{
    if (file.isEmpty())
        return {};
    Command command;
    command.word(QStringLiteral("inspect")).option("--model", file);
    command.option("--neuron", words(addressText(done.grid, neuron)));
    return command.data(data, task).surgery(done).line;
}

QString bothCommands(const QStringList& lines)
{
    return lines.contains(QString()) ? QString() : lines.join(QStringLiteral(" && "));
}

} // namespace glowworm
