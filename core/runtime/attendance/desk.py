"""Attendance as it is looked at and corrected."""

from collections.abc import Callable
from datetime import date
from zoneinfo import ZoneInfo

from core.domain.attendance import Punch
from core.domain.ids import EventId, PersonId
from core.domain.ledger import Request
from core.domain.reports import ChartData, DaysQuery, Grid, HistoryLine, Muster, OpenRequest, PersonDays, Today
from core.domain.work import Leave
from core.runtime.attendance.books import Books
from core.runtime.attendance.zones import zone_of


class AttendanceDesk:
    """Safe from any thread; everything is computed from the ledger at the moment it is asked for.

    All that writes waits for the disk and raises KnownError(ENTRY_UNKNOWN, ENTRY_VOID, DISK_FULL and the like);
    whatever changes or takes back what stood there needs a reason, else KnownError(REASON_MISSING).
    """

    def __init__(self, books: Books, changed: Callable[[], None]) -> None:
        """`changed` is told after everything written here; return quickly, never raise."""
        self._books = books
        self._changed = changed

    def zone(self) -> ZoneInfo:
        """Return the zone all days here are days of. Raises KnownError(ZONE_UNKNOWN)."""
        return zone_of(self._books.plan().calendar)

    def today(self) -> Today:
        """Return who is in, late, missing or away at this moment, and the visitors that are inside."""
        raise NotImplementedError

    def grid(self, query: DaysQuery) -> Grid:
        """Return people by days. Who is active is in it, and who was not any more but punched in that time."""
        raise NotImplementedError

    def person(self, person: PersonId, first: date, last: date) -> PersonDays:
        """Return one person's days, both dates inclusive. Raises KnownError(PERSON_UNKNOWN)."""
        raise NotImplementedError

    def correct(self, person: PersonId, instead_of: EventId | None, punch: Punch | None, reason: str) -> EventId:
        """Add `punch`, or put it in the place of an entry, or with None strike that entry out; return the new entry.

        `instead_of` is the entry of a punch of that person. The new entry can be undone.
        """
        raise NotImplementedError

    def undo(self, entry: EventId, reason: str) -> EventId:
        """Take back a correction, a leave or what was granted; what it had replaced is in force again."""
        raise NotImplementedError

    def grant_leave(self, leave: Leave, reason: str) -> EventId:
        """Let somebody be away; `undo` cancels it."""
        raise NotImplementedError

    def ask(self, request: Request, reason: str, author: str) -> EventId:
        """Write down what somebody asks for, until it is granted or turned down; `author` is who asks."""
        raise NotImplementedError

    def requests(self) -> tuple[OpenRequest, ...]:
        """Return the requests nobody has answered, oldest first."""
        raise NotImplementedError

    def grant(self, request: EventId, reason: str = "") -> EventId:
        """Make what was asked for a fact; `undo` of the returned entry takes it back. Raises KnownError."""
        raise NotImplementedError

    def turn_down(self, request: EventId, reason: str) -> EventId:
        """Answer a request with no. Raises KnownError."""
        raise NotImplementedError

    def charts(self, first: date, last: date, group: str = "") -> ChartData:
        """Return arrivals, lateness and occupancy of some days, both dates inclusive, of a group or of everybody."""
        raise NotImplementedError

    def muster(self) -> Muster:
        """Return who is inside at this moment, visitors included."""
        raise NotImplementedError

    def history(self, limit: int, before: EventId | None = None) -> tuple[HistoryLine, ...]:
        """Return what people wrote, newest first, paged by `before`."""
        raise NotImplementedError
