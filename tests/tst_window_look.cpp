// SPDX-License-Identifier: GPL-3.0-or-later
// How the window looks: the rail with its lights, four looks that can be read, one scale of text in
// every zoom.
#include "support/cut_text.h"
#include "support/run_test.h"
#include "support/shown_window.h"
#include "support/small_models.h"
#include "ui/inspector/inspector.h"
#include "ui/session/generation.h"
#include "ui/session/library.h"
#include "ui/session/training.h"
#include "ui/shell/job_bar.h"
#include "ui/shell/rail.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/settings.h"

#include <QAbstractButton>
#include <QAction>
#include <QFontInfo>
#include <QLabel>
#include <QProgressBar>
#include <QScrollArea>
#include <QScrollBar>
#include <QSettings>
#include <QStatusBar>
#include <QToolButton>

#include <algorithm>
#include <cmath>

using namespace glowworm;
using test::isCut;
using test::nameOf;
using test::placeOf;
using test::Shown;

namespace {

/// WCAG 2.1 contrastOfWindowLook ratio of two colours.
double contrastOfWindowLook(const QColor& a, const QColor& b)
{
    const auto luminance = [](const QColor& colour) {
        const auto linear = [](double c) {
            return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
        };
        return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF())
            + 0.0722 * linear(colour.blueF());
    };
    const double high = std::max(luminance(a), luminance(b)),
                 low = std::min(luminance(a), luminance(b));
    return (high + 0.05) / (low + 0.05);
}

QAbstractButton* tabOf(Shown& shown, PanelId panel)
{
    return shown.window.findChild<QAbstractButton*>(QStringLiteral("tab-") + wordFor(panel));
}

/// Pixels of its light's place that have one of the colours of lights.
int litPixels(Shown& shown, PanelId panel)
{
    const Theme theme = Theme::of(shown.window.palette());
    const QImage picture = tabOf(shown, panel)->grab().toImage();
    int lit = 0;
    for (int y = 0; y < picture.height(); ++y)
        for (int x = 0; x < picture.width(); ++x) {
            const QColor colour = picture.pixelColor(x, y);
            lit += colour == theme.good || colour == theme.warning || colour == theme.error;
        }
    return lit;
}

int pixelsOf(const QWidget* widget) { return QFontInfo(widget->font()).pixelSize(); }

} // namespace

class TestWindowLook : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

private Q_SLOTS:
    void initTestCase() { test::useFolder(m_folder); }
    void init() { QSettings().clear(); }
    void cleanup()
    {
        applyTheme(*static_cast<QApplication*>(QCoreApplication::instance()), ThemeChoice::Light);
    }

    void railLeadsToThePanelsAndIsNarrow();
    void lightsSayWhatRuns();
    void statusLineKeepsItsPlaces();
    void everyLookIsReadable_data();
    void everyLookIsReadable();
    void everyTextHasASizeOfTheScale();
    void everyTextFollowsTheZoom();
    void nothingIsCutAtAnyZoom_data();
    void nothingIsCutAtAnyZoom();
    void zoomIsReachedByKeysAndKept();
    void digitsAreOfOneWidth();
    void aDigitNeuronsCardNeedsNoScrolling();

    void noPanelScrollsSideways_data();
    void noPanelScrollsSideways();
};

// ------------------------------------------------------------------------------------------------------------------
// the rail

void TestWindowLook::railLeadsToThePanelsAndIsNarrow()
{
    Shown shown;
    auto* rail = shown.window.findChild<Rail*>();
    QCOMPARE(rail->width(), 76);
    QCOMPARE(placeOf(rail).left(), 0);
    for (int index = 0; index < kPanels; ++index) {
        const auto panel = static_cast<PanelId>(index);
        QAbstractButton* tab = tabOf(shown, panel);
        QTest::mouseClick(tab, Qt::LeftButton);
        QCOMPARE(shown.window.currentPanel(), panel);
        QVERIFY(tab->isChecked());
        QVERIFY(tab->toolTip().contains(QStringLiteral("Ctrl+%1").arg(index + 1)));
        QVERIFY(placeOf(&shown.window.panel(panel)).left() >= rail->width());
    }
    tabOf(shown, PanelId::Timing)->setFocus(); // and by keyboard alone
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Up);
    QCOMPARE(shown.window.currentPanel(), PanelId::Digits);
}

