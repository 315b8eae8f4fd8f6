// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/workbench.h"

#include "model/base/build_info.h"
#include "model/data/data_folder.h"
#include "model/io/paths.h"
#include "model/training/train_library.h"
#include "ui/session/workbench_impl.h"
#include "ui/widgets/field_words.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace glowworm {
namespace {

bool sameBusy(const Busy& a, const Busy& b)
{
    return a.training == b.training && a.generation == b.generation && a.digits == b.digits
        && a.benchmark == b.benchmark;
}

} // namespace

Workbench::Impl::Impl(Workbench& workbench, TrainingLoop::Create create)
    : bench(workbench)
    , training(std::move(create))
    , benchmark(training.lane(), []() -> const TrainEntry& { return trainLibrary(); })
    , usableThreads(glowworm::usableThreads())
    , generationThreads(usableThreads >= 4 ? 2 : 1)
    , pulse([this] { return beat(); })
    , config(preset("quick-sparse").config)
{
}

Workbench::Workbench(TrainingLoop::Create create, QObject* parent)
    : QObject(parent)
    , m_impl(std::make_unique<Impl>(*this, std::move(create)))
{
}

Workbench::~Workbench() = default;

// ----------------------------------------------------------------------------------------------------------------
// the beat

Busy Workbench::Impl::busy() const
{
    return {trainingActive() || openingRun || waitingRun, generationRuns,
        searching && digits.status().busy(), benchmarkRuns};
}

/// Statuses are read before anything is drained and ends are told after it: nothing posted before
/// an end is lost.
bool Workbench::Impl::beat()
{
    const Busy before = busy();
    const bool quickBefore
        = loading.busy() || keptFiles.busy() || digits.status().busy(); // work that refuses nothing
    const Lane::Status generationStatus = generation.status(), benchmarkStatus = benchmark.status();

    fetchTraining();
    if (GenerationUpdate update = generation.drain(); !update.tokens.empty()
        || !update.speeds.empty() || !update.unknown.empty() || update.promptCut)
        Q_EMIT bench.generationUpdated(update);
    if (const auto result = digits.takeResult())
        Q_EMIT bench.digitResult(*result);
    if (const auto index = digits.takeDisagreement()) {
        searching = false;
        Q_EMIT bench.disagreementFound(*index);
    }
    if (const auto progress = benchmark.takeProgress())
        Q_EMIT bench.benchmarkProgress(*progress);
    fetchLoaded();
    if (auto found = keptFiles.take()) {
        kept = std::move(*found);
        Q_EMIT bench.keptChanged();
    }

    const auto failureOf = [](const Lane::Status& status) {
        return status.kind == Lane::Status::Kind::Failed ? QString::fromStdString(status.message)
                                                         : QString();
    };
    if (generationRuns && !generationStatus.busy() && !generation.status().busy()) {
        generationRuns = false;
        Q_EMIT bench.generationEnded(failureOf(generationStatus));
    }
    if (benchmarkRuns && !benchmarkStatus.busy()) {
        benchmarkRuns = false;
        pulse.setQuiet(false);
        Q_EMIT bench.benchmarkEnded(failureOf(benchmarkStatus));
    }
    announceBusy();

    const Busy now = busy();
    const bool idle = !(before.training || before.generation || before.digits || before.benchmark
                          || quickBefore)
        && !loading.busy() && !keptFiles.busy() && !digits.status().busy()
        && !(now.training || now.generation || now.digits || now.benchmark);
    if (idle && leaving)
        Q_EMIT bench.readyToQuit();
    return !idle;
}

void Workbench::Impl::announceBusy()
{
    const Busy now = busy();
    if (sameBusy(now, announced))
        return;
    if (now.training != announced.training)
        generation.setThreads(threadsOfText(now.training), now.training);
    announced = now;
    Q_EMIT bench.busyChanged();
}

void Workbench::Impl::fetchLoaded()
{
    std::vector<Loaded> items = loading.drain();
    for (Loaded& item : items)
        take(std::move(item));
}

