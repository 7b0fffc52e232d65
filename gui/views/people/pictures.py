"""The pictures somebody is recognised by, as cards: looked at, taken out, or chosen."""

from dataclasses import dataclass
from datetime import UTC, datetime

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QImage, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from core.domain.people import Template
from gui.context import Context
from gui.icons import icon, pixmap
from gui.images import hidden
from gui.presenters.people import age_text, origin_text, quality_text, quality_tone
from gui.presenters.text import percent
from gui.tables.painting import Brushwork
from gui.text import translate
from gui.tints import tint
from gui.widgets.basic import icon_button

_PICTURE, _PADDING, _LINE, _BAR = 96, 8, 16, 3
_WIDTH, _HEIGHT = _PICTURE + 2 * _PADDING, _PICTURE + 2 * _PADDING + _BAR + 6 + 3 * _LINE


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """A template with its picture decoded; None where that is damaged."""

    template: Template
    image: QImage | None


def shown_of(template: Template, *, blur: bool) -> Shown:
    """Decode a template's picture; on any thread."""
    image = QImage.fromData(template.crop_jpeg)
    if image.isNull():
        return Shown(template, None)
    return Shown(template, hidden(image) if blur else image)


class PictureCard(QAbstractButton):
    """Checkable, or with a cross that asks for the picture to be taken out: `out_asked` carries its Shown."""

    out_asked = Signal(object)

    def __init__(
        self,
        context: Context,
        shown: Shown,
        words: tuple[str, str, str],
        *,
        choice: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.shown = shown
        self._theme = context.theme
        self._words = words
        self.setFixedSize(_WIDTH, _HEIGHT)
        self.setCheckable(choice)
        said = ", ".join((words[0], percent(shown.template.quality), *words[1:]))
        self.setAccessibleName(translate("People", "Picture: {words}").format(words=said))
        self.setToolTip(said)
        self._cross = icon_button(
            icon("trash", context.theme.tokens.colour.text), translate("People", "Take this picture out"), 14
        )
        self._cross.setParent(self)
        self._cross.setProperty("role", "over")
        self._cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._cross.setFixedSize(26, 26)
        self._cross.move(_PADDING + _PICTURE - 30, _PADDING + 4)
        self._cross.clicked.connect(lambda: self.out_asked.emit(self.shown))
        self._cross.hide()
        if choice:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """Return the card's fixed size."""
        return QSize(_WIDTH, _HEIGHT)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Offer to take the picture out."""
        super().enterEvent(event)
        self._cross.setVisible(not self.isCheckable())

    def leaveEvent(self, event: QEvent) -> None:
        """Offer nothing while the pointer is elsewhere."""
        super().leaveEvent(event)
        self._cross.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the picture out at Delete."""
        if event.key() == Qt.Key.Key_Delete and not self.isCheckable():
            self.out_asked.emit(self.shown)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw picture, quality, age and origin; a tick where it is chosen."""
        del event
        painter = QPainter(self)
        brush = Brushwork(painter, self._theme)
        colour, scale = brush.tokens.colour, brush.tokens.scale
        chosen = self.isChecked()
        edge = colour.accent if chosen or self.hasFocus() else colour.border
        brush.panel(self.rect(), colour.accent_soft if chosen else colour.raised, edge, scale.radius.medium)
        face = QRect(_PADDING, _PADDING, _PICTURE, _PICTURE)
        brush.portrait(face, self.shown.image)
        if self.isCheckable():
            self._tick(painter, face)
        top = face.bottom() + 5
        self._bar(brush, QRect(_PADDING, top, _PICTURE, _BAR))
        small = self._theme.font(scale.type.caption)
        line = QRect(_PADDING, top + _BAR + 3, _PICTURE, _LINE)
        strong = self._theme.font(scale.type.caption, scale.type.semibold)
        brush.text(line, self._words[0], strong, self._tint(brush))
        brush.text(line, percent(self.shown.template.quality), small, colour.text_muted, right=True)
        for number, words in enumerate(self._words[1:], 1):
            brush.text(line.translated(0, number * _LINE), words, small, colour.text_muted)
        painter.end()

    def _tint(self, brush: Brushwork) -> str:
        return tint(brush.tokens.colour, quality_tone(self.shown.template.quality))

    def _bar(self, brush: Brushwork, rect: QRect) -> None:
        brush.panel(rect, brush.tokens.colour.border, None, 1)
        filled = QRect(rect)
        filled.setWidth(max(_BAR, round(rect.width() * min(1.0, self.shown.template.quality))))
        brush.panel(filled, self._tint(brush), None, 1)

    def _tick(self, painter: QPainter, face: QRect) -> None:
        colour = self._theme.tokens.colour
        where = QRect(face.right() - 25, face.y() + 6, 20, 20)
        painter.setPen(QPen(QColor(colour.on_accent), 1.5))
        painter.setBrush(QColor(colour.accent) if self.isChecked() else QColor(0, 0, 0, 90))
        painter.drawEllipse(QRectF(where))
        if self.isChecked():
            sign = pixmap("check", colour.on_accent, 13, self.devicePixelRatioF())
            painter.drawPixmap(where.x() + 4, where.y() + 4, sign)


def picture_card(context: Context, shown: Shown, *, choice: bool = False) -> PictureCard:
    """Return the card of a template as it is today."""
    template = shown.template
    words = (
        quality_text(template.quality, translate),
        age_text(template.created, datetime.now(UTC), translate),
        origin_text(template.origin, translate),
    )
    return PictureCard(context, shown, words, choice=choice)
