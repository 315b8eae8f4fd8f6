// SPDX-License-Identifier: GPL-3.0-or-later
// The window as a screen reader tells it: whatever can be used has a name that no neighbour has,
// and whatever is painted is said in words; and the three journeys of a first day are gone by those
// words alone.
#include "support/listener.h"
#include "support/run_test.h"
#include "support/shown_window.h"
#include "support/small_models.h"
#include "support/test_set.h"
#include "ui/session/generation.h"
#include "ui/session/library.h"
#include "ui/session/training.h"
#include "ui/widgets/settings.h"

#include <QRegularExpression>

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

bool hasAddress(const QString& words)
{
    static const QRegularExpression kAddress(QStringLiteral("L\\d+\\.G\\d+\\.N\\d+"));
    return words.contains(kAddress);
}

int firstNumber(const QString& words)
{
    static const QRegularExpression kNumber(QStringLiteral("(\\d+) (?:of|chosen)"));
    return kNumber.match(words).captured(1).toInt();
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
                    qInfo().noquote() << one.role() << Listener::wordsOf(&one)
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
                if (!isWord(Listener::wordsOf(&one)))
                    silent << QLatin1String(widget->metaObject()->className()) + QLatin1Char(' ')
                            + widget->objectName();
            });
        QVERIFY2(silent.isEmpty(), qPrintable(silent.join(QLatin1Char('\n'))));
    }

    // ---------------------------------------------------------------------------------------------
    // journeys

    void aStudentsFirstDay()
    {
        Shown shown;
        open(shown);
        shown.show(static_cast<int>(PanelId::Generation));
        Listener ear(shown.window);
        QTRY_VERIFY(ear.read("Text of the sparse model").size() > 100); // it writes itself
        ear.key(Qt::Key_Escape);
        QTRY_VERIFY(!ear.read("Generate").isEmpty());

        QVERIFY(ear.go("Switchboard of the sparse model"));
        QVERIFY2(ear.read("Switchboard of the sparse model").contains(QStringLiteral("chosen")),
            qPrintable(ear.read("Switchboard of the sparse model")));
        ear.key(Qt::Key_Return); // its biography
        QTRY_VERIFY2(hasAddress(ear.page()), qPrintable(ear.page()));
        const int chosen = firstNumber(ear.read("Switchboard of the sparse model")),
                  lit = firstNumber(ear.read("Switchboard of the dense model"));
        QVERIFY2(lit > chosen, qPrintable(ear.read("Switchboard of the dense model")));

        ear.key(Qt::Key_4, Qt::ControlModifier);
        QVERIFY(ear.go("Drawing"));
        QTRY_VERIFY2(ear.read("Drawing").contains(QStringLiteral("says the sparse net")),
            qPrintable(ear.read("Drawing")));
        ear.key(Qt::Key_Left);
        QTRY_VERIFY2(ear.read("Drawing").contains(QStringLiteral("says the sparse net")),
            qPrintable(ear.read("Drawing")));

        ear.key(Qt::Key_2, Qt::ControlModifier);
        QVERIFY(ear.press("Train"));
        QTRY_VERIFY2(
            ear.page().contains(QStringLiteral("finished, step 12 of 12")), qPrintable(ear.page()));
        QVERIFY2(ear.read("Loss curves").contains(QStringLiteral("validation")),
            qPrintable(ear.read("Loss curves")));
    }
};

GLOWWORM_TEST(TestSpeech)
#include "tst_speech.moc"
