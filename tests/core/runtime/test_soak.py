"""The long run in short: a real station, and a real camera that comes and goes."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from core.bootstrap import open_station
from core.capture.camera import CameraLoop
from core.capture.factory import make_source
from core.capture.inbox import Inbox
from core.domain.camera import CameraSpec, CameraState, CameraStatus
from core.domain.ids import CameraId
from core.runtime.flapping import FlappingCamera
from core.runtime.soak import FLAPPING, SoakPlan, SoakReport, SoakResult, soak
from core.runtime.station import Station
from tests.helpers.cli import usher

WAIT_S = 60.0
REPORT = SoakReport(60.0, 500.0, 20, 40, 9000, 3, 2, 5, 6, 9, 80.0)


class Heard:
    """Collects a camera's states and lets a test wait for a course of them."""

    def __init__(self) -> None:
        self.states: list[CameraState] = []
        self._changed = threading.Condition()

    def __call__(self, status: CameraStatus) -> None:
        with self._changed:
            self.states.append(status.state)
            self._changed.notify_all()

    def wait_for(self, wanted: Callable[[list[CameraState]], bool]) -> bool:
        with self._changed:
            return self._changed.wait_for(lambda: wanted(self.states), WAIT_S)


def test_the_camera_comes_goes_and_is_found_again() -> None:
    camera, heard = FlappingCamera(there_s=1.0, away_s=0.2), Heard()
    camera.start()
    loop = CameraLoop(
        CameraSpec(CameraId("f"), "Flapping", camera.url), lambda: make_source(camera.url), Inbox(), heard,
        pauses_s=(0.1,),
    )  # fmt: skip
    loop.start()
    try:
        assert heard.wait_for(lambda states: states.count(CameraState.LIVE) >= 2)
        assert CameraState.LOST in heard.states
        assert loop.status().width == 640
    finally:
        loop.stop()
        camera.stop()
        camera.stop()


def test_a_camera_that_never_started_can_be_stopped() -> None:
    FlappingCamera(1.0, 1.0).stop()


def test_a_short_soak_reports_and_leaves_nothing_running(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    del caplog  # a camera that is lost is warned of, again and again
    reports: list[SoakReport] = []

    def opened(cameras: Sequence[CameraSpec]) -> Station:
        flapping = [camera for camera in cameras if camera.id == FLAPPING]
        return open_station(tmp_path, cameras=flapping)

    plan = SoakPlan(3.0, there_s=1.0, away_s=0.2, report_every_s=1.0, restarts=1)
    result = soak(opened, plan, reports.append)
    assert [round(report.seconds) for report in reports][:1] == [1]
    assert result.last.seconds >= 3.0
    assert result.last.frames > 0
    assert result.last.rss_mb > 50
    assert result.slope_mb_min is not None
    assert len(result.shutdowns_s) == 2


@pytest.mark.parametrize(
    ("slope", "stops", "left", "reconnects", "words"),
    [
        (0.99, (2.9, 0.4), (), 1, []),
        (None, (0.1,), (), 1, []),
        (1.2, (0.1,), (), 1, ["memory grows"]),
        (0.0, (0.1, 3.2), ("infer-0",), 0, ["stopping took 3.2 s", "infer-0", "never came back"]),
    ],
)
def test_the_verdict(
    slope: float | None, stops: tuple[float, ...], left: tuple[str, ...], reconnects: int, words: list[str]
) -> None:
    result = SoakResult(replace(REPORT, reconnects=reconnects), slope, stops, left, ())
    assert len(result.failures) == len(words)
    assert all(word in said for word, said in zip(words, result.failures, strict=True))


@pytest.mark.slow
def test_the_command_says_how_it_stands_and_what_failed(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    del caplog
    answer = usher(tmp_path, "soak", "--minutes", "0.05", "--restarts", "0", "--json")
    *_, last = answer.records
    assert last["type"] == "summary"
    assert "the flapping camera never came back" in last["failures"]  # it stays for twenty seconds
    assert (answer.code, last["passed"]) == (1, False)
    assert last["frames"] > 0
    assert list(tmp_path.iterdir()) == []
