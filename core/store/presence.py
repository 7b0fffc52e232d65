"""Who was last seen where, kept to survive a restart."""

from collections.abc import Mapping
from datetime import datetime

from core.domain.clock import from_micros, to_micros
from core.domain.ids import PersonId
from core.store.database import StoreDatabase

# Of somebody erased meanwhile nothing is kept.
_NOTE = """
INSERT INTO presence SELECT :person, :place, :utc WHERE EXISTS (SELECT 1 FROM people WHERE id = :person)
ON CONFLICT (person, place) DO UPDATE SET utc = max(utc, excluded.utc)
"""


class SqlitePresence:
    """Implements core.runtime.site_ports.Presence on the store's database."""

    def __init__(self, database: StoreDatabase) -> None:
        self._database = database

    def seen(self, notes: Mapping[tuple[PersonId, str], datetime]) -> None:
        """Keep when each person was last seen at a place; queued, never blocks."""
        rows = [{"person": person, "place": place, "utc": to_micros(at)} for (person, place), at in notes.items()]
        self._database.enqueue(lambda db: db.conn.executemany(_NOTE, rows))

    def recent(self, since: datetime) -> Mapping[tuple[PersonId, str], datetime]:
        """Return the notes from `since` on."""
        with self._database.reading() as db:
            rows = db.execute("SELECT person, place, utc FROM presence WHERE utc >= ?", [to_micros(since)]).fetchall()
        return {(PersonId(person), place): from_micros(utc) for person, place, utc in rows}
