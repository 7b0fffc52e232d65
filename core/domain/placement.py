"""Whether a camera hangs where it can recognise people, and what to change if not."""

from dataclasses import dataclass
from enum import StrEnum


class PlacementIssue(StrEnum):
    """What stands in the way, worst first where several apply."""

    NOBODY_SEEN = "nobody-seen"
    TOO_FAR = "too-far"
    BLURRED = "blurred"
    TOO_HIGH = "too-high"
    FROM_THE_SIDE = "from-the-side"
    TILTED = "tilted"
    BACKLIGHT = "backlight"
    TOO_DARK = "too-dark"
    TOO_BRIGHT = "too-bright"
    CUT_OFF = "cut-off"
    SLOW = "slow"


class PlacementVerdict(StrEnum):
    """The whole in one word. UNKNOWN until enough faces were seen."""

    UNKNOWN = "unknown"
    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"


@dataclass(frozen=True, slots=True)
class PlacementSample:
    """One face in one picture: width in pixels, pose in degrees, parts of Quality in 0…1, mean grey 0–255.

    `face_grey` is the face's, `around_grey` that of the picture around it; `at_edge` says that it is cut off.
    """

    width_px: float
    yaw: float
    pitch: float
    roll: float
    sharpness: float
    exposure: float
    face_grey: float
    around_grey: float
    at_edge: bool


@dataclass(frozen=True, slots=True)
class PlacementFinding:
    """One thing to change: the `measured` median, and what it should at least (or at most) be."""

    issue: PlacementIssue
    measured: float
    wanted: float
    serious: bool


@dataclass(frozen=True, slots=True)
class PlacementReport:
    """What a placement check found over `samples` faces. Medians: width in pixels, yaw and pitch in degrees."""

    verdict: PlacementVerdict
    samples: int
    width_px: float
    yaw: float
    pitch: float
    fps: float
    findings: tuple[PlacementFinding, ...]
