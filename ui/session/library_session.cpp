// SPDX-License-Identifier: GPL-3.0-or-later
// What of the library belongs to a session: which files are open, and what was done to the models.
#include "ui/session/library.h"

#include "model/base/error.h"
#include "model/data/data_folder.h"
#include "model/io/paths.h"
#include "model/io/used_checkpoint.h"
#include "model/session/session_values.h"
#include "ui/widgets/path_text.h"

#include <algorithm>
#include <array>
#include <type_traits>
#include <utility>

namespace glowworm {
namespace {

/// Of a file in the folder of shipped models only its name: the folder is another one after an
/// update, and on another machine.
std::string nameOf(const QString& file)
{
    const std::filesystem::path path = toPath(file);
    return path.parent_path() == modelsFolder() ? path.filename().string() : path.string();
}

QString fileOf(const std::string& name)
{
    return name.empty() ? QString() // absolute: the name alone
                        : toText(stillThere(modelsFolder() / name));
}

/// That its own file does not say.
void saveNetwork(const SessionValues& to, const ModelConfig& network)
{
    const RunConfig config{network, {}};
    for (const Field<RunConfig>& field : runFields())
        if (field.section == FieldSection::Model)
            to.text(field.name, field.read(config));
    to.integer("vocab_size", network.vocabSize);
}

std::optional<ModelConfig> savedNetwork(const JsonObject& model)
{
    if (!model.has("network"))
        return {};
    const JsonObject from = model.object("network");
    ModelConfig network = restoredFields(from, runFields(), RunConfig()).model;
    network.vocabSize = from.integer<int>("vocab_size", 1);
    return network;
}

std::vector<std::string> addressTexts(const LoadedModel& model, std::vector<NeuronAddress> neurons)
{
    std::vector<std::string> texts;
    for (const NeuronAddress& neuron : neurons)
        texts.push_back(addressText(gridOf(model.state->config), neuron));
    return texts;
}

} // namespace

std::string Library::slotName(Task task, Twin twin)
{
    return std::string(glowworm::nameOf(task)) + "_" + std::string(glowworm::nameOf(twin));
}

void Library::save(const SessionValues& to) const
{
    const auto named = [](const QString& coming, const QString& away, const QString& open) {
        return (!coming.isEmpty() ? coming : !away.isEmpty() ? away : open).toStdString();
    };
    to.text("text", named(m_restored.text, m_away.text, m_text));
    const DigitFiles& files = !m_restored.digits.images.empty() ? m_restored.digits
        : !m_away.digits.images.empty()                         ? m_away.digits
                                                                : m_digitFiles;
    const std::array<std::pair<const char*, const std::filesystem::path*>, 4> digits{
        {{"images", &files.images}, {"labels", &files.labels}, {"test_images", &files.testImages},
            {"test_labels", &files.testLabels}}};
    for (const auto& [key, path] : digits)
        to.text(key, path->string());
    to.text("weights", glowworm::nameOf(m_weightFormat));
    to.text("experiment", named(m_restored.experiment, m_away.experiment, m_experimentFile));
    for (const Task task : kBothTasks)
        for (const Twin twin : kTwins)
            saveModel(to.object(slotName(task, twin)), task, twin);
}

void Library::saveModel(const SessionValues& to, Task task, Twin twin) const
{
    const RestoredModel& comes = m_restored.models[slotOf(task)][slotOf(twin)];
    const RestoredModel& waits
        = comes.file.isEmpty() ? m_away.models[slotOf(task)][slotOf(twin)] : comes;
    if (!waits.file.isEmpty()) {
        to.text("model", nameOf(waits.file));
        to.texts("disabled", waits.disabled);
        to.texts("forced", waits.forced);
        if (waits.network)
            saveNetwork(to.object("network"), *waits.network);
        return;
    }
    const Slot& of = slot(task, twin);
    const auto texts = [&of](const std::vector<NeuronAddress>& neurons) {
        return of.model ? addressTexts(*of.model, neurons) : std::vector<std::string>{};
    };
    to.text("model", nameOf(checkpoint(task, twin)));
    to.texts("disabled", texts(of.surgery.disabled));
    to.texts("forced", texts(of.surgery.forced));
    if (of.model && of.isImported)
        saveNetwork(to.object("network"), of.model->state->config);
}

void Library::restore(const JsonObject& from)
{
    const auto textOf = [&from](const char* key) { return from.text(key, std::string()); };
    Restored restored;
    restored.text = QString::fromStdString(textOf("text"));
    restored.experiment = QString::fromStdString(textOf("experiment"));
    restored.digits
        = {textOf("images"), textOf("labels"), textOf("test_images"), textOf("test_labels")};
    const std::string weights = textOf("weights");
    const auto format = std::ranges::find(
        kWeightFormats, weights, [](auto one) { return glowworm::nameOf(one); });
    for (const Task task : kBothTasks)
        for (const Twin twin : kTwins) {
            const std::string key = slotName(task, twin);
            if (!from.has(key.c_str()))
                continue;
            const JsonObject one = from.object(key.c_str());
            restored.models[slotOf(task)][slotOf(twin)] = {fileOf(one.text("model")),
                one.texts("disabled"), one.texts("forced"), savedNetwork(one)};
        }

    m_restored = std::move(restored);
    m_away = {};
    if (format != kWeightFormats.end())
        setWeightFormat(*format);
    for (const auto& twins : m_restored.models)
        for (const RestoredModel& model : twins)
            if (!model.file.isEmpty() && model.network)
                importModel(model.file, *model.network);
            else if (!model.file.isEmpty())
                openModel(model.file);
    if (!m_restored.text.isEmpty())
        openText(m_restored.text);
    if (!m_restored.digits.images.empty())
        begin(toText(m_restored.digits.images)).openDigits(m_restored.digits);
    if (!m_restored.experiment.isEmpty())
        openExperiment(m_restored.experiment);
    Q_EMIT comingChanged();
}

bool Library::isComing(Task task, Twin twin) const
{
    return m_isStarting || !m_restored.models[slotOf(task)][slotOf(twin)].file.isEmpty()
        || !m_shipped[slotOf(task)][slotOf(twin)].isEmpty();
}

void Library::setStarting(bool on)
{
    m_isStarting = on;
    Q_EMIT comingChanged();
    Q_EMIT refusalChanged(); // there may be nothing to open at all
}

/// It was read, or cannot be.
void Library::forgetComing(const QString& file, bool opened)
{
    if (file.isEmpty())
        return;
    const std::filesystem::path path = toPath(file);
    const bool isAway = !opened && !isThere(path.parent_path());
    const auto forget = [&](auto& one, auto& away, bool isIt) {
        if (!isIt)
            return;
        if (isAway)
            away = std::move(one);
        one = std::remove_reference_t<decltype(one)>();
    };
    for (auto& twins : m_shipped)
        for (QString& one : twins)
            if (one == file)
                one.clear();
    for (const Task task : kBothTasks)
        for (const Twin twin : kTwins) {
            RestoredModel& one = m_restored.models[slotOf(task)][slotOf(twin)];
            forget(one, m_away.models[slotOf(task)][slotOf(twin)], one.file == file);
        }
    forget(m_restored.text, m_away.text, m_restored.text == file);
    forget(m_restored.experiment, m_away.experiment, m_restored.experiment == file);
    forget(m_restored.digits, m_away.digits, toText(m_restored.digits.images) == file);
    Q_EMIT comingChanged();
}

void Library::forgetAway(const Loaded& opened)
{
    if (opened.text)
        m_away.text.clear();
    if (opened.experiment)
        m_away.experiment.clear();
    if (opened.digits)
        m_away.digits = {};
    if (opened.model) {
        const ModelConfig& model = opened.model->state->config;
        m_away.models[slotOf(model.task)][slotOf(twinOf(model))] = {};
    }
}

/// What a session did to the model that came just now.
void Library::operateRestored(Task task, Twin twin)
{
    const RestoredModel words = std::exchange(m_restored.models[slotOf(task)][slotOf(twin)], {});
    const Slot& opened = slot(task, twin);
    if (!opened.model || opened.file != words.file
        || (words.disabled.empty() && words.forced.empty()))
        return;
    const ModelConfig& config = opened.model->state->config;
    try {
        Surgery surgery;
        for (const std::string& text : words.disabled)
            surgery.disabled.push_back(parseAddress(gridOf(config), text));
        for (const std::string& text : words.forced)
            surgery.forced.push_back(parseAddress(gridOf(config), text));
        surgery = ordered(std::move(surgery));
        if (const std::string wrong = glowworm::problem(config, surgery); !wrong.empty())
            throw Error(wrong);
        operate(task, twin, std::move(surgery));
    } catch (const Error& error) {
        Q_EMIT problem(tr("The surgery of the last session was not done to %1: %2")
                           .arg(QString::fromStdString(opened.model->source),
                               QString::fromUtf8(error.what())));
    }
}

} // namespace glowworm
