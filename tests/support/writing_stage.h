// SPDX-License-Identifier: GPL-3.0-or-later
// The Generation panel on screen over two small untrained models, and what it shows of them. Tests
// only.
#pragma once

#include "support/small_models.h"
#include "ui/generation/generation_panel.h"
#include "ui/generation/generation_stage.h"
#include "ui/generation/prompt_edit.h"
#include "ui/generation/token_text.h"
#include "ui/generation/transcript.h"
#include "ui/session/generation.h"
#include "ui/session/library.h"
#include "ui/session/workbench.h"
#include "ui/widgets/switchboard.h"

#include <QComboBox>
#include <QPushButton>
#include <QSpinBox>

#include <algorithm>

namespace glowworm::test {

class WritingStage {
protected:
    void raise()
    {
        m_workbench = std::make_unique<Workbench>();
        m_panel = std::make_unique<GenerationPanel>(*m_workbench);
        m_panel->resize(1280, 720);
        m_panel->show();
    }
    void lower()
    {
        m_panel.reset();
        m_workbench.reset();
    }
    bool open()
    {
        return openModels(*m_workbench, m_folder,
            {smallText(Routing::GumbelController), smallText(Routing::Dense)});
    }
    bool finish() const
    {
        return QTest::qWaitFor([this] { return !m_workbench->generation().running(); });
    }
    template <class T> T* find(const char* name) const
    {
        auto* found = m_panel->findChild<T*>(QLatin1String(name));
        Q_ASSERT(found);
        return found;
    }
    void choose(const char* box, int index) const // as a person does
    {
        find<QComboBox>(box)->setCurrentIndex(index);
        Q_EMIT find<QComboBox>(box)->activated(index);
    }
    /// text: "sparseText" or "denseText", here and below.
    Transcript* writer(const char* text) const
    {
        QWidget* widget = find<QWidget>(text);
        while (widget && !qobject_cast<Transcript*>(widget))
            widget = widget->parentWidget();
        return qobject_cast<Transcript*>(widget);
    }
    GenerationStage& stage() const { return *m_panel->findChild<GenerationStage*>(); }
    Switchboard& board(const char* text) const
    {
        return stage().board(text == std::string_view("sparseText") ? Twin::Sparse : Twin::Dense);
    }
    void generate(const QString& prompt, int tokens)
    {
        find<PromptEdit>("prompt")->setPrompt(prompt);
        find<QSpinBox>("tokens")->setValue(tokens);
        choose("pace", find<QComboBox>("pace")->count() - 1); // as fast as possible
        QTest::mouseClick(find<QPushButton>("start"), Qt::LeftButton);
        QVERIFY(m_workbench->generation().running());
        QVERIFY(finish());
    }
    /// Every cell of the board against the record of that token.
    void compareBoard(const char* text, int token) const
    {
        const FiringRecord& record
            = writer(text)->tokens().at(static_cast<std::size_t>(token)).firing;
        const Switchboard& view = board(text);
        const BoardShape& shape = view.shape();
        QCOMPARE(static_cast<int>(record.layers.size()), shape.grid.layers);
        for (int layer = 0; layer < shape.grid.layers; ++layer) {
            const LayerFiring& firing = record.layers[static_cast<std::size_t>(layer)];
            for (int neuron = 0; neuron < shape.grid.neurons(); ++neuron) {
                const auto found = std::find(firing.neurons.begin(), firing.neurons.end(), neuron);
                const CellState state = view.mark({layer, neuron}).state;
                if (found == firing.neurons.end())
                    QVERIFY(state == CellState::Quiet || state == CellState::Trail);
                else
                    QCOMPARE(state,
                        firing.values[static_cast<std::size_t>(found - firing.neurons.begin())] > 0
                            ? CellState::Bright
                            : CellState::Hollow);
            }
            if (shape.sparse)
                QCOMPARE(static_cast<int>(firing.neurons.size()), shape.grid.groups);
        }
    }

    QTemporaryDir m_folder;
    std::unique_ptr<Workbench> m_workbench;
    std::unique_ptr<GenerationPanel> m_panel;
};

} // namespace glowworm::test
