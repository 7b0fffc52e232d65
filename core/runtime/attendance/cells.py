"""Cells of a report as text, safe to be opened in a spreadsheet."""

import re
from collections.abc import Sequence
from datetime import date, datetime

from core.domain.reports import Cell, ColumnKind, Report

_UNSEEN = r"\s\x00-\x1f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff"
"""What is not seen, and left out before other text by some program or other."""
_FORMULA = re.compile(rf"[\t\r\n]|[{_UNSEEN}]*[=+\-@\uff1d\uff0b\uff0d\uff20]")
"""What a spreadsheet takes for a formula, by wide signs in East Asia as well
(https://owasp.org/www-community/attacks/CSV_Injection)."""


def hours_and_minutes(minutes: int) -> str:
    """Return a duration as h:mm, with a minus where it is negative."""
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else ''}{hours}:{rest:02}"


def harmless(text: str) -> str:
    """Return text that no spreadsheet takes for a formula: an apostrophe goes before what would be one."""
    return f"'{text}" if _FORMULA.match(text) else text


def shown(cell: Cell, kind: ColumnKind) -> str:
    """Return a cell as it is read, whatever language that is in; empty for None."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return f"{cell:%H:%M}" if kind is ColumnKind.TIME else f"{cell:%Y-%m-%d %H:%M}"
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, int) and kind is ColumnKind.MINUTES:
        return hours_and_minutes(cell)
    return f"{cell:.2f}" if isinstance(cell, float) else str(cell)


def shown_row(report: Report, row: Sequence[Cell]) -> list[str]:
    """Return the cells of a row as text for a file; what people typed is made harmless."""
    return [
        harmless(cell) if isinstance(cell, str) else shown(cell, column.kind)
        for cell, column in zip(row, report.columns, strict=True)
    ]
