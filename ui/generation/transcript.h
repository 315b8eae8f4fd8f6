// SPDX-License-Identifier: GPL-3.0-or-later
// One model's text as a card: what wrote it, how fast, and the text. Keeps every token with its
// neurons until the next start. GUI thread.
#pragma once

#include "model/jobs/generation_run.h"
#include "ui/widgets/value_label.h"

#include <QElapsedTimer>
#include <QFrame>

#include <vector>

class QLabel;

namespace glowworm {

struct LoadedModel;
class ElidedLabel;
class TokenText;

class Transcript : public QFrame {
    Q_OBJECT

public:
    explicit Transcript(Twin twin, QWidget* parent = nullptr);

    /// Null: the slot is empty. isTwin: the dense one, of the sparse one. speed: where its figure
    /// will come from. Forgets the text.
    void setModel(const LoadedModel* model, bool isTwin, Provenance speed = Provenance::Measured);
    /// Tokens and speed of its own twin.
    void append(const GenerationUpdate& update);
    void showSpeed(); // at once; append() shows it a few times a second, so that it can be read

    void pick(int token);
    /// words: what stands there in each text.
    void markFirstDifference(int token, const QString& words);
    void markCompared(int first, int second); // -1: none
    /// Where it stands beside what it was before surgery; "" = it is compared with nothing.
    void showComparison(const QString& words, const QString& detail = {});
    const QString& comparison() const { return m_comparison; }
    const std::vector<GeneratedToken>& tokens() const { return m_tokens; }
    int tokenCount() const { return static_cast<int>(m_tokens.size()); }
    const TokenText& text() const { return *m_text; }
    void scrollTo(int token);

Q_SIGNALS:
    void tokenPicked(int token);
    void editAsked(int token);
    void bookmarkAsked(int token);
    void compareAsked(int token);

protected:
    void changeEvent(QEvent* event) override;

private:
    void showHeading();
    void showNote();

    const Twin m_twin;
    std::vector<GeneratedToken> m_tokens;
    GenerationSpeed m_speed;
    int m_rereads = 0;
    QString m_comparison, m_comparisonDetail;
    QString m_kind;
    QElapsedTimer m_speedShown;
    QLabel* m_heading;
    ElidedLabel* m_speedNote;
    ValueLabel* m_speedValue;
    TokenText* m_text;
};

} // namespace glowworm