void TestWindowLook::lightsSayWhatRuns()
{
    Shown shown;
    for (int index = 0; index < kPanels; ++index)
        QCOMPARE(litPixels(shown, static_cast<PanelId>(index)), 0);
    QTemporaryDir models;
    QVERIFY(test::openModels(shown.workbench, models, {test::smallText(Routing::Gated)}));
    shown.show(static_cast<int>(PanelId::Timing));
    shown.workbench.generation().start({}, QStringLiteral("a"), true, false, 5);
    QVERIFY(litPixels(shown, PanelId::Generation) > 10);
    QCOMPARE(litPixels(shown, PanelId::Training), 0);
    const auto* tab = tabOf(shown, PanelId::Generation);
    QTRY_VERIFY(tab->accessibleDescription().endsWith(
        QStringLiteral(" of %L1").arg(SampleConfig{}.tokens))); // from 0, the prompt's a among them
    QVERIFY(
        tab->accessibleDescription().startsWith(QStringLiteral("Generation: writing character ")));
    QVERIFY(tab->toolTip().endsWith(tab->accessibleDescription()));
    shown.workbench.generation().stop();
    QTRY_COMPARE(litPixels(shown, PanelId::Generation), 0);
    QVERIFY(tabOf(shown, PanelId::Generation)->accessibleDescription().isEmpty());
}

void TestWindowLook::statusLineKeepsItsPlaces()
{
    Shown shown;
    shown.how->stepTime = std::chrono::milliseconds(1);
    RunConfig config = test::tinyText();
    config.train.steps = 100'000;
    shown.workbench.training().setConfig(config, false);
    shown.workbench.library().openText(
        test::writeText(m_folder.filePath(QStringLiteral("glow.txt"))));
    QTRY_VERIFY(shown.workbench.library().data().text != nullptr);
    auto* bar = shown.window.findChild<JobBar*>();
    auto* progress = bar->findChild<QProgressBar*>();
    const QList<ElidedLabel*> words = bar->findChildren<ElidedLabel*>();
    QList<QRect> before;
    for (const ElidedLabel* one : words)
        before << placeOf(one);
    QVERIFY(!progress->isVisible());
    shown.workbench.training().start();
    QTRY_VERIFY(progress->isVisible());
    QVERIFY(litPixels(shown, PanelId::Training) > 10);
    QTRY_VERIFY(words.first()->text().startsWith(QStringLiteral("Training: step")));
    for (qsizetype index = 0; index < words.size(); ++index)
        QCOMPARE(placeOf(words[index]), before[index]);
    for (const QLabel* label :
        shown.show(static_cast<int>(PanelId::Training)).findChildren<QLabel*>())
        QTRY_VERIFY2(!label->isVisible() || !isCut(label), qPrintable(label->text()));
    shown.workbench.training().stop();
    QTRY_VERIFY(!progress->isVisible());
}

// ------------------------------------------------------------------------------------------------------------------
// colours

void TestWindowLook::everyLookIsReadable_data()
{
    QTest::addColumn<int>("choice");
    QTest::addColumn<double>("least");
    QTest::newRow("light") << static_cast<int>(ThemeChoice::Light) << 4.5;
    QTest::newRow("dark") << static_cast<int>(ThemeChoice::Dark) << 4.5;
    QTest::newRow("contrastOfWindowLook") << static_cast<int>(ThemeChoice::Contrast) << 7.0;
}

