// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/run_list.h"

#include "ui/training/run_colours.h"
#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/focus_keys.h"
#include "ui/widgets/path_text.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/undo_keys.h"
#include "ui/widgets/value_label.h"
#include "ui/widgets/widget_defaults.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStyle>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace glowworm {

namespace {

constexpr int kFolder = Qt::UserRole, kName = Qt::UserRole + 1; // of an item

/// The name alone is edited, in place of both lines.
class NameDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QWidget* createEditor(
        QWidget* parent, const QStyleOptionViewItem&, const QModelIndex&) const override
    {
        auto* edit = new QLineEdit(parent);
        edit->setObjectName(QStringLiteral("runName"));
        edit->setAccessibleName(RunList::tr("Name of the run"));
        edit->setPlaceholderText(RunList::tr("its kind"));
        edit->setMaxLength(static_cast<int>(kLongestRunName));
        return edit;
    }
    void setEditorData(QWidget* editor, const QModelIndex& index) const override
    {
        if (editor->property("filled").isNull())
            static_cast<QLineEdit*>(editor)->setText(index.data(kName).toString());
        editor->setProperty("filled", true); // what is told of the run meanwhile is not typed
    }
    void setModelData(
        QWidget* editor, QAbstractItemModel* model, const QModelIndex& index) const override
    {
        model->setData(index, static_cast<QLineEdit*>(editor)->text(), kName);
    }
    void updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override
    {
        QStyleOptionViewItem item = option;
        initStyleOption(&item, index);
        QRect place = item.rect; // but for tick and colour
        place.setLeft(item.widget->style()
                          ->subElementRect(QStyle::SE_ItemViewItemText, &item, item.widget)
                          .left());
        editor->setGeometry(place);
    }
};

} // namespace

RunList::RunList(QWidget* parent)
    : QWidget(parent)
    , m_list(new QListWidget(this))
    , m_note(new QLineEdit(this))
    , m_reopen(newButton(tr("Reopen"), "reopenRun", this))
    , m_more(newButton(tr("More"), "moreOfRun", this,
          tr("Name, colour, train again, go on from the best, compare or delete the chosen run; "
             "also "
             "by a right click")))
    , m_menu(new QMenu(this))
    , m_empty(newNote(tr("Runs are kept here from their first step on."), this))
{
    build();
    m_more->setMenu(m_menu);
    connect(m_menu, &QMenu::aboutToShow, this, &RunList::fillMenu);
    connect(m_list, &QWidget::customContextMenuRequested, this,
        [this](QPoint at) { m_menu->popup(m_list->viewport()->mapToGlobal(at)); });
    connect(m_reopen, &QPushButton::clicked, this, [this] { Q_EMIT reopenRequested(chosen()); });
    connect(m_list, &QListWidget::itemActivated, m_reopen, &QPushButton::click);
    connect(m_list, &QListWidget::itemSelectionChanged, this, &RunList::updateButtons);
    connect(m_list, &QListWidget::currentRowChanged, this, &RunList::updateNote);
    connect(m_list, &QListWidget::itemChanged, this, &RunList::takeItem);
    connect(m_note, &QLineEdit::textEdited, this,
        [this](const QString& text) { Q_EMIT noteTyped(chosen(), text); });
    connect(m_note, &QLineEdit::editingFinished, this, &RunList::noteFinished);
    showRuns({}, {}); // until the folder was looked at: nothing moves when there is nothing in it
}

/// A name was typed, or the tick changed.
void RunList::takeItem(const QListWidgetItem* item)
{
    const int row = m_list->row(item);
    const QString folder = item->data(kFolder).toString(), name = item->data(kName).toString();
    const bool named = name.toStdString() != m_runs.at(static_cast<std::size_t>(row)).label.name,
               shown = item->checkState() == Qt::Checked;
    if (named) {
        Q_EMIT nameGiven(folder, asRunName(name));
        showItem(row); // also where nothing has changed
    } else if (shown != m_overlaid.contains(folder))
        Q_EMIT overlayGiven(folder, shown);
}

