// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/number_box.h"

#include "ui/widgets/number_text.h"
#include "ui/widgets/tr.h"

#include <QLineEdit>
#include <QStyle>
#include <QToolTip>
#include <QVariant>

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
    return refusal.isEmpty() ? glowworm::tr("\"%1\" is out of range, %2 to %3.")
                                   .arg(text, onScreen(box.minimum()), onScreen(box.maximum()))
                             : refusal;
}

template <class Box>
void sayRefused(const Box& box, const QString& text, FieldKind kind, const QString& kept)
{
    QToolTip::showText(box.mapToGlobal(QPoint(0, box.height())),
        refusalOf(box, text, kind) + QLatin1Char(' ') + glowworm::tr("It stays %1.").arg(kept));
}

/// The line of a box is silent when the box itself puts a value back, which the end of editing
/// tells.
template <class Box> void markWhileUnread(Box* box, QLineEdit* edit, FieldKind kind)
{
    const auto mark = [box, edit, kind] {
        const bool unread = !box->hasAcceptableInput();
        setInvalid(box, unread,
            unread ? glowworm::tr("%1: %2").arg(
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

template <class Box, FieldKind kind>
NumberBox<Box, kind>::NumberBox(QWidget* parent)
    : Box(parent)
{
    markWhileUnread(this, this->lineEdit(), kind);
    QObject::connect(this, &Box::editingFinished, this, [this] { m_before = this->value(); });
}

template <class Box, FieldKind kind> void NumberBox<Box, kind>::stepBy(int steps)
{
    Box::stepBy(steps);
    m_before = this->value();
}

template <class Box, FieldKind kind> void NumberBox<Box, kind>::focusInEvent(QFocusEvent* event)
{
    Box::focusInEvent(event);
    m_before = this->value();
}

template <class Box, FieldKind kind>
QValidator::State NumberBox<Box, kind>::validate(QString& text, int&) const
{
    if (!text.isEmpty() && text == this->specialValueText())
        return QValidator::Acceptable;
    if constexpr (kind == FieldKind::Real) {
        const auto mark = std::max({text.lastIndexOf(QLatin1Char('.')),
            text.lastIndexOf(QLatin1Char(',')), text.lastIndexOf(QChar(0x066B))});
        if (mark >= 0 && text.size() - mark - 1 > this->decimals())
            return QValidator::Invalid;
    }
    return stateOf(text, kind, this->minimum(), this->maximum(), this->locale());
}

template <class Box, FieldKind kind>
auto NumberBox<Box, kind>::valueFromText(const QString& text) const -> Value
{
    const QString number = QString::fromStdString(readNumber(text, kind, this->locale()).value);
    return text == this->specialValueText() ? this->minimum() : QVariant(number).value<Value>();
}

template <class Box, FieldKind kind> void NumberBox<Box, kind>::fixup(QString& text) const
{
    const bool special = m_before == this->minimum() && !this->specialValueText().isEmpty();
    const QString before = special ? this->specialValueText() : this->textFromValue(m_before);
    sayRefused(*this, text, kind, before);
    text = before;
}

template class NumberBox<QSpinBox, FieldKind::Integer>;
template class NumberBox<QDoubleSpinBox, FieldKind::Real>;

} // namespace glowworm
