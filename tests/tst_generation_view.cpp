// SPDX-License-Identifier: GPL-3.0-or-later
// What the Generation panel shows of a text: the stage with its hero number, the timeline, the
// lines under characters, bookmarks, and that all of it has room.
#include "support/run_test.h"
#include "support/writing_stage.h"
#include "ui/generation/surprise_track.h"
#include "ui/generation/timeline.h"
#include "ui/inspector/inspector.h"

#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPlainTextEdit>
#include <QRadioButton>
#include <QSettings>
#include <QSignalSpy>
#include <QToolButton>
#include <QTreeWidget>

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

using namespace glowworm;

class TestGenerationView : public QObject, private test::WritingStage {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QSettings().remove(QStringLiteral("stage"));
        raise();
    }
    void cleanup() { lower(); }

    void theHeroNumberIsWhatTheEngineLit();
    void aClickOnTheSmallBoardSwapsThem();
    void usedNeuronsAreCountedOverTheText();
    void lightsAreByValueProbabilityOrMargin();
    void aTokenLaysTheStageOutNoMore();
    void theTimelineShowsTheLargeModelsSurprise();
    void linesUnderCharactersAreAsStrongAsTheySurprised();
    void bookmarksKeepTheirPlaceAndNote();
    void aClickOnACharacterOpensIt();
    void aPlaceOfTheCorpusBecomesThePrompt();
    void settingsUnfoldAtAClick();
    void textsHaveTheirLines_data();
    void textsHaveTheirLines();
    void nothingIsWiderThanTheWindow_data();
    void nothingIsWiderThanTheWindow();
    void whatHasNoRoomStandsBelow();

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
        QVERIFY(find<QLabel>("twinUnit")->text() == QStringLiteral("above zero")); // as these:
        std::size_t positive = 0;
        for (const LayerFiring& layer : writer("sparseText")->tokens()[at].firing.layers)
            positive += static_cast<std::size_t>(
                std::ranges::count_if(layer.values, [](float value) { return value > 0; }));
        QVERIFY2(
            words("stageSentence").startsWith(number(positive) + QStringLiteral(" above zero")),
            qPrintable(words("stageSentence")));
    }
}

void TestGenerationView::usedNeuronsAreCountedOverTheText()
{
    QVERIFY(open());
    generate(QStringLiteral("ROMEO:"), 20);
    std::set<std::pair<std::size_t, int>> used;
    for (const GeneratedToken& token : writer("sparseText")->tokens())
        for (std::size_t layer = 0; layer < token.firing.layers.size(); ++layer)
            for (const int neuron : token.firing.layers[layer].neurons)
                used.insert({layer, neuron});
    QTRY_VERIFY2(words("usedSoFar").startsWith(number(used.size()) + QStringLiteral(" of ")),
        qPrintable(words("usedSoFar")));
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
    QCOMPARE(find<QLabel>("twinUnit")->text(), QStringLiteral("chosen"));
    compareBoard("denseText", 25);
    QTest::mouseClick(&board("denseText"), Qt::LeftButton); // the large one stays
    QCOMPARE(stage().large(), Twin::Dense);
    find<QToolButton>("swap")->click();
    QCOMPARE(stage().large(), Twin::Sparse);
    QTRY_VERIFY(isLarger("sparseText", "denseText"));
}

/// By a click or by M, with its legend; a dense board has values alone.
void TestGenerationView::lightsAreByValueProbabilityOrMargin()
{
    QVERIFY(open());
    generate(QStringLiteral("ROMEO:"), 20);
    const Switchboard& sparse = board("sparseText");
    const auto choice = [this](const char* name) { return find<QToolButton>(name); };
    QVERIFY(choice("shade-value")->isChecked());
    QTest::mouseClick(choice("shade-margin"), Qt::LeftButton);
    QCOMPARE(sparse.shade(), Shade::Margin);
    QVERIFY(sparse.legendWords().contains(QStringLiteral("clear win \u2026 toss-up")));
    QVERIFY(sparse.legendWords().contains(QStringLiteral("toss-up")));
    QTest::keyClick(&board("sparseText"), Qt::Key_M);
    QCOMPARE(sparse.shade(), Shade::Value);
    QTest::keyClick(&board("sparseText"), Qt::Key_M);
    QCOMPARE(sparse.shade(), Shade::Probability);
    QVERIFY(choice("shade-probability")->isChecked());

    stage().swap();
    QVERIFY(!choice("shade-margin")->isEnabled());
    QVERIFY(choice("shade-value")->isChecked()); // that is what is shown
    QVERIFY(choice("shade-margin")->toolTip().contains(QStringLiteral("router")));
    stage().swap();
    QVERIFY(choice("shade-probability")->isChecked());
}

