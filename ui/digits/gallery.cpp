// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/digits/gallery.h"

#include "ui/digits/confusion_view.h"
#include "ui/digits/gallery_list.h"
#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QScreen>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace glowworm {

Gallery::Gallery(QWidget* parent)
    : QFrame(parent)
{
    makeCard(this);
    build();
    buildMatrix();
    refresh();
}

QToolButton* Gallery::newFilter(const char* name, const QString& help)
{
    auto* button = new QToolButton(this);
    button->setObjectName(QLatin1String(name));
    button->setProperty("segment", true);
    button->setProperty("compact", true);
    button->setCheckable(true);
    button->setToolTip(help);
    button->setWhatsThis(help);
    button->setAccessibleDescription(help);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

void Gallery::build()
{
    m_heading = newHeading({}, this);
    m_heading->setObjectName(QStringLiteral("galleryHeading"));
    m_state = new QLabel(this);
    m_state->setObjectName(QStringLiteral("galleryState"));
    makeMuted(m_state);
    m_legend = new QLabel(this);
    m_legend->setObjectName(QStringLiteral("galleryLegend"));
    m_legend->setTextFormat(Qt::RichText);
    setTextRole(m_legend, TextRole::Note);
    makeMuted(m_legend);
    m_both = newFilter("bothErr", tr("Only the pictures that both models get wrong"));
    m_onlySparse = newFilter("onlySparse", tr("Only those that the dense twin gets right"));
    m_onlyDense
        = newFilter("onlyDense", tr("Those that the sparse net gets right and its twin does not"));
    m_matrix = newFilter("matrix", tr("What is taken for what: the confusion matrix"));
    m_matrix->setCheckable(false);
    m_list = new GalleryList(this);
    m_reason = newNote({}, this);
    m_reason->setObjectName(QStringLiteral("galleryReason"));
    m_reason->setAlignment(Qt::AlignCenter);
    auto* title = new QHBoxLayout;
    title->addWidget(m_heading);
    title->addSpacing(kGap);
    title->addWidget(m_legend);
    title->addWidget(m_state, 1);
    auto* filters = new QHBoxLayout;
    filters->setSpacing(2);
    filters->addStretch(1);
    for (QToolButton* button : {m_both, m_onlySparse, m_onlyDense, m_matrix})
        filters->addWidget(button);
    m_head = new QBoxLayout(QBoxLayout::LeftToRight);
    m_head->setSpacing(2);
    m_head->addLayout(title);
    m_head->addLayout(filters);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 6, 8, 6);
    column->setSpacing(4);
    column->addLayout(m_head);
    column->addWidget(m_list, 1);
    column->addWidget(m_reason, 1);

    const auto onClick = [this](QToolButton* button, Mistakes mistakes) {
        connect(button, &QToolButton::clicked, this,
            [this, mistakes](bool on) { showFilter(on ? std::optional(mistakes) : std::nullopt); });
    };
    onClick(m_both, Mistakes::Both);
    onClick(m_onlySparse, Mistakes::OnlySparse);
    onClick(m_onlyDense, Mistakes::OnlyDense);
    connect(m_matrix, &QToolButton::clicked, this, &Gallery::openMatrix);
    connect(m_list, &GalleryList::opened, this, &Gallery::opened);
    connect(m_state, &QLabel::linkActivated, this, &Gallery::continueAsked);
}

