// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/sentence.h"

#include "model/base/error.h"
#include "model/base/system_words.h"

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <new>
#include <system_error>
#include <typeinfo>

#include <cxxabi.h>

namespace glowworm {

std::string sentenceOf(const std::exception& exception)
{
    if (const auto* error = dynamic_cast<const Error*>(&exception))
        return error->what();
    if (dynamic_cast<const std::bad_alloc*>(&exception))
        return memoryWords()
            + (memoryIsLimited() ? ": raise that limit, or choose a smaller model or batch."
                                 : ": choose a smaller model or batch.");
    if (const auto* error = dynamic_cast<const std::filesystem::filesystem_error*>(&exception))
        return printable(error->path1().string(), 200)
            + " cannot be used: " + systemWords(error->code().value()) + ". "
            + systemAdvice(error->code().value(), "Choose another file or folder.");
    if (const auto* error = dynamic_cast<const std::system_error*>(&exception))
        return "The system refused something: " + error->code().message() + "."
            + (error->code() == std::errc::resource_unavailable_try_again
                    ? " It has no room for one more thread: choose fewer threads."
                    : "");
    const char* name = typeid(exception).name();
    const std::unique_ptr<char, void (*)(void*)> readable(
        abi::__cxa_demangle(name, nullptr, nullptr, nullptr), std::free);
    return "A fault of the program ended the work (" + printable(readable ? readable.get() : name)
        + "); please report it with what you did.";
}

} // namespace glowworm
