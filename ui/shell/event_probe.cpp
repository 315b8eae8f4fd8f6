// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/event_probe.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <array>

namespace glowworm {
namespace {

constexpr int kPeriod = 10; // milliseconds
constexpr std::array kEdges{1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0};

} // namespace

EventProbe::EventProbe(QObject* parent)
    : QObject(parent)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        m_delays.push_back(
            std::max(0.0F, static_cast<float>(m_sinceTick.nsecsElapsed()) * 1e-6F - kPeriod));
        m_sinceTick.start();
    });
    m_sinceTick.start();
    m_timer.start(kPeriod);
}

QByteArray EventProbe::report() const
{
    std::vector<float> sorted = m_delays;
    std::sort(sorted.begin(), sorted.end());
    const auto quantile = [&](double fraction) {
        return sorted.empty() ? 0.0
                              : static_cast<double>(sorted[static_cast<std::size_t>(
                                  fraction * static_cast<double>(sorted.size() - 1))]);
    };
    QJsonArray histogram;
    auto from = sorted.begin();
    for (const double edge : kEdges) {
        const auto to = std::lower_bound(from, sorted.end(), static_cast<float>(edge));
        histogram.append(QJsonObject{{QStringLiteral("below_ms"), edge},
            {QStringLiteral("count"), static_cast<qint64>(to - from)}});
        from = to;
    }
    histogram.append(QJsonObject{{QStringLiteral("below_ms"), QJsonValue::Null},
        {QStringLiteral("count"), static_cast<qint64>(sorted.end() - from)}});
    QJsonObject report = m_notes;
    report[QStringLiteral("samples")] = static_cast<qint64>(sorted.size());
    report[QStringLiteral("p50_ms")] = quantile(0.5);
    report[QStringLiteral("p95_ms")] = quantile(0.95);
    report[QStringLiteral("p99_ms")] = quantile(0.99);
    report[QStringLiteral("max_ms")] = quantile(1);
    report[QStringLiteral("histogram")] = histogram;
    return QJsonDocument(report).toJson(QJsonDocument::Compact);
}

} // namespace glowworm
