"""What the delegates paint with: portraits, texts and pills out of the design system."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import QStyle

from gui.icons import pixmap
from gui.images import rounded
from gui.presenters.people import initials
from gui.theme import Theme, Tokens


class Brushwork:
    """Draws parts of an item; made anew for each painting, so it always has the theme in force."""

    def __init__(self, painter: QPainter, theme: Theme) -> None:
        self._painter = painter
        self._theme = theme
        self.tokens: Tokens = theme.tokens
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def panel(self, rect: QRect, fill: str, border: str | None, radius: int) -> None:
        """Draw a rounded surface."""
        self._painter.setPen(QColor(border) if border else Qt.PenStyle.NoPen)
        self._painter.setBrush(QColor(fill))
        self._painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)

    def portrait(self, rect: QRect, image: QImage | None) -> None:
        """Draw a rounded picture, or a placeholder."""
        if image is None:
            self.panel(rect, self.tokens.colour.hover, None, self.tokens.scale.radius.medium)
            size = rect.width() // 2
            sign = pixmap("people", self.tokens.colour.text_faint, size, self._ratio())
            self._painter.drawPixmap(
                rect.x() + (rect.width() - size) // 2, rect.y() + (rect.height() - size) // 2, sign
            )
            return
        picture = rounded(image, rect.width(), self.tokens.scale.radius.medium, self._ratio())
        self._painter.drawPixmap(rect.topLeft(), picture)

    def face(self, rect: QRect, image: QImage | None, name: str) -> None:
        """Draw somebody's picture, or the initials of their name."""
        if image is not None:
            self.portrait(rect, image)
            return
        kind, colour = self.tokens.scale.type, self.tokens.colour
        self.panel(rect, colour.hover, colour.border, self.tokens.scale.radius.medium)
        self._painter.setFont(self._theme.font(kind.subtitle, kind.semibold))
        self._painter.setPen(QColor(colour.text_faint))
        self._painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), initials(name))

    def ground(self, rect: QRect, state: QStyle.StateFlag) -> None:
        """Draw what an item lies on: selected, under the mouse, with the keyboard."""
        colour, radius = self.tokens.colour, self.tokens.scale.radius.medium
        if state & QStyle.StateFlag.State_Selected:
            self.panel(rect, colour.accent_soft, colour.accent, radius)
        elif state & QStyle.StateFlag.State_MouseOver:
            self.panel(rect, colour.hover, None, radius)
        if state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_KeyboardFocusChange:
            self.focus(rect)

    def text(self, rect: QRect, text: str, font: QFont, colour: str, *, right: bool = False) -> int:
        """Draw one line, elided to fit; returns its width."""
        self._painter.setFont(font)
        self._painter.setPen(QColor(colour))
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        self._painter.drawText(rect, int(side | Qt.AlignmentFlag.AlignVCenter), shown)
        return metrics.horizontalAdvance(shown)

    def pill(self, right: int, middle: int, text: str, fill: str, colour: str) -> int:
        """Draw a small filled badge that ends at `right`; returns its left edge."""
        kind = self.tokens.scale.type
        font = self._theme.font(kind.caption, kind.semibold)
        metrics = QFontMetrics(font)
        wide, high = metrics.horizontalAdvance(text) + 14, metrics.height() + 6
        rect = QRect(right - wide, middle - high // 2, wide, high)
        self.panel(rect, fill, None, high // 2)
        self._painter.setFont(font)
        self._painter.setPen(QColor(colour))
        self._painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), text)
        return rect.left()

    def sign(self, rect: QRect, name: str, colour: str) -> None:
        """Draw an icon."""
        self._painter.drawPixmap(rect.topLeft(), pixmap(name, colour, rect.width(), self._ratio()))

    def focus(self, rect: QRect) -> None:
        """Draw the ring around the item that has the keyboard."""
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        pen = self._painter.pen()
        pen.setColor(QColor(self.tokens.colour.accent))
        pen.setWidth(2)
        self._painter.setPen(pen)
        radius = self.tokens.scale.radius.medium
        self._painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), radius, radius)

    def _ratio(self) -> float:
        return float(self._painter.device().devicePixelRatioF())
