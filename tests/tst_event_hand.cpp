// SPDX-License-Identifier: GPL-3.0-or-later
// The hand that plays the demo, on whatever platform the test runs: `wayland.sh` runs it where
// there is neither pointer nor keyboard.
#include "ui/shell/event_hand.h"

#include <QApplication>
#include <QCheckBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QVBoxLayout>
#include <QtTest>

using namespace glowworm;

class TestEventHand : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void clicksAndTypesInAShownWindow()
    {
        QWidget window;
        auto* column = new QVBoxLayout(&window);
        auto* line = new QLineEdit(QStringLiteral("old"), &window);
        auto* number = new QSpinBox(&window);
        number->setMaximum(1000);
        auto* text = new QPlainTextEdit(&window);
        auto* box = new QCheckBox(&window);
        for (QWidget* widget : std::initializer_list<QWidget*>{line, number, text, box})
            column->addWidget(widget);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));

        hand::replaceText(*line, QStringLiteral("New 7"));
        hand::replaceText(*number, QStringLiteral("30"));
        hand::replaceText(*text, QStringLiteral("ROMEO:\nAy"));
        hand::press(*box, {5, 5});
        hand::release(*box, {5, 5});
        QCOMPARE(line->text(), QStringLiteral("New 7"));
        QCOMPARE(number->value(), 30);
        QCOMPARE(text->toPlainText(), QStringLiteral("ROMEO:\nAy"));
        QVERIFY(box->isChecked());
    }
};

int main(int argc, char** argv)
{
    hand::doWithoutInputMethod();
    QApplication application(argc, argv);
    TestEventHand test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_event_hand.moc"
