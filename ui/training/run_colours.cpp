// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/run_colours.h"

#include "model/training/kept_run.h"
#include "ui/widgets/model_words.h"
#include "ui/widgets/path_text.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/tr.h"

#include <QDateTime>
#include <QLocale>
#include <QPainter>
#include <QPixmap>
#include <QWidget>

#include <algorithm>
#include <array>
#include <string>

namespace glowworm {
namespace {

constexpr int kWarm = 6; // the first of Theme's sparseSeries is 1, that of denseSeries 7
constexpr std::array<const char*, kRunColours> kColourNames{QT_TR_NOOP("amber"),
    QT_TR_NOOP("magenta"), QT_TR_NOOP("olive"), QT_TR_NOOP("red"), QT_TR_NOOP("brown"),
    QT_TR_NOOP("purple"), QT_TR_NOOP("blue"), QT_TR_NOOP("teal"), QT_TR_NOOP("indigo"),
    QT_TR_NOOP("grey")};

} // namespace

/// Amber and blue are those of the run on the screen.
int colourOf(const KeptRun& run)
{
    if (const int given = run.label.colour > 0 ? run.label.colour : run.colour; given > 0)
        return given;
    const std::string name = run.folder.filename().string(); // which stays
    unsigned sum = 0;
    for (const char letter : name)
        sum = sum * 31 + static_cast<unsigned char>(letter);
    return run.runs.front().second.model.isSparse() ? 2 + static_cast<int>(sum % (kWarm - 1))
                                                    : 2 + kWarm + static_cast<int>(sum % 3);
}

void giveColours(std::vector<KeptRun>& runs)
{
    std::vector<int> given; // newest last
    for (auto run = runs.rbegin(); run != runs.rend(); ++run) {
        const bool isSparse = run->runs.front().second.model.isSparse();
        const int first = isSparse ? 2 : 2 + kWarm, count = isSparse ? kWarm - 1 : 3;
        int colour = colourOf(*run);
        for (int tries = 0; run->label.colour == 0 && tries < count; ++tries) {
            const auto newest
                = given.end() - std::min<std::ptrdiff_t>(count - 1, std::ssize(given));
            if (std::find(newest, given.end(), colour) == given.end())
                break;
            colour = first + (colour - first + 1) % count;
        }
        run->colour = colour;
        given.push_back(colour);
    }
}

QColor runColour(const Theme& theme, int colour)
{
    const auto at = static_cast<std::size_t>(colour - 1);
    return colour <= kWarm ? theme.sparseSeries.at(at) : theme.denseSeries.at(at - kWarm);
}

QIcon runSwatch(const QWidget& on, const QColor& colour)
{
    QPixmap picture(QSize(kRunSwatch, kRunSwatch) * on.devicePixelRatioF());
    picture.setDevicePixelRatio(on.devicePixelRatioF());
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = Theme::of(on.palette());
    painter.setPen(theme.highContrast ? QPen(theme.text, 1) : QPen(Qt::NoPen));
    painter.setBrush(colour);
    painter.drawRoundedRect(QRectF(1, 1, kRunSwatch - 2, kRunSwatch - 2), 3, 3);
    QIcon icon(picture);
    icon.addPixmap(picture, QIcon::Selected); // or a chosen row would tint it
    return icon;
}

QString colourName(int colour) { return tr(kColourNames.at(static_cast<std::size_t>(colour - 1))); }

QString kindOf(const KeptRun& run)
{
    const ModelConfig& model = run.runs.front().second.model;
    const QString kind = kindWords(model),
                  task = model.task == Task::Text ? tr("text") : tr("digits");
    return run.runs.size() > 1 ? tr("%1 and its dense twin, %2").arg(kind, task)
                               : tr("%1, %2").arg(kind, task);
}

QString nameOf(const KeptRun& run)
{
    if (!run.label.name.empty())
        return shownName(run.label.name);
    const ModelConfig& model = run.runs.front().second.model;
    const QString kind = model.routing == Routing::Dense ? tr("dense")
        : model.routing == Routing::Gated                ? tr("gated 1/%1").arg(model.groupSize())
                                                         : tr("Gumbel 1/%1").arg(model.groupSize());
    const QString task = model.task == Task::Text ? tr("text") : tr("digits");
    return run.runs.size() > 1 ? tr("%1 with twin, %2").arg(kind, task)
                               : tr("%1, %2").arg(kind, task);
}

QString startOf(const KeptRun& run)
{
    return QLocale().toString(QDateTime::fromSecsSinceEpoch(run.startedUnix), QLocale::ShortFormat);
}

QString fullNameOf(const KeptRun& run)
{
    return run.label.name.empty() ? tr("%1, %2").arg(nameOf(run), startOf(run)) : nameOf(run);
}

QString shortStartOf(const KeptRun& run)
{
    const QDateTime start = QDateTime::fromSecsSinceEpoch(run.startedUnix);
    return QLocale().toString(start.date(), QLocale::ShortFormat)
        + start.toString(QStringLiteral(" hh:mm"));
}

QString briefNameOf(const KeptRun& run)
{
    return run.label.name.empty() ? shortStartOf(run) : nameOf(run);
}

QString asRunName(const QString& typed)
{
    QString name = typed.simplified();
    name.removeIf([](QChar c) { return !c.isPrint() && !c.isSurrogate(); });
    return QString::fromStdString(cutName(name.toStdString()));
}

} // namespace glowworm