void Workbench::Impl::take(Loaded loaded)
{
    const QString file = toText(loaded.file);
    const bool awaited = waitingRun && file == QString::fromStdString(waitingRun->dataName);
    if (!loaded.error.empty()) {
        if (awaited)
            waitingRun.reset();
        const QString sentence = QString::fromStdString(loaded.error);
        const QString name = QString::fromStdString(
            printable(loaded.file.filename().native())); // as most sentences have it
        const bool named
            = name.isEmpty() || sentence.contains(name) || (openingRun && file == runAsked);
        Q_EMIT bench.problem(
            named ? sentence : tr("%1: %2").arg(name, sentence)); // it may be one of several
    }
    if (openingRun && file == runAsked) {
        openingRun = false;
        if (loaded.run)
            takeRun(*loaded.run);
    }
    if (loaded.model) {
        const ModelConfig& model = loaded.model->state->config;
        slot(model.task, twinOf(model)) = {std::move(loaded.model), file};
        if (const Slot& sparse = slot(Task::Digits, Twin::Sparse),
            &dense = slot(Task::Digits, Twin::Dense);
            sparse.model || dense.model)
            digits.setModels(sparse.model ? sparse.model->digits : nullptr,
                dense.model ? dense.model->digits : nullptr);
        Q_EMIT bench.modelsChanged();
    }
    if (!loaded.fitting.empty())
        Q_EMIT bench.networkAsked(file, loaded.fitting);
    if (loaded.text) {
        data.text = std::move(loaded.text);
        textSource = file;
        config.model.vocabSize = data.text->vocabulary().size();
        Q_EMIT bench.dataChanged();
        Q_EMIT bench.configChanged();
    }
    if (loaded.digits) {
        data.digits = std::move(loaded.digits);
        data.testDigits = std::move(loaded.testDigits);
        digitFiles = std::move(loaded.digitFiles);
        digitsSource = toText(digitFiles.images);
        Q_EMIT bench.dataChanged();
    }
    if (loaded.experiment) {
        experiment = std::move(loaded.experiment);
        experimentFile = file;
        Q_EMIT bench.experimentOpened();
    }
    if (loaded.drawing) {
        drawing = std::move(loaded.drawing);
        pictureFile = file;
        Q_EMIT bench.pictureOpened();
    }
    Q_EMIT bench.busyChanged();
    if (awaited && waitingRun)
        reopen(*std::exchange(waitingRun, std::nullopt));
}

// ------------------------------------------------------------------------------------------------------------------
// set-up

const RunConfig& Workbench::config() const { return m_impl->config; }
bool Workbench::twins() const { return m_impl->twins; }

void Workbench::setConfig(const RunConfig& config, bool twins)
{
    RunConfig wanted = config;
    if (m_impl->data.text)
        wanted.model.vocabSize = m_impl->data.text->vocabulary().size();
    if (wanted == m_impl->config && twins == m_impl->twins)
        return;
    m_impl->config = wanted;
    m_impl->twins = twins;
    Q_EMIT configChanged();
    Q_EMIT busyChanged();
}

void Workbench::setUnread(const QString& sentence)
{
    if (sentence == m_impl->unread)
        return;
    m_impl->unread = sentence;
    Q_EMIT busyChanged();
}

const QString& Workbench::unread() const { return m_impl->unread; }

const TrainingData& Workbench::data() const { return m_impl->data; }
QString Workbench::textSource() const { return m_impl->textSource; }
QString Workbench::digitsSource() const { return m_impl->digitsSource; }
const DigitFiles& Workbench::digitFiles() const { return m_impl->digitFiles; }

void Workbench::open(const QStringList& files)
{
    std::vector<std::filesystem::path> paths;
    for (const QString& file : files)
        paths.push_back(absolutePath(toPath(file))); // it is kept with the runs that train on it
    Q_EMIT opening();
    m_impl->loading.open(std::move(paths));
    m_impl->pulse.start();
}

void Workbench::openText(const QString& file)
{
    Q_EMIT opening();
    m_impl->loading.openText(toPath(file));
    m_impl->pulse.start();
}

void Workbench::openDigits(const QString& images, const QString& labels, const QString& testImages,
    const QString& testLabels)
{
    Q_EMIT opening();
    m_impl->loading.openDigits(
        {toPath(images), toPath(labels), toPath(testImages), toPath(testLabels)});
    m_impl->pulse.start();
}

void Workbench::openDefaultData()
{
    if (const auto text = shakespeareFile())
        openText(toText(*text));
    if (const auto digits = idxPair("mnist", true))
        openDigits(toText(digits->images));
}

// ------------------------------------------------------------------------------------------------------------------
// models

void Workbench::openShippedModels()
{
    const QDir folder(toText(modelsFolder()));
    bool found = false;
    for (const char* name :
        {"shakespeare-sparse", "shakespeare-dense", "mnist-sparse", "mnist-dense"}) {
        const QString file = folder.filePath(QLatin1String(name) + QStringLiteral(".safetensors"));
        if (!QFileInfo::exists(file))
            continue;
        found = true;
        openModel(file);
    }
    if (found)
        return;
    Q_EMIT opening();
    const QString sentence = tr("No shipped models were found in %1. Open a checkpoint (File > "
                                "Open model), or train one (Ctrl+2).")
                                 .arg(shownName(folder.path()));
    // After what else is opened in the same breath, as the refusals of files are: its opening()
    // would end the sentence unread.
    QMetaObject::invokeMethod(
        this, [this, sentence] { Q_EMIT problem(sentence); }, Qt::QueuedConnection);
}

