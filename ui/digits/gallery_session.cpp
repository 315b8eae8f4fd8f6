// SPDX-License-Identifier: GPL-3.0-or-later
// What the gallery shows, as a session keeps it: the pictures come later.
#include "model/session/session_values.h"
#include "ui/digits/gallery.h"
#include "ui/digits/gallery_list.h"

#include <QSignalBlocker>

#include <algorithm>
#include <array>
#include <string>

namespace glowworm {
namespace {

constexpr std::array<std::pair<Mistakes, const char*>, kMistakes.size()> kNames{
    {{Mistakes::Sparse, "sparse"}, {Mistakes::Dense, "dense"}, {Mistakes::Both, "both"},
        {Mistakes::OnlySparse, "only_sparse"}, {Mistakes::OnlyDense, "only_dense"},
        {Mistakes::Differ, "differ"}}};
constexpr const char* kCell = "cell";

} // namespace

/// Whether the models that are open can have such pictures.
bool Gallery::canShow(const Shown& shown) const
{
    if (const Cell* one = std::get_if<Cell>(&shown))
        return m_review->has(one->twin);
    const Mistakes which = std::get<Mistakes>(shown);
    const bool needsSparse = which != Mistakes::Dense, needsDense = which != Mistakes::Sparse;
    return (!needsSparse || m_review->has(Twin::Sparse))
        && (!needsDense || m_review->has(Twin::Dense));
}

Gallery::Wanted Gallery::now() const
{
    if (m_wanted)
        return *m_wanted;
    const auto pictureAt = [this](int row) {
        return row >= 0 && row < m_list->model()->rowCount()
            ? std::optional<qint64>(m_list->shown().picture(row))
            : std::nullopt;
    };
    return {
        m_shown, pictureAt(m_list->currentIndex().row()), pictureAt(m_list->rowsInSight().first)};
}

void Gallery::save(const SessionValues& to) const
{
    const Wanted now = this->now();
    const Cell* one = std::get_if<Cell>(&now.shown);
    const auto* name = one ? nullptr
                           : std::ranges::find(kNames, std::get<Mistakes>(now.shown),
                               &std::pair<Mistakes, const char*>::first);
    to.text("shown", one ? kCell : name->second);
    to.text("cell_of", one ? nameOf(one->twin) : std::string_view());
    to.integer("label", one ? one->label : -1);
    to.integer("said", one ? one->said : -1);
    to.integer("chosen", now.chosen.value_or(-1));
    to.integer("first", now.first.value_or(-1));
}

Gallery::Wanted Gallery::readWanted(const JsonObject& from) const
{
    Wanted wanted = now();
    const std::string shown = from.text("shown", std::string());
    const auto* name = std::ranges::find(kNames, shown, &std::pair<Mistakes, const char*>::second);
    if (shown == kCell) {
        const std::string twin = from.text("cell_of");
        if (twin != nameOf(Twin::Sparse) && twin != nameOf(Twin::Dense))
            from.refuse("cell_of", "sparse or dense");
        wanted.shown = Cell{twin == nameOf(Twin::Sparse) ? Twin::Sparse : Twin::Dense,
            from.integer<int>("label", 0, kDigitClasses - 1),
            from.integer<int>("said", 0, kDigitClasses - 1)};
    } else if (name != kNames.end()) {
        wanted.shown = name->first;
    } else if (!shown.empty()) {
        from.refuse("shown", "one of the choices of the gallery");
    }
    const auto pictureIn = [&from](const char* key, std::optional<qint64> otherwise) {
        if (!from.has(key))
            return otherwise;
        const auto picture = from.integer<qint64>(key, -1);
        return picture < 0 ? std::nullopt : std::optional(picture);
    };
    wanted.chosen = pictureIn("chosen", wanted.chosen);
    wanted.first = pictureIn("first", wanted.first);
    return wanted;
}

void Gallery::restore(const JsonObject& from)
{
    m_wanted = readWanted(from);
    if (m_review && canShow(m_wanted->shown))
        m_shown = m_wanted->shown;
    refresh();
}

/// As far as the pictures are there; where the list begins is known once it is seen.
void Gallery::takeWanted()
{
    if (!m_wanted || !m_review || !isVisible())
        return;
    const Wanted wanted = *m_wanted;
    const auto rowOf = [this](std::optional<qint64> picture) {
        const int count = m_list->model()->rowCount();
        for (int row = 0; picture && row < count; ++row)
            if (m_list->shown().picture(row) == *picture)
                return row;
        return -1;
    };
    const int chosen = rowOf(wanted.chosen), first = rowOf(wanted.first);
    const bool isAll = (!wanted.chosen || chosen >= 0) && (!wanted.first || first >= 0);
    if (!isAll && !m_review->isComplete())
        return;
    if (chosen >= 0)
        m_list->setCurrentIndex(m_list->model()->index(chosen, 0));
    if (first >= 0)
        m_list->scrollTo(m_list->model()->index(first, 0), QAbstractItemView::PositionAtTop);
    m_wanted.reset();
}

} // namespace glowworm
