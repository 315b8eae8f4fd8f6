// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timing/timing_banner.h"

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
#include <QPainter>
#include <QSignalBlocker>

#include <algorithm>
#include <utility>

namespace glowworm {

namespace {

constexpr double kFirstGuess = 4;
constexpr std::string_view kNotKept = "-"; // in place of the name of a file
constexpr int kSide = 20;                  // pixels of margin
constexpr int kWordLines = 2; // of a sentence about a guess; nothing below moves as it comes

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
    m_words->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    keepLines(m_words, kWordLines);
    m_heading->setWordWrap(true);
    m_conditions->setWordWrap(true);
    auto* top = new QHBoxLayout;
    top->setSpacing(kWideGap);
    top->addWidget(m_heading, 1);
    top->addWidget(m_guesses);
    auto* verdict = new FoldingRow(this);
    verdict->row()->setSpacing(kWideGap);
    verdict->row()->addWidget(m_hero);
    verdict->row()->addWidget(m_interval, 0, Qt::AlignLeft | Qt::AlignBottom);
    verdict->row()->addStretch(1);
    auto* foot = new QHBoxLayout;
    foot->setSpacing(kWideGap);
    foot->addWidget(m_conditions, 1);
    foot->addWidget(m_source);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(kSide, 12, kSide, 10);
    column->setSpacing(4);
    column->addLayout(top);
    column->addWidget(verdict);
    column->addWidget(m_words);
    column->addWidget(m_axis);
    column->addLayout(foot);
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

void TimingBanner::setGuess(const Guess& guess)
{
    m_guess = guess;
    showGuess();
}

/// It is of the timing that begins now, and goes by the name of its file once that has one.
void TimingBanner::followGuess(const BannerNews& news)
{
    const std::string shown = news.result.rows.empty() && !news.running ? std::string()
        : news.file.empty()                                             ? std::string(kNotKept)
                                                                        : news.file;
    if (news.running && !m_running) {
        if (m_guess.of.empty() && m_guess.ratio)
            m_guess = {m_guess.ratio, shown, m_density, m_tokens};
        else if (m_guess.of == kNotKept) // which is gone
            m_guess = {};
    } else if (m_running && m_guess.of == m_result)
        m_guess.of = shown;
    m_result = shown;
    m_running = news.running;
}

/// Before the measurement it can be moved; from its start on it is what it was.
void TimingBanner::showGuess()
{
    const bool isOfNext = m_guess.ratio && m_guess.of.empty(),
               isOfThis = m_guess.ratio && !isOfNext && m_guess.of == m_result
        && m_guess.density == m_density && m_guess.tokens == m_tokens;
    m_axis->setGuess(isOfNext || isOfThis ? m_guess.ratio : std::nullopt, !m_running && isOfNext);
    m_guesses->setEnabled(!m_running);
    const QSignalBlocker quiet(m_guesses);
    m_guesses->setChecked(isOfNext || isOfThis);
    QString words = m_said;
    if (isOfNext && m_measured)
        words = tr("Drag the mark to what you expect of the next timing, then time it.");
    else if (isOfThis && m_measured) {
        QStringList sentences;
        for (const std::string& sentence : guessSentences(*m_guess.ratio, *m_measured, m_ceiling))
            sentences += onScreen(sentence);
        words = sentences.join(QLatin1Char(' '));
    } else if (isOfNext && !m_running)
        words = tr("Drag the mark to what you expect, then time it.");
    m_words->setText(words);
}

QString TimingBanner::spoken() const
{
    QString verdict = m_hero->accessibleName();
    if (!m_interval->text().isEmpty())
        verdict = tr("%1, 95 % interval %2").arg(verdict, m_interval->text());
    QStringList sentences{m_heading->text(), verdict, m_words->text()};
    sentences.removeAll(QString());
    return sentences.join(QStringLiteral(". "));
}

void TimingBanner::tell(const BannerNews& news)
{
    const std::vector<TimedCase> cases = casesOf(news.result);
    std::size_t chosen = 0;
    const TimedCase one = caseOf(cases, news, &chosen);
    m_ceiling = ceilingFor(news.ceilings, one);
    m_heading->setText(headingWords(one, news.config, news.models));
    fitHeading();
    m_conditions->setText(conditionWords(news.config, news.result));
    m_source->setText(news.source);
    m_source->setVisible(!news.source.isEmpty());
    std::vector<VerdictMark> marks;
    for (std::size_t i = 0; i < cases.size(); ++i)
        if (const BenchRatio* ratio = cases[i].over("dense"))
            marks.push_back({ratio->ratio, i == chosen, ratio->doubt != Doubt::None});
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
    const bool doubted = measured.doubt != Doubt::None;
    const Outcome outcome = doubted ? Outcome::NoDifference : outcomeOf(ratio);
    m_outcome = outcome == Outcome::Faster ? 1 : outcome == Outcome::Slower ? -1 : 0;
    m_hero->setValue(
        doubted ? tr("Not believable") : capitalised(onScreen(verdictWords("sparse", ratio))),
        howMeasured(one, "dense", news.config, {}));
    m_interval->setText(
        doubted ? intervalText(ratio) : QString::fromStdString(verdictInterval(ratio)));
    m_interval->setToolTip(tr("95 % interval, 2,000 resamples over paired rounds"));
    const QString times = tr("%1 dense, %2 sparse: medians of %3 rounds")
                              .arg(medianText(one.row("dense")), medianText(one.row("sparse")),
                                  countText(one.rounds()));
    m_said = news.running ? tr("So far, after %1 of %2 rounds. About %3 left.")
                                .arg(one.rounds())
                                .arg(news.config.repeats)
                                .arg(durationText(wholeSeconds(news.seconds)))
        : doubted ? doubtWords(measured)
        : news.result.complete || one.rounds() >= news.config.repeats
        ? times
        : tr("%1; %2").arg(times, stoppedWords(news.result));
}

void TimingBanner::showUnmeasured(const BannerNews& news, std::optional<double> ceiling)
{
    m_outcome = 0;
    m_interval->clear();
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
    if (ceiling)
        m_hero->setValue(tr("%1 at most").arg(ratioText(*ceiling)),
            tr("bytes read by dense / bytes read by sparse: at one token a call time follows "
               "bytes"));
    else {
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
        m_outcome > 0       ? stage.sparse.bright
            : m_outcome < 0 ? stage.dense.bright
            : m_measured    ? stage.text
                            : stage.quietText);
    setInk(m_interval,
        m_outcome > 0       ? stage.sparse.light
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
    fitHeading();
}

/// A page that scrolls asks for the least height whatever the width is.
void TimingBanner::fitHeading()
{
    const int room = width() - 2 * kSide - kWideGap - m_guesses->sizeHint().width();
    const QRect page(0, 0, std::max(1, room), QWIDGETSIZE_MAX);
    m_heading->setMinimumHeight(
        m_heading->fontMetrics().boundingRect(page, Qt::TextWordWrap, m_heading->text()).height());
}

void TimingBanner::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintStage(painter, rect(), Stage::of(palette()));
}

} // namespace glowworm
