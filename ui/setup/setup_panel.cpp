// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/setup/setup_panel.h"

#include "ui/session/calibration.h"
#include "ui/session/copied_lines.h"
#include "ui/session/edits.h"
#include "ui/session/library.h"
#include "ui/session/open_files.h"
#include "ui/session/training.h"
#include "ui/session/workbench.h"
#include "ui/setup/cost_card.h"
#include "ui/setup/data_card.h"
#include "ui/setup/moments_choice.h"
#include "ui/setup/network_drawing.h"
#include "ui/setup/preset_cards.h"
#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/command_line.h"
#include "ui/widgets/focus_keys.h"
#include "ui/widgets/folding_row.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/model_words.h"
#include "ui/widgets/origin.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/undo_keys.h"
#include "ui/widgets/words.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <iterator>

namespace glowworm {
namespace {

constexpr int kLeastPreset = 150; // pixels of the list

} // namespace

SetupPanel::SetupPanel(Workbench& workbench, QWidget* parent)
    : Panel(parent)
    , m_training(workbench.training())
    , m_library(workbench.library())
    , m_calibration(workbench.calibration())
    , m_edits(workbench.edits().of(Area::Setup))
    , m_network(new NetworkDrawing(this))
    , m_scroll(new QScrollArea(this))
{
    // Everything is made where it stays: who gets another parent is styled anew.
    auto* content = new QWidget(m_scroll->viewport());
    auto* columns = new FoldingRow(content);
    m_form = new ConfigForm(columns, content);
    m_data = new DataCard(columns);
    m_cost = new CostCard(columns);
    auto* side = new QVBoxLayout;
    side->setSpacing(kGap);
    side->addWidget(m_data);
    side->addWidget(m_cost);
    side->addStretch(1);
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
    margins->setSpacing(kGap);
    margins->addWidget(columns);
    margins->addWidget(&m_form->demanded());
    margins->addStretch(1);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus); // its fields have it
    m_scroll->setWidget(content);
    setFirstFocus(m_preset);
    m_message->standBelow(); // only the fields have less room then, and they scroll
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto* top = new QVBoxLayout;
    top->addWidget(m_network);
    const auto alignWithCards = [top, bar = m_scroll->verticalScrollBar()](int, int most) {
        top->setContentsMargins(
            kWideGap, kGap, kWideGap + (most > 0 ? bar->sizeHint().width() : 0), 0);
    };
    alignWithCards(0, 0);
    connect(m_scroll->verticalScrollBar(), &QScrollBar::rangeChanged, this, alignWithCards);
    layout->addLayout(top);
    layout->addWidget(m_scroll, 1);
    atEachTextSize(
        m_network, [this] { m_network->setFixedHeight(NetworkDrawing::heightIn(height())); });

    connectAll(workbench);
    showConfig();
}

void SetupPanel::connectAll(Workbench& workbench)
{
    connect(m_form, &ConfigForm::edited, this, &SetupPanel::takeField);
    connect(m_form, &ConfigForm::finished, this, [this] { m_typed.clear(); });
    connect(m_form, &ConfigForm::foldClicked, this, [this](bool isUnfolded) {
        if (!isUnfolded)
            return;
        // they stand below all that is there
        QTimer::singleShot(0, m_scroll,
            [this] { m_scroll->verticalScrollBar()->setValue(m_form->demanded().y() - kGap); });
    });
    connect(m_network, &NetworkDrawing::fieldAsked, this, &SetupPanel::goToField);
    for (QLineEdit* line : m_form->lines()) {
        leaveUndoToPanel(line);
        line->installEventFilter(this);
    }
    for (QComboBox* list : findChildren<QComboBox*>()) // it takes all keys with a text
        list->installEventFilter(this);
    auto* keys = new FocusKeys(this, tr("In Set-up"));
    keys->add({QKeyCombination(Qt::ControlModifier, Qt::Key_V)},
        tr("fill the form from a copied line of glowworm-cli train"), [this] { paste(); });
    connect(&m_training, &Training::setUpReplaced, this, [this] {
        m_form->setConfig(m_training.config());
        showRefusal();
        m_noted = values();
    });
    connect(m_data, &DataCard::openAsked, this, &SetupPanel::openData);
    connect(&m_training, &Training::configChanged, this, &SetupPanel::showConfig);
    connect(&m_training, &Training::settingsChanged, this, [this] {
        if (!m_noting) // Training's own
            m_noted.stop = m_training.stopRules();
    });
    connect(&m_library, &Library::dataChanged, this, &SetupPanel::showData);
    connect(&workbench, &Workbench::busyChanged, this, &SetupPanel::showRefusal);
    connect(&m_training, &Training::events, this, &SetupPanel::showTimes);
    connect(&m_calibration, &Calibration::changed, this, &SetupPanel::showTimes);
    connect(&workbench, &Workbench::busyChanged, this, &SetupPanel::showTimes);
    connect(m_cost, &CostCard::measureAsked, &m_calibration, &Calibration::measure);
}

