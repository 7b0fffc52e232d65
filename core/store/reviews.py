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
from core.store.centroids import Centroids
from core.store.damage import DamageLog
from core.store.database import StoreDatabase
from core.store.rows import Row, template_of
from core.store.sighting_rows import kept_of, refusal_context
from core.store.templates import insert_templates, one_of, refuse_unknown_person, template_rows
from core.store.vault import Vault

_REFUSALS = """
SELECT event, person, embedding FROM refusals JOIN people ON people.id = person
WHERE model = ? AND removed_at IS NULL ORDER BY refusals.created, event
"""
_CONFUSABLE = """
SELECT one, other FROM confusable JOIN people AS a ON a.id = one JOIN people AS b ON b.id = other
WHERE a.removed_at IS NULL AND b.removed_at IS NULL
"""
_WAITING = """
FROM sightings WHERE review = '' AND person IS NULL
    AND reason IN ('not-enough-evidence', 'too-close-to-call', 'shots-disagree')
"""
"""As the index sightings_waiting has it, word for word."""

_DISPLACE = """
UPDATE templates SET removed_at = ?, displaced_by = ? WHERE person = ? AND removed_at IS NULL
    AND origin <> 'centroid' AND id IN (SELECT value FROM json_each(?))
"""
_LEARNT = "id IN (SELECT template FROM review_templates WHERE event = ?)"
_BRING_BACK = "UPDATE templates SET removed_at = NULL, displaced_by = NULL WHERE displaced_by = ?"
_UNNAME = """
UPDATE sightings SET person = before.person, name = before.name
FROM review_names AS before WHERE before.event = ? AND sightings.id = before.event
"""


class SqliteReviews:
    """Implements core.runtime.ports.ReviewBook on the store's database."""

    def __init__(self, database: StoreDatabase, vault: Vault, clock: Clock, damage: DamageLog) -> None:
        self._database = database
        self._vault = vault
        self._clock = clock
        self._damage = damage
        self._centroids = Centroids(vault, damage)

    def waiting(self, limit: int) -> tuple[KeptSighting, ...]:
        """Sightings that were not named for want of evidence and not reviewed yet, newest first; no damaged ones."""
        with self._database.reading() as db:
            rows = list(db.query(f"SELECT * {_WAITING} ORDER BY utc DESC, id DESC LIMIT ?", [limit]))
        found: list[KeptSighting] = []
        for row in rows:
            try:
                found.append(kept_of(row, self._vault))
            except KnownError as error:
                self._damage.left_out(f"The face of sighting {row['id']}", error)
        return tuple(found)

    def waiting_count(self) -> int:
        """How many there are of them."""
        with self._database.reading() as db:
            count: int = db.execute(f"SELECT count(*) {_WAITING}").fetchone()[0]
        return count

    def sighting(self, event: EventId) -> KeptSighting | None:
        """One sighting with all that was decided on it, as far as it was kept, and its face.

        Raises KnownError(BLOB_DAMAGED) when its face cannot be read.
        """
        with self._database.reading() as db:
            rows = list(db.query("SELECT * FROM sightings WHERE id = ?", [event]))
        if not rows:
            return None
        return kept_of(rows[0], self._vault)

    def confirm(
        self, event: EventId, person: PersonId | None, shots: Sequence[NewTemplate], displaced: Sequence[int] = ()
    ) -> tuple[Template, ...]:
        """Note that a sighting showed `person`, whose it becomes; add `shots` to them and take `displaced` out.

        In one transaction; return the new templates without the centroid, which is renewed. `take_back` undoes it all.
        Raises KnownError: SIGHTING_UNKNOWN, PERSON_UNKNOWN, DISK_FULL and the like.
        """
        now = self._clock.utc()
        rows = [] if person is None else template_rows(person, shots, now, self._vault)

        def work(db: Database) -> list[Row]:
            if person is not None:
                refuse_unknown_person(db, person)
            touched = _forget(db, event)
            _note(db, event, Review.CONFIRMED)
            if person is None:
                self._centroids.renew(db, touched, now)
                return []
            _give(db, event, person)
            db.execute(_DISPLACE, [to_micros(now), event, person, one_of(displaced)])
            written = insert_templates(db, rows)
            db.table("review_templates").insert_all([{"template": row["id"], "event": event} for row in written])
            self._centroids.renew(db, touched | {person}, now)
            return written

        return tuple(template_of(row, self._vault) for row in self._database.write(work))

    def refuse(self, event: EventId, person: PersonId, face: Embedding) -> None:
        """Note that a sighting was not `person`, and that `face` is not theirs; in one transaction.

        Raises KnownError: SIGHTING_UNKNOWN, PERSON_UNKNOWN, DISK_FULL and the like.
        """
        now = self._clock.utc()
        row = {
            "event": event,
            "person": person,
            "model": face.model_id,
            "created": to_micros(now),
            "embedding": self._vault.seal(face.to_blob(), refusal_context(event)),
        }

        def work(db: Database) -> None:
            refuse_unknown_person(db, person)
            touched = _forget(db, event)
            _note(db, event, Review.REFUSED)
            db.table("refusals").insert(row)
            self._centroids.renew(db, touched, now)

        self._database.write(work)

    def take_back(self, event: EventId) -> None:
        """Undo `confirm` or `refuse`: the note, the name, the templates, the refused face. Raises KnownError."""
        now = self._clock.utc()

        def work(db: Database) -> None:
            touched = _forget(db, event)
            _note(db, event, Review.NONE)
            self._centroids.renew(db, touched, now)

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

    def withdraw_difference(self, one: PersonId, other: PersonId) -> None:
        """Undo `declare_different`. Raises KnownError."""
        pair = sorted((one, other))
        self._database.write(lambda db: db.execute("DELETE FROM confusable WHERE one = ? AND other = ?", pair))


def _note(db: Database, event: EventId, review: Review) -> None:
    if not db.execute("UPDATE sightings SET review = ? WHERE id = ?", [review.value, event]).rowcount:
        raise KnownError(ErrorCode.SIGHTING_UNKNOWN)


def _give(db: Database, event: EventId, person: PersonId) -> None:
    """Make a sighting a person's, and keep whose it was."""
    before = "INSERT INTO review_names SELECT id, person, name FROM sightings WHERE id = ? AND person IS NOT ?"
    if db.execute(before, [event, person]).rowcount:
        name = "(SELECT name FROM people WHERE id = ?)"
        db.execute(f"UPDATE sightings SET person = ?, name = {name} WHERE id = ?", [person, person, event])


def _forget(db: Database, event: EventId) -> set[PersonId]:
    """Undo what was learnt from an earlier review of the same sighting; return whose templates that changed."""
    touched = db.execute(f"SELECT person FROM templates WHERE {_LEARNT} OR displaced_by = ?", [event, event]).fetchall()
    db.execute(f"DELETE FROM templates WHERE {_LEARNT}", [event])
    db.execute(_BRING_BACK, [event])
    db.execute(_UNNAME, [event])
    db.execute("DELETE FROM review_names WHERE event = ?", [event])
    db.execute("DELETE FROM refusals WHERE event = ?", [event])
    return {PersonId(person) for (person,) in touched}
