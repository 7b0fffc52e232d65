"""What the rules say of somebody at a door, whatever else may keep them out."""

from dataclasses import dataclass, field
from datetime import date

from core.domain.access import AccessPlan, AccessRule, Passer, Schedule, Why
from core.domain.calendar import WHOLE_DAY
from core.domain.ids import DoorId, RuleId, ScheduleId
from core.policy.access.hours import Period, Wall, periods


@dataclass(slots=True)
class Times:
    """Which rules are in force at one moment; every schedule is looked at once."""

    plan: AccessPlan
    wall: Wall
    schedules: dict[ScheduleId, Schedule] = field(default_factory=dict)
    found: dict[ScheduleId, tuple[Period, ...]] = field(default_factory=dict)

    def of(self, rule: AccessRule) -> tuple[Period, ...]:
        """Return the hours of a rule that it is now, by its dates on the day they began; without hours the day."""
        if rule.schedule is None:
            begun: tuple[Period, ...] = (Period(self.wall.day, WHOLE_DAY),)
        else:
            begun = self._hours(rule.schedule, rule)
        if rule.since is None and rule.until is None:
            return begun
        return tuple(period for period in begun if _dated(rule, period.day))

    def _hours(self, schedule: ScheduleId, rule: AccessRule) -> tuple[Period, ...]:
        if schedule not in self.found:
            self.schedules = self.schedules or {one.id: one for one in self.plan.schedules}
            known = self.schedules.get(schedule)
            # A schedule that is gone lets nobody in and keeps everybody out: whatever it was, that is the safe side.
            gone = (Period(self.wall.day, WHOLE_DAY),) if rule.deny else ()
            if known is None:
                return gone
            self.found[schedule] = periods(known, self.wall)
        return self.found[schedule]


def _dated(rule: AccessRule, day: date) -> bool:
    return (rule.since is None or rule.since <= day) and (rule.until is None or day < rule.until)


@dataclass(frozen=True, slots=True)
class Standing:
    """What all rules come to: `why` not, or None where `rules` let somebody in; those that spoke, by their ids.

    `rule` is the one that counts, one without an escort if there is such. `hours` are those in which they let in.
    """

    why: Why | None
    rules: tuple[RuleId, ...] = ()
    rule: RuleId | None = None
    escorted: bool = False
    hours: tuple[Period, ...] = ()


def standing(passer: Passer, door: DoorId, times: Times) -> Standing:
    """Weigh every rule, in whatever order they are: those that keep out go before those that let in."""
    denying: list[RuleId] = []
    letting: list[AccessRule] = []
    hours: list[Period] = []
    resting: list[RuleId] = []
    groups, person = passer.membership.groups, passer.id
    for rule in times.plan.rules:
        if rule.doors and door not in rule.doors:
            continue
        if not (rule.everyone or person in rule.people or not groups.isdisjoint(rule.groups)):
            continue
        now = times.of(rule)
        if not now:
            if not rule.deny:
                resting.append(rule.id)
        elif rule.deny:
            denying.append(rule.id)
        else:
            letting.append(rule)
            hours.extend(now)
    if denying:
        return Standing(Why.KEPT_OUT, tuple(sorted(denying)), hours=tuple(hours))
    if letting:
        first = min(letting, key=lambda rule: (rule.escorted, rule.id))
        return Standing(None, tuple(sorted(r.id for r in letting)), first.id, first.escorted, tuple(hours))
    return Standing(Why.OUTSIDE_HOURS if resting else Why.NO_RULE, tuple(sorted(resting)))
