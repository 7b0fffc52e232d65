"""What is drawn over pictures again and again, drawn once and kept: brackets, labels, captions, corners.

Strokes and text cost a tenth of a millisecond each, a small stamp a hundredth; a wall draws thousands a second.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QLinearGradient, QPainter, QPainterPath, QPen, QPixmap

from core.domain.matching import Verdict
from gui.presenters.labels import Label
from gui.theme import Theme

KEPT = 600
"""Stamps kept; most are a few kilobytes."""

PADDING_X, PADDING_Y, DOT, DOT_GAP = 8.0, 5.0, 7.0, 6.0
CAPTION = 34.0
SCRIM = 48.0
_REACH = 3.5
"""How far a bracket's shade reaches beyond its corner; the half lays the stroke on whole pixels."""


class Caption(NamedTuple):
    """A tile's caption: its width in pixels, the colour of the dot, the words at either side."""

    width: int
    dot: str
    left: str
    right: str


class Stamps:
    """Pixmaps by what they show, at one device pixel ratio; `use` is told the ratio before anything is drawn."""

    def __init__(self, theme: Theme) -> None:
        kind, video = theme.tokens.scale.type, theme.tokens.scale.video
        self._theme = theme
        self._ratio = 1.0
        self._kept: OrderedDict[Hashable, QPixmap] = OrderedDict()
        self.title: QFont = theme.font(kind.body, kind.semibold)
        self.small: QFont = theme.font(kind.caption, kind.medium)
        self.title_metrics, self.small_metrics = QFontMetricsF(self.title), QFontMetricsF(self.small)
        self.text, self.muted = QColor(video.text), QColor(video.text_muted)
        self.scrim, self.stage, self.focus = QColor(video.scrim), QColor(video.stage), QColor(video.focus)
        self._plate, self._shade = QColor(video.plate), QColor(video.shade)
        self._verdict = {
            Verdict.RECOGNISED: QColor(video.recognised),
            Verdict.UNKNOWN: QColor(video.unknown),
            Verdict.PENDING: QColor(video.pending),
            Verdict.SPOOF: QColor(video.bad),
            Verdict.NOT_A_FACE: QColor(video.pending),
        }

    def use(self, ratio: float) -> None:
        """Draw for a screen of this device pixel ratio."""
        if ratio != self._ratio:
            self._ratio = ratio
            self._kept.clear()

    def paint_brackets(self, painter: QPainter, box: QRectF, verdict: Verdict, *, bold: bool) -> None:
        """Draw the four corners of `box`, each with two arms and a rounded joint."""
        arm = int(max(3.0, min(26.0, 0.26 * min(box.width(), box.height()))))
        size = arm + 2 * _REACH  # whole, as the arm is
        left, top = round(box.left()) - 3, round(box.top()) - 3
        right, bottom = round(box.right()) + 3 - size, round(box.bottom()) + 3 - size
        for x, y, dx, dy in ((left, top, 1, 1), (right, top, -1, 1), (right, bottom, -1, -1), (left, bottom, 1, -1)):
            painter.drawPixmap(QPointF(x, y), self._corner(verdict, arm, dx, dy, bold=bold))

    def label(self, words: Label) -> QPixmap:
        """Return a label: a dark plate with title, dot and a line of small type."""
        return self._stamp(words, self._label_size(words), lambda painter, size: self._draw_label(painter, size, words))

    def label_size(self, words: Label) -> tuple[float, float]:
        """Return a label's size in device-independent pixels."""
        size = self.label(words).deviceIndependentSize()
        return size.width(), size.height()

    def caption(self, words: Caption) -> QPixmap:
        """Return a tile's caption on its shade."""
        return self._stamp(words, QSizeF(words.width, SCRIM), lambda p, size: self._draw_caption(p, size, words))

    def paint_edge(self, painter: QPainter, rect: QRectF) -> None:
        """Cut the corners of `rect` by painting over them: far cheaper than clipping the picture."""
        radius = float(self._theme.tokens.scale.radius.medium)
        colour = self._theme.tokens.colour.window
        for x, y, dx, dy in (
            (rect.left(), rect.top(), 1, 1),
            (rect.right() - radius, rect.top(), -1, 1),
            (rect.right() - radius, rect.bottom() - radius, -1, -1),
            (rect.left(), rect.bottom() - radius, 1, -1),
        ):
            painter.drawPixmap(QPointF(x, y), self._edge(colour, radius, dx, dy))

    def _stamp(self, key: Hashable, size: QSizeF, draw: Callable[[QPainter, QSizeF], None]) -> QPixmap:
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
            return found
        made = QPixmap((size * self._ratio).toSize())
        made.setDevicePixelRatio(self._ratio)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw(painter, size)
        painter.end()
        self._kept[key] = made
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return made

    def _corner(self, verdict: Verdict, arm: int, dx: int, dy: int, *, bold: bool) -> QPixmap:
        def draw(painter: QPainter, size: QSizeF) -> None:
            _mirror(painter, size, dx, dy)
            bend = min(7.0, arm / 2)
            path = QPainterPath(QPointF(_REACH, _REACH + arm))
            path.lineTo(_REACH, _REACH + bend)
            path.quadTo(_REACH, _REACH, _REACH + bend, _REACH)
            path.lineTo(_REACH + arm, _REACH)
            width = (1.25 if verdict in (Verdict.PENDING, Verdict.NOT_A_FACE) else 2.5) + bold
            painter.strokePath(path, _pen(self._shade, width + 2.0))
            painter.strokePath(path, _pen(self._verdict[verdict], width))

        edge = arm + 2 * _REACH
        return self._stamp(("corner", verdict, arm, dx, dy, bold), QSizeF(edge, edge), draw)

    def _edge(self, colour: str, radius: float, dx: int, dy: int) -> QPixmap:
        def draw(painter: QPainter, size: QSizeF) -> None:
            _mirror(painter, size, dx, dy)
            whole, kept = QPainterPath(), QPainterPath()
            whole.addRect(QRectF(0, 0, radius, radius))
            kept.addEllipse(QRectF(0, 0, 2 * radius, 2 * radius))
            painter.fillPath(whole.subtracted(kept), QColor(colour))

        return self._stamp(("edge", colour, dx, dy), QSizeF(radius, radius), draw)

    def _label_size(self, words: Label) -> QSizeF:
        title = self.title_metrics.horizontalAdvance(words.title) + DOT + DOT_GAP if words.title else 0.0
        line = self.small_metrics.horizontalAdvance(words.line) if words.line else 0.0
        high = self.title_metrics.height() * bool(words.title) + self.small_metrics.height() * bool(words.line)
        return QSizeF(round(max(title, line) + 2 * PADDING_X), round(high + 2 * PADDING_Y))

    def _draw_label(self, painter: QPainter, size: QSizeF, words: Label) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._plate)
        painter.drawRoundedRect(QRectF(QPointF(), size), 6, 6)
        top = PADDING_Y
        if words.title:
            high = self.title_metrics.height()
            painter.setBrush(self._verdict[words.verdict])
            painter.drawEllipse(QRectF(PADDING_X, top + (high - DOT) / 2, DOT, DOT))
            self._write(painter, PADDING_X + DOT + DOT_GAP, top + self.title_metrics.ascent(), words.title, title=True)
            top += high
        if words.line:
            self._write(painter, PADDING_X, top + self.small_metrics.ascent(), words.line, title=False)

    def _draw_caption(self, painter: QPainter, size: QSizeF, words: Caption) -> None:
        shade = QLinearGradient(0, 0, 0, size.height())
        for stop, share in ((0.0, 1.0), (0.5, 0.62), (1.0, 0.0)):
            shade.setColorAt(stop, QColor.fromRgbF(0.0, 0.0, 0.0, self.scrim.alphaF() * share))
        painter.fillRect(QRectF(QPointF(), size), shade)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(words.dot))
        painter.drawEllipse(QRectF(13, CAPTION / 2 - 4, 8, 8))
        right = size.width() - self.small_metrics.horizontalAdvance(words.right) - 14
        lift = (CAPTION - self.small_metrics.height()) / 2 + self.small_metrics.ascent()
        self._write(painter, right, lift, words.right, title=False)
        room = max(0.0, right - 42)
        name = self.title_metrics.elidedText(words.left, Qt.TextElideMode.ElideRight, room)
        lift = (CAPTION - self.title_metrics.height()) / 2 + self.title_metrics.ascent()
        self._write(painter, 30, lift, name, title=True)

    def _write(self, painter: QPainter, x: float, baseline: float, text: str, *, title: bool) -> None:
        painter.setFont(self.title if title else self.small)
        painter.setPen(self.text if title else self.muted)
        painter.drawText(QPointF(x, baseline), text)


def _mirror(painter: QPainter, size: QSizeF, dx: int, dy: int) -> None:
    """Let what is drawn as a left top corner come out as another one."""
    if dx < 0:
        painter.translate(size.width(), 0)
    if dy < 0:
        painter.translate(0, size.height())
    painter.scale(dx, dy)


def _pen(colour: QColor, width: float) -> QPen:
    return QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
