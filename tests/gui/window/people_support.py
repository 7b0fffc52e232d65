"""A people page over real desks, in a window that does nothing else."""

from collections.abc import Callable
from dataclasses import dataclass

from pytestqt.qtbot import QtBot

from core.domain.directory import PersonRow
from core.domain.ids import PersonId
from core.domain.people import Person
from gui.tables.people_model import PERSON_ROLE
from gui.views.people.page import PeoplePage
from tests.gui.people_office import PeopleOffice
from tests.gui.window.conftest import Bench

WAIT_MS = 15_000


@dataclass
class Desk:
    """The page with what stands behind it."""

    qtbot: QtBot
    bench: Bench
    office: PeopleOffice
    page: PeoplePage

    def until(self, what: Callable[[], bool]) -> None:
        """Wait for something."""
        self.qtbot.waitUntil(what, timeout=WAIT_MS)

    def names(self) -> list[str]:
        """Return the names listed; "" where a line is not loaded."""
        return [line.person.name if line is not None else "" for line in self._lines()]

    def listed(self) -> list[PersonId | None]:
        """Return who is listed; None where a line is not loaded."""
        return [line.person.id if line is not None else None for line in self._lines()]

    def _lines(self) -> list[PersonRow | None]:
        model = self.page.model
        return [model.index(row).data(PERSON_ROLE) for row in range(model.rowCount())]

    def choose(self, *people: Person) -> None:
        """Select somebody and wait for the profile, or several."""
        self.until(lambda: {person.id for person in people} <= set(self.listed()))
        listed = self.listed()
        rows = [listed.index(person.id) for person in people]
        selection = self.page.list.selectionModel()
        selection.clear()
        for row in rows:
            selection.select(self.page.model.index(row), selection.SelectionFlag.Select)
        if len(people) == 1:
            self.until(lambda: self.profile_of() == people[0].id)

    def profile_of(self) -> PersonId | None:
        """Return whose profile is shown."""
        page = self.page
        if page.right.currentWidget() is not page.panel or page.panel.profile is None:
            return None
        return page.panel.profile.details.id

    def undo(self) -> None:
        """Take back what was just confirmed."""
        self.until(self.bench.toast.undo.isVisible)
        self.bench.toast.undo.click()
