// SPDX-License-Identifier: GPL-3.0-or-later
// Whether the run to come keeps moments, and what they will take on the disk. It shows what
// training says. GUI thread.
#pragma once

#include <QWidget>

class QCheckBox;
class QLabel;

namespace glowworm {

class Training;

class MomentsChoice : public QWidget {
    Q_OBJECT

public:
    MomentsChoice(const Training& training, QWidget* parent);

Q_SIGNALS:
    void asked(bool on); // by a person

private:
    void showChoice();

    const Training& m_training;
    QCheckBox* m_keeps;
    QLabel* m_cost;
};

} // namespace glowworm
