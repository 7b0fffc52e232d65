"""One camera on the wall: its picture, the faces in it, and how it is doing."""

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QEnterEvent,
    QFocusEvent,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from core.domain.camera import CameraState, CameraStatus
from core.domain.ids import CameraId
from core.domain.matching import Verdict
from core.domain.tracking import FrameView
from gui.icons import pixmap
from gui.images import wrap
from gui.presenters.cameras import Tone, detail_text, fps_text, state_text, status_text, tone
from gui.presenters.feed import place_of
from gui.presenters.meter import Meter
from gui.text import translate
from gui.theme import Theme
from gui.widgets.faces import Faces
from gui.widgets.heads import hide_heads
from gui.widgets.stamps import Caption, Stamps

if TYPE_CHECKING:
    from core.domain.faces import Box

DEFAULT_ASPECT = 16 / 9
_HIDDEN_NS = 1_500_000_000
"""How long a head stays hidden where it was last seen: detection may miss it for a few frames."""

_SIGN = 28
_SIGNS = {Tone.GOOD: "live", Tone.WAITING: "clock", Tone.BAD: "camera-off", Tone.QUIET: "film"}

_SEEN = (CameraState.LIVE, CameraState.STALLED, CameraState.LOST, CameraState.REFUSED, CameraState.ENDED)
"""States in which there may be a last picture worth showing."""


