// SPDX-License-Identifier: GPL-3.0-or-later
// The card below the curves, a page at a time: how the router loads its groups, what the models
// wrote after each evaluation, or the moment that is looked back at. Each has a button that opens
// and folds it; without anybody's choice one is open where there is room for it. GUI thread.
#pragma once

#include "model/config/config.h"

#include <QFrame>

#include <functional>
#include <optional>
#include <vector>

class QStackedWidget;
class QToolButton;

namespace glowworm {

class GroupLoad;
class JsonObject;
class MomentView;
class SampleLog;
class SessionValues;

class RunPages : public QFrame {
    Q_OBJECT

public:
    /// Takes the view of the moment into itself.
    RunPages(MomentView& moment, QWidget* parent);

    GroupLoad& load() const { return *m_load; }
    SampleLog& samples() const { return *m_samples; }

    void setTask(Task task);
    /// The moment has a page, which opens, as long as somebody looks back.
    void setLooksBack(bool looksBack);
    /// Whether there is room for a page that nobody asked for.
    void setRoomy(bool isRoomy);
    int openHeight() const; // with a page that nobody asked for

    void save(const SessionValues& to) const;
    /// Reads what save() wrote; called, it shows that. Throws Error (a clause).
    std::function<void()> restored(const JsonObject& from);

private:
    enum class Page { None, Load, Samples, Moment };

    struct Part {
        Page page;
        QToolButton* button;
        QWidget *content, *words; // the second beside the buttons while it is open
        QString title = {};
    };

    QToolButton* newPageButton(const char* name);
    Part& partOf(Page page);
    QWidget* buildLoadWords();
    void build();
    void choose(Page page);
    Page shown() const;
    void showPage();

    GroupLoad* m_load;
    SampleLog* m_samples;
    MomentView& m_moment;
    QStackedWidget* m_body;
    std::vector<Part> m_parts;
    std::optional<Page> m_chosen; // by a person, while nobody looks back
    Page m_chosenPast = Page::Moment;
    bool m_looksBack = false, m_isRoomy = false;
};

} // namespace glowworm
