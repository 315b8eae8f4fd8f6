// SPDX-License-Identifier: GPL-3.0-or-later
// A person's choices: that each applies, is kept and can be taken back, and how the file of
// settings is kept.
#include "model/base/build_info.h"
#include "model/data/data_folder.h"
#include "support/run_test.h"
#include "support/shown_window.h"
#include "ui/shell/preferences.h"
#include "ui/widgets/motion.h"
#include "ui/widgets/path_text.h"
#include "ui/widgets/save_file.h"
#include "ui/widgets/stage.h"
#include "ui/widgets/widget_defaults.h"

#include <QAbstractButton>
#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDesktopServices>
#include <QLabel>
#include <QMenuBar>
#include <QScrollArea>
#include <QSettings>
#include <QUrl>

#include <filesystem>

using namespace glowworm;
using test::placeOf;
using test::Shown;

namespace {

QApplication& application() { return *static_cast<QApplication*>(QCoreApplication::instance()); }

struct Open : Shown {
    Preferences* dialog;
    Open()
    {
        showPreferences(window);
        dialog = window.findChild<Preferences*>();
        QCoreApplication::processEvents();
    }
    QComboBox* box(const QString& key) { return dialog->findChild<QComboBox*>(key); }
    template <class Value> void choose(const Setting<Value>& setting, const QVariant& value)
    {
        QComboBox* choices = box(setting.key());
        const int index = choices->findData(value);
        QVERIFY(index >= 0);
        choices->setCurrentIndex(index);
        Q_EMIT choices->activated(index); // what a person does to it
    }
    void press(const char* button)
    {
        dialog->findChild<QAbstractButton*>(QLatin1String(button))->click();
    }
    /// A key goes to the window in front. A dialog counts as active where its parent is, so that
    /// QTest::qWaitForWindowActive() does not wait for it.
    static void press(QWidget& front, Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        front.activateWindow();
        QTRY_COMPARE(QApplication::activeWindow(), &front);
        QTest::keyClick(&front, key, modifiers);
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers) { press(*dialog, key, modifiers); }
    QString said() { return dialog->findChild<QLabel*>(QStringLiteral("said"))->text(); }
    bool moves() const { return hasHalos(Stage::of(window.palette()), &window); }
};

QByteArray bytesIn(const QString& file)
{
    QFile opened(file);
    return opened.open(QIODevice::ReadOnly) ? opened.readAll() : QByteArray();
}

/// The first copy of the settings that a reset makes.
QString beforeReset()
{
    const QFileInfo settings(settingsFile());
    return settings.absolutePath() + QLatin1Char('/') + settings.completeBaseName()
        + QStringLiteral("-before-reset.ini");
}

} // namespace

class TestPreferences : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QList<QUrl> m_opened;

    void changeAll(Open& open);

public Q_SLOTS:
    void noteOpened(const QUrl& url) { m_opened << url; }

private Q_SLOTS:
    void initTestCase()
    {
        test::useFolder(m_folder);
        qputenv("XDG_CACHE_HOME", m_folder.filePath(QStringLiteral("cache")).toUtf8());
    }
    void init() { QSettings().clear(); }
    void cleanup()
    {
        setMotion(application(), MotionChoice::System);
        applyTheme(application(), ThemeChoice::Light);
    }

    void theKeyOpensItBesideTheWindow();
    void everyChoiceAppliesAtOnceAndIsKept();
    void everyChoiceIsTakenBack();
    void motionIsUpToThePerson();
    void menuKeysAndChoicesTellTheSame();
    void resetKeepsWhatWasAndIsTakenBack();
    void whatCannotBeKeptIsNotReset();
    void foldersAreShownAndOpened();
    void everyChoiceIsExplained();
    void nothingIsCutAtAnyZoom_data();
    void nothingIsCutAtAnyZoom();

    void olderSettingsAreTakenOver();
    void newerSettingsStay();
    void whatIsNoSuchValueIsTheUsualOne();
    void settingsAreReplacedAsAWhole();
    void threadsOfATrainingAreThoseOfTheMachineAtMost();
};

// -------------------------------------------------------------------------------------------------
// the window

