// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/torch/threads.h"
#include "model/torch/torch_compat.h"

#include <ATen/Parallel.h>

#include <dlfcn.h>

namespace glowworm {
namespace {

// OpenBLAS keeps a pool of its own; its symbols are found only from inside a library that was
// loaded together with it.
void setBlasThreads(int threads)
{
    if (auto* set
        = reinterpret_cast<void (*)(int)>(dlsym(RTLD_DEFAULT, "openblas_set_num_threads")))
        set(threads);
}

} // namespace

void setTorchThreads(int threads)
{
    at::set_num_threads(threads);
    setBlasThreads(threads);
}

OneThreadPerMatrix::OneThreadPerMatrix() { setBlasThreads(1); }
OneThreadPerMatrix::~OneThreadPerMatrix() { setBlasThreads(at::get_num_threads()); }

std::string blasName()
{
    auto* config = reinterpret_cast<char* (*)()>(dlsym(RTLD_DEFAULT, "openblas_get_config"));
    return config != nullptr ? config() : "";
}

ParallelFor torchParallelFor()
{
    return [](std::int64_t count, const std::function<void(std::int64_t)>& piece) {
        at::parallel_for(0, count, 1, [&](std::int64_t begin, std::int64_t end) {
            for (std::int64_t i = begin; i < end; ++i)
                piece(i);
        });
    };
}

} // namespace glowworm
