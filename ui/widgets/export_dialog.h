// SPDX-License-Identifier: GPL-3.0-or-later
// What askToExport() shows: the things a panel gives out at the left, the chosen one as it will be,
// its forms, where it comes from; copies it, or asks for the file. The last form is remembered.
// GUI thread.
#pragma once

#include "ui/widgets/exports.h"

#include <QDialog>

class QBoxLayout;
class QButtonGroup;
class QFrame;
class QLabel;
class QListWidget;
class QPlainTextEdit;
class QPushButton;
class QStackedWidget;

namespace glowworm {

class ExportDialog : public QDialog {
    Q_OBJECT

public:
    ExportDialog(Panel& panel, std::vector<ExportItem> items, const QString& first);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QBoxLayout* newRight();
    QBoxLayout* newFoot();
    const ExportItem& item() const;
    const ExportForm& form() const;
    void showItem();
    void showForm();
    void fitPicture();
    void copy();
    void chooseFile();

    Panel& m_panel;
    std::vector<ExportItem> m_items;
    QImage m_shown; // null: the form shows none
    QListWidget* m_list;
    QFrame* m_forms;
    QButtonGroup* m_choice; // ids: indices of the item's forms
    QStackedWidget* m_preview;
    QLabel *m_picture, *m_note, *m_origin;
    QPlainTextEdit* m_text;
    QPushButton *m_copy, *m_save;
};

} // namespace glowworm
