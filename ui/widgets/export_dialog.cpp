// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/export_dialog.h"

#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/save_file.h"
#include "ui/widgets/settings.h"
#include "ui/widgets/theme.h"

#include <QButtonGroup>
#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace glowworm {
namespace {

constexpr int kWidth = 860, kHeight = 560, kList = 190; // at the usual size of text
constexpr int kShownLines = 200, kShownCharacters = 20'000;

/// What is shown of a long text.
QString beginning(const QString& text)
{
    QString shown = text.left(kShownCharacters);
    qsizetype end = 0;
    for (int line = 0; line < kShownLines && end >= 0; ++line)
        end = shown.indexOf(u'\n', end + 1);
    if (end > 0)
        shown.truncate(end);
    if (shown.size() < text.size())
        shown += QStringLiteral("\n\u2026");
    return shown;
}

} // namespace

ExportDialog::ExportDialog(Panel& panel, std::vector<ExportItem> items, const QString& first)
    : QDialog(&panel)
    , m_panel(panel)
    , m_items(std::move(items))
    , m_list(new QListWidget(this))
    , m_choice(new QButtonGroup(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Export"));
    m_list->setObjectName(QStringLiteral("exported"));
    m_list->setAccessibleName(tr("What is exported"));
    for (const ExportItem& one : m_items)
        m_list->addItem(one.name);
    m_list->setVisible(m_items.size() > 1);

    auto* middle = new QHBoxLayout;
    middle->setSpacing(kWideGap);
    middle->addWidget(m_list);
    middle->addLayout(newRight(), 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kWideGap, kWideGap, kWideGap, kWideGap);
    layout->setSpacing(kWideGap);
    layout->addLayout(middle, 1);
    layout->addLayout(newFoot());

    connect(m_list, &QListWidget::currentRowChanged, this, &ExportDialog::showItem);
    connect(m_choice, &QButtonGroup::idClicked, this, [this] {
        settings::kExportForm.set(form().name);
        showForm();
    });
    atEachTextSize(this, [this] {
        m_list->setFixedWidth(textScaled(kList));
        resize(QSize(textScaled(kWidth), textScaled(kHeight)).boundedTo(m_panel.window()->size()));
    });
    const auto wanted = std::ranges::find(m_items, first, &ExportItem::name);
    m_list->setCurrentRow(wanted == m_items.end() ? 0 : static_cast<int>(wanted - m_items.begin()));
    m_save->setFocus();
}

QBoxLayout* ExportDialog::newRight()
{
    m_forms = new QFrame(this);
    m_forms->setProperty("segments", true);
    auto* forms = new QHBoxLayout(m_forms);
    forms->setContentsMargins(2, 2, 2, 2);
    forms->setSpacing(2);

    m_preview = new QStackedWidget(this);
    m_picture = new QLabel(m_preview);
    m_picture->setAlignment(Qt::AlignCenter);
    m_picture->setMinimumSize(1, 1);
    m_text = new QPlainTextEdit(m_preview);
    m_text->setObjectName(QStringLiteral("preview"));
    m_text->setAccessibleName(tr("As it will be"));
    m_text->setReadOnly(true);
    m_note = newNote({}, m_preview);
    m_note->setAlignment(Qt::AlignCenter);
    for (QWidget* page : std::initializer_list<QWidget*>{m_picture, m_text, m_note})
        m_preview->addWidget(page);

    m_origin = newNote({}, this);
    m_origin->setObjectName(QStringLiteral("origin"));
    m_origin->setTextFormat(Qt::PlainText);
    setTextRole(m_origin, TextRole::Note);

    auto* right = new QVBoxLayout;
    right->setSpacing(kGap);
    right->addWidget(m_forms, 0, Qt::AlignLeft);
    right->addWidget(m_preview, 1);
    right->addWidget(m_origin);
    return right;
}

QBoxLayout* ExportDialog::newFoot()
{
    m_copy = newButton(tr("&Copy"), "copyExport", this, tr("To paste it elsewhere (Ctrl+C)"));
    m_copy->setShortcut(QKeySequence::Copy);
    auto* cancel = newButton(tr("Cancel"), "cancelExport", this);
    m_save = newButton(tr("&Save as\u2026"), "saveExport", this);
    m_save->setProperty("primary", true);
    m_save->setDefault(true);
    auto* foot = new QHBoxLayout;
    foot->setSpacing(kGap);
    foot->addWidget(m_copy);
    foot->addStretch(1);
    foot->addWidget(cancel);
    foot->addWidget(m_save);
    connect(m_copy, &QPushButton::clicked, this, &ExportDialog::copy);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, &ExportDialog::chooseFile);
    return foot;
}

