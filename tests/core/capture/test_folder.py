"""A folder of pictures as a camera."""

import logging
import threading
from pathlib import Path

import cv2
import numpy as np
import pytest

from core.capture.folder import FolderSource
from core.capture.source import NoPicture, Picture, Reading
from core.domain.errors import ErrorCode, KnownError


def fill(folder: Path, **levels: int) -> Path:
    """Write grey pictures, named as given."""
    for name, level in levels.items():
        assert cv2.imwrite(str(folder / f"{name}.png"), np.full((24, 32, 3), level, np.uint8))
    return folder


def shades(readings: list[Reading]) -> list[int]:
    return [int(reading.image[0, 0, 0]) for reading in readings if isinstance(reading, Picture)]


def test_every_picture_comes_in_the_order_of_the_names(tmp_path: Path) -> None:
    fill(tmp_path, b=20, a=10, c=30)
    (tmp_path / "notes.txt").write_text("no picture")
    source = FolderSource(tmp_path, realtime=False)
    assert not source.live
    assert not source.paced
    source.open()
    readings = [source.read(0.0) for _ in range(4)]
    source.close()
    assert shades(readings) == [10, 20, 30]
    assert readings[3] is NoPicture.ENDED


def test_a_damaged_picture_is_passed_over_and_logged(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    fill(tmp_path, a=10, c=30)
    (tmp_path / "b.jpg").write_bytes(b"no picture")
    source = FolderSource(tmp_path, realtime=False)
    source.open()
    with caplog.at_level(logging.INFO, "core.capture.folder"):
        readings = [source.read(0.0) for _ in range(2)]
    assert shades(readings) == [10, 30]
    assert [record.getMessage() for record in caplog.records] == [
        f"Passed over: {KnownError(ErrorCode.IMAGE_UNREADABLE, path=str(tmp_path / 'b.jpg'))}"
    ]


def test_a_folder_without_any_readable_picture_says_so(tmp_path: Path) -> None:
    (tmp_path / "b.jpg").write_bytes(b"no picture")
    source = FolderSource(tmp_path, realtime=False)
    source.open()
    with pytest.raises(KnownError) as caught:
        source.read(0.0)
    assert caught.value.code is ErrorCode.SOURCE_EMPTY


def test_a_folder_that_went_away_says_so(tmp_path: Path) -> None:
    with pytest.raises(KnownError) as caught:
        FolderSource(tmp_path / "gone", realtime=False).open()
    assert caught.value.code is ErrorCode.FOLDER_UNREADABLE


def test_in_real_time_pictures_come_twice_a_second(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now, waits = [100.0], list[float]()

    class Closing(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            waits.append(timeout or 0.0)
            now[0] += timeout or 0.0
            return False

    monkeypatch.setattr("core.capture.folder.time.monotonic", lambda: now[0])
    source = FolderSource(fill(tmp_path, a=10, b=20), realtime=True)
    source._closing = Closing()  # noqa: SLF001 - time is not waited for in tests
    assert source.paced
    source.open()
    readings = [source.read(0.3) for _ in range(5)]
    assert shades(readings) == [10, 20]
    assert [reading is NoPicture.WAITING for reading in readings] == [False, True, False, True, False]
    assert readings[4] is NoPicture.ENDED  # only after the last picture had its time
    assert waits == pytest.approx([0.3, 0.2, 0.3, 0.2])


def test_closing_ends_the_wait(tmp_path: Path) -> None:
    source = FolderSource(fill(tmp_path, a=10, b=20), realtime=True)
    source.open()
    assert isinstance(source.read(0.0), Picture)
    source.close()
    assert source.read(60.0) is NoPicture.WAITING