/// What a token changes has a size of its own: the window is not laid out for it.
void TestGenerationView::aTokenLaysTheStageOutNoMore()
{
    struct Count : QObject {
        int layouts = 0;
        bool eventFilter(QObject*, QEvent* event) override
        {
            layouts += event->type() == QEvent::LayoutRequest;
            return false;
        }
    } count;
    QVERIFY(open());
    generate(QStringLiteral("ROMEO:"), 20);
    QTest::keyClick(find<TokenText>("sparseText"), Qt::Key_Home);
    for (int i = 0; i < 2; ++i) // what the first token changed, and what that asked for
        QCoreApplication::processEvents();
    stage().installEventFilter(&count);
    QStringList twins;
    for (int i = 0; i < 12; ++i) {
        QTest::keyClick(&board("sparseText"), Qt::Key_Period);
        QCoreApplication::processEvents();
        twins << words("twinNeurons");
    }
    twins.removeDuplicates();
    QVERIFY(twins.size() > 1); // there was something to tell
    QCOMPARE(count.layouts, 0);
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

void TestGenerationView::linesUnderCharactersAreAsStrongAsTheySurprised()
{
    QVERIFY(open());
    generate(QStringLiteral("ROMEO:"), 30);
    const TokenText& text = writer("denseText")->text();
    const auto& tokens = writer("denseText")->tokens();
    int lines = 0;
    for (int i = 0; i < text.tokenCount(); ++i) {
        const auto& token = tokens[static_cast<std::size_t>(i)];
        const auto [place, opacity] = text.underlineOf(i);
        const bool isSpace = token.character == U'\n' || token.character == U' ';
        const auto surprise = static_cast<double>(token.surprise().value_or(0));
        QCOMPARE(place.isEmpty(), surprise < TokenText::kSurprising || isSpace);
        if (place.isEmpty())
            continue;
        ++lines;
        QVERIFY(std::abs(opacity - std::min(1.0, surprise / 3)) < 1e-5);
        QVERIFY(text.tokenRect(i).adjusted(-1, 0, 1, 1).contains(place.toAlignedRect()));
    }
    QVERIFY(lines > 0);
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
    QTest::mouseClick(find<QToolButton>("addBookmark"), Qt::LeftButton);
    QTRY_COMPARE(timeline.bookmarks(), (std::vector<TapeBookmark>{{24, {}}}));
    QTest::mouseClick(find<QToolButton>("removeBookmark"), Qt::LeftButton);
    QVERIFY(timeline.bookmarks().empty());
    QVERIFY(!find<QToolButton>("removeBookmark")->isEnabled());
}

void TestGenerationView::aClickOnACharacterOpensIt()
{
    QVERIFY(open());
    generate(QStringLiteral("ROMEO:"), 20);
    Q_EMIT writer("denseText")->tokenPicked(9);
    QCOMPARE(m_panel->pickedToken(), 9);
    const auto* character = find<QLabel>("shownCharacter");
    QVERIFY(character->isVisible() && character->text().contains(QStringLiteral("9")));
    QVERIFY(words("characterPlace").contains(QStringLiteral("dense")));
    QTest::keyClick(find<QWidget>("inspector"), Qt::Key_Escape);
    QVERIFY(!character->isVisible());
}

void TestGenerationView::aPlaceOfTheCorpusBecomesThePrompt()
{
    QVERIFY(open());
    generate(QStringLiteral("ROMEO:"), 20);
    NeuronContext place;
    place.before = U"MORE ";
    place.character = U'b';
    place.after = U"e";
    QSignalSpy ended(&m_workbench->generation(), &Generation::ended);
    Q_EMIT m_panel->findChild<Inspector*>()->contextAsked(place);
    QTRY_COMPARE(ended.count(), 1);
    QCOMPARE(find<QPlainTextEdit>("prompt")->toPlainText(), QStringLiteral("MORE b"));
    const std::vector<GeneratedToken>& tokens = writer("sparseText")->tokens();
    QVERIFY(tokens[5].fromPrompt && tokens[5].character == U'b' && !tokens[6].fromPrompt);
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
    const int margin = qRound(text->document()->documentMargin()); // whole ones behind it
    QCOMPARE((text->viewport()->height() - margin) % QFontMetrics(text->font()).lineSpacing(), 0);
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
                QTRY_VERIFY2( // other words at its new width are laid out in the next turn
                    label->width() >= label->minimumSizeHint().width(), qPrintable(label->text()));
    }
}

/// As at twice the size of text: the panel then scrolls up and down, never sideways.
void TestGenerationView::whatHasNoRoomStandsBelow()
{
    QVERIFY(open());
    generate(QStringLiteral("ROMEO:"), 20);
    const QWidget& inspector = *m_panel->findChild<Inspector*>();
    const auto isBelow = [&] { return inspector.y() >= stage().geometry().bottom(); };
    for (const int width : {700, 1204, 700}) {
        m_panel->resize(width, 1600);
        QTRY_COMPARE(isBelow(), width < 1000);
        QTRY_VERIFY(m_panel->minimumSizeHint().width() <= width);
        QVERIFY(inspector.geometry().right() < width && stage().geometry().right() < width);
    }
}

GLOWWORM_TEST(TestGenerationView)
#include "tst_generation_view.moc"
