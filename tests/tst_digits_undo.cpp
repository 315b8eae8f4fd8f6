// SPDX-License-Identifier: GPL-3.0-or-later
// Undo and redo on the Digits panel: all that a person does there, in one order.
#include "model/session/session_values.h"
#include "support/digits_stage.h"
#include "support/run_test.h"
#include "ui/inspector/inspector.h"
#include "ui/session/edits.h"
#include "ui/session/inspection.h"

#include <QAction>
#include <QCheckBox>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

#include <functional>
#include <map>
#include <random>
#include <tuple>

using namespace glowworm;

class TestDigitsUndo : public QObject, private test::DigitsStage {
    Q_OBJECT

private Q_SLOTS:
    void init() { QVERIFY(raise()); }
    void cleanup() { lower(); }

    void aRandomScriptIsTakenBackAndDoneAgain();
    void eachStepSaysWhatItIs();
    void whatGoesOnIsOneStep();
    void theDrawingBeforeATestPictureComesBack();
    void aStrokeThatIsTakenBackHasEnded();
    void nothingIsNoStep();
    void aThousandStrokesAreBounded();
    void aNeuronThatIsGoneIsNoStep();
    void whatIsComparedIsTakenBackWithThePickBefore();
    void lettingGoOfAllIsOneStep();
    void surgeryIsTakenBackThoughOneDrewSince();

private:
    Inspector& inspector() const { return *m_panel->findChild<Inspector*>(); }
    Inspection& inspection() const { return m_workbench->inspection(); }
    auto state() const
    {
        const Ink::State& ink = canvas()->ink().state();
        const auto surgery = [this](Twin twin) {
            const Surgery& done = inspection().surgery(Task::Digits, twin);
            return std::pair(done.disabled, done.forced);
        };
        return std::tuple(canvas()->ink().grey(), ink.options.fitBox, ink.options.centreOfMass,
            ink.options.smooth, ink.testIndex, ink.testOrigin, ink.ground, ink.isDrawnOn,
            ink.isShifted, canvas()->brush(), canvas()->erasing(), surgery(Twin::Sparse),
            surgery(Twin::Dense), inspector().kept(Twin::Sparse), inspector().kept(Twin::Dense));
    }
    void drag(int right, int down) const // the picture that the models see, pixel by pixel
    {
        auto* seen = m_panel->findChild<PictureView*>();
        bool goesOn = false;
        for (int i = 0; i < std::abs(right) + std::abs(down); ++i)
            Q_EMIT seen->shifted(i < std::abs(right) ? (right > 0 ? 1 : -1) : 0,
                i < std::abs(right) ? 0
                    : down > 0      ? 1
                                    : -1,
                std::exchange(goesOn, true));
    }
    template <class States> void goBackAndForth(const States& states) const
    {
        const int last = edits().index();
        while (edits().canUndo()) {
            edits().undo();
            QVERIFY2(state() == states.at(edits().index()), qPrintable(edits().redoText()));
        }
        QCOMPARE(edits().index(), 0);
        while (edits().canRedo()) {
            edits().redo();
            QVERIFY2(state() == states.at(edits().index()), qPrintable(edits().undoText()));
        }
        QCOMPARE(edits().index(), last);
    }
};

