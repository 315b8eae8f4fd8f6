// SPDX-License-Identifier: GPL-3.0-or-later
// The window in other languages: one that is made up, whose every text is longer and marked, so
// that what was not translated and what is cut shows; German; and from right to left.
#include "model/base/build_info.h"
#include "support/cut_text.h"
#include "support/run_test.h"
#include "support/shown_window.h"
#include "support/small_models.h"
#include "support/translation_file.h"
#include "ui/session/generation.h"
#include "ui/session/library.h"
#include "ui/session/training.h"
#include "ui/setup/config_form.h"
#include "ui/setup/setup_panel.h"
#include "ui/shell/preferences.h"
#include "ui/widgets/language.h"

#include <QAbstractItemView>
#include <QAction>
#include <QComboBox>
#include <QGroupBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QRegularExpression>
#include <QScrollArea>
#include <QScrollBar>
#include <QTextDocumentFragment>
#include <QTranslator>

#include <set>

using namespace glowworm;
using test::German;
using test::isCut;
using test::nameOf;
using test::placeOf;
using test::Shown;

namespace {

constexpr QChar kBegin = u'«', kEnd = u'»';

/// Marked, with accents and two fifths longer; placeholders, tags and keys stay.
QString madeUp(const QString& source)
{
    static const QString plain = QStringLiteral("aeiouAEIOUcnsyz"),
                         accented = QStringLiteral("áéíóúÁÉÍÓÚçñšýž");
    QString text;
    bool tag = false;
    for (qsizetype at = 0; at < source.size(); ++at) {
        const QChar sign = source[at];
        tag = (tag && sign != u'>') || (sign == u'<' && Qt::mightBeRichText(source));
        const bool place = at > 0 && (source[at - 1] == u'%' || source.mid(at - 2, 2) == u"%L");
        const qsizetype accent = tag || place ? -1 : plain.indexOf(sign);
        text += accent < 0 ? sign : accented[accent];
    }
    const auto longer = static_cast<int>((source.size() * 2 + 4) / 5);
    return kBegin + text + QStringLiteral("~").repeated(longer) + kEnd;
}

/// Speaks only what the file of translations has, in its contexts: what Qt looks for elsewhere
/// stays English, as it would in every language.
class MadeUpLanguage : public QTranslator {
public:
    MadeUpLanguage()
    {
        for (const test::Message& message : test::readMessages(test::germanFile()))
            m_known.insert(message.key());
        QCoreApplication::installTranslator(this);
    }
    bool isEmpty() const override { return false; }
    QString translate(
        const char* context, const char* source, const char* comment, int) const override
    {
        const QString area = QString::fromUtf8(context), text = QString::fromUtf8(source);
        const bool isQts = area.startsWith(u'Q') && area != QLatin1String("QShortcut");
        return isQts || m_known.contains({area, text, QString::fromUtf8(comment)}) ? madeUp(text)
                                                                                   : QString();
    }

private:
    std::set<std::tuple<QString, QString, QString>> m_known;
};

/// Words that are the same in every language: of files, commands, formats, machines and formulas.
const QString kNames = QStringLiteral(
    "glowworm|cli|MNIST|Fashion|libtorch|model\\d|safetensors|worm|txt|csv|gated|gumbel|controller|"
    "dense|relu|"
    "gelu|"
    "identity|softmax|sigmoid|random|neurons|auto|text|digits|fp\\d+|bf\\d+|int\\d+|min|GiB|"
    "English|Deutsch|Ctrl|Shift|Alt|Return|Enter|Esc|Del|PgUp|PgDown|Left|Right|Up|Down|Menu");

/// What of a text is not marked as translated, and is a word.
QString untranslatedOf(QString text)
{
    if (Qt::mightBeRichText(text))
        text = QTextDocumentFragment::fromHtml(text).toPlainText();
    static const QRegularExpression path(QStringLiteral("/\\S+"));
    text.remove(path);
    static const MachineInfo machine = machineInfo();
    for (const std::string& name : {machine.cpu, machine.simd})
        text.remove(QString::fromStdString(name));
    QString rest;
    int depth = 0;
    for (const QChar sign : text) {
        depth += sign == kBegin;
        if (depth == 0)
            rest += sign;
        depth -= sign == kEnd && depth > 0;
    }
    static const QRegularExpression word(QStringLiteral("\\b(?!(?:%1)\\b)\\p{L}{3,}").arg(kNames),
        QRegularExpression::CaseInsensitiveOption);
    return word.match(rest).captured();
}

/// Every text by which a widget shows or explains itself, but for what a person or a model wrote.
QStringList textsOf(const QWidget* widget)
{
    QStringList texts{widget->toolTip(), widget->whatsThis(), widget->statusTip(),
        widget->accessibleName(), widget->accessibleDescription()};
    for (const char* property : {"text", "title", "placeholderText"})
        if (!widget->inherits("QLineEdit") && !widget->inherits("QAbstractSpinBox"))
            texts << widget->property(property).toString();
    if (const auto* box = qobject_cast<const QComboBox*>(widget))
        for (int index = 0; index < box->count(); ++index)
            texts << box->itemText(index) << box->itemData(index, Qt::ToolTipRole).toString();
    if (const auto* view = qobject_cast<const QHeaderView*>(widget); view && view->model())
        for (int index = 0; index < view->count(); ++index)
            for (const int role : {Qt::DisplayRole, Qt::ToolTipRole})
                texts << view->model()->headerData(index, view->orientation(), role).toString();
    for (const QAction* action : widget->actions())
        texts << action->text() << action->toolTip();
    return texts;
}

/// Two models of each kind, a text that they wrote, and a training of twins that has ended.
struct Used : Shown {
    QTemporaryDir models;
    explicit Used(QSize size)
        : Shown(size)
    {
        QVERIFY(test::openModels(workbench, models,
            {test::smallText(Routing::Gated), test::smallText(Routing::Dense),
                test::smallDigits(Routing::GumbelController), test::smallDigits(Routing::Dense)}));
        const QString file = test::writeText(models.filePath(QStringLiteral("worm.txt")));
        workbench.library().openText(file);
        QTRY_VERIFY(workbench.library().data().text != nullptr);
        workbench.training().setConfig(test::tinyText(), true);
        workbench.training().start();
        QTRY_VERIFY(!workbench.training().active());
        workbench.generation().start({}, QStringLiteral("a"), true, true, 5);
        QTest::qWait(200); // some characters
        workbench.generation().stop();
        QTRY_VERIFY(!workbench.generation().running());
    }
    /// Calls check(widget) for what is on the screen of each panel, once its layout has settled.
    template <class Check> void eachWidget(const Check& check)
    {
        for (int index = 0; index < kPanels; ++index) {
            show(index);
            QTest::qWait(50);
            for (const QWidget* widget : window.findChildren<QWidget*>())
                if (widget->isVisible())
                    check(widget, QStringLiteral("%1: ").arg(index) + nameOf(widget));
        }
    }
};

QString keyOf(const QString& text)
{
    const QKeySequence key = QKeySequence::mnemonic(text);
    return key.isEmpty() ? QString() : key.toString();
}

/// All of them in the log: a message of QVERIFY2 ends after some lines.
void verifyNone(const std::set<QString>& wrong)
{
    for (const QString& one : wrong)
        qWarning("%s", qPrintable(one));
    QVERIFY2(wrong.empty(), "see the warnings");
}

void addSizes()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("1024 x 700") << QSize(1024, 700);
    QTest::newRow("1280 x 800") << QSize(1280, 800);
}

} // namespace

