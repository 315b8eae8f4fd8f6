// SPDX-License-Identifier: GPL-3.0-or-later
// The test set in the Digits panel: its pictures one by one, the gallery of mistakes and the
// matrix.
#include "support/digits_stage.h"
#include "support/run_test.h"
#include "ui/digits/confusion_view.h"
#include "ui/digits/gallery_list.h"
#include "ui/inspector/inspector.h"

#include <QAbstractButton>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>
#include <QtEndian>

#include <algorithm>

using namespace glowworm;

class TestDigitsGallery : public QObject, private test::DigitsStage {
    Q_OBJECT

private Q_SLOTS:
    void init() { QVERIFY(raise()); }
    void cleanup() { lower(); }

    void theGalleryCountsAsBruteForceDoes();
    void aCellOfTheMatrixFiltersTheGallery();
    void labelsAreMarkedRightOrWrong();
    void testDigitsAreShownAsTheyAre();
    void aShiftedTestDigitStaysWhereItWasPut();
    void aPictureOfAnotherSetGivesWayToOneOfThis();
    void picturesThatTheyDisagreeOnAreListed();
    void aStoppedReviewGoesOn();
    void nobodyLooksAtPicturesForAHiddenPanel();
    void theUseOfNeuronsStaysUntilItIsClosed();
    void aClickThatActivatesOpensOnce();
    void noRowIsCut();
    void noWordIsCutInASmallWindow();
};

void TestDigitsGallery::theGalleryCountsAsBruteForceDoes()
{
    openTestSet();
    QTRY_VERIFY(m_workbench->digits().review() && m_workbench->digits().review()->isComplete());
    const DigitSet& set = *m_workbench->library().data().testDigits;
    DigitEngine sparse(m_workbench->library().model(Task::Digits, Twin::Sparse)->digits),
        dense(m_workbench->library().model(Task::Digits, Twin::Dense)->digits);
    std::vector<std::int64_t> wrong;
    int both = 0;
    for (std::int64_t i = 0; i < set.count(); ++i) {
        std::array<float, kDigitPixels> pixels{};
        standardise(set.picture(i), pixels);
        const bool one = likeliestDigit(sparse.classify(pixels)) != set.label(i),
                   other = likeliestDigit(dense.classify(pixels)) != set.label(i);
        if (one)
            wrong.push_back(i);
        both += one && other;
    }
    QVERIFY(!wrong.empty());
    const auto* list = find<GalleryList>("gallery");
    QCOMPARE(list->model()->rowCount(), static_cast<int>(wrong.size()));
    QCOMPARE(find<QLabel>("galleryHeading")->text(), QStringLiteral("Where sparse errs:"));
    QCOMPARE(find<QLabel>("galleryCount")->text(), QStringLiteral("%1 of 40").arg(wrong.size()));
    QCOMPARE(find<QToolButton>("bothErr")->text(), QStringLiteral("both %1").arg(both));
    QVERIFY(find<QToolButton>("allErrors")->isChecked());
    find<QToolButton>("bothErr")->click();
    QCOMPARE(list->model()->rowCount(), both);
    find<QToolButton>("bothErr")->click(); // off again: all
    QVERIFY(find<QToolButton>("allErrors")->isChecked());
    Q_EMIT find<GalleryList>("gallery")->clicked(list->model()->index(0, 0));
    QCOMPARE(canvas()->ink().testIndex(), std::optional<qint64>(wrong.front()));
    find<QToolButton>("onlySparse")->click();
    const int some = list->model()->rowCount();
    find<QPushButton>("nextTest")->click();
    QCOMPARE(list->model()->rowCount(), some); // what was chosen stays
}

void TestDigitsGallery::aCellOfTheMatrixFiltersTheGallery()
{
    openTestSet();
    QTRY_VERIFY(m_workbench->digits().review() && m_workbench->digits().review()->isComplete());
    const DigitReview& review = *m_workbench->digits().review();
    find<QToolButton>("matrix")->click();
    auto* matrix = find<ConfusionView>("confusion");
    QVERIFY(matrix->isVisible());
    const Confusion counts = confusionOf(review, Twin::Sparse);
    std::int64_t all = 0;
    for (int label = 0; label < kDigitClasses; ++label)
        for (int said = 0; said < kDigitClasses; ++said) {
            QCOMPARE(matrix->count(label, said),
                counts[static_cast<std::size_t>(label)][static_cast<std::size_t>(said)]);
            all += matrix->count(label, said);
        }
    QCOMPARE(all, std::int64_t(40));
    const int said = review.saidBy(Twin::Sparse, 3);
    QTest::mouseClick(matrix, Qt::LeftButton, {}, matrix->cellRect(3, said).center().toPoint());
    QVERIFY(!matrix->isVisible());
    QCOMPARE(find<GalleryList>("gallery")->model()->rowCount(),
        static_cast<int>(matrix->count(3, said)));
}

