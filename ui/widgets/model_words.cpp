// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/model_words.h"

#include "ui/widgets/path_text.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QStringList>

#include <algorithm>
#include <cstdint>
#include <tuple>
#include <vector>

namespace glowworm {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(glowworm::Words)
};

QString addressesOf(const NeuronGrid& grid, const std::vector<NeuronAddress>& neurons)
{
    constexpr std::size_t kNamed = 3;
    QStringList names;
    for (std::size_t i = 0; i < std::min(kNamed, neurons.size()); ++i)
        names << QString::fromStdString(addressText(grid, neurons[i]));
    const QString all = names.join(QStringLiteral(", "));
    return neurons.size() <= kNamed
        ? all
        : Words::tr("%1 and %2 more")
              .arg(all, countText(static_cast<std::int64_t>(neurons.size() - kNamed)));
}

} // namespace

QString kindWords(const ModelConfig& config)
{
    switch (config.routing) {
    case Routing::Dense:
        return Words::tr("Dense");
    case Routing::GumbelController:
        return Words::tr("Sparse, Gumbel controller 1/%1").arg(config.groupSize());
    case Routing::Gated:
        return Words::tr("Sparse, gated 1/%1").arg(config.groupSize());
    }
    return {};
}

QString sourceWords(const LoadedModel& model)
{
    const QString name = shownName(QFileInfo(QString::fromStdString(model.source)).fileName());
    if (!name.endsWith(QLatin1String(".safetensors"))) // "training, step 400"
        return name;
    return Words::tr("%1, step %2").arg(name, countText(model.state->steps));
}

std::string sourceInData(const LoadedModel& model)
{
    const QString name = shownName(QFileInfo(QString::fromStdString(model.source)).fileName());
    return name.endsWith(QLatin1String(".safetensors"))
        ? name.toStdString() + ", step " + std::to_string(model.state->steps)
        : name.toStdString();
}

QString surgeryWords(const NeuronGrid& grid, const Surgery& surgery)
{
    QStringList done;
    if (!surgery.disabled.empty())
        done << Words::tr("%1 switched off").arg(addressesOf(grid, surgery.disabled));
    if (!surgery.forced.empty())
        done << Words::tr("%1 always chosen").arg(addressesOf(grid, surgery.forced));
    return done.join(QStringLiteral("; "));
}

bool areTwins(const ModelConfig* sparse, const ModelConfig* dense)
{
    const auto size = [](const ModelConfig& of) {
        return std::tuple(of.layers, of.dModel, of.neurons, of.context, of.vocabSize);
    };
    return !sparse || !dense || size(*sparse) == size(*dense);
}

QString denseName(bool isTwin) { return isTwin ? Words::tr("Dense twin") : Words::tr("Dense"); }

QString twinHeading(Twin twin, const QString& words, const QPalette& palette)
{
    const Theme theme = Theme::of(palette);
    return QStringLiteral("<span style=\"color:%1\">%2</span>&nbsp; %3")
        .arg(theme.colorOf(twin).name(), QString(QChar(0x25A0)), words.toHtmlEscaped());
}

} // namespace glowworm
