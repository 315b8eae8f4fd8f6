// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/basic_widgets.h"

#include "ui/widgets/theme.h"

#include <QEvent>
#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QStringList>

#include <utility>

namespace glowworm {
namespace {

class FontWatch : public QObject {
public:
    FontWatch(QWidget* widget, std::function<void()> fit)
        : QObject(widget)
        , m_fit(std::move(fit))
    {
        widget->installEventFilter(this);
        m_fit();
    }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::FontChange)
            m_fit();
        return QObject::eventFilter(watched, event);
    }

private:
    const std::function<void()> m_fit;
};

} // namespace

QFrame* newCard(QWidget* parent)
{
    auto* card = new QFrame(parent);
    makeCard(card);
    return card;
}

QLabel* newHeading(const QString& text, QWidget* parent)
{
    auto* heading = new QLabel(text, parent);
    setTextRole(heading, TextRole::Title);
    return heading;
}

QLabel* newNote(const QString& text, QWidget* parent)
{
    auto* note = new QLabel(text, parent);
    note->setWordWrap(true);
    makeMuted(note);
    return note;
}

void atEachTextSize(QWidget* widget, std::function<void()> fit)
{
    new FontWatch(widget, std::move(fit));
}

int linesHeight(const QWidget* widget, int lines)
{
    const QString text = QStringList(lines, QStringLiteral("x")).join(QLatin1Char('\n'));
    return widget->fontMetrics().size(0, text).height(); // more than so many line spacings
}

void keepLines(QLabel* label, int lines)
{
    atEachTextSize(label, [=] { label->setMinimumHeight(linesHeight(label, lines)); });
}

void keepRoom(QLabel* label, const QString& widest)
{
    atEachTextSize(label, [=] {
        const int width = label->fontMetrics().size(0, widest).width(); // as QLabel rounds it
        label->setFixedSize(width, linesHeight(label, 1));
    });
}

QPushButton* newButton(const QString& text, const char* name, QWidget* parent, const QString& help)
{
    auto* button = new QPushButton(text, parent);
    button->setObjectName(QLatin1String(name));
    button->setToolTip(help);
    return button;
}

} // namespace glowworm