const ExportItem& ExportDialog::item() const
{
    return m_items[static_cast<std::size_t>(std::max(0, m_list->currentRow()))];
}

const ExportForm& ExportDialog::form() const
{
    return item().forms[static_cast<std::size_t>(std::max(0, m_choice->checkedId()))];
}

void ExportDialog::showItem()
{
    for (QAbstractButton* button : m_choice->buttons()) {
        m_choice->removeButton(button);
        delete button;
    }
    const QString last = settings::kExportForm.value();
    int chosen = 0;
    for (int index = 0; const ExportForm& one : item().forms) {
        auto* button = new QToolButton(m_forms);
        button->setText(one.name);
        button->setObjectName(one.name);
        button->setCheckable(true);
        button->setProperty("segment", true);
        button->setToolTip(tr("As .%1").arg(one.suffix));
        m_forms->layout()->addWidget(button);
        m_choice->addButton(button, index);
        if (one.name == last)
            chosen = index;
        ++index;
    }
    QWidget* before = m_list; // they are made last
    for (QAbstractButton* button : m_choice->buttons()) {
        setTabOrder(before, button);
        before = button;
    }
    m_choice->button(chosen)->setChecked(true);
    m_origin->setText(item().origin);
    m_origin->setVisible(!item().origin.isEmpty());
    showForm();
}

void ExportDialog::showForm()
{
    // Tab comes to the chosen one: from another arrows would move the focus and choose nothing.
    for (QAbstractButton* button : m_choice->buttons())
        button->setFocusPolicy(button->isChecked() ? Qt::StrongFocus : Qt::ClickFocus);
    m_shown = form().picture ? form().picture() : QImage();
    if (!m_shown.isNull()) {
        m_picture->setAccessibleName(tr("Picture of %1").arg(item().name));
        m_preview->setCurrentWidget(m_picture);
    } else if (form().text) {
        m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
        m_text->setLineWrapMode(form().suffix == QStringLiteral("csv")
                ? QPlainTextEdit::NoWrap
                : QPlainTextEdit::WidgetWidth);
        m_text->setPlainText(beginning(form().text()));
        m_preview->setCurrentWidget(m_text);
    } else {
        m_note->setText(form().note);
        m_preview->setCurrentWidget(m_note);
    }
    m_copy->setEnabled(!m_shown.isNull() || form().text);
    fitPicture();
}

void ExportDialog::fitPicture()
{
    if (m_shown.isNull())
        return;
    const qreal ratio = devicePixelRatioF();
    QImage fit = m_shown.scaled((QSizeF(m_preview->size()) * ratio).toSize(), Qt::KeepAspectRatio,
        Qt::SmoothTransformation);
    fit.setDevicePixelRatio(ratio);
    m_picture->setPixmap(QPixmap::fromImage(fit));
}

void ExportDialog::resizeEvent(QResizeEvent* event)
{
    QDialog::resizeEvent(event);
    layout()->activate();
    fitPicture();
}

void ExportDialog::copy()
{
    auto* data = new QMimeData;
    if (form().picture)
        data->setImageData(form().picture());
    else
        data->setText(form().text());
    QGuiApplication::clipboard()->setMimeData(data);
    m_copy->setText(tr("&Copied"));
}

void ExportDialog::chooseFile()
{
    const ExportForm chosen = form();
    const ExportItem what = item();
    accept();
    QWidget* panel = &m_panel;
    askWhereToSave(panel, tr("Export %1").arg(what.name),
        what.fileName + QLatin1Char('.') + chosen.suffix,
        {QStringLiteral("%1 (*.%2)").arg(chosen.name, chosen.suffix)},
        [panel, chosen](const QString& file) {
            const QString problem = chosen.write(file);
            if (!chosen.tellsItself || !problem.isEmpty())
                tellWritten(panel, file, problem);
        });
}

} // namespace glowworm
