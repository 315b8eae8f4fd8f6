// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/generation/next_characters.h"

#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/model_words.h"
#include "ui/widgets/probability_bars.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/words.h"

#include <QEvent>
#include <QLabel>
#include <QVBoxLayout>

#include <utility>

namespace glowworm {

namespace {

constexpr int kCandidates = 8;

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
        column->addSpacing(kGap);
        column->addWidget(one.heading);
        column->addWidget(one.bars);
    }
    column->addStretch();
    showHeadings();
}

void NextCharacters::showHeadings()
{
    side(Twin::Sparse).heading->setText(twinHeading(Twin::Sparse, tr("Sparse"), palette()));
    side(Twin::Dense).heading->setText(twinHeading(Twin::Dense, tr("Dense twin"), palette()));
}

void NextCharacters::setShown(Twin twin, bool shown)
{
    side(twin).heading->setVisible(shown);
    side(twin).bars->setVisible(shown);
}

void NextCharacters::setAlphabet(Twin twin, std::vector<char32_t> alphabet)
{
    side(twin).alphabet = std::move(alphabet);
    side(twin).bars->clear({});
}

void NextCharacters::showToken(Twin twin, std::span<const GeneratedToken> tokens, int at)
{
    if (at < 0)
        return;
    const auto index = static_cast<std::size_t>(at);
    const int following = index + 1 < tokens.size() ? tokens[index + 1].token : -1;
    std::vector<ProbabilityBars::Row> rows;
    for (const Candidate& candidate : tokens[index].next)
        rows.push_back(
            {visibleCharacter(side(twin).alphabet.at(static_cast<std::size_t>(candidate.token))),
                static_cast<double>(candidate.probability), candidate.token == following});
    side(twin).bars->setRows(std::move(rows));
}

void NextCharacters::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        showHeadings();
    QFrame::changeEvent(event);
}

} // namespace glowworm
