// SPDX-License-Identifier: GPL-3.0-or-later
// The bar that says in a panel what has happened.
#include "support/active_window.h"
#include "support/run_test.h"
#include "ui/widgets/message_bar.h"

#include <QDesktopServices>
#include <QFile>
#include <QLabel>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

using namespace glowworm;

class TestMessageBar : public QObject {
    Q_OBJECT

    QList<QUrl> m_opened;

public Q_SLOTS:
    void takeUrl(const QUrl& url) { m_opened << url; } // in place of the desktop's program

private Q_SLOTS:
    /// A button of its own takes room from its words.
    void noticeWithAButtonIsReadWhole()
    {
        QWidget panel;
        panel.resize(540, 300);
        QPushButton view(&panel);
        view.resize(panel.size());
        auto* bar = new MessageBar(&panel);
        bar->lieOver({&view});
        panel.show();
        test::activate(panel);
        view.setFocus();
        const auto* words = bar->findChild<QLabel*>();
        const QString sentence = QStringLiteral("The models go on from before the last word that "
                                                "was typed in place of another at character 139.");
        bar->showMessage(MessageBar::Tone::Notice, sentence.left(20));
        bar->showMessage(MessageBar::Tone::Notice, sentence, {},
            {QStringLiteral("Undo (Ctrl+Z)"), QString(), [] {}});
        QTRY_VERIFY(words->height() >= words->heightForWidth(words->width()));
        for (auto* button : bar->findChildren<QPushButton*>()) // to the last, as by Tab
            button->setFocus(Qt::TabFocusReason);
        QTRY_VERIFY(bar->isAncestorOf(QApplication::focusWidget()));
        bar->dismiss();
        QCOMPARE(QApplication::focusWidget(), &view);
    }

    void writtenFileOffersItsFolder()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("a.csv"));
        QFile made(file);
        QVERIFY(made.open(QIODevice::WriteOnly));
        made.close();
        MessageBar bar;
        auto* show = bar.findChild<QPushButton*>(QStringLiteral("messageAction"));
        bar.showWritten(QStringLiteral("/dev/null"), {});
        QVERIFY(!show->isVisible());
        bar.showWritten(file, {});
        QVERIFY(show->isVisible());
        QDesktopServices::setUrlHandler(QStringLiteral("file"), this, "takeUrl");
        QTest::mouseClick(show, Qt::LeftButton);
        QDesktopServices::unsetUrlHandler(QStringLiteral("file"));
        QCOMPARE(m_opened, QList<QUrl>{QUrl::fromLocalFile(folder.path())});
        bar.showMessage(MessageBar::Tone::Notice, QStringLiteral("Other news."));
        QVERIFY(!show->isVisible());
    }

    void newsGoesByItselfAndNoticesStay()
    {
        MessageBar bar;
        bar.move(300, 300); // from under the pointer, which would hold it
        bar.showMessage(MessageBar::Tone::Notice, QStringLiteral("Stays."));
        bar.showMessage(MessageBar::Tone::News, QStringLiteral("Goes."), QStringLiteral("other"));
        QCOMPARE(bar.text(), QStringLiteral("Goes."));
        QTRY_COMPARE_WITH_TIMEOUT(bar.text(), QStringLiteral("Stays."), 15'000);
    }

    void barBelowLeavesNoRoomBehind()
    {
        QWidget panel;
        panel.resize(400, 300);
        auto* bar = new MessageBar(&panel);
        bar->standBelow();
        panel.show();
        bar->showMessage(MessageBar::Tone::Notice, QStringLiteral("News."));
        QCoreApplication::processEvents();
        QCOMPARE(panel.contentsMargins().bottom(), panel.height() - bar->y());
        bar->dismiss();
        QCoreApplication::processEvents();
        QCOMPARE(panel.contentsMargins(), QMargins());
    }
};

GLOWWORM_TEST(TestMessageBar)
#include "tst_message_bar.moc"
