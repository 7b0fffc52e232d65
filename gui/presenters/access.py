"""Rules of access as sentences a receptionist would say."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby

from core.domain.access import AccessPlan, AccessRule, DoorRule, Passback, Proofs, Schedule
from core.domain.calendar import MINUTES_A_DAY, WHOLE_DAY, Hours
from core.domain.ids import DoorId, PersonId
from core.domain.text import QT_TRANSLATE_NOOP
from gui.presenters.text import Translate

LONGEST_NAME = 80
"""Characters of a rule's name."""
_MANY_SPANS = 3
"""Spans of days from which on a schedule is called by its name in a sentence."""

_DAYS = (
    QT_TRANSLATE_NOOP("Access", "Mon"),
    QT_TRANSLATE_NOOP("Access", "Tue"),
    QT_TRANSLATE_NOOP("Access", "Wed"),
    QT_TRANSLATE_NOOP("Access", "Thu"),
    QT_TRANSLATE_NOOP("Access", "Fri"),
    QT_TRANSLATE_NOOP("Access", "Sat"),
    QT_TRANSLATE_NOOP("Access", "Sun"),
)
_PROOFS = {
    Proofs.FACE: QT_TRANSLATE_NOOP("Access", "Face only"),
    Proofs.FACE_OR_PIN: QT_TRANSLATE_NOOP("Access", "Face, or PIN or QR code instead"),
    Proofs.FACE_AND_PIN: QT_TRANSLATE_NOOP("Access", "Face and PIN or QR code"),
}
_PASSBACKS = {
    Passback.OFF: QT_TRANSLATE_NOOP("Access", "Not watched"),
    Passback.SOFT: QT_TRANSLATE_NOOP("Access", "Note who enters twice without leaving"),
    Passback.HARD: QT_TRANSLATE_NOOP("Access", "Refuse who enters twice without leaving"),
}


@dataclass(frozen=True, slots=True)
class Names:
    """What ids are called."""

    people: Mapping[PersonId, str] = field(default_factory=dict)
    doors: Mapping[DoorId, str] = field(default_factory=dict)


def day_name(weekday: int, translate: Translate) -> str:
    """Name a weekday in short; Monday is 0."""
    return translate("Access", _DAYS[weekday])


def time_text(minutes: int) -> str:
    """Write minutes after midnight as a time of day; the end of a day is 24:00, hours beyond it begin anew."""
    within = minutes if minutes <= MINUTES_A_DAY else minutes - MINUTES_A_DAY
    return f"{within // 60:02d}:{within % 60:02d}"


def hours_text(hours: Iterable[Hours]) -> str:
    """Write the hours of a day, such as 06:00–12:00, 13:00–20:00; empty without any."""
    return ", ".join(f"{time_text(each.start)}–{time_text(each.end)}" for each in hours)


def week_text(schedule: Schedule, translate: Translate) -> str:
    """Write a week in as few spans of days as it has, such as Mon–Fri 06:00–20:00."""
    if all(day == (WHOLE_DAY,) for day in schedule.week):
        return translate("Access", "day and night")
    return ", ".join(_spans(schedule, translate)) or translate("Access", "never")


def _spans(schedule: Schedule, translate: Translate) -> list[str]:
    found = []
    for hours, group in groupby(range(7), key=lambda day: schedule.week[day]):
        days = list(group)
        if not hours:
            continue
        first, last = day_name(days[0], translate), day_name(days[-1], translate)
        named = first if len(days) == 1 else f"{first}–{last}"
        said = translate("Access", "all day") if hours == (WHOLE_DAY,) else hours_text(hours)
        found.append(f"{named} {said}")
    return found


def holidays_text(schedule: Schedule, translate: Translate) -> str:
    """Say what holds on holidays."""
    if not schedule.holidays:
        return translate("Access", "closed on holidays")
    if schedule.holidays == (WHOLE_DAY,):
        return translate("Access", "all day on holidays")
    return translate("Access", "{hours} on holidays").format(hours=hours_text(schedule.holidays))


def when_text(rule: AccessRule, plan: AccessPlan, translate: Translate) -> str:
    """Say at which hours a rule holds."""
    if rule.schedule is None:
        return translate("Access", "at any time")
    schedule = next((each for each in plan.schedules if each.id == rule.schedule), None)
    if schedule is None:
        return translate("Access", "never: its hours were deleted")
    if len(_spans(schedule, translate)) >= _MANY_SPANS:
        return translate("Access", "in the hours “{name}”").format(name=schedule.name)
    return week_text(schedule, translate)


