"""Trying a camera out before it is trusted with a door."""

import time
from dataclasses import dataclass
from itertools import pairwise

from core.capture.source import FrameSource, NoPicture, Picture

_READ_S = 0.25


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of a camera in a few seconds.

    `opened_s` is what connecting took, `first_s` what passed from there to the first picture, `longest_gap_s` the
    longest time between two pictures; `fps` and the gap are of what came after the first picture. Sizes in pixels.
    """

    width: int
    height: int
    pictures: int
    fps: float
    opened_s: float
    first_s: float
    longest_gap_s: float


def try_out(source: FrameSource, seconds: float) -> Trial | None:
    """Open a source, read it for `seconds`, close it; None when no picture came. Raises KnownError as a source does."""
    begin = time.monotonic()
    arrivals: list[float] = []
    shape = (0, 0)
    try:
        source.open()
        opened = time.monotonic()
        while time.monotonic() - opened < seconds:
            reading = source.read(_READ_S)
            if reading is NoPicture.ENDED:
                break
            if isinstance(reading, Picture):
                arrivals.append(time.monotonic())
                shape = reading.image.shape[:2]
    finally:
        source.close()
    if not arrivals:
        return None
    gaps = [later - earlier for earlier, later in pairwise(arrivals)]
    fps = len(gaps) / sum(gaps) if sum(gaps) else 0.0
    return Trial(
        shape[1], shape[0], len(arrivals), fps, opened - begin, arrivals[0] - opened, max(gaps, default=0.0)
    )  # fmt: skip
