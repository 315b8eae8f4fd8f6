// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/setup/data_card.h"

#include "model/data/data_folder.h"
#include "ui/session/open_files.h"
#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/colour_mix.h"
#include "ui/widgets/fold_line.h"
#include "ui/widgets/origin_heading.h"
#include "ui/widgets/path_text.h"
#include "ui/widgets/sentence_words.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"
#include "ui/widgets/words.h"

#include <QEvent>
#include <QFileInfo>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QImage>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <numeric>

namespace glowworm {
namespace {

constexpr int kSamplesPerLabel = 4;
constexpr int kFacts = 5;
constexpr int kTableRows = 8; // that are seen at once

/// A character as the table shows it: blanks by name, the rest as itself.
QString shownCharacter(char32_t character)
{
    switch (character) {
    case U'\n':
        return DataCard::tr("line end");
    case U'\t':
        return DataCard::tr("tab");
    case U' ':
        return DataCard::tr("space");
    default:
        return QChar::isPrint(character) ? QString::fromUcs4(&character, 1)
                                         : DataCard::tr("(not printable)");
    }
}

/// All of them, as they are sorted, as far as a card has room.
QString alphabetWords(const std::vector<char32_t>& characters)
{
    constexpr std::size_t kShown = 100;
    QStringList shown;
    for (std::size_t i = 0; i < std::min(kShown, characters.size()); ++i)
        shown << visibleCharacter(characters[i]);
    if (characters.size() > kShown)
        shown << QStringLiteral("\u2026");
    return shown.join(QLatin1Char(' '));
}

/// The first columns, `names` of them, are centred; the others are numbers, as their heads.
void fill(
    QTableWidget& table, const QStringList& heads, int names, const std::vector<QStringList>& rows)
{
    const auto alignmentOf = [names](int column) {
        return (column < names ? Qt::AlignHCenter : Qt::AlignRight) | Qt::AlignVCenter;
    };
    table.setColumnCount(static_cast<int>(heads.size()));
    table.setHorizontalHeaderLabels(heads);
    table.setRowCount(static_cast<int>(rows.size()));
    for (int column = 0; column < table.columnCount(); ++column) {
        table.horizontalHeaderItem(column)->setTextAlignment(alignmentOf(column));
        for (int row = 0; row < table.rowCount(); ++row) {
            auto* item = new QTableWidgetItem(rows[static_cast<std::size_t>(row)][column]);
            item->setTextAlignment(alignmentOf(column));
            table.setItem(row, column, item);
        }
    }
}

} // namespace

DataCard::DataCard(QWidget* parent)
    : QFrame(parent)
    , m_source(new QLabel(this))
    , m_hint(newNote({}, this))
    , m_tooShort(new QLabel(this))
    , m_open(new QPushButton(this))
    , m_fold(new FoldLine(tr("Each character or label"), "counts", this))
    , m_alphabet(new QLabel(this))
    , m_samples(new QLabel(this))
    , m_facts(new QGridLayout)
    , m_table(new QTableWidget(this))
{
    makeCard(this);
    m_tooShort->setObjectName(QStringLiteral("tooShort"));
    m_tooShort->setWordWrap(true);
    m_tooShort->setProperty("fieldError", true);
    m_tooShort->hide();
    m_alphabet->setObjectName(QStringLiteral("alphabet"));
    m_alphabet->setWordWrap(true);
    m_alphabet->setTextFormat(Qt::PlainText);
    m_alphabet->setToolTip(tr("Every character that the text has: the model knows these alone"));
    connect(m_open, &QPushButton::clicked, this, &DataCard::openAsked);
    buildTable();
    m_open->setWhatsThis(tr("Opens data to train on. It is read, never changed."));

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kWideGap, kGap + kGap / 2, kWideGap, kGap + kGap / 2);
    QHBoxLayout* top = newOriginHeading(tr("Data"), Provenance::Loaded, this);
    m_origin = top->itemAt(top->count() - 1)->widget();
    top->addWidget(m_open);
    layout->addLayout(top);
    layout->addWidget(m_source);
    layout->addWidget(m_hint);
    layout->addWidget(m_tooShort);
    buildFacts();
    layout->addLayout(m_facts);
    layout->addWidget(m_fold);
    layout->addWidget(m_alphabet);
    layout->addWidget(m_samples);
    layout->addWidget(m_table);
    m_fold->setWhatsThis(tr("How often each character or label occurs in the open data."));
    connect(m_fold, &FoldLine::toggled, this, &DataCard::showCounts);
}

