// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/rail.h"

#include "ui/widgets/theme.h"

#include <QButtonGroup>
#include <QFontMetrics>
#include <QIcon>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace glowworm {

namespace {

constexpr int kLeastWidth = 64, kBesideButton = 6; // of a button; beside it
constexpr int kIcon = 22;                          // all in logical pixels
constexpr qreal kLight = 3.5;                      // radius
constexpr qreal kChosenRadius = 9;                 // of the ground of the chosen one

QPixmap tinted(const QIcon& icon, const QColor& colour, qreal ratio)
{
    QPixmap picture = icon.pixmap(QSize(kIcon, kIcon), ratio);
    QPainter painter(&picture);
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(picture.rect(), colour);
    return picture;
}

/// Shape says the state as well as colour: a disc, a ring, a cross.
void paintLight(QPainter& painter, QPointF middle, Light light, const Theme& theme)
{
    const QColor colour = light == Light::Runs ? theme.good
        : light == Light::Waits                ? theme.warning
                                               : theme.error;
    painter.setPen(QPen(colour, 1.8, Qt::SolidLine, Qt::RoundCap));
    painter.setBrush(light == Light::Runs ? QBrush(colour) : QBrush(Qt::NoBrush));
    const QPointF arm(kLight * 0.75, kLight * 0.75), other(arm.x(), -arm.y());
    if (light == Light::Failed) {
        painter.drawLine(middle - arm, middle + arm);
        painter.drawLine(middle - other, middle + other);
    } else if (light != Light::Off) {
        painter.drawEllipse(middle, kLight, kLight);
    }
}

} // namespace

/// Its text may have several lines.
class RailButton : public QToolButton {
public:
    RailButton(const QString& icon, const QString& text, QWidget* parent)
        : QToolButton(parent)
    {
        setIcon(QIcon(QStringLiteral(":/icons/%1.svg").arg(icon)));
        setText(text);
        setTextRole(this, TextRole::Note);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }

    void setLight(Light light)
    {
        m_light = light;
        update();
    }

    QSize sizeHint() const override
    {
        const QSize words = fontMetrics().size(0, text());
        return {std::max(textScaled(kLeastWidth), words.width() + 2),
            kGap + kIcon + kGap / 2 + words.height() + kGap};
    }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        const Theme theme = Theme::of(palette());
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const bool lit = isChecked() || isDown();
        if (lit || underMouse()) {
            painter.setPen(theme.highContrast ? QPen(theme.text) : QPen(Qt::NoPen));
            painter.setBrush(lit ? theme.raised : theme.base);
            painter.drawRoundedRect(
                QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), kChosenRadius, kChosenRadius);
        }
        const QPoint corner((width() - kIcon) / 2, kGap);
        painter.drawPixmap(corner,
            tinted(icon(), isChecked() ? theme.sparse : theme.mutedText, devicePixelRatioF()));
        paintLight(painter, corner + QPointF(kIcon + kLight, 1), m_light, theme);
        painter.setPen(isChecked() ? theme.text : theme.mutedText);
        painter.drawText(rect().adjusted(0, kGap + kIcon + kGap / 2, 0, -kGap),
            Qt::AlignHCenter | Qt::AlignTop, text());
    }

private:
    Light m_light = Light::Off;
};

Rail::Rail(const Activity& activity, QWidget* parent)
    : QWidget(parent)
    , m_activity(activity)
{
    setProperty("region", true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(kBesideButton, kGap, kBesideButton, kGap);
    column->setSpacing(kGap);
    auto* group = new QButtonGroup(this);
    for (int index = 0; index < kPanels; ++index) {
        const auto panel = static_cast<PanelId>(index);
        auto* button = new RailButton(wordFor(panel), titleOf(panel), this);
        button->setObjectName(QStringLiteral("tab-") + wordFor(panel));
        button->setWhatsThis(helpOf(panel));
        button->setCheckable(true);
        button->setProperty("landing", true);
        group->addButton(button, index);
        column->addWidget(button);
        m_panels[static_cast<std::size_t>(index)] = button;
    }
    connect(group, &QButtonGroup::idClicked, this,
        [this](int index) { Q_EMIT chosen(static_cast<PanelId>(index)); });
    column->addStretch(1);
    auto* copy = new RailButton(QStringLiteral("command"), tr("Copy as\ncommand"), this);
    copy->setObjectName(QStringLiteral("copyCommand"));
    copy->setAccessibleName(tr("Copy as command"));
    copy->setToolTip(tr("The glowworm-cli line that does the same (Ctrl+Shift+C)"));
    copy->setWhatsThis(tr("Copies the glowworm-cli line that does what this panel does, with the "
                          "same settings, files and seed: paste it into a terminal or a script."));
    connect(copy, &QToolButton::clicked, this, &Rail::commandAsked);
    column->addWidget(copy);
    connect(&m_activity, &Activity::changed, this, &Rail::showLights);
    showLights();
}

void Rail::showCurrent(PanelId panel)
{
    m_panels[static_cast<std::size_t>(panel)]->setChecked(true);
}

void Rail::showLights()
{
    for (int index = 0; index < kPanels; ++index) {
        RailButton& button = *m_panels[static_cast<std::size_t>(index)];
        const Activity::State& state = m_activity.of(static_cast<PanelId>(index));
        const QString name = tr("%1 (Ctrl+%2)").arg(button.text()).arg(index + 1);
        button.setLight(state.light);
        button.setToolTip(state.words.isEmpty() ? name : name + QLatin1Char('\n') + state.words);
        button.setAccessibleDescription(state.words);
    }
}

void Rail::paintEvent(QPaintEvent*)
{
    const Theme theme = Theme::of(palette());
    QPainter painter(this);
    painter.fillRect(rect(), theme.rail);
    if (theme.highContrast)
        painter.fillRect(QRect(width() - 1, 0, 1, height()), theme.grid);
}

} // namespace glowworm
