// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/setup/config_form.h"

#include "model/base/error.h"
#include "ui/setup/config_groups.h"
#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/field_words.h"
#include "ui/widgets/fold_line.h"
#include "ui/widgets/folding_row.h"
#include "ui/widgets/number_box.h"
#include "ui/widgets/number_text.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"
#include "ui/widgets/words.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace glowworm {
namespace {

constexpr int kLeastEditor = 60; // wide
constexpr int kFreeLines = 2;    // kept free below the fields of a card

/// Whether the field means anything for this task with some routing: else its row is hidden, not
/// just greyed.
bool appliesToTask(const Field<RunConfig>& field, RunConfig config)
{
    config.model.routing = Routing::Gated;
    return field.applies(config);
}

/// For label, editor and unit.
QGridLayout* newGrid()
{
    auto* grid = new QGridLayout;
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(kGap);
    grid->setVerticalSpacing(kGap / 2);
    grid->setColumnStretch(1, 1);
    return grid;
}

} // namespace

ConfigForm::ConfigForm(QWidget* parent)
    : QWidget(parent)
{
    m_rows.reserve(runFields().size());
    const std::vector<FieldGroup> groups = fieldGroups();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGap);
    column->addWidget(buildEveryday(groups.front()));
    m_fold = new FoldLine(tr("All settings"), "allSettings", this);
    QStringList folded{tr("All settings:")};
    for (std::size_t at = 1; at < groups.size(); ++at)
        folded << groups[at].title;
    m_fold->setSummary(folded);
    m_fold->setWhatsThis(tr("Everything else that a network and its training have, by groups."));
    column->addWidget(m_fold);
    m_all = new QWidget(this);
    auto* all = new QVBoxLayout(m_all);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(kGap);
    for (std::size_t first = 1; first < groups.size(); first += 2) {
        auto* pair = new FoldingRow(m_all);
        pair->row()->setSpacing(kGap);
        for (std::size_t at = first; at < std::min(first + 2, groups.size()); ++at)
            pair->row()->addWidget(buildCard(groups[at], pair), 1);
        all->addWidget(pair);
    }
    m_all->hide();
    column->addWidget(m_all);
    connect(m_fold, &FoldLine::toggled, this, [this](bool on) {
        m_all->setVisible(on);
        refresh(); // what is wrong behind it is said where it can be seen
    });
    setConfig(m_config);
}

/// In two columns where there is room, and what they come to.
QWidget* ConfigForm::buildEveryday(const FieldGroup& group)
{
    QFrame* card = newCard(this);
    card->setObjectName(QLatin1String(group.name));
    auto* layout = new QVBoxLayout(card);
    layout->setContentsMargins(kWideGap, kGap + kGap / 2, kWideGap, kGap + kGap / 2);
    layout->addWidget(newHeading(group.title, card));
    auto* halves = new FoldingRow(card);
    halves->row()->setSpacing(kWideGap);
    const std::size_t half = (group.fields.size() + 1) / 2;
    for (std::size_t begin = 0; begin < group.fields.size(); begin += half) {
        auto* side = new QWidget(halves);
        QGridLayout* grid = newGrid();
        side->setLayout(grid);
        for (std::size_t at = begin; at < std::min(begin + half, group.fields.size()); ++at)
            addRow(grid, *group.fields[at], static_cast<int>(at - begin), side);
        grid->setRowStretch(static_cast<int>(half), 1);
        halves->row()->addWidget(side, 1);
    }
    layout->addWidget(halves);
    m_means = newNote({}, card);
    setNumbersFrom(m_means, Provenance::Computed);
    layout->addWidget(m_means);
    layout->addWidget(addSentence(card));
    return card;
}

QWidget* ConfigForm::buildCard(const FieldGroup& group, QWidget* parent)
{
    QFrame* card = newCard(parent);
    card->setObjectName(QLatin1String(group.name));
    auto* layout = new QVBoxLayout(card);
    layout->setContentsMargins(kWideGap, kGap + kGap / 2, kWideGap, kGap + kGap / 2);
    layout->addWidget(newHeading(group.title, card));
    QGridLayout* grid = newGrid();
    layout->addLayout(grid);
    for (std::size_t at = 0; at < group.fields.size(); ++at)
        addRow(grid, *group.fields[at], static_cast<int>(at), card);
    layout->addStretch(1);
    layout->addWidget(addSentence(card));
    return card;
}

