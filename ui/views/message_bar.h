// SPDX-License-Identifier: GPL-3.0-or-later
// One line across a panel that says what happened, to which file or field, and what to try. Never modal; hidden while it has nothing to
// say. Each cause has one sentence at most, the newest is shown, and clearing a cause ends its sentence: bars never pile up.
#pragma once

#include <QFrame>
#include <QList>
#include <QString>

class QLabel;

namespace glowworm {

class MessageBar : public QFrame {
    Q_OBJECT

public:
    enum class Tone { Notice, Warning, Error };

    explicit MessageBar(QWidget* parent = nullptr);

    /// cause: whose sentence it is; "" = the panel's own. Replaces what that cause said before.
    void showMessage(Tone tone, const QString& sentence, const QString& cause = {});
    void clear(const QString& cause = {});
    /// The panel is left: what was only news has been read.
    void forgetNotices();
    QString text() const; // the one that is shown; "" = hidden

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Message {
        QString cause, sentence;
        Tone tone;
    };
    void showNewest();
    void paintTone();

    QList<Message> m_messages; // newest last
    QLabel* m_mark;
    QLabel* m_text;
};

} // namespace glowworm
