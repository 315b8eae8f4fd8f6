// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/generation/sample_form.h"

#include "model/base/error.h"
#include "ui/widgets/number_box.h"
#include "ui/widgets/undo_keys.h"
#include "ui/widgets/value_label.h"
#include "ui/widgets/words.h"

#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QSignalBlocker>

#include <algorithm>

namespace glowworm {

namespace {

constexpr int kLongestText = 10'000; // tokens; the panel keeps the neurons of every one of them
constexpr double kHottest = 2;       // beyond it a temperature gives noise
constexpr int kNarrowest = 64;       // pixels, of a field

QString boxName(const Field<SampleConfig>& field)
{
    return field.name == "seed" ? QStringLiteral("promptSeed") : words(field.name);
}

/// What is taken of a number that a box shows, rounded: it, or the limit that it lies beyond.
template <class Box> QString shownBy(Box& box, const QString& text)
{
    const double number = text.toDouble(), least = box.minimum(), most = box.maximum();
    const QSignalBlocker quiet(&box);
    box.setValue(static_cast<decltype(box.value())>(std::clamp(number, least, most)));
    return number < least || number > most ? QString::number(box.value()) : text;
}

} // namespace

SampleForm::SampleForm(QWidget* parent)
    : QWidget(parent)
{
    m_grid = new QGridLayout(this);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(6);
    m_grid->setVerticalSpacing(6);
    m_grid->setColumnStretch(1, 1);
    m_grid->setColumnStretch(3, 1);
    for (const Field<SampleConfig>& field : sampleFields()) {
        QAbstractSpinBox* box = makeBox(field);
        box->setObjectName(boxName(field));
        box->setToolTip(settingWords(field.help));
        box->setWhatsThis(settingWords(field.help));
        box->setAccessibleName(settingWords(field.label));
        box->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed); // a seed's hint is ten digits
        leaveUndoToPanel(box);
        addField(settingWords(field.label), box);
    }
}

void SampleForm::setConfig(const SampleConfig& config)
{
    for (const Field<SampleConfig>& field : sampleFields()) {
        const QString name = boxName(field), exact = words(field.read(config));
        auto* real = findChild<QDoubleSpinBox*>(name);
        const QString taken
            = real ? shownBy(*real, exact) : shownBy(*findChild<QSpinBox*>(name), exact);
        field.write(m_config, taken.toStdString());
    }
    Q_EMIT edited();
}

void SampleForm::addField(const QString& label, QWidget* field)
{
    auto* name = new QLabel(label, this);
    name->setBuddy(field);
    name->setToolTip(field->toolTip());
    field->setMinimumWidth(kNarrowest);
    m_grid->addWidget(name, m_fields / 2, m_fields % 2 * 2);
    m_grid->addWidget(field, m_fields / 2, m_fields % 2 * 2 + 1);
    ++m_fields;
}

QStringList SampleForm::summary() const
{
    QStringList parts{tr("temperature %1").arg(QLocale().toString(m_config.temperature))};
    if (m_config.topK > 0)
        parts << tr("top-k %1").arg(countText(m_config.topK));
    if (m_config.topP < 1)
        parts << tr("top-p %1").arg(QLocale().toString(m_config.topP));
    parts << tr("seed %1").arg(m_config.seed) << tr("%1 new").arg(countText(m_config.tokens));
    return parts;
}

QAbstractSpinBox* SampleForm::makeBox(const Field<SampleConfig>& field)
{
    const QString start = words(field.read(m_config));
    if (field.kind == FieldKind::Real) {
        auto* box = new RealBox(this);
        box->setDecimals(2);
        box->setSingleStep(0.05);
        box->setRange(field.minimum, std::min(field.maximum, kHottest));
        box->setValue(start.toDouble());
        connect(box, &QDoubleSpinBox::valueChanged, this,
            [this, &field](double value) { take(field, QString::number(value, 'g', 12)); });
        return box;
    }
    auto* box = new WholeBox(this);
    const bool isLength = field.name == "tokens";
    box->setRange(static_cast<int>(field.minimum),
        isLength ? std::min(kLongestText, static_cast<int>(field.maximum))
                 : static_cast<int>(field.maximum));
    if (field.name == "top_k")
        box->setSpecialValueText(tr("off")); // 0
    if (isLength)
        box->setSingleStep(50);
    box->setValue(start.toInt());
    connect(box, &QSpinBox::valueChanged, this,
        [this, &field](int value) { take(field, QString::number(value)); });
    return box;
}

void SampleForm::take(const Field<SampleConfig>& field, const QString& text)
{
    field.write(m_config, text.toStdString()); // in range: the box has the field's own limits
    Q_EMIT edited();
}

} // namespace glowworm
