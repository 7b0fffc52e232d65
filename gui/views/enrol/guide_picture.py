"""The live picture of a guided enrolment: an outline for the face, and what to do in large letters."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.domain.guidance import Outline, Prompt
from core.runtime.guiding import Guidance
from gui.presenters.enrolment import is_complaint, prompt_words
from gui.text import translate
from gui.theme import Theme
from gui.widgets.heads import hide_heads
from gui.widgets.live_picture import LivePicture

_MARGIN = 12


class GuidePicture(LivePicture):
    """Green where the face is well placed and nothing is wrong. Space asks for the picture to be taken now."""

    take_asked = Signal()

    def __init__(self, theme: Theme, *, blur: bool, parent: QWidget | None = None) -> None:
        super().__init__(theme, translate("Enrol", "Waiting for the camera…"), blur=False, parent=parent)
        self._hide_heads = blur
        self._guidance: Guidance | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(translate("Enrol", "Picture of the camera. Space takes a picture."))

    def sizeHint(self) -> QSize:
        """A size at which a face can be seen."""
        return QSize(560, 315)

    @property
    def words(self) -> str:
        """What is written over the picture."""
        return "" if self._guidance is None else prompt_words(self._guidance.prompt, translate)

    def show_guidance(self, guidance: Guidance) -> None:
        """Take over the newest picture and what is to be said about it."""
        if guidance.image is None:
            return
        if self._guidance is None or guidance.prompt is not self._guidance.prompt:
            self.setAccessibleDescription(prompt_words(guidance.prompt, translate))
        self._guidance = guidance
        self.show_image(guidance.image)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a picture on Space."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.take_asked.emit()
        else:
            super().keyPressEvent(event)

    def paint_over(self, painter: QPainter, where: QRectF) -> None:
        """Draw the outline and the words."""
        guidance = self._guidance
        if guidance is None or guidance.image is None:
            return
        scale = where.width() / guidance.image.shape[1]
        if self._hide_heads:
            hide_heads(painter, where, guidance.image, guidance.faces)
        if guidance.outline is not None and not guidance.done:
            self._outline(painter, where, scale, guidance.outline)
        self._say(painter, where)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self.theme.tokens.colour.accent), 3))
            radius = self.theme.tokens.scale.radius.medium
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), radius, radius)

    def _tint(self) -> str:
        video, guidance = self.theme.tokens.scale.video, self._guidance
        if guidance is None or guidance.prompt is Prompt.NOBODY_THERE:
            return video.text
        if is_complaint(guidance.prompt):
            return video.unknown
        return video.recognised if guidance.fits else video.text

    def _outline(self, painter: QPainter, where: QRectF, scale: float, outline: Outline) -> None:
        ellipse = QRectF(
            where.x() + (outline.x - outline.wide / 2) * scale, where.y() + (outline.y - outline.high / 2) * scale,
            outline.wide * scale, outline.high * scale,
        )  # fmt: skip
        fits = self._guidance is not None and self._guidance.fits
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for tint, wide in ((self.theme.tokens.scale.video.shade, 6.0), (self._tint(), 3.0)):
            painter.setPen(QPen(QColor(tint), wide, Qt.PenStyle.SolidLine if fits else Qt.PenStyle.DashLine))
            painter.drawEllipse(ellipse)

    def _say(self, painter: QPainter, where: QRectF) -> None:
        kind, video, words = self.theme.tokens.scale.type, self.theme.tokens.scale.video, self.words
        font = self.theme.font(kind.display, kind.semibold)
        room = min(where.width(), self.width()) - 2 * _MARGIN - 40
        needed = QFontMetricsF(font).horizontalAdvance(words)
        if needed > room:
            font = self.theme.font(max(kind.body, int(kind.display * room / needed)), kind.semibold)
        metrics = QFontMetricsF(font)
        wide, high = metrics.horizontalAdvance(words) + 36, metrics.height() + 14
        middle = where.center().x()
        plate = QRectF(middle - wide / 2, where.bottom() - high - _MARGIN, wide, high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(video.plate))
        painter.drawRoundedRect(plate, high / 2, high / 2)
        painter.setFont(font)
        painter.setPen(QColor(self._tint()))
        painter.drawText(plate, int(Qt.AlignmentFlag.AlignCenter), words)
