// SPDX-License-Identifier: GPL-3.0-or-later
// The learning rate while a training runs: typed, applied from the next step on. What stands there
// and is not applied is not in force. GUI thread.
#pragma once

#include <QFrame>

class QLineEdit;
class QPushButton;
class QUndoStack;

namespace glowworm {

class Training;

class RateCard : public QFrame {
    Q_OBJECT

public:
    /// The stack, of what is typed, outlives it.
    RateCard(Training& training, QUndoStack& edits, QWidget* parent);

    /// Another run: the field shows its rate, in place of what was typed.
    void showRun();
    void setUsable(bool usable);
    void showStart(); // of a text that is longer than the field

    QString typed() const; // "" = what is in force
    void showTyped(const QString& text);

Q_SIGNALS:
    void applied(const QString& rate);
    void refused(const QString& sentence);

private:
    void apply();
    void noteTyped();

    Training& m_training;
    QUndoStack& m_edits;
    QLineEdit* m_rate;
    QPushButton* m_apply;
    QString m_inForce, m_noted; // as the field shows it
    int m_typing = 0;
};

} // namespace glowworm
