"""Changes of the plan in words: who changed what, when and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from itertools import pairwise
from typing import Any

from core.domain.ledger import Entry, PlanSaved
from core.domain.plan import Plan
from gui.presenters.plan_edit import half
from gui.presenters.text import Translate


@dataclass(frozen=True, slots=True)
class PlanChange:
    """A plan that was saved, with what it changed of who works when. `current`: it is the one in force."""

    utc: datetime
    author: str
    reason: str
    changed: str
    plan: Plan
    current: bool = False


def changes(entries: Sequence[Entry], translate: Translate, *, whole: bool) -> tuple[PlanChange, ...]:
    """Return what was changed of who works when, newest first; `entries` are newest first too.

    The last one is compared with the empty plan if the entries are `whole`, and left out else.
    """
    rows = [(entry, entry.fact.plan) for entry in entries if isinstance(entry.fact, PlanSaved)]
    if not rows:
        return ()
    pairs = [(entry, plan, before) for (entry, plan), (_, before) in pairwise(rows)]
    if whole:
        pairs.append((*rows[-1], Plan()))
    made = [
        PlanChange(entry.utc, entry.author, entry.reason, difference(before, plan, translate), plan)
        for entry, plan, before in pairs
        if half(plan) != half(before)
    ]
    newest = rows[0][1]
    first = next((place for place, change in enumerate(made) if half(change.plan) == half(newest)), -1)
    return tuple(
        PlanChange(c.utc, c.author, c.reason, c.changed, c.plan, current=place == first) for place, c in enumerate(made)
    )


def difference(before: Plan, after: Plan, translate: Translate) -> str:
    """Say what differs between two plans, in a few words."""
    parts = [
        _named(before.work.shifts, after.work.shifts, translate("Plan", "shift {names}"), translate),
        _named(before.work.rotas, after.work.rotas, translate("Plan", "rota {names}"), translate),
    ]
    if before.work.assignments != after.work.assignments:
        parts.append(translate("Plan", "who follows what"))
    old, new = set(before.calendar.holidays), set(after.calendar.holidays)
    if old != new:
        counts = ((len(new - old), translate("Plan", "{n} added")), (len(old - new), translate("Plan", "{n} deleted")))
        said = ", ".join(pattern.format(n=n) for n, pattern in counts if n)
        parts.append(translate("Plan", "holidays: {what}").format(what=said))
    if before.calendar.zone != after.calendar.zone:
        parts.append(translate("Plan", "time zone"))
    if before.calendar.weekend != after.calendar.weekend:
        parts.append(translate("Plan", "weekend"))
    if before.calendar.day_starts != after.calendar.day_starts:
        parts.append(translate("Plan", "start of the working day"))
    whole = ", ".join(part for part in parts if part) or translate("Plan", "order")
    return whole[:1].upper() + whole[1:]


def signature(change: PlanChange, zone: tzinfo, translate: Translate) -> str:
    """Say when it was, who did it and why."""
    written = f"{change.utc.astimezone(zone):%Y-%m-%d %H:%M}"
    author = change.author or translate("Plan", "Usher")
    return " · ".join(part for part in (written, author, change.reason) if part)


def _named(before: Sequence[Any], after: Sequence[Any], pattern: str, translate: Translate) -> str:
    """Name the things with an id and a name that were added, changed or taken out."""
    old, new = {each.id: each for each in before}, {each.id: each for each in after}
    said = [translate("Plan", "“{name}” added").format(name=new[i].name) for i in new if i not in old]
    said += [
        translate("Plan", "“{name}” changed").format(name=new[i].name) for i in new if i in old and old[i] != new[i]
    ]
    said += [translate("Plan", "“{name}” deleted").format(name=old[i].name) for i in old if i not in new]
    return pattern.format(names=", ".join(said)) if said else ""
