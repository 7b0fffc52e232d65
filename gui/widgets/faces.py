"""Boxes and labels over a picture, drawn in widget coordinates so that they are crisp at any scale."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from core.domain.faces import Box
from core.domain.matching import Verdict
from core.domain.tracking import FrameView, TrackView
from gui.presenters.labels import Label, detail_for, label
from gui.presenters.placing import Area, Placed, Wanted, place
from gui.text import translate
from gui.widgets.stamps import CAPTION, Stamps

_INSET = 6.0
_ORDER = {
    Verdict.SPOOF: 0,
    Verdict.RECOGNISED: 1,
    Verdict.UNKNOWN: 2,
    Verdict.PENDING: 3,
    Verdict.NOT_A_FACE: 4,
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A face in widget coordinates with its words."""

    view: TrackView
    face: QRectF
    label: Label | None


class Faces:
    """The faces of one tile: laid out once per picture, painted as often as wanted, found again by a click."""

    def __init__(self, stamps: Stamps) -> None:
        self._stamps = stamps
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
            Wanted(mark.view.track, _area(mark.face), *self._stamps.label_size(mark.label))
            for mark in self._marks
            if mark.label
        ]
        top = picture.y() + CAPTION + _INSET
        bounds = Area(
            picture.x() + _INSET, top, picture.width() - 2 * _INSET, picture.y() + picture.height() - _INSET - top
        )
        faces = [_area(mark.face) for mark in self._marks]
        before = {track: placed.side for track, placed in self._placed.items()}
        self._placed = place(wanted, faces, bounds, before)

    def at(self, point: QPointF) -> Mark | None:
        """Return the smallest face whose box or label lies under `point`."""
        under = [mark for mark in self._marks if mark.face.contains(point) or self._plate(mark).contains(point)]
        return min(under, key=lambda mark: mark.face.width() * mark.face.height(), default=None)

    def paint(self, painter: QPainter, hovered: int | None) -> None:
        """Draw every box, then every label over them."""
        for mark in self._marks:
            painter.setOpacity(_opacity(mark))
            bold = mark.view.track == hovered
            self._stamps.paint_brackets(painter, mark.face, mark.view.decision.verdict, bold=bold)
        for mark in self._marks:
            if mark.label is not None:
                painter.setOpacity(_opacity(mark))
                painter.drawPixmap(self._plate(mark).topLeft(), self._stamps.label(mark.label))
        painter.setOpacity(1.0)

    def _plate(self, mark: Mark) -> QRectF:
        placed = self._placed.get(mark.view.track)
        if placed is None:
            return QRectF()
        area = placed.area
        return QRectF(round(area.x), round(area.y), area.width, area.height)


def _opacity(mark: Mark) -> float:
    """A face that was not seen in this very frame is drawn faintly where it is thought to be."""
    return 0.5 if mark.view.coasting else 1.0


def _importance(track: TrackView) -> tuple[int, int]:
    """Warnings and names choose their place first; among equals the order never changes while they stay."""
    return _ORDER[track.decision.verdict], track.track


def _scaled(box: Box, sx: float, sy: float, picture: QRectF) -> QRectF:
    face = QRectF(picture.x() + box.left * sx, picture.y() + box.top * sy, box.width * sx, box.height * sy)
    return face.intersected(picture.adjusted(2, 2, -2, -2))


def _area(rect: QRectF) -> Area:
    return Area(rect.x(), rect.y(), rect.width(), rect.height())
