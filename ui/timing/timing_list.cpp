// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timing/timing_list.h"

#include "ui/session/library.h"
#include "ui/session/timing.h"
#include "ui/session/workbench.h"
#include "ui/timing/timing_cases.h"
#include "ui/timing/timing_plot.h"
#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/focus_keys.h"
#include "ui/widgets/folding_row.h"
#include "ui/widgets/path_text.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"

#include <QBoxLayout>
#include <QDateTime>
#include <QLabel>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace glowworm {

namespace {

constexpr int kLeastListHeight = 70; // of list and buttons
constexpr int kGood = Qt::UserRole + 1;

/// When, what, and whether it is whole; tooltip: the machine and the file.
void describe(const KeptTiming& timing, QListWidgetItem& item, const QString& mark)
{
    item.setData(kGood, timing.result != nullptr);
    if (!timing.result) {
        item.setText(mark + TimingList::tr("%1\ncannot be read").arg(keptName(timing.file)));
        item.setToolTip(QString::fromStdString(timing.error));
        return;
    }
    const BenchResult& result = *timing.result;
    const BenchConfig& config = result.config;
    const std::vector<TimedCase> cases = casesOf(result);
    QString what = caseWords(cases.empty() ? TimedCase() : cases.front(), config);
    if (config.workload == Workload::FeedForward)
        what = TimingList::tr("FF %1 \u00d7 %2, %3")
                   .arg(countText(config.dModel), countText(config.neurons),
                       cases.size() == 1 ? densityText(cases.front().density)
                                         : TimingList::tr("%1 cases").arg(cases.size()));
    if (const BenchRatio* ratio = cases.empty() ? nullptr : cases.front().over("dense"))
        what = TimingList::tr("%1: %2").arg(what,
            ratio->doubt == Doubt::None ? ratioText(ratio->ratio.value)
                                        : TimingList::tr("not believable"));
    if (!result.complete)
        what = TimingList::tr("%1, partial").arg(what);
    item.setText(mark + TimingList::tr("%1\n%2").arg(keptName(timing.file), what));
    item.setToolTip(
        TimingList::tr("%1\n%2").arg(machineLine(result), shownName(timing.file.native())));
}

} // namespace

QString keptName(const std::filesystem::path& file)
{
    const QString name = toText(file.stem());
    const QDateTime made = QDateTime::fromString(name.left(15), QStringLiteral("yyyyMMdd-HHmmss"));
    return made.isValid() ? QLocale().toString(made, QLocale::ShortFormat)
                          : shownName(file.stem().native());
}

TimingList::TimingList(const Workbench& workbench, QWidget* parent)
    : QFrame(parent)
    , m_timing(workbench.timing())
    , m_library(workbench.library())
    , m_list(new QListWidget(this))
    , m_open(newButton(tr("Open"), "openTiming", this))
    , m_compare(newButton(tr("Compare"), "compareTiming", this))
    , m_remove(newButton(tr("Delete"), "deleteTiming", this))
    , m_add(newButton(tr("Add file..."), "addTiming", this))
    , m_empty(newNote(tr("Each finished or cancelled run is kept here."), this))
{
    makeCard(this);
    m_list->setObjectName(QStringLiteral("keptTimings"));
    m_list->setAccessibleName(tr("Kept timings"));
    m_list->setWhatsThis(tr("Every timing that was finished or cancelled, newest first, with its "
                            "machine and settings. Enter opens one."));
    m_open->setWhatsThis(tr("Shows the timing that is chosen in the list, as it was recorded."));
    m_compare->setWhatsThis(tr("Lays the chosen timing beside the one shown: the ratio of their "
                               "times, row by row."));
    m_remove->setWhatsThis(
        tr("Takes the chosen timing out of the list and its file into the folder "
           "\"removed\" beside it; Undo brings it back."));
    m_add->setToolTip(tr("Add a result of another machine, and lay it beside the one shown"));
    m_add->setWhatsThis(tr("Copies a result from elsewhere into this list: what glowworm-cli bench "
                           "--json has printed, or what another person exported as JSON. Where one "
                           "of the same kind is shown, it is compared with that at once."));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setSpacing(1);
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_empty->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    auto* buttons = new FoldingRow(this);
    buttons->row()->setSpacing(kGap);
    for (QPushButton* button : {m_open, m_compare, m_remove})
        buttons->row()->addWidget(button, 1);
    m_list->setMinimumHeight(kLeastListHeight - kGap - m_open->sizeHint().height());
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(kGap);
    auto* top = new FoldingRow(this);
    top->row()->addWidget(newHeading(tr("Kept timings"), this), 1);
    top->row()->addWidget(m_add);
    layout->addWidget(top);
    layout->addWidget(m_empty, 1);
    layout->addWidget(m_list, 1);
    layout->addWidget(buttons);
    connect(&m_library, &Library::keptChanged, this, &TimingList::fill);
    connect(&workbench, &Workbench::busyChanged, this, &TimingList::updateButtons);
    connect(m_open, &QPushButton::clicked, this, [this] { Q_EMIT openRequested(chosen()); });
    connect(m_compare, &QPushButton::clicked, this, [this] { Q_EMIT compareRequested(chosen()); });
    connect(m_remove, &QPushButton::clicked, this, [this] { Q_EMIT removeRequested(chosen()); });
    connect(m_add, &QPushButton::clicked, this, &TimingList::addRequested);
    auto* keys = new FocusKeys(m_list, tr("In the list of kept timings"));
    keys->add(
        {Qt::Key_Delete}, tr("delete it; Undo brings it back"), [this] { m_remove->click(); });
    connect(m_list, &QListWidget::itemActivated, m_open, &QPushButton::click);
    connect(m_list, &QListWidget::currentItemChanged, this, &TimingList::updateButtons);
}