void TestPreferences::theKeyOpensItBesideTheWindow()
{
    Shown shown;
    Open::press(shown.window, Qt::Key_Comma, Qt::ControlModifier);
    auto* dialog = shown.window.findChild<Preferences*>();
    QVERIFY(dialog && dialog->isVisible() && !dialog->isModal());
    showPreferences(shown.window); // in front, not a second one
    QCOMPARE(shown.window.findChildren<Preferences*>().size(), 1);
    Open::press(*dialog, Qt::Key_Escape);
    QTRY_VERIFY(!shown.window.findChild<Preferences*>());
}

void TestPreferences::changeAll(Open& open)
{
    open.choose(settings::kTheme, QStringLiteral("dark"));
    open.choose(settings::kTextSize, 125);
    open.choose(settings::kMotion, QStringLiteral("less"));
    open.choose(settings::kPlainNumbers, true);
    open.choose(settings::kTrainingThreads, 1);
    open.dialog->findChild<QCheckBox*>(settings::kReopen.key())->click();
}

void TestPreferences::everyChoiceAppliesAtOnceAndIsKept()
{
    Open open;
    changeAll(open);
    QCOMPARE(open.window.themeChoice(), ThemeChoice::Dark);
    QVERIFY(Theme::of(open.window.palette()).dark);
    QCOMPARE(open.window.textZoom(), 125);
    QCOMPARE(motionOf(application()), MotionChoice::Less);
    QCOMPARE(trainingThreads(), 1);
    QCOMPARE(settings::kTheme.value(), QStringLiteral("dark"));
    QCOMPARE(settings::kTextSize.value(), 125);
    QCOMPARE(settings::kMotion.value(), QStringLiteral("less"));
    QVERIFY(settings::kPlainNumbers.value());
    QVERIFY(!settings::kReopen.value());
}

