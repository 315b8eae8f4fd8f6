// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/generation/sample_form.h"

#include "model/base/error.h"
#include "ui/widgets/number_box.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/words.h"

#include <QHBoxLayout>
#include <QLabel>

#include <algorithm>

namespace glowworm {

namespace {

constexpr int kLongestText = 10'000; // tokens; the panel keeps the neurons of every one of them
constexpr double kHottest = 2;       // beyond it a temperature gives noise

} // namespace

SampleForm::SampleForm(QWidget* parent)
    : QWidget(parent)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    for (const Field<SampleConfig>& field : sampleFields()) {
        auto* label = new QLabel(words(field.label), this);
        QAbstractSpinBox* box = makeBox(field);
        label->setBuddy(box);
        label->setToolTip(words(field.help));
        box->setObjectName(field.name == "seed" ? QStringLiteral("promptSeed") : words(field.name));
        box->setToolTip(words(field.help));
        box->setWhatsThis(words(field.help));
        box->setAccessibleName(words(field.label));
        row->addWidget(label);
        row->addWidget(box);
        row->addSpacing(kGap);
    }
    row->addStretch();
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
