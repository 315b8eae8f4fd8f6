// SPDX-License-Identifier: GPL-3.0-or-later
// The dialog that gives things out of the window: what it shows is what is copied and written.
#include "support/active_window.h"
#include "support/exported.h"
#include "support/run_test.h"
#include "ui/widgets/export_dialog.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/origin.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/settings.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/widget_defaults.h"

#include <QAbstractButton>
#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>
#include <QXmlStreamReader>

using namespace glowworm;

namespace {

class GivingPanel : public Panel {
public:
    GivingPanel()
        : Panel(nullptr)
    {
        resize(900, 600);
    }
    QString commandLine() const override { return {}; }
    void runMain() override { }
    void stopMain() override { }
    std::vector<ExportItem> exports() override
    {
        if (!gives)
            return {};
        ExportItem curves{
            QStringLiteral("Curves"), QStringLiteral("curves"), QStringLiteral("seed 7"), {}},
            words{QStringLiteral("Words"), QStringLiteral("words"), {}, {}};
        addPictureForms(curves, [this] {
            return pictureOf(m_label, QStringLiteral("A & B"), QStringLiteral("seed 7"));
        });
        addTextForm(curves, QStringLiteral("CSV"), QStringLiteral("csv"),
            [] { return std::string("a,b\n1,2\n"); });
        addTextForm(words, QStringLiteral("Text"), QStringLiteral("txt"),
            [] { return std::string("all the words"); });
        return {std::move(curves), std::move(words)};
    }
    QLabel& label() { return m_label; }
    bool gives = true;

private:
    QLabel m_label{QStringLiteral("inside")};
};

} // namespace

class TestExports : public QObject {
    Q_OBJECT