void Workbench::openModel(const QString& file)
{
    Q_EMIT opening();
    m_impl->loading.openModel(toPath(file));
    m_impl->pulse.start();
}

void Workbench::importModel(const QString& file, const ModelConfig& network)
{
    Q_EMIT opening();
    m_impl->loading.importModel(toPath(file), network);
    m_impl->pulse.start();
}

const LoadedModel* Workbench::model(Task task, Twin twin) const
{
    const Slot& slot = m_impl->slot(task, twin);
    return slot.model ? &*slot.model : nullptr;
}

QString Workbench::modelFile(Task task, Twin twin) const { return m_impl->slot(task, twin).file; }

void Workbench::useTrainedModels(TrainedWeights which)
{
    Q_EMIT opening();
    if (!hasTrainedModels()) {
        Q_EMIT problem(tr("There are no trained weights yet: train a model first (Ctrl+2)."));
        return;
    }
    for (const Twin twin : {Twin::Sparse, Twin::Dense}) {
        if (const ModelState* model = trainedModel(twin, which))
            m_impl->loading.pack(*model, tr("training, step %L1").arg(model->steps).toStdString());
    }
    m_impl->pulse.start();
}

// -----------------------------------------------------------------------------------------------------------------
// experiments

void Workbench::openExperiment(const QString& file)
{
    Q_EMIT opening();
    m_impl->loading.openExperiment(toPath(file));
    m_impl->pulse.start();
}

std::shared_ptr<const ExperimentResult> Workbench::experiment() const { return m_impl->experiment; }
QString Workbench::experimentFile() const { return m_impl->experimentFile; }

void Workbench::refreshKept()
{
    m_impl->keptFiles.refresh();
    m_impl->pulse.start();
}

const Kept& Workbench::kept() const { return m_impl->kept; }

// ----------------------------------------------------------------------------------------------------------------
// who may start

QString Workbench::refusalOf(Work work) const
{
    if (m_impl->leaving) // a model that arrives now must not set a panel writing
        return tr("Glowworm is closing.");
    if (const auto sentence = refusal(work, m_impl->busy()))
        return QString::fromStdString(*sentence);
    const auto missing = [this](const QString& sentence) {
        return m_impl->loading.busy() ? tr("Files are still being opened; try again in a moment.")
                                      : sentence;
    };
    const auto has
        = [this](Task task) { return model(task, Twin::Sparse) || model(task, Twin::Dense); };
    if (work == Work::Training) {
        if (!m_impl->unread.isEmpty())
            return m_impl->unread;
        if (m_impl->config.model.task == Task::Text && !data().text)
            return missing(tr("No text is open. Open one in Set-up (Ctrl+1), or run %1, which gets "
                              "Tiny Shakespeare.")
                               .arg(QString::fromStdString(fetchCommand())));
        if (m_impl->config.model.task == Task::Digits && !data().digits)
            return missing(tr("No digits are open. Open an IDX pair in Set-up (Ctrl+1), or run %1, "
                              "which gets MNIST.")
                               .arg(QString::fromStdString(fetchCommand())));
        if (const auto wrong = problems(m_impl->config); !wrong.empty())
            return withLabels(wrong.front().sentence);
        if (m_impl->config.model.task == Task::Text)
            if (const auto tooShort = data().text->tooShortFor(m_impl->config.model.context))
                return QString::fromStdString(*tooShort);
    }
    if (work == Work::Generation && !has(Task::Text))
        return missing(tr("No text model is open. Open a checkpoint (File > Open model), or train "
                          "one (Ctrl+2)."));
    if (work == Work::Digits && !has(Task::Digits))
        return missing(tr("No digit model is open. Open a checkpoint (File > Open model), or train "
                          "one (Ctrl+2)."));
    return {};
}

// ----------------------------------------------------------------------------------------------------------------
// generation

void Workbench::generate(const SampleConfig& sample, const QString& prompt, bool sparse, bool dense,
    double tokensPerSecond)
{
    GenerationSpec spec;
    const LoadedModel* sparseModel = sparse ? model(Task::Text, Twin::Sparse) : nullptr;
    const LoadedModel* denseModel = dense ? model(Task::Text, Twin::Dense) : nullptr;
    QString sentence = refusalOf(Work::Generation);
    if (sentence.isEmpty() && !sparseModel && !denseModel)
        sentence = tr("The model asked for is not open: choose the other one, or open a checkpoint "
                      "(File > Open model).");
    if (const auto wrong = problems(sample); sentence.isEmpty() && !wrong.empty())
        sentence = withLabels(wrong.front().sentence);
    if (!sentence.isEmpty()) {
        Q_EMIT problem(sentence, Work::Generation);
        return;
    }
    spec.sparse = sparseModel ? sparseModel->language : nullptr;
    spec.dense = denseModel ? denseModel->language : nullptr;
    spec.prompt = prompt.toStdU32String();
    spec.sample = sample;
    spec.whileTraining = m_impl->busy().training;
    spec.threads = m_impl->threadsOfText(spec.whileTraining);
    spec.tokensPerSecond = tokensPerSecond;
    m_impl->generation.start(std::move(spec));
    m_impl->generationRuns = true;
    m_impl->pulse.start();
    Q_EMIT generationStarted();
    m_impl->announceBusy();
}

