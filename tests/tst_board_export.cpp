// SPDX-License-Identifier: GPL-3.0-or-later
// The switchboard outside the window: a picture that explains itself, and a table. The screen has
// two device pixels for each logical one, which a file must not show.
#include "ui/widgets/board_table.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/model_words.h"
#include "ui/widgets/switchboard.h"
#include "ui/widgets/value_label.h"

#include "model/base/counter_random.h"
#include "model/config/firing_csv.h"
#include "support/exported.h"
#include "support/run_test.h"

#include <QFile>
#include <QFileDialog>
#include <QImage>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

#include <optional>
#include <utility>

using namespace glowworm;

namespace {

constexpr NeuronGrid kBoardExportGrid{3, 8, 16};

FiringRecord record()
{
    FiringRecord record;
    for (int layer = 0; layer < kBoardExportGrid.layers; ++layer) {
        LayerFiring& firing = record.layers.emplace_back();
        for (int group = 0; group < kBoardExportGrid.groups; ++group) {
            const auto key = static_cast<int>(
                randomKey(5, static_cast<std::uint64_t>(layer * 100 + group)) % 16);
            const int first = group * kBoardExportGrid.groupSize;
            firing.neurons.push_back(static_cast<std::uint16_t>(first + key));
            firing.values.push_back(static_cast<float>(key - 5) / 4);
            firing.decisions.push_back(
                {first + key, first + (key + 1) % kBoardExportGrid.groupSize, 0.75F, 0.125F, 2});
        }
    }
    return record;
}

} // namespace

class TestBoardExport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aPictureHoldsLegendAndOrigin_data();
    void aPictureHoldsLegendAndOrigin();
    void aPictureIsThePagesWhateverTheScreenIs();
    void aPictureIsAsLargeAsItsCells_data();
    void aPictureIsAsLargeAsItsCells();
    void whatIsPickedIsNotInThePicture();
    void surgeryIsToldInWords();
    void theTableSaysWhatFired();
    void aTableOfATapeHasNoValues();
    void theTableIsThereBeforeAnythingFired();
    void theTableOfTwoPlacesSaysWhichLitWhat();
    void aRowBringsTheCursorAlong();
    void theTableSaysThatItWasWritten();
};

void TestBoardExport::aPictureHoldsLegendAndOrigin_data()
{
    QTest::addColumn<QString>("suffix");
    QTest::addColumn<QByteArray>("magic");
    QTest::newRow("png") << QStringLiteral("png") << QByteArray("\x89PNG");
    QTest::newRow("svg") << QStringLiteral("svg") << QByteArray("<?xml");
    QTest::newRow("pdf") << QStringLiteral("pdf") << QByteArray("%PDF");
}

void TestBoardExport::aPictureHoldsLegendAndOrigin()
{
    QFETCH(QString, suffix);
    QFETCH(QByteArray, magic);
    Switchboard board;
    board.setShape({kBoardExportGrid, true, false});
    board.setFiring(record());
    board.setSurgery({{{1, 100}}, {}});
    board.setSource([] {
        return Switchboard::Source{QStringLiteral("wide & untrained, token 2"), {}};
    });
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("board.") + suffix);
    QCOMPARE(writePicture(file, board.picture()), QString());
    QFile written(file);
    QVERIFY(written.open(QIODevice::ReadOnly));
    const QByteArray bytes = written.readAll();
    QVERIFY(bytes.startsWith(magic));
    if (suffix == QStringLiteral("svg")) {
        QString text;
        QXmlStreamReader reader(bytes);
        while (!reader.atEnd())
            if (reader.readNext() == QXmlStreamReader::Characters)
                text += reader.text();
        QVERIFY(!reader.hasError());
        for (const QString& words : board.legendWords().split(QStringLiteral("; ")))
            QVERIFY2(text.contains(words), qPrintable(words));
        QVERIFY(text.contains(QStringLiteral("wide & untrained, token 2")));
        QVERIFY(text.contains(QStringLiteral("layer 2")));
    }
    QVERIFY(writePicture(folder.filePath(QStringLiteral("board.bmp")), board.picture())
                .contains(QStringLiteral(".svg")));
}

