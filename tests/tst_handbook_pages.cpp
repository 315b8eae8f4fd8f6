// SPDX-License-Identifier: GPL-3.0-or-later
// The pages of the handbook: that every panel has one, that what they name is there - links,
// pictures, menus, words and signs of the window -, and that they are searched.
#include "ui/shell/handbook_pages.h"

#include "model/bench/bench_config.h"
#include "model/neurons/comparison.h"
#include "support/kept_window.h"
#include "support/random_tokens.h"
#include "support/run_test.h"
#include "support/translation_file.h"
#include "ui/widgets/switchboard.h"
#include "ui/widgets/value_label.h"
#include "ui/widgets/words.h"

#include <QAction>
#include <QDir>
#include <QFile>
#include <QMenu>
#include <QMenuBar>
#include <QRegularExpression>
#include <QTextBlock>
#include <QUrl>

#include <algorithm>

using namespace glowworm;

namespace {

QString textOf(const QString& markdown)
{
    QTextDocument document;
    document.setMarkdown(markdown);
    return document.toPlainText();
}

QStringList anchorsIn(const QString& markdown)
{
    QTextDocument document;
    document.setMarkdown(markdown);
    QStringList anchors;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next())
        if (block.blockFormat().headingLevel() > 0)
            anchors << anchorOf(block.text());
    return anchors;
}

/// What a page leads to and shows, as it stands in the file.
QStringList targetsIn(const QString& markdown)
{
    QTextDocument document;
    document.setMarkdown(markdown);
    QStringList targets;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next())
        for (auto one = block.begin(); !one.atEnd(); ++one) {
            const QTextCharFormat format = one.fragment().charFormat();
            if (!format.anchorHref().isEmpty())
                targets << format.anchorHref();
            if (format.isImageFormat())
                targets << format.toImageFormat().name();
        }
    return targets;
}

QDir folderOf(const HandbookPages& pages)
{
    return QString::fromStdString(pages.folder().string());
}

QString pageOf(const QString& file)
{
    QFile opened(file);
    return opened.open(QIODevice::ReadOnly) ? QString::fromUtf8(opened.readAll()) : QString();
}

} // namespace

class TestHandbookPages : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

private Q_SLOTS:
    void initTestCase() { test::useFolder(m_folder); }

    void everyPanelHasItsPage_data() { test::addLanguages(); }
    void everyPanelHasItsPage();
    void everyFileIsListed_data() { test::addLanguages(); }
    void everyFileIsListed();
    void everyLinkAndPictureIsThere_data() { test::addLanguages(); }
    void everyLinkAndPictureIsThere();
    void menusAreNamedAsTheyAre_data() { test::addLanguages(); }
    void menusAreNamedAsTheyAre();
    void glossaryHasEverySetting_data() { test::addLanguages(); }
    void glossaryHasEverySetting();
    void glossaryHasEverySign_data() { test::addLanguages(); }
    void glossaryHasEverySign();
    void everyPageIsFoundByItsWords_data() { test::addLanguages(); }
    void everyPageIsFoundByItsWords();
    void wordsAreLookedForAsAPersonMeans();
};

void TestHandbookPages::everyPanelHasItsPage()
{
    const test::Spoken language;
    const HandbookPages pages;
    for (int index = 0; index < kPanels; ++index) {
        const auto panel = static_cast<PanelId>(index);
        const auto found = std::ranges::find(
            pages.pages(), wordFor(panel) + QStringLiteral(".md"), &HandbookPages::Page::file);
        QVERIFY2(found != pages.pages().end(), qPrintable(wordFor(panel)));
        QCOMPARE(found->title, titleOf(panel));
    }
}

void TestHandbookPages::everyFileIsListed()
{
    const test::Spoken language;
    const HandbookPages pages;
    const QStringList files = folderOf(pages).entryList({QStringLiteral("*.md")}, QDir::Files);
    QVERIFY(files.size() > kPanels);
    QCOMPARE(pages.pages().size(), static_cast<std::size_t>(files.size()));
    QCOMPARE(pages.pages().front().file, QStringLiteral("README.md"));
    for (const HandbookPages::Page& page : pages.pages()) {
        QVERIFY2(files.contains(page.file), qPrintable(page.file));
        QVERIFY2(!page.title.isEmpty(), qPrintable(page.file));
    }
}

