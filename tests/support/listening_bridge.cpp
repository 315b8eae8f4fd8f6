// SPDX-License-Identifier: GPL-3.0-or-later
// Brings the accessible tree's events to the tests. Without a desktop Qt takes nobody to listen and
// calls no update handler; what it then has left are bridges, which are plugins.
#include "support/listener.h"

#include <QAccessibleBridgePlugin>

#include <utility>

namespace {

glowworm::test::Hearing hearing = nullptr;

class ListeningBridge : public QAccessibleBridge {
public:
    void setRootObject(QAccessibleInterface*) override { }
    void notifyAccessibilityUpdate(QAccessibleEvent* event) override
    {
        if (hearing)
            hearing(*event);
    }
};

} // namespace

class ListeningBridgePlugin : public QAccessibleBridgePlugin {
    Q_OBJECT
    Q_PLUGIN_METADATA(IID QAccessibleBridgeFactoryInterface_iid FILE "listening_bridge.json")

public:
    QAccessibleBridge* create(const QString&) override { return new ListeningBridge; } // Qt's
};

glowworm::test::Hearing glowworm::test::listenWith(Hearing other)
{
    return std::exchange(hearing, other);
}

#include "listening_bridge.moc"

Q_IMPORT_PLUGIN(ListeningBridgePlugin)
