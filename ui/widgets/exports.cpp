// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/exports.h"

#include "ui/widgets/export_dialog.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/origin.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/save_file.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/tr.h"

#include <QEvent>
#include <QFontMetrics>
#include <QPainter>
#include <QVariant>

#include <utility>

namespace glowworm {
namespace {

constexpr int kHead = 24; // of a picture's title
constexpr const char* kOnPage = "onPage";

/// As long as it lives the widget is on a page.
class PageMark {
public:
    explicit PageMark(QWidget& widget)
        : m_widget(widget)
    {
        m_widget.setProperty(kOnPage, true);
    }
    ~PageMark() { m_widget.setProperty(kOnPage, QVariant()); }
    Q_DISABLE_COPY_MOVE(PageMark)

private:
    QWidget& m_widget;
};

} // namespace

void addPictureForms(ExportItem& item, const std::function<PaintedPage()>& picture)
{
    const auto add = [&](const QString& name, const char* suffix, int scale) {
        item.forms.push_back({name, QLatin1String(suffix),
            [picture, scale](const QString& file) { return writePicture(file, picture(), scale); },
            [picture, scale] { return imageOf(picture(), scale); }, {}, {}});
    };
    add(QStringLiteral("PNG"), "png", 1);
    add(QStringLiteral("PNG 2x"), "png", 2);
    add(QStringLiteral("SVG"), "svg", 2);
    add(QStringLiteral("PDF"), "pdf", 2);
}

bool isOnPage(const QWidget& widget)
{
    for (const QWidget* at = &widget; at; at = at->parentWidget())
        if (at->property(kOnPage).toBool())
            return true;
    return false;
}

bool isPageChange(const QEvent& event)
{
    return event.type() == QEvent::DynamicPropertyChange
        && static_cast<const QDynamicPropertyChangeEvent&>(event).propertyName() == kOnPage;
}

PaintedPage pictureOf(QWidget& widget, const QString& title, const QString& origin)
{
    const QFontMetrics small(smallFont(&widget));
    const QString foot = brokenInto(origin, small, widget.width());
    const int footHigh = small.lineSpacing() * static_cast<int>(1 + foot.count(u'\n')) + kGap;
    const QSize page = widget.size() + QSize(2 * kWideGap, kHead + footHigh + 2 * kWideGap);
    return {page, widget.logicalDpiX(), [&widget, page, title, foot](QPaintDevice& device) {
                const PageMark mark(widget);
                QPainter painter;
                if (!painter.begin(&device))
                    return false;
                const QRect all(QPoint(0, 0), page);
                if (device.devType() != QInternal::Image) { // an image has its ratio
                    // By a transform, which a rendered widget keeps to; it does not to a window.
                    const QRect whole = painter.viewport();
                    painter.scale(static_cast<qreal>(whole.width()) / page.width(),
                        static_cast<qreal>(whole.height()) / page.height());
                }
                const Theme paper = Theme::light();
                painter.fillRect(all, paper.base);
                const QRect text = all.adjusted(kWideGap, kGap, -kWideGap, -kGap);
                painter.setPen(paper.text);
                painter.setFont(headingFont(&widget));
                painter.drawText(text, Qt::AlignLeft | Qt::AlignTop, title);
                painter.setPen(paper.mutedText);
                painter.setFont(smallFont(&widget));
                painter.drawText(text, Qt::AlignLeft | Qt::AlignBottom, foot);
                widget.render(
                    &painter, QPoint(kWideGap, kHead + kWideGap), QRegion(), QWidget::DrawChildren);
                return painter.end();
            }};
}

void addTextForm(
    ExportItem& item, const QString& name, const QString& suffix, std::function<std::string()> text)
{
    item.forms.push_back({name, suffix,
        [text](const QString& file) { return writeFile(file, QByteArray::fromStdString(text())); },
        {}, [text] { return QString::fromStdString(text()); }, {}});
}

void askToExport(Panel& panel, const QString& first)
{
    const QString name = QStringLiteral("export");
    if (auto* open = panel.findChild<ExportDialog*>(name, Qt::FindDirectChildrenOnly)) {
        open->raise();
        open->activateWindow();
        return;
    }
    std::vector<ExportItem> items = panel.exports();
    if (items.empty()) {
        panel.messages().showMessage(
            MessageBar::Tone::Notice, tr("There is nothing to export here yet."));
        return;
    }
    auto* dialog = new ExportDialog(panel, std::move(items), first);
    dialog->setObjectName(name);
    dialog->open();
}

} // namespace glowworm
