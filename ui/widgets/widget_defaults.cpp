// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/widget_defaults.h"

#include "ui/widgets/value_label.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QEvent>
#include <QHeaderView>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QRadioButton>
#include <QScrollBar>
#include <QToolTip>
#include <QWhatsThis>
#include <QWidget>

namespace glowworm {
namespace {

constexpr qsizetype kTipLine = 72; // characters

bool isField(const QObject* object)
{
    return qobject_cast<const QAbstractSpinBox*>(object) || qobject_cast<const QComboBox*>(object)
        || (qobject_cast<const QAbstractSlider*>(object)
            && !qobject_cast<const QScrollBar*>(object));
}

/// Before it is first shown; tips and message boxes are labels of Qt's own.
void prepare(QObject* object)
{
    if (auto* label = qobject_cast<QLabel*>(object); label && label->textFormat() == Qt::AutoText)
        label->setTextFormat(Qt::PlainText);
    if (isField(object)) {
        auto* field = static_cast<QWidget*>(object);
        if (field->focusPolicy()
            == Qt::WheelFocus) // the wheel alone would give it the focus, and then change it
            field->setFocusPolicy(Qt::StrongFocus);
    }
}

/// Whether its tip, or what a screen reader says of it, stands in for words that it does not have.
bool explain(QObject* object, QEvent& event)
{
    auto* widget = qobject_cast<QWidget*>(object);
    if (!widget || whatsThisOf(*widget) == widget->whatsThis()) // which Qt says by itself
        return false;
    event.accept();
    if (event.type() == QEvent::WhatsThis)
        QWhatsThis::showText(
            static_cast<QHelpEvent&>(event).globalPos(), whatsThisOf(*widget), widget);
    return true;
}

struct Tip {
    QString words;
    QRect place; // within the widget; empty: all of it
};

/// At that place, in a list or table those of its items and headers.
Tip tipAt(const QWidget& widget, QPoint position)
{
    const auto* view = qobject_cast<const QAbstractItemView*>(widget.parentWidget());
    if (!view || view->viewport() != &widget || !view->model())
        return {widget.toolTip(), {}};
    if (const auto* header = qobject_cast<const QHeaderView*>(view)) {
        const int section = header->logicalIndexAt(position);
        return {
            view->model()->headerData(section, header->orientation(), Qt::ToolTipRole).toString(),
            {}};
    }
    const QModelIndex index = view->indexAt(position);
    return {index.data(Qt::ToolTipRole).toString(), view->visualRect(index)};
}

/// Whether its tip is longer than a line, and shown by now: Qt breaks no plain text.
bool showTip(QObject* object, QEvent& event)
{
    auto* widget = qobject_cast<QWidget*>(object);
    if (!widget)
        return false;
    const auto& help = static_cast<QHelpEvent&>(event);
    const auto [words, place] = tipAt(*widget, help.pos());
    const QString lines = inLines(words);
    if (lines == words || Qt::mightBeRichText(words))
        return false;
    event.accept();
    QToolTip::showText(help.globalPos(), lines, widget, place, widget->toolTipDuration());
    return true;
}

/// A box, or one of several choices: Space ticks it. In a panel Return chooses one of buttons side
/// by side too, as nothing else there waits for it; in a dialog that is its default button.
bool isTicked(const QAbstractButton& button)
{
    return qobject_cast<const QCheckBox*>(&button) || qobject_cast<const QRadioButton*>(&button)
        || (button.isCheckable() && qobject_cast<const QDialog*>(button.window()));
}

/// Whether it was Return on a button: Qt presses none with it but those of dialogs. Boxes and
/// choices leave it to whoever runs the panel, or the dialog.
bool press(QObject* object, QEvent& event)
{
    const auto& key = static_cast<QKeyEvent&>(event);
    const bool isReturn = key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter;
    auto* button = qobject_cast<QAbstractButton*>(object);
    if (!isReturn || (key.modifiers() & ~Qt::KeypadModifier) || !button || !button->isEnabled()
        || isTicked(*button))
        return false;
    event.accept();
    if (!key.isAutoRepeat())
        button->click();
    return true;
}

} // namespace

WidgetDefaults::WidgetDefaults(QObject* parent)
    : QObject(parent)
{
    qApp->installEventFilter(this);
}

bool WidgetDefaults::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Polish)
        prepare(watched);
    else if (event->type() == QEvent::Wheel && isField(watched)
        && !static_cast<QWidget*>(watched)->hasFocus()) {
        event->ignore(); // goes on to what it lies in
        return true;
    } else if (event->type() == QEvent::KeyPress && press(watched, *event))
        return true;
    else if (event->type() == QEvent::ToolTip)
        return showTip(watched, *event);
    else if (event->type() == QEvent::QueryWhatsThis || event->type() == QEvent::WhatsThis)
        return explain(watched, *event);
    return QObject::eventFilter(watched, event);
}

QString whatsThisOf(const QWidget& widget)
{
    const QString words = !widget.whatsThis().isEmpty() ? widget.whatsThis()
        : !widget.toolTip().isEmpty()                   ? widget.toolTip()
                                                        : widget.accessibleDescription();
    const std::optional<Provenance> numbers = numbersFrom(widget);
    const bool isControl = isField(&widget) || qobject_cast<const QAbstractButton*>(&widget);
    if (words.isEmpty() || !numbers || isControl
        || qobject_cast<const ValueLabel*>(&widget)) // whose tip has it
        return words;
    return words + QLatin1Char('\n')
        + WidgetDefaults::tr("Numbers here are %1.").arg(wordFor(*numbers));
}

QString inLines(const QString& words)
{
    QStringList lines;
    for (const QString& paragraph : words.split(QLatin1Char('\n'))) {
        lines << QString();
        for (const QString& word : paragraph.split(QLatin1Char(' ')))
            if (lines.last().isEmpty())
                lines.last() = word;
            else if (lines.last().size() + 1 + word.size() > kTipLine)
                lines << word;
            else
                lines.last() += QLatin1Char(' ') + word;
    }
    return lines.join(QLatin1Char('\n'));
}

bool changesPlace(const QEvent& event)
{
    const QEvent::Type type = event.type();
    return type == QEvent::Move || type == QEvent::Resize || type == QEvent::Show
        || type == QEvent::Hide;
}

QString inMenu(QString name) { return name.replace(QLatin1Char('&'), QStringLiteral("&&")); }

} // namespace glowworm
