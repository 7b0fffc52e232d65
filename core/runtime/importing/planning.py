"""What an import is going to do, told before anything is measured or written."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from core.domain.errors import BugError, ErrorCode, KnownError
from core.domain.ids import PersonId
from core.domain.people import PersonFacts
from core.runtime.importing.headers import holds_people
from core.runtime.importing.model import (
    ImportField,
    ImportOrder,
    ImportPhase,
    ImportPlan,
    ImportProgress,
    Meanings,
    PlannedAction,
    PlannedPerson,
    Source,
)
from core.runtime.importing.places import MOST_PHOTO_BYTES, Place
from core.runtime.importing.problems import ProblemCode, RowProblem
from core.runtime.importing.rows import stated_people
from core.runtime.importing.stated import StatedPerson
from core.runtime.people_ports import PeopleBook

Progress = Callable[[ImportProgress], None]
Cancelled = Callable[[], bool]

_TOLD_EVERY = 50
_HASHED_AT_ONCE = 1 << 20


def make_plan(
    order: ImportOrder,
    source: Source,
    meanings: Meanings,
    place: Place,
    book: PeopleBook,
    now: datetime,
    progress: Progress,
    cancelled: Cancelled,
) -> ImportPlan:
    """Compare the people of `source` with those enrolled. Raises KnownError(IMPORT_UNMAPPED, IMPORT_CANCELLED)."""
    columns = source.table.columns
    if not holds_people(meanings):
        said = ", ".join(columns)
        raise KnownError(ErrorCode.IMPORT_UNMAPPED, path=str(order.path), field=ImportField.NAME.value, columns=said)
    progress(ImportProgress(ImportPhase.READING, 0, len(source.table.rows)))
    stated = stated_people(source, meanings, place, now)
    planner = _Planner(order, place, book, now, _photo_column(columns, meanings))
    people = list[PlannedPerson]()
    for number, person in enumerate(stated.people):
        if number % _TOLD_EVERY == 0:
            progress(ImportProgress(ImportPhase.CHECKING, number, len(stated.people)))
            if cancelled():
                raise KnownError(ErrorCode.IMPORT_CANCELLED)
        planned = planner.plan(person)
        if planned is not None:
            people.append(planned)
    problems = sorted((*stated.problems, *planner.problems), key=lambda problem: problem.row)
    joined = {person.rows[0]: person.rows for person in stated.people if len(person.rows) > 1}
    return ImportPlan(order, source, meanings, tuple(people), tuple(problems), joined)


def hash_of(path: Path) -> bytes | None:
    """Return the SHA-256 of a file, None where it cannot be read."""
    try:
        with path.open("rb", buffering=0) as file:
            return hashlib.file_digest(file, "sha256").digest()
    except OSError:
        return None


class _Planner:
    """Plans one person after the other; notes what is wrong."""

    def __init__(self, order: ImportOrder, place: Place, book: PeopleBook, now: datetime, photo_column: str) -> None:
        self.problems: list[RowProblem] = []
        self._order = order
        self._place = place
        self._book = book
        self._now = now
        self._photo_column = photo_column

    def plan(self, stated: StatedPerson) -> PlannedPerson | None:
        """Return what is to be done with a person, None where nothing can be."""
        photos, faults = self._photos(stated)
        known = self._meant(stated)
        if known is not None:
            self._note(faults, keeps_out=False)
            return self._changed(stated, known, photos)
        namesakes = self._namesakes(stated)
        if not stated.external_id:
            again = self._seen_before(namesakes, photos)
            if again is not None:
                self._note(faults, keeps_out=False)
                return self._changed(stated, again, photos)
        if not stated.name:
            self._refuse(stated, ProblemCode.NAME_MISSING)
            return None
        self._note(faults, keeps_out=not photos)
        if not photos:
            if not faults:
                self._refuse(stated, ProblemCode.PHOTO_NONE, self._photo_column)
            return None
        return PlannedPerson(
            stated, PlannedAction.COMPARE if namesakes else PlannedAction.ENROL, namesakes, photos
        )  # fmt: skip

    def _meant(self, stated: StatedPerson) -> PersonId | None:
        """Return whose ID is stated."""
        found = self._book.with_external_id(stated.external_id) if stated.external_id else None
        return None if found is None else found.id

    def _namesakes(self, stated: StatedPerson) -> tuple[PersonId, ...]:
        """Return who may be meant by the name; somebody with another ID is not."""
        named = self._book.named(stated.name) if stated.name else ()
        return tuple(person.id for person in named if not (stated.external_id and person.external_id))

    def _seen_before(self, people: Sequence[PersonId], photos: Sequence[str]) -> PersonId | None:
        """Return who was enrolled from one of these very files."""
        if not people:
            return None
        hashes = set(self._hashes(photos).values())
        return next((person for person in people if hashes & set(self._book.photos(person))), None)

    def _changed(self, stated: StatedPerson, person: PersonId, photos: Sequence[str]) -> PlannedPerson:
        known = self._book.photos(person)
        new = tuple(name for name, digest in self._hashes(photos).items() if digest not in known)
        facts = self._facts(person)
        same = stated.over(facts, self._now, self._order.group) == facts
        action = PlannedAction.NOTHING if same and not new else PlannedAction.UPDATE
        return PlannedPerson(stated, action, (person,), new)

    def _facts(self, person: PersonId) -> PersonFacts:
        details = self._book.details(person)
        if details is None:
            raise BugError("somebody just found is not there")
        return details.facts

    def _hashes(self, photos: Sequence[str]) -> dict[str, bytes | None]:
        with self._place.lent(photos) as paths:
            return {name: hash_of(path) for name, path in zip(photos, paths, strict=True)}

    def _photos(self, stated: StatedPerson) -> tuple[tuple[str, ...], list[RowProblem]]:
        """Return the pictures that are there, and what is wrong with the others."""
        found, faults = list[str](), list[RowProblem]()
        for name in stated.photos:
            size = self._place.bytes_of(name)
            if size is not None and size <= MOST_PHOTO_BYTES:
                found.append(name)
            else:
                code = ProblemCode.PHOTO_MISSING if size is None else ProblemCode.PHOTO_TOO_LARGE
                faults.append(RowProblem(stated.rows[0], self._photo_column, code, stated.name, {"photo": name}))
        return tuple(found), faults

    def _note(self, faults: Sequence[RowProblem], *, keeps_out: bool) -> None:
        self.problems += [replace(fault, keeps_out=keeps_out) for fault in faults]

    def _refuse(self, stated: StatedPerson, code: ProblemCode, column: str = "") -> None:
        self.problems.append(RowProblem(stated.rows[0], column, code, stated.name))


def _photo_column(columns: Sequence[str], meanings: Meanings) -> str:
    return next((column for column, field in zip(columns, meanings, strict=True) if field is ImportField.PHOTO), "")
