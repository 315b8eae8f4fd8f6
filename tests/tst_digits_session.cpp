// SPDX-License-Identifier: GPL-3.0-or-later
// The Digits panel after a restart: another window gets what the first one kept, before and after
// its models and its test set come.
#include "model/base/error.h"
#include "model/base/json_reader.h"
#include "model/session/packed_levels.h"
#include "model/session/session_values.h"
#include "support/digits_stage.h"
#include "support/refusal.h"
#include "support/run_test.h"
#include "ui/digits/gallery_list.h"
#include "ui/inspector/comparison_page.h"
#include "ui/inspector/inspector.h"
#include "ui/session/edits.h"

#include <QCheckBox>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QToolButton>

#include <string>

using namespace glowworm;
using test::refusal;

class TestDigitsSession : public QObject, private test::DigitsStage {
    Q_OBJECT

private Q_SLOTS:
    void init() { QVERIFY(raise()); }
    void cleanup() { lower(); }

    void packedLevelsAreExact();
    void aDrawingComesBackAsItWas();
    void anUntouchedSheetStaysTheRecordedOne();
    void whoseDrawingItIsIsSaid();
    void aTestPictureComesBackBeforeItsSet();
    void theGalleryShowsTheSamePictures();
    void aKeptNeuronWaitsForItsModel();
    void twoDrawingsAreStillCompared();
    void aComparisonIsOfItsModelAlone();
    void whatOneDoesMeanwhileCounts();
    void theUseOfTheNeuronsStaysOpen();
    void badValuesChangeNothing();

private:
    std::string values() const
    {
        SessionValues values;
        m_panel->save(values);
        return values.json();
    }
    void restore(const std::string& values) { m_panel->restore(JsonDocument(values).object()); }
    /// Another window, over no models yet.
    void restart(const std::string& values)
    {
        lower();
        m_workbench = std::make_unique<Workbench>();
        m_panel = std::make_unique<DigitsPanel>(*m_workbench);
        QObject::connect(&m_workbench->digits(), &Digits::answered, m_panel.get(),
            [this](const DigitResult& result) { m_result = result; });
        m_panel->resize(1280, 720);
        m_panel->show();
        restore(values);
        QCoreApplication::processEvents();
    }
    bool openTheModels()
    {
        return test::openModels(*m_workbench, m_folder,
            {test::smallDigits(Routing::GumbelController), test::smallDigits(Routing::Dense)});
    }
    Inspector& inspector() const { return *m_panel->findChild<Inspector*>(); }
    Ink::State state() const { return canvas()->ink().state(); }
};

void TestDigitsSession::packedLevelsAreExact()
{
    std::vector<std::vector<std::uint8_t>> all{{}, {7}, {7, 7}, {7, 8}, {7, 7, 7, 8, 9, 9}};
    for (const std::size_t length : {127, 128, 129, 130, 257, 1000}) {
        all.emplace_back(length, std::uint8_t{3});
        std::vector<std::uint8_t>& mixed = all.emplace_back();
        for (std::size_t i = 0; i < length; ++i)
            mixed.push_back(static_cast<std::uint8_t>(i % 256));
        mixed.insert(mixed.end(), length, std::uint8_t{200});
    }
    for (const std::vector<std::uint8_t>& levels : all) {
        const std::string text = packedText(levels);
        QVERIFY(unpackedText(text, levels.size()) == levels);
        QVERIFY(!unpackedText(text, levels.size() + 1));
        QVERIFY(levels.empty() || !unpackedText(text, levels.size() - 1));
        QVERIFY(text.empty() || !unpackedText(text.substr(4), levels.size()));
        QVERIFY(!unpackedText(text + "\n", levels.size()));
        QVERIFY(!unpackedText(text + "AAA=", levels.size()));
    }
    QVERIFY(packed(std::vector<std::uint8_t>(78400)).size() < 1300);
    QVERIFY(!unpacked(std::vector<std::uint8_t>{128, 1}, 2));     // means nothing
    QVERIFY(!unpacked(std::vector<std::uint8_t>{129}, 128));      // a run of nothing
    QVERIFY(!unpacked(std::vector<std::uint8_t>{3, 1, 2, 3}, 4)); // one is missing
    QVERIFY(!unpackedText("not base 64", 8) && !unpackedText("A", 1));
}