class TestLanguages : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    static void findCut(QSize size);

private Q_SLOTS:
    void initTestCase() { test::useFolder(m_folder); }
    void init() { QSettings().clear(); }

    void everyTextIsTranslated_data() { addSizes(); }
    void everyTextIsTranslated();
    void nothingIsCutInALongerLanguage();
    void timingFitsInALongerLanguage();
    void nothingIsCutInOurLanguages_data();
    void nothingIsCutInOurLanguages();
    void germanComesWithQts();
    void nothingInSetUpLiesOverAnything_data() { test::addLanguages(); }
    void nothingInSetUpLiesOverAnything()
    {
        const test::Spoken language;
        Workbench workbench(test::fakeCreate());
        SetupPanel panel(workbench);
        panel.show();
        panel.findChild<ConfigForm*>()->unfold(true);
        for (const QSize size : {QSize(948, 630), QSize(1204, 730)}) { // of windows of 1024, 1280
            panel.resize(size);
            QCoreApplication::processEvents();
            for (const QWidget* card : panel.findChildren<QFrame*>()) {
                const auto parts = card->findChildren<QWidget*>(Qt::FindDirectChildrenOnly);
                for (const QWidget* one : parts)
                    for (const QWidget* other : parts)
                        QVERIFY2(one == other || !one->isVisible() || !other->isVisible()
                                || !one->geometry().intersects(other->geometry()),
                            qPrintable(card->objectName() + QLatin1Char(' ') + one->objectName()
                                + QLatin1Char(' ') + other->objectName()));
            }
        }
    }
    void keysOfMenusAreTold_data() { test::addLanguages(); }
    void keysOfMenusAreTold();
    void fromRightToLeft_data() { addSizes(); }
    void fromRightToLeft();
};

