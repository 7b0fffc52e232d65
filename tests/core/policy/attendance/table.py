"""Reads the worked cases, and the small language in which tests write down plans and punches."""

import re
import tomllib
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from core.domain.attendance import Day, Mark, Source, Stamp, Way
from core.domain.calendar import Calendar, Holiday, Hours
from core.domain.ids import EventId, PersonId, RotaId, ShiftId
from core.domain.plan import Plan
from core.domain.work import (
    Assignment,
    Break,
    Leave,
    LeaveKind,
    Overtime,
    Rota,
    Rounding,
    RoundTo,
    Shift,
    WorkPlan,
)

ANNA = PersonId("anna")
STAFF = frozenset({"staff"})
BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = date(2026, 3, 9)
_NAMES = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_MINUTES = ("owed", "worked", "credited", "breaks", "late", "early", "overtime")
_PUNCH = re.compile(r"(?:(\w\w\+?) )?(\d\d):(\d\d)(?::(\d\d))?('?) (in|out)(\*?)")


@dataclass(frozen=True)
class Case:
    """A plan, what somebody did, and what each day named must amount to."""

    name: str
    plan: Plan
    zone: ZoneInfo
    stamps: tuple[Stamp, ...]
    leaves: tuple[Leave, ...]
    week: date
    now: datetime
    expected: dict[date, tuple[dict[str, int], frozenset[Mark]]] = field(default_factory=dict)


def cases() -> list[Case]:
    """Return all worked cases."""
    document = tomllib.loads((Path(__file__).parent / "cases.toml").read_text(encoding="utf-8"))
    shifts = {name: shift(name, **about) for name, about in document["shifts"].items()}
    return [_case(row, shifts) for row in document["case"]]


def _case(row: dict[str, Any], shifts: dict[str, Shift]) -> Case:
    week, zone = row.get("week", MONDAY), ZoneInfo(row.get("zone", "Europe/Berlin"))
    turns = row.get("cycle") or row.get("rota", [])
    if isinstance(turns, str):
        turns = [turns] * 5 + ["", ""]
    now = _at(week, zone, *re.match(r"(\w\w\+?) (\d\d):(\d\d)", row["now"]).groups()) if "now" in row else None  # type: ignore[union-attr]
    return Case(
        row["name"],
        plan_of(shifts, turns, week, holidays(row.get("holidays", ""), week)),
        zone,
        punches(row["punches"], week, zone),
        tuple(_leave(text, week) for text in row.get("leave", "").split(", ") if text),
        week,
        now or datetime(week.year, week.month, week.day, tzinfo=UTC) + timedelta(days=14),
        {_day(week, name): _expected(text) for name, text in row["days"].items()},
    )


def plan_of(
    shifts: dict[str, Shift], turns: list[str], anchor: date, off: tuple[Holiday, ...] = (), weekend: str = "Sa Su"
) -> Plan:
    """Return a plan under which everybody takes turns from an anchor on; without turns nobody has any."""
    days = tuple(tuple(ShiftId(name) for name in turn.split()) for turn in turns)
    calendar = Calendar(holidays=off, weekend=frozenset(_NAMES.index(name) for name in weekend.split()))
    if not days:
        return Plan(calendar)
    rota = Rota(RotaId("rota"), "rota", anchor, days)
    return Plan(calendar, WorkPlan(tuple(shifts.values()), (rota,), (Assignment(rota.id, date(2000, 1, 1)),)))


def shift(name: str, **about: Any) -> Shift:  # noqa: ANN401 - as TOML gives them
    """Return a shift from words: hours = "08:00-12:00 16:00-20:00", breaks = ["30 after 360", "60 at 12:00-13:00"]."""
    about["hours"] = tuple(hours(text) for text in about["hours"].split())
    about["breaks"] = tuple(_break(text) for text in about.get("breaks", ()))
    if "core" in about:
        about["core"] = hours(about["core"])
    for key in ("round_in", "round_out"):
        if key in about:
            about[key] = _rounding(about[key])
    if "overtime" in about:
        rule = dict(about["overtime"])
        if "rounding" in rule:
            rule["rounding"] = _rounding(rule["rounding"])
        about["overtime"] = Overtime(**rule)
    return Shift(ShiftId(name), name, **about)


def hours(text: str) -> Hours:
    """Return the hours that "22:00-06:00" names."""
    start, end = (int(part[:2]) * 60 + int(part[3:]) for part in text.split("-"))
    return Hours(start, end if end > start else end + 1440)


def _rounding(text: str) -> Rounding:
    minutes, towards = text.split()
    return Rounding(int(minutes), RoundTo(towards))


def _break(text: str) -> Break:
    minutes, word, when, *paid = text.split()
    if word == "after":
        return Break(int(minutes), after=int(when), paid=bool(paid))
    return Break(int(minutes), hours=hours(when), paid=bool(paid))


def punches(text: str, week: date, zone: ZoneInfo) -> tuple[Stamp, ...]:
    """Return the stamps that "Mo 08:00 in, 17:00 out" names; a day holds until another one is named."""
    found: list[Stamp] = []
    day = ""
    for index, each in enumerate(_PUNCH.finditer(text)):
        named, hour, minute, second, again, way, written = each.groups()
        day = named or day
        at = _at(week, zone, day, hour, minute, second or "0", fold=bool(again))
        source = Source.MANUAL if written else Source.CAMERA
        found.append(Stamp(EventId(f"{index:04}"), at, Way(way), source, "door", corrected=bool(written)))
    assert len(found) == (len(text.split(",")) if text else 0), text
    return tuple(found)


def _at(
    week: date, zone: ZoneInfo, day: str, hour: str, minute: str, second: str = "0", fold: bool = False
) -> datetime:
    on = _day(week, day)
    local = datetime(on.year, on.month, on.day, int(hour), int(minute), int(second), tzinfo=zone, fold=int(fold))
    return local.astimezone(UTC)


def _day(week: date, name: str) -> date:
    return week + timedelta(days=_NAMES.index(name[:2]) + 7 * name.count("+"))


def holidays(text: str, week: date) -> tuple[Holiday, ...]:
    """Return the holidays that "Mo, Tu for kitchen" names."""
    found = []
    for each in text.split(", ") if text else ():
        day, _, groups = each.partition(" for ")
        found.append(Holiday(_day(week, day), day, frozenset(groups.split())))
    return tuple(found)


def _leave(text: str, week: date) -> Leave:
    when, kind, *span = text.split()
    first, _, last = when.partition("-")
    return Leave(ANNA, _day(week, first), _day(week, last or first), LeaveKind(kind), hours(span[0]) if span else None)


def _expected(text: str) -> tuple[dict[str, int], frozenset[Mark]]:
    minutes, _, marks = text.partition("|")
    words = minutes.split()
    given = dict(zip(words[::2], map(int, words[1::2]), strict=True))
    assert given.keys() <= set(_MINUTES), text
    return dict.fromkeys(_MINUTES, 0) | given, frozenset(Mark(mark) for mark in marks.split())


def amounts(day: Day) -> dict[str, int]:
    """Return the minutes of a day by their names."""
    return {name: getattr(day, name) for name in _MINUTES}