void TestPreferences::everyChoiceIsTakenBack()
{
    Open open;
    QVERIFY(!open.dialog->findChild<QAbstractButton*>(QStringLiteral("undo"))->isEnabled());
    changeAll(open);
    const SettingValues changed = allSettings();
    open.key(Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(settings::kReopen.value()); // the last one first
    QCOMPARE(open.window.textZoom(), 125);
    for (int step = 1; step < 6; ++step)
        open.press("undo");
    QVERIFY(allSettings().isEmpty());
    QCOMPARE(open.window.themeChoice(), ThemeChoice::System);
    QCOMPARE(open.window.textZoom(), kUsualTextZoom);
    QCOMPARE(motionOf(application()), MotionChoice::System);
    QCOMPARE(open.box(settings::kTextSize.key())->currentData().toInt(), kUsualTextZoom);
    for (int step = 0; step < 6; ++step)
        open.key(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(allSettings(), changed);
    QCOMPARE(open.window.themeChoice(), ThemeChoice::Dark);
}

void TestPreferences::motionIsUpToThePerson()
{
    Open open;
    const bool before = open.moves();
    open.choose(settings::kMotion, QStringLiteral("less"));
    QVERIFY(!open.moves());
    open.window.chooseTheme(ThemeChoice::Dark);
    QVERIFY(!open.moves()); // whatever the colours become
    open.choose(settings::kMotion, QStringLiteral("full"));
    QVERIFY(open.moves());
    open.choose(settings::kMotion, QStringLiteral("system"));
    QCOMPARE(open.moves(), before);
}

void TestPreferences::menuKeysAndChoicesTellTheSame()
{
    Open open;
    const auto isChecked = [&open](const QString& text) {
        for (const QAction* action : open.window.findChildren<QAction*>())
            if (action->text() == text)
                return action->isChecked();
        return false;
    };
    open.choose(settings::kTheme, QStringLiteral("contrast"));
    QVERIFY(isChecked(QStringLiteral("&High contrast")));
    QVERIFY(!isChecked(QStringLiteral("&Light")));
    Open::press(open.window, Qt::Key_Plus, Qt::ControlModifier);
    QCOMPARE(open.box(settings::kTextSize.key())->currentData().toInt(), 110);
}

void TestPreferences::resetKeepsWhatWasAndIsTakenBack()
{
    Open open;
    changeAll(open);
    const SettingValues before = allSettings();
    open.press("reset");
    QVERIFY(allSettings().isEmpty());
    QCOMPARE(open.window.themeChoice(), ThemeChoice::System);
    QCOMPARE(open.window.textZoom(), kUsualTextZoom);
    const QString copy = beforeReset();
    QVERIFY2(open.said().contains(copy), qPrintable(open.said()));
    QCOMPARE(QSettings(copy, QSettings::IniFormat).value(settings::kTheme.key()).toString(),
        QStringLiteral("dark"));

    open.key(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(allSettings(), before);
    QCOMPARE(open.window.themeChoice(), ThemeChoice::Dark);
    QCOMPARE(open.window.textZoom(), 125);
    open.press("reset"); // the first copy stays
    QVERIFY2(open.said().contains(QStringLiteral("-before-reset-2.ini")), qPrintable(open.said()));
    QVERIFY(QFileInfo::exists(copy));
    QVERIFY(QFile::remove(copy));
}

void TestPreferences::whatCannotBeKeptIsNotReset()
{
    Open open;
    settings::kTheme.set(QStringLiteral("dark"));
    const QString copy = beforeReset();
    QVERIFY(
        QFile::link(settingsFile() + QStringLiteral("/copy.ini"), copy)); // in what is no folder
    open.press("reset");
    QVERIFY2(open.said().startsWith(QStringLiteral("Nothing was reset")), qPrintable(open.said()));
    QCOMPARE(settings::kTheme.value(), QStringLiteral("dark"));
    QVERIFY(QFile::remove(copy));
}

void TestPreferences::foldersAreShownAndOpened()
{
    std::filesystem::remove_all(runsFolder());
    QDesktopServices::setUrlHandler(QStringLiteral("file"), this, "noteOpened");
    const auto buttonOf = [](Open& open, const QString& title) -> QAbstractButton* {
        for (auto* button :
            open.dialog->findChildren<QAbstractButton*>(QStringLiteral("openFolder")))
            if (button->accessibleName().endsWith(title))
                return button;
        return nullptr;
    };
    {
        Open open;
        QVERIFY(!buttonOf(open, QStringLiteral("Trainings"))->isEnabled());
        settings::kSaveFolder.set(m_folder.path());
        buttonOf(open, QStringLiteral("Saved files"))->click();
    }
    std::filesystem::create_directories(runsFolder());
    Open open;
    buttonOf(open, QStringLiteral("Trainings"))->click();
    QDesktopServices::unsetUrlHandler(QStringLiteral("file"));
    QCOMPARE(m_opened,
        (QList<QUrl>{
            QUrl::fromLocalFile(m_folder.path()), QUrl::fromLocalFile(toText(runsFolder()))}));
    QCOMPARE(lastFolder(FolderFor::Saving), m_folder.path());
}

void TestPreferences::everyChoiceIsExplained()
{
    Open open;
    int choices = 0;
    for (const QWidget* widget : open.dialog->findChildren<QWidget*>()) {
        if (!qobject_cast<const QComboBox*>(widget) && !qobject_cast<const QCheckBox*>(widget)
            && widget->objectName() != QStringLiteral("reset"))
            continue;
        ++choices;
        QVERIFY2(whatsThisOf(*widget).size() > 30, qPrintable(widget->objectName()));
        QVERIFY2(
            !widget->accessibleName().isEmpty() || !widget->property("text").toString().isEmpty(),
            qPrintable(widget->objectName()));
    }
    QCOMPARE(choices, 8);
}

void TestPreferences::nothingIsCutAtAnyZoom_data()
{
    QTest::addColumn<int>("zoom");
    for (const int zoom : {kLeastTextZoom, kUsualTextZoom, kMostTextZoom})
        QTest::addRow("%d", zoom) << zoom;
}

void TestPreferences::nothingIsCutAtAnyZoom()
{
    QFETCH(const int, zoom);
    applyTheme(application(), ThemeChoice::Light, zoom);
    Open open;
    QCoreApplication::processEvents();
    const auto* scroll = open.dialog->findChild<QScrollArea*>();
    QVERIFY(open.dialog->width() <= open.window.width());
    QVERIFY(open.dialog->height() <= open.window.height());
    QVERIFY2(scroll->widget()->width() <= scroll->viewport()->width(), "it scrolls sideways");
    for (const auto* button : open.dialog->findChildren<QAbstractButton*>())
        if (button->isVisible())
            QVERIFY2(button->width() >= button->minimumSizeHint().width(),
                qPrintable(button->objectName()));
    for (const auto* label : open.dialog->findChildren<QLabel*>())
        if (label->isVisible() && label->wordWrap())
            QVERIFY2(label->height() >= label->heightForWidth(label->width()),
                qPrintable(label->text()));
        else if (label->isVisible())
            QVERIFY2(label->width() >= label->minimumSizeHint().width(), qPrintable(label->text()));
}

// -------------------------------------------------------------------------------------------------
// the file

void TestPreferences::olderSettingsAreTakenOver()
{
    QSettings().setValue(QStringLiteral("theme"), QStringLiteral("dark"));
    QSettings().setValue(QStringLiteral("textZoom"), 125);
    QSettings().setValue(QStringLiteral("tourOffered"), true);
    settings::kWindowSize.set(QSize(900, 700));
    migrateSettings();
    QCOMPARE(settings::kTheme.value(), QStringLiteral("dark"));
    QCOMPARE(settings::kTextSize.value(), 125);
    QVERIFY(settings::kTourOffered.value());
    QCOMPARE(settings::kWindowSize.value(), QSize(900, 700));
    QVERIFY(!QSettings().contains(QStringLiteral("textZoom")));
    QCOMPARE(QSettings().value(QStringLiteral("settings/version")).toInt(), 1);

    QSettings().setValue(QStringLiteral("theme"), QStringLiteral("light")); // once and for all
    migrateSettings();
    QCOMPARE(settings::kTheme.value(), QStringLiteral("dark"));
}

void TestPreferences::newerSettingsStay()
{
    QSettings().setValue(QStringLiteral("settings/version"), 99);
    QSettings().setValue(QStringLiteral("theme"), QStringLiteral("dark"));
    migrateSettings();
    QCOMPARE(QSettings().value(QStringLiteral("settings/version")).toInt(), 99);
    QCOMPARE(QSettings().value(QStringLiteral("theme")).toString(), QStringLiteral("dark"));
}

void TestPreferences::whatIsNoSuchValueIsTheUsualOne()
{
    for (const QString& key : {settings::kTextSize.key(), settings::kWindowSize.key()})
        QSettings().setValue(key, QStringLiteral("large"));
    QCOMPARE(settings::kTextSize.value(), kUsualTextZoom);
    QCOMPARE(settings::kWindowSize.value(), QSize(1280, 800));
    QVERIFY(settings::kReopen.value());
}

/// Another name of the old file still has the old content: the new one took its place, whole.
void TestPreferences::settingsAreReplacedAsAWhole()
{
    settings::kTheme.set(QStringLiteral("dark"));
    QSettings().sync();
    const QString old = settingsFile() + QStringLiteral(".old");
    std::filesystem::create_hard_link(toPath(settingsFile()), toPath(old));
    const QByteArray before = bytesIn(old);
    QVERIFY(before.contains("theme=dark"));
    settings::kTheme.set(QStringLiteral("light"));
    QSettings().sync();
    QCOMPARE(bytesIn(old), before);
    QVERIFY(bytesIn(settingsFile()).contains("theme=light"));
    QVERIFY(QFile::remove(old));
}

void TestPreferences::threadsOfATrainingAreThoseOfTheMachineAtMost()
{
    const int usable = usableThreads();
    QCOMPARE(trainingThreads(), std::max(1, usable - 1));
    settings::kTrainingThreads.set(1);
    QCOMPARE(trainingThreads(), 1);
    settings::kTrainingThreads.set(100000);
    QCOMPARE(trainingThreads(), usable);
}

GLOWWORM_TEST(TestPreferences)
#include "tst_preferences.moc"
