// SPDX-License-Identifier: GPL-3.0-or-later
// What happens to a text while it is being written: models that arrive late, settings that change,
// the timeline, and characters that are drawn as one sign or from right to left. Over a real
// workbench with small untrained models.
#include "ui/generation/generation_panel.h"

#include "support/run_test.h"
#include "support/small_models.h"
#include "ui/generation/next_characters.h"
#include "ui/generation/prompt_edit.h"
#include "ui/generation/surprise_track.h"
#include "ui/generation/token_text.h"
#include "ui/session/generation.h"
#include "ui/session/library.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/probability_bars.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"

#include <QAbstractSlider>
#include <QComboBox>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QSpinBox>

#include <algorithm>
#include <cmath>
#include <span>

using namespace glowworm;

namespace {

/// Family of three, an accented letter, three Hebrew letters, and plain ones between and around
/// them.
const std::u32string kSigns
    = U"ae\u0301b \u05D0\u05D1\u05D2 c\U0001F468\u200D\U0001F469\u200D\U0001F467d";
constexpr int kAccented = 1, kHebrew = 5, kFamily = 10, kAfterFamily = 15;

std::vector<GeneratedToken> tokensOf(const std::u32string& text)
{
    std::vector<GeneratedToken> tokens(text.size());
    for (std::size_t index = 0; index < text.size(); ++index)
        tokens[index].character = text[index];
    return tokens;
}

int clicked(TokenText& text, QPoint place)
{
    QSignalSpy picked(&text, &TokenText::tokenPicked);
    QTest::mouseClick(text.viewport(), Qt::LeftButton, {}, place);
    if (picked.isEmpty())
        return -1;
    const int token = picked.last().first().toInt();
    text.setPicked(token); // as the panel does
    return token;
}

} // namespace

class TestWriting : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void theModelThatComesLateJoins_data();
    void theModelThatComesLateJoins();
    void aTextThatEndedBeforeTheTwinCameIsWrittenByBoth();
    void theTwinJoinsWhatWasAskedFor();
    void aHiddenTwinDoesNotJoin();
    void aModelInPlaceOfAnotherLeavesTheText();
    void whatChangesOnlyTheNextTextSaysSo();
    void aClickOnTheTimelineJumpsThere();
    void aLetterAndItsAccentShareAPlace();
    void lettersFromRightToLeftAreHitWhereTheyStand();
    void everyMemberOfAnEmojiFamilyCanBePicked();
    void labelsOfTheBarsAreWhole();
    void theLikeliestStandThereHoweverUnlikely();
    void barsOfALongTextAreThoseOfAShortOne();

private:
    bool open(Routing routing)
    {
        return test::openModels(*m_workbench, m_folder, {test::smallText(routing)});
    }
    template <class T> T* find(const char* name) const
    {
        auto* found = m_panel->findChild<T*>(QLatin1String(name));
        Q_ASSERT(found);
        return found;
    }
    int written(Twin twin) const
    {
        return find<TokenText>(twin == Twin::Sparse ? "sparseText" : "denseText")->tokenCount();
    }
    QString message() const { return m_panel->findChild<MessageBar*>()->text(); }
    void choose(const char* name, int index) const
    {
        auto* box = find<QComboBox>(name);
        box->setCurrentIndex(index);
        Q_EMIT box->activated(index);
    }
    void writeFast() const { choose("pace", find<QComboBox>("pace")->count() - 1); }
    void writeSlowly() const { choose("pace", 0); }

    QTemporaryDir m_folder;
    std::unique_ptr<Workbench> m_workbench;
    std::unique_ptr<GenerationPanel> m_panel;
};

void TestWriting::init()
{
    m_workbench = std::make_unique<Workbench>();
    m_panel = std::make_unique<GenerationPanel>(*m_workbench);
    m_panel->resize(1280, 720);
    m_panel->show();
}

void TestWriting::cleanup()
{
    m_panel.reset();
    m_workbench.reset();
}

void TestWriting::theModelThatComesLateJoins_data()
{
    QTest::addColumn<Routing>("first");
    QTest::addColumn<Routing>("second");
    QTest::newRow("sparse, then dense") << Routing::Gated << Routing::Dense;
    QTest::newRow("dense, then sparse") << Routing::Dense << Routing::Gated;
}

