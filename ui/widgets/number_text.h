// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers as people type them and as the field table takes them (C locale). A typed number means
// what it says in either form, 0,9 or 0.9, 1.000 or 1 000; what two conventions read as two
// different numbers is refused, never guessed. Pure functions.
#pragma once

#include "model/config/config.h"

#include <QLocale>
#include <QString>

#include <string>
#include <vector>

namespace glowworm {

/// value: for Field::write(), "" when the text is refused; refusal: then a sentence, else "".
struct TypedNumber {
    std::string value;
    QString refusal;
};
/// kind: Integer or Real. Digits of every script, groups of three set off by blanks, apostrophes,
/// dots or commas, 1e-3. A single dot or comma before three digits ("1.250") is the locale's own
/// decimal mark or, in a whole number, its own group mark; the other reading is refused.
TypedNumber readNumber(const QString& typed, FieldKind kind, const QLocale& locale);

/// Whole numbers with blanks, commas or semicolons between them, ascending and each once.
struct TypedNumbers {
    std::vector<int> values; // empty when the text is refused
    QString refusal;
};
TypedNumbers readNumbers(const QString& typed, const QLocale& locale);

/// What a field's text looks like on screen: the locale's decimal mark, no groups; from 1e-5 to 1e9
/// without an exponent. readNumber() reads it back as the same number.
QString numberOnScreen(std::string_view value, const QLocale& locale);

} // namespace glowworm
