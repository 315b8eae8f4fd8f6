// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/setup/setup_panel.h"

#include "model/base/json_reader.h"
#include "model/session/session_values.h"
#include "ui/session/edits.h"
#include "ui/session/library.h"
#include "ui/session/open_files.h"
#include "ui/session/training.h"
#include "ui/session/workbench.h"
#include "ui/setup/cost_card.h"
#include "ui/setup/data_card.h"
#include "ui/setup/network_drawing.h"
#include "ui/setup/preset_cards.h"
#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/command_line.h"
#include "ui/widgets/folding_row.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/model_words.h"
#include "ui/widgets/number_text.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/undo_keys.h"
#include "ui/widgets/words.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <string>
#include <utility>

namespace glowworm {
namespace {

constexpr int kHelpLines
    = 2; // of a preset: a changed field makes it one, and nothing below may move
constexpr std::size_t kLongestText = 1000; // that somebody typed into a field, bytes

/// Within a sentence, but for what begins with a symbol: "learning rate", "FF neurons F".
QString inSentence(QString label)
{
    if (label.size() > 1 && label[1].isLower())
        label[0] = label[0].toLower();
    return label;
}

/// Once there is so much to scroll through.
void scrollTo(QScrollBar& bar, int place)
{
    bar.setValue(place);
    if (bar.value() < place)
        QObject::connect(
            &bar, &QScrollBar::rangeChanged, &bar, [&bar, place] { bar.setValue(place); },
            Qt::SingleShotConnection);
}

} // namespace

SetupPanel::SetupPanel(Workbench& workbench, QWidget* parent)
    : Panel(parent)
    , m_training(workbench.training())
    , m_library(workbench.library())
    , m_edits(workbench.edits().of(Area::Setup))
    , m_network(new NetworkDrawing(this))
    , m_scroll(new QScrollArea(this))
{
    // Everything is made where it stays: who gets another parent is styled anew.
    auto* content = new QWidget(m_scroll->viewport());
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
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus); // its fields have it
    m_scroll->setWidget(content);
    setFirstFocus(m_preset);
    auto* network = m_form->findChild<QWidget*>(QStringLiteral("network"));
    m_message->lieOver({m_data});
    connect(columns, &FoldingRow::foldChanged, this, [=, this] {
        m_message->lieOver({columns->folded() ? network : m_data}); // the one that is in sight
    });
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
    connect(m_network, &NetworkDrawing::fieldAsked, this, &SetupPanel::goToField);
    for (QLineEdit* line : m_form->lines())
        leaveUndoToPanel(line);
    connect(&m_training, &Training::setUpReplaced, this, [this] {
        m_form->setConfig(m_training.config());
        showRefusal();
        m_noted = values();
    });
    connect(m_data, &DataCard::openAsked, this, [this] {
        m_training.config().model.task == Task::Text ? askForText(m_library, this)
                                                     : askForDigits(m_library, this);
    });
    connect(&m_training, &Training::configChanged, this, &SetupPanel::showConfig);
    connect(&m_library, &Library::dataChanged, this, &SetupPanel::showData);
    connect(&workbench, &Workbench::busyChanged, this, &SetupPanel::showRefusal);
    connect(&m_training, &Training::events, this,
        [this] { m_cost->showTime(m_training.historyOfConfig()); });
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
    connect(m_twins, &QCheckBox::toggled, this, [this] {
        m_noting = true;
        takeConfig();
        note(tr("dense twin"));
    });
    m_train = newButton(tr("Train this"), "start", card);
    m_train->setWhatsThis(tr("Starts the training of what stands below and shows it in Training "
                             "(F5)."));
    makePrimary(m_train);
    connect(m_train, &QPushButton::clicked, this, &SetupPanel::runMain);
    m_cards = new PresetCards(card);
    connect(m_cards, &PresetCards::chosen, this, &SetupPanel::choosePreset);
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
    layout->addWidget(m_cards);
    layout->addWidget(m_presetHelp);
    layout->addWidget(m_reason);
    return card;
}

void SetupPanel::choosePreset(int index)
{
    m_noting = true;
    m_training.setConfig(presets()[static_cast<std::size_t>(index)].config, m_twins->isChecked());
    m_form->setConfig(m_training.config()); // a text that is no value gives way too, where the
                                            // configuration was this one already
    showRefusal();
    note(tr("preset"));
}

void SetupPanel::takeField(const QString& field)
{
    m_noting = true;
    takeConfig();
    const Field<RunConfig>& changed = runField(field.toStdString());
    const bool typed = changed.kind != FieldKind::Choice;
    if (field != m_typed)
        ++m_typing;
    m_typed = typed ? field : QString();
    note(inSentence(words(changed.label)), typed ? m_typing : -1);
}

/// The other task is another network altogether: its quickest preset, not the old numbers, is what
/// one can start from.
void SetupPanel::takeConfig()
{
    const Task task = m_form->config().model.task;
    if (task != m_training.config().model.task)
        m_training.setConfig(preset(task == Task::Text ? "quick-sparse" : "glowworm-mnist").config,
            m_twins->isChecked());
    else
        m_training.setConfig(m_form->config(), m_twins->isChecked());
    showRefusal();
}

