// SPDX-License-Identifier: GPL-3.0-or-later
// The Digits panel, driven by strokes and keys over a real workbench with small untrained models.
#include "ui/digits/digits_panel.h"

#include "support/digits_stage.h"
#include "support/run_test.h"
#include "ui/inspector/inspector.h"
#include "ui/session/library.h"
#include "ui/widgets/message_bar.h"

#include <QContextMenuEvent>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

#include <algorithm>

using namespace glowworm;

class TestDigitsPanel : public QObject, private test::DigitsStage {
    Q_OBJECT

private Q_SLOTS:
    void init() { QVERIFY(raise()); }
    void cleanup() { lower(); }

    void bothModelsAnswerWhileTheStrokeIsDrawn();
    void theLightsAreTheAnswersNeurons();
    void curvesAreAsStrongAsContributions();
    void anAskedNeuronTakesTheCurvesOfAllOthersBack();
    void theHeadingSaysWhoSaysWhat();
    void anEmptySheetSpeaksOfADrawing();
    void aRecordedDrawingAnswersAtTheStart();
    void pickingALightOpensTheInspector();
    void keysWalkTheLights();
    void deleteClearsAndForgetsTheAnswer();
    void withoutTestSetTheReasonIsShown();
    void aModelWithoutAnAnswerSaysWhy();
    void whatIsUnlikeADigitIsSaid();
    void aDenseNeuronIsMarkedInItsOwnGrid();
    void whatTheInspectorPointsOutIsLit();
    void surgeryIsAskedForByMouseAndKeysAndMarked();
    void anAnswerOfTheModelsBeforeIsNotTold();

private:
    void chooseInMenu(const char* action);
};

void TestDigitsPanel::bothModelsAnswerWhileTheStrokeIsDrawn()
{
    QTest::mousePress(canvas(), Qt::LeftButton, {}, at(0.3, 0.3));
    QTRY_VERIFY(hasAnswers()); // the button is still down
    QTest::mouseRelease(canvas(), Qt::LeftButton, {}, at(0.3, 0.3));
    QVERIFY(seen());
}

void TestDigitsPanel::theLightsAreTheAnswersNeurons()
{
    stroke({0.3, 0.3}, {0.7, 0.6});
    QVERIFY(settle(prepared()));
    QCOMPARE(m_result.answers.size(), std::size_t(2));
    for (const DigitAnswer& given : m_result.answers) {
        const LayerFiring& firing = given.firing.layers.at(0);
        QCOMPARE(stage().digit(given.twin),
            static_cast<int>(
                std::max_element(given.probabilities.begin(), given.probabilities.end())
                - given.probabilities.begin()));
        for (int digit = 0; digit < kDigitClasses; ++digit)
            QCOMPARE(stage().lights().probability(given.twin, digit),
                given.probabilities[static_cast<std::size_t>(digit)]);
        if (given.twin == Twin::Sparse) {
            QCOMPARE(firing.neurons.size(), std::size_t(8));
            for (int group = 0; group < 8; ++group) {
                const auto at = static_cast<std::size_t>(group);
                QCOMPARE(stage().lights().firedOf(group), static_cast<int>(firing.neurons[at]));
                QCOMPARE(
                    stage().lights().value(stage().lights().firedOf(group)), firing.values[at]);
            }
            continue;
        }
        QVERIFY((stage().twins().grid() == NeuronGrid{1, 1, 80})); // by itself
        for (int neuron = 0; neuron < 80; ++neuron) {
            const auto found = std::find(firing.neurons.begin(), firing.neurons.end(), neuron);
            QCOMPARE(stage().twins().value(neuron),
                found == firing.neurons.end()
                    ? 0.0F
                    : firing.values[static_cast<std::size_t>(found - firing.neurons.begin())]);
        }
        QCOMPARE(stage().twins().lit(), static_cast<int>(firing.neurons.size()));
    }
}

