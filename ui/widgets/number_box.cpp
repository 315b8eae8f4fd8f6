// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/number_box.h"

#include "ui/widgets/number_text.h"

#include <QLineEdit>
#include <QStyle>
#include <QToolTip>

#include <algorithm>

namespace glowworm {
namespace {

/// Whether more typing may still make a number of it.
bool mayGrow(const QString& text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) {
        return c.isDigit() || c.isSpace() || QStringLiteral(".,'-+").contains(c)
            || c == QChar(0x2019) || c == QChar(0x2212) || c == QChar(0x066B) || c == QChar(0x066C);
    });
}

QValidator::State stateOf(
    const QString& text, FieldKind kind, double minimum, double maximum, const QLocale& locale)
{
    const TypedNumber number = readNumber(text, kind, locale);
    if (number.value.empty())
        return mayGrow(text) ? QValidator::Intermediate : QValidator::Invalid;
    const double value = QString::fromStdString(number.value).toDouble();
    if (value > maximum || (value < 0 && minimum >= 0))
        return QValidator::Invalid;
    return value < minimum ? QValidator::Intermediate : QValidator::Acceptable;
}

template <class Box> QString refusalOf(const Box& box, const QString& text, FieldKind kind)
{
    const QString refusal = readNumber(text, kind, box.locale()).refusal;
    const auto onScreen = [&box](auto value) {
        return numberOnScreen(QString::number(value).toStdString(), box.locale());
    };
    return refusal.isEmpty() ? QAbstractSpinBox::tr("\"%1\" is out of range, %2 to %3.")
                                   .arg(text, onScreen(box.minimum()), onScreen(box.maximum()))
                             : refusal;
}

template <class Box>
void sayRefused(const Box& box, const QString& text, FieldKind kind, const QString& kept)
{
    QToolTip::showText(box.mapToGlobal(QPoint(0, box.height())),
        refusalOf(box, text, kind) + QLatin1Char(' ')
            + QAbstractSpinBox::tr("It stays %1.").arg(kept));
}

/// The line of a box is silent when the box itself puts a value back, which the end of editing
/// tells.
template <class Box> void markWhileUnread(Box* box, QLineEdit* edit, FieldKind kind)
{
    const auto mark = [box, edit, kind] {
        const bool unread = !box->hasAcceptableInput();
        setInvalid(box, unread,
            unread ? QAbstractSpinBox::tr("%1: %2").arg(
                box->accessibleName(), refusalOf(*box, edit->text(), kind))
                   : QString());
    };
    QObject::connect(edit, &QLineEdit::textChanged, box, mark);
    QObject::connect(box, &QAbstractSpinBox::editingFinished, box, mark);
}

} // namespace

void setInvalid(QWidget* editor, bool invalid, const QString& unread)
{
    editor->setProperty("unread", unread);
    if (editor->property("invalid").toBool() == invalid)
        return;
    editor->setProperty("invalid", invalid);
    editor->style()->unpolish(editor);
    editor->style()->polish(editor);
}

WholeBox::WholeBox(QWidget* parent)
    : QSpinBox(parent)
{
    markWhileUnread(this, lineEdit(), FieldKind::Integer);
    connect(this, &QSpinBox::editingFinished, this, [this] { m_before = value(); });
}

void WholeBox::stepBy(int steps)
{
    QSpinBox::stepBy(steps);
    m_before = value();
}

void WholeBox::focusInEvent(QFocusEvent* event)
{
    QSpinBox::focusInEvent(event);
    m_before = value();
}

QValidator::State WholeBox::validate(QString& text, int&) const
{
    return text == specialValueText() && !text.isEmpty()
        ? QValidator::Acceptable
        : stateOf(text, FieldKind::Integer, minimum(), maximum(), locale());
}

int WholeBox::valueFromText(const QString& text) const
{
    return text == specialValueText()
        ? minimum()
        : QString::fromStdString(readNumber(text, FieldKind::Integer, locale()).value).toInt();
}

void WholeBox::fixup(QString& text) const
{
    const QString before = m_before == minimum() && !specialValueText().isEmpty()
        ? specialValueText()
        : textFromValue(m_before);
    sayRefused(*this, text, FieldKind::Integer, before);
    text = before;
}

RealBox::RealBox(QWidget* parent)
    : QDoubleSpinBox(parent)
{
    markWhileUnread(this, lineEdit(), FieldKind::Real);
    connect(this, &QDoubleSpinBox::editingFinished, this, [this] { m_before = value(); });
}

void RealBox::stepBy(int steps)
{
    QDoubleSpinBox::stepBy(steps);
    m_before = value();
}

void RealBox::focusInEvent(QFocusEvent* event)
{
    QDoubleSpinBox::focusInEvent(event);
    m_before = value();
}

QValidator::State RealBox::validate(QString& text, int&) const
{
    const auto mark = std::max(text.lastIndexOf(QLatin1Char('.')),
        std::max(text.lastIndexOf(QLatin1Char(',')), text.lastIndexOf(QChar(0x066B))));
    if (mark >= 0 && text.size() - mark - 1 > decimals())
        return QValidator::Invalid;
    return stateOf(text, FieldKind::Real, minimum(), maximum(), locale());
}

double RealBox::valueFromText(const QString& text) const
{
    return QString::fromStdString(readNumber(text, FieldKind::Real, locale()).value).toDouble();
}

void RealBox::fixup(QString& text) const
{
    const QString before = textFromValue(m_before);
    sayRefused(*this, text, FieldKind::Real, before);
    text = before;
}

} // namespace glowworm
