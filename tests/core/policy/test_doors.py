"""What the door contact tells of a door."""

import pytest

from core.domain.doors import DoorAct
from core.policy.doors import FORCED_NS, LeafRule, LeafState, late, observe

S = 1_000_000_000
RULE = LeafRule(30 * S)
HELD = LeafRule(30 * S, held=True)
HANDLE = LeafRule(30 * S, handle=True)
CLOSED = LeafState(open=False)

Look = tuple[bool | None, int, int, LeafRule]


@pytest.mark.parametrize(
    ("start", "looks", "acts"),
    [
        pytest.param(CLOSED, [(None, 0, 99 * S, RULE)], [], id="without a contact nothing is known"),
        pytest.param(LeafState(), [(True, 0, 9 * S, RULE)], [], id="found open at first is not forced"),
        pytest.param(CLOSED, [(True, 0, 9 * S, RULE)], [DoorAct.FORCED], id="opened while locked"),
        pytest.param(CLOSED, [(True, 9 * S, 5 * S, RULE)], [], id="opened while unlocked"),
        pytest.param(CLOSED, [(True, 9 * S, 9 * S + FORCED_NS, RULE)], [], id="opened just after it was locked"),
        pytest.param(CLOSED, [(True, 9 * S, 9 * S + FORCED_NS + 1, RULE)], [DoorAct.FORCED], id="a moment later"),
        pytest.param(CLOSED, [(True, 0, 9 * S, HELD)], [], id="opened while held open"),
        pytest.param(CLOSED, [(True, 0, 9 * S, HANDLE)], [], id="opened by the handle inside"),
        pytest.param(
            CLOSED,
            [(True, 0, 9 * S, RULE), (True, 0, 60 * S, RULE), (False, 0, 61 * S, RULE), (False, 0, 62 * S, RULE)],
            [DoorAct.FORCED, DoorAct.CLOSED],
            id="one alarm goes on until the leaf closes",
        ),
        pytest.param(
            CLOSED,
            [(True, 5 * S, 2 * S, RULE), (True, 5 * S, 32 * S, RULE), (True, 5 * S, 33 * S, RULE)],
            [DoorAct.LEFT_OPEN],
            id="left open",
        ),
        pytest.param(
            CLOSED,
            [(True, 90 * S, 2 * S, RULE), (True, 90 * S, 89 * S, RULE), (True, 90 * S, 91 * S, RULE)],
            [DoorAct.LEFT_OPEN],
            id="open is no alarm while it is unlocked",
        ),
        pytest.param(
            CLOSED,
            [(True, 99 * S, 2 * S, HELD), (True, 60 * S, 60 * S, HELD), (True, 60 * S, 89 * S, RULE)],
            [],
            id="held open does not count",
        ),
        pytest.param(
            CLOSED,
            [(True, 99 * S, 2 * S, HELD), (True, 60 * S, 60 * S, HELD), (True, 60 * S, 91 * S, RULE)],
            [DoorAct.LEFT_OPEN],
            id="left open after it was held",
        ),
        pytest.param(
            CLOSED,
            [(True, 0, 9 * S, RULE), (True, 0, 60 * S, HELD), (False, 0, 61 * S, HELD)],
            [DoorAct.FORCED, DoorAct.CLOSED],
            id="an alarm goes on while it is held",
        ),
    ],
)
def test_story_of_a_leaf(start: LeafState, looks: list[Look], acts: list[DoorAct]) -> None:
    state, told = start, list[DoorAct]()
    for leaf_open, until_ns, now_ns, rule in looks:
        state, happened = observe(state, leaf_open, until_ns, now_ns, rule)
        told += happened
    assert told == acts


def test_command_is_late_from_its_expiry_on() -> None:
    assert [late(5, now) for now in (4, 5, 6)] == [False, True, True]
