// SPDX-License-Identifier: GPL-3.0-or-later
// What a text is asked for with: the prompt with its button, and one line that says the settings
// and unfolds to them: sampling, pace, number format, threads and which models write. GUI thread.
#pragma once

#include "model/config/config.h"
#include "model/kernels/weight_matrix.h"

#include <QWidget>

class QButtonGroup;
class QComboBox;
class QLabel;
class QPushButton;
class QUndoStack;

namespace glowworm {

struct LoadedModel;
class FoldLine;
class PromptEdit;
class SampleForm;

class WritingControls : public QWidget {
    Q_OBJECT

public:
    WritingControls(WeightFormat format, int threads, QWidget* parent = nullptr);

    QString prompt() const;
    void setPrompt(const QString& text); // as if it were typed
    const SampleConfig& sample() const;
    void setSample(const SampleConfig& sample); // the same
    bool shows(Twin twin) const;
    void choose(
        bool sparse, bool dense);    // at least one; says nothing, the person did not choose it
    double pace() const;             // characters per second; 0 = as fast as possible
    static bool isPace(double pace); // one that can be chosen
    void setPace(double pace);       // this one and the next two say nothing either
    WeightFormat format() const;
    void setFormat(WeightFormat format);
    int threads() const;
    void setThreads(int threads); // or the nearest below
    bool isUnfolded() const;      // the settings
    void unfold(bool unfolded);
    /// What is typed into the prompt is among these edits.
    void setEdits(const QUndoStack& edits);
    const std::vector<char32_t>& alphabet() const; // the prompt's
    /// The prompt's characters that no open model knows, and `more` of them, in one sentence; "" =
    /// none.
    QString unknownSentence(const std::vector<char32_t>& more) const;

    /// Which models can be chosen, and whose alphabet the prompt is checked with; null = not open.
    void setModels(const LoadedModel* sparse, const LoadedModel* dense);
    void showBusy(const QString& refusal, bool writing);
    /// Who writes the next text, when it is not by those that wrote this one; "" = it is.
    void showNext(const QString& models);
    int unfoldedWidth() const; // at least, whether it is unfolded or not

Q_SIGNALS:
    void startAsked();
    void stopAsked();
    void promptEdited();
    void promptLeft(); // by the focus
    void undoAsked();  // from the prompt's menu
    void redoAsked();
    void promptShortened(qint64 characters); // that were pasted
    void sampleEdited();
    void shownChanged();
    void paceChanged();
    void formatChosen();
    void threadsChosen();

private:
    enum Shown { ShowSparse, ShowDense, ShowBoth }; // ids of the radio buttons

    QWidget* buildShowRow();
    QComboBox* addChoice(const char* object, const QString& name, const QString& help);
    void fillChoices(WeightFormat format, int threads);
    void layOut();
    void connectAll();
    void showSummary();

    PromptEdit* m_prompt;
    QButtonGroup* m_shown;
    QPushButton *m_start, *m_stop;
    FoldLine* m_fold;
    QLabel* m_next; // who writes next
    QWidget* m_settings;
    SampleForm* m_sample;
    QComboBox *m_pace, *m_format, *m_threads;
};

} // namespace glowworm
