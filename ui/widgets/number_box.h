// SPDX-License-Identifier: GPL-3.0-or-later
// Spin boxes that read what people type as every other number field does (widgets/number_text.h).
// Text that is no number in range is marked while it stands there; when the focus leaves, the value
// from before the typing comes back, not that of its first digits, and a tip says what was refused.
// GUI thread.
#pragma once

#include "model/config/config.h"

#include <QDoubleSpinBox>
#include <QSpinBox>

#include <utility>

namespace glowworm {

/// Box: Qt's own, of `kind`.
template <class Box, FieldKind kind> class NumberBox : public Box {
public:
    explicit NumberBox(QWidget* parent = nullptr);

    void stepBy(int steps) override;

protected:
    using Value = decltype(std::declval<Box>().value());

    QValidator::State validate(QString& text, int& position) const override;
    Value valueFromText(const QString& text) const override;
    void fixup(QString& text) const override;
    void focusInEvent(QFocusEvent* event) override;

private:
    Value m_before = 0; // the typing
};

using WholeBox = NumberBox<QSpinBox, FieldKind::Integer>;
using RealBox = NumberBox<QDoubleSpinBox, FieldKind::Real>;
extern template class NumberBox<QSpinBox, FieldKind::Integer>;
extern template class NumberBox<QDoubleSpinBox, FieldKind::Real>;

/// Marks an editor for the style sheet. unread: why its text is no value it takes, so that what it
/// shows is not what its owner has (Panel::unreadEditor()); else it only does not go with other
/// fields.
void setInvalid(QWidget* editor, bool invalid, const QString& unread = {});

} // namespace glowworm
