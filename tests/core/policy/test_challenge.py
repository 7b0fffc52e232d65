from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.faces import HeadPose
from core.policy.challenge import RULE, Challenge, Instruction, Outcome, Step

AHEAD, LEFT, RIGHT = Instruction.LOOK_AHEAD, Instruction.TURN_LEFT, Instruction.TURN_RIGHT
FPS = 25
HEAD_SPEED = 8.0
"""Degrees between two pictures at 25 a second: 200 a second, brisk."""


def challenge(*turns: Instruction, mirrored: bool = False) -> Challenge:
    steps = [Step(AHEAD, 0.4)]
    for turn in turns:
        steps += [Step(turn, RULE.hold_s), Step(AHEAD, 0.4)]
    return Challenge(tuple(steps), mirrored)


def facing(yaw: float) -> HeadPose:
    return HeadPose(yaw, 3.0, -2.0)


def play(running: Challenge, yaws: Iterable[float | None]) -> Challenge:
    for number, yaw in enumerate(yaws):
        running = running.step(None if yaw is None else facing(yaw), 100.0 + number / FPS)
    return running


def turning(*targets: float) -> list[float | None]:
    """Return the yaw, picture by picture, of a head that turns to each target and stays there for a second."""
    yaws: list[float | None] = []
    at = 0.0
    for target in targets:
        while at != target:
            at += max(-HEAD_SPEED, min(HEAD_SPEED, target - at))
            yaws.append(at)
        yaws += [target] * FPS
    return yaws


@pytest.mark.parametrize(
    ("turns", "yaws", "mirrored"),
    [
        ((LEFT, RIGHT), (0, 40, 0, -40, 0), False),
        ((LEFT, RIGHT), (0, -40, 0, 40, 0), True),
        ((RIGHT, RIGHT), (5, -35, 5, -35, 5), False),
    ],
)
def test_who_does_what_is_asked_passes(turns: tuple[Instruction, ...], yaws: tuple[float, ...], mirrored: bool) -> None:
    assert play(challenge(*turns, mirrored=mirrored), turning(*yaws)).outcome is Outcome.PASSED


def test_it_asks_for_one_thing_after_the_other() -> None:
    asked: list[Instruction] = []
    running = challenge(LEFT, RIGHT)
    for number, yaw in enumerate(turning(0, 40, 0, -40, 0)):
        if running.instruction not in asked[-1:]:
            asked.append(running.instruction)
        running = running.step(facing(yaw or 0.0), number / FPS)
    assert asked == [AHEAD, LEFT, AHEAD, RIGHT, AHEAD]
    assert (running.instruction, running.done) == (AHEAD, 5)


def test_who_turns_the_other_way_fails_and_stays_failed() -> None:
    failed = play(challenge(LEFT), turning(0, -40, 0, 40, 0))
    assert failed.outcome is Outcome.WRONG_WAY
    assert failed.step(facing(0.0), 999.0) is failed


@pytest.mark.parametrize("yaws", [(0, 20, 0, 20, 0, 20, 0), (20,) * 8, (0, 0, 0, 0, 0, 0, 0, 0)])
def test_who_does_too_little_runs_out_of_time(yaws: tuple[float, ...]) -> None:
    assert play(challenge(LEFT), turning(*yaws)).outcome is Outcome.TIMED_OUT


def test_a_glance_is_not_a_turn() -> None:
    ahead: list[float | None] = [0.0] * FPS
    glance: list[float | None] = [15.0, 31.0, 31.0, 15.0]
    assert play(challenge(LEFT), [*ahead, *glance, *ahead]).done == 1


def test_looking_away_begins_the_look_ahead_anew() -> None:
    restless: list[float | None] = [0.0, 0.0, 0.0, 0.0, 0.0, 20.0] * 4
    assert play(challenge(LEFT), restless).done == 0
    assert play(challenge(LEFT), [*restless, *[0.0] * 11]).done == 1


def test_two_pictures_exchanged_are_too_sudden() -> None:
    still: list[float | None] = [0.0] * FPS
    assert play(challenge(LEFT), [*still, 40.0]).outcome is Outcome.TOO_SUDDEN
    slow = challenge(LEFT)
    for second in range(3):
        slow = slow.step(facing(0.0), float(second))
    assert slow.step(facing(40.0), 3.0).outcome is Outcome.RUNNING, "at one picture a second nobody can tell"


def test_a_face_that_comes_late_is_waited_for_but_not_one_that_leaves() -> None:
    gone: list[float | None] = [None] * FPS
    begun = play(challenge(LEFT), [*gone, *turning(0)])
    assert (begun.outcome, begun.done) == (Outcome.RUNNING, 1)
    assert play(challenge(LEFT), [*turning(0), *gone]).outcome is Outcome.FACE_LOST
    assert play(challenge(LEFT), [*turning(0), *gone[:8], *turning(0, 40, 0)]).outcome is Outcome.PASSED
    assert play(challenge(LEFT), gone * 7).outcome is Outcome.TIMED_OUT


def test_the_same_seed_asks_the_same_and_all_is_asked_equally_often() -> None:
    assert Challenge.drawn(7) == Challenge.drawn(7)
    drawn = [Challenge.drawn(seed).steps for seed in range(600)]
    asked = [tuple(step.instruction for step in steps if step.instruction is not AHEAD) for steps in drawn]
    assert all([step.instruction for step in steps[::2]] == [AHEAD] * 4 for steps in drawn)
    assert all(RULE.hold_s <= step.hold_s <= RULE.longest_hold_s for steps in drawn for step in steps)
    counts = Counter(asked)
    assert len(counts) == 6, "three turns, both ways at least once"
    assert all(70 <= count <= 130 for count in counts.values())
    assert {len(Challenge.drawn(seed, rule=replace(RULE, turns=1)).steps) for seed in range(9)} == {3}


@given(
    st.integers(0, 99), st.booleans(), st.lists(st.one_of(st.none(), st.floats(-29.9, 29.9)), min_size=1, max_size=200)
)
def test_nobody_passes_without_turning(seed: int, mirrored: bool, yaws: list[float | None]) -> None:
    assert play(Challenge.drawn(seed, mirrored=mirrored), yaws).outcome is not Outcome.PASSED
