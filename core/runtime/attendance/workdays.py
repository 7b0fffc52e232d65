"""When somebody's working day began, asked at every punch."""

from datetime import datetime, timedelta

from core.domain.ids import PersonId
from core.domain.plan import Plan
from core.policy.attendance import Reckoner
from core.runtime.attendance.today import working_day
from core.runtime.attendance.zones import zone_of

_DAY = timedelta(days=1)


class Workdays:
    """Answers from one reckoner as long as plan and day stay the same. One thread at a time."""

    def __init__(self) -> None:
        self._key: tuple[object, ...] = ()
        self._plan = Plan()
        self._reckoner: Reckoner | None = None

    def since(self, plan: Plan, person: PersonId, groups: frozenset[str], at: datetime) -> datetime:
        """Return since when punches belong to the same working day as one at `at`. Raises KnownError(ZONE_UNKNOWN)."""
        zone = zone_of(plan.calendar)
        day = working_day(at, plan.calendar, zone)
        if self._reckoner is None or plan is not self._plan or self._key != (zone, day):
            self._reckoner = Reckoner(plan, zone, day - _DAY, day + _DAY)
            self._plan, self._key = plan, (zone, day)
        return self._reckoner.since(person, groups, at)
