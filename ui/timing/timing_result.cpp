// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timing/timing_result.h"

#include "model/base/numbers.h"
#include "ui/timing/timing_costs.h"
#include "ui/timing/timing_report.h"
#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/folding_row.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/path_text.h"
#include "ui/widgets/save_file.h"
#include "ui/widgets/sentence_words.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QResizeEvent>

#include <algorithm>

namespace glowworm {

namespace {

constexpr int kLeastTable = 118; // pixels: the first case and three of its rows

/// Around a table that is as high as its last whole row.
class WholeRows : public QWidget {
public:
    WholeRows(TimingTable& table, QWidget* parent)
        : QWidget(parent)
        , m_table(table)
    {
        table.setParent(this);
    }
    QSize sizeHint() const override { return m_table.sizeHint(); }
    QSize minimumSizeHint() const override
    {
        return {m_table.minimumSizeHint().width(), textScaled(kLeastTable)};
    }

protected:
    void resizeEvent(QResizeEvent*) override { fit(); }
    bool event(QEvent* event) override
    {
        const bool done = QWidget::event(event);
        if (event->type() == QEvent::LayoutRequest) // it may have its first row now
            fit();
        return done;
    }

private:
    void fit()
    {
        const QTreeWidgetItem* first = m_table.topLevelItem(0);
        const int row = first ? m_table.visualItemRect(first).height() : 0,
                  head = m_table.header()->height(), over = row > 0 ? (height() - head) % row : 0;
        m_table.setGeometry(0, 0, width(), height() - std::max(0, over));
    }