void TestDigitsSession::aDrawingComesBackAsItWas()
{
    stroke({0.2, 0.2}, {0.8, 0.3});
    stroke({0.7, 0.3}, {0.4, 0.8});
    stroke({0.5, 0.2}, {0.5, 0.6}, Qt::RightButton);
    QTest::keyClick(canvas(), Qt::Key_Left);
    find<QCheckBox>("centre")->click();
    find<QCheckBox>("smooth")->click();
    canvas()->setBrush(3.25);
    canvas()->setErasing(true);
    const Ink::State before = state();
    const std::string kept = values();
    QCOMPARE(values(), kept); // or it would be written each second
    QVERIFY2(kept.size() < 30000, qPrintable(QString::number(kept.size())));
    restart(kept);
    QVERIFY(state().sheet == before.sheet);
    QVERIFY(!state().options.centreOfMass && state().options.fitBox && !state().options.smooth);
    QVERIFY(!find<QCheckBox>("centre")->isChecked() && find<QCheckBox>("fit")->isChecked());
    QVERIFY(state().isShifted && !canvas()->ink().isRecorded());
    QCOMPARE(canvas()->brush(), 3.25);
    QVERIFY(canvas()->erasing() && find<QPushButton>("erase")->isChecked());
    QCOMPARE(QString::fromStdString(values()), QString::fromStdString(kept));
    QVERIFY(!m_workbench->edits().of(Area::Digits).canUndo()); // there is no history
    QVERIFY(openTheModels());
    QTRY_VERIFY(hasAnswers());
    QCOMPARE(QString::fromStdString(values()), QString::fromStdString(kept));
}

void TestDigitsSession::anUntouchedSheetStaysTheRecordedOne()
{
    restart("{}");
    const Ink::State before = state();
    QVERIFY(canvas()->ink().isRecorded());
    restart(values());
    QVERIFY(canvas()->ink().isRecorded() && state().sheet == before.sheet);
    stroke({0.2, 0.2}, {0.3, 0.2});
    QVERIFY(!canvas()->ink().isRecorded());
}

/// "Your drawing" is what a person drew, and no other.
void TestDigitsSession::whoseDrawingItIsIsSaid()
{
    const auto says = [this](const char* words) {
        const auto said = [this] { return find<QLabel>("source")->text(); };
        QTRY_COMPARE(said().section(QLatin1Char(';'), 0, 0), QLatin1String(words));
        const std::string kept = values();
        restart(kept);
        QTRY_COMPARE(said().section(QLatin1Char(';'), 0, 0), QLatin1String(words));
        QCOMPARE(QString::fromStdString(values()), QString::fromStdString(kept));
    };
    restart("{}");
    says("recorded drawing, no label");
    QTest::keyClick(canvas(), Qt::Key_Right);
    says("recorded drawing, shifted");
    for (const double y : {0.3, 0.4, 0.5, 0.6}) // meets its ink
        stroke({0.2, y}, {0.6, y}, Qt::RightButton);
    says("recorded drawing, changed by you");
    QTest::keyClick(canvas(), Qt::Key_Right);
    says("recorded drawing, changed by you");
    canvas()->clear();
    stroke({0.2, 0.2}, {0.8, 0.2});
    says("your drawing");
    std::vector<std::uint8_t> bar(60 * 50, 0);
    std::fill(bar.begin() + 1000, bar.begin() + 1500, std::uint8_t{200});
    canvas()->setDrawing({50, 60, bar, false});
    says("opened picture, no label");
    stroke({0.2, 0.2}, {0.8, 0.2});
    says("opened picture, changed by you");
    canvas()->setBrush(DigitCanvas::kThickest);
    for (int y = 0; y < 28; ++y)
        stroke({0, y / 28.0}, {1, y / 28.0}, Qt::RightButton);
    QVERIFY(canvas()->ink().isEmpty());
    stroke({0.2, 0.2}, {0.8, 0.2}); // on a sheet that was rubbed empty
    says("your drawing");
    openTestSet();
    QTRY_VERIFY(find<QPushButton>("nextTest")->isEnabled());
    find<QPushButton>("nextTest")->click();
    stroke({0.2, 0.2}, {0.8, 0.2});
    says("test picture, changed by you");
}

