// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/setup/preset_cards.h"

#include "model/config/config.h"
#include "model/config/model_state.h"
#include "model/training/training_speed.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"
#include "ui/widgets/words.h"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace glowworm {
namespace {

constexpr int kColumns = 2;
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
        , m_time(new QLabel(this))
    {
        auto* name = new QLabel(shortName(preset), this);
        auto* size = new QLabel(sizeWords(preset), this);
        setTextRole(name, TextRole::Title);
        for (QLabel* small : {size, m_time}) {
            setTextRole(small, TextRole::Note);
            makeMuted(small);
        }
        auto* column = new QVBoxLayout(this);
        column->setContentsMargins(kGap + 4, kGap - 2, kGap + 4, kGap - 2);
        column->setSpacing(0);
        for (QLabel* label : {name, size, m_time}) {
            label->setAttribute(Qt::WA_TransparentForMouseEvents);
            column->addWidget(label);
        }
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        setNumbersFrom(size, Provenance::Computed);
        setNumbersFrom(m_time, Provenance::Estimated);
    }
    QSize sizeHint() const override { return layout()->totalSizeHint(); }
    QSize minimumSizeHint() const override { return layout()->totalMinimumSize(); }
    void setTime(const QString& words) { m_time->setText(words); }

private:
    QLabel* m_time;
};

PresetCards::PresetCards(QWidget* parent)
    : QWidget(parent)
{
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(kGap);
    for (int column = 0; column < kColumns; ++column)
        grid->setColumnStretch(column, 1);
    const auto all = presets();
    for (const Task task : kBothTasks)
        for (int index = 0; index < static_cast<int>(all.size()); ++index) {
            const ModelConfig& model = all[static_cast<std::size_t>(index)].config.model;
            if (model.task == task && model.routing == Routing::Gated)
                grid->addWidget(addCard(index), grid->count() / kColumns, grid->count() % kColumns);
        }
    showTimes(std::nullopt, false, 0);
}

PresetCard* PresetCards::addCard(int index)
{
    const Preset& preset = presets()[static_cast<std::size_t>(index)];
    auto* card = new PresetCard(preset, this);
    card->setObjectName(QStringLiteral("preset-") + words(preset.name));
    card->setCheckable(true);
    card->setToolTip(settingWords(preset.label) + QLatin1Char('\n') + settingWords(preset.help));
    card->setWhatsThis(tr("Starts from this preset: every field below takes its value. The "
                          "number of parameters is computed from the shapes, the time is "
                          "estimated from how fast this machine has trained."));
    connect(card, &QPushButton::clicked, this, [this, card, index] {
        card->setChecked(index == m_current); // which says what is set up, not what was clicked
        Q_EMIT chosen(index);
    });
    m_cards[index] = card;
    return card;
}

void PresetCards::setCurrent(int preset)
{
    m_current = preset;
    for (const auto& [index, card] : m_cards) {
        card->setChecked(index == preset);
        setMark(card, "outlined", index == preset);
    }
}

void PresetCards::showTimes(
    std::optional<double> speed, bool twins, std::int64_t judged, std::optional<double> current)
{
    for (const auto& [index, card] : m_cards) {
        const Preset& preset = presets()[static_cast<std::size_t>(index)];
        std::optional<double> seconds = index == m_current ? current : std::nullopt;
        if (speed && !seconds)
            seconds = secondsToTrain(preset.config, twins,
                preset.config.model.task == Task::Text ? judged : kTestPictures, *speed);
        const QString time
            = seconds ? tr("about %1").arg(durationText(*seconds)) : tr("time: not measured");
        card->setTime(time);
        card->setAccessibleName(
            QStringList{settingWords(preset.label), sizeWords(preset), time}.join(
                QStringLiteral(", ")));
    }
}

} // namespace glowworm
