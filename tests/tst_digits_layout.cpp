// SPDX-License-Identifier: GPL-3.0-or-later
// What of the Digits panel stays in sight, and where it stands.
#include "ui/digits/digits_panel.h"

#include "model/data/data_set.h"
#include "support/digits_stage.h"
#include "support/run_test.h"
#include "ui/digits/gallery.h"
#include "ui/inspector/context_view.h"
#include "ui/inspector/inspector.h"
#include "ui/session/inspection.h"
#include "ui/shell/opened_files.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/stage.h"

#include <QAction>
#include <QLabel>
#include <QMenu>
#include <QSignalSpy>
#include <QToolButton>

#include <algorithm>
#include <cmath>

using namespace glowworm;

class TestDigitsLayout : public QObject, private test::DigitsStage {
    Q_OBJECT

private Q_SLOTS:
    void init() { QVERIFY(raise()); }
    void cleanup() { lower(); }

    void theTwinsVerdictStandsOverWhatTheySee();
    void whatIsTrueOfBothStandsAtTheRight();
    void theStageStaysWholeBesideANeuronsCard();
    void neuronUseLiesOverWhatTheySee();
    void barsHaveRoomBesideVotes();
    void votesOnTheAnswersAreFramed();
    void aColumnThatAlwaysChoosesTheSameIsMarked();
    void theCardSaysWhoseNeuronItIsAbout();
    void whatMayBeDoneToANeuronStandsInOneRow();
    void theMainActionIsTheOneThatChangesTheAnswer();
    void theTwinsCurveStaysOutOfTheColumns();
    void aNoticeLeavesTheDuelFree();
    void picturesStandInWholeRows();
    void aModelOfDigitsHasOneLayerWhateverItsFileSays();

private:
    /// The column whose vote for a digit, or against it, is the largest.
    static int loudest(const LightMap& lights)
    {
        int most = 0;
        const auto voteOf = [&](int group) {
            double vote = 0;
            for (int digit = 0; digit < kDigitClasses; ++digit)
                vote = std::max(vote, std::abs(lights.added(group, digit)));
            return vote;
        };
        for (int group = 1; group < lights.grid()->groups; ++group)
            if (voteOf(group) > voteOf(most))
                most = group;
        return most;
    }
    QRect placeOf(const QWidget& widget) const
    {
        return {widget.mapTo(m_panel.get(), QPoint()), widget.size()};
    }
};

void TestDigitsLayout::theTwinsVerdictStandsOverWhatTheySee()
{
    stroke({0.3, 0.3}, {0.7, 0.6});
    QVERIFY(settle(prepared()));
    const auto leftOf
        = [this](const QWidget* widget) { return widget->mapTo(m_panel.get(), QPoint()).x(); };
    QTRY_COMPARE(leftOf(find<QLabel>("denseAnswer")), leftOf(&stage().seen()));
    QCOMPARE(leftOf(find<QLabel>("sparseAnswer")), leftOf(canvas()));
}

void TestDigitsLayout::whatIsTrueOfBothStandsAtTheRight()
{
    stroke({0.3, 0.3}, {0.7, 0.6});
    QVERIFY(settle(prepared()));
    const auto* truth = find<QLabel>("truth");
    QTRY_VERIFY(!truth->accessibleName().isEmpty());
    const QImage words
        = m_panel->grab(QRect(truth->mapTo(m_panel.get(), QPoint()), truth->size())).toImage();
    const auto isWritten = [&](int x) {
        for (int y = 0; y < words.height(); ++y)
            if (qGray(words.pixel(x, y)) > 80) // brighter than any ground of the stage
                return true;
        return false;
    };
    int first = 0, last = words.width() - 1;
    while (first < words.width() && !isWritten(first))
        ++first;
    while (last > 0 && !isWritten(last))
        --last;
    QVERIFY(last > words.width() - 6 && first > 20);
}

void TestDigitsLayout::theStageStaysWholeBesideANeuronsCard()
{
    auto* inspector = m_panel->findChild<Inspector*>();
    auto* gallery = m_panel->findChild<Gallery*>();
    for (const QSize size : {QSize(1180, 755), QSize(924, 655)}) { // in a window a little larger
        m_panel->resize(size);
        stroke({0.3, 0.3}, {0.7, 0.6});
        QVERIFY(settle(prepared()));
        auto* lights = m_panel->findChild<LightMap*>();
        auto* twins = m_panel->findChild<TwinGrid*>();
        const QRect galleryPlace = placeOf(*gallery);
        for (const Twin twin : {Twin::Sparse, Twin::Dense}) {
            if (twin == Twin::Sparse)
                QTest::mouseClick(lights, Qt::LeftButton, {},
                    lights->cellRect(lights->firedOf(1)).center().toPoint());
            else
                QTest::mouseClick(
                    twins, Qt::LeftButton, {}, twins->cellRect(37).center().toPoint());
            QTRY_VERIFY(inspector->isVisible());
            const QWidget& card = *inspector->parentWidget()->parentWidget(); // it scrolls
            QTRY_COMPARE(placeOf(card), galleryPlace);
            QVERIFY(!gallery->isVisible() && stage().seen().isVisible());
            inspector->letGo();
            QTRY_VERIFY(!inspector->isVisible() && gallery->isVisible());
            QCOMPARE(placeOf(*gallery), galleryPlace);
        }
        canvas()->clear();
    }
}

