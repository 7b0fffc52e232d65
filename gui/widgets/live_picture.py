"""A picture in a dialog, with something drawn over it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.domain.arrays import BgrImage
from gui.images import hidden, wrap
from gui.theme import Theme

_SHAPE = 9 / 16
"""Height by width of the widget, and of the picture it stands for while there is none."""


class LivePicture(QWidget):
    """Shows the newest picture it is given, whole and in its own shape; `waiting` is said while there is none."""

    def __init__(self, theme: Theme, waiting: str, *, blur: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.waiting = waiting
        self.blur = blur
        self._image: QImage | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_image(self, image: BgrImage) -> None:
        """Take over a picture, which must never be written again."""
        wrapped = wrap(image)
        self._image = hidden(wrapped) if self.blur else wrapped
        self.update()

    @property
    def has_picture(self) -> bool:
        """Whether there is a picture yet."""
        return self._image is not None

    def sizeHint(self) -> QSize:
        """A size at which faces can be seen."""
        return QSize(480, 270)

    def heightForWidth(self, width: int) -> int:
        """Return the height for a picture of the usual shape."""
        return round(width * _SHAPE)

    def picture_rect(self) -> QRectF:
        """Return where the picture is, or would be."""
        aspect = self._image.width() / self._image.height() if self._image is not None else 1 / _SHAPE
        wide = min(float(self.width()), self.height() * aspect)
        high = wide / aspect
        return QRectF(round((self.width() - wide) / 2), round((self.height() - high) / 2), round(wide), round(high))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture with rounded corners, then what lies over it."""
        del event
        video, kind = self.theme.tokens.scale.video, self.theme.tokens.scale.type
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        path = QPainterPath()
        radius = self.theme.tokens.scale.radius.medium
        path.addRoundedRect(QRectF(self.rect()), radius, radius)
        painter.setClipPath(path)
        painter.fillRect(self.rect(), QColor(video.stage))
        where = self.picture_rect()
        if self._image is not None:
            painter.drawImage(where, self._image)
        else:
            painter.setFont(self.theme.font(kind.body))
            painter.setPen(QColor(video.text_muted))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(24, 24, -24, -24), int(flags), self.waiting)
        self.paint_over(painter, where)
        painter.end()

    def paint_over(self, painter: QPainter, where: QRectF) -> None:
        """Draw over the picture shown at `where`."""
