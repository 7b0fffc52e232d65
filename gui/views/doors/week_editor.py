"""The hours of a week, painted as bars; what is painted can be typed, and the other way round."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QSizePolicy, QWidget

from core.domain.access import Schedule
from core.domain.calendar import MINUTES_A_DAY, Hours
from core.domain.ids import ScheduleId
from gui.presenters.access import day_name, hours_text
from gui.presenters.access_edit import painted, parse_hours
from gui.text import translate
from gui.theme import Theme
from gui.widgets.basic import label, set_role

STEP = 15
"""Minutes a drag over a bar snaps to."""
_HEIGHT, _SCALE_HEIGHT, _TYPED_WIDTH = 26, 16, 210
_HOURS_WRITTEN = range(0, 25, 4)
_SPILL = 90
"""Opacity, of 255, of what reaches into a day out of the day before."""


class DayBar(QWidget):
    """A day from midnight to midnight. Dragging paints hours in, or out where it begins on some."""

    changed = Signal(object)

    def __init__(self, theme: Theme, *, editable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._hours: tuple[Hours, ...] = ()
        self._before: tuple[Hours, ...] = ()
        self._drag: tuple[int, int] | None = None
        self._editable = editable
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if editable:
            self.setCursor(Qt.CursorShape.CrossCursor)

    def sizeHint(self) -> QSize:
        """Return a size at which a quarter of an hour can be hit."""
        return QSize(384, _HEIGHT)

    def show_hours(self, hours: Sequence[Hours], before: Sequence[Hours] = ()) -> None:
        """Show the hours of a day, and what reaches into it out of the day before."""
        self._hours, self._before = tuple(hours), tuple(before)
        self.update()

    def minute_at(self, x: float) -> int:
        """Return the minute of the day a place stands for, snapped."""
        minute = round(x / max(1, self.width()) * MINUTES_A_DAY / STEP) * STEP
        return min(MINUTES_A_DAY, max(0, minute))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to paint."""
        if self._editable and event.button() == Qt.MouseButton.LeftButton:
            minute = self.minute_at(event.position().x())
            self._drag = minute, minute
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on painting."""
        if self._drag is not None:
            self._drag = self._drag[0], self.minute_at(event.position().x())
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Keep what was painted."""
        if self._drag is not None:
            dragged = self._dragged(self._drag)
            self._drag = None
            if dragged != self._hours:
                self.changed.emit(dragged)
            self.update()
        super().mouseReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the day with its hours."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = self._theme.tokens
        colour, radius = tokens.colour, tokens.scale.radius.small
        painter.setPen(QColor(colour.border))
        painter.setBrush(QColor(colour.sunken))
        painter.drawRoundedRect(self.rect().adjusted(0, 3, -1, -4), radius, radius)
        for hour in _HOURS_WRITTEN[1:-1]:
            x = self._x(60 * hour)
            painter.drawLine(x, 4, x, self.height() - 5)
        painter.setPen(Qt.PenStyle.NoPen)
        spill = QColor(colour.accent)
        spill.setAlpha(_SPILL)
        painter.setBrush(spill)
        for each in self._before:
            if each.overnight:
                painter.drawRoundedRect(self._rect(0, each.end - MINUTES_A_DAY), radius, radius)
        painter.setBrush(QColor(colour.accent))
        shown = self._dragged(self._drag) if self._drag is not None else self._hours
        for each in shown:
            painter.drawRoundedRect(self._rect(each.start, min(each.end, MINUTES_A_DAY)), radius, radius)
        painter.end()

    def _dragged(self, drag: tuple[int, int]) -> tuple[Hours, ...]:
        first, last = min(drag), max(drag)
        erase = any(each.start <= drag[0] < each.end for each in self._hours)
        return painted(self._hours, first, last, erase=erase) if first < last else self._hours

    def _x(self, minute: int) -> int:
        return round(minute * (self.width() - 1) / MINUTES_A_DAY)

    def _rect(self, start: int, end: int) -> QRect:
        left = self._x(start)
        return QRect(left, 5, max(3, self._x(end) - left), self.height() - 10)


class HourScale(QWidget):
    """The hours over the bars."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedHeight(_SCALE_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the figures."""
        del event
        painter = QPainter(self)
        tokens = self._theme.tokens
        painter.setFont(self._theme.font(tokens.scale.type.caption))
        painter.setPen(QColor(tokens.colour.text_muted))
        for hour in _HOURS_WRITTEN:
            x = round(hour * (self.width() - 1) / 24)
            left = min(max(0, x - 15), self.width() - 30)
            side = Qt.AlignmentFlag.AlignHCenter
            if left == 0:
                side = Qt.AlignmentFlag.AlignLeft
            elif left == self.width() - 30:
                side = Qt.AlignmentFlag.AlignRight
            painter.drawText(QRect(left, 0, 30, _SCALE_HEIGHT), int(side), f"{hour}")
        painter.end()


class WeekEditor(QWidget):
    """Seven days and the holidays: a bar to paint on, a field to type in. `changed` is told of both."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bars: list[DayBar] = []
        self.fields: list[QLineEdit] = []
        self._hours: list[tuple[Hours, ...] | None] = [()] * 8
        space = theme.tokens.scale.space
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(space.m)
        self._grid.setVerticalSpacing(space.xs)
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(HourScale(theme), 0, 1)
        names = [*(day_name(day, translate) for day in range(7)), translate("Access", "Holidays")]
        for day, name in enumerate(names):
            self._add(theme, day, label(name))

    @property
    def valid(self) -> bool:
        """Whether every day can be read."""
        return None not in self._hours

    def fill(self, schedule: Schedule) -> None:
        """Show a schedule."""
        for day, hours in enumerate((*schedule.week, schedule.holidays)):
            self.fields[day].setText(hours_text(hours))
            self.fields[day].setCursorPosition(0)

    def schedule(self, schedule: ScheduleId, name: str) -> Schedule:
        """Return the schedule that is shown; only while `valid`."""
        hours = [each or () for each in self._hours]
        return Schedule(schedule, name, tuple(hours[:7]), hours[7])

    def copy_monday(self) -> None:
        """Give Tuesday to Friday the hours of Monday."""
        for day in range(1, 5):
            self.fields[day].setText(self.fields[0].text())

    def _add(self, theme: Theme, day: int, title: QLabel) -> None:
        bar, field = DayBar(theme, editable=True), QLineEdit()
        field.setPlaceholderText(translate("Access", "closed"))
        field.setFixedWidth(_TYPED_WIDTH)
        title.setBuddy(field)
        said = translate("Access", "Hours on {day}, such as 06:00–12:00, 13:00–20:00").format(day=title.text())
        field.setAccessibleName(said)
        field.setToolTip(said)
        field.textChanged.connect(lambda text, day=day: self._typed(day, text))
        bar.changed.connect(lambda hours, day=day: self.fields[day].setText(hours_text(hours)))
        self.bars.append(bar)
        self.fields.append(field)
        for place, widget in enumerate((title, bar, field)):
            self._grid.addWidget(widget, day + 1, place)

    def _typed(self, day: int, text: str) -> None:
        self._hours[day] = parse_hours(text)
        set_role(self.fields[day], "invalid", "true" if self._hours[day] is None else "false")
        for place, bar in enumerate(self.bars):
            before = self._hours[(place - 1) % 7] if place < 7 else ()
            bar.show_hours(self._hours[place] or (), before or ())
        self.changed.emit()