/// Where both do not fit side by side, the filters stand below the title.
void Gallery::fold()
{
    int wanted = m_heading->sizeHint().width() + m_state->sizeHint().width()
        + m_legend->sizeHint().width() + 3 * kWideGap;
    for (const QToolButton* button : {m_both, m_onlySparse, m_onlyDense, m_matrix})
        if (!button->isHidden())
            wanted += button->sizeHint().width() + 2;
    m_head->setDirection(wanted <= width() ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

void Gallery::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    fold();
}

QSize Gallery::minimumSizeHint() const { return {380, 120}; }

void Gallery::buildMatrix()
{
    m_popup = new QFrame(this, Qt::Popup);
    makeCard(m_popup);
    auto* twins = new QHBoxLayout;
    for (const Twin twin : {Twin::Sparse, Twin::Dense}) {
        auto* button = newFilter(twin == Twin::Sparse ? "matrixSparse" : "matrixDense",
            tr("Whose answers the matrix counts"));
        button->setText(twin == Twin::Sparse ? tr("sparse") : tr("dense twin"));
        connect(button, &QToolButton::clicked, this, [this, twin] {
            m_matrixOf = twin;
            fillMatrix();
        });
        m_twins[static_cast<std::size_t>(twin)] = button;
        twins->addWidget(button);
    }
    twins->addStretch(1);
    m_confusion = new ConfusionView(m_popup);
    connect(m_confusion, &ConfusionView::chosen, this, [this](int label, int said) {
        m_popup->hide();
        showCell(m_matrixOf, label, said);
    });
    auto* column = new QVBoxLayout(m_popup);
    column->setContentsMargins(12, 8, 12, 10);
    column->addLayout(twins);
    column->addWidget(m_confusion);
}

/// Above its button, within the screen; back to all mistakes where a cell is shown.
void Gallery::openMatrix()
{
    if (!m_review || m_cell) {
        showFilter({});
        return;
    }
    fillMatrix();
    m_popup->adjustSize();
    const QPoint corner = m_matrix->mapToGlobal(QPoint(m_matrix->width(), -4));
    const QRect room = screen()->availableGeometry();
    m_popup->move(std::max(room.left(), corner.x() - m_popup->width()),
        std::max(room.top(), corner.y() - m_popup->height()));
    m_popup->show();
    m_confusion->setFocus(Qt::PopupFocusReason);
}

void Gallery::fillMatrix()
{
    if (!m_review->has(m_matrixOf))
        m_matrixOf = m_matrixOf == Twin::Sparse ? Twin::Dense : Twin::Sparse;
    for (const Twin twin : {Twin::Sparse, Twin::Dense}) {
        QToolButton* button = m_twins[static_cast<std::size_t>(twin)];
        button->setChecked(twin == m_matrixOf);
        button->setEnabled(m_review->has(twin));
    }
    m_confusion->show(m_matrixOf, confusionOf(*m_review, m_matrixOf), m_names);
}

// -------------------------------------------------------------------------------------------------
// what is shown

void Gallery::setReview(
    std::shared_ptr<const DigitReview> review, bool running, const QStringList& names)
{
    if (review == m_review && running == m_running && names == m_names)
        return; // what was chosen and scrolled to stays
    if (!review || !m_review || review->set != m_review->set) {
        m_filter.reset();
        m_cell.reset();
    }
    m_review = std::move(review);
    m_running = running;
    m_names = names;
    if (!m_review)
        m_popup->hide();
    else if (m_popup->isVisible())
        fillMatrix();
    refresh();
}

void Gallery::setReason(const QString& reason) { m_reason->setText(reason); }

void Gallery::showFilter(std::optional<Mistakes> which)
{
    m_filter = which;
    m_cell.reset();
    refresh();
}

void Gallery::showCell(Twin twin, int label, int said)
{
    m_filter.reset();
    m_cell = Cell{twin, label, said};
    refresh();
}

Mistakes Gallery::which() const
{
    return m_filter ? *m_filter : m_review->has(Twin::Sparse) ? Mistakes::Sparse : Mistakes::Dense;
}

QString Gallery::nameOf(int digit) const
{
    return m_names.isEmpty() ? QString::number(digit) : m_names[digit];
}

QString Gallery::headingWords(std::int64_t count) const
{
    const QString counts = tr("%1 of %2").arg(countText(count), countText(m_review->seen));
    if (m_cell)
        return tr("%1 read as %2 by %3: %4")
            .arg(nameOf(m_cell->label), nameOf(m_cell->said),
                m_cell->twin == Twin::Sparse ? tr("sparse") : tr("dense"), counts);
    switch (which()) {
    case Mistakes::Both:
        return tr("Where both err: %1").arg(counts);
    case Mistakes::OnlySparse:
        return tr("Where only sparse errs: %1").arg(counts);
    case Mistakes::OnlyDense:
        return tr("Where only dense errs: %1").arg(counts);
    case Mistakes::Dense:
        return tr("Where dense errs: %1").arg(counts);
    case Mistakes::Sparse:
    case Mistakes::Differ:
        break;
    }
    return tr("Where sparse errs: %1").arg(counts);
}

void Gallery::refresh()
{
    m_list->setVisible(m_review != nullptr);
    m_reason->setVisible(!m_review);
    showLegend();
    showCounts();
    if (!m_review) {
        m_heading->setText(tr("Where the models err"));
        m_list->show(nullptr, {}, {});
        return;
    }
    std::vector<std::int64_t> pictures = m_cell
        ? picturesOf(*m_review, m_cell->twin, m_cell->label, m_cell->said)
        : picturesOf(*m_review, which());
    m_heading->setText(headingWords(static_cast<std::int64_t>(pictures.size())));
    fold();
    m_list->show(m_review, std::move(pictures), m_names);
}

/// What stands below each picture, in the colours that it has there.
void Gallery::showLegend()
{
    m_legend->setVisible(m_review != nullptr);
    if (!m_review)
        return;
    const Theme theme = Theme::of(palette());
    QString words = tr("label \u2192");
    for (const Twin twin : {Twin::Sparse, Twin::Dense})
        if (m_review->has(twin))
            words += QStringLiteral(" <span style='color:%1'>%2</span>")
                         .arg((twin == Twin::Sparse ? theme.sparse : theme.dense).name(),
                             twin == Twin::Sparse ? tr("sparse") : tr("dense"));
    m_legend->setText(words);
}

void Gallery::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_legend)
        showLegend();
}

void Gallery::showCounts()
{
    const bool both = m_review && m_review->has(Twin::Sparse) && m_review->has(Twin::Dense);
    const auto show = [&](QToolButton* button, const QString& words, Mistakes mistakes) {
        button->setVisible(both && !m_cell);
        button->setChecked(m_filter == mistakes);
        button->setText(both ? tr("%1 %2").arg(words, countText(countOf(*m_review, mistakes)))
                             : words); // its name, also while nothing is counted
    };
    show(m_both, tr("both err"), Mistakes::Both);
    show(m_onlySparse, tr("only sparse"), Mistakes::OnlySparse);
    show(m_onlyDense, tr("only dense"), Mistakes::OnlyDense);
    m_matrix->setVisible(m_review != nullptr);
    m_matrix->setText(m_cell ? tr("all mistakes") : tr("matrix \u25b8"));
    if (!m_review || m_review->isComplete())
        m_state->clear();
    else if (m_running)
        m_state->setText(tr("so far, still looking"));
    else
        m_state->setText(tr("so far. <a href='go'>Go on</a>"));
}

} // namespace glowworm
