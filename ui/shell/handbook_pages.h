// SPDX-License-Identifier: GPL-3.0-or-later
// The handbook as files: Markdown beside the models that ship, which a repository's page shows as
// well. Which pages there are, and in which order, says README.md by its links. Finds words in all
// of them. Reads small files of this program as they are asked for. GUI thread.
#pragma once

#include <QString>
#include <QStringList>

#include <filesystem>
#include <vector>

class QTextDocument;

namespace glowworm {

class HandbookPages {
public:
    struct Page {
        QString file;  // "training.md"
        QString title; // its first heading
    };
    /// A paragraph, heading or row of a table that has all words.
    struct Hit {
        QString file, title;
        QString heading; // the nearest above, or itself
        QString line;    // as much of it as a list has room for
        int block;       // of the page's document
        bool isHeading;
    };

    /// resources: the folder in which "handbook" lies, and "pictures" beside it.
    explicit HandbookPages(std::filesystem::path resources);
    /// Those that ship.
    HandbookPages();

    const std::filesystem::path& resources() const { return m_resources; }
    /// In which they lie: of the language of the window, or the English ones.
    std::filesystem::path folder() const;
    /// README.md first; none where it cannot be read.
    const std::vector<Page>& pages() const { return m_pages; }
    /// Throws Error.
    QString markdown(const QString& file) const;
    /// Headings first, then in the order of the pages. No words: none. The first time it reads the
    /// pages that readAhead() has not read yet.
    std::vector<Hit> find(const QString& words);
    /// The lines of one page more, some milliseconds; false: there is none left.
    bool readAhead();

private:
    std::filesystem::path m_resources;
    std::vector<Page> m_pages;
    std::size_t m_read = 0;   // pages
    std::vector<Hit> m_lines; // of these, each as a whole
};

/// Where a page lies in the resources: in the language of the window, or in English.
std::filesystem::path handbookFile(const std::filesystem::path& resources, const QString& file);

/// What is looked for: words between blanks. One letter alone means a word of one letter, as it
/// stands: a symbol.
QStringList wordsOf(const QString& text);
/// Where the word stands in the text from a place on, and how long it is there; -1: nowhere.
struct WordPlace {
    qsizetype at = -1, length = 0;
};
WordPlace placeOfWord(const QString& text, const QString& word, qsizetype from = 0);

/// The name of a heading in links, as a repository's page makes it.
QString anchorOf(const QString& heading);

} // namespace glowworm
