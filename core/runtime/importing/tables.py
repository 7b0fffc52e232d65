"""Tables of unknown origin: CSV in any encoding and with any delimiter, and sheets of XLSX."""

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from pathlib import PurePosixPath

import openpyxl

from core.domain.errors import ErrorCode, KnownError
from core.runtime.importing.encodings import read_text
from core.runtime.importing.headers import recognised
from core.runtime.importing.model import Table, TableRow
from core.runtime.importing.places import MOST_TABLE_BYTES, Place

TABLE_SUFFIXES = frozenset({".csv", ".tsv", ".txt", ".xlsx", ".xlsm"})
MOST_ROWS = 200_000
MOST_COLUMNS = 256
_MOST_SHEET_BYTES = 1 << 28
"""What a workbook may unpack to: some hundred thousand rows."""

_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_SNIFFED_ROWS = 20
_SHEET_BROKEN = (zipfile.BadZipFile, KeyError, ValueError, SyntaxError, EOFError, OSError, TypeError, IndexError,
                 AttributeError, OverflowError, NotImplementedError)  # fmt: skip
"""What openpyxl raises on damaged workbooks; its XML parser's error is a SyntaxError."""

_NO_TEXT = re.compile("[\0-\x08\x0e-\x1f]")
"""Control characters that no table has."""

Rows = Iterable[tuple[int, Sequence[str]]]


def is_table(name: str) -> bool:
    """Return whether a file is a table, by its name."""
    return PurePosixPath(name).suffix.lower() in TABLE_SUFFIXES


def read_table(place: Place, name: str) -> Table:
    """Read a table of `place`; blank rows are left out. Raises KnownError(IMPORT_UNREADABLE, _TOO_LARGE, _MISSING)."""
    data = place.read(name, MOST_TABLE_BYTES)
    if PurePosixPath(name).suffix.lower() in (".xlsx", ".xlsm"):
        return _table(name, _sheet_rows(name, data), "XLSX")
    if data[:4] in (b"PK\3\4", b"\xd0\xcf\x11\xe0"):
        raise _unreadable(name, "it is a workbook called a text file")
    read = read_text(data)
    if _NO_TEXT.search(read.text):
        raise _unreadable(name, "it is not text")
    hint, text = _excel_hint(read.text)
    delimiter = hint or _delimiter(text)
    read_as = ", ".join((*read.encodings, _DELIMITERS.get(delimiter, delimiter)))
    return _table(name, _text_rows(name, text, delimiter, 1 if hint else 0), read_as)


def _table(name: str, rows: Rows, read_as: str) -> Table:
    header: tuple[str, ...] = ()
    found = list[TableRow]()
    for number, cells in rows:
        written = tuple(cell.strip() for cell in cells)
        if not any(written):
            continue
        if not header:
            header = _named(written)
        elif len(found) == MOST_ROWS:
            raise _unreadable(name, f"it has more than {MOST_ROWS} rows")
        else:
            found.append(TableRow(number, _fitted(written, len(header))))
    if not header:
        raise _unreadable(name, "it is empty")
    return Table(header, tuple(found), read_as)


def _named(cells: tuple[str, ...]) -> tuple[str, ...]:
    """Return the header without blanks at its end; a column without a name is called by its place."""
    end = max(place for place, cell in enumerate(cells) if cell) + 1
    return tuple(cell or f"#{place + 1}" for place, cell in enumerate(cells[:end]))


def _fitted(cells: tuple[str, ...], columns: int) -> tuple[str, ...]:
    """Return as many cells as there are columns, or more where there is something written in them."""
    while len(cells) > columns and not cells[-1]:
        cells = cells[:-1]
    return cells + ("",) * (columns - len(cells))


def _excel_hint(text: str) -> tuple[str, str]:
    """Take off Excel's own first line, which names the delimiter."""
    first, _, rest = text.partition("\n")
    said = first.strip().strip('"').lower()
    return (said[4], rest) if said.startswith("sep=") and len(said) == 5 else ("", text)


def _delimiter(text: str) -> str:
    """Return the delimiter by which the first rows make most sense: known headers, then rows of equal length."""

    def sense(delimiter: str) -> tuple[int, float, int]:
        try:
            rows = [row for row, _ in zip(csv.reader(io.StringIO(text), delimiter=delimiter), range(_SNIFFED_ROWS),
                                          strict=False) if any(row)]  # fmt: skip
        except csv.Error:
            return -1, 0.0, 0
        if not rows:
            return 0, 0.0, 0
        columns = len(rows[0])
        return recognised(rows[0]), sum(len(row) == columns for row in rows) / len(rows), columns

    return max(_DELIMITERS, key=sense)


def _text_rows(name: str, text: str, delimiter: str, skipped: int) -> Rows:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    number = skipped + 1
    try:
        for row in reader:
            if len(row) > MOST_COLUMNS:
                raise _unreadable(name, f"line {number} has {len(row)} cells")
            yield number, row
            number = skipped + reader.line_num + 1
    except csv.Error as error:
        raise _unreadable(name, f"line {number}: {error}") from error


def _sheet_rows(name: str, data: bytes) -> Rows:
    """Read the first sheet row by row; what it claims to be the size of its cells is not believed."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
        if unpacked > _MOST_SHEET_BYTES:
            raise _unreadable(name, f"it unpacks to {unpacked >> 20} MB")
        with warnings.catch_warnings():
            # It warns of extensions it does not know, none of which holds a cell.
            warnings.simplefilter("ignore")
            yield from _cells(data)
    except _SHEET_BROKEN as error:
        raise _unreadable(name, str(error) or type(error).__name__) from error


def _cells(data: bytes) -> Iterator[tuple[int, Sequence[str]]]:
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    try:
        sheets = book.worksheets
        if not sheets:
            return
        # More than are taken, so that it can be said when there are too many.
        rows = sheets[0].iter_rows(max_row=2 * MOST_ROWS, max_col=MOST_COLUMNS, values_only=True)
        for number, row in enumerate(rows, 1):
            yield number, [_written(value) for value in row]
    finally:
        book.close()


def _written(value: object) -> str:
    """Return a cell as somebody would have written it."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float() if value.is_integer():
            return str(int(value))
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime() | date():
            return value.isoformat()
    return str(value)


def _unreadable(name: str, detail: str) -> KnownError:
    return KnownError(ErrorCode.IMPORT_UNREADABLE, path=name, detail=detail)