void TestDigitsLayout::neuronUseLiesOverWhatTheySee()
{
    auto* inspector = m_panel->findChild<Inspector*>();
    const QRect place = placeOf(stage().seen());
    find<QToolButton>("useOfNeurons")->click();
    QTRY_VERIFY(inspector->isVisible() && place.intersects(placeOf(*inspector)));
    QVERIFY(!stage().seen().isVisible() && m_panel->findChild<Gallery*>()->isVisible());
    for (const QWidget* free :
        {static_cast<const QWidget*>(canvas()), static_cast<const QWidget*>(&stage().twins()),
            static_cast<const QWidget*>(find<QLabel>("denseAnswer"))})
        QVERIFY(!placeOf(*inspector).intersects(placeOf(*free)));
    find<QToolButton>("useOfNeurons")->click();
    QVERIFY(!inspector->isVisible() && stage().seen().isVisible());
}

void TestDigitsLayout::barsHaveRoomBesideVotes()
{
    m_panel->resize(924, 655);
    stroke({0.3, 0.3}, {0.7, 0.6});
    QVERIFY(settle(prepared()));
    auto* lights = m_panel->findChild<LightMap*>();
    const int group = loudest(*lights);
    lights->keep(DigitPick{DigitPick::Kind::Neuron, Twin::Sparse, lights->firedOf(group)});
    constexpr int kLeast = 60; // logical pixels
    QVERIFY(lights->bar(Twin::Sparse, 3).left() > lights->voteLane(3).right());
    QVERIFY(lights->bar(Twin::Sparse, 3).width() >= kLeast);
    QVERIFY(lights->groupRect(1).left() - lights->groupRect(0).right() >= 2); // to be told apart
}

void TestDigitsLayout::votesOnTheAnswersAreFramed()
{
    stroke({0.3, 0.3}, {0.7, 0.6});
    QVERIFY(settle(prepared()));
    auto* lights = m_panel->findChild<LightMap*>();
    const int group = loudest(*lights);
    lights->keep(DigitPick{DigitPick::Kind::Neuron, Twin::Sparse, lights->firedOf(group)});
    const QImage seen = m_panel->grab(placeOf(*lights)).toImage();
    const qreal ratio = seen.devicePixelRatio();
    double most = 0;
    for (int any = 0; any < lights->grid()->groups; ++any)
        for (int digit = 0; digit < kDigitClasses; ++digit)
            most = std::max(most, lights->added(any, digit));
    int votes = 0;
    for (int digit = 0; digit < kDigitClasses; ++digit) {
        if (std::abs(lights->added(group, digit)) < 0.02 * most) // shown by nothing
            continue;
        const QRectF lane = lights->voteLane(digit);
        const auto lightAt = [&](double below) {
            const QPointF at(lane.center().x(), lane.top() + below);
            return qGray(seen.pixel((at * ratio).toPoint()));
        };
        const int line = std::max({lightAt(-1), lightAt(0), lightAt(1)}),
                  outside = lightAt(-3); // a lamp's halo may reach as far
        const bool isAnswer
            = digit == stage().digit(Twin::Sparse) || digit == stage().digit(Twin::Dense);
        QVERIFY2((line > outside + 20) == isAnswer,
            qPrintable(QStringLiteral("%1: %2 in %3").arg(digit).arg(line).arg(outside)));
        ++votes;
    }
    QVERIFY(votes > 2);
}

