"""How long a camera that is away is left alone."""

import threading

from core.capture.camera import CameraLoop
from core.capture.inbox import Inbox
from core.capture.source import FrameSource
from tests.core.capture.capture_support import (
    AWAY,
    LOST,
    REFUSED,
    SPEC,
    FakeClock,
    ScriptedSource,
    Statuses,
    sources,
)


class _Waits(threading.Event):
    """A stop event that notes how long it was waited for, and is set after `count` waits."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.seconds: list[float] = []
        self._count = count

    def wait(self, timeout: float | None = None) -> bool:
        self.seconds.append(timeout or 0.0)
        return len(self.seconds) == self._count


def waits(count: int, *scripted: FrameSource) -> list[float]:
    """Return the pauses before the first `count` attempts: 1, 2, 3 s after a loss, 10, 20 s after a refusal."""
    stop = _Waits(count)
    loop = CameraLoop(
        SPEC, sources(*scripted), Inbox(), Statuses(), clock=FakeClock(),
        pauses_s=(1.0, 2.0, 3.0), refused_pauses_s=(10.0, 20.0),
    )  # fmt: skip
    loop._stop = stop  # noqa: SLF001 - time is not waited for in tests
    loop.start()
    loop._thread.join(20)  # noqa: SLF001
    return stop.seconds


def test_pauses_grow_while_a_camera_stays_away_and_start_afresh_after_a_picture() -> None:
    away = [ScriptedSource([], opening=AWAY) for _ in range(4)]
    back = ScriptedSource([1, LOST])
    assert waits(8, *away, back, *away) == [0.0, 1.0, 2.0, 3.0, 3.0, 1.0, 2.0, 3.0]


def test_a_camera_that_refuses_the_password_is_asked_rarely() -> None:
    away, refusing = ScriptedSource([], opening=AWAY), ScriptedSource([], opening=REFUSED)
    assert waits(7, away, away, refusing, refusing, refusing, away) == [0.0, 1.0, 2.0, 10.0, 20.0, 20.0, 1.0]


def test_the_pauses_of_a_lost_camera_never_exceed_three_seconds() -> None:
    away = [ScriptedSource([], opening=AWAY) for _ in range(9)]
    stop = _Waits(10)
    loop = CameraLoop(SPEC, sources(*away), Inbox(), Statuses(), clock=FakeClock())
    loop._stop = stop  # noqa: SLF001
    loop.start()
    loop._thread.join(20)  # noqa: SLF001
    assert stop.seconds[1] <= 0.5
    assert max(stop.seconds) <= 3.0
