// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/setup/config_form.h"

#include "model/base/error.h"
#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/field_words.h"
#include "ui/widgets/number_box.h"
#include "ui/widgets/number_text.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/words.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace glowworm {
namespace {

constexpr int kLeastEditor = 60;  // wide
constexpr int kSentenceLines = 2; // kept free below the fields of a card

/// The fields of the FF layer, which the form shows apart from the rest of the network.
constexpr std::array<std::string_view, 8> kFeedForward{"routing", "neurons", "groups",
    "router_rank", "activation", "router_activation", "gate", "gate_scale"};

bool belongsToFeedForward(const Field<RunConfig>& field)
{
    return std::find(kFeedForward.begin(), kFeedForward.end(), field.name) != kFeedForward.end();
}

/// Whether the field means anything for this task with some routing: else its row is hidden, not
/// just greyed.
bool appliesToTask(const Field<RunConfig>& field, RunConfig config)
{
    config.model.routing = Routing::Gated;
    return field.applies(config);
}

} // namespace

ConfigForm::ConfigForm(QWidget* parent)
    : QWidget(parent)
{
    std::vector<const Field<RunConfig>*> network, feedForward, training;
    for (const Field<RunConfig>& field : runFields())
        (field.section == FieldSection::Train ? training
                : belongsToFeedForward(field) ? feedForward
                                              : network)
            .push_back(&field);
    m_rows.reserve(runFields().size());

    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(kGap);
    QWidget* networkCard = buildCard(tr("Network"), network, 1);
    networkCard->setObjectName(QStringLiteral("network"));
    grid->addWidget(networkCard, 0, 0);
    grid->addWidget(buildCard(tr("Feed-forward layer"), feedForward, 1), 0, 1);
    grid->addWidget(buildCard(tr("Training"), training, 3), 1, 0, 1, 2);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    setConfig(m_config);
}

QWidget* ConfigForm::buildCard(
    const QString& title, const std::vector<const Field<RunConfig>*>& fields, int columns)
{
    QFrame* card = newCard(this);
    auto* layout = new QVBoxLayout(card);
    layout->setContentsMargins(kWideGap, kGap + kGap / 2, kWideGap, kGap + kGap / 2);
    layout->addWidget(newHeading(title, card));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(kGap);
    grid->setVerticalSpacing(kGap / 2);
    const int perColumn = (static_cast<int>(fields.size()) + columns - 1) / columns;
    for (std::size_t index = 0; index < fields.size(); ++index)
        addRow(grid, *fields[index], static_cast<int>(index) % perColumn,
            4 * (static_cast<int>(index) / perColumn));
    for (int column = 0; column < columns; ++column) {
        grid->setColumnStretch(4 * column + 1, 1);
        if (column + 1 < columns)
            grid->setColumnMinimumWidth(4 * column + 3, kGap);
    }
    layout->addLayout(grid);
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
    keepLines(sentence, kSentenceLines);
    m_sentences.push_back(sentence);
    return sentence;
}

/// Label, editor and unit side by side.
void ConfigForm::addRow(QGridLayout* grid, const Field<RunConfig>& field, int row, int column)
{
    Row entry;
    entry.field = &field;
    entry.card = m_sentences.size();
    auto* label = new QLabel(words(field.label), this);
    const std::size_t index = m_rows.size();
    if (field.kind == FieldKind::Choice) {
        entry.choice = new QComboBox(this);
        for (std::string_view choice : field.choices)
            entry.choice->addItem(words(choice));
        connect(entry.choice, &QComboBox::currentTextChanged, this,
            [this, index](const QString& text) { takeText(index, text); });
        entry.editor = entry.choice;
    } else {
        entry.edit = new QLineEdit(this);
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
    editor->setAccessibleName(words(field.label));
    editor->setWhatsThis(explained(field));
    entry.help = words(field.help);
    if (field.kind != FieldKind::Choice)
        entry.help += tr(" (%1 to %2)")
                          .arg(QString::number(field.minimum, 'g', 10),
                              QString::number(field.maximum, 'g', 10));
    label->setToolTip(entry.help);
    label->setBuddy(editor);
    entry.parts = {label, editor};
    grid->addWidget(label, row, column);
    if (!field.unit.empty()) {
        auto* unit = new QLabel(words(field.unit), this);
        makeMuted(unit);
        entry.parts.push_back(unit);
        grid->addWidget(unit, row, column + 2);
    }
    grid->addWidget(editor, row, column + 1, 1, field.unit.empty() ? 2 : 1);
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
    row.wrong = typed.refusal.isEmpty() ? QString()
                                        : tr("%1: %2").arg(words(row.field->label), typed.refusal);
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
            sentence.isEmpty() ? words(row.field->help) : sentence);
        if (shown && !sentence.isEmpty())
            row.editor->hasFocus() ? wrong[row.card].prepend(sentence)
                                   : wrong[row.card].append(sentence);
    }
    for (std::size_t card = 0; card < m_sentences.size(); ++card) {
        m_sentences[card]->setText(wrong[card].join(QLatin1Char(' ')));
        m_sentences[card]->setToolTip(m_sentences[card]->text());
    }
}

} // namespace glowworm
