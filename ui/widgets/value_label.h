// SPDX-License-Identifier: GPL-3.0-or-later
// The one widget that may show a number with a unit, and with it where the number comes from; and
// the number formats of the screen (those of model/base/numbers.h in the person's locale). A value
// that is missing reads as a dash with the reason, never 0.
#pragma once

#include <QLabel>

#include <cstdint>
#include <optional>

namespace glowworm {

struct RatioInterval;

enum class Provenance {
    Measured,   // timed or computed by the running model on this machine, now: no mark
    Computed,   // "=", closed form from shapes
    Estimated,  // "~", italic
    Recorded,   // read from a result or recording
    Loaded,     // metadata of a checkpoint or a data file
    Recomputed, // by the open models from what a tape recorded
};

QString wordFor(Provenance provenance); // "measured"
QString badged(
    const QString& number, Provenance provenance); // "= 0.84 M"; for table cells, plots and legends

/// Says where the numbers come from that a view paints or has in its words, for it and for all that
/// lies in it: a ValueLabel says it of each. What's This tells it.
void setNumbersFrom(QWidget* view, Provenance provenance);
/// Of a ValueLabel, of the view or of what it lies in; empty = nobody has said it.
std::optional<Provenance> numbersFrom(const QWidget& widget);

QString numberText(double value, int significantDigits = 3); // 0.0123, 4.56, 789, 12,300
QString decimalText(double value, int decimals);             // 0.50
QString countText(std::int64_t value);                       // 1,115,394
QString shortCountText(double value);                        // 835 k, 1.23 M, 4.56 G
QString bytesText(double bytes);                             // 1.23 MB (decimal units)
QString lossText(double nats);                               // four decimals
QString gapText(double nats);                                // the same with its sign: +0.0123
QString percentText(double fraction, int decimals = 1);      // 97.3 %
QString ratioText(double ratio); // 2.5x, two significant digits; with the multiplication sign
QString intervalText(const RatioInterval& ratio); // 18x [17, 19], the digits of its verdict
QString durationText(
    double seconds);   // 12 s, 3 min, 2 h 10 min; microseconds as 4.6 us with the micro sign
QString missingText(); // a dash

class ValueLabel : public QLabel {
    Q_OBJECT

public:
    ValueLabel(Provenance provenance, const QString& unit = {}, QWidget* parent = nullptr);

    /// number: formatted by the functions above, without unit. detail: the formula, the file and
    /// field, the number of samples; shown in the tooltip.
    void setValue(const QString& number, const QString& detail = {});
    void setMissing(const QString& reason);
    /// Of what follows; the value is as it was.
    void setProvenance(Provenance provenance);
    Provenance provenance() const { return m_provenance; }

private:
    void refresh();

    Provenance m_provenance;
    QString m_unit, m_number, m_detail;
};

} // namespace glowworm
