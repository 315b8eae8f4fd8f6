// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/setup/cost_card.h"

#include "model/base/build_info.h"
#include "model/config/cost.h"
#include "model/training/memory_check.h"
#include "model/training/training_speed.h"
#include "ui/setup/bytes_bars.h"
#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/origin_heading.h"
#include "ui/widgets/sentence_words.h"
#include "ui/widgets/settings.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace glowworm {
namespace {

QLabel* mutedLabel(const QString& text, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    makeMuted(label);
    return label;
}

} // namespace

CostCard::CostCard(QWidget* parent)
    : QFrame(parent)
{
    makeCard(this);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kWideGap, kGap + kGap / 2, kWideGap, kGap + kGap / 2);
    layout->addLayout(newOriginHeading(tr("What it will cost"), Provenance::Computed, this));

    m_bars = new BytesBars(this);
    layout->addWidget(m_bars);
    layout->addSpacing(kGap);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(kWideGap);
    grid->setVerticalSpacing(kGap / 2);
    grid->setColumnStretch(0, 1);
    m_sparseHead = mutedLabel({}, this);
    grid->addWidget(mutedLabel(tr("Parameters"), this), 0, 0);
    grid->addWidget(m_sparseHead, 0, 1, Qt::AlignRight);
    grid->addWidget(mutedLabel(tr("dense twin"), this), 0, 2, Qt::AlignRight);
    for (std::size_t index = 0; index < kCostParts.size(); ++index)
        m_parts.push_back(addLine(grid, {}));
    m_parameters = addLine(grid, tr("Together"));
    const int gap = grid->rowCount();
    grid->setRowMinimumHeight(gap, kGap / 2);
    grid->addWidget(mutedLabel(tr("Read and computed"), this), gap + 1, 0);
    m_bytes = addLine(grid, {});
    m_macs = addLine(grid, {});
    layout->addLayout(grid);
    layout->addSpacing(kGap);

    layout->addLayout(buildFacts());
    m_why = mutedLabel({}, this);
    m_why->setWordWrap(true);
    setTextRole(m_why, TextRole::Note);
    m_memoryWarning = new QLabel(this);
    m_memoryWarning->setProperty("fieldError", true);
    m_memoryWarning->setWordWrap(true);
    m_memoryWarning->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    keepLines(m_memoryWarning, 2); // nothing moves when it speaks
    layout->addWidget(m_why);
    layout->addWidget(m_memoryWarning);
    layout->addStretch(1);
    for (ValueLabel* value : findChildren<ValueLabel*>())
        value->setMissing(tr("a field of the form cannot be used yet"));
}

QGridLayout* CostCard::buildFacts()
{
    auto* facts = new QGridLayout;
    facts->setHorizontalSpacing(kWideGap);
    facts->setVerticalSpacing(kGap / 2);
    facts->setColumnStretch(0, 1);
    const auto addFact = [&](QWidget* name, Provenance provenance) {
        auto* value = new ValueLabel(provenance, {}, this);
        const int row = facts->rowCount();
        facts->addWidget(name, row, 0);
        facts->addWidget(value, row, 1, Qt::AlignRight);
        return value;
    };
    m_fired = addFact(new QLabel(tr("Fired neurons a layer"), this), Provenance::Computed);
    m_ceilingLayer = addFact(new QLabel(tr("Ceiling, FF layer alone"), this), Provenance::Computed);
    m_ceilingTokenName = new QLabel(this);
    m_ceilingToken = addFact(m_ceilingTokenName, Provenance::Computed);
    m_memory = addFact(new QLabel(tr("Memory to train"), this), Provenance::Estimated);
    auto* time = new QWidget(this);
    auto* row = new QHBoxLayout(time);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kGap);
    m_measure = newButton(tr("Measure"), "measure", time);
    m_measure->setProperty("compact", true);
    row->addWidget(new QLabel(tr("Time to train"), time));
    row->addWidget(m_measure);
    row->addStretch(1);
    connect(m_measure, &QPushButton::clicked, this, &CostCard::measureAsked);
    m_time = addFact(time, Provenance::Estimated);
    return facts;
}

CostCard::Line CostCard::addLine(QGridLayout* grid, const QString& name)
{
    const int row = grid->rowCount();
    Line line{new QLabel(name, this), new ValueLabel(Provenance::Computed, {}, this),
        new ValueLabel(Provenance::Computed, {}, this)};
    grid->addWidget(line.name, row, 0);
    grid->addWidget(line.sparse, row, 1, Qt::AlignRight);
    grid->addWidget(line.dense, row, 2, Qt::AlignRight);
    return line;
}

void CostCard::setConfig(const RunConfig& config, bool twins)
{
    m_config = config;
    m_twins = twins;
    nameRows();
    if (!problems(config).empty())
        return; // the last valid numbers stay until the form is right again
    m_bars->setModel(config.model);
    showParts();
    showTotals();
}

/// Those of the task, which any configuration of it has; this one may not be valid yet.
void CostCard::nameRows()
{
    const Task task = m_config.model.task;
    const bool text = task == Task::Text;
    const Cost any = inferenceCost(preset(text ? "quick-sparse" : "glowworm-mnist").config.model);
    for (std::size_t index = 0; index < kCostParts.size(); ++index) {
        const Line& line = m_parts[index];
        line.name->setText(costPartName(kCostParts[index], task));
        for (QLabel* label : std::initializer_list<QLabel*>{line.name, line.sparse, line.dense})
            label->setVisible(any.find(kCostParts[index]));
    }
    m_bytes.name->setText(text ? tr("Bytes per token") : tr("Bytes per picture"));
    m_macs.name->setText(text ? tr("Multiply-adds per token") : tr("Multiply-adds per picture"));
    m_ceilingTokenName->setText(text ? tr("Ceiling, whole token") : tr("Ceiling, whole picture"));
    m_sparseHead->setText(m_config.model.isSparse() ? tr("sparse") : tr("dense"));
}

