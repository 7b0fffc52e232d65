"""The store the runtime works with."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from core.domain.arrays import Floats
from core.domain.clock import Clock, to_micros
from core.domain.errors import ErrorCode, KnownError
from core.domain.events import Sighting, SightingRecord
from core.domain.health import WritingState
from core.domain.ids import EventId, PersonId
from core.domain.people import NewPerson, NewTemplate, Person, Template, TemplateBlock
from core.store.book import SqliteBook
from core.store.centroids import Centroids
from core.store.credentials import SqliteSecrets
from core.store.damage import DamageLog
from core.store.database import StoreDatabase
from core.store.examining import SqliteExaminations
from core.store.facts import read_people, refuse_taken_id
from core.store.ledger import SqliteLedger
from core.store.presence import SqlitePresence
from core.store.remodel import SqliteRemodels
from core.store.reviews import SqliteReviews
from core.store.rows import Row, facts_of_person, template_of
from core.store.seen import SqliteSeen
from core.store.sighting_rows import RECORD, crop_row, portrait_of, record_of, sighting_row
from core.store.strangers import SqliteStrangers
from core.store.templates import insert_templates, read_templates, refuse_unknown_person, template_rows
from core.store.vault import Vault
from core.store.vectors import VectorReader, read_stamp
from core.store.visits import SqliteVisits

_LAST_MOMENT = (1 << 63) - 1
"""Later than any time: the largest integer SQLite holds."""


_PAGE_OF_SIGHTINGS = f"""
SELECT {RECORD} FROM sightings
WHERE utc < :end
  AND utc >= (SELECT min(utc) FROM (SELECT utc FROM sightings WHERE utc < :end ORDER BY utc DESC LIMIT :limit))
ORDER BY utc DESC, id DESC
"""

_COUNTS = """
SELECT
    (SELECT count(*) FROM people WHERE removed_at IS NULL) AS people,
    (SELECT count(*) FROM templates JOIN people ON people.id = person
        WHERE people.removed_at IS NULL AND templates.removed_at IS NULL AND origin <> 'centroid') AS templates,
    (SELECT count(*) FROM sightings) AS sightings
"""

_PURGE_CHANGES = """
DELETE FROM changes WHERE person IN (SELECT id FROM people WHERE removed_at IS NOT NULL)
    OR other IN (SELECT id FROM people WHERE removed_at IS NOT NULL)
"""
_PURGE_TEMPLATES = """
DELETE FROM templates WHERE removed_at IS NOT NULL
    AND (displaced_by IS NULL OR displaced_by NOT IN (SELECT id FROM sightings))