/// Also by the folders that are installed beside it.
void TestHandbookPages::everyLinkAndPictureIsThere()
{
    const test::Spoken language;
    const HandbookPages pages;
    const QDir folder = folderOf(pages);
    int links = 0, anchors = 0, pictures = 0;
    for (const HandbookPages::Page& page : pages.pages())
        for (const QString& target : targetsIn(pages.markdown(page.file))) {
            const QString where = page.file + QStringLiteral(": ") + target;
            const QUrl url(target);
            if (!url.isRelative()) {
                QVERIFY2(url.scheme() == QLatin1String("https"), qPrintable(where));
                continue;
            }
            const QString name = url.path().isEmpty() ? page.file : url.path();
            const QString file = QDir::cleanPath(folder.absoluteFilePath(name));
            const QString inside
                = QDir(QString::fromStdString(pages.resources().string())).canonicalPath()
                + QLatin1Char('/');
            QVERIFY2(QFileInfo::exists(file), qPrintable(where));
            QVERIFY2(QFileInfo(file).canonicalFilePath().startsWith(inside), qPrintable(where));
            const QString part = QFileInfo(file)
                                     .canonicalFilePath()
                                     .mid(inside.size())
                                     .section(QLatin1Char('/'), 0, 0);
            QVERIFY2(QStringList({QStringLiteral("handbook"), QStringLiteral("pictures"),
                                     QStringLiteral("models"), QStringLiteral("experiments")})
                         .contains(part),
                qPrintable(where));
            links += name.endsWith(QLatin1String(".md"));
            pictures += name.endsWith(QLatin1String(".png"));
            if (!url.hasFragment())
                continue;
            ++anchors;
            QVERIFY2(anchorsIn(pageOf(file)).contains(url.fragment()), qPrintable(where));
        }
    QVERIFY(links > 20 && anchors > 10 && pictures >= 4);
}

/// "File > Save session" stands in a menu of that name.
void TestHandbookPages::menusAreNamedAsTheyAre()
{
    const test::Spoken language;
    const test::KeptWindow shown;
    QHash<QString, QStringList> entries;
    const auto plain
        = [](QString text) { return text.remove(QLatin1Char('&')).remove(QStringLiteral("...")); };
    for (const QAction* menu : shown.window.menuBar()->actions())
        for (const QAction* entry : menu->menu()->actions())
            if (!entry->isSeparator())
                entries[plain(menu->text())] << plain(entry->text());
    const QRegularExpression menuWays(
        QStringLiteral("\\b(%1) > ([^.,:;()*|]+)").arg(entries.keys().join(QLatin1Char('|'))));
    const HandbookPages pages;
    int named = 0;
    for (const HandbookPages::Page& page : pages.pages())
        for (const QRegularExpressionMatch& way :
            menuWays.globalMatch(textOf(pages.markdown(page.file)))) {
            ++named;
            QVERIFY2(std::ranges::any_of(entries.value(way.captured(1)),
                         [&](const QString& entry) { return way.captured(2).startsWith(entry); }),
                qPrintable(page.file + QStringLiteral(": ") + way.captured(0)));
        }
    QVERIFY(named > 8);
}

void TestHandbookPages::glossaryHasEverySetting()
{
    const test::Spoken language;
    const QString glossary = textOf(HandbookPages().markdown(QStringLiteral("glossary.md")));
    const auto has = [&glossary](std::string_view label) {
        const bool found = placeOfWord(glossary, settingWords(label)).at >= 0;
        if (!found)
            qWarning("not in the glossary: %s", qPrintable(settingWords(label)));
        return found;
    };
    for (const Field<RunConfig>& field : runFields())
        QVERIFY(has(field.label));
    for (const Field<SampleConfig>& field : sampleFields())
        QVERIFY(has(field.label));
    for (const Field<BenchConfig>& field : benchFields())
        QVERIFY(has(field.label));
}

