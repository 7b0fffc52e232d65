"""A printed thing as HTML, and its pages: head, body, foot."""

from dataclasses import dataclass
from html import escape
from importlib import resources

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QFont,
    QGuiApplication,
    QImage,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPaintDevice,
    QPainter,
    QPdfWriter,
    QTextDocument,
    QTextOption,
)

from gui.text import translate

_MARGINS_MM = QMarginsF(14, 12, 14, 12)
_EDGE_MM = 4.0
"""Around a badge."""
_STRIP_MM = 8.0
"""What head and foot take of a page, each."""
_SMALL_PT, _BODY_PT = 8.0, 9.0
_RESOLUTION = 300


@dataclass(frozen=True, slots=True)
class Sheet:
    """Something to print. `body` is HTML of Qt's subset, styled by resources/print.css; head and foot are plain text.

    With `size_mm`, its width and height, it is no page but a badge: without head, foot and page numbers.
    """

    title: str
    body: str
    company: str = ""
    foot: str = ""
    landscape: bool = False
    size_mm: tuple[float, float] | None = None


def pdf_of(sheet: Sheet) -> bytes:
    """Return a sheet as PDF with its fonts embedded; safe from any thread of a program with a QGuiApplication."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(sheet.title)
    writer.setCreator("Usher")
    writer.setResolution(_RESOLUTION)
    writer.setPageLayout(layout_of(sheet))
    paint(sheet, writer)
    buffer.close()
    return bytes(content.data())


def picture_of(sheet: Sheet, dots_per_mm: float) -> QImage:
    """Return a badge as it will be printed, to be looked at before."""
    wide, high = sheet.size_mm or (210.0, 297.0)
    image = QImage(round(wide * dots_per_mm), round(high * dots_per_mm), QImage.Format.Format_RGB32)
    image.setDotsPerMeterX(round(dots_per_mm * 1000))
    image.setDotsPerMeterY(round(dots_per_mm * 1000))
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    edge = _EDGE_MM * dots_per_mm
    painter.translate(edge, edge)
    size = QSizeF(image.width() - 2 * edge, image.height() - 2 * edge)
    _document(sheet, image, size).drawContents(painter, QRectF(0, 0, size.width(), size.height()))
    painter.end()
    return image


def layout_of(sheet: Sheet) -> QPageLayout:
    """Return the paper a sheet wants: A4, or a size of its own."""
    if sheet.size_mm is not None:
        size = QPageSize(QSizeF(*sheet.size_mm), QPageSize.Unit.Millimeter)
        edge = QMarginsF(_EDGE_MM, _EDGE_MM, _EDGE_MM, _EDGE_MM)
        return QPageLayout(size, QPageLayout.Orientation.Portrait, edge, QPageLayout.Unit.Millimeter)
    way = QPageLayout.Orientation.Landscape if sheet.landscape else QPageLayout.Orientation.Portrait
    return QPageLayout(QPageSize(QPageSize.PageSizeId.A4), way, _MARGINS_MM, QPageLayout.Unit.Millimeter)


def paint(sheet: Sheet, device: QPagedPaintDevice) -> None:
    """Paint every page of a sheet; the device is laid out already."""
    painter = QPainter(device)
    try:
        pixels = device.pageLayout().paintRectPixels(device.logicalDpiX())
        whole = QRectF(0, 0, pixels.width(), pixels.height())
        strip = 0.0 if sheet.size_mm else _STRIP_MM / 25.4 * device.logicalDpiY()
        body = whole.adjusted(0, strip, 0, -strip)
        document = _document(sheet, device, body.size())
        pages = document.pageCount()
        for page in range(pages):
            if page:
                device.newPage()
            if strip:
                _paint_strips(painter, sheet, whole, strip, f"{page + 1} / {pages}")
            painter.save()
            painter.translate(0, body.top() - page * body.height())
            document.drawContents(painter, QRectF(0, page * body.height(), body.width(), body.height()))
            painter.restore()
    finally:
        painter.end()


def _document(sheet: Sheet, device: QPaintDevice, size: QSizeF) -> QTextDocument:
    document = QTextDocument()
    document.documentLayout().setPaintDevice(device)
    document.setDefaultFont(_font(_BODY_PT))
    document.setDefaultStyleSheet((resources.files("resources") / "print.css").read_text(encoding="utf-8"))
    document.setDocumentMargin(0)
    words = QTextOption()
    words.setWrapMode(QTextOption.WrapMode.WordWrap)
    document.setDefaultTextOption(words)
    document.setHtml(f"<html><body>{sheet.body}</body></html>")
    document.setPageSize(size)
    return document


def _paint_strips(painter: QPainter, sheet: Sheet, whole: QRectF, strip: float, page: str) -> None:
    painter.setFont(_font(_SMALL_PT))
    top = QRectF(whole.left(), whole.top(), whole.width(), strip * 0.6)
    bottom = QRectF(whole.left(), whole.bottom() - strip * 0.6, whole.width(), strip * 0.6)
    left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
    middle = Qt.AlignmentFlag.AlignVCenter
    painter.drawText(top, left | middle, sheet.company)
    painter.drawText(top, right | middle, sheet.title)
    painter.drawText(bottom, left | middle, sheet.foot)
    said = translate("Print", "Page {page}").format(page=page)
    painter.drawText(bottom, right | middle, said)


def _font(points: float) -> QFont:
    font = QFont(QGuiApplication.font())
    font.setPointSizeF(points)
    return font


def table(headings: "list[tuple[str, bool]]", rows: "list[list[str]]", total: "list[str] | None" = None) -> str:
    """Return a table whose headings are repeated on every page; of each heading, whether numbers stand below it."""
    numbers = [number for _, number in headings]
    head = "".join(_cell("th", text, number) for text, number in headings)
    lines = "".join(f"<tr>{_cells(row, numbers)}</tr>" for row in rows)
    if total is not None:
        lines += f'<tr class="total">{_cells(total, numbers)}</tr>'
    return f'<table width="100%" cellspacing="0"><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>'


def heading(title: str, below: str) -> str:
    """Return the title of a sheet and a line below it."""
    return f'<h1>{escape(title)}</h1><p class="sub">{escape(below)}</p>'


def _cells(row: list[str], numbers: list[bool]) -> str:
    return "".join(_cell("td", text, number) for text, number in zip(row, numbers, strict=True))


def _cell(tag: str, text: str, number: bool) -> str:
    return f'<{tag} align="{"right" if number else "left"}">{escape(text)}</{tag}>'
