"""An attendance page over real desks, in a window that does nothing else."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from core.domain.attendance import Stamp
from core.domain.people import Person
from gui.presenters.attendance_today import Tally
from gui.tables.days_model import FIRST_DAY
from gui.views.attendance.page import DAYS, AttendancePage
from tests.gui.attendance_site import TODAY, AttendanceSite
from tests.gui.window.conftest import Bench

WAIT_MS = 15_000
D = TypeVar("D", bound=QDialog)


@dataclass
class Clerk:
    """The page with what stands behind it."""

    qtbot: QtBot
    bench: Bench
    site: AttendanceSite
    page: AttendancePage

    def until(self, what: Callable[[], bool]) -> None:
        """Wait for something."""
        self.qtbot.waitUntil(what, timeout=WAIT_MS)

    def names(self) -> list[str]:
        """Return who is listed today."""
        return [row.name for row in self.page.today.model.rows]

    def tally(self, tally: Tally) -> str:
        """Return what a counter says."""
        return self.page.today.counters[tally].count.text()

    def cell(self, person: Person, day: date) -> str:
        """Return what stands in the grid, where the days are shown."""
        model = self.page.days.model
        place = [model.row(n).person for n in range(model.rowCount())].index(person.id)
        return str(model.index(place, FIRST_DAY + model.days.index(day)).data())

    def show_days(self) -> None:
        """Go to the grid and wait for it."""
        self.page.choose(DAYS)
        self.until(lambda: TODAY in self.page.days.model.days)

    def show_person(self, person: Person, day: date) -> None:
        """Show a person's day and wait for it."""
        self.page.show_person(person.id, day)
        self.until(lambda: self.shown() == (person.id, day))

    def shown(self) -> tuple[str | None, date | None]:
        """Return whose month is shown, and which day in full."""
        found = self.page.person.model.found
        return (found.row.person if found is not None else None, self.page.person.day)

    def found_stamps(self) -> tuple[Stamp, ...]:
        """Return the punches of the day that is shown."""
        found, day = self.page.person.model.found, self.page.person.day
        assert found is not None
        return next(one for one in found.row.days if one.day == day).stamps

    def stamps(self) -> list[str]:
        """Return the punches of the day that is shown, by the clock."""
        zone = self.page.person.model.zone
        return [f"{stamp.way} {stamp.at.astimezone(zone):%H:%M}" for stamp in self.found_stamps()]

    def dialog(self, kind: type[D], found: QDialog | None) -> D:
        """Return the dialog that is open, of a kind."""
        assert isinstance(found, kind)
        return found

    def undo(self) -> None:
        """Take back what was just confirmed."""
        self.until(self.bench.toast.undo.isVisible)
        self.bench.toast.undo.click()