void RunList::build()
{
    m_list->setObjectName(QStringLiteral("keptRuns"));
    m_list->setAccessibleName(tr("Kept runs"));
    m_list->setWhatsThis(
        tr("Runs whose checkpoints are kept in your data folder, newest first. A "
           "tick draws the validation loss of a run as thin lines in its colour."));
    m_reopen->setWhatsThis(tr("Shows the curves of the chosen run and goes on at its newest "
                              "checkpoint when you train."));
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setSpacing(2);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers); // F2, below
    m_list->setItemDelegate(new NameDelegate(m_list));
    m_list->setIconSize({kRunSwatch, kRunSwatch});
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    auto* keys = new FocusKeys(m_list, tr("In the list of kept runs"));
    keys->add({Qt::Key_F2}, tr("rename the run"), [this] { rename(); });
    keys->add({Qt::Key_Delete}, tr("delete the runs that are chosen"), [this] {
        if (m_list->hasFocus()) // not while a name is typed
            Q_EMIT deleteRequested(selected());
    });
    m_note->setObjectName(QStringLiteral("runNote"));
    m_note->setAccessibleName(tr("Note on the chosen run"));
    m_note->setPlaceholderText(tr("note on this run"));
    m_note->setToolTip(tr("A note of your own on the chosen run, kept in its folder"));
    m_note->setMaxLength(static_cast<int>(kLongestRunNote / 4)); // a character has up to four bytes
    leaveUndoToPanel(m_note);
    m_empty->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGap);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_note, 1);
    buttons->addWidget(m_more);
    buttons->addWidget(m_reopen);
    layout->addWidget(m_empty, 1);
    layout->addWidget(m_list, 1);
    layout->addLayout(buttons);
}

void RunList::showRuns(const std::vector<KeptRun>& runs, const QString& current)
{
    const QString selected // by a person: the newest one is, until another is
        = std::exchange(m_current, current) != current ? current
        : m_list->currentRow() > 0                     ? chosen()
                                                       : QString();
    const auto folderOf = [](const KeptRun& run) { return run.folder; };
    const bool same = std::ranges::equal(m_runs, runs, {}, folderOf, folderOf);
    m_runs = runs;
    if (same)
        for (int row = 0; row < m_list->count(); ++row)
            showItem(row);
    const QString wanted
        = selected.isEmpty() && !runs.empty() ? toText(runs.front().folder) : selected;
    if (!same || wanted != chosen())
        fill(wanted);
    m_empty->setVisible(m_list->count() == 0);
    m_list->setVisible(m_list->count() > 0);
    updateButtons();
    updateNote();
}

void RunList::fill(const QString& selected)
{
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    for (int row = 0; row < static_cast<int>(m_runs.size()); ++row) {
        auto* item = new QListWidgetItem(m_list);
        item->setFlags(item->flags() | Qt::ItemIsEditable | Qt::ItemIsUserCheckable);
        showItem(row);
        if (item->data(kFolder) == selected)
            m_list->setCurrentItem(item);
    }
    if (m_list->currentRow() < 0)
        m_list->setCurrentRow(0); // the newest
}

void RunList::showItem(int row)
{
    const QSignalBlocker quiet(m_list);
    const KeptRun& run = m_runs[static_cast<std::size_t>(row)];
    QListWidgetItem& item = *m_list->item(row);
    const QString folder = toText(run.folder);
    const QString steps
        = tr("%1 of %2").arg(countText(run.step), countText(run.runs.front().second.train.steps));
    item.setText(tr("%1%2\n%3, %4")
                     .arg(folder == m_current ? QStringLiteral("\u25b8 ") : QString(), nameOf(run),
                         steps, shortStartOf(run)));
    item.setData(kFolder, folder);
    item.setData(kName, QString::fromStdString(run.label.name));
    item.setCheckState(m_overlaid.contains(folder) ? Qt::Checked : Qt::Unchecked);
    item.setIcon(runSwatch(*this, runColour(Theme::of(palette()), colourOf(run))));
    QString tip = tr("%1\nstep %2, begun %3\nfolder: %4\ndata: %5")
                      .arg(kindOf(run), steps, startOf(run), shownName(run.folder.native()),
                          shownName(run.dataName));
    if (!run.label.name.empty())
        tip.prepend(nameOf(run) + QLatin1Char('\n'));
    for (const std::string& more : {run.label.note, run.labelProblem})
        if (!more.empty())
            tip += QLatin1Char('\n') + shownName(more);
    item.setToolTip(tip);
}

QString RunList::chosen() const
{
    const QListWidgetItem* item = m_list->currentItem();
    return item ? item->data(kFolder).toString() : QString();
}

