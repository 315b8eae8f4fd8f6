// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/origin.h"

#include "model/base/build_info.h"
#include "ui/widgets/path_text.h"
#include "ui/widgets/value_label.h"

#include <QCoreApplication>
#include <QFontMetrics>

namespace glowworm {
namespace {

constexpr std::size_t kHashShown = 8; // digits: enough to tell files apart, and to find one by

struct OriginWords {
    Q_DECLARE_TR_FUNCTIONS(glowworm::Origin)
};

} // namespace

Origin originOn(const MachineInfo& machine)
{
    Origin origin;
    origin.processor = machine.simd.empty()
        ? shownName(machine.cpu)
        : OriginWords::tr("%1, %2").arg(shownName(machine.cpu), shownName(machine.simd));
    origin.build = shownName(machine.build);
    return origin;
}

Origin originHere() { return originOn(machineInfo()); }

QString hashWords(const std::string& hash)
{
    return hash.empty()
        ? OriginWords::tr("not from a file")
        : OriginWords::tr("SHA-256 %1").arg(QString::fromStdString(hash.substr(0, kHashShown)));
}

QString hashedName(const QString& name, const std::string& hash)
{
    return hash.empty() ? name : OriginWords::tr("%1 (%2)").arg(name, hashWords(hash));
}

QString originLine(const Origin& origin)
{
    QStringList parts = origin.what;
    if (!origin.data.isEmpty())
        parts << OriginWords::tr("data: %1").arg(origin.data);
    if (origin.seed)
        parts << OriginWords::tr("seed %1").arg(*origin.seed);
    parts << origin.processor;
    if (origin.threads > 0)
        parts << (origin.threads == 1 ? OriginWords::tr("1 thread")
                                      : OriginWords::tr("%n threads", nullptr, origin.threads));
    if (!origin.build.isEmpty())
        parts << OriginWords::tr("Glowworm %1").arg(origin.build);
    parts.removeAll(QString());
    return parts.join(QStringLiteral("; "));
}

std::string withOrigin(const QString& text, const QString& line)
{
    const QString between = QStringLiteral("\n\n-- ");
    return (text + (text.endsWith(u'\n') ? between.mid(1) : between) + line + u'\n').toStdString();
}

std::vector<std::pair<std::string, std::string>> originColumns(const Origin& origin)
{
    return {{"data", origin.data.toStdString()},
        {"seed", origin.seed ? std::to_string(*origin.seed) : std::string()},
        {"threads", origin.threads > 0 ? std::to_string(origin.threads) : std::string()},
        {"cpu", origin.processor.toStdString()}, {"build", origin.build.toStdString()}};
}

QString brokenInto(const QString& line, const QFontMetrics& metrics, int width)
{
    QString lines, last;
    for (const QString& word : line.split(u' ', Qt::SkipEmptyParts)) {
        const QString longer = last.isEmpty() ? word : last + u' ' + word;
        if (last.isEmpty() || metrics.horizontalAdvance(longer) <= width) {
            last = longer;
            continue;
        }
        lines += last + u'\n';
        last = word;
    }
    return lines + last;
}

} // namespace glowworm
