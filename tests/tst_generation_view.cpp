// SPDX-License-Identifier: GPL-3.0-or-later
// What the Generation panel shows of a text: the stage with its hero number, the timeline, the
// lines under characters, bookmarks, and that all of it has room.
#include "support/writing_stage.h"
#include "ui/generation/surprise_track.h"
#include "ui/generation/timeline.h"

#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QRadioButton>
#include <QToolButton>
#include <QTreeWidget>

using namespace glowworm;

class TestGenerationView : public QObject, private test::WritingStage {
    Q_OBJECT

private Q_SLOTS:
    void init() { raise(); }
    void cleanup() { lower(); }

    void theHeroNumberIsWhatTheEngineLit();
    void aClickOnTheSmallBoardSwapsThem();
    void theTimelineShowsTheLargeModelsSurprise();
    void linesUnderCharactersAreAsStrongAsTheyWereLikely();
    void bookmarksKeepTheirPlaceAndNote();
    void settingsUnfoldAtAClick();
    void textsHaveTheirLines_data();
    void textsHaveTheirLines();
    void nothingIsWiderThanTheWindow_data();
    void nothingIsWiderThanTheWindow();

private:
    QString words(const char* label) const { return find<QLabel>(label)->text(); }
    static QString number(std::size_t count)
    {
        return QLocale().toString(static_cast<qint64>(count));
    }
    static std::size_t litBy(const GeneratedToken& token);
};

std::size_t TestGenerationView::litBy(const GeneratedToken& token)
{
    std::size_t lit = 0;
    for (const LayerFiring& layer : token.firing.layers)
        lit += layer.neurons.size();
    return lit;
}

void TestGenerationView::theHeroNumberIsWhatTheEngineLit()
{
    QVERIFY(open());
    generate(QStringLiteral("ROMEO:"), 20);
    for (const int token : {0, 7, 20}) {
        QTest::keyClick(find<TokenText>("sparseText"), Qt::Key_Home);
        for (int i = 0; i < token; ++i)
            QTest::keyClick(&board("sparseText"), Qt::Key_Period);
        const auto at = static_cast<std::size_t>(token);
        QCOMPARE(words("litNeurons"), number(litBy(writer("sparseText")->tokens()[at])));
        QCOMPARE(words("twinNeurons"), number(litBy(writer("denseText")->tokens()[at])));
    }
}

void TestGenerationView::aClickOnTheSmallBoardSwapsThem()
{
    QVERIFY(open());
    generate(QStringLiteral("ROMEO:"), 20);
    const auto isLarger = [this](const char* one, const char* other) {
        return board(one).height() > 2 * board(other).height();
    };
    QTRY_VERIFY(isLarger("sparseText", "denseText"));
    const auto lit
        = [this](const char* text) { return number(litBy(writer(text)->tokens().back())); };
    QTest::mouseClick(&board("denseText"), Qt::LeftButton);
    QCOMPARE(stage().large(), Twin::Dense);
    QTRY_VERIFY(isLarger("denseText", "sparseText"));
    QCOMPARE(words("litNeurons"), lit("denseText"));
    QCOMPARE(words("twinNeurons"), lit("sparseText"));
    compareBoard("denseText", 25);
    QTest::mouseClick(&board("denseText"), Qt::LeftButton); // the large one stays
    QCOMPARE(stage().large(), Twin::Dense);
    find<QToolButton>("swap")->click();
    QCOMPARE(stage().large(), Twin::Sparse);
    QTRY_VERIFY(isLarger("sparseText", "denseText"));
}

void TestGenerationView::theTimelineShowsTheLargeModelsSurprise()
{
    QVERIFY(open());
    generate(QStringLiteral("ROMEO:"), 40); // more than the context holds: it is read again
    const auto& track = *find<SurpriseTrack>("timeline");
    const auto compare = [&](const char* text) {
        const auto& tokens = writer(text)->tokens();
        for (int i = 0; i < writer(text)->tokenCount(); ++i) {
            const auto& probability = tokens[static_cast<std::size_t>(i)].probability;
            QCOMPARE(track.surprise(i).has_value(), probability.has_value());
            if (probability)
                QVERIFY(std::abs(*track.surprise(i) + std::log(*probability)) < 1e-5F);
        }
    };
    compare("sparseText");
    QVERIFY(!track.surprise(0)); // nothing was there to foresee it
    QVERIFY(track.barRect(0).height() < 3);
    const auto& tokens = writer("sparseText")->tokens();
    const auto most = std::ranges::max_element(
        tokens, {}, [](const GeneratedToken& token) { return token.surprise().value_or(0); });
    for (int i = 1; i < 46; ++i)
        QVERIFY(track.barRect(i).height()
            <= track.barRect(static_cast<int>(most - tokens.begin())).height());
    QVERIFY(track.flagWords().contains(QStringLiteral("first difference")));
    QCOMPARE(track.flagWords().count(QStringLiteral("context re-read")),
        std::ranges::count(tokens, true, &GeneratedToken::contextReread));
    QVERIFY(track.flagWords().contains(QStringLiteral("context re-read")));
    stage().swap();
    compare("denseText");
}

