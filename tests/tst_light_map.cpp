// SPDX-License-Identifier: GPL-3.0-or-later
// What the columns of Digits show, of answers that are made up.
#include "ui/digits/light_map.h"

#include "support/run_test.h"
#include "ui/widgets/stage.h"

#include <QSignalSpy>

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>

using namespace glowworm;

namespace {

constexpr NeuronGrid kLightMapGrid{.layers = 1, .groups = 8, .groupSize = 10};
constexpr int kPlace = 4; // of the neuron that each column chose

DigitAnswer answerWith(float value, int likeliest = 0)
{
    DigitAnswer answer;
    answer.probabilities.assign(kDigitClasses, 0.09F);
    answer.probabilities[static_cast<std::size_t>(likeliest)] = 0.19F;
    answer.contributions.assign(kLightMapGrid.groups * kDigitClasses, 0.0F);
    LayerFiring layer;
    for (int group = 0; group < kLightMapGrid.groups; ++group) {
        layer.neurons.push_back(
            static_cast<std::uint16_t>(group * kLightMapGrid.groupSize + kPlace));
        layer.values.push_back(value);
    }
    answer.firing.layers.push_back(std::move(layer));
    return answer;
}

constexpr int neuronOf(int group) { return group * kLightMapGrid.groupSize + kPlace; }

DigitPick pickOf(int neuron) { return {DigitPick::Kind::Neuron, Twin::Sparse, neuron}; }

/// The brightest of it.
int lightIn(const QImage& seen, const QRectF& place)
{
    const qreal ratio = seen.devicePixelRatio();
    const QRect pixels = QRectF(place.topLeft() * ratio, place.size() * ratio).toAlignedRect();
    int most = 0;
    for (int y = pixels.top(); y <= pixels.bottom(); ++y)
        for (int x = pixels.left(); x <= pixels.right(); ++x)
            most = std::max(most, qGray(seen.pixel(x, y)));
    return most;
}

} // namespace

