"""What is so at the doors after something happened there."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from core.domain.access import (
    AccessState,
    Allowed,
    Check,
    DoorMode,
    DoorRule,
    Entering,
    Passback,
    Passer,
    Ruling,
    Why,
)
from core.domain.ids import DoorId, PersonId
from core.domain.plan import Plan
from core.policy.access.deciding import rule_of

K = TypeVar("K")
V = TypeVar("V")


def passed(
    state: AccessState, ruling: Ruling, passer: Passer, door: DoorId, when: datetime, way: Entering, plan: Plan
) -> AccessState:
    """Return the state after a ruling: who passed is elsewhere, who lacks but a second person waits for one."""
    if not ruling.allow and ruling.why is not Why.SECOND_PERSON_MISSING:
        return state
    rule = rule_of(plan, door)
    me = Allowed(passer.id, when, ruling.escorted, way, not rule.first_person.isdisjoint(passer.membership.groups))
    if not ruling.allow:
        return replace(state, pending={**state.pending, door: me})
    through = [me]
    waiting = state.pending.get(door)
    if waiting is not None and waiting.person in people_of(ruling, passer.id):
        through.append(waiting)
    areas, forgiven = state.areas, state.forgiven
    for one in through:
        areas = _moved(areas, one.person, rule, way)
    if rule.passback is not Passback.OFF and rule.area != rule.outside:
        forgiven = forgiven.difference(one.person for one in through)
    free = next((one for one in through if not one.escorted), None)
    return replace(
        state,
        areas=areas,
        forgiven=forgiven,
        opened_by={**state.opened_by, door: when} if any(one.first for one in through) else state.opened_by,
        pending=_without(state.pending, door),
        last={**state.last, door: replace(free, at=when)} if free is not None else state.last,
    )


def people_of(ruling: Ruling, person: PersonId) -> tuple[PersonId, ...]:
    """Return who passes by a ruling about `person`: with a two-person rule also who waited for them."""
    waited = (result.facts.get("person") for result in ruling.trail if result.check is Check.SECOND_PERSON)
    return (person, *(PersonId(other) for other in waited if other))


def _moved(areas: Mapping[PersonId, str], person: PersonId, rule: DoorRule, way: Entering) -> Mapping[PersonId, str]:
    """Return the areas after somebody passed; who passed a door that serves both ways turns, if one knew where from."""
    if rule.area == rule.outside:
        return areas
    where = areas.get(person)
    if way is Entering.IN or (way is Entering.UNKNOWN and where == rule.outside):
        return {**areas, person: rule.area}
    if way is Entering.OUT or where == rule.area:
        return {**areas, person: rule.outside}
    return _without(areas, person)


def undone(
    state: AccessState, before: AccessState, people: Collection[PersonId], door: DoorId, when: datetime
) -> AccessState:
    """Return the state as if `people` had not passed `door` at `when` after all; `before` is how it was before that.

    What others did there since then stays.
    """
    areas, opened_by, last = state.areas, state.opened_by, state.last
    for person in people:
        areas = _restored(areas, before.areas, person)
    if opened_by.get(door) == when:
        opened_by = _restored(opened_by, before.opened_by, door)
    if door in last and last[door].at == when:
        last = _restored(last, before.last, door)
    forgiven = state.forgiven | before.forgiven.intersection(people)
    return replace(state, areas=areas, forgiven=forgiven, opened_by=opened_by, last=last)


def forgive(state: AccessState, person: PersonId) -> AccessState:
    """Return the state in which somebody may pass once wherever they are thought to be."""
    return replace(state, forgiven=state.forgiven | {person})


def with_mode(state: AccessState, door: DoorId, mode: DoorMode) -> AccessState:
    """Return the state with a door run otherwise."""
    return replace(state, modes={**state.modes, door: mode})


def with_leaf(state: AccessState, door: DoorId, ajar: bool) -> AccessState:
    """Return the state with a door open or unlocked, or neither."""
    return replace(state, ajar=state.ajar | {door} if ajar else state.ajar - {door})


def _without(mapping: Mapping[K, V], key: K) -> Mapping[K, V]:
    return {k: v for k, v in mapping.items() if k != key} if key in mapping else mapping


def _restored(now: Mapping[K, V], before: Mapping[K, V], key: K) -> Mapping[K, V]:
    return {**now, key: before[key]} if key in before else _without(now, key)
