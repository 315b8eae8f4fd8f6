// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/sample_log.h"

#include "model/training/training_history.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"

#include <QGridLayout>
#include <QLabel>
#include <QPlainTextEdit>

namespace glowworm {

namespace {

constexpr int kMostSampleLines = 3000;

} // namespace

SampleLog::SampleLog(QWidget* parent)
    : QWidget(parent)
{
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    const std::array<QString, 2> names = {tr("sparse"), tr("dense")};
    for (const Twin twin : kTwins) {
        const auto slot = slotOf(twin);
        auto* half = new QWidget(this);
        auto* name = new QLabel(names[slot], half);
        makeMuted(name);
        m_names[slot] = name;
        auto* log = new QPlainTextEdit(half);
        log->setObjectName(twin == Twin::Sparse ? QStringLiteral("sparseSamples")
                                                : QStringLiteral("denseSamples"));
        log->setReadOnly(true);
        log->setMaximumBlockCount(kMostSampleLines);
        setMonospaced(log);
        log->setMinimumHeight(48);
        log->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored); // the curves come first
        log->setPlaceholderText(tr("The first evaluation writes here."));
        const bool isSparse = twin == Twin::Sparse;
        log->setAccessibleName(
            isSparse ? tr("Samples of the sparse model") : tr("Samples of the dense model"));
        log->setWhatsThis(isSparse
                ? tr("What the sparse model writes after each evaluation, always with the same "
                     "seed: the text changes because the weights do.")
                : tr("What the dense model writes after each evaluation, always with the same "
                     "seed: the text changes because the weights do."));
        m_logs[slot] = log;
        auto* column = new QVBoxLayout(half);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(kGap / 2);
        column->addWidget(name);
        column->addWidget(log, 1);
        grid->addWidget(half, 0, static_cast<int>(slot));
        grid->setColumnStretch(static_cast<int>(slot), 1);
    }
    restart(true, true);
}

void SampleLog::restart(bool sparse, bool dense)
{
    for (QPlainTextEdit* log : m_logs)
        log->clear();
    m_logs[static_cast<std::size_t>(Twin::Sparse)]->parentWidget()->setVisible(sparse);
    m_logs[static_cast<std::size_t>(Twin::Dense)]->parentWidget()->setVisible(dense);
}

void SampleLog::append(const TrainingEvent& event)
{
    QPlainTextEdit& log = *m_logs[static_cast<std::size_t>(event.twin)];
    const EvalReport& report = event.eval;
    if (event.kind == TrainingEvent::Kind::Sample)
        log.appendPlainText(QString::fromStdString(event.text));
    if (event.kind != TrainingEvent::Kind::Evaluation)
        return;
    log.parentWidget()->show();
    if (report.accuracy)
        log.appendPlainText(tr("step %1: %2 of the test pictures right, loss %3")
                                .arg(countText(report.step), percentText(*report.accuracy, 2),
                                    lossText(report.loss)));
    else
        log.appendPlainText((log.document()->isEmpty() ? QString() : QStringLiteral("\n"))
            + tr("step %1: validation %2").arg(countText(report.step), lossText(report.loss)));
}

QString SampleLog::plainText() const
{
    QString all;
    for (const Twin twin : kTwins)
        if (const QString text = m_logs[slotOf(twin)]->toPlainText(); !text.isEmpty())
            all += QStringLiteral("-- %1 --\n%2\n\n").arg(m_names[slotOf(twin)]->text(), text);
    return all;
}

} // namespace glowworm