"""

_CALIBRATION = "SELECT document FROM calibrations WHERE model = ? ORDER BY id DESC LIMIT 1"


@dataclass(frozen=True, slots=True)
class StoreCounts:
    """How much is stored and not removed; a centroid is no template here."""

    people: int
    templates: int
    sightings: int


class SqliteStore:
    """Implements core.runtime.ports.Store over a database it closes at the end."""

    def __init__(self, database: StoreDatabase, vault: Vault, clock: Clock) -> None:
        """Take over `database`; `vault` seals what comes from a face, `clock` stamps what is written."""
        self._database = database
        self._vault = vault
        self._clock = clock
        self._damage = DamageLog()
        self._centroids = Centroids(vault, self._damage)
        self.reviews = SqliteReviews(database, vault, clock, self._damage)
        self.book = SqliteBook(database, vault, clock, self._damage)
        self.strangers = SqliteStrangers(database, vault, clock, self._damage)
        self.examinations = SqliteExaminations(database, clock)
        self.remodels = SqliteRemodels(database, vault, clock, self._damage)
        self.ledger = SqliteLedger(database)
        self.seen = SqliteSeen(database)
        self.presence = SqlitePresence(database)
        self.secrets = SqliteSecrets(database)
        self.visits = SqliteVisits(database)

    @property
    def last_error(self) -> Exception | None:
        """Why sightings could not be written; None when all is well."""
        return self._database.last_error

    @property
    def writing(self) -> WritingState:
        """How much is queued to be written and how long writing takes."""
        return self._database.writing

    def people(self) -> tuple[Person, ...]:
        """Everyone enrolled, by name. Raises KnownError(STORE_DAMAGED)."""
        with self._database.reading() as db:
            people = [person for _, person in read_people(db, "TRUE")]
        return tuple(sorted(people, key=lambda person: (person.name.casefold(), person.id)))

    def person(self, person: PersonId) -> Person | None:
        """One person; None once removed."""
        with self._database.reading() as db:
            found = read_people(db, "id = ?", [person])
        return found[0][1] if found else None

    def templates(self, model_id: str, person: PersonId | None = None) -> tuple[Template, ...]:
        """Templates of one model by id, centroids among them: of one person, or of everybody active.

        Damaged ones are left out and logged.
        """
        condition, parameters = "templates.model = ? AND ", [model_id]
        if person is None:
            condition += "people.active = 1"
        else:
            condition += "templates.person = ?"
            parameters.append(person)
        with self._database.reading() as db:
            return read_templates(db, self._vault, self._damage, condition, parameters)

    def template_block(self, model_id: str) -> TemplateBlock:
        """All templates of one model as arrays, with the stamp of that moment; damaged ones are left out and logged.

        Without any template `vectors` is (0, 0). Raises KnownError(STORE_DAMAGED).
        """
        with self._database.reading() as db:
            return VectorReader(model_id, self._vault, self._damage).block(db)

    def gallery_stamp(self) -> bytes:
        """16 bytes that are others after every change to templates or to who is enrolled; see TemplateBlock.stamp."""
        with self._database.reading() as db:
            return read_stamp(db)

    def add_person(self, person: Person, shots: Sequence[NewTemplate]) -> tuple[Template, ...]:
        """Write a person and templates in one transaction and wait for the disk; see SqliteBook.enrol."""
        return self.book.enrol([NewPerson(person.id, person.created, facts_of_person(person), tuple(shots))])

    def add_templates(self, person: PersonId, shots: Sequence[NewTemplate]) -> tuple[Template, ...]:
        """Add templates to a person in one transaction and wait for the disk; return those, rounded as stored.

        Their centroid is renewed, too. Raises KnownError: PERSON_UNKNOWN, DISK_FULL and the like.
        """
        now = self._clock.utc()
        rows = template_rows(person, shots, now, self._vault)

        def work(db: Database) -> list[Row]:
            refuse_unknown_person(db, person)
            written = insert_templates(db, rows)
            self._centroids.renew(db, [person], now)
            return written

        return tuple(template_of(row, self._vault) for row in self._database.write(work))

    def remove_person(self, person: PersonId) -> None:
        """Take a person out, restorable until purged. Raises KnownError(PERSON_UNKNOWN) if nobody is there."""
        removed_at = to_micros(self._clock.utc())

        def work(db: Database) -> None:
            sql = "UPDATE people SET removed_at = ? WHERE id = ? AND removed_at IS NULL"
            if not db.execute(sql, [removed_at, person]).rowcount:
                raise KnownError(ErrorCode.PERSON_UNKNOWN, name=person)

        self._database.write(work)

    def restore_person(self, person: PersonId) -> None:
        """Undo `remove_person`.

        Raises KnownError(PERSON_UNKNOWN) when there is nothing to restore, KnownError(ID_TAKEN) when somebody
        was given the ID meanwhile.
        """

        def work(db: Database) -> None:
            rows = list(db.query("SELECT * FROM people WHERE id = ? AND removed_at IS NOT NULL", [person]))
            if not rows:
                raise KnownError(ErrorCode.PERSON_UNKNOWN, name=person)
            refuse_taken_id(db, rows[0]["external_id"])
            db.execute("UPDATE people SET removed_at = NULL WHERE id = ?", [person])
            db.execute("DELETE FROM merged WHERE other = ?", [person])

        self._database.write(work)

    def purge_removed(self) -> int:
        """Delete removed people and templates for good, and what could bring them back; return how many people.

        Sightings of them stay; so does a template that was displaced, until its sighting goes.
        """
        return self._database.write(_purge)

    def record(self, sighting: Sighting, told: Callable[[], None] | None = None) -> None:
        """Queue a sighting; never blocks the caller on the disk, never drops.

        `told` is called once on the writing thread: when the sighting is committed, or when the disk refuses it for
        the first time, which `last_error` says then. It must neither block nor raise.
        """
        self._database.enqueue(_SightingWrite(sighting, self._vault), told)

    def flush(self) -> None:
        """Wait until everything queued so far is written, or refused, and told of."""
        self._database.write(_nothing)

    def sightings(self, limit: int, before: datetime | None = None) -> tuple[SightingRecord, ...]:
        """The newest sightings, newest first.

        Pages follow by passing the last one's time as `before`; where several share that time the page is longer
        than `limit` by them, so that none is skipped.
        """
        end = _LAST_MOMENT if before is None else to_micros(before)
        with self._database.reading() as db:
            rows = db.query(_PAGE_OF_SIGHTINGS, {"end": end, "limit": limit})
            return tuple(record_of(row) for row in rows)

    def sighting_portrait(self, event: EventId) -> bytes | None:
        """JPEG of a sighting's best shot; None if there is no such sighting. Raises KnownError(BLOB_DAMAGED)."""
        with self._database.reading() as db:
            rows = list(db.query("SELECT portrait FROM sightings WHERE id = ? AND portrait IS NOT NULL", [event]))
        return portrait_of(event, rows[0]["portrait"], self._vault) if rows else None

    def stranger_embeddings(self, model_id: str, limit: int) -> Floats:
        """Faces of the newest `limit` unknowns, newest first: (n, d) float32 unit rows, read-only; (0, 0) of none.

        Damaged ones are left out and logged.
        """
        with self._database.reading() as db:
            return VectorReader(model_id, self._vault, self._damage).strangers(db, limit)

    def save_calibration(self, model_id: str, utc: datetime, document: bytes) -> None:
        """Make `document` the calibration of a model; earlier ones are kept. Raises KnownError(DISK_FULL, …)."""
        row = {"model": model_id, "utc": to_micros(utc), "document": document}
        self._database.write(lambda db: db.table("calibrations").insert(row))

    def calibration(self, model_id: str) -> bytes | None:
        """The document saved last for a model, whatever the clocks said; None without one."""
        with self._database.reading() as db:
            rows = db.execute(_CALIBRATION, [model_id]).fetchall()
        return rows[0][0] if rows else None

    def counts(self) -> StoreCounts:
        """How much is stored, at one moment."""
        with self._database.reading() as db:
            (row,) = db.query(_COUNTS)
        return StoreCounts(**row)

    def close(self) -> None:
        """Write everything queued and close; idempotent."""
        self._database.close()


def _purge(db: Database) -> int:
    db.execute(_PURGE_CHANGES)
    db.execute(_PURGE_TEMPLATES)
    return db.execute("DELETE FROM people WHERE removed_at IS NOT NULL").rowcount


def _nothing(_db: Database) -> None:
    """Writing nothing takes its turn like any other work."""


class _SightingWrite:
    """Encodes a sighting when first called, on the writer thread, and keeps only the row for later attempts."""

    def __init__(self, sighting: Sighting, vault: Vault) -> None:
        self._sighting: Sighting | None = sighting
        self._vault = vault
        self._row: Row = {}
        self._crop: Row | None = None

    def __call__(self, db: Database) -> None:
        if self._sighting is not None:
            self._row = sighting_row(self._sighting, self._vault)
            self._crop = crop_row(self._sighting, self._vault)
            self._sighting = None
        db.table("sightings").insert(self._row)
        if self._crop is not None:
            db.table("sighting_crops").insert(self._crop)