void TestDigitsPanel::curvesAreAsStrongAsContributions()
{
    stroke({0.3, 0.3}, {0.7, 0.6});
    QVERIFY(settle(prepared()));
    const std::vector<float>& added = m_result.answers.at(0).contributions;
    QCOMPARE(added.size(), std::size_t(80));
    const float most = *std::max_element(added.begin(), added.end());
    QVERIFY(most > 0);
    for (int group = 0; group < 8; ++group)
        for (int digit = 0; digit < kDigitClasses; ++digit) {
            const float one = added[static_cast<std::size_t>(group * kDigitClasses + digit)];
            QCOMPARE(stage().lights().added(group, digit), static_cast<double>(one));
            QCOMPARE(stage().lights().strength(group, digit),
                one > 0 ? static_cast<double>(one) / static_cast<double>(most) : 0.0);
        }
}

/// Its own votes stand before the bars, those of the others turn faint.
void TestDigitsPanel::anAskedNeuronTakesTheCurvesOfAllOthersBack()
{
    stroke({0.3, 0.3}, {0.7, 0.6});
    QVERIFY(settle(prepared()));
    auto* lights = m_panel->findChild<LightMap*>();
    const auto seenOf = [&](QRect place) {
        return m_panel->grab(place.translated(lights->mapTo(m_panel.get(), QPoint()))).toImage();
    };
    const QRect first = lights->groupRect(0).toRect();
    const auto lightOfInputs = [&] { // left of the columns there is nothing but curves
        const QImage picture = seenOf({2, first.top(), first.left() - 4, first.height()});
        qint64 sum = 0;
        for (int y = 0; y < picture.height(); ++y)
            for (int x = 0; x < picture.width(); ++x)
                sum += qGray(picture.pixel(x, y));
        return sum;
    };
    constexpr int kGroup = 3;
    int largest = 0;
    for (int digit = 1; digit < kDigitClasses; ++digit)
        if (std::abs(lights->added(kGroup, digit)) > std::abs(lights->added(kGroup, largest)))
            largest = digit;
    const DigitPick asked{DigitPick::Kind::Neuron, Twin::Sparse, lights->firedOf(kGroup)};
    const QRect figure(lights->bar(Twin::Sparse, largest)
                           .united(lights->bar(Twin::Dense, largest))
                           .adjusted(10, 0, 0, 0)
                           .toRect());
    const QImage before = seenOf(figure);
    const qint64 bright = lightOfInputs();
    const QRectF atRest = lights->bar(Twin::Sparse, largest);
    lights->keep(asked);
    const QRectF beside = lights->bar(Twin::Sparse, largest);
    QVERIFY(beside.left() > lights->voteLane(largest).right() && atRest.left() < beside.left());
    QVERIFY(lightOfInputs() < bright);
    QVERIFY(seenOf(figure) != before);
    const QString words = lights->wordsOf(asked);
    QVERIFY2(words.contains(QStringLiteral("; adds ")), qPrintable(words)); // read aloud
}

void TestDigitsPanel::theHeadingSaysWhoSaysWhat()
{
    stroke({0.3, 0.3}, {0.7, 0.6});
    QVERIFY(settle(prepared()));
    QCOMPARE(find<QLabel>("sparseAnswer")->text(), QString::number(stage().digit(Twin::Sparse)));
    QCOMPARE(find<QLabel>("denseAnswer")->text(), QString::number(stage().digit(Twin::Dense)));
    QVERIFY(find<QLabel>("sparseCounts")->text().contains(QStringLiteral("8 of 80 chosen")));
    QVERIFY(find<QLabel>("denseCounts")
                ->text()
                .startsWith(QStringLiteral("%1 of 80 above zero").arg(stage().twins().lit())));
    QVERIFY(find<QLabel>("sparseCounts")->text().endsWith(QStringLiteral("\u00b5s")));
    const int sparse = stage().digit(Twin::Sparse), dense = stage().digit(Twin::Dense);
    QCOMPARE(find<QLabel>("truth")->accessibleName(), // nobody knows what a drawing is
        sparse == dense ? QStringLiteral("they agree")
                        : QStringLiteral("they disagree: %1 or %2?").arg(sparse).arg(dense));
}

