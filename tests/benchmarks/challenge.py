"""Whether a photograph tilted in the hand passes the head-turn challenge.

Run as `python -m tests.benchmarks.challenge [--photos 100] [--json]`. Needs the real data that tests need (USHER_DATA).
Every photo of LFW that faces ahead is tilted by up to 40° about both axes, 30 cm before the camera; whoever holds it
knows which tilt turns its estimated pose most to either side, and does that when asked, a little shakily.
"""

import os
from collections import Counter
from itertools import product
from pathlib import Path
from typing import Annotated

import cv2
import numpy as np
import typer

from core.bootstrap import open_engine
from core.capture.pictures import read_picture
from core.cli.output import emit, progress, say, show_table
from core.domain.arrays import BgrImage, Floats
from core.domain.faces import HeadPose
from core.policy.challenge import RULE, Challenge, Instruction, Outcome, Step
from core.runtime.ports import Engine
from core.vision.pose import head_pose
from tests.benchmarks.report import Json

TILTS = (-40.0, -20.0, 0.0, 20.0, 40.0)
DISTANCE_CM, EYES_CM = 30.0, 6.3
MARGIN = 100
HOPELESS = 20.0
"""A photo whose best tilt turns the pose less than this cannot pass, shaky hand or not."""
PICTURE_S = 0.08


def main(
    photos: Annotated[int, typer.Option(min=1)] = 100,
    seed: Annotated[int, typer.Option(min=0)] = 4,
    as_json: Json = False,
) -> None:
    """Tilt photos."""
    data = Path(os.environ.get("USHER_DATA") or Path(__file__).parents[3] / "shared" / "data")
    if not data.is_dir():
        say(f"The challenge is not tried: no real data at {data}; set USHER_DATA to the folder that has it.")
        return
    files = sorted((data / "lfw_dev").rglob("*.jpg"))
    chosen = np.random.default_rng(seed).permutation(len(files))[:photos].tolist()
    passed: Counter[str] = Counter()
    with open_engine() as engine:
        for place in progress(chosen, "Tilting", len(chosen)):
            photo = Photo(engine, read_picture(files[place]))
            if photo.facing_ahead:
                turns = {turn for turn in (Instruction.TURN_LEFT, Instruction.TURN_RIGHT) if photo.feigns(turn, place)}
                passed.update(["tried", *turns, *(["both"] if len(turns) == 2 else [])])
    if as_json:
        emit({"benchmark": "challenge", **passed})
    else:
        columns = ("Photos", "feign a turn to the left", "to the right", "both, as every challenge asks")
        names = ("tried", Instruction.TURN_LEFT, Instruction.TURN_RIGHT, "both")
        show_table("Photos tilted in the hand", columns, [[str(passed[name]) for name in names]])


class Photo:
    """One photograph on a grey ground, and the face in it."""

    def __init__(self, engine: Engine, image: BgrImage) -> None:
        large = cv2.resize(image, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
        self._image = np.pad(large, ((MARGIN, MARGIN), (MARGIN, MARGIN), (0, 0)), constant_values=100)
        self._engine = engine
        found = engine.detect(np.asarray(self._image, np.uint8))
        self._landmarks = found.landmarks[0] if len(found) else None

    @property
    def facing_ahead(self) -> bool:
        """Whether it could pass for somebody who looks ahead."""
        return self._landmarks is not None and abs(head_pose(self._landmarks).yaw) <= RULE.ahead

    def feigns(self, turn: Instruction, seed: int) -> bool:
        """Say whether its best tilt passes for one `turn` there and back."""
        sign = 1 if turn is Instruction.TURN_LEFT else -1
        tilts = list(product(np.arange(-40.0, 41.0, 10.0).tolist(), TILTS))
        poses = [self._pose(*tilt) for tilt in tilts]
        gains = [-np.inf if pose is None else pose.yaw * sign for pose in poses]
        best = int(np.argmax(gains))
        return gains[best] >= HOPELESS and self._played(turn, tilts[best], seed)

    def _played(self, turn: Instruction, best: tuple[float, float], seed: int) -> bool:
        random, tilt, t_s = np.random.default_rng(seed), np.zeros(2), 0.0
        steps = (Step(Instruction.LOOK_AHEAD, 0.3), Step(turn, RULE.hold_s), Step(Instruction.LOOK_AHEAD, 0.3))
        running = Challenge(steps, mirrored=False)
        while running.outcome is Outcome.RUNNING:
            wanted = np.array(best) if running.instruction is turn else np.zeros(2)
            tilt = tilt + np.clip(wanted - tilt, -4.0, 4.0)
            running = running.step(self._pose(*(tilt + random.normal(0, 1.5, 2)).tolist()), t_s)
            t_s += PICTURE_S
        return running.outcome is Outcome.PASSED

    def _pose(self, yaw: float, pitch: float) -> HeadPose | None:
        """Return the pose found when the photo is tilted by so many degrees; None if the face is lost."""
        assert self._landmarks is not None
        middle, eyes = self._landmarks.mean(axis=0), float(np.linalg.norm(self._landmarks[1] - self._landmarks[0]))
        size = (self._image.shape[1], self._image.shape[0])
        tilted = cv2.warpPerspective(
            self._image, _homography(size, middle, eyes, yaw, pitch), size, borderValue=(100, 100, 100)
        )
        found = self._engine.detect(np.asarray(tilted, np.uint8))
        if not len(found) or np.linalg.norm(found.landmarks[0].mean(axis=0) - middle) > eyes:
            return None
        return head_pose(found.landmarks[0])


def _homography(size: tuple[int, int], middle: Floats, eyes: float, yaw: float, pitch: float) -> Floats:
    """Return how pixels move when the photo turns about `middle`, its eyes 6.3 cm apart, 30 cm before the camera."""
    cm, (y, p) = EYES_CM / eyes, np.radians([yaw, pitch])
    about_y = np.array([[np.cos(y), 0, np.sin(y)], [0, 1, 0], [-np.sin(y), 0, np.cos(y)]])
    about_x = np.array([[1, 0, 0], [0, np.cos(p), -np.sin(p)], [0, np.sin(p), np.cos(p)]])
    corners = np.array([[0, 0], [size[0], 0], [size[0], size[1]], [0, size[1]]], np.float32)
    space = np.column_stack([(corners - middle) * cm, np.zeros(4)]) @ (about_y @ about_x).T
    seen = space[:, :2] / (space[:, 2:] + DISTANCE_CM) * (DISTANCE_CM / cm) + middle
    return np.asarray(cv2.getPerspectiveTransform(corners, seen.astype(np.float32)), np.float32)


if __name__ == "__main__":
    typer.run(main)