void RunList::choose(const QString& folder)
{
    for (int row = 0; row < m_list->count(); ++row)
        if (m_list->item(row)->data(kFolder).toString() == folder)
            m_list->setCurrentRow(row);
}

QStringList RunList::selected() const
{
    QStringList folders;
    for (int row = 0; row < m_list->count(); ++row)
        if (m_list->item(row)->isSelected())
            folders << m_list->item(row)->data(kFolder).toString();
    return folders;
}

void RunList::setRefusal(const QString& refusal)
{
    m_refusal = refusal;
    updateButtons();
}

void RunList::setOverlaid(const QStringList& folders)
{
    m_overlaid = folders;
    for (int row = 0; row < m_list->count(); ++row)
        showItem(row);
    m_list->viewport()->update();
}

void RunList::updateButtons()
{
    const bool mayReopen = m_refusal.isEmpty() && m_list->currentItem();
    if (!mayReopen && m_reopen->hasFocus()) // or Qt would give it to whatever comes next
        m_list->setFocus(Qt::OtherFocusReason);
    m_reopen->setEnabled(mayReopen);
    m_reopen->setToolTip(!m_refusal.isEmpty() ? m_refusal
            : m_list->currentItem()
            ? tr("Show this run's curves and stand at its newest checkpoint, ready to resume")
            : tr("Choose a run first"));
    m_more->setEnabled(m_list->currentItem());
    m_note->setEnabled(m_list->currentItem());
}

void RunList::updateNote()
{
    const int row = m_list->currentRow();
    const QString note = row < 0 || row >= static_cast<int>(m_runs.size())
        ? QString()
        : QString::fromStdString(m_runs[static_cast<std::size_t>(row)].label.note).simplified();
    if (m_note->text().simplified() != note) {
        m_note->setText(note);
        m_note->setCursorPosition(0);
    }
}

void RunList::rename()
{
    if (QListWidgetItem* item = m_list->currentItem())
        m_list->editItem(item);
}

void RunList::fillMenu()
{
    const QStringList folders = selected();
    const QString folder = chosen();
    const bool one = folders.size() == 1;
    m_menu->clear();
    const auto add = [this](const QString& text, bool may, auto act) {
        QAction* action = m_menu->addAction(text);
        action->setEnabled(may);
        connect(action, &QAction::triggered, this, std::move(act));
    };
    const auto withKey = [](const QString& text, Qt::Key key) { // which acts in the list alone
        return text + QLatin1Char('\t') + QKeySequence(key).toString(QKeySequence::NativeText);
    };
    add(withKey(tr("&Rename"), Qt::Key_F2), one, [this] { rename(); });
    fillColours(m_menu->addMenu(tr("&Colour")));
    m_menu->addSeparator();
    add(tr("Re&open"), one && m_refusal.isEmpty(),
        [this, folder] { Q_EMIT reopenRequested(folder); });
    add(tr("&Train again"), one && m_refusal.isEmpty(),
        [this, folder] { Q_EMIT againRequested(folder, false); });
    add(tr("Train again with another &seed"), one && m_refusal.isEmpty(),
        [this, folder] { Q_EMIT againRequested(folder, true); });
    add(tr("&Go on from the best at half the rate"), one && m_refusal.isEmpty(),
        [this, folder] { Q_EMIT fromBestRequested(folder); });
    m_menu->addSeparator();
    add(tr("Com&pare the settings"), folders.size() > 1,
        [this, folders] { Q_EMIT compareRequested(folders); });
    add(withKey(tr("&Delete"), Qt::Key_Delete), !folders.isEmpty(),
        [this, folders] { Q_EMIT deleteRequested(folders); });
}

void RunList::fillColours(QMenu* menu)
{
    const Theme& theme = Theme::of(palette());
    const int row = m_list->currentRow();
    const int now = row < 0 ? 0 : m_runs[static_cast<std::size_t>(row)].label.colour;
    for (int colour = 0; colour <= kRunColours; ++colour) {
        QAction* action = menu->addAction(colour == 0 ? tr("its own") : inMenu(colourName(colour)));
        if (colour > 0)
            action->setIcon(runSwatch(*this, runColour(theme, colour)));
        action->setCheckable(true);
        action->setChecked(colour == now);
        connect(action, &QAction::triggered, this,
            [this, folder = chosen(), colour] { Q_EMIT colourGiven(folder, colour); });
    }
}

void RunList::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        setOverlaid(m_overlaid); // the swatches follow
}

} // namespace glowworm
