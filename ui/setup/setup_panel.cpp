// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/setup/setup_panel.h"

#include "ui/session/library.h"
#include "ui/session/open_files.h"
#include "ui/session/training.h"
#include "ui/session/workbench.h"
#include "ui/setup/config_form.h"
#include "ui/setup/cost_card.h"
#include "ui/setup/data_card.h"
#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/command_line.h"
#include "ui/widgets/folding_row.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/words.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace glowworm {
namespace {

constexpr int kHelpLines
    = 2; // of a preset: a changed field makes it one, and nothing below may move

} // namespace

SetupPanel::SetupPanel(Workbench& workbench, QWidget* parent)
    : Panel(parent)
    , m_training(workbench.training())
    , m_library(workbench.library())
{
    // Everything is made where it stays: who gets another parent is styled anew.
    auto* scroll = new QScrollArea(this);
    auto* content = new QWidget(scroll->viewport());
    auto* columns = new FoldingRow(content);
    m_form = new ConfigForm(columns);
    m_cost = new CostCard(columns);
    m_data = new DataCard(columns);
    auto* side = new QVBoxLayout;
    side->setSpacing(kGap);
    side->addWidget(m_cost);
    side->addWidget(m_data, 1);
    auto* main = new QVBoxLayout;
    main->setSpacing(kGap);
    main->addWidget(buildTop(columns));
    main->addWidget(m_form);
    main->addStretch(1);

    columns->row()->setSpacing(kGap);
    columns->row()->addLayout(main, 5);
    columns->row()->addLayout(side, 3);
    auto* margins = new QVBoxLayout(content);
    margins->setContentsMargins(kWideGap, kGap, kWideGap, kWideGap);
    margins->addWidget(columns);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus); // its fields have it
    scroll->setWidget(content);
    setFirstFocus(m_preset);
    auto* network = m_form->findChild<QWidget*>(QStringLiteral("network"));
    m_message->lieOver({m_data});
    connect(columns, &FoldingRow::foldChanged, this, [=, this] {
        m_message->lieOver({columns->folded() ? network : m_data}); // the one that is in sight
    });
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(scroll);

    connect(m_form, &ConfigForm::edited, this, &SetupPanel::takeEdit);
    connect(m_data, &DataCard::openAsked, this, [this] {
        m_training.config().model.task == Task::Text ? askForText(m_library, this)
                                                     : askForDigits(m_library, this);
    });
    connect(&m_training, &Training::configChanged, this, &SetupPanel::showConfig);
    connect(&m_library, &Library::dataChanged, this, &SetupPanel::showData);
    connect(&workbench, &Workbench::busyChanged, this, &SetupPanel::showRefusal);
    connect(&m_training, &Training::events, this,
        [this] { m_cost->showTime(m_training.historyOfConfig()); });
    showConfig();
}

