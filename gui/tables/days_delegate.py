"""How a day looks in the grid, and what stands beside it."""

from datetime import date

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPolygon
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from gui.icons import pixmap
from gui.presenters.cameras import Tone
from gui.presenters.days import DayCell, Sign
from gui.tables.days_model import CELL_ROLE, DATE_ROLE, Total
from gui.text import translate
from gui.theme import Theme
from gui.tints import tint

HEIGHT, HEAD_HEIGHT = 30, 40
_CORNER, _ICON, _DOT = 8, 14, 5


class CellPainter:
    """Paints days; keeps the fonts, which are the same in thousands of cells."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        kind = theme.tokens.scale.type
        self._plain, self._bold = theme.font(kind.caption), theme.font(kind.caption, kind.semibold)

    def paint(self, painter: QPainter, rect: QRect, cell: DayCell) -> None:
        """Draw the hours of a day and its sign, each sign in a place or shape of its own."""
        colour = self._theme.tokens.colour
        tone = QColor(tint(colour, cell.tone))
        if cell.text:
            plain = cell.tone in (Tone.GOOD, Tone.QUIET)
            painter.setFont(self._plain if plain else self._bold)
            painter.setPen(QColor(colour.text) if plain else tone)
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), cell.text)
        if cell.sign in (Sign.LATE, Sign.BOTH):
            self._corner(painter, rect.topLeft(), 1, QColor(colour.warn))
        if cell.sign in (Sign.EARLY, Sign.BOTH):
            self._corner(painter, rect.topRight() + QPoint(1, 0), -1, QColor(colour.warn))
        if cell.now:
            self._disc(painter, QPoint(rect.right() - 4, rect.bottom() - 4), QColor(colour.good))
        if cell.sign in (Sign.MISSING, Sign.ABSENT, Sign.LEAVE, Sign.HOLIDAY):
            self._icon(painter, rect, cell, tone.name())
        if cell.corrected:
            painter.fillRect(QRect(rect.x() + 4, rect.bottom() - 2, rect.width() - 8, 2), QColor(colour.accent))

    def _corner(self, painter: QPainter, at: QPoint, way: int, colour: QColor) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon(QPolygon([at, at + QPoint(way * _CORNER, 0), at + QPoint(0, _CORNER)]))

    def _disc(self, painter: QPainter, middle: QPoint, colour: QColor) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(middle, _DOT // 2 + 1, _DOT // 2 + 1)

    def _icon(self, painter: QPainter, rect: QRect, cell: DayCell, colour: str) -> None:
        """Draw a sign in the middle, or small in the corner where hours have the middle."""
        size = _ICON if not cell.text else _ICON - 4
        found = pixmap(str(cell.sign), colour, size, float(painter.device().devicePixelRatioF()))
        at = rect.center() - QPoint(size // 2 - 1, size // 2 - 1)
        painter.drawPixmap(at if not cell.text else rect.topRight() - QPoint(size, 0), found)


class DaysDelegate(QStyledItemDelegate):
    """A day, a sum, or a name; weekends and other days off lie on a darker ground, today between two lines.

    `now` is the column of today, negative where it is not shown.
    """

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._cells = CellPainter(theme)
        kind = theme.tokens.scale.type
        self._name = theme.font(kind.body, kind.medium)
        self._sums = {
            quiet: theme.font(kind.small, kind.regular if quiet else kind.semibold) for quiet in (True, False)
        }
        self.now = -1

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the size of a cell."""
        del option, index
        return QSize(32, HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw a cell."""
        painter.save()
        rect, colour = option.rect, self._theme.tokens.colour
        cell = index.data(CELL_ROLE)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if chosen or hovered:
            painter.fillRect(rect, QColor(colour.accent_soft if chosen else colour.hover))
        elif isinstance(cell, DayCell) and cell.off:
            painter.fillRect(rect, QColor(colour.hover))
        painter.fillRect(QRect(rect.x(), rect.bottom(), rect.width(), 1), QColor(colour.border))
        if isinstance(cell, DayCell):
            if index.column() == self.now:
                for x in (rect.x(), rect.right()):
                    painter.fillRect(QRect(x, rect.y(), 1, rect.height()), QColor(colour.accent))
            self._cells.paint(painter, rect.adjusted(1, 1, -1, -2), cell)
        else:
            self._words(painter, rect, index, cell)
        if chosen and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(colour.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        painter.restore()

    def _words(self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex, cell: object) -> None:
        colour = self._theme.tokens.colour
        room = rect.adjusted(8, 0, -6, 0)
        if isinstance(cell, Total):
            quiet = cell.tone is Tone.QUIET
            painter.setFont(self._sums[quiet])
            painter.setPen(QColor(colour.text_muted if quiet else tint(colour, cell.tone)))
            painter.drawText(room, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), cell.text)
            return
        painter.setFont(self._name)
        painter.setPen(QColor(colour.text))
        name = painter.fontMetrics().elidedText(str(index.data() or ""), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), name)


class DaysHead(QHeaderView):
    """Heads in two lines; those of weekends are fainter, that of today is in the accent's colour."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self.today: date | None = None
        self.setFixedHeight(HEAD_HEIGHT)
        self.setSectionsClickable(False)
        self.setAccessibleName(translate("Attendance", "Days"))

    def paintSection(self, painter: QPainter, rect: QRect, logical_index: int) -> None:
        """Draw a head."""
        kind, colour = self._theme.tokens.scale.type, self._theme.tokens.colour
        model = self.model()
        day = model.headerData(logical_index, Qt.Orientation.Horizontal, DATE_ROLE)
        text = str(model.headerData(logical_index, Qt.Orientation.Horizontal) or "")
        painter.save()
        painter.fillRect(rect, QColor(colour.surface))
        painter.fillRect(QRect(rect.x(), rect.bottom(), rect.width(), 1), QColor(colour.border_strong))
        now = isinstance(day, date) and day == self.today
        weekend = isinstance(day, date) and day.weekday() >= 5
        shade = colour.accent_text if now else colour.text_faint if weekend else colour.text_muted
        painter.setFont(self._theme.font(kind.caption, kind.semibold))
        painter.setPen(QColor(shade))
        centre = isinstance(day, date)
        side = Qt.AlignmentFlag.AlignHCenter if centre else _side(logical_index)
        room = rect if centre else rect.adjusted(8 if not logical_index else 0, 0, -6, 0)
        painter.drawText(room, int(side | Qt.AlignmentFlag.AlignVCenter), text)
        painter.restore()


def _side(section: int) -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignRight if section else Qt.AlignmentFlag.AlignLeft