/// All columns of the board stand between title and source.
void TestBoardExport::aPictureIsThePagesWhateverTheScreenIs()
{
    Switchboard board;
    QCOMPARE(board.devicePixelRatioF(), 2.0); // CMakeLists.txt gives this test such a screen
    const BoardShape shape{{1, 8, 50}, true, false};
    board.resize(300, 200);
    board.setShape(shape);
    FiringRecord fired;
    fired.layers.push_back({{49, 99, 149, 199, 249, 299, 349, 399}, {1, 1, 1, 1, 1, 1, 1, 1}, {},
        {}}); // the lowest of each column
    board.setFiring(fired);
    board.grab();
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("board.png"));
    QCOMPARE(writePicture(file, board.picture()), QString());
    const QImage picture(file);
    QCOMPARE(picture.size(), 2 * board.picture().size);
    const QRgb bar = Stage::of(board.palette()).bar.rgb();
    QRect bars;
    for (int y = 0; y < picture.height(); ++y)
        for (int x = 0; x < picture.width(); ++x)
            if (picture.pixel(x, y) == bar)
                bars |= QRect(x, y, 1, 1);
    QVERIFY(bars.height() > 1200); // 50 rows of 14, at two pixels each, less the gap
    QVERIFY(bars.bottom() < picture.height() - 2 * 44);
}

void TestBoardExport::aPictureIsAsLargeAsItsCells_data()
{
    QTest::addColumn<NeuronGrid>("grid");
    for (const NeuronGrid grid :
        {NeuronGrid{4, 8, 64}, NeuronGrid{6, 24, 64}, NeuronGrid{4, 24, 64}, NeuronGrid{4, 96, 4}})
        QTest::addRow("%d x %d x %d", grid.layers, grid.groups, grid.groupSize) << grid;
}

/// No half of it is empty.
void TestBoardExport::aPictureIsAsLargeAsItsCells()
{
    QFETCH(NeuronGrid, grid);
    Switchboard board;
    board.resize(300, 200);
    board.setShape({grid, true, false});
    const QImage picture = imageOf(board.picture(), 1);
    const QRgb bar = Stage::of(board.palette()).bar.rgb();
    QRect bars;
    for (int y = 0; y < picture.height(); ++y)
        for (int x = 0; x < picture.width(); ++x)
            if (picture.pixel(x, y) == bar)
                bars |= QRect(x, y, 1, 1);
    QVERIFY2(bars.right() > picture.width() - 40, qPrintable(QString::number(bars.right())));
    QVERIFY(bars.width() > 600);
    QVERIFY2(bars.bottom() > picture.height() - 140, qPrintable(QString::number(bars.bottom())));
}

/// Nor what is shown apart: it dims all else.
void TestBoardExport::whatIsPickedIsNotInThePicture()
{
    Switchboard board;
    board.setShape({kBoardExportGrid, true, false});
    board.setFiring(record());
    const QImage before = imageOf(board.picture(), 1);
    board.setPicked(NeuronAddress{1, 20});
    board.setHighlights({{0, 3}});
    board.setGlow(0.3);
    QCOMPARE(imageOf(board.picture(), 1), before);
}

/// Of many the first three.
void TestBoardExport::surgeryIsToldInWords()
{
    QCOMPARE(surgeryWords(kBoardExportGrid, {}), QString());
    QCOMPARE(surgeryWords(kBoardExportGrid, {{{1, 17}}, {{2, 0}}}),
        QStringLiteral("L1.G01.N01 switched off; L2.G00.N00 always chosen"));
    QCOMPARE(surgeryWords(kBoardExportGrid, {{{0, 0}, {0, 1}, {0, 2}, {0, 3}, {0, 4}}, {}}),
        QStringLiteral("L0.G00.N00, L0.G00.N01, L0.G00.N02 and 2 more switched off"));
}

