// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/setup/preset_cards.h"

#include "model/config/config.h"
#include "model/config/model_state.h"
#include "model/training/training_speed.h"
#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"
#include "ui/widgets/words.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <array>

namespace glowworm {
namespace {

constexpr int kSentenceLines = 3;
constexpr std::int64_t kTestPictures = 10'000; // of MNIST, which the digits' preset is for

/// "Text, quick" of "Text, quick, gated 1/64"
QString shortName(const Preset& preset)
{
    return settingWords(preset.label).section(QStringLiteral(", "), 0, -2);
}

QString sizeWords(const Preset& preset)
{
    return PresetCards::tr("%1 parameters")
        .arg(shortCountText(static_cast<double>(parameterCount(preset.config.model))));
}

} // namespace

/// A button as large as what stands on it.
class PresetCard : public QPushButton {
public:
    PresetCard(const Preset& preset, QWidget* parent)
        : QPushButton(parent)
        , m_facts(new QLabel(this))
    {
        auto* name = new QLabel(shortName(preset), this);
        QLabel* sentence = newNote(settingWords(preset.help), this);
        setTextRole(name, TextRole::Title);
        setTextRole(sentence, TextRole::Note);
        keepLines(sentence, kSentenceLines);
        sentence->setAlignment(Qt::AlignLeft | Qt::AlignTop);
        auto* column = new QVBoxLayout(this);
        column->setContentsMargins(kGap + 4, kGap, kGap + 4, kGap);
        column->setSpacing(2);
        for (QLabel* label : {name, m_facts, sentence}) {
            label->setAttribute(Qt::WA_TransparentForMouseEvents);
            column->addWidget(label);
        }
        column->addStretch(1);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
        setNumbersFrom(m_facts, Provenance::Estimated);
        setNumbersFrom(sentence, Provenance::Computed);
    }
    QSize sizeHint() const override { return layout()->totalSizeHint(); }
    QSize minimumSizeHint() const override { return layout()->totalMinimumSize(); }
    void setFacts(const QString& facts) { m_facts->setText(facts); }

private:
    QLabel* m_facts;
};

PresetCards::PresetCards(QWidget* parent)
    : FoldingRow(parent)
{
    row()->setSpacing(kGap);
    const std::array<FoldingRow*, 2> pairs{new FoldingRow(this), new FoldingRow(this)};
    for (FoldingRow* pair : pairs) { // two beside each other where four have no room
        pair->row()->setSpacing(kGap);
        row()->addWidget(pair, 1);
    }
    const auto all = presets();
    for (int index = 0; index < static_cast<int>(all.size()); ++index) {
        const Preset& preset = all[static_cast<std::size_t>(index)];
        if (preset.config.model.routing != Routing::Gated)
            continue;
        FoldingRow* pair = pairs[m_cards.size() / 2 % pairs.size()];
        auto* card = new PresetCard(preset, pair);
        card->setObjectName(QStringLiteral("preset-") + words(preset.name));
        card->setCheckable(true);
        card->setToolTip(
            settingWords(preset.label) + QLatin1Char('\n') + settingWords(preset.help));
        card->setWhatsThis(tr("Starts from this preset: every field below takes its value. The "
                              "number of parameters is computed from the shapes, the time is "
                              "estimated from how fast this machine has trained."));
        connect(card, &QPushButton::clicked, this, [this, card, index] {
            card->setChecked(index == m_current); // which says what is set up, not what was clicked
            Q_EMIT chosen(index);
        });
        pair->row()->addWidget(card, 1);
        m_cards[index] = card;
    }
    showTimes(std::nullopt, false, 0);
}

void PresetCards::setCurrent(int preset)
{
    m_current = preset;
    for (const auto& [index, card] : m_cards) {
        card->setChecked(index == preset);
        setMark(card, "outlined", index == preset);
    }
}

void PresetCards::showTimes(std::optional<double> speed, bool twins, std::int64_t judged)
{
    for (const auto& [index, card] : m_cards) {
        const Preset& preset = presets()[static_cast<std::size_t>(index)];
        QString facts = sizeWords(preset);
        if (speed)
            facts = tr("%1, about %2")
                        .arg(facts,
                            durationText(secondsToTrain(preset.config, twins,
                                preset.config.model.task == Task::Text ? judged : kTestPictures,
                                *speed)));
        card->setFacts(facts);
        card->setAccessibleName(settingWords(preset.label) + QStringLiteral(", ") + facts);
    }
}

} // namespace glowworm
