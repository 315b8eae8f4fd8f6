// SPDX-License-Identifier: GPL-3.0-or-later
// The window of the handbook: which page it opens, how it searches and follows links, its look, and
// what it keeps.
#include "ui/shell/handbook.h"

#include "support/active_window.h"
#include "support/run_test.h"
#include "support/shown_window.h"
#include "ui/shell/handbook_view.h"
#include "ui/widgets/settings.h"

#include <QDesktopServices>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QScrollBar>
#include <QSettings>
#include <QTextBlock>
#include <QUrl>

#include <cmath>

using namespace glowworm;
using test::Shown;

namespace {

struct Opened : Shown {
    Handbook* book;
    HandbookView* view;
    Opened()
    {
        showHandbook(window);
        book = window.findChild<Handbook*>();
        view = book->findChild<HandbookView*>();
        QCoreApplication::processEvents();
    }
    QLineEdit& search() const { return *book->findChild<QLineEdit*>(QStringLiteral("search")); }
    QListWidget& list() const { return *book->findChild<QListWidget*>(QStringLiteral("pages")); }
    QString said() const { return book->findChild<QLabel*>(QStringLiteral("said"))->text(); }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) const
    {
        book->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(book));
        QTest::keyClick(book->focusWidget() ? book->focusWidget() : book, key, modifiers);
    }
    QString topLine() const { return view->cursorForPosition(QPoint(60, 8)).block().text(); }
};

} // namespace

class TestHandbook : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QList<QUrl> m_opened;

public Q_SLOTS:
    void noteOpened(const QUrl& url) { m_opened << url; }

private Q_SLOTS:
    void initTestCase() { test::useFolder(m_folder); }
    void init() { QSettings().clear(); }
    void cleanup()
    {
        applyTheme(*static_cast<QApplication*>(QCoreApplication::instance()), ThemeChoice::Light);
    }

    void theKeyOpensThePageOfThePanel();
    void enterOpensTheLineAndMarksTheWords();
    void linksAreFollowedToTheirHeading();
    void linksToTheWebAreLeftToTheDesktop();
    void picturesAreNoWiderThanTheText();
    void colourAndSizeAreThoseOfTheWindow();
    void sizeAndPageAreKept();
    void escapeLeavesTheSearchAndThenTheHandbook();
    void aPageThatIsMissingIsSaid();
};

void TestHandbook::theKeyOpensThePageOfThePanel()
{
    Shown shown;
    for (int index = 0; index < kPanels; ++index) {
        Panel& panel = shown.show(index);
        test::activate(shown.window);
        QTest::keyClick(&panel, Qt::Key_F1);
        const auto* book = shown.window.findChild<Handbook*>();
        QVERIFY(book && book->isVisible() && !book->isModal());
        QCOMPARE(book->findChild<HandbookView*>()->file(),
            wordFor(static_cast<PanelId>(index)) + QStringLiteral(".md"));
    }
    QCOMPARE(shown.window.findChildren<Handbook*>().size(), 1); // in front, not a second one
}

void TestHandbook::enterOpensTheLineAndMarksTheWords()
{
    const Opened opened;
    const int pages = opened.list().count();
    QCOMPARE(static_cast<std::size_t>(pages), HandbookPages().pages().size());
    opened.key(Qt::Key_F, Qt::ControlModifier);
    QTest::keyClicks(&opened.search(), QStringLiteral("rounds shuffled"));
    QVERIFY2(opened.said().startsWith(QString::number(opened.list().count())),
        qPrintable(opened.said()));
    QVERIFY(opened.list().currentItem()->text().contains(QStringLiteral("shuffled")));
    opened.key(Qt::Key_Return);
    QCOMPARE(opened.view->file(), QStringLiteral("measured.md"));
    QStringList marked;
    for (const QTextEdit::ExtraSelection& mark : opened.view->extraSelections())
        marked << mark.cursor.selectedText().toLower();
    QVERIFY(
        marked.contains(QStringLiteral("shuffled")) && marked.contains(QStringLiteral("rounds")));
    const QTextCursor here = opened.view->textCursor();
    QVERIFY(here.block().text().contains(QStringLiteral("shuffled")));
    QVERIFY(opened.view->viewport()->rect().contains(opened.view->cursorRect(here).center()));
    opened.search().clear();
    QCOMPARE(opened.list().count(), pages);
    QVERIFY(opened.view->extraSelections().isEmpty());
    opened.search().setText(QStringLiteral("qqqzx"));
    QCOMPARE(opened.list().count(), 0);
    QVERIFY2(opened.said().startsWith(QStringLiteral("No line")), qPrintable(opened.said()));
}

