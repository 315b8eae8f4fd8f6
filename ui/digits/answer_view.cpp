// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/digits/answer_view.h"

#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/model_words.h"
#include "ui/widgets/probability_bars.h"
#include "ui/widgets/switchboard.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"

#include <QEvent>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace glowworm {

AnswerView::AnswerView(Twin twin, QWidget* parent)
    : QWidget(parent)
    , m_twin(twin)
{
    build();
    setModel(nullptr, nullptr);
}

QLabel* AnswerView::newUnlike(QWidget* parent) const
{
    auto* label = new QLabel(tr("Unlike MNIST's digits"), parent);
    label->setObjectName(
        m_twin == Twin::Sparse ? QStringLiteral("sparseUnlike") : QStringLiteral("denseUnlike"));
    label->setWordWrap(true);
    label->setToolTip(
        tr("Of MNIST's own digits only 1 in 100 differs as much from the others in how its ink is "
           "spread. A model answers anything with one of ten digits; this answer means little."));
    QSizePolicy policy = label->sizePolicy();
    policy.setRetainSizeWhenHidden(true); // nothing moves when it comes
    label->setSizePolicy(policy);
    return label;
}

void AnswerView::build()
{
    const bool sparse = m_twin == Twin::Sparse;
    QFrame* card = newCard(this);
    m_heading = newHeading({}, card);
    m_heading->setTextFormat(Qt::RichText);
    m_source = new ElidedLabel(card);
    m_answer = new QLabel(card);
    QFont large = headingFont(this);
    large.setPointSizeF(large.pointSizeF() * 3.2);
    m_answer->setFont(large);
    m_answer->setMinimumHeight(
        QFontMetrics(large).height()); // nothing moves when the first answer comes
    m_answer->setObjectName(
        sparse ? QStringLiteral("sparseAnswer") : QStringLiteral("denseAnswer"));
    m_answer->setAccessibleName(
        sparse ? tr("Answer of the sparse model") : tr("Answer of the dense model"));
    m_unlike = newUnlike(card);
    m_bars = new ProbabilityBars(m_twin, kDigitClasses,
        sparse ? tr("Probabilities, sparse model") : tr("Probabilities, dense model"), card);
    m_time = new ValueLabel(Provenance::Measured, QString(), card);
    m_board = new Switchboard(card);
    m_board->setObjectName(
        sparse ? QStringLiteral("switchboard") : QStringLiteral("denseSwitchboard"));
    m_board->setAccessibleName(
        sparse ? tr("Switchboard of the sparse model") : tr("Switchboard of the dense model"));
    m_board->setMinimumWidth(140);
    m_board->setTrail(false); // one drawing does not follow another
    m_board->setQuietText(tr("Nothing drawn yet."));

    auto* answer = new QVBoxLayout;
    auto* said = new QHBoxLayout;
    said->addWidget(m_answer);
    said->addWidget(m_unlike, 1);
    answer->addLayout(said);
    answer->addWidget(m_bars);
    answer->addSpacing(kGap);
    answer->addWidget(m_time);
    answer->addStretch(1);
    auto* sides = new QHBoxLayout;
    sides->setSpacing(12);
    sides->addLayout(answer, 5);
    sides->addWidget(m_board, 4);
    auto* column = new QVBoxLayout(card);
    column->setContentsMargins(12, 10, 12, 10);
    column->setSpacing(4);
    column->addWidget(m_heading);
    column->addWidget(m_source);
    column->addLayout(sides, 1);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(card);
}

void AnswerView::showHeading() { m_heading->setText(twinHeading(m_twin, m_kind, palette())); }

void AnswerView::setModel(const LoadedModel* model, const LoadedModel* other)
{
    const QString missing = model ? QString()
        : m_twin == Twin::Sparse  ? tr("No sparse digit model is open.")
                                  : tr("No dense digit model is open.");
    m_kind = model               ? kindWords(model->state->config)
        : m_twin == Twin::Sparse ? tr("Sparse")
                                 : tr("Dense");
    m_source->setText(model ? sourceWords(*model) : missing);
    m_board->setEmptyText(missing);
    m_board->setShape(model
            ? boardShapeOf(model->state->config, other ? &other->state->config : nullptr)
            : BoardShape{});
    showHeading();
    clear();
}

void AnswerView::clear()
{
    m_digit = -1;
    m_answer->setText(QString());
    m_unlike->hide();
    m_bars->clear(QString());
    m_time->setMissing(tr("There is no drawing yet."));
    m_board->clearFiring();
}

void AnswerView::take(const DigitResult& result)
{
    const auto mine = std::ranges::find(result.answers, m_twin, &DigitAnswer::twin);
    if (mine == result.answers.end())
        return;
    show(*mine);
    m_unlike->setVisible(result.unlike > 1);
}

void AnswerView::show(const DigitAnswer& answer)
{
    if (answer.probabilities.empty()) {
        clear();
        m_bars->clear(QString::fromStdString(answer.problem));
        return;
    }
    const auto best = std::max_element(answer.probabilities.begin(), answer.probabilities.end());
    m_digit = static_cast<int>(best - answer.probabilities.begin());
    m_answer->setText(QString::number(m_digit));
    std::vector<ProbabilityBars::Row> rows;
    for (std::size_t digit = 0; digit < answer.probabilities.size(); ++digit)
        rows.push_back({QString::number(digit), static_cast<double>(answer.probabilities[digit]),
            static_cast<int>(digit) == m_digit});
    m_bars->setRows(std::move(rows));
    m_time->setValue(durationText(answer.microseconds * 1e-6),
        tr("one picture through this model, median of 5 calls"));
    m_board->setFiring(answer.firing);
}

void AnswerView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        showHeading();
    QWidget::changeEvent(event);
}

} // namespace glowworm
