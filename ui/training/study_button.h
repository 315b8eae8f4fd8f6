// SPDX-License-Identifier: GPL-3.0-or-later
// A button whose menu lists the results of the studies kept on disk, the last written first, and
// lets any other file be chosen; the workbench opens it.
#pragma once

#include "model/experiments/study.h"

#include <QPushButton>

class QMenu;

namespace glowworm {

class Workbench;

class StudyButton : public QPushButton {
    Q_OBJECT

public:
    explicit StudyButton(Workbench& workbench, QWidget* parent = nullptr);

private:
    void fillMenu();

    Workbench& m_workbench;
    QMenu* m_menu;
    std::vector<KeptStudy> m_listed;
};

} // namespace glowworm
