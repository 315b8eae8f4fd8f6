// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/torch/process_group.h"

#include "model/base/error.h"
#include "model/io/descriptor.h"

#include <cstdlib>

// LibTorch's header for Gloo needs Gloo's own headers, which come in a package of their own
// (Debian: libgloo-dev).
#if defined(USE_C10D_GLOO) && __has_include(<gloo/config.h>)
#define GLOWWORM_PROCESSES 1
#include <torch/csrc/distributed/c10d/PrefixStore.hpp>
#include <torch/csrc/distributed/c10d/ProcessGroupGloo.hpp>
#include <torch/csrc/distributed/c10d/TCPStore.hpp>
#ifdef USE_C10D_NCCL
#include <torch/csrc/distributed/c10d/ProcessGroupNCCL.hpp>
#endif
#include <netdb.h>
#include <sys/socket.h>
#endif

namespace glowworm {

#ifdef GLOWWORM_PROCESSES
namespace {

using c10d::ProcessGroupGloo;

/// One line of what a library threw.
std::string reasonOf(const std::exception& error)
{
    const auto* torchError = dynamic_cast<const c10::Error*>(&error);
    const std::string text = torchError ? torchError->what_without_backtrace() : error.what();
    std::string line = text.substr(0, text.find("\n"));
    while (line.ends_with('.'))
        line.pop_back();
    return printable(line, 300);
}

/// This machine's address as the others see it: the one from which it reaches the first process. ""
/// when that cannot be told.
std::string ownAddress(const DistributedEnvironment& environment)
{
    addrinfo wanted{};
    wanted.ai_socktype = SOCK_DGRAM;
    addrinfo* found = nullptr;
    if (getaddrinfo(
            environment.address.c_str(), std::to_string(environment.port).c_str(), &wanted, &found)
        != 0)
        return {};
    std::string address;
    for (const addrinfo* entry = found; entry && address.empty(); entry = entry->ai_next) {
        const Descriptor end(
            socket(entry->ai_family, entry->ai_socktype | SOCK_CLOEXEC, entry->ai_protocol));
        sockaddr_storage own{};
        socklen_t length = sizeof own;
        char text[NI_MAXHOST];
        // Connecting a datagram socket sends nothing: it only chooses the way.
        if (end >= 0 && connect(end, entry->ai_addr, entry->ai_addrlen) == 0
            && getsockname(end, reinterpret_cast<sockaddr*>(&own), &length) == 0
            && getnameinfo(reinterpret_cast<sockaddr*>(&own), length, text, sizeof text, nullptr, 0,
                   NI_NUMERICHOST)
                == 0)
            address = text;
    }
    freeaddrinfo(found);
    return address;
}

std::shared_ptr<::gloo::transport::Device> networkDevice(const DistributedEnvironment& environment)
{
    if (const char* name = std::getenv("GLOO_SOCKET_IFNAME"); name && *name)
        return ProcessGroupGloo::createDeviceForInterface(name);
    const std::string address = ownAddress(environment);
    return address.empty() ? ProcessGroupGloo::createDefaultDevice()
                           : ProcessGroupGloo::createDeviceForHostname(address);
}

c10::intrusive_ptr<c10d::Store> openStore(const DistributedEnvironment& environment)
{
    c10::initLogging(); // LibTorch 2 heeds TORCH_CPP_LOG_LEVEL only then; what goes wrong comes as
                        // an Error, said once
    c10d::TCPStoreOptions options;
    options.port = static_cast<std::uint16_t>(environment.port);
    options.isServer = environment.rank == 0;
    options.numWorkers = static_cast<std::size_t>(environment.size);
    options.timeout = environment.patience;
    serveWithoutLibuv(options);
    return c10::make_intrusive<c10d::TCPStore>(environment.address, options);
}

} // namespace

struct ProcessGroup::Impl {
    DistributedEnvironment environment;
    torch::Device device;
    c10::intrusive_ptr<c10d::Store> store;      // first: it outlives the rest
    c10::intrusive_ptr<ProcessBackend> control; // of the CPU: notices at once when a process dies
    c10::intrusive_ptr<ProcessBackend> bulk;    // of the device; null = through the CPU
    bool over = false;                          // one of the processes has left

