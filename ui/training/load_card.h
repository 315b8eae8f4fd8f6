// SPDX-License-Identifier: GPL-3.0-or-later
// The load of each group of neurons with its heading, its legend and the words of the cell at hand.
#pragma once

#include "model/config/config.h"
#include "model/training/trainer.h"

#include <QFrame>

namespace glowworm {

class ElidedLabel;
class GroupLoad;

class LoadCard : public QFrame {
    Q_OBJECT

public:
    explicit LoadCard(QWidget* parent = nullptr);
    /// As GroupLoad::showLoad().
    void showLoad(const ModelConfig& model, const EvalReport* newest);

private:
    GroupLoad* m_load;
    ElidedLabel* m_words;
    QWidget* m_legend;
};

} // namespace glowworm