void TestDigitsPanel::anEmptySheetSpeaksOfADrawing()
{
    QVERIFY(find<QLabel>("sparseWords")->text().contains(QStringLiteral("drawing")));
    const QString words = stage().lights().pictureWords();
    QVERIFY2(words.contains(QStringLiteral("drawn")), qPrintable(words));
    QVERIFY(find<QLabel>("source")->text().contains(QStringLiteral("draw here")));
}

void TestDigitsPanel::aRecordedDrawingAnswersAtTheStart()
{
    const int before = edits().count();
    DigitsPanel fresh(*m_workbench);
    QVERIFY(fresh.stage().canvas().ink().isRecorded() && !fresh.stage().canvas().ink().isEmpty());
    QCOMPARE(edits().count(), before); // it is nobody's doing
    QTRY_VERIFY(fresh.stage().digit(Twin::Sparse) >= 0 && fresh.stage().digit(Twin::Dense) >= 0);
    QVERIFY(fresh.findChild<QLabel*>(QStringLiteral("source"))
                ->text()
                .contains(QStringLiteral("recorded")));
}

void TestDigitsPanel::pickingALightOpensTheInspector()
{
    auto* inspector = m_panel->findChild<Inspector*>();
    QSignalSpy picked(&m_panel->stage(), &DuelStage::picked);
    stroke({0.3, 0.3}, {0.7, 0.6});
    QVERIFY(settle(prepared()));
    auto* lights = m_panel->findChild<LightMap*>();
    const auto click = [&](QPointF at) {
        QTest::mouseClick(lights, Qt::LeftButton, {}, at.toPoint());
        return picked.last().first().value<DigitPick>();
    };
    const int fired = lights->firedOf(3);
    QVERIFY(
        (click(lights->cellRect(fired).center()) == DigitPick{DigitPick::Kind::Neuron, {}, fired}));
    QVERIFY(inspector->isVisible());
    QVERIFY((click(lights->lamp(4)) == DigitPick{DigitPick::Kind::Digit, {}, 4}));
    const QRectF column = lights->groupRect(2);
    QVERIFY((click({column.center().x(), column.top() - 4})
        == DigitPick{DigitPick::Kind::Column, {}, 2}));
    const int dark = 5 * 10 + (lights->firedOf(5) % 10 + 5) % 10;
    QVERIFY(
        (click(lights->cellRect(dark).center()) == DigitPick{DigitPick::Kind::Neuron, {}, dark}));
    auto* twins = m_panel->findChild<TwinGrid*>();
    inspector->hide();
    QTest::mouseClick(twins, Qt::LeftButton, {}, twins->cellRect(37).center().toPoint());
    QVERIFY((picked.last().first().value<DigitPick>()
        == DigitPick{DigitPick::Kind::Neuron, Twin::Dense, 37}));
    QVERIFY(inspector->isVisible());
    QCOMPARE(inspector->kept(Twin::Dense), std::optional(NeuronAddress{0, 37}));
    QTRY_VERIFY(!m_workbench->digits().reviewing());
    m_panel->stopMain();
    QVERIFY(!inspector->isVisible());
}

void TestDigitsPanel::keysWalkTheLights()
{
    stroke({0.3, 0.3}, {0.7, 0.6});
    QVERIFY(settle(prepared()));
    auto* lights = m_panel->findChild<LightMap*>();
    QSignalSpy picked(lights, &LightMap::picked);
    lights->setFocus();
    QVERIFY(QTest::qWaitForWindowActive(m_panel.get()));
    QTest::keyClick(lights, Qt::Key_Right);
    QTest::keyClick(lights, Qt::Key_Right);
    QTest::keyClick(lights, Qt::Key_Return);
    QCOMPARE(picked.last().first().value<DigitPick>().index, lights->firedOf(2));
    QVERIFY(lights->cursorWords().contains(QStringLiteral(": chosen")));
    for (int i = 0; i < 8; ++i)
        QTest::keyClick(lights, Qt::Key_Right);
    QTest::keyClick(lights, Qt::Key_Down);
    QTest::keyClick(lights, Qt::Key_Return);
    QVERIFY((picked.last().first().value<DigitPick>()
        == DigitPick{DigitPick::Kind::Digit, Twin::Sparse, 1}));
    QVERIFY(lights->cursorWords().startsWith(QStringLiteral("1: sparse")));
}