    enum class What { Sum, CopyFirst };
    bool together(What what, const std::vector<torch::Tensor>& tensors, bool leaving);
    bool agree(bool leaving);
};

namespace {

template <class Work> auto withOthers(Work work)
{
    try {
        return work();
    } catch (const std::exception& error) {
        throw Error("Another process of this training has ended or cannot be reached ("
            + reasonOf(error) + "); start all of them again with --resume.");
    }
}

} // namespace

ProcessGroup::ProcessGroup(const DistributedEnvironment& environment, const torch::Device& device)
    : m_impl(std::make_unique<Impl>(
        Impl{.environment = environment, .device = device, .store = {}, .control = {}, .bulk = {}}))
{
    try {
        m_impl->store = openStore(environment);
        const auto options = ProcessGroupGloo::Options::create(environment.patience);
        options->devices.push_back(networkDevice(environment));
        m_impl->control = c10::make_intrusive<ProcessGroupGloo>(
            c10::make_intrusive<c10d::PrefixStore>("gloo", m_impl->store), environment.rank,
            environment.size, options);
#ifdef USE_C10D_NCCL
        if (device.is_cuda())
            m_impl->bulk = c10::make_intrusive<c10d::ProcessGroupNCCL>(
                c10::make_intrusive<c10d::PrefixStore>("nccl", m_impl->store), environment.rank,
                environment.size);
#endif
    } catch (const std::exception& error) {
        throw Error("The " + std::to_string(environment.size)
            + " processes of this training did not join at " + printable(environment.address, 200)
            + ":" + std::to_string(environment.port) + " (" + reasonOf(error)
            + "); start all of them with the same MASTER_ADDR, MASTER_PORT and WORLD_SIZE, and "
              "each with a RANK of its own.");
    }
}

ProcessGroup::~ProcessGroup()
{
    try {
        if (!m_impl->over)
            m_impl->agree(true);
    } catch (const Error&) { // the other has gone already
    }
}

/// False when somebody is leaving.
bool ProcessGroup::Impl::agree(bool leaving)
{
    if (over)
        return false;
    over = true; // whatever is thrown below
    std::vector<torch::Tensor> leavers{torch::full({1}, leaving ? 1.0F : 0.0F)};
    withOthers([&] { return control->allreduce(leavers)->wait(); });
    over = leavers[0].item<float>() > 0;
    return !over;
}

/// One buffer for all tensors: one message instead of many.
bool ProcessGroup::Impl::together(
    What what, const std::vector<torch::Tensor>& tensors, bool leaving)
{
    if (!agree(leaving))
        return false;
    const torch::NoGradGuard noGradient;
    std::vector<torch::Tensor> parts;
    for (const torch::Tensor& tensor : tensors)
        parts.push_back(tensor.detach().reshape({-1}));
    std::vector<torch::Tensor> flat{torch::cat(parts)};
    const bool direct = bulk && flat[0].device() == device;
    if (!direct)
        flat[0] = flat[0].cpu();
    over = true;
    ProcessBackend& backend = direct ? *bulk : *control;
    withOthers([&] {
        return (what == What::Sum ? backend.allreduce(flat) : backend.broadcast(flat))->wait();
    });
    over = false;
    std::int64_t offset = 0;
    for (const torch::Tensor& tensor : tensors) {
        tensor.detach().copy_(flat[0].narrow(0, offset, tensor.numel()).view(tensor.sizes()));
        offset += tensor.numel();
    }
    return true;
}

int ProcessGroup::rank() const { return m_impl->environment.rank; }
int ProcessGroup::size() const { return m_impl->environment.size; }

bool ProcessGroup::sum(const std::vector<torch::Tensor>& tensors, bool leaving)
{
    return m_impl->together(Impl::What::Sum, tensors, leaving);
}

bool ProcessGroup::copyFirst(const std::vector<torch::Tensor>& tensors)
{
    return m_impl->together(Impl::What::CopyFirst, tensors, false);
}

#else // without c10d there is never an object of this class

struct ProcessGroup::Impl { };

ProcessGroup::ProcessGroup(const DistributedEnvironment&, const torch::Device&)
{
    throw Error("Several processes (WORLD_SIZE) need a LibTorch with its distributed part and "
                "Gloo's headers (Debian: libgloo-dev), and "
                "Glowworm was "
                "built without; train with one process, or install them and build again.");
}
ProcessGroup::~ProcessGroup() = default;
int ProcessGroup::rank() const { return 0; }
int ProcessGroup::size() const { return 1; }
bool ProcessGroup::sum(const std::vector<torch::Tensor>&, bool) { return false; }
bool ProcessGroup::copyFirst(const std::vector<torch::Tensor>&) { return false; }

#endif

std::pair<std::int64_t, std::int64_t> ProcessGroup::share(std::int64_t count) const
{
    return {count * rank() / size(), count * (rank() + 1) / size()};
}

} // namespace glowworm
