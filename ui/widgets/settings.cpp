// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/settings.h"

#include "model/base/build_info.h"
#include "model/base/error.h"
#include "model/io/input_file.h"
#include "ui/widgets/path_text.h"
#include "ui/widgets/save_file.h"

#include <QFileInfo>

#include <algorithm>
#include <array>
#include <utility>

namespace glowworm {
namespace {

const QString kVersion = QStringLiteral("settings/version");
constexpr int kNewestVersion = 1;
constexpr std::uint64_t kMostSettings = 10'000'000; // bytes

/// Before there were versions: keys without a group.
constexpr std::array<std::pair<const char*, const char*>, 3> kRenamed{
    {{"theme", "look/theme"}, {"textZoom", "look/textSize"}, {"tourOffered", "tour/offered"}}};

} // namespace

int trainingThreads()
{
    const int usable = usableThreads(), chosen = settings::kTrainingThreads.value();
    return chosen > 0 ? std::min(chosen, usable) : std::max(1, usable - 1);
}

QString settingsFile() { return QSettings().fileName(); }

void migrateSettings()
{
    QSettings all;
    if (all.value(kVersion).toInt() >= kNewestVersion)
        return;
    for (const auto& [before, now] : kRenamed) {
        const QString old = QLatin1String(before);
        if (!all.contains(old))
            continue;
        if (!all.contains(QLatin1String(now)))
            all.setValue(QLatin1String(now), all.value(old));
        all.remove(old);
    }
    all.setValue(kVersion, kNewestVersion);
}

SettingValues allSettings()
{
    const QSettings all;
    SettingValues values;
    for (const QString& key : all.allKeys())
        if (key != kVersion)
            values.insert(key, all.value(key));
    return values;
}

void putSettings(const SettingValues& values)
{
    QSettings all;
    for (auto one = values.begin(); one != values.end(); ++one)
        one->isValid() ? all.setValue(one.key(), *one) : all.remove(one.key());
}

SettingValues changedSettings(const SettingValues& from, const SettingValues& to)
{
    SettingValues changed;
    for (auto one = from.begin(); one != from.end(); ++one)
        if (!to.contains(one.key()))
            changed.insert(one.key(), QVariant());
    for (auto one = to.begin(); one != to.end(); ++one)
        if (from.value(one.key()) != *one)
            changed.insert(one.key(), *one);
    return changed;
}

QString backUpSettings()
{
    QSettings().sync();
    const QFileInfo kept(settingsFile());
    const std::string all
        = kept.exists() ? readText(toPath(kept.filePath()), kMostSettings) : std::string();
    const QString name = QStringLiteral("%1/%2-before-reset%3.%4");
    const auto numbered = [&](int number) {
        return name.arg(kept.absolutePath(), kept.completeBaseName(),
            number > 1 ? QStringLiteral("-%1").arg(number) : QString(), kept.suffix());
    };
    int number = 1;
    while (QFileInfo::exists(numbered(number)))
        ++number;
    const QString copy = numbered(number);
    if (const QString problem = writeFile(copy, QByteArray::fromStdString(all)); !problem.isEmpty())
        throw Error(problem.toStdString());
    return copy;
}

} // namespace glowworm
