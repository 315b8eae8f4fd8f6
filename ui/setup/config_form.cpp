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
#include <utility>

namespace glowworm {
namespace {

constexpr int kLeastEditor = 96;  // wide: numbers, and the shorter words
constexpr int kLeastBeside = 140; // wide, or two columns become one
constexpr int kLinesBeside = 2;   // of what is beside it, whatever is said there

/// Whether the field means anything for this task with some routing: else its row is hidden, not
/// just greyed.
bool appliesToTask(const Field<RunConfig>& field, RunConfig config)
{
    config.model.routing = Routing::Gated;
    return field.applies(config);
}

/// Beside it stands what the widths and groups come to.
bool saysFired(const Field<RunConfig>& field) { return field.name == "groups"; }

bool saysWrong(const QLabel& beside) { return beside.property("fieldError").toBool(); }

/// Whether the sentence is about this field: its own, or one that it must go with, as
/// "groups: 8 does not divide neurons = 500."
bool isAbout(const Problem& problem, const Field<RunConfig>& field)
{
    return problem.field == field.name
        || problem.sentence.find(' ' + std::string(field.name) + " = ") != std::string::npos;
}

} // namespace

ConfigForm::ConfigForm(QWidget* parent, QWidget* below)
    : QWidget(parent)
{
    m_rows.reserve(runFields().size());
    const std::vector<FieldGroup> groups = fieldGroups();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGap);
    column->addWidget(buildCard(groups.front(), this, false));
    m_fold = new FoldLine(tr("All settings"), "allSettings", this);
    QStringList folded{tr("All settings:")};
    for (std::size_t at = 1; at < groups.size(); ++at)
        folded << groups[at].title;
    m_fold->setSummary(folded);
    m_fold->setWhatsThis(tr("Everything else that a network and its training have, by groups."));
    column->addWidget(m_fold);
    m_all = buildDemanded(below);
    m_all->hide();
    connect(m_fold, &FoldLine::toggled, this, [this](bool on) {
        m_all->setVisible(on);
        refresh(); // what is wrong behind it is said where it can be seen
    });
    connect(m_fold, &FoldLine::clicked, this, &ConfigForm::foldClicked);
    setConfig(m_config);
}

/// Two columns of cards where there is room: as wide as what stands above them.
QWidget* ConfigForm::buildDemanded(QWidget* parent)
{
    const std::vector<FieldGroup> groups = fieldGroups();
    auto* all = new FoldingRow(parent);
    all->row()->setSpacing(kGap);
    const std::size_t half = 1 + groups.size() / 2; // the first one is not among them
    for (const auto& [from, to] : {std::pair(std::size_t(1), half), {half, groups.size()}}) {
        auto* column = new QVBoxLayout;
        column->setSpacing(kGap);
        for (std::size_t at = from; at < to; ++at)
            column->addWidget(buildCard(groups[at], all, true));
        column->addStretch(1);
        all->row()->addLayout(column, 1);
    }
    return all;
}

QWidget* ConfigForm::buildCard(const FieldGroup& group, QWidget* parent, bool folded)
{
    QFrame* card = newCard(parent);
    card->setObjectName(QLatin1String(group.name));
    auto* layout = new QVBoxLayout(card);
    layout->setContentsMargins(kWideGap, kGap + kGap / 2, kWideGap, kGap + kGap / 2);
    layout->addWidget(newHeading(group.title, card));
    auto* grid = new QGridLayout;
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(kGap);
    grid->setVerticalSpacing(kGap / 2);
    grid->setColumnStretch(2, 1);
    layout->addLayout(grid);
    for (std::size_t at = 0; at < group.fields.size(); ++at) {
        addRow(grid, *group.fields[at], static_cast<int>(at), card);
        m_rows.back().folded = folded;
    }
    // The lines say no width of their own: a column of lines alone would have none, and what is
    // beside them would lie over them.
    atEachTextSize(this, [this, grid, folded] {
        grid->setColumnMinimumWidth(1, textScaled(kLeastEditor));
        if (folded) { // those that stand below each other have their fields at one edge
            grid->setColumnMinimumWidth(0, widestLabel() + 2);
            grid->setColumnMinimumWidth(2, textScaled(kLeastBeside));
        }
    });
    return card;
}

int ConfigForm::widestLabel() const
{
    int widest = 0;
    for (const Field<RunConfig>& field : runFields())
        widest = std::max(widest, fontMetrics().horizontalAdvance(settingWords(field.label)));
    return widest;
}

/// Label, editor, and beside them what the field is, or why its text is no value: that has its room
/// from the start, so that no field moves under the pointer when something is wrong.
void ConfigForm::addRow(QGridLayout* grid, const Field<RunConfig>& field, int row, QWidget* parent)
{
    Row entry;
    entry.field = &field;
    entry.meaning = meaningOf(field);
    auto* label = new QLabel(settingWords(field.label), parent);
    addEditor(entry, parent);
    entry.help = settingWords(field.help);
    if (field.kind != FieldKind::Choice)
        entry.help = tr("%1 (%2 to %3)")
                         .arg(entry.help, QString::number(field.minimum, 'g', 10),
                             QString::number(field.maximum, 'g', 10));
    label->setToolTip(entry.help);
    label->setBuddy(entry.editor);
    entry.beside = newNote({}, parent);
    entry.beside->setObjectName(QStringLiteral("meaning"));
    setTextRole(entry.beside, TextRole::Note);
    keepLines(entry.beside, kLinesBeside);
    if (saysFired(field))
        setNumbersFrom(entry.beside, Provenance::Computed);
    entry.parts = {label, entry.editor, entry.beside};
    for (int part = 0; part < 3; ++part)
        grid->addWidget(entry.parts[static_cast<std::size_t>(part)], row, part);
    m_rows.push_back(entry);
}

