// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/digits/duel_stage.h"

#include "model/jobs/load_run.h"
#include "ui/digits/class_name.h"
#include "ui/digits/digit_canvas.h"
#include "ui/digits/light_map.h"
#include "ui/digits/pen_keys.h"
#include "ui/digits/picture_view.h"
#include "ui/digits/twin_grid.h"
#include "ui/widgets/model_words.h"
#include "ui/widgets/stage.h"
#include "ui/widgets/value_label.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace glowworm {
namespace {

void setInk(QLabel* label, const QColor& ink)
{
    QPalette palette = label->palette();
    palette.setColor(QPalette::WindowText, ink);
    label->setPalette(palette);
}

QString inInk(const QString& words, const QColor& ink)
{
    return QStringLiteral("<span style='color:%1'>%2</span>")
        .arg(ink.name(), words.toHtmlEscaped());
}

} // namespace

DuelStage::DuelStage(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("duelStage"));
    setProperty("region", true);
    m_heading = buildHeading();
    m_canvas = new DigitCanvas(this);
    m_canvas->setObjectName(QStringLiteral("canvas"));
    m_seen = new PictureView(this);
    m_twins = new TwinGrid(this);
    m_lights = new LightMap(this);
    m_sourceWords = new QLabel(this);
    m_sourceWords->setObjectName(QStringLiteral("source"));
    m_unlike = new ValueLabel(Provenance::Measured, {}, this);
    m_unlike->setObjectName(QStringLiteral("unlike"));
    m_unlike->hide();
    m_seenWords = new QLabel(this);
    m_twinWords = new ValueLabel(Provenance::Measured, {}, this);
    m_twinWords->setObjectName(QStringLiteral("twinWords"));
    m_twinWords->setTextInteractionFlags(Qt::NoTextInteraction); // nor the focus of a click
    setTextRole(m_twinWords, TextRole::Note);
    for (QLabel* caption : {m_sourceWords, static_cast<QLabel*>(m_unlike), m_seenWords}) {
        setTextRole(caption, TextRole::Note);
        caption->setWordWrap(true);
        caption->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    }
    for (NeuronPicture* picture :
        {static_cast<NeuronPicture*>(m_lights), static_cast<NeuronPicture*>(m_twins)}) {
        connect(picture, &NeuronPicture::picked, this, &DuelStage::picked);
        connect(picture, &NeuronPicture::hovered, this, &DuelStage::hovered);
        connect(picture, &NeuronPicture::menuWanted, this, &DuelStage::menuWanted);
    }
    connect(m_seen, &PictureView::shifted, m_canvas, &DigitCanvas::shift);
    connect(&m_canvas->pen(), &PenKeys::changed, this, &DuelStage::tellSheet);
    connect(m_twins, &TwinGrid::hovered, this, &DuelStage::showTwin);
    colour();
    setModels(nullptr, nullptr, {});
}

NeuronPicture& DuelStage::neurons(Twin twin) const
{
    return twin == Twin::Sparse ? static_cast<NeuronPicture&>(*m_lights) : *m_twins;
}

QWidget* DuelStage::buildHeading()
{
    auto* heading = new QWidget(this);
    auto* row = new QHBoxLayout(heading);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    for (const Twin twin : kTwins) {
        QWidget* place = m_verdicts[slotOf(twin)] = new QWidget(heading);
        row->addWidget(place);
        buildSide(twin, place, new QHBoxLayout(place));
    }
    m_truth = new QLabel(heading);
    m_truth->setObjectName(QStringLiteral("truth"));
    m_truth->setTextFormat(Qt::RichText);
    m_truth->setWordWrap(true);
    m_truth->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    setTextRole(m_truth, TextRole::Title);
    row->addSpacing(kInHeading);
    row->addWidget(m_truth, 1);
    return heading;
}

void DuelStage::buildSide(Twin twin, QWidget* place, QHBoxLayout* row)
{
    const bool sparse = twin == Twin::Sparse;
    Side& mine = side(twin);
    mine.digit = new ValueLabel(Provenance::Measured, {}, place);
    mine.digit->setObjectName(
        sparse ? QStringLiteral("sparseAnswer") : QStringLiteral("denseAnswer"));
    mine.digit->setAccessibleDescription(
        sparse ? tr("Answer of the sparse model") : tr("Answer of the dense model"));
    mine.words = new QLabel(place);
    mine.words->setObjectName(
        sparse ? QStringLiteral("sparseWords") : QStringLiteral("denseWords"));
    mine.counts = new ValueLabel(Provenance::Measured, {}, place);
    mine.counts->setObjectName(
        sparse ? QStringLiteral("sparseCounts") : QStringLiteral("denseCounts"));
    setTextRole(mine.counts, TextRole::Note);
    auto* lines = new QVBoxLayout;
    lines->setSpacing(0);
    lines->addStretch(1);
    for (QLabel* line : {mine.words, static_cast<QLabel*>(mine.counts)}) {
        line->setWordWrap(true);
        lines->addWidget(line);
    }
    lines->addStretch(1);
    row->setContentsMargins(0, 0, kInHeading, 0);
    row->setSpacing(kInHeading);
    row->addWidget(mine.digit);
    row->addLayout(lines, 1);
}