void TestLanguages::everyTextIsTranslated()
{
    QFETCH(const QSize, size);
    const MadeUpLanguage language;
    Used used(size);
    showPreferences(used.window);
    std::set<QString> wrong;
    used.eachWidget([&wrong](const QWidget* widget, const QString& name) {
        if (widget->objectName() == QLatin1String("conditions"))
            return; // it names the processor
        for (const QString& text : textsOf(widget))
            if (const QString word = untranslatedOf(text); !word.isEmpty())
                wrong.insert(QStringLiteral("%1 has \"%2\" in \"%3\"").arg(name, word, text));
    });
    for (const QMenu* menu : used.window.findChildren<QMenu*>())
        for (const QAction* action : menu->actions())
            if (const QString word = untranslatedOf(action->text()); !word.isEmpty())
                wrong.insert(QStringLiteral("menu %1: %2").arg(menu->title(), action->text()));
    verifyNone(wrong);
}

void TestLanguages::findCut(QSize size)
{
    Used used(size);
    std::set<QString> wrong;
    used.eachWidget([&wrong](const QWidget* widget, const QString& name) {
        if (isCut(widget))
            wrong.insert(QStringLiteral("%1 \"%2\" has %3 x %4, needs %5 x %6")
                             .arg(name, widget->property("text").toString())
                             .arg(widget->width())
                             .arg(widget->height())
                             .arg(widget->minimumSizeHint().width())
                             .arg(widget->minimumSizeHint().height()));
        const auto* area = qobject_cast<const QScrollArea*>(widget);
        if (area && area->horizontalScrollBar()->maximum() > 0)
            wrong.insert(QStringLiteral("%1 scrolls sideways, by %2")
                             .arg(name)
                             .arg(area->horizontalScrollBar()->maximum()));
    });
    if (used.window.size() != size)
        wrong.insert(QStringLiteral("the window grew to %1 x %2")
                         .arg(used.window.width())
                         .arg(used.window.height()));
    verifyNone(wrong);
}

/// In the usual window only: at 1024 x 700 texts that are two fifths longer are cut on the stage of
/// Digits and in Generation, and Training scrolls sideways.
void TestLanguages::nothingIsCutInALongerLanguage()
{
    const MadeUpLanguage language;
    findCut(QSize(1280, 800));
}

