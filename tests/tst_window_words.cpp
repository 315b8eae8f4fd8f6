// SPDX-License-Identifier: GPL-3.0-or-later
// What the window says and how it holds still: messages and their ends, names from outside, the
// wheel, the pages of help, dialogs.
#include "support/run_test.h"
#include "support/shown_window.h"
#include "support/small_models.h"
#include "ui/session/generation.h"
#include "ui/session/library.h"
#include "ui/session/open_files.h"
#include "ui/session/training.h"
#include "ui/shell/help_pages.h"
#include "ui/timing/timing_list.h"
#include "ui/widgets/focus_keys.h"
#include "ui/widgets/number_text.h"
#include "ui/widgets/save_file.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSettings>
#include <QSlider>
#include <QSpinBox>
#include <QStatusBar>
#include <QToolTip>
#include <QWheelEvent>

using namespace glowworm;
using test::nameOf;
using test::placeOf;
using test::Shown;

namespace {

/// As the window system sends it: it gives the focus to whoever takes it from the wheel, and goes
/// on to parents when it is ignored.
void turnWheel(QWidget& widget)
{
    const QPointF middle = QRectF(widget.rect()).center();
    QWheelEvent event(middle, widget.mapToGlobal(middle), QPoint(), QPoint(0, -120), Qt::NoButton,
        Qt::NoModifier, Qt::NoScrollPhase, false);
    QSpontaneKeyEvent::setSpontaneous(&event);
    qApp->notify(&widget, &event);
}

} // namespace

class TestWindowWords : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

private Q_SLOTS:
    void initTestCase() { test::useFolder(m_folder); }
    void init() { QSettings().clear(); }

    void wheelScrollsThePageAndChangesNoField();
    void namesFromOutsideAreShownAsTheyAre();
    void messageEndsWithItsCause();
    void messageBelongsToItsPanel();
    void messageMovesAndCoversNothing_data();
    void messageMovesAndCoversNothing();
    void keptTimingsStayWhereTheyAre();
    void sameSentenceStandsOnce();
    void fieldsStayWhereTheyAreWhenASentenceAppears();
    void unreadFieldIsNeitherCopiedNorRun();
    void pageOfKeysHoldsEveryKey();
    void dialogsStartWhereTheLastFileWas();
};

// ------------------------------------------------------------------------------------------------------------------
// wheel and text

void TestWindowWords::wheelScrollsThePageAndChangesNoField()
{
    Shown shown(QSize(800, 560));
    for (int index = 0; index < kPanels; ++index) {
        Panel& panel = shown.show(index);
        const auto valueOf = [](const QWidget* field) {
            if (const auto* spin = qobject_cast<const QAbstractSpinBox*>(field))
                return spin->text();
            if (const auto* list = qobject_cast<const QComboBox*>(field))
                return list->currentText();
            const auto* slider = qobject_cast<const QSlider*>(field);
            return slider ? QString::number(slider->value()) : QString();
        };
        for (QWidget* field : panel.findChildren<QWidget*>()) {
            const bool isField = qobject_cast<QAbstractSpinBox*>(field)
                || qobject_cast<QComboBox*>(field) || qobject_cast<QSlider*>(field);
            if (!isField || !field->isVisible() || field->hasFocus())
                continue;
            QVERIFY2(field->focusPolicy() != Qt::WheelFocus, qPrintable(nameOf(field)));
            const QString before = valueOf(field);
            turnWheel(*field);
            QVERIFY2(valueOf(field) == before, qPrintable(nameOf(field)));
        }
    }
    Panel& setup = shown.show(static_cast<int>(PanelId::Setup));
    auto* preset = setup.findChild<QComboBox*>(QStringLiteral("preset"));
    QScrollBar* page = setup.findChild<QScrollArea*>()->verticalScrollBar();
    QVERIFY(page->maximum() > 0);
    preset->clearFocus(); // which it begins with
    page->setValue(0);
    turnWheel(*preset);
    QVERIFY(page->value() > 0); // the page has moved instead
    preset->setFocus();
    const int before = preset->currentIndex();
    turnWheel(*preset);
    QVERIFY(preset->currentIndex() != before); // with the focus the wheel still counts
}

