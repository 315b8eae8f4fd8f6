// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timing/timing_banner.h"

#include "model/bench/round_watch.h"
#include "model/bench/verdict.h"
#include "model/config/model_state.h"
#include "ui/timing/timing_costs.h"
#include "ui/timing/verdict_axis.h"
#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/folding_row.h"
#include "ui/widgets/stage.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"

#include <QCheckBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <utility>

namespace glowworm {

namespace {

constexpr double kFirstGuess = 4;
constexpr int kSide = 20;          // pixels of margin
constexpr int kWordLines = 2;      // of a sentence about a guess; nothing below moves as it comes
constexpr int kWide = 700;         // pixels of text: the sentence stands beside the verdict
constexpr int kNarrowVerdict = 24; // pixels of text
constexpr double kNoisyEnds = 2;   // an interval's ends lie further apart: it tells little

QLabel* newLine(const char* name, TextRole role, QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setObjectName(QLatin1String(name));
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    setTextRole(label, role);
    return label;
}

void setInk(QWidget* widget, const QColor& ink)
{
    QPalette palette = widget->palette();
    palette.setColor(QPalette::WindowText, ink);
    widget->setPalette(palette);
}

QString capitalised(const QString& words) { return words.left(1).toUpper() + words.mid(1); }

std::optional<double> ceilingFor(const std::vector<Ceiling>& ceilings, const TimedCase& one)
{
    for (const Ceiling& ceiling : ceilings)
        if (one.tokens == 1 && ceiling.density == one.density)
            return ceiling.ratio;
    return std::nullopt;
}

double studysDensity(Task task)
{
    return preset(task == Task::Text ? "glowworm-shakespeare" : "glowworm-mnist")
        .config.model.density();
}

bool isNoisyVerdict(const BenchRatio& ratio, const BenchResult& result)
{
    return ratio.ratio.high > kNoisyEnds * ratio.ratio.low || countsDisturbed(result.notices);
}

/// The chosen case, or the first one; before any is begun the first of the plan.
TimedCase caseOf(const std::vector<TimedCase>& cases, const BannerNews& news, std::size_t* index)
{
    *index = 0;
    if (cases.empty()) {
        TimedCase one;
        const BenchConfig& config = news.config;
        if (isShaped(config.workload))
            one.density = config.groups.empty() || config.neurons <= 0
                ? 1
                : static_cast<double>(config.groups.front()) / config.neurons;
        else
            one.density = config.sparse ? config.sparse->config.density()
                                        : studysDensity(taskOf(config.workload));
        if (benchField("tokens", config) && !config.tokens.empty())
            one.tokens = config.tokens.front();
        return one;
    }
    for (std::size_t i = 0; news.wish && i < cases.size(); ++i)
        if (cases[i].density == news.wish->density && cases[i].tokens == news.wish->tokens)
            *index = i;
    return cases[*index];
}

} // namespace

TimingBanner::TimingBanner(QWidget* parent)
    : QWidget(parent)
    , m_heading(newLine("measured", TextRole::Title, this))
    , m_source(newLine("source", TextRole::Note, this))
    , m_interval(newLine("verdictInterval", TextRole::Title, this))
    , m_words(newLine("verdictWords", TextRole::Body, this))
    , m_conditions(newLine("conditions", TextRole::Note, this))
    , m_guesses(new QCheckBox(tr("Guess first"), this))
    , m_hero(new ValueLabel(Provenance::Measured, {}, this))
    , m_axis(new VerdictAxis(this))
{
    setTextRole(m_hero, TextRole::Hero);
    m_hero->setObjectName(QStringLiteral("verdict"));
    m_axis->setObjectName(QStringLiteral("verdictAxis"));
    m_guesses->setObjectName(QStringLiteral("guessFirst"));
    m_guesses->setToolTip(
        tr("Drag a mark to how many times faster you expect the sparse one to be, "
           "then measure: the result lands on the same axis"));
    m_words->setWordWrap(true);
    keepLines(m_words, kWordLines);
    m_heading->setWordWrap(true);
    m_conditions->setWordWrap(true);
    auto* top = new QHBoxLayout;
    top->setSpacing(kWideGap);
    top->addWidget(m_heading, 1);
    top->addWidget(m_guesses);
    m_verdict = new FoldingRow(this);
    m_verdict->row()->setSpacing(kWideGap);
    m_verdict->row()->addWidget(m_hero);
    m_verdict->row()->addWidget(m_interval, 0, Qt::AlignLeft | Qt::AlignBottom);
    m_verdict->row()->addStretch(0);
    m_foot = new QHBoxLayout;
    m_foot->setSpacing(kWideGap);
    m_foot->addWidget(m_conditions, 1);
    m_foot->addWidget(m_source, 0, Qt::AlignRight | Qt::AlignTop);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(kSide, 10, kSide, 8);
    column->setSpacing(3);
    column->addLayout(top);
    column->addWidget(m_verdict);
    column->addWidget(m_axis);
    column->addLayout(m_foot);
    atEachTextSize(this, [this] { place(); });
    connect(m_guesses, &QCheckBox::toggled, this, [this](bool on) {
        const Guess before = m_guess;
        setGuess(on ? Guess{kFirstGuess} : Guess{});
        Q_EMIT guessed(before, false);
    });
    connect(m_axis, &VerdictAxis::guessMoved, this, [this](double ratio) {
        const Guess before = std::exchange(m_guess, {ratio});
        showGuess();
        Q_EMIT guessed(before, true);
    });
    colour();
}

/// Smaller where they would take more lines than are kept.
void TimingBanner::fitWords()
{
    const QFontMetrics body(textFont(this, TextRole::Body));
    const QRect page(0, 0, std::max(1, m_words->width()), QWIDGETSIZE_MAX);
    const bool fits = body.boundingRect(page, Qt::TextWordWrap, m_words->text()).height()
        <= kWordLines * body.height();
    setTextRole(m_words, width() >= kWide && fits ? TextRole::Body : TextRole::Note);
}

QString TimingBanner::spoken() const
{
    QString verdict = m_hero->accessibleName();
    if (!m_interval->text().isEmpty())
        verdict = tr("%1, 95 % interval %2").arg(verdict, m_interval->text());
    QStringList sentences{m_about, verdict, m_words->text()};
    sentences.removeAll(QString());
    return sentences.join(QStringLiteral(". "));
}

void TimingBanner::tell(const BannerNews& news)
{
    const std::vector<TimedCase> cases = casesOf(news.result);
    std::size_t chosen = 0;
    const TimedCase one = caseOf(cases, news, &chosen);
    m_ceiling = ceilingFor(news.ceilings, one);
    m_about = headingWords(one, news.config, news.models);
    m_aboutBriefly = briefHeadingWords(one, news.config);
    m_conditions->setText(conditionWords(news.config, news.result));
    m_heading->setToolTip(m_about + QLatin1Char('\n') + m_conditions->text());
    fitHeading();
    m_source->setText(news.source);
    m_source->setVisible(!news.source.isEmpty());
    std::vector<VerdictMark> marks;
    for (std::size_t i = 0; i < cases.size(); ++i)
        if (const BenchRatio* ratio = cases[i].over("dense"))
            marks.push_back({ratio->ratio, i == chosen,
                ratio->doubt != Doubt::None || isNoisyVerdict(*ratio, news.result)});
    m_axis->setMarks(std::move(marks), m_ceiling);
    const BenchRatio* ratio = one.over("dense");
    m_density = one.density;
    m_tokens = one.tokens;
    followGuess(news);
    m_measured = ratio && !m_running && ratio->doubt == Doubt::None ? std::optional(ratio->ratio)
                                                                    : std::nullopt;
    m_hero->setProvenance(!ratio    ? Provenance::Computed
            : news.source.isEmpty() ? Provenance::Measured
                                    : Provenance::Recorded);
    if (ratio)
        showVerdict(news, one);
    else
        showUnmeasured(news, m_ceiling);
    showGuess();
    colour();
}

void TimingBanner::showVerdict(const BannerNews& news, const TimedCase& one)
{
    const BenchRatio& measured = *one.over("dense");
    const RatioInterval& ratio = measured.ratio;
    m_isNoisy = isNoisyVerdict(measured, news.result);
    const bool doubted = measured.doubt != Doubt::None;
    const Outcome outcome = doubted ? Outcome::NoDifference : outcomeOf(ratio);
    m_outcome = outcome == Outcome::Faster ? 1 : outcome == Outcome::Slower ? -1 : 0;
    m_hero->setValue(
        doubted ? tr("Not believable") : capitalised(onScreen(verdictWords("sparse", ratio))),
        howMeasured(one, "dense", news.config, {}));
    m_interval->setText(doubted ? intervalText(ratio)
                                : QString::fromStdString(verdictInterval(ratio))
                                      .replace(QLatin1Char('.'), QLocale().decimalPoint()));
    m_interval->setToolTip(tr("95 % interval, 2,000 resamples over paired rounds"));
    const QString dense = medianText(one.row("dense")), sparse = medianText(one.row("sparse"));
    const bool isAbove = m_ceiling && ratio.value > *m_ceiling;
    const QString times = m_isNoisy
        ? (isAbove ? tr("%1 dense, %2 sparse. Noisy rounds, above the ceiling by bytes: time it "
                        "again.")
                   : tr("%1 dense, %2 sparse. Noisy rounds: time it again."))
              .arg(dense, sparse)
        : (isAbove ? tr("%1 dense, %2 sparse, above the ceiling by bytes: medians of %3 rounds")
                   : tr("%1 dense, %2 sparse: medians of %3 rounds"))
              .arg(dense, sparse, countText(one.rounds()));
    m_said = news.running ? tr("So far, after %1 of %2 rounds. About %3 left.")
                                .arg(one.rounds())
                                .arg(news.config.repeats)
                                .arg(durationText(wholeSeconds(news.seconds)))
        : doubted ? doubtWords(measured)
        : news.result.complete || m_isNoisy || one.rounds() >= news.config.repeats
        ? times
        : tr("%1; %2").arg(times, stoppedWords(news.result));
}

void TimingBanner::showUnmeasured(const BannerNews& news, std::optional<double> ceiling)
{
    m_outcome = 0;
    m_isNoisy = false;
    m_interval->clear();
    m_interval->setToolTip({});
    if (news.running) {
        m_hero->setProvenance(Provenance::Measured);
        m_hero->setValue(tr("Measuring"), tr("a verdict is given after five rounds"));
        m_said = tr("Preparing and checking that both compute the same function. About %1 left.")
                     .arg(durationText(wholeSeconds(news.seconds)));
        if (!news.result.rows.empty())
            m_said = tr("The first verdict comes after five rounds. About %1 left.")
                         .arg(durationText(wholeSeconds(news.seconds)));
        return;
    }
    if (ceiling) {
        const QString most = tr("At most %1").arg(ratioText(*ceiling));
        m_hero->setValue(most,
            tr("bytes read by dense / bytes read by sparse: at one token a call time follows "
               "bytes"));
        m_hero->setText(most); // the word beside it says what its sign would
        m_interval->setText(wordFor(Provenance::Computed));
    } else {
        m_hero->setProvenance(Provenance::Measured);
        m_hero->setValue(tr("Not measured yet"), tr("press Time it (F5)"));
    }
    m_said = news.seconds > 0
        ? tr("%1 Time it (F5) takes about %2.")
              .arg(ceiling ? tr("By the bytes that each reads; nothing is measured yet.")
                           : QString(),
                  durationText(wholeSeconds(news.seconds)))
              .trimmed()
        : QString();
}

void TimingBanner::colour()
{
    const Stage stage = Stage::of(palette());
    setInk(m_hero,
        m_isNoisy           ? stage.quietText
            : m_outcome > 0 ? stage.sparse.bright
            : m_outcome < 0 ? stage.dense.bright
            : m_measured    ? stage.text
                            : stage.quietText);
    setInk(m_interval,
        m_isNoisy           ? stage.quietText
            : m_outcome > 0 ? stage.sparse.light
            : m_outcome < 0 ? stage.dense.light
                            : stage.text);
    for (QWidget* bright : std::initializer_list<QWidget*>{m_heading, m_words, m_guesses})
        setInk(bright, stage.text);
    for (QWidget* quiet : std::initializer_list<QWidget*>{m_source, m_conditions})
        setInk(quiet, stage.quietText);
}

void TimingBanner::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        colour();
    QWidget::changeEvent(event);
}