void TestDigitsGallery::labelsAreMarkedRightOrWrong()
{
    openTestSet();
    QTRY_VERIFY(find<QPushButton>("nextTest")->isEnabled());
    for (int index = 0; index < 4; ++index) {
        find<QPushButton>("nextTest")->click();
        DigitPicture expected{};
        std::ranges::copy(
            m_workbench->library().data().testDigits->picture(index), expected.begin());
        QVERIFY(settle(expected));
        const QString words = find<QLabel>("truth")->accessibleName();
        QVERIFY(words.startsWith(QStringLiteral("it is %1: sparse ").arg(index)));
        const int right
            = (stage().digit(Twin::Sparse) == index) + (stage().digit(Twin::Dense) == index);
        QCOMPARE(words.count(QChar(0x2713)), right);
        QCOMPARE(words.count(QChar(0x2717)), 2 - right);
    }
    find<QPushButton>("previousTest")->click();
    QCOMPARE(canvas()->ink().testIndex(), std::optional<qint64>(2));
    QTRY_VERIFY(find<QLabel>("source")->text().contains(QStringLiteral("test picture 2 of 40")));
}

void TestDigitsGallery::aShiftedTestDigitStaysWhereItWasPut()
{
    openTestSet();
    QTRY_VERIFY(find<QPushButton>("nextTest")->isEnabled());
    find<QPushButton>("nextTest")->click();
    const DigitPicture before = whereDrawn();
    QTest::keyClick(canvas(), Qt::Key_Right);
    const DigitPicture after = whereDrawn();
    QVERIFY(after != before);
    QVERIFY(settle(after));                                             // not centred again
    QCOMPARE(find<QLabel>("unlike")->isVisible(), m_result.unlike > 1); // no "ordinary" place
    QVERIFY(find<QLabel>("truth")->accessibleName().startsWith(QStringLiteral("it is 0: ")));
    QVERIFY(find<QLabel>("source")->text().endsWith(QStringLiteral(", shifted")));
    QVERIFY(!find<QPushButton>("letShift")->isVisible());
    stroke({0.2, 0.2}, {0.8, 0.2}); // which nobody has labelled
    QVERIFY(settle(prepared()));
    QVERIFY(!find<QLabel>("truth")->accessibleName().contains(QStringLiteral("it is")));
}

/// A shirt would be called an 8; a drawing of one's own stays.
void TestDigitsGallery::aPictureOfAnotherSetGivesWayToOneOfThis()
{
    openTestSet();
    QTRY_VERIFY(find<QPushButton>("nextTest")->isEnabled());
    find<QPushButton>("previousTest")->click();
    QCOMPARE(canvas()->ink().testIndex(), std::optional<qint64>(39));
    QSignalSpy again(&m_workbench->library(), &Library::dataChanged);
    openTestSet();
    QTRY_VERIFY(!again.isEmpty());
    QVERIFY(canvas()->ink().testSet() == m_workbench->library().data().testDigits);
    QCOMPARE(canvas()->ink().testIndex(), std::optional<qint64>(39));
    openTestSet(90);
    QTRY_COMPARE(canvas()->ink().testIndex(), std::optional<qint64>(0));
    find<QPushButton>("undo")->click();
    QCOMPARE(find<QLabel>("source")->text(), QStringLiteral("a picture of another test set"));
    stroke({0.2, 0.2}, {0.8, 0.2});
    QSignalSpy opened(&m_workbench->library(), &Library::dataChanged);
    openTestSet();
    QTRY_VERIFY(!opened.isEmpty());
    QVERIFY(!canvas()->ink().testIndex());
}

void TestDigitsGallery::testDigitsAreShownAsTheyAre()
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

void TestDigitsGallery::picturesThatTheyDisagreeOnAreListed()
{
    openTestSet();
    QTRY_VERIFY(m_workbench->digits().review() && m_workbench->digits().review()->isComplete());
    const DigitReview& review = *m_workbench->digits().review();
    std::vector<std::int64_t> different;
    for (std::int64_t i = 0; i < 40; ++i)
        if (review.saidBy(Twin::Sparse, i) != review.saidBy(Twin::Dense, i))
            different.push_back(i);
    QVERIFY(!different.empty());
    find<QToolButton>("theyDiffer")->click();
    const GalleryModel& shown = find<GalleryList>("gallery")->shown();
    QCOMPARE(shown.rowCount(), static_cast<int>(different.size()));
    for (std::size_t i = 0; i < different.size(); ++i)
        QCOMPARE(shown.picture(static_cast<int>(i)), different[i]);
    QCOMPARE(find<QLabel>("galleryHeading")->text(), QStringLiteral("Where they disagree:"));
}

void TestDigitsGallery::aStoppedReviewGoesOn()
{
    openTestSet();
    QTRY_VERIFY(m_workbench->digits().review() && m_workbench->digits().review()->isComplete());
    auto* goOn = find<QToolButton>("continueReview");
    QVERIFY(!goOn->isVisible());
    Q_EMIT m_workbench->library().modelsChanged(Task::Digits); // and so it begins anew
    QVERIFY(m_workbench->digits().stopReview() && goOn->isVisible());
    QVERIFY(!find<QLabel>("galleryState")->text().contains(QLatin1Char('<')));
    goOn->click();
    QTRY_VERIFY(m_workbench->digits().review()->isComplete());
    QVERIFY(!goOn->isVisible());
}