void CostCard::showParts()
{
    const Cost sparse = inferenceCost(m_config.model),
               dense = inferenceCost(denseTwin(m_config).model);
    const auto put = [](ValueLabel* label, std::int64_t total, QString (*format)(double),
                         const QString& formula) {
        label->setValue(format(static_cast<double>(total)), formula.arg(countText(total)));
    };
    for (const auto& [column, cost] : {std::pair{&Line::sparse, sparse}, {&Line::dense, dense}}) {
        for (std::size_t index = 0; index < kCostParts.size(); ++index) {
            ValueLabel* label = m_parts[index].*column;
            if (const PartCost* part = cost.find(kCostParts[index]))
                label->setValue(shortCountText(static_cast<double>(part->parameters)),
                    tr("%1 parameters; %2 and %3 multiply-adds")
                        .arg(countText(part->parameters),
                            bytesText(static_cast<double>(part->bytes)), countText(part->macs)));
            else
                label->setMissing(tr("a dense layer has no router"));
        }
        put(m_parameters.*column, cost.parameters(), shortCountText, tr("%1 weights and biases"));
        put(m_bytes.*column, cost.bytes(), bytesText,
            tr("%1 bytes: every weight that is needed is read once, in 32 bits, at one token or "
               "picture a call"));
        put(m_macs.*column, cost.macs(), shortCountText, tr("%1 multiply-adds"));
    }
}

void CostCard::showTotals()
{
    const ModelConfig& model = m_config.model;
    const bool sparse = model.isSparse();
    if (sparse)
        m_fired->setValue(
            tr("%L1 of %L2, 1/%L3").arg(model.fired()).arg(model.neurons).arg(model.groupSize()),
            tr("one neuron in each of G groups, N = F / G = %L1").arg(model.groupSize()));
    else
        m_fired->setValue(
            tr("all %L1").arg(model.neurons), tr("a dense layer computes every neuron"));
    const int cached = model.task == Task::Text ? model.context / 2 : 0;
    const QString formula
        = tr("bytes of the dense twin over bytes of this model, equal read speed");
    if (sparse) {
        m_ceilingLayer->setValue(ratioText(feedForwardCeiling(model)), formula);
        m_ceilingToken->setValue(ratioText(tokenCeiling(model, cached)),
            model.task == Task::Text
                ? tr("%1, %L2 tokens in the key/value cache").arg(formula).arg(cached)
                : formula);
        m_why->setText(model.task == Task::Text
                ? tr("The ceiling counts bytes read, not multiplications: attention stays dense "
                     "and bounds the whole token.")
                : tr("The ceiling counts bytes read, not multiplications: the input map 784 to %L1 "
                     "stays dense.")
                      .arg(model.dModel));
    } else {
        m_ceilingLayer->setMissing(tr("this model is the dense twin"));
        m_ceilingToken->setMissing(tr("this model is the dense twin"));
        m_why->setText(
            tr("Choose another routing to see what firing one neuron a group would save."));
    }
    const int threads = trainingThreads();
    std::int64_t memory = trainingMemory(m_config, threads);
    if (m_twins && sparse)
        memory += trainingMemory(denseTwin(m_config), threads);
    m_memory->setValue(bytesText(static_cast<double>(memory)),
        m_twins && sparse
            ? tr("weights, gradients, moments, copies and the activations of the micro-batches "
                 "computed side by side, both twins")
            : tr("weights, gradients, moments, copies and the activations of the micro-batches "
                 "computed side by side"));
    const auto refused = memoryRefusal(memory, machineInfo().availableMemoryBytes);
    m_memoryWarning->setText(sentenceWords(refused.value_or("")));
}

void CostCard::showTime(
    const TrainingHistory* history, std::optional<double> speed, std::int64_t judged)
{
    const TrainConfig& train = m_config.train;
    m_seconds = history ? history->secondsOfAll(train.steps, train.evalInterval) : std::nullopt;
    if (m_seconds)
        m_time->setValue(durationText(*m_seconds),
            tr("from the newest steps of this configuration, measured on this machine"));
    else if (speed && problems(m_config).empty()) {
        m_seconds = secondsToTrain(m_config, m_twins, judged, *speed);
        m_time->setValue(durationText(*m_seconds),
            tr("from %1 multiply-adds a second, as this machine has trained before; small networks "
               "reach less of that than large ones")
                .arg(shortCountText(*speed)));
    } else
        m_time->setMissing(tr("not yet measured: it follows from how fast this machine trains"));
}

void CostCard::showMeasuring(bool measuring, const QString& refusal)
{
    showMeasuring(*m_measure, measuring, refusal);
}

void CostCard::showMeasuring(QPushButton& button, bool measuring, const QString& refusal)
{
    button.setText(measuring ? tr("Measuring...") : tr("Measure"));
    button.setEnabled(!measuring && refusal.isEmpty());
    button.setToolTip(measuring || refusal.isEmpty()
            ? tr("Trains a small network for some seconds, to tell how long any other one takes "
                 "on this machine")
            : refusal);
}

} // namespace glowworm