void TestWindowWords::namesFromOutsideAreShownAsTheyAre()
{
    const QString name = QStringLiteral("<h1>big<img src=x> &amp; R&D.txt");
    const QString file = m_folder.filePath(name);
    test::writeText(file);
    Shown shown;
    shown.workbench.library().openText(file);
    QTRY_VERIFY(shown.workbench.library().data().text != nullptr);
    bool seen = false;
    for (int index = 0; index < kPanels; ++index) {
        for (const QLabel* label : shown.show(index).findChildren<QLabel*>()) {
            if (!label->isVisible())
                continue;
            QVERIFY2(label->textFormat() != Qt::AutoText, qPrintable(label->text()));
            const bool holds = label->text().contains(QStringLiteral("<h1>"));
            seen = seen || holds;
            QVERIFY(!holds || label->textFormat() == Qt::PlainText);
        }
    }
    QVERIFY(seen);
    QToolTip::showText(shown.window.mapToGlobal(QPoint(20, 20)), file, &shown.window);
    int tips = 0;
    for (const QWidget* widget : QApplication::topLevelWidgets())
        if (const auto* tip = qobject_cast<const QLabel*>(widget); tip && tip->isVisible()) {
            ++tips;
            QCOMPARE(tip->textFormat(), Qt::PlainText);
        }
    QCOMPARE(tips, 1);
    QToolTip::hideText();
}

// ------------------------------------------------------------------------------------------------------------------
// messages

void TestWindowWords::messageEndsWithItsCause()
{
    Shown shown;
    shown.workbench.library().openModel(m_folder.filePath(QStringLiteral("none.safetensors")));
    QTRY_VERIFY(shown.bar().isVisible());
    const QString failure = shown.bar().text();
    Q_EMIT shown.workbench.busyChanged(); // nothing to do with it
    QCOMPARE(shown.bar().text(), failure);
    QTemporaryDir models;
    QVERIFY(test::openModels(shown.workbench, models, {test::smallText(Routing::Gated)}));
    QVERIFY(shown.bar().text() != failure);

    shown.show(static_cast<int>(PanelId::Training));
    shown.workbench.training().start(); // no text is open
    QVERIFY(shown.bar().isVisible());
    shown.workbench.training().setConfig(test::tinyText(), false);
    shown.workbench.library().openText(
        test::writeText(m_folder.filePath(QStringLiteral("glow.txt"))));
    QTRY_VERIFY(shown.workbench.library().data().text != nullptr);
    QVERIFY(shown.bar().text().startsWith(QStringLiteral("glow.txt is open"))); // it may start now
}

void TestWindowWords::messageBelongsToItsPanel()
{
    Shown shown;
    shown.show(static_cast<int>(PanelId::Digits));
    Q_EMIT shown.workbench.problem(QStringLiteral("tiny.txt is empty."));
    QVERIFY(shown.bar().isVisible());
    for (int other : {0, 1, 2, 4}) {
        shown.show(other);
        QVERIFY(shown.bar().text().isEmpty());
        for (const MessageBar* bar : shown.window.findChildren<MessageBar*>())
            QVERIFY(!bar->isVisible());
    }
    shown.show(static_cast<int>(PanelId::Digits));
    QCOMPARE(shown.bar().text(), QStringLiteral("tiny.txt is empty."));
    const_cast<MessageBar&>(shown.bar())
        .showMessage(MessageBar::Tone::Notice, QStringLiteral("Saved."));
    shown.show(static_cast<int>(PanelId::Setup));
    shown.show(static_cast<int>(PanelId::Digits));
    QCOMPARE(shown.bar().text(),
        QStringLiteral("tiny.txt is empty.")); // the news was read, the error is still true
}

/// What comes and goes by itself takes no button away from under the pointer, and lies on none.
void TestWindowWords::messageMovesAndCoversNothing()
{
    QFETCH(QSize, size);
    Shown shown(size);
    for (int index = 0; index < kPanels; ++index) {
        Panel& panel = shown.show(index);
        QList<QPair<const QWidget*, QRect>> before;
        for (const QWidget* widget : panel.findChildren<QWidget*>())
            if (widget->isVisible())
                before.append({widget, placeOf(widget)});
        Q_EMIT shown.workbench.problem(
            QStringLiteral("tiny.txt is empty, and this sentence is long enough to need more than "
                           "one line wherever it is shown."));
        QCoreApplication::processEvents();
        MessageBar& bar = panel.messages();
        QVERIFY(bar.isVisible());
        const QRect place = placeOf(&bar),
                    room(panel.parentWidget()->mapTo(&shown.window, QPoint()),
                        panel.parentWidget()->size());
        QVERIFY2(room.contains(place), qPrintable(QString::number(index)));
        for (const auto& [widget, was] : before) {
            const QByteArray name = QByteArray::number(index) + ' '
                + widget->metaObject()->className() + ' ' + widget->objectName().toUtf8();
            const QRect now = placeOf(widget),
                        seen = widget->visibleRegion().boundingRect().translated(now.topLeft());
            const bool clicked = qobject_cast<const QAbstractButton*>(widget)
                || qobject_cast<const QLineEdit*>(widget) || qobject_cast<const QComboBox*>(widget)
                || qobject_cast<const QSlider*>(widget);
            QVERIFY2(now.topLeft() == was.topLeft(), name); // what scrolls has less room
            QVERIFY2(!clicked || (now == was && !place.intersects(seen)), name);
        }
        bar.clear(QStringLiteral("opening"));
        QVERIFY(!bar.isVisible());
    }
}