void TestDigitsGallery::nobodyLooksAtPicturesForAHiddenPanel()
{
    openTestSet();
    QTRY_VERIFY(m_workbench->digits().review() && m_workbench->digits().review()->isComplete());
    Q_EMIT m_workbench->library().modelsChanged(Task::Digits);
    m_panel->hide();
    QVERIFY(!m_workbench->digits().stopReview()); // it was stopped already
    m_panel->show();
    QTRY_VERIFY(m_workbench->digits().review()->isComplete());
}

void TestDigitsGallery::theUseOfNeuronsStaysUntilItIsClosed()
{
    openTestSet();
    auto* inspector = m_panel->findChild<Inspector*>();
    QVERIFY(QTest::qWaitForWindowActive(m_panel.get()));
    canvas()->setFocus();
    QTest::keyClick(canvas(), Qt::Key_I);
    QVERIFY(inspector->isVisible() && find<QToolButton>("useOfNeurons")->isChecked());
    QTRY_VERIFY(inspector->isAncestorOf(m_panel->focusWidget()));
    Q_EMIT inspector->keptChanged(Twin::Sparse, {}); // as when models are packed again
    QVERIFY(inspector->isVisible());
    m_workbench->digits().stopReview(); // which Esc would end first
    m_panel->stopMain();
    QVERIFY(!inspector->isVisible() && !find<QToolButton>("useOfNeurons")->isChecked());
    QCOMPARE(m_panel->focusWidget(), canvas());
}

/// As on desktops where one click is enough.
void TestDigitsGallery::aClickThatActivatesOpensOnce()
{
    openTestSet();
    QTRY_VERIFY(find<GalleryList>("gallery")->model()->rowCount() > 0);
    auto* list = find<GalleryList>("gallery");
    const QModelIndex first = list->model()->index(0, 0);
    QSignalSpy opened(list, &GalleryList::opened);
    Q_EMIT list->clicked(first);
    Q_EMIT list->activated(first);
    QCOMPARE(opened.count(), 1);
    list->setCurrentIndex(first);
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Return);
    QCOMPARE(opened.count(), 2);
}

void TestDigitsGallery::noRowIsCut()
{
    openTestSet();
    QTRY_VERIFY(m_workbench->digits().review() && m_workbench->digits().review()->isComplete());
    const auto* list = find<GalleryList>("gallery");
    for (const QSize& size : {QSize(1280, 720), QSize(948, 640), QSize(1800, 1000)}) {
        m_panel->resize(size);
        QCoreApplication::processEvents();
        const QSize tile = list->tileSize(0);
        const int rows = list->height() / (tile.height() - 1),
                  over = rows * tile.height() - list->height();
        QVERIFY2(rows >= 1 && over >= 0 && over < rows, qPrintable(QString::number(over)));
        QTRY_COMPARE(list->visualRect(list->model()->index(0, 0)).size(), tile);
        const auto [first, last] = list->rowsInSight();
        QVERIFY(first == 0 && last > 0);
        const QRect edge = list->visualRect(list->model()->index(last - 1, 0));
        QVERIFY(list->viewport()->rect().adjusted(0, 0, 0, tile.height() / 2).contains(edge));
        QVERIFY(list->viewport()->width() - 1 - edge.right() <= 1); // up to the edge
    }
    m_panel->resize(948, 640);
    QTRY_VERIFY(find<QToolButton>("picturesAfter")->isEnabled()); // more than fit
    const int last = list->rowsInSight().second;
    find<QToolButton>("picturesAfter")->click();
    QVERIFY(list->rowsInSight().second > last);
    QVERIFY(find<QLabel>("galleryRange")
                ->text()
                .startsWith(QString::number(list->rowsInSight().first + 1)));
    find<QToolButton>("picturesBefore")->click();
    QCOMPARE(list->rowsInSight().first, 0);
}

void TestDigitsGallery::noWordIsCutInASmallWindow()
{
    openTestSet();
    QTRY_VERIFY(m_workbench->digits().review() && m_workbench->digits().review()->isComplete());
    m_panel->resize(948, 640);
    QCoreApplication::processEvents();
    QVERIFY2(m_panel->minimumSizeHint().width() <= 948,
        qPrintable(QString::number(m_panel->minimumSizeHint().width())));
    for (const QAbstractButton* button : m_panel->findChildren<QAbstractButton*>())
        if (button->isVisible())
            QTRY_VERIFY2(
                button->width() >= button->minimumSizeHint().width(), qPrintable(button->text()));
    for (const char* name : {"galleryHeading", "galleryCount", "source", "sparseWords", "truth"})
        QVERIFY2(
            find<QLabel>(name)->width() >= find<QLabel>(name)->minimumSizeHint().width(), name);
}

GLOWWORM_TEST(TestDigitsGallery)
#include "tst_digits_gallery.moc"