void TestWindowLook::everyLookIsReadable()
{
    QFETCH(int, choice);
    QFETCH(double, least);
    Shown shown;
    shown.window.chooseTheme(static_cast<ThemeChoice>(choice));
    const Theme theme = Theme::of(shown.window.palette());
    QCOMPARE(theme.highContrast, static_cast<ThemeChoice>(choice) == ThemeChoice::Contrast);
    if (!theme.highContrast)
        QCOMPARE(theme.dark, static_cast<ThemeChoice>(choice) == ThemeChoice::Dark);
    const auto verify = [](const QColor& ink, const QColor& ground, double ratio) {
        QVERIFY2(contrastOfWindowLook(ink, ground) >= ratio,
            qPrintable(QStringLiteral("%1 on %2: %3")
                           .arg(ink.name(), ground.name())
                           .arg(contrastOfWindowLook(ink, ground))));
    };
    for (const QColor& ground : {theme.window, theme.base, theme.button})
        for (const QColor& ink : {theme.text, theme.mutedText, theme.error, theme.warning,
                 theme.good, theme.sparse, theme.dense})
            verify(ink, ground, least);
    for (const QColor& ground : {theme.rail, theme.raised})
        for (const QColor& ink : {theme.text, theme.mutedText})
            verify(ink, ground, 4.5);
    verify(QColor(0x231800), theme.accent, 4.5); // of the main button, resources/style.qss
    verify(Qt::white, theme.selection, 4.5);
    QCOMPARE(shown.window.palette().color(QPalette::Window), theme.window);
}

// ------------------------------------------------------------------------------------------------------------------
// text

/// And one more: that of the twin's number, which stands against the hero's.
void TestWindowLook::everyTextHasASizeOfTheScale()
{
    Shown shown;
    for (int index = 0; index < kPanels; ++index)
        for (const QLabel* label : shown.show(index).findChildren<QLabel*>())
            if (label->isVisible())
                QVERIFY2(QList<int>({11, 13, 16, 32}).contains(pixelsOf(label))
                        || (label->objectName() == QStringLiteral("twinNeurons")
                            && pixelsOf(label) == 22),
                    qPrintable(
                        QStringLiteral("%1: %2 px").arg(label->text()).arg(pixelsOf(label))));
}

/// Whoever is given a font by hand keeps the size it had.
void TestWindowLook::everyTextFollowsTheZoom()
{
    Shown shown;
    QHash<const QWidget*, int> before;
    for (int index = 0; index < kPanels; ++index)
        shown.show(index);
    QList<QWidget*> all = shown.window.findChildren<QWidget*>();
    all.removeIf([](const QWidget* widget) { // Qt's own parts, without a text
        return widget->objectName().startsWith(QStringLiteral("qt_scrollarea"));
    });
    for (QWidget* widget : all)
        widget->ensurePolished(); // also what was never shown
    for (const QWidget* widget : all)
        before[widget] = pixelsOf(widget);
    shown.window.chooseTextZoom(kMostTextZoom);
    const auto verifyAll = [&](int factor) {
        for (const QWidget* widget : all)
            QTRY_VERIFY2(
                pixelsOf(widget) == factor * before[widget], // once the layouts have settled
                qPrintable(QStringLiteral("%1 in %2: %3 px, was %4 px")
                               .arg(nameOf(widget), nameOf(widget->parentWidget()))
                               .arg(pixelsOf(widget))
                               .arg(before[widget])));
    };
    verifyAll(2);
    shown.window.chooseTextZoom(kUsualTextZoom);
    verifyAll(1);
}

void TestWindowLook::nothingIsCutAtAnyZoom_data()
{
    QTest::addColumn<int>("zoom");
    for (const int zoom : {kLeastTextZoom, kUsualTextZoom, 150, kMostTextZoom})
        QTest::newRow(qPrintable(QString::number(zoom))) << zoom;
}

void TestWindowLook::nothingIsCutAtAnyZoom()
{
    QFETCH(int, zoom);
    Shown shown;
    shown.window.chooseTextZoom(zoom);
    for (int index = 0; index < kPanels; ++index) {
        shown.show(index);
        for (const QWidget* widget : shown.window.findChildren<QWidget*>())
            QTRY_VERIFY2(!widget->isVisible() || !isCut(widget), // once the layouts have settled
                qPrintable(
                    QStringLiteral("%1: %2 %3 in %4 has %5 x %6, needs %7 x %8")
                        .arg(wordFor(static_cast<PanelId>(index)), nameOf(widget),
                            widget->property("text").toString(), nameOf(widget->parentWidget()))
                        .arg(widget->width())
                        .arg(widget->height())
                        .arg(widget->minimumSizeHint().width())
                        .arg(widget->minimumSizeHint().height())));
    }
}

