// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/motion.h"

#include <QApplication>
#include <QProxyStyle>
#include <QStyleFactory>
#include <QVariant>

namespace glowworm {
namespace {

constexpr const char* kMotion = "motion"; // a property of the application

/// With or without motion, whatever the system has it do.
class MotionStyle : public QProxyStyle {
public:
    explicit MotionStyle(bool moves)
        : QProxyStyle(QStringLiteral("Fusion"))
        , m_moves(moves)
    {
    }
    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
        QStyleHintReturn* more) const override
    {
        constexpr int kMilliseconds = 200; // as Qt's own styles
        if (hint == SH_Widget_Animation_Duration)
            return m_moves ? kMilliseconds : 0;
        return QProxyStyle::styleHint(hint, option, widget, more);
    }

private:
    const bool m_moves;
};

} // namespace

MotionChoice motionChoiceOf(const QString& word)
{
    return word == QStringLiteral("less") ? MotionChoice::Less
        : word == QStringLiteral("full")  ? MotionChoice::Full
                                          : MotionChoice::System;
}

void setMotion(QApplication& application, MotionChoice motion)
{
    application.setProperty(kMotion, static_cast<int>(motion));
}

MotionChoice motionOf(const QApplication& application)
{
    return static_cast<MotionChoice>(application.property(kMotion).toInt());
}

QStyle* newStyle(MotionChoice motion)
{
    if (motion == MotionChoice::System)
        return QStyleFactory::create(QStringLiteral("Fusion"));
    return new MotionStyle(motion == MotionChoice::Full);
}

} // namespace glowworm
