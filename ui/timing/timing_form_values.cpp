// SPDX-License-Identifier: GPL-3.0-or-later
// What the form of the timing panel holds, as settings and as the config that they come to.
#include "ui/timing/timing_form.h"

#include "ui/widgets/field_words.h"
#include "ui/widgets/number_text.h"
#include "ui/widgets/words.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QSpinBox>

#include <algorithm>
#include <utility>

namespace glowworm {

TimingSettings TimingForm::shownSettings() const
{
    TimingSettings settings;
    settings.what = m_workload->currentIndex();
    settings.shape = m_shape->currentIndex();
    settings.models = m_modelsChosen ? m_models->currentIndex() : -1;
    for (int row = 0; row < m_densities->count(); ++row)
        if (m_densities->item(row)->checkState() == Qt::Checked)
            settings.groups.push_back(m_densities->item(row)->data(Qt::UserRole).toInt());
    settings.tokens = m_tokens->text();
    for (std::size_t i = 0; i < m_numbers.size(); ++i)
        settings.numbers[i] = m_numbers[i].second->value();
    settings.libtorch = m_libtorch->isChecked();
    return settings;
}

void TimingForm::put(const TimingSettings& settings)
{
    m_workload->setCurrentIndex(settings.what);
    m_shape->setCurrentIndex(shaped(settings.shape) ? settings.shape : int(StudyShape));
    m_modelsChosen = settings.models >= 0;
    if (settings.models == RandomWeights || (settings.models == OpenPair && isPairOpen()))
        m_models->setCurrentIndex(settings.models);
    showModels();
    for (int row = 0; row < m_densities->count(); ++row) {
        QListWidgetItem* item = m_densities->item(row);
        const bool fires = std::ranges::find(settings.groups, item->data(Qt::UserRole).toInt())
            != settings.groups.end();
        item->setCheckState(fires ? Qt::Checked : Qt::Unchecked);
    }
    if (m_tokens->text() != settings.tokens) // else the cursor would move
        m_tokens->setText(settings.tokens);
    for (std::size_t i = 0; i < m_numbers.size(); ++i)
        m_numbers[i].second->setValue(settings.numbers[i]);
    m_libtorch->setChecked(settings.libtorch);
}

void TimingForm::setSettings(const TimingSettings& settings)
{
    if (settings != shownSettings()) {
        const bool quiet = std::exchange(m_quiet, true);
        put(settings);
        m_quiet = quiet;
    }
    m_settled = shownSettings();
    m_wanted = m_settled == settings ? std::nullopt : std::optional(settings);
    Q_EMIT changed();
}

void TimingForm::tellEdit(const QString& words, int id)
{
    if (m_quiet)
        return;
    Q_EMIT changed();
    const TimingSettings now = shownSettings();
    if (now == m_settled)
        return;
    const TimingSettings before = m_wanted ? *m_wanted : m_settled;
    m_wanted.reset();
    m_settled = now;
    Q_EMIT edited(before, words, id);
}

/// Nobody edits by opening a model; what was asked for and could not be shown then may be shown
/// now.
void TimingForm::follow()
{
    m_quiet = true;
    showShapes();
    if (m_wanted)
        put(*m_wanted);
    m_quiet = false;
    m_settled = shownSettings();
    if (m_wanted == m_settled)
        m_wanted.reset();
    Q_EMIT changed();
}

BenchConfig TimingForm::config() const
{
    const Choice& wanted = choice();
    BenchConfig config = usualBench(wanted.workload);
    if (isShaped(wanted.workload)) {
        config = *shaped(m_shape->currentIndex());
        config.groups.clear();
        for (int row = 0; row < m_densities->count(); ++row)
            if (m_densities->item(row)->checkState() == Qt::Checked)
                config.groups.push_back(m_densities->item(row)->data(Qt::UserRole).toInt());
    } else if (m_models->currentIndex() == OpenPair) {
        config.dense = open(Twin::Dense);
        config.sparse = open(Twin::Sparse);
    }
    if (benchField("tokens", config))
        config.tokens = readNumbers(m_tokens->text(), locale()).values;
    if (wanted.map)
        config.impls
            = {"dense", "sparse"}; // each further row would take as long again in every cell
    for (const auto& [field, box] : m_numbers)
        if (field->applies(config))
            field->write(config, std::to_string(box->value())); // in range: the box has its limits
    config.libtorch = m_libtorch->isChecked();
    return config;
}

QString TimingForm::problem() const
{
    const BenchConfig wanted = config();
    if (isShaped(choice().workload) && wanted.groups.empty())
        return tr("Check at least one line under Fires.");
    if (wanted.workload == Workload::Layer && wanted.heads == 0)
        return tr("Set-up holds a digit network, which has no attention: choose another shape.");
    if (const Field<BenchConfig>* tokens = benchField("tokens", wanted))
        if (const QString refusal = readNumbers(m_tokens->text(), locale()).refusal;
            !refusal.isEmpty())
            return tr("%1: %2").arg(settingWords(tokens->label), refusal);
    const auto wrong = problems(wanted);
    return wrong.empty() ? QString() : withLabels(wrong.front(), wanted);
}

} // namespace glowworm