void TestWindowLook::zoomIsReachedByKeysAndKept()
{
    Shown shown;
    QVERIFY(QTest::qWaitForWindowActive(&shown.window));
    QTest::keyClick(&shown.window, Qt::Key_Plus, Qt::ControlModifier);
    QCOMPARE(shown.window.textZoom(), 110);
    const auto* line = shown.window.findChild<JobBar*>();
    QTRY_VERIFY(!shown.window.statusBar()->currentMessage().isEmpty());
    QCoreApplication::processEvents();
    QVERIFY(!line->isVisible()); // not both in one place
    QCOMPARE(settings::kTextSize.value(), 110);
    QTest::keyClick(&shown.window, Qt::Key_0, Qt::ControlModifier);
    QCOMPARE(shown.window.textZoom(), kUsualTextZoom);
    for (int press = 0; press < 12; ++press)
        QTest::keyClick(&shown.window, Qt::Key_Minus, Qt::ControlModifier);
    QCOMPARE(shown.window.textZoom(), kLeastTextZoom);
    for (int press = 0; press < 12; ++press)
        QTest::keyClick(&shown.window, Qt::Key_Equal, Qt::ControlModifier);
    QCOMPARE(shown.window.textZoom(), kMostTextZoom);
    QCOMPARE(settings::kTextSize.value(), kMostTextZoom);
}

void TestWindowLook::aDigitNeuronsCardNeedsNoScrolling()
{
    QTemporaryDir models;
    for (const QSize size : {QSize(1280, 800), QSize(1024, 700)}) {
        Shown shown(size);
        QVERIFY(test::openModels(shown.workbench, models,
            {test::smallDigits(Routing::GumbelController), test::smallDigits(Routing::Dense)}));
        auto& inspector = *shown.show(static_cast<int>(PanelId::Digits)).findChild<Inspector*>();
        for (const Twin twin : {Twin::Sparse, Twin::Dense}) {
            inspector.keep(twin, {0, 3});
            QTRY_VERIFY(inspector.isVisible());
            for (const char* name : {"letGo", "switchOff", "pinAndCompare"}) {
                const auto* button = inspector.findChild<QToolButton*>(QLatin1String(name));
                QTRY_VERIFY2(button->visibleRegion() == button->rect(), name);
            }
        }
    }
}

void TestWindowLook::digitsAreOfOneWidth()
{
    Shown shown;
    for (const QFont& font : {shown.window.font(), smallFont(&shown.window),
             headingFont(&shown.window), heroFont(&shown.window), dataFont(&shown.window)}) {
        const QFontMetricsF metrics(font);
        for (char16_t digit = u'1'; digit <= u'9'; ++digit)
            QCOMPARE(metrics.horizontalAdvance(QChar(digit)), metrics.horizontalAdvance(u'0'));
    }
}

// ------------------------------------------------------------------------------------------------------------------
// sizes

void TestWindowLook::noPanelScrollsSideways_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("index");
    for (const QSize size :
        {QSize(1024, 700), QSize(1280, 800), QSize(1920, 1080), QSize(2560, 1600)})
        for (int index = 0; index < kPanels; ++index)
            QTest::newRow(qPrintable(QStringLiteral("%1 at %2 x %3")
                                         .arg(wordFor(static_cast<PanelId>(index)))
                                         .arg(size.width())
                                         .arg(size.height())))
                << size << index;
}

void TestWindowLook::noPanelScrollsSideways()
{
    QFETCH(QSize, size);
    QFETCH(int, index);
    Shown shown(size);
    QTemporaryDir models;
    QVERIFY(test::openModels(shown.workbench, models,
        {test::smallText(Routing::Gated), test::smallText(Routing::Dense)}));
    const Panel& panel = shown.show(index);
    QCoreApplication::processEvents();
    QList<const QScrollArea*> areas
        = {qobject_cast<QScrollArea*>(panel.parentWidget()->parentWidget())}; // behind its viewport
    for (const QScrollArea* inner : panel.findChildren<QScrollArea*>())
        if (inner->isVisible())
            areas << inner;
    for (const QScrollArea* area : areas) {
        QVERIFY(area);
        const int tooWide = area->horizontalScrollBar()->maximum();
        QVERIFY2(tooWide == 0, qPrintable(QStringLiteral("%1 px too wide").arg(tooWide)));
    }
}

GLOWWORM_TEST(TestWindowLook)
#include "tst_window_look.moc"
