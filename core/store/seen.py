"""Who was seen at doors, without pictures and embeddings: what rules of access are tried on."""

from datetime import datetime

from core.domain.clock import from_micros, to_micros
from core.domain.events import SeenAtDoor
from core.domain.ids import CameraId, PersonId
from core.domain.matching import Reason, Verdict
from core.store.database import StoreDatabase

_SEEN = """
SELECT utc, camera, door, person, verdict, score, margin, reason,
    json_extract(decision, '$.match[0]'), json_extract(decision, '$.evidence.accept'),
    json_extract(decision, '$.evidence.margin_needed')
FROM sightings
WHERE utc >= ? AND utc < ? AND door <> '' AND verdict IN ('recognised', 'unknown') ORDER BY utc, id
"""
_BY_SCORE = frozenset({Reason.NOBODY_NEAR, Reason.NOT_ENOUGH_EVIDENCE, Reason.TOO_CLOSE_TO_CALL})
"""Why nobody was named where other thresholds might have named somebody."""


class SqliteSeen:
    """Implements core.runtime.site_ports.Sightings on the store's database."""

    def __init__(self, database: StoreDatabase) -> None:
        self._database = database

    def at_doors(self, first: datetime, last: datetime) -> tuple[SeenAtDoor, ...]:
        """Return who was seen from `first` until before `last` by cameras that look at doors, in the order of time."""
        with self._database.reading() as db:
            rows = db.execute(_SEEN, [to_micros(first), to_micros(last)]).fetchall()
        return tuple(
            SeenAtDoor(
                at=from_micros(utc),
                camera=CameraId(camera),
                door=door,
                nearest=_person(person or nearest),
                named=verdict == Verdict.RECOGNISED,
                score=score,
                margin=margin,
                accept=accept,
                margin_needed=needed,
                settled=verdict == Verdict.UNKNOWN and reason not in _BY_SCORE,
            )
            for utc, camera, door, person, verdict, score, margin, reason, nearest, accept, needed in rows
        )


def _person(person: str | None) -> PersonId | None:
    return None if person is None else PersonId(person)