/// The stage is dark in every theme, so its labels have inks of their own.
void DuelStage::colour()
{
    const Stage stage = Stage::of(palette());
    for (const Twin twin : kTwins) {
        setInk(side(twin).digit, stage.lightOf(twin).bright);
        setInk(side(twin).words, stage.text);
        setInk(side(twin).counts, stage.quietText);
    }
    setInk(m_truth, stage.text);
    setInk(m_sourceWords, stage.quietText);
    setInk(m_unlike, m_isUnlike ? stage.text : stage.quietText);
    setInk(m_seenWords, stage.quietText);
    setInk(m_twinWords, stage.dense.light);
    showTruth();
}

void DuelStage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        colour();
        arrange();
    }
    QWidget::changeEvent(event);
}

void DuelStage::resizeEvent(QResizeEvent*) { arrange(); }

void DuelStage::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintStage(painter, rect(), Stage::of(palette()));
}

// -------------------------------------------------------------------------------------------------
// models and answers

void DuelStage::setModels(
    const LoadedModel* sparse, const LoadedModel* dense, const QStringList& names)
{
    const std::array now{sparse ? sparse->state : nullptr, dense ? dense->state : nullptr};
    if (now == m_models && names == m_names && now != decltype(now){})
        return; // with other surgery: the next answer tells
    m_models = now;
    m_names = names;
    const ModelConfig* mine = sparse ? &sparse->state->config : nullptr;
    m_lights->setGrid(mine ? std::optional(gridOf(*mine)) : std::nullopt);
    m_lights->setNames(names);
    m_twins->setGrid(dense ? std::optional(gridOf(dense->state->config)) : std::nullopt);
    for (const Side& one : m_sides) // a name is words, not one figure
        setTextRole(one.digit, names.isEmpty() ? TextRole::Hero : TextRole::Title);
    colour();
    clear();
}

void DuelStage::setComing(Twin twin, bool isComing)
{
    neurons(twin).setComing(isComing);
    if (m_models[slotOf(twin)])
        return;
    say(twin, nullptr);
    showTwin();
    arrange();
}

void DuelStage::take(const DigitResult& result) { showResult(&result); }

void DuelStage::clear() { showResult(nullptr); }

void DuelStage::showResult(const DigitResult* result)
{
    const auto answerOf = [&](Twin twin) -> const DigitAnswer* {
        if (!result)
            return nullptr;
        const auto found = std::ranges::find(result->answers, twin, &DigitAnswer::twin);
        return found == result->answers.end() ? nullptr : &*found;
    };
    const DigitAnswer *sparse = answerOf(Twin::Sparse), *dense = answerOf(Twin::Dense);
    m_seen->setPicture(result ? std::optional(result->picture) : std::nullopt);
    m_lights->setAnswers(sparse, dense);
    m_twins->setFiring(dense && m_twins->grid() && !dense->firing.layers.empty()
            ? &dense->firing.layers.front()
            : nullptr);
    say(Twin::Sparse, sparse);
    say(Twin::Dense, dense);
    showTwin();
    showTruth();
    arrange();
}

void DuelStage::say(Twin twin, const DigitAnswer* answer)
{
    const bool sparse = twin == Twin::Sparse;
    const auto at = slotOf(twin);
    const Side& mine = side(twin);
    const bool said = answer && !answer->probabilities.empty();
    mine.counts->setVisible(said);
    if (said) {
        const auto& ten = answer->probabilities;
        m_said[at] = static_cast<int>(std::ranges::max_element(ten) - ten.begin());
        mine.digit->setValue(className(m_names, m_said[at]), tr("what it takes the picture for"));
        mine.words->setText(sparse ? tr("says the sparse model")
                : hasTwins()       ? tr("says its dense twin")
                                   : tr("says the dense model"));
        const NeuronPicture& picture = neurons(twin);
        const QString counts = !picture.grid() ? missingText()
            : sparse
            ? tr("%1 of %2 chosen").arg(picture.grid()->groups).arg(picture.grid()->neurons())
            : tr("%1 of %2 above zero").arg(picture.lit()).arg(picture.grid()->neurons());
        mine.counts->setValue(
            tr("%1 \u00b7 %2").arg(counts, durationText(answer->microseconds * 1e-6)),
            tr("neurons of its feed-forward layer, on this picture; time: one picture through this "
               "model, median of 5 calls"));
        return;
    }
    m_said[at] = -1;
    const QString reason = !m_models[at] ? neurons(twin).missingWords()
        : answer                         ? QString::fromStdString(answer->problem)
        : sparse                         ? tr("The sparse model waits for a drawing.")
        : hasTwins()                     ? tr("Its dense twin waits too.")
                                         : tr("The dense model waits too.");
    mine.digit->setMissing(reason);
    mine.words->setText(reason);
}

