// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/digits/gallery.h"

#include "ui/digits/class_name.h"
#include "ui/digits/confusion_view.h"
#include "ui/digits/gallery_list.h"
#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/folding_row.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"

#include <QBoxLayout>
#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QScreen>
#include <QScrollBar>
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
    button->setProperty("outlined", true);
    button->setCheckable(true);
    button->setToolTip(help);
    button->setWhatsThis(help);
    button->setAccessibleDescription(help);
    button->setFocusPolicy(Qt::StrongFocus);
    setTextRole(button, TextRole::Note);
    return button;
}

/// Of the list, which shows no bar.
QToolButton* Gallery::newPageButton(const char* name, const QString& text, const QString& help)
{
    QToolButton* button = newFilter(name, help);
    button->setCheckable(false);
    button->setText(text);
    button->setAccessibleName(help);
    return button;
}

void Gallery::build()
{
    m_heading = newHeading({}, this);
    m_heading->setObjectName(QStringLiteral("galleryHeading"));
    m_count = new ValueLabel(Provenance::Measured, {}, this);
    m_count->setObjectName(QStringLiteral("galleryCount"));
    setTextRole(m_count, TextRole::Title);
    m_state = new QLabel(this);
    m_state->setObjectName(QStringLiteral("galleryState"));
    makeMuted(m_state);
    m_legend = new QLabel(this);
    m_legend->setObjectName(QStringLiteral("galleryLegend"));
    m_legend->setTextFormat(Qt::RichText);
    m_legend->setToolTip(tr("What stands below each picture; a wrong answer is bold"));
    setTextRole(m_legend, TextRole::Note);
    makeMuted(m_legend);
    buildList();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 8, 12, 8);
    column->setSpacing(6);
    column->addLayout(newTitle());
    auto* filters = new FoldingRow(this);
    buildFilters(filters);
    column->addWidget(filters);
    column->addWidget(m_list, 1);
    column->addWidget(m_reason);
    column->addStretch();
}

/// The pictures, the buttons that turn their pages, and what stands there without any.
void Gallery::buildList()
{
    m_goOn = newFilter("continueReview", tr("Let the models look at the pictures that are left"));
    m_goOn->setCheckable(false);
    m_goOn->setText(tr("Go on"));
    m_list = new GalleryList(this);
    m_before = newPageButton("picturesBefore", QStringLiteral("\u2039"), tr("The pictures before"));
    m_after = newPageButton("picturesAfter", QStringLiteral("\u203a"), tr("The next pictures"));
    m_reason = newNote({}, this);
    m_reason->setObjectName(QStringLiteral("galleryReason"));
    m_reason->setAlignment(Qt::AlignHCenter | Qt::AlignBottom);
    m_open = newButton(tr("Open pictures..."), "openPictures", this,
        tr("Opens pictures and labels in MNIST's own format, for both models to look at"));
    connect(m_open, &QPushButton::clicked, this, &Gallery::picturesAsked);
    m_range = new ValueLabel(Provenance::Measured, {}, this);
    m_range->setObjectName(QStringLiteral("galleryRange"));
    makeMuted(m_range);
    setTextRole(m_range, TextRole::Note);
    connect(m_goOn, &QToolButton::clicked, this, &Gallery::continueAsked);
    connect(m_list, &GalleryList::opened, this, [this](qint64 picture) {
        m_wanted.reset();
        Q_EMIT opened(picture);
    });
    const auto turn = [this](QAbstractSlider::SliderAction action) {
        m_wanted.reset();
        m_list->verticalScrollBar()->triggerAction(action);
    };
    connect(m_before, &QToolButton::clicked, m_list,
        [turn] { turn(QAbstractSlider::SliderPageStepSub); });
    connect(m_after, &QToolButton::clicked, m_list,
        [turn] { turn(QAbstractSlider::SliderPageStepAdd); });
    connect(m_list, &GalleryList::shownChanged, this, &Gallery::showRange);
}

QLayout* Gallery::newTitle()
{
    auto* title = new QHBoxLayout;
    title->setSpacing(5);
    for (QWidget* part : {static_cast<QWidget*>(m_heading), static_cast<QWidget*>(m_count),
             static_cast<QWidget*>(m_legend), static_cast<QWidget*>(m_state),
             static_cast<QWidget*>(m_goOn)})
        title->addWidget(part);
    title->addStretch(1);
    for (QWidget* part : {static_cast<QWidget*>(m_open), static_cast<QWidget*>(m_range),
             static_cast<QWidget*>(m_before), static_cast<QWidget*>(m_after)})
        title->addWidget(part);
    return title;
}

