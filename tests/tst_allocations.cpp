// SPDX-License-Identifier: GPL-3.0-or-later
// Generating tokens allocates nothing: this program counts every operator new, the engine's threads
// included, and every aligned_alloc, by which the engine takes its aligned memory (the linker's
// --wrap, see CMakeLists.txt).
#include "support/engine_models.h"

#include <QtTest>

#include <atomic>
#include <cstdlib>
#include <new>

using namespace glowworm;
using namespace glowworm::test;

namespace {

std::atomic<std::int64_t> allocations = 0;

void* counted(std::size_t bytes, std::size_t alignment)
{
    ++allocations;
    void* memory = nullptr;
    if (posix_memalign(&memory, std::max(alignment, sizeof(void*)), bytes) != 0)
        throw std::bad_alloc();
    return memory;
}

} // namespace

extern "C" void* __wrap_aligned_alloc(std::size_t alignment, std::size_t bytes)
{
    return counted(bytes, alignment);
}

// The other forms (arrays, nothrow) call these.
void* operator new(std::size_t bytes) { return counted(bytes, __STDCPP_DEFAULT_NEW_ALIGNMENT__); }
void* operator new(std::size_t bytes, std::align_val_t alignment)
{
    return counted(bytes, static_cast<std::size_t>(alignment));
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }

class TestAllocations : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyKindIsCounted()
    {
        struct alignas(128) Wide {
            char bytes[128];
        };
        const std::int64_t before = allocations;
        const auto one = std::make_unique<std::string>(100, 'x'); // object and its characters
        const auto several = std::make_unique<int[]>(7);
        const auto wide = std::make_unique<Wide>();
        const auto wides = std::make_unique<Wide[]>(2);
        const AlignedFloats floats(5);
        QVERIFY(allocations - before >= 6);
    }

    void tokensAllocateNothing()
    {
        for (const Routing routing : everyRouting())
            for (const WeightFormat format : kWeightFormats)
                for (const int threads : {1, 2}) {
                    LanguageEngine engine(
                        packLanguage(textState(textConfig(routing)), format), {.threads = threads});
                    Sequence sequence = engine.makeSequence();
                    const auto advance = [&](int count) {
                        for (int token = 0; token < count; ++token)
                            engine.advance(sequence, std::span<const int>(&token, 1));
                    };
                    advance(3);
                    const std::int64_t before = allocations;
                    advance(10);
                    const std::int64_t after = allocations;
                    QCOMPARE(after, before);
                    QCOMPARE(sequence.length(), 13);
                }
    }

    void tokensOfSeveralTextsAllocateNothing()
    {
        for (const int threads : {1, 2}) {
            LanguageEngine engine(
                packLanguage(textState(textConfig(Routing::Gated))), {.threads = threads});
            std::vector<Sequence> texts;
            std::vector<LanguageEngine::Row> rows;
            for (int i = 0; i < 5; ++i)
                texts.push_back(engine.makeSequence());
            for (Sequence& text : texts)
                rows.push_back({&text, 3});
            const auto advance = [&](int count) {
                for (int token = 0; token < count; ++token)
                    engine.advance(rows, LanguageEngine::Logits::All);
            };
            advance(3); // every path is tried once
            const std::int64_t before = allocations;
            advance(10);
            const std::int64_t after = allocations;
            QCOMPARE(after, before);
        }
    }

    void layersOfOneSizeAllocateNothing()
    {
        for (const Routing routing : everyRouting())
            for (const int threads : {1, 2})
                for (const std::int64_t n : {1, 8, 300}) {
                    const ModelState state = textState(textConfig(routing));
                    const DenseLayout layout
                        = n == 8 ? DenseLayout::ByNeuron : DenseLayout::ByOutput;
                    const FeedForwardWeights weights = packFeedForward(
                        state.config, state.tensors, "blocks.1.", WeightFormat::Fp32, layout);
                    const std::vector<float> x = noise(n * 20, 1);
                    std::vector<float> y(x.size());
                    ThreadPool pool(threads);
                    for (const FeedForwardPath path :
                        {FeedForwardPath::Auto, FeedForwardPath::Fired, FeedForwardPath::Grouped,
                            FeedForwardPath::MaskedDense}) {
                        FeedForward layer;
                        for (int call = 0; call < 3; ++call) // Auto: each of its paths once
                            layer.run(weights, x, n, y, pool, path);
                        const std::int64_t before = allocations;
                        for (int call = 0; call < 20; ++call)
                            layer.run(weights, x, n, y, pool, path);
                        const std::int64_t after = allocations;
                        QCOMPARE(after, before);
                    }
                }
    }
};

QTEST_GUILESS_MAIN(TestAllocations)
#include "tst_allocations.moc"