/// The neuron that is pointed at, else what the grid is; how many shine is said beside the verdict.
void DuelStage::showTwin()
{
    const QString pointed = m_twins->markedWords(), legend = m_twins->comparisonLegend();
    if (!pointed.isEmpty() || !legend.isEmpty())
        m_twinWords->setValue((hasTwins() ? tr("dense twin: %1") : tr("dense: %1"))
                                  .arg(pointed.isEmpty() ? legend : pointed));
    else if (m_twins->grid())
        m_twinWords->setValue(
            (hasTwins() ? tr("dense twin's %1 neurons") : tr("dense model's %1 neurons"))
                .arg(countText(m_twins->grid()->neurons())));
    else
        m_twinWords->setMissing(m_twins->missingWords());
}

void DuelStage::setSource(std::optional<int> label, const QString& words, const QString& hint)
{
    m_label = label;
    m_source = words;
    m_hint = hint;
    const QString truth = m_truth->accessibleName();
    showTruth();
    const QString before = m_sourceWords->text();
    showSource();
    if (m_sourceWords->text() == before && m_truth->accessibleName() == truth)
        return;
    tellSheet();
    arrange();
}

void DuelStage::setSeenWords(const QString& words)
{
    if (m_seenWords->text() == words)
        return;
    m_seenWords->setText(words);
    arrange();
}

void DuelStage::setConstant(std::vector<bool> constant)
{
    m_lights->setConstant(std::move(constant));
}

void DuelStage::setReport(const NeuronReport& report) { m_lights->setReport(report); }

void DuelStage::setUnlike(std::optional<double> unlike)
{
    m_unlike->setVisible(unlike.has_value());
    m_isUnlike = unlike.value_or(0) > 1;
    setInk(m_unlike, m_isUnlike ? Stage::of(palette()).text : Stage::of(palette()).quietText);
    if (unlike) {
        const QString figure = decimalText(*unlike, 1);
        m_unlike->setValue(m_isUnlike ? tr("Odd: %1, above 1. The answer means little").arg(figure)
                                      : tr("An ordinary digit: %1, odd above 1").arg(figure),
            tr("Oddness: how far the drawing's ink statistics lie from those of the nearest digit "
               "of MNIST: 0 in the middle, 1 as far out as only 1 in 100 of its own digits lies. A "
               "model answers anything with one of ten classes; far outside, its answer means "
               "little."));
    }
    arrange();
}

bool DuelStage::hasTwins() const
{
    const auto config = [this](Twin twin) {
        const auto& model = m_models[slotOf(twin)];
        return model ? &model->config : nullptr;
    };
    return areTwins(config(Twin::Sparse), config(Twin::Dense));
}

/// In the colours of who said it, and plainly for a reader of the screen.
void DuelStage::showTruth()
{
    const Stage stage = Stage::of(palette());
    m_truth->setText(truthWords(
        [&](Twin twin, const QString& words) { return inInk(words, stage.lightOf(twin).bright); }));
    m_truth->setAccessibleName(truthWords([](Twin, const QString& words) { return words; }));
    tellSheet();
}

/// Whoever shifts the ink by keys hears what comes of it: the sheet has the focus. Of a stroke by
/// keys, which goes pixel by pixel, once it has ended.
void DuelStage::tellSheet()
{
    if (m_canvas->pen().isDown())
        return;
    QStringList words{m_sourceWords->text()};
    for (const Twin twin : kTwins)
        words << (digit(twin) < 0
                ? side(twin).words->text()
                : tr("%1, %2").arg(side(twin).digit->text(), side(twin).words->text()));
    words << m_truth->accessibleName();
    words.removeAll(QString());
    m_canvas->setAccessibleDescription(words.join(QStringLiteral("; ")));
}

/// say: what stands for the words of one of the two.
QString DuelStage::truthWords(const std::function<QString(Twin, const QString&)>& say) const
{
    const int sparse = digit(Twin::Sparse), dense = digit(Twin::Dense);
    const auto said = [&](Twin twin) { return say(twin, className(m_names, digit(twin))); };
    if (!m_label)
        return sparse < 0 || dense < 0 ? QString()
            : sparse == dense
            ? tr("they agree")
            : tr("they disagree: %1 or %2?").arg(said(Twin::Sparse), said(Twin::Dense));
    QStringList verdicts;
    for (const Twin twin : kTwins)
        if (digit(twin) >= 0) {
            const QString right = digit(twin) == *m_label ? tr("right \u2713") : tr("wrong \u2717");
            verdicts << say(
                twin, (twin == Twin::Sparse ? tr("sparse %1") : tr("dense %1")).arg(right));
        }
    const QString label = tr("it is %1").arg(className(m_names, *m_label));
    return verdicts.isEmpty() ? label
                              : tr("%1: %2").arg(label, verdicts.join(QStringLiteral(", ")));
}

void DuelStage::setComparison(Twin whose, const std::vector<LayerComparison>& layers)
{
    for (const Twin twin : kTwins)
        neurons(twin).setComparison(
            twin == whose && !layers.empty() ? std::optional(layers.front()) : std::nullopt);
    showTwin();
}

void DuelStage::keep(const std::optional<DigitPick>& pick)
{
    for (const Twin twin : kTwins)
        neurons(twin).keep(pick && pick->twin == twin ? pick : std::nullopt);
    showTwin();
}

} // namespace glowworm
