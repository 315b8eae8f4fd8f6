// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timing/timing_list.h"

#include "ui/timing/timing_cases.h"
#include "ui/timing/timing_plot.h"
#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/path_text.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace glowworm {

QString keptName(const std::filesystem::path& file)
{
    const QString name = toText(file.stem());
    const QDateTime made = QDateTime::fromString(name.left(15), QStringLiteral("yyyyMMdd-HHmmss"));
    return made.isValid() ? QLocale().toString(made, QLocale::ShortFormat)
                          : shownName(file.stem().native());
}

TimingList::TimingList(QWidget* parent)
    : QWidget(parent)
    , m_list(new QListWidget(this))
    , m_open(newButton(tr("Open"), "openTiming", this))
    , m_compare(newButton(tr("Compare"), "compareTiming", this))
    , m_empty(newNote(tr("Each finished or cancelled run is kept here."), this))
{
    m_list->setObjectName(QStringLiteral("keptTimings"));
    m_list->setAccessibleName(tr("Kept timings"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setSpacing(1);
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_empty->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(kGap);
    buttons->addWidget(m_open, 1);
    buttons->addWidget(m_compare, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGap);
    layout->addWidget(m_empty, 1);
    layout->addWidget(m_list, 1);
    layout->addLayout(buttons);
    const auto chosen
        = [this] { return toPath(m_list->currentItem()->data(Qt::UserRole).toString()); };
    connect(
        m_open, &QPushButton::clicked, this, [this, chosen] { Q_EMIT openRequested(chosen()); });
    connect(m_compare, &QPushButton::clicked, this,
        [this, chosen] { Q_EMIT compareRequested(chosen()); });
    connect(m_list, &QListWidget::itemActivated, m_open, &QPushButton::click);
    connect(m_list, &QListWidget::currentItemChanged, this, &TimingList::updateButtons);
    updateButtons();
}

TimingList::Entry TimingList::entryOf(const KeptTiming& timing)
{
    if (!timing.result)
        return {tr("%1\ncannot be read").arg(keptName(timing.file)),
            QString::fromStdString(timing.error), false};
    const BenchResult& result = *timing.result;
    const BenchConfig& config = result.config;
    const std::vector<TimedCase> cases = casesOf(result);
    QString what = config.workload == Workload::FeedForward
        ? cases.size() == 1 ? tr("FF %1 \u00d7 %2, %3")
                                  .arg(config.dModel)
                                  .arg(config.neurons)
                                  .arg(densityText(cases.front().density))
                            : tr("FF %1 \u00d7 %2, %3 cases")
                                  .arg(config.dModel)
                                  .arg(config.neurons)
                                  .arg(cases.size())
        : caseWords(cases.empty() ? TimedCase() : cases.front(), config);
    if (!result.complete)
        what = tr("%1, partial").arg(what);
    return {tr("%1\n%2").arg(keptName(timing.file), what),
        tr("%1\n%2").arg(machineLine(result), shownName(timing.file.native())), true};
}

void TimingList::showTimings(const std::vector<KeptTiming>& timings,
    const std::filesystem::path& shown, const std::filesystem::path& compared)
{
    m_shown = shown;
    m_compared = compared;
    const QString selected
        = m_list->currentItem() ? m_list->currentItem()->data(Qt::UserRole).toString() : QString();
    const QSignalBlocker quiet(
        m_list); // the buttons stay as they are meanwhile, and so does the focus
    m_list->clear();
    for (const KeptTiming& timing : timings) {
        const std::filesystem::path& file = timing.file;
        auto known = m_known.find(file);
        if (known == m_known.end())
            known = m_known.emplace(file, entryOf(timing)).first;
        const QString mark = file == shown ? QStringLiteral("\u25b8 ")
            : file == compared             ? QStringLiteral("\u21c4 ")
                                           : QString();
        auto* item = new QListWidgetItem(mark + known->second.words, m_list);
        item->setData(Qt::UserRole, toText(file));
        item->setToolTip(known->second.toolTip);
        if (toText(file) == selected)
            m_list->setCurrentItem(item);
    }
    m_empty->setVisible(m_list->count() == 0);
    m_list->setVisible(m_list->count() > 0);
    updateButtons();
}

void TimingList::setBusy(bool busy)
{
    m_busy = busy;
    updateButtons();
}

void TimingList::updateButtons()
{
    const QListWidgetItem* item = m_list->currentItem();
    const std::filesystem::path file
        = item ? toPath(item->data(Qt::UserRole).toString()) : std::filesystem::path();
    const auto known = m_known.find(file);
    const bool good = known != m_known.end() && known->second.good;
    const bool isCompared = item && file == m_compared;
    m_open->setEnabled(good && !m_busy);
    m_compare->setEnabled(good && (isCompared || file != m_shown));
    m_compare->setText(isCompared ? tr("End comparison") : tr("Compare"));
    const QString reason = m_busy ? tr("Timing runs.")
        : item && !good           ? item->toolTip()
                                  : tr("Choose a result first");
    m_open->setToolTip(m_open->isEnabled() ? tr("Show this result") : reason);
    m_compare->setToolTip(!m_compare->isEnabled()
            ? (good ? tr("This one is shown already") : reason)
            : isCompared ? tr("Show one result alone again")
                         : tr("Lay this result's ratios beside the ones shown"));
}

} // namespace glowworm
