"""Reports and the muster list as sheets."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from core.domain.reports import Cell, ColumnKind, Muster, Report
from core.runtime.attendance.words import TOTAL
from gui.presenters.text import Translate
from gui.printing.sheet import Sheet, heading, table

_NUMBERS = (ColumnKind.MINUTES, ColumnKind.HOURS, ColumnKind.COUNT)
_WIDE = 8
"""From so many columns on the paper lies on its side."""
_LONGEST = 40
"""Characters of a cell; one very long name shall not push every other column off the paper."""


def report_sheet(report: Report, translate: Translate) -> Sheet:
    """Return a report ready to print."""
    headings = [(translate("Reports", column.heading), column.kind in _NUMBERS) for column in report.columns]
    kinds = [column.kind for column in report.columns]
    rows = [[written(cell, kind) for cell, kind in zip(row, kinds, strict=True)] for row in report.rows]
    total = None
    if report.totals is not None:
        total = [written(cell, kind) for cell, kind in zip(report.totals, kinds, strict=True)]
        total[0] = translate("Reports", TOTAL)
    title = translate("Reports", report.title)
    period = f"{report.first.isoformat()} – {report.last.isoformat()}"
    below = "  ·  ".join(filter(None, (period, report.group)))
    body = heading(title, below) + table(headings, rows, total)
    return Sheet(title, body, report.company, _made(report.made, translate), landscape=len(headings) >= _WIDE)


def muster_sheet(muster: Muster, translate: Translate) -> Sheet:
    """Return the muster list with a box to tick for everybody."""
    zone = ZoneInfo(muster.zone)
    at_local = muster.at.astimezone(zone)
    title = translate("Muster", "Muster list")
    headings = [
        ("☐", False),
        (translate("Muster", "Name"), False),
        (translate("Muster", "Groups"), False),
        (translate("Muster", "Inside since"), False),
        (translate("Muster", "Door"), False),
        (translate("Muster", "Visits"), False),
    ]
    rows = [
        [
            "☐",
            row.name,
            ", ".join(sorted(row.groups)),
            f"{row.since.astimezone(zone):%Y-%m-%d %H:%M}",
            row.door,
            (row.host or translate("Muster", "Visitor")) if row.visitor else "",
        ]
        for row in muster.inside
    ]
    count = translate("Muster", "{n} people inside").format(n=len(rows))
    body = heading(title, f"{at_local:%Y-%m-%d %H:%M}  ·  {count}") + table(headings, rows)
    return Sheet(title, body, muster.company, _made(at_local, translate))


def written(cell: Cell, kind: ColumnKind) -> str:
    """Write a cell as people read it."""
    match cell:
        case None:
            return ""
        case int() | float() if kind is ColumnKind.MINUTES:
            minutes = round(cell)
            return f"{'-' if minutes < 0 else ''}{abs(minutes) // 60}:{abs(minutes) % 60:02}"
        case int() | float() if kind is ColumnKind.HOURS:
            return f"{cell:.2f}"
        case datetime():
            return f"{cell:%H:%M}" if kind is ColumnKind.TIME else f"{cell:%Y-%m-%d %H:%M}"
        case date():
            return cell.isoformat()
        case _:
            said = str(cell)
            return said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1]}…"


def _made(made: datetime, translate: Translate) -> str:
    return translate("Print", "Made by Usher on {when}").format(when=f"{made.astimezone():%Y-%m-%d %H:%M}")
