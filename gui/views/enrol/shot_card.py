"""A captured shot to be taken or left out."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from core.domain.tracking import FaceShot
from gui.icons import icon, pixmap
from gui.images import copied, hidden
from gui.presenters.quality import GOOD, grade, reasons
from gui.presenters.text import percent
from gui.tables.painting import Brushwork
from gui.text import translate
from gui.theme import Theme
from gui.widgets.basic import icon_button

_WIDTH, _PICTURE, _PADDING, _LINE, _BAR = 120, 100, 10, 17, 4


class ShotCard(QAbstractButton):
    """Checked means taken. The bar is the quality; under it, what is wrong in words. `title` says which view it is.

    One that is `removable` has a cross, which Delete does for, and tells `removed`.
    """

    removed = Signal()

    def __init__(
        self,
        shot: FaceShot,
        theme: Theme,
        title: str = "",
        *,
        blur: bool,
        removable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.shot = shot
        self._theme = theme
        self._title = title
        self._odd = False
        self._removable = removable
        image = copied(shot.portrait)
        self._image: QImage = hidden(image) if blur else image
        self._grade, self._reasons = grade(shot.quality, translate), reasons(shot.quality, translate)
        self.setCheckable(True)
        self.setChecked(shot.quality.usable)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedSize(_WIDTH, _PICTURE + 2 * _PADDING + 2 * _LINE + _BAR + 8)
        if removable:
            self._add_cross()
        self._describe()

    def mark_odd(self, *, odd: bool) -> None:
        """Say that this shows somebody else than the others, or no more."""
        self._odd = odd
        self._describe()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Remove it on Delete."""
        if self._removable and event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def _add_cross(self) -> None:
        sign = icon("close", self._theme.tokens.colour.text)
        cross = icon_button(sign, translate("Enrol", "Leave this picture out"), 14)
        cross.setParent(self)
        cross.setProperty("role", "over")
        cross.setGeometry(_PADDING + 4, _PADDING + 4, 24, 24)
        cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        cross.clicked.connect(self.removed)

    @property
    def line(self) -> str:
        """What is written under the quality."""
        return translate("Enrol", "somebody else?") if self._odd else self._reasons

    def _describe(self) -> None:
        parts = (self._title, self._grade, percent(self.shot.quality.overall), self.line)
        said = ", ".join(part for part in parts if part)
        self.setAccessibleName(translate("Enrol", "Picture: {quality}").format(quality=said))
        self.setToolTip(f"{self._grade} · {self.line}")

    def sizeHint(self) -> QSize:
        """Return the card's fixed size."""
        return self.size()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw picture, tick, quality and reasons."""
        del event
        painter = QPainter(self)
        brush = Brushwork(painter, self._theme)
        colour, scale = brush.tokens.colour, brush.tokens.scale
        taken = self.isChecked()
        brush.panel(self.rect(), colour.accent_soft if taken else colour.surface, None, scale.radius.large)
        self._border(painter, colour.accent if taken or self.hasFocus() else colour.border_strong)
        picture = QRect(_PADDING, _PADDING, _PICTURE, _PICTURE)
        painter.setOpacity(1.0 if taken else 0.55)
        brush.portrait(picture, self._image)
        painter.setOpacity(1.0)
        self._tick(painter, picture)
        self._plate(painter, picture)
        top = picture.bottom() + 6
        self._bar(brush, QRect(_PADDING, top, _PICTURE, _BAR))
        kind = scale.type
        first = QRect(_PADDING, top + _BAR + 3, _PICTURE, _LINE)
        brush.text(first, self._grade, self._theme.font(kind.small, kind.semibold), self._tint())
        brush.text(
            first, percent(self.shot.quality.overall), self._theme.font(kind.small), colour.text_muted, right=True
        )
        tint = colour.bad if self._odd else colour.text_muted
        brush.text(first.translated(0, _LINE), self.line, self._theme.font(kind.caption), tint)
        painter.end()

    def _plate(self, painter: QPainter, picture: QRect) -> None:
        """Write the title over the lower edge of the picture."""
        if not self._title:
            return
        video, kind = self._theme.tokens.scale.video, self._theme.tokens.scale.type
        painter.setFont(self._theme.font(kind.caption, kind.semibold))
        metrics = painter.fontMetrics()
        words = metrics.elidedText(self._title, Qt.TextElideMode.ElideMiddle, picture.width() - 20)
        wide, high = metrics.horizontalAdvance(words) + 12, metrics.height() + 2
        where = QRect(picture.x() + 4, picture.bottom() - high - 3, wide, high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(video.plate))
        painter.drawRoundedRect(where, 4, 4)
        painter.setPen(QColor(video.text))
        painter.drawText(where, int(Qt.AlignmentFlag.AlignCenter), words)

    def _tint(self) -> str:
        colour, quality = self._theme.tokens.colour, self.shot.quality
        if not quality.usable:
            return colour.bad
        return colour.good if quality.overall >= GOOD else colour.warn

    def _border(self, painter: QPainter, tint: str) -> None:
        wide = 2.0 if self.isChecked() or self.hasFocus() else 1.0
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(tint), wide, Qt.PenStyle.SolidLine))
        inset = wide / 2
        radius = self._theme.tokens.scale.radius.large
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), radius, radius)
        if self.hasFocus():
            painter.setPen(QPen(QColor(tint), 1.0, Qt.PenStyle.DotLine))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(4, 4, -4, -4), radius - 3, radius - 3)

    def _tick(self, painter: QPainter, picture: QRect) -> None:
        colour = self._theme.tokens.colour
        where = QRect(picture.right() - 25, picture.y() + 6, 20, 20)
        painter.setPen(QPen(QColor(colour.on_accent), 1.5))
        painter.setBrush(QColor(colour.accent) if self.isChecked() else QColor(0, 0, 0, 90))
        painter.drawEllipse(where)
        if self.isChecked():
            painter.drawPixmap(
                where.x() + 4, where.y() + 4, pixmap("check", colour.on_accent, 13, self.devicePixelRatioF())
            )

    def _bar(self, brush: Brushwork, rect: QRect) -> None:
        brush.panel(rect, brush.tokens.colour.border, None, _BAR // 2)
        filled = QRect(rect)
        filled.setWidth(max(_BAR, round(rect.width() * self.shot.quality.overall)))
        brush.panel(filled, self._tint(), None, _BAR // 2)
