"""Boxes and labels over a picture, drawn in widget coordinates so that they are crisp at any scale."""

from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from core.domain.faces import Box
from core.domain.matching import Verdict
from core.domain.tracking import FrameView, TrackView
from gui.presenters.labels import Label, detail_for, label
from gui.presenters.placing import Area, Placed, Side, Wanted, place
from gui.text import translate
from gui.theme import Theme

_PADDING_X, _PADDING_Y, _DOT, _DOT_GAP = 8.0, 5.0, 7.0, 6.0
_KEPT_WIDTHS = 512


@dataclass(frozen=True, slots=True)
class Mark:
    """A face in widget coordinates with its words."""

    view: TrackView
    face: QRectF
    label: Label | None


class Pens:
    """Fonts, colours and text widths for drawing over pictures; the same in both themes."""

    def __init__(self, theme: Theme) -> None:
        kind, video = theme.tokens.scale.type, theme.tokens.scale.video
        self.title: QFont = theme.font(kind.body, kind.semibold)
        self.small: QFont = theme.font(kind.caption, kind.medium)
        self.text, self.muted = QColor(video.text), QColor(video.text_muted)
        self.plate, self.scrim, self.stage = QColor(video.plate), QColor(video.scrim), QColor(video.stage)
        self.focus, self.shade = QColor(video.focus), QColor(video.shade)
        self.verdict = {
            Verdict.RECOGNISED: QColor(video.recognised),
            Verdict.UNKNOWN: QColor(video.unknown),
            Verdict.PENDING: QColor(video.pending),
        }
        self.title_metrics, self.small_metrics = QFontMetricsF(self.title), QFontMetricsF(self.small)
        self._widths: OrderedDict[tuple[str, bool], float] = OrderedDict()

    def width(self, text: str, *, title: bool) -> float:
        """Return a text's width in pixels; the same few texts are measured in every frame."""
        key = (text, title)
        found = self._widths.get(key)
        if found is None:
            metrics = self.title_metrics if title else self.small_metrics
            found = self._widths[key] = metrics.horizontalAdvance(text)
            if len(self._widths) > _KEPT_WIDTHS:
                self._widths.popitem(last=False)
        return found


