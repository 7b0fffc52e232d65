"""Everyone enrolled, as they are looked through and changed."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from sqlite_utils import Database

from core.domain.clock import Clock, to_micros
from core.domain.directory import Change, Erasure, PersonDetails
from core.domain.errors import BugError
from core.domain.ids import ChangeId, EventId, PersonId
from core.domain.people import NewPerson, NewTemplate, PersonFacts, PhotoNote, Template
from core.store.centroids import Centroids
from core.store.changes import Changes
from core.store.damage import DamageLog
from core.store.database import StoreDatabase
from core.store.erasing import erase
from core.store.facts import insert_people, insert_photos, refuse_unusable_text, write_facts
from core.store.finding import Finding
from core.store.rows import Row, template_of
from core.store.templates import (
    LIVING,
    THESE,
    insert_templates,
    one_of,
    read_templates,
    refuse_last_template,
    refuse_unknown_person,
    template_rows,
)
from core.store.vault import Vault

_AT_ONCE = 500
"""People whose missing centroids are written in one transaction: what is seen meanwhile waits a second at most."""


class SqliteBook(Finding):
    """Implements core.runtime.people_ports.PeopleBook on the store's database."""

    def __init__(self, database: StoreDatabase, vault: Vault, clock: Clock, damage: DamageLog) -> None:
        super().__init__(database, vault, damage)
        self._clock = clock
        self._centroids = Centroids(vault, damage)
        self._changes = Changes(vault, self._centroids, damage)

    def update(self, person: PersonId, facts: PersonFacts) -> None:
        """Write other facts. Raises KnownError(NAME_EMPTY, NAME_UNREADABLE, ID_TAKEN, PERSON_UNKNOWN)."""
        refuse_unusable_text(facts)
        self._database.write(lambda db: write_facts(db, person, facts))

    def enrol(self, people: Sequence[NewPerson]) -> tuple[Template, ...]:
        """Write people with their templates, centroids and photo notes in one transaction; return all new templates.

        The templates come back as a later start would read them, rounded to the stored float16, centroids included.
        Raises KnownError: NAME_EMPTY, NAME_UNREADABLE, ID_TAKEN, DISK_FULL and the like.
        """
        created = self._clock.utc()
        rows: list[Row] = []
        centroids: list[Row] = []
        for new in people:
            refuse_unusable_text(new.facts)
            rows += template_rows(new.id, new.templates, created, self._vault)
            centroids += self._centroids.of_new(new.id, new.templates, created)

        def work(db: Database) -> list[Row]:
            insert_people(db, people)
            return insert_templates(db, rows + centroids)

        return tuple(template_of(row, self._vault) for row in self._database.write(work))

    def extend(
        self, person: PersonId, templates: Sequence[NewTemplate], photos: Sequence[PhotoNote] = ()
    ) -> tuple[Template, ...]:
        """Add templates and photo notes to a person; return all templates they have now, the new centroid included.

        Raises KnownError: PERSON_UNKNOWN, DISK_FULL and the like.
        """
        created = self._clock.utc()
        rows = template_rows(person, templates, created, self._vault)

        def work(db: Database) -> tuple[Template, ...]:
            refuse_unknown_person(db, person)
            insert_photos(db, [(person, photos)])
            insert_templates(db, rows)
            self._centroids.renew(db, [person], created)
            return read_templates(db, self._vault, self._damage, "templates.person = ?", [person])

        return self._database.write(work)

    def drop_templates(self, person: PersonId, templates: Sequence[int]) -> None:
        """Take templates out, restorable until purged; the centroid follows.

        Raises KnownError(PERSON_UNKNOWN), and KnownError(LAST_TEMPLATE) if no template of their model would be left.
        """

        def work(db: Database, now: datetime) -> None:
            refuse_last_template(db, person, templates)
            sql = f"UPDATE templates SET removed_at = ? WHERE {LIVING} AND {THESE}"
            db.execute(sql, [to_micros(now), person, one_of(templates)])

        self._change_templates(person, work)

    def restore_templates(self, person: PersonId, templates: Sequence[int]) -> None:
        """Undo `drop_templates`. Raises KnownError(PERSON_UNKNOWN)."""

        def work(db: Database, _now: datetime) -> None:
            sql = f"UPDATE templates SET removed_at = NULL WHERE person = ? AND displaced_by IS NULL AND {THESE}"
            db.execute(sql, [person, one_of(templates)])

        self._change_templates(person, work)

    def complete_centroids(self, model_id: str) -> int:
        """Write the centroids that are missing, as after an update of Usher; return how many there were."""
        with self._database.reading() as db:
            lacking = self._centroids.lacking(db, model_id)
        for start in range(0, len(lacking), _AT_ONCE):
            some = lacking[start : start + _AT_ONCE]
            self._database.write(partial(self._renew, some))
        return len(lacking)

    def merge(self, person: PersonId, other: PersonId) -> Change:
        """Give `person` all templates, sightings, refusals and groups of `other`, who is taken out.

        Facts `person` lacks are filled from `other`. Undoable until removed people are purged. Raises
        KnownError(PERSON_UNKNOWN).
        """
        if person == other:
            raise BugError("nobody is merged with themselves")
        now = self._clock.utc()
        return self._database.write(lambda db: self._changes.merge(db, person, other, now))

    def split(
        self, person: PersonId, new: PersonDetails, templates: Sequence[int], events: Sequence[EventId]
    ) -> Change:
        """Give some templates and sightings of `person` to a new person.

        Raises KnownError as `update`, and KnownError(LAST_TEMPLATE) as `drop_templates`.
        """
        refuse_unusable_text(new.facts)
        now = self._clock.utc()
        return self._database.write(lambda db: self._changes.split(db, person, new, templates, events, now))

    def undo(self, change: ChangeId) -> Change:
        """Take a change back and return it.

        Raises KnownError(CHANGE_UNKNOWN) when that is no longer possible, and KnownError(ID_TAKEN) when somebody was
        given the ID of whom it brings back; then nothing has changed.
        """
        now = self._clock.utc()
        return self._database.write(lambda db: self._changes.undo(db, change, now))

    def erase(self, person: PersonId) -> Erasure:
        """Delete a person and everything taken from their face for good, sightings included, and from the file too.

        Reads the whole file once. Raises KnownError(PERSON_UNKNOWN); KnownError(STORE_IN_USE) if all is deleted, but
        another program has the file in use, so that traces may be left in it.
        """
        now = self._clock.utc()
        erasure = self._database.write(lambda db: erase(db, person, now))
        self._database.wipe()
        return erasure

    def _renew(self, people: Sequence[PersonId], db: Database) -> None:
        self._centroids.renew(db, people, self._clock.utc())

    def _change_templates(self, person: PersonId, work: Callable[[Database, datetime], None]) -> None:
        now = self._clock.utc()

        def change(db: Database) -> None:
            refuse_unknown_person(db, person)
            work(db, now)
            self._centroids.renew(db, [person], now)

        self._database.write(change)
