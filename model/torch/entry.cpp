// SPDX-License-Identifier: GPL-3.0-or-later
// The one exported function. What trainers and the functions of the entry throw becomes Error here;
// TorchModel and TorchFeedForward, which users' work does not depend on, are handed out as they
// are.
#include "model/torch/devices.h"
#include "model/torch/plain_training.h"
#include "model/torch/process_group.h"
#include "model/torch/threads.h"
#include "model/torch/torch_compat.h"
#include "model/torch/torch_model.h"
#include "model/torch/torch_trainer.h"

#include "model/base/build_info.h"
#include "model/base/error.h"
#include "model/base/system_words.h"

namespace glowworm {
namespace {

std::string noMemory() { return memoryWords() + ": choose a smaller batch or set micro_batch."; }

/// LibTorch says in several lines, for programmers, what it refuses; of these only the first helps,
/// and only those who read a report.
std::string sentenceOf(const c10::Error& error)
{
    const std::string text = error.what_without_backtrace(),
                      first = text.substr(0, text.find('\n'));
    for (const char* words : {"not enough memory", "allocate memory", "out of memory"})
        if (first.find(words) != std::string::npos)
            return noMemory();
    return "LibTorch refused a part of the work, which is a fault of this program or does not fit "
           "the installed LibTorch; please report it "
           "with the line \""
        + printable(first, 200) + "\".";
}

template <class Work> auto guarded(Work work) -> decltype(work())
{
    try {
        return work();
    } catch (const Error&) {
        throw;
    } catch (const c10::Error& error) {
        throw Error(sentenceOf(error));
    } catch (const std::bad_alloc&) {
        throw Error(noMemory());
    }
}

/// Wraps a Trainer so that LibTorch's exceptions end at the seam.
class GuardedTrainer final : public Trainer {
public:
    explicit GuardedTrainer(std::unique_ptr<Trainer> inner)
        : m_inner(std::move(inner))
    {
    }
    std::optional<StepReport> step(std::stop_token stop) override
    {
        return guarded([&] { return m_inner->step(stop); });
    }
    std::optional<EvalReport> evaluate(
        std::stop_token stop, const std::function<void(double)>& progress) override
    {
        return guarded([&] { return m_inner->evaluate(stop, progress); });
    }
    ModelState model() const override
    {
        return guarded([&] { return m_inner->model(); });
    }
    TrainerState state() const override
    {
        return guarded([&] { return m_inner->state(); });
    }
    void change(const TrainConfig& train) override
    {
        guarded([&] { m_inner->change(train); });
    }

private:
    std::unique_ptr<Trainer> m_inner;
};

TrainLibraryInfo info()
{
    TrainLibraryInfo info;
    info.libtorchVersion = std::to_string(TORCH_VERSION_MAJOR) + "."
        + std::to_string(TORCH_VERSION_MINOR) + "." + std::to_string(TORCH_VERSION_PATCH);
    info.blas = blasName();
    info.devices = deviceNames();
    return info;
}

std::shared_ptr<ProcessGroup> join(
    const DistributedEnvironment& environment, const std::string& device)
{
    return guarded(
        [&] { return std::make_shared<ProcessGroup>(environment, deviceNamed(device)); });
}

std::unique_ptr<Trainer> createTrainer(const RunConfig& config, const TrainingData& data,
    std::optional<TrainerState> from, const Placement& place)
{
    return guarded([&]() -> std::unique_ptr<Trainer> {
        return std::make_unique<GuardedTrainer>(
            makeTorchTrainer(config, data, std::move(from), place));
    });
}

std::function<double()> createPlainTraining(
    const RunConfig& config, const TrainingData& data, int threads)
{
    const auto step = guarded([&] { return makePlainTraining(config, data, threads); });
    return [step] { return guarded(step); };
}

std::unique_ptr<TorchModel> createModel(const ModelState& model, int threads)
{
    return guarded([&] { return makeTorchModel(model, threads); });
}

std::unique_ptr<TorchFeedForward> createFeedForward(
    const ModelConfig& config, const Tensors& tensors, const std::string& prefix, int threads)
{
    return guarded([&] { return makeTorchFeedForward(config, tensors, prefix, threads); });
}

} // namespace
} // namespace glowworm

extern "C" __attribute__((visibility("default"))) const glowworm::TrainEntry* glowworm_train_entry()
{
    static const std::string build = glowworm::buildId();
    static const glowworm::TrainEntry entry{build.c_str(), glowworm::info, glowworm::join,
        glowworm::createTrainer, glowworm::createModel, glowworm::createFeedForward,
        glowworm::createPlainTraining};
    return &entry;
}