void TestGenerationView::linesUnderCharactersAreAsStrongAsTheyWereLikely()
{
    QVERIFY(open());
    generate(QStringLiteral("ROMEO:"), 30);
    const TokenText& text = writer("denseText")->text();
    const auto& tokens = writer("denseText")->tokens();
    int lines = 0, newlines = 0;
    for (int i = 0; i < text.tokenCount(); ++i) {
        const auto& token = tokens[static_cast<std::size_t>(i)];
        const auto [place, opacity] = text.underlineOf(i);
        QCOMPARE(place.isEmpty(), !token.probability || token.character == U'\n');
        if (token.character == U'\n')
            ++newlines;
        if (place.isEmpty())
            continue;
        ++lines;
        QVERIFY(std::abs(opacity - static_cast<double>(*token.probability)) < 1e-5);
        QVERIFY(text.tokenRect(i).adjusted(-1, 0, 1, 1).contains(place.toAlignedRect()));
    }
    QCOMPARE(lines + newlines, 35);
}

void TestGenerationView::bookmarksKeepTheirPlaceAndNote()
{
    QVERIFY(open());
    generate(QStringLiteral("ROMEO:"), 20);
    auto& timeline = *m_panel->findChild<Timeline*>();
    QTest::keyClick(&board("sparseText"), Qt::Key_Comma);
    QTest::keyClick(&board("sparseText"), Qt::Key_B);
    auto* list = find<QTreeWidget>("bookmarks");
    QTRY_VERIFY(list->isVisible());
    auto* note = list->findChild<QLineEdit*>(); // it asks for the note at once
    QVERIFY(note);
    note->setText(QStringLiteral("here"));
    QTest::keyClick(note, Qt::Key_Return);
    QTRY_COMPARE(timeline.bookmarks(), (std::vector<TapeBookmark>{{24, "here"}}));
    QCOMPARE(
        m_workbench->generation().tape().bookmarks, timeline.bookmarks()); // kept with the text
    QVERIFY(find<SurpriseTrack>("timeline")->flagWords().contains(QStringLiteral("here")));
    list->window()->close();
    QTest::keyClick(&board("sparseText"), Qt::Key_B); // the same character again: no second one
    QCOMPARE(timeline.bookmarks().size(), std::size_t(1));
    list->window()->close();
    QTest::keyClick(&board("sparseText"), Qt::Key_Home);
    list->setCurrentItem(list->topLevelItem(0));
    QTest::keyClick(list, Qt::Key_Return);
    QCOMPARE(m_panel->pickedToken(), 24);
    QTest::keyClick(list, Qt::Key_Delete);
    QVERIFY(timeline.bookmarks().empty());
}

void TestGenerationView::settingsUnfoldAtAClick()
{
    auto* line = find<QAbstractButton>("more");
    QVERIFY(!find<QSpinBox>("tokens")->isVisible());
    QTest::mouseClick(line, Qt::LeftButton);
    QVERIFY(find<QSpinBox>("tokens")->isVisible() && find<QComboBox>("format")->isVisible()
        && find<QRadioButton>("showDense")->isVisible());
    find<QSpinBox>("promptSeed")->setValue(77);
    QVERIFY2(line->accessibleDescription().contains(QStringLiteral("seed 77")),
        qPrintable(line->accessibleDescription()));
    QTest::mouseClick(line, Qt::LeftButton);
    QVERIFY(!find<QSpinBox>("tokens")->isVisible());
}

void TestGenerationView::textsHaveTheirLines_data()
{
    QTest::addColumn<bool>("both");
    QTest::addColumn<int>("lines");
    QTest::newRow("two texts") << true << 13;
    QTest::newRow("one text") << false << 20;
}

/// In the room that a window of 1280 x 800 leaves a panel.
void TestGenerationView::textsHaveTheirLines()
{
    QFETCH(bool, both);
    QFETCH(int, lines);
    QVERIFY(open());
    if (!both)
        find<QRadioButton>("showSparse")->click();
    m_panel->resize(1204, 740);
    const auto* text = find<TokenText>("sparseText");
    const auto linesOf
        = [text] { return text->viewport()->height() / QFontMetrics(text->font()).lineSpacing(); };
    QTRY_VERIFY2(linesOf() >= lines, qPrintable(QString::number(linesOf())));
}

void TestGenerationView::nothingIsWiderThanTheWindow_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("small") << QSize(948, 640);
    QTest::newRow("usual") << QSize(1204, 740);
    QTest::newRow("large") << QSize(2484, 1540);
}

/// The sizes that windows of 1024 x 700, 1280 x 800 and 2560 x 1600 leave a panel.
void TestGenerationView::nothingIsWiderThanTheWindow()
{
    QFETCH(QSize, size);
    QVERIFY(open());
    generate(QStringLiteral("ROMEO:"), 20);
    for (const bool unfolded : {false, true}) {
        find<QAbstractButton>("more")->setChecked(unfolded);
        m_panel->resize(size);
        QTRY_COMPARE(m_panel->size(), size);
        QTRY_VERIFY2(m_panel->minimumSizeHint().width() <= size.width(),
            qPrintable(QString::number(m_panel->minimumSizeHint().width())));
        QVERIFY2(m_panel->minimumSizeHint().height() <= size.height(),
            qPrintable(QString::number(m_panel->minimumSizeHint().height())));
        for (QLabel* label : m_panel->findChildren<QLabel*>())
            if (label->isVisible() && !label->wordWrap())
                QVERIFY2(
                    label->width() >= label->minimumSizeHint().width(), qPrintable(label->text()));
    }
}

QTEST_MAIN(TestGenerationView)
#include "tst_generation_view.moc"

#include <algorithm>
#include <cmath>
