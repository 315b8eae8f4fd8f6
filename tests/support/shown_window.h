// SPDX-License-Identifier: GPL-3.0-or-later
// The whole window with a fake trainer, for tests of what must hold on every panel. Tests only.
#pragma once

#include "support/active_window.h"
#include "support/data_folder.h"
#include "support/fake_trainer.h"
#include "ui/session/workbench.h"
#include "ui/shell/main_window.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QTemporaryDir>
#include <QTest>

namespace glowworm::test {

struct Shown {
    std::shared_ptr<FakeTraining> how = std::make_shared<FakeTraining>();
    Workbench workbench{fakeCreate(how)};
    MainWindow window{workbench, ThemeChoice::Light};
    explicit Shown(QSize size = QSize(1280, 800)) // QSize(): the window's own
    {
        if (size.isValid())
            window.resize(size);
        window.show();
        activate(window);
    }
    Panel& show(int index)
    {
        window.showPanel(static_cast<PanelId>(index));
        for (int turn = 0; turn < 3; ++turn) // a layout may have another one follow
            QCoreApplication::processEvents();
        return window.panel(static_cast<PanelId>(index));
    }
    const MessageBar& bar() { return window.panel(window.currentPanel()).messages(); }
};

/// Data of the tests of one program go into a folder of its own, as settings do (run_test.cpp).
inline void useFolder(const QTemporaryDir& folder)
{
    qputenv("XDG_DATA_HOME", folder.filePath(QStringLiteral("data")).toUtf8());
    QApplication::setQuitOnLastWindowClosed(false);
    applyTheme(*static_cast<QApplication*>(QCoreApplication::instance()), ThemeChoice::Light);
}

/// For messages.
inline QString nameOf(const QWidget* widget)
{
    return QStringLiteral("%1 %2 \"%3\"")
        .arg(QLatin1String(widget->metaObject()->className()), widget->objectName(),
            widget->accessibleName());
}

/// In its window.
inline QRect placeOf(const QWidget* widget)
{
    return {widget->mapTo(widget->window(), QPoint()), widget->size()};
}

} // namespace glowworm::test
