"""What a kiosk shows to the one person in front of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.domain.access import Why
from core.domain.arrays import BgrImage
from core.domain.attendance import Way
from core.domain.camera import CameraState
from core.domain.errors import KnownError
from core.domain.faces import Box
from core.domain.guidance import Prompt


class SceneKind(StrEnum):
    """What is going on. CHOOSE: asks whether somebody comes or goes; PIN_WANTED: their face was not enough."""

    IDLE = "idle"
    APPROACH = "approach"
    LOOKING = "looking"
    CHOOSE = "choose"
    WELCOME = "welcome"
    REFUSED = "refused"
    PIN_WANTED = "pin-wanted"
    NO_CAMERA = "no-camera"


class Refusal(StrEnum):
    """Why somebody is turned away. DOOR: it was decided so, and `Scene.why` says why; FAILED: `Scene.error` does."""

    UNKNOWN = "unknown"
    NOT_LIVE = "not-live"
    CODE_UNKNOWN = "code-unknown"
    DOOR = "door"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Scene:
    """What is shown. `name` is that of the person it is about, and of nobody else.

    WELCOME: `way` and `at` are what was recorded, `already` before this moment; no way: nothing was. APPROACH has the
    `prompt`, REFUSED the `refusal`, NO_CAMERA the state of the `camera`.
    """

    kind: SceneKind
    prompt: Prompt | None = None
    name: str = ""
    way: Way | None = None
    at: datetime | None = None
    already: bool = False
    refusal: Refusal | None = None
    why: Why | None = None
    error: KnownError | None = None
    camera: CameraState | None = None


IDLE = Scene(SceneKind.IDLE)


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """What the kiosk shows at this moment.

    `image` is the newest picture of `seq`, None while there is none, to be shown as in a mirror by turning it unless it
    is `mirrored` already; `face` is that of the person the scene is about, where they are in sight.
    """

    scene: Scene
    image: BgrImage | None = None
    seq: int = -1
    mirrored: bool = False
    face: Box | None = None