void TestWindowWords::messageMovesAndCoversNothing_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("usual") << QSize(1280, 800);
    QTest::newRow("small") << QSize(1024, 700);
}
/// Why timing may not start now comes and goes with other work.
void TestWindowWords::keptTimingsStayWhereTheyAre()
{
    Shown shown;
    QTemporaryDir models;
    QVERIFY(test::openModels(shown.workbench, models, {test::smallText(Routing::Gated)}));
    Panel& panel = shown.show(static_cast<int>(PanelId::Timing));
    const auto* list = panel.findChild<TimingList*>();
    QCoreApplication::processEvents();
    const QRect before = placeOf(list);
    shown.workbench.generation().start({}, QStringLiteral("a"), true, false, 5);
    QCoreApplication::processEvents();
    QVERIFY(panel.findChild<QPushButton*>(QStringLiteral("pauseAndRun"))->isVisible());
    QTRY_COMPARE(placeOf(list), before);
    shown.workbench.generation().stop();
    QTRY_VERIFY(!shown.workbench.generation().running());
    QTRY_COMPARE(placeOf(list), before);
}

void TestWindowWords::sameSentenceStandsOnce()
{
    MessageBar bar;
    bar.showMessage(
        MessageBar::Tone::Error, QStringLiteral("No text is open."), QStringLiteral("a"));
    bar.showMessage(MessageBar::Tone::Error, QStringLiteral("No text is open."));
    bar.clear();
    QVERIFY(!bar.isVisible());
    bar.showMessage(MessageBar::Tone::Error, QStringLiteral("old"), QStringLiteral("a"));
    bar.showMessage(MessageBar::Tone::Error, QStringLiteral("new"), QStringLiteral("b"));
    QCOMPARE(bar.text(), QStringLiteral("new"));
    bar.clear(QStringLiteral("b"));
    QCOMPARE(bar.text(), QStringLiteral("old"));
    Shown shown;
    Q_EMIT shown.workbench.problem(QStringLiteral("tiny.txt is empty."));
    int bars = 0;
    for (const QLabel* label : shown.window.findChildren<QLabel*>())
        bars += label->isVisible() && label->text() == QStringLiteral("tiny.txt is empty.");
    QCOMPARE(bars, 1);
}

void TestWindowWords::fieldsStayWhereTheyAreWhenASentenceAppears()
{
    Shown shown;
    Panel& panel = shown.show(static_cast<int>(PanelId::Setup));
    panel.findChild<QAbstractButton*>(QStringLiteral("allSettings"))->click();
    QCoreApplication::processEvents();
    QHash<QString, QRect> before;
    const auto fields = [&] {
        QList<QWidget*> found = panel.findChildren<QWidget*>(QStringLiteral("start"));
        for (const Field<RunConfig>& field : runFields())
            found << panel.findChild<QWidget*>(
                QString::fromUtf8(field.name.data(), static_cast<qsizetype>(field.name.size())));
        return found;
    };
    for (const QWidget* field : fields())
        before[field->objectName()] = placeOf(field);
    for (const auto& [name, text] :
        {std::pair("layers", "many"), {"groups", "7"}, {"learning_rate", "5"}, {"heads", "3"}}) {
        auto* edit = panel.findChild<QLineEdit*>(QLatin1String(name));
        edit->selectAll();
        QTest::keyClicks(edit, QLatin1String(text));
        QTRY_VERIFY(edit->property("invalid").toBool());
        for (const QWidget* field : fields())
            QVERIFY2(placeOf(field) == before[field->objectName()],
                qPrintable(field->objectName() + QLatin1String(" after ") + QLatin1String(name)));
    }
    QStringList sentences;
    for (const QLabel* label : panel.findChildren<QLabel*>())
        if (label->property("fieldError").toBool())
            sentences << label->text();
    const QString all = sentences.join(QLatin1Char('\n'));
    for (const char* label : {"Layers L: ", "Learning rate: "})
        QVERIFY2(all.contains(QLatin1String(label)), qPrintable(all));
    QVERIFY2(
        !all.contains(QStringLiteral("learning_rate")) && !all.contains(QStringLiteral("layers:")),
        qPrintable(all));
}

