"""Today in words: who is in, who is late, who is missing, and how to begin where nobody can be yet."""

from dataclasses import dataclass
from datetime import tzinfo
from enum import StrEnum

from core.config import CameraSettings
from core.domain.plan import Plan
from core.domain.reports import RollState, Today, TodayRow
from core.domain.text import folded
from gui.presenters.attendance import clock_text, duration_text, span_text
from gui.presenters.cameras import Tone
from gui.presenters.text import Translate


class Tally(StrEnum):
    """A counter on top, which shows those it counts; somebody who came late counts as in, too."""

    ALL = "all"
    IN = "in"
    LATE = "late"
    MISSING = "missing"
    OUT = "out"
    LEAVE = "leave"
    VISITORS = "visitors"


def counts(row: TodayRow, tally: Tally) -> bool:
    """Say whether a counter counts somebody."""
    state = row.state
    match tally:
        case Tally.ALL:
            return True
        case Tally.IN:
            return state is RollState.IN
        case Tally.LATE:
            return row.late > 0 and state in (RollState.IN, RollState.OUT, RollState.LATE)
        case Tally.MISSING:
            return state in (RollState.LATE, RollState.ABSENT)
        case Tally.OUT:
            return state is RollState.OUT
        case Tally.LEAVE:
            return state is RollState.LEAVE
        case Tally.VISITORS:
            return state is RollState.VISITOR


def tally_text(tally: Tally, translate: Translate) -> str:
    """Name a counter."""
    match tally:
        case Tally.ALL:
            return translate("Attendance", "Everybody")
        case Tally.IN:
            return translate("Attendance", "In")
        case Tally.LATE:
            return translate("Attendance", "Late")
        case Tally.MISSING:
            return translate("Attendance", "Missing")
        case Tally.OUT:
            return translate("Attendance", "Out")
        case Tally.LEAVE:
            return translate("Attendance", "On leave")
        case Tally.VISITORS:
            return translate("Attendance", "Visitors")


def tally_about(tally: Tally, translate: Translate) -> str:
    """Say whom a counter counts."""
    match tally:
        case Tally.ALL:
            return translate("Attendance", "Everybody who is enrolled and active, and every visitor who is inside")
        case Tally.IN:
            return translate("Attendance", "Came and has not left")
        case Tally.LATE:
            return translate("Attendance", "Came late, or is late by now")
        case Tally.MISSING:
            return translate("Attendance", "Should have come and has not")
        case Tally.OUT:
            return translate("Attendance", "Came and has left")
        case Tally.LEAVE:
            return translate("Attendance", "Is away with leave")
        case Tally.VISITORS:
            return translate("Attendance", "Visitors who are inside")


_SIGNS = {
    RollState.IN: ("arrive", Tone.GOOD),
    RollState.OUT: ("depart", Tone.QUIET),
    RollState.LATE: ("clock", Tone.WAITING),
    RollState.ABSENT: ("close", Tone.BAD),
    RollState.PENDING: ("clock", Tone.QUIET),
    RollState.LEAVE: ("leave", Tone.QUIET),
    RollState.OFF: ("away", Tone.QUIET),
    RollState.VISITOR: ("visitor", Tone.GOOD),
}


@dataclass(frozen=True, slots=True)
class TodayLine:
    """A person as a line of the list; `sign` is an icon. `warning` is what else should be looked at."""

    row: TodayRow
    state: str
    sign: str
    tone: Tone
    since: str
    planned: str
    warning: str = ""

    @property
    def words(self) -> str:
        """The line for who cannot see it."""
        parts = (self.row.name, self.state, self.warning, self.since, self.row.door, self.planned)
        return ", ".join(part for part in parts if part)


def line_of(row: TodayRow, today: Today, zone: tzinfo, translate: Translate) -> TodayLine:
    """Return somebody in words."""
    sign, tone = _SIGNS[row.state]
    came_late = row.late > 0 and row.state in (RollState.IN, RollState.OUT)
    late = translate("Attendance", "came {late} late").format(late=duration_text(row.late)) if came_late else ""
    planned = span_text(row.start, row.end, zone, today.day) if row.start is not None and row.end is not None else ""
    return TodayLine(row, _state_text(row, today, zone, translate), sign, tone, _since(row, today, zone, translate),
                     planned, late)  # fmt: skip


def _state_text(row: TodayRow, today: Today, zone: tzinfo, translate: Translate) -> str:
    match row.state:
        case RollState.IN:
            return translate("Attendance", "In")
        case RollState.OUT:
            return translate("Attendance", "Out")
        case RollState.LATE:
            return translate("Attendance", "Missing, {late} late").format(late=duration_text(row.late))
        case RollState.ABSENT:
            return translate("Attendance", "Did not come")
        case RollState.PENDING:
            start = clock_text(row.start, zone, today.day) if row.start is not None else ""
            return translate("Attendance", "Expected at {time}").format(time=start)
        case RollState.LEAVE:
            return translate("Attendance", "On leave")
        case RollState.OFF:
            return translate("Attendance", "Not planned today")
        case RollState.VISITOR:
            return translate("Attendance", "Visitor, inside")


def _since(row: TodayRow, today: Today, zone: tzinfo, translate: Translate) -> str:
    if row.since is None:
        return ""
    return translate("Attendance", "since {time}").format(time=clock_text(row.since, zone, today.day))


def finds(row: TodayRow, text: str) -> bool:
    """Say whether a folded text is in somebody's name, a group of theirs or the door."""
    return any(text in folded(field) for field in (row.name, row.door, *row.groups))


_URGENCY = {
    RollState.LATE: 0, RollState.ABSENT: 1, RollState.IN: 2, RollState.VISITOR: 2, RollState.PENDING: 3,
    RollState.OUT: 4, RollState.LEAVE: 5, RollState.OFF: 6,
}  # fmt: skip


def ordered(rows: tuple[TodayRow, ...]) -> list[TodayRow]:
    """Return who should be looked at first, first; those in the same state stay in their order."""
    return sorted(rows, key=lambda row: _URGENCY[row.state])


class Lacking(StrEnum):
    """What must be there before anybody can come or be missing."""

    PEOPLE = "people"
    CAMERA = "camera"
    PLAN = "plan"


def lacking(today: Today, cameras: tuple[CameraSettings, ...], plan: Plan) -> tuple[Lacking, ...]:
    """Return what is missing for attendance to work, in the order in which one would see to it."""
    return tuple(
        what
        for what, missing in (
            (Lacking.PEOPLE, not today.rows),
            (Lacking.CAMERA, not any(camera.punches for camera in cameras)),
            (Lacking.PLAN, not plan.work.assignments),
        )
        if missing
    )


def lacking_text(what: Lacking, translate: Translate) -> str:
    """Say what is missing and what for."""
    match what:
        case Lacking.PEOPLE:
            return translate("Attendance", "Nobody is enrolled yet, so nobody can come or go.")
        case Lacking.CAMERA:
            return translate("Attendance", "No camera records attendance yet: choose one that people pass.")
        case Lacking.PLAN:
            return translate("Attendance", "No shifts are planned yet, so nobody can be late or missing.")


def lacking_deed(what: Lacking, translate: Translate) -> str:
    """Name what is done about it."""
    match what:
        case Lacking.PEOPLE:
            return translate("Attendance", "&Enrol people…")
        case Lacking.CAMERA:
            return translate("Attendance", "Choose a &camera…")
        case Lacking.PLAN:
            return translate("Attendance", "&Plan shifts…")
