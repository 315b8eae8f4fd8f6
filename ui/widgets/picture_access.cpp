// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/picture_access.h"

#include <QAccessible>
#include <QAccessibleWidget>

namespace glowworm {

namespace {

class PictureAccess : public QAccessibleWidget {
public:
    PictureAccess(QWidget* widget, SpokenPicture* picture)
        : QAccessibleWidget(widget, QAccessible::Canvas)
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
    auto* picture = dynamic_cast<SpokenPicture*>(object);
    return picture ? new PictureAccess(static_cast<QWidget*>(object), picture)
                   : nullptr; // Qt owns it
}

} // namespace

void installPictureAccess()
{
    QAccessible::installFactory(accessOf); // Qt keeps one entry of each function
}

void announcePicture(SpokenPicture* picture)
{
    auto* widget = dynamic_cast<QWidget*>(picture);
    if (!QAccessible::isActive() || !widget || !widget->hasFocus())
        return;
    const QString words = picture->cursorWords();
    if (words.isEmpty())
        return;
    QAccessibleValueChangeEvent event(widget, words);
    QAccessible::updateAccessibility(&event);
}

} // namespace glowworm