void DataCard::buildFacts()
{
    m_facts->setHorizontalSpacing(kGap);
    m_facts->setVerticalSpacing(kGap / 2);
    m_facts->setColumnStretch(0, 1);
    for (int index = 0; index < kFacts; ++index) {
        auto* name = new QLabel(this);
        auto* value = new ValueLabel(Provenance::Loaded, {}, this);
        m_facts->addWidget(name, index, 0);
        m_facts->addWidget(value, index, 1, Qt::AlignRight);
        m_factRows.emplace_back(name, value);
    }
}

void DataCard::buildTable()
{
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false); // Tab leaves it, as it leaves every other list
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->verticalHeader()->hide();
    atEachTextSize(m_table, [this] {
        const int row = m_table->fontMetrics().height() + 4;
        m_table->verticalHeader()->setDefaultSectionSize(row);
        m_table->setFixedHeight((kTableRows + 1) * row + kGap); // with its head
    });
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->setAccessibleName(tr("Counts"));
    m_table->setWhatsThis(
        tr("How often each character or label occurs in the open data. A model "
           "that knew only this would have the loss \u2212\u03a3 p ln p, in nats."));
}

void DataCard::showData(const ModelConfig& model, const TrainingData& data, const QString& source)
{
    const Task task = model.task;
    showDoubts(task == Task::Text ? data.text.get() : nullptr, model.context);
    if (m_task == task && m_data.text == data.text && m_data.digits == data.digits
        && m_data.testDigits == data.testDigits)
        return;
    m_task = task;
    m_data = data;
    const bool isText = task == Task::Text;
    m_open->setText(dataOffer(task));
    m_open->setToolTip(isText ? tr("Any text file, UTF-8 or UTF-16. It is read, never changed.")
                              : tr("Pictures and labels in MNIST's own format, not compressed."));
    m_source->setText(shownName(QFileInfo(source).fileName()));
    m_source->setToolTip(shownName(source));
    const bool any = isText ? data.text != nullptr : data.digits != nullptr;
    m_source->setVisible(any);
    m_origin->setVisible(any);
    m_hint->setVisible(!any);
    m_fold->setVisible(any);
    showCounts();
    if (!any)
        showNothing(task);
    else if (isText)
        showText(*data.text);
    else
        showDigits(data);
}

void DataCard::showCounts()
{
    const bool text = m_task == Task::Text && m_data.text,
               digits = m_task == Task::Digits && m_data.digits;
    m_table->setVisible(isUnfolded() && (text || digits));
    m_alphabet->setVisible(isUnfolded() && text);
    m_samples->setVisible(isUnfolded() && digits);
}

bool DataCard::isUnfolded() const { return m_fold->isChecked(); }
void DataCard::unfold(bool on) { m_fold->setChecked(on); }

/// In the words that Set-up has for the field.
void DataCard::showDoubts(const TextCorpus* text, int context)
{
    const bool tooShort = text && text->tooShortFor(context);
    m_tooShort->setVisible(tooShort);
    if (tooShort)
        m_tooShort->setText(tr("Too short for %1 = %L2: both parts need %L3 characters. Open a "
                               "longer text, or choose a smaller %1.")
                                .arg(settingWords(runField("context").label))
                                .arg(context)
                                .arg(context + 1));
}

void DataCard::showNothing(Task task)
{
    showFacts({});
    const QString hint = task == Task::Text
        ? tr("No text yet. Drop a text file on the window, open one, or run %1, which gets Tiny "
             "Shakespeare.")
        : tr("No digits yet: drawing works, training does not. Open an IDX pair, or run %1, which "
             "gets MNIST.");
    m_hint->setText(hint.arg(QString::fromStdString(fetchCommand())));
}

void DataCard::showFacts(const std::vector<std::pair<QString, QString>>& facts)
{
    for (std::size_t index = 0; index < m_factRows.size(); ++index) {
        const auto& [name, value] = m_factRows[index];
        const bool used = index < facts.size();
        name->setVisible(used);
        value->setVisible(used);
        if (used) {
            name->setText(facts[index].first);
            value->setValue(facts[index].second, m_source->toolTip());
        }
    }
}

