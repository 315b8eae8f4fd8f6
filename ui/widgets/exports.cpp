// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/exports.h"

#include "ui/widgets/export_dialog.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/save_file.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/tr.h"

#include <QPainter>

#include <utility>

namespace glowworm {
namespace {

constexpr int kHead = 24; // of a picture's title, and of the line at its foot

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

PaintedPage pictureOf(QWidget& widget, const QString& title, const QString& origin)
{
    const QSize page = widget.size() + QSize(2 * kWideGap, 2 * (kHead + kWideGap));
    return {page, widget.logicalDpiX(), [&widget, page, title, origin](QPaintDevice& device) {
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
                const QPalette palette = widget.palette();
                painter.fillRect(all, palette.window());
                const QRect text = all.adjusted(kWideGap, kGap, -kWideGap, -kGap);
                painter.setPen(palette.color(QPalette::WindowText));
                painter.setFont(headingFont(&widget));
                painter.drawText(text, Qt::AlignLeft | Qt::AlignTop, title);
                painter.setFont(smallFont(&widget));
                painter.drawText(text, Qt::AlignLeft | Qt::AlignBottom, origin);
                widget.render(&painter, QPoint(kWideGap, kHead + kWideGap));
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
