"""Where everybody is and what was ordered, read back from the ledger at a start."""

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta

from core.domain.access import AccessState, DoorMode, Passer, Ruling, Why
from core.domain.doors import DoorAct, DoorFact
from core.domain.ids import DoorId, PersonId
from core.domain.ledger import Entry
from core.domain.plan import Plan
from core.policy.access import forgive, passed

REMEMBERED = timedelta(days=7)
"""Who passed no door for longer is where nobody knows: a week is over a weekend and a night shift."""
MODES = {
    DoorAct.HELD: DoorMode.HELD_OPEN,
    DoorAct.LOCKED_DOWN: DoorMode.LOCKED_DOWN,
    DoorAct.NORMAL: DoorMode.NORMAL,
}


def rebuilt(
    entries: Iterable[Entry],
    modes: Mapping[DoorId, DoorAct],
    plan: Plan,
    passer_of: Callable[[PersonId], Passer | None],
) -> AccessState:
    """Return the state that followed from entries in the order they happened; who is no longer enrolled is nowhere."""
    state = AccessState(modes={door: MODES[act] for door, act in modes.items()})
    for entry in entries:
        fact = entry.fact
        if isinstance(fact, DoorFact) and fact.person is not None:
            passer = passer_of(fact.person)
            if passer is not None:
                state = _after(state, fact, passer, plan)
    return state


def _after(state: AccessState, fact: DoorFact, passer: Passer, plan: Plan) -> AccessState:
    if fact.act is DoorAct.FORGIVEN:
        return forgive(state, passer.id)
    if fact.act is not DoorAct.OPENED:
        return state
    return passed(state, Ruling(True, fact.why or Why.RULE), passer, fact.door, fact.at, fact.way, plan)