    TimingTable& m_table;
};

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
    , m_more(new QWidget(this))
    , m_equivalence(label("equivalence", m_more))
    , m_notes(label("notes", m_more))
    , m_machine(label("machine", m_more))
    , m_emptyTable(label("emptyTable", this))
    , m_brief(new ElidedLabel(this))
    , m_details(newButton(tr("Details"), "details", this,
          tr("Shows below the table how the two were compared, all that is noteworthy, and the "
             "machine")))
    , m_export(newButton(tr("Export"), "export", this))
    , m_copy(newButton(
          tr("Copy table"), "copy", this, tr("The table as Markdown (Ctrl+C in the table)")))
    , m_table(new TimingTable(this))
    , m_facts(new TimingFacts(this))
{
    makeCard(this);
    for (QLabel* muted : {m_equivalence, m_notes, m_machine, m_emptyTable})
        makeMuted(muted);
    for (QWidget* small :
        std::initializer_list<QWidget*>{m_equivalence, m_notes, m_machine, m_brief})
        setTextRole(small, TextRole::Note);
    m_emptyTable->setAlignment(Qt::AlignCenter);
    m_table->setObjectName(QStringLiteral("table"));
    m_facts->setObjectName(QStringLiteral("facts"));
    m_equivalence->setToolTip(
        tr("Before anything is timed, the fired path must compute the same function "
           "as the masked dense product, within 1e-4, and read only "
           "the fired neurons' weight rows. What is not equal is not timed."));
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(kGap);
    for (QPushButton* button : {m_details, m_copy, m_export})
        buttons->addWidget(button);
    auto* top = new FoldingRow(this);
    top->row()->addWidget(newHeading(tr("Every variant"), this));
    top->row()->addStretch(1);
    top->row()->addLayout(buttons);
    auto* column = new QVBoxLayout(this);
    column->setSpacing(4);
    column->addWidget(top);
    m_rows = new WholeRows(*m_table, this);
    for (QWidget* item :
        std::initializer_list<QWidget*>{m_emptyTable, m_rows, m_facts, m_brief, m_more})
        column->addWidget(item, item == m_rows || item == m_emptyTable ? 1 : 0);
    atEachTextSize(m_emptyTable, [this] {
        m_emptyTable->setMinimumHeight(textScaled(kLeastTable));
        m_rows->updateGeometry();
    });
    auto* lines = new QVBoxLayout(m_more);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(4);
    for (QLabel* line : {m_equivalence, m_notes, m_machine})
        lines->addWidget(line);
    m_more->hide();
    m_details->setCheckable(true);
    connect(m_details, &QPushButton::toggled, this, &TimingResult::showDetails);
    connect(m_copy, &QPushButton::clicked, this, &TimingResult::copy);
    connect(m_table, &TimingTable::copyRequested, this, &TimingResult::copy);
    connect(m_export, &QPushButton::clicked, this, &TimingResult::exportAsked);
}

void TimingResult::copy()
{
    QGuiApplication::clipboard()->setText(QString::fromStdString(
        toMarkdown(m_result, reportWords(), machineLine(m_result).toStdString())));
    say(this, tr("The table is copied, as Markdown."));
}

void TimingResult::showResult(const BenchResult& result, bool recorded,
    const std::optional<Compared>& compared, bool running, const std::vector<Ceiling>& ceilings,
    std::function<QString(const TimedCase&)> commandOf)
{
    m_result = result;
    const bool any = !result.rows.empty();
    m_table->showResult(result, compared, std::move(commandOf));
    m_rows->setVisible(any);
    QCoreApplication::postEvent(m_rows, new QEvent(QEvent::LayoutRequest)); // rows may be there
    m_facts->showResult(result, recorded);
    m_emptyTable->setVisible(!any);
    m_emptyTable->setText(running
            ? tr("Preparing weights and checking that both paths compute the same function\u2026")
            : tr("Press Time it (F5) to time what is chosen at the left.") + QLatin1Char('\n')
                + tr("What is drawn below is computed from the shapes; measured values join it."));
    QStringList notes;
    if (any && !result.complete && !running)
        notes += tr("This result is partial: %1.").arg(stoppedWords(result));
    if (compared)
        if (const QString other = differencesBetween(result, compared->result); !other.isEmpty())
            notes += tr("The compared result of %1 differs in more than its numbers: %2.")
                         .arg(compared->name, other);
    if (const QString note = doubtNote(result); !note.isEmpty())
        notes += note;
    for (const std::string& notice : result.notices)
        notes += sentenceWords(shownName(notice).toStdString());
    if (const QString note = ceilingNote(result, ceilings); !note.isEmpty())
        notes += note;
    m_brief->setText(notes.size() > 1
            ? tr("%1 (%Ln more under Details)", nullptr, static_cast<int>(notes.size()) - 1)
                  .arg(notes.front())
            : notes.join(QString()),
        notes.size() > 1 ? tr("%Ln notes, under Details", nullptr, static_cast<int>(notes.size()))
                         : QString());
    m_notes->setText(notes.join(QLatin1Char('\n')));
    m_notes->setVisible(!notes.isEmpty());
    m_machine->setVisible(any);
    m_machine->setText(any ? machineLine(result) : QString());
    m_machine->setToolTip(shownName(result.machine.build));
    showEquivalence(result);
    if (notes.isEmpty())
        m_brief->setText(m_equivalence->text(),
            m_equivalence->text().isEmpty()
                ? QString()
                : tr("\u2713 Equivalence check passed; more under Details"));
    if (const QString whole = undividedNote(result); !whole.isEmpty()) {
        m_notes->setText((notes << whole).join(QLatin1Char('\n')));
        m_notes->show();
    }
    m_details->setEnabled(any);
    showDetails();
    m_export->setEnabled(any && !running);
    m_copy->setEnabled(any);
    m_export->setToolTip(m_export->isEnabled()
            ? tr("CSV, JSON, Markdown, HTML, LaTeX, or a plot as PNG, SVG or PDF (Ctrl+E)")
            : tr("There is no finished result yet"));
}

/// One line stands below the table always, so that nothing moves as notes come; all of them once
/// they are asked for.
void TimingResult::showDetails()
{
    const bool all = m_details->isChecked() && m_details->isEnabled();
    m_more->setVisible(all);
    m_brief->setVisible(!all);
}

QString TimingResult::equivalence() const { return m_equivalence->text(); }

void TimingResult::showEquivalence(const BenchResult& result)
{
    m_equivalence->setVisible(result.equivalence.has_value());
    m_equivalence->clear();
    if (!result.equivalence)
        return;
    QStringList rows;
    for (const Equivalence& check : result.checks)
        rows += tr("%1 of %2").arg(countText(check.rowsReadPerLayer), countText(check.groups));
    m_equivalence->setText(
        tr("\u2713 Equivalence check passed on %1 inputs, largest relative difference %2 (allowed: "
           "1e-4); weight rows read, of those allowed: %3.")
            .arg(countText(result.equivalence->inputs),
                QString::fromStdString(significant(result.equivalence->maxRelativeDifference, 2)),
                rows.join(QStringLiteral(", "))));
}

} // namespace glowworm
