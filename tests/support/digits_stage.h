// SPDX-License-Identifier: GPL-3.0-or-later
// The Digits panel on screen over two small untrained models, and a hand that draws on it. Tests
// only.
#pragma once

#include "support/small_models.h"
#include "support/test_set.h"
#include "ui/digits/digit_canvas.h"
#include "ui/digits/digits_panel.h"
#include "ui/digits/duel_stage.h"
#include "ui/digits/light_map.h"
#include "ui/digits/picture_view.h"
#include "ui/digits/twin_grid.h"
#include "ui/session/digits.h"
#include "ui/session/edits.h"
#include "ui/session/library.h"
#include "ui/session/workbench.h"

#include <QMouseEvent>

#include <algorithm>

namespace glowworm::test {

class DigitsStage {
protected:
    /// Whether both models are open. The sheet is empty.
    bool raise()
    {
        m_workbench = std::make_unique<Workbench>();
        m_panel = std::make_unique<DigitsPanel>(*m_workbench);
        m_result = {};
        QObject::connect(&m_workbench->digits(), &Digits::answered, m_panel.get(),
            [this](const DigitResult& result) { m_result = result; });
        m_panel->resize(1280, 720);
        m_panel->show();
        if (!openModels(*m_workbench, m_folder,
                {smallDigits(Routing::GumbelController), smallDigits(Routing::Dense)}))
            return false;
        canvas()->clear(); // of the recorded drawing
        return true;
    }
    void lower()
    {
        m_panel.reset();
        m_workbench.reset();
    }

    QUndoStack& edits() const { return m_workbench->edits().of(Area::Digits); }
    void openTestSet(int least = 100)
    {
        test::openTestSet(m_workbench->library(), m_folder, least);
    }

    template <class T> T* find(const char* name) const
    {
        auto* found = m_panel->findChild<T*>(QLatin1String(name));
        Q_ASSERT(found);
        return found;
    }
    DigitCanvas* canvas() const { return find<DigitCanvas>("canvas"); }
    const DuelStage& stage() const { return m_panel->stage(); }
    bool hasAnswers() const
    {
        return stage().digit(Twin::Sparse) >= 0 && stage().digit(Twin::Dense) >= 0;
    }
    const std::optional<DigitPicture>& seen() const
    {
        return m_panel->findChild<PictureView*>()->picture();
    }
    QPoint at(double x, double y) const // of the sheet, 0 ... 1
    {
        const double side = std::min(canvas()->width(), canvas()->height()) - 2;
        return QPointF(
            (canvas()->width() - side) / 2 + x * side, (canvas()->height() - side) / 2 + y * side)
            .toPoint();
    }
    void stroke(QPointF from, QPointF to, Qt::MouseButton button = Qt::LeftButton)
    {
        QTest::mousePress(canvas(), button, {}, at(from.x(), from.y()));
        for (int i = 1; i <= 8; ++i) {
            const QPoint point = at(
                from.x() + (to.x() - from.x()) * i / 8, from.y() + (to.y() - from.y()) * i / 8);
            QMouseEvent event(QEvent::MouseMove, point, canvas()->mapToGlobal(point), Qt::NoButton,
                button, Qt::NoModifier);
            QCoreApplication::sendEvent(canvas(), &event);
        }
        QTest::mouseRelease(canvas(), button, {}, at(to.x(), to.y()));
    }
    /// What the models should see of the ink as it is now.
    DigitPicture prepared() const
    {
        return normaliseDrawing(canvas()->ink().grey(), Ink::kSide, Ink::kSide);
    }
    DigitPicture whereDrawn() const
    {
        return normaliseDrawing(canvas()->ink().grey(), Ink::kSide, Ink::kSide,
            {.fitBox = false, .centreOfMass = false});
    }
    /// Waits for the answer to this picture.
    bool settle(const DigitPicture& picture) const
    {
        return QTest::qWaitFor([&] { return seen() == picture && m_result.picture == picture; });
    }
    QTemporaryDir m_folder;
    std::unique_ptr<Workbench> m_workbench;
    std::unique_ptr<DigitsPanel> m_panel;
    DigitResult m_result; // newest
};

} // namespace glowworm::test