QWidget* SetupPanel::buildStart(QWidget* card)
{
    auto* top = new FoldingRow(card);
    auto* label = new QLabel(tr("&Start from"), top);
    m_preset = new QComboBox(top);
    label->setBuddy(m_preset);
    m_preset->setObjectName(QStringLiteral("preset"));
    m_preset->setAccessibleName(tr("Preset"));
    m_preset->setWhatsThis(tr("A whole set-up to start from: every field below takes its value. A "
                              "changed field makes it your own."));
    m_preset->setPlaceholderText(tr("Own configuration"));
    m_preset->setMinimumWidth(kLeastPreset);
    for (const Preset& preset : presets()) {
        m_preset->addItem(settingWords(preset.label), words(preset.name));
        m_preset->setItemData(m_preset->count() - 1, settingWords(preset.help), Qt::ToolTipRole);
    }
    connect(m_preset, &QComboBox::activated, this, &SetupPanel::choosePreset);
    QPushButton* paste = newButton(tr("Paste command"), "paste", top,
        tr("Fill the form from a copied line of glowworm-cli train (Ctrl+V)"));
    connect(paste, &QPushButton::clicked, this, &SetupPanel::paste);
    m_train = newButton(tr("Train this"), "start", top);
    m_train->setWhatsThis(tr("Starts the training of what stands below and shows it in Training "
                             "(F5)."));
    makePrimary(m_train);
    connect(m_train, &QPushButton::clicked, this, &SetupPanel::runMain);
    auto* list = new QHBoxLayout;
    list->addWidget(label);
    list->addWidget(m_preset, 1);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(paste);
    buttons->addWidget(m_train);
    top->row()->setSpacing(kGap);
    top->row()->addLayout(list);
    top->row()->addStretch(1);
    top->row()->addLayout(buttons);
    return top;
}

QWidget* SetupPanel::buildTop(QWidget* parent)
{
    QFrame* card = newCard(parent);
    auto* layout = new QVBoxLayout(card);
    layout->setContentsMargins(kWideGap, kGap + kGap / 2, kWideGap, kGap + kGap / 2);
    layout->addWidget(buildStart(card));
    m_cards = new PresetCards(card);
    connect(m_cards, &PresetCards::chosen, this, &SetupPanel::choosePreset);
    layout->addWidget(m_cards);
    m_presetHelp = newNote({}, card);
    m_presetHelp->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    setTextRole(m_presetHelp, TextRole::Note);
    m_measure = newButton({}, "measureTimes", card);
    m_measure->setProperty("compact", true);
    m_measure->setWhatsThis(tr("How long each of these networks trains on this machine."));
    connect(m_measure, &QPushButton::clicked, &m_calibration, &Calibration::measure);
    atEachTextSize(m_presetHelp, [this] { // nothing below moves when the button goes
        m_presetHelp->setMinimumHeight(m_measure->sizeHint().height());
    });
    auto* help = new QHBoxLayout;
    help->addWidget(m_presetHelp, 1);
    help->addWidget(m_measure, 0, Qt::AlignTop);
    layout->addLayout(help);
    m_twins = new QCheckBox(tr("Train the dense twin beside it"), card);
    m_twins->setObjectName(QStringLiteral("twins"));
    m_twins->setToolTip(
        tr("The same network with ordinary FF layers: same seed, same batches, steps in turn."));
    connect(m_twins, &QCheckBox::toggled, this, [this] {
        m_noting = true;
        takeConfig();
        note(tr("dense twin"));
    });
    layout->addWidget(m_twins);
    auto* moments = new MomentsChoice(m_training, card);
    connect(moments, &MomentsChoice::asked, this, [this](bool on) {
        m_noting = true;
        m_training.setKeepsMoments(on);
        note(tr("moments"));
    });
    layout->addWidget(moments);
    layout->addLayout(buildReason(card));
    return card;
}

