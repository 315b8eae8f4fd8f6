// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/bench_form.h"

#include "build_info.h"
#include "plots/timing_plot.h"
#include "theme.h"
#include "views/value_label.h"
#include "workbench.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QStandardItemModel>

#include <algorithm>

namespace glowworm {

namespace {

constexpr std::array kUsualGroupSizes = {64, 24, 12, 4}; // checked at first, where they divide
constexpr std::array kMapGroupSizes = {128, 64, 24, 12, 8, 4};
constexpr QLatin1String kMapTokens("1, 4, 16, 64, 256, 1024");
constexpr QLatin1String kOneToken("1");
constexpr int kDensityRows = 6;
constexpr int kDensitySpacing = 2;

/// "1, 4 16" as numbers; empty when a word is none.
std::vector<int> numbersIn(const QString& text)
{
    std::vector<int> numbers;
    for (const QString& word : QString(text).replace(QLatin1Char(','), QLatin1Char(' ')).split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        bool good = false;
        const int number = word.toInt(&good);
        if (!good)
            return {};
        if (std::find(numbers.begin(), numbers.end(), number) == numbers.end())
            numbers.push_back(number);
    }
    std::sort(numbers.begin(), numbers.end());
    return numbers;
}

} // namespace

BenchForm::BenchForm(Workbench& workbench, QWidget* parent)
    : QWidget(parent)
    , m_workbench(workbench)
    , m_form(new QFormLayout(this))
{
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setVerticalSpacing(kGap);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    buildLists();
    m_context
        = addSpin("context", tr("Context"), tr("Tokens in the key/value cache around which the timed tokens are centred"), 0, 4096, 128);
    m_generated = addSpin("generated", tr("Tokens a round"), tr("Tokens that each model generates in one round"), 1, 4096, 64);
    m_threads = addSpin("threads", tr("Threads"), tr("Threads of the engine and of LibTorch while timing; set back afterwards"), 1,
        std::max(1, machineInfo().hardwareThreads), 1);
    m_repeats = addSpin("repeats", tr("Rounds"),
        tr("Timed rounds. Each plays every variant once, in shuffled order; medians and intervals are over rounds"), 5, 101, 15);
    m_warmup = addSpin("warmup", tr("Warm-up"), tr("Rounds before the timed ones, thrown away"), 0, 50, 3);
    m_libtorch = new QCheckBox(tr("LibTorch rows"), this);
    m_libtorch->setObjectName(QStringLiteral("libtorch"));
    m_libtorch->setChecked(true);
    m_libtorch->setToolTip(tr("Times LibTorch's own dense layer and its gather as well: an independent yardstick"));
    m_form->addRow(QString(), m_libtorch);
    connect(m_libtorch, &QCheckBox::toggled, this, &BenchForm::changed);
    connect(&m_workbench, &Workbench::configChanged, this, &BenchForm::showShapes);
    connect(&m_workbench, &Workbench::modelsChanged, this, &BenchForm::showShapes);
    showShapes();
    showTarget();
}

void BenchForm::buildLists()
{
    m_target = new QComboBox(this);
    m_target->setObjectName(QStringLiteral("target"));
    m_target->addItems({tr("FF layer alone"), tr("Whole token"), tr("Crossover map")});
    m_target->setToolTip(tr("One feed-forward layer on random inputs, one whole token of the open text models, or a map of the layer over "
                            "densities and tokens a call: minutes"));
    m_shape = new QComboBox(this);
    m_shape->setObjectName(QStringLiteral("shape"));
    m_shape->addItems({QString(), QString(), QString()});
    m_shape->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_densities = new QListWidget(this);
    m_densities->setObjectName(QStringLiteral("densities"));
    m_densities->setFrameShape(QFrame::NoFrame);
    m_densities->setSelectionMode(QAbstractItemView::NoSelection);
    m_densities->setSpacing(kDensitySpacing);
    m_densities->setToolTip(tr(
        "Groups of which one neuron each fires: every divisor of the number of neurons. The weights are random, the routing is uniform"));
    m_tokens = new QLineEdit(kOneToken, this);
    m_tokens->setObjectName(QStringLiteral("tokens"));
    m_tokens->setToolTip(
        tr("One or more numbers, 1 to 4096: tokens that pass through the layer in one call. 1 is generation, more is reading a prompt"));
    m_form->addRow(tr("What"), m_target);
    m_form->addRow(tr("Shape"), m_shape);
    m_form->addRow(tr("Fires"), m_densities);
    m_form->addRow(tr("Tokens a call"), m_tokens);
    connect(m_target, &QComboBox::currentIndexChanged, this, [this] {
        showTarget();
        fillGrid();
        Q_EMIT changed();
    });
    connect(m_shape, &QComboBox::currentIndexChanged, this, [this] {
        showDensities();
        Q_EMIT changed();
    });
    connect(m_densities, &QListWidget::itemChanged, this, &BenchForm::changed);
    connect(m_tokens, &QLineEdit::textChanged, this, &BenchForm::changed);
}

QSpinBox* BenchForm::addSpin(const char* name, const QString& label, const QString& help, int low, int high, int value)
{
    auto* spin = new QSpinBox(this);
    spin->setObjectName(QLatin1String(name));
    spin->setRange(low, high);
    spin->setValue(value);
    spin->setToolTip(help);
    m_form->addRow(label, spin);
    connect(spin, &QSpinBox::valueChanged, this, &BenchForm::changed);
    return spin;
}

BenchForm::Shape BenchForm::shape(ShapeChoice choice) const
{
    if (choice == StudyShape) {
        const BenchConfig study;
        return {study.dModel, study.neurons, study.routerRank, study.layers, study.routing};
    }
    const LoadedModel* open = m_workbench.model(Task::Text, Twin::Sparse);
    if (choice == ModelShape && !open)
        return {};
    const ModelConfig& model = choice == SetUpShape ? m_workbench.config().model : open->state->config;
    return {model.dModel, model.neurons, model.routerRank, model.layers, model.isSparse() ? model.routing : Routing::Gated};
}

void BenchForm::showShapes()
{
    const std::array<QString, 3> names = {tr("the study's"), tr("Set-up's"), tr("open text model's")};
    for (const ShapeChoice choice : {StudyShape, SetUpShape, ModelShape}) {
        const Shape wanted = shape(choice);
        const QString size = QStringLiteral("%1 \u00d7 %2").arg(wanted.dModel).arg(wanted.neurons);
        m_shape->setItemText(choice, wanted.valid() ? tr("%1: %2").arg(names[choice], size) : tr("%1: none open").arg(names[choice]));
        m_shape->setItemData(choice,
            wanted.valid()
                ? tr("%1 wide, %2 neurons, router rank %3, %4 layers in rotation")
                      .arg(countText(wanted.dModel), countText(wanted.neurons), countText(wanted.routerRank), countText(wanted.layers))
                : QString(),
            Qt::ToolTipRole);
        if (auto* items = qobject_cast<QStandardItemModel*>(m_shape->model()))
            items->item(choice)->setEnabled(wanted.valid());
    }
    if (!shape(static_cast<ShapeChoice>(m_shape->currentIndex())).valid())
        m_shape->setCurrentIndex(StudyShape);
    showDensities();
    Q_EMIT changed();
}

void BenchForm::showDensities()
{
    const auto choice = static_cast<ShapeChoice>(m_shape->currentIndex());
    m_shape->setToolTip(m_shape->itemData(choice, Qt::ToolTipRole).toString());
    const int neurons = shape(choice).neurons;
    if (neurons == m_listedNeurons)
        return;
    m_listedNeurons = neurons;
    const QSignalBlocker quiet(m_densities);
    m_densities->clear();
    for (int groups = 1; groups < neurons; ++groups) {
        if (neurons % groups != 0)
            continue;
        const double density = static_cast<double>(groups) / neurons;
        auto* item = new QListWidgetItem(tr("%1 of %2 = %3").arg(countText(groups), countText(neurons), densityText(density)), m_densities);
        item->setData(Qt::UserRole, groups);
        item->setCheckState(isUsual(neurons / groups) ? Qt::Checked : Qt::Unchecked);
        if (neurons / groups == kUsualGroupSizes.front())
            m_densities->setCurrentItem(item);
    }
    m_densities->setFixedHeight(kDensityRows * (m_densities->sizeHintForRow(0) + 2 * kDensitySpacing) + 4);
    if (m_densities->currentItem())
        m_densities->scrollToItem(m_densities->currentItem(), QAbstractItemView::PositionAtTop);
}

bool BenchForm::isUsual(int groupSize) const
{
    const auto in = [groupSize](const auto& sizes) { return std::find(sizes.begin(), sizes.end(), groupSize) != sizes.end(); };
    return m_target->currentIndex() == Map ? in(kMapGroupSizes) : in(kUsualGroupSizes);
}

/// A map is a whole grid, without the rows of LibTorch, which would take most of the time; the others start from one token a call.
void BenchForm::fillGrid()
{
    const bool map = m_target->currentIndex() == Map;
    if (map == m_isMap)
        return;
    m_isMap = map;
    {
        const QSignalBlocker quiet(m_densities);
        for (int row = 0; row < m_densities->count(); ++row) {
            QListWidgetItem* item = m_densities->item(row);
            item->setCheckState(isUsual(m_listedNeurons / item->data(Qt::UserRole).toInt()) ? Qt::Checked : Qt::Unchecked);
        }
    }
    m_tokens->setText(map ? kMapTokens : kOneToken);
    m_libtorch->setChecked(!map);
}

void BenchForm::showTarget()
{
    const bool token = m_target->currentIndex() == WholeToken;
    for (QWidget* field : std::initializer_list<QWidget*>{m_shape, m_densities, m_tokens}) {
        field->setVisible(!token);
        m_form->labelForField(field)->setVisible(!token);
    }
    for (QWidget* field : std::initializer_list<QWidget*>{m_context, m_generated}) {
        field->setVisible(token);
        m_form->labelForField(field)->setVisible(token);
    }
}

std::vector<int> BenchForm::checkedGroups() const
{
    std::vector<int> groups;
    for (int row = 0; row < m_densities->count(); ++row)
        if (m_densities->item(row)->checkState() == Qt::Checked)
            groups.push_back(m_densities->item(row)->data(Qt::UserRole).toInt());
    return groups;
}

BenchConfig BenchForm::config() const
{
    BenchConfig config;
    const Shape wanted = shape(static_cast<ShapeChoice>(m_shape->currentIndex()));
    config.target = m_target->currentIndex() == WholeToken ? BenchTarget::Token : BenchTarget::FeedForward;
    config.dModel = wanted.dModel;
    config.neurons = wanted.neurons;
    config.routerRank = wanted.routerRank;
    config.layers = wanted.layers;
    config.routing = wanted.routing;
    config.groups = checkedGroups();
    config.tokens = numbersIn(m_tokens->text());
    config.context = m_context->value();
    config.generated = m_generated->value();
    config.threads = m_threads->value();
    config.repeats = m_repeats->value();
    config.warmup = m_warmup->value();
    config.libtorch = m_libtorch->isChecked();
    if (m_target->currentIndex() == Map)
        config.impls = {"dense", "sparse"}; // each further row would take as long again in every cell
    if (config.target == BenchTarget::Token) {
        config.tokens = {1};
        const auto stateOf
            = [this](Twin twin) { return m_workbench.model(Task::Text, twin) ? m_workbench.model(Task::Text, twin)->state : nullptr; };
        config.dense = stateOf(Twin::Dense);
        config.sparse = stateOf(Twin::Sparse);
    }
    return config;
}

QString BenchForm::problem() const
{
    const BenchConfig wanted = config();
    if (wanted.target == BenchTarget::FeedForward && wanted.groups.empty())
        return tr("Check at least one line under Fires.");
    if (wanted.target == BenchTarget::FeedForward && wanted.tokens.empty())
        return tr("Tokens a call: write numbers such as 1, 4, 16.");
    if (wanted.target == BenchTarget::Token && (!wanted.dense || !wanted.sparse))
        return tr("Open a dense and a sparse text model first (File, Open model).");
    const auto wrong = problems(wanted);
    return wrong.empty() ? QString() : QString::fromStdString(wrong.front());
}

} // namespace glowworm
