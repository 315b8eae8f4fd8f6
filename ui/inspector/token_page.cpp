// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/token_page.h"

#include "ui/inspector/inspector_style.h"
#include "ui/inspector/inspector_words.h"
#include "ui/widgets/probability_bars.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/words.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <ranges>
#include <utility>

namespace glowworm {
namespace {

constexpr int kChoices = 5;

} // namespace

TokenPage::TokenPage(QAction* compare, QWidget* parent)
    : QWidget(parent)
    , m_character(new QLabel(this))
    , m_place(newQuiet({}, this))
    , m_letGo(newLetGo(tr("Back to what may follow (Esc)"), this))
    , m_probability(new ValueLabel(Provenance::Measured, {}, this))
    , m_surprise(new ValueLabel(Provenance::Measured, {}, this))
    , m_choicesName(newQuiet(tr("what could stand here"), this))
    , m_choices{}
    , m_decisions(new ValueLabel(Provenance::Measured, {}, this))
    , m_closestName(newQuiet(tr("closest choices"), this))
    , m_closest(new QLabel(this))
{
    for (const Twin twin : kTwins)
        m_choices[slotOf(twin)]
            = new ProbabilityBars(twin, kChoices, tr("What could stand here, by the model"), this);
    nameParts();
    auto* button = new QToolButton(this);
    button->setObjectName(QStringLiteral("compareToken"));
    button->setDefaultAction(compare);
    button->setAccessibleDescription(compare->whatsThis());
    auto* edit = new QToolButton(this);
    edit->setObjectName(QStringLiteral("typeHere"));
    edit->setText(tr("Type another text here"));
    edit->setToolTip(tr("Put another text in place of this character, and let the models go on "
                        "from there (F2)"));
    edit->setAccessibleDescription(edit->toolTip());
    for (QToolButton* each : {edit, button})
        each->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);

    auto* title = new QHBoxLayout;
    title->addWidget(m_character, 1);
    title->addWidget(m_letGo);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addLayout(title);
    for (QWidget* widget : {static_cast<QWidget*>(m_place), static_cast<QWidget*>(m_probability),
             static_cast<QWidget*>(m_surprise)})
        column->addWidget(widget);
    column->addSpacing(kGap);
    column->addWidget(m_choicesName);
    for (ProbabilityBars* bars : m_choices)
        column->addWidget(bars);
    column->addSpacing(kGap);
    column->addWidget(m_decisions);
    column->addWidget(m_closestName);
    column->addWidget(m_closest);
    column->addSpacing(kGap);
    column->addWidget(edit);
    column->addSpacing(4);
    column->addWidget(button);
    auto* keys = newQuiet(tr("F2: edit   Esc: back"), this);
    keys->setWordWrap(true);
    column->addWidget(keys);
    column->addStretch(1);
    connect(m_letGo, &QToolButton::clicked, this, &TokenPage::letGoAsked);
    connect(edit, &QToolButton::clicked, this, &TokenPage::editAsked);
    connect(m_closest, &QLabel::linkActivated, this, [this](const QString& link) {
        const LayerDecision& one = m_shown.at(static_cast<std::size_t>(link.toInt()));
        Q_EMIT neuronAsked({one.layer, one.made.winner});
    });
}

/// Names for tests and screen readers, and What's This.
void TokenPage::nameParts()
{
    const std::pair<QWidget*, const char*> names[]
        = {{m_character, "shownCharacter"}, {m_place, "characterPlace"},
            {m_probability, "characterProbability"}, {m_surprise, "characterSurprise"},
            {m_decisions, "characterDecisions"}, {m_closest, "closestDecisions"}};
    for (const auto& [widget, name] : names)
        widget->setObjectName(QLatin1String(name));
    makeTitle(m_character);
    makeQuiet(m_surprise);
    setTextRole(m_closest, TextRole::Note);
    for (QLabel* label :
        {m_place, static_cast<QLabel*>(m_probability), static_cast<QLabel*>(m_surprise),
            m_choicesName, static_cast<QLabel*>(m_decisions), m_closest})
        label->setWordWrap(true);
    m_probability->setWhatsThis(
        tr("Of this character, before it was read, by the model's outputs l at temperature 1: "
           "p = exp(l(i)) / \u03a3 exp(l(j))."));
    m_surprise->setWhatsThis(tr("How little the model expected it: -ln p, in nats."));
    for (ProbabilityBars* bars : m_choices)
        bars->setToolTip(tr("Among these it was drawn: after temperature, top-k and top-p"));
    m_decisions->setWhatsThis(tr(
        "Each column of each layer chooses one neuron. The margin is the winner's share less the "
        "rival's, in a softmax over the column's router logits; under %1 % it is a toss-up.")
                                  .arg(qRound(100 * Decision::kTossUp)));
    m_closest->setTextFormat(Qt::RichText);
    m_closest->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    m_closest->setAccessibleName(tr("closest choices"));
}

