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
from core.runtime.doors.orders import FOREVER_NS, LEASE_NS
from tests.core.runtime.doors.keeper_support import PaperDoor, S

SLOWEST_S = 1.6
SLACK_NS = round(2 * SLOWEST_S * S)
"""A command may have to wait for a call that is under way, and then takes as long itself."""

Step = tuple[str, float, float]

COMMANDS: list[st.SearchStrategy[Step]] = [
    st.tuples(st.just("open"), st.floats(0.5, 25), st.floats(0.05, 4)),
    st.tuples(st.sampled_from(["hold", "normal", "lock_down"]), st.just(0.0), st.just(0.0)),
    st.tuples(st.just("pass"), st.floats(0.01, 12), st.just(0.0)),
]
TROUBLES: list[st.SearchStrategy[Step]] = [
    st.tuples(st.just("takes"), st.floats(0, SLOWEST_S), st.just(0.0)),
    st.tuples(st.just("fails"), st.integers(0, 2).map(float), st.just(0.0)),
]
EASY = st.lists(st.one_of(COMMANDS), max_size=25)
HARD = st.lists(st.one_of(COMMANDS + TROUBLES), max_size=25)
DOORS = st.builds(lambda fail: DoorSettings("d1", "Front", fail=fail), st.sampled_from(FailState))


@dataclass
class Model:
    """What a door ought to be, reckoned without orders, loans or a device; and what was commanded, by token."""

    until_ns: int = 0
    held: bool = False
    locked_down: bool = False
    commands: dict[str, tuple[int, int, int]] = field(default_factory=dict)
    held_spans: list[list[int]] = field(default_factory=list)

    def open(self, token: str, now_ns: int, expires_ns: int, span_ns: int) -> None:
        self.commands[token] = (now_ns, expires_ns, span_ns)
        if not self.locked_down:
            self.until_ns = max(self.until_ns, now_ns + span_ns)

    def run_as(self, what: str, now_ns: int) -> None:
        if self.held:
            self.held_spans[-1][1] = now_ns
        self.held, self.locked_down = what == "hold", what == "lock_down"
        if self.held:
            self.held_spans.append([now_ns, FOREVER_NS])
        if self.locked_down:
            self.until_ns = 0

    def unlocked(self, now_ns: int) -> bool:
        return self.held or now_ns < self.until_ns

    def asked_for(self, at_ns: int, slack_ns: int) -> bool:
        """Say whether somebody wanted it unlocked at a time, or not longer than `slack_ns` before."""
        return any(begin <= at_ns <= end + slack_ns for begin, end in self.held_spans) or any(
            begin <= at_ns <= end + span + slack_ns for begin, end, span in self.commands.values()
        )


class Play:
    """A door through which steps are played; `seen` are its times, whether it was unlocked, and whether it ought to."""

    def __init__(self, door: PaperDoor, steps: list[Step]) -> None:
        self.door = door
        self.model = Model()
        self.seen: list[tuple[int, bool, bool]] = []
        self.longest_loan_ns = 0
        with _silence():
            for number, step in enumerate([*steps, ("pass", 6.0, 0.0)]):
                self._play(f"t{number}", *step)

    def _play(self, token: str, what: str, first: float, second: float) -> None:
        door, now_ns = self.door, self.door.clock.now_ns
        if what == "open":
            expires_ns, span_ns = now_ns + round(second * S), round(first * S)
            door.keeper.open(first, expires_ns, token)
            self.model.open(token, now_ns, expires_ns, span_ns)
        elif what == "pass":
            door.run(first, self._look)
        elif what == "takes":
            door.relay.takes_s = first
        elif what == "fails":
            door.relay.failing = ErrorCode.RELAY_UNREACHABLE if first else None
            door.relay.acts_anyway = first == 2
        else:
            getattr(door.keeper, what)()
            self.model.run_as(what, now_ns)

    def _look(self) -> None:
        relay, now_ns = self.door.relay, self.door.clock.now_ns
        self.seen.append((now_ns, relay.is_unlocked(), self.model.unlocked(now_ns)))
        if relay.keeps_time and relay.unlocked is (self.door.settings.fail is FailState.SECURE):
            ends_ns = FOREVER_NS if relay.ends_ns is None else relay.ends_ns
            self.longest_loan_ns = max(self.longest_loan_ns, ends_ns - now_ns)


@contextmanager
def _silence() -> Iterator[None]:
    """Leave out what is said of a device that fails on purpose."""
    logger = logging.getLogger("core.runtime.doors.keeper")
    logger.disabled = True
    try:
        yield
    finally:
        logger.disabled = False


def door_of(settings: DoorSettings, keeps_time: bool = True) -> PaperDoor:
    door = PaperDoor(settings)
    door.relay.keeps_time = keeps_time
    return door


@given(EASY, DOORS, st.booleans())
@hypothesis_settings(max_examples=60)
def test_good_device_is_unlocked_exactly_when_somebody_was_let_in(
    steps: list[Step], settings: DoorSettings, keeps_time: bool
) -> None:
    play = Play(door_of(settings, keeps_time), steps)
    assert [unlocked for _, unlocked, _ in play.seen] == [ought for _, _, ought in play.seen]


@given(HARD, DOORS)
@hypothesis_settings(max_examples=40)
def test_device_is_lent_its_state_for_seconds_only(steps: list[Step], settings: DoorSettings) -> None:
    assert Play(door_of(settings), steps).longest_loan_ns <= LEASE_NS


@given(HARD)
@hypothesis_settings(max_examples=40)
def test_failing_device_is_unlocked_no_longer_than_it_was_lent(steps: list[Step]) -> None:
    play = Play(PaperDoor(), steps)
    unlocked_ns = [at_ns for at_ns, unlocked, _ in play.seen if unlocked]
    assert [at_ns for at_ns in unlocked_ns if not play.model.asked_for(at_ns, LEASE_NS + SLACK_NS)] == []


@given(HARD, st.booleans())
@hypothesis_settings(max_examples=40)
def test_relay_is_never_told_to_unlock_for_a_late_command(steps: list[Step], keeps_time: bool) -> None:
    play = Play(door_of(DoorSettings("d1", "Front"), keeps_time), steps)
    opened = {one.token for one in play.door.happenings if one.act is DoorAct.OPENED}
    commands = play.model.commands
    for (name, _), at_ns in zip(play.door.relay.told, play.door.relay.told_ns, strict=True):
        if name in ("pulse", "unlock"):
            held = any(begin <= at_ns <= end + SLACK_NS for begin, end in play.model.held_spans)
            fresh = any(asked <= at_ns < expires for asked, expires, _ in commands.values())
            granted = any(commands[token][0] <= at_ns < sum(commands[token][1:]) for token in opened if token)
            assert held or fresh or granted


@given(HARD)
@hypothesis_settings(max_examples=40)
def test_every_command_has_one_end_and_none_succeeds_late(steps: list[Step]) -> None:
    play = Play(PaperDoor(), steps)
    with _silence():
        play.door.keeper.finish()
    ends = [one for one in play.door.happenings if one.token is not None]
    assert sorted(one.token or "" for one in ends) == sorted(play.model.commands)
    for one in ends:
        if one.act is DoorAct.OPENED:
            asked_ns, expires_ns, _ = play.model.commands[one.token or ""]
            assert one.latency_ms is not None
            assert one.latency_ms * 1e6 < expires_ns - asked_ns
    assert play.door.relay.failing is not None or not play.door.relay.is_unlocked()
