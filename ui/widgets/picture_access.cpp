// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/picture_access.h"

#include "ui/widgets/exports.h"

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
        const QString cell = m_picture->cursorWords();
        if (kind == QAccessible::Description)
            return m_picture->tellsCursor() && !cell.isEmpty() ? cell : m_picture->pictureWords();
        return kind == QAccessible::Value && !cell.isEmpty() ? cell : QAccessibleWidget::text(kind);
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

bool SpokenPicture::showsCursor() const { return hasFocus() && m_cursorUsed && !isOnPage(*this); }

void SpokenPicture::announceCursor()
{
    if (!hasFocus() || std::exchange(m_announcing, true))
        return;
    const auto tell = [this] {
        m_announcing = false;
        if (hasFocus() && !cursorWords().isEmpty()) {
            m_tellsCursor = true;
            QAccessibleEvent event(this, QAccessible::DescriptionChanged);
            QAccessible::updateAccessibility(&event);
        }
    };
    QMetaObject::invokeMethod(this, tell, Qt::QueuedConnection);
}

void SpokenPicture::focusInEvent(QFocusEvent* event)
{
    m_tellsCursor = false;
    m_cursorUsed = m_cursorUsed || event->reason() == Qt::TabFocusReason
        || event->reason() == Qt::BacktabFocusReason;
    update();
}

} // namespace glowworm
