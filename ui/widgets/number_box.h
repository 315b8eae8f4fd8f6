// SPDX-License-Identifier: GPL-3.0-or-later
// Spin boxes that read what people type as every other number field does (widgets/number_text.h).
// Text that is no number in range is marked while it stands there; when the focus leaves, the value
// from before the typing comes back, not that of its first digits, and a tip says what was refused.
// GUI thread.
#pragma once

#include <QDoubleSpinBox>
#include <QSpinBox>

namespace glowworm {

class WholeBox : public QSpinBox {
    Q_OBJECT

public:
    explicit WholeBox(QWidget* parent = nullptr);

    void stepBy(int steps) override;

protected:
    QValidator::State validate(QString& text, int& position) const override;
    int valueFromText(const QString& text) const override;
    void fixup(QString& text) const override;
    void focusInEvent(QFocusEvent* event) override;

private:
    int m_before = 0; // the typing
};

class RealBox : public QDoubleSpinBox {
    Q_OBJECT

public:
    explicit RealBox(QWidget* parent = nullptr);

    void stepBy(int steps) override;
    QValidator::State validate(QString& text, int& position) const override;
    double valueFromText(const QString& text) const override;
    void fixup(QString& text) const override;

protected:
    void focusInEvent(QFocusEvent* event) override;

private:
    double m_before = 0; // the typing
};

/// Marks an editor for the style sheet. unread: why its text is no value it takes, so that what it
/// shows is not what its owner has (Panel::unreadEditor()); else it only does not go with other
/// fields.
void setInvalid(QWidget* editor, bool invalid, const QString& unread = {});

} // namespace glowworm
