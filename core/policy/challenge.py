"""Asking a visitor to turn the head, to tell a head from a flat picture: a state machine fed with head poses.

A pose from five landmarks (core.vision.pose) finds a turn by how far the nose is from where it would lie in the plane
of eyes and mouth; a flat picture, however it is tilted, keeps the nose in its place. What is asked for is drawn by
chance, but a recording of somebody turning the head fits now and then: screens are for the passive networks to see.
"""

import random
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import product

from core.domain.faces import HeadPose


class Instruction(StrEnum):
    """What the visitor is asked to do; left and right are the visitor's own."""

    LOOK_AHEAD = "look-ahead"
    TURN_LEFT = "turn-left"
    TURN_RIGHT = "turn-right"


class Outcome(StrEnum):
    """How a challenge stands. FACE_LOST and TOO_SUDDEN also stop faces from being exchanged on the way."""

    RUNNING = "running"
    PASSED = "passed"
    WRONG_WAY = "wrong-way"
    TOO_SUDDEN = "too-sudden"
    FACE_LOST = "face-lost"
    TIMED_OUT = "timed-out"


@dataclass(frozen=True, slots=True)
class ChallengeRule:
    """Degrees and seconds.

    `turns` turns are asked for, both ways at least once, each at least `turned` and held for `hold_s`; before, between
    and after the visitor looks `ahead` for a while between `hold_s` and `longest_hold_s`. Each step is allowed
    `step_s`, and the face may be away for `gap_s`. The yaw may change by `jump` between two pictures, or by `speed` a
    second if that is more: heads were seen to turn by 24° between pictures 33 ms apart.

    Of 56 press photos, each tilted up to 40° the way that turns its pose most, four could feign a turn to one side
    and none to both; `python -m tests.benchmarks.challenge` repeats this.
    """

    turns: int = 3
    ahead: float = 15.0
    turned: float = 30.0
    hold_s: float = 0.2
    longest_hold_s: float = 0.8
    step_s: float = 6.0
    gap_s: float = 0.5
    jump: float = 30.0
    speed: float = 600.0


RULE = ChallengeRule()


@dataclass(frozen=True, slots=True)
class Step:
    """One instruction and how long it is to be followed."""

    instruction: Instruction
    hold_s: float


@dataclass(frozen=True, slots=True)
class Challenge:
    """A challenge under way; `step` returns what it becomes. `done` steps of `steps` are behind the visitor."""

    steps: tuple[Step, ...]
    mirrored: bool
    rule: ChallengeRule = field(default=RULE, repr=False)
    outcome: Outcome = Outcome.RUNNING
    done: int = 0
    _step_from: float | None = None
    _held_from: float | None = None
    _seen_at: float | None = None
    _yaw: float = 0.0

    @classmethod
    def drawn(cls, seed: int, *, mirrored: bool = False, rule: ChallengeRule = RULE) -> "Challenge":
        """Return a new challenge; `seed` must be a secret of the moment, `mirrored` says whether the pictures are."""
        chance = random.Random(seed)
        every = product((Instruction.TURN_LEFT, Instruction.TURN_RIGHT), repeat=rule.turns)
        turns = chance.choice([each for each in every if len(set(each)) == min(rule.turns, 2)])

        def ahead() -> Step:
            return Step(Instruction.LOOK_AHEAD, chance.uniform(rule.hold_s, rule.longest_hold_s))

        return cls((ahead(), *(step for turn in turns for step in (Step(turn, rule.hold_s), ahead()))), mirrored, rule)

    @property
    def instruction(self) -> Instruction:
        """What to ask of the visitor now; the last thing asked once it is over."""
        return self.steps[min(self.done, len(self.steps) - 1)].instruction

    def step(self, pose: HeadPose | None, t_s: float) -> "Challenge":
        """Return the challenge after a picture at `t_s` that shows the face in `pose`; None if it shows no face."""
        if self.outcome is not Outcome.RUNNING:
            return self
        begun = t_s if self._step_from is None else self._step_from
        if t_s - begun > self.rule.step_s:
            return replace(self, outcome=Outcome.TIMED_OUT)
        if pose is None:
            return self._unseen(begun, t_s)
        failure = self._failure(pose.yaw, t_s)
        if failure is not None:
            return replace(self, outcome=failure)
        return self._followed(pose.yaw, begun, t_s)

    def _unseen(self, begun: float, t_s: float) -> "Challenge":
        """Wait for the face; it may not stay away once the visitor has begun."""
        if self.done and self._seen_at is not None and t_s - self._seen_at > self.rule.gap_s:
            return replace(self, outcome=Outcome.FACE_LOST)
        return replace(self, _step_from=begun, _held_from=None)

    def _failure(self, yaw: float, t_s: float) -> Outcome | None:
        if not self.done or self._seen_at is None:
            return None
        if abs(yaw - self._yaw) > max(self.rule.jump, self.rule.speed * (t_s - self._seen_at)):
            return Outcome.TOO_SUDDEN
        return Outcome.WRONG_WAY if self._along(yaw) <= -self.rule.turned else None

    def _followed(self, yaw: float, begun: float, t_s: float) -> "Challenge":
        here = self.steps[self.done]
        ahead = here.instruction is Instruction.LOOK_AHEAD
        obeyed = abs(yaw) <= self.rule.ahead if ahead else self._along(yaw) >= self.rule.turned
        held_from = (t_s if self._held_from is None else self._held_from) if obeyed else None
        if held_from is None or t_s - held_from < here.hold_s:
            return replace(self, _step_from=begun, _held_from=held_from, _seen_at=t_s, _yaw=yaw)
        done = self.done + 1
        outcome = Outcome.PASSED if done == len(self.steps) else Outcome.RUNNING
        return replace(
            self, done=done, outcome=outcome, _step_from=t_s, _held_from=None, _seen_at=t_s, _yaw=yaw
        )  # fmt: skip

    def _along(self, yaw: float) -> float:
        """Return the degrees turned the way that was asked for; 0 where no turn was."""
        instruction = self.steps[self.done].instruction
        if instruction is Instruction.LOOK_AHEAD:
            return 0.0
        # Who turns to the own left turns to the right of a picture that is not mirrored.
        return yaw if (instruction is Instruction.TURN_LEFT) is not self.mirrored else -yaw
