// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/sentence_words.h"

#include "ui/widgets/words.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <array>
#include <vector>

namespace glowworm {
namespace {

/// As model/ builds them, with its pieces as places; the longer one first where two fit.
constexpr std::array kSentences{
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
    // model/jobs/inspection_run.cpp
    QT_TRANSLATE_NOOP(
        "sentences", "No text is open: neurons are counted over the last tenth of one."),
    QT_TRANSLATE_NOOP("sentences", "No test pictures are open: neurons are counted over them."),
    // model/data/text_corpus.cpp
    QT_TRANSLATE_NOOP("sentences",
        "%1 is too short for windows of %2 characters: %3 to train on, %4 to validate. Choose a "
        "longer text or a smaller context."),
    QT_TRANSLATE_NOOP(
        "sentences", "%1: %2 byte that is in no character was dropped, the first at byte %3."),
    QT_TRANSLATE_NOOP(
        "sentences", "%1: %2 bytes that are in no character were dropped, the first at byte %3."),
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

} // namespace

QString sentenceWords(std::string_view sentence)
{
    static const std::vector<QRegularExpression> patterns = [] {
        std::vector<QRegularExpression> all;
        for (const char* one : kSentences)
            all.push_back(patternOf(one));
        return all;
    }();
    const QString text = words(sentence);
    for (std::size_t i = 0; i < patterns.size(); ++i) {
        const QRegularExpressionMatch found = patterns[i].match(text);
        if (!found.hasMatch())
            continue;
        const QString own = QCoreApplication::translate("sentences", kSentences[i]);
        QString told; // not arg(): a piece may hold a place of its own
        for (qsizetype at = 0; at < own.size(); ++at)
            if (own[at] == u'%' && at + 1 < own.size() && own[at + 1].isDigit())
                told += found.captured(own[++at].digitValue());
            else
                told += own[at];
        return told;
    }
    return text;
}

} // namespace glowworm
