// SPDX-License-Identifier: GPL-3.0-or-later
// What of the Digits panel stays in sight, and where it stands.
#include "ui/digits/digits_panel.h"

#include "support/digits_stage.h"
#include "support/run_test.h"
#include "ui/digits/gallery.h"
#include "ui/inspector/context_view.h"
#include "ui/inspector/inspector.h"
#include "ui/shell/opened_files.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/stage.h"

#include <QLabel>
#include <QToolButton>

#include <algorithm>

using namespace glowworm;

class TestDigitsLayout : public QObject, private test::DigitsStage {
    Q_OBJECT

private Q_SLOTS:
    void init() { QVERIFY(raise()); }
    void cleanup() { lower(); }

    void theTwinsVerdictStandsOverWhatTheySee();
    void whatIsTrueOfBothStandsAtTheRight();
    void sheetAndNeuronsStayFreeBesideTheInspector();
    void theCardSaysWhoseNeuronItIsAbout();
    void whatMayBeDoneToANeuronStandsInOneRow();
    void theMainActionIsTheOneThatChangesTheAnswer();
    void theTwinsCurveStaysOutOfTheColumns();
    void aNoticeLeavesTheDuelFree();
    void twelvePicturesTakeTwoRows();
    void aModelOfDigitsHasOneLayerWhateverItsFileSays();
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

void TestDigitsLayout::sheetAndNeuronsStayFreeBesideTheInspector()
{
    auto* inspector = m_panel->findChild<Inspector*>();
    for (const QSize size : {QSize(1280, 720), QSize(948, 640)}) {
        m_panel->resize(size);
        stroke({0.3, 0.3}, {0.7, 0.6});
        QVERIFY(settle(prepared()));
        const auto placeOf = [this](const QWidget& widget) {
            return QRect(widget.mapTo(m_panel.get(), QPoint()), widget.size());
        };
        auto* lights = m_panel->findChild<LightMap*>();
        QTest::mouseClick(
            lights, Qt::LeftButton, {}, lights->cellRect(lights->firedOf(1)).center().toPoint());
        QTRY_VERIFY(inspector->isVisible() && !placeOf(*inspector).intersects(placeOf(*lights)));
        QVERIFY(!placeOf(*inspector).intersects(placeOf(*canvas())));
        for (const char* verdict : {"sparseAnswer", "denseAnswer", "truth"})
            QVERIFY2(!placeOf(*inspector).intersects(placeOf(*find<QLabel>(verdict))), verdict);
        auto* action = inspector->findChild<QToolButton*>(QStringLiteral("switchOff"));
        const QRect stagePlace = placeOf(stage());
        QTRY_VERIFY(stagePlace.contains(placeOf(*action)) // not scrolled away
            && action->visibleRegion() == action->rect());
        QTRY_VERIFY(!placeOf(*inspector).intersects(placeOf(stage().twins())));
        inspector->letGo();
        auto* twins = m_panel->findChild<TwinGrid*>();
        QTest::mouseClick(twins, Qt::LeftButton, {}, twins->cellRect(37).center().toPoint());
        QTRY_VERIFY(inspector->isVisible() && !placeOf(*inspector).intersects(placeOf(*twins)));
        const int answers = placeOf(*lights).left() + static_cast<int>(lights->answersLeft());
        QVERIFY(placeOf(*inspector).right() < answers);
        QVERIFY(!placeOf(*inspector).intersects(placeOf(*canvas())));
        QVERIFY(!placeOf(*inspector).intersects(placeOf(stage().seen())));
        inspector->letGo();
        canvas()->clear();
    }
}

void TestDigitsLayout::theCardSaysWhoseNeuronItIsAbout()
{
    auto* inspector = m_panel->findChild<Inspector*>();
    const Stage colours = Stage::of(m_panel->palette());
    for (const Twin twin : {Twin::Sparse, Twin::Dense}) {
        inspector->keep(twin, {0, 3});
        QTRY_VERIFY(inspector->isVisible());
        const auto labels = inspector->findChildren<QLabel*>();
        const QString wanted = twin == Twin::Sparse ? QStringLiteral("a neuron of the sparse net")
                                                    : QStringLiteral("a neuron of the dense net");
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
    inspector->keep(Twin::Dense, {0, dark});
    QTRY_VERIFY(isMain("switchOff"));
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
    const qreal curve = columns.bottom() + 10; // at least so far below them, its name above it
    QVERIFY(!hasBlue({columns.right() - 4, columns.bottom(), 4, 9}));
    QVERIFY(hasBlue({columns.right() - 4, curve, 4, 14}));
}

void TestDigitsLayout::aNoticeLeavesTheDuelFree()
{
    MessageBar& bar = m_panel->messages();
    bar.showMessage(MessageBar::Tone::Notice, QStringLiteral("something"));
    const auto placeOf = [this](const QWidget& widget) {
        return QRect(widget.mapTo(m_panel.get(), QPoint()), widget.size());
    };
    QTRY_VERIFY(placeOf(*m_panel->findChild<Gallery*>()).contains(placeOf(bar)));
    QVERIFY(!placeOf(bar).intersects(placeOf(stage())));
}

void TestDigitsLayout::twelvePicturesTakeTwoRows()
{
    ContextView view(Task::Digits);
    view.setContexts(std::vector<NeuronContext>(12));
    int before = 0;
    for (const int width : {190, 300, 900}) { // wider: larger, up to a size
        view.resize(width, 100);
        const int words = QFontMetrics(smallFont(&view)).height(), side = std::min(width / 6, 60);
        QVERIFY(view.sizeHint().height() <= 2 * (side + words + 8));
        QVERIFY(view.sizeHint().height() > before);
        before = view.sizeHint().height();
    }
    view.setReason(QStringLiteral("Nowhere."));
    view.setContexts({});
    QCOMPARE(view.sizeHint().height(), before); // they may come
    view.setContexts({}, true);
    QVERIFY(view.sizeHint().height() < before / 2);
}

void TestDigitsLayout::aModelOfDigitsHasOneLayerWhateverItsFileSays()
{
    ModelState model = test::smallDigits(Routing::Gated);
    model.config.layers = 4;
    QVERIFY(test::openModels(*m_workbench, m_folder, {model}));
    OpenedFiles files(m_workbench->training(), m_workbench->generation(), m_workbench->library());
    const QString news = files.news(PanelId::Setup).join(QLatin1Char('\n'));
    QVERIFY2(news.contains(QStringLiteral("digit model: 80 neurons, step 0")), qPrintable(news));
}

GLOWWORM_TEST(TestDigitsLayout)
#include "tst_digits_layout.moc"