void TestDigitsUndo::aRandomScriptIsTakenBackAndDoneAgain()
{
    openTestSet();
    QTRY_VERIFY(find<QPushButton>("nextTest")->isEnabled());
    edits().clear();
    std::mt19937 random(20260730); // the same for every machine
    const auto below = [&random](unsigned most) { return static_cast<int>(random() % most); };
    const auto place = [&] { return QPointF(0.05 + below(90) * 0.01, 0.05 + below(90) * 0.01); };
    const auto press = [this](int key, Qt::KeyboardModifiers with = Qt::NoModifier) {
        QTest::keyClick(canvas(), static_cast<Qt::Key>(key), with);
    };
    constexpr std::array kArrows{Qt::Key_Left, Qt::Key_Right, Qt::Key_Up, Qt::Key_Down};
    constexpr std::array kSwitches{"centre", "fit", "smooth"};
    constexpr std::array kPenKeys{
        Qt::Key_P, Qt::Key_Space, Qt::Key_Space, Qt::Key_Home, Qt::Key_PageDown, Qt::Key_Escape};
    const std::array<std::function<void()>, 17> actions{[&] { stroke(place(), place()); },
        [&] { stroke(place(), place()); }, [&] { stroke(place(), place(), Qt::RightButton); },
        [&] { press(kArrows[static_cast<std::size_t>(below(4))]); }, // with the pen, if in hand
        [&] { press(kArrows[static_cast<std::size_t>(below(4))], Qt::ShiftModifier); },
        [&] { press(kPenKeys[static_cast<std::size_t>(below(kPenKeys.size()))]); },
        [&] { press(kPenKeys[static_cast<std::size_t>(below(3))]); },
        [&] { drag(below(5) - 2, below(5) - 2); },
        [&] { press(below(2) ? Qt::Key_BracketLeft : Qt::Key_BracketRight); },
        [&] { press(Qt::Key_E); },
        [&] { find<QCheckBox>(kSwitches[static_cast<std::size_t>(below(3))])->click(); },
        [&] { press(Qt::Key_N, below(2) ? Qt::ShiftModifier : Qt::NoModifier); },
        [&] { below(3) ? void() : press(Qt::Key_Delete); },
        [&] {
            std::vector<std::uint8_t> ink(60 * 50, 0);
            for (std::size_t i = 0; i < 20; ++i)
                ink[1000 + i * 50] = static_cast<std::uint8_t>(100 + below(100));
            canvas()->setDrawing({50, 60, ink, false});
        },
        [&] {
            const Twin twin = below(2) ? Twin::Sparse : Twin::Dense;
            inspector().keep(twin, {0, below(80)});
        },
        [&] { inspector().letGo(); },
        [&] {
            Surgery surgery = inspection().surgery(Task::Digits, Twin::Sparse);
            if (below(2) && !surgery.disabled.empty())
                surgery.disabled.pop_back();
            else
                surgery.disabled.push_back({0, below(80)});
            inspection().operate(
                Task::Digits, Twin::Sparse, std::move(surgery), QStringLiteral("surgery"));
        }};
    std::map<int, decltype(state())> states{{0, state()}}; // by how many entries there are
    for (int i = 0; i < 300; ++i) {
        if (below(8) == 0 && edits().canUndo()) // another way from there
            edits().undo();
        actions[static_cast<std::size_t>(below(actions.size()))]();
        states.insert_or_assign(edits().index(), state());
    }
    QVERIFY(edits().count() > 150);
    goBackAndForth(states);
}

void TestDigitsUndo::eachStepSaysWhatItIs()
{
    openTestSet();
    QTRY_VERIFY(find<QPushButton>("nextTest")->isEnabled());
    const auto says = [this](const QString& words) { QCOMPARE(edits().undoText(), words); };
    stroke({0.2, 0.2}, {0.8, 0.3});
    says(QStringLiteral("stroke"));
    stroke({0.4, 0.2}, {0.4, 0.8}, Qt::RightButton);
    says(QStringLiteral("eraser stroke"));
    QTest::keyClick(canvas(), Qt::Key_Up);
    says(QStringLiteral("shift drawing"));
    find<QPushButton>("letShift")->click();
    says(QStringLiteral("keep the shift"));
    find<QPushButton>("letShift")->click();
    says(QStringLiteral("centre again"));
    find<QCheckBox>("fit")->click();
    says(QStringLiteral("fit 20 px"));
    QTest::keyClick(canvas(), Qt::Key_BracketRight);
    says(QStringLiteral("brush"));
    find<QPushButton>("erase")->click();
    says(QStringLiteral("eraser"));
    find<QPushButton>("nextTest")->click();
    says(QStringLiteral("test picture 0"));
    inspector().keep(Twin::Sparse, {0, 3});
    says(QStringLiteral("pick neuron"));
    QTest::keyClick(canvas(), Qt::Key_Delete);
    says(QStringLiteral("clear"));
}

