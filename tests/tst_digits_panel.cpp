// SPDX-License-Identifier: GPL-3.0-or-later
// The Digits panel, driven by strokes and keys over a real workbench with small untrained models.
#include "ui/digits/digits_panel.h"

#include "support/digits_stage.h"
#include "ui/session/digits.h"
#include "ui/session/library.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/probability_bars.h"
#include "ui/widgets/switchboard.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QtEndian>

#include <algorithm>

using namespace glowworm;

class TestDigitsPanel : public QObject, private test::DigitsStage {
    Q_OBJECT

private Q_SLOTS:
    void init() { QVERIFY(raise()); }
    void cleanup() { lower(); }

    void bothModelsAnswerWhileTheStrokeIsDrawn();
    void boardsShowTheAnswersNeurons();
    void anEmptySheetSpeaksOfADrawing();
    void deleteClearsAndForgetsTheAnswer();
    void testDigitsAreShownAsTheyAre();
    void withoutTestSetTheReasonIsShown();
    void aModelWithoutAnAnswerSaysWhy();
    void whatIsUnlikeADigitIsSaid();

private:
    void openTestSet();
};

void TestDigitsPanel::openTestSet()
{
    const auto bigEndian = [](quint32 number) {
        QByteArray bytes(4, '\0');
        qToBigEndian(number, bytes.data());
        return bytes;
    };
    const quint32 count = 40;
    QByteArray images = bigEndian(0x803) + bigEndian(count) + bigEndian(28) + bigEndian(28);
    QByteArray labels = bigEndian(0x801) + bigEndian(count);
    for (quint32 i = 0; i < count; ++i) {
        for (quint32 p = 0; p < 784; ++p)
            images.append(static_cast<char>(
                p / 28 > 6 && p / 28 < 20 && p % 28 > i % 10 + 4 && p % 28 < i % 10 + 10
                    ? 100 + i * 3
                    : 0));
        labels.append(static_cast<char>(i % 10));
    }
    const auto write = [this](const QString& name, const QByteArray& bytes) {
        QFile file(m_folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    };
    write(QStringLiteral("images"), images);
    write(QStringLiteral("labels"), labels);
    m_workbench->library().openDigits(m_folder.filePath(QStringLiteral("images")),
        m_folder.filePath(QStringLiteral("labels")), m_folder.filePath(QStringLiteral("images")),
        m_folder.filePath(QStringLiteral("labels")));
    QTRY_VERIFY(m_workbench->library().data().testDigits);
}

void TestDigitsPanel::bothModelsAnswerWhileTheStrokeIsDrawn()
{
    QTest::mousePress(canvas(), Qt::LeftButton, {}, at(0.3, 0.3));
    QTRY_VERIFY(answer(0)->digit() >= 0 && answer(1)->digit() >= 0); // the button is still down
    QTest::mouseRelease(canvas(), Qt::LeftButton, {}, at(0.3, 0.3));
    QVERIFY(seen());
}

void TestDigitsPanel::boardsShowTheAnswersNeurons()
{
    stroke({0.3, 0.3}, {0.7, 0.6});
    QVERIFY(settle(prepared()));
    QCOMPARE(m_result.answers.size(), std::size_t(2));
    for (const DigitAnswer& given : m_result.answers) {
        const AnswerView& view = *answer(given.twin == Twin::Sparse ? 0 : 1);
        const BoardShape& shape = view.board().shape();
        const LayerFiring& firing = given.firing.layers.at(0);
        QCOMPARE(shape.grid.neurons(), 80);
        QCOMPARE(shape.grid.groups, 8); // the dense board stands on the sparse one's grid
        if (given.twin == Twin::Sparse)
            QCOMPARE(firing.neurons.size(), std::size_t(8));
        for (int neuron = 0; neuron < 80; ++neuron) {
            const auto found = std::find(firing.neurons.begin(), firing.neurons.end(), neuron);
            const CellState expected = found == firing.neurons.end() ? CellState::Quiet
                : firing.values[static_cast<std::size_t>(found - firing.neurons.begin())] > 0
                ? CellState::Bright
                : CellState::Hollow;
            QCOMPARE(view.board().mark({0, neuron}).state, expected);
        }
        QCOMPARE(view.digit(),
            static_cast<int>(
                std::max_element(given.probabilities.begin(), given.probabilities.end())
                - given.probabilities.begin()));
    }
}

void TestDigitsPanel::anEmptySheetSpeaksOfADrawing()
{
    for (const int place : {0, 1}) {
        const QString words = answer(place)->board().summary();
        QVERIFY2(words.contains(QStringLiteral("drawn")) && !words.contains(QStringLiteral("oken")),
            qPrintable(words));
    }
}

void TestDigitsPanel::deleteClearsAndForgetsTheAnswer()
{
    stroke({0.3, 0.3}, {0.7, 0.6});
    QVERIFY(settle(prepared()));
    QVERIFY(answer(0)->digit() >= 0);
    QTest::keyClick(canvas(), Qt::Key_Delete);
    QCOMPARE(answer(0)->digit(), -1);
    QVERIFY(!seen());
    QVERIFY(!find<QPushButton>("clear")->isEnabled());
}

void TestDigitsPanel::testDigitsAreShownAsTheyAre()
{
    openTestSet();
    QTRY_VERIFY(find<QPushButton>("nextTest")->isEnabled());
    canvas()->setFocus();
    QVERIFY(QTest::qWaitForWindowActive(m_panel.get()));
    QTest::keyClick(canvas(), Qt::Key_N);
    QTest::keyClick(canvas(), Qt::Key_N);
    QCOMPARE(canvas()->ink().testIndex(), std::optional<qint64>(1));
    DigitPicture expected{};
    std::ranges::copy(m_workbench->library().data().testDigits->picture(1), expected.begin());
    QVERIFY(settle(expected));
    QSignalSpy found(&m_workbench->digits(), &Digits::disagreementFound);
    QTest::keyClick(canvas(), Qt::Key_D);
    QTRY_COMPARE(found.count(), 1);
    const qint64 index = found.first().first().toLongLong();
    if (index >= 0)
        QCOMPARE(canvas()->ink().testIndex(), std::optional(index));
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
    AnswerView view(Twin::Dense);
    DigitResult result;
    DigitAnswer& given = result.answers.emplace_back();
    given.twin = Twin::Dense;
    given.probabilities.assign(kDigitClasses, 0.1F);
    given.probabilities[3] = 0.2F;
    view.take(result);
    QCOMPARE(view.digit(), 3);
    given.probabilities.clear();
    given.problem = "The model's scores are not finite.";
    view.take(result);
    QCOMPARE(view.digit(), -1);
    QCOMPARE(
        view.bars().accessibleDescription(), QStringLiteral("The model's scores are not finite."));
}

void TestDigitsPanel::whatIsUnlikeADigitIsSaid()
{
    auto* word = find<QLabel>("sparseUnlike");
    QVERIFY(word->isHidden());
    canvas()->setBrush(2.5);
    stroke({0.3, 0.22}, {0.7, 0.2});
    stroke({0.7, 0.2}, {0.45, 0.8});
    QVERIFY(settle(prepared()));
    QVERIFY2(m_result.unlike < 1, qPrintable(QString::number(m_result.unlike)));
    QVERIFY(word->isHidden());
    canvas()->clear();
    canvas()->setBrush(4);
    for (double y = 0.3; y < 0.7; y += 0.05) // a blob
        stroke({0.3, y}, {0.7, y});
    QVERIFY(settle(prepared()));
    QVERIFY2(m_result.unlike > 1, qPrintable(QString::number(m_result.unlike)));
    QTRY_VERIFY(word->isVisible() && find<QLabel>("denseUnlike")->isVisible());
    canvas()->clear();
    QVERIFY(word->isHidden());
}

QTEST_MAIN(TestDigitsPanel)
#include "tst_digits_panel.moc"