/// Has its room from the start, so that no field moves under the pointer when something is wrong.
QLabel* ConfigForm::addSentence(QWidget* card)
{
    auto* sentence = new QLabel(card);
    sentence->setProperty("fieldError", true);
    setTextRole(sentence, TextRole::Note);
    sentence->setWordWrap(true);
    sentence->setTextFormat(Qt::PlainText);
    sentence->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    keepLines(sentence, kFreeLines);
    m_sentences.push_back(sentence);
    return sentence;
}

/// Label, editor and unit side by side.
void ConfigForm::addRow(QGridLayout* grid, const Field<RunConfig>& field, int row, QWidget* parent)
{
    Row entry;
    entry.field = &field;
    entry.card = m_sentences.size();
    auto* label = new QLabel(settingWords(field.label), parent);
    const std::size_t index = m_rows.size();
    if (field.kind == FieldKind::Choice) {
        entry.choice = new QComboBox(parent);
        for (std::string_view choice : field.choices)
            entry.choice->addItem(words(choice));
        connect(entry.choice, &QComboBox::currentTextChanged, this,
            [this, index](const QString& text) { takeText(index, text); });
        entry.editor = entry.choice;
    } else {
        entry.edit = new QLineEdit(parent);
        connect(entry.edit, &QLineEdit::textChanged, this,
            [this, index](const QString& text) { takeText(index, text); });
        connect(entry.edit, &QLineEdit::editingFinished, this, [this, index] {
            m_rows[index].before = m_rows[index].field->read(m_config);
            Q_EMIT finished();
        });
        entry.editor = entry.edit;
    }
    QWidget* editor = entry.editor;
    editor->setObjectName(words(field.name));
    atEachTextSize(editor, [editor] { editor->setMinimumWidth(textScaled(kLeastEditor)); });
    editor->setAccessibleName(settingWords(field.label));
    editor->setWhatsThis(explained(field));
    entry.help = settingWords(field.help);
    if (field.kind != FieldKind::Choice)
        entry.help += tr(" (%1 to %2)")
                          .arg(QString::number(field.minimum, 'g', 10),
                              QString::number(field.maximum, 'g', 10));
    label->setToolTip(entry.help);
    label->setBuddy(editor);
    entry.parts = {label, editor};
    grid->addWidget(label, row, 0);
    if (!field.unit.empty()) {
        auto* unit = new QLabel(settingWords(field.unit), parent);
        makeMuted(unit);
        entry.parts.push_back(unit);
        grid->addWidget(unit, row, 2);
    }
    grid->addWidget(editor, row, 1, 1, field.unit.empty() ? 2 : 1);
    m_rows.push_back(entry);
}

void ConfigForm::setConfig(const RunConfig& config) { showConfig(config, false); }
void ConfigForm::follow(const RunConfig& config) { showConfig(config, true); }

void ConfigForm::showConfig(const RunConfig& config, bool keepUnread)
{
    m_config = config;
    for (Row& row : m_rows) {
        if (keepUnread && !row.wrong.isEmpty() && row.field->read(config) == row.before)
            continue;
        row.before = row.field->read(config);
        row.wrong.clear();
        if (row.choice) {
            const QSignalBlocker quiet(row.choice);
            row.choice->setCurrentText(words(row.before));
            continue;
        }
        if (const TypedNumber typed = readNumber(row.edit->text(), row.field->kind, locale());
            !typed.value.empty()) {
            RunConfig meant = config;
            try {
                row.field->write(meant, typed.value);
                if (meant == config)
                    continue;
            } catch (const Error&) { // the text is replaced
            }
        }
        const QSignalBlocker quiet(row.edit);
        row.edit->setText(numberOnScreen(row.before, locale()));
    }
    refresh();
}

/// Into the configuration, or why it cannot be; then the value from before counts.
void ConfigForm::readText(Row& row, const QString& text)
{
    TypedNumber typed{text.toStdString(), {}}; // the word of a choice
    if (row.edit)
        typed = readNumber(text, row.field->kind, locale());
    row.wrong = typed.refusal.isEmpty()
        ? QString()
        : tr("%1: %2").arg(settingWords(row.field->label), typed.refusal);
    if (row.wrong.isEmpty())
        try {
            row.field->write(m_config, typed.value);
        } catch (const Error& error) {
            row.wrong = withLabels(error.what());
        }
    if (!row.wrong.isEmpty())
        row.field->write(m_config, row.before);
}

void ConfigForm::takeText(std::size_t index, const QString& text)
{
    readText(m_rows[index], text);
    refresh();
    Q_EMIT edited(words(m_rows[index].field->name));
}