void TimingBanner::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    place();
    fitHeading();
    fitWords();
}

/// Beside the verdict, or, where that leaves no room for it, at the foot: how it was measured says
/// the heading's tooltip there.
void TimingBanner::place()
{
    const bool isWide = width() >= textScaled(kWide);
    const QString size = width() >= kWide // of a narrow window, not of large text
        ? QString()
        : QStringLiteral("font-size: %1px;").arg(textScaled(kNarrowVerdict));
    if (size != m_hero->styleSheet()) {
        m_hero->setStyleSheet(size);
        colour(); // a style sheet of its own takes the ink away
    }
    m_hero->ensurePolished();
    m_interval->setContentsMargins(0, 0, 0, // on one line of writing
        std::max(0, m_hero->fontMetrics().descent() - m_interval->fontMetrics().descent()));
    if (isWide == m_isWide)
        return;
    m_isWide = isWide;
    if (isWide) {
        m_foot->removeWidget(m_words);
        m_verdict->row()->insertWidget(2, m_words, 1);
    } else {
        m_verdict->row()->removeWidget(m_words);
        m_foot->insertWidget(0, m_words, 1);
    }
    m_words->setAlignment(Qt::AlignLeft | (isWide ? Qt::AlignBottom : Qt::AlignTop));
    m_conditions->setVisible(isWide);
}

/// A page that scrolls asks for the least height whatever the width is.
void TimingBanner::fitHeading()
{
    const int room = width() - 2 * kSide - kWideGap - m_guesses->sizeHint().width();
    const QFontMetrics metrics = m_heading->fontMetrics();
    m_heading->setText(metrics.horizontalAdvance(m_about) < room ? m_about : m_aboutBriefly);
    const QRect page(0, 0, std::max(1, room), QWIDGETSIZE_MAX);
    m_heading->setMinimumHeight(
        metrics.boundingRect(page, Qt::TextWordWrap, m_heading->text()).height());
}

void TimingBanner::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintStage(painter, rect(), Stage::of(palette()));
}

} // namespace glowworm
