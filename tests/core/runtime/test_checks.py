"""What `usher self-check` finds."""

import platform
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import onnxruntime
import psutil
import pytest

from core.capture.factory import make_source
from core.capture.source import NoPicture, Picture, Reading, SourceInfo
from core.config import CameraSettings, Settings, save_settings
from core.domain.camera import LivenessPolicy
from core.domain.errors import ErrorCode, KnownError
from core.runtime import checks
from core.runtime.checks import (
    Finding,
    Remark,
    State,
    examine,
    look_at_clock,
    look_at_disk_speed,
    look_at_free_space,
    look_at_log,
    look_at_memory,
    look_at_processor,
    watched,
)
from core.runtime.health import MB
from tests.helpers.cli import usher

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def state(seen: str | Remark) -> State:
    return seen.state if isinstance(seen, Remark) else State.OK


@dataclass
class Silent:
    """A camera that opens and then sends what it is told to."""

    readings: Iterator[Reading] = field(default_factory=lambda: iter(()))
    live: bool = True
    paced: bool = True
    closed: bool = False

    def open(self) -> SourceInfo:
        return SourceInfo(0, 0, 0.0)

    def read(self, timeout_s: float) -> Reading:
        del timeout_s
        return next(self.readings, NoPicture.WAITING)

    def close(self) -> None:
        self.closed = True


def test_a_finding_tells_success_remarks_and_failures_apart() -> None:
    def fails(error: Exception) -> str:
        raise error

    assert examine("A", lambda: "fine") == Finding("A", State.OK, "fine")
    assert examine("B", lambda: Remark("so so")).sound
    known = examine("C", lambda: fails(KnownError(ErrorCode.DISK_FULL, path="/data")))
    assert (known.sound, "is full" in known.detail) == (False, True)
    assert examine("D", lambda: fails(FileNotFoundError(2, "No such file", "/x"))).detail == "/x: No such file"
    with pytest.raises(ZeroDivisionError):
        examine("E", lambda: fails(ZeroDivisionError()))


def test_a_camera_is_opened_watched_and_closed() -> None:
    assert str(watched(make_source("demo:lobby", realtime=False), 0.2)).startswith("1280×720")


def test_a_camera_without_a_picture_is_wrong() -> None:
    silent = Silent()
    assert state(watched(silent, 0.01)) is State.WRONG
    assert silent.closed
    over = Silent(iter([Picture(np.zeros((4, 6, 3), np.uint8), None), NoPicture.ENDED]))
    assert watched(over, 60.0) == "6×4"


@pytest.mark.parametrize(
    ("now", "newest", "expected"),
    [
        (NOW, None, State.OK),
        (NOW, NOW - timedelta(days=3), State.OK),
        (NOW, NOW + timedelta(seconds=30), State.OK),
        (NOW, NOW + timedelta(hours=2), State.WRONG),
        (datetime(1970, 1, 1, tzinfo=UTC), None, State.WRONG),
    ],
)
def test_the_clock_is_compared_with_what_is_past(now: datetime, newest: datetime | None, expected: State) -> None:
    assert state(look_at_clock(now, newest)) is expected


@pytest.mark.parametrize(("ms", "expected"), [(2.0, State.OK), (400.0, State.NOTICE), (3000.0, State.WRONG)])
def test_the_disk_is_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ms: float, expected: State) -> None:
    assert "reaches the disk in" in str(look_at_disk_speed(tmp_path))
    monkeypatch.setattr(checks, "write_ms", lambda _: ms)
    assert state(look_at_disk_speed(tmp_path)) is expected


@pytest.mark.parametrize(("free", "expected"), [(5_000, State.OK), (900, State.NOTICE), (100, State.WRONG)])
def test_room_on_the_disk(free: int, expected: State) -> None:
    assert state(look_at_free_space(free * MB)) is expected


@pytest.mark.parametrize(("available", "expected"), [(8_000, State.OK), (500, State.NOTICE)])
def test_memory(monkeypatch: pytest.MonkeyPatch, available: int, expected: State) -> None:
    found = SimpleNamespace(available=available * MB, total=8_000 * MB)
    monkeypatch.setattr(psutil, "virtual_memory", lambda: found)
    assert state(look_at_memory()) is expected


def test_the_log_can_be_written(tmp_path: Path) -> None:
    assert look_at_log(tmp_path) == str(tmp_path / "logs" / "usher.log")


def test_a_processor_without_wide_instructions_is_slow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "machine", lambda: "AMD64")
    monkeypatch.setattr(np, "show_config", lambda mode: {"SIMD Extensions": {"baseline": ["SSE3"]}})
    seen = look_at_processor()
    assert (state(seen), "AVX2" in str(seen)) == (State.NOTICE, True)
    monkeypatch.setattr(onnxruntime, "get_available_providers", list)
    assert state(look_at_processor()) is State.WRONG


def test_the_command_looks_at_every_camera_and_hides_passwords(tmp_path: Path) -> None:
    cameras = (
        CameraSettings("one", "Lobby", "demo:lobby", liveness=LivenessPolicy.REQUIRE),
        CameraSettings("two", "Gate", "ftp://admin:s3cret@gate/stream"),
    )
    save_settings(tmp_path, Settings(cameras=cameras))
    answer = usher(tmp_path, "self-check", "--json")
    found = {r["check"]: r for r in answer.records}
    assert answer.code == 1
    assert found["Camera Lobby"]["state"] == "ok"
    assert found["Camera Gate"]["state"] == "wrong"
    assert found["Liveness networks"]["state"] == "wrong"
    assert "Lobby" in found["Liveness networks"]["detail"]
    assert "s3cret" not in answer.out
    assert {name for name, r in found.items() if r["state"] == "ok"} >= {"Clock", "Disk speed", "Log", "Models"}
