// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/run_list.h"

#include "model/training/kept_run.h"
#include "model/training/training_loop.h"
#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/model_words.h"
#include "ui/widgets/path_text.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"

#include <QDateTime>
#include <QLabel>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace glowworm {

namespace {

QString kindOf(const KeptRun& run)
{
    const ModelConfig& model = run.runs.front().second.model;
    const QString kind = kindWords(model);
    const QString task = model.task == Task::Text ? RunList::tr("text") : RunList::tr("digits");
    return run.runs.size() > 1 ? RunList::tr("%1 and its dense twin, %2").arg(kind, task)
                               : RunList::tr("%1, %2").arg(kind, task);
}

} // namespace

RunList::RunList(QWidget* parent)
    : QWidget(parent)
    , m_list(new QListWidget(this))
    , m_reopen(newButton(tr("Reopen"), "reopenRun", this))
    , m_empty(newNote(tr("Runs are kept here from their first step on."), this))
{
    m_list->setObjectName(QStringLiteral("keptRuns"));
    m_list->setAccessibleName(tr("Kept runs"));
    m_list->setWhatsThis(tr("Runs whose checkpoints are kept in your data folder, newest first."));
    m_reopen->setWhatsThis(tr("Shows the curves of the chosen run and goes on at its newest "
                              "checkpoint when you train."));
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setSpacing(2);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_empty->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGap);
    layout->addWidget(m_empty, 1);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_reopen, 0, Qt::AlignRight);
    connect(m_reopen, &QPushButton::clicked, this,
        [this] { Q_EMIT reopenRequested(m_list->currentItem()->data(Qt::UserRole).toString()); });
    connect(m_list, &QListWidget::itemActivated, m_reopen, &QPushButton::click);
    connect(m_list, &QListWidget::itemSelectionChanged, this, &RunList::updateButton);
    showRuns({}, {}); // until the folder was looked at: nothing moves when there is nothing in it
}

void RunList::showRuns(const std::vector<KeptRun>& runs, const QString& current)
{
    const QString selected // by a person: the newest one is, until another is
        = std::exchange(m_current, current) != current ? current
        : m_list->currentRow() > 0 ? m_list->currentItem()->data(Qt::UserRole).toString()
                                   : QString();
    m_list->clear();
    for (const KeptRun& run : runs) {
        const QString folder = toText(run.folder);
        const bool inUse = folder == current;
        const auto started = QDateTime::fromSecsSinceEpoch(run.startedUnix);
        const QString steps
            = tr("step %1 of %2")
                  .arg(countText(run.step), countText(run.runs.front().second.train.steps));
        auto* item = new QListWidgetItem(
            tr("%1%2\n%3, %4")
                .arg(inUse ? QStringLiteral("\u25b8 ") : QString(), kindOf(run), steps,
                    QLocale().toString(started, QLocale::ShortFormat)),
            m_list);
        item->setData(Qt::UserRole, folder);
        item->setToolTip(
            tr("%1\nfolder: %2\ndata: %3")
                .arg(shownName(run.name), shownName(run.folder.native()), shownName(run.dataName)));
        if (folder == selected)
            m_list->setCurrentItem(item);
    }
    if (m_list->currentRow() < 0)
        m_list->setCurrentRow(0); // the newest
    m_empty->setVisible(m_list->count() == 0);
    m_list->setVisible(m_list->count() > 0);
    updateButton();
}

void RunList::setRefusal(const QString& refusal)
{
    m_refusal = refusal;
    updateButton();
}

void RunList::updateButton()
{
    const bool mayReopen = m_refusal.isEmpty() && m_list->currentItem();
    if (!mayReopen && m_reopen->hasFocus()) // or Qt would give it to whatever comes next
        m_list->setFocus(Qt::OtherFocusReason);
    m_reopen->setEnabled(mayReopen);
    m_reopen->setToolTip(!m_refusal.isEmpty() ? m_refusal
            : m_list->currentItem()
            ? tr("Show this run's curves and stand at its newest checkpoint, ready to resume")
            : tr("Choose a run first"));
}

} // namespace glowworm