void TestDigitsSession::aTestPictureComesBackBeforeItsSet()
{
    openTestSet();
    QTRY_VERIFY(find<QPushButton>("nextTest")->isEnabled());
    for (int i = 0; i < 3; ++i)
        find<QPushButton>("nextTest")->click();
    QTRY_VERIFY(m_workbench->digits().review() && m_workbench->digits().review()->isComplete());
    const Ink::State before = state();
    QCOMPARE(before.testIndex, std::optional<qint64>(2));
    const std::string kept = values();
    restart(kept);
    QVERIFY(state().sheet == before.sheet && state().testIndex == before.testIndex);
    QCOMPARE(QString::fromStdString(values()), QString::fromStdString(kept));
    QVERIFY(openTheModels());
    openTestSet();
    QTRY_VERIFY(find<QLabel>("source")->text().contains(QStringLiteral("test picture 2 of 40")));
    QVERIFY(state().testIndex == before.testIndex && state().sheet == before.sheet);
    QTRY_VERIFY(find<QLabel>("truth")->accessibleName().startsWith(QStringLiteral("it is 2")));
    find<QPushButton>("nextTest")->click();
    QCOMPARE(state().testIndex, std::optional<qint64>(3));
    restart(kept);
    openTestSet(90); // another set
    QTRY_COMPARE(state().testIndex, std::optional<qint64>(0));
}

void TestDigitsSession::theGalleryShowsTheSamePictures()
{
    openTestSet();
    QTRY_VERIFY(m_workbench->digits().review() && m_workbench->digits().review()->isComplete());
    find<QToolButton>("bothErr")->click();
    auto* list = find<GalleryList>("gallery");
    QVERIFY(list->model()->rowCount() > 4);
    const qint64 chosen = list->shown().picture(3);
    list->setCurrentIndex(list->model()->index(3, 0));
    list->verticalScrollBar()->triggerAction(QAbstractSlider::SliderToMaximum);
    QCoreApplication::processEvents();
    const std::string kept = values();
    restart(kept);
    QCOMPARE(QString::fromStdString(values()), QString::fromStdString(kept));
    QVERIFY(openTheModels());
    openTestSet();
    QTRY_VERIFY(find<QToolButton>("bothErr")->isChecked());
    list = find<GalleryList>("gallery");
    QTRY_VERIFY(list->currentIndex().isValid());
    QCOMPARE(list->shown().picture(list->currentIndex().row()), chosen);
    QTRY_COMPARE(QString::fromStdString(values()), QString::fromStdString(kept));
}

void TestDigitsSession::aKeptNeuronWaitsForItsModel()
{
    stroke({0.3, 0.3}, {0.7, 0.6});
    QVERIFY(settle(prepared()));
    const NeuronAddress neuron{0, stage().lights().firedOf(3)};
    inspector().keep(Twin::Sparse, neuron);
    const std::string kept = values();
    canvas()->setFocus();
    restart(kept);
    QVERIFY(!inspector().kept(Twin::Sparse) && !inspector().isVisible());
    QCOMPARE(QString::fromStdString(values()), QString::fromStdString(kept));
    QVERIFY(openTheModels());
    QTRY_COMPARE(inspector().kept(Twin::Sparse), std::optional(neuron));
    QVERIFY(inspector().isVisible());
    QVERIFY(!inspector().isAncestorOf(m_panel->focusWidget()));
    QCOMPARE(QString::fromStdString(values()), QString::fromStdString(kept));
    QVERIFY(!m_workbench->edits().of(Area::Digits).canUndo());
}

void TestDigitsSession::twoDrawingsAreStillCompared()
{
    stroke({0.3, 0.3}, {0.7, 0.6});
    QVERIFY(settle(prepared()));
    inspector().compareFrom(Twin::Sparse);
    stroke({0.2, 0.8}, {0.8, 0.8});
    QVERIFY(settle(prepared()));
    const auto layers = m_panel->findChild<ComparisonPage*>()->layers();
    QVERIFY(!layers.empty() && !layers.front().onlyFirst.empty());
    for (const bool isPinned : {false, true}) {
        if (isPinned) {
            find<QToolButton>("pinSecond")->click();
            stroke({0.5, 0.1}, {0.5, 0.9});
            QVERIFY(settle(prepared()));
        }
        const std::string kept = values();
        restart(kept);
        QCOMPARE(QString::fromStdString(values()), QString::fromStdString(kept));
        QVERIFY(openTheModels());
        QTRY_VERIFY(m_panel->findChild<ComparisonPage*>());
        const auto again = m_panel->findChild<ComparisonPage*>()->layers();
        QCOMPARE(again.size(), std::size_t(1));
        QVERIFY(again.front().onlyFirst == layers.front().onlyFirst);
        QVERIFY(again.front().onlySecond == layers.front().onlySecond);
        QCOMPARE(find<QToolButton>("pinSecond")->isChecked(), isPinned);
        QCOMPARE(QString::fromStdString(values()), QString::fromStdString(kept));
    }
}