void ConfigForm::addEditor(Row& row, QWidget* parent)
{
    const Field<RunConfig>& field = *row.field;
    const std::size_t index = m_rows.size();
    if (field.kind == FieldKind::Choice) {
        row.choice = new QComboBox(parent);
        for (std::string_view choice : field.choices)
            row.choice->addItem(words(choice));
        connect(row.choice, &QComboBox::currentTextChanged, this,
            [this, index](const QString& text) { takeText(index, text); });
        row.editor = row.choice;
    } else {
        row.edit = new QLineEdit(parent);
        row.edit->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed); // as wide as the column
        connect(row.edit, &QLineEdit::textChanged, this,
            [this, index](const QString& text) { takeText(index, text); });
        connect(row.edit, &QLineEdit::editingFinished, this, [this, index] {
            m_rows[index].before = m_rows[index].field->read(m_config);
            Q_EMIT finished();
        });
        row.editor = row.edit;
    }
    QWidget* editor = row.editor;
    editor->setObjectName(words(field.name));
    atEachTextSize(editor, [editor] { editor->setMinimumWidth(textScaled(kLeastEditor)); });
    editor->setAccessibleName(settingWords(field.label));
    editor->setWhatsThis(explained(field));
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
    m_edited = index;
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

bool ConfigForm::isSeen(const Row& row) const
{
    return appliesToTask(*row.field, m_config) && (isUnfolded() || !row.folded);
}

/// Beside which of its fields it is told: the one that was changed last, else its own; null: all
/// that it is about are folded.
const ConfigForm::Row* ConfigForm::placeFor(const Problem& problem) const
{
    const Row* place = nullptr;
    for (std::size_t index = 0; index < m_rows.size(); ++index) {
        const Row& row = m_rows[index];
        if (!isSeen(row) || !isAbout(problem, *row.field))
            continue;
        if (m_edited == index)
            return &row;
        if (!place || problem.field == row.field->name)
            place = &row;
    }
    return place;
}

/// Which rows are shown and usable, and what is wrong with each.
void ConfigForm::refresh()
{
    const std::vector<Problem> between = problems(m_config);
    const auto isUnread
        = [this](const Row& row) { return !row.wrong.isEmpty() && row.field->applies(m_config); };
    if (!isUnfolded() && (std::ranges::any_of(m_rows, [&](const Row& row) {
            return row.folded && isUnread(row);
        }) || std::ranges::any_of(between, [this](const Problem& problem) {
            return !placeFor(problem);
        })))
        return m_fold->setChecked(true); // which refreshes
    m_unread.clear();
    for (const Row& row : m_rows)
        if (m_unread.isEmpty() && isUnread(row))
            m_unread = row.wrong;
    m_valid = between.empty() && m_unread.isEmpty();
    for (Row& row : m_rows)
        showRow(row, between);
}

void ConfigForm::showRow(Row& row, const std::vector<Problem>& between)
{
    const bool shown = appliesToTask(*row.field, m_config);
    const bool usable = row.field->applies(m_config);
    for (QWidget* part : row.parts) {
        part->setVisible(shown);
        part->setEnabled(usable);
    }
    const QString unread = usable ? row.wrong : QString();
    QString sentence = unread, told = unread; // of this field, and what is told beside it
    for (const Problem& problem : between)
        if (sentence.isEmpty() && isAbout(problem, *row.field)) {
            sentence = withLabels(problem.sentence);
            if (placeFor(problem) == &row)
                told = sentence;
        }
    setInvalid(row.editor, !sentence.isEmpty(), unread);
    row.editor->setToolTip(sentence.isEmpty() ? row.help : sentence + QLatin1Char('\n') + row.help);
    row.editor->setAccessibleDescription(
        sentence.isEmpty() ? settingWords(row.field->help) : sentence);
    row.beside->setText(!told.isEmpty() ? told
            : saysFired(*row.field)     ? firedWords()
                                        : row.meaning);
    row.beside->setToolTip(told);
    if (saysWrong(*row.beside) == told.isEmpty())
        setMark(row.beside, "fieldError", !told.isEmpty());
}

/// What the widths and groups come to; "" while they cannot be used.
QString ConfigForm::firedWords() const
{
    const ModelConfig& model = m_config.model;
    if (!m_valid)
        return {};
    return model.isSparse()
        ? tr("%L1 of %L2 neurons fire in each layer: one in every group of N = F / G = %L3.")
              .arg(model.fired())
              .arg(model.neurons)
              .arg(model.groupSize())
        : tr("All %L1 neurons of each layer work: N and G only name them.").arg(model.neurons);
}

bool ConfigForm::isUnfolded() const { return m_fold->isChecked(); }
void ConfigForm::unfold(bool on) { m_fold->setChecked(on); }

QWidget* ConfigForm::reveal(const QString& field)
{
    const auto row = std::ranges::find_if(
        m_rows, [&field](const Row& one) { return words(one.field->name) == field; });
    if (row == m_rows.end())
        return nullptr;
    if (row->folded)
        unfold(true);
    return row->editor;
}

} // namespace glowworm
