// SPDX-License-Identifier: GPL-3.0-or-later
// What the program remembers of a person's choices: every setting with its key and with what holds
// where none is kept, in this one place. They lie in one INI file, settingsFile(). Qt writes it
// under a lock, beside the old one, and then renames: it is never half written, and two windows
// keep each other's. What stands on the screen is the session's, not theirs. GUI thread.
#pragma once

#include <QMap>
#include <QSettings>
#include <QSize>
#include <QString>
#include <QStringList>
#include <QVariant>

#include <array>
#include <utility>

namespace glowworm {

template <class Value> class Setting {
public:
    Setting(const char* key, Value usual)
        : m_key(QLatin1String(key))
        , m_usual(std::move(usual))
    {
    }
    const QString& key() const { return m_key; }
    /// The usual one where nothing is kept, or something that is no such value.
    Value value() const
    {
        QVariant kept = QSettings().value(m_key);
        return kept.isValid() && kept.convert(QMetaType::fromType<Value>()) ? kept.value<Value>()
                                                                            : m_usual;
    }
    void set(const Value& value) const { QSettings().setValue(m_key, value); }

private:
    QString m_key;
    Value m_usual;
};

namespace settings {

inline const Setting<QString> kTheme("look/theme", {});       // as themeChoiceOf() reads it
inline const Setting<int> kTextSize("look/textSize", 100);    // percent
inline const Setting<QString> kMotion("look/motion", {});     // as motionChoiceOf() reads it
inline const Setting<QString> kLanguage("look/language", {}); // as languageFor() reads it
inline const Setting<bool> kPlainNumbers("look/plainNumbers", false); // 1234.5 in all languages
inline const Setting<QSize> kWindowSize("window/size", {1280, 800});
inline const Setting<bool> kTourOffered("tour/offered", false);
inline const Setting<bool> kReopen("session/reopen", true); // the last work, at the start
inline const Setting<int> kTrainingThreads("work/trainingThreads", 0); // 0: trainingThreads()
/// Multiply-adds a second, as Calibration has measured it with so many threads; 0: not yet.
inline const Setting<double> kTrainingSpeed("work/trainingSpeed", 0);
inline const Setting<int> kTrainingSpeedThreads("work/trainingSpeedThreads", 0);
inline const Setting<QString> kOpenFolder("dialogs/folder", {});
inline const Setting<QString> kSaveFolder("dialogs/saveFolder", {});
inline const Setting<QString> kExportForm("dialogs/exportForm", {}); // the name of the last one
inline const Setting<QStringList> kRecent("recent/files", {});       // as RecentFiles has them
inline const Setting<QSize> kHandbookSize("handbook/size", {1000, 720});
inline const Setting<QString> kHandbookPage("handbook/page", QStringLiteral("README.md"));

} // namespace settings

/// Sizes that text goes through, in percent of the usual one.
inline constexpr std::array kTextSteps{80, 90, 100, 110, 125, 150, 175, 200};

/// Threads that a training takes: those chosen, as far as the machine has them, or all but one.
int trainingThreads();

QString settingsFile();
/// To the keys of this version, before anything is read. What a newer version wrote stays.
void migrateSettings();

/// By key; an invalid value: none is kept.
using SettingValues = QMap<QString, QVariant>;
SettingValues allSettings(); // but for the version
void putSettings(const SettingValues& values);
/// Those of `to` that `from` has not, or other ones; invalid where only `from` has one.
SettingValues changedSettings(const SettingValues& from, const SettingValues& to);

/// A copy beside the file, under a name that is free. Returns it, or throws Error.
QString backUpSettings();

} // namespace glowworm