void TestDigitsPanel::deleteClearsAndForgetsTheAnswer()
{
    stroke({0.3, 0.3}, {0.7, 0.6});
    QVERIFY(settle(prepared()));
    QVERIFY(hasAnswers());
    QTest::keyClick(canvas(), Qt::Key_Delete);
    QCOMPARE(stage().digit(Twin::Sparse), -1);
    QVERIFY(!seen());
    QVERIFY(!find<QPushButton>("clear")->isEnabled());
}

void TestDigitsPanel::withoutTestSetTheReasonIsShown()
{
    QVERIFY(!find<QPushButton>("nextTest")->isEnabled()
        && !find<QPushButton>("nextDisagreement")->isEnabled());
    const auto labels = m_panel->findChildren<QLabel*>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [](QLabel* label) {
        return label->isVisible() && label->text().contains(QStringLiteral("No test digits"));
    }));
}

void TestDigitsPanel::aModelWithoutAnAnswerSaysWhy()
{
    DuelStage view;
    const LoadedModel* dense = m_workbench->library().model(Task::Digits, Twin::Dense);
    view.setModels(nullptr, dense, {});
    DigitResult result;
    DigitAnswer& given = result.answers.emplace_back();
    given.twin = Twin::Dense;
    given.probabilities.assign(kDigitClasses, 0.1F);
    given.probabilities[3] = 0.2F;
    view.take(result);
    QCOMPARE(view.digit(Twin::Dense), 3);
    given.probabilities.clear();
    given.problem = "The model's scores are not finite.";
    view.take(result);
    QCOMPARE(view.digit(Twin::Dense), -1);
    QCOMPARE(view.findChild<QLabel*>(QStringLiteral("denseWords"))->text(),
        QStringLiteral("The model's scores are not finite."));
    QVERIFY(view.findChild<QLabel*>(QStringLiteral("sparseWords"))
                ->text()
                .contains(QStringLiteral("No sparse digit model")));
}

void TestDigitsPanel::whatIsUnlikeADigitIsSaid()
{
    auto* word = find<QLabel>("unlike");
    QVERIFY(!word->isVisible());
    canvas()->setBrush(2.5);
    stroke({0.3, 0.22}, {0.7, 0.2});
    stroke({0.7, 0.2}, {0.45, 0.8});
    QVERIFY(settle(prepared()));
    QVERIFY2(m_result.unlike < 1, qPrintable(QString::number(m_result.unlike)));
    QTRY_VERIFY(word->text().contains(QStringLiteral("An ordinary digit")));
    canvas()->clear();
    canvas()->setBrush(4);
    for (double y = 0.3; y < 0.7; y += 0.05) // a blob
        stroke({0.3, y}, {0.7, y});
    QVERIFY(settle(prepared()));
    QVERIFY2(m_result.unlike > 1, qPrintable(QString::number(m_result.unlike)));
    QTRY_VERIFY(word->text().contains(QStringLiteral("means little")));
    QVERIFY(!word->text().contains(QLatin1Char('<')));
    canvas()->clear();
    QVERIFY(!word->isVisible());
}

void TestDigitsPanel::aDenseNeuronIsMarkedInItsOwnGrid()
{
    stroke({0.3, 0.3}, {0.7, 0.6});
    QVERIFY(settle(prepared()));
    auto* twins = m_panel->findChild<TwinGrid*>();
    QTest::mouseClick(twins, Qt::LeftButton, {}, twins->cellRect(37).center().toPoint());
    QCOMPARE(stage().neurons(Twin::Sparse).markedWords(), QString());
    const QString words = twins->markedWords();
    QVERIFY2(words.startsWith(QStringLiteral("L0.G00.N37: ")), qPrintable(words));
    QCOMPARE(find<QLabel>("twinWords")->text(), QStringLiteral("dense twin: ") + words);
}

