// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/number_text.h"

#include "ui/widgets/tr.h"
#include "ui/widgets/words.h"

#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace glowworm {
namespace {

bool isBlankGroup(QChar c) { return c.isSpace() || c == QLatin1Char('\'') || c == QChar(0x2019); }

/// The text with ASCII digits, '-' as minus, '_' for blanks and apostrophes (groups in every
/// convention), '.' and ',' as typed.
QString plain(const QString& typed)
{
    QString text;
    for (const QChar c : typed.trimmed()) {
        if (c.digitValue() >= 0 && c.isDigit())
            text += QLatin1Char(static_cast<char>('0' + c.digitValue()));
        else if (isBlankGroup(c))
            text += QLatin1Char('_');
        else if (c == QChar(0x2212)) // minus sign
            text += QLatin1Char('-');
        else if (c == QChar(0x066B)) // Arabic decimal separator
            text += QLatin1Char(',');
        else if (c == QChar(0x066C)) // Arabic thousands separator
            text += QLatin1Char('_');
        else
            text += c;
    }
    return text;
}

bool isDigits(const QString& text)
{
    return std::all_of(text.begin(), text.end(),
        [](QChar c) { return c >= QLatin1Char('0') && c <= QLatin1Char('9'); });
}

/// Digits with group marks between them: at most three, then three each, or two between commas
/// before the last three, as in India.
bool isGrouped(const QString& digits, QChar mark)
{
    const QStringList parts = digits.split(mark);
    const auto isNumber = [](const QString& part) { return !part.isEmpty() && isDigits(part); };
    if (!std::all_of(parts.begin(), parts.end(), isNumber) || parts.front().size() > 3
        || parts.back().size() != 3 || parts.front() == QStringLiteral("0"))
        return false;
    const qsizetype least = mark == QLatin1Char(',') ? 2 : 3;
    return std::all_of(parts.begin() + 1, parts.end(),
        [least](const QString& part) { return part.size() == 3 || part.size() == least; });
}

/// Which of '.' and ',' is the decimal mark of "whole<mark>fraction"; null when neither may be;
/// `groups` the one between groups.
struct Marks {
    QChar decimal, group;
    bool ambiguous = false;
};

Marks marksOf(const QString& mantissa, bool hasExponent, FieldKind kind, const QLocale& locale)
{
    const QChar dot = QLatin1Char('.'), comma = QLatin1Char(',');
    const auto dots = mantissa.count(dot), commas = mantissa.count(comma);
    if (dots > 0 && commas > 0) // the last is the decimal mark, in every convention
        return mantissa.lastIndexOf(dot) > mantissa.lastIndexOf(comma) ? Marks{dot, comma}
                                                                       : Marks{comma, dot};
    const QChar mark = dots > 0 ? dot : comma;
    if (dots + commas == 0)
        return {};
    if (dots + commas > 1)
        return {{}, mark};
    const bool mayGroup
        = !hasExponent && !mantissa.contains(QLatin1Char('_')) && isGrouped(mantissa, mark);
    const bool isOwnDecimal = QString(mark)
        == (locale.decimalPoint() == QChar(0x066B) ? QStringLiteral(",")
                                                   : QString(locale.decimalPoint()));
    if (!mayGroup)
        return {mark, {}};
    if (kind == FieldKind::Real)
        return isOwnDecimal ? Marks{mark, {}} : Marks{{}, mark, true};
    return QString(locale.groupSeparator()) == QString(mark) ? Marks{{}, mark}
                                                             : Marks{{}, mark, true};
}

QString isTwoNumbers(
    const QString& typed, const QString& mantissa, QChar mark, const QLocale& locale)
{
    QString joined = mantissa, split = mantissa;
    joined.remove(mark);
    split.replace(mark, QString(locale.decimalPoint()));
    while (split.endsWith(QLatin1Char('0')))
        split.chop(1);
    if (split.endsWith(QString(locale.decimalPoint())))
        split.chop(1);
    return tr("\"%1\" can be read as %2 or as %3: write the one that is meant.")
        .arg(typed, split, joined);
}

} // namespace