class Faces:
    """The faces of one tile: laid out once per picture, painted as often as wanted, found again by a click."""

    def __init__(self, pens: Pens) -> None:
        self._pens = pens
        self._marks: tuple[Mark, ...] = ()
        self._placed: dict[int, Placed] = {}

    @property
    def marks(self) -> tuple[Mark, ...]:
        """What is drawn now."""
        return self._marks

    def lay_out(self, view: FrameView, picture: QRectF) -> None:
        """Work out boxes, words and places for a new picture shown at `picture`."""
        height, width = view.frame.image.shape[:2]
        sx, sy = picture.width() / width, picture.height() / height
        detail = detail_for(round(picture.width()), len(view.tracks))
        tracks = sorted(view.tracks, key=_importance)
        self._marks = tuple(
            Mark(track, _scaled(track.box, sx, sy, picture), label(track, detail, translate)) for track in tracks
        )
        wanted = [
            Wanted(mark.view.track, _area(mark.face), *self._size(mark.label)) for mark in self._marks if mark.label
        ]
        bounds = Area(picture.x() + 6, picture.y() + 40, picture.width() - 12, picture.height() - 46)
        before: dict[int, Side] = {track: placed.side for track, placed in self._placed.items()}
        self._placed = place(wanted, bounds, before)

    def clear(self) -> None:
        """Draw nothing."""
        self._marks, self._placed = (), {}

    def at(self, point: QPointF) -> Mark | None:
        """Return the smallest face whose box or label lies under `point`."""
        under = [mark for mark in self._marks if mark.face.contains(point) or self._plate(mark).contains(point)]
        return min(under, key=lambda mark: mark.face.width() * mark.face.height(), default=None)

    def paint(self, painter: QPainter, hovered: int | None) -> None:
        """Draw every box, then every label over them."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for mark in self._marks:
            self._paint_box(painter, mark, bold=mark.view.track == hovered)
        for mark in self._marks:
            if mark.label is not None:
                self._paint_label(painter, mark.label, self._plate(mark))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _plate(self, mark: Mark) -> QRectF:
        placed = self._placed.get(mark.view.track)
        if placed is None:
            return QRectF()
        area = placed.area
        return QRectF(round(area.x), round(area.y), area.width, area.height)

    def _size(self, words: Label) -> tuple[float, float]:
        pens = self._pens
        title = pens.width(words.title, title=True) + _DOT + _DOT_GAP if words.title else 0.0
        line = pens.width(words.line, title=False) if words.line else 0.0
        high = pens.title_metrics.height() * bool(words.title) + pens.small_metrics.height() * bool(words.line)
        return round(max(title, line) + 2 * _PADDING_X), round(high + 2 * _PADDING_Y)

    def _paint_box(self, painter: QPainter, mark: Mark, *, bold: bool) -> None:
        verdict, face = mark.view.decision.verdict, mark.face
        arm = max(6.0, min(26.0, 0.24 * min(face.width(), face.height())))
        path = _brackets(face, arm, min(7.0, arm / 2))
        width = 1.25 if verdict is Verdict.PENDING else 2.5
        painter.setOpacity(0.5 if mark.view.coasting else 1.0)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.strokePath(path, _pen(self._pens.shade, width + 2.0))
        painter.strokePath(path, _pen(self._pens.verdict[verdict], width + bold))
        painter.setOpacity(1.0)

    def _paint_label(self, painter: QPainter, words: Label, plate: QRectF) -> None:
        pens = self._pens
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(pens.plate)
        painter.drawRoundedRect(plate, 6, 6)
        left, top = plate.x() + _PADDING_X, plate.y() + _PADDING_Y
        if words.title:
            high = pens.title_metrics.height()
            painter.setBrush(pens.verdict[words.verdict])
            painter.drawEllipse(QRectF(left, top + (high - _DOT) / 2, _DOT, _DOT))
            painter.setFont(pens.title)
            painter.setPen(pens.text)
            painter.drawText(QPointF(left + _DOT + _DOT_GAP, top + pens.title_metrics.ascent()), words.title)
            top += high
        if words.line:
            painter.setFont(pens.small)
            painter.setPen(pens.muted)
            painter.drawText(QPointF(left, top + pens.small_metrics.ascent()), words.line)


def _importance(track: TrackView) -> tuple[int, int]:
    """Names choose their place first; among equals the order never changes while they stay."""
    order = {Verdict.RECOGNISED: 0, Verdict.UNKNOWN: 1, Verdict.PENDING: 2}
    return order[track.decision.verdict], track.track


def _scaled(box: Box, sx: float, sy: float, picture: QRectF) -> QRectF:
    face = QRectF(picture.x() + box.left * sx, picture.y() + box.top * sy, box.width * sx, box.height * sy)
    return face.intersected(picture.adjusted(2, 2, -2, -2))


def _area(rect: QRectF) -> Area:
    return Area(rect.x(), rect.y(), rect.width(), rect.height())


def _pen(colour: QColor, width: float) -> QPen:
    return QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def _brackets(r: QRectF, arm: float, bend: float) -> QPainterPath:
    """Return the four corners of `r`, each with two arms and a rounded joint."""
    path = QPainterPath()
    for x, y, dx, dy in (
        (r.left(), r.top(), 1, 1),
        (r.right(), r.top(), -1, 1),
        (r.right(), r.bottom(), -1, -1),
        (r.left(), r.bottom(), 1, -1),
    ):
        path.moveTo(x, y + dy * arm)
        path.lineTo(x, y + dy * bend)
        path.quadTo(x, y, x + dx * bend, y)
        path.lineTo(x + dx * arm, y)
    return path
