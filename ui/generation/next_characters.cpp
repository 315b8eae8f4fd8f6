// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/generation/next_characters.h"

#include "ui/inspector/inspector_style.h"
#include "ui/widgets/basic_widgets.h"
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

constexpr int kCandidates = 6;
constexpr std::size_t kAfter = 5; // characters of the text, before what may follow

/// The last ones up to tokens[at], on one line.
QString endOf(std::span<const GeneratedToken> tokens, std::size_t at)
{
    const std::size_t first = at + 1 > kAfter ? at + 1 - kAfter : 0;
    QString end = first > 0 ? QString(QChar(0x2026)) : QString();
    for (const GeneratedToken& token : tokens.subspan(first, at + 1 - first))
        end += visibleCharacter(token.character);
    return end;
}

} // namespace

NextCharacters::NextCharacters(QWidget* parent)
    : QFrame(parent)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(newHeading(tr("What may follow"), this));
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
        auto* head = new QHBoxLayout;
        head->setSpacing(kGap);
        head->addWidget(one.heading);
        head->addWidget(one.after, 1);
        column->addSpacing(kGap);
        column->addLayout(head);
        column->addWidget(one.bars);
    }
    column->addStretch();
    showHeadings();
}

void NextCharacters::showHeadings()
{
    const Stage stage = Stage::of(palette());
    for (const Twin twin : {Twin::Sparse, Twin::Dense}) // on the stage in every theme
        side(twin).heading->setText(
            QStringLiteral("<span style=\"color:%1\">\u25a0</span>&nbsp; %2")
                .arg(stage.lightOf(twin).light.name(),
                    twin == Twin::Sparse ? tr("Sparse") : tr("Dense twin")));
}

void NextCharacters::setShown(Twin twin, bool shown)
{
    side(twin).heading->setVisible(shown);
    side(twin).after->setVisible(shown);
    side(twin).bars->setVisible(shown);
}

void NextCharacters::setAlphabet(Twin twin, std::vector<char32_t> alphabet)
{
    side(twin).alphabet = std::move(alphabet);
    side(twin).bars->clear({});
    side(twin).after->setText({});
}

void NextCharacters::showToken(Twin twin, std::span<const GeneratedToken> tokens, int at)
{
    if (at < 0)
        return;
    const auto index = static_cast<std::size_t>(at);
    const int following = index + 1 < tokens.size() ? tokens[index + 1].token : -1;
    std::vector<ProbabilityBars::Row> rows;
    for (const Candidate& candidate : tokens[index].next | std::views::take(kCandidates))
        rows.push_back(
            {visibleCharacter(side(twin).alphabet.at(static_cast<std::size_t>(candidate.token))),
                static_cast<double>(candidate.probability), candidate.token == following});
    side(twin).bars->setRows(std::move(rows));
    side(twin).after->setText(endOf(tokens, index));
}

void NextCharacters::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        showHeadings();
    QFrame::changeEvent(event);
}

} // namespace glowworm
