// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/loss_card.h"

#include "model/session/session_values.h"
#include "ui/session/edits.h"
#include "ui/training/training_edits.h"
#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/folding_row.h"
#include "ui/widgets/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>

#include <initializer_list>
#include <utility>

namespace glowworm {
namespace {

constexpr int kLeastList = 110; // wide

} // namespace

LossCard::LossCard(const TrainingHistory& curves, QUndoStack& edits, QWidget* parent)
    : QFrame(parent)
    , m_edits(edits)
    , m_plot(new LossPlot(curves, this))
    , m_axis(new QComboBox(this))
    , m_smoothing(new QComboBox(this))
    , m_logarithmic(new QCheckBox(tr("logarithmic"), this))
{
    makeCard(this);
    auto* top = new FoldingRow(this);
    top->row()->setSpacing(kGap);
    top->row()->addWidget(newHeading(tr("Loss"), this));
    top->row()->addStretch(1);
    top->row()->addLayout(buildTools());
    auto* column = new QVBoxLayout(this);
    column->addWidget(top);
    column->addWidget(m_plot, 1);
    connect(m_axis, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_plot->setAxis(static_cast<LossPlot::Axis>(index));
        note(tr("axis"));
    });
    connect(m_smoothing, &QComboBox::currentIndexChanged, this, [this] {
        m_plot->setSmoothing(m_smoothing->currentData().toInt());
        note(tr("smoothing"));
    });
    connect(m_logarithmic, &QCheckBox::toggled, this, [this](bool on) {
        m_plot->setLogarithmic(on);
        note(tr("logarithmic axis"));
    });
    connect(m_plot, &LossPlot::logarithmicToggled, m_logarithmic, &QCheckBox::toggle);
    connect(m_plot, &LossPlot::zoomed, this,
        [this] { note(tr("zoom"), editId(TrainingEdit::LossZoom, m_plot->gesture())); });
    m_noted = view();
}

QHBoxLayout* LossCard::buildTools()
{
    m_axis->setObjectName(QStringLiteral("axis"));
    m_axis->addItems({tr("over steps"), tr("over training time")});
    for (QComboBox* list : {m_axis, m_smoothing}) // in a narrow window they are cut, not the card
        atEachTextSize(list, [list] { list->setMinimumWidth(textScaled(kLeastList)); });
    m_axis->setAccessibleName(tr("Horizontal axis"));
    m_axis->setToolTip(tr("Steps: what the same data teaches. Training time, of each model's "
                          "own steps: what the same time does."));
    m_smoothing->setObjectName(QStringLiteral("smoothing"));
    m_smoothing->addItem(tr("raw"), 0);
    for (const int steps : {10, 50, 200})
        m_smoothing->addItem(tr("average over %1 steps").arg(steps), steps);
    m_smoothing->setAccessibleName(tr("Smoothing"));
    m_smoothing->setToolTip(tr("Exponential moving average of the training loss l: m += a (l "
                               "- m), a = 2 / (n + 1), bias corrected; raw stays behind"));
    m_logarithmic->setObjectName(QStringLiteral("logarithmic"));
    m_logarithmic->setToolTip(tr("Logarithmic loss axis (L in the plot)"));
    auto* save = newButton(
        tr("Export"), "export", this, tr("Curves as CSV, or the plot as PNG, SVG or PDF (Ctrl+E)"));
    connect(save, &QPushButton::clicked, this, &LossCard::exportAsked);
    auto* tools = new QHBoxLayout;
    tools->setSpacing(kGap);
    for (QWidget* item : std::initializer_list<QWidget*>{m_axis, m_smoothing, m_logarithmic, save})
        tools->addWidget(item);
    tools->addStretch(1);
    return tools;
}

void LossCard::note(const QString& words, int id)
{
    const View now = view(), before = std::exchange(m_noted, now);
    if (now != before)
        m_edits.push(new ValueEdit<View>(
            words, before, now, [this](const View& chosen) { showView(chosen); }, id));
}

void LossCard::showView(const View& chosen)
{
    const QSignalBlocker quietAxis(m_axis), quietSmoothing(m_smoothing), quietLog(m_logarithmic);
    m_axis->setCurrentIndex(static_cast<int>(chosen.plot.axis));
    m_smoothing->setCurrentIndex(m_smoothing->findData(chosen.smoothing));
    m_logarithmic->setChecked(chosen.plot.logarithmic);
    if (chosen.smoothing != m_plot->smoothing())
        m_plot->setSmoothing(chosen.smoothing);
    m_plot->showView(chosen.plot);
    m_noted = view();
}

void LossCard::save(const SessionValues& to) const
{
    saveView(to, m_plot->view());
    to.integer("smoothing", m_plot->smoothing());
}

std::function<void()> LossCard::restored(const JsonObject& from)
{
    View restored{viewFrom(from), m_plot->smoothing()};
    if (from.has("smoothing")) {
        restored.smoothing = from.integer<int>("smoothing");
        if (m_smoothing->findData(restored.smoothing) < 0)
            from.refuse("smoothing", "one of the averages there are");
    }
    return [this, restored] { showView(restored); };
}

} // namespace glowworm
