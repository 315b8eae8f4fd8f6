// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/value_label.h"

#include "model/base/numbers.h"
#include "model/bench/statistics.h"
#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/origin_heading.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/tr.h"
#include "ui/widgets/words.h"

#include <QHBoxLayout>
#include <QLocale>

#include <array>
#include <cmath>
#include <utility>

namespace glowworm {
namespace {

/// Units go with a no-break space, so that no line ends between number and unit.
QString withUnit(const QString& number, const QString& unit)
{
    return unit.isEmpty() ? number : number + QChar(0x00a0) + unit;
}

/// With a minus sign, not a hyphen, as signedText() and sentences of model/ have it.
QString onScreen(const Figure& figure)
{
    if (!std::isfinite(figure.value))
        return missingText();
    const QLocale locale;
    QString number = locale.toString(figure.value, 'f', figure.decimals);
    if (number.startsWith(locale.negativeSign()))
        number.replace(0, locale.negativeSign().size(), QChar(0x2212));
    return withUnit(number, words(figure.unit));
}

constexpr auto kNumbersFrom = "numbersFrom"; // a property of views
constexpr auto kHeadedFrom = "headedFrom";   // of cards whose heading says it

struct Look {
    char16_t mark; // 0 = none
    const char* word;
};

const Look& lookOf(Provenance provenance)
{
    static constexpr std::array<Look, 6> kLooks{
        {{0, QT_TR_NOOP("measured")}, {u'=', QT_TR_NOOP("computed")},
            {u'~', QT_TR_NOOP("estimated")}, {u'\u25c9', QT_TR_NOOP("recorded")}, // fisheye
            {u'\u25a4', QT_TR_NOOP("loaded")},                                    // lined square
            {u'\u21bb', QT_TR_NOOP("recomputed")}}}; // clockwise open circle arrow
    return kLooks[static_cast<std::size_t>(provenance)];
}

bool isHeaded(const QWidget& label, Provenance provenance)
{
    for (const QWidget* view = label.parentWidget(); view; view = view->parentWidget())
        if (const QVariant said = view->property(kHeadedFrom); said.isValid())
            return static_cast<Provenance>(said.toInt()) == provenance;
    return false;
}

} // namespace

QHBoxLayout* newOriginHeading(const QString& title, Provenance provenance, QWidget* card)
{
    card->setProperty(kHeadedFrom, static_cast<int>(provenance));
    auto* origin = new QLabel(wordFor(provenance), card);
    makeMuted(origin);
    setTextRole(origin, TextRole::Note);
    auto* row = new QHBoxLayout;
    row->addWidget(newHeading(title, card));
    row->addStretch(1);
    row->addWidget(origin);
    return row;
}

QString wordFor(Provenance provenance) { return tr(lookOf(provenance).word); }

QString badged(const QString& number, Provenance provenance)
{
    const char16_t mark = lookOf(provenance).mark;
    return mark == 0 ? number : QChar(mark) + QString(QChar(0x00a0)) + number;
}

void setNumbersFrom(QWidget* view, Provenance provenance)
{
    view->setProperty(kNumbersFrom, static_cast<int>(provenance));
}

std::optional<Provenance> numbersFrom(const QWidget& widget)
{
    if (const auto* value = qobject_cast<const ValueLabel*>(&widget))
        return value->provenance();
    for (const QWidget* view = &widget; view; view = view->parentWidget())
        if (const QVariant said = view->property(kNumbersFrom); said.isValid())
            return static_cast<Provenance>(said.toInt());
    return {};
}

QString numberText(double value, int significantDigits)
{
    return onScreen(figure(value, significantDigits));
}

QString decimalText(double value, int decimals) { return onScreen({value, decimals}); }

QString countText(std::int64_t value) { return QLocale().toString(static_cast<qlonglong>(value)); }

QString shortCountText(double value) { return onScreen(countFigure(value)); }

QString bytesText(double bytes) { return onScreen(bytesFigure(bytes)); }

QString lossText(double nats) { return decimalText(nats, 4); }

QString gapText(double nats)
{
    const bool zero = std::abs(nats) < 0.5e-4; // as lossText rounds: no "-0.0000"
    return (nats >= 0 || zero ? QStringLiteral("+") : QString()) + lossText(zero ? 0 : nats);
}

QString percentText(double fraction, int decimals)
{
    return onScreen({fraction * 100, decimals, "%"});
}

QString ratioText(double ratio)
{
    return std::isfinite(ratio) ? numberText(ratio, 2) + QChar(0x00d7) : missingText();
}

QString intervalText(const RatioInterval& ratio)
{
    const auto text = [](double value) { return onScreen(ratioFigure(value)); };
    return QStringLiteral("%1\u00d7 [%2, %3]")
        .arg(text(ratio.value), text(ratio.low), text(ratio.high));
}

QString durationText(double seconds)
{
    if (!std::isfinite(seconds))
        return missingText();
    QStringList figures;
    for (const Figure& figure : durationFigures(seconds))
        figures += figure.unit == "days" ? tr("%Ln days", nullptr, static_cast<int>(figure.value))
                                         : onScreen(figure);
    return figures.join(QLatin1Char(' '));
}

QString missingText() { return QStringLiteral("\u2014"); }

ValueLabel::ValueLabel(Provenance provenance, const QString& unit, QWidget* parent)
    : QLabel(parent)
    , m_provenance(provenance)
    , m_unit(unit)
{
    setTextInteractionFlags(Qt::TextSelectableByMouse);
    setTextFormat(Qt::PlainText);
    setProvenance(provenance);
}

void ValueLabel::setProvenance(Provenance provenance)
{
    m_provenance = provenance;
    setMark(this, "estimated", provenance == Provenance::Estimated); // slanted
    refresh();
}

void ValueLabel::setValue(const QString& number, const QString& detail)
{
    m_number = number;
    m_detail = detail;
    refresh();
}

void ValueLabel::setMissing(const QString& reason) { setValue({}, reason); }

void ValueLabel::refresh()
{
    const bool missing = m_number.isEmpty() || m_number == missingText();
    const QString number = withUnit(m_number, m_unit),
                  shown = missing       ? missingText()
        : isHeaded(*this, m_provenance) ? number
                                        : badged(number, m_provenance);
    if (shown != text())
        setText(shown);
    setToolTip(missing           ? m_detail
            : m_detail.isEmpty() ? wordFor(m_provenance)
                                 : wordFor(m_provenance) + QStringLiteral(": ") + m_detail);
    setAccessibleName(missing ? tr("no value: %1").arg(m_detail)
                              : number + QStringLiteral(", ") + wordFor(m_provenance));
}

} // namespace glowworm
