// SPDX-License-Identifier: GPL-3.0-or-later
// Every field of a run's configuration as a form, those of every day first and the others, by
// groups, on demand; built from the one field table and validated as it is typed: a field in error
// keeps its text and is marked, and the sentence that says why stands beside it, where else stands
// what the field is. Two fields that contradict each other are marked both, and told of once.
// Edits a copy; whoever owns the form takes config() when edited() says so.
#pragma once

#include "model/config/config.h"

#include <QWidget>

#include <map>
#include <optional>
#include <string>
#include <vector>

class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;
namespace glowworm {

class FoldLine;
struct FieldGroup;

class ConfigForm : public QWidget {
    Q_OBJECT

public:
    /// below: in it lie the settings that stand on demand; whoever owns it places them.
    ConfigForm(QWidget* parent, QWidget* below);
    QWidget& demanded() const { return *m_all; }

    /// Fields whose text already means the same value keep it ("1e-3" stays "1e-3"); a text that is
    /// no value gives way.
    void setConfig(const RunConfig& config);
    /// Something else than this form changed the configuration: a text that is no value stays, as
    /// does its sentence, where its field has the value that it had before that text.
    void follow(const RunConfig& config);
    /// What stands in a field, and the value that counts: the one from before it was edited, where
    /// the text is none.
    struct Entry {
        QString text;
        std::string value;
        bool operator==(const Entry&) const = default;
    };
    using Entries = std::map<std::string, Entry>; // by the names of the fields
    Entries entries() const;                      // of all fields
    /// In place of what stands in these; a text that means another value than it comes with gives
    /// way to that. Not told as an edit.
    void showEntries(const Entries& entries);
    QList<QLineEdit*> lines() const; // the fields that one types into
    /// A field whose text is no value counts with what it held before it was edited, not with a
    /// beginning of that text.
    const RunConfig& config() const { return m_config; }
    bool isValid() const { return m_valid; }
    /// Why the text of a field is no value, of the first such; "" = all are.
    const QString& unread() const { return m_unread; }

    bool isUnfolded() const; // all settings stand there
    void unfold(bool on);
    /// Its editor, which stands there from now on; null: there is no such field.
    QWidget* reveal(const QString& field);

Q_SIGNALS:
    void edited(const QString& field); // by a person; its name
    void foldClicked(bool isUnfolded); // all settings, by a person
    void finished();                   // the typing into one of the fields

private:
    struct Row {
        const Field<RunConfig>* field;
        QWidget* editor = nullptr; // one of the two below
        QLineEdit* edit = nullptr; // numbers
        QComboBox* choice = nullptr;
        QLabel* beside = nullptr;    // what it is, or what is wrong with it
        std::vector<QWidget*> parts; // label, editor and what is beside it
        bool folded = false;         // it stands on demand
        QString help, meaning;
        QString wrong;      // of the text alone; "" = it reads as a value in range
        std::string before; // value as editing began
    };

    QWidget* buildDemanded(QWidget* parent);
    QWidget* buildCard(const FieldGroup& group, QWidget* parent, bool folded);
    int widestLabel() const; // of all fields
    void addRow(QGridLayout* grid, const Field<RunConfig>& field, int row, QWidget* parent);
    void addEditor(Row& row, QWidget* parent);
    void takeText(std::size_t index, const QString& text);
    void readText(Row& row, const QString& text);
    Entry entryOf(const Row& row) const;
    void showConfig(const RunConfig& config, bool keepUnread);
    bool isSeen(const Row& row) const;
    const Row* placeFor(const Problem& problem) const;
    void refresh();
    void showRow(Row& row, const std::vector<Problem>& between);
    QString firedWords() const;

    RunConfig m_config;
    FoldLine* m_fold;
    QWidget* m_all; // behind it
    std::vector<Row> m_rows;
    std::optional<std::size_t> m_edited; // the row that a person changed last
    bool m_valid = true;
    QString m_unread;
};

} // namespace glowworm
