// SPDX-License-Identifier: GPL-3.0-or-later
// The data that is open for one task, with its statistics: a text's characters and what was dropped
// from it, or the pictures of an IDX pair; on demand each character or label. Asks for files;
// opening them is the workbench's job.
#pragma once

#include "model/training/trainer.h"

#include <QFrame>

#include <optional>

class QGridLayout;
class QLabel;
class QPushButton;
class QTableWidget;

namespace glowworm {

class FoldLine;
class ValueLabel;

class DataCard : public QFrame {
    Q_OBJECT

public:
    explicit DataCard(QWidget* parent = nullptr);

    /// source: where the data of the model's task was opened from; "" = nothing is open for it.
    /// Says when the text is too short for the model.
    void showData(const ModelConfig& model, const TrainingData& data, const QString& source);

    bool isUnfolded() const; // each character or label, with its count
    void unfold(bool on);

Q_SIGNALS:
    void openAsked(); // data for the task that is shown

protected:
    void changeEvent(QEvent* event) override;

private:
    void buildTable();
    void buildFacts();
    void showCounts();
    void showFacts(const std::vector<std::pair<QString, QString>>& facts);
    void showText(const TextCorpus& text);
    void showDigits(const TrainingData& data);
    void showNothing(Task task);
    void showDoubts(const TextCorpus* text, int context);
    QPixmap sampleSheet(const DigitSet& digits) const;

    std::optional<Task>
        m_task; // what is shown, so that nothing is rebuilt for a keystroke elsewhere
    TrainingData m_data;
    QLabel *m_source, *m_hint, *m_tooShort;
    QWidget* m_origin; // a word beside the heading
    QPushButton* m_open;
    FoldLine* m_fold;
    QLabel *m_alphabet, *m_samples;
    QGridLayout* m_facts;
    std::vector<std::pair<QLabel*, ValueLabel*>> m_factRows; // name and value
    QTableWidget* m_table;
};

} // namespace glowworm
