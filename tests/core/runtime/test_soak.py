"""The long run in short: a real station, and a real camera that comes and goes."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from core.bootstrap import open_station
from core.capture.camera import CameraLoop
from core.capture.factory import make_source
from core.capture.inbox import Inbox
from core.domain.camera import CameraSpec, CameraState, CameraStatus
from core.domain.health import Concern, ConcernKind, Severity
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
    done, jpeg = cv2.imencode(".jpg", np.full((48, 64, 3), 90, np.uint8))
    assert done
    camera, heard = FlappingCamera([jpeg.tobytes()], there_s=1.0, away_s=0.2), Heard()
    camera.start()
    loop = CameraLoop(
        CameraSpec(CameraId("f"), "Flapping", camera.url), lambda: make_source(camera.url), Inbox(), heard,
        pauses_s=(0.1,),
    )  # fmt: skip
    loop.start()
    try:
        assert heard.wait_for(lambda states: states.count(CameraState.LIVE) >= 2)
        assert CameraState.LOST in heard.states
        assert loop.status().width == 64
    finally:
        loop.stop()
        camera.stop()
        camera.stop()


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


@pytest.fixture
def played(monkeypatch: pytest.MonkeyPatch) -> SoakResult:
    """Let the command report this result instead of running."""
    concern = Concern(ConcernKind.DISK_SLOW, Severity.NOTICE, "/data", "Writing takes long.")
    result = SoakResult(REPORT, 0.5, (0.2, 3.1), ("infer-0",), (concern,))

    def play(_: object, plan: SoakPlan, report: Callable[[SoakReport], None]) -> SoakResult:
        assert (plan.seconds, plan.restarts) == (120.0, 1)
        report(REPORT)
        return result

    monkeypatch.setattr("core.cli.soak.run_soak", play)
    return result


def test_the_command_says_how_it_stands_and_what_failed(tmp_path: Path, played: SoakResult) -> None:
    answer = usher(tmp_path, "soak", "--minutes", "2", "--restarts", "1")
    assert answer.code == 1
    assert answer.out.count("1.0 min") == 2
    assert "+0.50 MB a minute" in answer.out
    for failure in played.failures:
        assert failure in answer.out
    assert "Writing takes long." in answer.out


def test_the_command_speaks_json_and_keeps_a_log_where_told(tmp_path: Path, played: SoakResult) -> None:
    kept = tmp_path / "kept"
    answer = usher(tmp_path, "soak", "--minutes", "2", "--restarts", "1", "--data-dir", kept, "--json")
    minute, last = answer.records
    assert (minute["type"], minute["frames"], last["type"]) == ("minute", 9000, "summary")
    assert (last["passed"], last["failures"]) == (False, list(played.failures))
    assert (last["worst_shutdown_s"], last["memory_slope_mb_min"]) == (3.1, 0.5)
