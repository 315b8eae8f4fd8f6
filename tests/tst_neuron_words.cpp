// SPDX-License-Identifier: GPL-3.0-or-later
// What is said of a neuron beside its numbers: how its column chose, what it does to the output,
// and how often it was used.
#include "support/run_test.h"
#include "ui/inspector/effect_rows.h"
#include "ui/inspector/inspector_words.h"
#include "ui/inspector/share_bars.h"

#include <QLabel>
#include <QTest>

using namespace glowworm;

class TestNeuronWords : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void signsAreAsWideAsEachOther()
    {
        QCOMPARE(signedText(0.28), QStringLiteral("+0.28"));
        QCOMPARE(signedText(-0.28), QStringLiteral("\u22120.28"));
    }

    /// Its own share is known when the text has been read again; until then, that it was no more
    /// than the second's.
    void whoLostIsToldToWhom()
    {
        const NeuronGrid grid{6, 24, 64};
        NeuronMoment moment;
        moment.hasRouter = true;
        moment.rival = 14 * 64 + 19;
        moment.rivalProbability = 0.39F;
        moment.largestProbability = 0.36F;
        ShareBars bars;
        const auto said = [&] {
            bars.showMoment(grid, 14 * 64 + 32, moment, stateWords(grid, Twin::Sparse, moment));
            return bars.accessibleDescription();
        };
        QCOMPARE(
            said(), QStringLiteral("not chosen: N19 won; N19 39\u00a0%; N32 \u2264 36\u00a0%"));
        QVERIFY(shareWords(moment).isEmpty());
        moment.probability = moment.largestProbability = 0.03F;
        moment.lacking = 2.6F;
        QCOMPARE(said(), QStringLiteral("not chosen: N19 won; N19 39\u00a0%; N32 3.0\u00a0%"));
        QCOMPARE(bars.chosen()->name, QStringLiteral("N19"));
        QCOMPARE(shareWords(moment), QStringLiteral("needed 2.6 logits more"));
    }

    /// And none is called all, beside another that had something.
    void aChoiceThatIsNoneIsCalledSo()
    {
        const NeuronGrid grid{1, 8, 50};
        NeuronMoment moment;
        moment.state = NeuronMoment::State::Bright;
        moment.hasRouter = true;
        moment.rival = 23;
        ShareBars bars;
        const auto show = [&](float share) {
            moment.probability = moment.largestProbability = share;
            moment.rivalProbability = 1 - share;
            bars.showMoment(grid, 7, moment, {});
        };
        show(0.9999F);
        QCOMPARE(bars.chosen()->words(), QStringLiteral("> 99.9\u00a0%"));
        QCOMPARE(bars.other()->words(), QStringLiteral("< 0.1\u00a0%"));
        QCOMPARE(shareWords(moment), QStringLiteral("no other came near"));
        show(0.996F);
        QCOMPARE(bars.chosen()->words(), QStringLiteral("99.6\u00a0%"));
        QCOMPARE(bars.other()->words(), QStringLiteral("0.4\u00a0%"));
        show(0.62F);
        QCOMPARE(bars.chosen()->words(), QStringLiteral("62\u00a0%"));
        QCOMPARE(shareWords(moment), QStringLiteral("24 points ahead"));
        QVERIFY(constancyWords(grid, 394, 9949, 10000).isEmpty());
        QCOMPARE(constancyWords(grid, 394, 9950, 10000),
            QStringLiteral("Its column picks N44 for nearly all that it is shown."));
        QCOMPARE(constancyWords(grid, 394, 10000, 10000),
            QStringLiteral("Its column always picks N44, whatever it is shown."));
    }

    /// As after "Always choose it": the one has all, whatever neuron is asked about.
    void whereNoOtherMayFireOneHasAll()
    {
        const NeuronGrid grid{1, 8, 50};
        FiringRecord record;
        LayerFiring& layer = record.layers.emplace_back();
        layer.neurons = {7};
        layer.values = {1};
        layer.decisions = {{.winner = 7}};
        ModelConfig model;
        model.routing = Routing::Gated;
        model.neurons = 400;
        model.groups = 8;
        ShareBars bars;
        const NeuronMoment won = momentOf(model, record, {0, 7}),
                           lost = momentOf(model, record, {0, 12});
        bars.showMoment(grid, 7, won, {});
        QCOMPARE(bars.chosen()->words(), QStringLiteral("100\u00a0%"));
        QVERIFY(!bars.other());
        QCOMPARE(shareWords(won), QStringLiteral("no other of its column may fire"));
        bars.showMoment(grid, 12, lost, {});
        QCOMPARE(bars.chosen()->name, QStringLiteral("N07"));
        QCOMPARE(bars.chosen()->words(), QStringLiteral("100\u00a0%"));
        QCOMPARE(bars.other()->words(), QStringLiteral("0\u00a0%"));
    }

    /// One may be chosen and yet rest at zero.
    void oneThatNeverShinesIsCalledSo()
    {
        QCOMPARE(unlitWords(Task::Digits, true, 10000),
            QStringLiteral("Never chosen in 10,000 test pictures."));
        QCOMPARE(unlitWords(Task::Text, false, 900),
            QStringLiteral("Never above zero in 900 characters."));
    }

    /// What a neuron makes likelier is turned round by its sign, and both rows say so.
    void aNegativeValueIsSaidToReverseItsEffects()
    {
        EffectRows rows(Task::Text);
        NeuronReport report;
        report.promoted = {{0, U'a', 0.5F}};
        rows.showEffects(report);
        const auto* note = rows.findChild<QLabel*>(QStringLiteral("effectsReversed"));
        const auto* likelier = rows.findChild<QLabel*>(QStringLiteral("makesLikelier"));
        for (const bool isNegative : {false, true, false}) {
            rows.setReversed(isNegative);
            QCOMPARE(note->isHidden(), !isNegative);
            QCOMPARE(likelier->accessibleName(),
                QStringLiteral("makes likelier: a")
                    + (isNegative ? QStringLiteral("; reversed now: its value is negative")
                                  : QString()));
        }
    }

    void whatIsNeverChosenIsCalledSo()
    {
        NeuronBiography life;
        life.total = 10000;
        life.seen = 5000; // may still come
        QCOMPARE(rateWords(true, life), QStringLiteral("chosen for 0.00\u00a0% of it"));
        life.seen = 10000;
        QCOMPARE(rateWords(true, life), QStringLiteral("never chosen"));
        QCOMPARE(rateWords(false, life), QStringLiteral("never above zero"));
        life.fired = 190;
        QCOMPARE(rateWords(true, life), QStringLiteral("chosen for 1.90\u00a0% of it"));
        QCOMPARE(usageWords(1, 50), QStringLiteral("1 of 50 neurons of this column is used"));
        QCOMPARE(usageWords(7, 50), QStringLiteral("7 of 50 of this column are used"));
        QCOMPARE(usageWords(50, 50), QStringLiteral("all 50 of this column are used"));
    }
};

GLOWWORM_TEST(TestNeuronWords)
#include "tst_neuron_words.moc"
