// SPDX-License-Identifier: GPL-3.0-or-later
// A window that keeps its session, and what lies in its folder. Tests only.
#pragma once

#include "model/base/json_reader.h"
#include "model/data/data_folder.h"
#include "model/io/paths.h"
#include "support/file_bytes.h"
#include "support/shown_window.h"
#include "support/small_experiment.h"
#include "support/small_models.h"
#include "ui/session/library.h"
#include "ui/session/training.h"
#include "ui/shell/session_keeper.h"
#include "ui/shell/session_menu.h"

#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <optional>

namespace glowworm::test {

/// As the program makes it.
struct KeptWindow : Shown {
    SessionKeeper keeper;
    explicit KeptWindow(WindowStart start = {})
        : keeper(window, workbench, std::move(start))
    {
        addSessionMenu(window, workbench, keeper);
    }
    /// As the program ends.
    std::optional<WindowStart> end()
    {
        keeper.begin();
        return keeper.end();
    }
    Library& library() const { return workbench.library(); }
    bool hasEnded() const
    {
        return QTest::qWaitFor([this] { return !window.isVisible(); });
    }
    QString said() { return bar().text(); }
    QPushButton* offer(const char* label)
    {
        for (auto* button : bar().findChildren<QPushButton*>())
            if (button->isVisible() && button->text() == QLatin1String(label))
                return button;
        return nullptr;
    }
    QString model(Task task, Twin twin) const { return library().modelFile(task, twin); }
    /// All that was restored was read.
    bool isBack() const
    {
        return QTest::qWaitFor([this] { return !library().isBringingBack(); });
    }
};

inline std::filesystem::path sessionFile() { return sessionsFolder() / "1" / "session.glowworm"; }
inline std::filesystem::path beforeFile()
{
    return sessionsFolder() / "1" / "session-before.glowworm";
}

/// A member of a part of a session, "" where it is none.
inline std::string valueIn(const std::filesystem::path& file, const char* part, const char* key)
{
    if (!isThere(file))
        return {};
    const JsonDocument document(readSession(file).values);
    const JsonObject values = document.object();
    return values.has(part) && values.object(part).has(key) ? values.object(part).text(key)
                                                            : std::string();
}

inline std::string modelIn(const std::filesystem::path& file, const char* slot)
{
    const JsonDocument document(readSession(file).values);
    return document.object().object("library").object(slot).text("model");
}

/// Folders of their own for a test's files and for what each of its functions keeps.
struct SessionFolders {
    QTemporaryDir folder;
    std::optional<QTemporaryDir> state;

    void renew()
    {
        QSettings().clear();
        state.emplace();
        qputenv("XDG_STATE_HOME", state->path().toUtf8());
    }
    QString write(const char* name, const ModelState& model)
    {
        QString file = folder.filePath(QLatin1String(name));
        writeModel(std::filesystem::path(file.toStdString()), model);
        return file;
    }
    /// Two models, a text and the result of an experiment.
    void openSome(KeptWindow& kept)
    {
        kept.library().openModel(write("a.safetensors", smallText(Routing::Gated)));
        kept.library().openModel(write("b.safetensors", smallDigits(Routing::Dense)));
        kept.library().openText(writeText(folder.filePath(QStringLiteral("t.txt"))));
        const QString result = folder.filePath(QStringLiteral("result.json"));
        std::ofstream(result.toStdString()) << toJson(smallExperiment());
        kept.library().openExperiment(result);
        QTRY_VERIFY(kept.library().experiment()); // the last of them
    }
};

} // namespace glowworm::test
