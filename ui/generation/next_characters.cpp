// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/generation/next_characters.h"

#include "ui/generation/character_box.h"
#include "ui/generation/speaker_list.h"
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

constexpr int kCandidates = 5;
constexpr int kBefore = 3; // characters of the text, before the one that is read

/// The last ones before tokens[at], on one line.
QString endBefore(std::span<const GeneratedToken> tokens, std::size_t at)
{
    const std::size_t first = at > std::size_t{kBefore} ? at - kBefore : 0;
    QString end = first > 0 ? QString(QChar(0x2026)) : QString();
    for (const GeneratedToken& token : tokens.subspan(first, at - first))
        end += visibleCharacter(token.character);
    return end;
}

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
    column->addWidget(m_sampling);
    for (const Twin twin : {Twin::Sparse, Twin::Dense}) {
        Side& one = side(twin);
        one.heading = new QLabel(this);
        one.heading->setTextFormat(Qt::RichText);
        one.bars = new ProbabilityBars(twin, kCandidates,
            twin == Twin::Sparse ? tr("Next characters, sparse model")
                                 : tr("Next characters, dense model"),
            this);
        one.bars->setToolTip(
            tr("What may follow the picked character, after temperature, top-k and top-p"));
        one.after = newQuiet({}, this);
        setMonospaced(one.after);
        one.after->setTextFormat(Qt::PlainText);
        one.after->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        keepRoom(one.after, QString(kBefore + 2, QLatin1Char('M'))); // signs may be wider
        one.character = new CharacterBox(twin, this);
        one.character->setContentsMargins(0, 1, 0, 1);
        one.character->setAccessibleName(tr("the character that is read"));
        keepRoom(one.character, QStringLiteral("MM"));
        auto* head = new QHBoxLayout;
        head->setSpacing(kGap);
        head->addWidget(one.heading);
        head->addStretch();
        head->addWidget(one.after);
        head->addWidget(one.character);
        column->addSpacing(kGap);
        column->addLayout(head);
        column->addWidget(one.bars);
    }
    column->addSpacing(kGap);
    m_speakers = new SpeakerList(this);
    column->addWidget(m_speakers);
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
    for (const Twin twin : {Twin::Sparse, Twin::Dense}) { // on the stage in every theme
        const QString light = stage.lightOf(twin).light.name();
        side(twin).heading->setText(
            QStringLiteral("<span style=\"color:%1\">\u25a0</span>&nbsp; %2")
                .arg(light, twin == Twin::Sparse ? tr("Sparse") : denseName(m_areTwins)));
    }
}

void NextCharacters::setTwins(bool areTwins)
{
    m_areTwins = areTwins;
    showHeadings();
}

void NextCharacters::setShown(Twin twin, bool shown)
{
    side(twin).heading->setVisible(shown);
    side(twin).after->setVisible(shown);
    side(twin).character->setVisible(shown && !side(twin).character->text().isEmpty());
    side(twin).shown = shown;
    side(twin).bars->setVisible(shown);
}

void NextCharacters::setAlphabet(Twin twin, std::vector<char32_t> alphabet)
{
    side(twin).alphabet = std::move(alphabet);
    side(twin).bars->clear({});
    side(twin).after->setText({});
    side(twin).character->setText({});
    side(twin).character->hide();
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
    side(twin).after->setText(endBefore(tokens, index));
    side(twin).character->setText(visibleCharacter(tokens[index].character));
    side(twin).character->setVisible(side(twin).shown);
}

void NextCharacters::showSpeakers(
    Twin twin, const NeuronGrid& grid, std::span<const GeneratedToken> tokens, int at)
{
    const auto index = static_cast<std::size_t>(at);
    if (at < 0 || index >= tokens.size() || tokens[index].speakers.empty()) {
        m_speakers->setSpeakers(twin, grid, {}, {});
        return;
    }
    const auto likeliest = static_cast<std::size_t>(tokens[index].next.front().token);
    m_speakers->setSpeakers(
        twin, grid, visibleCharacter(side(twin).alphabet.at(likeliest)), tokens[index].speakers);
}

std::optional<NextCharacters::Likeliest> NextCharacters::likeliest(Twin twin) const
{
    const ProbabilityBars& bars = *m_sides[static_cast<std::size_t>(twin)].bars;
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
