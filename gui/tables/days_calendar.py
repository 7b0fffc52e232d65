"""A month of one person, week by week, Monday first."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from core.domain.attendance import Day
from core.domain.reports import PersonDays
from gui.presenters.attendance import WEEKDAYS, clock_text, duration_text
from gui.presenters.cameras import Tone
from gui.presenters.days import cell_of, cell_words, short_marks
from gui.tables.feed_model import Index
from gui.tables.painting import Brushwork
from gui.text import translate
from gui.theme import Theme
from gui.tints import tint

DAY_ROLE = Qt.ItemDataRole.UserRole
"""The Day; None for a date outside the month."""
DATE_ROLE = Qt.ItemDataRole.UserRole + 1
_WEEK = 7


class CalendarModel(QAbstractTableModel):
    """As many weeks as the month touches; dates of other months are there but empty."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._found: PersonDays | None = None
        self._days: dict[date, Day] = {}
        self._monday = date.min

    @property
    def found(self) -> PersonDays | None:
        """What is shown."""
        return self._found

    @property
    def zone(self) -> ZoneInfo:
        """Where the days are days."""
        return ZoneInfo(self._found.zone if self._found is not None else "UTC")

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of weeks."""
        if parent.isValid() or self._found is None:
            return 0
        return (self._found.last - self._monday).days // _WEEK + 1

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of weekdays."""
        return 0 if parent.isValid() else _WEEK

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a day, its date, or what it was in words."""
        if self._found is None:
            return None
        when = self._monday + timedelta(index.row() * _WEEK + index.column())
        if role == DATE_ROLE:
            return when
        day = self._days.get(when)
        if role == DAY_ROLE:
            return day
        if role == Qt.ItemDataRole.DisplayRole:
            return str(when.day) if day is not None else ""
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole) and day is not None:
            return cell_words(self._found.row, day, translate)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let only days of the month be chosen."""
        inside = self.data(index, DAY_ROLE) is not None
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable if inside else Qt.ItemFlag.NoItemFlags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a weekday."""
        if orientation == Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        return translate("Attendance", WEEKDAYS[section])

    def show_days(self, found: PersonDays) -> None:
        """Show a person's month."""
        self.beginResetModel()
        self._found = found
        self._days = {day.day: day for day in found.row.days}
        self._monday = found.first - timedelta(found.first.weekday())
        self.endResetModel()

    def place(self, day: date) -> QModelIndex:
        """Return where a date stands; an invalid index where it does not."""
        if day not in self._days:
            return QModelIndex()
        return self.index(*divmod((day - self._monday).days, _WEEK))


class CalendarDelegate(QStyledItemDelegate):
    """A date with hours worked, first and last punch, and at most two words of what is to be said."""

    def __init__(self, theme: Theme, model: CalendarModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme, self._model = theme, model
        self.today: date | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the size of a date."""
        del option, index
        return QSize(84, 72)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw a date."""
        day = index.data(DAY_ROLE)
        if not isinstance(day, Day):
            return
        painter.save()
        brush = Brushwork(painter, self._theme)
        colour, radius = brush.tokens.colour, brush.tokens.scale.radius.medium
        rect, state = option.rect.adjusted(2, 2, -2, -2), option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        cell = cell_of(day)
        fill = colour.accent_soft if chosen else colour.hover if hovered or cell.off else colour.surface
        brush.panel(rect, fill, colour.accent if chosen else colour.border, radius)
        if chosen and state & QStyle.StateFlag.State_HasFocus:
            brush.focus(rect)
        self._words(painter, brush, rect.adjusted(8, 5, -8, -4), day)
        painter.restore()

    def _words(self, painter: QPainter, brush: Brushwork, room: QRect, day: Day) -> None:
        kind, colour, zone = brush.tokens.scale.type, brush.tokens.colour, self._model.zone
        cell, line = cell_of(day), 17
        now = day.day == self.today
        top = QRect(room.x(), room.y(), room.width(), line)
        used = brush.text(
            top,
            str(day.day.day),
            self._theme.font(kind.small, kind.semibold),
            colour.accent_text if now else colour.text_muted,
        )
        hours = QRect(top.x() + used + 4, top.y(), top.width() - used - 4, line)
        brush.text(hours, cell.text, self._theme.font(kind.body, kind.semibold), colour.text, right=True)
        small = self._theme.font(kind.caption)
        rest = room.adjusted(0, line, 0, 0)
        times = _times(day, zone)
        if times:
            brush.text(QRect(rest.x(), rest.y(), rest.width(), line), times, small, colour.text_muted)
            rest = rest.adjusted(0, line, 0, 0)
        for text, tone in short_marks(day, translate)[: max(0, rest.height() // line)]:
            shade = colour.text_muted if tone is Tone.QUIET else tint(colour, tone)
            dot = QRect(rest.x(), rest.y() + line // 2 - 3, 6, 6)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(shade))
            painter.drawEllipse(dot)
            brush.text(QRect(rest.x() + 10, rest.y(), rest.width() - 10, line), text, small, shade)
            rest = rest.adjusted(0, line, 0, 0)


def _times(day: Day, zone: ZoneInfo) -> str:
    """Return the first and the last punch, with a question mark for one that is missing."""
    if day.first_in is None and day.last_out is None:
        return ""
    came = clock_text(day.first_in, zone, day.day) if day.first_in is not None else "?"
    left = clock_text(day.last_out, zone, day.day) if day.last_out is not None else ""
    return f"{came}–{left}"


def total_line(found: PersonDays) -> str:
    """Say what a month adds up to."""
    totals = found.row.totals
    said = translate("Attendance", "{worked} of {owed} h  ·  balance {balance}  ·  overtime {overtime}")
    return said.format(
        worked=duration_text(totals.worked), owed=duration_text(totals.owed), balance=duration_text(totals.balance),
        overtime=duration_text(totals.overtime),
    )  # fmt: skip
