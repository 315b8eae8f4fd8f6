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
    QWidget window;
    auto* column = new QVBoxLayout(&window);
    auto* label = new QLabel(QStringLiteral("Who votes for a"), &window);
    label->setWordWrap(true);
    column->addWidget(new SteadyRoom(label));
    column->addStretch();
    window.resize(300, 200);
    window.show();
    QCoreApplication::processEvents();
    Counter counter;
    window.installEventFilter(&counter);
    label->setText(QStringLiteral("Who votes for b"));
    QCoreApplication::processEvents();
    QCOMPARE(counter.requests, 0);
    QVERIFY(label->isVisible());
    QCOMPARE(label->size(), label->parentWidget()->size());
}

void TestSteadyRoom::moreLinesAreGivenRoom()
{
    QWidget window;
    auto* column = new QVBoxLayout(&window);
    auto* label = new QLabel(QStringLiteral("one"), &window);
    label->setWordWrap(true);
    column->addWidget(new SteadyRoom(label));
    column->addStretch();
    window.resize(200, 200);
    window.show();
    QCoreApplication::processEvents();
    const int line = label->height();
    label->setText(QStringLiteral("more words than any line of such a window has room for"));
    QTRY_VERIFY(label->height() >= 2 * line);
    QVERIFY(label->height() >= label->heightForWidth(label->width()));
}

void TestSteadyRoom::linesThatCameWhileHiddenAreGivenRoom()
{
    QWidget window;
    auto* page = new QWidget(&window);
    (new QVBoxLayout(&window))->addWidget(page);
    auto* column = new QVBoxLayout(page);
    auto* label = new QLabel(QStringLiteral("one"), page);
    label->setWordWrap(true);
    column->addWidget(new SteadyRoom(label));
    column->addStretch();
    window.resize(200, 200);
    window.show();
    QCoreApplication::processEvents();
    const int line = label->height();
    page->hide();
    label->setText(QStringLiteral("more words than any line of such a window has room for"));
    QCoreApplication::processEvents();
    page->show();
    QTRY_VERIFY(label->height() >= 2 * line);
    QVERIFY(label->height() >= label->heightForWidth(label->width()));
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
