// SPDX-License-Identifier: GPL-3.0-or-later
// What Set-up draws of the network that its fields describe, and of the bytes that it reads.
#include "ui/setup/network_drawing.h"

#include "support/active_window.h"
#include "support/exported.h"
#include "support/fake_trainer.h"
#include "support/run_test.h"
#include "ui/session/training.h"
#include "ui/session/workbench.h"
#include "ui/setup/bytes_bars.h"
#include "ui/setup/config_form.h"
#include "ui/setup/setup_panel.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QImage>
#include <QLineEdit>
#include <QLocale>
#include <QPaintEvent>
#include <QTest>

#include <algorithm>
#include <ctime>
#include <numeric>

using namespace glowworm;

namespace {

using PartKind = NetworkPart::Kind;

ModelConfig modelOf(const char* name) { return preset(name).config.model; }

std::vector<NetworkPart> partsOf(const NetworkDrawing& drawing, PartKind kind, Twin twin)
{
    std::vector<NetworkPart> found;
    std::ranges::copy_if(drawing.parts(), std::back_inserter(found),
        [=](const NetworkPart& part) { return part.kind == kind && part.twin == twin; });
    return found;
}

double area(const std::vector<QRectF>& places)
{
    return std::accumulate(places.begin(), places.end(), 0.0,
        [](double sum, const QRectF& place) { return sum + place.width() * place.height(); });
}

/// Of the columns of an FF layer, what is light.
double glow(const NetworkDrawing& drawing, const NetworkPart& part)
{
    return area(drawing.lights(part)) / area(drawing.columns(part));
}

struct PaintCount : QObject {
    int count = 0;
    bool eventFilter(QObject*, QEvent* event) override
    {
        count += event->type() == QEvent::Paint;
        return false;
    }
};

struct NetworkDrawingShown {
    Workbench workbench{test::fakeCreate()};
    SetupPanel panel{workbench};
    NetworkDrawing& drawing{*panel.findChild<NetworkDrawing*>()};
    explicit NetworkDrawingShown(QSize size = {1160, 740})
    {
        panel.resize(size);
        panel.show();
    }
    QLineEdit& edit(const char* name) { return *panel.findChild<QLineEdit*>(QLatin1String(name)); }
    void retype(const char* name, const QString& text)
    {
        edit(name).selectAll();
        QTest::keyClicks(&edit(name), text);
    }
};

} // namespace

