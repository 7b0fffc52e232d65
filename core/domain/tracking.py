"""A face followed over frames, as the rest of the program sees it."""

from dataclasses import dataclass
from datetime import datetime

from core.domain.arrays import BgrImage, Floats
from core.domain.embedding import Embedding
from core.domain.faces import Attributes, Box, HeadPose, Quality
from core.domain.frame import Frame
from core.domain.ids import CameraId
from core.domain.liveness import UNCHECKED, Liveness
from core.domain.matching import Decision


@dataclass(frozen=True, slots=True, eq=False)
class FaceShot:
    """One good picture of a tracked face, measured.

    `aligned` (112, 112, 3) BGR is what was embedded; `portrait` (h, w, 3) BGR is the face with some
    surroundings, for people to look at. Both are read-only copies that do not keep the frame alive.
    """

    camera: CameraId
    track: int
    seq: int
    utc: datetime
    aligned: BgrImage
    portrait: BgrImage
    embedding: Embedding
    quality: Quality
    pose: HeadPose
    attributes: Attributes | None
    liveness: Liveness = UNCHECKED


@dataclass(frozen=True, slots=True, eq=False)
class TrackView:
    """A live track in one frame, for painting and for JSON. `name` is set once `decision` names a person.

    `landmarks` is (5, 2) float32 in pixels. `coasting` says the face was not seen in this very frame.
    """

    track: int
    box: Box
    landmarks: Floats
    score: float
    coasting: bool
    pose: HeadPose | None
    quality: Quality | None
    attributes: Attributes | None
    decision: Decision
    name: str | None
    liveness: Liveness = UNCHECKED


@dataclass(frozen=True, slots=True, eq=False)
class FrameView:
    """A processed frame and the faces in it: what a tile shows."""

    frame: Frame
    tracks: tuple[TrackView, ...]
