// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/handbook.h"

#include "ui/shell/handbook_view.h"
#include "ui/shell/main_window.h"
#include "ui/shell/panel_list.h"
#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/path_text.h"
#include "ui/widgets/settings.h"

#include <QAction>
#include <QDesktopServices>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScreen>
#include <QShortcut>
#include <QTimer>
#include <QUrl>

#include <algorithm>
#include <utility>

namespace glowworm {
namespace {

constexpr int kListWidth = 264; // at the usual size of text
constexpr std::size_t kMostHits = 100;
constexpr int kBetweenPages = 50; // milliseconds from one page read ahead to the next

enum Role { File = Qt::UserRole, Block }; // of an item; no block: a page

} // namespace

Handbook::Handbook(MainWindow& window, HandbookPages pages)
    : QWidget(&window, Qt::Window)
    , m_pages(std::move(pages))
    , m_view(new HandbookView(m_pages.resources(), this))
    , m_search(new QLineEdit(this))
    , m_list(new QListWidget(this))
    , m_said(newNote({}, this))
    , m_back(newButton(tr("Back"), "back", this, tr("The page that was read before (Alt+Left)")))
    , m_forward(newButton(tr("Forward"), "forward", this, tr("The page after (Alt+Right)")))
{
    setObjectName(QStringLiteral("handbook"));
    setWindowTitle(tr("Glowworm handbook"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(newListSide());
    layout->addLayout(newPageSide(), 1);
    addKeys(window);
    connect(m_view, &HandbookView::pageShown, this, &Handbook::showPlace);
    connect(m_view, &HandbookView::leftBy, this, &Handbook::leaveBy);
    listPages();
    readAhead();
    resize(settings::kHandbookSize.value().boundedTo(screen()->availableSize()));
}

QLayout* Handbook::newListSide()
{
    m_search->setObjectName(QStringLiteral("search"));
    m_search->setPlaceholderText(tr("Search (Ctrl+F)"));
    m_search->setAccessibleName(tr("Search the handbook"));
    m_search->setToolTip(
        tr("Lists the lines of all pages that have these words. Enter opens the one chosen, Up and "
           "Down choose, Esc goes back to the pages."));
    m_search->setAccessibleDescription(m_search->toolTip());
    m_search->setClearButtonEnabled(true);
    m_search->installEventFilter(this);
    connect(m_search, &QLineEdit::textChanged, this, &Handbook::search);
    connect(m_search, &QLineEdit::returnPressed, this, &Handbook::chooseCurrent);

    m_list->setObjectName(QStringLiteral("pages"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setWordWrap(true);
    m_list->setResizeMode(QListView::Adjust); // titles wrap anew in another width
    m_list->setSpacing(kGap / 4);
    m_list->setTextElideMode(Qt::ElideNone);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    connect(m_list, &QListWidget::itemClicked, this, &Handbook::choose);
    connect(m_list, &QListWidget::itemActivated, this, &Handbook::choose);
    atEachTextSize(m_list, [this] { fitList(); });

    m_said->setObjectName(QStringLiteral("said"));
    makeNotice(m_said);
    auto* side = new QVBoxLayout;
    side->setContentsMargins(kGap, kGap, kGap, kGap);
    side->addWidget(m_search);
    side->addWidget(m_said);
    side->addWidget(m_list, 1);
    return side;
}

QLayout* Handbook::newPageSide()
{
    auto* buttons = new QHBoxLayout;
    buttons->setContentsMargins(0, kGap, kGap, kGap);
    buttons->setSpacing(kGap);
    buttons->addWidget(m_back);
    buttons->addWidget(m_forward);
    buttons->addStretch();
    m_back->setEnabled(false);
    m_forward->setEnabled(false);
    connect(m_back, &QPushButton::clicked, m_view, &QTextBrowser::backward);
    connect(m_forward, &QPushButton::clicked, m_view, &QTextBrowser::forward);
    connect(m_view, &QTextBrowser::backwardAvailable, m_back, &QWidget::setEnabled);
    connect(m_view, &QTextBrowser::forwardAvailable, m_forward, &QWidget::setEnabled);
    auto* side = new QVBoxLayout;
    side->setContentsMargins(0, 0, 0, 0);
    side->setSpacing(0);
    side->addLayout(buttons);
    side->addWidget(m_view, 1);
    return side;
}

/// The size of text is that of the whole program: the main window's own actions change it here too.
void Handbook::addKeys(const MainWindow& window)
{
    addActions(window.findChildren<QAction*>(QStringLiteral("textSize")));
    const auto add = [this](const QKeySequence& key, auto act) {
        connect(new QShortcut(key, this), &QShortcut::activated, this, act);
    };
    add(QKeySequence::Find, [this] {
        m_search->setFocus();
        m_search->selectAll();
    });
    add(QKeySequence(Qt::ALT | Qt::Key_Left), [this] { m_view->backward(); });
    add(QKeySequence(Qt::ALT | Qt::Key_Right), [this] { m_view->forward(); });
    add(QKeySequence(Qt::Key_Escape),
        [this] { m_search->text().isEmpty() ? close() : (m_search->clear(), true); });
}

/// No more than a third of the window, also where text is large.
void Handbook::fitList() { m_list->setFixedWidth(std::min(textScaled(kListWidth), width() / 3)); }

void Handbook::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitList();
}

void Handbook::hideEvent(QHideEvent* event)
{
    settings::kHandbookSize.set(size());
    QWidget::hideEvent(event);
}

/// Up and Down choose in the list while one types.
bool Handbook::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Down || key == Qt::Key_Up) {
            QCoreApplication::sendEvent(m_list, event);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

// -------------------------------------------------------------------------------------------------
// pages and what is found in them

void Handbook::open(const QString& page)
{
    const QString last = settings::kHandbookPage.value();
    m_search->clear();
    m_view->setFocus(); // to be scrolled by keys
    m_view->open(!page.isEmpty() ? page : !m_view->file().isEmpty() ? m_view->file() : last);
}

void Handbook::listPages()
{
    m_list->clear();
    m_list->setAccessibleName(tr("Pages"));
    m_list->setAccessibleDescription(tr("Enter opens a page."));
    for (const HandbookPages::Page& page : m_pages.pages()) {
        auto* item = new QListWidgetItem(page.title, m_list);
        item->setData(File, page.file);
    }
    m_said->clear();
    m_said->hide();
    showPlace();
}

/// One page at a time, so that neither the window waits for all of them nor the first search.
void Handbook::readAhead()
{
    QTimer::singleShot(kBetweenPages, this, [this] {
        if (m_pages.readAhead())
            readAhead();
    });
}

void Handbook::search()
{
    const QString words = m_search->text();
    if (wordsOf(words).isEmpty()) {
        m_view->unmark();
        listPages();
        return;
    }
    const std::vector<HandbookPages::Hit> hits = m_pages.find(words);
    m_list->clear();
    m_list->setAccessibleName(tr("Lines that were found"));
    m_list->setAccessibleDescription(tr("Enter opens the page there."));
    for (const HandbookPages::Hit& hit : hits) {
        if (static_cast<std::size_t>(m_list->count()) == kMostHits)
            break;
        const QString place = hit.heading == hit.title
            ? hit.title
            : QStringLiteral("%1 \u203a %2").arg(hit.title, hit.heading);
        auto* item = new QListWidgetItem(
            hit.isHeading ? place : QStringLiteral("%1\n%2").arg(place, hit.line), m_list);
        item->setData(File, hit.file);
        item->setData(Block, hit.block);
    }
    m_list->setCurrentRow(0);
    say(hits.empty()           ? tr("No line of the handbook has all of these words.")
            : hits.size() == 1 ? tr("1 line")
                               : tr("%Ln lines", nullptr, static_cast<int>(hits.size())));
}

void Handbook::choose(const QListWidgetItem* item)
{
    const QString file = item->data(File).toString();
    const QVariant block = item->data(Block);
    if (block.isValid())
        m_view->openAt(file, block.toInt(), wordsOf(m_search->text()));
    else
        m_view->open(file);
}

void Handbook::chooseCurrent()
{
    if (const QListWidgetItem* item = m_list->currentItem())
        choose(item);
}

/// Which page it is, for the next start, and in the list unless that shows what was found.
void Handbook::showPlace()
{
    const QString file = m_view->file();
    if (!file.isEmpty())
        settings::kHandbookPage.set(file);
    for (int row = 0; row < m_list->count(); ++row)
        if (const QListWidgetItem* item = m_list->item(row);
            !item->data(Block).isValid() && item->data(File) == file)
            m_list->setCurrentRow(row);
}

/// The program has no network code: what shows the web is another.
void Handbook::leaveBy(const QUrl& url)
{
    const bool isWeb = url.scheme() == QLatin1String("https");
    if (!isWeb || !QDesktopServices::openUrl(url))
        say(tr("No program of this desktop opens %1.").arg(shownName(url.toString())));
}

void Handbook::say(const QString& sentence)
{
    m_said->setText(sentence);
    m_said->show();
    announce(m_said, sentence);
}

void showHandbook(MainWindow& window, const QString& page)
{
    auto* handbook = window.findChild<Handbook*>(QString(), Qt::FindDirectChildrenOnly);
    if (!handbook)
        handbook = new Handbook(window);
    handbook->open(page);
    handbook->show();
    handbook->raise();
    handbook->activateWindow();
}

void showPanelHelp(MainWindow& window)
{
    showHandbook(window, wordFor(window.currentPanel()) + QStringLiteral(".md"));
}

} // namespace glowworm