/// One row a neuron that fired, and the same as comma-separated values.
void TestBoardExport::theTableSaysWhatFired()
{
    const FiringRecord fired = record();
    BoardTable table(kBoardExportGrid, fired, QStringLiteral("token 2"), {}, nullptr);
    QCOMPARE(table.table().rowCount(), 24);
    const QStringList lines = QString::fromStdString(
        firingCsv(kBoardExportGrid, fired, {"wide", 2, "e", "disabled L0.G00.N09"}))
                                  .split(u'\n');
    QCOMPARE(lines.size(), 26); // heading, and the end of the last line
    for (int row = 0; row < 24; ++row) {
        const int layer = row / 8, group = row % 8;
        const int neuron = fired.layers[static_cast<std::size_t>(layer)]
                               .neurons[static_cast<std::size_t>(group)];
        const QString address
            = QString::fromStdString(addressText(kBoardExportGrid, NeuronAddress{layer, neuron}));
        QCOMPARE(table.table().item(row, 0)->text(), address);
        QVERIFY2(
            lines[row + 1].startsWith(QStringLiteral("wide,2,e,")), qPrintable(lines[row + 1]));
        QCOMPARE(lines[row + 1].section(u',', 6, 6), address);
        QVERIFY2(lines[row + 1].trimmed().endsWith(QStringLiteral(",disabled L0.G00.N09")),
            qPrintable(lines[row + 1]));
    }
}

/// It keeps signs, which are no values.
void TestBoardExport::aTableOfATapeHasNoValues()
{
    FiringRecord fired = record();
    fired.valuesKnown = false;
    BoardTable table(kBoardExportGrid, fired, QStringLiteral("token 2"), {}, nullptr);
    constexpr int kValue = 4;
    QCOMPARE(table.table().item(0, kValue)->text(), missingText());
    QVERIFY(!table.table().item(0, kValue)->toolTip().isEmpty());
    QCOMPARE(QString::fromStdString(firingCsv(kBoardExportGrid, fired, {}))
                 .split(u'\n')[1]
                 .section(u',', 7, 7),
        QString());
}

/// A key that does nothing is a fault to whoever presses it.
void TestBoardExport::theTableIsThereBeforeAnythingFired()
{
    Switchboard board;
    board.setShape({kBoardExportGrid, true, true});
    board.showTable();
    const auto* table = board.findChild<BoardTable*>();
    QVERIFY(table && table->isVisible());
    QCOMPARE(table->table().rowCount(), 0);
    QCOMPARE(table->table().accessibleDescription(), board.summary());
}

