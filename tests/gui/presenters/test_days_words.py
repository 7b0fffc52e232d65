"""The grid of days and the charts, without a window."""

from datetime import date, timedelta

import pytest

from core.domain.attendance import Day, Mark, Source, Stamp, Totals, Way
from core.domain.ids import EventId, PersonId
from core.domain.reports import QUARTERS_A_DAY, ChartData, GridRow, LateDay
from gui.presenters.cameras import Tone
from gui.presenters.charts import Chart, arrivals, lateness, occupancy
from gui.presenters.days import (
    Reach,
    Sign,
    Span,
    cell_of,
    cell_words,
    head_text,
    short_marks,
    sign_text,
    span_of,
    span_title,
    stepped,
    total_cells,
    total_heads,
)
from gui.presenters.text import as_written
from tests.gui.attendance_site import at

DAY = date(2026, 3, 18)


def day(*marks: Mark, worked: int = 0, **figures: int) -> Day:
    return Day(DAY, marks=frozenset(marks), worked=worked, **figures)  # type: ignore[arg-type]


def test_spans_are_months_weeks_and_days() -> None:
    assert span_of(Reach.MONTH, DAY) == Span(date(2026, 3, 1), date(2026, 3, 31))
    assert span_of(Reach.WEEK, DAY) == Span(date(2026, 3, 16), date(2026, 3, 22))
    assert span_of(Reach.DAY, DAY).days == (DAY,)
    assert len(span_of(Reach.MONTH, date(2028, 2, 3)).days) == 29


@pytest.mark.parametrize(
    ("reach", "start", "by", "end"),
    [
        (Reach.MONTH, date(2026, 1, 31), 1, date(2026, 2, 28)),
        (Reach.MONTH, date(2026, 1, 31), -1, date(2025, 12, 31)),
        (Reach.MONTH, date(2026, 12, 5), 2, date(2027, 2, 5)),
        (Reach.WEEK, DAY, -2, date(2026, 3, 4)),
        (Reach.DAY, DAY, 1, date(2026, 3, 19)),
    ],
)
def test_stepping_stays_within_shorter_months(reach: Reach, start: date, by: int, end: date) -> None:
    assert stepped(reach, start, by) == end


def test_spans_and_columns_have_titles() -> None:
    titles = [span_title(reach, span_of(reach, DAY), as_written) for reach in Reach]
    assert titles == ["2026-03", "Week 12  ·  2026-03-16 – 2026-03-22", "Wed 2026-03-18"]
    assert head_text(DAY, Reach.MONTH, as_written) == "Wed\n18"
    assert head_text(DAY, Reach.WEEK, as_written) == "Wed\n03-18"


@pytest.mark.parametrize(
    ("found", "text", "sign", "tone"),
    [
        (day(Mark.PRESENT, worked=485), "8:05", Sign.NONE, Tone.GOOD),
        (day(Mark.PRESENT, Mark.LATE, worked=460, late=20), "7:40", Sign.LATE, Tone.WAITING),
        (day(Mark.EARLY, worked=460), "7:40", Sign.EARLY, Tone.WAITING),
        (day(Mark.LATE, Mark.EARLY, worked=400), "6:40", Sign.BOTH, Tone.WAITING),
        (day(Mark.MISSING_OUT), "", Sign.MISSING, Tone.BAD),
        (day(Mark.MISSING_IN, worked=60), "1:00", Sign.MISSING, Tone.BAD),
        (day(Mark.ABSENT), "", Sign.ABSENT, Tone.BAD),
        (day(Mark.LEAVE), "", Sign.LEAVE, Tone.QUIET),
        (day(Mark.HOLIDAY), "", Sign.HOLIDAY, Tone.QUIET),
        (day(Mark.PENDING), "", Sign.NONE, Tone.QUIET),
    ],
)
def test_a_cell_has_hours_or_a_sign(found: Day, text: str, sign: Sign, tone: Tone) -> None:
    cell = cell_of(found)
    assert (cell.text, cell.sign, cell.tone) == (text, sign, tone)