void TestHandbook::linksAreFollowedToTheirHeading()
{
    const Opened opened;
    opened.book->open(QStringLiteral("glossary.md#margin"));
    QCOMPARE(opened.topLine(), QStringLiteral("Margin"));
    opened.book->open(QStringLiteral("generation.md"));
    Q_EMIT opened.view->anchorClicked(
        opened.view->source().resolved(QUrl(QStringLiteral("glossary.md#surprise"))));
    QCOMPARE(opened.view->file(), QStringLiteral("glossary.md"));
    QCOMPARE(opened.topLine(), QStringLiteral("Surprise"));
    opened.key(Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(opened.view->file(), QStringLiteral("generation.md"));
    Q_EMIT opened.view->anchorClicked(
        opened.view->source().resolved(QUrl(QStringLiteral("../models/README.md"))));
    QCOMPARE(opened.view->file(), QString()); // of another folder, and shown all the same
    QVERIFY(opened.view->toPlainText().startsWith(QStringLiteral("The models that ship")));
    QCOMPARE(settings::kHandbookPage.value(), QStringLiteral("generation.md"));
}

void TestHandbook::linksToTheWebAreLeftToTheDesktop()
{
    const Opened opened;
    QDesktopServices::setUrlHandler(QStringLiteral("https"), this, "noteOpened");
    const QUrl url(QStringLiteral("https://example.org/page"));
    Q_EMIT opened.view->anchorClicked(url);
    QDesktopServices::unsetUrlHandler(QStringLiteral("https"));
    QCOMPARE(m_opened, QList<QUrl>{url});
    QCOMPARE(opened.view->file(), QStringLiteral("README.md"));
    Q_EMIT opened.view->anchorClicked(QUrl(QStringLiteral("file:///etc/passwd")));
    QVERIFY2(
        opened.said().contains(QStringLiteral("file:///etc/passwd")), qPrintable(opened.said()));
    QCOMPARE(opened.view->file(), QStringLiteral("README.md"));
}

void TestHandbook::picturesAreNoWiderThanTheText()
{
    const Opened opened;
    for (const QSize size : {QSize(1000, 720), QSize(640, 500)}) {
        opened.book->resize(size);
        opened.book->open(QStringLiteral("digits.md"));
        QCoreApplication::processEvents();
        QCOMPARE(opened.view->horizontalScrollBar()->maximum(), 0);
        int pictures = 0;
        for (QTextBlock block = opened.view->document()->begin(); block.isValid();
             block = block.next())
            for (auto one = block.begin(); !one.atEnd(); ++one)
                if (const QTextCharFormat format = one.fragment().charFormat();
                    format.isImageFormat()) {
                    ++pictures;
                    const QTextImageFormat picture = format.toImageFormat();
                    QVERIFY(picture.width() > 200);
                    QVERIFY(picture.width() < opened.view->viewport()->width());
                    QVERIFY(std::abs(picture.height() / picture.width() - 800.0 / 1280) < 0.01);
                }
        QCOMPARE(pictures, 1);
    }
}

void TestHandbook::colourAndSizeAreThoseOfTheWindow()
{
    Opened opened;
    opened.book->open(QStringLiteral("timing.md"));
    const auto first
        = [&opened] { return opened.view->document()->begin().begin().fragment().charFormat(); };
    const int small = first().font().pixelSize();
    QCOMPARE(first().foreground().color(), Theme::light().text);
    opened.key(Qt::Key_Plus, Qt::ControlModifier);
    QCOMPARE(opened.window.textZoom(), 110);
    QTRY_VERIFY(first().font().pixelSize() > small);
    opened.window.chooseTheme(ThemeChoice::Dark);
    QTRY_COMPARE(first().foreground().color(), Theme::of(opened.window.palette()).text);
    QVERIFY(Theme::of(opened.window.palette()).dark);
    opened.key(Qt::Key_0, Qt::ControlModifier);
    QCOMPARE(opened.window.textZoom(), 100);
    QTRY_COMPARE(first().font().pixelSize(), small);
}

void TestHandbook::sizeAndPageAreKept()
{
    {
        const Opened opened;
        QCOMPARE(opened.view->file(), QStringLiteral("README.md"));
        opened.book->resize(780, 600);
        opened.book->open(QStringLiteral("digits.md"));
        opened.book->close();
    }
    const Opened again;
    QCOMPARE(again.view->file(), QStringLiteral("digits.md"));
    QCOMPARE(again.book->size(), QSize(780, 600));
    QCOMPARE(again.list().currentItem()->text(), titleOf(PanelId::Digits));
}

void TestHandbook::escapeLeavesTheSearchAndThenTheHandbook()
{
    const Opened opened;
    opened.key(Qt::Key_F, Qt::ControlModifier);
    QTest::keyClicks(&opened.search(), QStringLiteral("gate"));
    opened.key(Qt::Key_Escape);
    QVERIFY(opened.book->isVisible());
    QVERIFY(opened.search().text().isEmpty());
    opened.key(Qt::Key_Escape);
    QVERIFY(!opened.book->isVisible());
    QVERIFY(opened.window.isVisible());
}

void TestHandbook::aPageThatIsMissingIsSaid()
{
    const QTemporaryDir empty;
    Shown shown;
    Handbook book(shown.window, HandbookPages(empty.path().toStdString()));
    book.open(QStringLiteral("timing.md"));
    book.show();
    const QString said = book.findChild<HandbookView*>()->toPlainText();
    QVERIFY2(said.startsWith(QStringLiteral("The page handbook/timing.md of the handbook cannot be "
                                            "shown: ")),
        qPrintable(said));
    QCOMPARE(said.count(QLatin1Char('\n')), 0); // one sentence
    QVERIFY(said.endsWith(QLatin1Char('.')));
    QCOMPARE(book.findChild<QListWidget*>()->count(), 0);
}

GLOWWORM_TEST(TestHandbook)
#include "tst_handbook.moc"
