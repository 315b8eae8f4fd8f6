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

#include <utility>

namespace glowworm {
namespace {

constexpr int kLeastAxis = 116, kLeastList = 64; // wide

} // namespace

LossCard::LossCard(const TrainingHistory& curves, QUndoStack& edits, QWidget* parent)
    : QFrame(parent)
    , m_edits(edits)
    , m_plot(new LossPlot(curves, this))
    , m_axis(new QComboBox(this))
    , m_smoothing(new QComboBox(this))
    , m_fall(new QCheckBox(tr("first fall"), this))
    , m_logarithmic(new QCheckBox(tr("logarithmic"), this))
{
    makeCard(this);
    auto* column = new QVBoxLayout(this);
    column->addWidget(buildTools());
    column->addWidget(m_plot, 1);
    connect(m_axis, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_plot->setAxis(static_cast<LossPlot::Axis>(index));
        note(tr("axis"));
    });
    connect(m_smoothing, &QComboBox::currentIndexChanged, this, [this] {
        m_plot->setSmoothing(m_smoothing->currentData().toInt());
        note(tr("smoothing"));
    });
    connect(m_fall, &QCheckBox::toggled, this, [this](bool whole) {
        m_plot->setWholeFall(whole);
        note(tr("first fall"));
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

QWidget* LossCard::buildTools()
{
    m_axis->setObjectName(QStringLiteral("axis"));
    m_axis->addItems({tr("over steps"), tr("over training time")});
    for (const auto& [list, least] : // in a narrow window they are cut, not the card
        {std::pair(m_axis, kLeastAxis), {m_smoothing, kLeastList}})
        atEachTextSize(
            list, [list = list, least = least] { list->setMinimumWidth(textScaled(least)); });
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
    m_fall->setObjectName(QStringLiteral("lossFall"));
    m_fall->setToolTip(tr("The first steps hold most of the fall of the loss: with it in view, "
                          "what comes after lies in a narrow band"));
    m_logarithmic->setObjectName(QStringLiteral("logarithmic"));
    m_logarithmic->setToolTip(tr("Logarithmic loss axis (L in the plot)"));
    auto* save = newButton(
        tr("Export"), "export", this, tr("Curves as CSV, or the plot as PNG, SVG or PDF (Ctrl+E)"));
    connect(save, &QPushButton::clicked, this, &LossCard::exportAsked);
    auto* tools = new FoldingRow(this);
    tools->row()->setSpacing(kGap);
    const QList<QList<QWidget*>> parts{
        {newHeading(tr("Loss"), this), m_axis, m_smoothing}, {m_fall, m_logarithmic, save}};
    for (const QList<QWidget*>& part : parts) {
        auto* row = new QHBoxLayout;
        row->setSpacing(kGap);
        for (QWidget* item : part)
            row->addWidget(item);
        tools->row()->addLayout(row);
        tools->row()->setAlignment(row, &part == &parts.front() ? Qt::AlignLeft : Qt::AlignRight);
    }
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
    const QSignalBlocker quietAxis(m_axis), quietSmoothing(m_smoothing), quietFall(m_fall),
        quietLog(m_logarithmic);
    m_axis->setCurrentIndex(static_cast<int>(chosen.plot.axis));
    m_smoothing->setCurrentIndex(m_smoothing->findData(chosen.smoothing));
    m_fall->setChecked(chosen.fall);
    m_logarithmic->setChecked(chosen.plot.logarithmic);
    if (chosen.smoothing != m_plot->smoothing())
        m_plot->setSmoothing(chosen.smoothing);
    if (chosen.fall != m_plot->wholeFall())
        m_plot->setWholeFall(chosen.fall);
    m_plot->showView(chosen.plot);
    m_noted = view();
}

void LossCard::save(const SessionValues& to) const
{
    saveView(to, m_plot->view());
    to.integer("smoothing", m_plot->smoothing());
    to.flag("fall", m_plot->wholeFall());
}

std::function<void()> LossCard::restored(const JsonObject& from)
{
    View restored{viewFrom(from), m_plot->smoothing(), from.has("fall") && from.flag("fall")};
    if (from.has("smoothing")) {
        restored.smoothing = from.integer<int>("smoothing");
        if (m_smoothing->findData(restored.smoothing) < 0)
            from.refuse("smoothing", "one of the averages there are");
    }
    return [this, restored] { showView(restored); };
}

} // namespace glowworm
