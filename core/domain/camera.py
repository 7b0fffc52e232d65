"""Cameras: how they are described and what state they are in."""

from dataclasses import dataclass
from enum import StrEnum

from core.domain.ids import CameraId


@dataclass(frozen=True, slots=True)
class CameraSpec:
    """One configured camera. `source` is a file path, `usb:0`, `demo:entrance`, later `rtsp://…`."""

    id: CameraId
    name: str
    source: str
    door: str = ""
    mirror: bool = False


class CameraState(StrEnum):
    """The life of a camera; every tile shows it."""

    CONNECTING = "connecting"
    LIVE = "live"
    STALLED = "stalled"
    LOST = "lost"
    ENDED = "ended"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class CameraStatus:
    """A camera's condition now. `detail` is a sentence in English when there is something to say.

    `fps` counts captured frames over the last two seconds; `read` and `dropped` count frames since start.
    """

    spec: CameraSpec
    state: CameraState
    detail: str
    fps: float
    read: int
    dropped: int
    width: int
    height: int
