"""What is typed for a shift, and what is wrong with it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import pairwise

from core.domain.calendar import MINUTES_A_DAY, Hours
from core.domain.ids import ShiftId
from core.domain.work import Break, Overtime, Rounding, Shift
from gui.presenters.plan import clock, length_text
from gui.presenters.text import Translate


class ShiftField(StrEnum):
    """Where something may be wrong."""

    NAME = "name"
    PARTS = "parts"
    CORE = "core"
    REQUIRED = "required"
    BREAKS = "breaks"


@dataclass(frozen=True, slots=True)
class ShiftForm:
    """The fields of a shift. Pairs are times of the day in minutes; an end that is not after its start is tomorrow's.

    `required` None: what the hours amount to without unpaid breaks.
    """

    id: ShiftId
    name: str
    parts: tuple[tuple[int, int], ...]
    flexible: bool = False
    core: tuple[int, int] | None = None
    required: int | None = None
    breaks: tuple[Break, ...] = ()
    grace_in: int = 5
    grace_out: int = 5
    reach: int = 240
    round_in: Rounding = field(default_factory=Rounding)
    round_out: Rounding = field(default_factory=Rounding)
    overtime: Overtime = field(default_factory=Overtime)


def span(start: int, end: int) -> Hours:
    """Return the hours between two times of the day; the same time twice is a whole day."""
    return Hours(start, end if end > start else end + MINUTES_A_DAY)


def placed(hours: Hours, parts: Sequence[Hours]) -> Hours:
    """Return hours on the day on which they lie in a part of a shift: those of a night may be on the next."""
    for days in (0, MINUTES_A_DAY):
        start, end = hours.start + days, hours.end + days
        if _lie_in(start, end, parts):
            return Hours(start, end)
    return hours


def problems(form: ShiftForm, taken: frozenset[str], translate: Translate) -> dict[ShiftField, str]:
    """Say what is wrong with each field; nothing where a shift can be made. `taken` are the names of other shifts."""
    hours = sorted(span(*part) for part in form.parts)
    found = {
        ShiftField.NAME: _wrong_name(form.name, taken, translate),
        ShiftField.PARTS: _wrong_parts(hours, translate),
        ShiftField.CORE: _wrong_core(form, hours, translate),
        ShiftField.REQUIRED: _wrong_required(form, hours, translate),
        ShiftField.BREAKS: _wrong_breaks(_breaks(form, hours), hours, translate),
    }
    return {place: said for place, said in found.items() if said}


def shift_of(form: ShiftForm) -> Shift:
    """Return the shift that is written; only where `problems` finds none in its times."""
    hours = tuple(sorted(span(*part) for part in form.parts))
    core = placed(span(*form.core), hours) if form.core is not None and form.flexible else None
    return Shift(
        form.id, form.name, hours, form.flexible, form.required, core, _breaks(form, hours), form.grace_in,
        form.grace_out, form.reach, form.round_in, form.round_out, form.overtime,
    )  # fmt: skip


def owed(shift: Shift) -> int:
    """Return the minutes a shift asks for, with every unpaid break that is due in its hours taken."""
    if shift.required is not None:
        return shift.required
    left = sum(hours.minutes for hours in shift.hours)
    left -= sum(pause.minutes for pause in shift.breaks if not pause.paid and pause.hours is not None)
    for pause in sorted((each for each in shift.breaks if each.hours is None), key=lambda each: each.after):
        left -= 0 if pause.paid else min(pause.minutes, max(0, left - pause.after))
    return max(0, left)


def part_text(start: int, end: int, translate: Translate) -> str:
    """Say how long a part is, and that it ends on the next day."""
    hours = span(start, end)
    said = length_text(hours.minutes, translate)
    if hours.end < MINUTES_A_DAY:
        return said
    if hours.end == MINUTES_A_DAY:
        return translate("Plan", "{length}, ends at midnight").format(length=said)
    return translate("Plan", "{length}, ends at {time} on the next day").format(length=said, time=clock(hours.end))


def _lie_in(start: int, end: int, parts: Sequence[Hours]) -> bool:
    return any(part.start <= start and end <= part.end for part in parts)


def _breaks(form: ShiftForm, hours: Sequence[Hours]) -> tuple[Break, ...]:
    return tuple(
        pause if pause.hours is None else replace(pause, hours=placed(pause.hours, hours)) for pause in form.breaks
    )


def _wrong_name(name: str, taken: frozenset[str], translate: Translate) -> str:
    if not name:
        return translate("Plan", "Give it a name, such as “Day” or “Early”.")
    if name.casefold() in {other.casefold() for other in taken}:
        return translate("Plan", "Another shift is called that.")
    return ""


def _wrong_parts(hours: list[Hours], translate: Translate) -> str:
    if any(one.end > other.start for one, other in pairwise(hours)):
        return translate("Plan", "Two parts overlap. What begins after midnight is a shift of the next day.")
    return ""


def _wrong_core(form: ShiftForm, hours: list[Hours], translate: Translate) -> str:
    if not form.flexible or form.core is None:
        return ""
    core = placed(span(*form.core), hours)
    if not _lie_in(core.start, core.end, hours):
        return translate("Plan", "The core time must lie within the hours.")
    return ""


def _wrong_required(form: ShiftForm, hours: list[Hours], translate: Translate) -> str:
    if form.flexible and form.required is None:
        return translate("Plan", "Say how long is to be worked.")
    if form.required is not None and form.required > sum(part.minutes for part in hours):
        return translate("Plan", "This is more than fits into the hours.")
    return ""


def _wrong_breaks(breaks: tuple[Break, ...], hours: list[Hours], translate: Translate) -> str:
    for pause in breaks:
        if pause.hours is None:
            continue
        if not _lie_in(pause.hours.start, pause.hours.end, hours):
            return translate("Plan", "A break lies outside the hours.")
        if pause.minutes > pause.hours.minutes:
            return translate("Plan", "A break is longer than the time it is to be taken in.")
    return ""
