// SPDX-License-Identifier: GPL-3.0-or-later
// The window as a screen reader tells it: whatever can be used has a name that no neighbour has,
// whatever is painted is said in words, and what happens elsewhere is announced.
#include "support/listener.h"
#include "support/run_test.h"
#include "support/shown_window.h"
#include "support/small_models.h"
#include "support/test_set.h"
#include "ui/session/generation.h"
#include "ui/session/library.h"
#include "ui/session/timing.h"
#include "ui/session/training.h"
#include "ui/shell/handbook.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/picture_access.h"
#include "ui/widgets/settings.h"

#include <QLabel>
#include <QRegularExpression>
#include <QStatusBar>

#include <algorithm>

using namespace glowworm;
using test::Listener;
using test::Shown;

namespace {

bool isWord(const QString& name)
{
    static const QRegularExpression kLetters(QStringLiteral("\\p{L}{2}"));
    return name.contains(kLetters);
}

/// What is used, by its role.
bool isControl(const QAccessibleInterface& one)
{
    switch (one.role()) {
    case QAccessible::Button:
    case QAccessible::ButtonMenu:
    case QAccessible::CheckBox:
    case QAccessible::RadioButton:
    case QAccessible::ComboBox:
    case QAccessible::SpinBox:
    case QAccessible::Slider:
    case QAccessible::EditableText:
    case QAccessible::List:
    case QAccessible::Table:
    case QAccessible::Tree:
    case QAccessible::Canvas:
        return true;
    case QAccessible::StaticText:
        return false; // its text may be marked
    default:
        return one.state().focusable && one.object() && one.object()->isWidgetType();
    }
}

/// What it holds can be heard.
bool saysValue(const QAccessibleInterface& one)
{
    const QAccessible::Role role = one.role();
    if (role == QAccessible::Slider)
        return const_cast<QAccessibleInterface&>(one).valueInterface();
    const bool holds = role == QAccessible::ComboBox || role == QAccessible::SpinBox;
    return !holds || !one.text(QAccessible::Value).isEmpty()
        || !one.text(QAccessible::Description).isEmpty();
}

bool isOurs(const QObject* object)
{
    return object && QByteArray(object->metaObject()->className()).startsWith("glowworm::");
}

} // namespace

class TestSpeech : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    /// Models, a text and a set of pictures; and what is trained takes no time.
    void open(Shown& shown)
    {
        RunConfig config = test::tinyText();
        config.train.steps = 12;
        shown.workbench.training().setConfig(config, true);
        QVERIFY(test::openModels(shown.workbench, m_folder,
            {test::smallText(Routing::Gated), test::smallText(Routing::Dense),
                test::smallDigits(Routing::Gated), test::smallDigits(Routing::Dense)}));
        shown.workbench.library().openText(
            test::writeText(m_folder.filePath(QStringLiteral("glow.txt"))));
        test::openTestSet(shown.workbench.library(), m_folder);
    }
    /// And nothing moves.
    void fill(Shown& shown)
    {
        open(shown);
        shown.workbench.generation().stop();
        QTRY_VERIFY(!shown.workbench.generation().running());
    }
    static void eachPanel()
    {
        QTest::addColumn<int>("index");
        for (int index = 0; index < kPanels; ++index)
            QTest::newRow(qPrintable(wordFor(static_cast<PanelId>(index)))) << index;
    }

