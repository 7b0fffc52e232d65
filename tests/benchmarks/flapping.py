"""A camera that comes and goes beside two that stay: how soon each change is seen and healed, and who suffers.

Run as `python -m tests.benchmarks.flapping`; prints one JSON object an event and a summary. The cameras are real RTSP
servers on loopback, the station is the whole of Usher without its window.
"""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import numpy as np
import typer

from core.bootstrap import open_station
from core.capture.demo import demo_scene
from core.cli.output import emit
from core.domain.camera import CameraSpec, CameraState
from core.domain.events import CameraChanged, Event
from core.domain.ids import CameraId
from core.runtime.station import Station
from tests.helpers.rtsp import Clip, RtspCamera, clip_of, encoded

FLAPPING = CameraId("flapping")
STEADY = (CameraId("steady-1"), CameraId("steady-2"))
SIZE = (640, 360)
_TROUBLE = (CameraState.STALLED, CameraState.LOST, CameraState.REFUSED)
_SAMPLE_S = 0.02
_PATIENCE_S = 60.0

Act = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Seen:
    """One thing that happened: seconds until its state was told, and from the cure until pictures came again."""

    what: str
    state: str
    seen_s: float
    healed_s: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it all; ages are the 95th percentile over both steady cameras, counts are before and after."""

    events: tuple[Seen, ...]
    newest_age_ms: float
    shown_age_ms: float
    descriptors: tuple[int, int]
    threads: tuple[int, int]
    stop_s: float


class Diary:
    """Notes when the flapping camera changed state; a runtime listener."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._entries: list[tuple[float, CameraState]] = []

    def on_event(self, event: Event) -> None:
        """Note a change."""
        if isinstance(event, CameraChanged) and event.camera == FLAPPING:
            with self._changed:
                self._entries.append((time.monotonic(), event.status.state))
                self._changed.notify_all()

    def on_people_changed(self) -> None:
        """Nothing to note."""

    def wait(self, states: Sequence[CameraState], since: float) -> tuple[float, CameraState]:
        """Wait for one of `states` after the moment `since`; return the seconds it took, and which."""

        def found() -> tuple[float, CameraState] | None:
            return next(((at - since, state) for at, state in self._entries if at >= since and state in states), None)

        with self._changed:
            entry = self._changed.wait_for(found, _PATIENCE_S)
        if entry is None:
            raise TimeoutError(f"none of {states} within {_PATIENCE_S} s: {self._entries}")
        return entry


class AgeSampler:
    """Looks all the time how old the pictures of the steady cameras are: the newest taken, and the one shown."""

    def __init__(self, station: Station) -> None:
        self._station = station
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="age-sampler")
        self.newest_ms: list[float] = []
        self.shown_ms: list[float] = []

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End."""
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stop.wait(_SAMPLE_S):
            self.newest_ms += [s.age_ms or 0.0 for s in self._station.cameras() if s.spec.id in STEADY]
            views = [view for camera in STEADY if (view := self._station.latest(camera)) is not None]
            now = time.monotonic_ns()
            self.shown_ms += [(now - view.frame.mono_ns) / 1e6 for view in views]


def film(seconds: float = 4.0) -> Clip:
    """Return the demo's entrance, where people walk by, as a camera would send it."""
    scene = demo_scene("entrance")
    pictures = (np.ascontiguousarray(scene.render(n)[::2, ::2]) for n in range(int(seconds * 25)))
    return encoded(pictures)


@dataclass(frozen=True, slots=True)
class Scene:
    """A running station, and the server behind its flapping camera."""

    server: RtspCamera
    station: Station
    diary: Diary

    def suffer(
        self, what: str, harm: Act, cure: Act, down_s: float = 0.0, told: Sequence[CameraState] = _TROUBLE
    ) -> Seen:
        """Do harm; once one of `told` was told, and `down_s` after it was done, cure it and wait for pictures."""
        begin = time.monotonic()
        harm()
        seen_s, state = self.diary.wait(told, begin)
        time.sleep(max(0.0, begin + down_s - time.monotonic()))
        cured = time.monotonic()
        cure()
        healed_s, _ = self.diary.wait((CameraState.LIVE,), cured if cure is not nothing else begin)
        return Seen(what, state.value, round(seen_s, 3), round(healed_s, 3))

    def change_password(self, password: str) -> None:
        """Change it at the camera, which then drops everybody."""
        self.server.password = password
        self.server.cut()

    def correct_password(self) -> None:
        """Tell the station the camera's password."""
        self.station.update_camera(replace(_spec(FLAPPING, self.server), source=self.server.url()))


