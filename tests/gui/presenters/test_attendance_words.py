"""Attendance in words, without a window."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from core.config import CameraSettings, ExportSettings
from core.domain.attendance import Day, Mark, Planned, Punch, Source, Stamp, Way, Worked
from core.domain.calendar import Hours
from core.domain.ids import EventId, PersonId, ShiftId
from core.domain.ledger import Entry, Request
from core.domain.plan import Plan
from core.domain.reports import Deed, HistoryLine, Report, ReportFormat, ReportKind, RollState, Today, TodayRow
from core.domain.work import Leave, LeaveKind
from core.runtime.attendance.payroll import FIELDS
from gui.presenters import attendance as said
from gui.presenters.attendance_history import concerns, history_text, owners_of, signature
from gui.presenters.attendance_reports import (
    DELIMITERS,
    Period,
    delimiter_text,
    every_text,
    export_text,
    field_text,
    file_name,
    kind_text,
    period_span,
    period_text,
)
from gui.presenters.attendance_today import (
    Lacking,
    Tally,
    counts,
    finds,
    lacking,
    lacking_deed,
    lacking_text,
    line_of,
    ordered,
    tally_about,
    tally_text,
)
from gui.presenters.cameras import Tone
from gui.presenters.days import Span
from gui.presenters.days_timeline import day_line
from gui.presenters.text import as_written
from tests.gui.attendance_site import PLAN

BERLIN = ZoneInfo("Europe/Berlin")
DAY = date(2026, 3, 18)
ANA = PersonId("ana")


def at(hour: int, minute: int = 0, day: date = DAY) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=BERLIN).astimezone(UTC)


def stamp(number: int, way: Way, when: datetime) -> Stamp:
    return Stamp(EventId(f"e{number}"), when, way, Source.CAMERA, "Main door")


def row(state: RollState, late: int = 0, **more: object) -> TodayRow:
    return TodayRow(ANA, "José Álvarez", frozenset({"Office"}), state, late=late, **more)  # type: ignore[arg-type]


def today(*rows: TodayRow) -> Today:
    return Today(at(10), DAY, "Europe/Berlin", rows, {})


@pytest.mark.parametrize(("minutes", "text"), [(0, "0:00"), (485, "8:05"), (-6, "−0:06"), (6000, "100:00")])
def test_durations_are_hours_and_minutes(minutes: int, text: str) -> None:
    assert said.duration_text(minutes) == text


def test_a_time_says_when_it_is_of_another_day() -> None:
    night = at(1, 30, DAY + timedelta(1))
    assert said.clock_text(night, BERLIN) == "01:30"
    assert said.clock_text(night, BERLIN, DAY) == "01:30 +1"
    assert said.clock_text(at(23, 0, DAY - timedelta(1)), BERLIN, DAY) == "23:00 −1"
    assert said.span_text(at(22), night, BERLIN, DAY) == "22:00–01:30 +1"
    assert said.hours_text(Hours(1320, 1800)) == "22:00–06:00 +1"


def test_the_hour_left_out_has_no_moment_and_the_one_that_comes_twice_has_two() -> None:
    assert said.moments(date(2026, 3, 29), 150, BERLIN) == ()
    first, second = said.moments(date(2026, 10, 25), 150, BERLIN)
    assert second - first == timedelta(hours=1)
    assert said.moments(DAY, 480, BERLIN) == (at(8),)


def test_a_day_is_explained_with_what_matters_first() -> None:
    shift = Planned(ShiftId("day"), at(8), at(16, 30))
    day = Day(
        DAY, (shift,), marks=frozenset({Mark.PRESENT, Mark.CORRECTED, Mark.LATE, Mark.EARLY}), late=12, early=45
    )  # fmt: skip
    assert said.explanation(day, BERLIN, as_written) == (
        ("Came 0:12 late: the shift began at 08:00.", Tone.WAITING),
        ("Left 0:45 early: the shift ended at 16:30.", Tone.WAITING),
        ("Punches of this day were corrected by hand.", Tone.QUIET),
    )
    plain = Day(DAY, marks=frozenset({Mark.PRESENT}))
    assert said.explanation(plain, BERLIN, as_written) == (("Was at work.", Tone.GOOD),)


def test_every_mark_source_and_kind_of_leave_has_words() -> None:
    day = Day(DAY, marks=frozenset(Mark))
    assert len({text for text, _ in said.explanation(day, BERLIN, as_written)}) == len(Mark) - 1
    assert len({said.mark_text(mark, as_written) for mark in Mark}) == len(Mark)
    assert len({said.leave_text(kind, as_written) for kind in LeaveKind}) == len(LeaveKind)
    assert len({said.source_text(source, as_written) for source in Source}) == len(Source)


def test_leaves_and_punches_are_written_out() -> None:
    leave = Leave(ANA, DAY, DAY + timedelta(2), LeaveKind.SICK)
    assert said.fact_text(leave, BERLIN, as_written) == "Sick leave, 2026-03-18 to 2026-03-20"
    half = Leave(ANA, DAY, DAY, LeaveKind.TRAINING, Hours(480, 720))
    assert said.fact_text(half, BERLIN, as_written) == "Training, 2026-03-18, 08:00–12:00"
    punch = Punch(at(8, 3), ANA, Way.OUT, Source.MANUAL)
    assert said.fact_text(punch, BERLIN, as_written) == "Out 2026-03-18 08:03"


@pytest.mark.parametrize(
    ("state", "late", "tallies"),
    [
        (RollState.IN, 0, {Tally.IN}),
        (RollState.IN, 9, {Tally.IN, Tally.LATE}),
        (RollState.OUT, 0, {Tally.OUT}),
        (RollState.LATE, 20, {Tally.LATE, Tally.MISSING}),
        (RollState.ABSENT, 0, {Tally.MISSING}),
        (RollState.LEAVE, 0, {Tally.LEAVE}),
        (RollState.VISITOR, 0, {Tally.VISITORS}),
        (RollState.PENDING, 0, set()),
        (RollState.OFF, 0, set()),
    ],
)
def test_counters_count_whom_they_name(state: RollState, late: int, tallies: set[Tally]) -> None:
    assert {tally for tally in Tally if counts(row(state, late), tally)} == tallies | {Tally.ALL}


def test_every_state_has_words_and_a_sign_of_its_own_colour() -> None:
    rows = [row(state, 23, since=at(8), start=at(8), end=at(16, 30), door="Yard") for state in RollState]
    lines = [line_of(one, today(*rows), BERLIN, as_written) for one in rows]
    assert len({line.state for line in lines}) == len(RollState)
    late = lines[list(RollState).index(RollState.LATE)]
    assert (late.state, late.sign, late.tone) == ("Missing, 0:23 late", "clock", Tone.WAITING)
    inside = lines[0]
    assert (inside.warning, inside.since, inside.planned) == ("came 0:23 late", "since 08:00", "08:00–16:30")
    assert inside.words == "José Álvarez, In, came 0:23 late, since 08:00, Yard, 08:00–16:30"
    bare = line_of(row(RollState.OFF), today(), BERLIN, as_written)
    assert (bare.since, bare.planned) == ("", "")


def test_who_should_be_looked_at_comes_first_and_is_found_without_accents() -> None:
    rows = row(RollState.OFF), row(RollState.IN), row(RollState.LATE)
    assert [one.state for one in ordered(rows)] == [RollState.LATE, RollState.IN, RollState.OFF]
    assert finds(rows[0], "alvarez")
    assert finds(rows[0], "offi")
    assert not finds(rows[0], "yard")


def test_what_is_lacking_is_said_in_the_order_of_seeing_to_it() -> None:
    camera = CameraSettings("a", "A", "demo:a", punches=True)
    assert lacking(today(), (), Plan()) == (Lacking.PEOPLE, Lacking.CAMERA, Lacking.PLAN)
    assert lacking(today(row(RollState.IN)), (camera,), PLAN) == ()
    assert len({lacking_text(what, as_written) + lacking_deed(what, as_written) for what in Lacking}) == 3
    assert len({tally_text(tally, as_written) for tally in Tally}) == len(Tally)
    assert len({tally_about(tally, as_written) for tally in Tally}) == len(Tally)


def line(deed: Deed, fact: Punch | Leave | Request | None, before: Punch | Leave | None = None) -> HistoryLine:
    old = Entry(EventId("old"), at(8), before) if before is not None else None
    return HistoryLine(Entry(EventId("new"), at(9), fact, "Olga", "was forgotten"), deed, "Ana", old)


def test_what_was_written_is_told_with_who_when_and_why() -> None:
    punch, other = (Punch(at(8, minute), ANA, Way.IN, Source.MANUAL) for minute in (3, 30))
    told = line(Deed.REPLACED, punch, other)
    assert history_text(told, BERLIN, as_written) == "Changed: In 2026-03-18 08:30 to In 2026-03-18 08:03"
    assert signature(told, BERLIN, as_written) == "Olga · 2026-03-18 09:00 · was forgotten"
    undone = replace(line(Deed.UNDONE, None), undone=line(Deed.STRUCK, None, other))
    assert history_text(undone, BERLIN, as_written) == "Taken back: Struck out: In 2026-03-18 08:30"
    assert history_text(replace(undone, undone=undone), BERLIN, as_written).startswith("Taken back: Taken back: Str")
    assert history_text(line(Deed.UNDONE, None), BERLIN, as_written) == "Taken back"
    assert history_text(line(Deed.TURNED_DOWN, None), BERLIN, as_written) == "Turned down"
    asked = line(Deed.ASKED, Request(punch))
    assert history_text(asked, BERLIN, as_written) == "Asked for: In 2026-03-18 08:03"
    everything = {history_text(line(deed, punch, other), BERLIN, as_written) for deed in Deed}
    assert len(everything) == len(Deed)


def test_a_correction_belongs_to_the_day_its_punch_counts_for() -> None:
    night = Punch(at(1, 30, DAY + timedelta(1)), ANA, Way.OUT, Source.MANUAL)
    told = line(Deed.ADDED, night)
    assert concerns(told, DAY + timedelta(1), {}, BERLIN)
    owners = owners_of([Day(DAY, stamps=(Stamp(EventId("new"), night.at, Way.OUT, Source.MANUAL),))])
    assert concerns(told, DAY, owners, BERLIN)
    undone = replace(line(Deed.UNDONE, None), undone=line(Deed.STRUCK, None, night))
    assert concerns(undone, DAY + timedelta(1), {}, BERLIN)
    assert not concerns(undone, DAY, {}, BERLIN)
    leave = line(Deed.LEAVE, Leave(ANA, DAY, DAY + timedelta(3), LeaveKind.SICK))
    assert concerns(leave, DAY + timedelta(3), {}, BERLIN)
    assert not concerns(leave, DAY + timedelta(4), {}, BERLIN)


def test_a_day_lies_along_a_line() -> None:
    day = Day(
        DAY, (Planned(ShiftId("day"), at(8), at(16, 30)),), (stamp(1, Way.IN, at(7, 30)), stamp(2, Way.OUT, at(17))),
        (Worked(at(8), at(17), ShiftId("day"), EventId("e1"), EventId("e2")),),
    )  # fmt: skip
    found = day_line(day, BERLIN)
    assert [tick.text for tick in found.hours][:2] == ["07", "09"]
    assert (found.punches[0].text, found.punches[0].place) == ("07:30", 0.05)
    assert (found.planned[0].start, found.worked[0].end) == (0.1, 1.0)
    empty = day_line(Day(DAY), BERLIN)
    assert (empty.hours[0].text, empty.hours[-1].text) == ("07", "19")


@pytest.mark.parametrize(
    ("period", "span"),
    [
        (Period.THIS_MONTH, Span(date(2026, 3, 1), date(2026, 3, 31))),
        (Period.LAST_MONTH, Span(date(2026, 2, 1), date(2026, 2, 28))),
        (Period.THIS_WEEK, Span(date(2026, 3, 16), date(2026, 3, 22))),
        (Period.LAST_WEEK, Span(date(2026, 3, 9), date(2026, 3, 15))),
        (Period.TODAY, Span(DAY, DAY)),
    ],
)
def test_periods_are_whole_months_and_weeks(period: Period, span: Span) -> None:
    assert period_span(period, DAY) == span


def test_reports_and_exports_are_named() -> None:
    report = Report(ReportKind.TOTALS, "Totals", DAY, DAY, "", "", "UTC", at(9), (), ())
    assert file_name(report, ReportFormat.XLSX) == "totals_2026-03-18_2026-03-18.xlsx"
    assert export_text(ExportSettings("/reports"), as_written) == "Totals by person as XLSX, every month at 05:00"
    assert len({kind_text(kind, as_written) for kind in ReportKind}) == len(ReportKind)
    assert len({period_text(period, as_written) for period in Period}) == len(Period)
    assert len({every_text(every, as_written) for every in ("day", "week", "month")}) == 3
    assert len({delimiter_text(one, as_written) for one in DELIMITERS}) == 3


def test_every_payroll_field_has_words() -> None:
    words = {field: field_text(field, as_written) for field in FIELDS}
    assert len(set(words.values())) == len(FIELDS)
    assert [field for field, text in words.items() if field == text] == []
    assert words["overtime_hours"] == "Overtime (decimal hours)"
    assert field_text("made-up", as_written) == "made-up"
