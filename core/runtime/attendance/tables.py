"""The tables of the reports: columns, rows and sums."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from core.domain.attendance import Day, Mark, Totals
from core.domain.people import Person
from core.domain.reports import Cell, ColumnKind, ReportColumn, ReportKind
from core.domain.text import QT_TRANSLATE_NOOP
from core.domain.work import LeaveKind
from core.policy.attendance import total
from core.runtime.attendance.reckoning import Basis, PersonReckoning
from core.runtime.attendance.words import LEAVES, MARKS, SOURCES, WAYS, Say

TEXT, DATE, TIME, MOMENT = ColumnKind.TEXT, ColumnKind.DATE, ColumnKind.TIME, ColumnKind.MOMENT
MINUTES, COUNT = ColumnKind.MINUTES, ColumnKind.COUNT

_PERSON = (
    ReportColumn("name", QT_TRANSLATE_NOOP("Reports", "Name")),
    ReportColumn("external_id", QT_TRANSLATE_NOOP("Reports", "ID")),
    ReportColumn("groups", QT_TRANSLATE_NOOP("Reports", "Groups")),
)
_OWED = ReportColumn("owed", QT_TRANSLATE_NOOP("Reports", "To work"), MINUTES)
_WORKED = ReportColumn("worked", QT_TRANSLATE_NOOP("Reports", "Worked"), MINUTES)
_CREDITED = ReportColumn("credited", QT_TRANSLATE_NOOP("Reports", "Credited"), MINUTES)
_LATE = ReportColumn("late", QT_TRANSLATE_NOOP("Reports", "Late"), MINUTES)
_EARLY = ReportColumn("early", QT_TRANSLATE_NOOP("Reports", "Left early"), MINUTES)
_OVERTIME = ReportColumn("overtime", QT_TRANSLATE_NOOP("Reports", "Overtime"), MINUTES)
_DAY = ReportColumn("day", QT_TRANSLATE_NOOP("Reports", "Day"), DATE)

COLUMNS = {
    ReportKind.DAYS: (
        *_PERSON,
        _DAY,
        ReportColumn("shift", QT_TRANSLATE_NOOP("Reports", "Shift")),
        ReportColumn("first_in", QT_TRANSLATE_NOOP("Reports", "Came"), TIME),
        ReportColumn("last_out", QT_TRANSLATE_NOOP("Reports", "Left"), TIME),
        _OWED,
        _WORKED,
        ReportColumn("breaks", QT_TRANSLATE_NOOP("Reports", "Breaks"), MINUTES),
        _CREDITED,
        _LATE,
        _EARLY,
        _OVERTIME,
        ReportColumn("marks", QT_TRANSLATE_NOOP("Reports", "Remarks")),
    ),
    ReportKind.TOTALS: (
        *_PERSON,
        ReportColumn("days_worked", QT_TRANSLATE_NOOP("Reports", "Days worked"), COUNT),
        ReportColumn("days_absent", QT_TRANSLATE_NOOP("Reports", "Days absent"), COUNT),
        ReportColumn("days_leave", QT_TRANSLATE_NOOP("Reports", "Days of leave"), COUNT),
        _OWED,
        _WORKED,
        _CREDITED,
        ReportColumn("balance", QT_TRANSLATE_NOOP("Reports", "Balance"), MINUTES),
        ReportColumn("times_late", QT_TRANSLATE_NOOP("Reports", "Times late"), COUNT),
        _LATE,
        _EARLY,
        _OVERTIME,
        ReportColumn("missing", QT_TRANSLATE_NOOP("Reports", "Punches missing"), COUNT),
    ),
    ReportKind.PUNCHES: (
        *_PERSON,
        ReportColumn("at", QT_TRANSLATE_NOOP("Reports", "Time"), MOMENT),
        ReportColumn("way", QT_TRANSLATE_NOOP("Reports", "Way")),
        ReportColumn("door", QT_TRANSLATE_NOOP("Reports", "Door")),
        ReportColumn("source", QT_TRANSLATE_NOOP("Reports", "By")),
        ReportColumn("corrected", QT_TRANSLATE_NOOP("Reports", "Remarks")),
    ),
    ReportKind.ABSENCES: (
        *_PERSON,
        _DAY,
        ReportColumn("why", QT_TRANSLATE_NOOP("Reports", "Why")),
        _OWED,
        _CREDITED,
    ),
}


def rows_of(
    kind: ReportKind, basis: Basis, people: Iterable[PersonReckoning], say: Say
) -> tuple[tuple[Cell, ...], ...]:
    """Return the rows of a report that is no PAYROLL one."""
    writer = _Writer(basis.zone, {shift.id: shift.name for shift in basis.plan.work.shifts}, say)
    write: dict[ReportKind, Callable[[PersonReckoning], Iterator[tuple[Cell, ...]]]] = {
        ReportKind.DAYS: writer.days,
        ReportKind.TOTALS: writer.totals,
        ReportKind.PUNCHES: writer.punches,
        ReportKind.ABSENCES: writer.absences,
    }
    return tuple(row for one in people for row in write[kind](one))


def sums(columns: Sequence[ReportColumn], rows: Sequence[Sequence[Cell]]) -> tuple[Cell, ...] | None:
    """Return the sum of every column of durations or counts; None where there is no row, or no such column."""
    added: list[Cell] = [
        sum(cell for row in rows if isinstance(cell := row[place], (int, float)))
        if column.kind in (MINUTES, COUNT, ColumnKind.HOURS)
        else None
        for place, column in enumerate(columns)
    ]
    return tuple(added) if rows and any(cell is not None for cell in added) else None


def groups_text(person: Person) -> str:
    """Return the groups somebody is in as one line."""
    return ", ".join(sorted(person.membership.groups))


@dataclass(frozen=True, slots=True)
class _Writer:
    zone: ZoneInfo
    shifts: dict[str, str]
    say: Say
    remarks: dict[frozenset[Mark], str] = field(default_factory=dict)
    """What was said before; many days are alike."""

    def days(self, one: PersonReckoning) -> Iterator[tuple[Cell, ...]]:
        who = _who(one.person)
        for day in one.days:
            if _is_blank(day):
                continue
            shifts = ", ".join(dict.fromkeys(self.shifts.get(part.shift, "") for part in day.planned))
            came, left = self._local(day.first_in), self._local(day.last_out)
            figures = (day.owed, day.worked, day.breaks, day.credited, day.late, day.early, day.overtime)
            # A zero says nothing that an empty cell does not say more quietly.
            yield (*who, day.day, shifts, came, left, *(figure or None for figure in figures), self._marks(day))

    def totals(self, one: PersonReckoning) -> Iterator[tuple[Cell, ...]]:
        t: Totals = total(one.days)
        yield (
            *_who(one.person), t.days_worked, t.days_absent, t.days_leave, t.owed, t.worked, t.credited, t.balance,
            t.times_late, t.late, t.early, t.overtime, t.missing,
        )  # fmt: skip

    def punches(self, one: PersonReckoning) -> Iterator[tuple[Cell, ...]]:
        who, corrected = _who(one.person), self.say(MARKS[Mark.CORRECTED])
        for stamp in (stamp for day in one.days for stamp in day.stamps):
            way, source = self.say(WAYS[stamp.way]), self.say(SOURCES[stamp.source])
            remark = corrected if stamp.corrected else None
            yield (*who, self._local(stamp.at), way, stamp.door, source, remark)

    def absences(self, one: PersonReckoning) -> Iterator[tuple[Cell, ...]]:
        who = _who(one.person)
        for day in one.days:
            if Mark.LEAVE in day.marks:
                kinds = dict.fromkeys(
                    line.leave.kind for line in one.leaves if line.leave.first <= day.day <= line.leave.last
                )
                why = ", ".join(self.say(LEAVES[LeaveKind(kind)]) for kind in kinds)
                yield (*who, day.day, why, day.owed, day.credited)
            elif Mark.ABSENT in day.marks:
                yield (*who, day.day, self.say(MARKS[Mark.ABSENT]), day.owed, day.credited)

    def _local(self, at: datetime | None) -> datetime | None:
        return at and at.astimezone(self.zone)

    def _marks(self, day: Day) -> str:
        remarks = self.remarks.get(day.marks)
        if remarks is None:
            shown = [mark for mark in Mark if mark in day.marks and mark is not Mark.PRESENT]
            remarks = self.remarks[day.marks] = ", ".join(self.say(MARKS[mark]) for mark in shown)
        return remarks


def _who(person: Person) -> tuple[str, str, str]:
    return person.name, person.external_id, groups_text(person)


def _is_blank(day: Day) -> bool:
    """Say whether there is nothing to be told: before somebody was enrolled, for instance."""
    return not (day.marks or day.stamps or day.planned)