void Workbench::stopGeneration() { m_impl->generation.stop(); }
void Workbench::setGenerationPace(double tokensPerSecond)
{
    m_impl->generation.setPace(tokensPerSecond);
}
bool Workbench::generating() const { return m_impl->generationRuns; }

void Workbench::setWeightFormat(WeightFormat format)
{
    if (format == m_impl->weightFormat)
        return;
    m_impl->weightFormat = format;
    m_impl->loading.setFormat(format);
    for (const Slot& slot : m_impl->slots[static_cast<std::size_t>(Task::Text)])
        if (slot.model)
            m_impl->loading.repack(*slot.model, toPath(slot.file));
    m_impl->pulse.start();
}

WeightFormat Workbench::weightFormat() const { return m_impl->weightFormat; }

void Workbench::setGenerationThreads(int threads)
{
    m_impl->generationThreads = std::clamp(threads, 1, m_impl->usableThreads);
    m_impl->generation.setThreads(writingThreads(), m_impl->busy().training);
}

int Workbench::generationThreads() const { return m_impl->generationThreads; }
int Workbench::writingThreads() const { return m_impl->threadsOfText(m_impl->busy().training); }

// ----------------------------------------------------------------------------------------------------------------
// digits, timing, leaving

void Workbench::openPicture(const QString& file)
{
    Q_EMIT opening();
    m_impl->loading.openPicture(toPath(file));
    m_impl->pulse.start();
}

std::shared_ptr<const Drawing> Workbench::drawing() const { return m_impl->drawing; }
QString Workbench::pictureFile() const { return m_impl->pictureFile; }

std::uint64_t Workbench::classify(DigitRequest request)
{
    request.id = ++m_impl->lastRequest;
    if (refusalOf(Work::Digits).isEmpty()) {
        m_impl->searching = false; // the newest request wins
        m_impl->digits.classify(std::move(request));
        m_impl->pulse.start();
    }
    return m_impl->lastRequest;
}

void Workbench::findDisagreement(std::int64_t from)
{
    QString sentence = refusalOf(Work::Digits);
    if (sentence.isEmpty()
        && (!model(Task::Digits, Twin::Sparse) || !model(Task::Digits, Twin::Dense)))
        sentence = tr(
            "Two digit models are needed to disagree: open the missing one (File > Open model).");
    if (sentence.isEmpty() && !data().testDigits)
        sentence = tr("No test digits are open. Open an IDX pair in Set-up (Ctrl+1), or run %1, "
                      "which gets MNIST.")
                       .arg(QString::fromStdString(fetchCommand()));
    if (!sentence.isEmpty()) {
        Q_EMIT problem(sentence, Work::Digits);
        return;
    }
    m_impl->searching = true;
    m_impl->digits.findDisagreement(data().testDigits, from);
    m_impl->pulse.start();
    m_impl->announceBusy();
}

void Workbench::startBenchmark(BenchConfig config)
{
    if (const QString sentence = refusalOf(Work::Benchmark); !sentence.isEmpty()) {
        Q_EMIT problem(sentence, Work::Benchmark);
        return;
    }
    const Task task = taskOf(config.workload);
    const auto hashOf = [&](Twin twin, const std::shared_ptr<const ModelState>& timed) {
        const LoadedModel* open = model(task, twin);
        return open && open->state == timed ? open->hash : std::string();
    };
    BenchKeeping keeping{
        timingsFolder(), hashOf(Twin::Dense, config.dense), hashOf(Twin::Sparse, config.sparse)};
    if (config.workload == Workload::Token && config.sparse)
        config.text = data().text;
    if (const auto wrong = problems(config); !wrong.empty()) {
        Q_EMIT problem(QString::fromStdString(wrong.front()), Work::Benchmark);
        return;
    }
    m_impl->benchmark.start(std::move(config), std::move(keeping));
    m_impl->benchmarkRuns = true;
    m_impl->pulse.setQuiet(true);
    m_impl->pulse.start();
    m_impl->announceBusy();
}

void Workbench::stopBenchmark() { m_impl->benchmark.stop(); }
bool Workbench::benchmarking() const { return m_impl->benchmarkRuns; }

void Workbench::shutDown()
{
    m_impl->leaving = true;
    m_impl->generation.stop();
    m_impl->benchmark.stop();
    stopTraining();
}

} // namespace glowworm
