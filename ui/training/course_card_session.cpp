// SPDX-License-Identifier: GPL-3.0-or-later
// What of the card belongs to a session.
#include "ui/training/course_card.h"

#include "model/base/json_reader.h"
#include "model/session/session_values.h"
#include "ui/session/training.h"

#include <QLineEdit>

namespace glowworm {
namespace {

constexpr std::size_t kLongestCourseText = 1000; // bytes, that somebody typed

} // namespace

std::map<std::string, QString> CourseCard::typed() const
{
    std::map<std::string, QString> texts;
    for (const Row& row : m_rows)
        if (row.edit->text() != row.shownInForce)
            texts[row.field.name] = row.edit->text();
    return texts;
}

void CourseCard::save(const SessionValues& to) const
{
    to.flag("unfolded", isUnfolded());
    const SessionValues texts = to.object("typed");
    for (const auto& [name, text] : m_restored.empty() ? typed() : m_restored)
        texts.text(name, text.toStdString());
}

std::function<void()> CourseCard::restored(const JsonObject& from)
{
    const bool unfolded = from.has("unfolded") && from.flag("unfolded");
    std::map<std::string, QString> texts;
    if (from.has("typed")) {
        const JsonObject typed = from.object("typed");
        for (const Row& row : m_rows)
            if (typed.has(row.field.name.c_str())) {
                const std::string text = typed.text(row.field.name.c_str());
                if (text.size() > kLongestCourseText)
                    typed.refuse(row.field.name.c_str(), "a text of a field");
                texts[row.field.name] = QString::fromStdString(text);
            }
    }
    return [this, unfolded, texts] {
        unfold(unfolded);
        for (const auto& [name, text] : texts)
            showTyped(rowOf(name), text);
        m_restoredFor = m_training.askedRun();
        m_restored = m_restoredFor.isEmpty() ? std::map<std::string, QString>() : texts;
    };
}

} // namespace glowworm