def dates_text(since: date | None, until: date | None, translate: Translate) -> str:
    """Say from which until which day something holds, both inclusive here; empty for always. `until` is exclusive."""
    last = until - timedelta(days=1) if until is not None else None
    if since is not None and last is not None:
        return translate("Access", "{first} to {last}").format(first=since, last=last)
    if since is not None:
        return translate("Access", "from {first}").format(first=since)
    return translate("Access", "until {last}").format(last=last) if last is not None else ""


def who_text(rule: AccessRule, names: Names, translate: Translate) -> str:
    """Say for whom a rule is."""
    if rule.everyone:
        return translate("Access", "Everyone enrolled")
    gone = translate("Access", "somebody no longer enrolled")
    people = sorted((names.people.get(person, gone) for person in rule.people), key=str.casefold)
    return _listed([*sorted(rule.groups, key=str.casefold), *people], translate) or translate("Access", "Nobody yet")


def where_text(rule: AccessRule, names: Names, translate: Translate) -> str:
    """Say at which doors a rule holds."""
    if not rule.doors:
        return translate("Access", "every door")
    gone = translate("Access", "a door that is gone")
    return _listed(sorted((names.doors.get(door, gone) for door in rule.doors), key=str.casefold), translate)


def rule_sentence(rule: AccessRule, plan: AccessPlan, names: Names, translate: Translate) -> str:
    """Say a rule whole, such as “Staff may pass Main door, Mon–Fri 06:00–20:00, until 2026-12-31”."""
    if rule.deny:
        said = translate("Access", "{who} may not pass {where}")
    elif rule.escorted:
        said = translate("Access", "{who} may pass {where} behind somebody who escorts them")
    else:
        said = translate("Access", "{who} may pass {where}")
    parts = [said.format(who=who_text(rule, names, translate), where=where_text(rule, names, translate))]
    parts.append(when_text(rule, plan, translate))
    parts.append(dates_text(rule.since, rule.until, translate))
    return ", ".join(part for part in parts if part)


def rule_name(rule: AccessRule, names: Names, translate: Translate) -> str:
    """Return what a rule is called in explanations where nobody gave it a name."""
    return f"{who_text(rule, names, translate)} · {where_text(rule, names, translate)}"[:LONGEST_NAME]


def rule_state(rule: AccessRule, today: date, translate: Translate) -> str:
    """Say that a rule does not hold today for its dates; empty where it may."""
    if rule.until is not None and rule.until <= today:
        return translate("Access", "Over")
    return translate("Access", "Not yet") if rule.since is not None and rule.since > today else ""


def proofs_text(proofs: Proofs, translate: Translate) -> str:
    """Say what a door asks for."""
    return translate("Access", _PROOFS[proofs])


def passback_text(passback: Passback, translate: Translate) -> str:
    """Say what is done about who enters where they are already."""
    return translate("Access", _PASSBACKS[passback])


def door_rule_lines(rule: DoorRule, translate: Translate) -> tuple[str, ...]:
    """Say what a door asks beyond the rules about people, a sentence each."""
    lines = [proofs_text(rule.proofs, translate)]
    if rule.two_persons:
        lines.append(translate("Access", "Two people must show themselves"))
    if rule.first_person:
        groups = _listed(sorted(rule.first_person, key=str.casefold), translate)
        lines.append(translate("Access", "Nobody before the first of {groups}").format(groups=groups))
    if rule.area or rule.outside:
        away = translate("Access", "outside")
        said = translate("Access", "Leads from {outside} into {area}")
        lines.append(said.format(outside=rule.outside or away, area=rule.area or away))
    if rule.passback is not Passback.OFF:
        lines.append(passback_text(rule.passback, translate))
    if rule.interlock:
        lines.append(translate("Access", "Never open together with the doors of “{name}”").format(name=rule.interlock))
    return tuple(lines)


def _listed(names: list[str], translate: Translate) -> str:
    if len(names) < 2:
        return "".join(names)
    return translate("Access", "{some} and {last}").format(some=", ".join(names[:-1]), last=names[-1])