class TestNetworkDrawing : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void glowsInProportionToWhatFires_data()
    {
        QTest::addColumn<int>("neurons");
        QTest::addColumn<int>("groups");
        QTest::newRow("quick") << 512 << 8;
        QTest::newRow("full size") << 1536 << 24;
        QTest::newRow("half") << 512 << 256;
        QTest::newRow("all") << 512 << 512;
        QTest::newRow("one group") << 100 << 1;
        QTest::newRow("many groups") << 6000 << 1500;
    }
    void glowsInProportionToWhatFires()
    {
        QFETCH(int, neurons);
        QFETCH(int, groups);
        ModelConfig model = modelOf("quick-sparse");
        model.neurons = neurons;
        model.groups = groups;
        NetworkDrawing drawing;
        drawing.resize(1160, 900); // so that one neuron is higher than the least that can be seen
        drawing.setModel(model, false);
        const auto layers = partsOf(drawing, PartKind::FeedForward, Twin::Sparse);
        QCOMPARE(layers.size(), std::size_t(4));
        for (const NetworkPart& layer : layers) {
            QVERIFY(std::abs(glow(drawing, layer) - model.density()) < 1e-6);
            const auto columns = drawing.columns(layer), lights = drawing.lights(layer);
            QCOMPARE(lights.size(), columns.size());
            for (std::size_t i = 0; i < columns.size(); ++i)
                QVERIFY(columns[i].adjusted(-1e-6, -1e-6, 1e-6, 1e-6).contains(lights[i]));
            const int bundle = drawing.groupsInColumn(layer);
            QVERIFY(static_cast<int>(columns.size()) * bundle >= groups);
            QVERIFY(static_cast<int>(columns.size() - 1) * bundle < groups);
        }
    }

    void denseLayerIsAllLightAndStandsBelowItsTwin()
    {
        NetworkDrawing drawing;
        drawing.resize(1160, 220);
        drawing.setModel(modelOf("quick-sparse"), false);
        QVERIFY(partsOf(drawing, PartKind::FeedForward, Twin::Dense).empty());
        drawing.setModel(modelOf("quick-sparse"), true);
        const auto sparse = partsOf(drawing, PartKind::FeedForward, Twin::Sparse),
                   dense = partsOf(drawing, PartKind::FeedForward, Twin::Dense);
        QCOMPARE(sparse.size(), std::size_t(4));
        QCOMPARE(dense.size(), std::size_t(4));
        for (std::size_t i = 0; i < 4; ++i) {
            QCOMPARE(glow(drawing, dense[i]), 1.0);
            QVERIFY(dense[i].place.top() > sparse[i].place.bottom());
            QCOMPARE(dense[i].place.left(), sparse[i].place.left());
            QCOMPARE(dense[i].place.size(), sparse[i].place.size());
        }
        QVERIFY(partsOf(drawing, PartKind::Router, Twin::Dense).empty());
        drawing.setModel(modelOf("quick-dense"), true); // is the twin itself
        QVERIFY(partsOf(drawing, PartKind::FeedForward, Twin::Sparse).empty());
        QCOMPARE(partsOf(drawing, PartKind::FeedForward, Twin::Dense).size(), std::size_t(4));
    }

    void heightsAreNumbersSideBySideOnOneScale()
    {
        NetworkDrawing drawing;
        drawing.resize(1160, 600);
        const ModelConfig model = modelOf("quick-sparse"); // 65, 128, 512
        drawing.setModel(model, false);
        const double layer
            = partsOf(drawing, PartKind::FeedForward, Twin::Sparse)[0].place.height();
        const double scale = layer / model.neurons;
        QCOMPARE(partsOf(drawing, PartKind::Attention, Twin::Sparse)[0].place.height(),
            scale * model.dModel);
        QCOMPARE(partsOf(drawing, PartKind::Router, Twin::Sparse)[0].place.height(),
            scale * model.routerRank);
    }

    void digitsHaveOneLayerAndNoAttention()
    {
        NetworkDrawing drawing;
        drawing.resize(900, 220);
        drawing.setModel(modelOf("glowworm-mnist"), true);
        QVERIFY(partsOf(drawing, PartKind::Attention, Twin::Sparse).empty());
        QCOMPARE(partsOf(drawing, PartKind::FeedForward, Twin::Sparse).size(), std::size_t(1));
        QVERIFY(drawing.pictureWords().contains(QStringLiteral("8 of 400")));
        QVERIFY(drawing.wordsOf(partsOf(drawing, PartKind::Input, Twin::Sparse)[0])
                    .contains(QStringLiteral("784")));
    }

    void nothingIsCutAndNothingOverlaps_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<int>("layers");
        for (const QSize size :
            {QSize(420, 150), QSize(900, 190), QSize(1160, 220), QSize(2400, 320)})
            for (const int layers : {1, 4, 6, 12, 48})
                QTest::addRow("%d x %d, %d layers", size.width(), size.height(), layers)
                    << size << layers;
    }
    void nothingIsCutAndNothingOverlaps()
    {
        QFETCH(QSize, size);
        QFETCH(int, layers);
        ModelConfig model = modelOf("glowworm-shakespeare");
        model.layers = layers;
        NetworkDrawing drawing;
        drawing.resize(size);
        drawing.setModel(model, true);
        int told = 0;
        double right = 0;
        for (const NetworkPart& part : drawing.parts()) {
            QVERIFY(QRectF(drawing.rect()).contains(part.place));
            if (part.twin != Twin::Sparse)
                continue;
            QVERIFY(part.place.left() >= right - 1e-6);
            right = part.place.right();
            if (part.kind == PartKind::FeedForward || part.kind == PartKind::LeftOut) {
                QCOMPARE(part.layer, told);
                told += part.count;
            }
        }
        QCOMPARE(told, layers);
    }
    void followsFieldsWhileTheyCanBeUsed()
    {
        NetworkDrawingShown shown;
        const auto columns = [&] {
            return shown.drawing
                .columns(partsOf(shown.drawing, PartKind::FeedForward, Twin::Sparse)[0])
                .size();
        };
        QCOMPARE(columns(), std::size_t(8));
        shown.retype("groups", QStringLiteral("16"));
        QCOMPARE(columns(), std::size_t(16));
        shown.retype("layers", QStringLiteral("2"));
        QCOMPARE(
            partsOf(shown.drawing, PartKind::FeedForward, Twin::Sparse).size(), std::size_t(2));
        shown.retype("groups", QStringLiteral("7")); // does not divide 512
        QCOMPARE(columns(), std::size_t(16));
        QVERIFY(shown.drawing.pictureWords().contains(QStringLiteral("from before")));
        shown.retype("groups", QStringLiteral("4"));
        QCOMPARE(columns(), std::size_t(4));
        QVERIFY(!shown.drawing.pictureWords().contains(QStringLiteral("from before")));
        shown.panel.findChild<QComboBox*>(QStringLiteral("routing"))
            ->setCurrentText(QStringLiteral("dense"));
        QVERIFY(partsOf(shown.drawing, PartKind::FeedForward, Twin::Sparse).empty());
    }

    void nothingBelowItMovesWithTheFields()
    {
        NetworkDrawingShown shown({948, 625});
        auto* form = shown.panel.findChild<ConfigForm*>();
        const auto place = [&] { return form->mapTo(&shown.panel, QPoint(0, 0)); };
        QCoreApplication::processEvents();
        const QPoint before = place();
        shown.panel.findChild<QCheckBox*>(QStringLiteral("twins"))->toggle();
        shown.retype("groups", QStringLiteral("512"));
        shown.retype("groups", QStringLiteral("7"));
        shown.retype("layers", QStringLiteral("48"));
        QCoreApplication::processEvents();
        QCOMPARE(place(), before);
    }

    void clickAndReturnGoToTheField()
    {
        NetworkDrawingShown shown;
        test::activate(shown.panel);
        const auto click = [&](PartKind kind) {
            QTest::mouseClick(&shown.drawing, Qt::LeftButton, {},
                partsOf(shown.drawing, kind, Twin::Sparse)[1].place.center().toPoint());
        };
        click(PartKind::Attention);
        QTRY_COMPARE(QApplication::focusWidget(), &shown.edit("heads"));
        click(PartKind::FeedForward);
        QCOMPARE(QApplication::focusWidget(), &shown.edit("neurons"));
        click(PartKind::Router);
        QCOMPARE(QApplication::focusWidget(), &shown.edit("router_rank"));
        shown.drawing.setFocus(Qt::TabFocusReason);
        for (int i = 0; i < 200; ++i)
            QTest::keyClick(&shown.drawing, Qt::Key_Left);
        QVERIFY(shown.drawing.cursorWords().contains(QStringLiteral("Embedding")));
        QTest::keyClick(&shown.drawing, Qt::Key_Right);
        QVERIFY(shown.drawing.cursorWords().contains(QStringLiteral("attention")));
        QTest::keyClick(&shown.drawing, Qt::Key_Return);
        QCOMPARE(QApplication::focusWidget(), &shown.edit("heads"));
    }

    void saysWhatFiresAndHowItIsDrawn()
    {
        NetworkDrawing drawing;
        drawing.resize(1160, 220);
        drawing.setModel(modelOf("quick-sparse"), true);
        const QString words = drawing.pictureWords();
        for (const char* part : {"32 of 2048 FF neurons", "dense twin", "1/64"})
            QVERIFY2(words.contains(QLatin1String(part)), qPrintable(words));
        for (const NetworkPart& part : drawing.parts())
            QVERIFY(!drawing.wordsOf(part).isEmpty());
    }

    void hiddenItPaintsNothing()
    {
        NetworkDrawing drawing;
        PaintCount paints;
        drawing.installEventFilter(&paints);
        drawing.resize(1160, 220);
        drawing.show();
        QTRY_VERIFY(paints.count > 0);
        drawing.hide();
        QCoreApplication::processEvents();
        paints.count = 0;
        for (const int groups : {8, 16, 32}) {
            ModelConfig model = modelOf("quick-sparse");
            model.groups = groups;
            drawing.setModel(model, true);
            QCoreApplication::processEvents();
        }
        QCOMPARE(paints.count, 0);
        drawing.show();
        QTRY_VERIFY(paints.count > 0);
    }

    void isPaintedInFourMilliseconds_data()
    {
        QTest::addColumn<int>("layers");
        QTest::addColumn<int>("groups");
        QTest::newRow("full size") << 6 << 24;
        QTest::newRow("many of all") << 48 << 1536;
    }
    void isPaintedInFourMilliseconds()
    {
        QFETCH(int, layers);
        QFETCH(int, groups);
        ModelConfig model = modelOf("glowworm-shakespeare");
        model.layers = layers;
        model.groups = groups;
        NetworkDrawing drawing;
        drawing.resize(1160, 220);
        QImage target(drawing.size(), QImage::Format_RGB32);
        std::vector<std::clock_t> times;
        for (int i = 0; i < 40; ++i) {
            const std::clock_t start = std::clock(); // of the processor: the machine may be busy
            model.routerRank = i + 1;
            drawing.setModel(model, true);
            drawing.render(&target);
            times.push_back(std::clock() - start);
        }
        std::ranges::sort(times);
        const double milliseconds
            = 1e3 * static_cast<double>(times[times.size() / 4]) / CLOCKS_PER_SEC;
        qInfo("lower quartile of %zu repaints: %.2f ms", times.size(), milliseconds);
        QVERIFY2(milliseconds < 4, qPrintable(QString::number(milliseconds)));
    }

    void nightStaysInTheLightTheme()
    {
        auto& application = *static_cast<QApplication*>(QCoreApplication::instance());
        for (const ThemeChoice choice :
            {ThemeChoice::Light, ThemeChoice::Dark, ThemeChoice::Contrast}) {
            applyTheme(application, choice);
            NetworkDrawing drawing;
            drawing.resize(1160, 220);
            drawing.setModel(modelOf("quick-sparse"), false);
            const QImage picture = drawing.grab().toImage();
            const NetworkPart layer = partsOf(drawing, PartKind::FeedForward, Twin::Sparse)[0];
            const double ratio = picture.devicePixelRatio();
            const auto at
                = [&](QPointF place) { return picture.pixelColor((place * ratio).toPoint()); };
            QVERIFY(at({40, 5}).lightness() < 40);
            QVERIFY(at(drawing.lights(layer)[0].center()).lightness() > 150);
        }
        applyTheme(application, ThemeChoice::Light);
    }

    void barsOfBytesAreTheCostsByPartOnOneScale()
    {
        for (const Preset& preset : presets()) {
            const ModelConfig& model = preset.config.model;
            BytesBars bars;
            bars.resize(400, bars.sizeHint().height());
            bars.setModel(model);
            const Cost dense = inferenceCost(denseTwin(preset.config).model),
                       own = inferenceCost(model);
            const double pixels = 400.0 / static_cast<double>(std::max(dense.bytes(), own.bytes()));
            std::int64_t ofModel = 0, ofTwin = 0;
            for (const BytesSegment& segment : bars.segments()) {
                const bool isModel = segment.twin == twinOf(model);
                const PartCost* cost = (isModel ? own : dense).find(segment.part);
                QVERIFY(cost);
                QCOMPARE(segment.bytes, cost->bytes);
                QVERIFY(std::abs(segment.place.width() - pixels * cost->bytes) < 1e-6);
                QVERIFY(segment.place.right() <= 400 + 1e-6);
                (isModel ? ofModel : ofTwin) += segment.bytes;
            }
            QCOMPARE(ofModel, own.bytes());
            QCOMPARE(ofTwin, model.isSparse() ? dense.bytes() : 0);
        }
    }

    void isGivenOut()
    {
        NetworkDrawingShown shown;
        const std::vector<ExportItem> items = shown.panel.exports();
        QVERIFY(std::ranges::any_of(
            items, [](const ExportItem& item) { return item.name == QStringLiteral("Network"); }));
        const QImage picture = QImage::fromData(test::exported(items, QStringLiteral("PNG 2x")));
        QVERIFY(picture.width() >= 2 * shown.drawing.width());
        const QByteArray svg = test::exported(items, QStringLiteral("SVG"));
        QVERIFY(svg.contains("FF neurons fire for each character"));
        QVERIFY(!svg.contains("<image")); // lines, not pixels
    }
};

GLOWWORM_TEST(TestNetworkDrawing)
#include "tst_network_drawing.moc"