def test_a_cell_knows_days_off_corrections_and_who_is_in() -> None:
    came = Stamp(EventId("e"), at("8:00"), Way.IN, Source.CAMERA)
    cell = cell_of(Day(DAY, stamps=(came,), marks=frozenset({Mark.OPEN, Mark.LATE, Mark.CORRECTED})))
    assert (cell.text, cell.sign, cell.now, cell.corrected) == ("0:00", Sign.LATE, True, True)
    assert cell_of(day(Mark.DAY_OFF)).off
    assert cell_of(Day(DAY)).off
    assert not cell_of(day(Mark.ABSENT)).off
    assert len({sign_text(sign, as_written) for sign in Sign}) == len(Sign)


def test_a_cell_is_said_in_words() -> None:
    row = GridRow(PersonId("ana"), "Ana", "1", frozenset(), (), Totals())
    found = day(Mark.PRESENT, Mark.LATE, Mark.OVERTIME, worked=485, late=5, overtime=9)
    assert cell_words(row, found, as_written) == "Ana, Wed 2026-03-18\nworked 8:05\nLate, Overtime"
    assert short_marks(found, as_written) == [("Late 0:05", Tone.WAITING), ("Overtime 0:09", Tone.GOOD)]


def test_sums_leave_out_what_there_is_none_of() -> None:
    totals = Totals(worked=600, owed=960, times_late=2)
    assert [text for text, _ in total_cells(totals)] == ["10:00", "−6:00", "2", ""]
    assert len(total_heads(as_written)) == len(total_cells(totals))


def data(
    arrivals: dict[int, int] | None = None, times: tuple[int, ...] = (), inside: dict[int, int] | None = None
) -> ChartData:
    def quarters(found: dict[int, int] | None) -> tuple[int, ...]:
        return tuple((found or {}).get(n, 0) for n in range(QUARTERS_A_DAY))

    late = tuple(LateDay(DAY + timedelta(n), count, 10 * count) for n, count in enumerate(times))
    peak = quarters(inside)
    return ChartData(DAY, DAY, "UTC", 1, quarters(arrivals), late, tuple(n / 2 for n in peak), peak)


def drawn(chart: Chart | None) -> Chart:
    assert chart is not None
    return chart


def test_nothing_makes_no_chart() -> None:
    nothing = data(times=(0, 0))
    assert (arrivals(nothing, as_written), lateness(nothing, as_written), occupancy(nothing, as_written)) == (None,) * 3


def test_arrivals_are_shown_around_the_hours_in_which_anybody_comes() -> None:
    chart = drawn(arrivals(data({31: 3, 32: 12, 34: 1}), as_written))
    assert chart.summary == "Most people come between 08:00 and 08:15."
    assert chart.said[chart.bars.index(12)] == "08:00: 12 came"
    assert chart.below[0] == (0, "06:00")
    assert (sum(chart.bars), chart.aside) == (16, (0, 5, 10, 15))


def test_a_trend_is_the_mean_of_seven_days() -> None:
    chart = drawn(lateness(data(times=(7, 0, 0, 0, 0, 0, 0, 0)), as_written))
    assert chart.line[0] == 7
    assert chart.line[6] == 1
    assert chart.line[7] == 0
    assert chart.said[0] == "Wed 2026-03-18: 7 times late, 1:10 in all"
    assert chart.top == 8


def test_occupancy_shows_the_mean_and_the_most() -> None:
    chart = drawn(occupancy(data(inside={32: 4, 95: 2}), as_written))
    assert chart.summary.startswith("At most 4 were in at once, at 08:00")
    assert chart.said[-1] == "23:45: 1.0 in on average, 2 at most"
    assert len(chart.bars) == len(chart.line) == len(chart.said)
    assert len(chart.below) <= 8
