"""What somebody who is being enrolled in front of a camera is told."""

from dataclasses import dataclass
from enum import StrEnum


class Prompt(StrEnum):
    """What to say. Left and right are the person's own."""

    NOBODY_THERE = "nobody-there"
    ONE_AT_A_TIME = "one-at-a-time"
    NO_PICTURE_OF_ONE = "no-picture-of-one"
    INTO_THE_PICTURE = "into-the-picture"
    STEP_CLOSER = "step-closer"
    STEP_BACK = "step-back"
    TAKE_OFF_MASK = "take-off-mask"
    MORE_LIGHT = "more-light"
    LESS_LIGHT = "less-light"
    FACE_TOO_BLURRED = "face-too-blurred"
    SHOW_WHOLE_FACE = "show-whole-face"
    SOMEBODY_ELSE = "somebody-else"
    LOOK_AT_CAMERA = "look-at-camera"
    TURN_LEFT = "turn-left"
    TURN_RIGHT = "turn-right"
    TURN_LESS = "turn-less"
    LOOK_AROUND = "look-around"
    HOLD_STILL = "hold-still"
    DONE = "done"


class Step(StrEnum):
    """Which view a picture is. EXTRA: any other that adds something."""

    FRONT = "front"
    LEFT = "left"
    RIGHT = "right"
    EXTRA = "extra"


@dataclass(frozen=True, slots=True)
class Outline:
    """An upright ellipse in pixels of the picture: where a face should be, and about how large."""

    x: float
    y: float
    wide: float
    high: float
