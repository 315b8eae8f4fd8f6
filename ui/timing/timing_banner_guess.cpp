// SPDX-License-Identifier: GPL-3.0-or-later
// The guess beside a verdict: whose it is, and what is said of it.
#include "model/bench/verdict.h"
#include "ui/timing/timing_banner.h"
#include "ui/timing/verdict_axis.h"

#include <QCheckBox>
#include <QLabel>
#include <QSignalBlocker>

namespace glowworm {

namespace {

constexpr std::string_view kNotKept = "-"; // in place of the name of a file

} // namespace

void TimingBanner::setGuess(const Guess& guess)
{
    m_guess = guess;
    showGuess();
}

/// It is of the timing that begins now, and goes by the name of its file once that has one.
void TimingBanner::followGuess(const BannerNews& news)
{
    const std::string shown = news.result.rows.empty() && !news.running ? std::string()
        : news.file.empty()                                             ? std::string(kNotKept)
                                                                        : news.file;
    if (news.running && !m_running) {
        if (m_guess.of.empty() && m_guess.ratio)
            m_guess = {m_guess.ratio, shown, m_density, m_tokens};
        else if (m_guess.of == kNotKept) // which is gone
            m_guess = {};
    } else if (m_running && m_guess.of == m_result)
        m_guess.of = shown;
    m_result = shown;
    m_running = news.running;
}

/// Before the measurement it can be moved; from its start on it is what it was.
void TimingBanner::showGuess()
{
    const bool isOfNext = m_guess.ratio && m_guess.of.empty(),
               isOfThis = m_guess.ratio && !isOfNext && m_guess.of == m_result
        && m_guess.density == m_density && m_guess.tokens == m_tokens;
    m_axis->setGuess(isOfNext || isOfThis ? m_guess.ratio : std::nullopt, !m_running && isOfNext);
    m_guesses->setEnabled(!m_running);
    const QSignalBlocker quiet(m_guesses);
    m_guesses->setChecked(isOfNext || isOfThis);
    QString words = m_said;
    if (isOfNext && m_measured)
        words = tr("Drag the mark to what you expect of the next timing, then time it.");
    else if (isOfThis && m_measured) {
        QStringList sentences;
        for (const std::string& sentence : guessSentences(*m_guess.ratio, *m_measured, m_ceiling))
            sentences += onScreen(sentence);
        words = sentences.join(QLatin1Char(' '));
    } else if (isOfNext && !m_running)
        words = tr("Drag the mark to what you expect, then time it.");
    m_words->setText(words);
    fitWords();
}

} // namespace glowworm
