// SPDX-License-Identifier: GPL-3.0-or-later
// A button whose menu lists the results of the experiments kept on disk, the last written first,
// and lets any other file be chosen; the library opens it.
#pragma once

#include "model/experiments/experiment.h"

#include <QPushButton>

class QMenu;

namespace glowworm {

class Library;

class ExperimentButton : public QPushButton {
    Q_OBJECT

public:
    explicit ExperimentButton(Library& library, QWidget* parent = nullptr);

private:
    void fillMenu();

    Library& m_library;
    QMenu* m_menu;
    std::vector<KeptExperiment> m_listed;
};

} // namespace glowworm
