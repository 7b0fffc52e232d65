"""Visitors that are here or were, until they are erased."""

from datetime import datetime
from typing import Any

from sqlite_utils import Database

from core.domain.clock import from_micros, to_micros
from core.domain.errors import ErrorCode, KnownError
from core.domain.ids import PersonId
from core.domain.visitors import VISITORS, Visit
from core.store.database import StoreDatabase
from core.store.templates import refuse_unknown_person

_SIGN_IN = "INSERT OR REPLACE INTO visits VALUES (?, (SELECT id FROM people WHERE id = ?), ?, ?, ?, ?, ?, ?)"
# Who was taken out of the group is a visitor no more, and shall not be erased as one.
_ALL = f"""
SELECT person, people.name, host, purpose, company, arrived, visits.until, erase_at, left_at
FROM visits JOIN people ON people.id = person JOIN person_groups USING (person)
WHERE person_groups.name = '{VISITORS}'
ORDER BY arrived DESC, person DESC
"""


class SqliteVisits:
    """Implements core.runtime.site_ports.VisitBook on the store's database."""

    def __init__(self, database: StoreDatabase) -> None:
        self._database = database

    def sign_in(self, visit: Visit) -> None:
        """Keep a visit of somebody who is enrolled already, under the name they are enrolled with.

        They are found until it ends. Raises KnownError(PERSON_UNKNOWN).
        """
        row = [
            visit.person, visit.host, visit.purpose, visit.company, to_micros(visit.arrived), to_micros(visit.until),
            to_micros(visit.erase_at), None if visit.left is None else to_micros(visit.left),
        ]  # fmt: skip

        def work(db: Database) -> None:
            refuse_unknown_person(db, visit.person)
            db.execute(_SIGN_IN, row)
            _find_until(db, visit.person, visit.left or visit.until)

        self._database.write(work)

    def sign_out(self, person: PersonId, at: datetime) -> None:
        """Note that a visitor left; they are no longer found from then on. Raises KnownError(VISITOR_UNKNOWN)."""

        def work(db: Database) -> None:
            _change(db, person, "left_at = ?", [to_micros(at)])
            _find_until(db, person, at)

        self._database.write(work)

    def extend(self, person: PersonId, until: datetime, erase_at: datetime) -> None:
        """Let a visitor stay longer, and come back if they had left. Raises KnownError(VISITOR_UNKNOWN)."""

        def work(db: Database) -> None:
            _change(db, person, "until = ?, erase_at = ?, left_at = NULL", [to_micros(until), to_micros(erase_at)])
            _find_until(db, person, until)

        self._database.write(work)

    def visits(self) -> tuple[Visit, ...]:
        """Return everybody not erased yet, newest first."""
        with self._database.reading() as db:
            rows = db.execute(_ALL).fetchall()
        return tuple(
            Visit(
                PersonId(person), name, None if host is None else PersonId(host), purpose, company,
                from_micros(arrived), from_micros(until), from_micros(erase_at),
                None if left is None else from_micros(left),
            )
            for person, name, host, purpose, company, arrived, until, erase_at, left in rows
        )  # fmt: skip


def _change(db: Database, person: PersonId, assignments: str, values: list[Any]) -> None:
    if not db.execute(f"UPDATE visits SET {assignments} WHERE person = ?", [*values, person]).rowcount:
        raise KnownError(ErrorCode.VISITOR_UNKNOWN)


def _find_until(db: Database, person: PersonId, until: datetime) -> None:
    db.execute("UPDATE people SET until = ? WHERE id = ?", [to_micros(until), person])
