// SPDX-License-Identifier: GPL-3.0-or-later
// The synthetic input that plays the demo, on whatever platform the test runs: `wayland.sh` runs it
// where there is neither pointer nor keyboard.
#include "ui/shell/synthetic_input.h"

#include <QApplication>
#include <QCheckBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QVBoxLayout>
#include <QtTest>

using namespace glowworm;

class TestSyntheticInput : public QObject {
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

        synthetic::replaceText(*line, QStringLiteral("New 7"));
        synthetic::replaceText(*number, QStringLiteral("30"));
        synthetic::replaceText(*text, QStringLiteral("ROMEO:\nAy"));
        synthetic::press(*box, {5, 5});
        synthetic::release(*box, {5, 5});
        QCOMPARE(line->text(), QStringLiteral("New 7"));
        QCOMPARE(number->value(), 30);
        QCOMPARE(text->toPlainText(), QStringLiteral("ROMEO:\nAy"));
        QVERIFY(box->isChecked());
    }
};

int main(int argc, char** argv)
{
    synthetic::doWithoutInputMethod();
    QApplication application(argc, argv);
    TestSyntheticInput test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_synthetic_input.moc"