    std::function<void(const QEvent&)> m_seen; // of what is watched
    bool eventFilter(QObject*, QEvent* event) override
    {
        m_seen(*event);
        return false;
    }
    static QAbstractButton& form(QDialog& dialog, const QString& name)
    {
        return *dialog.findChild<QAbstractButton*>(name);
    }
    static ExportDialog* opened(Panel& panel, const QString& first = {})
    {
        panel.show();
        askToExport(panel, first);
        return panel.findChild<ExportDialog*>();
    }

private Q_SLOTS:
    void initTestCase() { QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs); }

    void whatIsShownIsCopied()
    {
        GivingPanel panel;
        ExportDialog* dialog = opened(panel);
        QVERIFY(dialog);
        QCOMPARE(dialog->findChild<QListWidget*>()->count(), 2);
        QCOMPARE(
            dialog->findChild<QLabel*>(QStringLiteral("origin"))->text(), QStringLiteral("seed 7"));
        auto* copy = dialog->findChild<QPushButton*>(QStringLiteral("copyExport"));
        form(*dialog, QStringLiteral("CSV")).click();
        QCOMPARE(dialog->findChild<QPlainTextEdit*>()->toPlainText(), QStringLiteral("a,b\n1,2\n"));
        copy->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("a,b\n1,2\n"));
        form(*dialog, QStringLiteral("PNG 2x")).click();
        copy->click();
        const QImage large = QGuiApplication::clipboard()->image();
        form(*dialog, QStringLiteral("PNG")).click();
        copy->click();
        QCOMPARE(large.width(), 2 * QGuiApplication::clipboard()->image().width());
        dialog->findChild<QListWidget*>()->setCurrentRow(1);
        QCOMPARE(
            dialog->findChild<QPlainTextEdit*>()->toPlainText(), QStringLiteral("all the words"));
    }

    void theChosenFormIsWrittenAndComesFirstNextTime()
    {
        const QTemporaryDir folder;
        GivingPanel panel;
        ExportDialog* dialog = opened(panel);
        form(*dialog, QStringLiteral("SVG")).click();
        dialog->findChild<QPushButton*>(QStringLiteral("saveExport"))->click();
        auto* file = panel.findChild<QFileDialog*>();
        QVERIFY(file);
        QCOMPARE(file->nameFilters(), QStringList{QStringLiteral("SVG (*.svg)")});
        auto* name = file->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"));
        QCOMPARE(name->text(), QStringLiteral("curves.svg"));
        name->setText(folder.filePath(QStringLiteral("mine")));
        QMetaObject::invokeMethod(file, "accept");
        QFile written(folder.filePath(QStringLiteral("mine.svg")));
        QVERIFY(written.open(QIODevice::ReadOnly));
        QString text;
        QXmlStreamReader reader(&written);
        while (!reader.atEnd())
            if (reader.readNext() == QXmlStreamReader::Characters)
                text += reader.text();
        QVERIFY(!reader.hasError());
        for (const char* words : {"A & B", "inside", "seed 7"})
            QVERIFY2(text.contains(QLatin1String(words)), words);
        QVERIFY(panel.messages().text().contains(QStringLiteral("mine.svg")));

        QTRY_VERIFY(!panel.findChild<ExportDialog*>());
        QVERIFY(form(*opened(panel), QStringLiteral("SVG")).isChecked());
    }

    /// Wherever the focus is, on a form or on what is exported.
    void returnSaves()
    {
        const WidgetDefaults defaults(nullptr); // as in the program
        for (const bool onForm : {true, false}) {
            GivingPanel panel;
            ExportDialog* dialog = opened(panel);
            QWidget* focused = onForm ? static_cast<QWidget*>(&form(*dialog, QStringLiteral("SVG")))
                                      : dialog->findChild<QListWidget*>();
            focused->setFocus();
            QTest::keyClick(focused, Qt::Key_Return);
            QVERIFY2(panel.findChild<QFileDialog*>(), onForm ? "form" : "list");
        }
    }

    /// Where the form of the last time is not the first one.
    void keysChooseAForm()
    {
        settings::kExportForm.set(QStringLiteral("CSV"));
        GivingPanel panel;
        ExportDialog* dialog = opened(panel);
        test::activate(*dialog);
        auto* list = dialog->findChild<QListWidget*>();
        list->setFocus();
        QTest::keyClick(list, Qt::Key_Tab);
        QCOMPARE(dialog->focusWidget(), &form(*dialog, QStringLiteral("CSV")));
        for (const char* before : {"PDF", "SVG"}) {
            QTest::keyClick(dialog->focusWidget(), Qt::Key_Left);
            QVERIFY2(form(*dialog, QLatin1String(before)).isChecked(), before);
        }
    }

    void aWidgetKnowsWhenItIsOnAPage()
    {
        GivingPanel panel;
        QVERIFY(!isOnPage(panel.label()));
        bool wasOnPage = false;
        panel.label().installEventFilter(this);
        m_seen = [&](const QEvent& event) {
            if (isPageChange(event))
                wasOnPage = wasOnPage || isOnPage(panel.label());
        };
        QVERIFY(!imageOf(pictureOf(panel.label(), {}, {}), 1).isNull());
        QVERIFY(wasOnPage && !isOnPage(panel.label()));
    }

    /// In a picture as narrow as a label, all of it, below each other.
    void theOriginIsBrokenIntoLines()
    {
        Origin origin{{QStringLiteral("one.safetensors")}, {}, 7, QStringLiteral("A processor"), 2,
            QStringLiteral("0.1.0 abc GCC 12")};
        origin.data = hashedName(QStringLiteral("a.txt"), "1a2b3c4d5e");
        const QString line = originLine(origin);
        QCOMPARE(line,
            QStringLiteral("one.safetensors; data: a.txt (SHA-256 1a2b3c4d); seed 7; A processor; "
                           "2 threads; Glowworm 0.1.0 abc GCC 12"));
        GivingPanel panel;
        panel.label().resize(120, 40);
        const QFontMetrics metrics(smallFont(&panel.label()));
        const QString lines = brokenInto(line, metrics, 120);
        QCOMPARE(QString(lines).replace(u'\n', u' '), line);
        for (const QString& one : lines.split(u'\n'))
            QVERIFY2(metrics.horizontalAdvance(one) <= 120, qPrintable(one));
        QCOMPARE(pictureOf(panel.label(), {}, line).size.height()
                - pictureOf(panel.label(), {}, {}).size.height(),
            static_cast<int>(lines.count(u'\n')) * metrics.lineSpacing());
    }

    void whoAsksForOneThingSeesIt()
    {
        GivingPanel panel;
        ExportDialog* dialog = opened(panel, QStringLiteral("Words"));
        QCOMPARE(dialog->findChild<QListWidget*>()->currentRow(), 1);
        askToExport(panel); // asked twice
        QCOMPARE(panel.findChildren<ExportDialog*>().size(), 1);
    }

    void whereThereIsNothingItIsSaid()
    {
        GivingPanel panel;
        panel.gives = false;
        QVERIFY(!opened(panel));
        QVERIFY(panel.messages().text().contains(QStringLiteral("nothing to export")));
    }
};

GLOWWORM_TEST(TestExports)
#include "tst_exports.moc"
