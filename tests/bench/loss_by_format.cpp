// SPDX-License-Identifier: GPL-3.0-or-later
// loss_by_format TEXT MODEL...: the validation loss of each model with its weights in each format.
// Not a test: it needs the text that the models were trained on, and minutes for large ones.
#include "model/base/error.h"
#include "model/data/text_corpus.h"
#include "model/engine/language_engine.h"
#include "model/io/checkpoint.h"

#include <cstdio>

using namespace glowworm;

namespace {

void printLosses(const TextCorpus& text, const char* file)
{
    const ModelState state = readModel(file);
    const std::vector<std::int64_t> windows = text.validationWindows(state.config.context);
    double exact = 0;
    for (const WeightFormat format : kWeightFormats) {
        LanguageEngine engine(packLanguage(state, format));
        const double loss = meanLoss(engine, text.validation(), windows);
        exact = format == WeightFormat::Fp32 ? loss : exact;
        std::printf("%s %s: %.5f nats, %+.5f, %.2f MB of matrices\n", file,
            std::string(nameOf(format)).c_str(), loss, loss - exact,
            static_cast<double>(engine.weights().matrixBytes()) * 1e-6);
    }
}

} // namespace

int main(int count, char** arguments)
{
    try {
        if (count < 3)
            throw Error("Usage: loss_by_format TEXT MODEL...");
        const TextCorpus text = TextCorpus::load(arguments[1]);
        for (int i = 2; i < count; ++i)
            printLosses(text, arguments[i]);
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}
