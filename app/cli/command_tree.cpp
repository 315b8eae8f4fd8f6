// SPDX-License-Identifier: GPL-3.0-or-later
#include "command_tree.h"

#include "model/config/config.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <sstream>

namespace glowworm {

std::vector<const CLI::App*> shownCommands(const CLI::App& app)
{
    return app.get_subcommands([](const CLI::App* sub) { return !sub->get_group().empty(); });
}

std::vector<const CLI::Option*> shownOptions(const CLI::App& app)
{
    return app.get_options([](const CLI::Option* option) { return !option->get_group().empty(); });
}

std::vector<Place> allPlaces(const CLI::App& app)
{
    std::vector<Place> places{{&app, {}}};
    for (const CLI::App* sub : shownCommands(app))
        for (Place& place : allPlaces(*sub)) {
            place.words.insert(place.words.begin(), sub->get_name());
            places.push_back(std::move(place));
        }
    return places;
}

bool takesValue(const CLI::Option& option) { return option.get_type_size() != 0; }

std::string typeOf(const CLI::Option& option)
{
    const std::string type = option.get_type_name();
    return type.substr(0, type.find(':'));
}

std::vector<std::string> namesOf(const CLI::Option& option)
{
    std::vector<std::string> names;
    for (const std::string& name : option.get_lnames())
        names.push_back("--" + name);
    for (const std::string& name : option.get_snames())
        names.push_back("-" + name);
    return names;
}

std::vector<std::string> lines(const std::string& text)
{
    std::vector<std::string> result;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);)
        result.push_back(line);
    return result;
}

std::vector<std::string> valuesOf(const CLI::Option& option)
{
    std::vector<std::string> values;
    const std::string type = option.get_type_name();
    if (const auto from = type.find('{'), to = type.rfind('}');
        from != std::string::npos && to != std::string::npos) {
        std::istringstream list(type.substr(from + 1, to - from - 1));
        for (std::string value; std::getline(list, value, ',');)
            values.push_back(value);
    } else if (option.check_lname("set")) {
        for (const Field<RunConfig>& field : runFields())
            values.push_back(std::string(field.name) + "=");
    } else {
        const std::vector<std::string> description = lines(option.get_description());
        for (std::size_t i = 1; i < description.size(); ++i)
            if (const auto colon = description[i].find(": ");
                colon != std::string::npos && description[i].find(' ') == colon + 1)
                values.push_back(description[i].substr(0, colon));
    }
    return values;
}

std::string joined(const std::vector<std::string>& words)
{
    std::string text;
    for (const std::string& word : words)
        text += (text.empty() ? "" : " ") + word;
    return text;
}

std::string replaced(
    const std::string& text, const std::vector<std::pair<std::string, std::string>>& changes)
{
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
        const auto change = std::ranges::find_if(changes, [&](const auto& entry) {
            return text.compare(at, entry.first.size(), entry.first) == 0;
        });
        result += change == changes.end() ? text.substr(at, 1) : change->second;
        at += change == changes.end() ? 1 : change->first.size();
    }
    return result;
}

} // namespace glowworm
