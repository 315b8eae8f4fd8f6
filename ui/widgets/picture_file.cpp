// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/picture_file.h"

#include "model/base/error.h"
#include "ui/widgets/path_text.h"
#include "ui/widgets/save_file.h"
#include "ui/widgets/tr.h"

#include <QBuffer>
#include <QFileInfo>
#include <QImage>
#include <QPageSize>
#include <QPdfWriter>
#include <QSvgGenerator>

namespace glowworm {
namespace {

bool paintSvg(const PaintedPage& picture, const QString& title, QBuffer& buffer)
{
    const QString place = QStringLiteral("title-of-the-picture");
    {
        QSvgGenerator generator;
        generator.setOutputDevice(&buffer);
        generator.setSize(picture.size);
        generator.setViewBox(QRect(QPoint(0, 0), picture.size));
        generator.setTitle(place);
        if (!picture.paint(generator))
            return false;
    }
    // The generator of some versions of Qt writes a title as it is. What XML cannot hold at all
    // becomes visible here.
    const QString shown = QString::fromStdString(printable(title.toStdString(), 200))
                              .replace(QChar(0xFFFE), u'?')
                              .replace(QChar(0xFFFF), u'?');
    QByteArray& bytes = buffer.buffer();
    if (const qsizetype at = bytes.indexOf(place.toUtf8()); at >= 0)
        bytes.replace(at, place.size(), shown.toHtmlEscaped().toUtf8());
    return true;
}

bool paintPdf(const PaintedPage& picture, const QString& title, QBuffer& buffer)
{
    QPdfWriter writer(&buffer);
    writer.setTitle(title);
    writer.setCreator(QStringLiteral("Glowworm"));
    writer.setResolution(picture.dpi); // fonts keep their size beside the lines
    writer.setPageSize(
        QPageSize(QSizeF(picture.size), QPageSize::Point, QString(), QPageSize::ExactMatch));
    writer.setPageMargins(QMarginsF());
    return picture.paint(writer);
}

} // namespace

QImage imageOf(const PaintedPage& picture, int scale)
{
    QImage image(picture.size * scale, QImage::Format_RGB32);
    image.setDevicePixelRatio(scale);
    image.fill(Qt::white);
    return picture.paint(image) ? image : QImage();
}

QString writePicture(const QString& file, const PaintedPage& picture, int scale)
{
    const QString suffix = QFileInfo(file).suffix().toLower(),
                  title = QFileInfo(file).completeBaseName();
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    bool drawn = false;
    if (suffix == QStringLiteral("png"))
        drawn = imageOf(picture, scale).save(&buffer, "PNG");
    else if (suffix == QStringLiteral("svg"))
        drawn = paintSvg(picture, title, buffer);
    else if (suffix == QStringLiteral("pdf"))
        drawn = paintPdf(picture, title, buffer);
    else
        return tr("%1: a picture is saved as .png, .svg or .pdf.").arg(shownName(file));
    return drawn ? writeFile(file, buffer.data())
                 : tr("The picture for %1 could not be drawn.").arg(shownName(file));
}

} // namespace glowworm
