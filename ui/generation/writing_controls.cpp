// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/generation/writing_controls.h"

#include "model/base/build_info.h"
#include "model/jobs/load_run.h"
#include "ui/generation/prompt_edit.h"
#include "ui/generation/sample_form.h"
#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/fold_line.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"
#include "ui/widgets/words.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QHBoxLayout>
#include <QIcon>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace glowworm {
namespace {

constexpr std::array<double, 7> kPaces{2, 5, 10, 20, 50, 100, 0}; // 0: as fast as possible
constexpr int kUsualPace = 3;
constexpr int kMostThreads = 8; // more wait for each other longer than they compute

} // namespace

WritingControls::WritingControls(WeightFormat format, int threads, QWidget* parent)
    : QWidget(parent)
{
    setProperty("region", true);
    m_prompt = new PromptEdit(this);
    m_prompt->setObjectName(QStringLiteral("prompt"));
    m_prompt->setCaption(tr("Prompt"));
    m_prompt->setPrompt(QStringLiteral("ROMEO:\n"));
    atEachTextSize(m_prompt, [this] { m_prompt->setFixedHeight(m_prompt->sizeHint().height()); });
    m_start = newButton(tr("&Generate"), "start", this);
    makePrimary(m_start);
    m_stop = newButton({}, "stop", this, tr("Stop writing (Esc)"));
    m_stop->setAccessibleName(tr("Stop"));
    for (QPushButton* button : {m_start, m_stop})
        button->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Expanding);
    m_fold = new FoldLine(tr("Settings of the text"), "more", this);
    m_next = new QLabel(this);
    m_next->setObjectName(QStringLiteral("writesNext"));
    m_next->setWordWrap(true);
    m_next->setContentsMargins(kGap / 2, 0, kGap / 2, 0);
    setTextRole(m_next, TextRole::Note);
    m_next->hide();
    m_settings = newCard(this); // what is in it is made in it: another parent styles it anew
    m_settings->setObjectName(QStringLiteral("settings"));
    m_sample = new SampleForm(m_settings);
    fillChoices(format, threads);
    layOut();
    connectAll();
    showSummary();
}

QComboBox* WritingControls::addChoice(const char* object, const QString& name, const QString& help)
{
    auto* choice = new QComboBox(m_sample);
    choice->setObjectName(QLatin1String(object));
    choice->setToolTip(help);
    choice->setAccessibleName(name);
    return choice;
}

void WritingControls::fillChoices(WeightFormat format, int threads)
{
    m_pace = addChoice("pace", tr("Pace of the show"),
        tr("How fast the text is shown, in characters per second. The speed under each text is "
           "measured and does not depend "
           "on it."));
    for (const double pace : kPaces)
        m_pace->addItem(
            pace > 0 ? tr("%1/s").arg(countText(static_cast<std::int64_t>(pace))) : tr("fastest"),
            pace);
    m_pace->setCurrentIndex(kUsualPace);
    m_format = addChoice("format", tr("Number format"),
        tr("How the weights are stored: fp32 as trained, bf16 in half, int8 in a quarter of the "
           "bytes. Fewer bytes are read for each character. The text that is being written keeps "
           "its format; the next one uses the new one."));
    for (const WeightFormat each : kWeightFormats)
        m_format->addItem(words(nameOf(each)), static_cast<int>(each));
    m_format->setCurrentIndex(m_format->findData(static_cast<int>(format)));
    m_threads = addChoice("threads", tr("Threads"),
        tr("Threads that write one text, from its next character on; one while training runs."));
    for (int number = 1; number <= std::min(usableThreads(), kMostThreads); number *= 2)
        m_threads->addItem(countText(number), number);
    m_threads->setCurrentIndex(std::max(0, m_threads->findData(threads)));
}

QWidget* WritingControls::buildShowRow()
{
    auto* group = new QWidget(m_settings);
    auto* row = new QHBoxLayout(group);
    row->setContentsMargins(0, 0, 0, 0);
    m_shown = new QButtonGroup(group);
    const auto add = [&](const QString& name, const char* object, int id, const QString& help) {
        auto* button = new QRadioButton(name, group);
        button->setObjectName(QLatin1String(object));
        button->setToolTip(help);
        m_shown->addButton(button, id);
        row->addWidget(button);
    };
    add(tr("Sp&arse"), "showSparse", ShowSparse, tr("Only the model with the sparse layer writes"));
    add(tr("&Dense"), "showDense", ShowDense, tr("Only the dense model writes"));
    add(tr("B&oth"), "showBoth", ShowBoth,
        tr("Both write in turn, from the same prompt and with the same noise"));
    m_shown->button(ShowBoth)->setChecked(true);
    return group;
}

void WritingControls::layOut()
{
    m_sample->addField(tr("Sho&w at"), m_pace);
    m_sample->addField(tr("Fo&rmat"), m_format);
    m_sample->addField(tr("T&hreads"), m_threads);
    auto* who = new QHBoxLayout;
    who->addWidget(new QLabel(tr("Who writes"), m_settings));
    who->addStretch();
    who->addWidget(buildShowRow());
    auto* inside = new QVBoxLayout(m_settings);
    inside->setContentsMargins(10, 8, 10, 8);
    inside->addWidget(m_sample);
    inside->addLayout(who);
    m_settings->hide();

    auto* first = new QHBoxLayout;
    first->setSpacing(6);
    first->addWidget(m_prompt, 1);
    first->addWidget(m_start);
    first->addWidget(m_stop);
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(4);
    rows->addLayout(first);
    rows->addWidget(m_fold);
    rows->addWidget(m_next);
    rows->addWidget(m_settings);
}

