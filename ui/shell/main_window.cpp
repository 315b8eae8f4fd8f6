// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/main_window.h"

#include "ui/session/generation.h"
#include "ui/session/library.h"
#include "ui/session/open_files.h"
#include "ui/session/timing.h"
#include "ui/session/training.h"
#include "ui/session/workbench.h"
#include "ui/shell/focus.h"
#include "ui/shell/job_bar.h"
#include "ui/shell/menus.h"
#include "ui/shell/panel_place.h"
#include "ui/shell/rail.h"
#include "ui/shell/tour.h"
#include "ui/widgets/focus_keys.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/settings.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/widget_defaults.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMimeData>
#include <QScreen>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTimer>

#include <algorithm>

namespace glowworm {
namespace {

const QString kOpening = QStringLiteral("opening"); // causes of messages
constexpr qsizetype kMostLines = 6;                 // of a message on files
constexpr int kBetweenPanels = 100; // milliseconds from one panel built ahead to the next

QString causeOf(Work work) { return QStringLiteral("work %1").arg(static_cast<int>(work)); }

} // namespace

MainWindow::MainWindow(Workbench& workbench, ThemeChoice theme, int textZoom)
    : m_workbench(workbench)
    , m_theme(theme)
    , m_textZoom(textZoom)
    , m_opened(workbench.training(), workbench.generation(), workbench.library())
    , m_stack(new QStackedWidget(this))
    , m_tour(new Tour(*this, workbench))
{
    new WidgetDefaults(this);
    auto* ring = new FocusRing(this);
    ring->ringDialogs();
    setWindowTitle(tr("Glowworm"));
    setAcceptDrops(true);
    auto* centre = new QWidget(this);
    auto* activity = new Activity(workbench, this);
    m_rail = new Rail(*activity, centre);
    connect(m_rail, &Rail::chosen, this, &MainWindow::showPanel);
    connect(m_rail, &Rail::commandAsked, this, &MainWindow::copyCommand);
    auto* layout = new QHBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_rail);
    layout->addWidget(m_stack, 1);
    setCentralWidget(centre);
    for (int index = 0; index < kPanels; ++index)
        m_stack->addWidget(new PanelPlace(m_stack));
    statusBar()->setSizeGripEnabled(false);
    auto* jobs = new JobBar(*activity, workbench.library(), this);
    statusBar()->addWidget(jobs, 1);
    // A status bar shows again what its message hides when its height changes, as with the zoom.
    connect(statusBar(), &QStatusBar::messageChanged, jobs, [jobs](const QString& message) {
        jobs->setVisible(message.isEmpty());
        say(jobs, message);
    });
    buildMenus(*this, workbench);

    connectMessages();
    connect(&workbench.training(), &Training::began, this, [this] {
        if (currentPanel() == PanelId::Setup)
            showPanel(PanelId::Training);
    });
    connect(&workbench.library(), &Library::networkAsked, this,
        [this](const QString& file, const std::vector<const Preset*>& fitting) {
            askForNetwork(m_workbench.library(), this, file, fitting);
        });
    connect(&workbench.library(), &Library::experimentOpened, this, [this] {
        if (!m_workbench.library().bringsBack())
            showOpened(PanelId::Training);
    });
    connect(&workbench.library(), &Library::timingOpened, this,
        [this] { showOpened(PanelId::Timing); });
    connect(&workbench.library(), &Library::tapeOpened, this,
        [this] { showOpened(PanelId::Generation); });
    connect(&workbench.generation(), &Generation::saved, this,
        [this](const QString& file) { panel(currentPanel()).messages().showWritten(file, {}); });
    connect(&workbench.library(), &Library::pictureOpened, this,
        [this] { showOpened(PanelId::Digits); });
    connectEnd();
    restoreSize();
    showPanel(PanelId::Generation);
}

