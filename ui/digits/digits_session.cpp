// SPDX-License-Identifier: GPL-3.0-or-later
// Drawings that come from files and go into them, and what a session keeps of the Digits panel:
// sets of pictures and models are the library's. And the command that asks the same.
#include "ui/digits/digits_panel.h"

#include "model/data/data_folder.h"
#include "model/data/drawing.h"
#include "model/io/sha256.h"
#include "model/session/session_values.h"
#include "ui/digits/digit_canvas.h"
#include "ui/digits/duel_stage.h"
#include "ui/digits/gallery.h"
#include "ui/digits/kept_drawing.h"
#include "ui/inspector/inspector.h"
#include "ui/session/copied_lines.h"
#include "ui/session/inspection.h"
#include "ui/session/library.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/model_words.h"
#include "ui/widgets/origin.h"
#include "ui/widgets/path_text.h"
#include "ui/widgets/save_file.h"

#include <QDir>
#include <QFileInfo>
#include <QUndoStack>

#include <algorithm>
#include <limits>
#include <utility>

namespace glowworm {
namespace {

constexpr std::size_t kNameLength = 16; // of a picture that a line names

} // namespace

void DigitsPanel::showPicture()
{
    const auto drawing = m_library.drawing();
    if (!drawing)
        return;
    const QString file = m_library.pictureFile();
    if (std::ranges::all_of(drawing->ink, [](std::uint8_t level) { return level == 0; })) {
        m_message->showMessage(MessageBar::Tone::Error,
            tr("There is no ink in %1; the drawing stays as it was.").arg(shownName(file)));
        return;
    }
    m_message->clear();
    m_canvas->setDrawing(*drawing);
}

QString DigitsPanel::originWords() const
{
    Origin origin = originHere();
    for (const Twin twin : kTwins)
        if (const LoadedModel* model = m_library.model(Task::Digits, twin))
            origin.what << hashedName(sourceWords(*model), model->hash)
                        << surgeryWords(gridOf(model->state->config), model->surgery);
    const auto set = m_canvas->ink().testSet();
    origin.data = m_canvas->ink().testOrigin() && set
        ? hashedName(tr("%1, %2").arg(shownName(set->name()), m_stage->source()), set->hash())
        : m_stage->source();
    origin.threads = DigitRun::kThreads;
    return originLine(origin);
}

std::vector<ExportItem> DigitsPanel::exports()
{
    if (m_canvas->ink().isEmpty())
        return {};
    const QString origin = originWords();
    ExportItem stage{tr("Stage"), QStringLiteral("digits"), origin, {}},
        drawing{tr("Drawing"), QStringLiteral("drawing"), origin, {}};
    addPictureForms(stage, [this] {
        return pictureOf(*m_stage, tr("A drawing, and what both models make of it"), originWords());
    });
    drawing.forms.push_back({QStringLiteral("PNG"), QStringLiteral("png"),
        [sheet = m_canvas->ink().sheet()](const QString& file) { return writePng(file, sheet); },
        [sheet = m_canvas->ink().sheet()] { return sheet; }, {}, {}});
    return {std::move(stage), std::move(drawing)};
}

/// What both see lies among what can be made again, under a name of its own content.
QString DigitsPanel::commandLine() const
{
    const Ink& ink = m_canvas->ink();
    const DigitPicture seen = normaliseDrawing(ink.grey(), Ink::kSide, Ink::kSide, madeReady());
    if (ink.isEmpty()
        || levelsOf({Ink::kModelSide, Ink::kModelSide, {seen.begin(), seen.end()}}).inverted)
        return {}; // the command would take the paper for the ink
    const QImage picture(
        seen.data(), Ink::kModelSide, Ink::kModelSide, Ink::kModelSide, QImage::Format_Grayscale8);
    const QString file = toText(cacheFolder() / "drawings"
        / (sha256Hex(std::as_bytes(std::span(seen))).substr(0, kNameLength) + ".png"));
    if (!QDir().mkpath(QFileInfo(file).path()) || !writePng(file, picture).isEmpty())
        return {};
    QStringList lines;
    for (const Twin twin : kTwins)
        if (m_library.model(Task::Digits, twin))
            lines << classifyCommand(fileOfModel(m_library, Task::Digits, twin), file,
                surgeryOf(m_library, Task::Digits, twin));
    return bothCommands(lines);
}

// -------------------------------------------------------------------------------------------------
// the session

void DigitsPanel::save(const SessionValues& to) const
{
    const QImage& sheet = m_canvas->ink().sheet();
    if (std::exchange(m_sheetKey, sheet.cacheKey()) != sheet.cacheKey())
        m_sheetText = sheetText(sheet); // asked for each second, and mostly as it was
    drawingTo(to.object("drawing"), m_canvas->ink().state(), m_sheetText);
    to.number("brush", m_canvas->brush());
    to.flag("eraser", m_canvas->erasing());
    to.integer("last_test_picture", m_lastTest.value_or(-1));
    to.integer("lamp", m_lamp.value_or(-1));
    to.flag("neuron_use", m_usesAsked);
    m_gallery->save(to.object("gallery"));
    m_inspector->save(to.object("inspector"));
}

void DigitsPanel::restore(const JsonObject& from)
{
    std::optional<Ink::State> drawing;
    if (from.has("drawing"))
        drawing = drawingIn(from.object("drawing"));
    const double brush = from.has("brush")
        ? from.number("brush", DigitCanvas::kThinnest, DigitCanvas::kThickest)
        : m_canvas->brush();
    const bool erases = from.has("eraser") ? from.flag("eraser") : m_canvas->erasing();
    const auto numberIn
        = [&from]<class Number>(const char* key, std::optional<Number> otherwise, Number most) {
              if (!from.has(key))
                  return otherwise;
              const auto number = from.integer<Number>(key, -1, most);
              return number < 0 ? std::nullopt : std::optional(number);
          };
    const auto lastTest
        = numberIn("last_test_picture", m_lastTest, std::numeric_limits<qint64>::max());
    const auto lamp = numberIn("lamp", m_lamp, kDigitClasses - 1);
    const bool usesAsked = from.has("neuron_use") ? from.flag("neuron_use") : m_usesAsked;
    if (from.has("inspector"))
        m_inspector->check(from.object("inspector"));
    if (from.has("gallery"))
        m_gallery->restore(from.object("gallery")); // all that may be refused was read

    m_inspection.edits(Task::Digits).clear(); // they were of what gives way
    m_lastTest = lastTest;
    m_lamp = lamp;
    m_usesAsked = usesAsked;
    m_gallery->setNeuronsShown(usesAsked);
    m_canvas->showBrush(brush);
    m_canvas->showErasing(erases);
    if (drawing)
        m_canvas->showDrawing(std::move(*drawing));
    if (from.has("inspector"))
        m_inspector->restore(from.object("inspector"));
    showInspected();
    if (std::exchange(m_isOpened, false)) // asked for just now
        showPicture();
}

} // namespace glowworm
