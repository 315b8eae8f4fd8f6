// SPDX-License-Identifier: GPL-3.0-or-later
// A button whose menu lists the results of the studies kept on disk, the last written first, and lets any other file be chosen.
#pragma once

#include <QPushButton>

#include <filesystem>

class QMenu;

namespace glowworm {

class StudyButton : public QPushButton {
    Q_OBJECT

public:
    explicit StudyButton(QWidget* parent = nullptr);
    void askForFile();

Q_SIGNALS:
    void openRequested(const std::filesystem::path& file);

private:
    void fillMenu();

    QMenu* m_menu;
};

} // namespace glowworm