class TestLightMap : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_lights = std::make_unique<LightMap>();
        m_lights->resize(420, 460);
        QPalette palette = m_lights->palette(); // it lies on the stage, which is dark
        palette.setColor(QPalette::Window, Stage::of(palette).ground);
        m_lights->setPalette(palette);
        m_lights->setAutoFillBackground(true);
        m_lights->setGrid(kLightMapGrid);
        m_lights->setSource(20, 300);
        seen(); // it is hidden: only now is it as large
    }

    void whatTheCursorWasOnIsLeftWithTheFocus()
    {
        const DigitAnswer answer = answerWith(1);
        m_lights->setAnswers(&answer, nullptr);
        QSignalSpy hovered(m_lights.get(), &LightMap::hovered);
        QTest::keyClick(m_lights.get(), Qt::Key_Right);
        QVERIFY(hovered.last().first().value<std::optional<DigitPick>>());
        QFocusEvent leaves(QEvent::FocusOut, Qt::TabFocusReason);
        QApplication::sendEvent(m_lights.get(), &leaves);
        QVERIFY(!hovered.last().first().value<std::optional<DigitPick>>());
    }

    void aLockedColumnsLightIsLitByItsValue()
    {
        const DigitAnswer answer = answerWith(1);
        m_lights->setAnswers(&answer, nullptr);
        const QRectF light = m_lights->cellRect(neuronOf(2)).adjusted(3, 3, -3, -3);
        const int before = lightIn(seen(), light);
        m_lights->setConstant({false, false, true, false, false, false, false, false});
        QCOMPARE(lightIn(seen(), light), before);
    }

    /// Nor by whether it is for one of the answers, which is what its frame says.
    void aThreadIsAsBrightAsItsVote()
    {
        DigitAnswer answer = answerWith(1);
        const auto first = static_cast<std::size_t>(7 * kDigitClasses); // of the last column
        answer.contributions[first] = answer.contributions[first + 9] = 1;
        m_lights->setAnswers(&answer, nullptr);
        m_lights->keep(pickOf(neuronOf(7)));
        const QRectF light = m_lights->cellRect(neuronOf(7));
        const auto beside = [&](int digit) { // where its curve runs alone
            const qreal x = m_lights->answersLeft() - 6, y = m_lights->lamp(digit).y();
            return QRectF(x, std::min(y, light.center().y()), 3, std::abs(y - light.center().y()));
        };
        const QImage image = seen();
        const int toAnswer = lightIn(image, beside(0)), toOther = lightIn(image, beside(9));
        QVERIFY2(std::abs(toAnswer - toOther) < 25,
            qPrintable(QStringLiteral("%1 %2").arg(toAnswer).arg(toOther)));
    }

    void theCursorBeginsAtTheStrongestVote()
    {
        QSignalSpy picked(m_lights.get(), &NeuronPicture::picked);
        DigitAnswer answer = answerWith(1);
        for (const auto& [group, digit] : {std::pair(5, 9), {2, 0}}) {
            std::ranges::fill(answer.contributions, 0.1F);
            answer.contributions[static_cast<std::size_t>(group * kDigitClasses + digit)] = 1;
            m_lights->setAnswers(&answer, nullptr);
            QTest::keyClick(m_lights.get(), Qt::Key_Return);
            QCOMPARE(picked.takeFirst()[0].value<DigitPick>(), pickOf(neuronOf(group)));
        }
    }

    void whatComesFromTheInputRunsBehindTheColumns()
    {
        const DigitAnswer dark = answerWith(0);
        DigitAnswer answer = answerWith(0);
        answer.firing.layers[0].values[7] = -1; // which has no halo
        m_lights->setAnswers(&dark, nullptr);
        const QImage before = seen();
        const QRectF first = m_lights->groupRect(0).adjusted(1, 1, -1, -1);
        m_lights->setAnswers(&answer, nullptr);
        const QImage after = seen();
        QVERIFY(after != before);
        const auto column = [&](const QImage& image) {
            const qreal ratio = image.devicePixelRatio();
            return image.copy(
                QRectF(first.topLeft() * ratio, first.size() * ratio).toAlignedRect());
        };
        QVERIFY(column(before) == column(after));
    }

    void whoWonIsNamedBesideOneThatLost()
    {
        DigitAnswer answer = answerWith(1);
        answer.contributions[9] = 1;
        m_lights->setAnswers(&answer, nullptr);
        const int lost = neuronOf(1) + 1;
        const QPointF nine = m_lights->lamp(9);
        const QRectF ofAnother(m_lights->answersLeft() - 12, nine.y() - 30, 4, 30);
        m_lights->keep(pickOf(lost));
        QVERIFY2(
            words(lost).endsWith(QStringLiteral("not chosen, N04 won")), qPrintable(words(lost)));
        const QImage unread = seen();
        NeuronReport report;
        report.neuron = {0, lost};
        report.promoted = {{.output = 3, .effect = 0.5F}, {.output = 8, .effect = 0.1F}};
        report.moment.emplace();
        report.moment->rival = neuronOf(1);
        report.moment->rivalProbability = 0.95F;
        m_lights->setReport(report);
        QVERIFY2(
            words(lost).endsWith(QStringLiteral("N04 won, 95\u00a0%")), qPrintable(words(lost)));
        report.moment->rivalProbability = 1;
        report.moment->isOnlyChoice = true; // pinned
        m_lights->setReport(report);
        QVERIFY2(
            words(lost).endsWith(QStringLiteral("N04 won, 100\u00a0%")), qPrintable(words(lost)));
        const QRectF toThree(m_lights->answersLeft(), m_lights->lamp(3).y() - 3, 5, 6);
        const int dotted = lightIn(seen(), toThree), without = lightIn(unread, toThree);
        QVERIFY2(
            dotted > without + 30, qPrintable(QStringLiteral("%1 %2").arg(dotted).arg(without)));
        const int asked = lightIn(seen(), ofAnother);
        m_lights->keep({});
        QVERIFY(lightIn(seen(), ofAnother) > asked + 30); // the others turn faint
        m_lights->setAnswers(&answer, nullptr); // another drawing: nobody knows how clearly
        QVERIFY(words(lost).endsWith(QStringLiteral("N04 won")));
    }

    /// It is known only when all test pictures were looked at.
    void nothingMovesForALock()
    {
        for (int wide = 360; wide <= 700; wide += 20) {
            m_lights->resize(wide, 460);
            m_lights->setConstant({});
            seen(); // it is hidden: only now is it as wide
            const QRectF column = m_lights->groupRect(0);
            m_lights->setConstant({true, false, false, false, false, false, false, false});
            QCOMPARE(m_lights->groupRect(0), column);
        }
    }

    /// What its router chose on the test set, it chose without surgery.
    void whatWasOperatedOnHasNoLock()
    {
        const DigitAnswer answer = answerWith(1);
        m_lights->setAnswers(&answer, nullptr);
        m_lights->setConstant({false, false, true, true, false, false, false, false});
        const auto isLocked = [&](int group) {
            return m_lights->wordsOf({DigitPick::Kind::Column, Twin::Sparse, group})
                .contains(QStringLiteral("always"));
        };
        const auto lockOf = [&](int group) { // how bright it is
            const QRectF column = m_lights->groupRect(group);
            return lightIn(seen(), QRectF(column.center().x() - 3, column.bottom() + 3, 6, 9));
        };
        const int without = lockOf(4), with = lockOf(2);
        QVERIFY(isLocked(2) && isLocked(3) && with > without + 30);
        Surgery off, pinned;
        off.disabled = {{0, neuronOf(2)}};
        pinned.forced = {{0, neuronOf(2) + 1}};
        for (const Surgery& surgery : {off, pinned}) {
            m_lights->setSurgery(surgery);
            QVERIFY(!isLocked(2) && isLocked(3));
            QVERIFY(lockOf(2) < with - 30);
        }
        m_lights->setSurgery({});
        QVERIFY(isLocked(2) && lockOf(2) == with);
    }

private:
    QImage seen() { return m_lights->grab().toImage(); }
    QString words(int neuron) const { return m_lights->wordsOf(pickOf(neuron)); }

    std::unique_ptr<LightMap> m_lights;
};

GLOWWORM_TEST(TestLightMap)
#include "tst_light_map.moc"
