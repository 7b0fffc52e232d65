"""The plan of the site: read by everybody who decides, changed by whoever edits it."""

import threading
from collections.abc import Callable

from core.domain.clock import Clock
from core.domain.directory import Group
from core.domain.ids import EventId, new_event_id
from core.domain.ledger import Entry, PlanSaved
from core.domain.plan import Plan
from core.runtime.people_ports import PeopleBook
from core.runtime.site_ports import Ledger

Changed = Callable[[Plan], None]
"""Told the new plan, on the thread that saved it: return quickly, never raise."""
_PAGE = 500
"""Entries of the ledger's history that are read at once."""


class PlanDesk:
    """Safe from any thread. `plan` answers at once; the others may wait for the disk."""

    def __init__(self, ledger: Ledger, book: PeopleBook, clock: Clock, author: str) -> None:
        """Take the plan in force from `ledger`; `author` is who stands behind every change."""
        self._ledger = ledger
        self._book = book
        self._clock = clock
        self._author = author
        self._lock = threading.Lock()
        self._told: tuple[Changed, ...] = ()
        self._plan = ledger.plan()

    def plan(self) -> Plan:
        """Return the plan in force."""
        return self._plan

    def save(self, plan: Plan, reason: str = "") -> EventId:
        """Make `plan` the one in force; saving the former one is the undo. Raises KnownError."""
        with self._lock:
            entry = self._write(plan, reason)
        self._tell(plan)
        return entry

    def edit(self, edit: Callable[[Plan], Plan], reason: str = "") -> Plan:
        """Change the plan in force, whatever others changed meanwhile, and return what it was. Raises KnownError."""
        with self._lock:
            before = self._plan
            after = edit(before)
            self._write(after, reason)
        self._tell(after)
        return before

    def history(self, limit: int) -> tuple[Entry, ...]:
        """Return the newest entries that saved a plan, newest first."""
        found: list[Entry] = []
        before: EventId | None = None
        while len(found) < limit and (page := self._ledger.history(_PAGE, before)):
            found += [entry for entry in page if isinstance(entry.fact, PlanSaved)]
            before = page[-1].id
        return tuple(found[:limit])

    def subscribe(self, changed: Changed) -> Callable[[], None]:
        """Tell `changed` about every plan from now on; call the result to leave."""
        with self._lock:
            self._told = (*self._told, changed)

        def leave() -> None:
            with self._lock:
                self._told = tuple(one for one in self._told if one is not changed)

        return leave

    def _write(self, plan: Plan, reason: str) -> EventId:
        entry = Entry(new_event_id(), self._clock.utc(), PlanSaved(plan), self._author, reason)
        self._ledger.append([entry])
        self._plan = plan
        return entry.id

    def _tell(self, plan: Plan) -> None:
        for changed in self._told:
            changed(plan)

    def groups(self) -> tuple[Group, ...]:
        """Return every group somebody is in, by name."""
        return self._book.groups()