void TestDigitsPanel::whatTheInspectorPointsOutIsLit()
{
    auto* inspector = m_panel->findChild<Inspector*>();
    for (const Twin twin : {Twin::Sparse, Twin::Dense}) {
        NeuronPicture& picture = stage().neurons(twin);
        const QImage before = picture.grab().toImage();
        Q_EMIT inspector->highlighted(twin, {{0, 23}, {0, 41}});
        QVERIFY(picture.grab().toImage() != before);
        Q_EMIT inspector->highlighted(twin, {});
        QCOMPARE(picture.grab().toImage(), before);
        Q_EMIT inspector->compared(twin, {{{5}, {17}, {41}}});
        const auto words = [&](int neuron) {
            return picture.wordsOf({DigitPick::Kind::Neuron, twin, neuron});
        };
        QVERIFY(words(5).contains(QStringLiteral("only by A")));
        QVERIFY(words(17).contains(QStringLiteral("by both")));
        QVERIFY(words(41).contains(QStringLiteral("only by B")));
        QVERIFY(picture.grab().toImage() != before && !picture.comparisonLegend().isEmpty());
        Q_EMIT inspector->compared(twin, {});
        QCOMPARE(picture.grab().toImage(), before);
    }
}

void TestDigitsPanel::chooseInMenu(const char* action)
{
    auto* menu = m_panel->findChild<QMenu*>(QStringLiteral("surgeryMenu"));
    QVERIFY(menu);
    for (QAction* one : menu->actions())
        if (one->objectName() == QLatin1String(action)) {
            one->trigger();
            menu->close();
            delete menu; // else the next one is found beside it
            return;
        }
    QFAIL(action);
}

void TestDigitsPanel::surgeryIsAskedForByMouseAndKeysAndMarked()
{
    stroke({0.3, 0.3}, {0.7, 0.6});
    QVERIFY(settle(prepared()));
    auto* lights = m_panel->findChild<LightMap*>();
    const int fired = lights->firedOf(3);
    const QPoint place = lights->cellRect(fired).center().toPoint();
    QContextMenuEvent asked(QContextMenuEvent::Mouse, place, lights->mapToGlobal(place));
    QCoreApplication::sendEvent(lights, &asked);
    chooseInMenu("switchOff");
    QVERIFY(lights->wordsOf({DigitPick::Kind::Neuron, Twin::Sparse, fired})
                .contains(QStringLiteral("switched off")));
    QTRY_VERIFY(lights->firedOf(3) != fired && lights->firedOf(3) >= 0); // another one took over

    auto* twins = m_panel->findChild<TwinGrid*>();
    twins->setFocus();
    QTest::keyClick(twins, Qt::Key_Right);
    const QImage before = twins->grab().toImage();
    QTest::keyClick(twins, Qt::Key_Menu);
    chooseInMenu("switchOff");
    QVERIFY(twins->cursorWords().contains(QStringLiteral("switched off")));
    QVERIFY(twins->grab().toImage() != before);
}

void TestDigitsPanel::anAnswerOfTheModelsBeforeIsNotTold()
{
    m_panel.reset();
    QSignalSpy answered(&m_workbench->digits(), &Digits::answered);
    DigitRequest request;
    request.ink.assign(784, 200);
    request.width = request.height = 28;
    m_workbench->digits().classify(request);
    Q_EMIT m_workbench->library().modelsChanged(Task::Digits);
    QSignalSpy idle(m_workbench.get(), &Workbench::readyToQuit);
    m_workbench->shutDown();
    QTRY_COMPARE(idle.count(), 1); // whatever was posted has been fetched
    QCOMPARE(answered.count(), 0);
}

GLOWWORM_TEST(TestDigitsPanel)
#include "tst_digits_panel.moc"