/// Which other weights would have chosen other neurons for.
void TestDigitsSession::aComparisonIsOfItsModelAlone()
{
    stroke({0.3, 0.3}, {0.7, 0.6});
    QVERIFY(settle(prepared()));
    inspector().compareFrom(Twin::Sparse);
    std::string kept = values();
    const std::string hash = m_workbench->library().model(Task::Digits, Twin::Sparse)->hash;
    QVERIFY(!hash.empty());
    kept.replace(kept.find(hash), hash.size(), std::string(hash.size(), '0'));
    restart(kept);
    QVERIFY(openTheModels());
    QTRY_VERIFY(hasAnswers());
    QCoreApplication::processEvents();
    QVERIFY(!inspector().holds());
}

void TestDigitsSession::whatOneDoesMeanwhileCounts()
{
    stroke({0.3, 0.3}, {0.7, 0.6});
    QVERIFY(settle(prepared()));
    inspector().keep(Twin::Dense, {0, 5});
    const std::string kept = values();
    restart(kept);
    QTest::keyClick(canvas(), Qt::Key_Right); // the drawing is another one
    const Ink::State shifted = state();
    inspector().letGo();
    QVERIFY(openTheModels());
    QTRY_VERIFY(hasAnswers());
    QCoreApplication::processEvents();
    QVERIFY(!inspector().holds() && state().sheet == shifted.sheet);
}

void TestDigitsSession::theUseOfTheNeuronsStaysOpen()
{
    find<QToolButton>("useOfNeurons")->click();
    QVERIFY(inspector().isVisible());
    const std::string kept = values();
    restart(kept);
    QVERIFY(inspector().isVisible() && find<QToolButton>("useOfNeurons")->isChecked());
    QCOMPARE(QString::fromStdString(values()), QString::fromStdString(kept));
    QVERIFY(openTheModels());
    QCoreApplication::processEvents();
    QVERIFY(inspector().isVisible());
}

void TestDigitsSession::badValuesChangeNothing()
{
    stroke({0.3, 0.3}, {0.7, 0.6});
    QVERIFY(settle(prepared()));
    inspector().compareFrom(Twin::Sparse);
    const std::string good = values();
    stroke({0.2, 0.8}, {0.8, 0.8});
    canvas()->setBrush(1.5);
    inspector().letGo();
    const std::string before = values();
    const auto with = [&](const std::string& what, const std::string& instead) {
        std::string text = good;
        const std::size_t place = text.find(what);
        if (place == std::string::npos)
            return std::string("{}"); // which nobody refuses
        return text.replace(place, what.size(), instead);
    };
    for (const std::string& bad :
        {with("\"brush\":2.0", "\"brush\":9"), with("\"eraser\":false", "\"eraser\":1"),
            with("\"sheet\":\"", "\"sheet\":\"AAAA"), with("\"sheet\":\"", "\"sheet\":\"?"),
            with("\"sheet\":", "\"shoot\":"), with("\"lamp\":-1", "\"lamp\":10"),
            with("\"lamp\":-1", "\"lamp\":-2"), with("\"shown\":\"sparse\"", "\"shown\":\"some\""),
            with("\"shown\":\"sparse\"", "\"shown\":\"cell\""),
            with("\"compared_of\":\"sparse\"", "\"compared_of\":\"both\""),
            with("\"picture\":\"", "\"picture\":\"AAAA"),
            with("\"neurons\":[", "\"neurons\":[900,"), with("\"values\":[", "\"values\":[1,"),
            with("\"neuron_of\":\"\"", "\"neuron_of\":\"sparse\",\"neuron\":3,\"x\":\"\"")}) {
        QVERIFY2(
            !refusal([&] { restore(bad); }).isEmpty(), qPrintable(QString::fromStdString(bad)));
        QCOMPARE(QString::fromStdString(values()), QString::fromStdString(before));
    }
    restore("{}"); // of another version: all stays
    QCOMPARE(QString::fromStdString(values()), QString::fromStdString(before));
    restore(good);
    QTRY_COMPARE(QString::fromStdString(values()), QString::fromStdString(good));
}

GLOWWORM_TEST(TestDigitsSession)
#include "tst_digits_session.moc"
