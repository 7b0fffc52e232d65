"""Leave: what it takes off somebody's days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from core.domain.ids import PersonId
from core.domain.work import Leave, LeaveKind
from core.policy.attendance.local import Stretch, stretch, without
from core.policy.attendance.roster import Duty


@dataclass(frozen=True, slots=True)
class Absences:
    """Somebody's leave: whole days, with whether they are paid, and hours, of which `paid` are a part."""

    days: dict[date, bool]
    on: frozenset[date] = frozenset()
    hours: tuple[Stretch, ...] = ()
    paid: tuple[Stretch, ...] = ()

    def asked(self, duty: Duty) -> tuple[Stretch, ...]:
        """Return the parts of a duty that somebody is asked to be here for."""
        return without(duty.parts, self.hours) if self.hours else duty.parts

    def core(self, duty: Duty) -> tuple[Stretch, ...]:
        """Return the core hours of a duty that somebody is asked to be here for."""
        return without(duty.core, self.hours) if self.hours else duty.core

    def credit(self, duty: Duty) -> int:
        """Return the minutes of what a duty owes that are paid leave: what it asks for less without these hours."""
        return max(0, duty.owed - duty.owed_in(without(duty.owing, self.paid)))


NO_ABSENCES = Absences({})


def absences(leaves: Iterable[Leave], person: PersonId, first: date, last: date, zone: ZoneInfo) -> Absences:
    """Return what leave a person has from one day to another, both inclusive. Paid leave goes before unpaid."""
    days: dict[date, bool] = {}
    on: set[date] = set()
    hours: list[Stretch] = []
    paid: list[Stretch] = []
    for leave in leaves:
        if leave.person != person:
            continue
        begin, end = max(leave.first, first), min(leave.last, last)
        pays = leave.kind is not LeaveKind.UNPAID
        for day in (begin + timedelta(days=count) for count in range((end - begin).days + 1)):
            on.add(day)
            if leave.hours is None:
                days[day] = days.get(day, False) or pays
            else:
                hours.append(stretch(day, leave.hours, zone))
                if pays:
                    paid.append(hours[-1])
    return Absences(days, frozenset(on), tuple(hours), tuple(paid)) if on else NO_ABSENCES
