// SPDX-License-Identifier: GPL-3.0-or-later
// What can be taken back on the Generation panel, and all that must then be as it was. Tests only.
#pragma once

#include "model/session/session_values.h"
#include "support/writing_stage.h"
#include "ui/session/edits.h"
#include "ui/session/inspection.h"

#include <QAbstractButton>
#include <QApplication>
#include <QRegularExpression>

namespace glowworm::test {

class UndoStage : protected WritingStage {
protected:
    /// A text stands there, and nothing is to be taken back yet.
    void begin()
    {
        raise();
        QVERIFY(open());
        generate(QStringLiteral("ROMEO:"), 20);
        edits().clear();
    }
    QUndoStack& edits() const { return m_workbench->edits().of(Area::Generation); }
    Generation& generation() const { return m_workbench->generation(); }
    PromptEdit* prompt() const { return find<PromptEdit>("prompt"); }
    void addBookmark(int token) const
    {
        auto* text = find<TokenText>("sparseText");
        Q_EMIT text->bookmarkAsked(token);
        if (QWidget* list = QApplication::activePopupWidget())
            list->close();
    }
    /// All that can be taken back: what is saved but for where one is in the text, what the parts
    /// keep, and what the widgets show.
    QString state() const
    {
        SessionValues values, library;
        m_panel->save(values);
        m_workbench->library().save(library);
        QStringList all{prompt()->prompt(), find<QComboBox>("pace")->currentText(),
            find<QComboBox>("format")->currentText(), find<QComboBox>("threads")->currentText(),
            QString::number(generation().threads()), QString::fromStdString(library.json()),
            QString::number(static_cast<int>(stage().large()))};
        for (const char* box : {"top_k", "promptSeed", "tokens"})
            all << find<QSpinBox>(box)->text();
        for (const char* box : {"temperature", "top_p"})
            all << find<QDoubleSpinBox>(box)->text();
        for (const char* button : {"showSparse", "showDense", "showBoth", "shade-value",
                 "shade-probability", "shade-margin"})
            all << QString::number(find<QAbstractButton>(button)->isChecked());
        for (const TapeBookmark& bookmark : generation().tape().bookmarks)
            all << QStringLiteral("%1 %2").arg(
                QString::number(bookmark.token), QString::fromStdString(bookmark.note));
        for (const TapeTrack& track : generation().tape().tracks)
            all << QString::fromStdU32String(track.text().characters);
        QString saved = QString::fromStdString(values.json());
        static const QRegularExpression kView(QStringLiteral(
            "\"(picked|follows|plays|sparse_top|dense_top|[a-z]+_before_surgery)\":[^,}]*"));
        return saved.remove(kView) + all.join(QLatin1Char('\n'));
    }
    bool settled() const // also what was packed anew
    {
        return QTest::qWaitFor([this] {
            const Library& library = m_workbench->library();
            const LoadedModel* model = library.model(Task::Text, Twin::Sparse);
            return !generation().running() && !library.isOpening()
                && model->language->format == library.weightFormat()
                && model->surgery == library.surgery(Task::Text, Twin::Sparse);
        });
    }
};

} // namespace glowworm::test