TypedNumber readNumber(const QString& typed, FieldKind kind, const QLocale& locale)
{
    static const QRegularExpression form(
        QStringLiteral("^([+-]?)([0-9_.,]+)(?:[eE]([+-]?[0-9]{1,4}))?$"));
    const QRegularExpressionMatch match = form.match(plain(typed));
    const QString text = typed.trimmed();
    const TypedNumber refused{{},
        text.isEmpty()                ? tr("A number is needed here.")
            : kind == FieldKind::Real ? tr("\"%1\" is no number.").arg(text)
                                      : tr("\"%1\" is no whole number.").arg(text)};
    if (!match.hasMatch())
        return refused;
    const QString mantissa = match.captured(2), exponent = match.captured(3);
    const Marks marks = marksOf(mantissa, !exponent.isEmpty(), kind, locale);
    if (marks.ambiguous)
        return {{}, isTwoNumbers(text, mantissa, marks.group, locale)};
    const auto at = marks.decimal.isNull() ? qsizetype(-1) : mantissa.lastIndexOf(marks.decimal);
    QString whole = at < 0 ? mantissa : mantissa.left(at);
    const QString fraction = at < 0 ? QString() : mantissa.mid(at + 1);
    const bool isWhole = at < 0 && exponent.isEmpty();
    for (const QChar group : {marks.group, QChar(QLatin1Char('_'))}) {
        if (group.isNull() || !whole.contains(group))
            continue;
        if (!isGrouped(whole, group))
            return refused;
        whole.remove(group);
    }
    if (!isDigits(whole) || !isDigits(fraction) || (whole.isEmpty() && fraction.isEmpty())
        || (kind == FieldKind::Integer && !isWhole))
        return refused;
    QString value = match.captured(1) == QStringLiteral("-") ? QStringLiteral("-") : QString();
    value += whole.isEmpty() ? QStringLiteral("0") : whole;
    if (!fraction.isEmpty())
        value += QLatin1Char('.') + fraction;
    if (!exponent.isEmpty())
        value += QLatin1Char('e') + exponent;
    return {value.toStdString(), {}};
}

TypedNumbers readNumbers(const QString& typed, const QLocale& locale)
{
    static const QRegularExpression blanks(QStringLiteral("[\\s;]+"));
    TypedNumbers list;
    for (QString word : typed.split(blanks, Qt::SkipEmptyParts)) {
        while (word.endsWith(QLatin1Char(',')))
            word.chop(1);
        if (word.contains(QLatin1Char(',')) && isGrouped(word, QLatin1Char(',')))
            return {{},
                tr("\"%1\" can be one number or several: write a blank after each comma of a list.")
                    .arg(word)};
        for (const QString& one : word.split(QLatin1Char(','), Qt::SkipEmptyParts)) {
            const TypedNumber number = readNumber(one, FieldKind::Integer, locale);
            bool fits = false;
            const int value = QString::fromStdString(number.value).toInt(&fits);
            if (!fits)
                return {{},
                    number.refusal.isEmpty() ? tr("\"%1\" is too large.").arg(one)
                                             : number.refusal};
            list.values.push_back(value);
        }
    }
    if (list.values.empty())
        list.refusal = tr("Write numbers such as 1, 4, 16.");
    std::sort(list.values.begin(), list.values.end());
    list.values.erase(std::unique(list.values.begin(), list.values.end()), list.values.end());
    return list;
}

QString numberOnScreen(std::string_view value, const QLocale& locale)
{
    QString text = words(value);
    bool isNumber = false;
    const double number = text.toDouble(&isNumber);
    const double size = std::abs(number);
    if (isNumber && size >= 1e-5 && size < 1e9 && text.contains(QLatin1Char('e')))
        text = QString::number(number, 'f', QLocale::FloatingPointShortest); // not 5e-04: 0.0005
    return text.replace(QLatin1Char('.'), locale.decimalPoint());
}

} // namespace glowworm
