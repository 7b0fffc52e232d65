"""Rows of a shift's form: a part of it, a break, a way to round."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from core.domain.work import Break, Rounding, RoundTo
from gui.context import Context
from gui.icons import icon
from gui.presenters.plan_form import part_text, span
from gui.text import translate
from gui.views.attendance.fields import TimeField
from gui.widgets.basic import icon_button, label, number, row

_CROSS = 14
_STEPS = (1, 5, 6, 10, 15, 30, 60)
_NOON, _HALF = 720, 30
_LONGEST_BREAK = 480
DUE, FIXED = range(2)
"""Places of the ways to take a break."""


class PartRow(QWidget):
    """From when until when; what ends before it begins ends on the next day, and says so."""

    changed = Signal()
    removed = Signal()

    def __init__(self, context: Context, start: int, end: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.start, self.end = TimeField(start), TimeField(end % 1440)
        self.start.setAccessibleName(translate("Plan", "From"))
        self.end.setAccessibleName(translate("Plan", "Until"))
        self.said = label("", "muted")
        tint = context.theme.tokens.colour.text_muted
        self.cross = icon_button(icon("close", tint), translate("Plan", "Take this part out"), _CROSS)
        self.cross.clicked.connect(self.removed)
        line = row(0, context.theme.tokens.scale.space.s, self)
        for part in (self.start, label("–"), self.end, self.said):
            line.addWidget(part)
        line.addStretch(1)
        line.addWidget(self.cross)
        for field in (self.start, self.end):
            field.timeChanged.connect(self._changed)
        self._tell()

    @property
    def pair(self) -> tuple[int, int]:
        """Both times of the day, in minutes."""
        return self.start.minute, self.end.minute

    def _changed(self) -> None:
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        self.said.setText(part_text(*self.pair, translate))


class BreakRow(QWidget):
    """How long, and when: due after some hours of work, or within fixed times."""

    changed = Signal()
    removed = Signal()

    def __init__(self, context: Context, pause: Break, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.minutes = number(1, _LONGEST_BREAK, translate("Plan", " min"))
        self.minutes.setValue(pause.minutes)
        self.minutes.setAccessibleName(translate("Plan", "Length of the break"))
        self.way = QComboBox()
        self.way.addItems([translate("Plan", "after work of"), translate("Plan", "between")])
        self.way.setCurrentIndex(FIXED if pause.hours is not None else DUE)
        self.way.setAccessibleName(translate("Plan", "When the break is taken"))
        self.after = TimeField(pause.after % 1440)
        self.after.setAccessibleName(translate("Plan", "Hours of work before the break, as h:mm"))
        self.after.setToolTip(self.after.accessibleName())
        hours = pause.hours if pause.hours is not None else span(_NOON, _NOON + _HALF)
        self.start, self.end = TimeField(hours.start % 1440), TimeField(hours.end % 1440)
        self.start.setAccessibleName(translate("Plan", "Break from"))
        self.end.setAccessibleName(translate("Plan", "Break until"))
        self.paid = QCheckBox(translate("Plan", "paid"))
        self.paid.setChecked(pause.paid)
        self._dash, self._hours = label("–"), label(translate("Plan", "h"))
        tint = context.theme.tokens.colour.text_muted
        self.cross = icon_button(icon("close", tint), translate("Plan", "Take this break out"), _CROSS)
        self.cross.clicked.connect(self.removed)
        line = row(0, context.theme.tokens.scale.space.s, self)
        for part in (self.minutes, self.way, self.after, self._hours, self.start, self._dash, self.end, self.paid):
            line.addWidget(part)
        line.addStretch(1)
        line.addWidget(self.cross)
        self._connect()
        self._show_way()

    @property
    def pause(self) -> Break:
        """The break that is written."""
        fixed = self.way.currentIndex() == FIXED
        hours = span(self.start.minute, self.end.minute) if fixed else None
        return Break(self.minutes.value(), 0 if fixed else self.after.minute, hours, self.paid.isChecked())

    def _connect(self) -> None:
        self.minutes.valueChanged.connect(self.changed)
        self.way.currentIndexChanged.connect(self._show_way)
        self.way.currentIndexChanged.connect(self.changed)
        for field in (self.after, self.start, self.end):
            field.timeChanged.connect(self.changed)
        self.paid.toggled.connect(self.changed)

    def _show_way(self) -> None:
        fixed = self.way.currentIndex() == FIXED
        for widget in (self.after, self._hours):
            widget.setVisible(not fixed)
        for widget in (self.start, self._dash, self.end):
            widget.setVisible(fixed)


class RoundingField(QWidget):
    """To which minutes, and in which direction."""

    changed = Signal()

    def __init__(self, context: Context, name: str, rounding: Rounding, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.step, self.towards = QComboBox(), QComboBox()
        for minutes in sorted({*_STEPS, rounding.minutes}):
            text = translate("Plan", "{n} min").format(n=minutes) if minutes > 1 else translate("Plan", "whole minutes")
            self.step.addItem(text, minutes)
        self.towards.addItem(translate("Plan", "to the nearest"), RoundTo.NEAREST)
        self.towards.addItem(translate("Plan", "down"), RoundTo.DOWN)
        self.towards.addItem(translate("Plan", "up"), RoundTo.UP)
        self.step.setCurrentIndex(self.step.findData(rounding.minutes))
        self.towards.setCurrentIndex(list(RoundTo).index(rounding.towards))
        self.step.setAccessibleName(name)
        self.towards.setAccessibleName(translate("Plan", "{what}: in which direction").format(what=name))
        line = row(0, context.theme.tokens.scale.space.s, self)
        line.addWidget(self.step, 1)
        line.addWidget(self.towards, 1)
        for box in (self.step, self.towards):
            box.currentIndexChanged.connect(self.changed)
        self.setFocusProxy(self.step)

    @property
    def rounding(self) -> Rounding:
        """The rounding that is chosen."""
        return Rounding(int(self.step.currentData()), RoundTo(self.towards.currentData()))
