// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/course_card.h"

#include "ui/session/edits.h"
#include "ui/training/training_edits.h"
#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/field_words.h"
#include "ui/widgets/fold_line.h"
#include "ui/widgets/number_box.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/undo_keys.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>

#include <algorithm>
#include <utility>

namespace glowworm {
namespace {

constexpr int kLeastCourseEditor = 56; // wide
constexpr int kFewRows = 84;           // high, of what is seen of the folded part at least

/// Changes of a run as one edit, which ends with that run.
class RunChange : public QUndoCommand {
public:
    using Ask = std::function<bool(const FieldValues&)>; // false: it is another run by now

    RunChange(const QString& words, FieldValues before, FieldValues after, Ask ask)
        : QUndoCommand(words)
        , m_before(std::move(before))
        , m_after(std::move(after))
        , m_ask(std::move(ask))
    {
    }
    void undo() override { setObsolete(!m_ask(m_before)); }
    void redo() override { setObsolete(!m_ask(m_after)); }

private:
    const FieldValues m_before, m_after;
    const Ask m_ask;
};

QLabel* newPartName(const QString& text, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    setTextRole(label, TextRole::Note);
    makeMuted(label);
    return label;
}

} // namespace

CourseCard::CourseCard(Training& training, QUndoStack& edits, QWidget* parent)
    : QFrame(parent)
    , m_training(training)
    , m_edits(edits)
    , m_apply(newButton(
          tr("Apply"), "applyRate", this, tr("Use what is typed from the next step on (Enter)")))
    , m_fold(new FoldLine(tr("When the run ends, and more settings"), "moreOfCourse", this))
    , m_folded(new QScrollArea(this))
{
    for (CourseField& field : courseFields()) {
        Row row;
        row.field = std::move(field);
        m_rows.push_back(std::move(row));
    }
    makeCard(this);
    build();
    connect(m_apply, &QPushButton::clicked, this, &CourseCard::apply);
    connect(m_fold, &FoldLine::toggled, this, [this](bool unfolded) {
        m_folded->setVisible(unfolded);
        Q_EMIT folded();
    });
    connect(&m_training, &Training::settingsChanged, this, &CourseCard::follow);
    connect(&m_training, &Training::configChanged, this, &CourseCard::follow);
    connect(&m_training, &Training::stateChanged, this, &CourseCard::follow);
    connect(&m_training, &Training::events, this, &CourseCard::takeRefusal);
    connect(&m_training, &Training::opening, this, [this] { m_restored.clear(); });
    showRun();
}

void CourseCard::build()
{
    Row& rate = m_rows.front();
    newEdit(rate, this)->setObjectName(QStringLiteral("rate"));
    rate.edit->setWhatsThis(
        tr("Highest learning rate r of AdamW, whose step is w \u2212= r s (m / (\u221av "
           "+ \u03b5) + d w), s being the schedule: warm-up, then a cosine."));
    rate.edit->setToolTip(tr("AdamW's highest step size, 1e-6 to 1; warm-up and cosine stay as "
                             "they are. Takes effect at the next step and leaves a flag in the "
                             "plot"));
    auto* label = new CutLabel(rate.field.label, this);
    label->setBuddy(rate.edit);
    auto* row = new QHBoxLayout;
    row->addWidget(label);
    row->addWidget(rate.edit, 1);
    row->addWidget(m_apply);
    m_folded->setObjectName(QStringLiteral("course"));
    m_folded->setFrameShape(QFrame::NoFrame);
    m_folded->setFocusPolicy(Qt::NoFocus);
    m_folded->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_folded->setWidgetResizable(true);
    m_folded->setWidget(buildFolded());
    for (QWidget* ground : {m_folded->viewport(), m_folded->widget()})
        ground->setAutoFillBackground(false);
    m_folded->hide();
    auto* column = new QVBoxLayout(this);
    column->setSpacing(kGap / 2);
    column->addLayout(row);
    column->addWidget(m_fold);
    column->addWidget(m_folded, 1);
    keepWhole(false);
}

QWidget* CourseCard::buildFolded()
{
    auto* folded = new QWidget(m_folded);
    auto* grid = new QGridLayout(folded);
    grid->setContentsMargins(0, 2, 2, 2);
    grid->setHorizontalSpacing(kGap);
    grid->setVerticalSpacing(kGap / 2);
    grid->setColumnStretch(1, 1);
    grid->addWidget(newPartName(tr("The run ends"), folded), 0, 0, 1, 3);
    bool rules = true;
    for (Row& row : m_rows) {
        if (&row == &m_rows.front())
            continue;
        if (std::exchange(rules, row.field.isRule) != row.field.isRule)
            grid->addWidget(
                newPartName(tr("From the next step on"), folded), grid->rowCount(), 0, 1, 3);
        newEdit(row, folded);
        addRow(*grid, row);
    }
    grid->setRowStretch(grid->rowCount(), 1);
    return folded;
}

void CourseCard::addRow(QGridLayout& grid, Row& row)
{
    auto* label = new QLabel(row.field.label, row.edit->parentWidget());
    label->setBuddy(row.edit);
    label->setToolTip(row.field.help);
    const int at = grid.rowCount();
    grid.addWidget(label, at, 0);
    grid.addWidget(row.edit, at, 1, 1, row.field.unit.isEmpty() ? 2 : 1);
    row.parts = {label, row.edit};
    if (row.field.unit.isEmpty())
        return;
    auto* unit = new QLabel(row.field.unit, row.edit->parentWidget());
    makeMuted(unit);
    grid.addWidget(unit, at, 2);
    row.parts.push_back(unit);
}

QLineEdit* CourseCard::newEdit(Row& row, QWidget* parent)
{
    row.edit = new QLineEdit(parent);
    row.edit->setObjectName(QString::fromStdString(row.field.name));
    row.edit->setAccessibleName(row.field.spoken);
    row.edit->setToolTip(row.field.help);
    row.edit->setAccessibleDescription(row.field.help);
    row.edit->setWhatsThis(row.field.explanation);
    leaveUndoToPanel(row.edit);
    atEachTextSize(
        row.edit, [edit = row.edit] { edit->setMinimumWidth(textScaled(kLeastCourseEditor)); });
    connect(row.edit, &QLineEdit::textEdited, this, [this, &row] { noteTyped(row); });
    connect(row.edit, &QLineEdit::textChanged, this, [this, &row] { markPending(row); });
    connect(row.edit, &QLineEdit::editingFinished, this, [this] { ++m_typing; });
    connect(row.edit, &QLineEdit::returnPressed, this, &CourseCard::apply);
    return row.edit;
}

CourseCard::Row& CourseCard::rowOf(const std::string& name)
{
    return *std::ranges::find(m_rows, name, [](const Row& row) { return row.field.name; });
}

// -------------------------------------------------------------------------------------------------
// what is shown

void CourseCard::showRun()
{
    for (Row& row : m_rows)
        showTyped(row, row.shownInForce);
    follow();
    if (m_training.runFolder() == m_restoredFor)
        for (const auto& [name, text] : std::exchange(m_restored, {}))
            showTyped(rowOf(name), text);
    else if (!m_training.runFolder().isEmpty())
        m_restored.clear(); // that one does not come
}

/// What was refused may be asked for again, together with what it needs.
void CourseCard::takeRefusal(const std::vector<TrainingEvent>& events)
{
    if (std::ranges::any_of(events, &TrainingEvent::refused))
        for (Row& row : m_rows)
            row.asked.clear();
}

void CourseCard::keepTyped(const QString& folder)
{
    m_restored = typed();
    m_restoredFor = folder;
}

/// What is in force: also where something else is typed, which stays.
void CourseCard::follow()
{
    for (Row& row : m_rows) {
        const bool untouched = row.edit->text() == row.shownInForce;
        const std::string before = std::exchange(
            row.inForce, courseValue(row.field, m_training.runConfig(), m_training.stopRules()));
        row.shownInForce = courseText(row.field, row.inForce, locale());
        if (row.inForce != before)
            row.asked.clear();
        if (untouched)
            showTyped(row, row.shownInForce);
        markPending(row);
    }
    rowOf("stop_step")
        .edit->setPlaceholderText(
            locale().toString(static_cast<qlonglong>(m_training.runConfig().train.steps)));
    showUsable();
    showSummary();
    holdRules();
}

void CourseCard::showUsable()
{
    const bool usable = m_training.canChange();
    m_apply->setEnabled(usable);
    for (Row& row : m_rows) {
        row.edit->setEnabled(usable || row.field.isRule);
        for (QWidget* part : row.parts)
            part->setVisible(applies(row.field, m_training.runConfig()));
    }
}

void CourseCard::showSummary()
{
    m_fold->setSummary(courseSummary(m_training.runConfig(), m_training.stopRules(), locale()));
}

void CourseCard::showStart()
{
    for (Row& row : m_rows)
        row.edit->setCursorPosition(0);
}

bool CourseCard::isUnfolded() const { return m_fold->isChecked(); }
void CourseCard::unfold(bool unfolded) { m_fold->setChecked(unfolded); }
int CourseCard::foldedHeight() const { return m_folded->widget()->sizeHint().height(); }

void CourseCard::keepWhole(bool whole)
{
    m_folded->setMinimumHeight(whole ? foldedHeight() : textScaled(kFewRows));
}

/// A frame of another colour around what is typed and not in force; of what is no value, the mark
/// of all such fields.
void CourseCard::markPending(Row& row)
{
    const QString text = row.edit->text();
    const TypedCourse read = readCourse(row.field, text, locale());
    const bool isOther = text != row.shownInForce;
    setInvalid(row.edit, isOther && !read.refusal.isEmpty(),
        row.field.isRule && isOther ? read.refusal : QString());
    setMark(row.edit, "pending", isOther && read.refusal.isEmpty() && read.value != row.inForce);
}

void CourseCard::showTyped(Row& row, const QString& text)
{
    if (row.edit->text() != text) {
        row.edit->setText(text);
        row.asked.clear();
    }
    row.noted = text;
}

// -------------------------------------------------------------------------------------------------
// what a person does

void CourseCard::noteTyped(Row& row)
{
    const QString now = row.edit->text(), before = std::exchange(row.noted, now);
    row.asked.clear();
    m_edits.push(new ValueEdit<QString>(
        row.field.isRule ? tr("when the run ends") : inSentence(row.field.label), before, now,
        [this, name = row.field.name](const QString& text) {
            showTyped(rowOf(name), text);
            holdRules();
        },
        editId(TrainingEdit::Course, m_typing)));
}

/// For a run to come, and for going on with one that is over, the rules are what stands there; a
/// text that is none is no rule, and no run begins with it.
void CourseCard::holdRules()
{
    QString unread;
    if (!m_training.canChange() && !m_training.active()) {
        StopRules rules;
        for (const Row& row : m_rows)
            if (const TypedCourse read = readCourse(row.field, row.edit->text(), locale());
                row.field.isRule && read.refusal.isEmpty())
                stopField(row.field.name)->write(rules, read.value);
            else if (row.field.isRule && unread.isEmpty())
                unread = read.refusal;
        m_training.setStopRules(rules);
    }
    m_training.setUnreadRule(unread);
}

void CourseCard::apply()
{
    if (!m_apply->isEnabled())
        return;
    for (Row& row : m_rows)
        if (const TypedCourse read = readCourse(row.field, row.edit->text(), locale());
            !read.refusal.isEmpty()) {
            showTyped(row, row.shownInForce); // what stands there is what is in force
            Q_EMIT refused(read.refusal);
            return;
        }
    FieldValues before, after;
    QString words;
    for (Row& row : m_rows) {
        const std::string value = readCourse(row.field, row.edit->text(), locale()).value;
        if (!applies(row.field, m_training.runConfig()) || value == row.inForce
            || value == row.asked)
            continue;
        row.asked = value;
        before.emplace_back(row.field.name, row.inForce);
        after.emplace_back(row.field.name, value);
        words = after.size() > 1 ? tr("change of settings")
            : row.field.isRule   ? tr("change of when the run ends")
                                 : tr("change of %1").arg(inSentence(row.field.label));
    }
    if (!after.empty())
        m_edits.push(new RunChange(words, std::move(before), std::move(after),
            [this, folder = m_training.runFolder()](
                const FieldValues& values) { return ask(folder, values); }));
    Q_EMIT applied();
}

/// False when that run is over or another one is on the screen.
bool CourseCard::ask(const QString& folder, const FieldValues& values)
{
    if (!m_training.canChange() || m_training.runFolder() != folder)
        return false;
    StopRules rules = m_training.stopRules();
    FieldValues settings;
    for (const auto& [name, value] : values)
        if (const Field<StopRules>* rule = stopField(name))
            rule->write(rules, value);
        else
            settings.emplace_back(name, value);
    m_training.change(settings);
    m_training.setStopRules(rules);
    return true;
}

} // namespace glowworm
