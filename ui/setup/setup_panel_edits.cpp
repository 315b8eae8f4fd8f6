// SPDX-License-Identifier: GPL-3.0-or-later
// What a person changes in Set-up, each time as one edit: a field, a preset, a pasted command; and
// what of it stays from one day to the next.
#include "ui/setup/setup_panel.h"

#include "model/base/error.h"
#include "model/base/json_reader.h"
#include "model/data/data_set.h"
#include "model/io/paths.h"
#include "model/line/train_line.h"
#include "model/session/session_values.h"
#include "ui/session/edits.h"
#include "ui/session/library.h"
#include "ui/session/training.h"
#include "ui/setup/data_card.h"
#include "ui/widgets/command_line.h"
#include "ui/widgets/field_words.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/number_text.h"
#include "ui/widgets/path_text.h"
#include "ui/widgets/words.h"

#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QScrollArea>
#include <QScrollBar>

#include <string>
#include <utility>

namespace glowworm {
namespace {

constexpr std::size_t kLongestText = 1000; // that somebody typed into a field, bytes

/// Once there is so much to scroll through.
void scrollTo(QScrollBar& bar, int place)
{
    bar.setValue(place);
    if (bar.value() < place)
        QObject::connect(
            &bar, &QScrollBar::rangeChanged, &bar, [&bar, place] { bar.setValue(place); },
            Qt::SingleShotConnection);
}

/// The options of a line that a training of the window does not take from it; while one runs, the
/// rules that end it are that one's.
QStringList leftOut(const TrainOptions& line, bool runs)
{
    QStringList names;
    if (runs)
        for (const auto& [rule, value] : line.rules)
            names << optionOf(rule);
    const TrainOptions usual;
    for (const auto& [isThere, name] :
        std::initializer_list<std::pair<bool, const char*>>{{!line.changes.empty(), "--change"},
            {!line.out.empty(), "--out"}, {line.threads != usual.threads, "--threads"},
            {line.device != usual.device, "--device"},
            {line.autosave != usual.autosave, "--autosave"}})
        if (isThere)
            names << QLatin1String(name);
    names.removeDuplicates();
    return names;
}

} // namespace

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
    note(inSentence(settingWords(changed.label)), typed ? m_typing : -1);
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

SetupPanel::Values SetupPanel::values() const
{
    return {
        m_form->entries(), m_training.twins(), m_training.keepsMoments(), m_training.stopRules()};
}

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
    if (now.moments != m_noted.moments) {
        before.moments = m_noted.moments;
        after.moments = now.moments;
    }
    if (now.stop != m_noted.stop) {
        before.stop = m_noted.stop;
        after.stop = now.stop;
    }
    m_noted = now;
    m_message->clear(); // of a paste before
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
    m_training.setKeepsMoments(some.moments.value_or(m_training.keepsMoments()));
    if (some.stop && !m_training.canChange()) // of the run that goes on they are its own matter
        m_training.setStopRules(*some.stop);
    showRefusal();
    m_noting = false;
    m_noted = values();
}

// -------------------------------------------------------------------------------------------------
// a pasted command

void SetupPanel::paste() { takeLine(QGuiApplication::clipboard()->text()); }

/// One edit, whatever the line changes. The data that it names is opened, which is none.
void SetupPanel::takeLine(const QString& text)
{
    if (!looksLikeLine(text.toStdString())) {
        m_message->showMessage(MessageBar::Tone::Error,
            tr("Nothing pasted: the clipboard holds no glowworm-cli command. Copy one with "
               "“Copy as command”."));
        return;
    }
    TrainLine line;
    try {
        line = trainLineFrom(text.toStdString());
    } catch (const Error& error) {
        m_message->showMessage(
            MessageBar::Tone::Error, tr("Nothing pasted: %1").arg(QString::fromUtf8(error.what())));
        return;
    }
    m_noting = true;
    m_training.setConfig(line.config, line.options.twin);
    m_training.setKeepsMoments(line.options.moments.value_or(0) > 0); // as many as the window keeps
    const bool runs = m_training.canChange();
    if (!runs)
        m_training.setStopRules(rulesOf(line.options, {}));
    m_form->setConfig(m_training.config());
    showRefusal();
    note(tr("pasted command"));
    const QStringList left = leftOut(line.options, runs);
    if (!left.isEmpty())
        m_message->showMessage(MessageBar::Tone::Notice,
            tr("Pasted, but for %1: a training of the window does not take that from a command.")
                .arg(left.join(QStringLiteral(", "))));
    openNamed(line.options.data, line.config.model.task);
}

/// Tells it where there is no such set; files that cannot be read tell it themselves.
void SetupPanel::openNamed(const DataOptions& named, Task task)
{
    DigitFiles digits = named.digits();
    if (!named.dataset.empty() && digits.images.empty()) {
        const auto set = filesOfSet(named.dataset);
        if (!set) {
            m_message->showMessage(MessageBar::Tone::Error,
                tr("The command names the data set %1, which was not fetched yet.")
                    .arg(words(named.dataset)));
            return;
        }
        digits = *set;
    }
    const auto pathOf = [](const std::filesystem::path& file) {
        return file.empty() ? QString() : toText(absolutePath(file));
    };
    if (task == Task::Text && !named.text.empty() && pathOf(named.text) != m_library.source(task))
        m_library.openText(pathOf(named.text));
    else if (task == Task::Digits && !digits.images.empty() && digits != m_library.digitFiles())
        m_library.openDigits(pathOf(digits.images), pathOf(digits.labels),
            pathOf(digits.testImages), pathOf(digits.testLabels));
}

/// A line that is pasted into a field is meant for the form.
bool SetupPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress
        && static_cast<QKeyEvent*>(event)->matches(QKeySequence::Paste)
        && looksLikeLine(QGuiApplication::clipboard()->text().toStdString())) {
        paste();
        return true;
    }
    return Panel::eventFilter(watched, event);
}

// -------------------------------------------------------------------------------------------------
// from one day to the next

void SetupPanel::save(const SessionValues& to) const
{
    const SessionValues texts = to.object("texts"); // as they were typed
    for (const auto& [field, entry] : m_form->entries())
        if (runField(field).kind != FieldKind::Choice
            && entry.text != numberOnScreen(entry.value, locale()))
            texts.text(field, entry.text.toStdString());
    to.flag("all", m_form->isUnfolded());
    to.flag("counts", m_data->isUnfolded());
    to.integer("scroll", m_scroll->verticalScrollBar()->value());
}

void SetupPanel::restore(const JsonObject& from)
{
    const int scroll = from.has("scroll") ? from.integer<int>("scroll") : 0;
    const bool unfolded = from.has("all") ? from.flag("all") : m_form->isUnfolded(),
               counts = from.has("counts") ? from.flag("counts") : m_data->isUnfolded();
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
    m_form->unfold(unfolded);
    m_data->unfold(counts);
    showValues({std::move(shown), {}, {}, {}});
    scrollTo(*m_scroll->verticalScrollBar(), scroll);
}

} // namespace glowworm
