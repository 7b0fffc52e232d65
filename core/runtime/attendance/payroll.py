"""The table for the payroll program: whatever columns it wants, under the names it wants them."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from core.config import PayrollColumn
from core.domain.attendance import Totals
from core.domain.errors import ErrorCode, KnownError
from core.domain.reports import Cell, ColumnKind, DaysQuery, ReportColumn
from core.policy.attendance import total
from core.runtime.attendance.reckoning import PersonReckoning
from core.runtime.attendance.tables import groups_text

_Field = tuple[ColumnKind, Callable[[PersonReckoning, Totals, DaysQuery], Cell]]

_FACTS: dict[str, _Field] = {
    "name": (ColumnKind.TEXT, lambda one, _totals, _query: one.person.name),
    "external_id": (ColumnKind.TEXT, lambda one, _totals, _query: one.person.external_id),
    "person": (ColumnKind.TEXT, lambda one, _totals, _query: one.person.id),
    "groups": (ColumnKind.TEXT, lambda one, _totals, _query: groups_text(one.person)),
    "first": (ColumnKind.DATE, lambda _one, _totals, query: query.first),
    "last": (ColumnKind.DATE, lambda _one, _totals, query: query.last),
    "days_worked": (ColumnKind.COUNT, lambda _one, totals, _query: totals.days_worked),
    "days_absent": (ColumnKind.COUNT, lambda _one, totals, _query: totals.days_absent),
    "days_leave": (ColumnKind.COUNT, lambda _one, totals, _query: totals.days_leave),
    "times_late": (ColumnKind.COUNT, lambda _one, totals, _query: totals.times_late),
    "missing": (ColumnKind.COUNT, lambda _one, totals, _query: totals.missing),
}
_DURATIONS: dict[str, Callable[[Totals], int]] = {
    "owed": lambda totals: totals.owed,
    "worked": lambda totals: totals.worked,
    "credited": lambda totals: totals.credited,
    "balance": lambda totals: totals.balance,
    "late": lambda totals: totals.late,
    "early": lambda totals: totals.early,
    "overtime": lambda totals: totals.overtime,
}


def _fields() -> dict[str, _Field]:
    fields = dict(_FACTS)
    for name, minutes in _DURATIONS.items():
        fields[name] = ColumnKind.MINUTES, partial(_figure, minutes)
        fields[f"{name}_minutes"] = ColumnKind.COUNT, partial(_figure, minutes)
        fields[f"{name}_hours"] = ColumnKind.HOURS, partial(_hours, minutes)
    return fields


def _figure(minutes: Callable[[Totals], int], _one: PersonReckoning, totals: Totals, _query: DaysQuery) -> Cell:
    return minutes(totals)


def _hours(minutes: Callable[[Totals], int], _one: PersonReckoning, totals: Totals, _query: DaysQuery) -> Cell:
    return round(minutes(totals) / 60, 2)


FIELDS = _fields()
"""What may stand in a column: facts, and durations as h:mm (`worked`), in minutes (`worked_minutes`) and as decimal
hours (`worked_hours`)."""

USUAL = tuple(
    PayrollColumn(field, field)
    for field in ("external_id", "name", "first", "last", "days_worked", "days_absent", "days_leave", "worked_hours",
                  "credited_hours", "overtime_hours")
)  # fmt: skip
"""The columns as long as none are configured."""


def payroll(
    people: Iterable[PersonReckoning], query: DaysQuery, mapping: Sequence[PayrollColumn]
) -> tuple[tuple[ReportColumn, ...], tuple[tuple[Cell, ...], ...]]:
    """Return columns and rows, one for each person. Raises KnownError(PAYROLL_FIELD_UNKNOWN)."""
    for column in mapping:
        if column.field not in FIELDS:
            raise KnownError(ErrorCode.PAYROLL_FIELD_UNKNOWN, field=column.field, known=", ".join(FIELDS))
    chosen = [FIELDS[column.field] for column in mapping or USUAL]
    columns = tuple(
        ReportColumn(column.field, column.header, kind)
        for column, (kind, _) in zip(mapping or USUAL, chosen, strict=True)
    )
    rows = []
    for one in people:
        totals = total(one.days)
        rows.append(tuple(of(one, totals, query) for _, of in chosen))
    return columns, tuple(rows)