void TestDigitsUndo::whatGoesOnIsOneStep()
{
    stroke({0.4, 0.4}, {0.6, 0.6});
    const auto before = state();
    const int count = edits().count();
    drag(3, -2);
    QCOMPARE(edits().count(), count + 1);
    drag(1, 0);
    QCOMPARE(edits().count(), count + 2);
    for (int i = 0; i < 3; ++i)
        QTest::keyClick(canvas(), Qt::Key_BracketRight);
    QCOMPARE(edits().count(), count + 3);
    for (int neuron = 0; neuron < 5; ++neuron)
        inspector().keep(Twin::Sparse, {0, neuron});
    QCOMPARE(edits().count(), count + 4);
    inspector().letGo(); // as before
    QCOMPARE(edits().count(), count + 3);
    while (edits().index() > count)
        edits().undo();
    QVERIFY(state() == before);
}

void TestDigitsUndo::theDrawingBeforeATestPictureComesBack()
{
    openTestSet();
    QTRY_VERIFY(find<QPushButton>("nextTest")->isEnabled());
    stroke({0.2, 0.2}, {0.8, 0.3});
    const auto drawn = canvas()->ink().grey();
    find<QPushButton>("nextTest")->click();
    find<QPushButton>("nextTest")->click();
    QTest::keyClick(canvas(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(canvas()->ink().testIndex(), std::optional<qint64>(0));
    QTRY_VERIFY(find<QLabel>("source")->text().contains(QStringLiteral("test picture 0 of 40")));
    QTest::keyClick(canvas(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(canvas()->ink().grey(), drawn);
    QVERIFY(settle(prepared()));
}

void TestDigitsUndo::aStrokeThatIsTakenBackHasEnded()
{
    stroke({0.2, 0.2}, {0.8, 0.2});
    const auto before = canvas()->ink().grey();
    QTest::mousePress(canvas(), Qt::LeftButton, {}, at(0.5, 0.5));
    QVERIFY(canvas()->ink().grey() != before);
    QTest::keyClick(canvas(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(canvas()->ink().grey(), before);
    QMouseEvent move(QEvent::MouseMove, at(0.7, 0.7), canvas()->mapToGlobal(at(0.7, 0.7)),
        Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(canvas(), &move); // the button is still down
    QTest::mouseRelease(canvas(), Qt::LeftButton, {}, at(0.7, 0.7));
    QCOMPARE(canvas()->ink().grey(), before);
    QVERIFY(edits().canRedo());
}

void TestDigitsUndo::nothingIsNoStep()
{
    stroke({0.2, 0.2}, {0.8, 0.2});
    const int count = edits().count();
    stroke({0.2, 0.2}, {0.8, 0.2});                  // where ink is already
    stroke({0.2, 0.8}, {0.8, 0.8}, Qt::RightButton); // where none is
    canvas()->setBrush(canvas()->brush());
    QTest::keyClick(canvas(), Qt::Key_E);
    QTest::keyClick(canvas(), Qt::Key_E);
    inspector().letGo();
    canvas()->setDrawing({28, 28, std::vector<std::uint8_t>(784), false}); // no ink
    QCOMPARE(edits().count(), count);
}

void TestDigitsUndo::aThousandStrokesAreBounded()
{
    for (int i = 0; i < 1000; ++i)
        QTest::mouseClick(canvas(), i % 3 ? Qt::LeftButton : Qt::RightButton, {},
            at(0.05 + i % 31 * 0.029, 0.05 + i % 29 * 0.031));
    QVERIFY(edits().count() >= 300 && edits().count() <= 500);
    const auto end = canvas()->ink().grey();
    edits().setIndex(0);
    QVERIFY(canvas()->ink().grey() != end);
    edits().setIndex(edits().count());
    QCOMPARE(canvas()->ink().grey(), end);
}

void TestDigitsUndo::aNeuronThatIsGoneIsNoStep()
{
    stroke({0.2, 0.2}, {0.8, 0.2});
    const auto drawn = canvas()->ink().grey();
    inspector().keep(Twin::Sparse, {0, 79});
    const int count = edits().count();
    QVERIFY(test::openModels(*m_workbench, QTemporaryDir(),
        {test::smallDigits(Routing::Gated), test::smallDigits(Routing::Dense)}));
    QTRY_VERIFY(m_workbench->library().model(Task::Digits, Twin::Sparse)->state->config.routing
        == Routing::Gated);
    edits().undo(); // of the pick: nothing is kept any more
    QCOMPARE(canvas()->ink().grey(), drawn);
    edits().redo(); // of a neuron of another model
    QVERIFY(!inspector().kept(Twin::Sparse));
    QCOMPARE(edits().count(), count - 1);
}

void TestDigitsUndo::whatIsComparedIsTakenBackWithThePickBefore()
{
    stroke({0.3, 0.3}, {0.7, 0.6});
    QVERIFY(settle(prepared()));
    const NeuronAddress neuron{0, stage().lights().firedOf(3)};
    const auto held = [this] {
        SessionValues values;
        inspector().save(values);
        return QString::fromStdString(values.json());
    };
    edits().clear();
    std::map<int, QString> states{{0, held()}}; // by how many entries there are
    const auto isStep = [&](const char* words) {
        const bool isNew = states.emplace(edits().index(), held()).second;
        return isNew && edits().undoText() == QLatin1String(words);
    };
    inspector().keep(Twin::Sparse, neuron);
    QVERIFY(isStep("pick neuron"));
    m_panel->findChild<QAction*>(QStringLiteral("pinAndCompare"))->trigger();
    QVERIFY(!inspector().kept(Twin::Sparse));
    QVERIFY(isStep("pin and compare"));
    stroke({0.2, 0.8}, {0.8, 0.8});
    QVERIFY(settle(prepared()));
    QVERIFY(isStep("stroke"));
    find<QToolButton>("pinSecond")->click();
    QVERIFY(isStep("pin B"));
    find<QToolButton>("endComparison")->click();
    QVERIFY(isStep("end of the comparison"));
    QVERIFY(!inspector().holds());
    while (edits().canUndo()) {
        edits().undo();
        QCOMPARE(held(), states.at(edits().index()));
    }
    while (edits().canRedo()) {
        edits().redo();
        QCOMPARE(held(), states.at(edits().index()));
    }
    QCOMPARE(edits().count(), 5);
}

void TestDigitsUndo::lettingGoOfAllIsOneStep()
{
    stroke({0.3, 0.3}, {0.7, 0.6});
    QVERIFY(settle(prepared()));
    inspector().compareFrom(Twin::Sparse);
    inspector().keep(Twin::Sparse, {0, stage().lights().firedOf(3)});
    const int count = edits().count();
    find<QToolButton>("useOfNeurons")->click();
    QVERIFY(!inspector().holds());
    QCOMPARE(edits().count(), count + 1);
    edits().undo();
    QVERIFY(inspector().kept(Twin::Sparse));
    inspector().letGo();
    QVERIFY(inspector().holds()); // the comparison
}

void TestDigitsUndo::surgeryIsTakenBackThoughOneDrewSince()
{
    stroke({0.2, 0.2}, {0.8, 0.2});
    inspection().operate(Task::Digits, Twin::Sparse, {{{0, 3}}, {}}, QStringLiteral("off"));
    auto* undo = find<QToolButton>("undoSurgery");
    QCOMPARE(undo->text(), QStringLiteral("Undo"));
    const auto drawn = canvas()->ink().grey();
    stroke({0.2, 0.8}, {0.8, 0.8});
    const auto later = canvas()->ink().grey();
    QCOMPARE(undo->text(), QStringLiteral("Undo all"));
    undo->click();
    QVERIFY(inspection().surgery(Task::Digits, Twin::Sparse).empty());
    QCOMPARE(canvas()->ink().grey(), later);
    edits().undo(); // that, too
    QVERIFY(!inspection().surgery(Task::Digits, Twin::Sparse).empty());
    edits().undo();
    QCOMPARE(canvas()->ink().grey(), drawn);
    QCOMPARE(undo->text(), QStringLiteral("Undo"));
    undo->click();
    QVERIFY(inspection().surgery(Task::Digits, Twin::Sparse).empty());
}

GLOWWORM_TEST(TestDigitsUndo)
#include "tst_digits_undo.moc"
