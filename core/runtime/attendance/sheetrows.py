"""The rows of a worksheet, put as text into a workbook: openpyxl takes fifty times as long for a cell.

The elements are those of SpreadsheetML (ECMA-376, part 1, 18.3.1).
"""

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from xml.sax.saxutils import escape

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from core.domain.reports import Cell, ColumnKind

_END = b"</sheetData>"
_SHEET = "xl/worksheets/sheet1.xml"
_LONGEST_TEXT = 32_767
"""What a cell holds at most, in characters, by Excel's specifications and limits."""
_EPOCH = datetime(1899, 12, 30, tzinfo=UTC)
"""From which spreadsheets count days, those since March 1900 at least (ECMA-376, part 1, 18.17.4.1)."""
_DAY = timedelta(days=1)
_MINUTES_A_DAY = 1440


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column by its letters, what its cells are shown as, and the number of their style in the workbook."""

    letters: str
    kind: ColumnKind
    style: int


def filled(book: bytes, rows: Iterable[str]) -> bytes:
    """Return a workbook with rows added to those its only worksheet has."""
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as before, zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as after:
        for part in before.namelist():
            data = before.read(part)
            if part == _SHEET:
                above, below = data.split(_END)  # in a text it would be escaped
                data = b"".join((above, "".join(rows).encode(), _END, below))
            after.writestr(part, data)
    return content.getvalue()


def rows_text(
    columns: Sequence[SheetColumn], rows: Iterable[Sequence[Cell]], first: int, *, blanks: bool = False
) -> Iterator[str]:
    """Yield rows from number `first` on; with `blanks` also cells without a value, which only then show their style."""
    for number, row in enumerate(rows, first):
        cells = [
            _cell(column, number, value)
            for column, value in zip(columns, row, strict=True)
            if blanks or value not in (None, "")
        ]
        yield f'<row r="{number}">{"".join(cells)}</row>'


def _cell(column: SheetColumn, number: int, value: Cell) -> str:
    """Return a cell: text never becomes a formula, and times are those on the wall."""
    begin = f'<c r="{column.letters}{number}" s="{column.style}"'
    if value is None:
        return f"{begin}/>"
    if isinstance(value, str):
        text = escape(ILLEGAL_CHARACTERS_RE.sub("", value)[:_LONGEST_TEXT])
        return f'{begin} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    return f"{begin}><v>{_figure(column.kind, value)}</v></c>"


def _figure(kind: ColumnKind, value: float | date) -> float:
    """Return a number as it stands in a cell: dates are days, times and durations parts of one."""
    if isinstance(value, datetime):
        since = value.replace(tzinfo=UTC) - _EPOCH
        return (since % _DAY if kind is ColumnKind.TIME else since) / _DAY
    if isinstance(value, date):
        return (value - _EPOCH.date()).days
    if kind is ColumnKind.MINUTES:
        return value / _MINUTES_A_DAY
    return value / 60 if kind is ColumnKind.HOURS and isinstance(value, int) else value