void TokenPage::showToken(const Model& model, const GeneratedToken& token,
    const TokenReport& report, Provenance provenance)
{
    m_grid = model.grid;
    const QString character = visibleCharacter(token.character);
    setLight(m_character, model.twin);
    m_character->setText(tr("Character %1:  %2").arg(countText(token.index), character));
    m_place->setText(token.typed         ? tr("typed by you, read by the model")
            : token.fromPrompt           ? tr("of the prompt, read by the model")
            : model.twin == Twin::Sparse ? tr("drawn by the sparse model")
                                         : tr("drawn by the dense twin"));
    setNumbersFrom(this, provenance);
    for (ValueLabel* label : {m_probability, m_surprise, m_decisions})
        label->setProvenance(provenance);
    if (report.probability) {
        const auto probability = static_cast<double>(*report.probability);
        m_probability->setValue(tr("probability %1 at temperature 1").arg(shareText(probability)));
        m_surprise->setValue(tr("surprise %1 nats").arg(surpriseText(*report.surprise)));
    } else {
        const QString first = tr("Nothing was expected: it is the first character.");
        m_probability->setMissing(first);
        m_surprise->setMissing(first);
    }
    showChoices(model, token, report);
    showDecisions(token, report);
}

void TokenPage::showChoices(
    const Model& model, const GeneratedToken& token, const TokenReport& report)
{
    m_choicesName->setText(tr("what could stand here, %1").arg(temperatureWords(model.sampling)));
    std::vector<ProbabilityBars::Row> rows;
    for (const Candidate& choice : report.choices | std::views::take(kChoices))
        if (const auto id = static_cast<std::size_t>(choice.token); id < model.alphabet.size())
            rows.push_back({visibleCharacter(model.alphabet[id]),
                static_cast<double>(choice.probability), choice.token == token.token});
    for (const Twin twin : kTwins) {
        ProbabilityBars& bars = *m_choices[slotOf(twin)];
        bars.setVisible(twin == model.twin);
        if (rows.empty())
            bars.clear(tr("Nothing stands before it."));
        else if (twin == model.twin)
            bars.setRows(rows);
    }
}

void TokenPage::showDecisions(const GeneratedToken& token, const TokenReport& report)
{
    int fired = 0;
    for (const LayerFiring& layer : token.firing.layers)
        fired += static_cast<int>(layer.neurons.size());
    if (report.decisions.count > 0)
        m_decisions->setValue(
            (report.decisions.tossUps == 1 ? tr("%1 choices, 1 of them a toss-up; mean margin %2")
                                           : tr("%1 choices, %Ln of them toss-ups; mean margin %2",
                                               nullptr, static_cast<int>(report.decisions.tossUps)))
                .arg(countText(report.decisions.count), percentText(report.decisions.margin, 0)));
    else // a tape has no margins
        m_decisions->setValue(token.twin == Twin::Sparse
                ? tr("%Ln neurons chosen; their margins are not recorded", nullptr, fired)
                : tr("%Ln neurons above zero; nothing is chosen", nullptr, fired));
    m_shown = report.decisions.closest;
    m_closestName->setVisible(!m_shown.empty());
    m_closest->setVisible(!m_shown.empty());
    showClosest();
}

void TokenPage::showClosest()
{
    const QString colour = Stage::of(palette()).lightOf(Twin::Sparse).bright.name();
    QStringList lines, spoken;
    for (std::size_t i = 0; i < m_shown.size(); ++i) {
        const auto& [layer, made] = m_shown[i];
        const auto margin = static_cast<double>(made.margin());
        const QString name = words(addressText(m_grid, {layer, made.winner})),
                      than
            = tr("over %1 by %2")
                  .arg(shortName(m_grid, made.rival), percentText(margin, margin < 0.01 ? 2 : 1));
        lines << QStringLiteral("<a href=\"%1\" style=\"color:%2\">%3</a>&nbsp; %4")
                     .arg(i)
                     .arg(colour, name, than);
        spoken << name + QLatin1Char(' ') + than;
    }
    const QString text = lines.join(QStringLiteral("<br>"));
    if (text != m_closest->text()) // else it would let go of the link that has the focus
        m_closest->setText(text);
    m_closest->setAccessibleDescription(spoken.join(QStringLiteral("; ")));
}

void TokenPage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        showClosest();
    QWidget::changeEvent(event);
}

} // namespace glowworm