/// A message ends with its cause: the next file is opened, the work that was refused has started or
/// may start again.
void MainWindow::connectMessages()
{
    connect(&m_workbench, &Workbench::problem, this,
        [this](const QString& sentence, std::optional<Work> work) {
            if (work) {
                panel(currentPanel())
                    .messages()
                    .showMessage(MessageBar::Tone::Error, sentence, causeOf(*work));
                return;
            }
            if (!m_unopened.contains(sentence)) // twice it says no more
                m_unopened << sentence;
            tellOpening();
        });
    connect(&m_workbench, &Workbench::opening, this, [this] {
        m_unopened.clear();
        m_news.clear();
        m_opened.begin();
        endMessage(kOpening);
    });
    const auto passOver = [this] {
        if (m_workbench.library().bringsBack())
            m_opened.passOver();
    };
    connect(&m_workbench.library(), &Library::dataChanged, this, passOver);
    connect(&m_workbench.library(), &Library::modelsChanged, this, passOver);
    const auto tellNews = [this] {
        const QStringList news = m_opened.news(currentPanel());
        if (news.isEmpty())
            return;
        m_news = news;
        tellOpening();
    };
    connect(&m_workbench.library(), &Library::dataChanged, this, tellNews);
    connect(&m_workbench.library(), &Library::modelsChanged, this, tellNews,
        Qt::QueuedConnection); // over what its panel says of it
    connect(&m_workbench.training(), &Training::restarted, this,
        [this] { endMessage(causeOf(Work::Training)); });
    connect(&m_workbench.generation(), &Generation::started, this, [this] {
        endMessage(causeOf(Work::Generation));
        if (m_news.removeIf(&OpenedFiles::isUntilWritten) > 0) {
            endMessage(kOpening);
            tellOpening();
        }
    });
    connect(&m_workbench.timing(), &Timing::progress, this,
        [this] { endMessage(causeOf(Work::Benchmark)); });
    connect(&m_workbench, &Workbench::busyChanged, this, [this] {
        for (const Work work :
            {Work::Training, Work::Generation, Work::Digits, Work::Benchmark, Work::Inspection})
            if (m_workbench.refusalOf(work).isEmpty())
                endMessage(causeOf(work));
    });
}

/// All that were opened together in one message: what could not be opened first, a line each.
void MainWindow::tellOpening()
{
    QStringList lines = m_unopened + m_news;
    if (lines.isEmpty())
        return;
    if (const qsizetype more = lines.size() - kMostLines; more > 0) {
        lines.resize(kMostLines);
        lines << tr("... and %L1 more; open fewer files at once to read of each.").arg(more);
    }
    endMessage(kOpening); // of another panel, if one of the files had the panel changed
    panel(currentPanel())
        .messages()
        .showMessage(m_unopened.isEmpty() ? MessageBar::Tone::News : MessageBar::Tone::Error,
            lines.join(QLatin1Char('\n')), kOpening);
}

void MainWindow::showOpened(PanelId id)
{
    showPanel(id);
    tellOpening();
}

void MainWindow::endMessage(const QString& cause)
{
    for (const Panel* one : m_panels)
        if (one)
            one->messages().clear(cause);
}

Panel& MainWindow::panel(PanelId id)
{
    const auto index = static_cast<std::size_t>(id);
    if (!m_panels[index]) {
        auto* place = static_cast<PanelPlace*>(m_stack->widget(static_cast<int>(index)));
        m_panels[index] = makePanel(id, m_workbench, place->viewport());
        m_panels[index]->setAccessibleName(titleOf(id));
        place->setPanel(m_panels[index]);
        tabInReadingOrder(*this);
        Q_EMIT panelBuilt(id);
    }
    return *m_panels[index];
}

PanelId MainWindow::currentPanel() const { return static_cast<PanelId>(m_stack->currentIndex()); }

void MainWindow::showPanel(PanelId id)
{
    Panel& shown = panel(id);
    if (Panel* left = m_panels[static_cast<std::size_t>(m_stack->currentIndex())];
        left && left != &shown)
        left->messages().forgetNotices();
    m_stack->setCurrentIndex(static_cast<int>(id));
    m_rail->showCurrent(id);
    shown.takeFocus();
    if (isVisible() && !shown.hasFocus()) // else its name is said
        say(this, titleOf(id));
    Q_EMIT panelShown(id);
}

void MainWindow::buildAllPanels()
{
    for (int index = 0; index < kPanels; ++index) {
        if (m_panels[static_cast<std::size_t>(index)])
            continue;
        panel(static_cast<PanelId>(index));
        QTimer::singleShot(kBetweenPanels, this, &MainWindow::buildAllPanels);
        return;
    }
}

void MainWindow::restoreSize()
{
    const QRect room = screen()->availableGeometry();
    const QSize wanted = settings::kWindowSize.value();
    m_chosenSize = wanted.boundedTo(room.size()).expandedTo(QSize(800, 560).boundedTo(room.size()));
    resize(m_chosenSize);
}

