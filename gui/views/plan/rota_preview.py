"""What a rota comes to in the next weeks."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.presenters.plan import WEEK, weekday_text
from gui.presenters.plan_rota import PreviewDay
from gui.text import translate
from gui.theme import Theme

_HEAD, _ROW, _PAD = 22, 44, 5


class RotaPreview(QWidget):
    """Weeks from Monday on: the date over the shift; today is framed, days off are sunken."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.days: Sequence[PreviewDay] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Return a size at which short names can be read."""
        return QSize(WEEK * 66, _HEAD + -(-len(self.days) // WEEK) * _ROW + 1)

    def show_days(self, days: Sequence[PreviewDay]) -> None:
        """Show other days."""
        self.days = days
        said = (f"{day.day.isoformat()}: {day.holiday or day.text}" for day in days)
        self.setAccessibleName("; ".join(said))
        self.updateGeometry()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint."""
        del event
        painter = QPainter(self)
        tokens = self._theme.tokens
        small = self._theme.font(tokens.scale.type.caption)
        painter.setFont(small)
        painter.setPen(QColor(tokens.colour.text_muted))
        for day in range(WEEK):
            cell = self._cell(day)
            middle = int(Qt.AlignmentFlag.AlignCenter)
            painter.drawText(QRect(cell.left(), 0, cell.width(), _HEAD), middle, weekday_text(day, translate))
        for place, each in enumerate(self.days):
            self._paint_day(painter, self._cell(place), each)
        painter.end()

    def _paint_day(self, painter: QPainter, cell: QRect, day: PreviewDay) -> None:
        tokens = self._theme.tokens
        colour, kind = tokens.colour, tokens.scale.type
        painter.setPen(QPen(QColor(colour.accent if day.today else colour.border), 2 if day.today else 1))
        painter.setBrush(QColor(colour.sunken if day.free else colour.accent_soft))
        painter.drawRoundedRect(cell.adjusted(1, 1, -2, -2), tokens.scale.radius.small, tokens.scale.radius.small)
        inner = cell.adjusted(_PAD, 3, -_PAD, -4)
        painter.setFont(self._theme.font(kind.caption))
        painter.setPen(QColor(colour.text_muted))
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft), f"{day.day:%m-%d}")
        painter.setFont(self._theme.font(kind.caption, kind.regular if day.free else kind.semibold))
        painter.setPen(QColor(colour.text_muted if day.free else colour.text))
        text = day.holiday or day.text
        said = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft), said)

    def _cell(self, place: int) -> QRect:
        row, column = divmod(place, WEEK)
        left = column * self.width() // WEEK
        return QRect(left, _HEAD + row * _ROW, (column + 1) * self.width() // WEEK - left, _ROW)
