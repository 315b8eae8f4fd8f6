// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/jobs/load_run.h"

#include "model/base/error.h"
#include "model/base/sentence.h"
#include "model/bench/result_file.h"
#include "model/data/data_folder.h"
#include "model/experiments/experiment.h"
#include "model/io/checkpoint.h"
#include "model/io/file_kind.h"
#include "model/io/model_import.h"
#include "model/io/used_checkpoint.h"
#include "model/jobs/session_run.h"
#include "model/tape/tape_file.h"
#include "model/training/run_branch.h"

#include <algorithm>
#include <utility>

namespace glowworm {
namespace {

/// Its weights, from its state and surgery.
LoadedModel packed(LoadedModel model, WeightFormat format)
{
    const auto pack = [&](const ModelState& state) {
        if (state.config.task == Task::Text)
            model.language = packLanguage(state, format);
        else
            model.digits = packDigits(state);
    };
    if (model.surgery.empty())
        pack(*model.state);
    else
        pack(operated(*model.state, model.surgery));
    return model;
}

LoadedModel modelOf(ModelState state, std::string source, std::string hash)
{
    LoadedModel model;
    model.state = std::make_shared<const ModelState>(std::move(state));
    model.source = std::move(source);
    model.hash = std::move(hash);
    return model;
}

/// Of what can be a stream: whoever waits here would keep all others waiting. Throws Error.
void requireFile(const std::filesystem::path& file) { InputFile{file}; }

void takePicture(Loaded& loaded, const std::filesystem::path& file, const std::stop_token& stop)
{
    requireFile(file);
    loaded.drawing = std::make_shared<const Drawing>(drawingFrom(readPng(file, stop)));
}

void takeText(Loaded& loaded, const std::filesystem::path& file, const std::stop_token& stop)
{
    requireFile(file);
    loaded.text = std::make_shared<const TextCorpus>(TextCorpus::load(file, stop));
}

void takeDigits(Loaded& loaded, const DigitFiles& files, const std::stop_token& stop)
{
    requireFile(files.images);
    loaded.digitFiles = withFilesBeside(files);
    if (!loaded.digitFiles.labels.empty())
        requireFile(loaded.digitFiles.labels);
    DigitSplit split = loadDigits(loaded.digitFiles, stop);
    loaded.digits = std::move(split.training);
    loaded.testDigits = std::move(split.test);
}

/// Throws Error.
void refuse(const std::filesystem::path& file, FileIdentity found)
{
    const std::string_view wanted = wantedByName(file);
    if (found.kind == FileKind::Text)
        found.advice = "Use another copy of the file; to train on it as a text, use File > Open "
                       "text.";
    throw notWanted(printable(file.filename().string()), found,
        !wanted.empty()
            ? wanted
            : "a model, a text, a tape, a session, a drawing, pictures of digits or the result of "
              "an experiment or a timing");
}

} // namespace

void LoadRun::ask(std::filesystem::path file, Request request)
{
    m_worker.ask([file = std::move(file), request = std::move(request)](
                     std::stop_token stop, Mailbox<Loaded>& out) {
        Loaded loaded;
        try {
            request(loaded, stop);
        } catch (const std::exception& exception) {
            loaded = {};
            loaded.error = sentenceOf(exception);
        }
        loaded.file = file;
        out.post(std::move(loaded));
    });
}

void LoadRun::takeModel(Loaded& loaded, const std::filesystem::path& file)
{
    loaded.fitting = presetsThatFit(file);
    if (!loaded.fitting.empty())
        return;
    loaded.model = packed(
        modelOf(readModel(file), file.filename().string(), checkpointHash(file)), m_format);
    holdUsed(file);
}

/// together: what came with the file. Labels and test pictures whose pictures are among them are
/// opened with those.
void LoadRun::sortOut(const std::filesystem::path& file,
    const std::vector<std::filesystem::path>& together, Loaded& loaded, const std::stop_token& stop)
{
    const auto identityOf = [&stop](const std::filesystem::path& path) {
        InputFile input(path, InputFile::Accept::Files, stop);
        return identify(input);
    };
    const auto other = [&](FileKind kind) { // of two files; more are not looked at: one that cannot
                                            // be read says so itself
        if (together.size() != 2)
            return std::filesystem::path();
        const auto found = std::ranges::find_if(together, [&](const std::filesystem::path& path) {
            return path != file && identityOf(path).kind == kind;
        });
        return found != together.end() ? *found : std::filesystem::path();
    };
    const auto belongsTo = [&](const std::filesystem::path& images) {
        const DigitFiles files = withFilesBeside({images, {}, {}, {}});
        return images != file
            && (files.labels == file || files.testImages == file || files.testLabels == file);
    };
    const FileIdentity found = identityOf(file);
    const bool isIdx = found.kind == FileKind::IdxPictures || found.kind == FileKind::IdxLabels;
    if (isIdx && std::ranges::any_of(together, belongsTo))
        return;
    if (found.kind == FileKind::IdxPictures)
        takeDigits(loaded, {file, other(FileKind::IdxLabels), {}, {}}, stop);
    else if (found.kind == FileKind::Model)
        takeModel(loaded, file);
    else if (found.kind == FileKind::Tape)
        loaded.tape = std::make_shared<const Tape>(readTape(file));
    else if (found.kind == FileKind::Session)
        loaded.session = openSession(file);
    else if (found.kind == FileKind::Experiment)
        loaded.experiment = std::make_shared<const ExperimentResult>(readExperimentResult(file));
    else if (found.kind == FileKind::Timing)
        loaded.timing = keepCopy(file, timingsFolder());
    else if (found.kind == FileKind::Png)
        takePicture(loaded, file, stop);
    else if (found.kind == FileKind::Text && wantedByName(file).empty())
        takeText(loaded, file, stop);
    else if (found.kind != FileKind::IdxLabels || other(FileKind::IdxPictures).empty())
        refuse(file, found);
}

void LoadRun::open(std::vector<std::filesystem::path> files)
{
    for (const std::filesystem::path& file : files)
        ask(file, [file, files, this](Loaded& loaded, std::stop_token stop) {
            sortOut(file, files, loaded, stop);
        });
}

void LoadRun::openModel(std::filesystem::path file)
{
    ask(file, [file, this](Loaded& loaded, std::stop_token) { takeModel(loaded, file); });
}

void LoadRun::importModel(std::filesystem::path file, ModelConfig network)
{
    ask(file, [file, network, this](Loaded& loaded, std::stop_token) {
        loaded.model
            = packed(modelOf(readModel(file, network), file.filename().string(), {}), m_format);
        loaded.isImported = true;
    });
}

void LoadRun::openText(std::filesystem::path file)
{
    ask(file, [file](Loaded& loaded, std::stop_token stop) { takeText(loaded, file, stop); });
}

void LoadRun::openDigits(DigitFiles files)
{
    ask(files.images,
        [files](Loaded& loaded, std::stop_token stop) { takeDigits(loaded, files, stop); });
}

void LoadRun::openRun(std::filesystem::path folder)
{
    ask(folder,
        [folder](Loaded& loaded, std::stop_token) { loaded.run = readRunWithBest(folder); });
}

void LoadRun::openExperiment(std::filesystem::path file)
{
    ask(file, [file](Loaded& loaded, std::stop_token) {
        loaded.experiment = std::make_shared<const ExperimentResult>(readExperimentResult(file));
    });
}

void LoadRun::addTiming(std::filesystem::path file)
{
    ask(file, [file](Loaded& loaded, std::stop_token) {
        requireFile(file);
        loaded.timing = keepCopy(file, timingsFolder());
        loaded.isTimingAdded = true;
    });
}

void LoadRun::pack(ModelState model, std::string source, std::filesystem::path checkpoint)
{
    ask({},
        [this, model = modelOf(std::move(model), std::move(source), {}),
            checkpoint = std::move(checkpoint)](Loaded& loaded, std::stop_token) {
            loaded.model = packed(model, m_format);
            if (checkpoint.empty())
                return;
            try {
                // What it makes is known as its own when the file is opened the next time.
                UsedCheckpoint kept = keepUsed(checkpoint, *model.state);
                loaded.kept = std::move(kept.file);
                loaded.model->hash = std::move(kept.hash);
            } catch (const Error& error) {
                loaded.notKept = error.what();
            }
        });
}

void LoadRun::repack(const LoadedModel& model, std::filesystem::path file)
{
    ask(std::move(file), [this, model](Loaded& loaded, std::stop_token) {
        loaded.model = packed(model, m_format);
        loaded.isRepacked = true;
    });
}

} // namespace glowworm
