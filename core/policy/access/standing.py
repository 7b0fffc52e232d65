"""What the rules say of somebody at a door, whatever else may keep them out."""

from dataclasses import dataclass
from datetime import date

from core.domain.access import AccessPlan, AccessRule, Passer, Schedule, Why
from core.domain.calendar import WHOLE_DAY
from core.domain.ids import DoorId, RuleId, ScheduleId
from core.policy.access.hours import Period, Wall, periods

_NEVER: tuple[Period, ...] = ()


class Times:
    """Which hours it is at one moment; every schedule is looked at once."""

    __slots__ = ("_day", "_found", "_known", "_plan", "_wall")

    def __init__(self, plan: AccessPlan, wall: Wall) -> None:
        self._plan = plan
        self._wall = wall
        self._day = (Period(wall.day, WHOLE_DAY),)
        self._known: dict[ScheduleId, Schedule] = {}
        self._found: dict[ScheduleId | None, tuple[Period, ...]] = {None: self._day}

    def of(self, rule: AccessRule) -> tuple[Period, ...]:
        """Return the hours of a rule that it is now, by its dates on the day they began; without hours the day."""
        now = self._found.get(rule.schedule)
        if now is None:
            now = self._look(rule)
        if rule.since is None and rule.until is None:
            return now
        return tuple(period for period in now if _dated(rule, period.day))

    def _look(self, rule: AccessRule) -> tuple[Period, ...]:
        self._known = self._known or {one.id: one for one in self._plan.schedules}
        schedule = self._known.get(rule.schedule) if rule.schedule is not None else None
        if schedule is None:
            # A schedule that is gone lets nobody in and keeps everybody out: whatever it was, that is the safe side.
            return self._day if rule.deny else _NEVER
        now = self._found[rule.schedule] = periods(schedule, self._wall)
        return now


def _dated(rule: AccessRule, day: date) -> bool:
    return (rule.since is None or rule.since <= day) and (rule.until is None or day < rule.until)


@dataclass(frozen=True, slots=True)
class Standing:
    """What all rules come to: `why` not, or None where `rules` let somebody in; those that spoke, by their ids.

    `rule` is the one that counts, one without an escort if there is such. `hours` are those in which each lets in.
    """

    why: Why | None
    rules: tuple[RuleId, ...] = ()
    rule: RuleId | None = None
    escorted: bool = False
    hours: tuple[tuple[Period, ...], ...] = ()


def standing(passer: Passer, door: DoorId, times: Times, plan: AccessPlan) -> Standing:
    """Weigh every rule, in whatever order they are: those that keep out go before those that let in."""
    denying: list[RuleId] = []
    free: list[RuleId] = []
    escorted: list[RuleId] = []
    resting: list[RuleId] = []
    hours: list[tuple[Period, ...]] = []
    groups, person, of = passer.membership.groups, passer.id, times.of
    for rule in plan.rules:
        if rule.doors and door not in rule.doors:
            continue
        if rule.everyone or person in rule.people or not groups.isdisjoint(rule.groups):
            now = of(rule)
            if rule.deny:
                if now:
                    denying.append(rule.id)
            elif now:
                hours.append(now)
                (escorted if rule.escorted else free).append(rule.id)
            else:
                resting.append(rule.id)
    if denying:
        return Standing(Why.KEPT_OUT, tuple(sorted(denying)))
    letting = free or escorted
    if not letting:
        return Standing(Why.OUTSIDE_HOURS if resting else Why.NO_RULE, tuple(sorted(resting)))
    return Standing(None, tuple(sorted(free + escorted)), min(letting), not free, tuple(hours))
