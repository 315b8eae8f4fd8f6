// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/preferences.h"

#include "model/base/build_info.h"
#include "model/base/error.h"
#include "model/data/data_folder.h"
#include "ui/session/edits.h"
#include "ui/shell/main_window.h"
#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/motion.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/path_text.h"
#include "ui/widgets/save_file.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDesktopServices>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace glowworm {
namespace {

constexpr int kDialogWidth = 640, kDialogHeight = 660, kEditor = 220; // at the usual size of text

/// Where the value stands among the choices.
void showValue(QComboBox* box, const QVariant& value)
{
    box->setCurrentIndex(std::max(0, box->findData(value)));
}

/// What a choice means, small below it.
QLabel* newSmallNote(const QString& text, QWidget* parent)
{
    QLabel* note = newNote(text, parent);
    setTextRole(note, TextRole::Note);
    return note;
}

/// Of those that are offered, the nearest that is not smaller.
int textStep(int percent)
{
    const auto* found = std::ranges::lower_bound(kTextSteps, percent);
    return found == kTextSteps.end() ? kTextSteps.back() : *found;
}

} // namespace

Preferences::Preferences(MainWindow& window)
    : QDialog(&window)
    , m_window(window)
{
    setObjectName(QStringLiteral("preferences"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Preferences"));
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto* page = new QWidget(scroll);
    m_page = new QVBoxLayout(page);
    m_page->setContentsMargins(kWideGap, kWideGap, kWideGap, kWideGap);
    m_page->setSpacing(kWideGap);
    scroll->setWidget(page);
    addLook();
    addWork();
    addFolders();
    m_page->addStretch();

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll, 1);
    layout->addLayout(newFoot());
    connect(&window, &MainWindow::lookChanged, this, &Preferences::fill); // by the menu, by keys
    fill();
    atEachTextSize(this, [this] {
        resize(QSize(textScaled(kDialogWidth), textScaled(kDialogHeight))
                   .boundedTo(m_window.size())
                   .expandedTo(minimumSizeHint()));
    });
}

// -------------------------------------------------------------------------------------------------
// what stands in it

QVBoxLayout* Preferences::addCard(const QString& title)
{
    QFrame* card = newCard(this);
    auto* rows = new QVBoxLayout(card);
    rows->setContentsMargins(kWideGap, kGap, kWideGap, kWideGap);
    rows->setSpacing(kGap / 2);
    rows->addWidget(newHeading(title, card));
    m_page->addWidget(card);
    return rows;
}

QComboBox* Preferences::addChoice(QVBoxLayout* card, const QString& title, const QString& line,
    const QString& key, const Choices& choices, const QString& words)
{
    QWidget* parent = card->parentWidget();
    auto* box = new QComboBox(parent);
    box->setObjectName(key);
    box->setAccessibleName(title);
    box->setToolTip(line);
    box->setAccessibleDescription(line);
    for (const auto& [text, value] : choices)
        box->addItem(text, value);
    atEachTextSize(box, [box] { box->setFixedWidth(textScaled(kEditor)); });
    connect(box, &QComboBox::activated, this, [this, box, key, words] {
        change(words, {{key, box->currentData()}});
    });
    auto* row = new QHBoxLayout;
    auto* name = new QLabel(title, parent);
    name->setBuddy(box);
    row->addWidget(name);
    row->addStretch();
    row->addWidget(box);
    card->addSpacing(kGap);
    card->addLayout(row);
    card->addWidget(newSmallNote(line, parent));
    return box;
}

void Preferences::addWork()
{
    QVBoxLayout* card = addCard(tr("Work"));
    m_reopen = new QCheckBox(tr("Continue where the &last work ended"), card->parentWidget());
    m_reopen->setObjectName(settings::kReopen.key());
    const QString line = tr("Each start shows what was open. A crash loses nothing either way.");
    m_reopen->setToolTip(line);
    m_reopen->setAccessibleDescription(line);
    connect(m_reopen, &QCheckBox::clicked, this, [this](bool on) {
        change(tr("continuing the last work"), {{settings::kReopen.key(), on}});
    });
    card->addSpacing(kGap);
    card->addWidget(m_reopen);
    card->addWidget(newSmallNote(line, card->parentWidget()));

    const int usable = usableThreads();
    Choices threads{{tr("Automatic: %L1").arg(std::max(1, usable - 1)), 0}};
    for (int number = 1; number <= usable; ++number)
        threads.append({number == 1 ? tr("1 thread") : tr("%Ln threads", nullptr, number), number});
    m_threads = addChoice(card, tr("Threads for training"),
        tr("From the next training on; a resumed one keeps its number and gives the same result. "
           "Automatic leaves one processor to the window."),
        settings::kTrainingThreads.key(), threads, tr("threads"));
}

/// also: a button of its own, before the one that opens it.
void Preferences::addFolder(QVBoxLayout* card, const QString& title, const QString& line,
    std::function<QString()> folder, QWidget* also)
{
    QWidget* parent = card->parentWidget();
    auto* path = new ElidedLabel(parent);
    auto* open = newButton(tr("Open"), "openFolder", parent);
    open->setAutoDefault(false);
    open->setAccessibleName(tr("Open folder: %1").arg(title));
    connect(open, &QPushButton::clicked, this, [this, folder] {
        if (!QDesktopServices::openUrl(QUrl::fromLocalFile(folder())))
            m_said->setText(
                tr("No program of this desktop shows folders; it is %1.").arg(shownName(folder())));
    });
    m_refresh.append([path, open, folder] {
        const bool isThere = QFileInfo(folder()).isDir();
        path->setText(shownName(folder()));
        open->setEnabled(isThere);
        open->setToolTip(isThere ? tr("Shows the folder in the desktop's file manager.")
                                 : tr("Nothing has been kept there yet."));
    });
    auto* row = new QHBoxLayout;
    auto* name = new QLabel(title, parent);
    atEachTextSize(name, [name] { name->setFixedWidth(textScaled(110)); });
    row->addWidget(name);
    row->addWidget(path, 1);
    if (also)
        row->addWidget(also);
    row->addWidget(open);
    card->addSpacing(kGap);
    card->addLayout(row);
    card->addWidget(newSmallNote(line, parent));
}

void Preferences::addFolders()
{
    QVBoxLayout* card = addCard(tr("Folders"));
    card->addWidget(
        newSmallNote(tr("Where Glowworm keeps its files. The handbook says how to move them."),
            card->parentWidget()));
    auto* choose = newButton(tr("&Choose..."), "chooseSaveFolder", card->parentWidget(),
        tr("Another folder for files that are saved."));
    choose->setAutoDefault(false);
    connect(choose, &QPushButton::clicked, this, &Preferences::chooseSaveFolder);
    addFolder(
        card, tr("Saved files"), tr("Where Save begins: the folder used last, or this one."),
        [] { return lastFolder(FolderFor::Saving); }, choose);
    addFolder(card, tr("Trainings"), tr("Weights, losses and checkpoints of each run."),
        [] { return toText(runsFolder()); });
    addFolder(card, tr("Timings"), tr("Kept results."), [] { return toText(timingsFolder()); });
    addFolder(card, tr("Data"), tr("Texts and pictures that Glowworm finds by itself."),
        [] { return toText(dataFolder()); });
    addFolder(card, tr("Last work"), tr("What is open in each window."),
        [] { return toText(sessionsFolder()); });
    addFolder(card, tr("Cache"), tr("Counts of neurons. You may delete it at any time."),
        [] { return toText(cacheFolder()); });
    addFolder(card, tr("Settings"), tr("These choices, in one file."),
        [] { return QFileInfo(settingsFile()).absolutePath(); });
}

QLayout* Preferences::newFoot()
{
    auto* foot = new QVBoxLayout;
    foot->setContentsMargins(kWideGap, 0, kWideGap, kGap);
    m_said = newNote({}, this);
    m_said->setObjectName(QStringLiteral("said"));
    makeNotice(m_said);
    m_said->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_said->hide();
    auto* reset = newButton(tr("&Reset all settings"), "reset", this,
        tr("To what they were at the first start. The ones there are now are kept in a file "
           "beside, and Ctrl+Z brings them back."));
    auto* undo = newButton(tr("&Undo"), "undo", this);
    auto* close = newButton(tr("Close"), "close", this);
    for (QPushButton* button : {reset, undo, close})
        button->setAutoDefault(false);
    connect(reset, &QPushButton::clicked, this, &Preferences::resetAll);
    connect(undo, &QPushButton::clicked, &m_edits, &QUndoStack::undo);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    QAction* back = m_edits.createUndoAction(this, tr("Undo"));
    back->setShortcuts(QKeySequence::Undo);
    QAction* again = m_edits.createRedoAction(this, tr("Redo"));
    again->setShortcuts(QKeySequence::Redo);
    addActions({back, again});
    const auto tellUndo = [this, undo] {
        undo->setEnabled(m_edits.canUndo());
        undo->setToolTip(m_edits.canUndo() ? tr("Undo %1 (Ctrl+Z)").arg(m_edits.undoText())
                                           : tr("Nothing has been changed here."));
    };
    connect(&m_edits, &QUndoStack::indexChanged, this, tellUndo);
    tellUndo();
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(reset);
    buttons->addStretch();
    buttons->addWidget(undo);
    buttons->addWidget(close);
    foot->addWidget(m_said);
    foot->addLayout(buttons);
    return foot;
}

// -------------------------------------------------------------------------------------------------
// what is done with it

void Preferences::change(const QString& words, const SettingValues& values)
{
    const SettingValues all = allSettings();
    SettingValues before, after;
    for (auto one = values.begin(); one != values.end(); ++one) {
        if (all.contains(one.key()) && all.value(one.key()) == *one)
            continue;
        before.insert(one.key(), all.value(one.key()));
        after.insert(one.key(), *one);
    }
    if (!after.isEmpty())
        m_edits.push(new ValueEdit<SettingValues>(
            words, before, after, [this](const SettingValues& shown) { take(shown); }));
}

/// What does not look alike at once is asked for when it is needed.
void Preferences::take(const SettingValues& values)
{
    putSettings(values);
    m_said->hide();
    auto& application = *static_cast<QApplication*>(QCoreApplication::instance());
    if (values.contains(settings::kMotion.key()))
        setMotion(application, motionChoiceOf(settings::kMotion.value()));
    const ThemeChoice theme = values.contains(settings::kTheme.key())
        ? themeChoiceOf(settings::kTheme.value())
        : m_window.themeChoice();
    if (theme != m_window.themeChoice() || values.contains(settings::kMotion.key()))
        m_window.chooseTheme(theme);
    const int size = std::clamp(settings::kTextSize.value(), kLeastTextZoom, kMostTextZoom);
    if (values.contains(settings::kTextSize.key()) && size != m_window.textZoom())
        m_window.chooseTextZoom(size);
    fill();
}

/// The look as it is now, which a start may have been asked for; the rest as it is kept.
void Preferences::fill()
{
    constexpr std::array kMotions{"system", "less", "full"}; // by MotionChoice
    const auto& application = *static_cast<QApplication*>(QCoreApplication::instance());
    showValue(m_theme,
        QString::fromLatin1(kThemeWords[static_cast<std::size_t>(m_window.themeChoice())]));
    showValue(
        m_motion, QString::fromLatin1(kMotions[static_cast<std::size_t>(motionOf(application))]));
    showValue(m_textSize, textStep(m_window.textZoom()));
    showValue(m_language, settings::kLanguage.value());
    showValue(m_numbers, settings::kPlainNumbers.value());
    showValue(m_threads, std::min(settings::kTrainingThreads.value(), usableThreads()));
    m_reopen->setChecked(settings::kReopen.value());
    for (const std::function<void()>& refresh : m_refresh)
        refresh();
}

void Preferences::chooseSaveFolder()
{
    auto* dialog
        = new QFileDialog(this, tr("Folder for saved files"), lastFolder(FolderFor::Saving));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& folder) {
        change(tr("folder for saved files"), {{settings::kSaveFolder.key(), folder}});
    });
    dialog->open();
}

void Preferences::resetAll()
{
    const SettingValues kept = allSettings();
    if (kept.isEmpty()) {
        say(tr("All settings are as at the first start already."));
        return;
    }
    QString copy;
    try {
        copy = backUpSettings();
    } catch (const Error& error) {
        say(tr("Nothing was reset, as the settings could not be kept before: %1")
                .arg(QString::fromUtf8(error.what())));
        return;
    }
    m_edits.push(new ValueEdit<SettingValues>(tr("reset all settings"), kept,
        changedSettings(kept, {}), [this](const SettingValues& values) { take(values); }));
    say(tr("All settings are as at the first start. Those before are kept as %1; "
           "Ctrl+Z brings them back.")
            .arg(shownName(copy)));
}

void Preferences::say(const QString& sentence)
{
    m_said->setText(sentence);
    m_said->show();
    announce(m_said, sentence);
}

void showPreferences(MainWindow& window)
{
    auto* preferences = window.findChild<Preferences*>(QString(), Qt::FindDirectChildrenOnly);
    if (!preferences)
        preferences = new Preferences(window);
    preferences->show();
    preferences->raise();
    preferences->activateWindow();
}

} // namespace glowworm