std::filesystem::path TimingList::chosen() const
{
    const QListWidgetItem* item = m_list->currentItem();
    return item ? toPath(item->data(Qt::UserRole).toString()) : std::filesystem::path();
}

void TimingList::showKept(const std::filesystem::path& shown, const std::filesystem::path& compared)
{
    m_follows = shown != m_shown && !shown.empty();
    m_shown = shown;
    m_compared = compared;
    fill();
    m_library.refreshKept();
}

/// What is new on the screen is the chosen one, as soon as the list has it.
void TimingList::fill()
{
    const std::filesystem::path before = chosen();
    const int row = m_list->currentRow();
    const QSignalBlocker quiet(
        m_list); // the buttons stay as they are meanwhile, and so does the focus
    m_list->clear();
    QListWidgetItem *same = nullptr, *news = nullptr;
    for (const KeptTiming& timing : m_library.kept().timings) {
        auto* item = new QListWidgetItem(m_list);
        item->setData(Qt::UserRole, toText(timing.file));
        describe(timing, *item,
            timing.file == m_shown          ? QStringLiteral("\u25b8 ")
                : timing.file == m_compared ? QStringLiteral("\u21c4 ")
                                            : QString());
        if (timing.file == before)
            same = item;
        if (m_follows && timing.file == m_shown)
            news = item;
    }
    if (news || same)
        m_list->setCurrentItem(news ? news : same);
    else if (!before.empty()) // it is gone: the next one
        m_list->setCurrentRow(std::min(row, m_list->count() - 1));
    m_follows = m_follows && !news;
    m_empty->setVisible(m_list->count() == 0);
    m_list->setVisible(m_list->count() > 0);
    updateButtons();
}

void TimingList::updateButtons()
{
    const QListWidgetItem* item = m_list->currentItem();
    const bool good = item && item->data(kGood).toBool(), busy = m_timing.running();
    const bool isCompared = item && chosen() == m_compared;
    m_open->setEnabled(good && !busy);
    m_compare->setEnabled(good && !busy && (isCompared || chosen() != m_shown));
    m_compare->setText(isCompared ? tr("End compare") : tr("Compare"));
    m_remove->setEnabled(item && !busy);
    m_add->setEnabled(!busy);
    m_remove->setToolTip(m_remove->isEnabled() ? tr("Out of the list (Del); Undo brings it back")
            : busy                             ? tr("Timing runs.")
                                               : tr("Choose a result first"));
    const QString reason = busy ? tr("Timing runs.")
        : item && !good         ? item->toolTip()
                                : tr("Choose a result first");
    m_open->setToolTip(m_open->isEnabled() ? tr("Show this result") : reason);
    m_compare->setToolTip(!m_compare->isEnabled()
            ? (good && !busy ? tr("This one is shown already") : reason)
            : isCompared ? tr("Show one result alone again")
                         : tr("Lay this result's ratios beside the ones shown"));
}

} // namespace glowworm
