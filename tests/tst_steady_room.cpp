// SPDX-License-Identifier: GPL-3.0-or-later
// What changes with every token lays nothing out again unless it needs more room.
#include "ui/widgets/steady_room.h"

#include "support/run_test.h"
#include "ui/widgets/elided_label.h"

#include <QEvent>
#include <QLabel>
#include <QTest>
#include <QVBoxLayout>

using namespace glowworm;

namespace {

class Counter : public QObject {
public:
    int requests = 0; // for a layout

protected:
    bool eventFilter(QObject*, QEvent* event) override
    {
        requests += event->type() == QEvent::LayoutRequest;
        return false;
    }
};

/// A label with room of its own at the top of a page, in a window that is shown.
struct SteadyRoomShown {
    QWidget window;
    QWidget* page = new QWidget(&window);
    QLabel* label;

    SteadyRoomShown(const QString& words, int width)
        : label(new QLabel(words, page))
    {
        label->setWordWrap(true);
        auto* around = new QVBoxLayout(&window);
        around->setContentsMargins(0, 0, 0, 0);
        around->addWidget(page);
        auto* column = new QVBoxLayout(page);
        column->addWidget(new SteadyRoom(label));
        column->addStretch();
        window.resize(width, 200);
        window.show();
        QCoreApplication::processEvents();
    }
};

} // namespace

class TestSteadyRoom : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void otherWordsLayNothingOut();
    void moreLinesAreGivenRoom();
    void linesThatCameWhileHiddenAreGivenRoom();
    void whatIsHiddenTakesNoRoom();
    void anElidedLineOfTheSameWidthLaysNothingOut();
};

void TestSteadyRoom::otherWordsLayNothingOut()
{
    SteadyRoomShown shown(QStringLiteral("Who votes for a"), 300);
    Counter counter;
    shown.page->installEventFilter(&counter);
    shown.label->setText(QStringLiteral("Who votes for b"));
    QCoreApplication::processEvents();
    QCOMPARE(counter.requests, 0);
    QVERIFY(shown.label->isVisible());
    QCOMPARE(shown.label->size(), shown.label->parentWidget()->size());
}

void TestSteadyRoom::moreLinesAreGivenRoom()
{
    SteadyRoomShown shown(QStringLiteral("one"), 200);
    const int line = shown.label->height();
    shown.label->setText(QStringLiteral("more words than any line of such a window has room for"));
    QTRY_VERIFY(shown.label->height() >= 2 * line);
    QVERIFY(shown.label->height() >= shown.label->heightForWidth(shown.label->width()));
}

void TestSteadyRoom::linesThatCameWhileHiddenAreGivenRoom()
{
    SteadyRoomShown shown(QStringLiteral("one"), 200);
    const int line = shown.label->height();
    shown.page->hide();
    shown.label->setText(QStringLiteral("more words than any line of such a window has room for"));
    QCoreApplication::processEvents();
    shown.page->show();
    QTRY_VERIFY(shown.label->height() >= 2 * line);
    QVERIFY(shown.label->height() >= shown.label->heightForWidth(shown.label->width()));
}

/// But where it keeps its size: then it comes and goes without a layout.
void TestSteadyRoom::whatIsHiddenTakesNoRoom()
{
    QWidget window;
    auto* column = new QVBoxLayout(&window);
    auto* label = new QLabel(QStringLiteral("reversed now"), &window);
    auto* room = new SteadyRoom(label);
    column->addWidget(room);
    column->addStretch();
    label->hide();
    window.resize(300, 200);
    window.show();
    QCoreApplication::processEvents();
    QCOMPARE(room->height(), 0);
    label->show();
    QTRY_COMPARE(room->height(), label->sizeHint().height());
    QCOMPARE(label->size(), room->size());
    QSizePolicy kept = label->sizePolicy();
    kept.setRetainSizeWhenHidden(true);
    label->setSizePolicy(kept);
    QCoreApplication::processEvents();
    Counter counter;
    window.installEventFilter(&counter);
    for (const bool shown : {false, true}) {
        label->setVisible(shown);
        QCoreApplication::processEvents();
        QVERIFY(room->height() > 0);
    }
    QCOMPARE(counter.requests, 0);
}

void TestSteadyRoom::anElidedLineOfTheSameWidthLaysNothingOut()
{
    QWidget window;
    auto* column = new QVBoxLayout(&window);
    auto* line = new ElidedLabel(&window);
    column->addWidget(line);
    line->setText(QStringLiteral("character 11"));
    window.show();
    QCoreApplication::processEvents();
    Counter counter;
    window.installEventFilter(&counter);
    line->setText(QStringLiteral("charatcer 11")); // the same letters: as wide in any font
    QCoreApplication::processEvents();
    QCOMPARE(counter.requests, 0);
    line->setText(QStringLiteral("a character of a longer text"));
    QCoreApplication::processEvents();
    QVERIFY(counter.requests > 0);
}

GLOWWORM_TEST(TestSteadyRoom)
#include "tst_steady_room.moc"
