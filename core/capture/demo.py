"""The demo as a camera: two rooms that the same people walk through, without any hardware."""

import logging
import math
import time
from collections.abc import Callable

from core.capture.demo_rooms import HEIGHT, WIDTH, Room, entrance, lobby
from core.capture.demo_scene import FPS, DemoScene
from core.capture.source import GuardedSource, NoPicture, Picture, Reading, SourceInfo

log = logging.getLogger(__name__)

DEMO_CAMERAS = ("entrance", "lobby")
_SEED = 7
_LOBBY_BEHIND = 4
"""Whoever comes through the entrance is in the lobby this many visits, some fourteen seconds, later."""


class DemoSource(GuardedSource):
    """One of DEMO_CAMERAS, 1280×720 at 25 frames a second; the same film every time.

    `realtime` shows what is due now and skips what is late, as a camera does; otherwise every frame comes.
    """

    def __init__(self, camera: str, *, realtime: bool) -> None:
        super().__init__()
        self._camera = camera
        self._realtime = realtime
        self._scene: DemoScene | None = None
        self._next = 0
        self._started = 0.0

    @property
    def live(self) -> bool:
        """Nothing can come loose here."""
        return False

    @property
    def paced(self) -> bool:
        """Whether it plays at its own pace."""
        return self._realtime

    def _open(self) -> SourceInfo:
        try:
            self._scene = demo_scene(self._camera, lambda: not self._closing.is_set())
        except InterruptedError:
            log.info("the demo was closed before it began")
        self._started = time.monotonic()
        return SourceInfo(WIDTH, HEIGHT, FPS)

    def _read(self, timeout_s: float) -> Reading:
        if self._scene is None:
            return NoPicture.ENDED
        if self._realtime:
            now = time.monotonic() - self._started
            self._next = max(self._next, math.floor(now * FPS))
            wait_s = self._next / FPS - now
            if wait_s > 0 and (self._closing.wait(min(wait_s, timeout_s)) or wait_s > timeout_s):
                return NoPicture.WAITING
        number = self._next
        self._next += 1
        return Picture(self._scene.render(number), number / FPS)

    def _free(self) -> None:
        self._scene = None


def demo_scene(camera: str, goes_on: Callable[[], bool] = lambda: True) -> DemoScene:
    """Build the film of one of DEMO_CAMERAS; see DemoScene.

    Raises KnownError(SOURCE_UNAVAILABLE) when a picture is missing.
    """
    room: Room = entrance() if camera == "entrance" else lobby()
    return DemoScene(room, _SEED, 0 if camera == "entrance" else _LOBBY_BEHIND, goes_on)