void TestLanguages::timingFitsInALongerLanguage()
{
    const MadeUpLanguage language;
    Shown shown(QSize(1024, 700));
    Panel& panel = shown.show(static_cast<int>(PanelId::Timing));
    QTest::qWait(50);
    const int room = panel.parentWidget()->width();
    if (panel.minimumSizeHint().width() > room)
        for (const QWidget* widget : panel.findChildren<QWidget*>())
            if (widget->isVisible() && widget->minimumSizeHint().width() > room / 2)
                qWarning(
                    "%s needs %d", qPrintable(nameOf(widget)), widget->minimumSizeHint().width());
    QVERIFY2(panel.minimumSizeHint().width() <= room, "see the warnings");
    for (const QWidget* widget : panel.findChildren<QWidget*>())
        QVERIFY2(!widget->isVisible() || !isCut(widget), qPrintable(nameOf(widget)));
}

void TestLanguages::nothingIsCutInOurLanguages_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QSize>("size");
    for (const QString& language : languages())
        for (const QSize size : {QSize(1024, 700), QSize(1280, 800)})
            QTest::addRow("%s, %d x %d", qPrintable(language), size.width(), size.height())
                << language << size;
}

void TestLanguages::nothingIsCutInOurLanguages()
{
    QFETCH(const QSize, size);
    const test::Spoken language;
    findCut(size);
}

void TestLanguages::germanComesWithQts()
{
    {
        const German german;
        QCOMPARE(titleOf(PanelId::Setup), QStringLiteral("Aufbau"));
        const QString qts = QCoreApplication::translate("QPlatformTheme", "Cancel");
        if (qts == QLatin1String("Cancel"))
            QSKIP("Qt's own translations are not installed (Debian: qt6-translations-l10n)");
        QCOMPARE(qts, QStringLiteral("Abbrechen"));
    }
    QCOMPARE(titleOf(PanelId::Setup), QStringLiteral("Set-up"));
}

/// Within a menu no two entries have the same key, and every menu of the bar has one.
void TestLanguages::keysOfMenusAreTold()
{
    const test::Spoken language;
    Shown shown;
    for (int index = 0; index < kPanels; ++index)
        shown.show(index);
    QList<const QWidget*> menus{shown.window.menuBar()};
    for (const QMenu* menu : shown.window.findChildren<QMenu*>())
        menus << menu;
    for (const QWidget* menu : menus) {
        QMap<QString, QString> taken;
        for (const QAction* action : menu->actions()) {
            const QString key = keyOf(action->text());
            QVERIFY2(key.isEmpty() || !taken.contains(key),
                qPrintable(QStringLiteral("%1: %2, %3").arg(key, taken[key], action->text())));
            QVERIFY2(!key.isEmpty() || menu != shown.window.menuBar(), qPrintable(action->text()));
            if (!key.isEmpty())
                taken[key] = action->text();
        }
    }
}

/// No language of ours is written so; it is to stay possible.
void TestLanguages::fromRightToLeft()
{
    QFETCH(const QSize, size);
    QGuiApplication::setLayoutDirection(Qt::RightToLeft);
    const auto back = qScopeGuard([] { QGuiApplication::setLayoutDirection(Qt::LeftToRight); });
    Used used(size);
    used.eachWidget([&used](const QWidget* widget, const QString& name) {
        if (!qobject_cast<const QAbstractButton*>(widget) && !qobject_cast<const QLabel*>(widget)
            && !qobject_cast<const QComboBox*>(widget))
            return;
        const QRect place = placeOf(widget);
        QVERIFY2(widget->window() != &used.window || place.left() >= 0, qPrintable(name));
        QVERIFY2(widget->window() != &used.window || place.right() < used.window.width(),
            qPrintable(name));
    });
    for (int index = 0; index < kPanels; ++index) {
        const QImage picture = used.show(index).grab().toImage();
        QVERIFY(!picture.isNull());
    }
    const auto* tab = used.window.findChild<QAbstractButton*>(QStringLiteral("tab-setup"));
    QVERIFY(placeOf(tab).left() > used.window.width() / 2); // the rail has changed sides
}

GLOWWORM_TEST(TestLanguages)
#include "tst_languages.moc"
