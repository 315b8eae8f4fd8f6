// SPDX-License-Identifier: GPL-3.0-or-later
// The end of a model's own text, which the next character follows: quoted, in the model's light, as
// much of it as one line holds. GUI thread.
#pragma once

#include "model/engine/generator.h"

#include <QString>
#include <QWidget>

#include <span>

namespace glowworm {

class ContextLine : public QWidget {
    Q_OBJECT

public:
    ContextLine(Twin twin, QWidget* parent);

    /// Up to tokens[at], which is read; at: 0 ... size - 1.
    void setContext(std::span<const GeneratedToken> tokens, std::size_t at);
    void clear();
    const QString& context() const { return m_context; } // a space as a space
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Twin m_twin;
    QString m_context;
};

} // namespace glowworm
