// SPDX-License-Identifier: GPL-3.0-or-later
// Keys that count while a widget, or one inside it, has the focus; and what a key press may mean on
// another layout. Every such key is declared here with its meaning, so that the list of keys is
// made from the same table that obeys them. GUI thread.
#pragma once

#include <QKeySequence>
#include <QList>
#include <QObject>

#include <functional>
#include <utility>
#include <vector>

class QKeyEvent;
class QWidget;

namespace glowworm {

/// What a US keyboard has at the place of what was pressed, with the same modifiers; for keys
/// without a Latin letter or a digit; with Ctrl an ASCII sign never means a letter. Key_unknown =
/// there is nothing to translate.
QKeyCombination usKeyOf(const QKeyEvent& press);

/// The key as the layout says it, then as usKeyOf() does; each also without Shift, where that only
/// made the sign.
QList<QKeyCombination> readingsOf(const QKeyEvent& press);

class FocusKeys : public QObject {
    Q_OBJECT

public:
    /// title: of these keys in the list of keys.
    FocusKeys(QWidget* owner, const QString& title);

    struct Row {
        QList<QKeyCombination> keys;
        QString meaning;
        std::function<void()> act;
    };
    void add(const QList<QKeyCombination>& keys, const QString& meaning, std::function<void()> act)
    {
        m_rows.push_back({keys, meaning, std::move(act)});
    }
    const QString& title() const { return m_title; }
    const std::vector<Row>& rows() const { return m_rows; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QString m_title;
    std::vector<Row> m_rows;
};

} // namespace glowworm