/// With a way out where data alone is missing.
QLayout* SetupPanel::buildReason(QWidget* card)
{
    m_reason = newNote({}, card);
    m_reason->setObjectName(QStringLiteral("reason"));
    setTextRole(m_reason, TextRole::Note);
    m_open = newButton(dataOffer(Task::Text), "openData", card);
    m_open->setProperty("compact", true);
    makePrimary(m_open);
    m_open->setToolTip(tr("Opens what this network learns from. It is read, never changed."));
    connect(m_open, &QPushButton::clicked, this, &SetupPanel::openData);
    atEachTextSize(m_reason, [this] { // nothing below moves when the button goes
        m_reason->setMinimumHeight(m_open->sizeHint().height());
    });
    auto* row = new QHBoxLayout;
    row->addWidget(m_open);
    row->addWidget(m_reason, 1);
    return row;
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
    m_cards->setCurrent(m_preset->currentIndex());
    const QString label = settingWords(nearest.preset.label);
    m_presetHelp->setText(same ? settingWords(nearest.preset.help)
            : nearest.differences == 1
            ? tr("%1, one field changed.").arg(label)
            : tr("%1, %L2 fields changed.").arg(label).arg(nearest.differences));
    m_preset->setAccessibleDescription(m_presetHelp->text()); // also where none is chosen
    m_twins->setChecked(m_training.twins());
    m_twins->setEnabled(config.model.isSparse());
    if (problems(config).empty()) // the last one stays until the form is right again
        m_network->setModel(config.model, m_training.twins());
    m_cost->setConfig(config, m_training.twins());
    showData();
    showRefusal();
    if (!m_noting)
        m_noted = values();
}

void SetupPanel::showData()
{
    const ModelConfig& model = m_training.config().model;
    m_data->showData(model, m_library.data(), m_library.source(model.task));
    showTimes();
    showRefusal();
}

void SetupPanel::showTimes()
{
    const TrainingData& data = m_library.data();
    const std::int64_t text
        = data.text ? std::min<std::int64_t>(kMostJudged, std::ssize(data.text->validation())) : 0;
    const bool isText = m_training.config().model.task == Task::Text;
    const std::int64_t judged = isText ? text : data.testDigits ? data.testDigits->count() : 0;
    const std::optional<double> speed = m_calibration.speed();
    m_cost->showTime(m_training.historyOfConfig(), speed, judged);
    const bool measures = m_calibration.measuring();
    const QString refusal = m_calibration.refusal();
    m_cost->showMeasuring(measures, refusal);
    CostCard::showMeasuring(*m_measure, measures, refusal);
    m_measure->setVisible(!speed || measures);
    m_cards->showTimes(speed, m_training.twins(), text, m_cost->seconds());
}

void SetupPanel::showRefusal()
{
    m_training.setUnread(m_form->unread());
    const bool valid = m_form->isValid();
    const QString sentence = m_training.refusal();
    const Task task = m_training.config().model.task;
    const bool lacksData = m_training.lacksData();
    m_network->setOutdated(!valid);
    m_train->setEnabled(valid && sentence.isEmpty());
    m_train->setToolTip(sentence);
    if (!lacksData && m_open->hasFocus())
        (m_train->isEnabled() ? m_train : static_cast<QWidget*>(m_preset))->setFocus();
    m_open->setVisible(lacksData);
    m_open->setText(dataOffer(task));
    m_reason->setText(!lacksData ? (valid ? sentence : QString()) // else its field says it
            : task == Task::Text ? tr("No text is open yet for it to learn from.")
                                 : tr("No pictures are open yet for it to learn from."));
}

void SetupPanel::openData() { askForData(m_training.config().model.task, m_library, this); }

void SetupPanel::resizeEvent(QResizeEvent* event)
{
    m_network->setFixedHeight(NetworkDrawing::heightIn(height()));
    Panel::resizeEvent(event);
}

void SetupPanel::goToField(const QString& field)
{
    if (QWidget* editor = m_form->reveal(field)) {
        m_scroll->ensureWidgetVisible(editor);
        editor->setFocus(Qt::TabFocusReason); // which selects what stands in it
    }
}

QString SetupPanel::commandLine() const
{
    if (unreadEditor())
        return {}; // it shows another value than the configuration has
    return trainCommand(copiedSetUp(m_training, m_library));
}

std::vector<ExportItem> SetupPanel::exports()
{
    const RunConfig& config = m_training.config();
    Origin made = originHere();
    made.what << (m_training.twins() && config.model.isSparse()
            ? tr("%1, and its dense twin").arg(kindWords(config.model))
            : kindWords(config.model));
    made.data = openDataWords(m_library, config.model.task);
    made.seed = config.train.seed;
    const QString origin = originLine(made);
    ExportItem settings{tr("Settings"), QStringLiteral("settings"), origin, {}},
        network{tr("Network"), QStringLiteral("network"), origin, {}};
    addTextForm(settings, QStringLiteral("JSON"), QStringLiteral("json"),
        [this] { return toJson(m_training.config()) + "\n"; });
    addTextForm(settings, tr("Command"), QStringLiteral("sh"),
        [this] { return commandLine().toStdString() + "\n"; });
    addPictureForms(
        network, [this, origin] { return pictureOf(*m_network, tr("Network"), origin); });
    return {std::move(settings), std::move(network)};
}

void SetupPanel::runMain()
{
    if (m_train->isEnabled())
        m_training.start();
}

void SetupPanel::stopMain() { m_training.pause(); }

} // namespace glowworm
