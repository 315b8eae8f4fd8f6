// SPDX-License-Identifier: GPL-3.0-or-later
// A page of the handbook as it is read: Markdown in the colours and the size of text that the
// window has, with names of headings for links, pictures no wider than the text, and what was
// looked for marked. Links to other pages are followed here; those that lead out of the handbook
// are told to whoever shows it. GUI thread.
#pragma once

#include <QHash>
#include <QImage>
#include <QStringList>
#include <QTextBrowser>

#include <filesystem>

namespace glowworm {

class HandbookView : public QTextBrowser {
    Q_OBJECT

public:
    /// resources: see HandbookPages.
    HandbookView(std::filesystem::path resources, QWidget* parent);

    /// A file of the handbook, "training.md" or "glossary.md#margin".
    void open(const QString& page);
    /// The same with these words marked, and the block in sight.
    void openAt(const QString& file, int block, const QStringList& words);
    QString file() const; // of the page that is shown; "" = of another folder, or none
    void unmark();

Q_SIGNALS:
    void pageShown();
    void leftBy(const QUrl& url); // a link to something else

protected:
    QVariant loadResource(int type, const QUrl& name) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void follow(const QUrl& url);
    void dress();
    void dressHeadings();
    void dressText();
    QTextBlockFormat formatOf(const QTextBlock& block) const;
    void dressTables();
    void fitPictures();
    void fitMargins();
    void mark(const QStringList& words);

    std::filesystem::path m_resources;
    QUrl m_url;                     // of what is shown: source() follows only after the signal
    QHash<QUrl, QImage> m_pictures; // as they lie in their files
    bool m_dresses = false;         // what it changes itself changes nothing anew
};

} // namespace glowworm
