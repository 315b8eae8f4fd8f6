// SPDX-License-Identifier: GPL-3.0-or-later
// One line across a window or a panel that says what happened, to which file or field, and what to try. Never modal; hidden while it has
// nothing to say.
#pragma once

#include <QFrame>

class QLabel;

namespace glowworm {

class MessageBar : public QFrame {
    Q_OBJECT

public:
    enum class Tone { Notice, Warning, Error };

    explicit MessageBar(QWidget* parent = nullptr);

    void showMessage(Tone tone, const QString& sentence);
    void clear();
    QString text() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    void paintTone();

    Tone m_tone = Tone::Notice;
    QLabel* m_mark;
    QLabel* m_text;
};

} // namespace glowworm