void Gallery::buildFilters(FoldingRow* place)
{
    const auto newPart = [place] {
        auto* part = new QWidget(place);
        auto* row = new QHBoxLayout(part);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(3);
        place->row()->addWidget(part);
        return row;
    };
    place->row()->setSpacing(3);
    QHBoxLayout* row = newPart();
    m_segments = new QFrame(row->parentWidget());
    m_segments->setProperty("segments", true);
    row->addWidget(m_segments);
    auto* among = new QHBoxLayout(m_segments);
    among->setContentsMargins(1, 1, 1, 1);
    among->setSpacing(0);
    const auto add = [&](Mistakes which, const char* id, const QString& name, const QString& help) {
        QToolButton* button = newFilter(id, help);
        button->setProperty("outlined", false); // its frame is that of all
        m_filters.push_back({which, button, name});
        among->addWidget(button);
        connect(button, &QToolButton::clicked, this,
            [this, which](bool on) { choose(on ? which : all()); });
    };
    add(Mistakes::Sparse, "allErrors", tr("all"), tr("All that the sparse model gets wrong"));
    add(Mistakes::Both, "bothErr", tr("both"), tr("Only the pictures that both models get wrong"));
    add(Mistakes::OnlySparse, "onlySparse", tr("only sparse"),
        tr("Only those that the dense twin gets right"));
    add(Mistakes::OnlyDense, "onlyDense", tr("only dense"),
        tr("Those that the sparse model gets right and its twin does not"));
    add(Mistakes::Differ, "theyDiffer", tr("differ"),
        tr("Those that the two take for different things, whoever is right"));
    m_matrix = newFilter("matrix", tr("What is taken for what: the confusion matrix"));
    m_matrix->setCheckable(false);
    row->addStretch(1);
    row = newPart();
    row->addWidget(m_matrix);
    m_neurons = newFilter("useOfNeurons",
        tr("How evenly the neurons are used, over the test set: which were never chosen, which are "
           "busy (I in the drawing; Esc closes it)"));
    m_neurons->setText(tr("neuron use"));
    row->addWidget(m_neurons);
    row->addStretch(1);
    place->row()->setStretch(0, 1);
    connect(m_neurons, &QToolButton::clicked, this, &Gallery::neuronsAsked);
    connect(m_matrix, &QToolButton::clicked, this, &Gallery::openMatrix);
}

void Gallery::buildMatrix()
{
    m_popup = new QFrame(this, Qt::Popup);
    makeCard(m_popup);
    auto* twins = new QHBoxLayout;
    for (const Twin twin : kTwins) {
        auto* button = newFilter(twin == Twin::Sparse ? "matrixSparse" : "matrixDense",
            tr("Whose answers the matrix counts"));
        button->setText(twin == Twin::Sparse ? tr("sparse") : tr("dense twin"));
        connect(button, &QToolButton::clicked, this, [this, twin] {
            m_matrixOf = twin;
            fillMatrix();
        });
        m_twins[slotOf(twin)] = button;
        twins->addWidget(button);
    }
    twins->addStretch(1);
    m_confusion = new ConfusionView(m_popup);
    connect(m_confusion, &ConfusionView::chosen, this, [this](int label, int said) {
        m_popup->hide();
        choose(Cell{m_matrixOf, label, said});
    });
    auto* column = new QVBoxLayout(m_popup);
    column->setContentsMargins(12, 8, 12, 10);
    column->addLayout(twins);
    column->addWidget(m_confusion);
}

