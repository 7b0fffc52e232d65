"""A reception with a real book, roster and credentials."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from core.config import Settings
from core.domain.clock import SystemClock
from core.runtime.doors.credentials import CredentialDesk
from core.runtime.visitors import Reception, VisitorDesk
from tests.gui.people_office import PeopleOffice

ZONE = ZoneInfo("Europe/Berlin")


class VisitorsSite:
    """The desks a visitors' page works with."""

    def __init__(self, folder: Path) -> None:
        self.office = PeopleOffice(folder)
        self.store = self.office.store
        clock, settings = SystemClock(), Settings(company="Northwind Ltd")
        self.credentials = CredentialDesk(self.store.secrets, clock, lambda *_: None)
        self.desk = VisitorDesk(
            Reception(
                self.store.visits, self.office.people, self.office.roster, self.credentials, lambda: ZONE,
                lambda: settings, clock, lambda: None,
            )
        )  # fmt: skip
        attendance = SimpleNamespace(zone=lambda: ZONE)
        self.desks = SimpleNamespace(visitors=self.desk, people=self.office.people, attendance=attendance)


@contextmanager
def visitors_site(folder: Path) -> Iterator[VisitorsSite]:
    """Open a reception for a block."""
    site = VisitorsSite(folder)
    try:
        yield site
    finally:
        site.store.close()
