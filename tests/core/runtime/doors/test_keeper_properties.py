"""Whatever is commanded, and whatever the device does: a door is unlocked only while somebody was let in."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from core.config.doors import DoorSettings
from core.domain.doors import DoorAct, FailState
from core.domain.errors import ErrorCode
from core.runtime.doors.orders import LEASE_NS
from tests.core.runtime.doors.keeper_support import PaperDoor, S

SLOWEST_S = 1.6
TOLERANCE_NS = round(3 * SLOWEST_S * S)
"""A command may wait for a call that is under way, and then takes as long itself."""

Step = tuple[str, float, float]

STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("open"), st.floats(0.5, 25), st.floats(0.05, 4)),
        st.tuples(st.sampled_from(["hold", "normal", "lock_down"]), st.just(0.0), st.just(0.0)),
        st.tuples(st.just("pass"), st.floats(0.01, 12), st.just(0.0)),
        st.tuples(st.just("takes"), st.floats(0, SLOWEST_S), st.just(0.0)),
        st.tuples(st.just("fails"), st.integers(0, 2).map(float), st.just(0.0)),
    ),
    max_size=25,
)


@dataclass
class Log:
    """What was commanded, by token: when, until when it was fresh, for how long; and when the door was held open."""

    commands: dict[str, tuple[int, int, int]] = field(default_factory=dict)
    held: list[list[int]] = field(default_factory=list)
    unlocked_ns: list[int] = field(default_factory=list)


@contextmanager
def silence() -> Iterator[None]:
    """Leave out what is said of a device that fails on purpose."""
    logger = logging.getLogger("core.runtime.doors.keeper")
    logger.disabled = True
    try:
        yield
    finally:
        logger.disabled = False


def played(door: PaperDoor, steps: list[Step]) -> Log:
    log = Log()
    far_ns = 1 << 62

    def look() -> None:
        if door.relay.is_unlocked():
            log.unlocked_ns.append(door.clock.now_ns)

    for number, (what, first, second) in enumerate(steps):
        now_ns = door.clock.now_ns
        if what == "open":
            expires_ns = now_ns + round(second * S)
            door.keeper.open(first, expires_ns, f"t{number}")
            log.commands[f"t{number}"] = (now_ns, expires_ns, round(first * S))
        elif what == "pass":
            door.run(first, look)
        elif what == "takes":
            door.relay.takes_s = first
        elif what == "fails":
            door.relay.failing = ErrorCode.RELAY_UNREACHABLE if first else None
            door.relay.acts_anyway = first == 2
        else:
            if log.held and log.held[-1][1] == far_ns:
                log.held[-1][1] = now_ns
            if what == "hold":
                log.held.append([now_ns, far_ns])
            getattr(door.keeper, what)()
    door.run(6.0, look)
    return log


def may_be_unlocked(door: PaperDoor, log: Log, at_ns: int, slack_ns: int) -> bool:
    """Say whether somebody had been let in at a time, or the door was held open, with some slack after that."""
    grants = [log.commands[h.token] for h in door.happenings if h.act is DoorAct.OPENED and h.token]
    return any(begin <= at_ns <= end + slack_ns for begin, end in log.held) or any(
        asked_ns <= at_ns <= expires_ns + span_ns + slack_ns for asked_ns, expires_ns, span_ns in grants
    )


@given(STEPS.filter(lambda steps: all(what != "fails" for what, _, _ in steps)), st.booleans())
@hypothesis_settings(max_examples=40)
def test_door_is_unlocked_only_within_what_was_granted(steps: list[Step], keeps_time: bool) -> None:
    door = PaperDoor()
    door.relay.keeps_time = keeps_time
    log = played(door, steps)
    for at_ns in log.unlocked_ns:
        tried = any(asked <= at_ns <= expires + TOLERANCE_NS for asked, expires, _ in log.commands.values())
        assert tried or may_be_unlocked(door, log, at_ns, TOLERANCE_NS)


@given(STEPS)
@hypothesis_settings(max_examples=40)
def test_device_that_fails_is_unlocked_no_longer_than_it_was_lent(steps: list[Step]) -> None:
    door = PaperDoor()
    with silence():
        log = played(door, steps)
    for at_ns in log.unlocked_ns:
        tried = any(asked <= at_ns <= end + LEASE_NS + TOLERANCE_NS for asked, end, _ in log.commands.values())
        assert tried or may_be_unlocked(door, log, at_ns, LEASE_NS + TOLERANCE_NS)


@given(STEPS, st.booleans(), st.sampled_from(FailState))
@hypothesis_settings(max_examples=40)
def test_relay_is_never_told_to_unlock_for_a_late_command(steps: list[Step], keeps_time: bool, fail: FailState) -> None:
    door = PaperDoor(DoorSettings("d1", "Front", fail=fail))
    door.relay.keeps_time = keeps_time
    with silence():
        log = played(door, steps)
    for (name, _), at_ns in zip(door.relay.told, door.relay.told_ns, strict=True):
        if name in ("pulse", "unlock"):
            fresh = any(asked <= at_ns < expires for asked, expires, _ in log.commands.values())
            assert fresh or may_be_unlocked(door, log, at_ns, TOLERANCE_NS)


@given(STEPS)
@hypothesis_settings(max_examples=40)
def test_every_command_has_one_end(steps: list[Step]) -> None:
    door = PaperDoor()
    with silence():
        log = played(door, steps)
        door.keeper.finish()
    told = [happening.token for happening in door.happenings if happening.token is not None]
    assert sorted(told) == sorted(log.commands)
    if door.relay.failing is None:
        assert not door.relay.is_unlocked()
