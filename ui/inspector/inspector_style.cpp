// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/inspector_style.h"

#include "model/config/config.h"
#include "ui/widgets/colour_mix.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/tr.h"

#include <QHeaderView>
#include <QLabel>
#include <QTableWidget>
#include <QToolButton>

#include <initializer_list>
#include <utility>

namespace glowworm {
namespace {

/// The longer names first: "@light" is the start of "@lightSparse".
constexpr auto kSheet = R"(
QLabel { color: @text; background: transparent; }
QLabel[quiet="true"] { color: @quiet; }
QLabel[light="sparse"] { color: @brightSparse; }
QLabel[light="dense"] { color: @brightDense; }
QToolButton { background: @bar; color: @text; border: 1px solid @line; border-radius: 8px; padding: 5px 4px; }
QToolButton[textRole="note"] { padding: 5px 2px; }
QToolButton:hover { border-color: @quiet; }
QToolButton:disabled { color: @quiet; background: @raised; border-color: @bar; }
QToolButton[light="sparse"], QToolButton:checked { background: @shadeSparse; border-color: @lightSparse; }
QToolButton[light="dense"] { background: @shadeDense; border-color: @lightDense; }
QToolButton[flat="true"] { background: transparent; border-color: transparent; padding: 0; }
QToolButton[flat="true"]:hover { border-color: @quiet; }
QTableView, QListView { background: transparent; color: @text; border: 0; selection-background-color: @shadeSparse;
    selection-color: @text; }
QScrollBar:vertical { width: 6px; }
QScrollBar::handle { background: @scroll; border-radius: 2px; margin: 1px; }
QHeaderView { background: transparent; }
QHeaderView::section { background: transparent; color: @quiet; border: 0; padding: 1px 2px; }
)";

} // namespace

QPalette stagePalette(const Stage& stage)
{
    QPalette palette(stage.bar, stage.ground);
    for (const auto& [role, colour] : std::initializer_list<std::pair<QPalette::ColorRole, QColor>>{
             {QPalette::WindowText, stage.text}, {QPalette::Text, stage.text},
             {QPalette::ButtonText, stage.text}, {QPalette::Base, stage.ground},
             {QPalette::AlternateBase, stage.raised}, {QPalette::Highlight, stage.line},
             {QPalette::HighlightedText, stage.text}, {QPalette::Link, stage.dense.light},
             {QPalette::LinkVisited, stage.dense.light},
             {QPalette::PlaceholderText, stage.quietText}})
        palette.setColor(role, colour);
    return palette;
}

QString stageSheet(const Stage& stage)
{
    QString sheet = QString::fromLatin1(kSheet);
    for (const auto& [name, colour] : std::initializer_list<std::pair<const char*, QColor>>{
             {"@shadeSparse", mixed(stage.ground, stage.sparse.light, 0.2)},
             {"@shadeDense", mixed(stage.ground, stage.dense.light, 0.2)},
             {"@lightSparse", stage.sparse.light}, {"@lightDense", stage.dense.light},
             {"@brightSparse", stage.sparse.bright}, {"@brightDense", stage.dense.bright},
             {"@scroll", mixed(stage.bar, stage.quietText, 0.3)}, {"@quiet", stage.quietText},
             {"@raised", stage.raised}, {"@text", stage.text}, {"@line", stage.line},
             {"@bar", stage.bar}})
        sheet.replace(QLatin1String(name), colour.name());
    return sheet;
}

void makeQuiet(QLabel* label)
{
    setMark(label, "quiet");
    setTextRole(label, TextRole::Note);
}

void makeTitle(QLabel* label) { setTextRole(label, TextRole::Title); }

void setLight(QWidget* widget, Twin twin)
{
    setMark(
        widget, "light", twin == Twin::Sparse ? QStringLiteral("sparse") : QStringLiteral("dense"));
}

void clearLight(QWidget* widget) { setMark(widget, "light", QString()); }

QString ticked(const QString& words, bool on)
{
    return on ? QStringLiteral("\u2713 ") + words : words;
}

void makeFlat(QToolButton* button) { setMark(button, "flat"); }

QLabel* newQuiet(const QString& text, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    makeQuiet(label);
    return label;
}

QToolButton* newLetGo(const QString& help, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setObjectName(QStringLiteral("letGo"));
    button->setText(QStringLiteral("\u00d7"));
    button->setToolTip(help);
    button->setAccessibleName(tr("Let go"));
    button->setAccessibleDescription(help);
    makeFlat(button);
    return button;
}

QTableWidget* newQuietTable(const QStringList& columns, QWidget* parent)
{
    auto* table = new QTableWidget(0, static_cast<int>(columns.size()), parent);
    table->setHorizontalHeaderLabels(columns);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setTabKeyNavigation(false);
    table->setShowGrid(false);
    table->viewport()->setCursor(Qt::PointingHandCursor); // its cells can be clicked
    table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    table->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    table->setSizeAdjustPolicy(QAbstractScrollArea::AdjustToContents);
    table->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    QHeaderView* rows = table->verticalHeader();
    rows->hide();
    rows->setMinimumSectionSize(1);
    rows->setSectionResizeMode(QHeaderView::ResizeToContents);
    QHeaderView* names = table->horizontalHeader();
    names->setSectionResizeMode(QHeaderView::Stretch);
    names->setHighlightSections(false);
    names->setMinimumSectionSize(20);
    setTextRole(names, TextRole::Note);
    return table;
}

void makeLink(QTableWidgetItem& item)
{
    QFont underlined; // and nothing else: it has the table's size
    underlined.setUnderline(true);
    item.setFont(underlined);
}

} // namespace glowworm