void TestDigitsLayout::aColumnThatAlwaysChoosesTheSameIsMarked()
{
    stroke({0.3, 0.3}, {0.7, 0.6});
    QVERIFY(settle(prepared()));
    auto* lights = m_panel->findChild<LightMap*>();
    constexpr int kGroup = 2;
    const auto words = [&](int group) {
        return lights->wordsOf({DigitPick::Kind::Column, Twin::Sparse, group});
    };
    const QString usual = words(kGroup);
    const QImage before = lights->grab().toImage();
    NeuronCensus census;
    census.grid = *lights->grid();
    census.seen = census.total = 10;
    for (int group = 0; group < census.grid.groups; ++group)
        census.groups.push_back({.layer = 0,
            .group = group,
            .dead = census.grid.groupSize - (group == kGroup ? 1 : 2)});
    census.seen = 9; // more of it is read
    Q_EMIT m_workbench->inspection().censusTaken(Task::Digits, Twin::Sparse, census);
    QCOMPARE(words(kGroup), usual);
    census.seen = 10;
    Q_EMIT m_workbench->inspection().censusTaken(Task::Digits, Twin::Sparse, census);
    QVERIFY2(words(kGroup).contains(QStringLiteral("always")), qPrintable(words(kGroup)));
    QVERIFY(!words(kGroup + 1).contains(QStringLiteral("always")));
    QVERIFY(lights->grab().toImage() != before);
}

void TestDigitsLayout::theCardSaysWhoseNeuronItIsAbout()
{
    auto* inspector = m_panel->findChild<Inspector*>();
    const Stage colours = Stage::of(m_panel->palette());
    for (const Twin twin : {Twin::Sparse, Twin::Dense}) {
        inspector->keep(twin, {0, 3});
        QTRY_VERIFY(inspector->isVisible());
        const auto labels = inspector->findChildren<QLabel*>();
        const QString wanted = twin == Twin::Sparse ? QStringLiteral("a neuron of the sparse model")
                                                    : QStringLiteral("a neuron of the dense model");
        QVERIFY(std::ranges::any_of(labels,
            [&](const QLabel* label) { return label->isVisible() && label->text() == wanted; }));
        QWidget* card = inspector->parentWidget()->parentWidget(); // a scroll area
        QTRY_COMPARE(card->grab().toImage().pixelColor(card->width() / 2, 0).rgb(),
            colours.lightOf(twin).light.rgb());
        inspector->letGo();
    }
}

void TestDigitsLayout::whatMayBeDoneToANeuronStandsInOneRow()
{
    m_panel->resize(1600, 1000); // without the window's style buttons are wider
    auto* inspector = m_panel->findChild<Inspector*>();
    const auto button
        = [&](const char* name) { return inspector->findChild<QToolButton*>(QLatin1String(name)); };
    inspector->keep(Twin::Sparse, {0, 3});
    QTRY_VERIFY(inspector->isVisible());
    QTRY_COMPARE(button("pinGroup")->y(), button("alwaysChoose")->y());
    QCOMPARE(button("pinAndCompare")->y(), button("alwaysChoose")->y());
    QVERIFY(button("alwaysChoose")->x() < button("pinGroup")->x());
    inspector->keep(Twin::Dense, {0, 3}); // where nothing chooses
    QTRY_VERIFY(!button("alwaysChoose")->isVisible() && !button("pinGroup")->isVisible());
    QVERIFY(button("switchOff")->isVisible() && button("pinAndCompare")->isVisible());
}

void TestDigitsLayout::theMainActionIsTheOneThatChangesTheAnswer()
{
    stroke({0.3, 0.3}, {0.7, 0.6});
    QVERIFY(settle(prepared()));
    auto* inspector = m_panel->findChild<Inspector*>();
    const auto isMain = [&](const char* name) {
        return !inspector->findChild<QToolButton*>(QLatin1String(name))
                    ->property("light")
                    .toString()
                    .isEmpty();
    };
    const int chosen = m_panel->findChild<LightMap*>()->firedOf(1);
    const int dark = chosen ^ 1; // its neighbour in the column, which is of an even size
    inspector->keep(Twin::Sparse, {0, chosen});
    QTRY_VERIFY(isMain("switchOff") && !isMain("alwaysChoose"));
    inspector->keep(Twin::Sparse, {0, dark});
    QTRY_VERIFY(isMain("alwaysChoose") && !isMain("switchOff"));
    const auto* switchOff = inspector->findChild<QToolButton*>(QStringLiteral("switchOff"));
    QVERIFY(!switchOff->isEnabled()); // it would change nothing
    inspector->showMenu(Twin::Sparse, {0, dark}, {10, 10}, true);
    auto* menu = m_panel->findChild<QMenu*>(QStringLiteral("surgeryMenu"));
    QCOMPARE(menu->activeAction()->objectName(), QStringLiteral("alwaysChoose")); // the first to do
    menu->close();
    inspector->keep(Twin::Dense, {0, dark});
    QTRY_VERIFY(isMain("switchOff") && switchOff->isEnabled());
    inspector->letGo();
}