/// The shipped models are read one after another, and on a slow disk the first one writes before
/// the second is there.
void TestWriting::theModelThatComesLateJoins()
{
    QFETCH(Routing, first);
    QFETCH(Routing, second);
    const Twin early = first == Routing::Dense ? Twin::Dense : Twin::Sparse,
               late = early == Twin::Dense ? Twin::Sparse : Twin::Dense;
    QVERIFY(open(first));
    QTRY_VERIFY(m_workbench->generation().running() && written(early) > 7);
    QCOMPARE(written(late), 0);
    QVERIFY(open(second));
    QTRY_VERIFY(written(late) > 8 && written(early) > 8);
    QVERIFY(m_workbench->generation().running());
}

void TestWriting::aTextThatEndedBeforeTheTwinCameIsWrittenByBoth()
{
    writeFast();
    QVERIFY(open(Routing::Gated));
    QTRY_VERIFY(written(Twin::Sparse) > 7);
    QTRY_VERIFY(!m_workbench->generation().running());
    QVERIFY(open(Routing::Dense));
    QTRY_COMPARE(written(Twin::Dense), 407); // the prompt and 400 more
    QTRY_COMPARE(written(Twin::Sparse), 407);
}

void TestWriting::theTwinJoinsWhatWasAskedFor()
{
    writeSlowly();
    find<PromptEdit>("prompt")->setPrompt(QStringLiteral("MORE"));
    QVERIFY(open(Routing::Gated));
    QTest::mouseClick(find<QPushButton>("start"), Qt::LeftButton);
    QTRY_VERIFY(written(Twin::Sparse) >= 4);
    find<PromptEdit>("prompt")->setPrompt(QStringLiteral("ROMEO")); // for the next text
    QVERIFY(open(Routing::Dense));
    QTRY_VERIFY(written(Twin::Dense) > 4);
    QVERIFY(find<TokenText>("denseText")->toPlainText().startsWith(QStringLiteral("MORE")));
    QVERIFY(find<TokenText>("sparseText")->toPlainText().startsWith(QStringLiteral("MORE")));
}

void TestWriting::aHiddenTwinDoesNotJoin()
{
    writeSlowly();
    find<QRadioButton>("showSparse")->click();
    QVERIFY(open(Routing::Gated));
    QTest::mouseClick(find<QPushButton>("start"), Qt::LeftButton);
    QTRY_VERIFY(written(Twin::Sparse) >= 6);
    QSignalSpy started(&m_workbench->generation(), &Generation::started);
    QVERIFY(open(Routing::Dense));
    QCOMPARE(started.count(), 0);
    find<QRadioButton>("showBoth")->click();
    QTRY_VERIFY(written(Twin::Dense) >= 6);
    QCOMPARE(started.count(), 1);
}

void TestWriting::aModelInPlaceOfAnotherLeavesTheText()
{
    writeSlowly();
    QVERIFY(test::openModels(*m_workbench, m_folder,
        {test::smallText(Routing::Gated), test::smallText(Routing::Dense)}));
    QTRY_VERIFY(written(Twin::Sparse) > 6 && written(Twin::Dense) > 6);
    QSignalSpy started(&m_workbench->generation(), &Generation::started),
        changed(&m_workbench->library(), &Library::modelsChanged);
    m_workbench->library().openModel(m_folder.filePath(QStringLiteral("model0.safetensors")));
    QTRY_COMPARE(changed.count(), 1);
    QCOMPARE(started.count(), 0);
    QVERIFY(m_workbench->generation().running());
}

void TestWriting::whatChangesOnlyTheNextTextSaysSo()
{
    writeSlowly();
    QVERIFY(open(Routing::Gated));
    QTRY_VERIFY(m_workbench->generation().running());
    QCOMPARE(message(), QString());
    choose("format", 2);
    QVERIFY2(message().contains(QStringLiteral("int8")), qPrintable(message()));
    choose("format", 0); // what the text has
    QCOMPARE(message(), QString());
    find<QSpinBox>("promptSeed")->setValue(77);
    QVERIFY2(message().contains(QStringLiteral("settings")), qPrintable(message()));
    QTest::mouseClick(find<QPushButton>("stop"), Qt::LeftButton);
    QTRY_VERIFY(!m_workbench->generation().running());
    QCOMPARE(message(), QString()); // nothing is written that could be meant
    choose("format", 2);
    QCOMPARE(message(), QString());
}

