"""Which day and which shift time at work belongs to."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from core.domain.attendance import Stamp, Way, Worked
from core.domain.ids import EventId
from core.domain.work import Rounding
from core.policy.attendance.local import Stretch, rounded, utc
from core.policy.attendance.pairing import Visit
from core.policy.attendance.roster import Duty, Roster

_SLIVER = 30
"""Minutes of a shift that are not worth calling it worked where the same visit is about another one: who comes half an
hour before their shift does not work the end of the one before it."""

_PLAIN = Rounding()
_IN = Way.IN
_NO_ID = EventId("")


@dataclass(slots=True)
class Record:
    """What there is of somebody for one duty, in minutes.

    `counted` is time at work that counts for it, each minute for one duty only; `seen` are whole visits that touched
    it, also where another duty has the minutes; `ins` and `outs` are punches that have no other half.
    """

    counted: tuple[Stretch, ...] = ()
    seen: tuple[Stretch, ...] = ()
    ins: tuple[int, ...] = ()
    outs: tuple[int, ...] = ()


@dataclass(slots=True)
class Sheet:
    """What there is of somebody on one day; `loose` is time at work without a duty."""

    records: dict[Duty, Record] = field(default_factory=dict)
    stamps: tuple[Stamp, ...] = ()
    spans: tuple[Worked, ...] = ()
    loose: tuple[Stretch, ...] = ()
    open: bool = False
    missing_in: bool = False
    missing_out: bool = False


class Sorter:
    """Puts the visits of one person, in order, on the days and duties they belong to."""

    def __init__(self, roster: Roster, away: frozenset[date], zone: ZoneInfo) -> None:
        self._roster = roster
        self._away = away
        self._zone = zone
        self._sheets: defaultdict[date, Sheet] = defaultdict(Sheet)
        self._until = 0

    def sort(self, visits: Iterable[Visit]) -> Mapping[date, Sheet]:
        """Return the sheets of all days on which there is something."""
        for visit in visits:
            if visit.came is not None and (visit.left is not None or visit.open):
                self._place(visit, visit.came)
            else:
                self._place_half(visit)
        return self._sheets

    def _place(self, visit: Visit, came: Stamp) -> None:
        start, end = (visit.start + 30) // 60, (visit.end + 30) // 60
        near = self._duties(start, end)
        duties = [duty for duty in near if duty.start < end and duty.end > start]
        if len(duties) > 1:
            duties = self._without_slivers(duties, start, end)
        elif not duties:
            duties = _beside(near, start, end)
        if not duties:
            first = last = self._loose(visit, came, None)
        elif start < duties[0].opens:
            first = self._loose(visit, came, duties[0].start)
            _, last = self._share(visit, came, duties, duties[0].start)
        else:
            first, last = self._share(visit, came, duties, None)
        first.stamps += (came,)
        if visit.left is None:
            last.open = True
        else:
            last.stamps += (visit.left,)
        for repeat in visit.repeats:
            (first if repeat.way is _IN else last).stamps += (repeat,)

    def _loose(self, visit: Visit, came: Stamp, until: int | None) -> Sheet:
        """Note a visit, or the part of it `until` a duty begins, as work without one; return the sheet."""
        sheet = self._sheets[self._roster.day_of((visit.start + 30) // 60)]
        sheet.loose += self._counted(self._start(visit, None), self._end(visit, None) if until is None else until)
        sheet.spans += (_span(visit, came, None, None, until),)
        return sheet

    def _share(self, visit: Visit, came: Stamp, duties: Sequence[Duty], begun: int | None) -> tuple[Sheet, Sheet]:
        """Give each duty its part of a visit, from when it has `begun`; return the sheets of the first and the last.

        Between two shifts the later one begins; where they overlap, the earlier one has the time until its end.
        """
        for duty in duties:
            start = self._start(visit, duty)
            self._record(duty).seen += ((start, max(start, self._end(visit, duty))),)
        if len(duties) == 1:
            sheet = self._give(visit, came, duties[0], begun, None)
            return sheet, sheet
        sharers, cuts = [duties[0]], list[int]()
        end = (visit.end + 30) // 60
        for duty in duties[1:]:
            cut = max(sharers[-1].end, duty.start)
            if cut < min(end, duty.end):
                sharers.append(duty)
                cuts.append(cut)
        bounds = zip(sharers, (begun, *cuts), (*cuts, None), strict=True)
        sheets = [self._give(visit, came, duty, since, until) for duty, since, until in bounds]
        return sheets[0], sheets[-1]

    def _give(self, visit: Visit, came: Stamp, duty: Duty, since: int | None, until: int | None) -> Sheet:
        """Give a duty that has seen a visit the time of it from `since` to `until`, None for all; return the sheet."""
        sheet = self._sheets[duty.day]
        record = sheet.records[duty]
        start, end = record.seen[-1]
        record.counted += self._counted(start if since is None else since, end if until is None else until)
        sheet.spans += (_span(visit, came, duty, since, until),)
        return sheet

    def _counted(self, start: int, end: int) -> tuple[Stretch, ...]:
        """Return a stretch, but no minute twice: rounding may have moved the end of the last beyond its start."""
        start = max(self._until, start)
        if start >= end:
            return ()
        self._until = end
        return ((start, end),)

    def _place_half(self, visit: Visit) -> None:
        """Put a punch without its other half where it most likely belongs."""
        stamp, minute = visit.came or visit.left, (visit.start + 30) // 60
        duties = [duty for duty in self._duties(minute, minute) if duty.opens <= minute <= duty.closes]
        if stamp is visit.came:
            duty = min(duties, key=lambda duty: abs(duty.start - minute), default=None)
        else:
            duty = min(duties, key=lambda duty: abs(duty.end - minute), default=None)
        sheet = self._sheets[self._roster.day_of(minute) if duty is None else duty.day]
        sheet.stamps += tuple(each for each in (visit.came, visit.left, *visit.repeats) if each is not None)
        sheet.missing_out |= visit.left is None
        sheet.missing_in |= visit.came is None
        if duty is not None and visit.left is None:
            self._record(duty).ins += (self._start(visit, duty),)
        elif duty is not None:
            self._record(duty).outs += (self._end(visit, duty),)

    def _duties(self, start: int, end: int) -> Sequence[Duty]:
        near = self._roster.near(start, end)
        return [duty for duty in near if duty.day not in self._away] if self._away else near

    def _record(self, duty: Duty) -> Record:
        records = self._sheets[duty.day].records
        record = records.get(duty)
        if record is None:
            record = records[duty] = Record()
        return record

    def _without_slivers(self, duties: list[Duty], start: int, end: int) -> list[Duty]:
        worth = [
            duty
            for duty in duties
            if min(end, duty.end) - max(start, duty.start) >= min(_SLIVER, (duty.end - duty.start) // 2)
            or duty in self._sheets[duty.day].records
        ]
        return worth or duties

    def _start(self, visit: Visit, duty: Duty | None) -> int:
        return rounded(visit.start, _PLAIN if duty is None else duty.shift.round_in, self._zone)

    def _end(self, visit: Visit, duty: Duty | None) -> int:
        if visit.open:
            return visit.end // 60
        return rounded(visit.end, _PLAIN if duty is None else duty.shift.round_out, self._zone)


def _beside(duties: Iterable[Duty], start: int, end: int) -> list[Duty]:
    """Return the duty that a visit outside all hours belongs to: the nearest one within whose reach it began."""
    within = [duty for duty in duties if duty.opens <= start <= duty.closes]
    return [min(within, key=lambda duty: max(duty.start - end, start - duty.end))] if within else []


def _span(visit: Visit, came: Stamp, duty: Duty | None, since: int | None, until: int | None) -> Worked:
    left = visit.left
    until_now = datetime.fromtimestamp(visit.end, UTC) if left is None else left.at
    return Worked(
        came.at if since is None else utc(since),
        until_now if until is None else utc(until),
        None if duty is None else duty.shift.id,
        came.id,
        _NO_ID if left is None else left.id,
    )