def nothing() -> None:
    """Cure nothing: it is over by itself."""


def _spec(camera: CameraId, server: RtspCamera) -> CameraSpec:
    return CameraSpec(camera, camera, server.url())


@contextmanager
def staged(clip: Clip, data_dir: Path, diary: Diary) -> Iterator[Scene]:
    """Lend a station that shows three cameras, all of them live."""
    with ExitStack() as stack:
        steady = stack.enter_context(RtspCamera(clip))
        server = stack.enter_context(RtspCamera(clip, password="first"))
        cameras = [_spec(FLAPPING, server), *(_spec(camera, steady) for camera in STEADY)]
        station = open_station(data_dir, cameras=cameras)
        stack.callback(station.stop)
        station.subscribe(diary)
        begin = time.monotonic()
        station.start()
        diary.wait((CameraState.LIVE,), begin)
        while any(station.latest(camera) is None for camera in (FLAPPING, *STEADY)):
            time.sleep(_SAMPLE_S)
        yield Scene(server, station, diary)


def play(scene: Scene, downs_s: Sequence[float], *, spoil: bool) -> Iterator[Seen]:
    """Kill and restart the camera once for each of `downs_s`, cut it, change its password; with `spoil` more."""
    server = scene.server
    for down_s in downs_s:
        yield scene.suffer(f"killed for {down_s} s", server.kill, server.restart, down_s)
    yield scene.suffer("cut", server.cut, nothing)
    refused = (CameraState.REFUSED,)
    yield scene.suffer(
        "password changed", lambda: scene.change_password("second"), scene.correct_password, told=refused
    )
    if spoil:
        for what in ("stalled", "garbage"):
            harm, cure = (lambda w=what, v=v: setattr(server, w, v) for v in (True, False))
            yield scene.suffer(what, harm, cure, 6.0)


def run(clip: Clip, data_dir: Path, downs_s: Sequence[float], *, spoil: bool) -> Outcome:
    """Play it all on a station of its own in `data_dir`."""
    threads_before = threading.active_count()
    diary = Diary()
    with staged(clip, data_dir, diary) as scene:
        descriptors_before = _descriptors()
        sampler = AgeSampler(scene.station)
        sampler.start()
        try:
            events = tuple(play(scene, downs_s, spoil=spoil))
        finally:
            sampler.stop()
        descriptors_after = _descriptors()
        begin = time.monotonic()
        scene.station.stop()
        stop_s = time.monotonic() - begin
    return Outcome(
        events, _p95(sampler.newest_ms), _p95(sampler.shown_ms), (descriptors_before, descriptors_after),
        (threads_before, threading.active_count()), round(stop_s, 3),
    )  # fmt: skip


def _descriptors() -> int:
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


def _p95(values: Sequence[float]) -> float:
    return round(float(np.percentile(values, 95)), 1)


def main(
    video: Annotated[Path | None, typer.Option(help="What the cameras show; the demo's film without it.")] = None,
    rounds: Annotated[int, typer.Option(min=1, help="How often to play it all.")] = 1,
) -> None:
    """Kill, restart, cut, stall and corrupt a camera, and change its password."""
    clip = film() if video is None else clip_of(video, 4.0, SIZE)
    for _ in range(rounds):
        with TemporaryDirectory(prefix="usher-flapping-") as folder:
            outcome = run(clip, Path(folder), (0.3, 1.0, 2.0, 4.0, 8.0), spoil=True)
        for event in outcome.events:
            emit(asdict(event))
        summary = {name: value for name, value in asdict(outcome).items() if name != "events"}
        seen, healed = (max(getattr(e, name) for e in outcome.events) for name in ("seen_s", "healed_s"))
        emit({"seen_s_max": seen, "healed_s_max": healed, **summary})


if __name__ == "__main__":
    typer.run(main)