SetupPanel::Values SetupPanel::values() const { return {m_form->entries(), m_training.twins()}; }

/// What has changed since the last edit becomes one: these fields alone, so that what else is
/// changed meanwhile, as by a run that is reopened, stays when it is taken back.
void SetupPanel::note(const QString& words, int id)
{
    m_noting = false;
    Values before, after;
    const Values now = values();
    for (const auto& [field, entry] : now.fields)
        if (const ConfigForm::Entry& noted = m_noted.fields.at(field); noted != entry) {
            before.fields[field] = noted;
            after.fields[field] = entry;
        }
    if (now.twins != m_noted.twins) {
        before.twins = m_noted.twins;
        after.twins = now.twins;
    }
    m_noted = now;
    if (before != after)
        m_edits.push(new ValueEdit<Values>(
            words, std::move(before), std::move(after), [this](const Values& v) { showValues(v); },
            id));
}

void SetupPanel::showValues(const Values& some)
{
    m_noting = true;
    m_form->showEntries(some.fields);
    m_training.setConfig(m_form->config(), some.twins.value_or(m_training.twins()));
    showRefusal();
    m_noting = false;
    m_noted = values();
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
    const QString label = words(nearest.preset.label);
    m_presetHelp->setText(same ? words(nearest.preset.help)
            : nearest.differences == 1
            ? tr("%1, one field changed.").arg(label)
            : tr("%1, %L2 fields changed.").arg(label).arg(nearest.differences));
    m_twins->setChecked(m_training.twins());
    m_twins->setEnabled(config.model.isSparse());
    if (problems(config).empty()) // the last one stays until the form is right again
        m_network->setModel(config.model, m_training.twins());
    m_cost->setConfig(config, m_training.twins());
    m_cost->showTime(m_training.historyOfConfig());
    showData();
    showRefusal();
    if (!m_noting)
        m_noted = values();
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
    m_network->setOutdated(!m_form->isValid());
    m_train->setEnabled(sentence.isEmpty());
    m_reason->setText(sentence); // its room is kept: nothing below moves while somebody types
}

void SetupPanel::resizeEvent(QResizeEvent* event)
{
    m_network->setFixedHeight(NetworkDrawing::heightIn(height()));
    Panel::resizeEvent(event);
}

void SetupPanel::goToField(const QString& field)
{
    if (auto* editor = m_form->findChild<QWidget*>(field)) {
        m_scroll->ensureWidgetVisible(editor);
        editor->setFocus(Qt::TabFocusReason); // which selects what stands in it
    }
}

QString SetupPanel::commandLine() const
{
    if (unreadEditor())
        return {}; // it shows another value than the configuration has
    return trainCommand(m_training.config(), m_library.source(Task::Text), m_library.digitFiles(),
        m_training.twins());
}

std::vector<ExportItem> SetupPanel::exports()
{
    ExportItem settings{
        tr("Settings"), QStringLiteral("settings"), kindWords(m_training.config().model), {}};
    addTextForm(settings, QStringLiteral("JSON"), QStringLiteral("json"),
        [this] { return toJson(m_training.config()) + "\n"; });
    addTextForm(settings, tr("Command"), QStringLiteral("sh"),
        [this] { return commandLine().toStdString() + "\n"; });
    ExportItem network{
        tr("Network"), QStringLiteral("network"), kindWords(m_training.config().model), {}};
    addPictureForms(network, [this] {
        return pictureOf(*m_network, tr("Network"), kindWords(m_training.config().model));
    });
    return {std::move(settings), std::move(network)};
}

void SetupPanel::runMain()
{
    if (m_train->isEnabled())
        m_training.start();
}

void SetupPanel::stopMain() { m_training.pause(); }

void SetupPanel::save(const SessionValues& to) const
{
    const SessionValues texts = to.object("texts"); // as they were typed
    for (const auto& [field, entry] : m_form->entries())
        if (runField(field).kind != FieldKind::Choice
            && entry.text != numberOnScreen(entry.value, locale()))
            texts.text(field, entry.text.toStdString());
    to.integer("scroll", m_scroll->verticalScrollBar()->value());
}

void SetupPanel::restore(const JsonObject& from)
{
    const int scroll = from.has("scroll") ? from.integer<int>("scroll") : 0;
    ConfigForm::Entries all = m_form->entries(), shown;
    if (from.has("texts")) {
        const JsonObject texts = from.object("texts");
        for (const std::string& field : texts.keys()) {
            const std::string text = texts.text(field.c_str());
            if (text.size() > kLongestText)
                texts.refuse(field.c_str(), "a text of a field");
            if (const auto entry = all.find(field);
                entry != all.end() && runField(field).kind != FieldKind::Choice)
                shown[field] = {QString::fromStdString(text), entry->second.value};
        }
    }
    showValues({std::move(shown), {}});
    scrollTo(*m_scroll->verticalScrollBar(), scroll);
}

} // namespace glowworm
