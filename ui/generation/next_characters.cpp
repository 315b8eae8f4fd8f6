// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/generation/next_characters.h"

#include "model/neurons/token_report.h"
#include "ui/generation/context_line.h"
#include "ui/generation/voter_list.h"
#include "ui/inspector/inspector_style.h"
#include "ui/inspector/inspector_words.h"
#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/model_words.h"
#include "ui/widgets/probability_bars.h"
#include "ui/widgets/stage.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/words.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <cstddef>
#include <ranges>
#include <utility>

namespace glowworm {

namespace {

using Hero = ProbabilityBars::Hero;

constexpr int kCandidates = 5;
constexpr int kRowsApart = 20; // pixels, with a rule in their middle: two texts are not compared

} // namespace

NextCharacters::NextCharacters(QWidget* parent)
    : QFrame(parent)
{
    setProperty("region", true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(newHeading(tr("Next character"), this));
    m_sampling = newQuiet({}, this);
    m_sampling->setWordWrap(true);
    m_sampling->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    for (const Twin twin : kTwins) {
        Side& one = side(twin);
        one.heading = new QLabel(this);
        one.heading->setTextFormat(Qt::RichText);
        one.heading->setWordWrap(twin == Twin::Dense);
        one.bars = new ProbabilityBars(twin, kCandidates,
            twin == Twin::Sparse ? tr("Next characters, sparse model")
                                 : tr("Next characters, dense model"),
            this);
        one.bars->setToolTip(
            tr("What may follow the picked character, after temperature, top-k and top-p"));
        one.context = new ContextLine(twin, this);
        if (twin == Twin::Dense) {
            m_rule = new QFrame(this);
            m_rule->setFixedHeight(1);
            column->addSpacing(kRowsApart / 2 - column->spacing());
            column->addWidget(m_rule);
            column->addSpacing(kRowsApart / 2 - column->spacing());
        } else {
            column->addSpacing(kGap);
        }
        auto* head = new QVBoxLayout;
        head->setSpacing(2);
        if (twin == Twin::Sparse) { // in a line that has room for it
            auto* line = new QHBoxLayout;
            line->addWidget(one.heading);
            line->addWidget(m_sampling, 1);
            head->addLayout(line);
        } else {
            head->addWidget(one.heading);
        }
        head->addWidget(one.context);
        column->addLayout(head);
        column->addWidget(one.bars);
    }
    makeHero(Twin::Sparse);
    column->addSpacing(kGap);
    m_voters = new VoterList(this);
    column->addWidget(m_voters, 1); // more of them where there is room
    column->addStretch();
    setSampling({});
    showHeadings();
}

void NextCharacters::setSampling(const SampleConfig& sampling)
{
    m_sampling->setText(temperatureWords(sampling));
}

void NextCharacters::showHeadings()
{
    const Stage stage = Stage::of(palette());
    const bool both = side(Twin::Sparse).shown && side(Twin::Dense).shown;
    for (const Twin twin : kTwins) { // on the stage in every theme
        const QString name = twin == Twin::Sparse ? tr("Sparse") : denseName(m_areTwins);
        const QString own = both && twin == Twin::Dense
            ? QStringLiteral(", <span style=\"color:%1; font-size:%2px\">%3</span>")
                  .arg(stage.quietText.name())
                  .arg(smallFont(this).pixelSize())
                  .arg(tr("in its own text"))
            : QString();
        side(twin).heading->setText(QStringLiteral("<span style=\"color:%1\">\u25a0</span>&nbsp; ")
                                        .arg(stage.lightOf(twin).light.name())
            + name + own);
    }
    m_rule->setStyleSheet(QStringLiteral("background: %1;").arg(stage.line.name()));
}

void NextCharacters::setTwins(bool areTwins)
{
    m_areTwins = areTwins;
    showHeadings();
}

void NextCharacters::setShown(Twin twin, bool shown)
{
    side(twin).heading->setVisible(shown);
    side(twin).context->setVisible(shown);
    side(twin).shown = shown;
    side(twin).bars->setVisible(shown);
    m_rule->setVisible(side(Twin::Sparse).shown && side(Twin::Dense).shown);
    showHeadings();
}

void NextCharacters::setAlphabet(Twin twin, std::vector<char32_t> alphabet)
{
    side(twin).alphabet = std::move(alphabet);
    side(twin).bars->clear({});
    side(twin).context->clear();
}

void NextCharacters::showToken(Twin twin, std::span<const GeneratedToken> tokens, int at)
{
    if (at < 0)
        return;
    const auto index = static_cast<std::size_t>(at);
    const int following = index + 1 < tokens.size() ? tokens[index + 1].token : -1;
    std::vector<ProbabilityBars::Row> rows;
    double others = 1;
    for (const Candidate& candidate : tokens[index].next | std::views::take(kCandidates - 1)) {
        const auto probability = static_cast<double>(candidate.probability);
        others -= probability;
        rows.push_back(
            {visibleCharacter(side(twin).alphabet.at(static_cast<std::size_t>(candidate.token))),
                probability, candidate.token == following, false});
    }
    if (tokens[index].next.size() >= std::size_t{kCandidates})
        rows.push_back({tr("others"), others, false, true});
    side(twin).bars->setRows(std::move(rows));
    side(twin).context->setContext(tokens, index);
}

void NextCharacters::showVoters(
    Twin twin, const NeuronGrid& grid, std::span<const GeneratedToken> tokens, int at)
{
    makeHero(twin);
    const auto index = static_cast<std::size_t>(at);
    if (at < 0 || index >= tokens.size() || tokens[index].voters.empty()) {
        m_voters->setVoters(twin, grid, {}, {});
        return;
    }
    const auto likeliest = static_cast<std::size_t>(tokens[index].next.front().token);
    m_voters->setVoters(
        twin, grid, visibleCharacter(side(twin).alphabet.at(likeliest)), tokens[index].voters);
}

void NextCharacters::showChoices(
    Twin twin, const NeuronGrid& grid, std::span<const GeneratedToken> tokens, int at)
{
    makeHero(twin);
    const auto index = static_cast<std::size_t>(at);
    m_voters->setChoices(twin, grid,
        at < 0 || index >= tokens.size() ? std::vector<LayerDecision>{}
                                         : decisionReport(tokens[index].firing).closest);
}

void NextCharacters::makeHero(Twin twin)
{
    for (const Twin each : kTwins)
        side(each).bars->setHero(each == twin ? Hero::First : Hero::Beside);
}

std::optional<NextCharacters::Likeliest> NextCharacters::likeliest(Twin twin) const
{
    const ProbabilityBars& bars = *m_sides[slotOf(twin)].bars;
    if (bars.rows().empty())
        return std::nullopt;
    const QRect label = bars.isVisible() ? bars.labelRect(0) : QRect();
    return Likeliest{bars.rows().front().label, bars.rows().front().probability,
        label.isNull() ? label : QRect(bars.mapToGlobal(label.topLeft()), label.size())};
}

void NextCharacters::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        showHeadings();
    QFrame::changeEvent(event);
}

} // namespace glowworm
