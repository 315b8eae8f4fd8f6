// SPDX-License-Identifier: GPL-3.0-or-later
// The inspector's sentences about a neuron. Pure functions.
#pragma once

#include "model/config/config.h"
#include "model/neurons/loss_change.h"
#include "model/neurons/report.h"

#include <QString>

namespace glowworm {

/// "N41": of its group.
QString shortName(const NeuronGrid& grid, int neuron);
/// "layer 3, column 13, neuron 62 of 64", of a model with one layer without that
QString placeWords(const NeuronGrid& grid, NeuronAddress neuron);
/// "chosen now, value 14.4", "not chosen: N43 won"
QString stateWords(const NeuronGrid& grid, Twin twin, const NeuronMoment& moment);
/// How clearly: "53 points ahead" of the rival's share, of one that lost "needed 0.8 logits more";
/// "" = that is not known, or it has no router.
QString shareWords(const NeuronMoment& moment);
/// "chosen for 1.9 % of it", of the corpus; "never chosen", once all of it was read
QString rateWords(bool isSparse, const NeuronBiography& life);
/// "Never chosen in 10,000 test pictures.", or if it was, "Never above zero in ..."
QString unlitWords(Task task, bool neverChosen, std::int64_t seen);
/// "7 of 50 of this column are used"
QString usageWords(int used, int groupSize);
/// Of a neuron that was chosen for all of what was read, to half a percent: what that means; "" =
/// it was not. seen: at least 1.
QString constancyWords(const NeuronGrid& grid, int neuron, std::int64_t fired, std::int64_t seen);
/// "+0.42", two significant digits; with a minus sign, as wide as a plus.
QString signedText(double value);
/// "1.23", "< 0.001"
QString surpriseText(float nats);
/// "at temperature 0.8": what the probabilities are after that a text is drawn by.
QString temperatureWords(const SampleConfig& sampling);
/// What is read for the counts: "the last tenth of tinyshakespeare.txt"
QString corpusName(const CorpusName& corpus);
/// With how much of it, while that is not all.
QString corpusWords(const CorpusName& corpus, std::int64_t seen, std::int64_t total);
/// Nothing is open that could be read for them.
QString withoutCorpusWords(Task task);
/// "v r u n"
QString outputsWords(Task task, const std::vector<OutputEffect>& outputs);
/// A line for each output: "v: +0.42 logits for each unit".
QString effectDetail(Task task, const std::vector<OutputEffect>& outputs);
/// How outputs are found, with symbols, for What's This.
QString effectFormula(Task task);
/// "loss +0.0123 ± 0.0040 nats", a character or a picture
QString lossWords(const LossChange& change);

} // namespace glowworm
