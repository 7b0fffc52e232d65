"""Cameras: how they are described and what state they are in."""

from dataclasses import dataclass, field
from enum import StrEnum

from core.domain.ids import CameraId


class Direction(StrEnum):
    """Which way people pass a camera."""

    BOTH = "both"
    IN = "in"
    OUT = "out"


class LivenessPolicy(StrEnum):
    """What is done about photos and screens held up to the camera of a door.

    OFF does not look, OBSERVE looks and reports, REQUIRE also names nobody before they were seen to be live.
    """

    OFF = "off"
    OBSERVE = "observe"
    REQUIRE = "require"


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the upright picture, as shares 0…1 of its width and height; right and bottom exclusive."""

    left: float = 0.0
    top: float = 0.0
    right: float = 1.0
    bottom: float = 1.0

    def __post_init__(self) -> None:
        if not (0 <= self.left < self.right <= 1 and 0 <= self.top < self.bottom <= 1):
            raise ValueError(f"not a part of a picture: {self}")

    def pixels(self, width: int, height: int) -> tuple[int, int, int, int]:
        """Return left, top, right, bottom in whole pixels of a picture, at least one pixel wide and high."""
        left, top = min(int(self.left * width), width - 1), min(int(self.top * height), height - 1)
        right, bottom = round(self.right * width), round(self.bottom * height)
        return left, top, max(right, left + 1), max(bottom, top + 1)


WHOLE = Region()


@dataclass(frozen=True, slots=True)
class CameraSpec:
    """One configured camera.

    `source` is a file or folder path, `usb:0`, `usb:NAME`, `rtsp://…`, `http://…` or `demo:entrance`. A picture is
    turned clockwise by `rotation` degrees (0, 90, 180, 270), then mirrored if so; faces are searched for in `region`
    of the result. `min_face_px`, `max_fps` and `pack` stand for the general settings while 0 or empty. `door` is the
    name of the door it looks at; with `punches`, who is recognised comes or goes by `direction`, in turn if it is BOTH.
    """

    id: CameraId
    name: str
    source: str = field(repr=False)  # it may hold a password
    door: str = ""
    mirror: bool = False
    rotation: int = 0
    region: Region = WHOLE
    min_face_px: int = 0
    max_fps: float = 0.0
    direction: Direction = Direction.BOTH
    liveness: LivenessPolicy = LivenessPolicy.OFF
    pack: str = ""
    punches: bool = False


class CameraState(StrEnum):
    """The life of a camera; every tile shows it. REFUSED: it answers, but not to this user and password."""

    CONNECTING = "connecting"
    LIVE = "live"
    STALLED = "stalled"
    LOST = "lost"
    REFUSED = "refused"
    ENDED = "ended"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class CameraStatus:
    """A camera's condition now. `detail` is a sentence in English when there is something to say.

    `fps` counts captured frames over the last two seconds; `read`, `dropped` (nobody had time for them) and `skipped`
    (over `max_fps`) count frames since the start, `reconnects` how often pictures came again after a loss.
    `age_ms` is how old the newest picture is, None before the first.
    """

    spec: CameraSpec
    state: CameraState
    detail: str
    fps: float
    read: int
    dropped: int
    width: int
    height: int
    skipped: int = 0
    reconnects: int = 0
    age_ms: float | None = None


@dataclass(frozen=True, slots=True)
class FoundCamera:
    """A camera somebody may want to add. `source` as in CameraSpec; `detail` says in English where it was found."""

    name: str
    source: str
    detail: str