/// A layer of two groups of two; A lights 0 and 2, B lights 0 and 3.
void TestBoardExport::theTableOfTwoPlacesSaysWhichLitWhat()
{
    constexpr NeuronGrid grid{1, 2, 2};
    const auto place = [](std::int64_t token, const char* character, std::uint16_t second) {
        FiringPlace made{{{}, token, character}, {}};
        made.firing.layers.push_back({{0, second}, {0.5F + static_cast<float>(token), -2}, {}, {}});
        return made;
    };
    Switchboard board;
    board.setShape({grid, true, false});
    const FiringPlace a = place(3, "e", 2), b = place(7, ",", 3);
    board.setFiring(b.firing);
    board.setSource([] {
        return Switchboard::Source{QStringLiteral("x"), {"wide", 7, ",", "disabled L0.G00.N01"},
            QStringLiteral("wide, L0.G00.N01 switched off")};
    });
    board.setPair([&] {
        return std::optional(Switchboard::Pair{
            a, b, QStringLiteral("e at character 3"), QStringLiteral(", at character 7")});
    });
    board.showTable();
    const QTableWidget& table = board.findChild<BoardTable*>()->table();
    QCOMPARE(table.accessibleDescription(),
        QStringLiteral("wide, L0.G00.N01 switched off. A: e at character 3. B: , at character 7"));
    QStringList rows;
    for (int row = 0; row < table.rowCount(); ++row) {
        QStringList cells;
        for (int column = 3; column < table.columnCount(); ++column)
            cells << (table.item(row, column) ? table.item(row, column)->text() : QString());
        rows << cells.join(u'|');
    }
    const QString minus = numberText(-2);
    QCOMPARE(rows,
        (QStringList{QStringLiteral("0|both|%1|%2").arg(numberText(3.5), numberText(7.5)),
            QStringLiteral("0|only A|%1|").arg(minus), QStringLiteral("1|only B||%1").arg(minus)}));
    auto named = std::pair(a, b);
    named.first.source.model = "wide";
    named.first.source.surgery = "disabled L0.G00.N01";
    const QStringList csv
        = QString::fromStdString(comparedCsv(grid, named.first, named.second)).split(u'\n');
    QCOMPARE(csv.size(), 5); // heading, and the end of the last line
    QVERIFY2(csv[1].startsWith(QStringLiteral("wide,3,e,7,\",\",0,0,0,")), qPrintable(csv[1]));
    QVERIFY2(csv[1].trimmed().endsWith(QStringLiteral(",both,3.5,7.5,disabled L0.G00.N01")),
        qPrintable(csv[1]));
    QVERIFY2(csv[2].trimmed().endsWith(QStringLiteral(",A,-2,,disabled L0.G00.N01")),
        qPrintable(csv[2]));
    QVERIFY2(csv[3].trimmed().endsWith(QStringLiteral(",B,,-2,disabled L0.G00.N01")),
        qPrintable(csv[3]));
    const QByteArray given = test::exported({board.exported()}, QStringLiteral("CSV"));
    QCOMPARE(QString::fromUtf8(given), csv.join(u'\n')); // what is compared, not one place of it
}

void TestBoardExport::aRowBringsTheCursorAlong()
{
    Switchboard board;
    board.setShape({kBoardExportGrid, true, false});
    board.setFiring(record());
    board.showTable();
    const QTableWidget& table = board.findChild<BoardTable*>()->table();
    QSignalSpy picked(&board, &Switchboard::picked);
    Q_EMIT const_cast<QTableWidget&>(table).cellActivated(13, 2);
    QCOMPARE(picked.size(), 1);
    const NeuronAddress at{1, record().layers[1].neurons[5]};
    QCOMPARE(board.cursorCell(), at);
    QCOMPARE(board.statusText(), board.cellWords(at));
}

void TestBoardExport::theTableSaysThatItWasWritten()
{
    const QTemporaryDir folder;
    BoardTable table(kBoardExportGrid, record(), QStringLiteral("token 2"), {}, nullptr);
    table.setAttribute(Qt::WA_DeleteOnClose, false);
    table.show();
    for (auto* button : table.findChildren<QPushButton*>())
        if (button->text() == QStringLiteral("&Save..."))
            button->click();
    auto* dialog = table.findChild<QFileDialog*>();
    QVERIFY(dialog);
    const QString file = folder.filePath(QStringLiteral("neurons.csv"));
    Q_EMIT dialog->fileSelected(file);
    QVERIFY(QFile::exists(file));
    const auto* told = table.findChild<ElidedLabel*>(QStringLiteral("told"));
    QCOMPARE(told->text(), QStringLiteral("Written: ") + file);
    Q_EMIT dialog->fileSelected(folder.filePath(QStringLiteral("no/such/folder.csv")));
    QVERIFY2(!told->text().startsWith(QStringLiteral("Written")), qPrintable(told->text()));
}

GLOWWORM_TEST(TestBoardExport)
#include "tst_board_export.moc"