class Tile(QWidget):
    """Paints the newest FrameView without copying it. The view is only read and kept until the next one."""

    face_clicked = Signal(str, int)
    menu_asked = Signal(str, object, QPoint)
    enlarge_asked = Signal(str)
    reshaped = Signal()

    def __init__(self, status: CameraStatus, theme: Theme, stamps: Stamps, *, blur: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._status = status
        self._theme = theme
        self._stamps = stamps
        self._blur = blur
        self._view: FrameView | None = None
        self._image: QImage | None = None
        self._faces = Faces(stamps)
        self._heads: dict[int, tuple[int, Box]] = {}
        self._hovered: int | None = None
        self._painted_seq = -1
        self._ring = False
        self.meter = Meter()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._say()

    @property
    def camera(self) -> CameraId:
        """Whose pictures these are."""
        return self._status.spec.id

    @property
    def status(self) -> CameraStatus:
        """The camera's state as shown."""
        return self._status

    @property
    def aspect(self) -> float:
        """Width by height of the picture; 16:9 until there is one."""
        if self._view is None:
            return DEFAULT_ASPECT
        height, width = self._view.frame.image.shape[:2]
        return float(width / height)

    @property
    def faces(self) -> Faces:
        """What is drawn over the picture."""
        return self._faces

    def sizeHint(self) -> QSize:
        """A size at which a picture can be read."""
        return QSize(480, 270)

    def show_status(self, status: CameraStatus) -> None:
        """Take over a camera's state; repaints only where it reads differently."""
        before, self._status = self._status, status
        if _wording(before) != _wording(status):
            self._say()
            self.update()

    def show_view(self, view: FrameView | None) -> bool:
        """Take over the newest picture; returns whether it is another one than before."""
        if view is self._view or view is None:
            return False
        aspect = self.aspect
        self._view = view
        self._image = wrap(view.frame.image)
        self._faces.lay_out(view, self._picture())
        if self._blur:
            self._remember_heads(view)
        if abs(self.aspect - aspect) > 0.01:
            self.reshaped.emit()
        self.update()
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw picture, faces, caption, state, rounded corners and focus, in this order."""
        del event
        self._stamps.use(self.devicePixelRatioF())
        painter = QPainter(self)
        picture = self._picture()
        painter.fillRect(self.rect(), self._stamps.stage)
        shown = self._image is not None and self._status.state in _SEEN
        if shown and self._image is not None and self._view is not None:
            painter.drawImage(picture, self._image)
            if self._blur:
                hide_heads(painter, picture, self._view.frame.image, (box for _, box in self._heads.values()))
        if self._status.state is CameraState.LIVE and shown:
            self._faces.paint(painter, self._hovered)
        else:
            self._paint_state(painter, dim=shown)
        self._paint_caption(painter)
        self._paint_edge(painter)
        painter.end()
        self._count()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the faces out anew."""
        if self._view is not None:
            self._faces.lay_out(self._view, self._picture())
        super().resizeEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which face a click would take."""
        self._hover(event.position())

    def leaveEvent(self, event: QEnterEvent) -> None:  # type: ignore[override]
        """Point at no face."""
        del event
        self._hover(QPointF(-1, -1))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ask about the face that was clicked."""
        mark = self._faces.at(event.position()) if event.button() is Qt.MouseButton.LeftButton else None
        if mark is not None and self.rect().contains(event.position().toPoint()):
            self.face_clicked.emit(self.camera, mark.view.track)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of this camera, or of the face under the pointer."""
        mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        mark = self._faces.at(QPointF(event.pos())) if mouse else None
        where = event.globalPos() if mouse else self.mapToGlobal(self.rect().center())
        self.menu_asked.emit(self.camera, mark.view.track if mark else None, where)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Make this tile large, or small again."""
        if self._faces.at(event.position()) is None:
            self.enlarge_asked.emit(self.camera)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Draw the focus ring, but not for somebody who uses the mouse."""
        super().focusInEvent(event)
        if event.reason() is not Qt.FocusReason.ActiveWindowFocusReason:
            self._ring = event.reason() is not Qt.FocusReason.MouseFocusReason
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the focus ring away."""
        super().focusOutEvent(event)
        self.update()

    def _picture(self) -> QRectF:
        """Return where the picture goes: all of the tile but for what its shape leaves over."""
        width, height = float(self.width()), float(self.height())
        wide = min(width, height * self.aspect)
        high = min(height, width / self.aspect)
        if width - wide < 2 and height - high < 2:
            return QRectF(0, 0, width, height)
        return QRectF(round((width - wide) / 2), round((height - high) / 2), round(wide), round(high))

    def _hover(self, point: QPointF) -> None:
        mark = self._faces.at(point)
        hovered = mark.view.track if mark else None
        if hovered != self._hovered:
            self._hovered = hovered
            self.setCursor(Qt.CursorShape.PointingHandCursor if mark else Qt.CursorShape.ArrowCursor)
            self.setToolTip(_offer(mark.view.decision.verdict) if mark else "")
            self.update()

    def _say(self) -> None:
        self.setAccessibleName(self._status.spec.name)
        self.setAccessibleDescription(status_text(self._status, translate))

    def _count(self) -> None:
        view = self._view
        if view is not None and view.frame.seq != self._painted_seq:
            self._painted_seq = view.frame.seq
            now = time.monotonic_ns()
            self.meter.add(now, (now - view.frame.mono_ns) / 1e6)

    def _paint_caption(self, painter: QPainter) -> None:
        spec = self._status.spec
        right = fps_text(self._status, translate) or state_text(self._status.state, translate)
        words = Caption(self.width(), self._tone_colour(), place_of(spec.name, spec.door), right)
        painter.drawPixmap(0, 0, self._stamps.caption(words))

    def _paint_state(self, painter: QPainter, *, dim: bool) -> None:
        stamps = self._stamps
        if dim:
            painter.fillRect(self.rect(), stamps.scrim)
        said = state_text(self._status.state, translate)
        if self._status.state is CameraState.LIVE:
            said = translate("Cameras", "Waiting for the first picture…")
        middle = self.height() / 2
        state = self._status.state
        name = "lock" if state is CameraState.REFUSED else _SIGNS[tone(state)]
        sign = pixmap(name, self._tone_colour(), _SIGN, self.devicePixelRatioF())
        if middle > 2 * _SIGN:
            painter.drawPixmap(QPointF((self.width() - _SIGN) / 2, middle - 2 * _SIGN + 6), sign)
        painter.setFont(stamps.title)
        painter.setPen(stamps.text)
        above = QRectF(16, 0, self.width() - 32, middle + 2)
        painter.drawText(above, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom, said)
        painter.setFont(stamps.small)
        painter.setPen(stamps.muted)
        below = QRectF(24, middle + 8, self.width() - 48, middle - 16)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.drawText(below, int(flags), detail_text(self._status, translate))

    def _paint_edge(self, painter: QPainter) -> None:
        whole = QRectF(self.rect())
        self._stamps.paint_edge(painter, whole)
        if self._ring and self.hasFocus():
            radius = self._theme.tokens.scale.radius.medium
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._stamps.focus, 2))
            painter.drawRoundedRect(whole.adjusted(1, 1, -1, -1), radius, radius)

    def _tone_colour(self) -> str:
        video = self._theme.tokens.scale.video
        match tone(self._status.state):
            case Tone.GOOD:
                return video.recognised
            case Tone.WAITING:
                return video.unknown
            case Tone.BAD:
                return video.bad
            case Tone.QUIET:
                return video.text_muted

    def _remember_heads(self, view: FrameView) -> None:
        now = view.frame.mono_ns
        self._heads |= {track.track: (now, track.box) for track in view.tracks}
        self._heads = {track: head for track, head in self._heads.items() if head[0] > now - _HIDDEN_NS}


def _offer(verdict: Verdict) -> str:
    """Say what a click on a face does."""
    if verdict in (Verdict.RECOGNISED, Verdict.SPOOF):
        return translate("Live", "Click to see why")
    return translate("Live", "Click to enrol this person")


def _wording(status: CameraStatus) -> tuple[str, str, str, CameraState, int]:
    return status.spec.name, status.spec.door, status.detail, status.state, round(status.fps)
