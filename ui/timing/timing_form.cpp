// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timing/timing_form.h"

#include "model/base/build_info.h"
#include "ui/session/library.h"
#include "ui/session/training.h"
#include "ui/timing/timing_plot.h"
#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/field_words.h"
#include "ui/widgets/number_box.h"
#include "ui/widgets/number_text.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"
#include "ui/widgets/words.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QSignalBlocker>
#include <QStandardItemModel>
#include <QStyle>

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace glowworm {

namespace {

constexpr std::array kMapGroupSizes = {128, 64, 24, 12, 8, 4};
constexpr std::array kMapTokens = {1, 4, 16, 64, 256, 1024};
constexpr int kDensityRows = 4;
constexpr int kDensitySpacing = 1;
constexpr int kTokensEdit = 0; // id of its edits; the numbers follow

void enableItem(QComboBox& list, int index, bool enabled)
{
    if (auto* items = qobject_cast<QStandardItemModel*>(list.model()))
        items->item(index)->setEnabled(enabled);
}

QString textOf(std::span<const int> numbers)
{
    QStringList words;
    for (const int number : numbers)
        words += QString::number(number);
    return words.join(QStringLiteral(", "));
}

} // namespace

std::span<const TimingForm::Choice> TimingForm::choices()
{
    static constexpr std::array kChoices = {
        Choice{Workload::FeedForward, false, QT_TR_NOOP("FF layer alone"),
            QT_TR_NOOP("One feed-forward layer on random inputs")},
        Choice{Workload::Layer, false, QT_TR_NOOP("Whole layer"),
            QT_TR_NOOP("One token through one block with random weights: norms, attention over a "
                       "filled cache, FF")},
        Choice{Workload::Token, false, QT_TR_NOOP("Whole token"),
            QT_TR_NOOP("One token through a dense and a sparse text model; with number formats, "
                       "parts and threads")},
        Choice{Workload::Prompt, false, QT_TR_NOOP("Prompt"),
            QT_TR_NOOP("A whole prompt in one call through both text models")},
        Choice{Workload::Batch, false, QT_TR_NOOP("Batch of texts"),
            QT_TR_NOOP("One token of each of several texts in one call")},
        Choice{Workload::Digits, false, QT_TR_NOOP("Digit pictures"),
            QT_TR_NOOP("Pictures through a dense and a sparse digit network")},
        Choice{Workload::FeedForward, true, QT_TR_NOOP("Crossover map"),
            QT_TR_NOOP("One feed-forward layer over densities and tokens a call: minutes")}};
    return kChoices;
}

TimingForm::TimingForm(const Training& training, const Library& library, QWidget* parent)
    : QWidget(parent)
    , m_training(training)
    , m_library(library)
    , m_form(new QFormLayout(this))
{
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setVerticalSpacing(kGap);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    buildLists();
    buildNumbers();
    connect(&m_training, &Training::configChanged, this, &TimingForm::follow);
    connect(&m_library, &Library::modelsChanged, this, &TimingForm::follow);
    m_quiet = true;
    showShapes();
    showWorkload();
    m_quiet = false;
    m_settled = shownSettings();
}

void TimingForm::buildLists()
{
    m_workload = addList("workload", tr("What"), {});
    for (const Choice& one : choices()) {
        m_workload->addItem(tr(one.words));
        m_workload->setItemData(m_workload->count() - 1, tr(one.help), Qt::ToolTipRole);
    }
    m_models = addList("models", tr("Models"), {QString(), tr("random, study's size")});
    m_models->setToolTip(tr("Random weights take the same time as trained ones; only trained ones "
                            "have a loss to show beside the speed"));
    m_shape = addList("shape", tr("Shape"), {QString(), QString(), QString()});
    m_shape->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_densities = new QListWidget(this);
    m_densities->setObjectName(QStringLiteral("densities"));
    m_densities->setAccessibleName(tr("Fires"));
    m_densities->setFrameShape(QFrame::NoFrame);
    m_densities->setSelectionMode(QAbstractItemView::NoSelection);
    m_densities->setSpacing(kDensitySpacing);
    m_densities->setToolTip(tr("Groups of which one neuron each fires: every divisor of the number "
                               "of neurons. The weights are random, the routing is uniform"));
    m_tokens = new QLineEdit(this);
    m_tokens->setObjectName(QStringLiteral("tokens"));
    atEachTextSize(m_densities, [this] { fitDensities(); });
    m_form->addRow(tr("Fires"), m_densities);
    m_form->addRow(settingWords(benchField("tokens", {})->label), m_tokens);
    connect(m_workload, &QComboBox::currentIndexChanged, this, [this] {
        const bool quiet = std::exchange(m_quiet, true); // one change, told once
        showWorkload();
        m_quiet = quiet;
        tellEdit(tr("what is timed"));
    });
    const auto chooseModels = [this] {
        m_modelsChosen = m_modelsChosen || !m_quiet;
        tellEdit(tr("models"));
    };
    connect(m_models, &QComboBox::currentIndexChanged, this, chooseModels);
    connect(m_models, &QComboBox::activated, this, chooseModels);
    connect(m_shape, &QComboBox::currentIndexChanged, this, [this] {
        showDensities();
        tellEdit(tr("shape"));
    });
    connect(m_densities, &QListWidget::itemChanged, this, [this] { tellEdit(tr("what fires")); });
    connect(m_tokens, &QLineEdit::textChanged, this, [this](const QString& text) {
        const QString refusal = readNumbers(text, locale()).refusal;
        setInvalid(m_tokens, !refusal.isEmpty(),
            refusal.isEmpty() ? QString() : tr("%1: %2").arg(m_tokens->accessibleName(), refusal));
        tellEdit(inSentence(m_tokens->accessibleName()), kTokensEdit);
    });
}

void TimingForm::buildNumbers()
{
    for (const std::string_view name : kNumberSettings)
        addNumber(name);
    const Field<BenchConfig>& libtorch = *benchField("libtorch", {});
    m_libtorch = new QCheckBox(settingWords(libtorch.label), this);
    m_libtorch->setObjectName(words(libtorch.name));
    m_libtorch->setToolTip(explained(libtorch));
    m_form->addRow(m_libtorch); // its words may be longer than a field
    connect(m_libtorch, &QCheckBox::toggled, this, [this] { tellEdit(m_libtorch->text()); });
}

QComboBox* TimingForm::addList(const char* name, const QString& label, const QStringList& items)
{
    auto* list = new QComboBox(this);
    list->setObjectName(QLatin1String(name));
    list->setAccessibleName(label);
    list->addItems(items);
    m_form->addRow(label, list);
    return list;
}

/// The row of a field that is one whole number; which of those of its name, does not matter.
void TimingForm::addNumber(std::string_view name)
{
    const Field<BenchConfig>& field
        = *std::ranges::find(benchFields(), name, &Field<BenchConfig>::name);
    auto* box = new WholeBox(this);
    const auto most = static_cast<int>(field.maximum);
    box->setRange(static_cast<int>(field.minimum),
        name == "threads" ? std::min(most, usableThreads()) : most);
    box->setValue(words(field.read({})).toInt());
    box->setObjectName(words(name));
    box->setAccessibleName(settingWords(field.label));
    box->setToolTip(explained(field));
    m_form->addRow(settingWords(field.label), box);
    m_numbers.push_back({&field, box});
    const int id = static_cast<int>(m_numbers.size()); // a field's steps are one edit
    connect(box, &QSpinBox::valueChanged, this,
        [this, id, words = inSentence(box->accessibleName())] { tellEdit(words, id); });
}

const TimingForm::Choice& TimingForm::choice() const
{
    return choices()[static_cast<std::size_t>(m_workload->currentIndex())];
}

std::shared_ptr<const ModelState> TimingForm::open(Twin twin) const
{
    const LoadedModel* model = m_library.model(taskOf(choice().workload), twin);
    return model ? model->state : nullptr;
}

std::optional<BenchConfig> TimingForm::shaped(int wanted) const
{
    BenchConfig config = usualBench(choice().workload);
    if (wanted == StudyShape)
        return config;
    const LoadedModel* open = m_library.model(Task::Text, Twin::Sparse);
    if (wanted == ModelShape && !open)
        return std::nullopt;
    const ModelConfig& model
        = wanted == SetUpShape ? m_training.config().model : open->state->config;
    config.dModel = model.dModel;
    config.neurons = model.neurons;
    config.routerRank = model.routerRank;
    config.layers = model.layers;
    config.heads = model.task == Task::Text ? model.heads : 0;
    config.routing = model.isSparse() ? model.routing : Routing::Gated;
    return config;
}

void TimingForm::showShapes()
{
    const std::array<QString, 3> names = {tr("study"), tr("Set-up"), tr("open model")};
    for (const ShapeChoice choice : {StudyShape, SetUpShape, ModelShape}) {
        const std::optional<BenchConfig> wanted = shaped(choice);
        enableItem(*m_shape, choice, wanted.has_value());
        if (!wanted) {
            m_shape->setItemText(choice, tr("%1: none open").arg(names[choice]));
            m_shape->setItemData(choice, QString(), Qt::ToolTipRole);
            continue;
        }
        m_shape->setItemText(choice,
            tr("%1: %2 \u00d7 %3")
                .arg(names[choice], countText(wanted->dModel), countText(wanted->neurons)));
        m_shape->setItemData(choice,
            tr("%1 wide, %2 neurons, router rank %3, %4 layers in rotation")
                .arg(countText(wanted->dModel), countText(wanted->neurons),
                    countText(wanted->routerRank), countText(wanted->layers)),
            Qt::ToolTipRole);
    }
    if (!shaped(m_shape->currentIndex()))
        m_shape->setCurrentIndex(StudyShape);
    showDensities();
    showModels();
}

/// The open pair where there is one, unless random weights were asked for.
void TimingForm::showModels()
{
    const bool digits = choice().workload == Workload::Digits;
    m_models->setItemText(OpenPair, isPairOpen() ? tr("the open pair") : tr("no open pair"));
    m_models->setItemData(OpenPair,
        digits ? tr("A dense and a sparse digit model, opened with File, Open model")
               : tr("A dense and a sparse text model, opened with File, Open model"),
        Qt::ToolTipRole);
    enableItem(*m_models, OpenPair, isPairOpen());
    if (!isPairOpen())
        m_models->setCurrentIndex(RandomWeights);
    else if (!m_modelsChosen)
        m_models->setCurrentIndex(OpenPair);
}

void TimingForm::showDensities()
{
    m_shape->setToolTip(m_shape->currentData(Qt::ToolTipRole).toString());
    const int neurons = shaped(m_shape->currentIndex())->neurons;
    if (neurons == m_listedNeurons)
        return;
    m_listedNeurons = neurons;
    const QSignalBlocker quiet(m_densities);
    m_densities->clear();
    for (int groups = 1; groups < neurons; ++groups) {
        if (neurons % groups != 0)
            continue;
        const QString density = densityText(static_cast<double>(groups) / neurons);
        auto* item = new QListWidgetItem(
            tr("%1 of %2 = %3").arg(countText(groups), countText(neurons), density), m_densities);
        item->setData(Qt::UserRole, groups);
    }
    fitDensities();
    checkUsualDensities();
}

/// So many rows are seen, close to each other, whatever the size of the text.
void TimingForm::fitDensities()
{
    const QSignalBlocker quiet(m_densities);
    const int row
        = std::max(fontMetrics().height(), style()->pixelMetric(QStyle::PM_IndicatorHeight) + 2);
    for (int index = 0; index < m_densities->count(); ++index)
        m_densities->item(index)->setSizeHint({0, row});
    m_densities->setFixedHeight(kDensityRows * (row + 2 * kDensitySpacing)); // whole rows
}

/// As neurons a group, so that the same densities are meant at every width; those that do not
/// divide it are left out, and where none does the sparsest is taken.
void TimingForm::checkUsualDensities()
{
    const QSignalBlocker quiet(m_densities);
    const BenchConfig usual = usualBench(choice().workload);
    std::vector<int> sizes;
    if (choice().map)
        sizes.assign(kMapGroupSizes.begin(), kMapGroupSizes.end());
    else
        for (const int groups : usual.groups)
            sizes.push_back(usual.neurons / groups);
    QListWidgetItem* first = nullptr;
    for (int row = 0; row < m_densities->count(); ++row) {
        QListWidgetItem* item = m_densities->item(row);
        const bool wanted
            = std::ranges::find(sizes, m_listedNeurons / item->data(Qt::UserRole).toInt())
            != sizes.end();
        item->setCheckState(wanted ? Qt::Checked : Qt::Unchecked);
        if (wanted && !first)
            first = item;
    }
    if (!first && m_densities->count() > 0) {
        first = m_densities->item(0);
        first->setCheckState(Qt::Checked);
    }
    if (first)
        m_densities->scrollToItem(first, QAbstractItemView::PositionAtTop);
}

void TimingForm::show(QWidget* field, bool shown)
{
    field->setVisible(shown);
    m_form->labelForField(field)->setVisible(shown);
}

/// A workload starts from what it is usually timed at. A map has no rows of LibTorch at first: they
/// would take most of its time.
void TimingForm::showWorkload()
{
    const Choice& wanted = choice();
    const bool shapes = isShaped(wanted.workload);
    m_workload->setToolTip(tr(wanted.help));
    show(m_models, !shapes);
    show(m_shape, shapes);
    show(m_densities, shapes);
    const BenchConfig usual = usualBench(wanted.workload);
    const Field<BenchConfig>* tokens = benchField("tokens", usual);
    show(m_tokens, tokens != nullptr);
    for (const auto& [field, box] : m_numbers) {
        show(box, field->applies(usual));
        if (field->name == "tokens_per_round")
            box->setValue(usual.generated);
    }
    showModels();
    checkUsualDensities();
    if (tokens) {
        qobject_cast<QLabel*>(m_form->labelForField(m_tokens))
            ->setText(settingWords(tokens->label));
        m_tokens->setToolTip(explained(*tokens));
        m_tokens->setAccessibleName(settingWords(tokens->label));
    }
    m_tokens->setText(wanted.map ? textOf(kMapTokens) : textOf(usual.tokens));
    m_libtorch->setChecked(!wanted.map);
}

} // namespace glowworm