void TestDigitsLayout::theTwinsCurveStaysOutOfTheColumns()
{
    m_panel->resize(1280, 720);
    stroke({0.3, 0.3}, {0.7, 0.6});
    QVERIFY(settle(prepared()));
    auto* lights = m_panel->findChild<LightMap*>();
    const QImage seen = lights->grab().toImage();
    const qreal ratio = seen.devicePixelRatio();
    const auto hasBlue = [&](const QRectF& place) {
        const QRect pixels = QRectF(place.topLeft() * ratio, place.size() * ratio).toAlignedRect();
        for (int y = pixels.top(); y <= pixels.bottom(); ++y)
            for (int x = pixels.left(); x <= pixels.right(); ++x)
                if (const QColor at = seen.pixelColor(x, y); at.blue() > at.red() + 40)
                    return true;
        return false;
    };
    constexpr int kLast = 7; // of the columns
    const QRectF columns = lights->groupRect(0).united(lights->groupRect(kLast));
    QVERIFY(!hasBlue(columns.adjusted(0, 0, 0, -1)));
    const qreal curve = columns.bottom() + 18; // at least so far below them, its name above it
    QVERIFY(!hasBlue({columns.right() - 4, columns.bottom(), 4, 9}));
    QVERIFY(hasBlue({columns.right() - 4, curve, 4, 20}));
}

void TestDigitsLayout::aNoticeLeavesTheDuelFree()
{
    MessageBar& bar = m_panel->messages();
    bar.showMessage(MessageBar::Tone::Notice, QStringLiteral("something"));
    QTRY_VERIFY(placeOf(*m_panel->findChild<Gallery*>()).contains(placeOf(bar)));
    QVERIFY(!placeOf(bar).intersects(placeOf(stage())));
}

void TestDigitsLayout::picturesStandInWholeRows()
{
    std::vector<NeuronContext> twelve(12);
    for (int i = 0; i < 12; ++i)
        twelve[static_cast<std::size_t>(i)].place = i;
    struct Room {
        QSize size;
        int rows; // pictures are a little smaller where a second one has room then
    };
    for (const auto& [size, rows] :
        {Room{{190, 54}, 1}, Room{{190, 117}, 2}, Room{{300, 99}, 2}, Room{{300, 54}, 1}}) {
        ContextView view(Task::Digits);
        view.setContexts(twelve);
        view.resize(size);
        QSignalSpy asked(&view, &ContextView::contextAsked);
        QTest::mouseDClick(&view, Qt::LeftButton, {}, {5, size.height() / 2 + 10});
        QCOMPARE(asked.count(), 1);
        QCOMPARE(asked.first().first().value<NeuronContext>().place, 6 * (rows - 1));
    }
    ContextView view(Task::Digits);
    view.setReason(QStringLiteral("Nowhere."));
    view.setContexts({});
    const int before = view.sizeHint().height();
    view.setContexts({}, true); // else they may come
    QVERIFY(view.sizeHint().height() < before);
}

void TestDigitsLayout::aModelOfDigitsHasOneLayerWhateverItsFileSays()
{
    ModelState model = test::smallDigits(Routing::Gated);
    model.config.layers = 4;
    const auto opened = [&](Twin twin) { return m_workbench->library().model(Task::Digits, twin); };
    OpenedFiles files(m_workbench->training(), m_workbench->generation(), m_workbench->library());
    files.news(PanelId::Setup); // of those that are open
    files.begin();
    const auto before = opened(Twin::Sparse)->state;
    QVERIFY(test::openModels(*m_workbench, m_folder, {model}));
    QTRY_VERIFY(opened(Twin::Sparse)->state != before);
    const QString news = files.news(PanelId::Setup).join(QLatin1Char('\n'));
    QVERIFY2(news.contains(QStringLiteral("digit model: 80 neurons, step 0")), qPrintable(news));

    files.begin(); // several are one sentence, which does not call shirts digits
    std::vector pair{test::smallDigits(Routing::Gated), test::smallDigits(Routing::Dense)};
    for (ModelState& one : pair)
        one.corpusHash = kDigitSets[1].hash;
    QVERIFY(test::openModels(*m_workbench, m_folder, pair));
    QTRY_COMPARE(opened(Twin::Dense)->state->corpusHash, pair[1].corpusHash);
    QCOMPARE(files.news(PanelId::Setup),
        QStringList{QStringLiteral("Several models are open: Fashion-MNIST, sparse and dense. "
                                   "Digits (Ctrl+4) answers with them.")});
    QCOMPARE(files.news(PanelId::Setup), QStringList());
}

GLOWWORM_TEST(TestDigitsLayout)
#include "tst_digits_layout.moc"