void TestWriting::aClickOnTheTimelineJumpsThere()
{
    writeFast();
    QVERIFY(open(Routing::Gated));
    QTRY_VERIFY(written(Twin::Sparse) == 407 && !m_workbench->generation().running());
    auto* timeline = find<QAbstractSlider>("timeline");
    QTRY_COMPARE(timeline->maximum(), 406);
    const auto at = [timeline](double fraction) {
        return QPoint(static_cast<int>(fraction * timeline->width()), timeline->height() / 2);
    };
    QTest::mousePress(timeline, Qt::LeftButton, {}, at(0.5));
    QVERIFY2(std::abs(m_panel->pickedToken() - 203) < 6,
        qPrintable(QString::number(m_panel->pickedToken())));
    QMouseEvent drag(QEvent::MouseMove, at(0.25), timeline->mapToGlobal(at(0.25)), Qt::NoButton,
        Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(timeline, &drag);
    QVERIFY2(std::abs(m_panel->pickedToken() - 102) < 6,
        qPrintable(QString::number(m_panel->pickedToken())));
    QTest::mouseRelease(timeline, Qt::LeftButton, {}, at(0.25));
    QVERIFY(!m_panel->followsNewest());
    QTest::mouseClick(timeline, Qt::LeftButton, {}, at(0.75));
    QVERIFY2(std::abs(m_panel->pickedToken() - 305) < 6,
        qPrintable(QString::number(m_panel->pickedToken())));
}

void TestWriting::aLetterAndItsAccentShareAPlace()
{
    auto& text = *find<TokenText>("sparseText");
    text.appendTokens(tokensOf(kSigns));
    const QRect letter = text.tokenRect(kAccented), accent = text.tokenRect(kAccented + 1);
    QVERIFY(letter.intersects(accent));
    QVERIFY(accent.left() >= text.tokenRect(0).right() - 1
        && accent.right() <= text.tokenRect(3).left() + 1);
    QCOMPARE(clicked(text, letter.center()), kAccented);
    QCOMPARE(clicked(text, letter.center()), kAccented + 1); // again: what lies on top
    QCOMPARE(clicked(text, letter.center()), kAccented);
    QCOMPARE(clicked(text, text.tokenRect(0).center()), 0);
    QCOMPARE(clicked(text, text.tokenRect(3).center()), 3);
}

void TestWriting::lettersFromRightToLeftAreHitWhereTheyStand()
{
    auto& text = *find<TokenText>("sparseText");
    text.appendTokens(tokensOf(kSigns));
    for (int token = kHebrew; token < kHebrew + 2; ++token)
        QVERIFY(text.tokenRect(token).left()
            >= text.tokenRect(token + 1).right() - 1); // the next one stands at its left
    QVERIFY(text.tokenRect(kHebrew + 2).left() >= text.tokenRect(kHebrew - 1).right() - 1);
    for (int token = kHebrew; token < kHebrew + 3; ++token) {
        const QRect place = text.tokenRect(token);
        for (const int x : {place.left() + 2, place.center().x(), place.right() - 2})
            QCOMPARE(clicked(text, QPoint(x, place.center().y())), token);
    }
}

/// Whether the fonts at hand draw the family as one picture or as three.
void TestWriting::everyMemberOfAnEmojiFamilyCanBePicked()
{
    auto& text = *find<TokenText>("sparseText");
    text.appendTokens(tokensOf(kSigns));
    const int before = text.tokenRect(kFamily - 1).right(),
              after = text.tokenRect(kAfterFamily).left();
    QVERIFY(before < after);
    for (int token = kFamily; token < kAfterFamily; ++token) {
        const QRect place = text.tokenRect(token);
        QVERIFY2(
            place.left() >= before - 1 && place.left() < after, qPrintable(QString::number(token)));
        std::vector<int> picked;
        for (int click = 0; click < kAfterFamily - kFamily; ++click)
            picked.push_back(clicked(text, place.center()));
        QVERIFY2(std::find(picked.begin(), picked.end(), token) != picked.end(),
            qPrintable(QString::number(token)));
        QVERIFY(std::all_of(picked.begin(), picked.end(),
            [](int one) { return one >= kFamily && one < kAfterFamily; }));
    }
    QCOMPARE(clicked(text, text.tokenRect(kAfterFamily).center()), kAfterFamily);
}

/// In the lowest rows the same signs as in high ones.
void TestWriting::labelsOfTheBarsAreWhole()
{
    const auto inkOfLabel = [](const QString& label, int place, int height) {
        ProbabilityBars bars(Twin::Sparse, 8, QStringLiteral("next"));
        std::vector<ProbabilityBars::Row> rows(8);
        rows[static_cast<std::size_t>(place)].label = label;
        bars.setRows(rows);
        bars.resize(240, height);
        const QImage picture = bars.grab().toImage().convertToFormat(QImage::Format_Grayscale8);
        const int ground = qGray(picture.pixel(0, 0));
        int ink = 0;
        for (int y = 0; y < picture.height(); ++y)
            for (int x = 0; x < 60;
                 ++x) // the label, and of the track what is there without one as well
                ink += std::abs(ground - qGray(picture.pixel(x, y)));
        return ink;
    };
    for (const QString& label : {QString(QChar(0x2423)), QStringLiteral("g")})
        for (const int place : {0, 3, 7}) {
            const int whole = inkOfLabel(label, place, 400) - inkOfLabel({}, place, 400);
            QVERIFY(whole > 0);
            const int least = 8 * QFontMetrics(dataFont(m_panel.get())).height(),
                      low = inkOfLabel(label, place, least) - inkOfLabel({}, place, least);
            QVERIFY2(low == whole,
                qPrintable(QStringLiteral("%1 in row %2: %3 of %4")
                               .arg(label)
                               .arg(place)
                               .arg(low)
                               .arg(whole)));
        }
}

/// Rows that come and go with a character would leave holes.
void TestWriting::theLikeliestStandThereHoweverUnlikely()
{
    NextCharacters next;
    next.setAlphabet(Twin::Dense, {U'a', U'b', U'c', U'd', U'e'});
    GeneratedToken token;
    token.next = {{3, 0.9989F}, {0, 0.001F}, {1, 0.00008F}, {2, 0.00001F}, {4, 0.00001F}};
    next.showToken(Twin::Dense, std::span(&token, 1), 0);
    const auto* bars = next.findChildren<ProbabilityBars*>().last();
    const QString least = QStringLiteral("< ") + percentText(0.001);
    QCOMPARE(bars->accessibleDescription(),
        QStringLiteral("d: %1, a: %2, b: %3, c: %3, others: %3")
            .arg(percentText(0.999), percentText(0.001), least));
    token.next.resize(2); // after top-k = 2
    next.showToken(Twin::Dense, std::span(&token, 1), 0);
    QCOMPARE(bars->accessibleDescription(),
        QStringLiteral("d: %1, a: %2").arg(percentText(0.999), percentText(0.001)));
}

/// Several tokens in a column of pixels: its highest bar is seen, whenever it came.
void TestWriting::barsOfALongTextAreThoseOfAShortOne()
{
    constexpr int kTokens = 3000, kWidth = 300;
    std::vector<GeneratedToken> tokens(kTokens);
    for (std::size_t i = 0; i < tokens.size(); ++i)
        tokens[i].probability = std::exp(-static_cast<float>(i * 7919 % 4999) / 1000);
    const auto pictureOf = [](SurpriseTrack& track) {
        track.setPosition(kTokens - 1, kTokens);
        return track.grab().toImage();
    };
    SurpriseTrack atOnce, growing, few;
    for (SurpriseTrack* track : {&atOnce, &growing, &few})
        track->resize(kWidth, 60);
    atOnce.showText(Twin::Sparse, tokens);
    growing.expect(kTokens);
    for (const std::size_t count : {1UL, 5UL, 14UL, 1503UL, tokens.size()}) {
        growing.showText(Twin::Sparse, std::span(tokens).first(count));
        growing.grab();
    }
    QCOMPARE(pictureOf(growing), pictureOf(atOnce));
    std::vector<GeneratedToken> highest; // one a column
    for (auto at = tokens.begin(); at != tokens.end(); at += kTokens / kWidth)
        highest.push_back(*std::ranges::min_element(
            at, at + kTokens / kWidth, {}, [](const auto& token) { return *token.probability; }));
    few.showText(Twin::Sparse, highest);
    few.setPosition(kWidth - 1, kWidth);
    QCOMPARE(few.barRect(0).width(), 1.0);
    QCOMPARE(few.grab().toImage(), pictureOf(growing));
}

GLOWWORM_TEST(TestWriting)
#include "tst_writing.moc"

#include <algorithm>
