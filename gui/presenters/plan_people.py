"""Who follows which rota: in which order assignments go before one another, and whom none is about."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from core.domain.people import Person
from core.domain.plan import Plan
from core.domain.work import Assignment, WorkPlan
from gui.presenters.text import Translate

_NAMED, _BATCH = 4, 2000
"""People who are called by name in a hint; people read at once."""
Ranked = tuple[str, tuple[Assignment, ...]]
"""A heading and the assignments under it, those that go before others first."""


def holds(given: Assignment, day: date) -> bool:
    """Say whether an assignment holds on a day."""
    return given.since <= day and (given.until is None or day < given.until)


def ranked(work: WorkPlan, translate: Translate) -> tuple[Ranked, ...]:
    """Return the assignments as `Assignment` says they go before one another, under what they are about."""
    rows = sorted(enumerate(work.assignments), key=lambda row: (row[1].since, row[0]), reverse=True)
    ordered = [given for _, given in rows]
    return (
        (translate("Plan", "One person, before everything else"), tuple(g for g in ordered if g.person is not None)),
        (
            translate("Plan", "Groups, before everybody"),
            tuple(given for given in ordered if given.person is None and given.group),
        ),
        (translate("Plan", "Everybody else"), tuple(g for g in ordered if g.person is None and not g.group)),
    )


@dataclass(frozen=True, slots=True)
class Uncovered:
    """People who follow no rota on a day: how many, and a few of their names."""

    count: int
    names: tuple[str, ...] = ()


def covers_all(plan: Plan, day: date) -> bool:
    """Say whether everybody follows some rota on a day, whoever they are."""
    return any(given.person is None and not given.group and holds(given, day) for given in plan.work.assignments)


def uncovered(plan: Plan, day: date, people: Iterable[Sequence[Person]]) -> Uncovered:
    """Look for people who follow no rota on a day; `people` come in batches."""
    held = [given for given in plan.work.assignments if holds(given, day)]
    persons = {given.person for given in held if given.person is not None}
    groups = {given.group for given in held if given.person is None}
    count, names = 0, list[str]()
    for batch in people:
        for person in batch:
            if person.id not in persons and not person.membership.groups & groups:
                count += 1
                names += [person.name] if len(names) < _NAMED else []
    return Uncovered(count, tuple(names))


def batches(keys: Sequence[int], read: Callable[[Sequence[int]], Sequence[Person]]) -> Iterable[Sequence[Person]]:
    """Read people in batches, so that no number of them is held at once."""
    for first in range(0, len(keys), _BATCH):
        yield read(keys[first : first + _BATCH])


def uncovered_text(found: Uncovered, translate: Translate) -> str:
    """Say who follows no rota; empty where there is nobody."""
    if not found.count:
        return ""
    if found.count == 1:
        return translate("Plan", "{name} follows no rota today, so nobody expects them.").format(name=found.names[0])
    names, more = ", ".join(found.names), found.count - len(found.names)
    if more:
        said = translate("Plan", "{n} people follow no rota today, so nobody expects them: {names} and {m} more.")
    else:
        said = translate("Plan", "{n} people follow no rota today, so nobody expects them: {names}.")
    return said.format(n=found.count, names=names, m=more)