/// What legends say up to their first figure, and the marks of where numbers come from.
void TestHandbookPages::glossaryHasEverySign()
{
    const test::Spoken language;
    const QString glossary = textOf(HandbookPages().markdown(QStringLiteral("glossary.md")));
    for (const Provenance from : {Provenance::Computed, Provenance::Estimated, Provenance::Recorded,
             Provenance::Loaded, Provenance::Recomputed}) {
        const QString mark = badged({}, from).left(1) + QLatin1Char('\n') + wordFor(from);
        QVERIFY2(glossary.contains(mark), qPrintable(mark)); // cells of one row
    }
    QVERIFY(glossary.contains(missingText()));

    QStringList legends;
    for (const bool rectified : {true, false})
        for (const Shade shade : {Shade::Value, Shade::Probability, Shade::Margin}) {
            Switchboard board;
            board.resize(900, 480);
            board.setShape({.grid = {6, 24, 64}, .sparse = true, .rectified = rectified});
            const FiringRecord record = test::randomTokens(test::wideModel(Routing::Gated), 1)[0];
            board.setFiring(record);
            board.setShade(shade);
            Surgery surgery;
            surgery.disabled = {{1, 100}};
            surgery.forced = {{2, 200}};
            board.setSurgery(surgery);
            legends << board.legendWords();
            board.setComparison(comparisonOf(record, record));
            legends << board.legendWords();
        }
    QSet<QString> signs;
    for (const QString& legend : legends)
        for (const QString& item : legend.split(QStringLiteral("; ")))
            signs << item.section(QLatin1Char(':'), 0, 0);
    QVERIFY(signs.size() > 8);
    for (const QString& sign : signs)
        QVERIFY2(glossary.contains(sign), qPrintable(sign));
}

void TestHandbookPages::everyPageIsFoundByItsWords()
{
    const test::Spoken language;
    HandbookPages pages;
    for (const HandbookPages::Page& page : pages.pages()) {
        QTextDocument document;
        document.setMarkdown(pages.markdown(page.file));
        QTextBlock last = document.lastBlock();
        while (last.isValid() && (last.text().isEmpty() || QTextCursor(last).currentTable()))
            last = last.previous(); // a row is more than its last cell
        QVERIFY2(last.isValid(), qPrintable(page.file));
        const auto hits = pages.find(last.text());
        const bool found = std::ranges::any_of(hits, [&](const HandbookPages::Hit& hit) {
            return hit.file == page.file && hit.block == last.blockNumber()
                && !hit.heading.isEmpty() && !hit.line.isEmpty();
        });
        QVERIFY2(found, qPrintable(page.file + QStringLiteral(": ") + last.text()));
    }
}

void TestHandbookPages::wordsAreLookedForAsAPersonMeans()
{
    HandbookPages pages;
    QVERIFY(pages.find(QStringLiteral("  ")).empty());
    QVERIFY(pages.find(QStringLiteral("qqqzx")).empty());
    const auto hits = pages.find(QStringLiteral("INDEX jaccard")); // in any order and case
    QVERIFY(!hits.empty());
    QVERIFY(hits.front().isHeading); // before the lines
    QVERIFY(hits.front().line.contains(QStringLiteral("Jaccard index")));
    QVERIFY(!pages.find(QStringLiteral("cross switched")).empty()); // cells of one row
    QCOMPARE(placeOfWord(QStringLiteral("each G of FG"), QStringLiteral("G")).at, 5); // a symbol
    QCOMPARE(placeOfWord(QStringLiteral("FG, group"), QStringLiteral("G")).at, -1);
    QCOMPARE(anchorOf(QStringLiteral("Jaccard index (J)")), QStringLiteral("jaccard-index-j"));
    QCOMPARE(
        anchorOf(QStringLiteral("How is this measured?")), QStringLiteral("how-is-this-measured"));
}

GLOWWORM_TEST(TestHandbookPages)
#include "tst_handbook_pages.moc"
