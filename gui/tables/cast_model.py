"""Everybody in a recording, as a list model with a delegate that draws when they are seen."""

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from core.domain.timeline import Cast, Timeline
from gui.images import hidden
from gui.presenters.recordings import bars, how_long, who
from gui.tables.feed_model import Index
from gui.tables.painting import Brushwork
from gui.text import translate
from gui.theme import Theme

CAST_ROLE = Qt.ItemDataRole.UserRole
NAMES_WIDTH = 250
"""Pixels on the left for portrait and name; the line of time begins after them."""
LINE_END = 20
"""Pixels from the end of that line to the end of the row."""
_HEIGHT, _PORTRAIT, _LINE, _BAR, _LEAST_BAR = 68, 48, 20, 14, 4


class CastModel(QAbstractListModel):
    """The display text is the name, for the keyboard and for screen readers."""

    def __init__(self, *, hide: bool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hide = hide
        self._timeline: Timeline | None = None
        self._portraits: list[QImage] = []

    @property
    def duration_s(self) -> float:
        """How long the recording lasts."""
        return self._timeline.duration_s if self._timeline else 0.0

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of people."""
        return 0 if parent.isValid() or self._timeline is None else len(self._timeline.cast)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return somebody's part, or what they are called."""
        if self._timeline is None or not 0 <= index.row() < len(self._timeline.cast):
            return None
        part = self._timeline.cast[index.row()]
        if role == CAST_ROLE:
            return part
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{who(part, translate)}, {how_long(part, translate)}"
        return None

    def show(self, timeline: Timeline) -> None:
        """Show this recording."""
        self.beginResetModel()
        self._timeline = timeline
        self._portraits = [self.picture(part.portrait_jpeg) for part in timeline.cast]
        self.endResetModel()

    def portrait(self, row: int) -> QImage:
        """Return somebody's picture."""
        return self._portraits[row]

    def picture(self, jpeg: bytes) -> QImage:
        """Return a picture of the recording as it may be shown."""
        image = QImage.fromData(jpeg)
        return hidden(image) if self._hide else image


class CastDelegate(QStyledItemDelegate):
    """A row: portrait, name, how long, and a bar for every appearance."""

    def __init__(self, theme: Theme, model: CastModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the size of a row."""
        del option, index
        return QSize(NAMES_WIDTH + 200, _HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw a row."""
        part = index.data(CAST_ROLE)
        if not isinstance(part, Cast):
            return
        painter.save()
        brush = Brushwork(painter, self._theme)
        colour, scale = brush.tokens.colour, brush.tokens.scale
        rect = option.rect.adjusted(0, 1, 0, -1)
        if option.state & QStyle.StateFlag.State_Selected:
            brush.panel(rect, colour.accent_soft, colour.accent, scale.radius.medium)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            brush.panel(rect, colour.hover, None, scale.radius.medium)
        top = rect.y() + (rect.height() - _PORTRAIT) // 2
        brush.portrait(QRect(rect.x() + scale.space.s, top, _PORTRAIT, _PORTRAIT), self._model.portrait(index.row()))
        left = rect.x() + scale.space.s + _PORTRAIT + scale.space.m
        room = QRect(left, top + 4, rect.x() + NAMES_WIDTH - scale.space.m - left, _LINE)
        kind = scale.type
        tone = colour.text if part.person is not None else colour.warn
        brush.text(room, who(part, translate), self._theme.font(kind.body, kind.semibold), tone)
        font = self._theme.font(kind.small)
        brush.text(room.translated(0, _LINE), how_long(part, translate), font, colour.text_muted)
        self._paint_bars(brush, part, rect)
        painter.restore()

    def _paint_bars(self, brush: Brushwork, part: Cast, rect: QRect) -> None:
        colour = brush.tokens.colour
        line = time_line(rect)
        top = rect.y() + (rect.height() - _BAR) // 2
        brush.panel(QRect(line.x(), top, line.width(), _BAR), colour.sunken, colour.border, _BAR // 2)
        fill = colour.good if part.person is not None else colour.warn
        for bar in bars(part, self._model.duration_s):
            wide = max(_LEAST_BAR, round((bar.right - bar.left) * line.width()))
            left = min(line.x() + round(bar.left * line.width()), line.right() + 1 - wide)
            brush.panel(QRect(left, top, wide, _BAR), fill, None, min(wide, _BAR) // 2)


def time_line(rect: QRect) -> QRect:
    """Return the part of a row of this place and width that stands for the time of the recording."""
    return rect.adjusted(NAMES_WIDTH, 0, -LINE_END, 0)