ConfigForm::Entry ConfigForm::entryOf(const Row& row) const
{
    return {row.edit ? row.edit->text() : row.choice->currentText(), row.field->read(m_config)};
}

ConfigForm::Entries ConfigForm::entries() const
{
    Entries all;
    for (const Row& row : m_rows)
        all[std::string(row.field->name)] = entryOf(row);
    return all;
}

void ConfigForm::showEntries(const Entries& entries)
{
    for (Row& row : m_rows) {
        const auto found = entries.find(std::string(row.field->name));
        if (found == entries.end() || found->second == entryOf(row))
            continue; // who is typing into it goes on, from where that began
        const auto& [text, value] = found->second;
        row.field->write(m_config, value);
        row.before = row.field->read(m_config);
        if (row.choice) {
            const QSignalBlocker quiet(row.choice);
            row.choice->setCurrentText(words(value));
            continue;
        }
        readText(row, text);
        const bool isAnother = row.field->read(m_config) != row.before;
        row.field->write(m_config, row.before);
        if (const QString shown = isAnother ? numberOnScreen(row.before, locale()) : text;
            shown != row.edit->text()) {
            const QSignalBlocker quiet(row.edit);
            row.edit->setText(shown);
        }
    }
    refresh();
}

QList<QLineEdit*> ConfigForm::lines() const
{
    QList<QLineEdit*> all;
    for (const Row& row : m_rows)
        if (row.edit)
            all << row.edit;
    return all;
}

/// Which rows are shown and usable, and what is wrong with each.
void ConfigForm::refresh()
{
    const auto isUnread = [this](const Row& row) {
        return row.card > 0 && !row.wrong.isEmpty() && row.field->applies(m_config);
    };
    if (!isUnfolded() && std::ranges::any_of(m_rows, isUnread))
        return m_fold->setChecked(true); // which refreshes
    const std::vector<Problem> between = problems(m_config);
    m_valid = between.empty();
    m_unread.clear();
    std::vector<QStringList> wrong(m_sentences.size());
    for (Row& row : m_rows) {
        const bool shown = appliesToTask(*row.field, m_config);
        const bool usable = row.field->applies(m_config);
        for (QWidget* part : row.parts) {
            part->setVisible(shown);
            part->setEnabled(usable);
        }
        QString sentence = usable ? row.wrong : QString();
        m_valid = m_valid && sentence.isEmpty();
        if (m_unread.isEmpty())
            m_unread = sentence;
        for (const Problem& problem : between) {
            if (sentence.isEmpty() && problem.field == row.field->name)
                sentence = withLabels(problem.sentence);
        }
        setInvalid(row.editor, !sentence.isEmpty(), usable ? row.wrong : QString());
        row.editor->setToolTip(
            sentence.isEmpty() ? row.help : sentence + QLatin1Char('\n') + row.help);
        row.editor->setAccessibleDescription(
            sentence.isEmpty() ? settingWords(row.field->help) : sentence);
        QStringList& said = wrong[isUnfolded() ? row.card : 0]; // where it can be seen
        if (shown && !sentence.isEmpty())
            row.editor->hasFocus() ? said.prepend(sentence) : said.append(sentence);
    }
    for (std::size_t card = 0; card < m_sentences.size(); ++card) {
        m_sentences[card]->setText(wrong[card].join(QLatin1Char(' ')));
        m_sentences[card]->setToolTip(m_sentences[card]->text());
    }
    if (m_valid)
        showMeaning();
}

/// What the widths and groups come to.
void ConfigForm::showMeaning()
{
    const ModelConfig& model = m_config.model;
    m_means->setText(model.isSparse()
            ? tr("%L1 of %L2 neurons fire in each layer: one in every group of N = F / G = %L3.")
                  .arg(model.fired())
                  .arg(model.neurons)
                  .arg(model.groupSize())
            : tr("All %L1 neurons of each layer work: N and G only name them.").arg(model.neurons));
}

bool ConfigForm::isUnfolded() const { return m_fold->isChecked(); }
void ConfigForm::unfold(bool on) { m_fold->setChecked(on); }

QWidget* ConfigForm::reveal(const QString& field)
{
    const auto row = std::ranges::find_if(
        m_rows, [&field](const Row& one) { return words(one.field->name) == field; });
    if (row == m_rows.end())
        return nullptr;
    if (row->card > 0)
        unfold(true);
    return row->editor;
}

} // namespace glowworm