void DataCard::showText(const TextCorpus& text)
{
    const TextCorpus::Statistics& statistics = text.statistics();
    const auto training = static_cast<std::int64_t>(text.training().size()),
               validation = static_cast<std::int64_t>(text.validation().size());
    std::vector<std::pair<QString, QString>> facts{
        {tr("Characters"),
            tr("%1 in %Ln lines", nullptr, static_cast<int>(statistics.lines))
                .arg(countText(statistics.characters))},
        {tr("Training"), countText(training)},
        {tr("Validation"),
            validation > kMostJudged
                ? tr("%1, of which %2 are used").arg(countText(validation), countText(kMostJudged))
                : countText(validation)},
        {tr("Vocabulary"), tr("%Ln characters", nullptr, text.vocabulary().size())}};
    QStringList dropped;
    if (statistics.invalidBytes > 0)
        dropped << tr("%Ln invalid bytes", nullptr, static_cast<int>(statistics.invalidBytes));
    if (statistics.carriageReturns > 0)
        dropped << tr(
            "%Ln carriage returns", nullptr, static_cast<int>(statistics.carriageReturns));
    if (!dropped.isEmpty())
        facts.emplace_back(tr("Dropped"), dropped.join(QStringLiteral(", ")));
    showFacts(facts);
    m_hint->setText(sentenceWords(text.droppedSentence()));
    m_hint->setVisible(!m_hint->text().isEmpty());

    const std::vector<char32_t>& characters = text.vocabulary().characters();
    m_alphabet->setText(alphabetWords(characters));
    m_fold->setSummary({tr("Each of its characters")});
    std::vector<std::size_t> order(characters.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(),
        [&](std::size_t a, std::size_t b) { return statistics.counts[a] > statistics.counts[b]; });
    const auto all = static_cast<double>(std::max<std::int64_t>(1, statistics.characters));
    std::vector<QStringList> rows;
    for (const std::size_t id : order)
        rows.push_back({shownCharacter(characters[id]), codeName(characters[id]),
            countText(statistics.counts[id]),
            percentText(static_cast<double>(statistics.counts[id]) / all, 2)});
    fill(*m_table, {tr("Character"), tr("Code"), tr("Count"), tr("Fraction")}, 2, rows);
}

void DataCard::showDigits(const TrainingData& data)
{
    const std::int64_t test = data.testDigits ? data.testDigits->count() : 0;
    showFacts(
        {{tr("Training"), tr("%Ln pictures", nullptr, static_cast<int>(data.digits->count()))},
            {tr("Test"), tr("%Ln pictures", nullptr, static_cast<int>(test))}});
    const auto counts = data.digits->labelCounts();
    const auto testCounts = data.testDigits ? data.testDigits->labelCounts()
                                            : std::array<std::int64_t, kDigitClasses>{};
    std::vector<QStringList> rows;
    for (std::size_t digit = 0; digit < counts.size(); ++digit)
        rows.push_back(
            {QString::number(digit), countText(counts[digit]), countText(testCounts[digit])});
    fill(*m_table, {tr("Digit"), tr("Training"), tr("Test")}, 1, rows);
    m_fold->setSummary({tr("Each of its labels")});
    m_samples->setPixmap(sampleSheet(*data.digits));
    m_samples->setAccessibleName(tr("The first pictures of each label"));
}

/// The first pictures of each label, ink on the theme's ground: one column a label.
QPixmap DataCard::sampleSheet(const DigitSet& digits) const
{
    const Theme theme = Theme::of(palette());
    QImage sheet(kDigitClasses * 30, kSamplesPerLabel * 30, QImage::Format_RGB32);
    sheet.fill(theme.base);
    QPainter painter(&sheet);
    std::array<int, kDigitClasses> found{};
    const std::int64_t looked = std::min<std::int64_t>(digits.count(), 1000);
    for (std::int64_t index = 0; index < looked; ++index) {
        const int label = digits.label(index);
        const int row = found[static_cast<std::size_t>(label)]++;
        if (row >= kSamplesPerLabel)
            continue;
        const QImage picture(digits.picture(index).data(), 28, 28, 28, QImage::Format_Grayscale8);
        painter.drawImage(label * 30 + 1, row * 30 + 1, inked(picture, theme.base, theme.text));
    }
    return QPixmap::fromImage(sheet);
}

void DataCard::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_task == Task::Digits && m_data.digits)
        m_samples->setPixmap(sampleSheet(*m_data.digits));
}

} // namespace glowworm
