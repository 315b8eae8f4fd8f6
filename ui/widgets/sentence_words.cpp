// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/sentence_words.h"

#include "ui/widgets/words.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

#include <array>
#include <span>
#include <vector>

namespace glowworm {
namespace {

/// As model/ builds them, with its pieces as places; the longer one first where two fit.
constexpr std::array kSentences{
    // model/bench/belief.cpp; verdicts of a timing that was stopped go first
    QT_TRANSLATE_NOOP("sentences",
        "after %1 of %2 rounds: not believable, above the ceiling of "
        "%3x: %4x [%5, %6]"),
    QT_TRANSLATE_NOOP("sentences", "after %1 of %2 rounds: %3 %4x faster [%5, %6]"),
    QT_TRANSLATE_NOOP("sentences", "after %1 of %2 rounds: %3 %4x slower [%5, %6]"),
    QT_TRANSLATE_NOOP("sentences", "after %1 of %2 rounds: no difference shown [%3, %4]"),
    QT_TRANSLATE_NOOP("sentences", "not believable, above the ceiling of %1x: %2x [%3, %4]"),
    QT_TRANSLATE_NOOP("sentences",
        "%1x [%2, %3] cannot be right: the bytes allow %4x, and no cache gains that much."),
    QT_TRANSLATE_NOOP("sentences", "%1x [%2, %3] lies above the %4x that the bytes allow."),
    QT_TRANSLATE_NOOP("sentences", "Too few rounds to tell: time it again, with at least %1."),
    QT_TRANSLATE_NOOP("sentences",
        "The rounds differ too much, something else had the processor: close other programs and "
        "time it again, with more rounds."),
    QT_TRANSLATE_NOOP("sentences", "Close other programs and time it again, with more rounds."),
    // model/bench/benchmark.cpp, round_watch.cpp: what is noteworthy
    QT_TRANSLATE_NOOP("sentences", "LibTorch could not be loaded: its rows are left out."),
    QT_TRANSLATE_NOOP(
        "sentences", "No models were given: random weights of the original study's size."),
    QT_TRANSLATE_NOOP(
        "sentences", "The models' context has room for %1 tokens around position %2 only, not %3."),
    QT_TRANSLATE_NOOP("sentences",
        "Noisy machine: the middle half of the rounds of %1 spreads over more than 10 % of the "
        "median."),
    QT_TRANSLATE_NOOP("sentences",
        "Disturbed: in %1 round the process was stopped or had to wait for a core; measured "
        "again, not counted."),
    QT_TRANSLATE_NOOP("sentences",
        "Disturbed: in %1 rounds the process was stopped or had to wait for a core; measured "
        "again, not counted."),
    QT_TRANSLATE_NOOP("sentences",
        "Busy machine: %1 round count although they were disturbed, because too many had to be "
        "measured again."),
    QT_TRANSLATE_NOOP("sentences",
        "Busy machine: %1 rounds count although they were disturbed, because too many had to be "
        "measured again."),
    QT_TRANSLATE_NOOP("sentences",
        "More threads (%1) than CPUs that this process may use (%2): they take turns, so these "
        "times say nothing about so many cores."),
    // model/bench/parts.cpp
    QT_TRANSLATE_NOOP("sentences",
        "clock read between the parts of each token; all layers; medians of the passes"),
    QT_TRANSLATE_NOOP("sentences",
        "clock read between the parts of each token; the router has begun to fetch these rows"),
    QT_TRANSLATE_NOOP(
        "sentences", "clock read between the parts of each token; norms and embedding"),
    // model/bench/report_text.cpp
    QT_TRANSLATE_NOOP("sentences",
        "Dense token: %1 GB/s, %2 % of the %3 GB/s at which a buffer of %4 bytes is summed."),
    QT_TRANSLATE_NOOP("sentences", "Dense token, %1 threads %2x faster [%3, %4]."),
    QT_TRANSLATE_NOOP("sentences", "Dense token, %1 threads %2x slower [%3, %4]."),
    QT_TRANSLATE_NOOP("sentences", "Dense token, no difference shown [%1, %2]."),
    QT_TRANSLATE_NOOP(
        "sentences", "%1: loss %2 nats per character after %3 steps, measured on %4 windows."),
    QT_TRANSLATE_NOOP("sentences", "%1: loss %2 nats per character after %3 steps, from the file."),
    QT_TRANSLATE_NOOP("sentences", "%1: accuracy %2 % after %3 steps, measured on %4 windows."),
    QT_TRANSLATE_NOOP("sentences", "%1: accuracy %2 % after %3 steps, from the file."),
    QT_TRANSLATE_NOOP("sentences",
        "Equivalence check: sparse = masked dense on %1 inputs, largest relative difference %2; "
        "rows read %3."),
    QT_TRANSLATE_NOOP("sentences", "%1 % of the neurons are above zero after the ReLU."),
    // model/bench/verdict.cpp
    QT_TRANSLATE_NOOP("sentences", "%1 %2x faster [%3, %4]"),
    QT_TRANSLATE_NOOP("sentences", "%1 %2x slower [%3, %4]"),
    QT_TRANSLATE_NOOP("sentences", "no difference shown [%1, %2]"),
    QT_TRANSLATE_NOOP("sentences", "%1 %2x faster"),
    QT_TRANSLATE_NOOP("sentences", "%1 %2x slower"),
    QT_TRANSLATE_NOOP("sentences", "no difference shown"),
    QT_TRANSLATE_NOOP("sentences", "The guess was %1x: it lies within the interval."),
    QT_TRANSLATE_NOOP("sentences", "The guess was %1x: just outside the interval."),
    QT_TRANSLATE_NOOP("sentences", "The guess was %1x: measured is %2x as much."),
    QT_TRANSLATE_NOOP("sentences", "The guess was %1x: measured is only 1/%2 of it."),
    QT_TRANSLATE_NOOP("sentences",
        "It passes the ceiling of %1x: likely the dense weights no longer fit the processor's "
        "cache."),
    QT_TRANSLATE_NOOP("sentences",
        "No more than %1x was to be had: the router, and what is not sparse, are read for every "
        "token too."),
    QT_TRANSLATE_NOOP("sentences",
        "Bytes alone would allow %1x: choosing neurons, and reading rows that lie apart, take the "
        "rest."),
    // model/jobs/policy.cpp
    QT_TRANSLATE_NOOP(
        "sentences", "A timing run works alone: wait for it to end or stop it first."),
    QT_TRANSLATE_NOOP("sentences", "A training is running: pause or stop it first."),
    QT_TRANSLATE_NOOP("sentences", "A timing run works alone: pause the training first."),
    QT_TRANSLATE_NOOP("sentences", "A timing run works alone: stop the text generation first."),
    QT_TRANSLATE_NOOP(
        "sentences", "A timing run works alone: the digits are still being classified."),
    // model/config/config.cpp, config_fields.cpp
    QT_TRANSLATE_NOOP("sentences", "%1: %2 does not divide %3 = %4; nearest: %5 and %6."),
    QT_TRANSLATE_NOOP("sentences", "%1: %2 does not divide %3 = %4; nearest: %5."),
    QT_TRANSLATE_NOOP("sentences", "%1: %2 is more than steps = %3."),
    QT_TRANSLATE_NOOP("sentences", "%1: %2 is out of range, %3 to %4."),
    // model/bench/bench_config.cpp
    QT_TRANSLATE_NOOP("sentences", "At least one number of groups is needed."),
    QT_TRANSLATE_NOOP("sentences", "At least one number of tokens per call is needed."),
    QT_TRANSLATE_NOOP("sentences", "%1 groups do not divide %2 neurons."),
    QT_TRANSLATE_NOOP("sentences", "%1 heads do not divide the width %2."),
    QT_TRANSLATE_NOOP("sentences",
        "A dense and a sparse model belong together; without both, random weights of the study's "
        "size are timed."),
    QT_TRANSLATE_NOOP("sentences", "Timing digits needs two digit models."),
    QT_TRANSLATE_NOOP("sentences", "Timing whole tokens needs two text models."),
    QT_TRANSLATE_NOOP("sentences",
        "The two models know different characters, so they cannot read the same text."),
    QT_TRANSLATE_NOOP(
        "sentences", "Tokens per round must be 1 to the models' context of %1, not %2."),
    QT_TRANSLATE_NOOP("sentences", "A prompt must fit the models' context of %1 tokens, not %2."),
    // model/engine/generator.cpp
    QT_TRANSLATE_NOOP("sentences", "There is no text to go on from: type at least one character."),
    QT_TRANSLATE_NOOP("sentences",
        "The %1 model does not know \"%2\" and cannot go on from such a text. Type another "
        "character, or let a model write that knows it."),
    // model/training/memory_check.cpp
    QT_TRANSLATE_NOOP("sentences",
        "Training needs about %1 of memory, %2 are free: choose a smaller micro-batch, batch or "
        "model, or fewer threads."),
    // model/training/stop_rules.cpp
    QT_TRANSLATE_NOOP("sentences", "The training ends at step %1: it was to stop there."),
    QT_TRANSLATE_NOOP("sentences", "The training ends at step %1: its %2 minute is over."),
    QT_TRANSLATE_NOOP("sentences", "The training ends at step %1: its %2 minutes are over."),
    QT_TRANSLATE_NOOP("sentences",
        "The training ends at step %1: its validation loss has come down to %2, and %3 was asked "
        "for."),
    QT_TRANSLATE_NOOP("sentences",
        "The training ends at step %1: %2 evaluation brought nothing better than the best, %3."),
    QT_TRANSLATE_NOOP("sentences",
        "The training ends at step %1: %2 evaluations brought nothing better than the best, %3."),
    // model/training/divergence.cpp, training_loop_course.cpp
    QT_TRANSLATE_NOOP("sentences",
        "The training loss of the %1 model is %2 at step %3; the first one was %4. The training "
        "diverges: try a lower learning rate. A new run from its best weights, of step %5, at half "
        "the rate, %6, may do better."),
    QT_TRANSLATE_NOOP("sentences",
        "The training loss of the %1 model is %2 at step %3; the first one was %4. The training "
        "diverges: try a lower learning rate."),
    QT_TRANSLATE_NOOP("sentences",
        "The training loss of the %1 model has risen from %2 to %3 at step %4 (averages over %5 "
        "steps); the first one was %6. The training diverges: try a lower learning rate. A new run "
        "from its best weights, of step %7, at half the rate, %8, may do better."),
    QT_TRANSLATE_NOOP("sentences",
        "The training loss of the %1 model has risen from %2 to %3 at step %4 (averages over %5 "
        "steps); the first one was %6. The training diverges: try a lower learning rate."),
    // model/training/training_loop_folder.cpp
    QT_TRANSLATE_NOOP("sentences",
        "The folder of this run was moved while it was trained: it is kept in %1 now."),
    QT_TRANSLATE_NOOP("sentences",
        "The folder %1 was removed or emptied while the run was trained. It was made again with "
        "the whole history; checkpoints from before are gone. The newest checkpoint on the disk: "
        "%2."),
    QT_TRANSLATE_NOOP("sentences",
        "The history of this run is written again; the records that waited are in it."),
    // model/data/text_corpus.cpp
    QT_TRANSLATE_NOOP("sentences",
        "%1 is too short for windows of %2 characters: %3 to train on, %4 to validate. Choose a "
        "longer text or a smaller context."),
    QT_TRANSLATE_NOOP(
        "sentences", "%1: %2 byte that is in no character was dropped, the first at byte %3."),
    QT_TRANSLATE_NOOP(
        "sentences", "%1: %2 bytes that are in no character were dropped, the first at byte %3."),
};

/// What stands at the places of the last ones.
constexpr std::array kSentencePieces{
    QT_TRANSLATE_NOOP("sentences", "%1 at step %2 (sparse), %3 at step %4 (dense)"),
    QT_TRANSLATE_NOOP("sentences", "%1 at step %2"),
    QT_TRANSLATE_NOOP("sentences", "of step %1 (sparse), of step %2 (dense)"),
    QT_TRANSLATE_NOOP("sentences", "of step %1"),
    QT_TRANSLATE_NOOP("sentences", "sparse"),
    QT_TRANSLATE_NOOP("sentences", "dense"),
};

/// Captures what stands at %1, %2 and so on, which come in this order.
QRegularExpression patternOf(const char* sentence)
{
    static const QRegularExpression place(QStringLiteral("%\\d"));
    QStringList pieces = QString::fromLatin1(sentence).split(place);
    for (QString& piece : pieces)
        piece = QRegularExpression::escape(piece);
    return QRegularExpression(
        QRegularExpression::anchoredPattern(pieces.join(QStringLiteral("(.+?)"))));
}

std::vector<QRegularExpression> patternsOf(std::span<const char* const> sentences)
{
    std::vector<QRegularExpression> all;
    for (const char* one : sentences)
        all.push_back(patternOf(one));
    return all;
}

/// As it is where it is none of these. inside: of what stands at a place.
template <class Inside>
QString translated(const QString& text, std::span<const char* const> sentences,
    const std::vector<QRegularExpression>& patterns, const Inside& inside)
{
    for (std::size_t i = 0; i < patterns.size(); ++i) {
        const QRegularExpressionMatch found = patterns[i].match(text);
        if (!found.hasMatch())
            continue;
        const QString own = QCoreApplication::translate("sentences", sentences[i]);
        QString told; // not arg(): a piece may hold a place of its own
        for (qsizetype at = 0; at < own.size(); ++at)
            if (own[at] == u'%' && at + 1 < own.size() && own[at + 1].isDigit())
                told += inside(found.captured(own[++at].digitValue()));
            else
                told += own[at];
        return told;
    }
    return text;
}

} // namespace

QString decimalsOnScreen(const QString& number)
{
    static const QRegularExpression decimal(
        QRegularExpression::anchoredPattern(QStringLiteral("[-+\u2212]?\\d+\\.\\d+(e[-+]?\\d+)?")));
    return decimal.match(number).hasMatch()
        ? QString(number).replace(u'.', QLocale().decimalPoint())
        : number;
}

QString sentenceWords(std::string_view sentence)
{
    static const std::vector<QRegularExpression> whole = patternsOf(kSentences),
                                                 pieces = patternsOf(kSentencePieces);
    return translated(words(sentence), kSentences, whole, [](const QString& piece) {
        return translated(piece, kSentencePieces, pieces, decimalsOnScreen);
    });
}

} // namespace glowworm
