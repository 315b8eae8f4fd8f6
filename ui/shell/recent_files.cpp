// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/recent_files.h"

#include "ui/session/library.h"
#include "ui/session/training.h"
#include "ui/session/workbench.h"
#include "ui/widgets/path_text.h"
#include "ui/widgets/settings.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/tr.h"

#include <QAction>
#include <QDir>
#include <QFileInfo>
#include <QMenu>

#include <algorithm>
#include <array>
#include <utility>

namespace glowworm {
namespace {

const QString kRun = QStringLiteral("run");

struct Kind {
    FileKind kind;
    const char *word, *shown;
};
constexpr std::array<Kind, 8> kKinds{{{FileKind::Model, "model", QT_TR_NOOP("model")},
    {FileKind::Text, "text", QT_TR_NOOP("text")},
    {FileKind::IdxPictures, "pictures", QT_TR_NOOP("pictures")},
    {FileKind::Png, "drawing", QT_TR_NOOP("drawing")}, {FileKind::Tape, "tape", QT_TR_NOOP("tape")},
    {FileKind::Experiment, "experiment", QT_TR_NOOP("experiment")},
    {FileKind::Timing, "timing", QT_TR_NOOP("timing")},
    {FileKind::Session, "session", QT_TR_NOOP("session")}}};

QString shownKind(const QString& word)
{
    for (const Kind& one : kKinds)
        if (word == QLatin1String(one.word))
            return tr(one.shown);
    return tr("run");
}

/// The name, and the folder before it where another entry has the same one.
QString nameIn(const QList<RecentFiles::Entry>& all, const RecentFiles::Entry& entry)
{
    const QFileInfo file(entry.path);
    const auto same = std::ranges::count_if(all, [&](const RecentFiles::Entry& other) {
        return QFileInfo(other.path).fileName() == file.fileName();
    });
    return shownName(
        same > 1 ? file.dir().dirName() + QLatin1Char('/') + file.fileName() : file.fileName());
}

} // namespace

RecentFiles::RecentFiles(Workbench& workbench, QObject* parent)
    : QObject(parent)
    , m_workbench(workbench)
{
    connect(
        &workbench.library(), &Library::openedAs, this, [this](const QString& file, FileKind kind) {
            for (const Kind& one : kKinds)
                if (one.kind == kind)
                    add(QLatin1String(one.word), file);
        });
    connect(&workbench.library(), &Library::runRead, this,
        [this](const QString& folder, const KeptRun* run) {
            if (run && !m_workbench.library().bringsBack())
                add(kRun, folder);
        });
}

/// In the settings a text each, "model /home/x/a.safetensors".
QList<RecentFiles::Entry> RecentFiles::entries() const
{
    QSettings().sync();
    QList<Entry> all;
    for (const QString& line : settings::kRecent.value()) {
        const qsizetype space = line.indexOf(QLatin1Char(' '));
        if (space > 0 && all.size() < kMost)
            all << Entry{line.left(space), line.mid(space + 1)};
    }
    return all;
}

void RecentFiles::add(const QString& kind, const QString& path)
{
    QSettings().sync(); // what another window has added
    QStringList lines = settings::kRecent.value();
    const QString line = kind + QLatin1Char(' ') + path;
    lines.removeAll(line);
    lines.prepend(line);
    settings::kRecent.set(lines.mid(0, kMost));
}

void RecentFiles::clear() { settings::kRecent.set({}); }

void RecentFiles::open(const Entry& entry)
{
    if (entry.kind == kRun)
        m_workbench.training().reopen(entry.path);
    else
        m_workbench.library().open({entry.path});
}

void RecentFiles::fill(QMenu& menu)
{
    constexpr int kWidest = 40; // letters
    menu.clear();
    menu.setToolTipsVisible(true);
    const QList<Entry> all = entries();
    for (const Entry& entry : all) {
        const QString name = menu.fontMetrics().elidedText(
            nameIn(all, entry), Qt::ElideMiddle, kWidest * menu.fontMetrics().averageCharWidth());
        QAction* action
            = menu.addAction(QString(name).replace(QLatin1Char('&'), QLatin1String("&&"))
                + QLatin1Char('\t') + shownKind(entry.kind));
        const bool isThere = QFileInfo::exists(entry.path);
        action->setEnabled(isThere);
        action->setToolTip(isThere ? shownName(entry.path)
                                   : tr("%1 is not there any more.").arg(shownName(entry.path)));
        connect(action, &QAction::triggered, this, [this, entry] { open(entry); });
    }
    if (all.isEmpty())
        menu.addAction(tr("Nothing was opened yet"))->setEnabled(false);
    menu.addSeparator();
    QAction* forget = menu.addAction(tr("&Clear list"));
    forget->setEnabled(!all.isEmpty());
    connect(forget, &QAction::triggered, this, &RecentFiles::clear);
}

} // namespace glowworm
