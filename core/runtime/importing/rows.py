"""From the rows of a table to the people they state."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import reduce

from core.domain.faces import Gender
from core.domain.text import folded
from core.runtime.importing.cells import (
    end_of,
    month_comes_first,
    read_consent,
    read_date,
    read_gender,
    read_list,
    start_of,
)
from core.runtime.importing.model import ImportField, Meanings, Source, Table, TableRow
from core.runtime.importing.places import Place
from core.runtime.importing.problems import ProblemCode, RowProblem
from core.runtime.importing.stated import StatedConsent, StatedPerson

_LONGEST_NAME, _LONGEST_ID = 200, 100
"""What the fields of the window take."""


@dataclass(frozen=True, slots=True)
class Stated:
    """The people of a table, in its order, and what was wrong with rows."""

    people: tuple[StatedPerson, ...]
    problems: tuple[RowProblem, ...]


def stated_people(source: Source, meanings: Meanings, place: Place, now: datetime) -> Stated:
    """Read every row; what cannot be read leaves the row out, and several rows of one person are made one."""
    reader = _RowReader(source, meanings, place, now.astimezone(UTC).date())
    found = [person for row in source.table.rows if (person := reader.read(row)) is not None]
    people = _refuse_shared_ids(found, reader)
    return Stated(tuple(_joined(people)), tuple(sorted(reader.problems, key=lambda problem: problem.row)))


class _RefusedError(Exception):
    """A row that is left out."""


class _RowReader:
    """Reads the rows of one table; notes what is wrong with them."""

    def __init__(self, source: Source, meanings: Meanings, place: Place, today: date) -> None:
        table = source.table
        self._base = source.base
        self.problems: list[RowProblem] = []
        self._columns = table.columns
        self._place = place
        self._today = today
        self._at = defaultdict[ImportField, list[int]](list)
        for column, field in enumerate(meanings):
            self._at[field].append(column)
        self._month_first = {field: self._months_first(table, field) for field in _DATES}

    def column_of(self, field: ImportField) -> str:
        """Return the header of the first column of a field, empty without one."""
        places = self._at.get(field)
        return self._columns[places[0]] if places else ""

    def read(self, row: TableRow) -> StatedPerson | None:
        """Return the person of a row, None for one that is left out."""
        try:
            return self._read(row)
        except _RefusedError:
            return None

    def note(self, row: int, field: ImportField | None, code: ProblemCode, name: str, **facts: str | int) -> None:
        """Note what is wrong with a row."""
        column = self.column_of(field) if field is not None else ""
        self.problems.append(RowProblem(row, column, code, name, facts, keeps_out=True))

    def _read(self, row: TableRow) -> StatedPerson:
        name = self._name(row)
        if len(row.cells) > len(self._columns) or "\n" in name:
            found, expected = len(row.cells), len(self._columns)
            self._refuse(row, None, ProblemCode.ROW_GARBLED, name.split("\n")[0], found=found, expected=expected)
        if not name and not self._text(row, ImportField.ID):
            self._refuse(row, ImportField.NAME, ProblemCode.NAME_MISSING, "")
        since, until = self._date(row, ImportField.SINCE, name), self._date(row, ImportField.UNTIL, name)
        if since is not None and until is not None and until < since:
            facts = {"since": since.isoformat(), "until": until.isoformat()}
            self._refuse(row, ImportField.UNTIL, ProblemCode.VALIDITY_REVERSED, name, **facts)
        born = self._date(row, ImportField.BORN, name)
        if born is not None and born > self._today:
            self._refuse(row, ImportField.BORN, ProblemCode.BORN_IN_FUTURE, name, text=born.isoformat())
        return StatedPerson(
            (row.number,),
            name[:_LONGEST_NAME],
            self._text(row, ImportField.ID)[:_LONGEST_ID],
            self._photos(row),
            frozenset(self._list(row, ImportField.GROUPS)),
            born,
            self._gender(row, name),
            self._consent(row, name),
            None if since is None else start_of(since),
            None if until is None else end_of(until),
            self._text(row, ImportField.NOTE),
        )

    def _refuse(
        self, row: TableRow, field: ImportField | None, code: ProblemCode, name: str, **facts: str | int
    ) -> None:
        self.note(row.number, field, code, name, **facts)
        raise _RefusedError

    def _name(self, row: TableRow) -> str:
        """Return the name; of somebody enrolled the ID alone will do."""
        whole = self._text(row, ImportField.NAME)
        if whole:
            return whole
        parts = self._text(row, ImportField.FIRST_NAME), self._text(row, ImportField.LAST_NAME)
        if all(parts) and all("\u4e00" <= char <= "\u9fff" for char in "".join(parts)):
            return parts[1] + parts[0]
        return " ".join(part for part in parts if part)

    def _text(self, row: TableRow, field: ImportField) -> str:
        places = self._at.get(field)
        return row.cells[places[0]] if places else ""

    def _list(self, row: TableRow, field: ImportField) -> tuple[str, ...]:
        cells = (read_list(row.cells[column]) for column in self._at.get(field, ()))
        return tuple(dict.fromkeys(entry for cell in cells for entry in cell))

    def _photos(self, row: TableRow) -> tuple[str, ...]:
        """Return the pictures named; a file whose name holds a semicolon is one file."""
        found = list[str]()
        for column in self._at.get(ImportField.PHOTO, ()):
            for line in row.cells[column].split("\n"):
                whole = line.strip()
                is_one = ";" in whole and self._place.bytes_of(self._base + whole) is not None
                found += [whole] if is_one else read_list(whole)
        return tuple(dict.fromkeys(self._base + name for name in found))

    def _months_first(self, table: Table, field: ImportField) -> bool:
        places = self._at.get(field, ())
        return month_comes_first(row.cells[column] for column in places for row in table.rows)

    def _date(self, row: TableRow, field: ImportField, name: str) -> date | None:
        text = self._text(row, field)
        if not text:
            return None
        found = read_date(text, month_first=self._month_first[field])
        if found is None or not _FIRST_DAY <= found <= _LAST_DAY:
            self._refuse(row, field, ProblemCode.DATE_UNREADABLE, name, text=text)
        return found

    def _gender(self, row: TableRow, name: str) -> Gender | None:
        text = self._text(row, ImportField.GENDER)
        found = read_gender(text)
        if text and found is None:
            self._refuse(row, ImportField.GENDER, ProblemCode.GENDER_UNREADABLE, name, text=text)
        return found

    def _consent(self, row: TableRow, name: str) -> StatedConsent | None:
        text = self._text(row, ImportField.CONSENT)
        found = read_consent(text, month_first=self._month_first[ImportField.CONSENT]) if text else None
        if text and found is None:
            self._refuse(row, ImportField.CONSENT, ProblemCode.CONSENT_REFUSED, name, text=text)
        return found


_DATES = (ImportField.BORN, ImportField.SINCE, ImportField.UNTIL, ImportField.CONSENT)
_FIRST_DAY, _LAST_DAY = date(1900, 1, 1), date(2200, 12, 31)


def _refuse_shared_ids(people: Sequence[StatedPerson], reader: _RowReader) -> list[StatedPerson]:
    """Leave out every row with an ID that stands for different names: which of them is right, nobody here knows."""
    names, rows = defaultdict[str, set[str]](set), defaultdict[str, list[int]](list)
    for person in people:
        names[person.external_id].add(folded(person.name))
        rows[person.external_id] += person.rows
    kept = list[StatedPerson]()
    for person in people:
        shared = person.external_id
        if shared and len(names[shared]) > 1:
            said = ", ".join(map(str, rows[shared][:9]))
            reader.note(person.rows[0], ImportField.ID, ProblemCode.ID_TWICE, person.name, id=shared, rows=said)
        else:
            kept.append(person)
    return kept


def _joined(people: Sequence[StatedPerson]) -> list[StatedPerson]:
    """Make one of the rows of one ID, or of one name without an ID: a row for each picture is a common form."""
    same = dict[tuple[str, str], list[StatedPerson]]()
    for person in people:
        key = (person.external_id, "" if person.external_id else person.name)
        same.setdefault(key, []).append(person)
    return [reduce(_both, rows) for rows in same.values()]


def _both(one: StatedPerson, other: StatedPerson) -> StatedPerson:
    return replace(
        one,
        rows=one.rows + other.rows,
        photos=tuple(dict.fromkeys(one.photos + other.photos)),
        groups=one.groups | other.groups,
        born=one.born or other.born,
        gender=one.gender or other.gender,
        consent=one.consent or other.consent,
        since=one.since or other.since,
        until=one.until or other.until,
        note=one.note or other.note,
    )