void TestWindowWords::unreadFieldIsNeitherCopiedNorRun()
{
    QLocale::setDefault(QLocale(QStringLiteral("de_DE")));
    Shown shown;
    QLocale::setDefault(QLocale::c());
    QTemporaryDir models;
    QVERIFY(test::openModels(shown.workbench, models, {test::smallText(Routing::Gated)}));
    Panel& panel = shown.show(static_cast<int>(PanelId::Generation));
    QTRY_VERIFY(shown.workbench.generation().running()); // by itself, once
    shown.workbench.generation().stop();
    QTRY_VERIFY(!shown.workbench.generation().running());
    panel.findChild<QAbstractButton*>(QStringLiteral("more"))->click(); // to all settings
    auto* length = panel.findChild<QSpinBox*>(QStringLiteral("tokens"));
    length->setFocus();
    length->selectAll();
    QTest::keyClicks(length, QStringLiteral("1.00")); // no whole number, and not finished
    QGuiApplication::clipboard()->setText(QStringLiteral("before"));
    shown.window.copyCommand();
    shown.window.runMain();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("before"));
    const QString said = shown.window.statusBar()->currentMessage(),
                  reason = readNumber(length->text(), FieldKind::Integer, length->locale()).refusal;
    QVERIFY2(!reason.isEmpty() && said.startsWith(QStringLiteral("Length: ") + reason),
        qPrintable(said));
    QVERIFY(!shown.workbench.generation().running());
    QTest::keyClicks(length, QStringLiteral("0"));
    shown.window.copyCommand();
    QVERIFY2(QGuiApplication::clipboard()->text().contains(QStringLiteral("--tokens 1000")),
        qPrintable(QGuiApplication::clipboard()->text()));
}

// ------------------------------------------------------------------------------------------------------------------
// window and dialogs

void TestWindowWords::pageOfKeysHoldsEveryKey()
{
    Shown shown;
    const QString page = keysPage(shown.window);
    for (const QAction* action : shown.window.findChildren<QAction*>())
        for (const QKeySequence& key : action->shortcuts())
            QVERIFY2(page.contains(key.toString(QKeySequence::NativeText).toHtmlEscaped()),
                qPrintable(key.toString()));
    int rows = 0;
    for (const FocusKeys* keys : shown.window.findChildren<FocusKeys*>())
        for (const FocusKeys::Row& row : keys->rows()) {
            ++rows;
            QVERIFY2(page.contains(row.meaning.toHtmlEscaped()), qPrintable(row.meaning));
        }
    QVERIFY(rows > 30);
    for (const char* key : {"Ctrl+E", "Ctrl+O", "Ctrl+Z", "PgUp", "Home", "End", ">E<", ">F<",
             ">N<", ">D<", ">L<", ">W<", "Del", ">[<"})
        QVERIFY2(page.contains(QLatin1String(key)), key);
}

void TestWindowWords::dialogsStartWhereTheLastFileWas()
{
    QCOMPARE(lastFolder(FolderFor::Opening), QDir::homePath());
    QTemporaryDir folder;
    std::ofstream(folder.filePath(QStringLiteral("a.txt")).toStdString()) << "text";
    Shown shown;
    const auto open = [&] {
        askForText(shown.workbench.library(), &shown.window);
        return shown.window.findChild<QFileDialog*>();
    };
    QFileDialog* dialog = open();
    QVERIFY(dialog);
    Q_EMIT dialog->filesSelected({folder.filePath(QStringLiteral("a.txt"))});
    delete dialog;
    QCOMPARE(QDir(lastFolder(FolderFor::Opening)), QDir(folder.path()));
    dialog = open();
    QCOMPARE(dialog->directory(), QDir(folder.path()));
    delete dialog;
    QWidget other;
    askWhereToSave(&other, QString(), QStringLiteral("x.csv"), {QStringLiteral("Table (*.csv)")},
        [](const QString&) {});
    QCOMPARE(other.findChild<QFileDialog*>()->directory(), QDir(lastFolder(FolderFor::Saving)));
    QVERIFY(QDir(lastFolder(FolderFor::Saving)) != QDir(folder.path())); // by itself
    folder.remove();
    QCOMPARE(lastFolder(FolderFor::Opening), QDir::homePath()); // it is gone
}

GLOWWORM_TEST(TestWindowWords)
#include "tst_window_words.moc"
