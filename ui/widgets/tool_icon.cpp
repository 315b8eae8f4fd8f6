// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/tool_icon.h"

#include "ui/widgets/theme.h"

#include <QAbstractButton>
#include <QEvent>
#include <QIcon>
#include <QPainter>
#include <QPixmap>
#include <QTransform>

#include <algorithm>

namespace glowworm {

namespace {

constexpr qreal kSharpIcon = 2; // device pixels a logical one, at least: screens change

QPixmap tintedIcon(const QString& name, const QWidget& on, int size)
{
    const qreal ratio = std::max(kSharpIcon, on.devicePixelRatioF());
    QPixmap picture = QIcon(QStringLiteral(":/icons/%1.svg").arg(name)).pixmap({size, size}, ratio);
    if (picture.isNull())
        return picture;
    QPainter painter(&picture);
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(QRect(0, 0, size, size), Theme::of(on.palette()).mutedText);
    return picture;
}

/// Renews it with the palette of its button, whose child it is.
class IconInk : public QObject {
public:
    explicit IconInk(QAbstractButton* button)
        : QObject(button)
        , m_button(button)
    {
        setObjectName(QStringLiteral("iconInk"));
        button->installEventFilter(this);
    }
    void show(const QString& name, int size, bool turned)
    {
        m_name = name;
        m_size = size;
        m_turned = turned;
        const QPixmap picture = tintedIcon(name, *m_button, size);
        m_button->setIcon(turned ? picture.transformed(QTransform::fromScale(-1, 1)) : picture);
        m_button->setIconSize({size, size});
    }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::PaletteChange)
            show(m_name, m_size, m_turned);
        return QObject::eventFilter(watched, event);
    }

private:
    QAbstractButton* m_button;
    QString m_name;
    int m_size = 0;
    bool m_turned = false;
};

} // namespace

void setToolIcon(QAbstractButton* button, const QString& name, int size, bool turned)
{
    auto* ink = static_cast<IconInk*>(
        button->findChild<QObject*>(QStringLiteral("iconInk"), Qt::FindDirectChildrenOnly));
    if (!ink)
        ink = new IconInk(button);
    ink->show(name, size, turned);
}

} // namespace glowworm