private Q_SLOTS:
    void initTestCase() { test::useFolder(m_folder); }
    void init() { settings::kTourOffered.set(true); }

    void whatCanBeUsedHasANameOfItsOwn_data() { eachPanel(); }
    void whatCanBeUsedHasANameOfItsOwn()
    {
        QFETCH(const int, index);
        Shown shown;
        fill(shown);
        Panel& panel = shown.show(index);
        QStringList wrong;
        QHash<QPair<QObject*, QString>, QObject*> taken; // by the group and the name
        Listener::walk(
            QAccessible::queryAccessibleInterface(&panel), [&](QAccessibleInterface& one) {
                if (qEnvironmentVariableIsSet("GLOWWORM_TREE"))
                    qInfo().noquote() << one.role() << Listener::wordsOf(one)
                                      << (one.object() ? one.object()->objectName() : QString());
                if (!isControl(one) || !one.object())
                    return;
                const QString name = one.text(QAccessible::Name),
                              what
                    = QStringLiteral("%1 %2: \"%3\"")
                          .arg(QLatin1String(one.object()->metaObject()->className()),
                              one.object()->objectName(), name);
                if (!isWord(name))
                    wrong << what + QStringLiteral(" is no word");
                if (!saysValue(one))
                    wrong << what + QStringLiteral(" does not say its value");
                QObject*& other
                    = taken[{one.object()->parent(), QString::number(one.role()) + name}];
                if (other && other != one.object())
                    wrong << what + QStringLiteral(" is there twice");
                other = one.object();
            });
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QLatin1Char('\n'))));
    }

    /// Of what stands for itself and is no Qt class.
    void whatIsPaintedIsSaid_data() { eachPanel(); }
    void whatIsPaintedIsSaid()
    {
        QFETCH(const int, index);
        Shown shown;
        fill(shown);
        Panel& panel = shown.show(index);
        QStringList silent;
        Listener::walk(
            QAccessible::queryAccessibleInterface(&panel), [&](QAccessibleInterface& one) {
                const auto* widget = qobject_cast<QWidget*>(one.object());
                if (!isOurs(widget) || one.childCount() > 0 || widget->size().isEmpty()
                    || widget->testAttribute(Qt::WA_TransparentForMouseEvents) // over others
                    || qobject_cast<const QLabel*>(widget)
                    || widget->inherits("glowworm::ElidedLabel")) // whose text it is
                    return;
                if (!isWord(Listener::wordsOf(one)))
                    silent << QLatin1String(widget->metaObject()->className()) + QLatin1Char(' ')
                            + widget->objectName();
            });
        QVERIFY2(silent.isEmpty(), qPrintable(silent.join(QLatin1Char('\n'))));
    }

    /// Also where somebody listens from the start, and asks about each part before it is whole.
    void partsAreWhatTheyAre()
    {
        Listener ear;
        Shown shown;
        open(shown);
        const auto are = [](auto widgets, QAccessible::Role role) {
            return std::ranges::all_of(widgets, [role](QWidget* widget) {
                return QAccessible::queryAccessibleInterface(widget)->role() == role;
            });
        };
        for (int index = 0; index < kPanels; ++index) {
            Panel& panel = shown.show(index);
            QVERIFY(are(panel.findChildren<SpokenPicture*>(), QAccessible::Canvas));
            QVERIFY(are(panel.findChildren<MessageBar*>(), QAccessible::Notification));
        }
    }

    void newsIsHeardWhereverTheFocusIs()
    {
        Listener ear;
        Shown shown;
        MessageBar& bar = shown.show(static_cast<int>(PanelId::Timing)).messages();
        bar.showMessage(MessageBar::Tone::Error, QStringLiteral("It does not work."));
        QVERIFY(ear.hears(QStringLiteral("It does not work.")));
        bar.showWritten(m_folder.filePath(QStringLiteral("plot.svg")), {});
        QVERIFY(ear.hears(QStringLiteral("plot.svg")));
        ear.forget();
        shown.window.statusBar()->showMessage(QStringLiteral("Only for a moment."));
        QVERIFY(ear.hears(QStringLiteral("Only for a moment.")));
        ear.forget();
        say(&bar, QStringLiteral("First."));
        say(&bar, QStringLiteral("Second."));
        say(&bar, QStringLiteral("First.")); // said already
        QVERIFY(ear.hears(QStringLiteral("First.\nSecond.")));
        QCOMPARE(ear.news().count(QStringLiteral("First.")), 1);
        say(&bar, QStringLiteral("First.")); // another time
        QTRY_COMPARE(ear.news().count(QStringLiteral("First.")), 2);
    }

    void noticesOfOtherWindowsAreHeard()
    {
        Listener ear;
        Shown shown;
        showHandbook(shown.window);
        QVERIFY(ear.reach("Search"));
        ear.forget();
        ear.type(QStringLiteral("xyzzy"));
        QVERIFY(ear.hears(QStringLiteral("No line of the handbook has all of these words.")));
    }

    void whatAKeyChangesElsewhereIsHeard()
    {
        Listener ear;
        Shown shown;
        open(shown);
        QTRY_VERIFY(shown.workbench.generation().running());
        ear.forget();
        ear.key(Qt::Key_5, Qt::ControlModifier);
        QVERIFY(ear.hears(QStringLiteral("Timing")));
        ear.forget();
        ear.key(Qt::Key_F5); // while a text is written
        QVERIFY(ear.hears(shown.workbench.timing().refusal()));
        ear.key(Qt::Key_3, Qt::ControlModifier);
        QVERIFY(ear.hears(QStringLiteral("Generation")));
        shown.workbench.generation().stop();
        QVERIFY(ear.hears(QStringLiteral("The writing has ended")));

        ear.key(Qt::Key_4, Qt::ControlModifier);
        QVERIFY(ear.hears(QStringLiteral("Digits")));
        ear.forget();
        ear.key(Qt::Key_Left);
        ear.key(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(ear.hears(QStringLiteral("Undone: shift drawing")));
    }
};

GLOWWORM_TEST(TestSpeech)
#include "tst_speech.moc"
