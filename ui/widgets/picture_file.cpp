// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/picture_file.h"

#include "model/base/error.h"
#include "ui/widgets/path_text.h"
#include "ui/widgets/save_file.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFileInfo>
#include <QImage>
#include <QPageSize>
#include <QPdfWriter>
#include <QSvgGenerator>

namespace glowworm {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("glowworm", text); }

using Paint = std::function<bool(QPaintDevice&)>;

bool paintPng(QSize size, const Paint& paint, QBuffer& buffer)
{
    constexpr int kScale = 2;
    QImage image(size * kScale, QImage::Format_RGB32);
    image.setDevicePixelRatio(kScale);
    image.fill(Qt::white);
    return paint(image) && image.save(&buffer, "PNG");
}

bool paintSvg(QSize size, const QString& title, const Paint& paint, QBuffer& buffer)
{
    const QString place = QStringLiteral("title-of-the-picture");
    {
        QSvgGenerator generator;
        generator.setOutputDevice(&buffer);
        generator.setSize(size);
        generator.setViewBox(QRect(QPoint(0, 0), size));
        generator.setTitle(place);
        if (!paint(generator))
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

bool paintPdf(QSize size, int dpi, const QString& title, const Paint& paint, QBuffer& buffer)
{
    QPdfWriter writer(&buffer);
    writer.setTitle(title);
    writer.setCreator(QStringLiteral("Glowworm"));
    writer.setResolution(dpi); // fonts keep their size beside the lines
    writer.setPageSize(QPageSize(QSizeF(size), QPageSize::Point, QString(), QPageSize::ExactMatch));
    writer.setPageMargins(QMarginsF());
    return paint(writer);
}

} // namespace

QStringList pictureFilters()
{
    return {tr("Picture (*.png)"), tr("Drawing (*.svg)"), tr("Document (*.pdf)")};
}

QString writePicture(const QString& file, QSize size, int dpi, const Paint& paint)
{
    const QString suffix = QFileInfo(file).suffix().toLower(),
                  title = QFileInfo(file).completeBaseName();
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    bool drawn = false;
    if (suffix == QStringLiteral("png"))
        drawn = paintPng(size, paint, buffer);
    else if (suffix == QStringLiteral("svg"))
        drawn = paintSvg(size, title, paint, buffer);
    else if (suffix == QStringLiteral("pdf"))
        drawn = paintPdf(size, dpi, title, paint, buffer);
    else
        return tr("%1: an image is saved as .png, .svg or .pdf.").arg(shownName(file));
    return drawn ? writeFile(file, buffer.data())
                 : tr("The picture for %1 could not be drawn.").arg(shownName(file));
}

} // namespace glowworm
