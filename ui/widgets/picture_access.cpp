// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/picture_access.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QFocusEvent>

#include <utility>

namespace glowworm {

namespace {

class PictureAccess : public QAccessibleWidget {
public:
    explicit PictureAccess(SpokenPicture* picture)
        : QAccessibleWidget(picture, QAccessible::Canvas)
        , m_picture(picture)
    {
    }

    QString text(QAccessible::Text kind) const override
    {
        if (kind == QAccessible::Description)
            return m_picture->pictureWords();
        if (const QString words = m_picture->cursorWords();
            kind == QAccessible::Value && !words.isEmpty())
            return words;
        return QAccessibleWidget::text(kind);
    }

private:
    SpokenPicture* m_picture;
};

QAccessibleInterface* accessOf(const QString&, QObject* object)
{
    auto* picture = qobject_cast<SpokenPicture*>(object);
    return picture ? new PictureAccess(picture) : nullptr; // Qt owns it
}

} // namespace

SpokenPicture::SpokenPicture(QWidget* parent)
    : QWidget(parent)
{
    QAccessible::installFactory(accessOf); // Qt keeps one entry of each function
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
}

void SpokenPicture::announceCursor()
{
    if (!QAccessible::isActive() || !hasFocus() || std::exchange(m_announcing, true))
        return;
    const auto tell = [this] {
        m_announcing = false;
        if (const QString words = cursorWords(); hasFocus() && !words.isEmpty()) {
            QAccessibleValueChangeEvent event(this, words);
            QAccessible::updateAccessibility(&event);
        }
    };
    QMetaObject::invokeMethod(this, tell, Qt::QueuedConnection);
}

void SpokenPicture::focusInEvent(QFocusEvent* event)
{
    m_cursorUsed = m_cursorUsed || event->reason() == Qt::TabFocusReason
        || event->reason() == Qt::BacktabFocusReason;
    update();
}

} // namespace glowworm
