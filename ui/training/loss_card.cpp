// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/loss_card.h"

#include "ui/training/loss_plot.h"
#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/save_file.h"
#include "ui/widgets/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace glowworm {

LossCard::LossCard(const TrainingHistory& curves, QWidget* parent)
    : QFrame(parent)
    , m_plot(new LossPlot(curves, this))
{
    makeCard(this);
    auto* column = new QVBoxLayout(this);
    column->addLayout(buildTools());
    column->addWidget(m_plot, 1);
}

QHBoxLayout* LossCard::buildTools()
{
    auto* axis = new QComboBox(this);
    axis->setObjectName(QStringLiteral("axis"));
    axis->addItems({tr("over steps"), tr("over training time")});
    axis->setAccessibleName(tr("Horizontal axis"));
    auto* smoothing = new QComboBox(this);
    smoothing->setObjectName(QStringLiteral("smoothing"));
    smoothing->addItem(tr("raw"), 0);
    for (const int steps : {10, 50, 200})
        smoothing->addItem(tr("average over %1 steps").arg(steps), steps);
    smoothing->setAccessibleName(tr("Smoothing"));
    smoothing->setToolTip(tr("Exponential moving average of the training loss, bias corrected; the "
                             "raw curve stays behind it"));
    auto* logarithmic = new QCheckBox(tr("logarithmic"), this);
    logarithmic->setObjectName(QStringLiteral("logarithmic"));
    logarithmic->setToolTip(tr("Logarithmic loss axis (L in the plot)"));
    auto* save = newButton(
        tr("Export"), "export", this, tr("Curves as CSV, or the plot as PNG, SVG or PDF (Ctrl+E)"));
    save->setShortcut(QKeySequence(tr("Ctrl+E")));
    auto* tools = new QHBoxLayout;
    tools->setSpacing(kGap);
    tools->addWidget(newHeading(tr("Loss"), this));
    tools->addStretch(1);
    for (QWidget* item : std::initializer_list<QWidget*>{axis, smoothing, logarithmic, save})
        tools->addWidget(item);
    connect(axis, &QComboBox::currentIndexChanged, m_plot, [this](int index) {
        m_plot->setAxis(index == 0 ? LossPlot::Axis::Step : LossPlot::Axis::Time);
    });
    connect(smoothing, &QComboBox::currentIndexChanged, m_plot,
        [this, smoothing] { m_plot->setSmoothing(smoothing->currentData().toInt()); });
    connect(logarithmic, &QCheckBox::toggled, m_plot, &LossPlot::setLogarithmic);
    connect(m_plot, &LossPlot::logarithmicToggled, logarithmic, &QCheckBox::toggle);
    connect(save, &QPushButton::clicked, this, [this] {
        askWhereToSave(this, tr("Export curves"), QStringLiteral("training.csv"),
            {tr("Curves (*.csv)"), tr("Picture (*.png)"), tr("Drawing (*.svg)"),
                tr("Document (*.pdf)")},
            [this](const QString& file) { Q_EMIT exportRequested(file); });
    });
    return tools;
}

} // namespace glowworm