void MainWindow::rememberSize()
{
    if (size() == m_rememberedSize)
        return;
    m_rememberedSize = size();
    settings::kWindowSize.set(size());
}

/// How wide the frame is, is known only once the window has one.
void MainWindow::fitFrame()
{
    if (size() != m_chosenSize || windowState() & (Qt::WindowFullScreen | Qt::WindowMaximized))
        return;
    const QRect room = screen()->availableGeometry();
    const QSize frame = frameGeometry().size() - size(),
                fits = size().boundedTo(room.size() - frame);
    if (fits == size())
        return;
    resize(fits);
    const QPoint last = room.bottomRight() + QPoint(1, 1)
        - QPoint((fits + frame).width(), (fits + frame).height());
    move(std::clamp(x(), room.left(), std::max(room.left(), last.x())),
        std::clamp(y(), room.top(), std::max(room.top(), last.y())));
}

void MainWindow::chooseTheme(ThemeChoice choice)
{
    m_theme = choice;
    applyTheme(*static_cast<QApplication*>(QCoreApplication::instance()), choice, m_textZoom);
    Q_EMIT lookChanged();
}

void MainWindow::chooseTextZoom(int percent)
{
    m_textZoom = percent;
    chooseTheme(m_theme);
    statusBar()->showMessage(tr("Text at %L1 %").arg(m_textZoom), 2000);
}

/// What stands in an editor that cannot be read is not what its last value says: neither is run or
/// copied.
bool MainWindow::refuseUnread()
{
    const Panel& shown = panel(currentPanel());
    const QWidget* editor = shown.unreadEditor();
    if (!editor)
        return false;
    statusBar()->showMessage(
        tr("%1 Correct it first.").arg(editor->property("unread").toString()), 8000);
    return true;
}

void MainWindow::runMain()
{
    if (!refuseUnread())
        panel(currentPanel()).runMain();
}

void MainWindow::stop()
{
    if (!m_tour->leave())
        panel(currentPanel()).stopMain();
}

void MainWindow::copyCommand()
{
    if (refuseUnread())
        return;
    const QString line = panel(currentPanel()).commandLine();
    if (line.isEmpty()) {
        const QString unread
            = currentPanel() == PanelId::Training ? m_workbench.training().unread() : QString();
        statusBar()->showMessage(
            unread.isEmpty() ? tr(
                "There is no command for this yet: it needs models, data or a declared experiment "
                "from files.")
                             : unread,
            5000);
        return;
    }
    QGuiApplication::clipboard()->setText(line);
    const int room = statusBar()->width() - 4 * kWideGap;
    statusBar()->showMessage(
        statusBar()->fontMetrics().elidedText(tr("Copied: %1").arg(line), Qt::ElideMiddle, room),
        5000);
}

void MainWindow::paintEvent(QPaintEvent* event)
{
    QMainWindow::paintEvent(event);
    if (!m_painted) {
        m_painted = true;
        QTimer::singleShot(0, this, &MainWindow::painted);
        QTimer::singleShot(0, this, &MainWindow::fitFrame);
    }
}

/// Keys that nobody took, as they would be on a US keyboard: Ctrl+1 where digits need Shift, Ctrl+O
/// where no letter is Latin.
void MainWindow::keyPressEvent(QKeyEvent* event)
{
    const QKeySequence placed(usKeyOf(*event));
    if (event->modifiers() & Qt::ControlModifier)
        for (QAction* action : findChildren<QAction*>())
            if (action->isEnabled() && action->shortcuts().contains(placed)) {
                action->trigger();
                return;
            }
    if (event->key() == Qt::Key_F10 && event->modifiers() == Qt::ShiftModifier)
        openMenuOfFocus(*this);
    else
        QMainWindow::keyPressEvent(event);
}

bool MainWindow::focusNextPrevChild(bool next)
{
    tabInReadingOrder(*this); // some parts are made late
    return QMainWindow::focusNextPrevChild(next);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    QStringList files;
    for (const QUrl& url : event->mimeData()->urls()) {
        if (url.isLocalFile())
            files << url.toLocalFile();
    }
    m_workbench.library().open(files);
}

bool MainWindow::event(QEvent* event)
{
    const bool follows = m_theme == ThemeChoice::System || m_theme == ThemeChoice::Contrast;
    if (event->type() == QEvent::ThemeChange && follows)
        QTimer::singleShot(0, this,
            [this] { chooseTheme(m_theme); }); // not from inside the system's own notification
    return QMainWindow::event(event);
}

} // namespace glowworm
