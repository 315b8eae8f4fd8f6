// SPDX-License-Identifier: GPL-3.0-or-later
// What the model of one moment answers: its text (digits: what it takes a picture of each for) and,
// beside it, the neurons that fire on the character, or picture, at the text cursor. Its title and
// its words are placed by whoever owns it. It shows what it is given. GUI thread.
#pragma once

#include "model/config/firing_csv.h"
#include "model/config/neuron.h"
#include "model/jobs/moment_run.h"
#include "ui/widgets/exports.h"

#include <QWidget>

#include <optional>
#include <vector>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace glowworm {

class ElidedLabel;
class Switchboard;

class MomentView : public QWidget {
    Q_OBJECT

public:
    explicit MomentView(QWidget* parent);

    /// Another run: the scale of the lights begins again, and the text cursor is at the start.
    void begin();
    /// The moment that was asked for, until its answer is there. brief: its losses where there is
    /// little room.
    void showWords(const QString& title, const QString& losses, const QString& brief);
    void addTool(QWidget* tool); // beside its losses; made in words()
    const QString& title() const { return m_title; }
    QWidget& words() const { return *m_words; } // its losses, and the button that opens its model
    /// Why there is no answer yet.
    void showWaiting(const QString& sentence);
    void showAnswer(const MomentRun::Shown& shown, const QString& model);
    /// refusal: why it cannot, which stands there in words; "" = it can.
    void setOpenRefusal(const QString& refusal);

    int place() const { return m_place; } // of the answer, that the board shows
    void setPlace(int place);
    Switchboard& board() const { return *m_board; }
    QString text() const; // all of the answer; "" = none yet

    std::vector<ExportItem> exports(const Origin& origin); // of the run

Q_SIGNALS:
    void titleChanged();
    void openAsked(); // the model of this moment, in Generation or Digits

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override; // of the board

private:
    void build();
    QString lines();
    void takeCursor();
    void moveCursor();
    void showPlace();
    void sayPlace();
    QString placeWords() const;
    FiringSource placeCells() const;
    int lastPlace() const;
    int shownPlace() const; // of a shorter answer its last one

    MomentRun::Shown m_shown;
    QString m_model; // in words
    int m_place = 0;
    std::vector<int> m_ends; // in the text, of each place; of pictures where their lines begin
    std::optional<NeuronAddress> m_cell, m_pointed; // the first: that was clicked
    bool m_byMouse = false;                         // a click, of which the board tells next
    bool m_moving = false;                          // the text cursor, by nobody's hand
    QString m_title;
    QWidget* m_words;
    QLabel* m_placeWords;
    ElidedLabel *m_losses, *m_refusal; // the second: why the model cannot be opened
    QPushButton* m_open;
    Switchboard* m_board;
    QPlainTextEdit* m_text;
};

} // namespace glowworm
