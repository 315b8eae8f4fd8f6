// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/line/shell_words.h"

#include "model/base/error.h"
#include "model/base/utf8.h"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <utility>

namespace glowworm {
namespace {

constexpr std::string_view kBlanks = " \t\r\n", kOperators = "|&;<>()`";

/// What stands behind a backslash in $'...', but for numbers.
constexpr std::string_view kEscapes = "abeEfnrtv\\'\"?", kMeant = "\a\b\x1B\x1B\f\n\r\t\v\\'\"?";

class Reader {
public:
    explicit Reader(std::string_view line)
        : m_line(line)
    {
    }
    std::vector<std::string> read()
    {
        while (!atEnd())
            takeUnquoted(next());
        endWord();
        return std::move(m_words);
    }

private:
    bool atEnd() const { return m_at == m_line.size(); }
    char peek() const { return atEnd() ? '\0' : m_line[m_at]; }
    char next() { return m_line[m_at++]; }
    void add(char c) { m_word.emplace(m_word.value_or(std::string())) += c; }
    void add(const std::string& text) { m_word = m_word.value_or(std::string()) + text; }
    void endWord()
    {
        if (m_word)
            m_words.push_back(*std::exchange(m_word, std::nullopt));
    }

    [[noreturn]] void refuse(const std::string& what) const
    {
        throw Error("The line has " + what + ": paste one command alone, with its values as they "
            + "are.");
    }
    [[noreturn]] static void refuseOpen(const std::string& quote)
    {
        throw Error("The line ends within a quote that " + quote + " begins: copy all of it.");
    }

    void takeUnquoted(char c)
    {
        if (c == '\n')
            endCommand();
        else if (kBlanks.find(c) != kBlanks.npos)
            endWord();
        else if (c == '\'')
            takeSingle();
        else if (c == '"')
            takeDouble();
        else if (c == '\\')
            takeEscaped();
        else if (c == '$')
            takeDollar();
        else if (kOperators.find(c) != kOperators.npos)
            refuse(std::string(1, c) + ", which only a shell understands");
        else if (c == '#' && !m_word)
            m_at = std::min(m_line.find('\n', m_at), m_line.size());
        else if (c == '~' && !m_word && (peek() == '/' || isBlank(peek())))
            addHome();
        else
            add(c);
    }
    static bool isBlank(char c) { return c == '\0' || kBlanks.find(c) != kBlanks.npos; }

    void endCommand()
    {
        endWord();
        if (!m_words.empty() && m_line.find_first_not_of(kBlanks, m_at) != m_line.npos)
            refuse("more than one command");
    }
    void addHome()
    {
        const char* home = std::getenv("HOME");
        add(home && *home ? std::string(home) : "~");
    }
    void takeEscaped()
    {
        if (atEnd())
            return;
        if (const char c = next(); c != '\n')
            add(c);
    }
    void takeSingle()
    {
        const std::size_t end = m_line.find('\'', m_at);
        if (end == m_line.npos)
            refuseOpen("'");
        add(std::string(m_line.substr(m_at, end - m_at)));
        m_at = end + 1;
    }
    void takeDouble()
    {
        add(std::string());
        while (!atEnd()) {
            const char c = next();
            if (c == '"')
                return;
            if (c == '$' || c == '`')
                refuse("a variable, which only a shell fills in");
            const bool escapes = c == '\\' && !atEnd()
                && std::string_view("$`\"\\\n").find(peek()) != std::string_view::npos;
            if (!escapes)
                add(c);
            else if (const char escaped = next(); escaped != '\n')
                add(escaped);
        }
        refuseOpen("\"");
    }
    void takeDollar()
    {
        const char c = peek();
        if (isBlank(c)) // alone it is a dollar
            return add('$');
        if (c != '\'')
            refuse("a variable, which only a shell fills in");
        ++m_at;
        add(std::string());
        while (!atEnd()) {
            const char one = next();
            if (one == '\'')
                return;
            one == '\\' && !atEnd() ? takeAnsi() : add(one);
        }
        refuseOpen("$'");
    }
    void takeAnsi()
    {
        const char c = next();
        if (const std::size_t at = kEscapes.find(c); at != kEscapes.npos)
            return add(kMeant[at]);
        if (c >= '0' && c <= '7') {
            --m_at;
            add(static_cast<char>(number(8, 3)));
        } else if (c == 'x')
            add(static_cast<char>(number(16, 2)));
        else if (c == 'u' || c == 'U')
            add(encodeUtf8(std::u32string(1, number(16, c == 'u' ? 4 : 8))));
        else {
            add('\\');
            add(c);
        }
    }
    /// Of so many digits at most.
    char32_t number(int base, int digits)
    {
        char32_t value = 0;
        for (; digits > 0 && !atEnd(); --digits) {
            const char c = peek();
            const int digit = c >= '0' && c <= '9' ? c - '0'
                : c >= 'a' && c <= 'f'             ? c - 'a' + 10
                : c >= 'A' && c <= 'F'             ? c - 'A' + 10
                                                   : base;
            if (digit >= base)
                break;
            value = value * static_cast<char32_t>(base) + static_cast<char32_t>(digit);
            ++m_at;
        }
        return value;
    }

    std::string_view m_line;
    std::size_t m_at = 0;
    std::optional<std::string> m_word; // begun; '' is one too
    std::vector<std::string> m_words;
};

} // namespace

std::vector<std::string> shellWords(std::string_view line) { return Reader(line).read(); }

} // namespace glowworm
