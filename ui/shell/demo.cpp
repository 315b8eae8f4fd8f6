// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/demo.h"

#include "model/base/build_info.h"
#include "model/base/error.h"
#include "model/io/atomic_file.h"
#include "ui/session/digits.h"
#include "ui/session/generation.h"
#include "ui/session/inspection.h"
#include "ui/session/library.h"
#include "ui/session/timing.h"
#include "ui/session/training.h"
#include "ui/session/workbench.h"
#include "ui/shell/main_window.h"
#include "ui/shell/synthetic_input.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/path_text.h"
#include "ui/widgets/save_file.h"
#include "ui/widgets/words.h"

#include <QDir>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QWidget>

#include <algorithm>

namespace glowworm {
namespace {

constexpr int kBeat = 25;         // milliseconds
constexpr int kTokensShown = 260; // written before the picture is taken
constexpr int kNeuronShown
    = 8'000; // milliseconds that its corpus is read for, where it does not end sooner
constexpr int kTrainingShown
    = 30'000; // milliseconds of training, where it does not reach its goal sooner

/// A seven in one stroke, in parts of the canvas: the bar, then the leg.
std::vector<QPointF> seven()
{
    std::vector<QPointF> points;
    const auto line = [&](QPointF from, QPointF to, int pieces) {
        for (int piece = 0; piece <= pieces; ++piece)
            points.push_back(from + (to - from) * piece / pieces);
    };
    line({0.26, 0.24}, {0.72, 0.22}, 14);
    line({0.72, 0.22}, {0.45, 0.80}, 20);
    return points;
}

} // namespace

Demo::Demo(MainWindow& window, Workbench& workbench, const QString& folder, QObject* parent)
    : QObject(parent)
    , m_window(window)
    , m_workbench(workbench)
    , m_folder(folder)
{
    if (m_kept.isValid())
        workbench.keepIn(toPath(m_kept.path()));
    m_beat.setInterval(kBeat);
    connect(&m_beat, &QTimer::timeout, this, &Demo::next);
    listen();
    scriptSetup();
    scriptTraining();
    scriptGeneration();
    scriptDigits();
    scriptTiming();
}

void Demo::start()
{
    QDir().mkpath(m_folder);
    try {
        requireWritable(toPath(summaryFile())); // two minutes would be for nothing
    } catch (const Error& error) {
        qWarning("%s", error.what());
        QTimer::singleShot(0, this, [this] { Q_EMIT ended(false); });
        return;
    }
    m_total.start();
    m_beat.start();
}

// ------------------------------------------------------------------------------------------------------------------
// the script

void Demo::scriptSetup()
{
    await(tr("models and data to be read"), 20, [this] {
        return (m_workbench.library().model(Task::Text, Twin::Sparse) || m_total.elapsed() > 4000)
            && (m_workbench.library().data().text || m_total.elapsed() > 4000);
    });
    add(tr("open Set-up"), [this] { open(QStringLiteral("setup")); });
    add(tr("evaluate more often"), [this] {
        if (QWidget* field = find(QStringLiteral("eval_interval")))
            synthetic::replaceText(*field, QStringLiteral("30"));
    });
    await(tr("the new interval to be taken"), 10,
        [this] { return m_workbench.training().config().train.evalInterval == 30; });
    add(tr("picture of Set-up"), [this] { picture(QStringLiteral("setup")); });
}

void Demo::scriptTraining()
{
    add(tr("open Training"), [this] { open(QStringLiteral("training")); });
    add(tr("start the twins"), [this] {
        m_untrained = m_workbench.training().refusal(); // where no text is there to learn from
        if (m_untrained.isEmpty())
            click(QStringLiteral("train"));
    });
    await(tr("both twins to learn for a while"), 75, [this] {
        const auto learned = [this](std::size_t evaluations, std::size_t steps) {
            return std::ranges::all_of(kTwins, [&](Twin twin) {
                const TwinHistory& history = m_workbench.training().history().of(twin);
                return history.evaluations.size() >= evaluations && history.losses.size() >= steps;
            });
        };
        const bool slow = m_sinceAct.elapsed() > kTrainingShown
            && learned(1, 3); // a slow or busy machine shows what it has
        return !m_untrained.isEmpty() || slow || learned(3, 60);
    });
    add(tr("picture of Training"), [this] { picture(QStringLiteral("training")); });
    add(tr("pause"), [this] {
        if (m_untrained.isEmpty())
            click(QStringLiteral("pause"));
    });
    await(tr("the training to pause"), 15, [this] {
        return !m_untrained.isEmpty()
            || m_workbench.training().state() == TrainingRun::State::Paused;
    });
    add(tr("use the trained pair where no model ships"), [this] {
        if (!m_workbench.library().model(Task::Text, Twin::Sparse))
            click(QStringLiteral("useModels"));
    });
    await(tr("a text model"), 5,
        [this] { return m_workbench.library().model(Task::Text, Twin::Sparse) != nullptr; });
}

void Demo::scriptGeneration()
{
    add(tr("open Generation"), [this] { open(QStringLiteral("generation")); });
    add(tr("type a prompt and generate"), [this] {
        m_workbench.generation().stop(); // what the panel may have begun by itself
        if (QWidget* prompt = find(QStringLiteral("prompt")))
            synthetic::replaceText(*prompt, QStringLiteral("ROMEO:\n"));
        click(QStringLiteral("start"));
    });
    await(tr("text to stream"), 60,
        [this] { return std::max(m_written[0], m_written[1]) >= kTokensShown; });
    add(tr("stop the text"), [this] { click(QStringLiteral("stop")); });
    await(tr("the text to stop"), 30, [this] { return !m_workbench.generation().running(); });
    add(tr("ask about a light"), [this] {
        if (QWidget* board = find(QStringLiteral("switchboard")))
            for (const Qt::Key key : {Qt::Key_PageDown, Qt::Key_PageDown, Qt::Key_Right,
                     Qt::Key_Right, Qt::Key_Right, Qt::Key_Return})
                synthetic::key(*board, key);
    });
    await(tr("an answer about the neuron"), 20, [this] {
        if (!m_neuron || !m_neuron->biography)
            return m_neuron && (!m_neuron->hasCorpus || !m_neuron->withoutBiography.empty());
        return m_neuron->biography->complete() || m_sinceAct.elapsed() > kNeuronShown;
    });
    add(tr("picture of Generation"), [this] { picture(QStringLiteral("generation")); });
}

void Demo::scriptDigits()
{
    add(tr("open Digits"), [this] {
        open(QStringLiteral("digits"));
        m_stroke = seven();
    });
    await(tr("draw a seven"), 60, [this] {
        strokeOn();
        return m_stroke.empty();
    });
    await(tr("an answer"), 30, [this] { return !m_digit.answers.empty(); });
    await(tr("the answer to the whole stroke"), 2, [this] { return m_sinceAct.elapsed() > 400; });
    add(tr("picture of Digits"), [this] { picture(QStringLiteral("digits")); });
}

void Demo::scriptTiming()
{
    add(tr("open Timing"), [this] { open(QStringLiteral("timing")); });
    add(tr("fewer rounds"), [this] {
        if (QWidget* rounds = find(QStringLiteral("repeats")))
            synthetic::replaceText(*rounds, QStringLiteral("5"));
    });
    add(tr("time it"), [this] { click(QStringLiteral("run")); });
    await(tr("the timing to end"), 300, [this] { return m_timingEnded; });
    await(tr("the panel to settle"), 2, [this] { return m_sinceAct.elapsed() > 400; });
    add(tr("picture of Timing"), [this] { picture(QStringLiteral("timing")); });
}

// ------------------------------------------------------------------------------------------------------------------
// carrying it out

void Demo::listen()
{
    connect(&m_workbench.generation(), &Generation::started, this, [this] {
        m_written = {};
        m_texts = {};
    });
    connect(&m_workbench.generation(), &Generation::updated, this,
        [this](const GenerationUpdate& update) {
            for (const GeneratedToken& token : update.tokens) {
                m_texts[slotOf(token.twin)] += QString::fromUcs4(&token.character, 1);
                m_written[slotOf(token.twin)] += token.fromPrompt ? 0 : 1;
            }
            for (const GenerationSpeed& speed : update.speeds)
                m_speeds[slotOf(speed.twin)] = speed;
        });
    connect(&m_workbench.inspection(), &Inspection::answered, this,
        [this](Task, Twin, const NeuronReport& report) { m_neuron = report; });
    connect(&m_workbench.digits(), &Digits::answered, this,
        [this](const DigitResult& result) { m_digit = result; });
    connect(&m_workbench.timing(), &Timing::progress, this,
        [this](const BenchProgress& progress) { m_timing = progress; });
    connect(&m_workbench.timing(), &Timing::ended, this, [this](const QString& failure) {
        m_timingEnded = true;
        if (!failure.isEmpty())
            m_failures << failure;
    });
    connect(&m_workbench, &Workbench::problem, this,
        [this](const QString& sentence) { m_failures << sentence; });
}

/// One beat: begins the next act, or looks whether the one at hand is done.
void Demo::next()
{
    if (m_next == m_acts.size()) {
        finish();
        return;
    }
    const Act& act = m_acts[m_next];
    if (!m_sinceAct.isValid()) {
        m_sinceAct.start();
        act.perform();
    }
    const bool done = act.done();
    if (!done && static_cast<double>(m_sinceAct.elapsed()) < act.patience * 1000)
        return;
    if (!done)
        m_failures << tr("Waited %1 s in vain for %2.").arg(act.patience).arg(act.name);
    m_sinceAct.invalidate();
    ++m_next;
}

QWidget* Demo::find(const QString& name)
{
    auto* found = m_window.panel(m_window.currentPanel()).findChild<QWidget*>(name);
    if (!found || !found->isEnabled()) {
        m_failures
            << tr("%1 of panel %2 cannot be used.").arg(name, wordFor(m_window.currentPanel()));
        return nullptr;
    }
    return found;
}

void Demo::click(const QString& name)
{
    if (QWidget* found = find(name))
        synthetic::click(*found);
}

void Demo::open(const QString& panel)
{
    if (auto* tab = m_window.findChild<QWidget*>(QStringLiteral("tab-") + panel))
        synthetic::click(*tab);
}

void Demo::picture(const QString& name) { m_pictures.emplace_back(name, m_window.grab()); }

QString Demo::summaryFile() const
{
    return QDir(m_folder).filePath(QStringLiteral("summary.json"));
}

QJsonArray Demo::writePictures()
{
    QJsonArray files;
    for (const auto& [name, picture] : m_pictures) {
        const QString file = QDir(m_folder).filePath(name + QStringLiteral(".png"));
        if (const QString problem = writePng(file, picture.toImage()); problem.isEmpty())
            files.append(file);
        else
            m_failures << problem;
    }
    return files;
}

/// A few points a beat, so that the models answer while the stroke is being drawn.
void Demo::strokeOn()
{
    QWidget* canvas = m_stroke.empty() ? nullptr : find(QStringLiteral("canvas"));
    if (!canvas) {
        m_stroke.clear();
        return;
    }
    const auto place = [canvas](QPointF part) {
        return QPointF(part.x() * canvas->width(), part.y() * canvas->height());
    };
    if (m_stroke.size() == seven().size())
        synthetic::press(*canvas, place(m_stroke.front()));
    else
        synthetic::move(*canvas, place(m_stroke.front()));
    if (m_stroke.size() == 1)
        synthetic::release(*canvas, place(m_stroke.front()));
    m_stroke.erase(m_stroke.begin());
}

// ------------------------------------------------------------------------------------------------------------------
// the summary

QJsonObject Demo::trainingSummary() const
{
    if (!m_untrained.isEmpty())
        return {{QStringLiteral("left_out"), m_untrained}};
    QJsonObject summary;
    for (const Twin twin : kTwins) {
        const TwinHistory& learned = m_workbench.training().history().of(twin);
        if (learned.losses.empty())
            continue;
        const StepReport& last = learned.losses.back().report;
        const double seconds = learned.seconds();
        summary[words(nameOf(twin))] = QJsonObject{
            {QStringLiteral("steps"), static_cast<qint64>(last.step)},
            {QStringLiteral("train_loss"), last.loss},
            {QStringLiteral("evaluations"), static_cast<qint64>(learned.evaluations.size())},
            {QStringLiteral("val_loss"),
                learned.evaluations.empty() ? QJsonValue()
                                            : QJsonValue(learned.evaluations.back().report.loss)},
            {QStringLiteral("units_per_second"),
                seconds > 0 ? QJsonValue(static_cast<double>(learned.units()) / seconds)
                            : QJsonValue()}};
    }
    return summary;
}

QJsonObject Demo::generationSummary() const
{
    QJsonObject summary;
    for (const Twin twin : kTwins) {
        const LoadedModel* model = m_workbench.library().model(Task::Text, twin);
        if (model && m_written[slotOf(twin)] > 0)
            summary[words(nameOf(twin))] = QJsonObject{
                {QStringLiteral("model"), QString::fromStdString(model->source)},
                {QStringLiteral("text"), m_texts[slotOf(twin)]},
                {QStringLiteral("tokens"), m_written[slotOf(twin)]},
                {QStringLiteral("tokens_per_second"), m_speeds[slotOf(twin)].tokensPerSecond()}};
    }
    return summary;
}

QJsonObject Demo::digitsSummary() const
{
    QJsonObject summary{{QStringLiteral("drawn"), 7}};
    for (const DigitAnswer& answer : m_digit.answers) {
        const auto best
            = std::max_element(answer.probabilities.begin(), answer.probabilities.end());
        summary[words(nameOf(answer.twin))] = QJsonObject{
            {QStringLiteral("label"), static_cast<int>(best - answer.probabilities.begin())},
            {QStringLiteral("probability"), static_cast<double>(*best)},
            {QStringLiteral("median_us"), answer.microseconds}};
    }
    return summary;
}

void Demo::finish()
{
    m_beat.stop();
    const QJsonArray pictures = writePictures();
    const bool complete = m_failures.isEmpty();
    const MachineInfo machine = machineInfo();
    const QByteArray timing = QByteArray::fromStdString(toJson(m_timing.result));
    const QJsonObject summary{{QStringLiteral("program"), QStringLiteral("glowworm")},
        {QStringLiteral("version"), QString::fromStdString(version())},
        {QStringLiteral("platform"), QGuiApplication::platformName()},
        {QStringLiteral("complete"), complete},
        {QStringLiteral("failures"), QJsonArray::fromStringList(m_failures)},
        {QStringLiteral("seconds"), static_cast<double>(m_total.elapsed()) * 1e-3},
        {QStringLiteral("machine"),
            QJsonObject{{QStringLiteral("cpu"), QString::fromStdString(machine.cpu)},
                {QStringLiteral("threads"), machine.hardwareThreads}}},
        {QStringLiteral("pictures"), pictures}, {QStringLiteral("training"), trainingSummary()},
        {QStringLiteral("generation"), generationSummary()},
        {QStringLiteral("digits"), digitsSummary()},
        {QStringLiteral("timing"),
            m_timing.result.rows.empty() ? QJsonObject()
                                         : QJsonDocument::fromJson(timing).object()}};
    const QString problem = writeFile(summaryFile(), QJsonDocument(summary).toJson());
    if (!problem.isEmpty())
        qWarning("%s", qUtf8Printable(problem)); // there is no other place left to say it
    Q_EMIT ended(complete && problem.isEmpty());
}

} // namespace glowworm
