// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/neurons/token_report.h"

#include "model/base/error.h"
#include "model/engine/decision.h"

#include <algorithm>
#include <functional>
#include <string>

namespace glowworm {

DecisionReport decisionReport(const FiringRecord& record)
{
    DecisionReport report;
    for (std::size_t layer = 0; layer < record.layers.size(); ++layer) {
        const LayerFiring& firing = record.layers[layer];
        const std::vector<Decision> made = firing.decisions.empty() && !firing.logits.empty()
            ? decisionsOf(firing.logits, static_cast<int>(firing.neurons.size())) // one a group
            : firing.decisions;
        for (const Decision& one : made) {
            ++report.count;
            report.tossUps += one.isTossUp();
            report.margin += static_cast<double>(one.margin());
            if (one.rival >= 0) // else there was nothing to choose
                report.closest.push_back({static_cast<int>(layer), one});
        }
    }
    if (report.count > 0)
        report.margin /= report.count;
    std::ranges::stable_sort(report.closest, std::ranges::less(),
        [](const LayerDecision& one) { return one.made.margin(); });
    if (report.closest.size() > DecisionReport::kClosest)
        report.closest.resize(DecisionReport::kClosest);
    return report;
}

TokenReport tokenReport(std::span<const GeneratedToken> text, std::size_t at)
{
    if (at >= text.size())
        throw Error("There is no token " + std::to_string(at) + " in a text of "
            + std::to_string(text.size()) + ".");
    TokenReport report;
    report.probability = text[at].probability;
    report.surprise = text[at].surprise();
    if (at > 0)
        report.choices = text[at - 1].next;
    report.decisions = decisionReport(text[at].firing);
    return report;
}

} // namespace glowworm
