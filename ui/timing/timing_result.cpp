// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timing/timing_result.h"

#include "model/base/numbers.h"
#include "ui/timing/timing_costs.h"
#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/path_text.h"
#include "ui/widgets/save_file.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace glowworm {

namespace {

QLabel* label(const char* name, QWidget* parent)
{
    auto* made = new QLabel(parent);
    made->setObjectName(QLatin1String(name));
    made->setWordWrap(true);
    made->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return made;
}

/// What makes two results differ besides what is measured.
QString differencesBetween(const BenchResult& a, const BenchResult& b)
{
    QStringList found;
    if (a.machine.cpu != b.machine.cpu || a.machine.simd != b.machine.simd)
        found += TimingResult::tr("another processor (%1, %2)")
                     .arg(shownName(b.machine.cpu), shownName(b.machine.simd));
    if (a.config.threads != b.config.threads)
        found += TimingResult::tr("threads: %1").arg(countText(b.config.threads));
    if (a.machine.build != b.machine.build)
        found += TimingResult::tr("another build");
    if (const QString shape = shapeWords(b.config);
        isShaped(b.config.workload) && shape != shapeWords(a.config))
        found += TimingResult::tr("another shape (%1)").arg(shape);
    if (!isShaped(b.config.workload) && a.config.context != b.config.context)
        found += TimingResult::tr("tokens in the cache: %1").arg(countText(b.config.context));
    if (a.denseHash != b.denseHash || a.sparseHash != b.sparseHash)
        found += TimingResult::tr("other checkpoints");
    if (!b.complete)
        found += TimingResult::tr("partial");
    return found.join(QStringLiteral(", "));
}

} // namespace

TimingResult::TimingResult(QWidget* parent)
    : QFrame(parent)
    , m_source(label("source", this))
    , m_equivalence(label("equivalence", this))
    , m_notes(label("notes", this))
    , m_machine(label("machine", this))
    , m_emptyTable(label("emptyTable", this))
    , m_export(newButton(tr("Export"), "export", this))
    , m_copy(newButton(
          tr("Copy table"), "copy", this, tr("The table as Markdown (Ctrl+C in the table)")))
    , m_table(new TimingTable(this))
    , m_facts(new TimingFacts(this))
{
    makeCard(this);
    for (QLabel* muted : {m_source, m_notes, m_machine, m_emptyTable})
        makeMuted(muted);
    m_emptyTable->setAlignment(Qt::AlignCenter);
    m_table->setObjectName(QStringLiteral("table"));
    m_facts->setObjectName(QStringLiteral("facts"));
    m_equivalence->setToolTip(
        tr("Before anything is timed, the fired path must compute the same function "
           "as the masked dense product, within 1e-4, and read only "
           "the fired neurons' weight rows. What is not equal is not timed."));
    auto* top = new QHBoxLayout;
    top->setSpacing(kGap);
    top->addWidget(newHeading(tr("Result"), this));
    top->addWidget(m_source, 1);
    top->addWidget(m_copy);
    top->addWidget(m_export);
    auto* column = new QVBoxLayout(this);
    column->addLayout(top);
    for (QWidget* item : std::initializer_list<QWidget*>{
             m_equivalence, m_emptyTable, m_table, m_facts, m_notes, m_machine})
        column->addWidget(item, item == m_table || item == m_emptyTable ? 1 : 0);
    connect(m_copy, &QPushButton::clicked, this, &TimingResult::copy);
    connect(m_table, &TimingTable::copyRequested, this, &TimingResult::copy);
    connect(m_export, &QPushButton::clicked, this, &TimingResult::askToExport);
}

void TimingResult::askToExport()
{
    askWhereToSave(this, tr("Export timings"), QStringLiteral("timing.json"),
        {tr("Everything (*.json)"), tr("Table (*.csv)"), tr("Markdown (*.md)"),
            tr("Picture of the left plot (*.png)"), tr("Drawing of the left plot (*.svg)"),
            tr("Document of the left plot (*.pdf)")},
        [this](const QString& file) { Q_EMIT exportRequested(file); });
}

void TimingResult::copy()
{
    QGuiApplication::clipboard()->setText(QString::fromStdString(toMarkdown(m_result)));
}

void TimingResult::showResult(const BenchResult& result, const QString& source,
    const std::optional<Compared>& compared, bool running, const std::vector<Ceiling>& ceilings,
    std::function<QString(const TimedCase&)> commandOf)
{
    m_result = result;
    const bool any = !result.rows.empty();
    m_source->setText(source);
    setNumbersFrom(this, source.isEmpty() ? Provenance::Measured : Provenance::Recorded);
    m_table->showResult(result, compared, std::move(commandOf));
    m_table->setVisible(any);
    m_facts->showResult(result, !source.isEmpty());
    m_emptyTable->setVisible(!any);
    m_emptyTable->setText(running
            ? tr("Preparing weights and checking that both paths compute the same function\u2026")
            : tr("Press Time it (F5) to time what is chosen at the left.\nWhat is drawn below is "
                 "computed "
                 "from the shapes; measured values join it."));
    QStringList notes;
    if (any && !result.complete && !running)
        notes += tr("This result is partial: %1.").arg(stoppedWords(result));
    if (compared)
        if (const QString other = differencesBetween(result, compared->result); !other.isEmpty())
            notes += tr("The compared result of %1 differs in more than its numbers: %2.")
                         .arg(compared->name, other);
    for (const std::string& notice : result.notices)
        notes += shownName(notice);
    if (const QString note = ceilingNote(result, ceilings); !note.isEmpty())
        notes += note;
    m_notes->setText(notes.join(QLatin1Char('\n')));
    m_notes->setVisible(!notes.isEmpty());
    m_machine->setVisible(any);
    m_machine->setText(any ? machineLine(result) : QString());
    m_machine->setToolTip(shownName(result.machine.build));
    showEquivalence(result);
    m_export->setEnabled(any && !running);
    m_copy->setEnabled(any);
    m_export->setToolTip(m_export->isEnabled()
            ? tr("JSON, CSV, Markdown, or the plot as PNG, SVG or PDF (Ctrl+E)")
            : tr("There is no finished result yet"));
}

void TimingResult::showEquivalence(const BenchResult& result)
{
    m_equivalence->setVisible(result.equivalence.has_value());
    if (!result.equivalence)
        return;
    QStringList rows;
    for (const Equivalence& check : result.checks)
        rows += tr("%1 of %2").arg(countText(check.rowsReadPerLayer), countText(check.groups));
    m_equivalence->setText(
        tr("\u2713 Equivalence check passed: fired path = masked dense product on %1 inputs, "
           "largest relative difference %2 (at most 1e-4 "
           "allowed); weight rows read per token and layer, of those allowed: %3.")
            .arg(countText(result.equivalence->inputs),
                QString::fromStdString(significant(result.equivalence->maxRelativeDifference, 2)),
                rows.join(QStringLiteral(", "))));
}

} // namespace glowworm
