// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/value_label.h"

#include <QLocale>

#include <algorithm>
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

/// value / 1000^k with the prefix that leaves one to three digits before the point.
QString scaled(double value, const std::array<QString, 5>& units)
{
    std::size_t index = 0;
    while (std::abs(value) >= 999.5 && index + 1 < units.size()) {
        value /= 1000;
        ++index;
    }
    const bool whole = index == 0 && value == std::floor(value);
    return withUnit(whole ? QLocale().toString(static_cast<qlonglong>(value)) : numberText(value),
        units[index]);
}

} // namespace

QString wordFor(Provenance provenance)
{
    switch (provenance) {
    case Provenance::Measured:
        return ValueLabel::tr("measured");
    case Provenance::Computed:
        return ValueLabel::tr("computed");
    case Provenance::Estimated:
        return ValueLabel::tr("estimated");
    case Provenance::Recorded:
        return ValueLabel::tr("recorded");
    case Provenance::Loaded:
        return ValueLabel::tr("loaded");
    }
    return {};
}

QString badged(const QString& number, Provenance provenance)
{
    static constexpr std::array<char16_t, 5> kMarks
        = {0, u'=', u'~', u'\u25c9', u'\u25a4'}; // recorded: fisheye; loaded: lined square
    const char16_t mark = kMarks[static_cast<std::size_t>(provenance)];
    return mark == 0 ? number : QChar(mark) + QString(QChar(0x00a0)) + number;
}

QString numberText(double value, int significantDigits)
{
    if (!std::isfinite(value))
        return missingText();
    if (value == 0)
        return QLocale().toString(0);
    int exponent = static_cast<int>(std::floor(std::log10(std::abs(value))));
    const double unit = std::pow(10.0, exponent - significantDigits + 1);
    if (std::abs(std::round(value / unit) * unit) >= std::pow(10.0, exponent + 1))
        ++exponent; // 9.996 becomes 10.0, not 10.00
    return QLocale().toString(value, 'f', std::clamp(significantDigits - 1 - exponent, 0, 9));
}

QString countText(std::int64_t value) { return QLocale().toString(static_cast<qlonglong>(value)); }

QString shortCountText(double value)
{
    return scaled(value,
        {QString(), QStringLiteral("k"), QStringLiteral("M"), QStringLiteral("G"),
            QStringLiteral("T")});
}

QString bytesText(double bytes)
{
    return scaled(bytes,
        {QStringLiteral("B"), QStringLiteral("kB"), QStringLiteral("MB"), QStringLiteral("GB"),
            QStringLiteral("TB")});
}

QString lossText(double nats)
{
    return std::isfinite(nats) ? QLocale().toString(nats, 'f', 4) : missingText();
}

QString gapText(double nats)
{
    const bool zero = std::abs(nats) < 0.5e-4; // as lossText rounds: no "-0.0000"
    return (nats >= 0 || zero ? QStringLiteral("+") : QString()) + lossText(zero ? 0 : nats);
}

QString percentText(double fraction, int decimals)
{
    return std::isfinite(fraction)
        ? withUnit(QLocale().toString(fraction * 100, 'f', decimals), QStringLiteral("%"))
        : missingText();
}

QString ratioText(double ratio)
{
    return std::isfinite(ratio) ? numberText(ratio, 2) + QChar(0x00d7) : missingText();
}

QString durationText(double seconds)
{
    if (!std::isfinite(seconds))
        return missingText();
    if (seconds > 0 && seconds < 0.9995e-3)
        return withUnit(numberText(seconds * 1e6), QChar(0x00b5) + QStringLiteral("s"));
    if (seconds > 0 && seconds < 0.9995)
        return withUnit(numberText(seconds * 1e3), QStringLiteral("ms"));
    const auto whole = static_cast<qlonglong>(std::llround(seconds));
    if (whole < 100)
        return withUnit(QLocale().toString(whole), QStringLiteral("s"));
    const qlonglong minutes = (whole + 30) / 60;
    if (minutes < 100)
        return withUnit(QLocale().toString(minutes), QStringLiteral("min"));
    return withUnit(QLocale().toString(minutes / 60), QStringLiteral("h "))
        + withUnit(QLocale().toString(minutes % 60), QStringLiteral("min"));
}

QString missingText() { return QStringLiteral("---"); }

ValueLabel::ValueLabel(Provenance provenance, const QString& unit, QWidget* parent)
    : QLabel(parent)
    , m_provenance(provenance)
    , m_unit(unit)
{
    setTextInteractionFlags(Qt::TextSelectableByMouse);
    setTextFormat(Qt::PlainText);
    refresh();
}

void ValueLabel::setValue(const QString& number, const QString& detail)
{
    m_number = number;
    m_detail = detail;
    refresh();
}

void ValueLabel::setMissing(const QString& reason) { setValue({}, reason); }

void ValueLabel::setProvenance(Provenance provenance)
{
    m_provenance = provenance;
    refresh();
}

void ValueLabel::setUnit(const QString& unit)
{
    m_unit = unit;
    refresh();
}

void ValueLabel::refresh()
{
    const bool missing = m_number.isEmpty() || m_number == missingText();
    if (font().italic() != (m_provenance == Provenance::Estimated)) {
        QFont slanted = font();
        slanted.setItalic(m_provenance == Provenance::Estimated);
        setFont(slanted);
    }
    const QString shown
        = missing ? missingText() : badged(withUnit(m_number, m_unit), m_provenance);
    if (shown != text())
        setText(shown);
    setToolTip(missing           ? m_detail
            : m_detail.isEmpty() ? wordFor(m_provenance)
                                 : wordFor(m_provenance) + QStringLiteral(": ") + m_detail);
    setAccessibleName(missing
            ? tr("no value: %1").arg(m_detail)
            : withUnit(m_number, m_unit) + QStringLiteral(", ") + wordFor(m_provenance));
}

} // namespace glowworm
