"""Trying another plan or threshold on what has happened: every attempt is decided twice, nothing is changed."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from core.config import DoorSettings
from core.domain.access import AccessState, Entering, Passer, Proof, Ruling
from core.domain.doors import DoorAct, DoorFact
from core.domain.events import SeenAtDoor
from core.domain.explaining import Replay, ReplayCase, Turn
from core.domain.ids import DoorId, PersonId
from core.domain.matching import OperatingPoint
from core.domain.plan import Plan
from core.policy.access import decide, forgive, passed, rule_of, with_mode
from core.runtime.doors.rebuilding import MODES

_TOLD_EVERY = 1000


@dataclass(frozen=True, slots=True)
class Attempt:
    """Somebody came to a door. `named` as decided then, `renamed` as the other threshold would have it."""

    at: datetime
    door: DoorId
    person: PersonId
    way: Entering
    proof: Proof
    named: bool = True
    renamed: bool = True


Step = Attempt | DoorFact


@dataclass(frozen=True, slots=True)
class Past:
    """What is tried on: `steps` in the order of time, and who and what they are about."""

    first: datetime
    last: datetime
    steps: Sequence[Step]
    state: AccessState
    doors: Mapping[DoorId, DoorSettings]
    passer_of: Callable[[PersonId], Passer | None]
    name_of: Callable[[PersonId], str]


def attempts_of(
    seen: Iterable[SeenAtDoor],
    doors: Iterable[DoorSettings],
    way_of: Callable[[str], Entering],
    point: OperatingPoint,
    threshold: float | None,
) -> list[Step]:
    """Return who was seen at the doors there are, each as named then and as `threshold` would name them."""
    ids = {door.name: DoorId(door.id) for door in doors}
    steps: list[Step] = []
    for one in seen:
        door = ids.get(one.door)
        if door is None or one.nearest is None:
            continue
        renamed = one.named if threshold is None else _is_named(one, point, threshold)
        if one.named or renamed:
            way = way_of(one.camera)
            steps.append(Attempt(one.at, door, one.nearest, way, Proof(face=True), one.named, renamed))
    return steps


def _is_named(one: SeenAtDoor, point: OperatingPoint, threshold: float) -> bool:
    """Say whether somebody would be named, were `threshold` asked of a single shot.

    Over several shots less is enough, by the same share of the way from `even` as it was then.
    """
    asked = one.accept if one.accept is not None else point.accept
    scaled = point.even + (asked - point.even) * (threshold - point.even) / (point.accept - point.even)
    margin = one.margin_needed if one.margin_needed is not None else point.margin
    return one.score >= scaled and (one.named or (one.margin >= margin and not one.settled))


def typed(facts: Iterable[DoorFact]) -> list[Step]:
    """Return the attempts with a PIN or a code, and what people ordered at the doors."""
    kept = (DoorAct.FORGIVEN, *MODES)
    steps: list[Step] = []
    for fact in facts:
        if fact.act in kept:
            steps.append(fact)
        elif fact.act in (DoorAct.OPENED, DoorAct.DENIED) and fact.person and (fact.proof.pin or fact.proof.code):
            steps.append(Attempt(fact.at, fact.door, fact.person, fact.way, fact.proof))
    return steps


@dataclass(slots=True)
class _Timeline:
    """The doors as they would have been under one plan."""

    plan: Plan
    zone: ZoneInfo
    state: AccessState
    doors: Mapping[DoorId, DoorSettings]
    narrowed: dict[tuple[DoorId, PersonId], Plan] = field(default_factory=dict)
    open_until: dict[DoorId, datetime] = field(default_factory=dict)
    let_in: dict[tuple[DoorId, PersonId, Entering], tuple[datetime, Ruling]] = field(default_factory=dict)

    def order(self, fact: DoorFact) -> None:
        """Take note of what somebody ordered."""
        if fact.act in MODES:
            self.state = with_mode(self.state, fact.door, MODES[fact.act])
        elif fact.person is not None:
            self.state = forgive(self.state, fact.person)

    def attempt(self, attempt: Attempt, passer: Passer) -> Ruling:
        """Decide, and go on from what follows; as at the gate, one visit is answered once."""
        key = (attempt.door, attempt.person, attempt.way)
        until, ruling = self.let_in.get(key, (attempt.at, None))
        if ruling is not None and attempt.at < until:
            return ruling
        plan = self._plan(attempt.door, passer)
        self._shut(attempt.at)
        ruling = decide(passer, attempt.door, attempt.at, self.state, plan, attempt.proof, attempt.way, self.zone)
        self.state = passed(self.state, ruling, passer, attempt.door, attempt.at, attempt.way, plan)
        if ruling.allow and attempt.door in self.doors:
            until = attempt.at + timedelta(seconds=self.doors[attempt.door].open_s)
            self.let_in[key] = (until, ruling)
            self.open_until[attempt.door] = until
        return ruling

    def _shut(self, now: datetime) -> None:
        self.open_until = {door: until for door, until in self.open_until.items() if now < until}
        if self.state.ajar != self.open_until.keys():
            self.state = replace(self.state, ajar=frozenset(self.open_until))

    def _plan(self, door: DoorId, passer: Passer) -> Plan:
        """Return the plan with the rules alone that say something of somebody here, or of who must come first."""
        if (door, passer.id) not in self.narrowed:
            access = self.plan.access
            groups = passer.membership.groups | rule_of(self.plan, door).first_person
            rules = tuple(
                rule
                for rule in access.rules
                if (not rule.doors or door in rule.doors)
                and (rule.everyone or passer.id in rule.people or not groups.isdisjoint(rule.groups))
            )
            self.narrowed[door, passer.id] = replace(self.plan, access=replace(access, rules=rules))
        return self.narrowed[door, passer.id]


def replay(
    past: Past,
    now: tuple[Plan, ZoneInfo],
    other: tuple[Plan, ZoneInfo],
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Replay | None:
    """Decide every attempt by the plan in force and by the other one, each with what follows from it.

    None once `cancelled` answered yes. `progress` is told a share 0…1.
    """
    before, after = (_Timeline(plan, zone, past.state, past.doors) for plan, zone in (now, other))
    counts: Counter[Turn] = Counter()
    cases: list[ReplayCase] = []
    for number, step in enumerate(past.steps):
        if number % _TOLD_EVERY == 0:
            if cancelled is not None and cancelled():
                return None
            if progress is not None:
                progress(number / len(past.steps))
        if isinstance(step, DoorFact):
            before.order(step)
            after.order(step)
            continue
        case = _compared(step, past, before, after)
        counts[case.turn] += 1
        if case.turn is not Turn.SAME:
            cases.append(case)
    if progress is not None:
        progress(1.0)
    return Replay(past.first, past.last, counts.total(), dict(counts), tuple(cases))


def _compared(attempt: Attempt, past: Past, before: _Timeline, after: _Timeline) -> ReplayCase:
    passer = past.passer_of(attempt.person) or Passer(attempt.person, active=False)
    was = before.attempt(attempt, passer) if attempt.named else None
    would = after.attempt(attempt, passer) if attempt.renamed else None
    if was is None or would is None:
        turn = Turn.NEWLY_NAMED if was is None else Turn.NO_LONGER_NAMED
    elif was.allow == would.allow:
        turn = Turn.SAME
    else:
        turn = Turn.NEWLY_LET_IN if would.allow else Turn.NEWLY_REFUSED
    settings = past.doors.get(attempt.door)
    return ReplayCase(
        attempt.at, attempt.door, settings.name if settings is not None else attempt.door, attempt.person,
        past.name_of(attempt.person), turn, was.why if was is not None else None,
        would.why if would is not None else None,
    )  # fmt: skip
