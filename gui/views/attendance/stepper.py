"""Going through time: back, forward, and to today."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gui.context import Context
from gui.icons import icon
from gui.presenters.days import Reach, Span, span_of, span_title, stepped
from gui.text import translate
from gui.widgets.basic import button, icon_button, label, row


class Stepper(QWidget):
    """`moved` follows every change of the days that are shown."""

    moved = Signal()

    def __init__(
        self, context: Context, today: date, reach: Reach = Reach.MONTH, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._day = self._today = today
        self._reach = Reach.MONTH
        tint = context.theme.tokens.colour.text_muted
        self.back = icon_button(icon("previous", tint), translate("Attendance", "Earlier (Alt+Left)"))
        self.forth = icon_button(icon("next", tint), translate("Attendance", "Later (Alt+Right)"))
        self.now = button(translate("Attendance", "&Today"))
        self.title = label("", "subtitle")
        self.back.clicked.connect(lambda: self.step(-1))
        self.forth.clicked.connect(lambda: self.step(1))
        self.now.clicked.connect(lambda: self.go(self._today))
        line = row(0, context.theme.tokens.scale.space.xs, self)
        for part in (self.back, self.forth, self.now):
            line.addWidget(part)
        line.addSpacing(context.theme.tokens.scale.space.s)
        line.addWidget(self.title)
        self._tell()

    @property
    def day(self) -> date:
        """The day around which days are shown."""
        return self._day

    @property
    def today(self) -> date:
        """Today, where the site is."""
        return self._today

    @property
    def reach(self) -> Reach:
        """How many days are shown."""
        return self._reach

    @property
    def span(self) -> Span:
        """The days that are shown."""
        return span_of(self._reach, self._day)

    def choose(self, reach: Reach) -> None:
        """Show more days or fewer."""
        self._reach = reach
        self._tell()
        self.moved.emit()

    def go(self, day: date) -> None:
        """Show the days around a day."""
        self._day = day
        self._tell()
        self.moved.emit()

    def step(self, by: int) -> None:
        """Go so many months, weeks or days on."""
        self.go(stepped(self._reach, self._day, by))

    def turn_to(self, today: date) -> None:
        """Follow midnight: who looked at today goes on doing so."""
        before, self._today = self._today, today
        if self._day == before != today:
            self.go(today)

    def _tell(self) -> None:
        self.title.setText(span_title(self._reach, self.span, translate))
