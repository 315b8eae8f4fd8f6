// SPDX-License-Identifier: GPL-3.0-or-later
// What the lightness of a light on the stage means: its value, the probability with which its
// router chose it, or its margin over the second. GUI thread.
#pragma once

#include "ui/widgets/board_marks.h"

#include <QWidget>

#include <array>

class QButtonGroup;
class QToolButton;

namespace glowworm {

class ShadeChoice : public QWidget {
    Q_OBJECT

public:
    explicit ShadeChoice(QWidget* parent);

    Shade chosen() const { return m_chosen; }
    void choose(Shade shade);
    void chooseNext(); // round and round; nothing where only values can be shown
    /// whyOnlyValues: one sentence, the tool tip; "" = all three can be shown.
    void setReason(const QString& whyOnlyValues);

Q_SIGNALS:
    void changed(glowworm::Shade shade);

private:
    void renew();

    QButtonGroup* m_group;
    std::array<QToolButton*, 3> m_buttons{}; // by Shade
    std::array<QString, 3> m_tips;           // by Shade
    Shade m_chosen = Shade::Value;
    QString m_reason;
};

} // namespace glowworm
