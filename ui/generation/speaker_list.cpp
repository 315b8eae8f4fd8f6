// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/generation/speaker_list.h"

#include "model/config/config.h"
#include "ui/inspector/inspector_style.h"
#include "ui/inspector/inspector_words.h"
#include "ui/widgets/stage.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/words.h"

#include <QEvent>
#include <QLabel>
#include <QStringList>
#include <QVBoxLayout>

namespace glowworm {

SpeakerList::SpeakerList(QWidget* parent)
    : QWidget(parent)
    , m_twin(Twin::Sparse)
    , m_heading(newQuiet({}, this))
    , m_list(new QLabel(this))
    , m_note(newQuiet({}, this))
{
    m_heading->setTextFormat(Qt::RichText);
    m_list->setObjectName(QStringLiteral("speakers"));
    m_list->setAccessibleName(tr("Neurons that speak for the likeliest next character"));
    m_list->setTextFormat(Qt::RichText);
    setTextRole(m_list, TextRole::Note);
    m_list->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    connect(m_list, &QLabel::linkActivated, this, [this](const QString& link) {
        if (const auto neuron = neuronOf(link))
            Q_EMIT neuronAsked(*neuron);
    });
    connect(m_list, &QLabel::linkHovered, this, &SpeakerList::hover);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    for (QLabel* label : {m_heading, m_list, m_note}) {
        label->setWordWrap(label != m_list);
        column->addWidget(label);
    }
    setWhatsThis(
        tr("What a neuron adds to the logit of a character by itself, past all later layers (its "
           "direct logit attribution): a p u\u00b7v / s, with its value a, its gate p (1 in a "
           "dense model), its output weights v, the deviation s of the stream before the last "
           "norm, held, and u = g (h \u2212 mean of all h) less its mean, h being the character's "
           "weights in the head and g those of that norm. Over all characters it adds nothing on "
           "the average. Shown are the largest above zero; the curves lead from their lights to "
           "the bar, and are thicker where a neuron adds more."));
    setCurves(false);
    hide();
}

void SpeakerList::setCurves(bool shown)
{
    m_note->setText(shown
            ? tr("what each adds to its logit by itself; curves lead from their lights")
            : tr("what each adds to its logit by itself"));
}

void SpeakerList::setSpeakers(Twin twin, const NeuronGrid& grid, const QString& character,
    const std::vector<Attribution>& speakers)
{
    m_twin = twin;
    m_grid = grid;
    m_character = character;
    m_speakers = speakers;
    write();
    setVisible(!m_speakers.empty());
    if (!m_hovered.isEmpty())
        hover(m_hovered);
}

void SpeakerList::hover(const QString& link)
{
    m_hovered = link;
    Q_EMIT neuronHovered(neuronOf(link));
}

void SpeakerList::hideEvent(QHideEvent* event)
{
    if (!m_hovered.isEmpty()) // the label does not tell
        hover({});
    QWidget::hideEvent(event);
}

/// The colour of a link stands in its text.
void SpeakerList::write()
{
    const StageLight& light = Stage::of(palette()).lightOf(m_twin);
    m_heading->setText(tr("speak for %1")
                           .arg(QStringLiteral("<b style=\"color:%1\">%2</b>")
                                    .arg(light.bright.name(), m_character.toHtmlEscaped())));
    QStringList lines, spoken;
    for (std::size_t i = 0; i < m_speakers.size(); ++i) {
        const QString name = words(addressText(m_grid, m_speakers[i].neuron)),
                      value = signedText(static_cast<double>(m_speakers[i].logit));
        lines << QStringLiteral("<a href=\"%1\" style=\"color:%2\">%3</a>&nbsp; %4")
                     .arg(i)
                     .arg(light.bright.name(), name, value);
        spoken << name + QLatin1Char(' ') + value;
    }
    m_list->setText(lines.join(QStringLiteral("<br>")));
    m_list->setAccessibleDescription(
        tr("for %1: %2").arg(m_character, spoken.join(QStringLiteral("; "))));
}

std::optional<NeuronAddress> SpeakerList::neuronOf(const QString& link) const
{
    bool isNumber = false;
    const auto index = link.toUInt(&isNumber);
    return isNumber && index < m_speakers.size() ? std::optional(m_speakers[index].neuron)
                                                 : std::nullopt;
}

void SpeakerList::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        write();
    QWidget::changeEvent(event);
}

} // namespace glowworm
