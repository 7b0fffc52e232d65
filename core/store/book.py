"""Everyone enrolled, as they are looked through and changed."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from sqlite_utils import Database

from core.domain.clock import Clock, to_micros
from core.domain.errors import ErrorCode, KnownError
from core.domain.ids import PersonId
from core.domain.people import NewPerson, NewTemplate, PersonFacts, PhotoNote, Template
from core.store.centroids import Centroids
from core.store.damage import DamageLog
from core.store.database import StoreDatabase
from core.store.facts import insert_people, insert_photos, refuse_unusable_text, write_facts
from core.store.finding import Finding
from core.store.rows import Row, template_of
from core.store.templates import (
    insert_templates,
    one_of,
    read_templates,
    refuse_unknown_person,
    template_rows,
)
from core.store.vault import Vault

_AT_ONCE = 500
"""People whose missing centroids are written in one transaction: what is seen meanwhile waits a second at most."""

_LIVING = "person = ? AND removed_at IS NULL AND origin <> 'centroid'"
_THESE = "id IN (SELECT value FROM json_each(?))"


class SqliteBook(Finding):
    """Implements core.runtime.people_ports.PeopleBook on the store's database."""

    def __init__(self, database: StoreDatabase, vault: Vault, clock: Clock, damage: DamageLog) -> None:
        super().__init__(database, vault, damage)
        self._clock = clock
        self._centroids = Centroids(vault, damage)

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
            insert_photos(db, person, photos)
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
            sql = f"UPDATE templates SET removed_at = ? WHERE {_LIVING} AND {_THESE}"
            db.execute(sql, [to_micros(now), person, one_of(templates)])

        self._change_templates(person, work)

    def restore_templates(self, person: PersonId, templates: Sequence[int]) -> None:
        """Undo `drop_templates`. Raises KnownError(PERSON_UNKNOWN)."""

        def work(db: Database, _now: datetime) -> None:
            sql = f"UPDATE templates SET removed_at = NULL WHERE person = ? AND displaced_by IS NULL AND {_THESE}"
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

    def _renew(self, people: Sequence[PersonId], db: Database) -> None:
        self._centroids.renew(db, people, self._clock.utc())

    def _change_templates(self, person: PersonId, work: Callable[[Database, datetime], None]) -> None:
        now = self._clock.utc()

        def change(db: Database) -> None:
            refuse_unknown_person(db, person)
            work(db, now)
            self._centroids.renew(db, [person], now)

        self._database.write(change)


def refuse_last_template(db: Database, person: PersonId, templates: Sequence[int]) -> None:
    """Raise KnownError(LAST_TEMPLATE) if a person had none of some model left without `templates`."""
    sql = f"SELECT sum({_THESE}), count(*) FROM templates WHERE {_LIVING} GROUP BY model"
    for gone, all_there_are in db.execute(sql, [one_of(templates), person]).fetchall():
        if gone == all_there_are:
            name = db.execute("SELECT name FROM people WHERE id = ?", [person]).fetchone()[0]
            raise KnownError(ErrorCode.LAST_TEMPLATE, name=name)
