"""Attendance as programs and people read it on the command line."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from core.cli.output import say, show_table
from core.domain.attendance import Day, Punch
from core.domain.doors import DoorFact
from core.domain.ledger import Entry, Request
from core.domain.reports import HistoryLine, Muster, OpenRequest, PersonDays, Today, TodayRow
from core.domain.work import Leave
from core.runtime.attendance.cells import hours_and_minutes


def today_record(row: TodayRow) -> dict[str, Any]:
    """Return a line of today as JSON has it; times are UTC."""
    return {
        "person": row.person,
        "name": row.name,
        "groups": sorted(row.groups),
        "state": row.state.value,
        "since": _iso(row.since),
        "door": row.door,
        "start": _iso(row.start),
        "end": _iso(row.end),
        "late_minutes": row.late,
        "marks": sorted(mark.value for mark in row.day.marks) if row.day else [],
    }


def request_record(request: OpenRequest) -> dict[str, Any]:
    """Return a request as JSON has it; times are UTC."""
    return {
        "entry": request.entry,
        "asked": _iso(request.asked),
        "person": request.person,
        "name": request.name,
        "author": request.author,
        "reason": request.reason,
        "wanted": fact_text(request.request.wanted, None),
    }


def muster_record(muster: Muster) -> dict[str, Any]:
    """Return the list of who is inside as JSON has it; times are UTC."""
    return {
        "at": _iso(muster.at),
        "company": muster.company,
        "inside": [
            {
                "person": row.person,
                "name": row.name,
                "groups": sorted(row.groups),
                "since": _iso(row.since),
                "door": row.door,
                "visitor": row.visitor,
                "host": row.host,
            }
            for row in muster.inside
        ],
    }


def today_table(today: Today, zone: ZoneInfo) -> None:
    """Print everybody as of now."""
    counts = ", ".join(f"{count} {state.value}" for state, count in today.counts.items() if count)
    rows = (
        (
            row.name,
            row.state.value,
            _clock(row.since, zone),
            row.door,
            f"{_clock(row.start, zone)}–{_clock(row.end, zone)}" if row.start else "",
            hours_and_minutes(row.late) if row.late else "",
        )
        for row in today.rows
    )
    show_table(
        f"{today.day.isoformat()}: {counts or 'nobody'}", ("Name", "State", "Since", "Door", "Plan", "Late"), rows
    )


def days_table(found: PersonDays, zone: ZoneInfo) -> None:
    """Print a person's days, their punches with the entries to correct them by, and what was corrected."""
    rows = (
        (
            day.day.isoformat(),
            _clock(day.first_in, zone),
            _clock(day.last_out, zone),
            *(hours_and_minutes(minutes) if minutes else "" for minutes in (day.owed, day.worked, day.late)),
            ", ".join(sorted(mark.value for mark in day.marks)),
        )
        for day in found.row.days
    )
    show_table(found.row.name, ("Day", "Came", "Left", "To work", "Worked", "Late", "Remarks"), rows)
    punches = [_punch_row(day, place, zone) for day in found.row.days for place in range(len(day.stamps))]
    if punches:
        show_table("Punches", ("Entry", "Time", "Way", "Door", "By"), punches)
    if found.history:
        history_table("Corrections", found.history, zone)


def history_table(title: str, lines: Sequence[HistoryLine], zone: ZoneInfo) -> None:
    """Print what people wrote."""
    rows = (
        (
            line.entry.id,
            line.entry.utc.astimezone(zone).strftime("%Y-%m-%d %H:%M"),
            line.entry.author,
            line.deed.value,
            line.name,
            _what(line, zone),
            line.entry.reason,
        )
        for line in lines
    )
    show_table(title, ("Entry", "Written", "By", "What", "Who", "Which", "Reason"), rows)


def requests_table(found: Sequence[OpenRequest], zone: ZoneInfo) -> None:
    """Print the requests that wait."""
    if not found:
        say("No request is waiting.")
        return
    rows = ((one.entry, one.name, fact_text(one.request.wanted, zone), one.author, one.reason) for one in found)
    show_table(f"{len(found)} waiting", ("Entry", "Who", "Wants", "Asked by", "Reason"), rows)


def fact_text(fact: object, zone: ZoneInfo | None) -> str:
    """Return what an entry states in a few words; a moment is local to `zone`, or UTC without one."""
    match fact:
        case Punch(at, _, way):
            return f"{way.value} {(at.astimezone(zone) if zone else at):%Y-%m-%d %H:%M}"
        case Leave(_, first, last, kind):
            return f"{kind.value} {first.isoformat()} to {last.isoformat()}"
        case Request(wanted):
            return fact_text(wanted, zone)
        case DoorFact(_, door, act):
            return f"{act.value} {door}"
        case _:
            return ""


def _what(line: HistoryLine, zone: ZoneInfo) -> str:
    if line.undone is not None:
        return f"{line.undone.deed.value}: {_what(line.undone, zone)}"
    before: Entry | None = line.before
    texts = [fact_text(before.fact, zone) if before else "", fact_text(line.entry.fact, zone)]
    return " → ".join(text for text in texts if text)


def _punch_row(day: Day, place: int, zone: ZoneInfo) -> tuple[str, ...]:
    stamp = day.stamps[place]
    local = stamp.at.astimezone(zone)
    return stamp.id, f"{local:%Y-%m-%d %H:%M:%S}", stamp.way.value, stamp.door, stamp.source.value


def _clock(at: datetime | None, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%H:%M}" if at else ""


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
