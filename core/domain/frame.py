"""One picture from one camera."""

from dataclasses import dataclass
from datetime import datetime

from core.domain.arrays import BgrImage
from core.domain.ids import CameraId


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """A captured picture.

    `image` is (h, w, 3) uint8 BGR and read-only; `seq` counts from 0 per camera and never repeats, also
    after a reconnect; `mono_ns` is the monotonic capture time from which every age is computed.
    """

    camera: CameraId
    seq: int
    mono_ns: int
    utc: datetime
    image: BgrImage
