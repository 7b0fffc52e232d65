"""What operators say of sightings, and what is kept of that: templates, refused faces, pairs of people."""

from collections.abc import Mapping, Sequence

import numpy as np
from sqlite_utils import Database

from core.domain.arrays import Floats, frozen
from core.domain.clock import Clock, to_micros
from core.domain.embedding import Embedding
from core.domain.errors import BugError, ErrorCode, KnownError
from core.domain.events import KeptSighting, Review
from core.domain.ids import EventId, PersonId
from core.domain.people import NewTemplate, Template
from core.store.damage import DamageLog
from core.store.database import StoreDatabase
from core.store.rows import decision_of, liveness_of, refusal_context, sighting_context, sighting_of, template_of
from core.store.templates import insert_templates, refuse_unknown_person, template_rows
from core.store.vault import Vault

_REFUSALS = """
SELECT event, person, embedding FROM refusals JOIN people ON people.id = person
WHERE model = ? AND removed_at IS NULL ORDER BY refusals.created, event
"""
_CONFUSABLE = """
SELECT one, other FROM confusable JOIN people AS a ON a.id = one JOIN people AS b ON b.id = other
WHERE a.removed_at IS NULL AND b.removed_at IS NULL
"""


class SqliteReviews:
    """Implements core.runtime.ports.ReviewBook on the store's database."""

    def __init__(self, database: StoreDatabase, vault: Vault, clock: Clock, damage: DamageLog) -> None:
        self._database = database
        self._vault = vault
        self._clock = clock
        self._damage = damage

    def sighting(self, event: EventId) -> KeptSighting | None:
        """One sighting with all that was decided on it, as far as it was kept, and its face.

        Raises KnownError(BLOB_DAMAGED) when its face cannot be read.
        """
        with self._database.reading() as db:
            rows = list(db.query("SELECT * FROM sightings WHERE id = ?", [event]))
        if not rows:
            return None
        (row,) = rows
        blob = self._vault.open(row["embedding"], sighting_context(event))
        return KeptSighting(
            sighting_of(row), decision_of(row), liveness_of(row), Embedding.from_blob(blob, row["model"])
        )

    def confirm(self, event: EventId, person: PersonId | None, shots: Sequence[NewTemplate]) -> tuple[Template, ...]:
        """Note that a sighting was right, and add `shots` to the person in it; in one transaction.

        Raises KnownError: SIGHTING_UNKNOWN, PERSON_UNKNOWN, DISK_FULL and the like.
        """
        rows = [] if person is None else template_rows(person, shots, self._clock.utc(), self._vault)

        def work(db: Database) -> list[dict[str, object]]:
            if person is not None:
                refuse_unknown_person(db, person)
            _forget(db, event)
            _note(db, event, Review.CONFIRMED)
            written = insert_templates(db, rows)
            db.table("review_templates").insert_all([{"template": row["id"], "event": event} for row in written])
            return written

        return tuple(template_of(row, self._vault) for row in self._database.write(work))

    def refuse(self, event: EventId, person: PersonId, face: Embedding) -> None:
        """Note that a sighting was not `person`, and that `face` is not theirs; in one transaction.

        Raises KnownError: SIGHTING_UNKNOWN, PERSON_UNKNOWN, DISK_FULL and the like.
        """
        row = {
            "event": event,
            "person": person,
            "model": face.model_id,
            "created": to_micros(self._clock.utc()),
            "embedding": self._vault.seal(face.to_blob(), refusal_context(event)),
        }

        def work(db: Database) -> None:
            refuse_unknown_person(db, person)
            _forget(db, event)
            _note(db, event, Review.REFUSED)
            db.table("refusals").insert(row)

        self._database.write(work)

    def take_back(self, event: EventId) -> None:
        """Undo `confirm` or `refuse`: the note, the templates, the refused face. Raises KnownError."""

        def work(db: Database) -> None:
            _forget(db, event)
            _note(db, event, Review.NONE)

        self._database.write(work)

    def refusals(self, model_id: str) -> Mapping[PersonId, Floats]:
        """Faces that are not a person's, of one model: (n, d) float32 unit rows each; damaged ones are left out."""
        with self._database.reading() as db:
            rows = list(db.query(_REFUSALS, [model_id]))
        found: dict[PersonId, list[Floats]] = {}
        for row in rows:
            try:
                blob = self._vault.open(row["embedding"], refusal_context(row["event"]))
                vector = Embedding.from_blob(blob, model_id).vector
            except KnownError as error:
                self._damage.left_out(f"The refused face of sighting {row['event']}", error)
            else:
                found.setdefault(PersonId(row["person"]), []).append(vector)
        return {person: frozen(np.stack(vectors)) for person, vectors in found.items()}

    def confusable(self) -> frozenset[frozenset[PersonId]]:
        """Pairs of people who were declared different."""
        with self._database.reading() as db:
            rows = db.execute(_CONFUSABLE).fetchall()
        return frozenset(frozenset((PersonId(one), PersonId(other))) for one, other in rows)

    def declare_different(self, one: PersonId, other: PersonId) -> None:
        """Never take one for the other without a wider margin; saying so twice changes nothing. Raises KnownError."""
        if one == other:
            raise BugError("nobody differs from themselves")
        first, second = sorted((one, other))
        row = {"one": first, "other": second, "created": to_micros(self._clock.utc())}

        def work(db: Database) -> None:
            refuse_unknown_person(db, one)
            refuse_unknown_person(db, other)
            db.table("confusable").insert(row, ignore=True)

        self._database.write(work)


def _note(db: Database, event: EventId, review: Review) -> None:
    if not db.execute("UPDATE sightings SET review = ? WHERE id = ?", [review.value, event]).rowcount:
        raise KnownError(ErrorCode.SIGHTING_UNKNOWN)


def _forget(db: Database, event: EventId) -> None:
    """Undo what was learnt from an earlier review of the same sighting."""
    db.execute("DELETE FROM templates WHERE id IN (SELECT template FROM review_templates WHERE event = ?)", [event])
    db.execute("DELETE FROM refusals WHERE event = ?", [event])