/// One quiet line: what is set, and that there is more behind it.
void WritingControls::showSummary()
{
    QStringList parts = m_sample->summary();
    parts << m_pace->currentText() << m_format->currentText();
    if (m_shown->checkedId() != ShowBoth)
        parts << (shows(Twin::Sparse) ? tr("sparse only") : tr("dense only"));
    m_fold->setSummary(parts);
}

void WritingControls::connectAll()
{
    connect(m_fold, &FoldLine::toggled, m_settings, &QWidget::setVisible);
    for (QComboBox* choice : {m_pace, m_format, m_threads})
        connect(choice, &QComboBox::currentIndexChanged, this, &WritingControls::showSummary);
    connect(m_shown, &QButtonGroup::idToggled, this, &WritingControls::showSummary);
    connect(m_sample, &SampleForm::edited, this, &WritingControls::showSummary);
    connect(m_start, &QPushButton::clicked, this, &WritingControls::startAsked);
    connect(m_stop, &QPushButton::clicked, this, &WritingControls::stopAsked);
    connect(m_prompt, &PromptEdit::edited, this, &WritingControls::promptEdited);
    connect(m_prompt, &PromptEdit::shortened, this, &WritingControls::promptShortened);
    connect(m_prompt, &PromptEdit::left, this, &WritingControls::promptLeft);
    connect(m_prompt, &PromptEdit::undoAsked, this, &WritingControls::undoAsked);
    connect(m_prompt, &PromptEdit::redoAsked, this, &WritingControls::redoAsked);
    connect(m_sample, &SampleForm::edited, this, &WritingControls::sampleEdited);
    connect(m_shown, &QButtonGroup::idClicked, this, &WritingControls::shownChanged);
    connect(m_pace, &QComboBox::activated, this, &WritingControls::paceChanged);
    connect(m_format, &QComboBox::activated, this, &WritingControls::formatChosen);
    connect(m_threads, &QComboBox::activated, this, &WritingControls::threadsChosen);
}

QString WritingControls::prompt() const { return m_prompt->prompt(); }

void WritingControls::setPrompt(const QString& text) { m_prompt->changePrompt(text); }

const SampleConfig& WritingControls::sample() const { return m_sample->config(); }
void WritingControls::setSample(const SampleConfig& sample)
{
    if (sample != m_sample->config()) // else what is being typed stays as it is
        m_sample->setConfig(sample);
}

double WritingControls::pace() const { return m_pace->currentData().toDouble(); }
bool WritingControls::isPace(double pace) { return std::ranges::count(kPaces, pace) > 0; }
void WritingControls::setPace(double pace)
{
    m_pace->setCurrentIndex(std::max(0, m_pace->findData(pace)));
}

WeightFormat WritingControls::format() const
{
    return static_cast<WeightFormat>(m_format->currentData().toInt());
}

void WritingControls::setFormat(WeightFormat format)
{
    m_format->setCurrentIndex(m_format->findData(static_cast<int>(format)));
}

int WritingControls::threads() const { return m_threads->currentData().toInt(); }

void WritingControls::setThreads(int threads)
{
    int index = 0;
    while (index + 1 < m_threads->count() && m_threads->itemData(index + 1).toInt() <= threads)
        ++index;
    m_threads->setCurrentIndex(index);
}

int WritingControls::unfoldedWidth() const { return m_settings->minimumSizeHint().width(); }
bool WritingControls::isUnfolded() const { return m_fold->isChecked(); }
void WritingControls::unfold(bool unfolded) { m_fold->setChecked(unfolded); }
void WritingControls::setEdits(const QUndoStack& edits) { m_prompt->setEdits(edits); }

bool WritingControls::shows(Twin twin) const
{
    return m_shown->checkedId() == ShowBoth
        || (m_shown->checkedId() == ShowSparse) == (twin == Twin::Sparse);
}

void WritingControls::choose(bool sparse, bool dense)
{
    m_shown->button(!dense ? ShowSparse : !sparse ? ShowDense : ShowBoth)->setChecked(true);
}

const std::vector<char32_t>& WritingControls::alphabet() const { return m_prompt->alphabet(); }

QString WritingControls::unknownSentence(const std::vector<char32_t>& more) const
{
    return m_prompt->unknownSentence(more);
}

void WritingControls::setModels(const LoadedModel* sparse, const LoadedModel* dense)
{
    m_shown->button(ShowSparse)->setEnabled(sparse || !dense);
    m_shown->button(ShowDense)->setEnabled(dense || !sparse);
    m_shown->button(ShowBoth)->setEnabled((sparse && dense) || !(sparse || dense));
    const LoadedModel* speller = sparse ? sparse : dense;
    m_prompt->setAlphabet(speller ? speller->language->vocabulary : std::vector<char32_t>{});
}

void WritingControls::showNext(const QString& models)
{
    m_next->setText(models.isEmpty() ? QString() : tr("Writes next: %1").arg(models));
    m_next->setVisible(!models.isEmpty());
}

void WritingControls::showBusy(const QString& refusal, bool writing)
{
    m_start->setEnabled(refusal.isEmpty());
    m_start->setToolTip(refusal.isEmpty() ? tr("Write on from the prompt (Ctrl+Return)") : refusal);
    m_stop->setEnabled(writing);
    // The fill is on what the next click is for.
    setMark(m_start, "primary", writing ? QVariant(QStringLiteral("later")) : QVariant(true));
    setMark(m_stop, "primary", writing);
    m_stop->setIcon(QIcon(
        writing ? QStringLiteral(":/icons/stop_now.svg") : QStringLiteral(":/icons/stop.svg")));
}

} // namespace glowworm