/// Above its button, within the screen; back to all mistakes where a cell is shown.
void Gallery::openMatrix()
{
    if (!m_review || cell()) {
        choose(all());
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
    for (const Twin twin : kTwins) {
        QToolButton* button = m_twins[slotOf(twin)];
        button->setChecked(twin == m_matrixOf);
        button->setEnabled(m_review->has(twin));
    }
    m_confusion->setCounts(m_matrixOf, confusionOf(*m_review, m_matrixOf), m_names);
}

// -------------------------------------------------------------------------------------------------
// what is shown

void Gallery::setReview(
    std::shared_ptr<const DigitReview> review, bool running, const QStringList& names)
{
    if (review == m_review && running == m_running && names == m_names)
        return; // what was chosen and scrolled to stays
    const bool isOther = !review || !m_review || review->set != m_review->set;
    m_review = std::move(review);
    m_running = running;
    m_names = names;
    if (isOther)
        m_shown = m_wanted && m_review && canShow(m_wanted->shown) ? m_wanted->shown : all();
    if (!m_review)
        m_popup->hide();
    else if (m_popup->isVisible())
        fillMatrix();
    refresh();
}

void Gallery::setReason(const QString& reason, bool mayOpen)
{
    m_reason->setText(reason);
    m_open->setVisible(mayOpen);
}

void Gallery::setNeuronsShown(bool shown) { m_neurons->setChecked(shown); }

void Gallery::choose(const Shown& shown)
{
    m_wanted.reset();
    m_shown = shown;
    refresh();
}

Mistakes Gallery::all() const
{
    return !m_review || m_review->has(Twin::Sparse) ? Mistakes::Sparse : Mistakes::Dense;
}

QString Gallery::headingWords() const
{
    if (!m_review)
        return tr("Where the models err");
    if (const Cell* one = cell())
        return tr("%1 read as %2 by %3")
            .arg(className(m_names, one->label), className(m_names, one->said),
                one->twin == Twin::Sparse ? tr("sparse") : tr("dense"));
    switch (std::get<Mistakes>(m_shown)) {
    case Mistakes::Both:
        return tr("Where both err");
    case Mistakes::OnlySparse:
        return tr("Where only sparse errs");
    case Mistakes::OnlyDense:
        return tr("Where only dense errs");
    case Mistakes::Differ:
        return tr("Where they disagree");
    case Mistakes::Dense:
        return tr("Where dense errs");
    case Mistakes::Sparse:
        break;
    }
    return tr("Where sparse errs");
}

std::vector<std::int64_t> Gallery::pictures() const
{
    if (!m_review)
        return {};
    if (const Cell* one = cell())
        return picturesOf(*m_review, one->twin, one->label, one->said);
    return picturesOf(*m_review, std::get<Mistakes>(m_shown));
}

void Gallery::refresh()
{
    const std::vector<std::int64_t> shown = pictures();
    m_list->setVisible(m_review != nullptr);
    m_reason->setVisible(!m_review);
    m_count->setVisible(m_review != nullptr);
    m_heading->setText(m_review ? tr("%1:").arg(headingWords()) : headingWords());
    if (m_review)
        m_count->setValue(
            tr("%1 of %2")
                .arg(countText(static_cast<std::int64_t>(shown.size())), countText(m_review->seen)),
            tr("test pictures that the open models have looked at"));
    m_list->setPictures(m_review, shown, m_names);
    showRange();
    showLegend();
    showState();
    takeWanted();
}

void Gallery::showRange()
{
    const auto [first, last] = m_list->rowsInSight();
    const int count = m_list->model()->rowCount();
    m_range->setVisible(m_review && m_review->isComplete() && last > first);
    m_before->setVisible(m_review && last - first < count);
    m_after->setVisible(m_before->isVisibleTo(this));
    m_before->setEnabled(first > 0);
    m_after->setEnabled(last < count);
    m_range->setValue(
        tr("%1\u2013%2 of %3").arg(countText(first + 1), countText(last), countText(count)),
        tr("of the pictures chosen, those in sight"));
}

/// What stands below each picture, in the colours that it has there.
void Gallery::showLegend()
{
    m_legend->setVisible(m_review && !cell()); // of a cell the heading says it
    if (!m_review)
        return;
    const Theme theme = Theme::of(palette());
    QString words = tr("label \u2192");
    for (const Twin twin : kTwins)
        if (m_review->has(twin))
            words += QStringLiteral(" <span style='color:%1'>%2</span>")
                         .arg((twin == Twin::Sparse ? theme.sparse : theme.dense).name(),
                             twin == Twin::Sparse ? tr("sparse") : tr("dense"));
    m_legend->setText(words);
}

void Gallery::showEvent(QShowEvent* event)
{
    QFrame::showEvent(event);
    takeWanted();
}

void Gallery::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_legend)
        showLegend();
}

void Gallery::showState()
{
    const bool both = m_review && m_review->has(Twin::Sparse) && m_review->has(Twin::Dense);
    m_segments->setVisible(both && !cell());
    for (const Filter& filter : m_filters) {
        filter.button->setChecked(!cell() && std::get<Mistakes>(m_shown) == filter.which);
        filter.button->setText(both
                ? tr("%1 %2").arg(filter.name, countText(m_review->count(filter.which)))
                : filter.name); // also while nothing is counted
    }
    m_matrix->setVisible(m_review != nullptr);
    m_matrix->setText(cell() ? tr("all mistakes") : tr("matrix \u25b8"));
    const bool isPart = m_review && !m_review->isComplete();
    m_state->setText(!isPart ? QString() : m_running ? tr("so far, looking") : tr("so far"));
    m_goOn->setVisible(isPart && !m_running);
}

} // namespace glowworm