QWidget* SetupPanel::buildTop(QWidget* parent)
{
    QFrame* card = newCard(parent);
    m_preset = new QComboBox(card);
    m_preset->setObjectName(QStringLiteral("preset"));
    m_preset->setAccessibleName(tr("Preset"));
    m_preset->setWhatsThis(tr("A whole set-up to start from: every field below takes its value. A "
                              "changed field makes it your own."));
    m_preset->setPlaceholderText(tr("Own configuration"));
    m_preset->setMinimumWidth(260);
    for (const Preset& preset : presets()) {
        m_preset->addItem(words(preset.label), words(preset.name));
        m_preset->setItemData(m_preset->count() - 1, words(preset.help), Qt::ToolTipRole);
    }
    connect(m_preset, &QComboBox::activated, this, &SetupPanel::choosePreset);
    m_twins = new QCheckBox(tr("Train the dense twin beside it"), card);
    m_twins->setObjectName(QStringLiteral("twins"));
    m_twins->setToolTip(
        tr("The same network with ordinary FF layers: same seed, same batches, steps in turn."));
    connect(m_twins, &QCheckBox::toggled, this, &SetupPanel::takeEdit);
    m_train = newButton(tr("Train this"), "start", card);
    m_train->setWhatsThis(tr("Starts the training of what stands below and shows it in Training "
                             "(F5)."));
    makePrimary(m_train);
    connect(m_train, &QPushButton::clicked, this, &SetupPanel::runMain);
    m_presetHelp = newNote({}, card);
    m_presetHelp->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    keepLines(m_presetHelp, kHelpLines);
    m_reason = new QLabel(card);
    m_reason->setWordWrap(true);
    m_reason->setProperty("fieldError", true);
    setTextRole(m_reason, TextRole::Note);
    keepLines(m_reason, 1);

    auto* row = new QHBoxLayout;
    row->setSpacing(kGap);
    auto* label = new QLabel(tr("&Start from"), card);
    label->setBuddy(m_preset);
    row->addWidget(label);
    row->addWidget(m_preset);
    row->addSpacing(kGap);
    row->addWidget(m_twins);
    row->addStretch(1);
    row->addWidget(m_train);
    auto* layout = new QVBoxLayout(card);
    layout->setContentsMargins(kWideGap, kGap + kGap / 2, kWideGap, kGap + kGap / 2);
    layout->addLayout(row);
    layout->addWidget(m_presetHelp);
    layout->addWidget(m_reason);
    return card;
}

void SetupPanel::choosePreset(int index)
{
    m_training.setConfig(presets()[static_cast<std::size_t>(index)].config, m_twins->isChecked());
    m_form->setConfig(m_training.config()); // a text that is no value gives way too, where the
                                            // configuration was this one already
    showRefusal();
}

/// The other task is another network altogether: its quickest preset, not the old numbers, is what
/// one can start from.
void SetupPanel::takeEdit()
{
    const Task task = m_form->config().model.task;
    if (task != m_training.config().model.task)
        m_training.setConfig(preset(task == Task::Text ? "quick-sparse" : "glowworm-mnist").config,
            m_twins->isChecked());
    else
        m_training.setConfig(m_form->config(), m_twins->isChecked());
    showRefusal();
}

void SetupPanel::showConfig()
{
    const RunConfig& config = m_training.config();
    if (config != m_form->config())
        m_form->follow(config);
    const QSignalBlocker quietPreset(m_preset), quietTwins(m_twins);
    const NearestPreset nearest = nearestPreset(config);
    const bool same = nearest.differences == 0;
    m_preset->setCurrentIndex(same ? static_cast<int>(nearest.index) : -1);
    const QString label = words(nearest.preset.label);
    m_presetHelp->setText(same ? words(nearest.preset.help)
            : nearest.differences == 1
            ? tr("%1, one field changed.").arg(label)
            : tr("%1, %L2 fields changed.").arg(label).arg(nearest.differences));
    m_twins->setChecked(m_training.twins());
    m_twins->setEnabled(config.model.isSparse());
    m_cost->setConfig(config, m_training.twins());
    m_cost->showTime(m_training.historyOfConfig());
    showData();
    showRefusal();
}

void SetupPanel::showData()
{
    const ModelConfig& model = m_training.config().model;
    m_data->showData(model, m_library.data(), m_library.source(model.task));
    showRefusal();
}

void SetupPanel::showRefusal()
{
    m_training.setUnread(m_form->unread());
    const QString sentence = m_form->isValid()
        ? m_training.refusal()
        : tr("A field below cannot be used yet; the sentence in its card says why.");
    m_train->setEnabled(sentence.isEmpty());
    m_reason->setText(sentence); // its room is kept: nothing below moves while somebody types
}

QString SetupPanel::commandLine() const
{
    if (unreadEditor())
        return {}; // it shows another value than the configuration has
    return trainCommand(m_training.config(), m_library.source(Task::Text), m_library.digitFiles(),
        m_training.twins());
}

void SetupPanel::runMain()
{
    if (m_train->isEnabled())
        m_training.start();
}

void SetupPanel::stopMain() { m_training.pause(); }

} // namespace glowworm
