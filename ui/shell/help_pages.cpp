// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/help_pages.h"

#include "model/base/build_info.h"
#include "ui/shell/main_window.h"
#include "ui/widgets/focus_keys.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/tr.h"

#include <QAbstractButton>
#include <QAction>
#include <QDialog>
#include <QDialogButtonBox>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>
#include <vector>

namespace glowworm {
namespace {

void showPage(MainWindow& window, const QString& title, const QString& html)
{
    auto* page = new QDialog(&window);
    page->setAttribute(Qt::WA_DeleteOnClose);
    page->setWindowTitle(title);
    auto* text = new QLabel(html, page);
    text->setTextFormat(Qt::RichText);
    text->setTextInteractionFlags(Qt::TextBrowserInteraction);
    text->setWordWrap(true);
    text->setMinimumWidth(440);
    text->setAlignment(Qt::AlignTop);
    text->setMargin(kWideGap);
    auto* scroll = new QScrollArea(page);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(text);
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, page);
    buttons->setContentsMargins(kWideGap, kGap, kWideGap, kGap);
    QObject::connect(buttons, &QDialogButtonBox::rejected, page, &QDialog::reject);
    layout->addWidget(buttons);
    page->resize(QSize(600, text->heightForWidth(560) + 2 * kWideGap + buttons->sizeHint().height())
                     .boundedTo(window.size()));
    page->show();
}

QString rowOf(const QString& name, const QString& value)
{
    return QStringLiteral("<tr><td style='padding:3px 18px 3px 0'><b>%1</b></td><td "
                          "style='padding:3px 0'>%2</td></tr>")
        .arg(name.toHtmlEscaped(), value.toHtmlEscaped());
}

QString tableOf(const QString& rows) { return QStringLiteral("<table>%1</table>").arg(rows); }

QString withoutMnemonic(QString text)
{
    text.remove(QStringLiteral("..."));
    return text.replace(QStringLiteral("&&"), QStringLiteral("\n"))
        .remove(QLatin1Char('&'))
        .replace(QLatin1Char('\n'), QLatin1Char('&'));
}

/// Keys by what they do, in the order in which they are met; the same meaning again adds its keys.
class KeyGroup {
public:
    void add(const QKeySequence& key, const QString& meaning)
    {
        if (key[0].key() >= Qt::Key_F13 && key[0].key() <= Qt::Key_F35)
            return; // on no keyboard of today, but among a system's keys for Undo
        for (auto& [keys, known] : m_rows)
            if (known == meaning) {
                if (!keys.contains(key.toString(QKeySequence::NativeText)))
                    keys << key.toString(QKeySequence::NativeText);
                return;
            }
        m_rows.emplace_back(QStringList(key.toString(QKeySequence::NativeText)), meaning);
    }
    QString table() const
    {
        QString rows;
        for (const auto& [keys, meaning] : m_rows)
            rows += rowOf(keys.join(QStringLiteral("  ")), meaning);
        return tableOf(rows);
    }

private:
    std::vector<std::pair<QStringList, QString>> m_rows;
};

} // namespace

QString keysPage(MainWindow& window)
{
    for (int index = 0; index < kPanels; ++index)
        window.panel(static_cast<PanelId>(index));
    std::vector<std::pair<QString, KeyGroup>> groups;
    const auto groupOf = [&groups](const QString& title) -> KeyGroup& {
        const auto found = std::ranges::find(groups, title, &std::pair<QString, KeyGroup>::first);
        return (found == groups.end() ? groups.emplace_back(title, KeyGroup()) : *found).second;
    };
    const auto addKeysOf = [&](const QWidget& place) {
        for (const FocusKeys* keys : place.findChildren<FocusKeys*>())
            for (const FocusKeys::Row& row : keys->rows())
                for (const QKeyCombination key : row.keys)
                    groupOf(keys->title()).add(QKeySequence(key), row.meaning);
    };
    addKeysOf(window.panel(window.currentPanel())); // first what counts here
    KeyGroup& everywhere = groupOf(tr("Everywhere"));
    for (const QAction* action : window.findChildren<QAction*>())
        for (const QKeySequence& key : action->shortcuts())
            everywhere.add(key, withoutMnemonic(action->text()));
    for (const QAbstractButton* button : window.findChildren<QAbstractButton*>()) {
        const QKeySequence key = button->shortcut();
        if (!key.isEmpty()
            && !(key[0].keyboardModifiers()
                & Qt::AltModifier)) // Alt: the letter is underlined on the button
            everywhere.add(key, withoutMnemonic(button->text()));
    }
    addKeysOf(window); // what was added does not come twice
    QString page;
    for (const auto& [title, group] : groups)
        page += QStringLiteral("<h3>%1</h3>%2").arg(title.toHtmlEscaped(), group.table());
    return page;
}

void showKeys(MainWindow& window) { showPage(window, tr("Keys"), keysPage(window)); }

void showAbout(MainWindow& window)
{
    const MachineInfo machine = machineInfo();
    const auto fact = [](const QString& name, const std::string& text) {
        return rowOf(name, QString::fromStdString(text));
    };
    const QString facts = fact(tr("Version"), version()) + fact(tr("Build"), machine.build)
        + fact(tr("Compiler"), machine.compiler) + fact(tr("Processor"), machine.cpu)
        + fact(tr("SIMD level"), machine.simd) + fact(tr("Qt"), qVersion());
    showPage(window, tr("About Glowworm"),
        tr("<h3>Glowworm</h3><p>A playground for sparse feed-forward layers: train them, watch "
           "which neurons fire, time them against their dense twin.</p>")
            + tableOf(facts)
            + tr("<p>Free software under the GNU General Public License, version 3 or later. No "
                 "network access: Glowworm opens no connection and fetches nothing.</p><p>Uses Qt "
                 "(LGPL), QCustomPlot (GPL), Highway (Apache 2.0), nlohmann-json (MIT), CLI11 "
                 "(BSD), OpenSSL (Apache 2.0) and, for training, LibTorch (BSD).</p>"));
}

} // namespace glowworm
