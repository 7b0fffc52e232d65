"""The camera's picture as in a mirror, filling its place."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.domain.faces import Box
from core.domain.kiosk import Look
from gui.icons import pixmap
from gui.images import hidden, wrap
from gui.presenters.kiosk import Tone
from gui.theme import Theme

_HEAD_WIDE, _HEAD_HIGH, _HEAD_UP = 1.5, 1.6, 0.12
"""An oval around a head, by the face box: brows to chin."""
_ICON = 96


class Mirror(QWidget):
    """Shows the newest picture, cut to fill the widget; an oval marks the one person the scene is about."""

    def __init__(self, theme: Theme, *, blur: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._blur = blur
        self._image: QImage | None = None
        self._seq = -1
        self._mirrored = False
        self._face: Box | None = None
        self._tone = Tone.CALM
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_look(self, look: Look, tone: Tone) -> None:
        """Take over the newest picture and whom it is about."""
        if (look.seq, look.face, tone) == (self._seq, self._face, self._tone):
            return
        if look.image is None:
            self._image = None
        elif look.seq != self._seq:
            wrapped = wrap(look.image)
            self._image = hidden(wrapped) if self._blur else wrapped
        self._seq, self._face, self._mirrored, self._tone = look.seq, look.face, look.mirrored, tone
        self.update()

    @property
    def has_picture(self) -> bool:
        """Whether there is a picture."""
        return self._image is not None

    def minimumSizeHint(self) -> QSize:
        """It can always be smaller."""
        return QSize(0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture, turned as in a mirror, and the oval."""
        del event
        video = self._theme.tokens.scale.video
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), QColor(video.stage))
        if self._image is None:
            icon = pixmap("camera-off", video.text_muted, _ICON, self.devicePixelRatioF())
            painter.drawPixmap(QPointF((self.width() - _ICON) / 2, (self.height() - _ICON) / 2), icon)
        else:
            if not self._mirrored:
                painter.translate(self.width(), 0)
                painter.scale(-1, 1)
            scale = max(self.width() / self._image.width(), self.height() / self._image.height())
            wide, high = self._image.width() * scale, self._image.height() * scale
            left, top = (self.width() - wide) / 2, (self.height() - high) / 2
            painter.drawImage(QRectF(left, top, wide, high), self._image)
            if self._face is not None:
                self._draw_oval(painter, self._face, scale, QPointF(left, top))
        painter.end()

    def _draw_oval(self, painter: QPainter, face: Box, scale: float, origin: QPointF) -> None:
        video = self._theme.tokens.scale.video
        colour = {Tone.GOOD: video.recognised, Tone.BAD: video.bad}.get(self._tone, video.pending)
        middle = QPointF(face.left + face.right, face.top + face.bottom) * (scale / 2) + origin
        middle -= QPointF(0, face.height * _HEAD_UP * scale)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colour), max(4.0, self.height() / 160)))
        painter.drawEllipse(middle, face.width * _HEAD_WIDE * scale / 2, face.height * _HEAD_HIGH * scale / 2)
