// SPDX-License-Identifier: GPL-3.0-or-later
// The handbook in a window of its own, beside the main one: its pages in a list, a field that
// searches all of them, the page that is read. It keeps its size and its page from one start to the
// next, and has the colours and the size of text of the main window. GUI thread.
#pragma once

#include "ui/shell/handbook_pages.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QListWidget;
class QListWidgetItem;
class QPushButton;

namespace glowworm {

class HandbookView;
class MainWindow;

class Handbook : public QWidget {
    Q_OBJECT

public:
    explicit Handbook(MainWindow& window, HandbookPages pages = {});

    /// "timing.md", "glossary.md#margin"; "" = the page that was read last.
    void open(const QString& page);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override; // of the search field

private:
    QLayout* newListSide();
    QLayout* newPageSide();
    void addKeys(const MainWindow& window);
    void fitList();
    void listPages();
    void readAhead();
    void search();
    void choose(const QListWidgetItem* item);
    void chooseCurrent();
    void showPlace();
    void leaveBy(const QUrl& url);
    void say(const QString& sentence);

    HandbookPages m_pages;
    HandbookView* m_view;
    QLineEdit* m_search;
    QListWidget* m_list; // of pages, or of what was found
    QLabel* m_said;      // how many were found, or what could not be opened
    QPushButton *m_back, *m_forward;
};

/// In front, when it is open already.
void showHandbook(MainWindow& window, const QString& page = {});
/// On the panel that is shown.
void showPanelHelp(MainWindow& window);

} // namespace glowworm
